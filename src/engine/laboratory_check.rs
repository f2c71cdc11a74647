//! Whether a laboratory template may be saved.

use super::{
    Context,
    moment::read_moment,
    plan::Plan,
    problem::{Problem, ProblemCode},
};
use crate::{
    model::{Laboratory, Site},
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
    let mut problem = |part: &str, code| problems.push(Problem { field: format!("{id}.{part}"), code });
    if laboratory.name.en.trim().is_empty() && laboratory.name.zh_cn.trim().is_empty() {
        problem("name", ProblemCode::NothingEntered);
    }
    if laboratory.source.trim().is_empty() {
        problem("source", ProblemCode::SourceMissing);
    }
    if let Err(code) = read_moment(&laboratory.valid_from) {
        problem("valid_from", ProblemCode::Date(code));
    }
    for (index, row) in laboratory.rows.iter().enumerate() {
        if row.low.trim().is_empty() {
            continue;
        }
        let low = match read_number(&row.low, Style::Plain) {
            Ok(low) => low.value,
            Err(code) => {
                problem(&format!("rows[{index}].low"), ProblemCode::Number(code));
                continue;
            }
        };
        if read_number(&row.high, Style::Plain).is_ok_and(|high| low > high.value) {
            let other = format!("rows[{index}].high");
            problem(&format!("rows[{index}].low"), ProblemCode::Contradicts { other });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::check_laboratory;
    use crate::{
        engine::plan::Plan,
        model::Laboratory,
        storage::{EMBEDDED_LABORATORIES, EMBEDDED_PROTOCOL},
    };
    use jiff::civil::date;
    use std::sync::Arc;

    fn check(change: impl FnOnce(&mut Laboratory)) -> Vec<String> {
        let plan = Arc::new(Plan::new(&EMBEDDED_PROTOCOL.protocol().unwrap().value).unwrap());
        let mut laboratory = EMBEDDED_LABORATORIES[0].laboratory().unwrap().value;
        laboratory.id = "own".into();
        change(&mut laboratory);
        let problems = check_laboratory(&plan, &laboratory, date(2026, 11, 22).at(9, 0, 0, 0));
        problems.iter().map(|problem| format!("{} {}", problem.field, problem.code.code())).collect()
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        assert_eq!(check(|_| ()), [""; 0]);
        assert_eq!(check(|own| own.source.clear()), ["own.source source_missing"]);
        assert_eq!(check(|own| own.valid_from = "3/5/24".into()), ["own.valid_from date_unreadable"]);
        assert_eq!(check(|own| own.rows[3].low = "15,0".into()), ["own.rows[3].low comma"]);
        assert_eq!(check(|own| own.rows[3].low = "999".into()), ["own.rows[3].low contradicts"]);
        assert_eq!(check(|own| own.rows[3].unit = "kg".into()), ["own.rows[3].unit unit_unknown"]);
    }
}
