//! Readings that do not differ, and questions whose readings are not the same everywhere.

use super::{
    Code, Finding,
    facts::{Fact, fact},
};
use crate::model::{Ambiguity, Protocol, Reading, Rule, Truth};

/// With more single sentences than this, not every case is tried.
const MOST: usize = 12;

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    let mut seen: Vec<&Ambiguity> = Vec::new();
    for criterion in &protocol.criteria {
        for (asked, rules) in criterion.rule.ambiguities() {
            let path = format!("criteria[{}].rule.{}", criterion.id, asked.question);
            let readings: Vec<(&Reading, &Rule)> = asked.readings.iter().zip(rules).collect();
            for (place, one) in readings.iter().enumerate() {
                for other in readings.iter().skip(place + 1) {
                    found.extend(alike(protocol, *one, *other).map(|code| Finding::new(path.clone(), code)));
                }
            }
            match seen.iter().find(|known| known.question == asked.question) {
                // The same ids with the same words, whatever the rules.
                Some(known) if known.readings != asked.readings => {
                    found.push(Finding::new(path, Code::ReadingsElsewhere(asked.question.clone())));
                }
                Some(_) => {}
                None => seen.push(asked),
            }
        }
    }
}

fn alike(
    protocol: &Protocol,
    (one, one_rule): (&Reading, &Rule),
    (other, other_rule): (&Reading, &Rule),
) -> Option<Code> {
    let ids = (one.id.clone(), other.id.clone());
    if one.text == other.text || one_rule == other_rule {
        return Some(Code::ReadingsSame(ids.0, ids.1));
    }
    let mut atoms = Vec::new();
    collect(protocol, one_rule, &mut atoms);
    collect(protocol, other_rule, &mut atoms);
    if atoms.len() > MOST {
        return None;
    }
    let cases = 0..(1_u32 << atoms.len());
    let value = |rule, case| holds(protocol, rule, &atoms, case);
    let mut cases = cases.filter(|case| possible(&atoms, *case));
    cases
        .all(|case| value(one_rule, case) == value(other_rule, case))
        .then_some(Code::NeverDiffer(ids.0, ids.1))
}

/// The single sentences, each as what it says when it holds.
fn collect<'p>(protocol: &'p Protocol, rule: &'p Rule, atoms: &mut Vec<[Fact<'p>; 2]>) {
    if !is_single(rule) {
        return rule.children().iter().for_each(|child| collect(protocol, child, atoms));
    }
    let atom = atom(protocol, rule);
    if !atoms.iter().any(|known| known.contains(&atom[0])) {
        atoms.push(atom);
    }
}

/// A statement, or readings of another question: nobody knows here how that is settled.
fn is_single(rule: &Rule) -> bool {
    rule.statement().is_some() || rule.question().is_some()
}

/// What a single sentence says when it holds and when it does not.
fn atom<'p>(protocol: &'p Protocol, rule: &'p Rule) -> [Fact<'p>; 2] {
    [true, false].map(|holds| fact(protocol, rule, holds).unwrap_or(Fact::Other(rule, holds)))
}

fn is_set(case: u32, atom: usize) -> bool {
    (case >> atom) & 1 == 1
}

/// No two sentences of the case exclude each other.
fn possible(atoms: &[[Fact<'_>; 2]], case: u32) -> bool {
    let facts: Vec<&Fact<'_>> = atoms
        .iter()
        .enumerate()
        .map(|(place, [yes, no])| if is_set(case, place) { yes } else { no })
        .collect();
    facts.iter().enumerate().all(|(place, one)| facts.iter().skip(place + 1).all(|other| one.allows(other)))
}

fn holds(protocol: &Protocol, rule: &Rule, atoms: &[[Fact<'_>; 2]], case: u32) -> Truth {
    if let Some(connective) = rule.connective().filter(|_| !is_single(rule)) {
        let truths = rule.children().iter().map(|rule| holds(protocol, rule, atoms, case));
        return connective.combine(truths, None);
    }
    let own = atom(protocol, rule);
    Truth::from(atoms.iter().enumerate().any(|(place, [yes, no])| {
        if *yes == own[0] { is_set(case, place) } else { *no == own[0] && !is_set(case, place) }
    }))
}
