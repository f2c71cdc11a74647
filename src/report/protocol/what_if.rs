//! One patient under two versions of a protocol, in words: what stays, what flips and why.

use crate::{
    engine::{
        Derived,
        evidence::outcome::Outcome,
        protocol::plan::PlanCriterion,
        verdict::{row::Row, verdict_code},
        what_if::{Judged, WhatIf},
    },
    i18n::Language,
    model::{Id, Side},
    report::{
        block::{Block, Document},
        json::code::outcome_code,
        words::Reporter,
    },
};
use serde_json::{Value, json};

/// A version with what it comes to.
#[derive(Clone, Copy)]
pub struct Under<'u> {
    /// Its words.
    pub reporter: &'u Reporter<'u>,
    /// What it comes to.
    pub derived: &'u Derived,
}

impl<'u> Under<'u> {
    fn version(&self) -> &str {
        &self.reporter.context.plan.protocol.version
    }

    fn criterion(&self, id: &str) -> Option<(usize, &'u PlanCriterion)> {
        let criteria = &self.reporter.context.plan.criteria;
        criteria.iter().enumerate().find(|(_, criterion)| *criterion.id == *id)
    }

    /// The row that decides a criterion: the first stage at which it comes out as it does over all.
    fn row(&self, id: &str) -> Option<(Side, &'u Row)> {
        let (place, criterion) = self.criterion(id)?;
        let worst = self.derived.overall.criteria.get(place)?;
        let mut rows = self.derived.stages.iter().flat_map(|stage| &stage.rows);
        let row = rows.find(|row| row.criterion == place && row.outcome == *worst)?;
        Some((criterion.side, row))
    }

    fn outcome(&self, id: &str, outcome: Option<Outcome>) -> String {
        match (self.criterion(id), outcome) {
            (Some((_, criterion)), Some(outcome)) => {
                self.reporter.outcome(criterion.side, outcome).to_owned()
            }
            _ => self.reporter.words.what_if_absent.clone(),
        }
    }

    fn judged(&self, judged: Option<Judged>) -> String {
        match judged {
            Some((verdict, from)) => self.reporter.verdict(verdict, from),
            None => self.reporter.words.what_if_absent.clone(),
        }
    }

    fn evidence(&self, id: &str) -> Vec<String> {
        let Some((side, row)) = self.row(id) else { return Vec::new() };
        self.reporter.evidence(side, &row.evidence).into_iter().map(|line| line.text).collect()
    }
}

/// A patient under both versions, in words.
#[derive(Clone, Debug)]
pub struct WhatIfReport {
    /// Whether the verdict flips, and what must be settled anew.
    pub told: Vec<Block>,
    /// The stages with their verdicts.
    pub stages: Block,
    /// The criteria that flip, with what they rest on.
    pub flipped: Vec<Block>,
    /// Every criterion.
    pub criteria: Block,
}

