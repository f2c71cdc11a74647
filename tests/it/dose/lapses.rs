//! What a decision covers, what a guard contains, what a volume is known of: slips that a first list let pass.

use super::kit::*;
use crate::kit::{Patient as _, Settled as _, amount, context, context_of, eligible, result, site};
use cardose::{
    engine::{
        Context,
        dose::{
            Dosing,
            readiness::{LineId, LineState},
        },
        lot::CheckedFigure,
    },
    model::{BagState, Choice, Convention, Decision, Draft, Given, StageDate, Typed},
};

/// What the list says can be signed.
fn signable(dosing: &Dosing) -> Vec<(&'static str, Typed)> {
    let needs = dosing.readiness.iter().flat_map(|line| &line.needs);
    needs.filter_map(|need| need.sign.clone()).map(|sign| (sign.field, sign.value)).collect()
}

/// Signs everything that the list offers.
fn sign_all(draft: &mut Draft, context: &Context) {
    for (field, value) in signable(&dose_in(draft, context)) {
        let made = decision(field, value);
        if ["expires", "expected", "unguarded"].contains(&field) {
            draft.lots[0].confirmed.push(made);
        } else {
            draft.infusions[0].confirmed.push(made);
        }
    }
}

/// 370.37 million are 59 % of DL3; a heavier patient gets the same cells, and another share of the target.
#[test]
fn a_signed_underdose_lapses_with_the_target() {
    let mut draft = eligible();
    draft.infusions[0].level = Some("DL3".into());
    sign_all(&mut draft, &context());
    assert!(dose_in(&draft, &context()).is_ready());
    draft = draft.quantity("weight", "70", "kg");
    assert_eq!(needs(&dose_in(&draft, &context()), LineId::Decisions), ["underdose"]);
}

/// Each failing stage is decided on, and a decision is of the criteria that failed then.
#[test]
fn a_decision_at_a_stage_is_of_its_criteria() {
    let mut draft = eligible().quantity("platelets", "74.6", "10*9/L");
    let decided = |failing: &[&str]| Decision {
        stage: "screening".into(),
        infusion: 1,
        eligible: true,
        choice: Some(Choice::Deviation("17".into())),
        verdict: "not_eligible".into(),
        failing: failing.iter().map(|id| (*id).to_owned()).collect(),
        signed: signed(),
    };
    draft.decisions = vec![decided(&["I8"])];
    assert!(dose_in(&draft, &context()).is_ready());
    for other in [&[][..], &["I9"], &["I8", "E7"]] {
        draft.decisions = vec![decided(other)];
        assert_eq!(needs(&dose_in(&draft, &context()), LineId::Eligibility), ["not_eligible"], "{other:?}");
    }
    // The investigator's no stops, whatever the program says.
    draft.decisions = vec![Decision { eligible: false, ..decided(&["I8"]) }];
    assert_eq!(dose_in(&draft, &context()).readiness_state(), LineState::Stopped);
}

/// Incomplete is signed with what was not known; one more unknown is another decision.
#[test]
fn an_incomplete_screening_is_signed_as_it_was() {
    let missing = |items: &[&str]| {
        let mut draft = eligible();
        for item in items {
            draft = draft.without(item);
        }
        draft
    };
    let mut draft = missing(&["voluntary"]);
    sign_all(&mut draft, &context());
    assert!(dose_in(&draft, &context()).is_ready());
    let signed = draft.infusions[0].confirmed.clone();
    let mut draft = missing(&["voluntary", "platelets"]);
    draft.infusions[0].confirmed = signed;
    assert_eq!(needs(&dose_in(&draft, &context()), LineId::Eligibility), ["incomplete"]);
}

