//! Impossible values are refused and cannot be confirmed; doubtful ones are unknown until a person has confirmed them.

use super::boundary::per_first;
use crate::kit::{Patient as _, base, result_of};
use cardose::{
    engine::{
        evidence::{
            Entry, Why,
            outcome::Outcome::{self, Fail, Pass, Unknown},
        },
        notice::{Class, NoticeCode},
        problem::ProblemCode,
    },
    model::Sex,
    quantity::Analyte,
};

/// Refused, with the unit that fits.
#[track_caller]
fn refused(item: &str, value: &str, unit: &str, id: &str, fitting: &str) {
    for chart in [base().quantity(item, value, unit), base().quantity(item, value, unit).confirmed(item)] {
        let chart = if id == "I10.clearance" { chart.without("weight") } else { chart };
        let judged = chart.judged();
        assert_eq!(judged.outcome(id), Unknown, "{item} {value} {unit}");
        let codes = judged.codes();
        let [ProblemCode::Impossible { low, high, fits, .. }] = codes[..] else { panic!("{codes:?}") };
        // Units of one size are one answer: ×10⁶/L stands for /µL and /mm³ too.
        let analyte = Analyte::from_id(item).unwrap();
        let size = |symbol: &str| analyte.units().iter().find(|row| row.symbol == symbol).map(per_first);
        assert!(fits.iter().any(|fit| size(fit) == size(fitting)), "{item} {value} {unit}: {fits:?}");
        assert!(!low.is_empty() && !high.is_empty());
        assert!(!codes[0].can_be_confirmed());
        assert!(judged.derived.notices.iter().all(|notice| !matches!(notice.code, NoticeCode::Confirm(_))));
        let row = id.split('.').next().unwrap();
        if judged.outcome(row) == Unknown {
            assert!(judged.decided_by(row).contains(&result_of(item)));
        }
    }
}

#[test]
fn impossible_values_name_the_unit_that_fits() {
    refused("haemoglobin", "11.6", "g/L", "I8.haemoglobin", "g/dL");
    refused("haemoglobin", "7.2", "g/L", "I8.haemoglobin", "mmol/L (Fe)");
    refused("haemoglobin", "116", "g/dL", "I8.haemoglobin", "g/L");
    refused("platelets", "186000", "10*9/L", "I8.platelets", "/µL");
    refused("platelets", "186000", "10*3/uL", "I8.platelets", "/mm³");
    refused("neutrophils", "3200", "10*9/L", "I8.neutrophils", "/µL");
    refused("bilirubin_total", "0.4", "umol/L", "I9.bilirubin", "mg/dL");
    refused("alt", "0.5", "U/L", "I9.alt", "µkat/L");
    refused("lvef", "0.62", "%", "I11", "(fraction)");
    refused("lvef", "62", "1", "I11", "%");
}

/// Creatinine 1.2 µmol/L: refused; the row needs the creatinine for the estimate too.
#[test]
fn creatinine_in_the_wrong_unit() {
    refused("creatinine", "1.2", "umol/L", "I10.creatinine", "mg/dL");
    refused("creatinine", "62", "mg/dL", "I10.creatinine", "µmol/L");
}

/// Every refusal of a value that is possible in another unit says in which, also where nothing is ever doubtful.
#[test]
fn every_refusal_names_a_unit() {
    refused("largest_lesion_diameter", "62", "cm", "I5.size", "mm");
    refused("spo2_room_air", "0.97", "%", "I12", "(fraction)");
    refused("spo2_room_air", "97", "1", "I12", "%");
}

#[test]
fn clearance_in_the_wrong_unit() {
    refused("creatinine_clearance_measured", "0.9", "mL/min", "I10.clearance", "mL/s");
}

#[track_caller]
fn doubtful(item: &str, value: &str, unit: &str, id: &str, confirmed: Outcome) {
    let chart = base().quantity(item, value, unit);
    let judged = chart.judged();
    assert_eq!(judged.outcome(id), Unknown, "{item} {value} {unit}");
    assert!(matches!(judged.codes()[..], [code] if code.can_be_confirmed()), "{:?}", judged.codes());
    let confirm = judged.derived.notices.iter().filter(|notice| {
        notice.class == Class::Decide
            && matches!(&notice.code, NoticeCode::Confirm(field) if field.of_item() == Some(item))
    });
    assert_eq!(confirm.count(), 1);
    let row = id.split('.').next().unwrap();
    if judged.outcome(row) == Unknown {
        assert!(judged.decided_by(row).contains(&Entry::Confirmation(item.into())));
    }
    let judged = chart.confirmed(item).judged();
    assert_eq!(judged.outcome(id), confirmed, "{item} {value} {unit} confirmed");
    assert_eq!(judged.derived.problems, []);
}

