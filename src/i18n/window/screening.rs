//! Reports, results and criteria.

use crate::i18n::catalogue::texts;

texts! {
    /// Reports, results and criteria.
    ScreeningTexts {
        title, stands_at_least, stands_above, stands_at_most,
        stands_below, patient, birth, age_years, age_on, sex, female, male, note, go_to, no_stage_date,
        no_reports, add, add_laboratory, add_visit, add_interview, laboratory_report, visit, interview,
        titled, titled_undated, collected_at, when, report_number, by, laboratory, no_laboratory,
        remove_report, column_item, column_value, column_unit, column_interval, column_limit,
        column_verdict, not_asked, not_asked_answer, not_done, not_known, decides, decides_earlier_differs,
        decided_elsewhere, set_aside, confirm, confirm_reason, confirmed_by, more, mark_not_done,
        haemolysed, clotted, other_reason, mark_set_aside, take_back, remove, facts_hint, clearance,
        clearance_no_report, in_report, urine_creatinine, urine_volume, collection_time, plasma_creatinine,
        enter_urine, no_estimate, clearance_decides, measured_first, histories, asked_up_to, add_course,
        history_none, history_not_asked, agent, course_start, course_end, end_not_known, ongoing, criteria,
        filter_all, filter_open, filter_failed, search, no_criterion, would_decide, show_all, unfold,
        decided_by, remark, paste_title, paste_hint, paste_field, paste_into, new_report, paste_empty,
        paste_key, value_mended, column_line, column_state, take_line, choose_item, not_recognised,
        unit_not_known, will_be_taken, not_taken, already_there, differs, not_used,
        take_over, set_aside_there, was_not_done, facts_progress, next_unanswered, groups_counted,
        groups_unfold, groups_fold, not_done_there, window_line, earliest_from, earliest_not_known,
        earliest_never, course_ongoing, course_end_not_known, history_courses, history_details,
        history_asked, column_history, column_asked, column_found, course_title, remove_course,
        known_agents, known_agents_of, course_class, also_class, per_day, half_life, history_add, stages,
        column_stage, column_date, column_try, column_stage_verdict, try_date, what_if, what_if_result,
        what_if_because, what_if_end, what_if_hint, decision, not_decided, decision_open, decided_goes_on,
        decided_stops, goes_on, decision_stands, choice_agree, choice_misreads, choice_deviation,
        choice_not_enrolled, misreads_about, deviation_number, looks_again_reason, not_enrolled_reason, decision_sign,
        decision_change, decision_take_back, decision_said, decision_other_verdict, lacks_choice,
        lacks_text, lacks_other_than_verdict, lacks_goes_on, lacks_does_not_go_on, signed_by, timeline,
        timeline_near, timeline_half_year, timeline_all, timeline_clear, timeline_chart, timeline_hint,
        timeline_empty, timeline_text, timeline_samples, timeline_today, timeline_stage,
        timeline_course, timeline_in_order, start_not_known, all_stages, filter_stage, near_limit, at_stage,
        rivals, lacks_stage_date, lacks_nothing_deviates, later_infusion, paste_drop,
        paste_other_subject, paste_several_subjects, paste_ask_again, paste_line, paste_column, paste_keep_note,
        paste_note, same_above, other_day, other_subject, first_day,
    }
}
