//! All levels side by side, the shipped examples, and infusions after the first.

use super::kit::*;
use crate::kit::{Patient as _, context, example, weighing};
use cardose::{
    engine::{
        derive,
        dose::{
            DecidedBy, WeightChoice,
            dosing::{DoseAsk, DoseState},
        },
        lot::LotAsk,
        notice::{Class, NoticeCode},
        problem::ProblemCode,
    },
    model::{Given, Lot},
};

/// 78.5 kg and 3 × 20 mL × 9,259,250 = 555,555,000 cells.
#[test]
fn the_short_lot_reaches_dl2() {
    let found = derive(&example("short-lot"), &context());
    let dosing = &found.dosings[0];
    assert_eq!((dosing.assigned, dosing.given, dosing.levels.len()), (None, false, 3));
    exactly(dosing.available.as_ref().unwrap(), "555,555,000");
    assert_eq!(dosing.highest_reachable, Some(DL2));
    for (place, target, state, drawn) in [
        // 78.5 ÷ 9.25925 = 8.478…
        (DL1, "78,500,000", DoseState::Ready, "8.4"),
        // 235.5 ÷ 9.25925 = 25.434…: 20 and 5.4
        (DL2, "235,500,000", DoseState::Ready, "25.4"),
        (DL3, "785,000,000", DoseState::Underdose, "60"),
    ] {
        let level = &dosing.levels[place];
        assert_eq!((level.level, &level.state), (place, &state));
        exactly(&only(level).target, target);
        exactly(&volume(level), drawn);
        let short = if place == DL3 { "229,445,000" } else { "0" };
        exactly(only(level).shortfall.as_ref().unwrap(), short);
    }
    // 555,555,000 ÷ 785,000,000
    near(only(&dosing.levels[DL3]).reach.as_ref().unwrap(), "70.7713375796");
    exactly(only(&dosing.levels[DL1]).reach.as_ref().unwrap(), "100");
}

/// Exactly enough is enough; one cell less is not.
#[test]
fn reaching_is_exact() {
    // 60 kg at DL2: 180 million, 18 mL of 10 million per mL.
    for (fill, highest, short) in [
        ("18", Some(DL2), "0"),
        ("17.9999999", Some(DL1), "1"),
        ("60", Some(DL3), "0"),
        ("5.9", None, "121000000"),
    ] {
        let dosing = dose(&weighing("60").lot(with_bags(stated("10"), &[fill])), &usual());
        assert_eq!(dosing.highest_reachable, highest, "{fill}");
        assert_eq!(only(&dosing.levels[DL2]).shortfall, Some(cells(short)), "{fill}");
    }
}

/// Without the bags' volumes nobody knows what the lot reaches.
#[test]
fn without_volumes_nothing_is_said_to_be_reachable() {
    let dosing = dose(&weighing("60").lot(stated("10")), &usual());
    assert_eq!((&dosing.available, dosing.highest_reachable), (&None, None));
    assert_eq!(only(&dosing.levels[DL1]).shortfall, None);
    exactly(&volume(&dosing.levels[DL1]), "6");
}

#[test]
fn a_follow_up_infusion_has_its_own_weight_and_lot() {
    let found = derive(&example("follow-up"), &context());
    let [first, second] = found.dosings.as_slice() else { panic!("{}", found.dosings.len()) };
    assert_eq!((first.infusion, first.given, second.infusion, second.given), (1, true, 2, false));
    assert_eq!(second.assigned, Some(DL2));
    assert!(matches!(&second.weight, WeightChoice::Decided(_, DecidedBy::Person)));
    let result = only(second.assigned_level().unwrap());
    // 55.6 × 3,000,000 = 166,800,000; ÷ 9,259,250 = 18.0144… mL
    exactly(&result.target, "166,800,000");
    exactly(&result.draw.as_ref().unwrap().volume, "18");
    let says = |code| found.notices.iter().any(|notice| notice.class == Class::Decide && notice.code == code);
    assert!(says(NoticeCode::RepeatInfusion(2)) && !says(NoticeCode::RepeatInfusion(1)));
}

