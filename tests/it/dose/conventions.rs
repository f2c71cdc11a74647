//! Five ways to the concentration, and the classic mistakes that none of them lets happen (facts.md 1.3).

use super::kit::*;
use crate::kit::{Patient as _, weighing, x};
use cardose::{
    engine::{
        dose::dosing::{DoseAsk, Dosing},
        lot::{LotAsk, LotNote},
        problem::ProblemCode,
    },
    model::{Bag, Convention, Lot, LotPart},
};

const VOLUME: &str = "6.21503515556832";

fn figures(convention: Convention) -> Vec<(&'static str, &'static str)> {
    match convention {
        Convention::Stated => vec![("car", "11.2630095 10*6/mL")],
        Convention::TotalCount => vec![
            ("total", "30.0 10*6/mL"),
            ("viability", "91.5 %"),
            ("cd3", "97.0 %"),
            ("car_share", "42.3 %"),
        ],
        Convention::ViableCount => {
            vec![("viable", "27.45 10*6/mL"), ("cd3", "97.0 %"), ("car_share", "42.3 %")]
        }
        Convention::CarOfViable => vec![("viable", "27.45 10*6/mL"), ("car_share", "41.031 %")],
        Convention::SinglePlatform => vec![("car", "11263.0095 /uL")],
    }
}

const ALL: [Convention; 5] = [
    Convention::Stated,
    Convention::TotalCount,
    Convention::ViableCount,
    Convention::CarOfViable,
    Convention::SinglePlatform,
];

fn seventy(lot: Lot) -> Dosing {
    dose(&weighing("70").lot(lot), &usual())
}

#[test]
fn one_product_five_conventions() {
    for convention in ALL {
        let dosing = seventy(lot(convention, &figures(convention)));
        let result = only(&dosing.levels[DL1]);
        near(&result.draw.as_ref().unwrap().calculated, VOLUME);
        exactly(result.delivered.as_ref().unwrap(), "69,830,658.9");
    }
}

/// CAR+ cells per bag, stated: 225.26019 million in 20 mL.
#[test]
fn stated_per_bag() {
    let bag = Bag { cells: t("225.26019 10*6"), ..bags(&["20"]).remove(0) };
    let dosing = seventy(Lot { bags: vec![bag], ..lot(Convention::Stated, &[]) });
    near(&only(&dosing.levels[DL1]).draw.as_ref().unwrap().calculated, VOLUME);
}

/// Every figure of the convention is needed, and each is asked for by its name.
#[test]
fn what_is_missing_is_asked_for() {
    for convention in ALL {
        let all = figures(convention);
        for (missing, _) in &all {
            let rest: Vec<_> = all.iter().filter(|(field, _)| field != missing).copied().collect();
            let dosing = seventy(lot(convention, &rest));
            assert_eq!(lot_asks(&dosing), [LotAsk::Field(missing.parse().unwrap())], "{convention:?}");
            assert_asks(&dosing.levels[DL1], &[DoseAsk::LotDetails]);
        }
    }
}

/// An unknown gate is refused: the figures alone do not say what the CAR+ per cent is a per cent of.
#[test]
fn without_a_convention_nothing_is_computed() {
    let lot = Lot { convention: None, ..lot(Convention::TotalCount, &figures(Convention::TotalCount)) };
    let dosing = seventy(lot);
    assert_eq!(lot_asks(&dosing), [LotAsk::Convention]);
    for level in &dosing.levels {
        assert_asks(level, &[DoseAsk::LotDetails]);
    }
}

/// The volume is the true one, never that of the mistake.
#[track_caller]
fn once(convention: Convention, extra: (&str, &str), note: LotNote, mistake: &str) {
    let mut all = figures(convention);
    all.push(extra);
    let dosing = seventy(lot(convention, &all));
    let calculated = only(&dosing.levels[DL1]).draw.as_ref().unwrap().calculated.clone();
    near(&calculated, VOLUME);
    assert_ne!(calculated.said().significant(12), mistake);
    assert!(dosing.lots[0].notes.contains(&note), "{:?}", dosing.lots[0].notes);
}

/// *Total viable* and a viability on one certificate: viability counts once. Twice would be 9.3 % too much.
#[test]
fn viability_is_never_multiplied_twice() {
    let viability = ("viability", "91.5 %");
    once(Convention::ViableCount, viability, LotNote::ViabilityNotMultiplied, "6.79238814816");
    once(Convention::CarOfViable, viability, LotNote::ViabilityNotMultiplied, "6.79238814816");
}

