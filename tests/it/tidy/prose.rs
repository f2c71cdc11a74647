//! Engines return ids, quantities and problems, never sentences: words come from the catalogues.

use super::{Allowed, allows, catches, holds_in, source::Source, spares, still_needed};

const FLOORS: [&str; 2] = ["src/quantity/", "src/engine/"];

const PROSE_IN: &Allowed = &[
    ("src/engine/intake/aliases.rs", "how reports print an item: it is read, never shown"),
    ("src/engine/intake/answers.rs", "the words of serology: they are read, never shown"),
    ("src/engine/intake/identity.rs", "names of groups of tests on reports"),
    ("src/engine/intake/headed.rs", "labels of columns"),
    ("src/engine/intake/labels.rs", "labels of columns"),
    ("src/engine/intake/names.rs", "the parts of coded names"),
];

/// Two words of letters side by side, or six Chinese characters, are a sentence. `×10⁶ cells`, `mmol/L (Fe)` and
/// `{}/{}` are not.
fn is_prose(text: &str) -> bool {
    let word = |word: &str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && !"{}/".contains(c));
        word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic())
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    words.windows(2).any(|pair| pair.iter().all(|part| word(part)))
        || text.split(|c| !chinese(c)).any(|run| run.chars().count() >= 6)
}

fn sentences(source: &Source) -> Vec<String> {
    let inside = FLOORS.iter().any(|floor| source.path.starts_with(floor));
    source
        .numbered()
        .filter(|(_, line)| inside && !line.test)
        .flat_map(|(number, line)| line.strings.iter().map(move |text| (number, text)))
        .filter(|(_, text)| is_prose(text))
        .map(|(number, text)| source.fault(number, &format!("a sentence in an engine: {text:?}")))
        .collect()
}

fn no_sentences(source: &Source) -> Vec<String> {
    if allows(PROSE_IN, &source.path) { Vec::new() } else { sentences(source) }
}

#[test]
fn engines_make_no_sentences() {
    holds_in(&["src/quantity", "src/engine"], no_sentences);
    still_needed(PROSE_IN, sentences);
}

#[test]
fn a_sentence_is_seen() {
    catches(no_sentences, "src/engine/dose.rs", "fn f() {\n    \"the dose is too high\".into()\n}", 2);
    catches(no_sentences, "src/quantity/number.rs", "format!(\"expected a number, got {text}\")", 1);
    catches(no_sentences, "src/engine/dose.rs", "let why = \"剂量超过上限值\";", 1);
    catches(no_sentences, "src/engine/dose.rs", "let why = r#\"not set\"#;", 1);
}

#[test]
fn ids_units_and_messages_for_programmers_are_free() {
    let path = "src/engine/dose.rs";
    spares(no_sentences, path, "//! The dose is this.\nlet a = \"I8.platelets\"; // two words\n");
    spares(no_sentences, path, "#[error(\"not a number\")]\n#[expect(clippy::a, reason = \"it is so\")]");
    spares(no_sentences, path, "[\"×10⁶ cells\", \"mmol/L (Fe)\", \"mL/min/1.73 m²\", \"{} {}\", \"百万\"]");
    spares(no_sentences, path, "#[cfg(test)]\nmod tests { const A: &str = \"two words\"; }");
    spares(no_sentences, "src/report/text.rs", "\"the dose is too high\"");
}
