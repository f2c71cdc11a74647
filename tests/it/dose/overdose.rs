//! Overdose is a stop, underdose is a decision.

use super::kit::*;
use crate::kit::{Patient as _, context_of, laboratories, now, protocol, weighing, x};
use cardose::{
    engine::{
        Context, derive,
        dose::dosing::{DoseState, Dosing, LevelDose, Overdose},
        notice::{Class, NoticeCode},
    },
    model::{Level, Site},
};

/// 10 million per mL at DL1: kilograms are tenths of a millilitre; a coarse step does the rest.
fn rounded(kilograms: &str, step: &str, above: &str) -> LevelDose {
    let site = usual_but(&[("rounding_step", step), ("tolerance_above", above)]);
    dose(&weighing(kilograms).lot(stated("10")), &site).levels[DL1].clone()
}

#[track_caller]
fn check(level: &LevelDose, over: Option<Overdose>) {
    match over {
        Some(over) => {
            assert_eq!(level.state, DoseState::Overdose(over));
            assert_no_volume(level);
            assert!(only(level).target.said().is_positive(), "the target stays");
        }
        None => assert_eq!(level.state, DoseState::Ready),
    }
}

#[test]
fn above_tolerance_there_are_no_millilitres() {
    // 6.25 mL on a step of 2.5 are 2.5 steps: 7.5 mL, + 20 % exactly.
    check(&rounded("62.5", "2.5 mL", "20 %"), None);
    check(&rounded("62.5", "2.5 mL", "19.999999 %"), Some(Overdose::Tolerance));
    // 4.1666 and 4.1667 mL go to 5: + 20.0019 % and + 19.9990 %.
    check(&rounded("41.666", "2.5 mL", "20 %"), Some(Overdose::Tolerance));
    check(&rounded("41.667", "2.5 mL", "20 %"), None);
    // X9b on a step of 0.5 mL: + 6.666667 %.
    let x9b = |above| {
        let site = usual_but(&[("rounding_step", "0.5 mL"), ("tolerance_above", above)]);
        dose(&weighing("45").lot(stated("32")), &site).levels[DL1].clone()
    };
    check(&x9b("6.666667 %"), None);
    check(&x9b("6.666666 %"), Some(Overdose::Tolerance));
}

/// DL3 has nothing above it: 1.2 × its target is the ceiling, even with no tolerance set.
#[test]
fn above_the_level_ceiling_there_are_no_millilitres() {
    for tolerance in ["unset", "none", "50 %"] {
        let site = usual_but(&[("rounding_step", "2.5 mL"), ("tolerance_above", tolerance)]);
        let at = |kilograms| dose(&weighing(kilograms).lot(stated("100")), &site).levels[DL3].clone();
        check(&at("62.5"), None);
        check(&at("41.667"), None);
        check(&at("41.666"), Some(Overdose::LevelCeiling));
    }
}

/// The ceiling is of the highest level: DL1 may be rounded far up and stays below it.
#[test]
fn the_ceiling_is_that_of_the_highest_level() {
    let site = usual_but(&[("rounding_step", "100 mL"), ("tolerance_above", "none")]);
    // 60 kg at DL1: 6 mL of 10 million, rounded to 0 or 100; 72 million × 10 = 720 million is the ceiling.
    let dosing = dose(&weighing("60").lot(stated("10")), &site);
    exactly(&only(&dosing.levels[DL1]).ceiling, "720,000,000");
    exactly(&only(&dosing.levels[DL3]).ceiling, "720,000,000");
    check(&dosing.levels[DL3], Some(Overdose::LevelCeiling));
}

/// The ceiling stands on the highest level, wherever a protocol file lists it.
#[test]
fn the_order_of_levels_does_not_move_the_ceiling() {
    let mut protocol = protocol();
    protocol.levels.reverse();
    let context = Context::new(&protocol, &usual(), &laboratories(), now()).unwrap();
    let dosing = dose_in(&weighing("60").lot(stated("10")), &context);
    for level in &dosing.levels {
        // 1.2 × 10 million × 60.
        exactly(&only(level).ceiling, "720,000,000");
    }
}

/// A protocol with a level of 10⁸ cells per kg; with it 100 kg are 10¹⁰ cells.
fn high_level(kilograms: &str, site: &Site) -> Dosing {
    let mut protocol = protocol();
    protocol.levels.push(Level { id: "DL4".into(), per_kg: t("100 10*6/kg") });
    let context = Context::new(&protocol, site, &laboratories(), now()).unwrap();
    let lot = with_bags(stated("400"), &["100"]);
    let lot = cardose::model::Lot { certificate_cells: t("40000 10*6"), ..lot };
    dose_in(&weighing(kilograms).lot(lot), &context)
}

