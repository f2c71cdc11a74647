//! A line before and after it is judged.

use super::{
    choices::Choices,
    identity::Identity,
    judge::Judged,
    line::{Line, Outcome, Refusal},
    names::Names,
    table::Row,
};
use crate::model::Value;

/// A line of which nothing is known yet.
pub(super) fn empty_line(row: &Row) -> Line {
    Line {
        number: row.line,
        cells: row.cells.clone(),
        subject: String::new(),
        when: String::new(),
        name: String::new(),
        item: None,
        typed: String::new(),
        value: Value::NotKnown,
        unit: String::new(),
        interval: String::new(),
        rest: Vec::new(),
        outcome: Outcome::Refused(Refusal::NotAnItem),
    }
}

/// Puts what was judged into its line.
pub(super) fn take(names: &Names, line: &mut Line, judged: Judged) {
    let Judged { item, typed, value, unit, interval, outcome } = judged;
    line.item = item.and_then(|item| names.item(item)).map(|known| known.id.clone());
    (line.typed, line.value, line.unit, line.interval, line.outcome) =
        (typed, value, unit, interval, outcome);
}

/// The item that a person has chosen for a line.
pub(super) fn chosen(names: &Names, choices: &Choices, line: usize) -> Option<Identity> {
    let item = names.index(choices.items.get(&line)?)?;
    Some(Identity { items: vec![item], unit: String::new() })
}

/// Some of what stands in a column.
pub(super) fn samples<'c>(cells: impl Iterator<Item = &'c str>) -> Vec<String> {
    const SOME: usize = 3;
    cells.map(str::trim).filter(|cell| !cell.is_empty()).take(SOME).map(str::to_owned).collect()
}
