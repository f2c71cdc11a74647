//! What a person decides once: old values, a template that nobody has confirmed, a negative after a positive.

use super::kit::{changed, signed};
use crate::kit::{CONTEXT, Patient as _, Settled as _, base, context_of, site};
use cardose::{
    engine::{
        Derived, derive,
        evidence::outcome::Outcome,
        notice::{Class, NoticeCode},
        problem::ProblemCode,
        verdict::Verdict,
    },
    model::{Assessment, Confirmation, Draft, Finding, Typed, Value},
};
use jiff::civil::date;

/// HIV antibody positive on the 1st, negative on the 19th: unknown until a second negative bears it out or somebody says
/// why.
#[test]
fn a_negative_after_a_positive_is_unknown() {
    let answer = |id: u32, when: &str, answer: &str| Assessment {
        id,
        when: when.into(),
        results: vec![Finding {
            of: "hiv_antibody".into(),
            value: Value::Choice(answer.into()),
            ..Finding::default()
        }],
        ..Assessment::default()
    };
    let patient = |earlier: &str| {
        let mut draft = base();
        draft.assessments.insert(0, answer(90, "2026-11-01", earlier));
        draft
    };
    let of = |draft: &Draft| draft.judged_in(&CONTEXT).worst("E4.hiv");
    assert_eq!(of(&patient("negative")), Outcome::Pass);
    assert_eq!(of(&patient("pending")), Outcome::Pass);
    let mut draft = patient("positive");
    let found = derive(&draft, &CONTEXT);
    assert_eq!(of(&draft), Outcome::Unknown);
    assert!(
        found
            .problems
            .iter()
            .any(|problem| problem.code == ProblemCode::EarlierStays { day: date(2026, 11, 1) })
    );
    assert!(
        found
            .notices
            .iter()
            .any(|own| own.class == Class::Decide && matches!(own.code, NoticeCode::Confirm(_)))
    );
    // A second negative, on another day, bears it out; one of the same time does not.
    draft.assessments.push(answer(91, "2026-11-20", "negative"));
    assert_eq!(of(&draft), Outcome::Pass);
    draft.assessments.pop();
    // A positive after it stands as it is.
    draft.assessments.push(answer(91, "2026-11-20", "positive"));
    assert_eq!(of(&draft), Outcome::Fail);
    draft.assessments.pop();
    let own = draft.assessments.iter_mut().flat_map(|report| &mut report.results);
    let negative = own.filter(|finding| finding.of == "hiv_antibody").nth(1).unwrap();
    crate::kit::confirm(negative);
    negative.confirmed.as_mut().unwrap().signed.reason.clear();
    assert_eq!(of(&draft), Outcome::Unknown, "without a reason");
    let own = draft.assessments.iter_mut().flat_map(|report| &mut report.results);
    let negative = own.filter(|finding| finding.of == "hiv_antibody").nth(1).unwrap();
    negative.confirmed.as_mut().unwrap().signed.reason = "the first was mixed up, repeated at once".into();
    assert_eq!(of(&draft), Outcome::Pass);
}

/// 28 days on the last day of screening are not old, 29 are; the site's own limit ends the question.
#[test]
fn old_laboratory_values_are_one_decision() {
    let aged = |when: &str| {
        let mut draft = base();
        let report = draft.assessments.iter_mut().find(|report| report.laboratory.is_some()).unwrap();
        report.when = when.into();
        let day = when.to_owned();
        for exposure in &mut draft.exposures {
            exposure.courses.retain(|_| false);
        }
        (draft, day)
    };
    let old = |found: &Derived| {
        let mut own = found.notices.iter().filter(|notice| matches!(notice.code, NoticeCode::OldValues(_)));
        let first = own.next().map(|notice| notice.class);
        assert!(own.next().is_none(), "one decision");
        first
    };
    // 20 November less 28 days is 23 October.
    for (when, expected) in
        [("2026-10-23", None), ("2026-10-22", Some(Class::Decide)), ("2025-08-20", Some(Class::Decide))]
    {
        let (draft, _) = aged(when);
        let found = derive(&draft, &CONTEXT);
        assert_eq!(old(&found), expected, "{when}");
        assert_eq!(found.overall.verdict, Verdict::Eligible, "{when}");
    }
    let (mut draft, _) = aged("2026-10-22");
    let found = derive(&draft, &CONTEXT);
    let items: Vec<&str> = found.standing.old.iter().map(|(item, _)| &**item).collect();
    assert!(
        items.contains(&"platelets") && items.contains(&"hbsag") && items.contains(&"creatinine"),
        "{items:?}"
    );
    // Imaging, tissue and what is measured at the bed are no laboratory values.
    for item in ["lvef", "measurable_lesion_diameter", "her2_ihc", "spo2_room_air", "liver_replaced"] {
        assert!(!items.contains(&item), "{item}");
    }
    draft.confirmed = vec![Confirmation {
        field: "old_values".into(),
        value: found.standing.old_values(),
        choice: None,
        signed: signed("p1", "2026-11-20T10:00"),
    }];
    assert_eq!(old(&derive(&draft, &CONTEXT)), None, "never again");
    draft.assessments.iter_mut().find(|report| report.laboratory.is_some()).unwrap().when =
        "2026-10-20".into();
    assert_eq!(old(&derive(&draft, &CONTEXT)), Some(Class::Decide), "other values");
    let sixty = context_of(&site().setting("value_age_limit", "60 d"));
    assert_eq!(old(&derive(&aged("2026-10-22").0, &sixty)), None);
}

/// The upper limit comes from a template that nobody has confirmed: 60 U/L is 2.4 × 25, and no usual limit turns it.
/// Between 2.5 × 35 = 87.5 and 2.5 × 40 = 100 the American limit would.
#[test]
fn another_usual_limit_that_turns_the_row_is_a_decision() {
    let of = |alt: &str| {
        let mut draft = changed(&format!("alt={alt} U/L"));
        for report in &mut draft.assessments {
            for finding in report.results.iter_mut().filter(|finding| finding.of == "alt") {
                finding.uln = Typed::default();
            }
        }
        derive(&draft, &CONTEXT)
    };
    let turned = |found: &Derived| {
        found
            .notices
            .iter()
            .any(|own| own.code == NoticeCode::LimitsTurn(vec!["I9".into()]) && own.class == Class::Decide)
    };
    for (alt, expected) in [("60", false), ("87.5", false), ("87.6", true), ("100", true), ("101", false)] {
        assert_eq!(turned(&of(alt)), expected, "{alt}");
    }
}

/// A decision is made by somebody: without a name it is prepared, and asked for still.
#[test]
fn nobody_has_decided_on_old_values() {
    let mut draft = base();
    draft.assessments.iter_mut().find(|report| report.laboratory.is_some()).unwrap().when =
        "2026-10-22".into();
    let value = derive(&draft, &CONTEXT).standing.old_values();
    for (by, open) in [("", true), (" ", true), ("p1", false)] {
        let signed = signed(by, "2026-11-20T10:00");
        draft.confirmed =
            vec![Confirmation { field: "old_values".into(), value: value.clone(), choice: None, signed }];
        let found = derive(&draft, &CONTEXT);
        let asked = found.notices.iter().any(|notice| matches!(notice.code, NoticeCode::OldValues(_)));
        assert_eq!(asked, open, "“{by}”");
    }
}
