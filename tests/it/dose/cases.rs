//! Lots and weights from real use that once ended in a green number that was not so, by their numbers; each stands for its
//! kind. The base is the shipped eligible example with the made-up site, on 22 November 2026 at nine.

use super::kit::*;
use crate::kit::{Patient as _, Settled as _, context, context_of, dosed, eligible, example, site, x};
use cardose::{
    engine::{
        Derived, derive,
        dose::{
            DoseState, Overdose,
            readiness::{LineId, LineState},
        },
        lot::{CheckedFigure, LotAsk},
        problem::{ProblemCode, WeightHint},
        step::Symbol,
    },
    i18n::Language,
    model::{
        Assessment, BagState, Basis, Choice, Confirmation, Convention, Draft, Infusion, Lot, Site, Typed,
    },
};

/// The base with this weight; the certificate's total fits the lot.
fn of(kilograms: &str, level: &str, lot: Lot) -> Draft {
    let mut draft = eligible().quantity("weight", kilograms, "kg");
    let own = draft.lots[0].clone();
    draft.lots = vec![Lot {
        id: own.id,
        label_subject: own.label_subject,
        expires: own.expires,
        basis: own.basis,
        ..lot
    }];
    draft.infusions[0].level = Some(level.into());
    draft
}

/// Bags of 20 mL with so many CAR+ cells each, and their total.
fn per_bag(bags: usize, cells: &str) -> Lot {
    let fills = vec!["20"; bags];
    let mut lot = with_bags(lot(Convention::Stated, &[]), &fills);
    for bag in &mut lot.bags {
        bag.cells = typed(cells, "cells");
    }
    let total = x(cells) * x(&bags.to_string());
    lot.certificate_cells = typed(&total.to_string(), "cells");
    lot
}

#[track_caller]
fn one_volume(found: &Derived, expected: &str) {
    let level = found.dosings[0].assigned_level().unwrap();
    exactly(&volume(level), expected);
}

#[test]
fn the_base_is_ready() {
    let found = derive(&eligible(), &context());
    assert_eq!(open_lines(&found.dosings[0]), [""; 0]);
    assert!(found.dosings[0].is_ready());
    one_volume(&found, "20.2");
}

/// 57.3 × 3 million = 171.9 million; a bag holds 124 of 20 mL, 6.2 million a mL: 47.9 ÷ 6.2 = 7.7258… mL are left.
#[test]
fn a_bag_that_was_given_counts() {
    let mut draft = of("57.3", "DL2", per_bag(3, "1.24e8"));
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
    let mut two = of("57.3", "DL2", per_bag(2, "1.24e8"));
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
    assert_eq!(drawn, [(0, x("14"), x("0")), (1, x("7.8"), x("12.2"))]);
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
        let mut draft = of("57.3", "DL2", per_bag(2, "1.24e8"));
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
        let mut draft = of("40.9", "DL2", per_bag(2, "1.24e8"));
        draft.lots[0].bags[1].state = BagState::Thawed;
        draft.lots[0].bags[1].thawed = thawed.into();
        let found = derive(&draft, &context);
        let draw = only(found.dosings[0].assigned_level().unwrap()).draw.clone().unwrap();
        assert_eq!((draw.bags.len(), draw.bags[0].bag), (1, first), "{thawed}");
        assert_eq!(needs(&found.dosings[0], LineId::Bags), line, "{thawed}");
    }
    // Needed all the same: a decision, and the number stays.
    let mut draft = of("57.3", "DL2", per_bag(2, "1.24e8"));
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
    let draft = of("58.2", "DL3", lot);
    let context = context_of(&site().setting("hold_up", "0.5 mL"));
    let found = derive(&draft, &context);
    let draw = only(found.dosings[0].assigned_level().unwrap()).draw.clone().unwrap();
    let bags: Vec<_> = draw
        .bags
        .iter()
        .map(|bag| (bag.volume.clone(), bag.fill.clone(), bag.left.clone(), bag.whole))
        .collect();
    let of_twenty = |volume: &str, left: &str| (x(volume), x("20"), x(left), false);
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
    let steps = &only(found.dosings[0].assigned_level().unwrap()).steps;
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
        ("car", typed("9", ""), "car"),
        ("car", typed("9x", "10*6/mL"), "car"),
        ("volume", typed("20", ""), "volume"),
    ] {
        let mut draft = eligible();
        draft.lots[0].bags[0].car = t("9 10*6/mL");
        let bag = &mut draft.lots[0].bags[0];
        *(if field == "car" { &mut bag.car } else { &mut bag.volume }) = value;
        let found = derive(&draft, &context());
        assert_eq!(found.dosings[0].lots[0].asks, [LotAsk::Bag(0, missing)], "{field}");
        let text = dosed(&draft, &context(), Language::English);
        let name = if missing == "car" { "concentration and unit of bag 1" } else { "the volume of bag 1" };
        assert!(text.contains(name), "{text}");
        assert_eq!(open_lines(&found.dosings[0]), ["bags"]);
    }
}

