//! A tenfold slip of the concentration is caught by the certificate's other figures (users.md 1.2).

use super::kit::*;
use crate::kit::{Patient as _, weighing, x};
use cardose::{
    engine::{
        dose::dosing::{DoseAsk, DoseState, Dosing},
        lot::{CertificateCheck, CheckedFigure, LotNote},
        notice::{Class, NoticeCode},
        problem::ProblemCode,
    },
    model::{Convention, Lot},
};

/// X1's lot in two bags of 20 mL: 370.37 million CAR+ cells.
fn x1_in_bags(viable: &str) -> Lot {
    let mut lot = with_bags(x1_lot(), &["20", "20"]);
    lot.viable = typed(viable, "10*6/mL");
    lot
}

fn dose_x1(lot: Lot) -> Dosing {
    dose(&weighing("62.4").lot(lot), &usual())
}

/// Each way in which a certificate says the same thing twice.
fn guards(viable: &str) -> Vec<(CheckedFigure, Lot)> {
    let total = Lot { certificate_cells: t("370.37 10*6"), ..x1_in_bags(viable) };
    let mut per_bag = x1_in_bags(viable);
    per_bag.bags[1].cells = t("185.185 10*6");
    let volume =
        Lot { certificate_volume: t("20.2 mL"), certificate_level: "DL2".into(), ..x1_in_bags(viable) };
    let per_ml = Lot { car: t("9.25925 10*6/mL"), ..x1_in_bags(viable) };
    // 25.0 ÷ 0.915 = 27.3224…
    let count = Lot { total: t("27.3 10*6/mL"), viability: t("91.5 %"), ..x1_in_bags(viable) };
    vec![
        (CheckedFigure::LotCells, total),
        (CheckedFigure::BagCells(1), per_bag),
        (CheckedFigure::Volume, volume),
        (CheckedFigure::StatedConcentration, per_ml),
        (CheckedFigure::ViableCount, count),
    ]
}

#[test]
fn agreeing_figures_let_the_dose_stand() {
    for (figure, lot) in guards("25.0") {
        let dosing = dose_x1(lot);
        let checked: Vec<_> = dosing.lots[0].checks.iter().map(|check| (check.what, check.agrees)).collect();
        assert_eq!(checked, [(figure, true)]);
        assert_eq!(dosing.levels[DL2].state, DoseState::Ready, "{figure:?}");
        exactly(&volume(&dosing.levels[DL2]), "20.2");
        // Two counts of viable cells guard neither CD3+ nor CAR+.
        let unguarded = figure == CheckedFigure::ViableCount;
        assert_eq!(dosing.lots[0].notes.contains(&LotNote::Unguarded), unguarded, "{figure:?}");
    }
}

/// Ten times too high would be 2.02 mL and all green; ten times too low, all 60 mL and three times the level.
#[test]
fn a_tenfold_slip_contradicts_the_certificate() {
    for viable in ["250", "2.5"] {
        for (figure, lot) in guards(viable) {
            let found = outcome(&weighing("62.4").lot(lot), &usual());
            for level in &found.dosings[0].levels {
                assert_eq!(level.state, DoseState::CertificateDisagrees, "{viable} {figure:?}");
                assert_no_volume(level);
            }
            let stop = |code: &NoticeCode| matches!(code, NoticeCode::CertificateDisagrees(id) if id == "L1");
            assert!(found.notices.iter().any(|note| note.class == Class::Stop && stop(&note.code)));
        }
    }
}

/// With nothing to hold it against, the slip draws 5 % of the product or finds it short: the total is asked for.
#[test]
fn a_tenfold_slip_without_a_certificate_asks_for_its_total() {
    for viable in ["250", "2.5"] {
        let dosing = dose_x1(x1_in_bags(viable));
        assert_asks(&dosing.levels[DL2], &[DoseAsk::CertificateTotal]);
        assert!(dosing.lots[0].notes.contains(&LotNote::Unguarded));
    }
    // The right figure draws 20.2 of 40 mL and is not asked.
    assert_eq!(dose_x1(x1_in_bags("25.0")).levels[DL2].state, DoseState::Ready);
}

/// Stated and computed 200 million; they differ by per cent of the smaller.
#[track_caller]
fn agree(stated_cells: &str, agrees: bool) {
    let lot = Lot { certificate_cells: typed(stated_cells, "10*6"), ..with_bags(stated("10"), &["20"]) };
    let dosing = dose(&weighing("60").lot(lot), &usual());
    let CertificateCheck { stated, computed, agrees: found, .. } = dosing.lots[0].checks[0].clone();
    assert_eq!((stated.value, computed.value), (x(stated_cells) * x("1000000"), x("200000000")));
    assert_eq!(found, agrees, "{stated_cells}");
    assert_eq!(dosing.levels[DL1].state == DoseState::CertificateDisagrees, !agrees);
}

#[test]
fn two_per_cent_agree_and_no_more() {
    // 204 ÷ 200 = 1.02
    agree("204", true);
    agree("203.999999", true);
    agree("204.000001", false);
    // 200 ÷ 1.02 = 196.0784313725…
    agree("196.0784314", true);
    agree("196.0784313", false);
    agree("200", true);
    agree("2000", false);
    agree("20", false);
}

/// 60 million of 300 million are exactly 20 %; of the least more, less than 20 %.
#[test]
fn drawing_less_than_a_fifth_asks_for_the_total() {
    for (fill, asks) in [("30", false), ("29.999", false), ("30.001", true), ("6", false), ("5.999", true)] {
        let level = level("60", with_bags(stated("10"), &[fill]), DL1);
        if asks {
            assert_asks(&level, &[DoseAsk::CertificateTotal]);
        } else {
            assert_eq!(volume(&level), x("6"), "{fill}");
        }
    }
}

