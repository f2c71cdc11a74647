//! Why a file could not be read, saved or opened.

use crate::i18n::catalogue::texts;

texts! {
    /// Why a file could not be read, saved or opened.
    FileTexts {
        at_whole, at_place, system, not_found, too_large, not_text, checksum, newer_form, no_such_form,
        field_in, field_alone, unknown_field, unknown_choice, missing_field, twice_field, did_you_mean,
        choose_from, choose_none, form, form_end, form_list, form_list_end, form_attribute, form_boolean,
        form_comma, form_whole, form_range, form_colon, form_close, form_open, form_two_brackets, form_text,
        form_text_end, form_word, form_escape, form_extension, form_comment, form_nothing, form_nesting,
        form_other, write, step_create, step_write, step_flush, step_rename, step_flush_folder,
        advice_before, advice_after, not_writable, save_twin, save_exists, save_gone, save_conflict,
        save_changed, save_newer, save_archived, save_other_subject, save_unreadable, busy, save_form,
        last_revision, not_repeatable, not_there, taken, history_taken, not_changed, kept_changed,
        meanwhile, record_folder, move_failed, lock_held, lock_unknown, lock_no_reason, lock_system,
        subject_empty, subject_too_long, subject_character, subject_start, subject_end, subject_device,
        laboratory_id, settings_gone, settings_exists, settings_conflict, recovery_id, recovery_not_kept,
        recovery_discard, recovery_died, mend_record, mend_settings, mend_protocol, mend_recovery, not_a_file,
        a_folder, a_pipe, a_socket, a_device, vanished, broke_down, step_link, advice_link, not_kept,
    }
}
