//! The upper limit of normal as printed on the patient's own report wins over the template; what makes a limit
//! doubtful.

use crate::kit::{
    Judged, Patient as _, SAMPLE, amount, base, codes, derived, eligible, result, result_of, x,
};
use cardose::{
    engine::{
        evidence::{
            Entry, UlnSource, Why,
            outcome::Outcome::{self, Fail, Pass, Unknown},
        },
        problem::ProblemCode,
    },
    quantity::Exact,
};

/// The upper limit that was used, in the unit it is written in, and where it came from.
fn used(judged: &Judged<'_>, id: &str, item: &str) -> Vec<(Exact, UlnSource)> {
    let comparisons = judged.comparisons(id);
    let own = comparisons.iter().filter(|comparison| &*comparison.item == item);
    own.flat_map(|comparison| &comparison.limits)
        .filter_map(|limit| {
            limit.uln.as_ref().map(|uln| (uln.uln.value_in(limit.unit).unwrap(), uln.source.clone()))
        })
        .collect()
}

/// The template says 40 for this woman; 2.5 × 50 = 125.
#[test]
fn printed_forms_win_over_the_template() {
    for printed in [
        "50",
        "9-50",
        "9~50",
        "9～50",
        "9–50",
        "9—50",
        "9--50",
        "9 - 50",
        "≤50",
        "<=50",
        "<50",
        "＜50",
        "0-50.0",
        "(9-50)",
        "（9-50）",
        "[9-50]",
        "50.0",
        "9－50",
        " 9-50 ",
    ] {
        let chart = base().uln("alt", printed, "");
        for (value, expected) in [("125", Pass), ("125.1", Fail)] {
            let judged = chart.clone().quantity("alt", value, "U/L").judged();
            assert_eq!(judged.outcome("I9.alt"), expected, "{value} against {printed:?}");
        }
        let judged = chart.quantity("alt", "24", "U/L").judged();
        for (uln, source) in used(&judged, "I9.alt", "alt") {
            assert_eq!(uln, x("50"), "{printed:?}");
            assert!(matches!(source, UlnSource::Report(_)), "{printed:?}");
        }
    }
}

/// An unreadable interval is not passed over in favour of the template.
#[test]
fn what_cannot_be_read_is_unknown() {
    for printed in ["normal", "50-9", "9-", ">5", "9,50", "0", "0-0", "-"] {
        let judged = base().uln("alt", printed, "").judged();
        assert_eq!(judged.outcome("I9.alt"), Unknown, "{printed:?}");
        assert_eq!(judged.comparisons("I9.alt")[0].why, Some(Why::UpperLimitUnreadable), "{printed:?}");
        assert!(judged.decided_by("I9").contains(&Entry::UpperLimit("alt".into())), "{printed:?}");
    }
    // A unit of another table, a unit refused by name.
    for unit in ["mg/dL", "g/L", "foo"] {
        assert_eq!(base().uln("alt", "50", unit).judged().outcome("I9.alt"), Unknown, "{unit}");
    }
}

/// The limit may be printed in another unit than the result: 1.2 mg/dL × 1.5 is 30.787 µmol/L.
#[test]
fn the_limits_own_unit() {
    let check = |value: &str, unit: &str, uln: (&str, &str), expected: Outcome| {
        let chart = base().quantity("bilirubin_total", value, unit).uln("bilirubin_total", uln.0, uln.1);
        assert_eq!(chart.judged().outcome("I9.bilirubin"), expected, "{value} {unit} against {uln:?}");
    };
    check("30.787", "umol/L", ("1.2", "mg/dL"), Pass);
    check("30.788", "umol/L", ("1.2", "mg/dL"), Fail);
    // 1.5 × 17.2 = 25.8 µmol/L = 1.5084228 mg/dL.
    check("1.5084", "mg/dL", ("17.2", "umol/L"), Pass);
    check("1.5085", "mg/dL", ("17.2", "umol/L"), Fail);
    // Without a unit of its own it is that of the value: 17.2 mg/dL here, which nobody prints; it is taken at its word.
    check("1.8", "mg/dL", ("1.2", ""), Pass);
    check("1.81", "mg/dL", ("1.2", ""), Fail);
}

/// facts.md X24: conversions that the evidence shows.
#[test]
fn x24_conversions() {
    for (item, value, from, to, expected) in [
        ("bilirubin_total", "1.4", "mg/dL", "umol/L", "23.9455409982"),
        ("creatinine", "1.32", "mg/dL", "umol/L", "116.690240453"),
        ("creatinine", "146", "umol/L", "mg/dL", "1.651552"),
        ("bilirubin_total", "39", "umol/L", "mg/dL", "2.280174"),
        ("alt", "2.1", "ukat/L", "U/L", "126"),
        ("ast", "87", "U/L", "ukat/L", "1.45"),
        ("haemoglobin", "80", "g/L", "mmol{Fe}/L", "4.96447299016"),
        ("haemoglobin", "4.97", "mmol{Fe}/L", "g/L", "80.089065"),
    ] {
        let judged = base().quantity(item, value, from).uln(item, "1", from).judged();
        let analyte = cardose::quantity::Analyte::from_id(item).unwrap();
        let unit = analyte.unit(to).unwrap();
        let rows = ["I8", "I9", "I10"].map(|id| judged.comparisons(id)).concat();
        let found = rows.iter().find(|comparison| &*comparison.item == item).unwrap();
        let found = found.candidates[0].value.as_point().unwrap().value_in(unit).unwrap();
        assert_eq!(found.significant(12), expected, "{value} {from} in {to}");
    }
}