/// What has been given is recorded, not planned again: its bags are gone and it raises no notice.
#[test]
fn a_given_infusion_is_not_planned() {
    let found = derive(&example("follow-up"), &context());
    let first = &found.dosings[0];
    assert!(first.given && lot_asks(first).is_empty() && first.readiness.is_empty());
    for level in &first.levels {
        assert!(level.results.iter().all(|result| result.draw.is_none()), "nothing is left");
    }
    let of_first = |code: &NoticeCode| {
        matches!(code, NoticeCode::Lot(id, _) if id == "LOT-E08A")
            || matches!(code, NoticeCode::Underdose(1) | NoticeCode::Overdose(1))
    };
    assert!(!found.notices.iter().any(|notice| of_first(&notice.code)), "{:?}", found.notices);
}

/// Two infusions of one lot of two bags, 200 million each; the first may have been given from bag 1.
fn two_infusions(given: bool) -> cardose::engine::Derived {
    let lot = Lot { certificate_cells: t("400 10*6"), ..with_bags(stated("10"), &["20", "20"]) };
    let mut draft = weighing("60").lot(lot);
    let mut first = infusion(1, &["L1"]);
    first.level = Some("DL2".into());
    let end = "2026-11-20T10:15".to_owned();
    first.given = given.then(|| Given { end, drawn: vec![("1".into(), t("18 mL"))], ..Given::default() });
    draft.infusions = vec![first, infusion(2, &["L1"])];
    outcome(&draft, &usual())
}

/// What was drawn for an infusion that has been given cannot be planned for the next, whatever the bag says.
#[test]
fn a_bag_that_was_given_is_not_planned_again() {
    let found = two_infusions(true);
    let draw = only(&found.dosings[1].levels[DL2]).draw.clone().unwrap();
    assert_eq!(draw.bags.iter().map(|bag| bag.bag).collect::<Vec<_>>(), [1]);
}

/// While the first infusion plans the lot and has not been given, the second gets nothing of it.
#[test]
fn a_bag_is_not_planned_twice() {
    let found = two_infusions(false);
    exactly(&volume(&found.dosings[0].levels[DL2]), "18");
    assert_eq!(lot_asks(&found.dosings[1]), [LotAsk::PlannedFor(1)]);
    for level in &found.dosings[1].levels {
        assert_asks(level, &[DoseAsk::LotDetails]);
    }
}

/// Weights and lots, no infusion entered: the first infusion, all lots in order, no level assigned.
#[test]
fn lots_without_an_infusion_make_a_first_one() {
    let second = Lot { id: "L2".into(), ..with_bags(stated("10"), &["4"]) };
    let draft = weighing("60").lot(with_bags(stated("10"), &["4"])).lot(second);
    let found = outcome(&draft, &usual());
    let [dosing] = found.dosings.as_slice() else { panic!("{}", found.dosings.len()) };
    assert_eq!((dosing.infusion, dosing.assigned, dosing.lots.len()), (1, None, 2));
    exactly(&volume(&dosing.levels[DL1]), "6");
    assert!(outcome(&weighing("60"), &usual()).dosings.is_empty());
}

#[track_caller]
fn level_id(id: &str, place: Option<usize>, suggestion: Option<&str>) {
    let mut draft = weighing("60").lot(stated("10"));
    let mut infusion = infusion(1, &["L1"]);
    infusion.level = Some(id.into());
    draft.infusions.push(infusion);
    let found = outcome(&draft, &usual());
    assert_eq!(found.dosings[0].assigned, place, "{id}");
    let code = ProblemCode::UnknownId { id: id.into(), suggestion: suggestion.map(str::to_owned) };
    let expected = place.is_none().then_some(&code);
    assert_eq!(problem(&found, "infusions[1].level"), expected, "{id}");
    assert_eq!(found.dosings[0].assigned_level().map(|level| level.level), place);
}

/// The levels differ by one digit: a near miss between them is no suggestion that anyone may take for one.
#[test]
fn an_unknown_level_is_a_problem() {
    level_id("DL1", Some(DL1), None);
    level_id("DL3", Some(DL3), None);
    level_id("dl2", None, Some("DL2"));
    level_id("high", None, None);
}
