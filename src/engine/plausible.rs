//! Whether a value can be what it says: refused when impossible, doubtful when another unit would make it ordinary.
//! The same for an upper limit of normal, which is doubtful wherever it lies outside the usual ones.

use super::problem::ProblemCode;
use crate::quantity::{Analyte, Comparator, Exact, Measured, Number, UnitRow};
use std::sync::LazyLock;

type Pair = (Measured, Measured);

struct Limits {
    hard: Pair,
    soft: Option<Pair>,
    upper: Option<Pair>,
}

/// The limits of every analyte, in its first unit, parsed once.
static LIMITS: LazyLock<Vec<(Analyte, Limits)>> = LazyLock::new(|| {
    Analyte::ALL
        .iter()
        .filter_map(|analyte| {
            let unit = analyte.canonical()?;
            let limit = |text: &str| analyte.measured(text.parse().ok()?, unit);
            let pair = |(low, high): (&str, &str)| Some((limit(low)?, limit(high)?));
            let plausible = analyte.plausible();
            let (soft, upper) = (plausible.soft.and_then(pair), plausible.upper.and_then(pair));
            Some((*analyte, Limits { hard: pair(plausible.hard)?, soft, upper }))
        })
        .collect()
});

/// The list is in the order of the table, and that is the order of the analytes.
fn limits_of(analyte: Analyte) -> Option<&'static Limits> {
    let found = LIMITS.binary_search_by_key(&analyte, |(known, _)| *known).ok()?;
    LIMITS.get(found).map(|(_, limits)| limits)
}

/// What is wrong with the size of a value, if anything.
pub(crate) fn size_problem(
    measured: &Measured,
    digits: &Exact,
    unit: &'static UnitRow,
) -> Option<ProblemCode> {
    let analyte = measured.analyte();
    let limits = limits_of(analyte)?;
    let outside = |(low, high): &Pair| measured < low || measured > high;
    if outside(&limits.hard) {
        let shown =
            |limit: &Measured| limit.value_in(unit).map_or_else(String::new, |value| value.significant(6));
        return Some(ProblemCode::Impossible {
            low: shown(&limits.hard.0),
            high: shown(&limits.hard.1),
            unit: unit.symbol,
            fits: ordinary_in(analyte, Some(limits.soft.as_ref().unwrap_or(&limits.hard)), digits, unit),
        });
    }
    let soft = limits.soft.as_ref()?;
    if !outside(soft) {
        return None;
    }
    let fits = ordinary_in(analyte, Some(soft), digits, unit);
    (!fits.is_empty()).then_some(ProblemCode::DoubtfulUnit { unit: unit.symbol, fits })
}

/// The greatest viral load that a logarithm can stand for: 10¹² copies/mL are above every assay.
const GREATEST_LOGARITHM: i64 = 12;

/// A viral load per millilitre that may be its own logarithm: 3.2 for 1585 copies/mL. Zero is none.
pub(crate) fn may_be_logarithm(analyte: Analyte, number: &Number, unit: &'static UnitRow) -> bool {
    matches!(analyte, Analyte::HbvDna | Analyte::HbvDnaUnits)
        && analyte.canonical() == Some(unit)
        && number.comparator == Comparator::Equal
        && number.value.is_positive()
        && number.value <= Exact::from(GREATEST_LOGARITHM)
}

/// What is wrong with an upper limit of normal, if anything: it lies outside the usual ones, a factor of 3 each way.
pub(crate) fn upper_problem(limit: &Measured, digits: &Exact, unit: &'static UnitRow) -> Option<ProblemCode> {
    let analyte = limit.analyte();
    let limits = limits_of(analyte)?;
    let usual = limits.upper.as_ref()?;
    if *limit >= usual.0 && *limit <= usual.1 {
        return None;
    }
    let fits = ordinary_in(analyte, Some(usual), digits, unit);
    Some(ProblemCode::DoubtfulUpperLimit { unit: unit.symbol, fits })
}

/// Laboratories print a blood count in these, of one size the usual one first; 万/mL, 亿/L and the like belong to cell
/// products.
const BLOOD_COUNT_UNITS: [&str; 5] = ["×10⁹/L", "×10³/µL", "/µL", "×10⁶/L", "/mm³"];

