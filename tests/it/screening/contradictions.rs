//! Entries that contradict each other. Each is asked, and unknown until somebody has answered.

use crate::kit::{CONTEXT, Patient as _, amount, derived, eligible, protocol, reporter, result, site};
use cardose::{
    engine::{
        Context, Derived, derive,
        evidence::{Entry, outcome::Outcome},
        notice::{Class, NoticeCode},
        problem::ProblemCode,
        verdict::Verdict,
    },
    i18n::Language::{Chinese, English},
    model::{Address, Draft, Finding, Sex, Value},
};

/// The contradictions: the field that asks, and the item that is named.
fn contradictions(found: &Derived) -> Vec<(Address, Address)> {
    let each = found.problems.iter().filter_map(|problem| {
        let ProblemCode::Contradicts { other } = &problem.code else { return None };
        Some((problem.field.clone(), other.clone()))
    });
    each.collect()
}

/// A draft in which one entry of each pair is asked about, names the other, and decides nothing until it is confirmed.
#[track_caller]
fn asks(draft: &Draft, one: &str, other: &str) {
    let found = derived(draft);
    let [(field, named)] = &contradictions(&found)[..] else {
        panic!("{one} and {other}: {:?}", found.problems)
    };
    assert_eq!(field.of_item(), Some(one));
    assert_eq!(named.to_string(), other);
    let asked = NoticeCode::Confirm(field.clone());
    assert!(found.notices.iter().any(|notice| notice.class == Class::Decide && notice.code == asked));
    for language in [English, Chinese] {
        let (words, reporter) = (language.catalogue(), reporter(draft, &CONTEXT, language));
        let problem = found.problems.iter().find(|problem| problem.field == *field).unwrap();
        let (own, name) = (reporter.field_name(field), reporter.problem(problem));
        let item = |id: &str| if id == "sex" { words.entry_sex.clone() } else { reporter.item(id) };
        assert!(own.contains(&item(one)), "{own}");
        assert!(name.contains(&item(other)), "{name}");
    }
    // Either of the two settles it.
    for item in [one, other].into_iter().filter(|item| *item != "sex") {
        let settled = draft.clone().confirmed(item);
        assert_eq!(contradictions(&derived(&settled)), [], "{item} is confirmed");
    }
}

fn answered(pairs: &[(&str, Value)]) -> Draft {
    let mut draft = eligible();
    for (item, value) in pairs {
        draft.set(item, value.clone());
    }
    draft
}

fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

/// 38 mm with the unit cm beside it would be a lesion of 38 cm.
#[test]
fn a_lesion_of_38_cm_is_doubtful() {
    for item in ["measurable_lesion_diameter", "largest_lesion_diameter"] {
        for (value, unit, doubtful) in [
            ("38", "cm", true),
            ("20.1", "cm", true),
            ("20", "cm", false),
            ("38", "mm", false),
            ("5", "mm", false),
            ("4.9", "mm", true),
        ] {
            let draft = eligible().quantity(item, value, unit);
            let found = derived(&draft);
            let asked =
                found.problems.iter().any(|problem| matches!(problem.code, ProblemCode::DoubtfulUnit { .. }));
            assert_eq!(asked, doubtful, "{item} {value} {unit}");
        }
    }
    let mut draft = eligible().quantity("measurable_lesion_diameter", "38", "cm").quantity(
        "largest_lesion_diameter",
        "38",
        "cm",
    );
    assert_eq!(draft.worst("I5"), Outcome::Unknown);
    draft = draft.confirmed("measurable_lesion_diameter").confirmed("largest_lesion_diameter");
    assert_eq!(draft.worst("I5"), Outcome::Fail, "38 cm are above 6 cm");
}

/// In whole millimetres 29 and 28 may both be 28.5; in tenths they are not.
#[test]
fn a_short_axis_above_the_longest_diameter() {
    for (short, long, contradicts) in [
        ("30", "28", true),
        ("29", "28", false),
        ("28", "28", false),
        ("28.2", "28.0", true),
        ("16", "28", false),
    ] {
        let mut draft = answered(&[("measurable_lesion_is_node", Value::Yes)]).quantity(
            "measurable_lesion_diameter",
            long,
            "mm",
        );
        let by_node = result("measurable_lesion_short_axis", amount(short, "mm"));
        draft.assessments[2].results.push(by_node);
        if contradicts {
            asks(&draft, "measurable_lesion_short_axis", "measurable_lesion_diameter");
            assert_eq!(draft.worst("I5.measurable"), Outcome::Unknown);
        } else {
            assert_eq!(contradictions(&derived(&draft)), [], "{short} {long}");
        }
    }
}

