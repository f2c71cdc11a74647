//! The right lot: its label, its expiry, its id, its bags.

use super::kit::*;
use crate::kit::{Patient as _, weighing};
use cardose::{
    engine::{
        dose::dosing::{DoseAsk, DoseState},
        lot::{LotAsk, LotNote},
        notice::{Class, NoticeCode},
        problem::ProblemCode,
    },
    model::{BagState, Lot},
};

/// 60 kg and 10 million per mL in a bag of 20 mL: 6 mL at DL1.
fn twenty() -> Lot {
    with_bags(stated("10"), &["20"])
}

#[test]
fn the_label_of_another_subject_stops() {
    for (label, stops) in [("S-02", true), ("s-01", true), ("S-01", false), (" S-01 ", false), ("", false)] {
        let lot = Lot { label_subject: label.into(), ..twenty() };
        let found = outcome(&weighing("60").lot(lot), &usual());
        let dosing = &found.dosings[0];
        let stop = NoticeCode::OtherSubject("L1".into());
        let said = found.notices.iter().any(|notice| notice.class == Class::Stop && notice.code == stop);
        assert_eq!(said, stops, "{label}");
        if stops {
            assert_eq!(lot_asks(dosing), [LotAsk::OtherSubject]);
            assert_asks(&dosing.levels[DL1], &[DoseAsk::LotDetails]);
        } else {
            exactly(&volume(&dosing.levels[DL1]), "6");
        }
    }
}

/// Past its expiry: a decision, and the number stays. It is 22 November 2026, 9:00.
#[test]
fn an_expired_lot_keeps_its_number() {
    for (expires, expired) in [
        ("2026-11-21", true),
        ("2026-11-22T08:59", true),
        ("2026-11-22T09:00", false),
        ("2026-11-22", false),
        ("2026-11", false),
        ("2026-10", true),
        ("2026", false),
        ("", false),
    ] {
        let lot = Lot { expires: expires.into(), ..twenty() };
        let found = outcome(&weighing("60").lot(lot), &usual());
        let decide = NoticeCode::Expired("L1".into());
        let said = found.notices.iter().any(|notice| notice.class == Class::Decide && notice.code == decide);
        assert_eq!(said, expired, "{expires}");
        assert_eq!(found.dosings[0].levels[DL1].state, DoseState::Ready);
        exactly(&volume(&found.dosings[0].levels[DL1]), "6");
    }
}

/// An expiry that cannot be read is not one that lies ahead.
#[test]
fn an_unreadable_expiry_is_a_problem() {
    let lot = Lot { expires: "31/5/27".into(), ..twenty() };
    let found = outcome(&weighing("60").lot(lot), &usual());
    assert!(
        matches!(problem(&found, "lots[L1].expires"), Some(ProblemCode::Date(_))),
        "{:?}",
        found.problems
    );
}

#[track_caller]
fn lot_id(id: &str, suggestion: Option<&str>) {
    let lot = Lot { id: "LOT-E01".into(), ..twenty() };
    let mut draft = weighing("60").lot(lot);
    draft.infusions.push(infusion(1, &[id]));
    let found = outcome(&draft, &usual());
    let code = ProblemCode::UnknownId { id: id.into(), suggestion: suggestion.map(str::to_owned) };
    assert_eq!(problem(&found, "infusions[1].lots"), Some(&code));
    assert_asks(&found.dosings[0].levels[DL1], &[DoseAsk::Lot]);
}

#[test]
fn an_unknown_lot_is_a_problem() {
    lot_id("LOT-E1", Some("LOT-E01"));
    lot_id("lot-e01", Some("LOT-E01"));
    lot_id("Q", None);
}

/// An infusion without lots asks for one, though others are entered.
#[test]
fn an_infusion_takes_its_own_lots_only() {
    let mut draft = weighing("60").lot(twenty());
    draft.infusions.push(infusion(1, &[]));
    assert_asks(&dose(&draft, &usual()).levels[DL1], &[DoseAsk::Lot]);
}

/// One lot named twice is one lot: it holds no more for it.
#[test]
fn a_lot_named_twice_counts_once() {
    let mut draft = weighing("60").lot(twenty());
    draft.infusions.push(infusion(1, &["L1", "L1"]));
    let found = outcome(&draft, &usual());
    assert_eq!(found.dosings[0].available, Some(cells("200000000")));
    assert!(found.problems.iter().any(|problem| problem.code == ProblemCode::Duplicate));
}

/// Lots, bags and infusions are lists; the same id twice is said, never silently dropped.
#[test]
fn the_same_id_twice_is_a_problem() {
    let twice = |problem: &ProblemCode| *problem == ProblemCode::Duplicate;
    let lots = weighing("60").lot(twenty()).lot(Lot { certificate_cells: t("9 10*6"), ..twenty() });
    let mut bags = weighing("60").lot(with_bags(stated("10"), &["20", "20"]));
    bags.lots[0].bags[1].number = "1".into();
    let mut infusions = weighing("60").lot(twenty());
    infusions.infusions = vec![infusion(1, &["L1"]), infusion(1, &["L1"])];
    for (name, draft) in [("lots", lots), ("bags", bags), ("infusions", infusions)] {
        let found = outcome(&draft, &usual());
        assert!(found.problems.iter().any(|problem| twice(&problem.code)), "{name}");
    }
}

