//! The typed catalogue: one field per text. A key that is missing in a language does not load.

use std::collections::BTreeMap;

/// A struct of texts that is read from a file: a key that is missing, unknown or not a text does not load.
macro_rules! texts {
    ($(#[$doc:meta])* $Texts:ident { $($key:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "each text is its own documentation, in the English file")]
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $Texts {
            $(pub $key: String,)+
        }

        impl $Texts {
            /// Reads a catalogue file. A key that is missing, unknown or not a text is an error that names it.
            pub fn read(text: &str) -> Result<Self, String> {
                let mut texts = $crate::i18n::catalogue::read_texts(text)?;
                let mut missing = Vec::new();
                let mut take = |key: &'static str| texts.remove(key).unwrap_or_else(|| {
                    missing.push(key);
                    String::new()
                });
                let read = Self { $($key: take(stringify!($key)),)+ };
                match (missing.first(), texts.keys().next()) {
                    (None, None) => Ok(read),
                    (Some(key), _) => Err(format!("the key {key} is missing")),
                    (_, Some(key)) => Err(format!("the key {key} is not known")),
                }
            }

            /// Every key with its text.
            pub fn texts(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($key), self.$key.as_str())),+]
            }
        }
    };
}

pub(super) use texts;

/// By hand: a derived reader of so many texts in one function takes the compiler minutes.
pub(super) fn read_texts(text: &str) -> Result<BTreeMap<String, String>, String> {
    let value: ron::Value = ron::from_str(text).map_err(|err| err.to_string())?;
    value.into_rust().map_err(|err| err.to_string())
}

