//! The order of columns under their labels and of lines changes nothing, nor does the language of the labels.

use super::{
    kit::{intake, taken},
    lines::blocks,
};
use proptest::prelude::*;

/// Blocks of cells with one row of labels on top.
fn tables() -> Vec<Vec<Vec<String>>> {
    let tables = blocks().into_iter().filter_map(|(_, lines)| {
        let labels = lines.iter().filter(|(_, expected)| *expected == "labels").count();
        let cells = lines.iter().all(|(text, _)| text.contains('\t'));
        (labels == 1 && cells && lines[0].1 == "labels")
            .then(|| lines.iter().map(|(text, _)| text.split('\t').map(str::to_owned).collect()).collect())
    });
    tables.collect()
}

fn joined(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n")
}

/// Puts the columns into another order; a row that is too long or too short stays so.
fn permuted(rows: &[Vec<String>], order: &[usize]) -> Vec<Vec<String>> {
    let width = order.len();
    rows.iter()
        .map(|row| {
            let cell = |at: &usize| row.get(*at).cloned().unwrap_or_default();
            order.iter().map(cell).chain(row.iter().skip(width).cloned()).collect()
        })
        .collect()
}

/// An order of so many things from a seed.
fn order(count: usize, mut seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
    }
    order
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn columns_under_their_labels_can_stand_in_any_order(table in 0_usize..100, seed in any::<u64>()) {
        let tables = tables();
        let rows = &tables[table % tables.len()];
        let whole = permuted(rows, &(0..rows[0].len()).collect::<Vec<_>>());
        let other = permuted(rows, &order(rows[0].len(), seed));
        prop_assert_eq!(taken(&joined(&other)), taken(&joined(&whole)), "{}", joined(&other));
    }

    #[test]
    fn lines_can_stand_in_any_order(table in 0_usize..100, seed in any::<u64>()) {
        let tables = tables();
        let rows = &tables[table % tables.len()];
        let mut other = vec![rows[0].clone()];
        other.extend(order(rows.len() - 1, seed).into_iter().map(|at| rows[at + 1].clone()));
        prop_assert_eq!(taken(&joined(&other)), taken(&joined(rows)), "{}", joined(&other));
    }
}

#[test]
fn there_are_tables_to_permute() {
    assert!(tables().len() >= 15, "{}", tables().len());
    assert!(tables().iter().any(|rows| taken(&joined(rows)).len() >= 5));
}

#[test]
fn labels_in_three_languages_say_the_same() {
    let rows = "186\t240\tPLT\t10^9/L\t125-350\t2026-11-19\n\t3.2\tNEUT#\t10^9/L\t1.8-6.3\t2026-11-19";
    let read: Vec<Vec<String>> = [
        "Result\tPrevious Result\tTest\tUnits\tReference Range\tCollection Date",
        "结果\t上次结果\t项目\t单位\t参考区间\t采集日期",
        "Ergebnis\tVorwert\tUntersuchung\tEinheit\tReferenzbereich\tAbnahmedatum",
    ]
    .iter()
    .map(|labels| taken(&format!("{labels}\n{rows}")))
    .collect();
    assert_eq!(read[0], ["platelets | 186 | 10^9/L | 125-350 | 2026-11-19"]);
    assert!(read.iter().all(|other| *other == read[0]), "{read:?}");
    assert!(intake(rows).lines.iter().all(|line| line.outcome.code() == "which_column"));
}
