//! Bags that were given, thawed, lost or never described: what is drawn from which, and what is said of it.

use super::kit::*;
use crate::kit::{Settled as _, context, context_of, dosed, eligible, site, x};
use cardose::{
    engine::{
        derive,
        dose::{dosing::DoseState, readiness::line::LineId},
        formula::step::Symbol,
        lot::LotAsk,
    },
    i18n::Language,
    model::{BagPart, BagState, Draft, Lot, Typed},
};

/// 57.3 × 3 million = 171.9 million; a bag holds 124 of 20 mL, 6.2 million a mL: 47.9 ÷ 6.2 = 7.7258… mL are left.
#[test]
fn a_bag_that_was_given_counts() {
    let mut draft = ready_with("57.3", "DL2", per_bag(3, "1.24e8"));
    draft.lots[0].bags[0].state = BagState::Infused;
    let found = derive(&draft, &context());
    let dosing = &found.dosings[0];
    one_volume(&found, "7.8");
    let result = only(dosing.assigned_level().unwrap());
    let bags = &result.draw.as_ref().unwrap().bags;
    assert_eq!(bags.iter().map(|bag| bag.bag).collect::<Vec<_>>(), [1]);
    exactly(&result.given, "124,000,000");
    // 124 + 7.8 × 6.2 = 172.36 million
    exactly(result.delivered.as_ref().unwrap(), "172,360,000");
    assert_eq!(needs(dosing, LineId::Bags), ["infused_volume"]);
    assert!(!dosing.is_ready());

    // Two bags, one of them given: what is left is as much.
    let mut two = ready_with("57.3", "DL2", per_bag(2, "1.24e8"));
    two.lots[0].bags[0].state = BagState::Infused;
    one_volume(&derive(&two, &context()), "7.8");

    // Only 6 mL of it were infused: 171.9 − 37.2 = 134.7 million; the bag is gone, bags 2 and 3 give 20 + 1.7258….
    draft.infusions[0].given = Some(cardose::model::Given {
        start: "2026-11-22T08:30".into(),
        drawn: vec![("1".into(), t("6 mL"))],
        ..Default::default()
    });
    let found = derive(&draft, &context());
    one_volume(&found, "21.8");
    assert_eq!(needs(&found.dosings[0], LineId::Bags), [""; 0]);
    // It is still hanging: 14 of bag 1, then the rest of 7.7258… from bag 2.
    draft.lots[0].bags[0].state = BagState::Thawed;
    let found = derive(&draft, &context());
    let result = only(found.dosings[0].assigned_level().unwrap()).clone();
    let drawn: Vec<_> =
        result.draw.unwrap().bags.into_iter().map(|bag| (bag.bag, bag.volume, bag.left)).collect();
    assert_eq!(drawn, [(0, ml("14"), ml("0")), (1, ml("7.8"), ml("12.2"))]);
    // Zero is an answer.
    draft.lots[0].bags[0].state = BagState::Infused;
    draft.infusions[0].given.as_mut().unwrap().drawn[0].1 = t("0 mL");
    one_volume(&derive(&draft, &context()), "27.8");
    // Over, with 6 mL: nothing is left, and 37.2 of 171.9 million were given.
    let given = draft.infusions[0].given.as_mut().unwrap();
    (given.drawn[0].1, given.end) = (t("6 mL"), "2026-11-22T08:50".into());
    let found = derive(&draft, &context());
    let result = only(&found.dosings[0].levels[DL2]);
    assert!(found.dosings[0].given && result.draw.is_none() && !found.dosings[0].is_ready());
    exactly(result.delivered.as_ref().unwrap(), "37,200,000");
}

