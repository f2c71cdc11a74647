//! The step and the mode of the syringe, set and not set.

use super::kit::*;
use crate::kit::{Patient as _, weighing, x};
use cardose::engine::{
    dose::dosing::DoseState,
    formula::step::{Formula, Mode},
};

/// 10 million per mL at DL1: 63 kg are 6.3 mL.
#[track_caller]
fn check(kilograms: &str, mode: &str, volume_drawn: &str, provisional: &[&str]) {
    let site = usual_but(&[("rounding_mode", mode)]);
    let level = &dose(&weighing(kilograms).lot(stated("10")), &site).levels[DL1];
    assert_eq!(volume(level), x(volume_drawn), "{kilograms} {mode}");
    let names: Vec<&str> = level.provisional.iter().map(|name| &**name).collect();
    assert_eq!(names, provisional, "{kilograms} {mode}");
    assert_eq!(level.state, DoseState::Ready);
}

#[test]
fn ties_go_where_the_mode_says() {
    // 6.3 mL are 31.5 steps of 0.2 mL, 6.1 mL are 30.5.
    check("63", "half_up", "6.4", &[]);
    check("63", "half_even", "6.4", &[]);
    check("63", "down", "6.2", &[]);
    check("61", "half_up", "6.2", &[]);
    check("61", "half_even", "6", &[]);
    check("61", "down", "6", &[]);
    // 6.39 mL are 31.95 steps.
    check("63.9", "half_even", "6.4", &[]);
    check("63.9", "down", "6.2", &[]);
}

/// Where every sensible mode gives the same volume, that decides.
#[test]
fn an_unset_mode_decides_where_all_agree() {
    check("62.1", "unset", "6.2", &[]);
    check("62", "unset", "6.2", &[]);
}

/// Where they differ, the exact volume stands, provisional.
#[test]
fn an_unset_mode_is_provisional_where_they_differ() {
    check("63", "unset", "6.3", &["rounding_mode"]);
    check("61", "unset", "6.1", &["rounding_mode"]);
    check("63.9", "unset", "6.39", &["rounding_mode"]);
}

/// Rounded once: 20.2499 mL are 20.2 on a step of 0.1, not 20.25 and then 20.3.
#[test]
fn rounded_once() {
    let site = usual_but(&[("rounding_step", "0.1 mL")]);
    let level = &dose(&weighing("67.4996667").lot(stated("10")), &site).levels[DL2];
    exactly(&only(level).draw.as_ref().unwrap().calculated, "20.24990001");
    exactly(&volume(level), "20.2");
}

/// No step is set: the exact volume, not rounded, provisional; none by protocol is an answer.
#[test]
fn without_a_step_nothing_is_rounded() {
    for (setting, provisional) in [("unset", true), ("none", false)] {
        let site = usual_but(&[("rounding_step", setting)]);
        let level = &dose(&weighing("62.4").lot(x1_lot()), &site).levels[DL2];
        near(&volume(level), "20.2176202176202");
        assert_eq!(only(level).deviation.as_ref().map(Said::said), Some(x("0")), "{setting}");
        let names: Vec<&str> = level.provisional.iter().map(|name| &**name).collect();
        assert_eq!(names, if provisional { vec!["rounding_step"] } else { vec![] });
        let steps = only(level).steps();
        let of_rounding = steps.iter().filter(|step| matches!(step.formula, Formula::Rounded(_)));
        // The line is there, so that V draw is defined, and says that nothing was rounded.
        let formulas: Vec<Formula> = of_rounding.map(|step| step.formula).collect();
        assert_eq!(formulas, [Formula::Rounded(Mode::NotRounded)]);
    }
}

/// On the first day, with nothing set: a volume that lacks only the step.
#[test]
fn a_site_that_has_set_nothing_still_gets_a_number() {
    let level = &dose(&weighing("62.4").lot(x1_lot()), &site(&[])).levels[DL2];
    assert_eq!(level.state, DoseState::Ready);
    near(&volume(level), "20.2176202176202");
    assert_eq!(level.provisional.iter().map(|name| &**name).collect::<Vec<_>>(), ["rounding_step"]);
}

/// A hold-up that nobody has set does not stop the number; it is noted.
#[test]
fn an_unset_hold_up_is_noted() {
    use cardose::engine::lot::LotNote;
    for (setting, noted) in [("unset", true), ("none", false), ("0.5 mL", false)] {
        let site = usual_but(&[("hold_up", setting)]);
        let dosing = dose(&weighing("62.4").lot(with_bags(x1_lot(), &["20", "20"])), &site);
        assert_eq!(dosing.lots[0].notes.contains(&LotNote::HoldUpNotSet), noted, "{setting}");
        assert_eq!(dosing.levels[DL2].state, DoseState::Ready, "{setting}");
    }
}

/// A step that is a tenth of a typed unit is the same step.
#[test]
fn the_step_is_a_quantity() {
    for step in ["0.2 mL", "200 uL", "0.0002 L"] {
        let site = usual_but(&[("rounding_step", step)]);
        exactly(&volume(&dose(&weighing("62.4").lot(x1_lot()), &site).levels[DL2]), "20.2");
    }
}

/// A small volume is shown at the measuring step, and what it delivers is said again.
#[test]
fn a_small_volume_restates_what_it_delivers() {
    // 48 million ÷ 300 million per mL = 0.16 mL; 0.15 × 300 = 45, which is 6.25 % less.
    let site = usual_but(&[("rounding_step", "0.05 mL")]);
    let level = &dose(&weighing("48").lot(stated("300")), &site).levels[DL1];
    exactly(&only(level).draw.as_ref().unwrap().calculated, "0.16");
    exactly(&volume(level), "0.15");
    exactly(only(level).delivered.as_ref().unwrap(), "45,000,000");
    exactly(only(level).deviation.as_ref().unwrap(), "-6.25");
}

/// 45 kg at DL1 are 1.40625 mL of 32 million; in steps of 5 mL nothing would be drawn. That is never ready.
#[test]
fn nothing_drawn_is_an_underdose_also_without_a_tolerance() {
    let site = usual_but(&[("rounding_step", "5 mL"), ("tolerance_below", "unset")]);
    let level = &dose(&weighing("45").lot(stated("32")), &site).levels[DL1];
    assert_eq!(volume(level), x("0"));
    assert_eq!(level.state, DoseState::Underdose);
}