/// A lot or a bag that stands there twice counts nothing twice: it is mended first.
#[test]
fn the_same_id_twice_doses_nothing() {
    let lots = weighing("60").lot(twenty()).lot(twenty());
    let mut bags = weighing("60").lot(with_bags(stated("10"), &["20", "20"]));
    bags.lots[0].bags[1].number = "1".into();
    for (name, draft) in [("lots", lots), ("bags", bags)] {
        for level in &outcome(&draft, &usual()).dosings[0].levels {
            assert_asks(level, &[DoseAsk::LotDetails]);
        }
        assert_eq!(lot_asks(&dose(&draft, &usual())), [LotAsk::Mend], "{name}");
    }
}

/// An entry that cannot be read may be the one that contradicts the others: a tenfold slip beside an unread bag.
#[test]
fn an_unreadable_entry_of_the_lot_doses_nothing() {
    let mut comma = twenty();
    comma.bags[0].volume = t("20,0 mL");
    let mut hold_up = twenty();
    hold_up.bags[0].hold_up = t("-1 mL");
    let total = Lot { certificate_cells: t("1,872 10*6"), ..twenty() };
    let volume = Lot { certificate_volume: t("twenty mL"), certificate_level: "DL2".into(), ..twenty() };
    for lot in [comma, hold_up, total, volume] {
        assert_asks(&level("60", lot, DL1), &[DoseAsk::LotDetails]);
    }
}

/// facts.md section 8: a bag holds 0.1 to 1000 mL; 1 to 100 mL are usual.
#[test]
fn the_volume_of_a_bag_is_plausible() {
    for (fill, refused, noted) in [
        ("0.0999", true, false),
        ("0.1", false, true),
        ("0.999", false, true),
        ("1", false, false),
        ("100", false, false),
        ("100.1", false, true),
        ("1000", false, true),
        ("1000.1", true, false),
    ] {
        let lot = with_bags(stated("10"), &[fill]);
        let found = outcome(&weighing("60").lot(lot), &usual());
        let impossible = matches!(
            problem(&found, "lots[L1].bags[1].volume.value"),
            Some(ProblemCode::Impossible { low, high, .. }) if low == "0.1" && high == "1000"
        );
        assert_eq!(impossible, refused, "{fill}");
        assert_eq!(found.dosings[0].lots[0].notes.contains(&LotNote::UnusualBag), noted, "{fill}");
    }
}

/// The last bag is gone: nothing can be planned.
#[test]
fn a_lot_without_a_bag_left_asks() {
    for state in [BagState::Destroyed, BagState::Lost, BagState::Failed] {
        let mut lot = twenty();
        lot.bags[0].state = state;
        let dosing = dose(&weighing("60").lot(lot), &usual());
        assert_eq!(lot_asks(&dosing), [LotAsk::NoBag]);
        assert_asks(&dosing.levels[DL1], &[DoseAsk::LotDetails]);
        assert_eq!(dosing.highest_reachable, None);
    }
}

/// A bag's volume that nobody has entered: the dose stands, what the lot holds is not assessed.
#[test]
fn a_missing_bag_volume_is_noted() {
    let lot = with_bags(stated("10"), &["20", ""]);
    let dosing = dose(&weighing("60").lot(lot), &usual());
    assert!(dosing.lots[0].notes.contains(&LotNote::VolumesMissing));
    assert_eq!((&dosing.available, dosing.highest_reachable), (&None, None));
    exactly(&volume(&dosing.levels[DL1]), "6");
}

/// A bag with its own concentration that cannot be used is not dosed with the lot's.
#[test]
fn a_bags_own_concentration_is_never_replaced() {
    // Unreadable, without a unit, impossible, none at all, lost superscript.
    for car in ["6,2 10*6/mL", "6.2", "6.2 /mL", "0 10*6/mL", "6.2 106/mL"] {
        let mut lot = twenty();
        lot.bags[0].car = t(car);
        let found = outcome(&weighing("60").lot(lot), &usual());
        assert!(!found.problems.is_empty(), "{car}");
        assert_no_volume(&found.dosings[0].levels[DL1]);
    }
}

/// Its own concentration is read and its volume is missing: the lot's concentration does not do.
#[test]
fn an_own_concentration_without_a_volume_asks() {
    let mut lot = with_bags(stated("10"), &[""]);
    lot.bags[0].car = t("5 10*6/mL");
    let level = level("60", lot, DL1);
    let twelve =
        level.results.first().and_then(|result| result.draw.as_ref()).map(|draw| draw.volume.clone());
    // 60 ÷ 5 = 12 mL would be right; 6 mL would be half the dose.
    assert!(twelve.is_none() || twelve == Some(ml("12")), "{twelve:?}");
}

/// A figure of the certificate that the convention does not use is still read, and its faults are said.
#[test]
fn unused_figures_are_read_too() {
    let mut lot = x1_lot();
    lot.total = t("27,3 10*6/mL");
    lot.viability = t("91.5 %");
    let found = outcome(&weighing("62.4").lot(lot), &usual());
    assert!(problem(&found, "lots[L1].total.value").is_some());
}
