//! The protocol: criteria, levels, parameters, questions, versions.

use crate::i18n::catalogue::texts;

texts! {
    /// The protocol: criteria, levels, parameters, questions, versions.
    ProtocolTexts {
        tab_criteria, tab_levels, tab_parameters, tab_questions, tab_versions, search, identity,
        summary_note, inclusion, exclusion, decides_at, looks_again, in_group, note, question_here, asks_for, levels,
        level_line, stages, stage_line, again, not_set, none_by_protocol, usual, keeps_open,
        set_in_settings, answer_in_settings, question_count, still_open, settled_as, answered_as, about,
        readings, usual_reading, window_included, window_excluded, in_force_nowhere, nothing_found,
        bound_card, bound_to, bind_hint, bind_reason, bind_failed, letter_written, letter_hint,
        version_heading, version_in_force, version_not_in_force, version_own, version_file, in_force_field,
        in_force_hint, in_force_whole_day, in_force_reason, in_force_save, in_force_set_up, anew, compare,
        files_heading, file_stranger, files_hint, differences, what_if, what_if_rows, what_if_nobody,
        under_version, bind_card, bind_to, bind_record, same_version,
    }
}
