//! Decisions that a person has to make before a number is one to draw: asked once, kept with who and when.

use super::kit::*;
use crate::kit::Patient as _;
use cardose::{
    engine::{
        Derived,
        dose::dosing::{DoseState, Dosing},
        notice::{Class, NoticeCode},
    },
    model::{Confirmation, Draft, Lot, Typed},
};

/// 60 kg at DL2: 18 of 20 mL, and nothing else on the certificate.
fn on_dl2(lot: Lot) -> Draft {
    complete(assigned("60", lot), "165")
}

fn guarded() -> Lot {
    Lot { certificate_cells: t("200 10*6"), ..with_bags(stated("10"), &["20"]) }
}

/// Every line is done but eligibility: these drafts know nothing of the screening.
fn is_ready(dosing: &Dosing) -> bool {
    open_lines(dosing) == ["eligibility"]
}

fn class_of(found: &Derived, code: impl Fn(&NoticeCode) -> bool) -> Option<Class> {
    found.notices.iter().find(|notice| code(&notice.code)).map(|notice| notice.class)
}

#[test]
fn a_guarded_lot_in_order_is_ready() {
    assert!(is_ready(&dose(&on_dl2(guarded()), &usual())));
}

/// Each open decision: the number stays, and it is not ready; signed, it is, and becomes a quiet line.
#[test]
fn a_decision_is_asked_once_and_kept() {
    let unguarded = with_bags(stated("10"), &["20"]);
    let expired = Lot { expires: "2026-11-21".into(), ..guarded() };
    let narrow = usual_but(&[("expected_car_high", "9 10*6/mL")]);
    let ten_million = Typed::new("10000000", "/mL");
    for (lot, site, field, value, other) in [
        (unguarded, usual(), "unguarded", ten_million.clone(), Typed::new("9000000", "/mL")),
        (expired, usual(), "expires", Typed::new("2026-11-21", ""), Typed::new("2026-11-20", "")),
        (guarded(), narrow, "expected", ten_million, Typed::new("11000000", "/mL")),
    ] {
        let open = dose(&on_dl2(lot.clone()), &site);
        let level = open.assigned_level().unwrap();
        assert_eq!(level.state, DoseState::Ready, "{field}");
        exactly(&volume(level), "18");
        assert!(!is_ready(&open), "{field}: {:?}", open.readiness);

        let sign = |value: &Typed| {
            let confirmed = Confirmation {
                field: field.into(),
                value: value.clone(),
                signed: signed(),
                ..Confirmation::default()
            };
            on_dl2(Lot { confirmed: vec![confirmed], ..lot.clone() })
        };
        assert!(is_ready(&dose(&sign(&value), &site)), "{field}");
        assert!(!is_ready(&dose(&sign(&other), &site)), "{field}: decided on another figure");
    }
}

/// 62.4 kg at screening doses by the site's rule; 55 kg a day later are 11.9 % less: somebody decides, and sees that 55 kg
/// would aim for 165 million cells.
#[test]
fn a_later_weight_that_differs_is_decided_on() {
    let draft = |later: &str, when: &str| {
        let mut draft = on_dl2(Lot { certificate_cells: t("400 10*6"), ..with_bags(stated("10"), &["40"]) });
        draft.assessments.clear();
        draft = draft.weighed("2026-11-20", "62.4", "kg");
        draft = draft.weighed(when, later, "kg");
        complete(draft, "165")
    };
    let changed = |code: &NoticeCode| matches!(code, NoticeCode::WeightChanged { .. });
    for (later, when, asked) in [
        ("55", "2026-11-21", true),
        // 62.4 × 0.9 = 56.16: exactly 10 % is not asked.
        ("56.16", "2026-11-21", false),
        ("56.159", "2026-11-21", true),
        ("68.64", "2026-11-21", false),
        ("68.641", "2026-11-21", true),
        // Before the weight that doses: of no interest.
        ("55", "2026-11-19", false),
        // Nobody knows when.
        ("55", "", true),
    ] {
        let found = outcome(&draft(later, when), &usual());
        let class = class_of(&found, changed);
        assert_eq!(class, asked.then_some(Class::Decide), "{later} {when}");
        exactly(&only(&found.dosings[0].levels[DL2]).target, "187200000");
        assert_eq!(is_ready(&found.dosings[0]), !asked, "{later} {when}");
    }
    let found = outcome(&draft("55", "2026-11-21"), &usual());
    let target = found.notices.iter().find_map(|notice| {
        let NoticeCode::WeightChanged { target, .. } = &notice.code else { return None };
        target.clone()
    });
    assert_eq!(target, Some(cells("165000000")));
    // Chosen by a person, nothing is left to decide.
    for (from, target) in [(1, "187200000"), (2, "165000000")] {
        let mut chosen = draft("55", "2026-11-21");
        chosen.infusions[0].weight_from = Some(from);
        let found = outcome(&chosen, &usual());
        assert_eq!(class_of(&found, changed), None);
        exactly(&only(&found.dosings[0].levels[DL2]).target, target);
    }
}

