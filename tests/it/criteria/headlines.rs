//! What stands on top and in the margin: the day, the next question, the state of a row.

use super::kit::{changed, context};
use crate::kit::{CONTEXT, Patient as _, base, derived, one_line, protocol, screened};
use cardose::{
    engine::{
        Context, derive,
        notice::{Class, NoticeCode},
        verdict::{Cure, Verdict},
    },
    i18n::Language,
    model::{Draft, Typed, Value},
};

#[test]
fn a_row_shows_its_criterion() {
    use cardose::engine::{Shown, judged::judged};
    let shown = |draft: &Draft, item: &str, context: &Context| {
        let found = derive(draft, context);
        let all = judged(&context.plan, &found);
        all.iter().filter(|own| own.item == item).map(|own| own.shown).collect::<Vec<_>>()
    };
    // HBV DNA below 20 IU/mL: Exclusion 4 does not exclude, and the positive core antibody decides nothing.
    let hbv = changed("anti_hbc=#positive").with("hbv_dna", Value::Quantity(Typed::new("<20", "[IU]/mL")));
    assert_eq!(derive(&hbv, &CONTEXT).overall.verdict, Verdict::Eligible);
    assert!(!shown(&hbv, "anti_hbc", &CONTEXT).iter().any(|own| *own > Shown::SoFar));
    // Creatinine over its limit, measured clearance 60: Inclusion 10 is met.
    let kidney = changed("creatinine=200 umol/L; creatinine_clearance_measured=60 mL/min");
    assert_eq!(derive(&kidney, &CONTEXT).overall.verdict, Verdict::Eligible);
    assert_eq!(shown(&kidney, "creatinine", &CONTEXT), [Shown::Neutral]);
    // Platelets alone fail Inclusion 8: they are red, and haemoglobin decides nothing.
    let low = changed("platelets=74.6 10*9/L");
    assert_eq!(shown(&low, "platelets", &CONTEXT), [Shown::Fail]);
    assert_eq!(shown(&low, "haemoglobin", &CONTEXT), [Shown::Neutral]);
    // Potassium that may be corrected is not now.
    assert_eq!(shown(&changed("potassium=3.3 mmol/L"), "potassium", &CONTEXT), [Shown::NotNow]);
    let text = one_line(&screened(
        &changed("systemic_therapy: 2026-10-01..2026-11-06 [antibody]"),
        &CONTEXT,
        Language::English,
    ));
    assert!(text.contains("E9 not now"), "{text}");
    assert!(!text.contains("E9 excludes"), "{text}");
}

/// Consent first, and nothing that can be read as bad news.
#[test]
fn an_empty_patient_is_asked_for_consent_first() {
    let draft = Draft { subject: "EXAMPLE-09".into(), ..Draft::default() };
    let line = |language| one_line(&screened(&draft, &CONTEXT, language));
    let english = line(Language::English);
    assert!(
        english.contains("Next: answer “informed consent signed”, answer “takes part voluntarily”"),
        "{english}"
    );
    assert!(
        line(Language::Chinese).contains("下一步：回答“已签署知情同意书”"),
        "{}",
        line(Language::Chinese)
    );
    // One answer away: the act, never the bare name of what would be bad news.
    let line = one_line(&screened(&changed("abnormal_ecg=~"), &CONTEXT, Language::English));
    assert!(line.contains("Next: answer “clearly abnormal ECG”."), "{line}");
}

/// Every headline says which day it speaks of.
#[test]
fn headlines_name_their_day() {
    for (change, said) in [
        ("", "(as of 2026-11-22)"),
        ("platelets=74.6 10*9/L", "not eligible (Screening 2026-11-20)"),
        ("abnormal_ecg=~", "(Screening 2026-11-20)"),
        (
            "radiotherapy: 2026-11-01..2026-11-10 [other_radiotherapy]",
            "(Apheresis as of 2026-11-22, no date entered)",
        ),
    ] {
        let line = one_line(&screened(&changed(change), &CONTEXT, Language::English));
        assert!(line.contains(said), "{change}: {line}");
    }
    let repeat = derived(&changed("potassium=3.3 mmol/L"));
    assert!(repeat.stages[0].rows.iter().any(|row| row.cure == Cure::Repeat));
}

/// A question that an earlier edition asked loads, and is told.
#[test]
fn a_retired_question_loads_with_a_note() {
    let context = context(&protocol(), &[("sodium_and_or_potassium", "both")]);
    let found = derive(&changed("potassium=3.3 mmol/L"), &context);
    assert_eq!(found.overall.verdict, Verdict::NotNow, "it decides nothing");
    let note = NoticeCode::RetiredQuestions(vec!["sodium_and_or_potassium".into()]);
    assert!(found.notices.iter().any(|own| own.code == note && own.class == Class::Note));
    let text = one_line(&screened(&base(), &context, Language::English));
    assert!(text.contains("No longer asked: And/or in Exclusion 5 is read as either"), "{text}");
}
