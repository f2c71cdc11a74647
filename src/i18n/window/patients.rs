//! The table of patients.

use crate::i18n::catalogue::texts;

texts! {
    /// The table of patients.
    PatientsTexts {
        title, search, search_hint, archived, read_again, table, table_archived, column_subject,
        column_level, column_verdict, column_changed, column_revision, sorted_up, sorted_down, eligible,
        not_eligible, not_now, not_now_from, incomplete, reading, open_here, not_saved_here, by_hand,
        count_one, count, count_of, problems_one, problems, others_one, others, leftover_one, leftovers,
        trouble_changed, trouble_newer, trouble_other_subject, trouble_bad_name, trouble_twin,
        trouble_unreadable, trouble_stranger, stranger_help, changed_help, look, restore_former,
        empty_title, empty_archive, empty_text, empty_folder, no_match, clear, cannot_list, restore_first,
        problem_first, choose_first, example_rename, examples, examples_table, example_eligible,
        example_platelets_low, example_incomplete, example_on_every_limit, example_gilbert,
        example_transfusion, example_short_lot, example_follow_up,
    }
}