/// Another visit measures another state of the lesion.
#[test]
fn lesions_of_two_visits_are_not_compared() {
    let mut draft = answered(&[("measurable_lesion_is_node", Value::Yes)]);
    let axis = result("measurable_lesion_short_axis", amount("30", "mm"));
    draft = draft.report("2026-11-10T09:00", vec![axis]);
    assert_eq!(contradictions(&derived(&draft)), []);
    draft.assessments.last_mut().unwrap().when = "2026-11-20T15:00".into();
    asks(&draft, "measurable_lesion_short_axis", "measurable_lesion_diameter");
}

#[test]
fn no_metastasis_in_a_liver_that_is_partly_replaced() {
    let mut draft = eligible();
    for (value, contradicts) in [("0", false), ("<5", false), ("10", true), (">5", true)] {
        draft = draft.quantity("liver_replaced", value, "%");
        if contradicts {
            asks(&draft, "liver_metastasis", "liver_replaced");
        } else {
            assert_eq!(contradictions(&derived(&draft)), [], "{value}");
        }
    }
    draft = draft.quantity("liver_replaced", "10", "%");
    // The measured share stands: 10 % are below 50 %. Which limit holds for ALT hangs on the answer: 4 × 40 U/L.
    assert_eq!(draft.worst("E6"), Outcome::Pass);
    assert_eq!(draft.worst("I9"), Outcome::Pass, "24 U/L are below either limit");
    draft = draft.quantity("alt", "160", "U/L");
    assert_eq!(draft.worst("I9"), Outcome::Unknown);
    // A primary tumour of the liver: somebody has looked.
    draft = draft.confirmed("liver_metastasis");
    assert_eq!(draft.worst("I9"), Outcome::Fail);
    draft = draft.quantity("alt", "24", "U/L");
    assert_eq!(derived(&draft).overall.verdict, Verdict::Eligible);
    draft.set("liver_metastasis", Value::Yes);
    assert_eq!(contradictions(&derived(&draft)), []);
}

/// The screening asks on 20 November. A picture of the weeks around it contradicts the answer, one of a month later may
/// show what has come since; an older one showed what was there.
#[test]
fn an_old_answer_is_not_held_against_a_new_picture() {
    for (when, contradicts) in
        [("2026-01-20", true), ("2026-11-19", true), ("2026-12-18", true), ("2026-12-19", false)]
    {
        let draft = eligible().without("liver_replaced").again(when, "liver_replaced", "10", "%");
        let now = jiff::civil::date(2026, 12, 31).at(9, 0, 0, 0);
        let context = Context::new(&protocol(), &site(), &crate::kit::laboratories(), now).unwrap();
        let asked = contradictions(&derive(&draft, &context));
        assert_eq!(!asked.is_empty(), contradicts, "{when}: {asked:?}");
    }
    // A newer picture takes the place of an older one.
    let draft = eligible().again("2026-11-10", "liver_replaced", "10", "%");
    assert_eq!(contradictions(&derived(&draft)), []);
}

/// 0.7 mg/dL are 0.65 to 0.75, so 11.1 to 12.8 µmol/L: not surely more than 11.4.
#[test]
fn direct_bilirubin_above_the_total() {
    for (direct, unit, contradicts) in [
        ("20", "umol/L", true),
        ("11.5", "umol/L", false),
        ("11.6", "umol/L", true),
        ("0.7", "mg/dL", false),
        ("0.8", "mg/dL", true),
    ] {
        let draft = eligible().quantity("bilirubin_direct", direct, unit);
        if contradicts {
            asks(&draft, "bilirubin_direct", "bilirubin_total");
            assert_eq!(draft.worst("I9.bilirubin"), Outcome::Unknown);
        } else {
            assert_eq!(contradictions(&derived(&draft)), [], "{direct} {unit}");
        }
    }
}

#[test]
fn agrees_to_contraception_and_refuses_it() {
    let draft = answered(&[("unwilling_contraception", Value::Yes)]);
    asks(&draft, "agrees_contraception", "unwilling_contraception");
    assert_eq!(draft.worst("I14.contraception"), Outcome::Unknown);
    assert_eq!(draft.worst("E25"), Outcome::Unknown);
    let found = derived(&draft);
    let entry = Entry::Confirmation("unwilling_contraception".into());
    assert!(
        found.overall.decided_by.iter().any(|(decides, _)| *decides == entry),
        "{:?}",
        found.overall.decided_by
    );
    // On another day somebody may have changed his mind: the newer answer stands.
    let mut later = eligible();
    let refuses = Finding { of: "unwilling_contraception".into(), value: Value::Yes, ..Finding::default() };
    later = later.report("2026-11-21T09:00", vec![refuses]);
    assert_eq!(contradictions(&derived(&later)), []);
}