/// 370.37 of 382.6 million are 96.8 %: within the tolerance, and not in full. Both are said.
#[test]
fn reached_in_full_and_reached_within_the_tolerance() {
    let mut draft = eligible().quantity("weight", "38.26", "kg").quantity("height", "150", "cm");
    draft.infusions[0].level = Some("DL3".into());
    let found = derive(&draft, &context());
    assert_eq!(found.dosings[0].assigned_level().unwrap().state, DoseState::Ready);
    let text = dosed(&draft, &context(), Language::English);
    assert!(text.contains("reaches in full: DL2"), "{text}");
    assert!(text.contains("96.8 % of the") && text.contains("within the tolerance"), "{text}");
}

#[test]
fn identity_is_asked_for() {
    type Change = fn(&mut Lot);
    let changes: [(Change, &str); 6] = [
        (|lot| lot.label_subject.clear(), "label"),
        (|lot| lot.label_subject = "  ".into(), "label"),
        (|lot| lot.expires.clear(), "expiry"),
        (|lot| lot.expires = "never".into(), "mend"),
        (|lot| lot.id.clear(), "lot_number"),
        (|lot| lot.id = " ".into(), "lot_number"),
    ];
    for (change, need) in changes {
        let mut draft = eligible();
        change(&mut draft.lots[0]);
        draft.infusions[0].lots = vec![draft.lots[0].id.clone()];
        let found = derive(&draft, &context());
        assert_eq!(needs(&found.dosings[0], LineId::Identity), [need]);
        assert_eq!(open_lines(&found.dosings[0]), ["identity"]);
        assert!(!found.dosings[0].is_ready());
    }
    let mut draft = eligible();
    draft.subject.clear();
    draft.lots[0].label_subject.clear();
    assert_eq!(needs(&derive(&draft, &context()).dosings[0], LineId::Identity), ["subject", "label"]);
    for answer in ["none printed", " None Printed ", "未印"] {
        let mut draft = eligible();
        draft.lots[0].expires = answer.into();
        let found = derive(&draft, &context());
        assert!(found.dosings[0].is_ready() && found.problems.is_empty(), "{answer}");
    }
}

fn slipped() -> Draft {
    let figures = [
        ("viable", "31.5 10*6/mL"),
        ("cd3", "95.7 %"),
        ("car_share", "3.68 %"),
        ("total", "35.6 10*6/mL"),
        ("viability", "88.4 %"),
    ];
    of("57.3", "DL1", with_bags(lot(Convention::ViableCount, &figures), &["25", "25"]))
}

