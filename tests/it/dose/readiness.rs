//! The list: each input opens its own line and no other, and decisions lapse with what they were made on.

use super::kit::*;
use crate::kit::{Patient as _, Settled as _, amount, context, context_of, eligible, site, weighing, x};
use cardose::{
    engine::{
        derive,
        dose::{
            dosing::Dosing,
            readiness::line::{LineId, line_code},
        },
    },
    model::{Bag, BagState, Draft, Given, Site, Typed, Value},
    quantity::Exact,
};
use proptest::{prelude::*, sample::select};
use std::mem::take;

/// What breaks one input of a draft and a site in order.
type Break = fn(&mut Draft, &mut Site);

/// Each input of the ready draft, and the line that it belongs to.
const INPUTS: [(&str, LineId, Break); 46] = [
    ("no label", LineId::Identity, |draft, _| draft.lots[0].label_subject.clear()),
    ("another subject", LineId::Identity, |draft, _| draft.lots[0].label_subject = "X".into()),
    ("no lot number", LineId::Identity, |draft, _| {
        draft.lots[0].id.clear();
        draft.infusions[0].lots = vec![String::new()];
    }),
    ("no expiry", LineId::Identity, |draft, _| draft.lots[0].expires.clear()),
    ("expiry of no day", LineId::Identity, |draft, _| draft.lots[0].expires = "2026-02-30".into()),
    ("expired", LineId::Identity, |draft, _| draft.lots[0].expires = "2026-11-21".into()),
    ("a lot that is not entered", LineId::Identity, |draft, _| draft.infusions[0].lots = vec!["L9".into()]),
    ("no convention", LineId::Certificate, |draft, _| draft.lots[0].convention = None),
    ("no counting time", LineId::Certificate, |draft, _| draft.lots[0].basis = None),
    ("no count", LineId::Certificate, |draft, _| draft.lots[0].viable = Typed::default()),
    ("no CD3+", LineId::Certificate, |draft, _| draft.lots[0].cd3 = Typed::default()),
    ("no CAR+", LineId::Certificate, |draft, _| draft.lots[0].car_share = Typed::default()),
    ("CAR+ of zero", LineId::Certificate, |draft, _| draft.lots[0].car_share = t("0 %")),
    ("CAR+ as a fraction", LineId::Certificate, |draft, _| draft.lots[0].car_share = t("0.385 %")),
    ("CAR+ without a unit", LineId::Certificate, |draft, _| draft.lots[0].car_share = t("38.5")),
    ("a count of another size", LineId::Certificate, |draft, _| draft.lots[0].viable = t("25 /mL")),
    ("no second figure", LineId::Certificate, |draft, _| draft.lots[0].certificate_cells = Typed::default()),
    ("a second figure that contradicts", LineId::Certificate, |draft, _| {
        draft.lots[0].certificate_cells = t("37.037 10*6");
    }),
    ("more viable cells than cells", LineId::Certificate, |draft, _| draft.lots[0].total = t("5 10*6/mL")),
    ("an unreadable figure that is not used", LineId::Certificate, |draft, _| {
        draft.lots[0].recovery = t("x %");
    }),
    ("outside what the site expects", LineId::Certificate, |_, site| {
        *site = take(site).setting("expected_car_high", "9 10*6/mL");
    }),
    ("no weight", LineId::Weight, |draft, _| draft.assessments[2].results.retain(|it| it.of != "weight")),
    ("a weight of 262.4 kg", LineId::Weight, |draft, _| draft.set("weight", amount("262.4", "kg"))),
    ("a weight in jin", LineId::Weight, |draft, _| draft.set("weight", amount("124.8", "斤"))),
    ("a weight without a unit", LineId::Weight, |draft, _| draft.set("weight", amount("62.4", ""))),
    ("no height", LineId::Weight, |draft, _| draft.assessments[2].results.retain(|it| it.of != "height")),
    ("a start that is no date", LineId::Weight, |draft, _| draft.infusions[0].start = "soon".into()),
    ("a later weight that differs", LineId::Weight, |draft, _| {
        *draft = take(draft).weighed("2026-11-21", "70", "kg");
    }),
    ("a report that is gone", LineId::Weight, |draft, _| draft.infusions[0].weight_from = Some(77)),
    ("no recent weight", LineId::Weight, |draft, _| draft.infusions[0].start = "2026-12-10".into()),
    ("no level", LineId::Level, |draft, _| draft.infusions[0].level = None),
    ("an unknown level", LineId::Level, |draft, _| draft.infusions[0].level = Some("DL9".into())),
    ("the infusion twice", LineId::Level, |draft, _| draft.infusions.push(draft.infusions[0].clone())),
    ("platelets below 75", LineId::Eligibility, |draft, _| {
        draft.set("platelets", amount("74.6", "10*9/L"));
    }),
    ("an answer is missing", LineId::Eligibility, |draft, _| draft.set("voluntary", Value::NotKnown)),
    ("no bags", LineId::Bags, |draft, _| {
        draft.lots[0].bags.clear();
        draft.lots[0].car = t("9.25925 10*6/mL");
    }),
    ("a bag without a volume", LineId::Bags, |draft, _| {
        draft.lots[0].bags[1].volume = Typed::default();
        draft.lots[0].car = t("9.25925 10*6/mL");
    }),
    ("a volume without a unit", LineId::Bags, |draft, _| {
        draft.lots[0].bags[1].volume = t("20");
        draft.lots[0].car = t("9.25925 10*6/mL");
    }),
    ("a hold-up of no number", LineId::Bags, |draft, _| draft.lots[0].bags[1].hold_up = t("x mL")),
    ("a bag number twice", LineId::Bags, |draft, _| draft.lots[0].bags[1].number = "1".into()),
    ("a concentration without a unit", LineId::Bags, |draft, _| draft.lots[0].bags[1].car = t("9")),
    ("no bag left", LineId::Bags, |draft, _| {
        for bag in &mut draft.lots[0].bags {
            bag.state = BagState::Lost;
        }
    }),
    ("a syringe step that is not set", LineId::Settings, |_, site| {
        *site = take(site).setting("rounding_step", "unset");
    }),
    ("a cap that is not set, above 100 kg", LineId::Settings, |draft, site| {
        draft.set("weight", amount("101", "kg"));
        draft.set("height", amount("185", "cm"));
        draft.infusions[0].level = Some("DL1".into());
        *site = take(site).setting("weight_cap", "unset");
    }),
    ("a lot that is short", LineId::Decisions, |draft, _| draft.infusions[0].level = Some("DL3".into())),
    ("a step that overshoots", LineId::Decisions, |draft, site| {
        draft.infusions[0].level = Some("DL1".into());
        *site = take(site).setting("rounding_step", "10 mL");
    }),
];