/// facts.md X27: exactly 1.5, and the margin is exactly nothing.
#[test]
fn x27_the_margin_is_zero() {
    let judged =
        base().quantity("bilirubin_total", "1.8", "mg/dL").uln("bilirubin_total", "1.2", "mg/dL").judged();
    assert_eq!(judged.outcome("I9.bilirubin"), Pass);
    let comparisons = judged.comparisons("I9.bilirubin");
    let comparison = comparisons.last().unwrap();
    let margin = comparison.candidates[0].margin(&comparison.limits[0]);
    assert_eq!(margin, Some(x("0")));
}

/// No report limit, no template: the value alone decides nothing.
#[test]
fn without_any_limit_it_is_unknown() {
    let mut chart = base().uln("alt", "", "");
    chart.assessments[1].laboratory = None;
    let judged = chart.judged();
    assert_eq!(judged.outcome("I9.alt"), Unknown);
    assert_eq!(judged.comparisons("I9.alt")[0].why, Some(Why::NoUpperLimit));
    assert!(judged.decided_by("I9").contains(&Entry::UpperLimit("alt".into())));
    assert!(!judged.decided_by("I9").contains(&result_of("ast")));
}

/// facts.md section 8, the limit in another unit than the result: `41-73` was printed for µmol/L. Taken as mg/dL it is
/// larger than any creatinine can be, and a creatinine of 5 mg/dL (442 µmol/L) would pass.
#[test]
fn an_impossible_upper_limit_decides_nothing() {
    for (item, id, value, uln) in
        [("creatinine", "I10.creatinine", "5.0", "41-73"), ("bilirubin_total", "I9.bilirubin", "9.0", "0-60")]
    {
        let judged = base().quantity(item, value, "mg/dL").uln(item, uln, "").judged();
        assert_eq!(judged.outcome(id), Unknown, "{item} {value} mg/dL against {uln}");
    }
}

/// The interval as printed, 41-73 µmol/L, beside 3.5 mg/dL: read as mg/dL it would be a limit of 109.5 mg/dL.
#[test]
fn a_limit_in_another_unit_than_the_result_decides_nothing() {
    for (item, value, uln, id) in
        [("creatinine", "3.5", "41-73", "I10.creatinine"), ("bilirubin_total", "5.8", "21.0", "I9.bilirubin")]
    {
        let mut draft = eligible().quantity(item, value, "mg/dL").uln(item, uln, "");
        assert_eq!(draft.worst(id), Unknown, "{item}");
        let found = derived(&draft);
        let field = format!("assessments[2].results[{item}].uln");
        assert!(
            matches!(codes(&found, &field)[..], [ProblemCode::DoubtfulUpperLimit { fits, .. }] if fits == &["µmol/L"]),
            "{:?}",
            found.problems
        );
        // A person may know better; a confirmation of another figure is none.
        draft = draft.confirmed(item);
        assert_eq!(draft.worst(id), Pass, "{item}");
        draft = draft.quantity(item, "3.6", "mg/dL");
        assert_eq!(draft.worst(id), Unknown, "{item}");
    }
}

#[test]
fn a_doubtful_limit_asks_for_the_limit() {
    let draft = eligible().uln("alt", "7-400", "U/L");
    let found = derived(&draft);
    assert!(found.overall.decided_by.iter().any(|(entry, _)| *entry == Entry::UpperLimit("alt".into())));
}

#[test]
fn a_limit_that_cannot_be_read_is_a_problem_at_its_field() {
    for (uln, unit) in [("normal", ""), ("0", ""), ("40", "mg/dL")] {
        let draft = eligible().uln("alt", uln, unit);
        assert_eq!(draft.worst("I9.alt"), Unknown, "{uln} {unit}");
        assert_eq!(codes(&derived(&draft), "assessments[2].results[alt].uln").len(), 1, "{uln} {unit}");
    }
}

/// 36 twice at the same time, against 1.5 × 21 and 1.5 × 26.
#[test]
fn equal_results_with_other_limits_are_two_results() {
    let mut draft = eligible().quantity("bilirubin_total", "36", "umol/L");
    let mut second = result("bilirubin_total", amount("36", "umol/L"));
    second.uln = cardose::model::Typed::new("26", "");
    draft = draft.report(SAMPLE, vec![second]);
    assert_eq!(draft.worst("I9.bilirubin"), Unknown);
}

#[test]
fn limits_of_rows_without_multiples_do_not_matter() {
    let draft = eligible().again(SAMPLE, "platelets", "186", "10*9/L").quantity("basophils", "1", "%");
    assert_eq!(draft.worst("I8.platelets"), Pass);
}

/// 95 U/L twice at the same time, printed without a limit: 2.5 × 35 by one laboratory's template, 2.5 × 40 by another's.
#[test]
fn equal_results_of_two_laboratories_are_two_results() {
    let own = eligible().quantity("alt", "95", "U/L").uln("alt", "", "");
    let mut other = own.clone().report(SAMPLE, vec![result("alt", amount("95", "U/L"))]);
    assert_eq!(other.worst("I9.alt"), own.worst("I9.alt"), "of one laboratory they are one");
    other.assessments.last_mut().unwrap().laboratory = Some("us-typical".into());
    assert_eq!(other.worst("I9.alt"), Unknown);
    assert!(other.judged().decided_by("I9").contains(&Entry::Confirmation("alt".into())));
}
