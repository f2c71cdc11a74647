//! HBV DNA in international units: they meet the limit in copies only through the assay's factor. facts.md X25.

use crate::kit::{BARE, LANGUAGES, Patient as _, Settled as _, base, context_of, site, under};
use cardose::{
    engine::{
        Context,
        evidence::{
            Basis, Entry,
            outcome::Outcome::{self, Fail, Pass, Unknown},
        },
        notice::NoticeCode,
        problem::ProblemCode,
    },
    model::{Draft, Value},
    quantity::units::Refusal,
};

/// Positive for the core antibody, where both readings of the sentence ask for the DNA.
fn chart(value: &str, unit: &str) -> Draft {
    base().choice("hbsag", "negative").choice("anti_hbc", "positive").quantity("hbv_dna", value, unit)
}

fn with_factor(factor: &str) -> Context {
    context_of(&site().setting("hbv_copies_per_iu", &format!("{factor} copies/IU")))
}

#[track_caller]
fn check(context: &Context, value: &str, unit: &str, expected: Outcome) {
    assert_eq!(chart(value, unit).judged_in(context).outcome("E4.hbv"), expected, "{value} {unit}");
}

/// 121 × 8.21 = 993.41, 122 × 8.21 = 1001.62; 380 × 2.63 = 999.4, 381 × 2.63 = 1002.03.
#[test]
fn x25_without_a_factor() {
    let open = context_of(&site().setting("hbv_copies_per_iu", "unset"));
    for context in [&open, &BARE] {
        check(context, "121", "IU/mL", Pass);
        check(context, "122", "IU/mL", Unknown);
        check(context, "180", "IU/mL", Unknown);
        check(context, "380", "IU/mL", Unknown);
        check(context, "381", "IU/mL", Fail);
        check(context, "<20", "IU/mL", Pass);
        check(context, ">1000", "IU/mL", Fail);
        check(context, ">200", "IU/mL", Unknown);
    }
    let judged = chart("180", "IU/mL").judged_in(&open);
    assert!(judged.decided_by("E4").contains(&Entry::Parameter("hbv_copies_per_iu".into())));
    assert!(judged.derived.notices.iter().any(|notice| notice.code == NoticeCode::PublishedHbvRange));
}

/// 180 × 5.82 = 1047.6; without a factor the line stands once for each end of the published range, 473.4 and 1477.8.
#[test]
fn copies_show_their_line() {
    let shown = |context: &Context| under("E4", &chart("180", "IU/mL"), context, LANGUAGES[0]);
    let one = shown(&with_factor("5.82"));
    let line = "copies = IU × copies/IU = 180 IU/mL × 5.82 copies/IU = 1047.6 copies/mL";
    assert!(one.contains(&line.to_owned()), "{one:#?}");
    let both = shown(&context_of(&site().setting("hbv_copies_per_iu", "unset")));
    for result in ["2.63 copies/IU = 473.4 copies/mL", "8.21 copies/IU = 1477.8 copies/mL"] {
        assert!(both.iter().any(|line| line.ends_with(result)), "{result}: {both:#?}");
    }
}

/// 180 × 5.82 = 1047.6, × 5.6 = 1008, × 5 = 900, × 3.41 = 613.8, × 2.63 = 473.4.
#[test]
fn x25_with_a_factor() {
    for (factor, copies, expected) in [
        ("5.82", "1047.6", Fail),
        ("5.6", "1008", Fail),
        ("5", "900", Pass),
        ("3.41", "613.8", Pass),
        ("2.63", "473.4", Pass),
    ] {
        let context = with_factor(factor);
        check(&context, "180", "IU/mL", expected);
        let judged = chart("180", "IU/mL").judged_in(&context);
        let comparisons = judged.comparisons("E4.hbv");
        let found = &comparisons[0].candidates[0];
        assert!(matches!(found.basis, Basis::Copies(_)));
        assert_eq!(found.point().unwrap().significant(12), copies);
    }
    // facts.md section 4: 1000 copies are 200 IU at a factor of 5, and 1000 is not above 1000.
    let five = with_factor("5");
    check(&five, "200", "IU/mL", Pass);
    check(&five, "200.1", "IU/mL", Fail);
    check(&five, "0.2", "10^3IU/mL", Pass);
    check(&five, "<200", "IU/mL", Pass);
}

