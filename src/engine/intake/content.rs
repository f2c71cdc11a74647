//! Rows without labels: what a cell holds is told by what stands in it, and by the other rows of the same build.

use super::{
    choices::{Choices, Offer, Question},
    entry::samples,
    line::Line,
    names::Names,
    ordinals,
    sight::{Group, Sight},
    table::{Form, Row},
    worded::words_line,
};
use std::collections::{BTreeMap, BTreeSet};

/// Judges rows that stand under no header.
pub(super) fn unheaded(
    names: &Names,
    rows: &[&Row],
    choices: &Choices,
    questions: &mut Vec<Question>,
) -> Vec<Line> {
    let sights: Vec<Option<Sight<'_>>> =
        rows.iter().map(|row| (row.form == Form::Cells).then(|| Sight::of(names, row, choices))).collect();
    let ordinals = ordinals::columns(&sights.iter().flatten().collect::<Vec<_>>());
    let named: BTreeSet<usize> =
        sights.iter().flatten().flat_map(|sight| sight.names.iter().copied()).collect();
    let mut groups: BTreeMap<usize, Vec<&Sight<'_>>> = BTreeMap::new();
    for sight in sights.iter().flatten().filter(|sight| sight.analyte.is_some()) {
        groups.entry(sight.key()).or_default().push(sight);
    }
    let groups: BTreeMap<usize, Group> = groups
        .into_iter()
        .map(|(key, sights)| (key, Group::of(&sights, &ordinals, &named, choices)))
        .collect();
    let lines: Vec<Line> = rows
        .iter()
        .zip(&sights)
        .map(|(row, sight)| match sight {
            Some(sight) => sight.line(names, groups.get(&sight.key()), &ordinals),
            None => words_line(names, row, choices),
        })
        .collect();
    for group in groups.values().filter(|group| group.columns.len() > 1 && group.chosen.is_none()) {
        let offer = |column: &usize| Offer {
            column: *column,
            label: String::new(),
            samples: samples(rows.iter().filter_map(|row| row.cells.get(*column).map(String::as_str))),
        };
        questions
            .push(Question::Column { part: group.part, offers: group.columns.iter().map(offer).collect() });
    }
    lines
}
