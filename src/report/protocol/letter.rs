//! A letter to the sponsor with the questions that are still open: each with its readings to tick, and room for the
//! answer, its source and its date. It names no person.

use super::{questions::reading_text, speaker::Speaker};
use crate::{
    engine::site::open_questions::{Registered, State, register},
    i18n::Language,
    model::{Protocol, Site},
    report::block::{Block, Document},
};
use jiff::civil::Date;

/// The letter in one language.
pub fn letter(
    protocol: &Protocol,
    protocol_hash: &str,
    site: &Site,
    today: Date,
    language: Language,
) -> Document {
    let speaker = Speaker::new(protocol, language);
    let words = speaker.words;
    let mut document = Document::default();
    if site.example {
        document.push(Block::Banner(words.example_site_banner.clone()));
    }
    document.push(Block::Headline(words.letter_title.clone()));
    document.push(Block::Line(words.letter_to.clone()));
    let name = site.name.trim();
    let name = if name.is_empty() { words.letter_blank.clone() } else { name.to_owned() };
    document.push(Block::Line(words.letter_from(name)));
    document.push(Block::Line(words.letter_date(today)));
    document.push(Block::Line(words.letter_protocol(
        &protocol.id,
        &protocol.version,
        speaker.of(&protocol.title),
    )));
    document.push(Block::Line(words.letter_file(protocol_hash)));
    let registered = register(protocol, site);
    let open: Vec<&Registered<'_>> = registered.iter().filter(|own| own.state == State::Open).collect();
    if open.is_empty() {
        document.push(Block::Line(words.letter_none.clone()));
        return document;
    }
    document.push(Block::Line(words.letter_intro.clone()));
    for (place, own) in open.into_iter().enumerate() {
        document.push(Block::Heading(words.letter_question(place + 1, speaker.of(&own.question.ask))));
        document.blocks.extend(question(&speaker, own));
    }
    document.push(Block::Footer(words.letter_signed.clone()));
    document
}

fn question(speaker: &Speaker<'_>, own: &Registered<'_>) -> Vec<Block> {
    let words = speaker.words;
    let mut lines = vec![words.letter_concerns(concerns(speaker, own))];
    let ticked = |text: String| words.letter_box(text);
    for reading in &own.readings {
        let text = reading_text(speaker, reading);
        let usual = own.question.usual.as_deref() == Some(reading.id);
        let text = if usual { words.letter_usual(text) } else { text };
        lines.push(ticked(text));
    }
    if !own.readings.is_empty() {
        lines.push(ticked(words.letter_other.clone()));
    }
    lines.extend([&words.letter_answer, &words.letter_source, &words.letter_holds_from].map(Clone::clone));
    lines.into_iter().map(|line| Block::Indented(1, line)).collect()
}

/// Criteria by their numbers, parameters by what they mean.
fn concerns(speaker: &Speaker<'_>, own: &Registered<'_>) -> String {
    let names: Vec<String> = own
        .question
        .about
        .iter()
        .map(|id| match own.parameters.iter().find(|(parameter, _)| parameter.id == *id) {
            Some((parameter, _)) => speaker.of(&parameter.what),
            None => speaker.criterion(id),
        })
        .collect();
    speaker.list(&names)
}
