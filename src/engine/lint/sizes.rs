//! Limits against what can be measured: a limit of 75 /µL for platelets is a slip of the unit.

use super::{Code, Finding};
use crate::{
    engine::{
        plausible::size_problem,
        problem::ProblemCode,
        protocol::{plan::read_limit, rules},
    },
    model::{Limit, Protocol, Typed},
    quantity::{Analyte, Style, read_number},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for (path, rule) in rules::of_protocol(protocol) {
        for (id, _, limit) in rule.comparisons() {
            if let Limit::Value(typed) = limit
                && let Some(code) = implausible(id, typed)
            {
                found.push(Finding::new(path.clone(), Code::Implausible(code)));
            }
        }
    }
}

fn implausible(id: &str, typed: &Typed) -> Option<ProblemCode> {
    let analyte = Analyte::from_id(id)?;
    // What cannot be read is refused elsewhere.
    let (measured, unit) = read_limit(analyte, typed).ok()?;
    let digits = read_number(&typed.value, Style::Plain).ok()?.value;
    size_problem(&measured, &digits, unit)
}
