//! Menus, buttons and the shortcut sheet.

use crate::i18n::catalogue::texts;

texts! {
    /// Menus, buttons and the shortcut sheet.
    CommandTexts {
        menu_file, menu_edit, menu_view, menu_help, new, open, save, save_as, revert, duplicate,
        rename, archive, restore, import, export, close, quit, undo, redo, patients, screening, dose,
        settings, language, theme, larger, smaller, person, copy_result, paste_block, find, shortcuts,
        about, protocol, letter, read_again,
    }
}
