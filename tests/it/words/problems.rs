//! What is wrong with an entry says what was expected, and how to mend it.

use crate::kit::{CONTEXT, LANGUAGES, Patient as _, base, problems};
use cardose::{
    i18n::Language::{Chinese, English},
    model::{Draft, Infusion, Typed, Value},
};

/// The only problem of a draft, in both languages.
#[track_caller]
fn only(draft: &Draft) -> [String; 2] {
    LANGUAGES.map(|language| {
        let found = problems(draft, &CONTEXT, language);
        assert_eq!(found.len(), 1, "{found:#?}");
        found[0].clone()
    })
}

#[track_caller]
fn says(draft: &Draft, parts: &[&str]) {
    for text in only(draft) {
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}

fn with(item: &str, value: Value) -> Draft {
    base().with(item, value)
}

const ANSWERS: [&str; 5] = ["negative", "positive", "weakly_positive", "indeterminate", "pending"];

#[test]
fn an_unknown_answer_lists_the_answers() {
    for typed in ["阴性", "±", "negativ"] {
        says(&with("hbsag", Value::Choice(typed.into())), &[&[typed], &ANSWERS[..]].concat());
    }
    // Another kind of entry where one of the answers belongs.
    says(&with("hbsag", Value::Yes), &ANSWERS);
}

#[test]
fn other_ids_list_what_there_is() {
    let mut draft = base();
    draft.assessments[1].laboratory = Some("zzz".into());
    says(&draft, &["zzz", "wst-404", "us-typical"]);
    let mut draft = base();
    draft.stages[0].stage = "qqq".into();
    let found = problems(&draft, &CONTEXT, English);
    let stages = ["screening", "apheresis", "preconditioning", "infusion"];
    assert!(found.iter().any(|text| stages.iter().all(|id| text.contains(id))), "{found:?}");
}

#[test]
fn an_interval_that_cannot_be_read_shows_one_and_the_mend() {
    for (typed, mend) in [("9-50 U/L", "9-50"), ("9~50↑", "9~50"), ("8,5-50", "8.5-50"), ("≤ 50 U/L", "≤ 50")]
    {
        let draft = base().uln("alt", typed, "");
        says(&draft, &["≤26.0", mend]);
        assert_eq!(base().uln("alt", mend, "").judged().codes().len(), 0, "{mend}");
    }
    // 1,234 may be a thousand or a decimal: nothing is offered.
    for typed in ["1,234", "normal"] {
        let [english, chinese] = only(&base().uln("alt", typed, ""));
        assert!(english.contains("9-50") && !english.contains("1.234"), "{english}");
        assert!(chinese.contains("9-50") && !chinese.contains("1.234"), "{chinese}");
    }
}

/// None detected is an answer, however it was typed; international units are units of it.
#[test]
fn hbv_dna_names_its_answer_and_all_its_units() {
    for value in [
        Value::Quantity(Typed::new("未检出", "copies/mL")),
        Value::Quantity(Typed::new("not detected", "IU/mL")),
        Value::Choice("negative".into()),
    ] {
        says(&with("hbv_dna", value), &["not_detected"]);
    }
    says(&with("hbv_dna", Value::Quantity(Typed::new("100", "mmol/L"))), &["copies/mL", "IU/mL"]);
    says(&with("hbv_dna", Value::Quantity(Typed::new("100", ""))), &["copies/mL", "IU/mL"]);
}

/// A range is no number: its lower end is not offered for it. What is no unit is not called one.
#[test]
fn a_range_is_not_read_as_its_lower_end() {
    for (item, typed, unit) in
        [("lvef", "55-60", "%"), ("lvef", "55~60", "%"), ("lvef", "55 至 60", "%"), ("ecog", "1-2", "")]
    {
        let draft = with(item, Value::Quantity(Typed::new(typed, unit)));
        let [english, chinese] = only(&draft);
        assert!(english.contains("range") && chinese.contains("范围"), "{english} {chinese}");
        assert!(!english.contains("the number is") && !chinese.contains("数字为"), "{english} {chinese}");
    }
    for (item, typed, unit) in [("ecog", "5/6", ""), ("lvef", "55 or so", "%")] {
        let [english, _] = only(&with(item, Value::Quantity(Typed::new(typed, unit))));
        assert!(english.contains("cannot be read as a number"), "{english}");
    }
    says(&with("lvef", Value::Quantity(Typed::new("55 g/L", "%"))), &["“g/L”", "55"]);
    says(&with("platelets", Value::Quantity(Typed::new("180×10⁹/kg", "10*9/L"))), &["“/kg”", "180×10⁹"]);
}

/// Laboratories print a count per microlitre as /µL.
#[test]
fn counts_would_fit_the_unit_that_laboratories_print() {
    for text in only(&with("platelets", Value::Quantity(Typed::new("160000", "10*9/L")))) {
        assert!(text.contains("/µL") && !text.contains("×10⁶/L"), "{text}");
    }
}

/// The weight of a visit that is not there.
#[test]
fn a_weight_from_nowhere_is_a_problem() {
    let mut draft = base();
    draft.infusions = vec![Infusion { number: 1, weight_from: Some(99), ..Infusion::default() }];
    let visits: Vec<String> = draft.assessments.iter().map(|visit| visit.id.to_string()).collect();
    let found = problems(&draft, &CONTEXT, English);
    let own: Vec<&String> =
        found.iter().filter(|text| text.starts_with("infusions[1].weight_from")).collect();
    assert_eq!(own.len(), 1, "{found:#?}");
    assert!(own[0].contains("99") && visits.iter().all(|id| own[0].contains(id.as_str())), "{}", own[0]);
    draft.infusions[0].weight_from = Some(draft.assessments[0].id);
    let found = problems(&draft, &CONTEXT, Chinese);
    assert!(!found.iter().any(|text| text.contains("weight_from")), "{found:?}");
}

/// `t` is a key of the window's date fields; a record holds the day.
#[test]
fn t_is_no_date_in_a_record() {
    for typed in ["t", "T"] {
        let mut draft = base();
        draft.stages[0].date = typed.into();
        let [english, chinese] = only(&draft);
        assert!(english.contains("window") && english.contains("2026-11-19"), "{english}");
        assert!(chinese.contains("窗口") && chinese.contains("2026-11-19"), "{chinese}");
    }
}

/// Sentences that follow one another begin as sentences do.
#[test]
fn every_sentence_begins_with_a_capital() {
    for draft in [
        with("weight", Value::Quantity(Typed::new("62,4", "kg"))),
        with("creatinine", Value::Quantity(Typed::new("1.2", "umol/L"))),
        with("platelets", Value::Quantity(Typed::new("180", "10^9/l/l"))),
        base().quantity("weight", "150", "kg").quantity("height", "165", "cm"),
        with("hbsag", Value::Choice("negativ".into())),
    ] {
        for text in problems(&draft, &CONTEXT, English) {
            for (_, next) in text.match_indices(". ").map(|(place, _)| text.split_at(place + 2)) {
                let first = next.chars().next().unwrap();
                assert!(!first.is_lowercase(), "{text}");
            }
        }
    }
}
