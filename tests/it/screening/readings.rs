//! The eight open questions: where all readings agree that decides, where they differ the question is named,
//! and where the site has settled it that reading decides.

use crate::kit::{Judged, Patient as _, Settled as _, base, context_of, site};
use cardose::{
    engine::{
        evidence::Entry,
        notice::{Class, NoticeCode},
        verdict::{
            Cure,
            Outcome::{self, Fail, Pass, Unknown},
            Verdict,
        },
    },
    model::{Draft, End, Value},
};

/// One choice to make, with initials.
fn asks(judged: &Judged<'_>, question: &str) -> bool {
    judged.derived.notices.iter().any(|notice| {
        notice.class == Class::Decide && notice.code == NoticeCode::ReadingsDiffer(question.into())
    })
}

struct Case {
    question: &'static str,
    id: &'static str,
    readings: [&'static str; 2],
}

/// What comes out with the question open, and with each reading settled.
#[track_caller]
fn check(case: &Case, chart: &Draft, open: Outcome, settled: [Outcome; 2]) {
    let row = case.id.split('.').next().unwrap();
    let unsettled = context_of(&site().reading(case.question, ""));
    let judged = chart.judged_in(&unsettled);
    assert_eq!(judged.outcome(case.id), open, "{} open", case.question);
    let entry = Entry::Question(case.question.into());
    let named = judged.decided_by(row).contains(&entry);
    assert_eq!(named, open == Unknown, "{}: {:?}", case.question, judged.decided_by(row));
    // The window's open end has a test of its own below.
    if case.question != "washout_day_seven" {
        assert_eq!(asks(&judged, case.question), open == Unknown, "{}", case.question);
    }
    for (reading, expected) in case.readings.iter().zip(settled) {
        let context = context_of(&site().reading(case.question, reading));
        let judged = chart.judged_in(&context);
        assert_eq!(judged.outcome(case.id), expected, "{} settled as {reading}", case.question);
        assert!(!judged.decided_by(row).contains(&entry), "{} settled as {reading}", case.question);
    }
}

#[test]
fn age_upper_limit() {
    let case = Case { question: "age_upper_limit", id: "I2", readings: ["below_70", "up_to_70"] };
    check(&case, &base().born("1957-01-01"), Pass, [Pass, Pass]);
    check(&case, &base().born("1956-01-01"), Unknown, [Fail, Pass]);
    check(&case, &base().born("1955-01-01"), Fail, [Fail, Fail]);
}

#[test]
fn lesion_size() {
    let case =
        Case { question: "lesion_size", id: "I5.size", readings: ["one_such_lesion", "largest_lesion"] };
    let lesions = |one: &str, largest: &str| {
        base().quantity("measurable_lesion_diameter", one, "mm").quantity(
            "largest_lesion_diameter",
            largest,
            "cm",
        )
    };
    check(&case, &lesions("28", "6.0"), Pass, [Pass, Pass]);
    check(&case, &lesions("28", "6.1"), Unknown, [Pass, Fail]);
    let no_other = |chart: Draft| chart.with("another_measurable_lesion", Value::No);
    check(&case, &no_other(lesions("61", "6.1")), Fail, [Fail, Fail]);
}

#[test]
fn washout_day_seven() {
    let case =
        Case { question: "washout_day_seven", id: "I8.transfusion", readings: ["included", "excluded"] };
    let on = |day: &str| base().history("transfusion", "2026-11-20", &[(day, End::On(day.into()))]);
    check(&case, &on("2026-11-11"), Pass, [Pass, Pass]);
    check(&case, &on("2026-11-12"), Unknown, [Fail, Pass]);
    check(&case, &on("2026-11-13"), Fail, [Fail, Fail]);
}

/// Day seven is an open question like the others, and hanging on it is asked like the others.
#[test]
fn washout_day_seven_is_asked() {
    let chart = base().history("transfusion", "2026-11-20", &[("2026-11-12", End::On("2026-11-12".into()))]);
    let open = context_of(&site().reading("washout_day_seven", ""));
    assert!(asks(&chart.judged_in(&open), "washout_day_seven"));
}

#[test]
fn gilbert() {
    let case = Case { question: "gilbert", id: "I9.bilirubin", readings: ["exempt", "excluded"] };
    let bilirubin = |value: &str, gilbert: Value| {
        base().quantity("bilirubin_total", value, "umol/L").with("gilbert", gilbert)
    };
    check(&case, &bilirubin("31.5", Value::No), Pass, [Pass, Pass]);
    check(&case, &bilirubin("31.6", Value::No), Fail, [Fail, Fail]);
    check(&case, &bilirubin("60", Value::Yes), Unknown, [Pass, Fail]);
    // The limit does not matter where the syndrome is known.
    check(&case, &bilirubin("11", Value::Yes), Unknown, [Pass, Fail]);
    // Not known whether it is: exempt agrees with a value inside the limit, excluded with one above it.
    check(&case, &bilirubin("11", Value::NotKnown), Unknown, [Pass, Unknown]);
    check(&case, &bilirubin("60", Value::NotKnown), Unknown, [Unknown, Fail]);
}

/// 82 × 62.4 × 0.85 ÷ (72 × creatinine in mg/dL), against a creatinine limit of 1.5 × 73 µmol/L.
#[test]
fn clearance_method() {
    let case = Case { question: "clearance_method", id: "I10", readings: ["measured", "estimate_counts"] };
    let creatinine =
        |value: &str| base().quantity("creatinine", value, "mg/dL").uln("creatinine", "73", "umol/L");
    // 1.20 mg/dL is 106 µmol/L: the creatinine alone passes.
    check(&case, &creatinine("1.20"), Pass, [Pass, Pass]);
    // 1.30: 114.9 µmol/L; the estimate is 46.5 mL/min. 1.25: 110.5; 48.3.
    let young = |chart: Draft| chart.aged(20);
    // Aged 20: 120 × 62.4 × 0.85 ÷ 93.6 = 68.0.
    check(&case, &young(creatinine("1.30")), Unknown, [Unknown, Pass]);
    check(&case, &creatinine("1.30"), Unknown, [Unknown, Fail]);
    let measured =
        |value: &str| creatinine("1.30").quantity("creatinine_clearance_measured", value, "mL/min");
    check(&case, &measured("50"), Pass, [Pass, Pass]);
    check(&case, &young(measured("49.9")), Fail, [Fail, Fail]);
}

#[test]
fn dyspnoea_or_spo2() {
    let case = Case { question: "dyspnoea_or_spo2", id: "I12", readings: ["either", "both"] };
    let chart = |dyspnoea: Value, spo2: &str| {
        base().with("dyspnoea_at_rest", dyspnoea).quantity("spo2_room_air", spo2, "%")
    };
    check(&case, &chart(Value::No, "91"), Pass, [Pass, Pass]);
    check(&case, &chart(Value::Yes, "91"), Unknown, [Pass, Fail]);
    check(&case, &chart(Value::No, "90"), Unknown, [Pass, Fail]);
    check(&case, &chart(Value::Yes, "90"), Fail, [Fail, Fail]);
    check(&case, &chart(Value::NotKnown, "91"), Unknown, [Pass, Unknown]);
    check(&case, &chart(Value::NotKnown, "90"), Unknown, [Unknown, Fail]);
}

#[test]
fn hbv_sentence() {
    let readings = ["either_marker_with_dna", "surface_antigen_alone"];
    let case = Case { question: "hbv_sentence", id: "E4.hbv", readings };
    let chart = |antigen: &str, core: &str, dna: &str| {
        base().choice("hbsag", antigen).choice("anti_hbc", core).quantity("hbv_dna", dna, "copies/mL")
    };
    // Virus that is counted contradicts two negative markers: asked, and then as the text says.
    assert_eq!(chart("negative", "negative", "5000").judged().outcome("E4.hbv"), Unknown);
    let confirmed = chart("negative", "negative", "5000").confirmed("hbv_dna");
    check(&case, &confirmed, Pass, [Pass, Pass]);
    check(&case, &chart("positive", "negative", "1000"), Unknown, [Pass, Fail]);
    check(&case, &chart("positive", "positive", "1001"), Fail, [Fail, Fail]);
    check(&case, &chart("negative", "positive", "1000"), Pass, [Pass, Pass]);
    check(&case, &chart("negative", "positive", "1001"), Fail, [Fail, Fail]);
    // Weakly positive settles nothing; the DNA does, under the first reading.
    check(&case, &chart("weakly_positive", "negative", "1000"), Unknown, [Pass, Unknown]);
}

/// *And/or* is read as either: each alone excludes, and may be corrected.
#[test]
fn low_sodium_or_low_potassium_excludes() {
    let chart = |sodium: &str, potassium: &str| {
        base().quantity("sodium", sodium, "mmol/L").quantity("potassium", potassium, "mmol/L")
    };
    for (sodium, potassium, expected) in [
        ("125", "3.5", Pass),
        ("124.9", "3.5", Fail),
        ("125", "3.4", Fail),
        ("140", "3.3", Fail),
        ("124.9", "3.4", Fail),
    ] {
        let judged = chart(sodium, potassium).judged();
        assert_eq!(judged.outcome("E5"), expected, "{sodium} {potassium}");
        if expected == Fail {
            assert_eq!(judged.verdict().0, Verdict::NotNow, "{sodium} {potassium}");
            assert_eq!(judged.row("E5").cure, Cure::Repeat);
        }
    }
}