/// Lost, destroyed and failed bags lower what is available; a thawed one comes first, until its own deadline.
#[test]
fn bags_that_are_gone_and_bags_that_are_thawed() {
    for state in [BagState::Lost, BagState::Destroyed, BagState::Failed] {
        let mut draft = ready_with("57.3", "DL2", per_bag(2, "1.24e8"));
        draft.lots[0].bags[0].state = state;
        let found = derive(&draft, &context());
        exactly(found.dosings[0].available.as_ref().unwrap(), "124,000,000");
        assert_eq!(found.dosings[0].assigned_level().unwrap().state, DoseState::Underdose, "{state:?}");
    }
    let context = context_of(&site().setting("stability_after_thaw", "30 min"));
    for (thawed, first, line) in [
        ("2026-11-22T08:31", 1, &[][..]),
        ("2026-11-22T08:30", 1, &[]),
        // The minute before is past it: last in the plan, here not needed at all.
        ("2026-11-22T08:29", 0, &[]),
        ("", 1, &["thaw_time"]),
    ] {
        let mut draft = ready_with("40.9", "DL2", per_bag(2, "1.24e8"));
        draft.lots[0].bags[1].state = BagState::Thawed;
        draft.lots[0].bags[1].thawed = thawed.into();
        let found = derive(&draft, &context);
        let draw = only(found.dosings[0].assigned_level().unwrap()).draw.clone().unwrap();
        assert_eq!((draw.bags.len(), draw.bags[0].bag), (1, first), "{thawed}");
        assert_eq!(needs(&found.dosings[0], LineId::Bags), line, "{thawed}");
    }
    // Needed all the same: a decision, and the number stays.
    let mut draft = ready_with("57.3", "DL2", per_bag(2, "1.24e8"));
    draft.lots[0].bags[1].state = BagState::Thawed;
    draft.lots[0].bags[1].thawed = "2026-11-22T08:00".into();
    let found = derive(&draft, &context);
    one_volume(&found, "27.8");
    assert_eq!(needs(&found.dosings[0], LineId::Bags), ["past_stability"]);
}

/// 582 million ÷ 11.5 = 50.6087… mL: 19.5 and 19.5 of 20, then 11.6; 8.4 mL stay in the third bag.
#[test]
fn whole_and_part_are_said_of_the_fill() {
    let mut lot = with_bags(stated("11.5"), &["20", "20", "20"]);
    lot.certificate_cells = t("690 10*6");
    let draft = ready_with("58.2", "DL3", lot);
    let context = context_of(&site().setting("hold_up", "0.5 mL"));
    let found = derive(&draft, &context);
    let draw = only(found.dosings[0].assigned_level().unwrap()).draw.clone().unwrap();
    let bags: Vec<_> = draw
        .bags
        .iter()
        .map(|bag| (bag.volume.clone(), bag.fill.clone(), bag.left.clone(), bag.whole))
        .collect();
    let of_twenty = |volume: &str, left: &str| (ml(volume), ml("20"), ml(left), false);
    assert_eq!(bags, [of_twenty("19.5", "0.5"), of_twenty("19.5", "0.5"), of_twenty("11.6", "8.4")]);
    let text = dosed(&draft, &context, Language::English);
    assert!(text.contains("19.5 / 20 mL  0.5 mL") && text.contains("11.6 / 20 mL  8.4 mL"), "{text}");
}

/// A bag with a concentration of its own has its own lines: 9 million × 20 mL = 180 million.
#[test]
fn every_bag_has_its_lines() {
    let mut draft = eligible();
    draft.lots[0].bags[0].car = t("9e6 /mL");
    draft.lots[0].certificate_cells = t("365.185 10*6");
    let found = derive(&draft, &context());
    let steps = only(found.dosings[0].assigned_level().unwrap()).steps();
    let own: Vec<_> = steps.iter().filter(|step| step.bag == Some((0, 0))).collect();
    assert!(
        own.iter().any(|step| step.quantity == Symbol::CarConcentration && step.result.value == x("9000000"))
    );
    assert!(own.iter().any(|step| step.quantity == Symbol::BagCells && step.result.value == x("180000000")));
    // 187.2 − 180 = 7.2 million ÷ 9.25925 = 0.7776… mL
    let rest =
        steps.iter().find(|step| step.bag == Some((0, 1)) && step.quantity == Symbol::DrawnVolume).unwrap();
    assert_eq!(rest.result.value, x("0.8"));
}