/// Nobody is no signature, and no number is no deviation.
#[test]
fn a_decision_needs_a_person_and_what_belongs_to_it() {
    let draft = eligible().quantity("platelets", "74.6", "10*9/L");
    let sign = |choice: Option<Choice>, by: &str, reason: &str| {
        let mut made = decision("eligibility", typed("not_eligible I8", ""));
        (made.choice, made.signed.by, made.signed.reason) = (choice, by.into(), reason.into());
        let mut signed = draft.clone();
        signed.infusions[0].confirmed = vec![made];
        dose_in(&signed, &context()).is_ready()
    };
    assert!(sign(Some(Choice::Deviation("17".into())), "p1", ""));
    assert!(sign(None, "p1", "deviation 17"));
    assert!(!sign(None, "p1", " "));
    assert!(!sign(Some(Choice::Deviation(" ".into())), "p1", ""));
    assert!(!sign(Some(Choice::Deviation("17".into())), "", "x"));
    let mut draft = eligible();
    draft.lots[0].certificate_cells = Typed::default();
    sign_all(&mut draft, &context());
    assert!(dose_in(&draft, &context()).is_ready());
    draft.lots[0].confirmed[0].signed.by.clear();
    assert!(!dose_in(&draft, &context()).is_ready());
}

/// The cells of one bag say nothing of a chain that another bag is dosed from.
#[test]
fn a_guard_covers_only_what_it_contains() {
    let mut draft = eligible();
    draft.lots[0].certificate_cells = Typed::default();
    draft.lots[0].bags[0].car = t("9.3 10*6/mL");
    draft.lots[0].bags[0].cells = t("186 10*6");
    assert_eq!(needs(&dose_in(&draft, &context()), LineId::Certificate), ["unguarded"]);
    // Cells of the bag that the chain doses guard the chain.
    draft.lots[0].bags[1].cells = t("185.185 10*6");
    assert_eq!(needs(&dose_in(&draft, &context()), LineId::Certificate), [""; 0]);
    // A decision on one concentration is none on another bag's.
    draft.lots[0].bags[1].cells = Typed::default();
    sign_all(&mut draft, &context());
    assert!(dose_in(&draft, &context()).is_ready());
    draft.lots[0].bags[1].car = t("9.4 10*6/mL");
    assert!(!dose_in(&draft, &context()).is_ready());
}

#[test]
fn more_pairs_of_figures() {
    for (figures, expected) in [
        (
            &[("car", "3 10*6/mL"), ("total", "4 10*6/mL"), ("viability", "50 %")][..],
            CheckedFigure::CarWithinViable,
        ),
        (&[("car", "3 10*6/mL"), ("viable", "4 10*6/mL"), ("cd3", "50 %")], CheckedFigure::CarWithinCd3),
    ] {
        let mut draft = eligible();
        let own = draft.lots[0].clone();
        draft.lots[0] = with_bags(lot(Convention::Stated, figures), &["25", "25"]);
        (draft.lots[0].id, draft.lots[0].label_subject) = (own.id, own.label_subject);
        let dosing = dose_in(&draft, &context());
        let failed: Vec<_> = dosing.lots[0].checks.iter().filter(|it| !it.agrees).map(|it| it.what).collect();
        assert_eq!(failed, [expected], "{figures:?}");
    }
    let mut draft = eligible();
    draft.lots[0].bags[0].cells = t("400 10*6");
    draft.lots[0].bags[0].volume = Typed::default();
    let dosing = dose_in(&draft, &context());
    assert!(dosing.lots[0].checks.iter().any(|it| it.what == CheckedFigure::BagsWithinLot && !it.agrees));
}

/// The lot must last until the day on which it is to be given.
#[test]
fn the_expiry_is_held_against_the_planned_start() {
    for (start, needed) in [("", false), ("2026-11-23T10:00", false), ("2026-11-24T10:00", true)] {
        let mut draft = eligible();
        draft.lots[0].expires = "2026-11-23".into();
        draft.infusions[0].start = start.into();
        let expected: &[&str] = if needed { &["expired"] } else { &[] };
        assert_eq!(needs(&dose_in(&draft, &context()), LineId::Identity), expected, "{start}");
    }
}

