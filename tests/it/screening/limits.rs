//! Every limit, at it, below and above, in every unit.

use super::boundary::{boundaries, mismatches, per_first};
use crate::kit::CONTEXT;
use cardose::quantity::{Analyte, Exact};

#[track_caller]
fn check(id: &str) {
    let own: Vec<_> = boundaries().into_iter().filter(|limit| limit.id == id).collect();
    assert!(!own.is_empty(), "no limit {id}");
    for limit in own {
        assert_eq!(mismatches(&limit, &CONTEXT), Vec::<String>::new());
    }
}

#[test]
fn i5_lesions() {
    check("I5.size");
    check("I5.measurable");
}

#[test]
fn i8_blood_count() {
    for id in ["I8.neutrophils", "I8.haemoglobin", "I8.platelets", "I8.lymphocytes"] {
        check(id);
    }
}

#[test]
fn i9_liver_values_at_both_multiples() {
    for id in ["I9.bilirubin", "I9.alt", "I9.ast"] {
        check(id);
    }
}

#[test]
fn i10_kidney() {
    check("I10.creatinine");
    check("I10.clearance");
}

#[test]
fn i11_i12_heart_and_lungs() {
    check("I11");
    check("I12");
}

#[test]
fn e4_e5_e6_exclusions() {
    for id in ["E4.hbv", "E5.sodium", "E5.potassium", "E6"] {
        check(id);
    }
}

/// The sizes that the tables above are made with, against the program's own, so that neither is alone.
#[test]
fn sizes_are_the_units_own() {
    for limit in boundaries() {
        let analyte = Analyte::from_id(limit.item).unwrap();
        let first = analyte.measured(Exact::from(1), &analyte.units()[0]).unwrap();
        for unit in analyte.units() {
            assert_eq!(first.value_in(unit), Some(per_first(unit)), "{} in {}", limit.item, unit.ucum);
        }
    }
}