/// Were one line always done, its inputs would open none: every line has some.
#[test]
fn each_input_opens_its_own_line_and_no_other() {
    assert!(derive(&eligible(), &context()).dosings[0].is_ready());
    for (what, line, breaks) in INPUTS {
        let (mut draft, mut site) = (eligible(), site());
        breaks(&mut draft, &mut site);
        let found = derive(&draft, &context_of(&site));
        let dosing = &found.dosings[0];
        assert_eq!(open_lines(dosing), [line_code(line)], "{what}: {:#?}", dosing.readiness);
        assert!(!dosing.is_ready(), "{what}");
    }
    for line in base_lines() {
        assert!(INPUTS.iter().any(|(_, own, _)| *own == line), "nothing opens {}", line_code(line));
    }
}

fn base_lines() -> Vec<LineId> {
    derive(&eligible(), &context()).dosings[0].readiness.iter().map(|line| line.line).collect()
}

/// A decision is done by a signature on what the list says; on another value it lapses.
#[test]
fn every_decision_is_signed_once_and_lapses_with_its_value() {
    for what in
        ["expired", "no second figure", "platelets below 75", "an answer is missing", "a lot that is short"]
            .into_iter()
            .chain(["outside what the site expects", "a later weight that differs", "no recent weight"])
    {
        let (_, _, breaks) = INPUTS.iter().find(|(own, ..)| *own == what).unwrap();
        let (mut draft, mut site) = (eligible(), site());
        breaks(&mut draft, &mut site);
        let context = context_of(&site);
        let signs: Vec<_> = derive(&draft, &context).dosings[0]
            .readiness
            .iter()
            .flat_map(|line| &line.needs)
            .filter_map(|need| need.sign.clone())
            .collect();
        let [sign] = signs.as_slice() else { panic!("{what}: {signs:?}") };
        for (value, ready) in [(sign.value.clone(), true), (typed("another", "thing"), false)] {
            let mut signed = draft.clone();
            let kept = vec![decision(sign.field, value)];
            match sign.within {
                cardose::engine::dose::readiness::SignedIn::Lot(lot) => signed.lots[lot].confirmed = kept,
                cardose::engine::dose::readiness::SignedIn::Infusion => signed.infusions[0].confirmed = kept,
                cardose::engine::dose::readiness::SignedIn::Draft => signed.confirmed = kept,
            }
            assert_eq!(derive(&signed, &context).dosings[0].is_ready(), ready, "{what}");
        }
    }
}

