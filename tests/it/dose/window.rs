//! X5 and X9: the weight cap, and the tolerance window with both ends inside.

use super::kit::*;
use crate::kit::{Patient as _, weighing, x};
use cardose::engine::{
    dose::dosing::{DoseState, Overdose},
    formula::step::{Formula, Mode},
};

#[test]
fn x5_capped_at_100_kg() {
    for mode in ["half_up", "half_even", "down"] {
        let site = usual_but(&[("weight_cap", "100 kg"), ("rounding_mode", mode)]);
        let level = &dose(&weighing("118").lot(stated("9.25925")), &site).levels[DL2];
        assert_eq!((&level.state, level.provisional.as_slice()), (&DoseState::Ready, &[][..]));
        let result = only(level);
        exactly(&result.dosing_weight, "100");
        exactly(&result.target, "300,000,000");
        near(&result.draw.as_ref().unwrap().calculated, "32.4000324000324");
        exactly(&volume(level), "32.4");
        exactly(result.delivered.as_ref().unwrap(), "299,999,700");
        exactly(result.deviation.as_ref().unwrap(), "-0.0001");
        exactly(&result.per_kg.as_ref().unwrap().cells_per_kilogram(), "2,999,997");
        // facts.md prints 2,542,372.88136, which is the target per actual kg; delivered are 299,999,700 ÷ 118.
        near(&result.per_actual_kg.as_ref().unwrap().cells_per_kilogram(), "2,542,370.33898");
        near(&result.target.said().per(&x("118")).unwrap(), "2,542,372.88136");
        assert_eq!(result.steps()[0].formula, Formula::CappedWeight);
    }
}

/// Where a cap binds, the volume goes down, whatever the mode: 101.2 kg capped at 100.2 are 10.02 mL.
#[test]
fn a_binding_cap_rounds_down() {
    for (kilograms, cap, drawn) in [
        ("101.2", "100.2 kg", "10"),
        // 10.18 mL would go to 10.2.
        ("101.9", "101.8 kg", "10"),
        // The cap does not bind: 10.18 mL go up to 10.2.
        ("101.8", "101.8 kg", "10.2"),
    ] {
        let site = usual_but(&[("weight_cap", cap)]);
        let level = &dose(&weighing(kilograms).lot(stated("10")), &site).levels[DL1];
        assert_eq!(volume(level), x(drawn), "{kilograms} {cap}");
        let capped =
            only(level).steps().iter().any(|step| step.formula == Formula::Rounded(Mode::DownForCap));
        assert_eq!(capped, drawn == "10");
    }
}

#[test]
fn x5_the_protocol_has_no_cap() {
    let level = &dose(&weighing("118").lot(stated("9.25925")), &usual()).levels[DL2];
    exactly(&only(level).target, "354,000,000");
    near(&only(level).draw.as_ref().unwrap().calculated, "38.2320382320382");
    exactly(&volume(level), "38.2");
    assert!(level.provisional.is_empty());
}

/// Nobody has said whether there is a cap: both are shown, and the number is provisional.
#[test]
fn x5_cap_not_set() {
    let site = usual_but(&[("weight_cap", "unset")]);
    let level = &dose(&weighing("118").lot(stated("9.25925")), &site).levels[DL2];
    assert_eq!(level.provisional.iter().map(|name| &**name).collect::<Vec<_>>(), ["weight_cap"]);
    let mut both: Vec<String> =
        level.results.iter().map(|result| result.draw.as_ref().unwrap().volume.said().to_string()).collect();
    both.sort();
    assert_eq!(both, ["32.4", "38.2"]);
    assert_eq!(level.state, DoseState::Ready);
}

/// Up to 100 kg an unset cap has no effect.
#[test]
fn an_unset_cap_asks_only_above_100_kg() {
    for (kilograms, results) in [("100", 1), ("100.1", 2)] {
        let site = usual_but(&[("weight_cap", "unset")]);
        let level = &dose(&weighing(kilograms).lot(stated("10")), &site).levels[DL2];
        assert_eq!(level.results.len(), results, "{kilograms}");
        assert_eq!(level.provisional.is_empty(), results == 1, "{kilograms}");
    }
}

#[test]
fn a_cell_cap_binds_below_the_weight() {
    let site = usual_but(&[("cell_cap", "200 10*6")]);
    let level = &dose(&weighing("118").lot(stated("9.25925")), &site).levels[DL2];
    exactly(&only(level).target, "200,000,000");
    // 200 ÷ 9.25925 = 21.6000216…, down to 21.6
    exactly(&volume(level), "21.6");
    assert!(only(level).steps().iter().any(|step| step.formula == Formula::CappedTarget));
}

/// 62.4 kg at DL2 is 187,200,000; × 0.8 = 149,760,000 and × 1.2 = 224,640,000, both exactly inside.
#[track_caller]
fn check(bag: &str, step: &str, cells: &str, state: &DoseState) {
    let mut lot = with_bags(stated("9.36"), &[bag]);
    lot.bags[0].cells = typed(&(x(bag) * x("9.36")).to_string(), "10*6");
    let site = usual_but(&[("rounding_step", step)]);
    let dosing = dose(&weighing("62.4").lot(lot), &site);
    let level = &dosing.levels[DL2];
    assert_eq!(level.state, *state, "{bag} mL, {step}");
    if matches!(state, DoseState::Overdose(_)) {
        assert_no_volume(level);
    } else {
        exactly(only(level).delivered.as_ref().unwrap(), cells);
    }
}

#[test]
fn x9_the_window_is_inclusive() {
    // 16 × 9.36 million is the lower end; the bag is given whole.
    check("16", "0.2 mL", "149,760,000", &DoseState::Ready);
    check("15.999", "0.2 mL", "149,750,640", &DoseState::Underdose);
    check("16.001", "0.2 mL", "149,769,360", &DoseState::Ready);
    // 20 mL on a step of 8 are 2.5 steps: half up gives 24 mL, the upper end.
    check("80", "8 mL", "224,640,000", &DoseState::Ready);
    check("80", "12 mL", "224,640,000", &DoseState::Ready);
    // 2 × 11.999 and 2 × 12.001 mL.
    check("80", "11.999 mL", "224,621,280", &DoseState::Ready);
    check("80", "12.001 mL", "", &DoseState::Overdose(Overdose::Tolerance));
}

#[test]
fn x9_the_window_in_millilitres() {
    let level = level("62.4", x1_lot(), DL2);
    let calculated = only(&level).draw.as_ref().unwrap().calculated.clone();
    near(&(calculated.clone() * x("0.8")), "16.1740961740962");
    near(&(calculated * x("1.2")), "24.2611442611443");
}
