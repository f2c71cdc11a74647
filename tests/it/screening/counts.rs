//! Absolute counts from a differential, and nucleated red cells: facts.md X13 to X15; which of count and share decides,
//! and where they contradict each other.

use crate::kit::{
    CONTEXT, LANGUAGES, Patient as _, SAMPLE, amount, base, codes, derived, eligible, result, under, x,
};
use cardose::{
    engine::{
        evidence::{
            Basis, Entry,
            outcome::Outcome::{self, Fail, Pass, Unknown},
        },
        formula::step::{Formula, Step, Symbol},
        problem::ProblemCode,
    },
    model::{Draft, Value},
    quantity::Exact,
    report::{Detail, make},
};

const ANC: &str = "I8.neutrophils";

/// White cells in 10⁹/L and shares in per cent, without the absolute count.
fn chart(absolute: &str, white_cells: &str, shares: &[(&str, &str)]) -> Draft {
    let chart = base().without(absolute).quantity("white_cells", white_cells, "10*9/L");
    shares.iter().fold(chart, |chart, (item, value)| chart.quantity(item, value, "%"))
}

#[track_caller]
fn check(chart: &Draft, absolute: &str, expected: &str, outcome: Outcome) {
    let judged = chart.judged();
    let id = format!("I8.{absolute}");
    assert_eq!(judged.comparisons(&id)[0].candidates[0].point().unwrap().to_string(), expected);
    assert_eq!(judged.outcome(&id), outcome, "{expected}");
}

#[test]
fn x13_neutrophils() {
    let segments_and_bands = [("neutrophils_percent", "28"), ("bands_percent", "4")];
    check(&chart("neutrophils", "3.2", &segments_and_bands), "neutrophils", "1.024", Pass);
    // Displays as 1.00.
    check(&chart("neutrophils", "2.94", &[("neutrophils_percent", "34")]), "neutrophils", "0.9996", Fail);
    check(&chart("neutrophils", "3.10", &[("neutrophils_percent", "32.2")]), "neutrophils", "0.9982", Fail);
    check(&chart("neutrophils", "2.0", &[("neutrophils_percent", "19.8")]), "neutrophils", "0.396", Fail);
}

#[test]
fn x14_lymphocytes() {
    check(&chart("lymphocytes", "2.8", &[("lymphocytes_percent", "18")]), "lymphocytes", "0.504", Pass);
    check(&chart("lymphocytes", "2.63", &[("lymphocytes_percent", "19")]), "lymphocytes", "0.4997", Fail);
}

/// 1.30 × 100/130 × 80 % = 0.8; uncorrected 1.04 would pass.
#[test]
fn x15_nucleated_red_cells() {
    let base = chart("neutrophils", "1.30", &[("neutrophils_percent", "80")]);
    let base = base.quantity("nucleated_red_cells", "30", "/100{WBCs}");
    check(&base.clone().with("wbc_already_corrected", Value::No), "neutrophils", "0.8", Fail);
    check(&base.clone().with("wbc_already_corrected", Value::Yes), "neutrophils", "1.04", Pass);
    // Nobody has said: one is below, the other not, and the answer would tell.
    let judged = base.judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Unknown);
    let question = Entry::Finding("wbc_already_corrected".into());
    assert!(judged.decided_by("I8").contains(&question), "{:?}", judged.decided_by("I8"));
    // Fewer than five are not corrected for.
    check(&base.quantity("nucleated_red_cells", "4", "/100{WBCs}"), "neutrophils", "1.04", Pass);
}

/// The result of a line from the terms that it prints, as a second person would do it.
fn again(step: &Step) -> Exact {
    let term = |place: usize| step.terms[place].value.clone();
    let rest: Exact = step.terms.iter().skip(1).map(|term| term.value.clone()).sum();
    if step.formula == Formula::Corrected {
        return term(0) * x("100") / (x("100") + rest);
    }
    assert_eq!(step.formula, Formula::Differential);
    term(0) * rest / x("100")
}

