//! Whether a laboratory template may be saved.

use crate::{
    engine::{
        Context,
        moment::read_moment,
        problem::{Problem, ProblemCode},
        protocol::plan::Plan,
    },
    model::{Address, IntervalPart, Laboratory, Site, TemplatePart},
    quantity::{Style, read_number},
};
use jiff::civil::DateTime;
use std::sync::Arc;

/// Everything that keeps a template from being saved, with the paths of its fields: `ID.rows[2].high`, `ID.name`,
/// `ID.source`, `ID.valid_from`.
pub fn check_laboratory(plan: &Arc<Plan>, laboratory: &Laboratory, now: DateTime) -> Vec<Problem> {
    let nothing_set = Site { schema: 1, ..Site::default() };
    let read = Context::of_plan(Arc::clone(plan), &nothing_set, std::slice::from_ref(laboratory), now);
    let mut problems = read.err().unwrap_or_default();
    let id = &laboratory.id;
    let mut problem = |field, code| problems.push(Problem { field, code });
    let at = |part| Address::Template(id.clone(), part);
    let low_of = |row| Address::Interval(id.clone(), row, IntervalPart::Low);
    if laboratory.name.en.trim().is_empty() && laboratory.name.zh_cn.trim().is_empty() {
        problem(at(TemplatePart::Name), ProblemCode::NothingEntered);
    }
    if laboratory.source.trim().is_empty() {
        problem(at(TemplatePart::Source), ProblemCode::SourceMissing);
    }
    if let Err(code) = read_moment(&laboratory.valid_from) {
        problem(at(TemplatePart::ValidFrom), ProblemCode::Date(code));
    }
    for (index, row) in laboratory.rows.iter().enumerate() {
        if row.low.trim().is_empty() {
            continue;
        }
        let low = match read_number(&row.low, Style::Plain) {
            Ok(low) => low.value,
            Err(code) => {
                problem(low_of(index), ProblemCode::Number(code));
                continue;
            }
        };
        if read_number(&row.high, Style::Plain).is_ok_and(|high| low > high.value) {
            let other = Address::Interval(id.clone(), index, IntervalPart::High);
            problem(low_of(index), ProblemCode::Contradicts { other });
        }
    }
    problems
}
