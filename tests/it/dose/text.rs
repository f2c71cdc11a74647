//! Any text in any field of a lot: read or refused, never a panic, and never a dose from what was refused.

use super::kit::*;
use crate::kit::{Patient as _, context_of, weighing, x};
use cardose::{
    engine::{
        Context, derive,
        dose::{WeightChoice, dosing::DoseState},
    },
    model::{Bag, BagState, Basis, Confirmation, Convention, Given, Infusion, Lot, Typed},
};
use proptest::{option, prelude::*, sample::select};
use std::sync::LazyLock;

static CONTEXTS: LazyLock<Vec<Context>> = LazyLock::new(|| {
    let after_thaw = [
        ("dose_basis", "after_thaw"),
        ("expected_car_low", "2 10*6/mL"),
        ("expected_car_high", "20 10*6/mL"),
        ("expected_convention", "stated"),
        ("hold_up", "0.5 mL"),
        ("weight_cap", "unset"),
        ("rounding_mode", "unset"),
    ];
    vec![context_of(&usual()), context_of(&usual_but(&after_thaw)), context_of(&site(&[]))]
});

/// Numbers, near-numbers and anything else.
fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (1..1_000_u32).prop_map(|number| number.to_string()),
        1 => "[0-9]{1,3}\\.[0-9]{1,4}",
        1 => "[0-9]{1,45}(e-?[0-9]{1,3})?",
        1 => select(vec!["", "0", "1e60", "1e-60", "1e61", "10^6", "NaN", "-1", "6,2", ".5", "5.", "<3", "５。２"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

fn any_unit() -> impl Strategy<Value = String> {
    let known = [
        "10*6/mL", "/uL", "/mL", "10*9/L", "亿/mL", "%", "1", "mL", "uL", "L", "10*6", "cells", "kg",
        "106/mL",
    ];
    prop_oneof![8 => select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

fn any_typed(unit: &'static str) -> impl Strategy<Value = Typed> {
    let unit = prop_oneof![4 => Just(unit.to_owned()), 1 => any_unit()];
    (any_value(), unit).prop_map(|(value, unit)| Typed { value, unit })
}

fn any_bag() -> impl Strategy<Value = Bag> {
    let state = select(vec![BagState::Stored, BagState::Thawed, BagState::Infused, BagState::Destroyed]);
    let own = option::weighted(0.2, any_typed("10*6/mL")).prop_map(Option::unwrap_or_default);
    let cells = option::weighted(0.3, any_typed("10*6")).prop_map(Option::unwrap_or_default);
    let hold_up = option::weighted(0.3, any_typed("mL")).prop_map(Option::unwrap_or_default);
    (any_value(), any_typed("mL"), hold_up, own, cells, state, any_value()).prop_map(
        |(number, volume, hold_up, car, cells, state, thawed)| Bag {
            key: None,
            number,
            volume,
            hold_up,
            car,
            cells,
            state,
            thawed,
        },
    )
}

fn any_convention() -> impl Strategy<Value = Option<Convention>> {
    option::weighted(
        0.9,
        select(vec![
            Convention::Stated,
            Convention::TotalCount,
            Convention::ViableCount,
            Convention::CarOfViable,
            Convention::SinglePlatform,
        ]),
    )
}

fn any_lot() -> impl Strategy<Value = Lot> {
    let densities = (any_typed("10*6/mL"), any_typed("10*6/mL"), any_typed("10*6/mL"));
    let shares = (any_typed("%"), any_typed("%"), any_typed("%"), any_typed("%"));
    let certificate = (any_typed("10*6"), any_typed("mL"), select(vec!["DL1", "DL3", "", "?"]));
    let basis = option::of(select(vec![Basis::BeforeFreezing, Basis::AfterThaw]));
    let confirmed = prop::collection::vec((select(vec!["cd3", "car_share", "x"]), any_typed("%")), 0..3);
    let bags = prop::collection::vec(any_bag(), 0..4);
    (any_convention(), basis, densities, shares, certificate, bags, confirmed, any_value()).prop_map(
        |(convention, basis, (car, total, viable), shares, certificate, bags, confirmed, expires)| {
            let (viability, cd3, car_share, recovery) = shares;
            let (certificate_cells, certificate_volume, level) = certificate;
            let confirmed = confirmed
                .into_iter()
                .map(|(field, value)| Confirmation {
                    field: field.into(),
                    value,
                    signed: signed(),
                    ..Confirmation::default()
                })
                .collect();
            Lot {
                id: "L1".into(),
                convention,
                basis,
                car,
                total,
                viable,
                viability,
                cd3,
                car_share,
                recovery,
                certificate_cells,
                certificate_volume,
                certificate_level: level.into(),
                bags,
                expires,
                confirmed,
                ..Lot::default()
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_lot_is_read_or_refused(lot in any_lot(), weight in any_typed("kg"), id in any_value()) {
        let mut draft = weighing("60").lot(lot).weighed("2026-11-21", &weight.value, &weight.unit);
        draft.lots[0].label_subject = String::new();
        for infusions in [
            vec![],
            vec![infusion(1, &["L1", &id])],
            vec![Infusion { level: Some(id.clone()), given: Some(Given::default()), ..infusion(2, &["L1"]) }],
        ] {
            draft.infusions = infusions;
            for context in CONTEXTS.iter() {
                let before = draft.clone();
                let found = derive(&draft, context);
                prop_assert_eq!(&before, &draft);
                for dosing in &found.dosings {
                    for level in &dosing.levels {
                        let usable = dosing.lots.iter().all(|lot| lot.car.is_some())
                            && !matches!(dosing.weight, WeightChoice::NotUsable(_) | WeightChoice::Missing);
                        // Once thawing has begun no figure is taken away.
                        if dosing.thaw_begun {
                            continue;
                        }
                        for result in &level.results {
                            prop_assert!(usable || result.draw.is_none());
                            let safe = result.delivered.as_ref().is_none_or(|cells| {
                                *cells <= result.ceiling && cells.said() < x("1e10")
                            });
                            prop_assert!(safe, "{:?}", result);
                        }
                        if matches!(level.state, DoseState::Overdose(_) | DoseState::CertificateDisagrees) {
                            prop_assert!(level.results.iter().all(|result| result.draw.is_none()));
                        }
                    }
                }
            }
        }
    }

    /// Arbitrary text alone, in every field at once.
    #[test]
    fn any_text_anywhere(texts in prop::collection::vec("\\PC{0,16}", 24)) {
        let mut next = texts.into_iter().cycle();
        let mut text = || next.next().unwrap_or_default();
        let mut draft = weighing("60").lot(lot(Convention::TotalCount, &[]));
        let lot = &mut draft.lots[0];
        for field in [
            "car", "total", "viable", "viability", "cd3", "car_share", "recovery", "certificate_cells",
            "certificate_volume",
        ] {
            *field_of(lot, field) = Typed { value: text(), unit: text() };
        }
        lot.id = text();
        lot.label_subject = text();
        lot.certificate_level = text();
        lot.expires = text();
        lot.bags = bags(&["1", "2"]);
        lot.bags[0] = Bag {
            key: None,
            number: text(),
            volume: Typed { value: text(), unit: text() },
            hold_up: Typed { value: text(), unit: text() },
            car: Typed { value: text(), unit: text() },
            cells: Typed { value: text(), unit: text() },
            thawed: text(),
            state: BagState::Stored,
        };
        for convention in [None, Some(Convention::Stated), Some(Convention::TotalCount)] {
            draft.lots[0].convention = convention;
            for context in CONTEXTS.iter() {
                derive(&draft, context);
            }
        }
    }
}