/// 3.2 × 32 % = 1.024, and 1.30 × 100 ÷ 130 = 1, of which 80 % are 0.8.
#[test]
fn a_computed_count_shows_its_lines_in_both_languages_and_as_data() {
    let bands = chart("neutrophils", "3.2", &[("neutrophils_percent", "28"), ("bands_percent", "4")]);
    let line = "ANC = WBC × (NE% + BAND%) = 3.2 ×10⁹/L × (28 % + 4 %) = 1.024 ×10⁹/L";
    for language in LANGUAGES {
        let shown = under("I8", &bands, &CONTEXT, language);
        assert!(shown.contains(&line.to_owned()), "{shown:#?}");
        assert!(
            !shown.iter().any(|line| line.starts_with("ALC")),
            "the printed count has no lines: {shown:#?}"
        );
    }
    let red_cells = chart("neutrophils", "1.30", &[("neutrophils_percent", "80")])
        .quantity("nucleated_red_cells", "30", "/100{WBCs}")
        .with("wbc_already_corrected", Value::No);
    let shown = under("I8", &red_cells, &CONTEXT, LANGUAGES[0]);
    for line in [
        "cWBC = WBC × 100 ÷ (100 + NRBC) = 1.3 ×10⁹/L × 100 ÷ (100 + 30 /100 WBC) = 1 ×10⁹/L",
        "ANC = cWBC × NE% = 1 ×10⁹/L × 80 % = 0.8 ×10⁹/L",
    ] {
        assert!(shown.contains(&line.to_owned()), "{line}: {shown:#?}");
    }
    let derived = derived(&red_cells);
    let result = serde_json::to_value(make(&red_cells, &derived, &CONTEXT, "", Detail::Full)).unwrap();
    let leaf =
        &result["stages"][0]["criteria"].as_array().unwrap().iter().find(|row| row["id"] == "I8").unwrap();
    let steps = &leaf["evidence"][0]["values"][0]["steps"];
    assert_eq!([&steps[0]["formula"], &steps[1]["formula"]], ["Corrected", "Differential"], "{leaf:#}");
    assert_eq!(steps[1]["result"]["exact"], "4/5", "{steps:#}");
}

/// Nobody has said whether they are corrected: each of the two ways is a line, and each is true of its own terms.
#[test]
fn of_two_ways_each_line_can_be_redone() {
    let either = chart("neutrophils", "5.6", &[("neutrophils_percent", "57.1"), ("bands_percent", "4")])
        .quantity("nucleated_red_cells", "30", "/100{WBCs}");
    let judged = either.judged();
    let candidate = &judged.comparisons("I8.neutrophils")[0].candidates[0];
    let lines = candidate.lines();
    let counts: Vec<Symbol> = lines.iter().map(|line| line.terms[0].symbol).collect();
    assert_eq!(counts, [Symbol::WhiteCells, Symbol::CorrectedWhiteCells, Symbol::WhiteCells]);
    for line in &lines {
        assert_eq!(again(line), line.result.value, "{line:?}");
    }
    // 5.6 × 61.1 %.
    assert_eq!(lines[2].result.value, x("3.4216"));
    // Each names its white cells as the terms do.
    let written = under("I8", &either, &CONTEXT, LANGUAGES[0]);
    let of_plain = "ANC = WBC × (NE% + BAND%) = 5.6 ×10⁹/L × (57.1 % + 4 %) = 3.4216 ×10⁹/L";
    assert!(written.contains(&of_plain.to_owned()), "{written:#?}");
}

/// The printed count wins over the computed one: 1.0 stands, 0.9996 does not, and rounded they agree.
#[test]
fn the_printed_count_wins() {
    let printed = chart("neutrophils", "2.94", &[("neutrophils_percent", "34")]);
    let printed = printed.quantity("neutrophils", "1.0", "10*9/L");
    check(&printed, "neutrophils", "1", Pass);
    let judged = printed.judged();
    assert!(matches!(judged.comparisons("I8.neutrophils")[0].candidates[0].basis, Basis::Finding(_)));
}

