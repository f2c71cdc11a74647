//! I10: the estimate, the measured clearance, which of them counts, and what they need. facts.md X16 to X19b.

use crate::kit::{Judged, Patient as _, Settled as _, base, context_of, result_of, site, x};
use cardose::{
    engine::{
        evidence::{
            Basis, Candidate, Entry, Why,
            outcome::Outcome::{Fail, Pass, Unknown},
        },
        formula::step::Formula,
        notice::NoticeCode,
        problem::ProblemCode,
        site::settings::WeightBasis,
        value::clearance::lines_of,
    },
    model::{
        Draft,
        Sex::{self, Female, Male},
        Typed, Value,
    },
    quantity::{Analyte, units::Refusal},
};

/// A creatinine that fails by itself, so that the row hangs on the clearance.
fn chart(sex: Sex, age: u32, weight: &str, creatinine: (&str, &str)) -> Draft {
    let chart =
        base().sex(Some(sex)).aged(age).quantity("weight", weight, "kg").quantity("height", "180", "cm");
    chart.quantity("creatinine", creatinine.0, creatinine.1).uln("creatinine", "24", "umol/L")
}

fn candidates(judged: &Judged<'_>) -> Vec<Candidate> {
    judged.comparisons("I10.clearance").last().unwrap().candidates.clone()
}

#[track_caller]
fn significant(judged: &Judged<'_>, basis: Basis, expected: &str) {
    let found = candidates(judged);
    let own = found.iter().find(|candidate| candidate.basis == basis).unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(own.point().unwrap().significant(12), expected);
}

#[test]
fn x16_x17_estimates() {
    for (sex, age, weight, creatinine, expected, outcome) in [
        (Male, 64, "71.5", ("1.10", "mg/dL"), "68.6111111111", Pass),
        (Female, 58, "54", ("0.95", "mg/dL"), "55.0263157895", Pass),
        (Female, 58, "54", ("88", "umol/L"), "52.5136218979", Pass),
        (Male, 64, "71.5", ("97.2", "umol/L"), "68.640664037", Pass),
        // Rounded constants would flip these two.
        (Male, 40, "100", ("246", "umol/L"), "49.9106240473", Fail),
        (Female, 34, "83", ("183", "umol/L"), "50.1741357781", Pass),
    ] {
        let judged = chart(sex, age, weight, creatinine).judged();
        significant(&judged, Basis::Estimated(WeightBasis::Actual), expected);
        assert_eq!(judged.outcome("I10"), outcome, "{expected}");
    }
}

/// 112 kg at 178 cm: body mass index 35, and half of it would be ordinary, so somebody has confirmed the weight.
fn x18(creatinine: &str) -> Draft {
    let chart = chart(Male, 66, "112", (creatinine, "umol/L")).quantity("height", "178", "cm");
    chart.confirmed("weight")
}

#[test]
fn x18_three_weights_agree() {
    let context = context_of(&site().setting("clearance_weight", "unset"));
    let judged = x18("120").judged_in(&context);
    significant(&judged, Basis::Estimated(WeightBasis::Actual), "84.8001466813");
    significant(&judged, Basis::Estimated(WeightBasis::Adjusted), "67.1652455366");
    significant(&judged, Basis::Estimated(WeightBasis::Ideal), "55.4086447734");
    assert_eq!(judged.outcome("I10"), Pass);
}

/// × 120/150: 67.84, 53.73 and 44.33 are on both sides of 50; × 120/210: 48.5 and less.
#[test]
fn x18_three_weights_disagree() {
    let context = context_of(&site().setting("clearance_weight", "unset"));
    let judged = x18("150").judged_in(&context);
    assert_eq!(judged.outcome("I10"), Unknown);
    let comparisons = judged.comparisons("I10.clearance");
    assert_eq!(comparisons.last().unwrap().why, Some(Why::Disagree));
    assert!(judged.decided_by("I10").contains(&Entry::Parameter("clearance_weight".into())));
    assert_eq!(x18("210").judged_in(&context).outcome("I10"), Fail);
    for (weight, outcome) in [("actual", Pass), ("adjusted", Pass), ("ideal", Fail)] {
        let context = context_of(&site().setting("clearance_weight", weight));
        assert_eq!(x18("150").judged_in(&context).outcome("I10"), outcome, "{weight}");
    }
}

