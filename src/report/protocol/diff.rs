//! How two versions of a protocol differ, in words.

use super::{
    lists,
    speaker::{Speaker, typed},
};
use crate::{
    engine::{
        protocol::review::lines,
        versions::diff::{Change, Differences, Field, Of, Said, What},
    },
    i18n::{Catalogue, Language},
    model::{Id, Kind, ParameterKind, Protocol, Rule, Side, Sitting},
    report::block::{Block, Document},
};
use serde_json::{Value, json};

/// The differences, by kind of thing, and what of a site's settings carries over.
pub fn diff(old: &Protocol, new: &Protocol, differences: &Differences, language: Language) -> Document {
    let mut document = diff_changes(old, new, differences, language);
    document.section(&language.catalogue().diff_carry, diff_carried(new, differences, language));
    document
}

/// The differences, by kind of thing.
pub fn diff_changes(
    old: &Protocol,
    new: &Protocol,
    differences: &Differences,
    language: Language,
) -> Document {
    let speakers = [Speaker::new(old, language), Speaker::new(new, language)];
    let words = language.catalogue();
    let mut document = Document::default();
    let count = differences.changes.len();
    let name = |protocol: &Protocol| format!("{} {}", protocol.id, protocol.version);
    document.push(Block::Headline(match count {
        0 => words.diff_same(name(old), name(new)),
        _ => words.diff_headline(name(old), name(new), count),
    }));
    for (of, heading) in headings(words) {
        let own = differences.changes.iter().filter(|change| change.of == of);
        document.section(heading, own.flat_map(|change| lines_of(&speakers, change)).collect());
    }
    document
}

fn headings(words: &Catalogue) -> [(Of, &str); 8] {
    [
        (Of::Protocol, &words.diff_protocol),
        (Of::Level, &words.diff_levels),
        (Of::Stage, &words.diff_stages),
        (Of::Group, &words.diff_groups),
        (Of::Item, &words.diff_items),
        (Of::Parameter, &words.diff_parameters),
        (Of::Criterion, &words.diff_criteria),
        (Of::Question, &words.diff_questions),
    ]
}

/// What of a site's settings carries over, and what must be settled anew; nothing between equal versions.
pub fn diff_carried(new: &Protocol, differences: &Differences, language: Language) -> Vec<Block> {
    if differences.changes.is_empty() {
        return Vec::new();
    }
    let speaker = Speaker::new(new, language);
    let words = speaker.words;
    let all = || differences.parameters.iter().chain(&differences.questions);
    let ids = |wanted: bool| {
        let ids: Vec<&Id> = all().filter(|(_, carries)| *carries == wanted).map(|(id, _)| id).collect();
        (!ids.is_empty()).then(|| speaker.list(&ids))
    };
    let carries = ids(true).map(|ids| words.diff_carries(ids));
    carries.into_iter().chain(ids(false).map(|ids| words.diff_anew(ids))).map(Block::Line).collect()
}