/// Without a height, 斤 and pounds would not be seen: a quiet line.
#[test]
fn a_weight_without_a_height_is_noted() {
    let unchecked = |code: &NoticeCode| matches!(code, NoticeCode::WeightUnchecked(1));
    let mut draft = on_dl2(guarded());
    assert_eq!(class_of(&outcome(&draft, &usual()), unchecked), None);
    draft.assessments[0].results.retain(|known| known.of != "height");
    assert_eq!(class_of(&outcome(&draft, &usual()), unchecked), Some(Class::Note));
    assert_eq!(open_lines(&dose(&draft, &usual())), ["weight", "eligibility"]);
}

/// A lot that is short is a decision whatever the tolerance; 100 of 180 million are 55.6 %, 171 of 180 are 95 %.
#[test]
fn a_short_lot_is_a_decision_while_no_tolerance_is_set() {
    let unset = usual_but(&[("tolerance_below", "unset"), ("tolerance_above", "unset")]);
    let none = usual_but(&[("tolerance_below", "none"), ("tolerance_above", "none")]);
    for (fill, cells) in [("10", "100 10*6"), ("17.1", "171 10*6")] {
        let lot = Lot { certificate_cells: t(cells), ..with_bags(stated("10"), &[fill]) };
        for site in [&unset, &none] {
            let level = &dose(&on_dl2(lot.clone()), site).levels[DL2];
            assert_eq!(level.state, DoseState::Underdose, "{fill}");
            exactly(&volume(level), fill);
        }
    }
}

/// 0.5 to 150 mL are usual.
#[test]
fn an_unusual_volume_is_noted() {
    let unusual = |code: &NoticeCode| matches!(code, NoticeCode::UnusualVolume(1));
    for (kilograms, per_ml, noted) in [
        // 180 ÷ 360 = 0.5 mL; ÷ 450 = 0.4; 180 ÷ 1.2 = 150; ÷ 1.19 = 151.2
        ("60", "360", false),
        ("60", "450", true),
        ("60", "1.2", false),
        ("60", "1.19", true),
    ] {
        let mut draft = on_dl2(stated(per_ml));
        draft.assessments.clear();
        draft = draft.weighed("2026-11-20", kilograms, "kg");
        let site = usual_but(&[("rounding_step", "0.1 mL")]);
        assert_eq!(class_of(&outcome(&draft, &site), unusual).is_some(), noted, "{per_ml}");
    }
}

/// The site's age limit holds for the dosing weight: against the infusion's day, or now while there is none. Undated,
/// nobody knows; chosen by a person, it is decided.
#[test]
fn an_old_weight_is_decided_on() {
    let old = |code: &NoticeCode| matches!(code, NoticeCode::WeightOld(1));
    let site = usual_but(&[("value_age_limit", "7 d"), ("dosing_weight", "unset")]);
    for (measured, start, asked) in [
        // It is 22 November 2026.
        ("2026-11-15", "", false),
        ("2026-11-14", "", true),
        ("2026-11-20", "2026-11-27", false),
        ("2026-11-20", "2026-11-28T08:00", true),
        ("2026-11", "2026-11-08", false),
        ("2026-11", "2026-11-09", true),
        ("", "", true),
    ] {
        let mut draft = on_dl2(guarded());
        draft.stages.clear();
        draft.assessments[0].when = measured.into();
        draft.infusions[0].start = start.into();
        let found = outcome(&draft, &site);
        assert_eq!(class_of(&found, old), asked.then_some(Class::Decide), "{measured} {start}");
        // A weight of no one day is to be corrected besides.
        let of_a_day = measured.len() == "2026-11-20".len();
        assert_eq!(is_ready(&found.dosings[0]), !asked && of_a_day, "{measured} {start}");
        assert_eq!(class_of(&outcome(&draft, &usual_but(&[("dosing_weight", "unset")])), old), None);
        draft.infusions[0].weight_from = Some(1);
        assert_eq!(class_of(&outcome(&draft, &site), old), None);
    }
}

/// A lot that is named and not entered: the dose is not made up from the others alone.
#[test]
fn a_lot_that_is_not_entered_is_asked_for() {
    let mut draft = on_dl2(guarded());
    draft.infusions[0].lots = vec!["L1".into(), "L9".into()];
    assert_asks(&dose(&draft, &usual()).levels[DL2], &[cardose::engine::dose::dosing::DoseAsk::Lot]);
}
