//! Which questions are asked at all: those after a certain answer to another, by the answers that count.

use crate::kit::{Patient as _, eligible, protocol, result};
use cardose::{
    engine::{asked, latest},
    model::{
        Draft,
        Truth::{self, False, True, Unknown},
        Value,
    },
};

/// Whether the shipped protocol asks for an item.
fn is_asked(draft: &Draft, item: &str) -> Truth {
    let protocol = protocol();
    let item = protocol.items.iter().find(|known| known.id == item).unwrap();
    asked(draft, &protocol, item.only_if.as_ref().unwrap())
}

fn answer(id: &str) -> Value {
    Value::Choice(id.into())
}

/// Viral DNA is asked for after either marker, and a marker that is pending leaves it open.
#[test]
fn one_marker_is_enough_to_ask_for_the_virus() {
    for (hbsag, anti_hbc, expected) in [
        ("positive", "positive", True),
        ("positive", "negative", True),
        ("negative", "positive", True),
        ("negative", "negative", False),
        ("positive", "pending", True),
        ("pending", "negative", Unknown),
        ("weakly_positive", "negative", Unknown),
    ] {
        let draft = eligible().with("hbsag", answer(hbsag)).with("anti_hbc", answer(anti_hbc));
        assert_eq!(is_asked(&draft, "hbv_dna"), expected, "{hbsag} {anti_hbc}");
    }
}

/// Symptoms of brain metastases are asked for where there are some, and only where they were treated.
#[test]
fn both_answers_are_needed_where_both_are_asked_for() {
    for (tumour, treated, expected) in [
        (Value::Yes, Value::Yes, True),
        (Value::Yes, Value::No, False),
        (Value::No, Value::Yes, False),
        (Value::Yes, Value::NotKnown, Unknown),
    ] {
        let draft = eligible().with("cns_tumour", tumour).with("brain_metastases_treated", treated);
        assert_eq!(is_asked(&draft, "brain_metastases_symptoms"), expected);
    }
}

/// A marker that was read from another patient's report asks for nothing; the latest that stands does.
#[test]
fn an_answer_that_was_set_aside_asks_for_nothing() {
    let negative = || eligible().with("hbsag", answer("negative")).with("anti_hbc", answer("negative"));
    let later = |value: Value| {
        let finding = result("hbsag", value);
        negative().report("2026-11-20T08:00", vec![finding])
    };
    assert_eq!(is_asked(&later(answer("positive")), "hbv_dna"), True);
    let mut draft = later(answer("positive"));
    draft.assessments.last_mut().unwrap().results[0].set_aside = "another patient's report".into();
    assert_eq!(is_asked(&draft, "hbv_dna"), False);
    assert_eq!(latest(&draft, "hbsag"), Some(&answer("negative")));
    // An earlier positive result does not outlast a later negative one here: what it means is judged elsewhere.
    let mut draft = later(answer("positive"));
    draft.assessments.last_mut().unwrap().when = "2026-11-01".into();
    assert_eq!(is_asked(&draft, "hbv_dna"), False);
}
