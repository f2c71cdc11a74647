//! What would decide it: take one answer away, and exactly that answer is asked for.

use crate::kit::{BARE, CONTEXT, Judged, Patient as _, base, eligible, example, result_of};
use cardose::{
    engine::{
        Context, derive,
        evidence::Entry,
        verdict::{Outcome, Verdict},
    },
    model::{Draft, Value},
};

fn judge<'c>(draft: &Draft, context: &'c Context) -> Judged<'c> {
    Judged { derived: derive(draft, context), context }
}

/// Every finding of the example by itself: without it the patient stays eligible, or the program names it.
#[track_caller]
fn check_every_finding(name: &str, context: &Context) -> (usize, usize) {
    let draft = example(name);
    assert_eq!(judge(&draft, context).verdict().0, Verdict::Eligible);
    let (mut named, mut unneeded) = (0, 0);
    let mut wrong = Vec::new();
    for (place, assessment) in draft.assessments.iter().enumerate() {
        for (index, finding) in assessment.results.iter().enumerate() {
            let mut without = draft.clone();
            without.assessments[place].results.remove(index);
            let judged = judge(&without, context);
            let entries: Vec<&Entry> =
                judged.derived.overall.decided_by.iter().map(|(entry, _)| entry).collect();
            let verdict = judged.verdict().0;
            if verdict == Verdict::Eligible {
                unneeded += 1;
            } else if verdict == Verdict::Incomplete && entries.contains(&&result_of(&finding.of)) {
                named += 1;
            } else {
                wrong.push(format!("{name} without {}: {verdict:?}, asks {entries:?}", finding.of));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    (named, unneeded)
}

#[test]
fn every_finding_of_the_eligible_example() {
    let (named, unneeded) = check_every_finding("eligible", &CONTEXT);
    // 33 answers, the count, chemistry and serology decide; percentages, weight and the like do not.
    assert!(named >= 45, "{named} named, {unneeded} unneeded");
}

#[test]
fn every_finding_of_the_other_examples() {
    check_every_finding("on-every-limit", &CONTEXT);
    check_every_finding("eligible", &BARE);
}

/// Nothing else is asked for: one missing answer, one entry.
#[test]
fn exactly_the_missing_answer() {
    for item in
        ["informed_consent", "lvef", "ecog", "active_infection", "sodium", "hiv_antibody", "liver_replaced"]
    {
        let mut draft = eligible();
        for assessment in &mut draft.assessments {
            assessment.results.retain(|finding| finding.of != item);
        }
        let judged = judge(&draft, &CONTEXT);
        let found: Vec<Entry> =
            judged.derived.overall.decided_by.iter().map(|(entry, _)| entry.clone()).collect();
        assert_eq!(judged.verdict().0, Verdict::Incomplete, "{item}");
        assert_eq!(found, [result_of(item)], "{item}");
    }
}

/// The surface antigen, or the DNA that it asks for: a low one decides whatever the antigen is.
#[test]
fn either_of_two_answers() {
    let judged = base().without("hbsag").judged();
    assert_eq!(judged.decided_by("E4"), [result_of("hbsag"), result_of("hbv_dna")]);
}

/// Age, sex and histories are entries too.
#[test]
fn what_is_not_a_finding() {
    let asks = |chart: &Draft| -> Vec<Entry> {
        chart.judged().derived.overall.decided_by.iter().map(|(entry, _)| entry.clone()).collect()
    };
    assert_eq!(asks(&base().stated("", "")), [Entry::Age]);
    assert_eq!(asks(&base().history("transfusion", "", &[])), [Entry::History("transfusion".into())]);
    // The creatinine's limit is printed, so sex decides nothing here.
    assert_eq!(base().sex(None).judged().verdict().0, Verdict::Eligible);
}

/// Two answers missing in one row that both must hold: neither decides to pass, each can decide to fail.
#[test]
fn two_missing_in_one_row() {
    let chart = base().without("neutrophils").without("lymphocytes");
    let judged = chart.judged();
    for item in ["neutrophils", "lymphocytes"] {
        assert!(judged.decided_by("I8").contains(&result_of(item)), "{:?}", judged.decided_by("I8"));
    }
}

/// Needed only together: sex and age for the estimate decide nothing each alone.
#[test]
fn what_is_needed_jointly_is_not_offered_alone() {
    let chart = base().sex(None).stated("", "").quantity("creatinine", "150", "umol/L").uln(
        "creatinine",
        "41-73",
        "",
    );
    let judged = chart.judged();
    assert_eq!(judged.outcome("I10"), Outcome::Unknown);
    let found = judged.decided_by("I10");
    assert!(!found.contains(&Entry::Sex) && !found.contains(&Entry::Age), "{found:?}");
}

/// But a measured clearance needs neither and would decide it alone.
#[test]
fn a_measured_clearance_would_decide_it_alone() {
    let chart = base().sex(None).stated("", "").quantity("creatinine", "150", "umol/L").uln(
        "creatinine",
        "41-73",
        "",
    );
    assert_eq!(
        chart.clone().quantity("creatinine_clearance_measured", "60", "mL/min").judged().outcome("I10"),
        Outcome::Pass
    );
    let judged = chart.judged();
    let measured = result_of("creatinine_clearance_measured");
    assert!(judged.decided_by("I10").contains(&measured), "{:?}", judged.decided_by("I10"));
}

/// The entries that decide most rows stand first.
#[test]
fn most_rows_first() {
    let chart = base().with("liver_metastasis", Value::NotKnown).quantity("alt", "150", "U/L");
    let chart = chart.without("lvef").without("hbsag");
    let counts: Vec<usize> =
        chart.judged().derived.overall.decided_by.iter().map(|(_, rows)| *rows).collect();
    assert!(!counts.is_empty() && counts.is_sorted_by(|left, right| left >= right), "{counts:?}");
}