#[test]
fn doubtful_until_confirmed() {
    // 1.8 mg/dL would be 30.8 µmol/L.
    doubtful("bilirubin_total", "1.8", "umol/L", "I9.bilirubin", Pass);
    doubtful("alt", "2.1", "U/L", "I9.alt", Pass);
    doubtful("creatinine_clearance_measured", "1.2", "mL/min", "I10.clearance", Fail);
}

/// Extreme but consistent is not asked: 600 µkat/L of AST would be 36 000 U/L, so it is 600 U/L.
#[test]
fn extreme_and_consistent() {
    for (item, value, unit, id) in [
        ("ast", "600", "U/L", "I9.ast"),
        ("bilirubin_total", "400", "umol/L", "I9.bilirubin"),
        ("sodium", "108", "mmol/L", "E5.sodium"),
    ] {
        let judged = base().quantity(item, value, unit).judged();
        assert_eq!((judged.outcome(id), judged.codes().len()), (Fail, 0), "{item} {value}");
    }
}

#[test]
fn neutrophils_above_white_cells() {
    let chart = base().quantity("white_cells", "2.8", "10*9/L").quantity("neutrophils", "3.2", "10*9/L");
    let judged = chart.judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Unknown);
    assert_eq!(judged.comparisons("I8.neutrophils")[0].why, Some(Why::Doubtful));
    assert!(
        matches!(judged.codes()[..], [ProblemCode::Contradicts { other }] if other.of_item() == Some("white_cells"))
    );
    assert!(judged.decided_by("I8").contains(&Entry::Confirmation("neutrophils".into())));
    assert_eq!(chart.clone().confirmed("neutrophils").judged().outcome("I8.neutrophils"), Pass);
    // Equal is possible, and the units do not matter.
    let judged = chart.quantity("white_cells", "3200", "/uL").judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Pass);
}

#[test]
fn lymphocytes_above_white_cells() {
    let chart = base().quantity("white_cells", "1.5", "10*9/L").quantity("neutrophils", "1.0", "10*9/L");
    let judged = chart.quantity("lymphocytes", "1.6", "10*9/L").judged();
    assert_eq!((judged.outcome("I8.lymphocytes"), judged.outcome("I8.neutrophils")), (Unknown, Pass));
}

/// After chemotherapy counts like these are seen every day. 万/mL, 亿/mL and 亿/L are units of a cell product; no
/// laboratory prints a blood count in them, so they make nothing doubtful. *Extreme but consistent is not asked*.
#[test]
fn low_counts_are_not_doubtful() {
    for (item, value, id) in [
        ("lymphocytes", "0.19", "I8.lymphocytes"),
        ("lymphocytes", "0.10", "I8.lymphocytes"),
        ("neutrophils", "0.15", "I8.neutrophils"),
        ("neutrophils", "0.04", "I8.neutrophils"),
        ("platelets", "7", "I8.platelets"),
        ("platelets", "12", "I8.platelets"),
        ("platelets", "19", "I8.platelets"),
    ] {
        let judged = base().quantity(item, value, "10*9/L").judged();
        assert_eq!(judged.outcome(id), Fail, "{item} {value}: {:?}", judged.codes());
    }
}

/// The same at the other end: 25 × 10⁹/L neutrophils under G-CSF, 900 × 10⁹/L platelets.
#[test]
fn high_counts_are_not_doubtful() {
    for (item, value, id) in [("neutrophils", "25", "I8.neutrophils"), ("platelets", "900", "I8.platelets")] {
        let judged = base().quantity(item, value, "10*9/L").judged();
        assert_eq!(judged.outcome(id), Pass, "{item} {value}: {:?}", judged.codes());
    }
}

/// A per cent sign after a fraction of the differential: 0.32 % of neutrophils, doubtful, computes no count.
#[test]
fn a_fraction_in_a_field_of_per_cents() {
    let chart = base().without("neutrophils").quantity("white_cells", "3.2", "10*9/L");
    let judged = chart.clone().quantity("neutrophils_percent", "0.34", "%").judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Unknown);
    assert_eq!(chart.quantity("neutrophils_percent", "0.34", "1").judged().outcome("I8.neutrophils"), Pass);
}

/// users.md 1.4: a weight in 斤 read as kilograms is doubtful, in the estimate as in the dose.
#[test]
fn a_doubtful_weight_estimates_no_clearance() {
    // 54 kg as 108 斤, 160 cm: body mass index 42, half of it 21.
    let chart = base().sex(Some(Sex::Female)).quantity("weight", "108", "kg").quantity("height", "160", "cm");
    let judged = chart.judged();
    assert_eq!((judged.outcome("I10.clearance"), judged.outcome("I10.creatinine")), (Unknown, Pass));
    assert!(matches!(judged.codes()[..], [ProblemCode::DoubtfulWeight { .. }]));
    assert_eq!(base().quantity("weight", "108", "斤").judged().outcome("I10.clearance"), Unknown);
}
