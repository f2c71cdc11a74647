//! A rule taken apart: one line for each limit, window and fixed answer, to be held against the protocol on paper.

use crate::model::{Rule, Statement, sentence::Connective};

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line<'p> {
    /// The part of the criterion, if it has an id of its own.
    pub part: Option<&'p str>,
    /// What is said; none: the same of every patient.
    pub says: Option<&'p Statement>,
    /// The sentence must not hold.
    pub not: bool,
    /// It only says which of two branches decides.
    pub condition: bool,
    /// It stands where such a condition holds, or where it does not.
    pub branch: Option<bool>,
    /// The question and the reading in which it stands.
    pub reading: Option<(&'p str, &'p str)>,
}

/// The lines of a rule, in its order.
pub fn lines(rule: &Rule) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    collect(rule, &Line::default(), &mut found);
    found
}

fn collect<'p>(rule: &'p Rule, around: &Line<'p>, found: &mut Vec<Line<'p>>) {
    let connective = rule.connective();
    // Outside a reading, *holds* only closes a branch.
    if rule.statement().is_some() || connective == Some(&Connective::Holds) && around.reading.is_some() {
        found.push(Line { says: rule.statement(), ..around.clone() });
    }
    let part = rule.part_id().map(String::as_str).or(around.part);
    let not = around.not != connective.is_some_and(Connective::turns);
    let (condition, others) = rule.choice();
    if let Some(condition) = condition {
        collect(condition, &Line { part, condition: true, not: false, ..around.clone() }, found);
    }
    for (place, other) in others.iter().enumerate() {
        let branch = condition.map(|_| place == 0).or(around.branch);
        let reading = rule
            .question()
            .and_then(|asked| Some((asked.question.as_str(), asked.readings.get(place)?.id.as_str())));
        let own = Line { part, not, branch, reading: reading.or(around.reading), ..around.clone() };
        collect(other, &own, found);
    }
}