/// The other units in which the same digits would be an ordinary value.
fn ordinary_in(
    analyte: Analyte,
    ordinary: Option<&Pair>,
    digits: &Exact,
    typed: &UnitRow,
) -> Vec<&'static str> {
    let Some((low, high)) = ordinary else { return Vec::new() };
    let mut fits: Vec<&'static str> = Vec::new();
    let mut sizes: Vec<Option<Measured>> = Vec::new();
    let value_in = |row: &UnitRow| analyte.measured(digits.clone(), row);
    let as_typed = value_in(typed);
    let rank = |row: &UnitRow| BLOOD_COUNT_UNITS.iter().position(|symbol| *symbol == row.symbol);
    let mut rows: Vec<&'static UnitRow> = analyte.units().iter().collect();
    if typed.table == "cell_density" {
        rows.retain(|row| rank(row).is_some());
        rows.sort_by_key(|row| rank(row));
    }
    for row in rows {
        let value = value_in(row);
        let fitting = value.as_ref().is_some_and(|value| value >= low && value <= high);
        if value != as_typed && fitting && !sizes.contains(&value) {
            sizes.push(value);
            fits.push(row.symbol);
        }
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::{size_problem, upper_problem};
    use crate::{
        engine::problem::ProblemCode as P,
        quantity::{Analyte, Exact},
    };

    #[track_caller]
    fn check(analyte: Analyte, value: &str, unit: &str) -> Option<P> {
        let unit = analyte.unit(unit).unwrap();
        let digits: Exact = value.parse().unwrap();
        size_problem(&analyte.measured(digits.clone(), unit).unwrap(), &digits, unit)
    }

    /// The slips that design.md section 4 and facts.md section 8 name.
    #[test]
    fn impossible_values_name_the_unit_that_fits() {
        for (analyte, value, unit, fitting) in [
            (Analyte::Haemoglobin, "11.6", "g/L", vec!["g/dL", "mmol/L (Fe)"]),
            (Analyte::Creatinine, "1.2", "umol/L", vec!["mg/dL"]),
            (Analyte::Platelets, "150000", "10*9/L", vec!["/µL"]),
            (Analyte::WhiteCells, "1234", "10*9/L", vec!["/µL"]),
            (Analyte::Lvef, "0.55", "%", vec!["(fraction)"]),
            (Analyte::Height, "1.68", "cm", vec![]),
        ] {
            match check(analyte, value, unit) {
                Some(P::Impossible { fits, .. }) => {
                    for unit in fitting {
                        assert!(fits.contains(&unit), "{value} {unit}: {fits:?}");
                    }
                }
                other => panic!("{analyte:?} {value} {unit}: {other:?}"),
            }
        }
    }

    #[test]
    fn doubtful_only_where_another_unit_fits() {
        assert!(matches!(check(Analyte::BilirubinTotal, "1.8", "umol/L"), Some(P::DoubtfulUnit { .. })));
        assert!(matches!(check(Analyte::Alt, "2.1", "U/L"), Some(P::DoubtfulUnit { .. })));
        assert_eq!(check(Analyte::Platelets, "7", "10*9/L"), None, "extreme and consistent is not asked");
        assert_eq!(check(Analyte::Platelets, "0", "10*9/L"), None);
        // True neutropenia and thrombocytopenia: no laboratory prints a blood count per 万/mL or 亿/L.
        for value in ["0.01", "0.05", "0.15", "0.19"] {
            assert_eq!(check(Analyte::Neutrophils, value, "10*9/L"), None, "{value}");
            assert_eq!(check(Analyte::Lymphocytes, value, "10*9/L"), None, "{value}");
        }
        // 150 /µL with the unit ×10⁹/L beside it.
        assert!(matches!(check(Analyte::Neutrophils, "150", "10*9/L"), Some(P::DoubtfulUnit { .. })));
        assert!(matches!(check(Analyte::LiverReplaced, "0.6", "%"), Some(P::DoubtfulUnit { .. })));
        assert_eq!(check(Analyte::LiverReplaced, "0", "%"), None);
        assert_eq!(check(Analyte::LiverReplaced, "0.6", "1"), None);
    }

    #[test]
    fn upper_limits_outside_the_usual_ones_are_doubtful() {
        let check = |analyte: Analyte, value: &str, unit: &str| {
            let unit = analyte.unit(unit).unwrap();
            let digits: Exact = value.parse().unwrap();
            upper_problem(&analyte.measured(digits.clone(), unit).unwrap(), &digits, unit)
        };
        for (analyte, value, unit) in [
            (Analyte::Creatinine, "73", "umol/L"),
            (Analyte::Creatinine, "1.2", "mg/dL"),
            (Analyte::Creatinine, "24", "umol/L"),
            (Analyte::Creatinine, "333", "umol/L"),
            (Analyte::BilirubinTotal, "21.0", "umol/L"),
            (Analyte::BilirubinTotal, "1.2", "mg/dL"),
            (Analyte::Alt, "12", "U/L"),
            (Analyte::Ast, "180", "U/L"),
            (Analyte::Platelets, "99999", "10*9/L"),
        ] {
            assert_eq!(check(analyte, value, unit), None, "{analyte:?} {value} {unit}");
        }
        for (analyte, value, unit, fits) in [
            (Analyte::Creatinine, "73", "mg/dL", vec!["µmol/L"]),
            (Analyte::Creatinine, "1.2", "umol/L", vec!["mg/dL"]),
            (Analyte::Creatinine, "333.1", "umol/L", vec![]),
            (Analyte::BilirubinTotal, "21.0", "mg/dL", vec!["µmol/L"]),
            (Analyte::Alt, "0.67", "U/L", vec!["µkat/L"]),
            (Analyte::Ast, "11.9", "U/L", vec![]),
        ] {
            let found = check(analyte, value, unit);
            assert!(
                matches!(&found, Some(P::DoubtfulUpperLimit { fits: found, .. }) if *found == fits),
                "{analyte:?} {value} {unit}: {found:?}"
            );
        }
    }

    #[test]
    fn both_ends_are_possible() {
        for (analyte, unit, low, high) in [
            (Analyte::Haemoglobin, "g/L", "20", "250"),
            (Analyte::Sodium, "mmol/L", "90", "200"),
            (Analyte::Weight, "kg", "25", "300"),
        ] {
            for edge in [low, high] {
                assert!(
                    !matches!(check(analyte, edge, unit), Some(P::Impossible { .. })),
                    "{analyte:?} {edge}"
                );
            }
        }
        assert!(matches!(check(Analyte::Haemoglobin, "19.9", "g/L"), Some(P::Impossible { .. })));
        assert!(matches!(check(Analyte::Haemoglobin, "250.1", "g/L"), Some(P::Impossible { .. })));
        assert!(matches!(check(Analyte::Weight, "24.9", "kg"), Some(P::Impossible { .. })));
    }
}