fn urine(urine: (&str, &str), volume: &str, plasma: (&str, &str), minutes: &str) -> Value {
    Value::Urine {
        urine: Typed::new(urine.0, urine.1),
        volume: Typed::new(volume, "mL"),
        time: Typed::new(minutes, "min"),
        plasma: Typed::new(plasma.0, plasma.1),
    }
}

#[test]
fn x19_measured_from_urine() {
    let mmol = |minutes: &str| urine(("5.8", "mmol/L"), "1650", ("95", "umol/L"), minutes);
    for (value, expected) in [
        (mmol("1440"), "69.9561403509"),
        (mmol("1380"), "72.9977116705"),
        (urine(("120", "mg/dL"), "1800", ("1.2", "mg/dL"), "1440"), "125"),
    ] {
        let judged =
            chart(Male, 50, "70", ("200", "umol/L")).with("creatinine_clearance_measured", value).judged();
        assert_eq!(candidates(&judged)[0].point().unwrap().significant(12), expected);
        assert!(matches!(candidates(&judged)[0].basis, Basis::Urine(_)));
        assert_eq!(judged.outcome("I10"), Pass);
    }
    // 60 × 2160 ÷ (1.8 × 1440) = 50 exactly; a minute more is below.
    for (minutes, expected) in [("1440", Pass), ("1441", Fail), ("1439", Pass)] {
        let value = urine(("60", "mg/dL"), "2160", ("1.8", "mg/dL"), minutes);
        let judged =
            chart(Male, 50, "70", ("200", "umol/L")).with("creatinine_clearance_measured", value).judged();
        assert_eq!(judged.outcome("I10"), expected, "{minutes}");
    }
}

/// An older collection and the estimate with a newer creatinine are both of 50 mL/min or more: the measured clearance
/// holds. 60 × 2160 ÷ (1.8 × 1440) = 50; 90 × 100 ÷ (72 × 1) = 125.
#[test]
fn an_older_measurement_that_the_estimates_bear_out_holds() {
    let chart = chart(Male, 50, "100", ("1.0", "mg/dL"))
        .quantity("height", "180", "cm")
        .with("creatinine_clearance_measured", urine(("60", "mg/dL"), "2160", ("1.8", "mg/dL"), "1440"))
        .sampled("2026-11-18T08:00")
        .again("2026-11-20T07:00", "creatinine", "1.0", "mg/dL");
    let judged = chart.judged();
    let comparisons = judged.comparisons("I10.clearance");
    let measured = comparisons.iter().find(|own| &*own.item == "creatinine_clearance_measured").unwrap();
    assert_eq!((measured.candidates.len(), measured.why.clone()), (2, None), "{measured:#?}");
    assert_eq!(judged.outcome("I10.clearance"), Pass);
}

/// 100 × 70 ÷ 144 = 48.6; 90 × 70 ÷ 126 = exactly 50. Men, no factor.
#[test]
fn exactly_fifty_passes() {
    assert_eq!(chart(Male, 40, "70", ("2.00", "mg/dL")).judged().outcome("I10"), Fail);
    assert_eq!(chart(Male, 50, "70", ("1.75", "mg/dL")).judged().outcome("I10"), Pass);
    assert_eq!(chart(Male, 50, "69.99", ("1.75", "mg/dL")).judged().outcome("I10"), Fail);
}

