//! Readings that do not differ, and questions whose readings are not the same everywhere.

use super::{
    Code, Finding,
    constant::constant,
    facts::{Fact, fact},
};
use crate::model::{Protocol, Reading, Rule};

/// With more single sentences than this, not every case is tried.
const MOST: usize = 12;

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    let mut seen: Vec<(&str, &[Reading])> = Vec::new();
    for criterion in &protocol.criteria {
        criterion.rule.visit(&mut |rule| {
            let Rule::Readings { question, of } = rule else { return };
            let path = format!("criteria[{}].rule.{question}", criterion.id);
            for (place, one) in of.iter().enumerate() {
                for other in of.iter().skip(place + 1) {
                    found.extend(alike(protocol, one, other).map(|code| Finding::new(path.clone(), code)));
                }
            }
            match seen.iter().find(|(known, _)| known == question) {
                Some((_, known)) if !same_words(known, of) => {
                    found.push(Finding::new(path, Code::ReadingsElsewhere(question.clone())));
                }
                Some(_) => {}
                None => seen.push((question, of)),
            }
        });
    }
}

/// The same ids with the same words, whatever the rules.
fn same_words(one: &[Reading], other: &[Reading]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.id == other.id && one.text == other.text)
}

fn alike(protocol: &Protocol, one: &Reading, other: &Reading) -> Option<Code> {
    let ids = (one.id.clone(), other.id.clone());
    if one.text == other.text || one.rule == other.rule {
        return Some(Code::ReadingsSame(ids.0, ids.1));
    }
    let mut atoms = Vec::new();
    collect(protocol, &one.rule, &mut atoms);
    collect(protocol, &other.rule, &mut atoms);
    if atoms.len() > MOST {
        return None;
    }
    let cases = 0..(1_u32 << atoms.len());
    let value = |rule, case| holds(protocol, rule, &atoms, case);
    let mut cases = cases.filter(|case| possible(&atoms, *case));
    cases
        .all(|case| value(&one.rule, case) == value(&other.rule, case))
        .then_some(Code::NeverDiffer(ids.0, ids.1))
}

/// The single sentences, each as what it says when it holds.
fn collect<'p>(protocol: &'p Protocol, rule: &'p Rule, atoms: &mut Vec<[Fact<'p>; 2]>) {
    match rule {
        Rule::Part(_, rule) | Rule::Not(rule) => collect(protocol, rule, atoms),
        Rule::All(rules) | Rule::Any(rules) => {
            for rule in rules {
                collect(protocol, rule, atoms);
            }
        }
        Rule::When(condition, then, otherwise) => {
            for rule in [condition, then, otherwise] {
                collect(protocol, rule, atoms);
            }
        }
        Rule::Holds => {}
        Rule::Readings { .. }
        | Rule::AtLeast(..)
        | Rule::Above(..)
        | Rule::AtMost(..)
        | Rule::Below(..)
        | Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. } => {
            let atom = atom(protocol, rule);
            if !atoms.iter().any(|known| known.contains(&atom[0])) {
                atoms.push(atom);
            }
        }
    }
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

fn holds(protocol: &Protocol, rule: &Rule, atoms: &[[Fact<'_>; 2]], case: u32) -> bool {
    let of = |rule| holds(protocol, rule, atoms, case);
    match rule {
        Rule::Part(_, rule) => of(rule),
        Rule::Not(rule) => !of(rule),
        Rule::All(rules) => rules.iter().all(of),
        Rule::Any(rules) => rules.iter().any(of),
        Rule::When(condition, then, otherwise) => {
            if of(condition) {
                of(then)
            } else {
                of(otherwise)
            }
        }
        Rule::Holds => constant(rule).unwrap_or(true),
        Rule::Readings { .. }
        | Rule::AtLeast(..)
        | Rule::Above(..)
        | Rule::AtMost(..)
        | Rule::Below(..)
        | Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. } => {
            let own = atom(protocol, rule);
            atoms.iter().enumerate().any(|(place, [yes, no])| {
                if *yes == own[0] { is_set(case, place) } else { *no == own[0] && !is_set(case, place) }
            })
        }
    }
}
