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

            /// Its shortcut.
            pub(crate) const fn shortcut(self) -> KeyboardShortcut {
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

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// Redo has a second one: both are usual.
pub(crate) const REDO: KeyboardShortcut = ctrl(Key::Y);

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

commands! {
    /// A new, empty patient.
    New, new, ctrl(Key::N);
    /// Open a record by its path.
    Open, open, ctrl(Key::O);
    /// Save.
    Save, save, ctrl(Key::S);
    /// Save under another subject code.
    SaveAs, save_as, ctrl_shift(Key::S);
    /// Back to what is saved.
    Revert, revert, ctrl_shift(Key::R);
    /// Read the open record from the disk again.
    ReadAgain, read_again, plain(Key::F5);
    /// The same as a new patient.
    Duplicate, duplicate, ctrl(Key::D);
    /// Another subject code for the record.
    Rename, rename, plain(Key::F2);
    /// Put the record away.
    Archive, archive, ctrl_shift(Key::A);
    /// Bring the record back.
    Restore, restore, ctrl_shift(Key::T);
    /// Take a file in.
    Import, import, ctrl(Key::I);
    /// Write a copy.
    Export, export, ctrl(Key::E);
    /// Write the letter with the open questions.
    Letter, letter, ctrl(Key::L);
    /// Close the patient.
    Close, close, ctrl(Key::W);
    /// Leave the program.
    Quit, quit, ctrl(Key::Q);
    /// Take the last change back.
    Undo, undo, ctrl(Key::Z);
    /// Make it again.
    Redo, redo, ctrl_shift(Key::Z);
    /// Search.
    Find, find, ctrl(Key::F);
    /// Paste a block of results.
    PasteBlock, paste_block, ctrl_shift(Key::V);
    /// Copy the result.
    CopyResult, copy_result, ctrl_shift(Key::C);
    /// The view of patients.
    Patients, patients, ctrl(Key::Num1);
    /// The view of screening.
    Screening, screening, ctrl(Key::Num2);
    /// The view of product and dose.
    Dose, dose, ctrl(Key::Num3);
    /// The view of the protocol.
    Protocol, protocol, ctrl(Key::Num4);
    /// The view of settings.
    Settings, settings, ctrl(Key::Num5);
    /// Somebody else works now.
    Person, person, plain(Key::F4);
    /// The other language.
    Language, language, plain(Key::F9);
    /// The next theme.
    Theme, theme, plain(Key::F10);
    /// Larger text.
    Larger, larger, ctrl(Key::Plus);
    /// Smaller text.
    Smaller, smaller, ctrl(Key::Minus);
    /// The shortcut sheet.
    Shortcuts, shortcuts, plain(Key::F1);
    /// What the program is.
    About, about, shift(Key::F1);
}

#[cfg(test)]
mod tests {
    use super::{Command, REDO};
    use crate::i18n::Language;
    use eframe::egui::Key;

    #[test]
    fn no_two_shortcuts_clash() {
        for (place, one) in Command::ALL.iter().enumerate() {
            for other in &Command::ALL[place + 1..] {
                assert!(one.shortcut() != other.shortcut(), "{one:?} and {other:?}");
            }
            assert!(one.shortcut() != REDO, "{one:?}");
        }
    }

    /// Keys that text fields and the window need themselves.
    #[test]
    fn no_shortcut_takes_a_key_of_text() {
        for command in Command::ALL {
            let shortcut = command.shortcut();
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