#[test]
fn cd3_is_not_multiplied_into_car_of_viable() {
    // 6.21503515… ÷ 0.97
    once(Convention::CarOfViable, ("cd3", "97.0 %"), LotNote::Cd3NotMultiplied, "6.4072527377");
}

/// A viable count typed in its own field does not make a total: viability cannot be forgotten or doubled.
#[test]
fn a_viable_count_is_no_total() {
    let figures =
        [("viable", "30.0 10*6/mL"), ("viability", "91.5 %"), ("cd3", "97 %"), ("car_share", "42.3 %")];
    assert_eq!(lot_asks(&seventy(lot(Convention::TotalCount, &figures))), [LotAsk::Field(LotPart::Total)]);
}

/// Changing the convention drops nothing that was typed and uses only its own figures.
#[test]
fn a_convention_takes_its_own_figures_only() {
    let mut all = lot(Convention::TotalCount, &figures(Convention::TotalCount));
    all.viable = t("27.45 10*6/mL");
    for convention in [Convention::TotalCount, Convention::ViableCount] {
        let dosing = seventy(Lot { convention: Some(convention), ..all.clone() });
        near(&only(&dosing.levels[DL1]).draw.as_ref().unwrap().calculated, VOLUME);
    }
    // 27.45 × 42.3 % = 11.61135 million per mL: other figures, another product, and it shows.
    let other = seventy(Lot { convention: Some(Convention::CarOfViable), ..all });
    let expected = x("70").per(&x("11.61135")).unwrap();
    assert_eq!(only(&other.levels[DL1]).draw.as_ref().unwrap().calculated.said(), expected);
}

/// A flow count per microlitre typed as per millilitre is impossible, not a thousandfold volume.
#[test]
fn microlitre_is_not_millilitre() {
    let lot = lot(Convention::SinglePlatform, &[("car", "8450 /mL")]);
    let found = outcome(&weighing("55.5").lot(lot), &usual());
    match problem(&found, "lots[L1].car.value") {
        Some(ProblemCode::Impossible { fits, .. }) => assert!(!fits.is_empty()),
        other => panic!("{other:?}"),
    }
    assert_asks(&found.dosings[0].levels[DL1], &[DoseAsk::LotDetails]);
}

/// The site expects one convention; another is a quiet line and still a dose.
#[test]
fn another_convention_than_expected_is_noted() {
    let site = usual_but(&[("expected_convention", "total_count")]);
    for (convention, noted) in [(Convention::TotalCount, false), (Convention::ViableCount, true)] {
        let dosing = dose(&weighing("70").lot(lot(convention, &figures(convention))), &site);
        assert_eq!(dosing.lots[0].notes.contains(&LotNote::ConventionNotExpected), noted);
        exactly(&volume(&dosing.levels[DL1]), "6.2");
    }
}

/// A count in any spelling is that count; a unit inside the number is refused, never read as nothing.
#[test]
fn one_count_in_many_spellings() {
    for (value, unit) in [
        ("30", "10*6/mL"),
        ("3e7", "/mL"),
        ("3×10^7", "/mL"),
        ("30000000", "/mL"),
        ("３０", "×10⁶/mL"),
        ("3000", "万/mL"),
        ("0.3", "亿/mL"),
        ("30", "10*9/L"),
        ("30000", "/uL"),
    ] {
        let mut lot = lot(Convention::TotalCount, &figures(Convention::TotalCount));
        lot.total = typed(value, unit);
        let calculated = only(&seventy(lot).levels[DL1]).draw.as_ref().unwrap().calculated.clone();
        near(&calculated, VOLUME);
    }
    for value in ["0.3 亿", "30,000,000", "30 000 000", "30M"] {
        let mut lot = lot(Convention::TotalCount, &figures(Convention::TotalCount));
        lot.total = typed(value, "/mL");
        let found = outcome(&weighing("70").lot(lot), &usual());
        assert!(matches!(problem(&found, "lots[L1].total.value"), Some(ProblemCode::Number(_))), "{value}");
        assert_asks(&found.dosings[0].levels[DL1], &[DoseAsk::LotDetails]);
    }
}