#[test]
fn ten_to_the_tenth_cells_are_never_given() {
    check(&high_level("100", &usual()).levels[3], Some(Overdose::AbsoluteCeiling));
    check(&high_level("120", &usual()).levels[3], Some(Overdose::AbsoluteCeiling));
    // 9,990,000,000 ÷ 400,000,000 = 24.975 mL; on a step of 0.1 mL they are 25, which is 10¹⁰ exactly.
    for (step, over) in [("0.001 mL", None), ("0.1 mL", Some(Overdose::AbsoluteCeiling))] {
        let dosing = high_level("99.9", &usual_but(&[("rounding_step", step)]));
        check(&dosing.levels[3], over);
    }
}

/// A cell cap takes the target down before the ceiling looks at it.
#[test]
fn a_cell_cap_keeps_below_the_ceiling() {
    let dosing = high_level("120", &usual_but(&[("cell_cap", "600 10*6")]));
    assert_eq!(dosing.levels[3].state, DoseState::Ready);
    exactly(&only(&dosing.levels[3]).target, "600,000,000");
}

/// Below tolerance the number stays: a person decides.
#[test]
fn underdose_keeps_its_volume() {
    // 4.1 mL on a step of 3 go to 3: − 26.83 %.
    let site = usual_but(&[("rounding_step", "3 mL")]);
    let mut draft = weighing("41").lot(stated("10"));
    let mut infusion = infusion(1, &["L1"]);
    infusion.level = Some("DL1".into());
    draft.infusions.push(infusion);
    let found = derive(&draft, &context_of(&site));
    let level = &found.dosings[0].levels[DL1];
    assert_eq!(level.state, DoseState::Underdose);
    exactly(&volume(level), "3");
    // (30 − 41) ÷ 41
    let deviation = x("-1100").per(&x("41")).unwrap();
    assert_eq!(only(level).deviation.as_ref().map(Said::said), Some(deviation));
    assert!(
        found
            .notices
            .iter()
            .any(|notice| { notice.class == Class::Decide && notice.code == NoticeCode::Underdose(1) })
    );
}

#[test]
fn an_assigned_overdose_stops() {
    let site = usual_but(&[("rounding_step", "2.5 mL")]);
    for (level, stops) in [("DL1", true), ("DL3", false)] {
        let mut draft = weighing("41.666").lot(stated("10"));
        let mut infusion = infusion(1, &["L1"]);
        infusion.level = Some(level.into());
        draft.infusions.push(infusion);
        let notices = derive(&draft, &context_of(&site)).notices;
        let stop = |notice: &cardose::engine::notice::Notice| {
            notice.class == Class::Stop && notice.code == NoticeCode::Overdose(1)
        };
        assert_eq!(notices.iter().any(stop), stops, "{level}");
    }
}

/// The window is the site's, each side its own. A side that is not set is decided where every usual tolerance (20 %)
/// says the same; where the protocol has none, the deviation is a number.
#[test]
fn without_a_tolerance_the_usual_ones_decide() {
    for (kilograms, below, above, state) in [
        ("41", "unset", "unset", DoseState::Underdose),
        ("41", "none", "none", DoseState::Ready),
        ("41", "unset", "20 %", DoseState::Underdose),
        ("41", "20 %", "unset", DoseState::Underdose),
        ("41", "27 %", "20 %", DoseState::Ready),
        ("37.5", "unset", "unset", DoseState::Ready),
        ("37.501", "unset", "unset", DoseState::Underdose),
        ("46", "20 %", "unset", DoseState::Overdose(Overdose::UsualTolerance)),
        ("46", "unset", "unset", DoseState::Overdose(Overdose::UsualTolerance)),
        ("46", "none", "none", DoseState::Ready),
        ("46", "20 %", "20 %", DoseState::Overdose(Overdose::Tolerance)),
        ("50", "unset", "unset", DoseState::Ready),
        ("49.999", "unset", "unset", DoseState::Overdose(Overdose::UsualTolerance)),
    ] {
        // 4.1 mL go to 3 (− 26.83 %), 3.75 to 3 (− 20 %), 4.6 to 6 (+ 30.43 %), 5 to 6 (+ 20 %).
        let changes = [("rounding_step", "3 mL"), ("tolerance_below", below), ("tolerance_above", above)];
        let level = &dose(&weighing(kilograms).lot(stated("10")), &usual_but(&changes)).levels[DL1];
        assert_eq!(level.state, state, "{kilograms} {below} {above}");
        assert!(level.provisional.is_empty());
        if level.state == DoseState::Ready {
            assert!(only(level).deviation.is_some());
        }
    }
}
