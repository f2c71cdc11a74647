//! Reasons that a click writes into a record: kept as a code, shown in the words of the window.

use crate::i18n::Language;

/// Why a result is set aside.
pub(super) const HAEMOLYSED: &str = "haemolysed";
pub(super) const CLOTTED: &str = "clotted";
pub(super) const OTHER_REASON: &str = "other reason";
/// Why a doubtful value was confirmed.
pub(super) const AS_IT_STANDS: &str = "confirmed as it stands";
/// What stands before the reason why something had not been done at first.
pub(super) const BEFORE_NOT_DONE: &str = "before this not done: ";

/// A reason as a person reads it: a code, or the word that a former version wrote in the language it had on, in the
/// words of this language; everything else as it was typed.
pub(super) fn in_words(language: Language, stored: &str) -> String {
    let texts = &language.window().screening;
    let (english, chinese) = (&Language::English.window().screening, &Language::Chinese.window().screening);
    let known = [
        (HAEMOLYSED, &english.haemolysed, &chinese.haemolysed, &texts.haemolysed),
        (CLOTTED, &english.clotted, &chinese.clotted, &texts.clotted),
        (OTHER_REASON, &english.other_reason, &chinese.other_reason, &texts.other_reason),
        (AS_IT_STANDS, &english.confirm_reason, &chinese.confirm_reason, &texts.confirm_reason),
    ];
    for (code, one, other, words) in known {
        if [code, one, other].contains(&stored) {
            return words.clone();
        }
    }
    match stored.split_once(BEFORE_NOT_DONE) {
        Some((note, reason)) => {
            let colon = &language.catalogue().colon;
            format!("{note}{}{colon}{reason}", texts.was_not_done)
        }
        None => stored.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{CLOTTED, in_words};
    use crate::i18n::Language;

    #[test]
    fn a_reason_is_read_in_the_language_of_the_window() {
        let (english, chinese) = (Language::English, Language::Chinese);
        assert_eq!(in_words(english, CLOTTED), "clotted");
        assert_eq!(in_words(chinese, CLOTTED), chinese.window().screening.clotted);
        let former = &chinese.window().screening.haemolysed;
        assert_eq!(in_words(english, former), "haemolysed", "as a former version wrote it");
        assert_eq!(in_words(chinese, "tube was open"), "tube was open", "typed text is nobody's code");
        let note = in_words(chinese, "before this not done: no blood");
        assert!(note.ends_with("：no blood") && !note.contains("before"), "{note}");
    }
}
