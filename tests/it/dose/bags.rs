//! X6 to X8: whole bags first, the last one in part, rounded once.

use super::kit::*;
use crate::kit::{Patient as _, weighing, x};
use cardose::{
    engine::dose::dosing::{DoseAsk, DoseState, Dosing},
    model::{BagState, Lot},
};

/// Lot, bag and drawn volume of every bag at a level.
fn drawn(dosing: &Dosing, level: usize) -> Vec<(usize, usize, String)> {
    let draw = only(&dosing.levels[level]).draw.as_ref().unwrap();
    draw.bags.iter().map(|bag| (bag.lot, bag.bag, bag.volume.said().to_string())).collect()
}

fn listed(expected: &[(usize, usize, &str)]) -> Vec<(usize, usize, String)> {
    expected.iter().map(|(lot, bag, volume)| (*lot, *bag, (*volume).to_owned())).collect()
}

fn x6_lot() -> Lot {
    with_bags(stated("11.5"), &["20", "20", "20"])
}

#[test]
fn x6_three_bags() {
    let dosing = dose(&weighing("58.2").lot(x6_lot()), &usual());
    let result = only(&dosing.levels[DL3]);
    exactly(&result.target, "582,000,000");
    let draw = result.draw.as_ref().unwrap();
    near(&draw.calculated, "50.6086956521739");
    assert_eq!(drawn(&dosing, DL3), listed(&[(0, 0, "20"), (0, 1, "20"), (0, 2, "10.6")]));
    near(&draw.bags[2].calculated, "10.6086956521739");
    exactly(&draw.bags[2].left, "9.4");
    assert_eq!(draw.bags.iter().map(|bag| bag.whole).collect::<Vec<_>>(), [true, true, false]);
    exactly(&draw.volume, "50.6");
    near(result.deviation.as_ref().unwrap(), "-0.0171821305842");
}

/// 0.5 mL stays in every bag, said by the bag or by the site.
#[test]
fn x6b_hold_up() {
    let mut own = x6_lot();
    for bag in &mut own.bags {
        bag.hold_up = t("0.5 mL");
    }
    for (lot, site) in [(own, usual()), (x6_lot(), usual_but(&[("hold_up", "0.5 mL")]))] {
        let dosing = dose(&weighing("58.2").lot(lot), &site);
        let result = only(&dosing.levels[DL3]);
        assert_eq!(drawn(&dosing, DL3), listed(&[(0, 0, "19.5"), (0, 1, "19.5"), (0, 2, "11.6")]));
        let draw = result.draw.as_ref().unwrap();
        near(&draw.bags[2].calculated, "11.6086956521739");
        exactly(&draw.volume, "50.6");
        near(result.deviation.as_ref().unwrap(), "-0.0171821305842");
        // 3 × 19.5 × 11.5 million
        exactly(dosing.available.as_ref().unwrap(), "672,750,000");
    }
}

/// A bag's own hold-up goes before the site's; all of it may stay behind.
#[test]
fn the_bags_own_hold_up_goes_first() {
    for (own, available) in [("0 mL", "230000000"), ("1 mL", "218500000"), ("20 mL", "0"), ("21 mL", "0")] {
        let mut lot = with_bags(stated("11.5"), &["20"]);
        lot.bags[0].hold_up = t(own);
        let dosing = dose(&weighing("58.2").lot(lot), &usual_but(&[("hold_up", "0.5 mL")]));
        exactly(dosing.available.as_ref().unwrap(), available);
    }
}

/// What cannot be read is not zero: the bag would seem to hold more than it does.
#[test]
fn an_unreadable_hold_up_is_not_zero() {
    let mut lot = with_bags(stated("11.5"), &["20"]);
    lot.bags[0].hold_up = t("0,5 mL");
    let found = outcome(&weighing("58.2").lot(lot), &usual());
    assert!(problem(&found, "lots[L1].bags[1].hold_up.value").is_some());
    assert_eq!(found.dosings[0].available, None);
}

#[track_caller]
fn x7(dosing: &Dosing, expected: &[(usize, usize, &str)]) {
    let result = only(&dosing.levels[DL2]);
    assert_eq!(dosing.levels[DL2].state, DoseState::Ready);
    assert_eq!(drawn(dosing, DL2), listed(expected));
    let draw = result.draw.as_ref().unwrap();
    // 18 × 6.2 million = 111,600,000; 198,000,000 - 111,600,000 = 86,400,000
    near(&draw.bags[1].calculated, "9.70786516853933");
    exactly(&draw.volume, "27.7");
    exactly(result.delivered.as_ref().unwrap(), "197,930,000");
    near(result.deviation.as_ref().unwrap(), "-0.0353535353535");
}

