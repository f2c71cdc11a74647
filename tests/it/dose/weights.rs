//! Which weight doses. Nothing is silently chosen.

use super::kit::*;
use crate::kit::{Patient as _, confirm, weighing, x};
use cardose::{
    engine::{
        dose::{
            DecidedBy, Weight, WeightChoice,
            dosing::{DoseAsk, DoseState, Dosing},
        },
        notice::{Class, NoticeCode},
    },
    model::{Draft, Finding, Site, StageDate, Value},
};

fn unset() -> Site {
    usual_but(&[("dosing_weight", "unset")])
}

/// Weights of successive days from 20 November on, and a lot of 10 million per mL.
fn weighed(kilograms: &[&str]) -> Draft {
    let mut draft = weighing(kilograms[0]).lot(stated("10"));
    for (index, kilograms) in kilograms.iter().enumerate().skip(1) {
        draft = draft.weighed(&format!("2026-11-{}", 20 + index), kilograms, "kg");
    }
    draft
}

fn kilograms(weights: &[Weight]) -> Vec<String> {
    weights.iter().map(|weight| weight.mass.said().to_string()).collect()
}

#[track_caller]
fn decided(dosing: &Dosing, expected: &str, why: DecidedBy) {
    let WeightChoice::Decided(weight, by) = &dosing.weight else { panic!("{:?}", dosing.weight) };
    assert_eq!((weight.mass.said(), *by), (x(expected), why));
    exactly(&only(&dosing.levels[DL1]).weight.mass, expected);
    assert!(dosing.levels[DL1].provisional.is_empty());
}

#[test]
fn one_weight_is_that_one() {
    decided(&dose(&weighed(&["70"]), &unset()), "70", DecidedBy::Only);
}

#[test]
fn equal_weights_decide() {
    decided(&dose(&weighed(&["70", "70.0", "70.00"]), &unset()), "70", DecidedBy::AllEqual);
}

/// 70 to 63.0 kg is exactly 10 %: the latest, provisional.
#[test]
fn within_ten_per_cent_the_latest_is_provisional() {
    for latest in ["63.0", "69.9", "70.1"] {
        let found = outcome(&weighed(&["70", latest]), &unset());
        let dosing = &found.dosings[0];
        let WeightChoice::Latest(weight, all) = &dosing.weight else { panic!("{:?}", dosing.weight) };
        assert_eq!((weight.mass.said(), all.len()), (x(latest), 2));
        let level = &dosing.levels[DL1];
        assert_eq!(level.state, DoseState::Ready);
        assert_eq!(level.provisional.iter().map(|name| &**name).collect::<Vec<_>>(), ["dosing_weight"]);
        exactly(&only(level).target, &(x(latest) * x("1000000")).to_string());
        let note = NoticeCode::LatestWeight(1);
        assert!(found.notices.iter().any(|notice| notice.class == Class::Note && notice.code == note));
    }
}

/// 70 to 62.9 kg is 10.14 %: asked, and both are shown.
#[test]
fn above_ten_per_cent_both_are_shown() {
    let found = outcome(&weighed(&["70", "62.9"]), &unset());
    let dosing = &found.dosings[0];
    let WeightChoice::Ask(all) = &dosing.weight else { panic!("{:?}", dosing.weight) };
    assert_eq!(kilograms(all), ["70", "62.9"]);
    let level = &dosing.levels[DL1];
    assert_eq!(level.state, DoseState::Asks(vec![DoseAsk::WhichWeight]));
    let volumes: Vec<String> =
        level.results.iter().map(|result| result.draw.as_ref().unwrap().volume.said().to_string()).collect();
    // 6.29 mL on steps of 0.2
    assert_eq!(volumes, ["7", "6.2"]);
    assert!(
        found
            .notices
            .iter()
            .any(|notice| { notice.class == Class::Decide && notice.code == NoticeCode::WhichWeight(1) })
    );
}

/// The widest pair counts, not the last step.
#[test]
fn a_slow_loss_is_seen() {
    let dosing = dose(&weighed(&["70", "66", "62.9"]), &unset());
    assert!(matches!(&dosing.weight, WeightChoice::Ask(all) if all.len() == 3), "{:?}", dosing.weight);
}

/// Somebody has decided: one number.
#[test]
fn a_person_decides() {
    for (from, expected) in [(1, "70"), (2, "62.9")] {
        let mut draft = weighed(&["70", "62.9"]);
        let mut infusion = infusion(1, &["L1"]);
        infusion.weight_from = Some(from);
        draft.infusions.push(infusion);
        decided(&dose(&draft, &unset()), expected, DecidedBy::Person);
        // Before the site's own rule, too.
        decided(&dose(&draft, &usual()), expected, DecidedBy::Person);
    }
}

/// A choice that points nowhere chooses nothing.
#[test]
fn a_choice_of_no_weight_asks() {
    let mut draft = weighed(&["70", "62.9"]);
    let mut infusion = infusion(1, &["L1"]);
    infusion.weight_from = Some(9);
    draft.infusions.push(infusion);
    assert_asks(&dose(&draft, &usual()).levels[DL1], &[DoseAsk::Weight]);
}

