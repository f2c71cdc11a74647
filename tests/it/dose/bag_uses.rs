//! Which bag counts for what: bags in use, bags of another infusion, bags that are gone.

use super::kit::*;
use crate::kit::{context, eligible};
use cardose::{
    engine::{
        derive,
        dose::readiness::{LineId, LineState},
    },
    model::{BagState, Given, Typed},
};

/// The volume of a bag that is gone is no matter of what is left; that of one that hangs there is.
#[test]
fn only_bags_in_use_need_a_volume() {
    let mut draft = eligible();
    draft.lots[0].certificate_cells = Typed::default();
    draft.lots[0].car = t("9.25925 10*6/mL");
    draft.lots[0].bags[1].state = BagState::Destroyed;
    draft.lots[0].bags[1].volume = Typed::default();
    let dosing = dose_in(&draft, &context());
    exactly(dosing.available.as_ref().unwrap(), "185,185,000");
    exactly(&volume(dosing.assigned_level().unwrap()), "20");
    // Bag 1 was given, bag 2 hangs there and nobody has typed what it holds: not "nothing is left".
    draft.lots[0].bags[0].state = BagState::Infused;
    draft.lots[0].bags[1].state = BagState::Stored;
    let dosing = dose_in(&draft, &context());
    assert_eq!(dosing.available, None);
    // 187.2 − 185.185 million are 0.2176… mL.
    exactly(&volume(dosing.assigned_level().unwrap()), "0.2");
    assert_eq!(needs(&dosing, LineId::Bags), ["field", "infused_volume"]);
}

/// 30 mL recorded of a bag of 20 are a contradiction, and count in full until it is mended.
#[test]
fn more_than_the_fill_counts_in_full() {
    let mut draft = eligible();
    draft.lots[0].bags[0].state = BagState::Infused;
    let drawn = vec![("1".to_owned(), t("30 mL"))];
    draft.infusions[0].given = Some(Given { start: "2026-11-22T08:30".into(), drawn, ..Given::default() });
    let dosing = dose_in(&draft, &context());
    // 30 × 9,259,250
    exactly(&only(dosing.assigned_level().unwrap()).given, "277,777,500");
    assert_eq!(dosing.readiness_state(), LineState::Stopped, "48 % above the target");
}

/// A second lot whose only bag broke takes nothing away from the first.
#[test]
fn a_lot_without_a_bag_left_holds_nothing_and_hides_nothing() {
    let mut draft = eligible();
    let mut second = draft.lots[0].clone();
    second.id = "L2".into();
    second.bags.truncate(1);
    second.certificate_cells = t("185.185 10*6");
    second.bags[0].state = BagState::Lost;
    draft.lots.push(second);
    draft.infusions[0].lots.push("L2".into());
    draft.lots[0].bags[0].state = BagState::Thawed;
    let dosing = dose_in(&draft, &context());
    exactly(&volume(dosing.assigned_level().unwrap()), "20.2");
    assert_eq!(needs(&dosing, LineId::Bags), [""; 0]);
    // Before the thaw as well.
    draft.lots[0].bags[0].state = BagState::Stored;
    exactly(&volume(dose_in(&draft, &context()).assigned_level().unwrap()), "20.2");
}

/// A bag that was thawed and failed its inspection: thawing has begun all the same.
#[test]
fn a_thawed_bag_that_failed_keeps_the_figures() {
    let mut draft = eligible();
    draft.lots[0].label_subject = "X".into();
    assert!(only(&dose_in(&draft, &context()).levels[DL2]).draw.is_none());
    (draft.lots[0].bags[0].state, draft.lots[0].bags[0].thawed) =
        (BagState::Failed, "2026-11-22T08:30".into());
    assert!(only(&dose_in(&draft, &context()).levels[DL2]).draw.is_some());
}

/// A bag thawed for the first infusion and destroyed: for the second, nothing is thawed yet, and a stop takes its figure.
#[test]
fn a_bag_thawed_for_an_earlier_infusion_keeps_no_figure_of_a_later_one() {
    let mut draft = eligible();
    (draft.lots[0].bags[0].state, draft.lots[0].bags[0].thawed) =
        (BagState::Destroyed, "2026-11-21T08:30".into());
    let mut second = draft.infusions[0].clone();
    (second.number, second.level) = (2, Some("DL1".into()));
    draft.infusions[0].given = Some(Given { end: "2026-11-21T09:00".into(), ..Given::default() });
    draft.infusions.push(second);
    draft.lots[0].label_subject = "X".into();
    let dosing = derive(&draft, &context()).dosings.remove(1);
    assert!(!dosing.thaw_begun && dosing.levels[DL1].results.iter().all(|result| result.draw.is_none()));
}

/// A bag that one infusion emptied is not drawn from again, whatever another records of it.
#[test]
fn a_bag_is_given_in_one_infusion() {
    let mut draft = eligible();
    let given = |milliliters: &str, end: &str| Given {
        start: "2026-11-22T08:00".into(),
        end: end.into(),
        drawn: vec![("1".into(), typed(milliliters, "mL"))],
        ..Given::default()
    };
    let mut second = draft.infusions[0].clone();
    (second.number, second.level) = (2, Some("DL1".into()));
    second.given = Some(given("1", ""));
    draft.infusions[0].given = Some(given("20", "2026-11-22T08:20"));
    draft.infusions.push(second);
    let found = derive(&draft, &context());
    let dosing = &found.dosings[1];
    exactly(dosing.available.as_ref().unwrap(), "185,185,000");
    assert_eq!(needs(dosing, LineId::Bags), ["twice"]);
    // A bag that is none, recorded in the first, may be one of these.
    draft.infusions[0].given.as_mut().unwrap().drawn[0].0 = "9".into();
    draft.infusions[1].given = None;
    assert_eq!(needs(&derive(&draft, &context()).dosings[1], LineId::Bags), ["mend"]);
}

/// More stays in the bag than it was filled with.
#[test]
fn a_hold_up_above_the_fill_is_a_contradiction() {
    let mut draft = eligible();
    for (hold_up, wrong) in [("20 mL", false), ("20.1 mL", true)] {
        draft.lots[0].bags[1].hold_up = t(hold_up);
        assert_eq!(needs(&dose_in(&draft, &context()), LineId::Bags).is_empty(), !wrong, "{hold_up}");
    }
}