impl WhatIfReport {
    /// The first is the version that the patient is bound to.
    pub fn new(under: [Under<'_>; 2], what_if: &WhatIf, anew: &[Id]) -> Self {
        let [bound, other] = under;
        let words = bound.reporter.words;
        let flips = if what_if.flips() { &words.what_if_flips } else { &words.what_if_stays };
        let mut told = vec![Block::Line(flips.clone()), Block::Line(words.what_if_nothing_written.clone())];
        if !anew.is_empty() {
            told.push(Block::Line(words.what_if_anew(anew.join(&words.list_separator))));
        }
        let head = |first: &String| {
            vec![first.clone(), words.column_bound.clone(), words.column_other_version.clone()]
        };
        let stages = what_if.stages.iter().map(|(id, [one, two])| {
            let named = if one.is_some() { bound } else { other };
            vec![named.reporter.stage(id), bound.judged(*one), other.judged(*two)]
        });
        let stages = std::iter::once(head(&words.column_stage)).chain(stages).collect();
        let flipped = what_if.flipped().flat_map(|(id, outcomes)| flip(under, id, *outcomes)).collect();
        let criteria = what_if
            .criteria
            .iter()
            .map(|(id, [one, two])| vec![id.clone(), bound.outcome(id, *one), other.outcome(id, *two)]);
        let criteria = std::iter::once(head(&words.column_criterion)).chain(criteria).collect();
        Self {
            told,
            stages: Block::table(stages, Vec::new()),
            flipped,
            criteria: Block::table(criteria, Vec::new()),
        }
    }

    /// All of it, under its headline.
    pub fn document(self, under: [Under<'_>; 2], what_if: &WhatIf) -> Document {
        let [bound, other] = under;
        let words = bound.reporter.words;
        let mut document = Document { blocks: bound.reporter.banners() };
        document.push(Block::Headline(words.what_if_headline(
            bound.reporter.subject(),
            bound.version(),
            bound.judged(Some(what_if.overall[0])),
            other.version(),
            other.judged(Some(what_if.overall[1])),
        )));
        document.blocks.extend(self.told);
        document.section(&words.heading_stages, vec![self.stages]);
        document.section(&words.what_if_flipped, self.flipped);
        document.section(&words.what_if_all, vec![self.criteria]);
        document.blocks.extend(bound.reporter.footer().into_iter().take(1));
        document.blocks.extend(other.reporter.footer());
        document
    }
}

/// A patient whose verdict flips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flipped {
    /// The subject code.
    pub subject: String,
    /// The criteria that flip.
    pub criteria: Vec<Id>,
}

/// Who flips, of several patients.
pub fn what_if_summary(flips: &[Flipped], language: Language) -> Document {
    let words = language.catalogue();
    let mut document = Document::default();
    document.push(Block::Headline(words.what_if_summary(flips.len())));
    for own in flips {
        let ids = own.criteria.join(&words.list_separator);
        let text = words.parenthesis(&own.subject, ids);
        document.push(Block::Indented(1, text));
    }
    document
}

/// A criterion that flips, with what it rests on under each version.
fn flip(under: [Under<'_>; 2], id: &str, outcomes: [Option<Outcome>; 2]) -> Vec<Block> {
    let words = under[0].reporter.words;
    let mut blocks = vec![Block::Line(under[0].reporter.criterion(id))];
    let lines = under.map(|own| own.evidence(id));
    for (place, (own, outcome)) in under.into_iter().zip(outcomes).enumerate() {
        blocks.push(Block::Indented(1, words.what_if_under(own.version(), own.outcome(id, outcome))));
        let [mine, other] = if place == 0 { [&lines[0], &lines[1]] } else { [&lines[1], &lines[0]] };
        blocks.extend(only(mine, other).into_iter().map(|line| Block::Indented(2, line)));
    }
    blocks
}

/// The lines that the other version does not have; where it has them all, every line.
fn only(mine: &[String], other: &[String]) -> Vec<String> {
    let own: Vec<String> = mine.iter().filter(|line| !other.contains(line)).cloned().collect();
    if own.is_empty() { mine.to_vec() } else { own }
}

/// The same as plain data.
pub fn what_if_outcome(under: [Under<'_>; 2], what_if: &WhatIf, anew: &[Id]) -> Value {
    let judged = |judged: Option<Judged>| {
        judged.map(|(verdict, from)| {
            json!({ "verdict": verdict_code(verdict), "from": from.map(|day| day.to_string()) })
        })
    };
    let pinned = |own: &Under<'_>| {
        let protocol = &own.reporter.context.plan.protocol;
        json!({ "id": protocol.id, "version": protocol.version, "sha256": own.reporter.protocol_hash })
    };
    let [bound, other] = under;
    let stages: Vec<Value> = what_if
        .stages
        .iter()
        .map(|(id, [one, two])| json!({ "stage": id, "bound": judged(*one), "other": judged(*two) }))
        .collect();
    let criteria: Vec<Value> = what_if
        .criteria
        .iter()
        .map(|(id, [one, two])| {
            let why = |own: &Under<'_>| if one == two { Vec::new() } else { own.evidence(id) };
            json!({
                "id": id, "bound": one.map(outcome_code), "other": two.map(outcome_code), "flips": one != two,
                "evidence": { "bound": why(&bound), "other": why(&other) },
            })
        })
        .collect();
    json!({
        "subject": bound.reporter.draft.subject, "bound": pinned(&bound), "other": pinned(&other),
        "flips": what_if.flips(), "verdict": { "bound": judged(Some(what_if.overall[0])), "other": judged(Some(what_if.overall[1])) },
        "stages": stages, "criteria": criteria, "settled_anew": anew,
    })
}