/// Stated as 49 in spring: 49 or 50 in November. 91 × 69.5 ÷ 126 = 50.2, 90 × 69.5 ÷ 126 = 49.6.
#[test]
fn a_stated_age_is_an_interval() {
    let chart =
        |years: &str, on: &str, weight: &str| chart(Male, 1, weight, ("1.75", "mg/dL")).stated(years, on);
    let judged = chart("49", "2026-03-01", "69.5").judged();
    assert_eq!(judged.outcome("I10"), Unknown);
    assert!(judged.decided_by("I10").contains(&Entry::Age), "{:?}", judged.decided_by("I10"));
    assert_eq!(judged.comparisons("I10.clearance").last().unwrap().why, Some(Why::BothSides));
    // On the day of the sample it is 49; with 70 kg both are at least 50.
    assert_eq!(chart("49", "2026-11-19", "69.5").judged().outcome("I10"), Pass);
    assert_eq!(chart("49", "2026-03-01", "70").judged().outcome("I10"), Pass);
    assert_eq!(chart("49", "2026-03-01", "68").judged().outcome("I10"), Fail);
}

/// Reported in October, 49 before the 15th and 50 after it: 50.2 or 49.6.
#[test]
fn a_birthday_inside_a_partial_report_date() {
    let chart = chart(Male, 1, "69.5", ("1.75", "mg/dL")).born("1976-10-15");
    for (sampled, expected) in [("2026-10-14", Pass), ("2026-10-15", Fail), ("2026-10", Unknown)] {
        assert_eq!(chart.clone().sampled(sampled).judged().outcome("I10"), expected, "{sampled}");
    }
}

#[test]
fn without_height() {
    let without = chart(Male, 50, "80", ("1.75", "mg/dL")).without("height");
    // Actual weight needs none.
    assert_eq!(without.judged().outcome("I10"), Pass);
    let open = context_of(&site().setting("clearance_weight", "unset"));
    let judged = without.judged_in(&open);
    assert_eq!(judged.outcome("I10"), Unknown);
    assert!(judged.decided_by("I10").contains(&result_of("height")), "{:?}", judged.decided_by("I10"));
}

/// If the site settled on the actual weight, no height would be needed: the setting decides too.
#[test]
fn without_height_the_setting_would_decide_too() {
    let open = context_of(&site().setting("clearance_weight", "unset"));
    let judged = chart(Male, 50, "80", ("1.75", "mg/dL")).without("height").judged_in(&open);
    let setting = Entry::Parameter("clearance_weight".into());
    assert!(judged.decided_by("I10").contains(&setting), "{:?}", judged.decided_by("I10"));
}

/// Everything that the chosen formula lacks is named at once, and nothing that it does not take.
#[test]
fn all_that_an_estimate_lacks_is_named_at_once() {
    let lacks = |basis: &str, without: &[&str]| {
        let chart = chart(Male, 50, "80", ("1.75", "mg/dL")).sex(None);
        let chart = without.iter().fold(chart, |chart, item| chart.without(item));
        let context = context_of(&site().setting("clearance_weight", basis));
        let judged = chart.judged_in(&context);
        let sentences = judged.comparisons("I10.clearance");
        sentences.last().unwrap().needs.together.clone()
    };
    let missing = ["creatinine", "weight", "height"];
    let [creatinine, weight, height] = missing.map(result_of);
    let all = |entries: &[&Entry]| entries.iter().copied().cloned().chain([Entry::Sex]).collect::<Vec<_>>();
    assert_eq!(lacks("actual", &missing), all(&[&creatinine, &weight]));
    assert_eq!(lacks("ideal", &missing), all(&[&creatinine, &height]), "Devine takes no weight");
    assert_eq!(lacks("adjusted", &missing), all(&[&creatinine, &weight, &height]));
    assert_eq!(lacks("ideal", &["weight"]), [Entry::Sex]);
    // Neither alone would do.
    assert_eq!(lacks("ideal", &["height"]), all(&[&height]));
}

