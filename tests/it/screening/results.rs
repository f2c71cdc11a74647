//! Single results: what is doubtful, of another kind, or not to be read.

use crate::kit::{Patient as _, codes, derived, eligible};
use cardose::{
    engine::{
        evidence::outcome::Outcome,
        problem::{EntryKind, ProblemCode},
    },
    model::Value,
};

#[test]
fn a_fraction_typed_as_per_cent_of_the_liver_is_doubtful() {
    let mut draft = eligible().quantity("liver_replaced", "0.6", "%");
    assert_eq!(draft.worst("E6"), Outcome::Unknown);
    draft = draft.confirmed("liver_replaced");
    assert_eq!(draft.worst("E6"), Outcome::Pass);
    draft = draft.quantity("liver_replaced", "0.6", "1");
    assert_eq!(draft.worst("E6"), Outcome::Fail);
}

/// 6.5 mm, meant as cm, beside a measurable lesion of 28 mm.
#[test]
fn the_largest_lesion_is_not_below_the_measurable_one() {
    let mut draft = eligible().quantity("largest_lesion_diameter", "6.5", "mm");
    assert_eq!(draft.worst("I5.size"), Outcome::Unknown);
    let found = derived(&draft);
    assert!(matches!(
        codes(&found, "assessments[3].results[largest_lesion_diameter].value")[..],
        [ProblemCode::Contradicts { other }] if other.of_item() == Some("measurable_lesion_diameter")
    ));
    draft = draft.quantity("largest_lesion_diameter", "28", "mm");
    assert_eq!(draft.worst("I5.size"), Outcome::Pass);
}

#[test]
fn only_a_score_is_counted() {
    let draft = eligible().with("platelets", Value::Counted(80));
    assert_eq!(draft.worst("I8.platelets"), Outcome::Unknown);
    let found = derived(&draft);
    let expected = ProblemCode::WrongKind { expected: EntryKind::Quantity };
    assert_eq!(codes(&found, "assessments[2].results[platelets]"), [&expected]);
}

#[test]
fn comparators_stand_on_laboratory_results_only() {
    for (item, value, unit) in [
        ("weight", "<60", "kg"),
        ("height", ">160", "cm"),
        ("largest_lesion_diameter", "<6", "cm"),
        ("weight", "60 L", "kg"),
    ] {
        let draft = eligible().quantity(item, value, unit);
        let found = derived(&draft);
        let field = format!("assessments[3].results[{item}].value");
        assert!(matches!(codes(&found, &field)[..], [ProblemCode::Number(_)]), "{item} {value}");
    }
}

#[test]
fn the_square_kilogram_is_a_kilogram() {
    let draft = eligible().quantity("weight", "62.4", "㎏");
    assert!(derived(&draft).problems.is_empty());
}
