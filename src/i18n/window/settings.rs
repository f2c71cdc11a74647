//! Settings of the site and of the user.

use crate::i18n::catalogue::texts;

texts! {
    /// Settings of the site and of the user.
    SettingsTexts {
        title, set_up_title, set_up_intro, set_up_banner, tab_site, tab_questions, tab_laboratories,
        tab_staff, tab_trail, tab_user, site_name, site_example, example_source, search, count_not_set,
        count_open, only_not_set, unfold_all, fold_all, next_not_set, all_set, nothing_found, not_set,
        none_by_protocol, has_value, value, source, source_hint, while_not_set, usual, usual_hint,
        usual_short, no_usual, take, blocks_dose, blocks_volume, blocks_deviation, blocks_value_age,
        blocks_thaw_window, blocks_dmso, blocks_escalation, blocks_preconditioning, blocks_criterion,
        blocks_nothing, questions_intro, leave_open, usual_reading, included, excluded, end_included,
        end_excluded, touches, settled, answered, still_open, answer_free, answer, answer_hint, unsaved,
        unsaved_problems, save, discard, discard_really, keep, preview, change_reason, change_reason_hint,
        person_first, save_failed, read_again, elsewhere, remove_entry, fault_file, fault_values,
        site_changed, labs_intro, lab_in_use, lab_all_used, lab_shipped, lab_own, lab_confirmed,
        lab_unconfirmed, lab_half, lab_show, lab_edit, lab_hide, lab_copy, lab_copy_title, lab_id, lab_name,
        lab_valid_from, lab_create, lab_id_taken, lab_save, lab_unsaved, lab_confirm, lab_confirm_same,
        lab_confirm_person, lab_confirm_saved, lab_voids, lab_read_only, lab_row_add, lab_row_remove,
        lab_row, lab_analyte, lab_sex, lab_any_sex, lab_male, lab_female, lab_age_from, lab_age_to, lab_low,
        lab_high, lab_choose, staff_intro, staff_empty, staff_id, staff_role, staff_active, staff_left,
        staff_add, staff_remove, staff_taken, staff_bad, role_investigator, role_pharmacist, role_nurse,
        role_monitor, role_data_manager, trail_intro, trail_whole, trail_broken, trail_empty, trail_line,
        trail_when, trail_who, trail_field, trail_old, trail_new, trail_reason, trail_nothing,
        field_laboratories, field_person, field_schema, field_in_force, field_site, user_intro,
        user_language, user_theme, user_size, per_cent, english, chinese, with_source, unknown_choice,
        trail_more, go_there, usual_separator, anew_here,
    }
}
