//! Every line of a calculation, done again from the terms that it prints, as a second person would do it.

use super::kit::*;
use crate::kit::{Patient as _, context_of, derived, weighing, x};
use cardose::{
    engine::{
        Context,
        formula::step::{Formula, Mode, Step, Symbol, Term},
    },
    model::{Bag, BagState, Basis, Convention, Draft, Given, Lot, Typed},
    quantity::{Exact, Rounding},
    storage::EMBEDDED_PATIENTS,
};
use proptest::{option, prelude::*, sample::select};
use std::sync::LazyLock;

/// A concentration as printed, per mL.
fn per_ml(term: &Term) -> Exact {
    let factor = match term.unit {
        "/mL" => "1",
        "/uL" | "/µL" | "×10³/mL" => "1000",
        "×10⁶/mL" => "1000000",
        other => panic!("{other}"),
    };
    term.value.clone() * x(factor)
}

/// The result of a line from its terms alone; `None` for a formula that is no matter of the dose.
fn again(step: &Step) -> Option<Exact> {
    let value = |place: usize| step.terms[place].value.clone();
    let all = || step.terms.iter().map(|term| term.value.clone());
    let percent = || all().skip(1).fold(value(0), |so_far, share| so_far * share / x("100"));
    let rounded = |mode| value(0).round_to(&value(1), mode);
    Some(match step.formula {
        Formula::CappedWeight | Formula::CappedTarget | Formula::AtMostUsable => all().min().unwrap(),
        Formula::Target | Formula::Delivered | Formula::BagHolds => value(0) * value(1),
        Formula::Stated => per_ml(&step.terms[0]),
        Formula::StatedPerBag | Formula::Volume | Formula::PerKg => value(0) / value(1),
        Formula::TotalChain | Formula::ViableChain | Formula::ViableShare | Formula::Recovered => percent(),
        Formula::WholeBags | Formula::BagsAdded | Formula::DeliveredFromBags | Formula::Infused => {
            all().sum()
        }
        Formula::Usable => all().skip(1).fold(value(0), |so_far, less| so_far - less),
        Formula::CellsLeft => (value(0) - value(1)).max(Exact::default()),
        Formula::Deviation => x("100") * (value(0) - value(1)) / value(1),
        Formula::Rounded(Mode::NotRounded) => value(0),
        Formula::Rounded(Mode::HalfUp) => rounded(Rounding::HalfUp),
        Formula::Rounded(Mode::HalfEven) => rounded(Rounding::HalfEven),
        Formula::Rounded(Mode::Down | Mode::DownForCap) => rounded(Rounding::Down),
        Formula::Rounded(Mode::Up) => rounded(Rounding::Up),
        Formula::Converted
        | Formula::Ideal
        | Formula::Adjusted
        | Formula::CockcroftGault
        | Formula::Measured
        | Formula::Corrected
        | Formula::Differential
        | Formula::Copies
        | Formula::FromOthers => return None,
    })
}

/// What a term of one line is called, and in which bag, has stood in a line before, or was typed.
const TYPED: [Symbol; 16] = [
    Symbol::DoseLevel,
    Symbol::Weight,
    Symbol::WeightCap,
    Symbol::DosingWeight,
    Symbol::CellCap,
    Symbol::TotalConcentration,
    Symbol::ViableConcentration,
    Symbol::Viability,
    Symbol::Cd3Share,
    Symbol::CarShare,
    Symbol::Recovery,
    Symbol::BagVolume,
    Symbol::HoldUp,
    Symbol::InfusedVolume,
    Symbol::RoundingStep,
    Symbol::AvailableCells,
];

/// How many lines were done again.
fn replay(found: &cardose::engine::Derived) -> usize {
    let mut lines = 0;
    for result in found.dosings.iter().flat_map(|dosing| &dosing.levels).flat_map(|level| &level.results) {
        let mut known: Vec<&Term> = Vec::new();
        let steps = result.steps();
        for step in &steps {
            if let Some(redone) = again(step) {
                assert_eq!(redone, step.result.value, "{step:?}");
                lines += 1;
            }
            let stated = matches!(step.formula, Formula::Stated | Formula::StatedPerBag);
            for term in step.terms.iter().filter(|term| !TYPED.contains(&term.symbol) && !stated) {
                let stood =
                    known.iter().any(|before| before.symbol == term.symbol && before.value == term.value);
                assert!(stood, "{:?} came from nowhere in {step:?}", term.symbol);
            }
            known.push(&step.result);
        }
        // The last word on what is delivered is that of the lines.
        let said = |symbol| steps.iter().rev().find(|step| step.quantity == symbol);
        if let (Some(delivered), Some(step)) = (&result.delivered, said(Symbol::DeliveredCells)) {
            assert_eq!(delivered.said(), step.result.value);
        }
        if let (Some(draw), Some(step)) = (&result.draw, said(Symbol::DrawnVolume))
            && draw.bags.len() != 1
        {
            assert_eq!(draw.volume.said(), step.result.value);
        }
    }
    lines
}

