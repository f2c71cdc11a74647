//! Rail, bars, dialogues and what every view shares.

use crate::i18n::catalogue::texts;

texts! {
    /// Rail, bars, dialogues and what every view shares.
    ShellTexts {
        no_patient, unnamed, saved, unsaved, never_saved, read_only, example, example_hint, example_own,
        no_window, archived, nobody, stops, decisions, notes, problems, protocol_line, ok, cancel, yes, no,
        discard, save_first, unsaved_title, unsaved_text, path, path_hint, browse, no_browse, subject_code,
        subject_code_hint, replace_existing, saved_message, exported_message, imported_message,
        archived_message, restored_message, renamed_message, copied_message, nothing_to_undo,
        nothing_to_redo, locked_title, locked_text, locked_view, locked_take, reason, changed_title,
        changed_text, changed_take, changed_former, changed_field, changed_old, changed_new,
        changed_no_former, recovery_title, recovery_text, recovery_line, recovery_take, recovery_damaged,
        could_not, drop_here, shortcuts_title, shortcut_tab, shortcut_answers, shortcut_escape, about_title,
        about_version, about_font, show_in, not_set, person_title, person_empty, person_initials,
        theme_light, theme_dark, theme_system, provisional, empty_no_patient, unit, menu, site_fault,
        newer_file, other_subject, bad_name, twin, no_such_file, locked_unknown, shortcut_fix, data_folder,
        exists, recovery_later, recovery_elsewhere, settings_saved, lost_title, lost_text, lost_unknown,
        locked_dead, locked_dead_reason, dropped_one, dropped_none, no_path, damaged_title, damaged_text,
        close_message, locked_nobody, lost_nobody, template_fault, site_renewed,
        recovery_by, unit_cells, unit_hint, recovery_discard, recovery_discard_yes, recovery_keep,
        place_decision, place_course, place_count, place_years, place_assigned, bound_elsewhere, bound_here,
        protocol_fault, protocol_problem, person_signs, locked_reason, read_only_held, read_only_nobody,
        path_hint_new, shortcut_enter, shortcut_today, shortcut_arrows, shortcut_table,

        changed_compared, unsaved_settings, recovery_settings,
        unsaved_elsewhere, nothing_chosen, reader_died,
    }
}