/// Only an end that can be read and has come ends it: the figures and the list stay.
#[test]
fn an_end_that_is_no_time_ends_nothing() {
    for (end, over) in [("2026-11-22T08:50", true), ("x", false), ("2062-11-22T08:50", false)] {
        let mut draft = eligible();
        let drawn = vec![("1".to_owned(), t("6 mL"))];
        let start = "2026-11-22T08:30".to_owned();
        draft.infusions[0].given = Some(Given { start, end: end.into(), drawn, ..Given::default() });
        let dosing = dose_in(&draft, &context());
        assert_eq!((dosing.given, dosing.readiness.is_empty()), (over, over), "{end}");
        assert_eq!(only(&dosing.levels[DL2]).draw.is_none(), over, "{end}");
    }
}

/// A weight that is old for one planned day is another decision for another day.
#[test]
fn a_decision_on_an_old_weight_lapses_with_the_planned_day() {
    let mut draft = eligible();
    draft.infusions[0].start = "2026-11-30T10:00".into();
    sign_all(&mut draft, &context());
    assert!(dose_in(&draft, &context()).is_ready());
    draft.infusions[0].start = "2027-01-31T10:00".into();
    assert!(!dose_in(&draft, &context()).is_ready());
}

/// Two bags past their stability are one decision.
#[test]
fn bags_past_their_stability_are_one_decision() {
    let context = context_of(&site().setting("stability_after_thaw", "30 min"));
    let mut draft = eligible();
    for bag in &mut draft.lots[0].bags {
        (bag.state, bag.thawed) = (BagState::Thawed, "2026-11-22T08:00".into());
    }
    draft.stages.extend(["apheresis", "preconditioning", "infusion"].map(|stage| StageDate {
        stage: stage.into(),
        infusion: 1,
        date: "2026-11-22".into(),
        ..StageDate::default()
    }));
    let signs: Vec<_> = signable(&dose_in(&draft, &context)).into_iter().map(|(field, _)| field).collect();
    assert_eq!(signs.iter().filter(|field| **field == "stability").count(), 1, "{signs:?}");
    sign_all(&mut draft, &context);
    assert_eq!(needs(&dose_in(&draft, &context), LineId::Bags), [""; 0]);
}

/// A weight of today in jin, typed after the thaw: the one before doses on, and the list asks.
#[test]
fn after_the_thaw_an_unusable_weight_takes_nothing_away() {
    let mut draft = eligible().weighed("2026-11-22T08:00", "124.8", "斤");
    assert!(dose_in(&draft, &context()).levels[DL2].results.is_empty());
    draft.lots[0].bags[0].state = BagState::Thawed;
    let dosing = dose_in(&draft, &context());
    exactly(&volume(dosing.assigned_level().unwrap()), "20.2");
    assert_eq!(needs(&dosing, LineId::Weight), ["weight_not_usable"]);
}

/// The site has set the stage, and the stage has no weight: the setting is not what is missing.
#[test]
fn a_stage_without_a_weight_asks_which_weight_doses() {
    let mut draft = eligible();
    draft.stages.clear();
    draft = draft.weighed("2026-11-21T08:00", "63", "kg");
    let dosing = dose_in(&draft, &context());
    assert_eq!(needs(&dosing, LineId::Weight), ["which_weight"]);
    assert_eq!(needs(&dosing, LineId::Settings), [""; 0]);
}

/// The site's own limit of three days, and a weight of five: it is not said that there is none of seven.
#[test]
fn a_weight_older_than_the_site_allows_is_said_to_be_that() {
    let site = site().setting("dosing_weight", "unset").setting("value_age_limit", "3 d");
    let mut draft = eligible();
    draft.assessments[2].when = "2026-11-17".into();
    assert_eq!(needs(&dose_in(&draft, &context_of(&site)), LineId::Weight), ["weight_old"]);
}

