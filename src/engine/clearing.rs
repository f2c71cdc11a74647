//! From when no exposure makes a row fail, and on which open question that hangs.

use super::{
    evidence::{Evidence, Node, Suppose},
    plan::Name,
    verdict::{Outcome, outcome},
    washout::Clear,
};
use crate::model::{Side, Truth};
use std::sync::Arc;

/// From when no exposure changes a row.
#[derive(Default)]
pub(super) struct Clearing {
    /// The first day on which it comes out as it would if no window were in the way.
    pub(super) clear: Clear,
    /// It passes then by this reading of an open question only, and by another never.
    pub(super) hinges: Option<(Name, Name)>,
}

/// From when no exposure changes the row.
pub(super) fn clearing(side: Side, evidence: &Evidence) -> Clearing {
    let mut steps = Vec::new();
    evidence.leaves(&mut |leaf| {
        if let Node::Happened(history) = &leaf.node
            && history.clear != Clear::Always
            && !steps.contains(&history.clear)
        {
            steps.push(history.clear);
        }
    });
    steps.push(Clear::Always);
    steps.sort_unstable();
    let outcome_by = |step: Clear| once(side, evidence, step, false, None);
    let in_the_end = outcome_by(Clear::NotKnown);
    if in_the_end == Outcome::Fail {
        return Clearing { clear: Clear::Never, hinges: None };
    }
    let clear = steps.into_iter().find(|step| outcome_by(*step) == in_the_end).unwrap_or(Clear::Never);
    let hinges = if in_the_end == Outcome::Unknown { hinges(side, evidence) } else { None };
    Clearing { clear, hinges }
}

/// Whether the row fails for as long as diseases that are nothing to wait for stand in the way.
pub(super) fn lasts(side: Side, evidence: &Evidence) -> bool {
    once(side, evidence, Clear::NotKnown, true, None) == Outcome::Fail
}

/// What comes of the row once everything up to this step has cleared, by a reading of an open question.
fn once(
    side: Side,
    evidence: &Evidence,
    step: Clear,
    diseases_last: bool,
    reading: Option<(&str, usize)>,
) -> Outcome {
    let mut leaf = |leaf: &Evidence| {
        let Node::Happened(history) = &leaf.node else { return leaf.truth };
        if history.clear > step || (diseases_last && history.lasting) {
            return Truth::True;
        }
        // Whether there was more than is known does not change with time.
        if history.why.is_none() { Truth::False } else { leaf.truth }
    };
    outcome(side, evidence.supposing(&mut Suppose { leaf: &mut leaf, reading }))
}

/// The open question by one reading of which the row passes in the end, and by another never.
fn hinges(side: Side, evidence: &Evidence) -> Option<(Name, Name)> {
    let mut open = Vec::new();
    questions(evidence, &mut open);
    open.into_iter().find_map(|(question, readings)| {
        let ends: Vec<Outcome> = (0..readings.len())
            .map(|place| once(side, evidence, Clear::NotKnown, false, Some((&**question, place))))
            .collect();
        let passes = ends.iter().position(|end| *end == Outcome::Pass)?;
        let never = ends.contains(&Outcome::Fail);
        let (reading, _) = readings.get(passes)?;
        never.then(|| (Arc::clone(question), Arc::clone(reading)))
    })
}

type Open<'e> = (&'e Name, &'e [(Name, Evidence)]);

fn questions<'e>(evidence: &'e Evidence, found: &mut Vec<Open<'e>>) {
    match &evidence.node {
        Node::Readings { question, settled, of } => {
            if settled.is_none() {
                found.push((question, of));
            }
            for (_, child) in of {
                questions(child, found);
            }
        }
        Node::All(children) | Node::Any(children) => {
            for child in children {
                questions(child, found);
            }
        }
        Node::Not(child) | Node::Part(_, child) => questions(child, found),
        Node::When(children) => {
            for child in children.iter() {
                questions(child, found);
            }
        }
        Node::Holds | Node::Compare(_) | Node::Answer(_) | Node::Happened(_) => {}
    }
}
