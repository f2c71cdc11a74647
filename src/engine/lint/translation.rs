//! Every text in both languages.

use super::{Code, Finding, Tongue};
use crate::model::{Answer, Kind, ParameterKind, Protocol, Words};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for (place, words) in texts(protocol) {
        found.extend(fault(words).map(|code| Finding::new(place, code)));
    }
}

/// Every text with its path.
fn texts(protocol: &Protocol) -> Vec<(String, &Words)> {
    let mut texts = vec![("title".to_owned(), &protocol.title)];
    let mut add = |place: String, words| texts.push((place, words));
    for stage in &protocol.stages {
        add(format!("stages[{}].name", stage.id), &stage.name);
    }
    for group in &protocol.groups {
        add(format!("groups[{}].name", group.id), &group.name);
    }
    for item in &protocol.items {
        let place = |what: &str| format!("items[{}].{what}", item.id);
        add(place("ask"), &item.ask);
        if let Some(name) = &item.name {
            add(place("name"), name);
        }
        if let Kind::Choice(choices) = &item.kind {
            answers(&place("kind"), choices, &mut add);
        }
        for class in &item.classes {
            add(place(&format!("classes[{}]", class.id)), &class.text);
        }
        for equivalent in &item.equivalents {
            add(place(&format!("equivalents[{}]", equivalent.agent.en)), &equivalent.agent);
        }
    }
    for parameter in &protocol.parameters {
        let place = |what: &str| format!("parameters[{}].{what}", parameter.id);
        add(place("what"), &parameter.what);
        if let ParameterKind::Choice(choices) = &parameter.kind {
            answers(&place("kind"), choices, &mut add);
        }
    }
    for criterion in &protocol.criteria {
        let place = |what: &str| format!("criteria[{}].{what}", criterion.id);
        add(place("text"), &criterion.text);
        for (number, note) in criterion.notes.iter().enumerate() {
            add(place(&format!("notes[{}]", number + 1)), note);
        }
        for reading in criterion.rule.ambiguities().flat_map(|(asked, _)| &asked.readings) {
            add(place(&format!("rule.{}", reading.id)), &reading.text);
        }
    }
    for question in &protocol.questions {
        add(format!("questions[{}].ask", question.id), &question.ask);
    }
    texts
}

fn answers<'p>(place: &str, answers: &'p [Answer], add: &mut impl FnMut(String, &'p Words)) {
    for answer in answers {
        add(format!("{place}[{}]", answer.id), &answer.text);
    }
}

fn fault(words: &Words) -> Option<Code> {
    let (english, chinese) = (words.en.trim(), words.zh_cn.trim());
    if english.is_empty() {
        return Some(Code::TextMissing(Tongue::English));
    }
    if chinese.is_empty() {
        return Some(Code::TextMissing(Tongue::Chinese));
    }
    if english == chinese {
        return (holds_words(english) || holds_chinese(chinese)).then_some(Code::TextSame);
    }
    // A name or two may stay in a Chinese sentence, one Chinese word in an English one.
    if holds_words(english) && latin_words(chinese) > characters(chinese) {
        return Some(Code::NotTranslated(Tongue::Chinese));
    }
    let latin = |text: &str| text.chars().any(|c| c.is_ascii_alphanumeric());
    let english_is_chinese =
        holds_chinese(chinese) && (!latin(english) || characters(english) > latin_words(english));
    if holds_words(english) && !holds_chinese(chinese) {
        return Some(Code::NotTranslated(Tongue::Chinese));
    }
    english_is_chinese.then_some(Code::NotTranslated(Tongue::English))
}

/// Words of Latin letters, names among them.
fn latin_words(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| run.len() > 1).count()
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| is_chinese(*c)).count()
}

const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Three letters in a row, one of them small: `HBsAg` is a name, `negative` a word.
fn holds_words(text: &str) -> bool {
    let mut runs = text.split(|c: char| !c.is_ascii_alphabetic());
    runs.any(|run| run.len() > 2 && run.chars().skip(1).all(|c| c.is_ascii_lowercase()))
}

fn holds_chinese(text: &str) -> bool {
    text.chars().any(is_chinese)
}