#[test]
fn every_line_of_every_example_can_be_redone() {
    for embedded in EMBEDDED_PATIENTS {
        let name = embedded.name.trim_end_matches(".ron").rsplit('/').next().unwrap();
        let found = derived(&crate::kit::example(name));
        if found.dosings.iter().any(|dosing| dosing.available.is_some()) {
            assert!(replay(&found) > 0, "{name}");
        }
    }
}

/// 81 kg × 10⁶/kg are what 20.25 mL of 4 million per mL hold: the bag is given whole, and no line rounds it to 20.2 or
/// 20.4.
#[test]
fn a_bag_that_is_just_enough_is_given_whole_and_not_rounded() {
    let lot = Lot { certificate_cells: t("81 10*6"), ..with_bags(stated("4"), &["20.25"]) };
    let found = cardose::engine::derive(&weighing("81").lot(lot), &context_of(&usual()));
    let result = only(&found.dosings[0].levels[DL1]);
    exactly(&result.draw.as_ref().unwrap().volume, "20.25");
    let drawn: Vec<Formula> = result.steps().iter().map(|step| step.formula).collect();
    assert!(drawn.contains(&Formula::WholeBags), "{drawn:?}");
    assert!(!drawn.iter().any(|formula| matches!(formula, Formula::Rounded(_))), "{drawn:?}");
    assert!(replay(&found) > 0);
}

/// 5 mL of one bag are infused, and what the other was filled with nobody has said: 60 − 50 million are left, 1 mL, and
/// what is delivered is the sum of both.
#[test]
fn what_was_infused_adds_up_beside_a_bag_of_unknown_volume() {
    let mut lot = with_bags(stated("10"), &["20", ""]);
    lot.bags[0].state = BagState::Infused;
    let draft = draft_of(vec![(lot, vec![Some("5".to_owned()), None])], "60", false);
    let found = cardose::engine::derive(&draft, &context_of(&usual()));
    let result = only(&found.dosings[0].levels[DL1]);
    exactly(&result.left, "10,000,000");
    exactly(&result.draw.as_ref().unwrap().volume, "1");
    let steps = result.steps();
    let last = steps.iter().rfind(|step| step.quantity == Symbol::DeliveredCells).unwrap();
    let terms: Vec<String> = last.terms.iter().map(|term| term.value.to_string()).collect();
    assert_eq!(
        (terms, last.result.value.to_string()),
        (vec!["10000000".to_owned(), "50000000".to_owned()], "60000000".to_owned())
    );
    assert!(replay(&found) > 0);
}

static CONTEXTS: LazyLock<Vec<Context>> = LazyLock::new(|| {
    let thawed = [("dose_basis", "after_thaw"), ("hold_up", "0.5 mL"), ("weight_cap", "60 kg")];
    let capped = [("cell_cap", "150000000 cells"), ("rounding_step", "1 mL"), ("rounding_mode", "half_even")];
    let open = [("rounding_step", "unset"), ("weight_cap", "unset"), ("hold_up", "unset")];
    [&thawed[..], &capped, &open, &[]].map(|changes| context_of(&usual_but(changes))).into()
});

fn decimal(range: std::ops::Range<u32>, places: u32) -> impl Strategy<Value = String> {
    range.prop_map(move |digits| {
        (x(&digits.to_string()) / Exact::power_of_ten(places.cast_signed()).unwrap()).to_string()
    })
}

