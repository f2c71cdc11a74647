//! Conversions as a pharmacology package does them, factor by factor.

use super::table::{Tally, rows};
use crate::kit::x;
use cardose::quantity::{Analyte, Exact, Rounding};

#[test]
fn expected_unit_conversions() {
    let table = "expected_unit_conversions.csv";
    let Some(rows) = rows(table) else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let analyte = match row.get("analyte") {
            "CREAT" => Analyte::Creatinine,
            "TBIL" => Analyte::BilirubinTotal,
            "WEIGHT" => Analyte::Weight,
            other => panic!("no analyte {other}"),
        };
        let (from, to) = (row.get("unit_from"), row.get("unit_to"));
        let what = format!("{} {from} in {to}", row.get("value"));
        let Some(unit) = analyte.unit(from) else {
            if row.get("expected") == "ERROR" {
                tally.check(row, true, &what);
            } else {
                let named = analyte.refusal(from).is_some();
                tally.explained(row, named, &format!("{from} is refused by name"), &what);
            }
            continue;
        };
        if row.get("expected") == "ERROR" {
            tally.check(row, false, &format!("{what} should be refused"));
            continue;
        }
        let measured = analyte.measured(x(row.get("value")), unit).unwrap();
        let found = measured.value_in(analyte.unit(to).unwrap()).unwrap();
        let expected = x(row.get("expected"));
        let places = row.get("round_dp").parse().unwrap();
        if found.round(places, Rounding::HalfUp) == expected.round(places, Rounding::HalfUp) {
            tally.check(row, true, &what);
            continue;
        }
        // The source's factor is a rounded one; ours is exact. The difference must be that of the factors.
        let (why, factor, exact) = match row.get("analyte") {
            "TBIL" => {
                let why = "17.1035776 µmol/L per mg/dL instead of 10000 ÷ 584.66";
                (why, "17.1035776", x("10000") / x("584.66"))
            }
            "CREAT" => {
                let why = "88.42 µmol/L per mg/dL instead of 10000 ÷ 113.12";
                (why, "88.42", x("10000") / x("113.12"))
            }
            _ => ("0.453592909 kg per pound instead of 0.45359237", "0.453592909", x("0.45359237")),
        };
        let factors = x(factor) / exact;
        let near = |left: Exact, right: Exact, within: &str| (left / right - x("1")).abs() < x(within);
        let holds = near(expected / found.clone(), factors.clone(), "1e-6") && near(factors, x("1"), "1e-3");
        tally.explained(row, holds, why, &format!("{what}: {found}"));
    }
    tally.finish(table, rows.len());
}

/// Two factors of creatinine that are about: both within 0.03 % of the exact one, and neither is used.
#[test]
fn printed_factors_are_near_and_not_used() {
    let milligram = Analyte::Creatinine.measured(x("1"), Analyte::Creatinine.unit("mg/dL").unwrap()).unwrap();
    let exact = milligram.value_in(Analyte::Creatinine.unit("umol/L").unwrap()).unwrap();
    assert_eq!(exact, x("10000") / x("113.12"));
    for printed in ["88.4", "88.42"] {
        let differs = (x(printed) / exact.clone() - x("1")).abs();
        assert!(differs > x("0") && differs < x("0.0003"), "{printed}");
    }
}
