//! Tests of the unit tables.

use super::{
    RuntimeUnit, albumin, bilirubin, cell_density, cells, clean, clearance, copies, creatinine, daily_dose,
    enzyme, haemoglobin, international_units, length, monovalent_ion, per_hundred, per_mass, share, time,
    urine_creatinine, volume, weight, years,
};
use crate::quantity::Exact;
use proptest::prelude::*;

fn x(text: &str) -> Exact {
    text.parse().unwrap()
}

#[track_caller]
fn same<U: RuntimeUnit>(left: (&str, &str), right: (&str, &str))
where
    U::Quantity: PartialEq,
{
    let quantity = |(value, unit): (&str, &str)| U::parse(unit).unwrap().quantity(x(value));
    assert_eq!(quantity(left), quantity(right), "{left:?} and {right:?}");
}

/// No spelling names two units of one table with different sizes, and every row finds itself.
#[test]
fn spellings_are_unambiguous() {
    fn check<U: RuntimeUnit>()
    where
        U::Quantity: PartialEq,
    {
        for unit in U::ALL {
            let row = unit.row();
            assert_eq!(U::from_row(row), Some(*unit), "{row:?}");
            for value in ["0", "1", "62.4", "1e-7", "98765432109876543210"] {
                assert_eq!(unit.quantity(x(value)), unit.by_uom(x(value)), "{value} {row:?}");
                assert_eq!(unit.value(&unit.quantity(x(value))), x(value), "{value} {row:?}");
            }
            for name in [row.symbol, row.ucum].iter().chain(row.spellings) {
                assert!(*name == row.symbol || clean(name) == *name, "{name} is not in its clean form");
                let found = U::parse(name).unwrap();
                assert_eq!(found.quantity(Exact::from(1)), unit.quantity(Exact::from(1)), "{name}");
            }
        }
    }
    check::<cell_density::Unit>();
    check::<share::Unit>();
    check::<haemoglobin::Unit>();
    check::<per_hundred::Unit>();
    check::<creatinine::Unit>();
    check::<urine_creatinine::Unit>();
    check::<bilirubin::Unit>();
    check::<enzyme::Unit>();
    check::<monovalent_ion::Unit>();
    check::<albumin::Unit>();
    check::<clearance::Unit>();
    check::<copies::Unit>();
    check::<daily_dose::Unit>();
    check::<international_units::Unit>();
    check::<weight::Unit>();
    check::<length::Unit>();
    check::<years::Unit>();
    check::<volume::Unit>();
    check::<cells::Unit>();
    check::<per_mass::Unit>();
    check::<time::Unit>();
}

/// facts.md section 4, by hand.
#[test]
fn sizes() {
    for unit in ["10*3/uL", "K/µL", "K/μL", "10*6/mL", "THOU/uL", "GI/L", "k/cumm"] {
        same::<cell_density::Unit>(("75", unit), ("75", "10*9/L"));
    }
    same::<cell_density::Unit>(("75000", "/uL"), ("75", "10*9/L"));
    same::<cell_density::Unit>(("75000", "/mm³"), ("75", "10*9/L"));
    same::<cell_density::Unit>(("75000", "10*3/mL"), ("75", "10*9/L"));
    same::<cell_density::Unit>(("2500", "万/mL"), ("25", "10*6/mL"));
    same::<cell_density::Unit>(("0.25", "亿/mL"), ("25", "10*6/mL"));
    same::<cell_density::Unit>(("8450", "/uL"), ("8450000", "/mL"));
    same::<haemoglobin::Unit>(("8.0", "g/dL"), ("80", "g/L"));
    same::<haemoglobin::Unit>(("1", "mmol/L (Fe)"), ("16.1145", "g/L"));
    same::<enzyme::Unit>(("1", "ukat/L"), ("60", "U/L"));
    same::<monovalent_ion::Unit>(("3.5", "mEq/L"), ("3.5", "mmol/L"));
    same::<weight::Unit>(("62.4", "㎏"), ("62.4", "kg"));
    same::<weight::Unit>(("160", "lb"), ("72.5747792", "kg"));
    same::<length::Unit>(("70", "in"), ("177.8", "cm"));
    same::<clearance::Unit>(("1", "mL/s"), ("60", "mL/min"));
    same::<creatinine::Unit>(("1.1312", "mg/dL"), ("100", "umol/L"));
    same::<bilirubin::Unit>(("5.8466", "mg/dL"), ("100", "umol/L"));
    same::<urine_creatinine::Unit>(("113.12", "mg/dL"), ("10", "mmol/L"));
    same::<urine_creatinine::Unit>(("1.1312", "g/L"), ("10", "mmol/L"));
    same::<cells::Unit>(("5", "亿"), ("500", "10*6"));
    same::<per_mass::Unit>(("300", "万/kg"), ("3", "10*6/kg"));
    same::<per_mass::Unit>(("1000000", "/kg"), ("1", "10*6/kg"));
    same::<time::Unit>(("24", "h"), ("1440", "min"));
}

proptest! {
    /// There and back in any unit is exact.
    #[test]
    fn round_trips_are_exact(digits in 0_i64..1_000_000_000, places in 0_u32..6, unit in 0_usize..12) {
        let value = Exact::from(digits) / x(&format!("1e{places}"));
        let there = cell_density::Unit::ALL[unit];
        let other = cell_density::Unit::ALL[(unit + 5) % 12];
        let quantity = there.quantity(value.clone());
        prop_assert_eq!(there.value(&quantity), value.clone());
        prop_assert_eq!(there.value(&other.quantity(other.value(&quantity))), value.clone());
        for unit in weight::Unit::ALL {
            prop_assert_eq!(unit.value(&unit.quantity(value.clone())), value.clone());
        }
        for unit in creatinine::Unit::ALL {
            prop_assert_eq!(unit.value(&unit.quantity(value.clone())), value.clone());
        }
    }
}