fn any_bag() -> impl Strategy<Value = (Bag, Option<String>)> {
    let state =
        select(vec![BagState::Stored, BagState::Stored, BagState::Thawed, BagState::Infused, BagState::Lost]);
    let own = option::weighted(0.3, decimal(200..2_000, 2));
    let cells = option::weighted(0.3, decimal(200..60_000, 2));
    let hold_up = option::weighted(0.3, decimal(0..20, 1));
    let infused = option::weighted(0.3, decimal(0..40, 1));
    (state, decimal(40..600, 1), own, cells, hold_up, infused).prop_map(
        |(state, volume, own, cells, hold_up, infused)| {
            let millions =
                |text: Option<String>, unit: &str| text.map(|text| typed(&text, unit)).unwrap_or_default();
            let bag = Bag {
                volume: typed(&volume, "mL"),
                car: millions(own, "10*6/mL"),
                cells: millions(cells, "10*6"),
                hold_up: hold_up.map(|text| typed(&text, "mL")).unwrap_or_default(),
                state,
                ..Bag::default()
            };
            (bag, infused)
        },
    )
}

fn any_lot() -> impl Strategy<Value = (Lot, Vec<Option<String>>)> {
    let convention = select(vec![
        Convention::Stated,
        Convention::TotalCount,
        Convention::ViableCount,
        Convention::CarOfViable,
        Convention::SinglePlatform,
    ]);
    let basis = select(vec![Basis::BeforeFreezing, Basis::AfterThaw]);
    let shares =
        (decimal(500..1_000, 1), decimal(800..1_000, 1), decimal(100..900, 1), decimal(500..1_000, 1));
    let bags = prop::collection::vec(any_bag(), 0..4);
    (convention, basis, decimal(500..5_000, 2), option::weighted(0.7, decimal(200..2_000, 2)), shares, bags)
        .prop_map(|(convention, basis, count, car, shares, bags)| {
            let (viability, cd3, share, recovery) = shares;
            let chain = !matches!(convention, Convention::Stated | Convention::SinglePlatform);
            let only =
                |yes: bool, text: &str, unit: &str| if yes { typed(text, unit) } else { Typed::default() };
            let car = car.filter(|_| !chain).map(|car| typed(&car, "10*6/mL")).unwrap_or_default();
            let (mut of_bags, mut infused) = (Vec::new(), Vec::new());
            for (number, (bag, drawn)) in bags.into_iter().enumerate() {
                // Cells of a bag that nothing else is made from would contradict the rest.
                let cells = if !chain && car.is_empty() { bag.cells.clone() } else { Typed::default() };
                let own = if !chain && car.is_empty() { Typed::default() } else { bag.car.clone() };
                of_bags.push(Bag { number: (number + 1).to_string(), cells, car: own, ..bag });
                infused.push(drawn);
            }
            let lot = Lot {
                id: "L1".into(),
                label_subject: "S-01".into(),
                convention: Some(convention),
                basis: Some(basis),
                car,
                total: only(convention == Convention::TotalCount, &count, "10*6/mL"),
                viable: only(chain && convention != Convention::TotalCount, &count, "10*6/mL"),
                viability: only(convention == Convention::TotalCount, &viability, "%"),
                cd3: only(chain && convention != Convention::CarOfViable, &cd3, "%"),
                car_share: only(chain, &share, "%"),
                recovery: typed(&recovery, "%"),
                bags: of_bags,
                ..Lot::default()
            };
            (lot, infused)
        })
}

fn draft_of(lots: Vec<(Lot, Vec<Option<String>>)>, kilograms: &str, ended: bool) -> Draft {
    let mut draft = weighing(kilograms);
    let mut first = infusion(1, &[]);
    let mut given = Given { start: "2026-11-22T08:00".into(), ..Given::default() };
    for (place, (mut lot, infused)) in lots.into_iter().enumerate() {
        lot.id = format!("L{}", place + 1);
        for (bag, drawn) in lot.bags.iter().zip(infused) {
            given
                .drawn
                .extend(drawn.map(|drawn| (format!("{}/{}", lot.id, bag.number), typed(&drawn, "mL"))));
        }
        first.lots.push(lot.id.clone());
        draft.lots.push(lot);
    }
    if ended {
        given.end = "2026-11-22T08:30".into();
    }
    first.given = Some(given).filter(|given| !given.drawn.is_empty());
    draft.infusions = vec![first];
    draft
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

    #[test]
    fn every_line_of_ten_thousand_lots_can_be_redone(
        lots in prop::collection::vec(any_lot(), 1..3),
        kilograms in decimal(300..1_300, 1),
        ended in prop::bool::weighted(0.1),
        context in 0..4_usize,
    ) {
        replay(&cardose::engine::derive(&draft_of(lots, &kilograms, ended), &CONTEXTS[context]));
    }
}