fn lines_of(speakers: &[Speaker<'_>; 2], change: &Change) -> Vec<Block> {
    let words = speakers[0].words;
    match &change.what {
        What::Added => vec![Block::Line(words.diff_added(&change.id))],
        What::Removed => vec![Block::Line(words.diff_removed(&change.id))],
        What::Changed(fields) if change.id.is_empty() && change.of != Of::Protocol => {
            let order = Block::Line(words.diff_order.clone());
            std::iter::once(order)
                .chain(fields.iter().flat_map(|field| field_lines(speakers, field)))
                .collect()
        }
        What::Changed(fields) => {
            let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            let id = if change.id.is_empty() { speakers[1].protocol.id.clone() } else { change.id.clone() };
            let first = Block::Line(words.diff_changed(id, speakers[0].list(&names)));
            std::iter::once(first)
                .chain(fields.iter().flat_map(|field| field_lines(speakers, field)))
                .collect()
        }
    }
}

/// What a field said and says; of a rule only the lines that differ, of texts only those of the language that does.
fn field_lines(speakers: &[Speaker<'_>; 2], field: &Field) -> Vec<Block> {
    let words = speakers[0].words;
    let [old, new] = [said(&speakers[0], &field.old), said(&speakers[1], &field.new)];
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| words.diff_old(line));
    let added = new.iter().filter(|line| !old.contains(line)).map(|line| words.diff_new(line));
    let mut blocks: Vec<Block> = gone.chain(added).map(|line| Block::Indented(2, line)).collect();
    if blocks.is_empty() {
        // The same lines put together otherwise, or in another order.
        let text = if matches!(field.old, Said::Rule(_)) {
            words.diff_put_together(field.name)
        } else {
            words.diff_reordered(field.name)
        };
        return vec![Block::Indented(1, text)];
    }
    blocks.insert(0, Block::Indented(1, field.name.to_owned()));
    blocks
}

fn said(speaker: &Speaker<'_>, said: &Said) -> Vec<String> {
    let words = speaker.words;
    match said {
        Said::Words(list) => list.iter().flat_map(|words| [words.en.clone(), words.zh_cn.clone()]).collect(),
        Said::Ids(ids) => vec![speaker.list(ids)],
        Said::Quantity(value) => vec![typed(value)],
        Said::Rule(rule) => rule.iter().flat_map(|rule| sentences(speaker, rule)).collect(),
        Said::Flag(flag) => vec![if *flag { words.yes.clone() } else { words.no.clone() }],
        Said::Side(Side::Inclusion) => vec![words.diff_inclusion.clone()],
        Said::Side(Side::Exclusion) => vec![words.diff_exclusion.clone()],
        Said::Sitting(sitting) => vec![match sitting {
            None => words.diff_sitting_usual.clone(),
            Some(Sitting::Laboratory) => words.diff_sitting_laboratory.clone(),
            Some(Sitting::Visit) => words.diff_sitting_visit.clone(),
            Some(Sitting::Interview) => words.diff_sitting_interview.clone(),
        }],
        Said::Kind(Kind::Analyte) | Said::ParameterKind(ParameterKind::Quantity) => {
            vec![words.kind_quantity.clone()]
        }
        Said::Kind(Kind::YesNo) => vec![words.kind_yes_no.clone()],
        Said::Kind(Kind::Exposure) => vec![words.kind_history.clone()],
        Said::Kind(Kind::Choice(answers)) | Said::ParameterKind(ParameterKind::Choice(answers)) => {
            answers.iter().flat_map(|answer| lists::answer(speaker, answer)).collect()
        }
        Said::Classes(classes) => classes.iter().flat_map(|class| lists::class(speaker, class)).collect(),
        Said::Equivalents(rows) => rows.iter().map(lists::equivalent).collect(),
        Said::Offers(offers) => offers.iter().map(|offer| lists::offer(speaker, offer)).collect(),
    }
}

fn sentences(speaker: &Speaker<'_>, rule: &Rule) -> Vec<String> {
    lines(rule).iter().map(|line| speaker.sentence(line)).collect()
}

/// The same as plain data.
pub fn diff_outcome(old: [&str; 3], new: [&str; 3], differences: &Differences) -> Value {
    let pinned = |[id, version, sha256]: [&str; 3]| json!({ "id": id, "version": version, "sha256": sha256 });
    let changes: Vec<Value> = differences.changes.iter().map(change_outcome).collect();
    let carried = |list: &[(Id, bool)], wanted: bool| -> Vec<Id> {
        list.iter().filter(|(_, carries)| *carries == wanted).map(|(id, _)| id.clone()).collect()
    };
    json!({
        "old": pinned(old), "new": pinned(new), "changes": changes,
        "parameters": {
            "carried": carried(&differences.parameters, true), "anew": carried(&differences.parameters, false),
        },
        "questions": {
            "carried": carried(&differences.questions, true), "anew": carried(&differences.questions, false),
        },
    })
}

fn change_outcome(change: &Change) -> Value {
    let of = match change.of {
        Of::Protocol => "protocol",
        Of::Level => "level",
        Of::Stage => "stage",
        Of::Group => "group",
        Of::Item => "item",
        Of::Parameter => "parameter",
        Of::Criterion => "criterion",
        Of::Question => "question",
    };
    let plain = |said: &Said| match said {
        Said::Words(words) => json!(words),
        Said::Ids(ids) => json!(ids),
        Said::Quantity(typed) => json!(typed),
        Said::Rule(rule) => json!(rule),
        Said::Flag(flag) => json!(flag),
        Said::Side(side) => json!(side),
        Said::Sitting(sitting) => json!(sitting),
        Said::Kind(kind) => json!(kind),
        Said::ParameterKind(kind) => json!(kind),
        Said::Classes(classes) => json!(classes),
        Said::Equivalents(rows) => json!(rows),
        Said::Offers(offers) => json!(offers),
    };
    let field =
        |field: &Field| json!({ "field": field.name, "old": plain(&field.old), "new": plain(&field.new) });
    match &change.what {
        What::Added => json!({ "of": of, "id": change.id, "what": "added" }),
        What::Removed => json!({ "of": of, "id": change.id, "what": "removed" }),
        What::Changed(fields) => {
            let fields: Vec<Value> = fields.iter().map(field).collect();
            json!({ "of": of, "id": change.id, "what": "changed", "fields": fields })
        }
    }
}