/// Copies need no factor.
#[test]
fn copies_are_copies() {
    for context in [&*BARE, &with_factor("8.21")] {
        check(context, "1000", "copies/mL", Pass);
        check(context, "1001", "copies/mL", Fail);
        check(context, "1.0×10^3", "copies/mL", Pass);
        check(context, "5e3", "copies/mL", Fail);
    }
}

#[test]
fn not_detected_is_none() {
    let chart = chart("1", "copies/mL").choice("hbv_dna", "not_detected");
    assert_eq!(chart.judged_in(&BARE).outcome("E4.hbv"), Pass);
}

/// The unit of a logarithm is refused by name, and the DNA is then unknown.
#[test]
fn logarithms_are_refused() {
    for unit in ["log10copies/mL", "log10 IU/mL", "lgIU/mL"] {
        let judged = chart("3.2", unit).judged();
        assert_eq!(judged.outcome("E4.hbv"), Unknown, "{unit}");
        let codes = judged.codes();
        assert!(
            matches!(codes[..], [ProblemCode::UnitRefused { why: Refusal::Logarithm, .. }]),
            "{unit}: {codes:?}"
        );
    }
}

/// 10^3.2 = 1585 copies: a logarithm without its unit would pass as 3.2. Up to 10^12 it may be one; the detection
/// limit of an assay, none detected and zero are what they say. facts.md section 8.
#[test]
fn a_plain_number_that_may_be_a_logarithm_is_doubtful() {
    for unit in ["copies/mL", "IU/mL"] {
        for value in ["3.2", "0.1", "1", "8.45", "12"] {
            let judged = chart(value, unit).judged();
            assert_eq!(judged.outcome("E4.hbv"), Unknown, "{value} {unit}");
            assert_eq!(judged.codes(), [&ProblemCode::DoubtfulLogarithm], "{value} {unit}");
            let confirmed = chart(value, unit).confirmed("hbv_dna").judged();
            assert_eq!(confirmed.outcome("E4.hbv"), Pass, "{value} {unit}");
            assert!(confirmed.codes().is_empty(), "{value} {unit}");
        }
        for value in ["0", "<3.2", "<10", "12.1", "20"] {
            let judged = chart(value, unit).judged();
            assert_eq!(judged.outcome("E4.hbv"), Pass, "{value} {unit}");
            assert!(judged.codes().is_empty(), "{value} {unit}");
        }
    }
    // 0.2 thousand and 5000 in a litre are no logarithms.
    for (value, unit) in [("0.2", "10^3copies/mL"), ("0.02", "10^3IU/mL"), ("12", "copies/L")] {
        assert!(chart(value, unit).judged().codes().is_empty(), "{value} {unit}");
    }
}

/// Serology negative: the DNA is not needed. Positive: it is asked for.
#[test]
fn needed_only_with_a_marker() {
    let without = |antigen: &str, core: &str| {
        base()
            .choice("hbsag", antigen)
            .choice("anti_hbc", core)
            .with("hbv_dna", Value::NotDone("not asked".into()))
    };
    assert_eq!(without("negative", "negative").judged().outcome("E4"), Pass);
    for (antigen, core) in [("positive", "negative"), ("negative", "positive"), ("positive", "positive")] {
        let judged = without(antigen, core).judged();
        assert_eq!(judged.outcome("E4.hbv"), Unknown, "{antigen} {core}");
        assert!(judged.decided_by("E4").contains(&Entry::Finding("hbv_dna".into())), "{antigen} {core}");
    }
    // Pending: if the DNA is low, the marker does not matter.
    let pending = base().choice("hbsag", "pending").quantity("hbv_dna", "500", "copies/mL");
    assert_eq!(pending.judged().outcome("E4.hbv"), Pass);
}

/// Each antibody excludes alone; what is pending or weakly positive decides nothing.
#[test]
fn the_other_antibodies() {
    for (item, id) in
        [("anti_hcv", "E4.hcv"), ("syphilis_antibody", "E4.syphilis"), ("hiv_antibody", "E4.hiv")]
    {
        for (answer, expected) in [
            ("negative", Pass),
            ("positive", Fail),
            ("weakly_positive", Unknown),
            ("indeterminate", Unknown),
            ("pending", Unknown),
        ] {
            // Whether a cured patient is meant is an open question; this one is not cured.
            let judged = base().choice(item, answer).with("syphilis_cured", Value::No).judged();
            assert_eq!(judged.outcome(id), expected, "{item} {answer}");
            assert_eq!(judged.outcome("E4"), expected, "{item} {answer}");
        }
    }
}
