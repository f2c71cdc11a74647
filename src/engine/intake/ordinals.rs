//! The numbers of lines that reports print before a name: never a result.

use super::sight::Sight;
use std::collections::BTreeSet;

/// Four lines and more whose numbers run on, with few left out, are counted.
const ENOUGH: usize = 4;

/// The columns before the names that only count the lines.
///
/// Whole numbers that rise from line to line by one, or by a few where lines were left out; fewer than four lines must
/// begin with the first. Anything else before a name may be a result, and is asked about.
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
    let numbers: Vec<u32> = sights.iter().filter_map(number).collect();
    let run_on = numbers
        .windows(2)
        .all(|pair| matches!(pair, [one, next] if (1..=3).contains(&next.saturating_sub(*one))));
    let from_first = numbers.len() > 1 && numbers.first() == Some(&1);
    numbers.len() == sights.len() && run_on && (from_first || numbers.len() >= ENOUGH)
}