/// users.md section 3: 5.6 × 57.1 % is 3.2. A printed 1.0 is another count; a person must say which is right.
#[test]
fn a_printed_count_that_contradicts_the_differential() {
    let chart = chart("neutrophils", "5.6", &[("neutrophils_percent", "57.1")]);
    let judged = chart.clone().quantity("neutrophils", "1.0", "10*9/L").judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Unknown);
    assert!(judged.decided_by("I8").contains(&Entry::Confirmation("neutrophils".into())));
    // 3.15 to 3.25 and 5.55 × 57.05 % to 5.65 × 57.15 % overlap.
    assert_eq!(chart.quantity("neutrophils", "3.2", "10*9/L").judged().outcome("I8.neutrophils"), Pass);
}

/// The sample of the differential is the sample of the count: a row with computed neutrophils can pass.
#[test]
fn the_washout_counts_from_the_sample_of_the_differential() {
    let chart = chart("neutrophils", "3.2", &[("neutrophils_percent", "34")]);
    let judged = chart.judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Pass);
    assert_eq!(judged.outcome("I8.transfusion"), Pass);
    assert_eq!(judged.outcome("I8"), Pass);
}

/// A censored or missing share computes nothing.
#[test]
fn nothing_is_computed_from_bounds() {
    for share in ["<40", ">90", ""] {
        let judged = chart("neutrophils", "3.2", &[("neutrophils_percent", share)]).judged();
        assert_eq!(judged.outcome("I8.neutrophils"), Unknown, "{share}");
        assert!(judged.decided_by("I8").contains(&Entry::Finding("neutrophils".into())), "{share}");
    }
}

/// White cells and neutrophils in per cent, no absolute count.
fn shares(white_cells: &str, per_cent: &str) -> Draft {
    let mut draft = eligible();
    for item in ["neutrophils", "lymphocytes_percent"] {
        draft = draft.without(item);
    }
    draft =
        draft.quantity("white_cells", white_cells, "10*9/L").quantity("neutrophils_percent", per_cent, "%");
    draft
}

/// 3.2 on the 19th; 2.0 × 30 % = 0.6 on the 20th.
#[test]
fn a_differential_of_a_later_report_decides() {
    let later = |share: &str, unit: &str| {
        let mut draft = eligible();
        let results = vec![
            result("white_cells", amount("2.0", "10*9/L")),
            result("neutrophils_percent", amount(share, unit)),
        ];
        draft = draft.report("2026-11-20T07:00", results);
        draft
    };
    assert_eq!(later("30", "%").worst(ANC), Fail);
    assert_eq!(later("60", "%").worst(ANC), Pass);
    // A later share that cannot be used is not passed over in favour of the older count.
    assert_eq!(later("30", "").worst(ANC), Unknown);
    assert_eq!(later("<30", "%").worst(ANC), Unknown);
    // An earlier differential is no longer the latest.
    let mut earlier = eligible();
    let results = vec![
        result("white_cells", amount("2.0", "10*9/L")),
        result("neutrophils_percent", amount("30", "%")),
    ];
    earlier = earlier.report("2026-11-18T07:00", results);
    assert_eq!(earlier.worst(ANC), Pass);
    // On the same day without clock times, nobody knows which is later: both must agree.
    for (share, expected) in [("30", Unknown), ("60", Pass)] {
        let mut draft = later(share, "%");
        draft.assessments[1].when = "2026-11-19".into();
        draft.assessments.last_mut().unwrap().when = "2026-11-19".into();
        draft.assessments[1].results.retain(|finding| {
            !["white_cells", "neutrophils_percent", "lymphocytes_percent"].contains(&finding.of.as_str())
        });
        assert_eq!(draft.worst(ANC), expected, "{share}");
    }
}

/// 5.6 × 5.7 % = 0.32: a tenfold slip in the share or in the count.
#[test]
fn a_printed_count_and_its_share_must_not_contradict() {
    let mut draft = eligible().quantity("neutrophils_percent", "5.7", "%");
    assert_eq!(draft.worst(ANC), Unknown);
    let found = derived(&draft);
    assert!(matches!(
        codes(&found, "assessments[2].results[neutrophils].value")[..],
        [ProblemCode::Contradicts { other }] if other.of_item() == Some("neutrophils_percent")
    ));
    draft = draft.confirmed("neutrophils");
    assert_eq!(draft.worst(ANC), Pass);
}