/// What is asked for, once entered and agreeing, brings the volume; contradicting, it stops.
#[test]
fn the_total_brings_the_volume() {
    for (fill, cells, drawn) in [("60", "600", "6"), ("5.9", "59", "5.9")] {
        let lot = with_bags(stated("10"), &[fill]);
        assert_asks(&level("60", lot.clone(), DL1), &[DoseAsk::CertificateTotal]);
        let agreeing = Lot { certificate_cells: typed(cells, "10*6"), ..lot.clone() };
        exactly(&volume(&level("60", agreeing, DL1)), drawn);
        let tenth = x(cells) / x("10");
        let contradicting = Lot { certificate_cells: typed(&tenth.to_string(), "10*6"), ..lot };
        assert_eq!(level("60", contradicting, DL1).state, DoseState::CertificateDisagrees);
    }
}

/// A total that nothing can be held against guards nothing.
#[test]
fn a_total_without_the_bags_volumes_does_not_guard() {
    let site = usual_but(&[("expected_car_high", "5 10*6/mL")]);
    let lot = Lot { certificate_cells: t("200 10*6"), ..stated("10") };
    let dosing = dose(&weighing("60").lot(lot), &site);
    assert_asks(&dosing.levels[DL1], &[DoseAsk::CertificateTotal]);
    assert!(dosing.lots[0].notes.contains(&LotNote::Unguarded));
}

/// Cells per bag are the only figure: held against themselves they agree, and that guards nothing.
#[test]
fn a_figure_is_not_its_own_guard() {
    let mut lot = with_bags(lot(Convention::Stated, &[]), &["20"]);
    // Ten times too many: 60 of 1000 million are 6 %.
    lot.bags[0].cells = t("1000 10*6");
    let dosing = dose(&weighing("60").lot(lot.clone()), &usual());
    assert!(dosing.lots[0].notes.contains(&LotNote::Unguarded));
    assert_asks(&dosing.levels[DL1], &[DoseAsk::CertificateTotal]);
    lot.certificate_cells = t("100 10*6");
    assert_eq!(level("60", lot.clone(), DL1).state, DoseState::CertificateDisagrees);
    // And nothing is said about what such a lot can reach.
    let dosing = dose(&weighing("60").lot(lot), &usual());
    assert_eq!(dosing.highest_reachable, None);
    for level in &dosing.levels {
        assert!(level.results.iter().all(|result| result.reach.is_none() && result.shortfall.is_none()));
    }
}

/// Both ends of the site's range are expected.
#[test]
fn outside_the_expected_range_asks_for_the_total() {
    let site = usual_but(&[("expected_car_low", "2 10*6/mL"), ("expected_car_high", "20 10*6/mL")]);
    for (millions, outside) in [("2", false), ("20", false), ("1.999999", true), ("20.000001", true)] {
        let mut lot = with_bags(stated(millions), &["40"]);
        let dosing = dose(&weighing("75").lot(lot.clone()), &site);
        assert_eq!(dosing.lots[0].notes.contains(&LotNote::OutsideExpected), outside, "{millions}");
        let level = if millions.starts_with('2') { &dosing.levels[DL2] } else { &dosing.levels[DL1] };
        if outside {
            assert_asks(level, &[DoseAsk::CertificateTotal]);
        }
        lot.certificate_cells = typed(&(x(millions) * x("40")).to_string(), "10*6");
        let agreed = dose(&weighing("75").lot(lot), &site);
        assert!(agreed.levels[DL1].results[0].draw.is_some(), "{millions}");
    }
}

/// The manufacturer computed its volume for the capped weight, as we do.
#[test]
fn the_stated_volume_is_held_against_the_capped_dose() {
    let lot = Lot { certificate_volume: t("32.4 mL"), certificate_level: "DL2".into(), ..stated("9.25925") };
    let site = usual_but(&[("weight_cap", "100 kg")]);
    let dosing = dose(&weighing("118").lot(lot), &site);
    assert!(dosing.lots[0].certificate_agrees(), "{:?}", dosing.lots[0].checks);
    exactly(&volume(&dosing.levels[DL2]), "32.4");
}

/// The level of the manufacturer's volume is an id like any other.
#[test]
fn an_unknown_level_of_the_stated_volume_is_a_problem() {
    let lot = Lot { certificate_volume: t("20.2 mL"), certificate_level: "DL22".into(), ..x1_lot() };
    let found = outcome(&weighing("62.4").lot(lot), &usual());
    let unknown = |code: &ProblemCode| matches!(code, ProblemCode::UnknownId { id, .. } if id == "DL22");
    assert!(found.problems.iter().any(|problem| unknown(&problem.code)), "{:?}", found.problems);
}

/// While several weights are shown to choose from, the guard against the slip stands as well.
#[test]
fn choosing_a_weight_does_not_open_the_guard() {
    let draft = weighing("62.4").lot(x1_in_bags("250")).weighed("2026-11-21", "55", "kg");
    let level = &dose(&draft, &usual_but(&[("dosing_weight", "unset")])).levels[DL2];
    assert_asks(level, &[DoseAsk::WhichWeight, DoseAsk::CertificateTotal]);
}

/// Wrong in its field is a problem at that field, once, with the field's own path.
#[test]
fn problems_have_paths_of_their_own() {
    let mut lot = Lot { certificate_cells: t("200 10*6"), ..with_bags(stated("10"), &["20"]) };
    lot.bags[0].car = t("6,2 10*6/mL");
    let found = outcome(&weighing("60").lot(lot), &usual());
    let paths: Vec<String> = found.problems.iter().map(|problem| problem.field.to_string()).collect();
    assert_eq!(paths, ["lots[L1].bags[1].car.value"]);
}