#[test]
fn what_is_missing_of_a_bag_is_said() {
    for (field, value, missing) in [
        ("car", typed("9", ""), BagPart::Car),
        ("car", typed("9x", "10*6/mL"), BagPart::Car),
        ("volume", typed("20", ""), BagPart::Volume),
    ] {
        let mut draft = eligible();
        draft.lots[0].bags[0].car = t("9 10*6/mL");
        let bag = &mut draft.lots[0].bags[0];
        *(if field == "car" { &mut bag.car } else { &mut bag.volume }) = value;
        let found = derive(&draft, &context());
        assert_eq!(found.dosings[0].lots[0].asks, [LotAsk::Bag(0, missing)], "{field}");
        let text = dosed(&draft, &context(), Language::English);
        let name =
            if missing == BagPart::Car { "concentration and unit of bag 1" } else { "the volume of bag 1" };
        assert!(text.contains(name), "{text}");
        assert_eq!(open_lines(&found.dosings[0]), ["bags"]);
    }
}

#[test]
fn a_lot_without_volumes_keeps_its_number_and_is_not_ready() {
    let mut draft = eligible();
    draft.lots[0].bags.clear();
    draft.lots[0].certificate_cells = Typed::default();
    draft.lots[0].car = t("9.25925 10*6/mL");
    let found = derive(&draft, &context());
    one_volume(&found, "20.2");
    assert_eq!(open_lines(&found.dosings[0]), ["bags"]);
    assert_eq!(needs(&found.dosings[0], LineId::Bags), ["volumes"]);
    // One bag without a volume as well.
    let mut draft = eligible();
    draft.lots[0].bags[1].volume = Typed::default();
    draft.lots[0].certificate_cells = Typed::default();
    draft.lots[0].car = t("9.25925 10*6/mL");
    let found = derive(&draft, &context());
    one_volume(&found, "20.2");
    assert_eq!(open_lines(&found.dosings[0]), ["bags"]);
}

/// More than the bag holds was not infused.
#[test]
fn more_than_the_bag_holds_is_a_contradiction() {
    let mut draft = eligible();
    draft.lots[0].bags[0].state = BagState::Infused;
    for (infused, wrong) in [("20 mL", false), ("20.1 mL", true)] {
        let drawn = vec![("1".to_owned(), t(infused))];
        let start = "2026-11-22T08:30".to_owned();
        draft.infusions[0].given = Some(cardose::model::Given { start, drawn, ..Default::default() });
        let found = derive(&draft, &context());
        let field = "infusions[1].given.drawn[1]";
        assert_eq!(found.problems.iter().any(|it| it.field.to_string() == field), wrong, "{infused}");
        assert_eq!(needs(&found.dosings[0], LineId::Bags).is_empty(), !wrong);
    }
}

/// Two lots with a bag of one number: the key names its lot, or nobody knows which is meant.
#[test]
fn a_bag_of_two_lots_is_named_with_its_lot() {
    let mut draft = eligible();
    let second = Lot { id: "L2".into(), ..draft.lots[0].clone() };
    draft.lots.push(second);
    draft.infusions[0].lots.push("L2".into());
    for (key, known) in [("1", false), ("L2/1", true), ("LOT-E01/1", true), ("3", false)] {
        let drawn = vec![(key.to_owned(), t("6 mL"))];
        let start = "2026-11-22T08:30".to_owned();
        draft.infusions[0].given = Some(cardose::model::Given { start, drawn, ..Default::default() });
        let found = derive(&draft, &context());
        assert_eq!(found.problems.is_empty(), known, "{key}: {:?}", found.problems);
    }
}

/// A stop takes the figure away before the first thaw, and never after it.
#[test]
fn once_thawing_has_begun_every_figure_stays() {
    let stops: [fn(&mut Draft); 3] = [
        |draft| draft.lots[0].label_subject = "SOMEBODY-ELSE".into(),
        |draft| draft.lots[0].certificate_cells = t("37.037 10*6"),
        |draft| draft.lots[0].expires = "yesterday".into(),
    ];
    for stop in stops {
        let mut draft = eligible();
        stop(&mut draft);
        let before = derive(&draft, &context());
        assert!(only(&before.dosings[0].levels[DL2]).draw.is_none());
        draft.lots[0].bags[0].state = BagState::Thawed;
        let after = derive(&draft, &context());
        one_volume(&after, "20.2");
        assert!(!after.dosings[0].is_ready());
        let text = dosed(&draft, &context(), Language::English);
        assert!(text.contains("the figure stays: 20.2 mL"), "{text}");
    }
}