/// 35.6 × 88.4 % agrees with 31.5 and says nothing of 3.68 %, a slip for 36.8 %. The number stays: a decision.
#[test]
fn two_counts_guard_neither_cd3_nor_car() {
    let context = context_of(&site().setting("expected_car_low", "none"));
    let found = derive(&slipped(), &context);
    one_volume(&found, "50");
    assert_eq!(open_lines(&found.dosings[0]), ["certificate"]);
    assert_eq!(needs(&found.dosings[0], LineId::Certificate), ["unguarded"]);
    // A figure of CAR+ cells shows the slip: 31.5 × 95.7 % × 36.8 % = 11.0935… million a mL.
    for guard in ["car", "certificate_cells", "certificate_volume"] {
        let mut draft = slipped();
        let figure = match guard {
            "car" => "11.09 10*6/mL",
            "certificate_cells" => "554.7 10*6",
            _ => "5.17 mL",
        };
        *field_of(&mut draft.lots[0], guard) = t(figure);
        let found = derive(&draft, &context);
        assert_eq!(
            found.dosings[0].assigned_level().unwrap().state,
            DoseState::CertificateDisagrees,
            "{guard}"
        );
    }
    let mut draft = slipped();
    draft.lots[0].bags[0].cells = t("277.3 10*6");
    let found = derive(&draft, &context);
    assert_eq!(found.dosings[0].assigned_level().unwrap().state, DoseState::CertificateDisagrees);
    assert!(
        needs(&found.dosings[0], LineId::Certificate).iter().all(|code| *code == "certificate_disagrees")
    );
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

#[test]
fn zero_is_a_figure() {
    for (field, zero) in
        [("viability", "0 %"), ("car", "0 /mL"), ("cd3", "0 %"), ("total", "0 /mL"), ("recovery", "0 %")]
    {
        for convention in
            [Convention::ViableCount, Convention::Stated, Convention::CarOfViable, Convention::TotalCount]
        {
            let mut draft = eligible();
            let lot = &mut draft.lots[0];
            lot.convention = Some(convention);
            (lot.total, lot.viability) = (t("27.3224 10*6/mL"), t("91.5 %"));
            lot.car = t("9.25925 10*6/mL");
            *field_of(lot, field) = t(zero);
            let found = derive(&draft, &context());
            let level = found.dosings[0].assigned_level().unwrap();
            assert!(
                !matches!(level.state, DoseState::Ready | DoseState::Underdose),
                "{field} {convention:?}"
            );
            assert_no_volume(level);
            let line = &found.dosings[0].lots[0].asks;
            assert!(line.contains(&LotAsk::NoCarCells(field)), "{field} {convention:?} {line:?}");
        }
    }
    for (field, zero) in [("certificate_cells", "0 cells"), ("certificate_volume", "0 mL")] {
        let mut draft = eligible();
        *field_of(&mut draft.lots[0], field) = t(zero);
        assert!(!derive(&draft, &context()).dosings[0].is_ready(), "{field}");
    }
}

#[test]
fn a_part_above_its_whole_stops() {
    let check = |figures: &[(&str, &str)], convention, expected: Option<CheckedFigure>| {
        let draft = of("62.4", "DL1", with_bags(lot(convention, figures), &["25", "25"]));
        let found = derive(&draft, &context());
        let failed: Vec<_> =
            found.dosings[0].lots[0].checks.iter().filter(|it| !it.agrees).map(|it| it.what).collect();
        assert_eq!(failed.first().copied(), expected, "{figures:?}");
        let stops = found.dosings[0].assigned_level().unwrap().state == DoseState::CertificateDisagrees;
        assert_eq!(stops, expected.is_some());
    };
    let viable =
        |viable, total| [("viable", viable), ("total", total), ("cd3", "96 %"), ("car_share", "38 %")];
    check(
        &viable("10 10*6/mL", "5 10*6/mL"),
        Convention::ViableCount,
        Some(CheckedFigure::ViableWithinTotal),
    );
    // 2 % more than the whole is rounding, above it is not.
    check(&viable("10.2 10*6/mL", "10 10*6/mL"), Convention::ViableCount, None);
    check(
        &viable("10.201 10*6/mL", "10 10*6/mL"),
        Convention::ViableCount,
        Some(CheckedFigure::ViableWithinTotal),
    );
    check(
        &[("car", "3 10*6/mL"), ("viable", "1 10*6/mL")],
        Convention::Stated,
        Some(CheckedFigure::CarWithinViable),
    );
    check(
        &[("car", "3 10*6/mL"), ("total", "1 10*6/mL")],
        Convention::Stated,
        Some(CheckedFigure::CarWithinTotal),
    );
    let share = |cd3| [("viable", "25 10*6/mL"), ("car_share", "80 %"), ("cd3", cd3)];
    check(&share("60 %"), Convention::CarOfViable, Some(CheckedFigure::CarWithinCd3));
    check(&share("90 %"), Convention::CarOfViable, None);
    // The cells of a bag and of the lot are figures too: 20 mL of 1 million viable a mL hold 20 million.
    let mut draft = of("62.4", "DL1", per_bag(2, "1.24e8"));
    draft.lots[0].viable = t("6 10*6/mL");
    let found = derive(&draft, &context());
    assert!(found.dosings[0].lots[0].checks.iter().any(|it| it.what == CheckedFigure::CarWithinViable));
}

/// 165 cm: 2.7225 m². Body mass 15 is 40.8375 kg, 40 is 108.9 kg.
#[test]
fn height_and_weight_are_held_against_each_other() {
    for (weight, unit, hint) in [
        ("262.4", "kg", Some(WeightHint::BodyMass)),
        ("28.3", "kg", Some(WeightHint::BodyMass)),
        ("62.4", "lb", Some(WeightHint::Kilograms)),
        ("40.8375", "kg", None),
        ("40.8374", "kg", Some(WeightHint::BodyMass)),
        ("108.9", "kg", Some(WeightHint::Jin)),
        ("40837.5", "g", None),
        ("40837.4", "g", Some(WeightHint::BodyMass)),
        // 250 lb are 113.398 kg, a body mass of 41.7.
        ("250", "lb", Some(WeightHint::Jin)),
        ("400", "lb", Some(WeightHint::BodyMass)),
    ] {
        let draft = eligible().quantity("weight", weight, unit);
        let found = derive(&draft, &context());
        let code = found.problems.iter().find(|it| it.field == "assessments[3].results[weight].value");
        let expected = hint.map(|hint| ProblemCode::DoubtfulWeight { hint });
        assert_eq!(code.map(|it| &it.code), expected.as_ref(), "{weight} {unit}");
        assert_eq!(needs(&found.dosings[0], LineId::Weight).is_empty(), hint.is_none(), "{weight} {unit}");
    }
    let mut draft = eligible().quantity("weight", "126.3", "kg");
    draft.assessments[2].results.retain(|found| found.of != "height");
    let found = derive(&draft, &context());
    assert_eq!(needs(&found.dosings[0], LineId::Weight), ["height"]);
    let weight = found.dosings[0].readiness.iter().find(|line| line.line == LineId::Weight).unwrap();
    assert_eq!(weight.needs[0].field, "assessments[3].results[height].value");
}

#[test]
fn the_date_of_a_weight() {
    for (date, need) in [
        ("2026-11-31", "weight_date"),
        ("2031-01-01", "weight_date"),
        ("", "weight_date"),
        ("2026-11", "weight_date"),
        ("3/5/24", "weight_date"),
        // Old: where the site fixes the weight by stage its age does not matter, but a recent one must be there.
        ("2024-02-29", "no_recent_weight"),
        ("2026-11-14", "no_recent_weight"),
    ] {
        let mut draft = eligible();
        let height = draft.assessments[2].results.remove(1);
        assert_eq!(height.of, "height");
        draft.assessments[1].results.push(height);
        let results = vec![draft.assessments[2].results.remove(0)];
        draft.assessments.push(Assessment { id: 9, when: date.into(), results, ..Assessment::default() });
        let found = derive(&draft, &context());
        assert_eq!(needs(&found.dosings[0], LineId::Weight), [need], "{date}");
        assert_eq!(open_lines(&found.dosings[0]), ["weight"], "{date}");
        one_volume(&found, "20.2");
        let text = dosed(&draft, &context(), Language::English);
        assert!(!text.contains("measured at the stage"), "{text}");
        // A wrong date cannot be signed away; an old weight can, until the value changes.
        for (kilograms, decided) in [("62.4", need == "no_recent_weight"), ("62.5", false)] {
            let value = typed(&format!("{kilograms} of {date}"), "kg");
            draft.infusions[0].confirmed = vec![decision("weight", value)];
            assert_eq!(derive(&draft, &context()).dosings[0].is_ready(), decided, "{date} {kilograms}");
        }
    }
    let mut draft = eligible();
    draft.assessments[2].when = "2026-11-15".into();
    assert!(derive(&draft, &context()).dosings[0].is_ready(), "seven days before today");
    draft.infusions[0].start = "2026-11-23T10:00".into();
    assert_eq!(needs(&derive(&draft, &context()).dosings[0], LineId::Weight), ["no_recent_weight"]);
    // 62.4 at screening doses; 68.64 is exactly 10 % more.
    for (later, differs) in [("68.64", false), ("68.641", true), ("56.16", false), ("56.159", true)] {
        let draft = eligible().weighed("2026-11-21T08:00", later, "kg");
        let found = derive(&draft, &context());
        let expected: &[&str] = if differs { &["weight_differs"] } else { &[] };
        assert_eq!(needs(&found.dosings[0], LineId::Weight), expected, "{later}");
    }
}

pub(super) fn decision(field: &str, value: Typed) -> Confirmation {
    Confirmation { field: field.into(), value, signed: signed(), choice: None }
}

/// Platelets 74.6 are below 75: the figure stays, and the dose says so until the investigator has decided.
#[test]
fn a_patient_who_is_not_eligible() {
    let mut draft = example("platelets-low").quantity("weight", "62.4", "kg");
    let own = eligible();
    (draft.lots, draft.infusions) = (own.lots, own.infusions);
    draft.lots[0].label_subject.clone_from(&draft.subject);
    let found = derive(&draft, &context());
    one_volume(&found, "20.2");
    assert_eq!(open_lines(&found.dosings[0]), ["eligibility"]);
    assert_eq!(needs(&found.dosings[0], LineId::Eligibility), ["not_eligible"]);
    let text = dosed(&draft, &context(), Language::English);
    assert!(text.contains("20.2 mL") && text.contains("NOT READY: eligibility"), "{text}");
    let sign = |choice: Option<Choice>, value: &str| {
        let mut signed = draft.clone();
        let made = Confirmation { choice, ..decision("eligibility", typed(value, "")) };
        signed.infusions[0].confirmed = vec![made];
        derive(&signed, &context()).dosings[0].clone()
    };
    let deviation = || Some(Choice::Deviation("17".into()));
    assert!(sign(deviation(), "not_eligible I8").is_ready());
    assert!(sign(Some(Choice::Misreads("I8".into())), "not_eligible I8").is_ready());
    assert!(!sign(deviation(), "not_eligible I9").is_ready(), "another criterion is another decision");
    // To agree is not to give it.
    let agreed = sign(Some(Choice::Agree), "not_eligible I8");
    assert_eq!(needs(&agreed, LineId::Eligibility), ["does_not_go_on"]);
    assert_eq!(agreed.readiness_state(), LineState::Stopped);
}

#[test]
fn counting_times_are_asked_for_and_not_mixed_without_a_word() {
    let unset = context_of(&site().setting("dose_basis", "unset"));
    let mut draft = eligible();
    draft.lots[0].basis = None;
    let found = derive(&draft, &unset);
    one_volume(&found, "20.2");
    assert_eq!(needs(&found.dosings[0], LineId::Certificate), ["basis"]);
    assert_eq!(open_lines(&found.dosings[0]), ["certificate"]);
    let mut draft = eligible();
    let mut second = draft.lots[0].clone();
    (second.id, second.basis) = ("L2".into(), Some(Basis::BeforeFreezing));
    draft.lots.push(second);
    draft.infusions[0].lots.push("L2".into());
    let found = derive(&draft, &unset);
    assert_eq!(needs(&found.dosings[0], LineId::Decisions), ["counting_times"]);
    let value =
        found.dosings[0].readiness.iter().flat_map(|line| &line.needs).find_map(|need| need.sign.clone());
    draft.infusions[0].confirmed = vec![decision("counting_times", value.unwrap().value)];
    assert!(derive(&draft, &unset).dosings[0].is_ready());
    // With a recovery both are counted after thaw.
    draft.infusions[0].confirmed.clear();
    draft.lots[1].recovery = t("80 %");
    let found = derive(&draft, &context());
    assert_eq!(needs(&found.dosings[0], LineId::Decisions), [""; 0]);
}

#[test]
fn what_stands_there_twice_stops() {
    let mut draft = eligible();
    draft.infusions.push(Infusion { level: Some("DL1".into()), ..draft.infusions[0].clone() });
    let found = derive(&draft, &context());
    for dosing in &found.dosings {
        assert_eq!(needs(dosing, LineId::Level), ["twice"]);
        assert_eq!(dosing.readiness_state(), LineState::Stopped);
    }
    let mut draft = eligible().weighed("2026-11-21", "63", "kg");
    draft.assessments.last_mut().unwrap().id = 3;
    draft.infusions[0].weight_from = Some(3);
    let found = derive(&draft, &context());
    assert_eq!(needs(&found.dosings[0], LineId::Weight), ["twice"]);
    let mut draft = eligible();
    draft.lots.push(draft.lots[0].clone());
    assert_eq!(derive(&draft, &context()).dosings[0].readiness_state(), LineState::Stopped);
    let mut draft = eligible();
    draft.lots[0].bags[1].number = "1".into();
    assert_eq!(derive(&draft, &context()).dosings[0].readiness_state(), LineState::Stopped);
}

/// The example site with this step of the syringe, expecting nothing of a lot.
fn coarse(step: &str) -> Site {
    let site = site().setting("rounding_step", step);
    site.setting("expected_car_low", "unset").setting("expected_car_high", "unset")
}

/// 45 million ÷ 300 million a mL = 0.15 mL; a step of 0.1 makes 0.2, a third too much; 0.05 is exact.
#[test]
fn an_overdose_by_the_step_says_so() {
    let mut lot = with_bags(stated("300"), &["1"]);
    lot.certificate_cells = t("300 10*6");
    let mut draft = of("45", "DL1", lot);
    draft.infusions[0].confirmed.clear();
    let context = context_of(&coarse("0.1 mL"));
    let found = derive(&draft, &context);
    let level = found.dosings[0].assigned_level().unwrap();
    assert_eq!(level.state, DoseState::Overdose(Overdose::Tolerance));
    assert_eq!(level.finer_step, Some(x("0.05")));
    let text = dosed(&draft, &context, Language::English);
    assert!(text.contains("a step of 0.05 mL would do"), "{text}");
    // An overdose of another cause names no step.
    assert_no_volume(level);
}

/// facts.md E9b: 45 million of 32 million a mL are 1.40625 mL; a step of 5 draws nothing, one of 1 is 28.9 % short, one of
/// 0.5 gives 1.5 mL, 6.7 % more. A lot that is short is no matter of the step.
#[test]
fn an_underdose_by_the_step_says_so() {
    let of_fill = |fill: &str, total: &str| {
        let mut lot = with_bags(stated("32"), &[fill]);
        lot.certificate_cells = t(total);
        let found = derive(&of("45", "DL1", lot), &context_of(&coarse("5 mL")));
        let level = found.dosings[0].assigned_level().unwrap();
        assert_eq!(level.state, DoseState::Underdose);
        level.finer_step.clone()
    };
    assert_eq!(of_fill("5", "160 10*6"), Some(x("0.5")));
    assert_eq!(of_fill("1", "32 10*6"), None);
}

#[test]
fn a_recovery_without_a_unit_is_a_problem() {
    for (value, unit, field) in [("80", "", "unit"), ("80x", "%", "value"), ("180", "%", "value")] {
        let mut draft = eligible();
        draft.lots[0].recovery = typed(value, unit);
        let found = derive(&draft, &context());
        let field = format!("lots[LOT-E01].recovery.{field}");
        assert!(found.problems.iter().any(|it| it.field == field), "{value} {unit}: {:?}", found.problems);
        assert!(!found.dosings[0].is_ready());
    }
    // Its siblings: what is typed and was never read.
    let mut draft = eligible();
    draft.lots[0].bags[0].thawed = "31/31/26".into();
    let found = derive(&draft, &context());
    assert!(found.problems.iter().any(|it| it.field == "lots[LOT-E01].bags[1].thawed"));
    let mut draft = eligible();
    let drawn = vec![("1".to_owned(), typed("6", "")), ("9".to_owned(), t("1 mL"))];
    draft.infusions[0].given =
        Some(cardose::model::Given { start: "soon".into(), drawn, ..Default::default() });
    let fields: Vec<String> = derive(&draft, &context()).problems.into_iter().map(|it| it.field).collect();
    for field in ["given.start", "given.drawn[1].unit", "given.drawn[9]"] {
        assert!(fields.contains(&format!("infusions[1].{field}")), "{field}: {fields:?}");
    }
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
        assert_eq!(found.problems.iter().any(|it| it.field == field), wrong, "{infused}");
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
