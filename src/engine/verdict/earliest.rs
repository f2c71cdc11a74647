//! From when no exposure makes a row fail, and on which open question that hangs.

use super::{
    Cure, Verdict,
    row::{Hang, Row},
};
use crate::{
    engine::{
        evidence::{
            Evidence, Found, History, Suppose,
            clear::Clear,
            outcome::{Outcome, outcome},
        },
        protocol::plan::{Name, Readings},
    },
    model::{Edge, Side, Truth},
};
use std::sync::Arc;

/// From when no exposure changes a row.
#[derive(Default)]
pub(crate) struct Clearing {
    /// The first day on which it comes out as it would if no window were in the way.
    pub(crate) clear: Clear,
    /// It passes then by this reading of an open question only, and by another never.
    pub(crate) hinges: Option<(Name, Name)>,
}

/// What is supposed of an open question.
#[derive(Clone, Copy)]
enum By<'q> {
    /// Nothing.
    Nothing,
    /// The reading at this place.
    Reading(&'q str, usize),
    /// That the last day of a window does not count.
    Excluded(&'q str),
}

impl By<'_> {
    fn clear(self, history: &History) -> Clear {
        match (self, &history.sought.end) {
            (Self::Excluded(question), Edge::Open(own)) if question == own => history.clear_excluded,
            _ => history.clear,
        }
    }

    const fn reading(&self) -> Option<(&str, usize)> {
        match self {
            Self::Reading(question, place) => Some((question, *place)),
            Self::Nothing | Self::Excluded(_) => None,
        }
    }
}

/// From when no exposure changes the row.
pub(crate) fn clearing(side: Side, evidence: &Evidence) -> Clearing {
    let clear = clear_by(side, evidence, By::Nothing);
    let in_the_end = || once(side, evidence, Clear::NotKnown, false, By::Nothing);
    let asked = clear != Clear::Never && in_the_end() == Outcome::Unknown;
    Clearing { clear, hinges: if asked { hinges(side, evidence) } else { None } }
}

fn clear_by(side: Side, evidence: &Evidence, by: By<'_>) -> Clear {
    let mut steps = Vec::new();
    for clear in evidence.histories().map(|history| by.clear(history)) {
        if clear != Clear::Always && !steps.contains(&clear) {
            steps.push(clear);
        }
    }
    steps.push(Clear::Always);
    steps.sort_unstable();
    let outcome_by = |step: Clear| once(side, evidence, step, false, by);
    let in_the_end = outcome_by(Clear::NotKnown);
    if in_the_end == Outcome::Fail {
        return Clear::Never;
    }
    steps.into_iter().find(|step| outcome_by(*step) == in_the_end).unwrap_or(Clear::Never)
}

/// The readings of open questions by which the row is clear sooner than it is while they are open.
pub(crate) fn hangs(side: Side, evidence: &Evidence, clear: Clear) -> Vec<Hang> {
    if clear.day().is_none() {
        return Vec::new();
    }
    let mut found: Vec<Hang> = Vec::new();
    let mut take = |question: &str, reading: Name, by: By<'_>| {
        let sooner = clear_by(side, evidence, by);
        let known = |own: &Hang| *own.question == *question && own.reading == reading;
        if sooner < clear && !found.iter().any(known) {
            found.push(Hang { question: question.into(), reading, clear: sooner });
        }
    };
    for Readings { question, ids } in evidence.walk().filter_map(Evidence::unsettled) {
        for (place, reading) in ids.iter().enumerate() {
            take(question, Arc::clone(reading), By::Reading(question, place));
        }
    }
    let mut ends: Vec<&str> = Vec::new();
    for history in evidence.histories() {
        if let Edge::Open(question) = &history.sought.end
            && history.clear_excluded != history.clear
            && !ends.contains(&question.as_str())
        {
            ends.push(question);
        }
    }
    for question in ends {
        take(question, "excluded".into(), By::Excluded(question));
    }
    found
}

/// The same of several rows that all wait, until the last of them.
pub(crate) fn hangs_of<'r>(rows: &(impl Iterator<Item = &'r Row> + Clone), clear: Clear) -> Vec<Hang> {
    let mut found: Vec<Hang> = Vec::new();
    for hang in rows.clone().flat_map(|row| &row.hangs) {
        let same = |own: &&Hang| (&own.question, &own.reading) == (&hang.question, &hang.reading);
        if found.iter().any(|own| same(&own)) {
            continue;
        }
        let by = |row: &'r Row| row.hangs.iter().find(same).map_or(row.clear, |own| own.clear);
        let sooner = rows.clone().map(by).max().unwrap_or_default();
        if sooner < clear {
            found.push(Hang { clear: sooner, ..hang.clone() });
        }
    }
    found
}

/// Whether the row fails for as long as diseases that are nothing to wait for stand in the way.
pub(crate) fn lasts(side: Side, evidence: &Evidence) -> bool {
    once(side, evidence, Clear::NotKnown, true, By::Nothing) == Outcome::Fail
}

/// What comes of the row once everything up to this step has cleared.
fn once(side: Side, evidence: &Evidence, step: Clear, diseases_last: bool, by: By<'_>) -> Outcome {
    let mut leaf = |leaf: &Evidence, found: &Found| {
        let Found::Happened(history) = found else { return leaf.truth };
        if by.clear(history) > step || (diseases_last && history.lasting) {
            return Truth::True;
        }
        // Whether there was more than is known does not change with time.
        if history.why.is_none() { Truth::False } else { leaf.truth }
    };
    outcome(side, evidence.supposing(&mut Suppose { leaf: &mut leaf, reading: by.reading() }))
}

/// The open question by one reading of which the row passes in the end, and by another never.
fn hinges(side: Side, evidence: &Evidence) -> Option<(Name, Name)> {
    evidence.walk().filter_map(Evidence::unsettled).find_map(|Readings { question, ids }| {
        let ends: Vec<Outcome> = (0..ids.len())
            .map(|place| once(side, evidence, Clear::NotKnown, false, By::Reading(question, place)))
            .collect();
        let passes = ends.iter().position(|end| *end == Outcome::Pass)?;
        let never = ends.contains(&Outcome::Fail);
        never.then(|| Some((Arc::clone(question), Arc::clone(ids.get(passes)?))))?
    })
}

/// With *not now*: from when no window is in the way of a row that does not pass. A value that may be put right can be
/// so on any day.
pub(crate) fn earliest<'r>(verdict: Verdict, rows: impl Iterator<Item = &'r Row> + Clone) -> Clear {
    if verdict != Verdict::NotNow {
        return Clear::Always;
    }
    waiting(rows).map(|row| row.clear).max().unwrap_or_default()
}

pub(crate) fn waiting<'r>(
    rows: impl Iterator<Item = &'r Row> + Clone,
) -> impl Iterator<Item = &'r Row> + Clone {
    rows.filter(|row| row.outcome != Outcome::Pass && row.cure != Cure::Repeat)
}