/// Devine's weight of 180 cm is 50 + 2.3 × (180 ÷ 2.54 − 60) = 74.992… kg; × 90 ÷ (72 × 1.75) is 53.566… mL/min.
#[test]
fn the_ideal_weight_needs_no_actual_one() {
    let ideal = context_of(&site().setting("clearance_weight", "ideal"));
    let judged = chart(Male, 50, "80", ("1.75", "mg/dL")).without("weight").judged_in(&ideal);
    let devine = x("50") + x("2.3") * (x("180") / x("2.54") - x("60"));
    let expected = devine * x("90") / (x("72") * x("1.75"));
    assert_eq!(candidates(&judged)[0].point(), Some(expected));
    assert_eq!(judged.outcome("I10"), Pass);
}

/// The estimate is 57 mL/min.
#[test]
fn measured_beats_estimate() {
    let base = chart(Male, 50, "80", ("1.75", "mg/dL"));
    assert_eq!(base.judged().outcome("I10"), Pass);
    for item in ["creatinine_clearance_measured", "creatinine_clearance_reported"] {
        let judged = base.clone().quantity(item, "49", "mL/min").judged();
        assert_eq!(judged.outcome("I10"), Fail, "{item}");
        assert_eq!(candidates(&judged)[0].point(), Some(x("49")), "{item}");
        assert_eq!(base.clone().quantity(item, "51", "mL/min").judged().outcome("I10"), Pass, "{item}");
    }
    // The patient's own collection before the laboratory's figure.
    let both = base.quantity("creatinine_clearance_reported", "49", "mL/min");
    assert_eq!(both.quantity("creatinine_clearance_measured", "51", "mL/min").judged().outcome("I10"), Pass);
}

/// 1.0 mL/s is 60 mL/min.
#[test]
fn reported_in_another_unit() {
    let base = chart(Male, 50, "80", ("1.75", "mg/dL"));
    for (value, unit, outcome) in [("1.0", "mL/s", Pass), ("0.83", "mL/s", Fail), ("0.834", "mL/s", Pass)] {
        let judged = base.clone().quantity("creatinine_clearance_reported", value, unit).judged();
        assert_eq!(judged.outcome("I10"), outcome, "{value} {unit}");
    }
}

#[test]
fn indexed_to_surface_is_refused_by_name() {
    for item in ["creatinine_clearance_measured", "creatinine_clearance_reported"] {
        for unit in ["mL/min/1.73m2", "mL/min/1.73 m²", "mL/min/{1.73_m2}"] {
            let judged = chart(Male, 50, "60", ("1.75", "mg/dL")).quantity(item, "80", unit).judged();
            let codes = judged.codes();
            assert!(
                matches!(codes[..], [ProblemCode::UnitRefused { why: Refusal::IndexedToSurface, .. }]),
                "{codes:?}"
            );
            // The estimate, 42.9 mL/min, or unknown; never 80.
            assert_ne!(judged.outcome("I10.clearance"), Pass, "{item} {unit}");
        }
    }
}

/// 1.2 mL/min would be ordinary in mL/s: a person must say which, and until then the estimate does not stand in.
#[test]
fn a_doubtful_measurement_is_not_passed_over() {
    for item in ["creatinine_clearance_measured", "creatinine_clearance_reported"] {
        let judged = chart(Male, 50, "80", ("1.75", "mg/dL")).quantity(item, "1.2", "mL/min").judged();
        assert_eq!(judged.outcome("I10.clearance"), Unknown, "{item}");
        assert!(
            judged.decided_by("I10").contains(&Entry::Confirmation(item.into())),
            "{:?}",
            judged.decided_by("I10")
        );
    }
}

/// Either of the two is enough.
#[test]
fn creatinine_alone_is_enough() {
    let judged = base().without("weight").judged();
    assert_eq!((judged.outcome("I10.creatinine"), judged.outcome("I10.clearance")), (Pass, Unknown));
    assert_eq!(judged.outcome("I10"), Pass);
    let judged = base().quantity("creatinine_clearance_measured", "28", "mL/min").judged();
    assert_eq!((judged.outcome("I10.clearance"), judged.outcome("I10")), (Fail, Pass));
}

