//! Reports, results and criteria.

use crate::i18n::catalogue::texts;

texts! {
    /// Reports, results and criteria.
    ScreeningTexts {
        title, headline_missing, headline_because, stands_at_least, stands_above, stands_at_most,
        stands_below, patient, birth, age_years, age_on, sex, female, male, note, go_to, no_stage_date,
        no_reports, add, add_laboratory, add_visit, add_interview, laboratory_report, visit, interview,
        titled, titled_undated, collected_at, when, report_number, by, laboratory, no_laboratory,
        remove_report, column_item, column_value, column_unit, column_interval, column_limit,
        column_verdict, not_asked, not_done, not_known, decides, decides_earlier_differs,
        decided_elsewhere, set_aside, confirm, confirm_reason, confirmed_by, more, mark_not_done,
        haemolysed, clotted, other_reason, mark_set_aside, take_back, remove, facts_hint, clearance,
        clearance_no_report, in_report, urine_creatinine, urine_volume, collection_time,
        plasma_creatinine, enter_urine, no_estimate, clearance_decides, measured_first, histories,
        asked_up_to, add_course, history_none, history_not_asked, agent, course_start, course_end,
        end_not_known, ongoing, criteria, filter_all, filter_open, filter_failed, search, no_criterion,
        would_decide, show_all, unfold, decided_by, remark, paste_title, paste_hint, paste_field,
        paste_into, new_report, paste_empty, column_line, column_state, take_line, choose_item,
        not_recognised, value_unreadable, unit_not_known, will_be_taken, not_taken, already_there,
        differs, not_used, take_over, set_aside_there, was_not_done, facts_progress, next_unanswered,
        groups_counted, groups_unfold, groups_fold, not_done_there, rivals,
    }
}
