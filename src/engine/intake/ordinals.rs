//! The numbers of lines that reports print before a name: never a result.

use super::sight::Sight;
use std::collections::BTreeSet;

/// The columns before the names that only count the lines.
///
/// Whole numbers that rise, mostly by one. A line alone is counted by a number of at most two digits right before its
/// name.
pub(super) fn columns(sights: &[&Sight<'_>]) -> BTreeSet<usize> {
    let first = sights.iter().filter_map(|sight| sight.names.first()).min().copied().unwrap_or(0);
    (0..first).filter(|column| counts(sights, *column)).collect()
}

fn counts(sights: &[&Sight<'_>], column: usize) -> bool {
    let number = |sight: &&Sight<'_>| {
        let cell = sight.row.cells.get(column)?.trim();
        let whole = cell.len() <= 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
        cell.parse::<u32>().ok().filter(|_| whole)
    };
    let mut numbers: Vec<u32> = sights.iter().filter_map(number).collect();
    numbers.sort_unstable();
    let steps: Vec<u32> =
        numbers.windows(2).map(|pair| pair.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0)).collect();
    match steps.as_slice() {
        [] => numbers.first().is_some_and(|number| *number < 100) && sights.len() == 1 && column == 0,
        steps => !steps.contains(&0) && steps.iter().filter(|step| **step == 1).count() * 2 >= steps.len(),
    }
}