texts! {
    /// The texts of results in one language; the keys say what they are for, the English file what they say.
    Catalogue {
        million, billion, ten_thousand, hundred_million, cells_in_words, level_in_words, list_separator,
        sentence_end, colon, parenthesis, intended_use, example_banner, example_site_banner,
        subject_unnamed, footer, as_of_now, yes, no, none, heading_problems, heading_stages, heading_groups,
        heading_criteria, heading_deciding, heading_notices, heading_clearance, heading_levels,
        heading_calculation, heading_bags, heading_certificate, heading_lot, heading_not_assessed,
        heading_parameters, heading_questions, column_stage, column_date, column_verdict, column_group,
        column_criterion, column_level, column_target, column_volume, column_delivered, column_deviation,
        column_state, column_bag, column_draw, column_left, column_figure, column_stated, column_computed,
        column_agrees, column_weight, column_reach, verdict_eligible, verdict_not_eligible, verdict_not_now,
        verdict_not_now_from, verdict_incomplete, verdict_pass_short, verdict_fail_short,
        verdict_not_now_short, verdict_unknown_short, inclusion_met, inclusion_not_met, exclusion_excludes,
        exclusion_does_not, outcome_unknown, inclusion_number, exclusion_number, headline, headline_because,
        is_at_least, is_above, is_at_most, is_below, is_unknown, margin, value_on,
        value_undated, value_not_known, limit_uln_report, limit_uln_template,
        limit_uln_template_unconfirmed, between, not_detected, answer_is, happened_in, happened_unknown,
        happened_not, clear_from, window_hours, window_days, window_months, window_years, window_half_lives,
        window_shorter, window_ever, reading, reading_settled, earlier_differs, basis_differential,
        basis_corrected, basis_urine, basis_actual, basis_ideal, basis_adjusted, basis_copies,
        basis_copies_published, basis_age, why_missing, why_not_done, why_not_known, why_unsettled,
        why_doubtful, why_refused, why_both_sides, why_no_upper_limit, why_upper_limit_unreadable,
        why_disagree, why_undated, why_same_time, why_never_asked, why_not_asked_up_to, why_partial_date,
        why_on_open_end, why_parameter_not_set, why_not_computed, entry_finding, entry_upper_limit,
        entry_confirmation, entry_report_date, entry_history, entry_sex, entry_age, entry_stage_date,
        entry_parameter, entry_question, decides_rows, class_stop, class_decide, class_note,
        notice_readings_differ, notice_confirm, notice_unconfirmed_template, notice_earlier_differs,
        notice_clearance_below_30, notice_published_hbv, notice_which_weight, notice_latest_weight,
        notice_certificate, notice_overdose, notice_underdose, notice_other_subject, notice_expired,
        notice_tolerance_not_set, notice_repeat_infusion, note_no_recovery, note_viability_not_multiplied,
        note_cd3_not_multiplied, note_unguarded, note_unguarded_bags, note_volumes_missing, note_hold_up,
        note_convention, note_outside_expected, problem_line, number_empty, number_comma, number_comma_fix,
        number_unit_inside, number_naked_point, number_grouped, number_not_finite, number_comparator,
        number_negative, number_too_long, number_not_a_number, fix, unit_missing, unit_unknown,
        did_you_mean, unit_refused, refusal_superscript, refusal_jin, refusal_not_a_unit, refusal_monomer,
        refusal_indexed, refusal_logarithm, refusal_other_quantity, refusal_other_form, unit_other_size, impossible, doubtful_unit,
        doubtful_logarithm, unit_years, bound_to_other_version, bound_to_other_file, written_by_hand, none_of,
        not_an_answer, number_or_not_detected, kind_quantity_or_not_detected, number_range, date_today,
        estimate_lacks, reason_separator, doubtful_upper_limit, why_clock_time_needed, date_in_future,
        computed, notice_answered_before, would_fit, doubtful_jin, doubtful_pounds, doubtful_changed,
        contradicts, doubtful_fraction, above_hundred, not_positive, date_ambiguous, date_no_such_day, date_too_early, date_before_birth,
        date_unreadable, date_missing, unknown_id, wrong_kind, kind_quantity, kind_yes_no, kind_choice,
        kind_history, kind_counted, duplicate, too_few, not_whole_years, source_missing, nothing_entered,
        reference_unreadable, dose_headline, dose_headline_planning, dose_headline_provisional,
        dose_headline_underdose, dose_headline_overdose, dose_headline_certificate, dose_headline_asks,
        dose_headline_other_subject, dose_headline_given, dose_nothing, state_ready, state_provisional,
        state_underdose, state_overdose, state_asks, state_other_subject, state_certificate, over_tolerance,
        over_level, over_absolute, ask_weight, ask_weight_not_usable, ask_which_weight, ask_lot,
        ask_certificate_total, lot_ask_convention, lot_ask_field, lot_ask_no_car, lot_ask_confirm,
        lot_ask_basis, lot_ask_other_subject, lot_ask_no_bag, field_total, field_viable, field_viability,
        field_cd3, field_car_share, field_recovery, field_car, weight_only, weight_person, weight_stage,
        weight_all_equal, weight_latest, dosing_weight_line, cap_line, no_cap_line, lot_line,
        lot_line_blocked, lot_holds, lot_holds_unknown, highest_level, no_level_reached, shortfall,
        provisional_line, tolerance_window, target_line, per_actual_kg, bag_whole, check_lot_cells,
        check_bag_cells, check_concentration, check_viable, check_volume, not_assessed_line,
        symbol_dose_level, symbol_weight, symbol_weight_cap, symbol_dosing_weight, symbol_target_cells,
        symbol_cell_cap, symbol_total, symbol_viable, symbol_viability, symbol_cd3, symbol_car_share,
        symbol_recovery, symbol_car, symbol_bag_cells, symbol_bag_volume, symbol_volume, symbol_step,
        symbol_drawn, symbol_delivered, symbol_per_kg, symbol_per_actual_kg, symbol_deviation,
        symbol_available, symbol_age, symbol_height, symbol_creatinine, symbol_urine_creatinine,
        symbol_urine_volume, symbol_time, symbol_ideal, symbol_adjusted, symbol_clearance,
        symbol_sex_factor, symbol_ideal_base, symbol_unit_factor, formula_converted, formula_stated,
        formula_rounded_half_up, formula_rounded_half_even, formula_rounded_down, formula_rounded_cap,
        formula_rounded_up, unit_cells, protocol_headline, decides_at, protocol_note, usual_value,
        parameter_not_set, parameter_none, parameter_set, question_about, verdict_so_far,
        happened_end_unknown, happened_until_planned, why_stage_date_needed, why_dates_contradict,
        why_one_day_only, what_if_summary, tool_otherwise, tool_then, window_month, happened_last,
        column_earliest, stage_clear_always, stage_clear_not_known, stage_clear_from, row_at_stage,
        notice_sensitive, choice_template, choice_hbv, choice_legacy, choice_weight, choice_reading,
        sensitive, near_limit, dose_equivalent, asked_again, anchor_stage_undated, anchor_stage,
        anchor_sample, happened_ongoing, decides_nothing, why_half_life_not_known, why_dose_not_known,
        why_class_not_known, conflicts, note_recovery_not_multiplied, note_low_viability, note_low_cd3,
        note_unusual_car_share, note_unusual_bag, notice_weight_changed, notice_weight_unchecked,
        notice_unusual_volume, lot_ask_mend, lot_ask_planned, over_usual_tolerance, state_decide,
        state_not_assigned, dose_headline_decide, weight_changed,
        field_certificate_volume, field_certificate_level, formula_not_rounded, weight_and_cap,
        agrees_by, why_too_old, notice_weight_old, never_looked_at, window_too_long, window_endless, diff_inclusion, diff_exclusion,
        diff_sitting_usual, diff_sitting_laboratory, diff_sitting_visit, diff_sitting_interview,
        diff_settles_nothing, diff_one_day, diff_reordered, question_state_answered, notice_not_followed,
        reading_end_included, reading_end_excluded, tool_hour_counts, tool_hour_not, tool_hour_open,
        tool_see_below, review_question, lint_class_unnamed, lint_rest_named, lint_class_both,
        lint_never_asked, lint_figure_of_text_only, lint_figure_of_other, column_bound, column_checked,
        column_file, column_in_force, column_item, column_limit, verdict_so_far_short, column_other_version,
        column_part, column_protocol, column_reading, column_relation, column_version, diff_added,
        diff_anew, diff_carries, diff_carry, diff_changed, diff_criteria, diff_groups, diff_headline,
        diff_items, diff_levels, diff_new, diff_old, diff_order, diff_parameters, diff_protocol,
        diff_put_together, diff_questions, diff_removed, diff_same, diff_stages, letter_answer,
        letter_blank, letter_box, letter_concerns, letter_date, letter_file, letter_from, letter_holds_from,
        letter_intro, letter_none, letter_other, letter_protocol, letter_question, letter_signed,
        letter_source, letter_title, letter_to, letter_usual, lint_about_lacks, lint_about_unknown,
        lint_always_holds, lint_blocks_unknown, lint_branch, lint_chinese, lint_class_contradictory,
        lint_class_figures, lint_class_implausible, lint_class_numbering, lint_class_refused,
        lint_class_unknown, lint_class_unreachable, lint_class_unused, lint_class_without_source,
        lint_class_without_translation, lint_decides_nowhere, lint_english, lint_figure_not_named,
        lint_figures_differ, lint_group_unused, lint_headline, lint_headline_clean, lint_implausible,
        lint_item_unused, lint_line, lint_never_differ, lint_never_holds, lint_no_case, lint_no_effect,
        lint_not_rising, lint_not_translated, lint_numbering, lint_offer_unreadable,
        lint_offer_without_source, lint_one_equivalent, lint_other_side, lint_parameter_unknown,
        lint_parameter_unused, lint_part_of_other, lint_question_unused, lint_readings_elsewhere,
        lint_readings_same, lint_stage_decides_nothing, lint_stage_twice, lint_text_missing, lint_text_same,
        lint_times_uln, lint_twice, lint_name_shared, lint_usual_unknown, question_hangs, question_line, question_parameter,
        question_reading, question_state_open, question_state_settings, question_state_settled,
        question_usual, questions_headline, reading_excluded, reading_included, review_headline,
        review_levels, tool_above, tool_above_dose, tool_at_least, tool_at_most, tool_before_sample,
        tool_below, tool_female, tool_holds, tool_if, tool_is, tool_last_day_counts, tool_last_day_not,
        tool_last_day_open, tool_male, tool_never, tool_not, tool_only, tool_parameter, tool_reading,
        tool_sex, tool_unless, tool_window_before, tool_within, versions_headline, versions_not_in_force,
        what_if_absent, what_if_all, what_if_anew, what_if_flipped, what_if_flips, what_if_headline,
        what_if_nothing_written, what_if_stays, what_if_under, verdict_eligible_so_far, verdict_hinges,
        stage_of_infusion, verdict_first_infusion_only, heading_later_infusions, later_as_written,
        later_row, later_information, later_dated, notice_later_findings, column_decision, decision_differs,
        decision_then, history_classes,
        heading_readiness, readiness_ready, readiness_open, readiness_stopped, line_identity,
        line_certificate, line_weight, line_level, line_eligibility, line_bags, line_settings, line_decisions,
        line_state_done, line_state_open, line_state_stopped, need_decided, need_subject, need_label,
        need_lot_number, need_expiry, need_lot, need_basis, need_certificate_total, need_disagrees,
        need_counting_times, need_mend, need_twice, need_weight, need_weight_not_usable, need_which_weight,
        need_weight_date, need_height, need_no_recent_weight, need_weight_differs, need_level,
        need_not_eligible, need_not_now, need_incomplete, need_does_not_go_on, need_asked_again,
        need_later_infusion, need_volumes, need_infused_volume, need_thaw_time, need_past_stability,
        need_parameter, need_overdose, need_underdose, field_bag_volume, field_bag_car, field_bag_cells,
        finer_step, figure_stays, given_so_far, state_possible, within_tolerance,
        intake_headline, heading_taken, heading_asked, heading_refused, column_line, column_subject,
        column_value, column_unit, column_interval, column_cells, column_why, ask_which_column,
        ask_which_date, ask_which_line, ask_columns_contradict, ask_code_and_name, ask_unit_missing,
        ask_unit_unknown, ask_two_units, ask_number, refused_not_an_item, refused_other_material,
        refused_empty, refused_pending, refused_not_done, refused_not_a_number, refused_not_an_answer,
        refused_index_value, refused_contradicts_itself, refused_unit, refused_other_line, question_column,
        question_date, question_date_column, question_which_line,
        check_car_within_viable, check_car_within_total, check_viable_within_total, check_car_within_cd3,
        note_counted_after_thaw, symbol_hold_up, symbol_infused_volume, symbol_usable_volume,
        symbol_infused_cells, symbol_cells_left, line_of_bag, doubtful_body_mass, doubtful_kilograms, record_changed, record_changed_by, line_record, field_bag_hold_up, check_car_within_share, need_end, dose_headline_stopped, check_bags_within_lot, need_weight_old, dose_headline_changed, later_taken_in, earlier_stays_mend, earlier_stays, looks_again, looks_again_at, basis_measurable, shown_so_far, shown_neutral, act_end, act_repeat, act_decide, act_settle, act_confirm, act_ask, act_enter, act_answer, headline_next, headline_stage, headline_today, headline_of, notice_retired_questions, notice_limits_turn, notice_old_values, notice_looks_again, day_of_stage_before, day_of_decision, sooner_at_once, sooner_from, verdict_sooner, why_after_stage, tool_running,
    }
}