#[test]
fn x7_two_bags_with_their_own_concentration() {
    let mut lot = with_bags(stated("6.2"), &["18", "20"]);
    lot.bags[0].car = t("6.2 10*6/mL");
    lot.bags[1].car = t("8.9 10*6/mL");
    let site = usual_but(&[("rounding_step", "0.1 mL")]);
    x7(&dose(&weighing("66").lot(lot), &site), &[(0, 0, "18"), (0, 1, "9.7")]);
}

/// Two lots are two concentrations, never their mean.
#[test]
fn x7_two_lots_are_never_averaged() {
    let second = Lot { id: "L2".into(), ..with_bags(stated("8.9"), &["20"]) };
    let mut draft = weighing("66").lot(with_bags(stated("6.2"), &["18"])).lot(second);
    draft.infusions.push(infusion(1, &["L1", "L2"]));
    let site = usual_but(&[("rounding_step", "0.1 mL")]);
    x7(&dose(&draft, &site), &[(0, 0, "18"), (1, 0, "9.7")]);
}

/// Without the bags' volumes there is no plan over two lots, and something is asked for.
#[test]
fn two_lots_without_volumes_give_no_volume() {
    let second = Lot { id: "L2".into(), ..stated("8.9") };
    let mut draft = weighing("66").lot(stated("6.2")).lot(second);
    draft.infusions.push(infusion(1, &["L1", "L2"]));
    for level in &dose(&draft, &usual()).levels {
        assert_no_volume(level);
    }
}

fn x8_lot() -> Lot {
    with_bags(stated("7.4"), &["20", "20", "20", "20"])
}

#[test]
fn x8_short() {
    let unguarded = dose(&weighing("81").lot(x8_lot()), &usual());
    assert_asks(&unguarded.levels[DL3], &[DoseAsk::CertificateTotal]);

    let lot = Lot { certificate_cells: t("592 10*6"), ..x8_lot() };
    let dosing = dose(&weighing("81").lot(lot), &usual());
    let level = &dosing.levels[DL3];
    let result = only(level);
    assert_eq!(level.state, DoseState::Underdose);
    exactly(&result.target, "810,000,000");
    exactly(dosing.available.as_ref().unwrap(), "592,000,000");
    near(result.reach.as_ref().unwrap(), "73.0864197531");
    // 810,000,000 - 592,000,000
    exactly(result.shortfall.as_ref().unwrap(), "218,000,000");
    near(&result.per_kg.as_ref().unwrap().cells_per_kilogram(), "7,308,641.97531");
    exactly(&volume(level), "80");
    assert_eq!(dosing.highest_reachable, Some(DL2));
}

/// Given and destroyed bags stay on the certificate and out of the plan. The given one counts as whole until somebody says
/// how much of it was infused.
#[test]
fn only_stored_and_thawed_bags_are_planned() {
    let mut lot = Lot { certificate_cells: t("592 10*6"), ..x8_lot() };
    lot.bags[0].state = BagState::Infused;
    lot.bags[1].state = BagState::Destroyed;
    lot.bags[2].state = BagState::Thawed;
    let dosing = dose(&weighing("81").lot(lot), &usual());
    exactly(dosing.available.as_ref().unwrap(), "296,000,000");
    // 243,000,000 − 148,000,000 are left; ÷ 7,400,000 = 12.8378…
    assert_eq!(drawn(&dosing, DL2), listed(&[(0, 2, "12.8")]));
    assert!(dosing.lots[0].certificate_agrees());
}

/// Rounding up stops at what the bag holds.
#[test]
fn rounding_never_exceeds_what_the_bag_holds() {
    // 20 mL hold 200 million; 198 million are 19.8 mL, which a step of 15 would make 15 and one of 11 make 22.
    let lot = with_bags(stated("10"), &["20"]);
    for (step, expected) in [("15 mL", "15"), ("11 mL", "20"), ("0.2 mL", "19.8")] {
        let site = usual_but(&[("rounding_step", step), ("tolerance_below", "30 %")]);
        let dosing = dose(&weighing("66").lot(lot.clone()), &site);
        assert_eq!(volume(&dosing.levels[DL2]), x(expected), "{step}");
    }
}

/// A bag given whole needs no rounding: 5.43 mL stay 5.43 on a step of 0.2.
#[test]
fn a_whole_bag_is_not_rounded() {
    let site = usual_but(&[("rounding_mode", "down")]);
    for (fill, expected) in [("5.43", "5.43"), ("5.44", "5.4"), ("5.42", "5.42")] {
        let total = (x(fill) * x("10")).to_string();
        let lot = Lot { certificate_cells: typed(&total, "10*6"), ..with_bags(stated("10"), &[fill]) };
        let dosing = dose(&weighing("54.3").lot(lot), &site);
        let draw = only(&dosing.levels[DL1]).draw.as_ref().unwrap();
        assert_eq!((&draw.volume, draw.bags[0].whole), (&ml(expected), fill == expected), "{fill}");
    }
}
