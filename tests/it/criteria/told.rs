//! What the report tells beside the verdicts: remarks on the text where a row is not plainly passed, the investigator's
//! decision, dates in the form of the language, and which classes a sentence looks for.

use super::kit::{changed, json};
use crate::kit::{CONTEXT, base, cells, one_line, screened};
use cardose::{
    i18n::Language,
    model::{Choice, Decision, Draft, Signed},
};

/// The report with its lines joined again, then the cells of its tables, which are folded too.
fn english(draft: &Draft) -> String {
    let report = one_line(&screened(draft, &CONTEXT, Language::English));
    format!("{report}\n{}", cells(draft, &CONTEXT, Language::English).join("\n"))
}

/// The row of a criterion at the first stage, or another one.
fn row(draft: &Draft, stage: usize, id: &str) -> serde_json::Value {
    let found = json(draft, &CONTEXT);
    let rows = found["stages"][stage]["criteria"].as_array().unwrap().clone();
    rows.into_iter().find(|row| row["id"] == id).unwrap()
}

/// A slip of the record is told where it matters: exactly 70 years old, chemotherapy, toxicity that is not known.
#[test]
fn remarks_stand_under_rows_that_are_not_plainly_passed() {
    let age = "note: The criterion says below 70; the registry's age field says 70 years at most.";
    let stray = "note: A stray 9. stands in the middle of the last sentence of the record";
    let plain = english(&base());
    assert!(!plain.contains(age) && !plain.contains(stray), "{plain}");
    assert!(english(&changed("age=70")).contains(age));
    assert!(english(&changed("unrecovered_toxicity=?")).contains(stray));
    assert!(row(&base(), 0, "I2").get("notes").is_none());
    let notes = row(&changed("age=70"), 0, "I2")["notes"].as_array().unwrap().clone();
    assert_eq!(notes.len(), 1);
    assert!(notes[0]["en"].as_str().unwrap().starts_with("The criterion says below 70"));
    assert!(notes[0]["zh_cn"].as_str().unwrap().starts_with("条文写小于70岁"));
}

fn decided(verdict: &str, choice: Choice) -> Draft {
    let mut draft = base();
    let signed = Signed { by: "p1".into(), at: "2026-11-21T10:30".into(), reason: String::new() };
    draft.decisions.push(Decision {
        stage: "screening".into(),
        infusion: 1,
        eligible: true,
        choice: Some(choice),
        verdict: verdict.into(),
        signed,
        ..Decision::default()
    });
    draft
}

/// The investigator's decision stands beside the program's verdict, with who, when and what the program said; one that
/// was taken on another verdict is marked.
#[test]
fn a_decision_stands_beside_the_verdict() {
    assert!(!english(&base()).contains("Investigator's decision"));
    let agrees = english(&decided("eligible", Choice::Agree));
    assert!(agrees.contains("Investigator's decision"), "{agrees}");
    assert!(
        agrees.contains("Decided: goes on, agree, p1, 2026-11-21 10:30, the program said pass"),
        "{agrees}"
    );
    let otherwise = english(&decided("not_now", Choice::Deviation("17".into())));
    assert!(otherwise.contains("the program said not now, now it says pass"), "{otherwise}");
    let found = json(&decided("not_now", Choice::Deviation("17".into())), &CONTEXT);
    let own = &found["stages"][0]["decision"];
    assert_eq!(
        *own,
        serde_json::json!({
            "goes_on": true, "choice": "deviation", "about": "17", "by": "p1", "at": "2026-11-21T10:30",
            "verdict": "not_now", "differs": true,
        })
    );
    assert_eq!(found["stages"][1].get("decision"), None);
    // One that nobody has signed is none.
    let mut unsigned = decided("eligible", Choice::Agree);
    unsigned.decisions[0].signed = Signed::default();
    assert!(english(&unsigned).contains("Decision not signed yet"));
    assert_eq!(json(&unsigned, &CONTEXT)["stages"][0].get("decision"), None);
}

/// Dates that were typed read as the others of the sentence; what is only partly known stays as it is.
#[test]
fn one_sentence_has_one_form_of_date() {
    let chinese =
        |course: &str| screened(&changed(course), &CONTEXT, Language::Chinese).replace("\n    ", "");
    let text = chinese("radiotherapy: 2026-11-01..2026-11-10 [other_radiotherapy]");
    assert!(text.contains("2026年11月10日结束") && !text.contains("于2026-11-10"), "{text}");
    let text = chinese("radiotherapy: 2026-10..2026-11 [other_radiotherapy]");
    assert!(!text.contains("2026年11月1日"), "{text}");
}

/// Exclusion 8 looks for chemotherapy and for conjugates, Exclusion 21 for surgery and for trauma: each sentence says
/// for which.
#[test]
fn a_sentence_says_which_class_it_looks_for() {
    let text = english(&base());
    for said in [
        "anticancer drug or antibody (antibody-drug conjugate): none that counts within",
        "surgery or trauma (major surgery): none that counts within",
        "surgery or trauma (severe trauma): none that counts within",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}