/// Fludarabine is contraindicated below 30: one quiet line, whatever the criterion says.
#[test]
fn a_clearance_below_thirty_is_noted() {
    let noted = |chart: Draft| {
        chart.judged().derived.notices.iter().any(|notice| notice.code == NoticeCode::ClearanceBelow30)
    };
    // 30 mL/min is 0.5 mL/s, and 1.5 mL/s is 90 mL/min.
    for (value, unit, expected) in [
        ("28", "mL/min", true),
        ("29.9", "mL/min", true),
        ("30", "mL/min", false),
        ("30.1", "mL/min", false),
        ("50", "mL/min", false),
        ("<30", "mL/min", true),
        ("<31", "mL/min", false),
        ("0.4", "mL/s", true),
        ("0.499", "mL/s", true),
        ("0.5", "mL/s", false),
        ("0.501", "mL/s", false),
        ("1.5", "mL/s", false),
        ("<0.5", "mL/s", true),
    ] {
        let chart = base().quantity("creatinine_clearance_measured", value, unit);
        assert_eq!(noted(chart), expected, "{value} {unit}");
    }
    // Another unit in the table needs its own lines above.
    let units: Vec<&str> = Analyte::ClearanceMeasured.units().iter().map(|unit| unit.symbol).collect();
    assert_eq!(units, ["mL/min", "mL/s"]);
    // Estimated: 90 × 50 ÷ (72 × 2.5) = 25 and × 0.85.
    assert!(noted(chart(Female, 50, "50", ("2.5", "mg/dL"))));
}

/// All three estimates are shown, also where the site has settled which one decides. facts.md X18.
#[test]
fn x18_all_three_weights_are_shown() {
    let judged = x18("120").judged();
    let shown: Vec<(Basis, String)> = judged
        .derived
        .clearances
        .iter()
        .map(|found| (found.basis, found.point().unwrap().significant(12)))
        .collect();
    assert_eq!(
        shown,
        [
            (Basis::Estimated(WeightBasis::Actual), "84.8001466813".to_owned()),
            (Basis::Estimated(WeightBasis::Ideal), "55.4086447734".to_owned()),
            (Basis::Estimated(WeightBasis::Adjusted), "67.1652455366".to_owned()),
        ]
    );
    // Without a height only the actual weight is left.
    assert_eq!(x18("120").without("height").judged().derived.clearances.len(), 1);
}

/// Every line can be redone: 120 × 113.12 ÷ 10 000 = 1.35744 mg/dL, and on to the figures of facts.md X18.
#[test]
fn x18_every_estimate_can_be_redone_by_hand() {
    let judged = x18("120").judged();
    let lines: Vec<(Formula, Vec<String>, String)> = lines_of(&judged.derived.clearance_work)
        .iter()
        .flat_map(|(_, steps)| steps)
        .map(|step| {
            let terms = step.terms.iter().map(|term| term.value.significant(12)).collect();
            (step.formula, terms, step.result.value.significant(12))
        })
        .collect();
    let line = |formula, terms: &[&str], result: &str| {
        (formula, terms.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>(), result.to_owned())
    };
    assert_eq!(
        lines,
        [
            line(Formula::Converted, &["120", "0.011312"], "1.35744"),
            line(Formula::CockcroftGault, &["66", "112", "1.35744"], "84.8001466813"),
            line(Formula::Ideal, &["50", "178"], "73.1811023622"),
            line(Formula::CockcroftGault, &["66", "73.1811023622", "1.35744"], "55.4086447734"),
            line(Formula::Adjusted, &["73.1811023622", "112"], "88.7086614173"),
            line(Formula::CockcroftGault, &["66", "88.7086614173", "1.35744"], "67.1652455366"),
        ]
    );
}