/// X15: 1.30 × 80 % = 1.04, corrected for 30 per 100 it is 0.8.
#[test]
fn an_unusable_count_of_nucleated_red_cells_is_not_none() {
    for (value, unit, expected) in [
        ("30", "/100 cells", Unknown),
        (">20", "/100 WBC", Unknown),
        ("<5", "/100 WBC", Unknown),
        ("<4", "/100 WBC", Pass),
        ("0", "/100 WBC", Pass),
    ] {
        let draft = shares("1.30", "80").quantity("nucleated_red_cells", value, unit);
        assert_eq!(draft.worst(ANC), expected, "{value} {unit}");
    }
    // Not corrected by the analyser: more than 20 leave at most 0.867.
    let draft = shares("1.30", "80")
        .quantity("nucleated_red_cells", ">20", "/100 WBC")
        .with("wbc_already_corrected", Value::No);
    assert_eq!(draft.worst(ANC), Fail);
}

/// Bands that are printed apart are added: 1.9 × (50 % + 5 %) = 1.045, and 1.8 × 55 % = 0.99.
#[test]
fn bands_printed_apart_are_added() {
    for (white_cells, expected) in [("1.9", Pass), ("2.0", Pass), ("1.8", Fail)] {
        let draft = shares(white_cells, "50").quantity("bands_percent", "5", "%");
        assert_eq!(draft.worst(ANC), expected, "{white_cells}");
    }
}

#[test]
fn shares_above_everything_contradict_each_other() {
    for (neutrophils, lymphocytes, contradicts) in [("71", "30", false), ("71", "30.1", true)] {
        let draft = shares("5.6", neutrophils)
            .quantity("lymphocytes_percent", lymphocytes, "%")
            .without("lymphocytes");
        let expected = if contradicts { Unknown } else { Pass };
        assert_eq!(draft.worst(ANC), expected, "{lymphocytes}");
        let found = derived(&draft);
        let field = "assessments[2].results[neutrophils_percent].value";
        assert_eq!(codes(&found, field).len(), usize::from(contradicts));
    }
}

/// The washout counts back from the report with the white cells.
#[test]
fn the_sample_of_a_computed_count_is_its_report() {
    let draft = shares("5.6", "57.1");
    assert_eq!(draft.worst("I8.transfusion"), Pass);
    assert_eq!(draft.assessments[1].when, SAMPLE);
}

#[test]
fn true_neutropenia_fails() {
    let draft = eligible().without("neutrophils_percent").quantity("neutrophils", "0.15", "10*9/L");
    assert_eq!(draft.worst(ANC), Fail);
}

/// What a person has set aside is not added, and leaves nothing unknown: 2.0 × 50 % is 1.0 with or without the bands.
#[test]
fn what_was_set_aside_feeds_no_computed_count() {
    let bands = |value: &str| shares("1.9", "50").quantity("bands_percent", value, "%");
    assert_eq!(bands("5").worst(ANC), Pass, "1.9 × 55 % = 1.045");
    assert_eq!(
        bands("5").set_aside("bands_percent", "of the bone marrow").worst(ANC),
        Fail,
        "1.9 × 50 % = 0.95"
    );
    // Ten nucleated red cells would leave 1.9 × 100 ÷ 110 = 1.727…, with 55 % 0.95.
    let nucleated = || {
        bands("5")
            .quantity("nucleated_red_cells", "10", "/100{WBCs}")
            .with("wbc_already_corrected", Value::No)
    };
    assert_eq!(nucleated().worst(ANC), Fail);
    assert_eq!(nucleated().set_aside("nucleated_red_cells", "another patient's").worst(ANC), Pass);
    // Without white cells there is nothing to compute from.
    let whites = shares("1.9", "60").set_aside("white_cells", "clotted");
    assert_eq!(whites.worst(ANC), Unknown);
    assert!(whites.judged().decided_by("I8").contains(&Entry::Finding("neutrophils".into())));
}
