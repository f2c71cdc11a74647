//! The review table: each figure of the protocol file beside its number in the registry, to be ticked off on paper.

use super::speaker::{Speaker, typed};
use crate::{
    engine::protocol::{
        plan::relation_code,
        questions::asked_by,
        review::{Line, lines},
    },
    i18n::Language,
    model::{Criterion, Limit, Protocol, Question, Rule, Statement, Words},
    report::block::{Block, Document},
};
use serde_json::{Value, json};

/// The table of a protocol file, both texts beside it.
pub fn review(protocol: &Protocol, language: Language) -> Document {
    let speaker = Speaker { numbered: language == Language::Chinese, ..Speaker::new(protocol, language) };
    let words = speaker.words;
    let count: usize = protocol.criteria.iter().map(|criterion| lines(&criterion.rule).len()).sum();
    let mut document = Document::default();
    document.push(Block::Headline(words.review_headline(
        speaker.of(&protocol.title),
        count,
        protocol.criteria.len(),
    )));
    let header = vec![words.column_level.clone(), words.column_limit.clone(), words.column_checked.clone()];
    let levels =
        protocol.levels.iter().map(|level| vec![level.id.clone(), typed(&level.per_kg), "[   ]".to_owned()]);
    let rows = std::iter::once(header).chain(levels).collect();
    document.section(&words.review_levels, vec![Block::table(rows, Vec::new())]);
    for criterion in &protocol.criteria {
        let heading = words.parenthesis(&criterion.id, speaker.stages(&criterion.stages));
        let table = table(&speaker, criterion);
        // The reader's own language first.
        let texts = in_both(&speaker, &criterion.text).map(Block::Line);
        let below = readings(&speaker, criterion).into_iter().chain(asked(&speaker, criterion));
        let blocks = texts.into_iter().chain([table]).chain(below);
        document.section(&heading, blocks.collect());
    }
    document
}

fn table(speaker: &Speaker<'_>, criterion: &Criterion) -> Block {
    let words = speaker.words;
    let header = [
        &words.column_part,
        &words.column_item,
        &words.column_relation,
        &words.column_limit,
        &words.column_reading,
        &words.column_checked,
    ];
    let mut rows = vec![header.map(Clone::clone).to_vec()];
    let numbers = numbered(criterion);
    for line in lines(&criterion.rule) {
        let (item, relation, figures) = speaker.line(&line);
        let part = line.part.unwrap_or(&criterion.id).to_owned();
        let number =
            |own| numbers.iter().position(|known| *known == own).map(|place| (place + 1).to_string());
        let reading =
            line.reading.and_then(|own| if speaker.numbered { number(own) } else { Some(own.1.to_owned()) });
        let mut figures = figures.into_iter();
        let first = figures.next().unwrap_or_default();
        rows.push(vec![part, item, relation, first, reading.unwrap_or_default(), "[   ]".to_owned()]);
        rows.extend(figures.map(|more| vec![String::new(), String::new(), String::new(), more]));
    }
    Block::table(rows, Vec::new())
}

fn in_both(speaker: &Speaker<'_>, words: &Words) -> [String; 2] {
    match speaker.language {
        Language::English => [words.en.clone(), words.zh_cn.clone()],
        Language::Chinese => [words.zh_cn.clone(), words.en.clone()],
    }
}

/// The readings of a criterion, each once, with their questions.
fn numbered(criterion: &Criterion) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (asked, _) in criterion.rule.ambiguities() {
        for reading in &asked.readings {
            let own = (asked.question.as_str(), reading.id.as_str());
            if !found.contains(&own) {
                found.push(own);
            }
        }
    }
    found
}

/// What each reading of the criterion says, in both languages.
fn readings(speaker: &Speaker<'_>, criterion: &Criterion) -> Vec<Block> {
    let mut found: Vec<(&str, &str, Block)> = Vec::new();
    for (asked, _) in criterion.rule.ambiguities() {
        for reading in &asked.readings {
            let text = in_both(speaker, &reading.text).join(" / ");
            let number = (found.len() + 1).to_string();
            let id = if speaker.numbered { number } else { reading.id.clone() };
            let line = speaker.words.question_reading(id, text);
            let own = (asked.question.as_str(), reading.id.as_str());
            if !found.iter().any(|(question, id, _)| (*question, *id) == own) {
                found.push((own.0, own.1, Block::Indented(1, line)));
            }
        }
    }
    found.into_iter().map(|(.., line)| line).collect()
}

/// The questions that the criterion asks, where the table has no room for them.
fn asked(speaker: &Speaker<'_>, criterion: &Criterion) -> Vec<Block> {
    if !speaker.numbered {
        return Vec::new();
    }
    let asked = asked_by(&criterion.rule).into_iter();
    let questions =
        asked.filter_map(|id| speaker.protocol.questions.iter().find(|question| question.id == id));
    let line = |question: &Question| {
        let text = in_both(speaker, &question.ask).join(" / ");
        Block::Indented(1, speaker.words.review_question(text))
    };
    questions.map(line).collect()
}

/// The same as plain data: ids and figures.
pub fn review_outcome(protocol: &Protocol) -> Value {
    let of = |criterion: &Criterion| {
        let own: Vec<Value> = lines(&criterion.rule).iter().map(line_outcome).collect();
        json!({
            "id": criterion.id, "stages": criterion.stages, "text": criterion.text, "lines": own,
        })
    };
    let criteria: Vec<Value> = protocol.criteria.iter().map(of).collect();
    json!({ "id": protocol.id, "version": protocol.version, "levels": protocol.levels, "criteria": criteria })
}

fn line_outcome(line: &Line<'_>) -> Value {
    let (item, relation, figure) = match line.says {
        Some(Statement::Compare(id, relation, limit)) => {
            let figure = match limit {
                Limit::Value(typed) => json!(typed),
                Limit::TimesUln(factor) => json!({ "times_uln": factor }),
                Limit::Parameter(id) => json!({ "parameter": id }),
            };
            (id.as_str(), relation_code(*relation), figure)
        }
        Some(Statement::Is(item, answer)) => (item.as_str(), "is", json!(answer)),
        Some(Statement::Sex(sex)) => ("sex", "is", json!(sex)),
        Some(own @ Statement::Happened(happened)) => {
            (happened.what.as_str(), "within", json!(Rule::of(own.clone())))
        }
        None => ("", "holds", Value::Null),
    };
    json!({
        "part": line.part, "item": item, "relation": relation, "not": line.not, "condition": line.condition,
        "branch": line.branch,
        "question": line.reading.map(|(question, _)| question), "reading": line.reading.map(|(_, id)| id),
        "figure": figure,
    })
}
