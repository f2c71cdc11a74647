//! Counted before freezing or after thaw: recovery applies in exactly one of the four cases.

use super::kit::*;
use crate::kit::{Patient as _, weighing, x};
use cardose::{
    engine::{
        dose::dosing::{DoseAsk, DoseState},
        formula::step::Formula,
        lot::{LotAsk, LotNote},
    },
    model::{Basis, Convention, Lot, LotPart, Site},
};

fn ten(basis: Option<Basis>, recovery: &str) -> Lot {
    Lot { basis, recovery: t(recovery), ..stated("10") }
}

/// The site counts the dose after thaw.
fn after_thaw() -> Site {
    usual_but(&[("dose_basis", "after_thaw")])
}

/// 60 kg at DL1: 60 million, 6 mL of 10 million per mL, 7.5 mL of 8 million per mL.
#[track_caller]
fn check(counted: &str, basis: Option<Basis>, recovery: &str, calculated: &str) {
    let site = usual_but(&[("dose_basis", counted)]);
    let dosing = dose(&weighing("60").lot(ten(basis, recovery)), &site);
    exactly(&only(&dosing.levels[DL1]).draw.as_ref().unwrap().calculated, calculated);
    let line = only(&dosing.levels[DL1]).steps().iter().any(|step| step.formula == Formula::Recovered);
    assert_eq!(line, counted == "after_thaw" && basis == Some(Basis::BeforeFreezing));
}

#[test]
fn recovery_applies_only_across_the_thaw() {
    check("after_thaw", Some(Basis::BeforeFreezing), "80 %", "7.5");
    check("after_thaw", Some(Basis::BeforeFreezing), "0.8 1", "7.5");
    check("after_thaw", Some(Basis::BeforeFreezing), "100 %", "6");
    check("after_thaw", Some(Basis::AfterThaw), "80 %", "6");
    check("before_freezing", Some(Basis::BeforeFreezing), "80 %", "6");
    check("unset", Some(Basis::BeforeFreezing), "80 %", "6");
    check("unset", Some(Basis::AfterThaw), "80 %", "6");
    check("unset", None, "", "6");
}

#[track_caller]
fn asks(basis: Option<Basis>, recovery: &str, ask: &LotAsk) {
    let dosing = dose(&weighing("60").lot(ten(basis, recovery)), &after_thaw());
    assert_eq!(lot_asks(&dosing), std::slice::from_ref(ask), "{recovery}");
    assert_asks(&dosing.levels[DL1], &[DoseAsk::LotDetails]);
}

#[test]
fn a_missing_recovery_is_asked_for() {
    asks(Some(Basis::BeforeFreezing), "", &LotAsk::Field(LotPart::Recovery));
    asks(Some(Basis::BeforeFreezing), "80,0 %", &LotAsk::Field(LotPart::Recovery));
    asks(Some(Basis::BeforeFreezing), "100.1 %", &LotAsk::Field(LotPart::Recovery));
    asks(Some(Basis::BeforeFreezing), "0.8 %", &LotAsk::Confirm(LotPart::Recovery));
    asks(None, "80 %", &LotAsk::Basis);
}

#[test]
fn not_applied_is_said() {
    let site = usual_but(&[("dose_basis", "unset")]);
    for (basis, said) in [(Some(Basis::BeforeFreezing), true), (Some(Basis::AfterThaw), false), (None, false)]
    {
        let dosing = dose(&weighing("60").lot(ten(basis, "80 %")), &site);
        assert_eq!(dosing.lots[0].notes.contains(&LotNote::NoRecoveryApplied), said, "{basis:?}");
    }
}

/// The certificate speaks of the cells before freezing; its figures agree with each other before recovery.
#[test]
fn the_certificate_is_checked_before_recovery() {
    let frozen = ten(Some(Basis::BeforeFreezing), "80 %");
    let mut per_bag = with_bags(frozen.clone(), &["20"]);
    per_bag.bags[0].cells = t("200 10*6");
    let total = Lot { certificate_cells: t("200 10*6"), ..with_bags(frozen.clone(), &["20"]) };
    let chain = Lot {
        convention: Some(Convention::CarOfViable),
        viable: t("20 10*6/mL"),
        car_share: t("50 %"),
        ..frozen
    };
    for (name, lot) in [("bag", per_bag), ("total", total), ("stated", chain)] {
        let dosing = dose(&weighing("60").lot(lot), &after_thaw());
        assert!(dosing.lots[0].certificate_agrees(), "{name}: {:?}", dosing.lots[0].checks);
        assert_eq!(dosing.levels[DL1].state, DoseState::Ready, "{name}");
    }
}

/// Cells per bag, each over its own volume: bags differ and are not averaged.
#[test]
fn every_bag_has_the_concentration_of_its_own_cells() {
    let mut lot = with_bags(lot(Convention::Stated, &[]), &["20", "20"]);
    lot.bags[0].cells = t("200 10*6");
    lot.bags[1].cells = t("240 10*6");
    // 100 kg at DL2 are 300 million: 200 from the first, 100 ÷ 12 = 8.333… mL of the second.
    let site = usual_but(&[("rounding_step", "none")]);
    let dosing = dose(&weighing("100").lot(lot), &site);
    exactly(dosing.available.as_ref().unwrap(), "440,000,000");
    let expected = x("20") + x("100").per(&x("12")).unwrap();
    assert_eq!(volume(&dosing.levels[DL2]), expected);
}

/// Cells per bag alone: the figure cannot contradict itself.
#[test]
fn cells_per_bag_survive_recovery() {
    let mut lot = with_bags(lot(Convention::Stated, &[("recovery", "80 %")]), &["20"]);
    lot.basis = Some(Basis::BeforeFreezing);
    lot.bags[0].cells = t("200 10*6");
    let dosing = dose(&weighing("60").lot(lot), &after_thaw());
    assert_eq!(dosing.levels[DL1].state, DoseState::Ready);
    exactly(&only(&dosing.levels[DL1]).draw.as_ref().unwrap().calculated, "7.5");
}

/// A bag's own concentration was counted with the others and loses as much.
#[test]
fn recovery_reaches_a_bags_own_concentration() {
    let mut lot = with_bags(ten(Some(Basis::BeforeFreezing), "80 %"), &["20"]);
    lot.bags[0].car = t("10 10*6/mL");
    let dosing = dose(&weighing("60").lot(lot), &after_thaw());
    assert_eq!(dosing.available, Some(cells("160000000")));
    exactly(&only(&dosing.levels[DL1]).draw.as_ref().unwrap().calculated, "7.5");
}
