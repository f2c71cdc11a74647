//! The register of open questions in words.

use super::speaker::{Speaker, typed};
use crate::{
    engine::{
        protocol::questions::Reading,
        site::open_questions::{Registered, State},
    },
    i18n::Language,
    model::{Protocol, Setting},
    report::{
        block::{Block, Document},
        evidence::sensitivity::end_text,
    },
};
use serde_json::{Value, json};

/// Every question with where it stands, what it is about, what hangs on it, and its readings.
pub fn questions(protocol: &Protocol, register: &[Registered<'_>], language: Language) -> Document {
    let speaker = Speaker::new(protocol, language);
    let words = speaker.words;
    let open = register.iter().filter(|own| own.state == State::Open).count();
    let mut document = Document::default();
    document.push(Block::Headline(words.questions_headline(
        &protocol.id,
        &protocol.version,
        open,
        register.len(),
    )));
    let blocks = register.iter().flat_map(|own| blocks(&speaker, own));
    document.section(&words.heading_questions, blocks.collect());
    document
}

fn blocks(speaker: &Speaker<'_>, own: &Registered<'_>) -> Vec<Block> {
    let words = speaker.words;
    let question = own.question;
    let mut blocks =
        vec![Block::Line(words.question_line(&question.id, state(speaker, own), speaker.of(&question.ask)))];
    let mut add = |text: String| blocks.push(Block::Indented(1, text));
    add(words.question_about(speaker.list(&question.about)));
    if !own.rules.is_empty() {
        add(words.question_hangs(speaker.list(&own.rules)));
    }
    for (parameter, setting) in &own.parameters {
        add(words.question_parameter(&parameter.id, set(speaker, *setting)));
    }
    for reading in &own.readings {
        add(words.question_reading(reading.id, reading_text(speaker, reading)));
    }
    if let Some(usual) = &question.usual {
        add(words.question_usual(usual));
    }
    blocks
}

fn state(speaker: &Speaker<'_>, own: &Registered<'_>) -> String {
    let words = speaker.words;
    match &own.state {
        State::Open => words.question_state_open.clone(),
        State::Settled { reading, source } => words.question_state_settled(*reading, *source),
        State::BySettings => words.question_state_settings.clone(),
        State::Answered { answer, source } => words.question_state_answered(*answer, *source),
    }
}

fn set(speaker: &Speaker<'_>, setting: Option<&Setting>) -> String {
    let words = speaker.words;
    let with = |value: String, source: &str| words.parameter_set(value, source);
    match setting {
        None => words.parameter_not_set.clone(),
        Some(Setting::NoneByProtocol { source }) => words.parameter_none(source),
        Some(Setting::Value { value, source }) => with(typed(value), source),
        Some(Setting::Choice { value, source }) => with(value.clone(), source),
    }
}

/// A reading in words; the two ends of a window have none of their own in the file.
pub(crate) fn reading_text(speaker: &Speaker<'_>, reading: &Reading<'_>) -> String {
    reading.text.map_or_else(|| end_text(reading, speaker.words), |text| speaker.of(text))
}

/// The same as plain data.
pub fn questions_outcome(register: &[Registered<'_>]) -> Value {
    let of = |own: &Registered<'_>| {
        let (state, reading, source) = match own.state {
            State::Open => ("open", None, None),
            State::Settled { reading, source } => ("settled", Some(reading), Some(source)),
            State::BySettings => ("by_settings", None, None),
            State::Answered { answer, source } => ("answered_no_rule", Some(answer), Some(source)),
        };
        let parameters: Vec<Value> = own
            .parameters
            .iter()
            .map(|(parameter, setting)| json!({ "id": parameter.id, "setting": setting }))
            .collect();
        let readings: Vec<&str> = own.readings.iter().map(|reading| reading.id).collect();
        json!({
            "id": own.question.id, "state": state, "reading": reading, "source": source,
            "ask": own.question.ask, "about": own.question.about, "rules": own.rules,
            "parameters": parameters, "readings": readings, "usual": own.question.usual,
        })
    };
    json!({ "questions": register.iter().map(of).collect::<Vec<_>>() })
}