/// The text with its placeholders filled in: `{name}` becomes the value of that name.
pub fn fill(text: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(value);
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, fill};
    use crate::i18n::Window;
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    fn catalogue(text: &str) -> Catalogue {
        Catalogue::read(text).unwrap_or_else(|err| panic!("{err}"))
    }

    /// Key, English, Chinese: of results and of the window.
    fn pairs() -> Vec<[String; 3]> {
        let english = catalogue(include_str!("../../assets/i18n/en.ron"));
        let chinese = catalogue(include_str!("../../assets/i18n/zh-CN.ron"));
        let windows = vec![Window::english(), Window::chinese()];
        let windows: Vec<Window> =
            windows.into_iter().map(|read| read.unwrap_or_else(|err| panic!("{err}"))).collect();
        let left = english.texts().into_iter().chain(windows[0].texts());
        let right = chinese.texts().into_iter().chain(windows[1].texts());
        left.zip(right).map(|((key, en), (_, zh))| [key, en, zh].map(str::to_owned)).collect()
    }

    #[test]
    fn catalogues_are_complete() {
        for [key, english, chinese] in pairs() {
            assert!(!english.is_empty() && !chinese.is_empty(), "{key} is empty");
            assert_eq!(placeholders(&english), placeholders(&chinese), "{key}");
        }
    }

    /// `users.md` section 8: words that must never appear.
    #[test]
    fn chinese_avoids_the_wrong_terms() {
        for [key, _, chinese] in pairs() {
            for wrong in
                ["赞助商", "监察", "剔除", "屏幕", "切缘", "证据", "读数", "大门", "符合排除标准", "剂量等级"]
            {
                assert!(!chinese.contains(wrong), "{key}: {wrong}");
            }
        }
    }

    #[test]
    fn a_key_too_many_or_too_few_is_named() {
        let english = include_str!("../../assets/i18n/en.ron");
        let less = english.replacen("    million:", "    milion:", 1);
        assert_eq!(Catalogue::read(&less).unwrap_err(), "the key million is missing");
        let more = english.replacen("    million:", "    extra: \"x\",\n    million:", 1);
        assert_eq!(Catalogue::read(&more).unwrap_err(), "the key extra is not known");
    }

    #[test]
    fn fills_placeholders() {
        let values = [("a", "1".to_owned()), ("b", "{a}".to_owned())];
        assert_eq!(fill("x {a} y {b} z", &values), "x 1 y {a} z", "a value is not filled again");
        assert_eq!(fill("no end {", &values), "no end {");
        assert_eq!(fill("{unknown}", &values), "");
    }
}