/// While the record on the disk is another one the millilitres are gone; once a bag is thawed they stay beside the stop.
#[test]
fn a_record_changed_on_the_disk_takes_the_millilitres_away_before_the_thaw() {
    let changed = cardose::engine::ChangedOnDisk { at: "09:41".into(), by: "p2".into() };
    let context = context().with_changed_on_disk(Some(changed));
    let mut draft = eligible();
    let dosing = dose_in(&draft, &context);
    assert!(only(&dosing.levels[DL2]).draw.is_none());
    assert_eq!((dosing.readiness_state(), open_lines(&dosing)), (LineState::Stopped, vec!["record"]));
    draft.lots[0].bags[0].state = BagState::Thawed;
    let dosing = dose_in(&draft, &context);
    exactly(&volume(dosing.assigned_level().unwrap()), "20.2");
    assert_eq!(dosing.readiness_state(), LineState::Stopped);
}

/// The target is given and nobody has said that it is over: nothing is ready to be drawn.
#[test]
fn a_dose_that_is_given_asks_for_its_end() {
    let mut draft = eligible();
    let drawn = vec![("1".to_owned(), t("20 mL")), ("2".to_owned(), t("0.2 mL"))];
    draft.infusions[0].given = Some(Given { start: "2026-11-22T08:00".into(), drawn, ..Given::default() });
    assert_eq!(needs(&dose_in(&draft, &context()), LineId::Bags), ["end"]);
}

/// Viable 25 million with a CAR+ share of 3.6 % hold at most 0.9 million CAR+ cells, whatever the share is of.
#[test]
fn a_share_that_cannot_make_the_stated_figure() {
    let mut draft = eligible();
    let own = draft.lots[0].clone();
    let figures = [("car", "9 10*6/mL"), ("viable", "25 10*6/mL"), ("car_share", "3.6 %")];
    draft.lots[0] = with_bags(lot(Convention::Stated, &figures), &["25", "25"]);
    (draft.lots[0].id, draft.lots[0].label_subject) = (own.id, own.label_subject);
    let dosing = dose_in(&draft, &context());
    assert!(dosing.lots[0].checks.iter().any(|it| it.what == CheckedFigure::CarWithinShare && !it.agrees));
}

/// Of two signed decisions that contradict each other the no counts.
#[test]
fn of_two_decisions_the_no_counts() {
    let mut draft = eligible().quantity("platelets", "74.6", "10*9/L");
    let made = |choice| {
        let mut made = decision("eligibility", typed("not_eligible I8", ""));
        made.choice = Some(choice);
        made
    };
    draft.infusions[0].confirmed =
        vec![made(Choice::Deviation("17".into())), made(Choice::NotEnrolled("moved away".into()))];
    assert_eq!(dose_in(&draft, &context()).readiness_state(), LineState::Stopped);
}

/// A weight twice in one report, or one that cannot be used beside the one that was chosen.
#[test]
fn every_weight_that_was_typed_is_looked_at() {
    let mut draft = eligible();
    let again = result("weight", amount("57", "kg"));
    draft.assessments[2].results.push(again);
    assert!(needs(&dose_in(&draft, &context()), LineId::Weight).contains(&"twice"));
    let mut draft = eligible();
    draft.infusions[0].weight_from = Some(3);
    draft = draft.weighed("2026-11-22T08:00", "49", "kg");
    assert_eq!(needs(&dose_in(&draft, &context()), LineId::Weight), ["weight_not_usable"]);
    // The lot twice stops, too.
    let mut draft = eligible();
    draft.infusions[0].lots.push("LOT-E01".into());
    assert_eq!(needs(&dose_in(&draft, &context()), LineId::Identity), ["twice"]);
    assert_eq!(dose_in(&draft, &context()).readiness_state(), LineState::Stopped);
}
