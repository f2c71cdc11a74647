//! Absolute counts from a differential, by the formula and through `derive()`.

use super::table::{Row, Tally, rows};
use crate::kit::{Patient as _, base, x};
use cardose::{
    engine::{
        evidence::{Basis, Candidate, outcome::Outcome},
        formula::{differential, step::Symbol, worked::Worked},
    },
    model::Draft,
    quantity::{
        Exact,
        component::Of,
        units::{RuntimeUnit as _, cell_density, share},
    },
};

/// White cells and the printed shares: `0.9`, `90`, `50+5 bands`.
fn chart(row: &Row) -> Draft {
    let chart = base().without("neutrophils").quantity("white_cells", row.get("wbc"), row.get("wbc_unit"));
    let unit = if row.get("diff_type") == "fraction" { "1" } else { "%" };
    match row.get("differential").split_once('+') {
        _ if row.get("differential").is_empty() => chart,
        None => chart.quantity("neutrophils_percent", row.get("differential"), unit),
        Some((segments, bands)) => chart.quantity("neutrophils_percent", segments, unit).quantity(
            "bands_percent",
            bands.trim_end_matches(" bands"),
            unit,
        ),
    }
}

fn neutrophils(chart: &Draft) -> Option<Candidate> {
    chart.judged().comparisons("I8.neutrophils")[0].candidates.first().cloned()
}

#[test]
fn expected_wbc_abs() {
    let table = "expected_wbc_abs.csv";
    let Some(rows) = rows(table) else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let (chart, expected) = (chart(row), row.get("expected_abs_10e9_L"));
        if expected.starts_with("NOT COMPUTED") {
            let unknown = chart.judged().outcome("I8.neutrophils") == Outcome::Unknown;
            tally.check(row, unknown && neutrophils(&chart).is_none(), "computed from nothing");
        } else if let Some(measured) = expected.strip_prefix("KEEP MEASURED ") {
            let measured = measured.split_once(' ').map_or(measured, |(number, _)| number);
            // 27 × 10⁹/L is far from ordinary; somebody has confirmed it.
            let chart = chart.quantity("neutrophils", measured, "10*9/L").confirmed("neutrophils");
            let kept = neutrophils(&chart).is_some_and(|found| {
                matches!(found.basis, Basis::Finding(_)) && found.point() == Some(x(measured))
            });
            tally.check(row, kept, "the printed absolute count was passed over");
        } else {
            let found = neutrophils(&chart);
            let holds = found.as_ref().is_some_and(|found| {
                matches!(found.basis, Basis::Differential(_)) && found.point() == Some(x(expected))
            });
            let what = format!("{:?}, not {expected}", found.and_then(|found| found.point()));
            tally.check(row, holds && by_the_formula(row) == x(expected), &what);
        }
    }
    tally.finish(table, rows.len());
}

fn by_the_formula(row: &Row) -> Exact {
    let unit = if row.get("diff_type") == "fraction" { share::Unit::one } else { share::Unit::percent };
    let mut shares = row.get("differential").split('+').map(|share| x(share.trim_end_matches(" bands")));
    let segments = Of::of(unit.quantity(shares.next().unwrap()));
    let segments = Worked::given(Symbol::NeutrophilShare, &segments, unit);
    let bands = shares.next().map(|bands| Of::of(unit.quantity(bands)));
    let bands = bands.map(|bands| Worked::given(Symbol::BandShare, &bands, unit));
    let giga = cell_density::Unit::giga_per_liter;
    let whites = Worked::given(Symbol::WhiteCells, &Of::of(giga.quantity(x(row.get("wbc")))), giga);
    let found = differential::neutrophils(&whites, &segments, bands.as_ref()).value().unwrap();
    giga.value(found.quantity())
}