/// The site's stage: the last weight on or before its day.
#[test]
fn the_sites_stage_decides() {
    // Weights of 20, 21, 22 November.
    let mut draft = weighed(&["70", "66", "61"]);
    for (stage, place, date, expected) in [
        ("screening", 0, "2026-11-20", "70"),
        ("screening", 0, "2026-11-21", "66"),
        ("apheresis", 1, "2026-11-21", "66"),
        ("preconditioning", 2, "2026-11-22", "61"),
        ("infusion", 3, "2026-12-10", "61"),
    ] {
        draft.stages =
            vec![StageDate { stage: stage.into(), infusion: 1, date: date.into(), ..StageDate::default() }];
        let site = usual_but(&[("dosing_weight", stage)]);
        decided(&dose(&draft, &site), expected, DecidedBy::Stage(place));
    }
}

/// The stage has no date yet: the weights decide as if nothing were set.
#[test]
fn a_stage_without_a_date_does_not_choose() {
    let site = usual_but(&[("dosing_weight", "infusion")]);
    let dosing = dose(&weighed(&["70", "62.9"]), &site);
    assert!(matches!(dosing.weight, WeightChoice::Ask(_)), "{:?}", dosing.weight);
    decided(&dose(&weighed(&["70"]), &site), "70", DecidedBy::Only);
}

#[test]
fn no_weight_asks_for_one() {
    let mut empty = weighed(&["70"]);
    empty.assessments.clear();
    let with = |value| {
        let mut draft = weighed(&["70"]);
        draft.assessments[0].results = vec![Finding { of: "weight".into(), value, ..Finding::default() }];
        draft
    };
    let blank = with(Value::Quantity(typed(" ", "kg")));
    for draft in [empty, blank, with(Value::NotKnown), with(Value::NotDone("bed-bound".into()))] {
        let dosing = dose(&draft, &unset());
        assert_eq!(dosing.weight, WeightChoice::Missing);
        assert_asks(&dosing.levels[DL1], &[DoseAsk::Weight]);
    }
}

/// A weight set aside stays visible and doses nothing.
#[test]
fn a_weight_set_aside_does_not_dose() {
    let mut draft = weighed(&["70", "62.9"]);
    draft.assessments[1].results[0].set_aside = "scale not levelled".into();
    decided(&dose(&draft, &unset()), "70", DecidedBy::Only);
}

/// A doubtful latest weight blocks: the one before it is not taken behind the user's back.
#[test]
fn a_doubtful_weight_blocks() {
    for site in [unset(), usual_but(&[("dosing_weight", "infusion")])] {
        let mut draft = weighed(&["62.4", "137.6"]);
        draft.stages.push(StageDate {
            stage: "infusion".into(),
            infusion: 1,
            date: "2026-12-01".into(),
            ..StageDate::default()
        });
        let dosing = dose(&draft, &site);
        let WeightChoice::NotUsable(place) = dosing.weight else { panic!("{:?}", dosing.weight) };
        assert_eq!(place.assessment, 1);
        assert_asks(&dosing.levels[DL1], &[DoseAsk::WeightNotUsable]);

        let mut infusion = infusion(1, &["L1"]);
        infusion.weight_from = Some(2);
        draft.infusions = vec![infusion.clone()];
        assert!(matches!(dose(&draft, &site).weight, WeightChoice::NotUsable(_)));
        infusion.weight_from = Some(1);
        draft.infusions = vec![infusion];
        decided(&dose(&draft, &site), "62.4", DecidedBy::Person);
    }
}

/// A bound is no weight.
#[test]
fn a_comparator_is_no_weight() {
    for text in ["<70", ">70", "≥70"] {
        assert!(matches!(dose(&weighed(&[text]), &unset()).weight, WeightChoice::NotUsable(_)), "{text}");
    }
}

/// Two weights of one time: neither is the later, and the order of entry decides nothing.
#[test]
fn weights_of_one_time_are_asked_about() {
    let at = |second: &str, when: &str| {
        let mut draft = weighed(&["62.4"]);
        draft.stages = vec![StageDate {
            stage: "screening".into(),
            infusion: 1,
            date: "2026-11-25".into(),
            ..StageDate::default()
        }];
        draft = draft.weighed(when, second, "kg");
        draft
    };
    for site in [usual(), unset()] {
        for (second, when) in
            [("70", "2026-11-20"), ("61", "2026-11-20"), ("61", "2026-11"), ("61", "2026-11-20T09:30")]
        {
            let dosing = dose(&at(second, when), &site);
            assert!(matches!(&dosing.weight, WeightChoice::Ask(of) if of.len() == 2), "{second} {when}");
            let mut turned = at(second, when);
            turned.assessments.reverse();
            assert!(matches!(dose(&turned, &site).weight, WeightChoice::Ask(_)), "{second} {when}");
        }
        assert!(!matches!(dose(&at("62.4", "2026-11-20"), &site).weight, WeightChoice::Ask(_)));
    }
    // The only one that a person has confirmed decides.
    let mut draft = at("61", "2026-11-20");
    confirm(&mut draft.assessments[1].results[0]);
    decided(&dose(&draft, &usual()), "61", DecidedBy::Stage(0));
}
