//! Settings in Chinese: no sentence stays in English.

use super::{
    settings::{press, settings},
    support::Window,
};
use cardose::i18n::Language;
use egui_kittest::kittest::Queryable as _;

fn tabs() -> [&'static str; 6] {
    let texts = &Language::Chinese.window().settings;
    [
        &texts.tab_site,
        &texts.tab_questions,
        &texts.tab_laboratories,
        &texts.tab_staff,
        &texts.tab_trail,
        &texts.tab_user,
    ]
}

/// Three words of Latin letters in a row that are no unit, name or title.
fn english(text: &str) -> Option<String> {
    let mut run: Vec<&str> = Vec::new();
    for word in text.split([' ', '\n']) {
        let plain = word.trim_matches([',', '.', ';', ':', '(', ')']);
        let latin =
            plain.len() > 1 && plain.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '\'');
        if !latin {
            run.clear();
            continue;
        }
        run.push(plain);
        if run.len() == 3 {
            return Some(run.join(" "));
        }
    }
    None
}

fn nothing_english(window: &Window, tab: &str) {
    let texts = window.texts();
    let found: Vec<&str> = texts.lines().filter(|line| english(line).is_some()).collect();
    assert!(found.is_empty(), "{tab}: {found:#?}");
}

#[test]
fn no_sentence_stays_in_english() {
    let mut window = settings().language(Language::Chinese).open();
    for tab in tabs() {
        window.harness.get_all_by_label(tab).last().unwrap().click();
        window.harness.run();
        let texts = &Language::Chinese.window().settings;
        if [&texts.tab_site, &texts.tab_questions].contains(&&tab.to_owned()) {
            press(&mut window, &texts.unfold_all);
        }
        nothing_english(&window, tab);
    }
    assert_eq!(
        english("general pharmacy practice with products").as_deref(),
        Some("general pharmacy practice")
    );
    assert_eq!(english("Yescarta美国说明书：最多2 × 10⁸个细胞"), None);
}

/// A usual value that one click has taken reads in the language of the window, and the file keeps what was taken.
#[test]
fn a_source_that_was_taken_is_read_in_either_language() {
    let mut window = settings().open();
    press(&mut window, "Unfold all");
    let take = "Weight cap: Take 100 kg";
    let found = window.harness.query_all_by_label(take).next().is_some();
    assert!(found, "{}", window.texts());
    press(&mut window, take);
    window.must_say("Yescarta US label");
    window.harness.key_press(eframe::egui::Key::F9);
    window.harness.run();
    nothing_english(&window, "after taking");
    window.must_say("Yescarta美国说明书");
}

/// Millions stand there in a word, too.
#[test]
fn a_cap_of_cells_has_its_word() {
    let mut window = settings().language(Language::Chinese).open();
    press(&mut window, &Language::Chinese.window().settings.unfold_all);
    window.must_say("6 亿");
    window.must_say("2 亿");
}