#[test]
fn answers_that_cannot_both_be_right() {
    for (one, first, other, second) in [
        ("active_tuberculosis", Value::No, "active_pulmonary_tuberculosis", Value::Yes),
        ("unrecovered_toxicity", Value::No, "unrecovered_toxicity_excepted", Value::Yes),
        ("autoimmune_disease", Value::No, "autoimmune_disease_excepted", Value::Yes),
        ("cns_tumour", Value::No, "brain_metastases_treated", Value::Yes),
        ("cns_tumour", Value::No, "brain_metastases_symptoms", Value::Yes),
        ("solid_tumour_advanced", Value::No, "liver_metastasis", Value::Yes),
        ("childbearing_potential", Value::No, "pregnant", Value::Yes),
        ("childbearing_potential", Value::No, "pregnancy_test", choice("positive")),
        ("pregnant", Value::Yes, "pregnancy_test", choice("negative")),
        ("pregnant", Value::No, "pregnancy_test", choice("positive")),
        ("syphilis_cured", Value::Yes, "syphilis_antibody", choice("negative")),
    ] {
        let mut draft = answered(&[(one, first), (other, second)]);
        if other == "pregnancy_test" && one == "pregnant" {
            draft.set("childbearing_potential", Value::Yes);
        }
        if one == "childbearing_potential" && other == "pregnancy_test" {
            draft.set("pregnant", Value::NotKnown);
        }
        asks(&draft, one, other);
        let outcome = derived(&draft).overall.verdict;
        // Syphilis excludes by its antibody alone, which is negative.
        assert!(outcome != Verdict::Eligible || one == "syphilis_cured", "{one} and {other}");
    }
}

/// A measurement stands against an answer: a positive test is no less positive for it.
#[test]
fn a_positive_test_is_not_put_in_doubt() {
    let draft = answered(&[("childbearing_potential", Value::Yes), ("pregnancy_test", choice("positive"))]);
    asks(&draft, "pregnant", "pregnancy_test");
    assert_eq!(draft.worst("I14.pregnancy_test"), Outcome::Fail);
    assert_eq!(draft.worst("E24.pregnant"), Outcome::Unknown);
}

/// Virus that can be counted with neither marker of it; none detected, and one marker, are ordinary.
#[test]
fn virus_without_its_markers() {
    let mut draft = eligible().quantity("hbv_dna", "50000", "IU/mL");
    asks(&draft, "hbsag", "hbv_dna");
    assert_eq!(draft.worst("E4.hbv"), Outcome::Unknown);
    for value in ["<20", "0"] {
        draft = draft.quantity("hbv_dna", value, "IU/mL");
        assert_eq!(contradictions(&derived(&draft)), [], "{value}");
    }
    draft = draft.quantity("hbv_dna", "50000", "IU/mL");
    draft.set("anti_hbc", choice("positive"));
    assert_eq!(contradictions(&derived(&draft)), []);
}

/// A short axis is that of a lymph node.
#[test]
fn a_short_axis_of_what_is_no_node() {
    let mut draft = eligible();
    let axis = result("measurable_lesion_short_axis", amount("16", "mm"));
    draft.assessments[2].results.push(axis);
    asks(&draft, "measurable_lesion_is_node", "measurable_lesion_short_axis");
}

/// Sex is in doubt with it, and everything that hangs on sex.
#[test]
fn a_man_who_is_pregnant() {
    for (item, value) in [
        ("pregnant", Value::Yes),
        ("breast_feeding", Value::Yes),
        ("childbearing_potential", Value::Yes),
        ("pregnancy_test", choice("positive")),
    ] {
        let mut draft = eligible();
        draft.sex = Some(Sex::Male);
        for asked in ["pregnant", "breast_feeding", "childbearing_potential"] {
            draft = draft.without(asked);
        }
        assert_eq!(derived(&draft).overall.verdict, Verdict::Eligible);
        draft.set(item, value);
        asks(&draft, item, "sex");
        assert_ne!(derived(&draft).overall.verdict, Verdict::Eligible, "{item}");
        draft = draft.confirmed(item);
        assert_eq!(derived(&draft).overall.verdict, Verdict::Eligible, "{item}: asked of women only");
    }
}

/// Two pairs over one entry are both said.
#[test]
fn every_pair_is_said() {
    let draft = answered(&[("pregnant", Value::Yes), ("pregnancy_test", choice("negative"))]);
    let found = contradictions(&derived(&draft));
    let named: Vec<_> = found.iter().filter_map(|(_, other)| other.of_item()).collect();
    assert_eq!(named, ["pregnancy_test", "pregnant"]);
    assert_eq!(draft.worst("E24"), Outcome::Unknown);
}

/// What is set aside contradicts nothing; a corrected entry asks no more.
#[test]
fn what_is_set_aside_contradicts_nothing() {
    let mut draft = eligible().quantity("bilirubin_direct", "20", "umol/L");
    draft.finding("bilirubin_direct").set_aside = "haemolysed".into();
    assert_eq!(contradictions(&derive(&draft, &CONTEXT)), []);
    assert_eq!(derive(&draft, &CONTEXT).overall.verdict, Verdict::Eligible);
}
