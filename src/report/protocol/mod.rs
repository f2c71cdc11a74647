//! The protocol as a report: levels, criteria, parameters with what the site has set, open questions.

pub(crate) mod diff;
pub(crate) mod letter;
pub(crate) mod lint;
pub(crate) mod lists;
pub(crate) mod questions;
pub(crate) mod review;
pub(crate) mod speaker;
pub(crate) mod versions;
pub(crate) mod what_if;

use super::{
    block::{Block, Document},
    words::Reporter,
};
use crate::{
    i18n::dose_level,
    model::{Parameter, Setting},
};

/// The protocol with the site's settings.
pub fn protocol(reporter: &Reporter<'_>) -> Document {
    let words = reporter.words;
    let protocol = &reporter.context.plan.protocol;
    let of = |words| reporter.language.of(words).to_owned();
    let mut document = Document { blocks: reporter.banners() };
    document.push(Block::Headline(words.protocol_headline(
        of(&protocol.title),
        protocol.criteria.len(),
        protocol.levels.len(),
        protocol.questions.len(),
    )));
    let levels = reporter.context.plan.levels.iter().map(|level| {
        let per_kg = dose_level(&level.cells_per_kg, reporter.language, words);
        Block::Line(format!("{}  {per_kg}", level.id))
    });
    document.section(&words.heading_levels, levels.collect());
    let mut criteria = Vec::new();
    for criterion in &protocol.criteria {
        let stages: Vec<String> = criterion.stages.iter().map(|id| reporter.stage(id)).collect();
        criteria.push(Block::Line(format!("{:<4} {}", criterion.id, of(&criterion.text))));
        criteria.push(Block::Indented(3, words.decides_at(stages.join(&words.list_separator))));
        if !criterion.looks_again_at.is_empty() {
            let again: Vec<String> = criterion.looks_again_at.iter().map(|id| reporter.stage(id)).collect();
            criteria.push(Block::Indented(3, words.looks_again(again.join(&words.list_separator))));
        }
        for note in &criterion.notes {
            criteria.push(Block::Indented(3, words.protocol_note(of(note))));
        }
    }
    document.section(&words.heading_criteria, criteria);
    let parameters = protocol.parameters.iter().flat_map(|parameter| parameter_lines(reporter, parameter));
    document.section(&words.heading_parameters, parameters.collect());
    let questions = protocol.questions.iter().flat_map(|question| {
        let about = words.question_about(question.about.join(&words.list_separator));
        [
            Block::Line(format!("{}{}{}", question.id, words.colon, of(&question.ask))),
            Block::Indented(1, about),
        ]
    });
    document.section(&words.heading_questions, questions.collect());
    document.blocks.extend(reporter.footer());
    document
}

fn parameter_lines(reporter: &Reporter<'_>, parameter: &Parameter) -> Vec<Block> {
    let words = reporter.words;
    let setting = reporter.context.site.settings.iter().find(|(id, _)| *id == parameter.id);
    let state = match setting.map(|(_, setting)| setting) {
        None => words.parameter_not_set.clone(),
        Some(Setting::NoneByProtocol { source }) => words.parameter_none(source),
        Some(Setting::Value { value, source }) => {
            let value = format!("{} {}", value.value, value.unit);
            words.parameter_set(value, source)
        }
        Some(Setting::Choice { value, source }) => words.parameter_set(value, source),
    };
    let name = reporter.language.of(&parameter.what);
    let mut blocks = vec![Block::Line(format!("{}{}{name} [{state}]", parameter.id, words.colon))];
    for offer in &parameter.offered {
        let value = format!("{} {}", offer.value.value, offer.value.unit).trim().to_owned();
        blocks.push(Block::Indented(
            1,
            words.usual_value(value, reporter.language.source(&offer.source, &offer.source_zh)),
        ));
    }
    blocks
}