/// A later infusion is one decision; the first one's eligibility is no matter of it.
#[test]
fn a_later_infusion_is_one_decision() {
    let mut draft = eligible();
    draft.infusions[0].given = Some(Given {
        end: "2026-11-21T10:00".into(),
        drawn: vec![("1".into(), t("20 mL"))],
        ..Given::default()
    });
    let mut second = draft.infusions[0].clone();
    (second.number, second.given) = (2, None);
    second.level = Some("DL1".into());
    draft.infusions.push(second);
    let found = derive(&draft, &context());
    assert!(found.dosings[0].readiness.is_empty());
    assert_eq!(needs(&found.dosings[1], LineId::Eligibility), ["later_infusion"]);
    assert_eq!(open_lines(&found.dosings[1]), ["eligibility"]);
}

/// Met so far is enough for planning, and asked again on the day.
#[test]
fn met_so_far_is_asked_again_on_the_day() {
    for (start, needed) in [("", false), ("2026-11-23T10:00", false), ("2026-11-22T10:00", true)] {
        let mut draft = eligible();
        draft.infusions[0].start = start.into();
        let found = derive(&draft, &context());
        let expected: &[&str] = if needed { &["asked_again"] } else { &[] };
        assert_eq!(needs(&found.dosings[0], LineId::Eligibility), expected, "{start}");
    }
}

/// Bags in every state, each of 5 to 50 mL, with what was infused of them in tenths of a millilitre.
fn any_bags() -> impl Strategy<Value = Vec<(BagState, u32, Option<u32>)>> {
    let states = vec![
        BagState::Stored,
        BagState::Thawed,
        BagState::Infused,
        BagState::Destroyed,
        BagState::Lost,
        BagState::Failed,
    ];
    let fill = 50..500_u32;
    let bag = (select(states), fill, proptest::option::weighted(0.4, 0..100_u32))
        .prop_map(|(state, fill, percent)| (state, fill, percent.map(|percent| fill * percent / 100)));
    prop::collection::vec(bag, 1..5)
}

fn planned(dosing: &Dosing, level: usize) -> Exact {
    let draw = dosing.levels[level].results[0].draw.as_ref();
    draw.map_or_else(Exact::default, |draw| draw.cells.said())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Given and planned together reach the smaller of the target and what there is within one step, and are never above
    /// the tolerance unless more was given already.
    #[test]
    fn given_and_planned_reach_the_target(bags in any_bags(), grams in 40_000..110_000_u32, level in 0..3_usize) {
        let (step, per_ml) = (x("0.2"), x("10000000"));
        let tenths = |tenths: u32| x(&tenths.to_string()) * x("0.1");
        let mut lot = stated("10");
        let mut given = Given { start: "2026-11-22T08:00".into(), ..Given::default() };
        let (mut infused, mut left) = (Exact::default(), Exact::default());
        for (number, (state, fill, drawn)) in bags.iter().enumerate() {
            let volume = typed(&tenths(*fill).to_string(), "mL");
            let number = (number + 1).to_string();
            lot.bags.push(Bag { number: number.clone(), volume, state: *state, ..Bag::default() });
            if let Some(drawn) = drawn {
                given.drawn.push((number, typed(&tenths(*drawn).to_string(), "mL")));
            }
            let own = match (state, drawn) {
                (_, Some(drawn)) => tenths(*drawn),
                (BagState::Infused, None) => tenths(*fill),
                _ => Exact::default(),
            };
            infused += own.clone() * per_ml.clone();
            if matches!(state, BagState::Stored | BagState::Thawed) {
                left += (tenths(*fill) - own) * per_ml.clone();
            }
        }
        let kilograms = x(&grams.to_string()) * x("0.001");
        let mut draft = weighing(&kilograms.to_string()).lot(lot);
        let mut first = infusion(1, &["L1"]);
        first.given = Some(given).filter(|given| !given.drawn.is_empty());
        draft.infusions = vec![first];
        let dosing = dose(&draft, &usual());
        let target = kilograms * [x("1000000"), x("3000000"), x("10000000")][level].clone();
        let all = infused.clone() + planned(&dosing, level);
        let blocked = dosing.levels[level].results[0].draw.is_none();
        if !blocked {
            let reach = target.clone().min(infused.clone() + left);
            let reach = reach.max(infused.clone());
            prop_assert!((all.clone() - reach).abs() <= step * per_ml, "{dosing:?}");
            let most = target.clone() * x("1.2");
            let over = matches!(dosing.levels[level].state, cardose::engine::dose::dosing::DoseState::Overdose(_));
            prop_assert!(all <= most || over || infused > target);
        }
    }
}
