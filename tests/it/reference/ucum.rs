//! UCUM as a reference library reads it: which spellings are valid, and what they convert to.

use super::table::{Row, Tally, rows};
use crate::kit::x;
use cardose::quantity::{
    Analyte, Exact,
    units::{RuntimeUnit as _, per_mass},
};

fn accepted(unit: &str) -> bool {
    Analyte::ALL.iter().any(|analyte| analyte.unit(unit).is_some()) || per_mass::Unit::parse(unit).is_some()
}

/// Why we differ from UCUM, where we do.
fn differs(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "K/uL" => "UCUM: kelvin per microlitre; on a blood count always thousand per microlitre",
        "G/L" => "UCUM: gauss per litre; on a report giga per litre, or grams in capitals",
        "mL/min/{1.73_m2}" => "valid, and refused by name: indexed to body surface",
        "10*-3/ul" => "valid, and refused by name: nobody means a thousandth of a cell",
        "k/uL" | "k/cumm" | "GI/L" | "THOU/uL" | "x10^9/L" | "10E9/L" | "cells/uL" => {
            "not UCUM; a laboratory's spelling of a cell count, listed"
        }
        "μmol/L" | "µmol/L" | "IU/L" | "UNITS/L" | "mEq/L" => {
            "not UCUM; a laboratory's spelling in chemistry, listed"
        }
        "lb" | "copies/mL" => "not UCUM; everyday spelling, listed",
        _ => return None,
    })
}

#[test]
fn expected_ucum_units() {
    let table = "expected_ucum_units.csv";
    let Some(rows) = rows(table) else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let unit = row.get("unit");
        let (valid, ours) = (row.get("ucum_status") == "valid", accepted(unit));
        let what = format!("{unit}: UCUM valid {valid}, accepted {ours}");
        match differs(unit) {
            None => tally.check(row, valid == ours, &what),
            // Kelvin and gauss are valid and accepted, as something else.
            Some(why) => tally.explained(row, valid != ours || (valid && ours), why, &what),
        }
    }
    tally.finish(table, rows.len());
}

/// The analyte for which a conversion makes sense.
fn analyte(row: &Row) -> Option<Analyte> {
    let both = |analyte: &&Analyte| {
        analyte.unit(row.get("from_unit")).is_some() && analyte.unit(row.get("to_unit")).is_some()
    };
    let by_mass = match row.get("mol_weight") {
        "113.12" => Some(Analyte::Creatinine),
        "584.66" => Some(Analyte::BilirubinTotal),
        _ => None,
    };
    by_mass.or_else(|| Analyte::ALL.iter().find(both).copied())
}

fn convert(analyte: Analyte, value: &str, from: &str, to: &str) -> Exact {
    let measured = analyte.measured(x(value), analyte.unit(from).unwrap()).unwrap();
    measured.value_in(analyte.unit(to).unwrap()).unwrap()
}

/// Within 10⁻¹² of the library's binary number.
fn near(found: &Exact, library: &str) -> bool {
    (found.clone() - x(library)).abs() <= found.abs() * x("1e-12")
}

#[test]
fn expected_ucum_conversions() {
    let table = "expected_ucum_conversions.csv";
    let Some(rows) = rows(table) else { return };
    let mut tally = Tally::default();
    for row in &rows {
        let (value, from, to) = (row.get("from_value"), row.get("from_unit"), row.get("to_unit"));
        let what = format!("{value} {from} in {to}");
        if row.get("mol_weight") == "16114.5" {
            haemoglobin(row, &mut tally, &what);
            continue;
        }
        let analyte = analyte(row);
        if row.get("status") == "succeeded" {
            let holds =
                analyte.is_some_and(|analyte| near(&convert(analyte, value, from, to), row.get("to_value")));
            tally.check(row, holds, &what);
            continue;
        }
        match (from, to) {
            ("K/uL" | "G/L", _) => {
                let holds = convert(Analyte::Platelets, value, from, to) == x(value);
                tally.explained(row, holds, "kelvin and gauss for UCUM, cells for a laboratory", &what);
            }
            ("mg/dL", "umol/L") => {
                let [creatinine, bilirubin] = [Analyte::Creatinine, Analyte::BilirubinTotal]
                    .map(|analyte| convert(analyte, value, from, to));
                tally.explained(
                    row,
                    creatinine != bilirubin,
                    "each analyte carries its own molar mass",
                    &what,
                );
            }
            _ => tally.check(row, analyte.is_none(), &what),
        }
    }
    tally.finish(table, rows.len());
}

/// A bare mmol/L of haemoglobin is refused; with the iron named it is the library's number.
fn haemoglobin(row: &Row, tally: &mut Tally, what: &str) {
    let refused = Analyte::Haemoglobin.refusal("mmol/L").is_some();
    let found = match (row.get("from_unit"), row.get("to_unit")) {
        ("mmol/L", "mg/dL") => {
            convert(Analyte::Haemoglobin, row.get("from_value"), "mmol{Fe}/L", "g/dL") * x("1000")
        }
        (from, "mmol/L") => convert(Analyte::Haemoglobin, row.get("from_value"), from, "mmol{Fe}/L"),
        other => panic!("{other:?}"),
    };
    let why = "bare mmol/L of haemoglobin is refused by name; mmol of iron, 16 114.5 g/mol, agrees";
    tally.explained(row, refused && near(&found, row.get("to_value")), why, what);
}
