//! Everything that can be done by name: menu, button, shortcut.

use crate::i18n::CommandTexts;
use eframe::egui::{Key, KeyboardShortcut, Modifiers};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident, $text:ident, $shortcut:expr;)+) => {
        /// A discrete act.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Command { $($(#[$doc])* $name),+ }

        impl Command {
            /// All of them, in the order of the shortcut sheet.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name.
            pub(crate) fn label(self, texts: &CommandTexts) -> &str {
                match self { $(Self::$name => &texts.$text),+ }
            }

            /// Its shortcut, if it has one.
            pub(crate) const fn shortcut(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$name => $shortcut),+ }
            }
        }
    };
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

commands! {
    /// A new, empty patient.
    New, new, Some(ctrl(Key::N));
    /// Open a record by its path.
    Open, open, Some(ctrl(Key::O));
    /// Save.
    Save, save, Some(ctrl(Key::S));
    /// Save under another subject code.
    SaveAs, save_as, Some(ctrl_shift(Key::S));
    /// Back to what is saved.
    Revert, revert, None;
    /// The same as a new patient.
    Duplicate, duplicate, Some(ctrl(Key::D));
    /// Another subject code for the record.
    Rename, rename, Some(plain(Key::F2));
    /// Put the record away.
    Archive, archive, None;
    /// Bring the record back.
    Restore, restore, None;
    /// Take a file in.
    Import, import, Some(ctrl(Key::I));
    /// Write a copy.
    Export, export, Some(ctrl(Key::E));
    /// Write the letter with the open questions.
    Letter, letter, None;
    /// Close the patient.
    Close, close, Some(ctrl(Key::W));
    /// Leave the program.
    Quit, quit, Some(ctrl(Key::Q));
    /// Take the last change back.
    Undo, undo, Some(ctrl(Key::Z));
    /// Make it again.
    Redo, redo, Some(ctrl_shift(Key::Z));
    /// Search.
    Find, find, Some(ctrl(Key::F));
    /// Paste a block of results.
    PasteBlock, paste_block, Some(ctrl_shift(Key::V));
    /// Copy the result.
    CopyResult, copy_result, Some(ctrl_shift(Key::C));
    /// The view of patients.
    Patients, patients, Some(ctrl(Key::Num1));
    /// The view of screening.
    Screening, screening, Some(ctrl(Key::Num2));
    /// The view of product and dose.
    Dose, dose, Some(ctrl(Key::Num3));
    /// The view of the protocol.
    Protocol, protocol, Some(ctrl(Key::Num4));
    /// The view of settings.
    Settings, settings, Some(ctrl(Key::Num5));
    /// Somebody else works now.
    Person, person, Some(plain(Key::F4));
    /// The other language.
    Language, language, Some(plain(Key::F9));
    /// The next theme.
    Theme, theme, Some(plain(Key::F10));
    /// Larger text.
    Larger, larger, Some(ctrl(Key::Plus));
    /// Smaller text.
    Smaller, smaller, Some(ctrl(Key::Minus));
    /// The shortcut sheet.
    Shortcuts, shortcuts, Some(plain(Key::F1));
    /// What the program is.
    About, about, None;
}

#[cfg(test)]
mod tests {
    use super::Command;
    use crate::i18n::Language;
    use eframe::egui::Key;

    #[test]
    fn no_two_shortcuts_clash() {
        for (place, one) in Command::ALL.iter().enumerate() {
            for other in &Command::ALL[place + 1..] {
                let clash = one.shortcut().is_some() && one.shortcut() == other.shortcut();
                assert!(!clash, "{one:?} and {other:?}");
            }
        }
    }

    /// Keys that text fields and the window need themselves.
    #[test]
    fn no_shortcut_takes_a_key_of_text() {
        for command in Command::ALL {
            let Some(shortcut) = command.shortcut() else { continue };
            let text = [Key::A, Key::C, Key::V, Key::X, Key::Tab, Key::Enter, Key::Escape];
            let takes = text.contains(&shortcut.logical_key) && !shortcut.modifiers.shift;
            assert!(!takes, "{command:?}");
        }
    }

    #[test]
    fn names_differ_in_both_languages() {
        for language in [Language::English, Language::Chinese] {
            let texts = &language.window().commands;
            let mut labels: Vec<&str> = Command::ALL.iter().map(|command| command.label(texts)).collect();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), Command::ALL.len());
        }
    }
}
