//! Every character of every shipped text is in the bundled fonts: a box would hide a word.

use super::support::Opening;
use cardose::{i18n::Language, storage};
use eframe::egui::{FontFamily, FontId};
use std::collections::BTreeSet;

/// Of catalogues, protocol, templates, examples; both languages.
fn shipped_characters() -> BTreeSet<char> {
    let mut texts: Vec<&str> = Vec::new();
    for language in [Language::English, Language::Chinese] {
        texts.extend(language.window().texts().into_iter().map(|(_, text)| text));
        texts.extend(language.catalogue().texts().into_iter().map(|(_, text)| text));
    }
    texts.extend([storage::EMBEDDED_PROTOCOL.text, storage::EMBEDDED_SITE.text]);
    texts.extend(storage::EMBEDDED_LABORATORIES.map(|file| file.text));
    texts.extend(storage::EMBEDDED_PATIENTS.map(|file| file.text));
    texts.join("").chars().filter(|c| !c.is_control()).collect()
}

#[test]
fn no_character_of_a_shipped_text_is_missing() {
    let window = Opening::new().open();
    let characters = shipped_characters();
    assert!(characters.contains(&'⁶') && characters.contains(&'剂'));
    for family in [FontFamily::Proportional, FontFamily::Name("bold".into())] {
        let font = FontId::new(14.0, family);
        let missing: String = characters
            .iter()
            .filter(|c| !window.harness.ctx.fonts_mut(|fonts| fonts.has_glyph(&font, **c)))
            .collect();
        assert_eq!(missing, "", "not in {font:?}; scripts/make-font makes the fonts anew");
    }
}

/// A character that no font has shows that the test above can fail.
#[test]
fn a_missing_character_is_seen() {
    let window = Opening::new().open();
    let font = FontId::new(14.0, FontFamily::Proportional);
    assert!(!window.harness.ctx.fonts_mut(|fonts| fonts.has_glyph(&font, '\u{1F600}')));
}
