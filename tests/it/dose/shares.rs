//! Per cents: zero, blank, fractions in a per cent field, and more than the whole.

use super::kit::*;
use crate::kit::{Patient as _, weighing};
use cardose::{
    engine::{Derived, dose::dosing::DoseAsk, lot::LotAsk, problem::ProblemCode},
    model::{Confirmation, Convention, Lot, LotPart},
};

const SHARES: [&str; 3] = ["viability", "cd3", "car_share"];

fn total_with(field: &str, text: &str) -> Lot {
    let mut lot = lot(
        Convention::TotalCount,
        &[("total", "30 10*6/mL"), ("viability", "91.5 %"), ("cd3", "97 %"), ("car_share", "42.3 %")],
    );
    *field_of(&mut lot, field) = t(text);
    lot
}

fn seventy(lot: Lot) -> Derived {
    outcome(&weighing("70").lot(lot), &usual())
}

#[track_caller]
fn asks(field: &'static str, text: &str, ask: &LotAsk, code: Option<&ProblemCode>) {
    let found = seventy(total_with(field, text));
    assert_eq!(lot_asks(&found.dosings[0]), std::slice::from_ref(ask), "{field} {text}");
    assert_eq!(problem(&found, &format!("lots[L1].{field}.value")), code, "{field} {text}");
    assert_asks(&found.dosings[0].levels[DL1], &[DoseAsk::LotDetails]);
}

/// Zero means that there is nothing to give; blank means that nobody has typed it. Neither is 100 %.
#[test]
fn zero_and_blank_are_different() {
    for field in SHARES {
        asks(field, "0 %", &LotAsk::NoCarCells(field.parse().unwrap()), None);
        asks(field, "0.0 %", &LotAsk::NoCarCells(field.parse().unwrap()), None);
        asks(field, " %", &LotAsk::Field(field.parse().unwrap()), None);
    }
    asks("total", "0 10*6/mL", &LotAsk::NoCarCells(LotPart::Total), None);
}

#[test]
fn a_fraction_in_a_field_of_per_cents_is_doubtful() {
    for field in SHARES {
        for text in ["0.423 %", "1 %", "0.0001 %"] {
            asks(field, text, &LotAsk::Confirm(field.parse().unwrap()), Some(&ProblemCode::DoubtfulFraction));
        }
    }
}

#[test]
fn just_above_one_per_cent_is_not_doubtful() {
    let found = seventy(total_with("car_share", "1.001 %"));
    assert!(lot_asks(&found.dosings[0]).is_empty());
}

fn confirm(lot: &mut Lot, field: &str, text: &str) {
    lot.confirmed.push(Confirmation {
        field: field.into(),
        value: t(text),
        signed: signed(),
        ..Confirmation::default()
    });
}

/// 30 × 0.915 × 0.97 × 0.00423 = 0.112630095 million per mL; 70 million are 621.503515557 mL.
#[test]
fn a_confirmed_figure_counts_as_typed() {
    let mut lot = total_with("car_share", "0.423 %");
    confirm(&mut lot, "car_share", "0.423 %");
    let found = seventy(lot);
    near(&only(&found.dosings[0].levels[DL1]).draw.as_ref().unwrap().calculated, "621.503515557");
    assert!(found.problems.is_empty(), "{:?}", found.problems);
}

/// A confirmation is of one figure of one field.
#[test]
fn another_figure_is_not_confirmed() {
    for (field, text) in
        [("car_share", "0.424 %"), ("car_share", "0.4230 %"), ("cd3", "0.423 %"), ("car_share", "0.423 1")]
    {
        let mut lot = total_with("car_share", "0.423 %");
        confirm(&mut lot, field, text);
        let found = seventy(lot);
        assert_eq!(lot_asks(&found.dosings[0]), [LotAsk::Confirm(LotPart::CarShare)], "{field} {text}");
    }
}

#[test]
fn a_fraction_with_the_unit_one_reads() {
    for field in SHARES {
        let percent = match field {
            "viability" => ("91.5 %", "0.915 1"),
            "cd3" => ("97 %", "0.97 1"),
            _ => ("42.3 %", "0.423 1"),
        };
        let (as_percent, as_fraction) =
            (seventy(total_with(field, percent.0)), seventy(total_with(field, percent.1)));
        assert!(as_fraction.problems.is_empty());
        assert_eq!(as_percent.dosings[0].levels, as_fraction.dosings[0].levels, "{field}");
    }
}

#[test]
fn a_hundred_per_cent_is_the_whole() {
    for field in SHARES {
        for text in ["100 %", "1 1"] {
            assert!(lot_asks(&seventy(total_with(field, text)).dosings[0]).is_empty(), "{field} {text}");
        }
        for text in ["100.1 %", "1.001 1", "423 %"] {
            asks(
                field,
                text,
                &LotAsk::Field(field.parse().unwrap()),
                Some(&ProblemCode::AboveHundredPercent),
            );
        }
    }
}

/// More than the whole cannot be confirmed away.
#[test]
fn above_the_whole_cannot_be_confirmed() {
    let mut lot = total_with("cd3", "100.1 %");
    confirm(&mut lot, "cd3", "100.1 %");
    assert_eq!(lot_asks(&seventy(lot).dosings[0]), [LotAsk::Field(LotPart::Cd3)]);
}

/// A comma, a unit of something else, a comparator: no dose, and the field is named.
#[test]
fn unreadable_figures_are_asked_for() {
    for field in ["total", "viability", "cd3", "car_share"] {
        for value in ["42,3", "42.3 mL", "<42.3", "-42.3", "NaN", "about 40"] {
            let mut lot = total_with(field, "42.3 %");
            *field_of(&mut lot, field) = typed(value, if field == "total" { "10*6/mL" } else { "%" });
            let found = seventy(lot);
            assert_eq!(
                lot_asks(&found.dosings[0]),
                [LotAsk::Field(field.parse().unwrap())],
                "{field} {value}"
            );
            let path = format!("lots[L1].{field}.value");
            assert!(matches!(problem(&found, &path), Some(ProblemCode::Number(_))), "{field} {value}");
        }
    }
}

/// No unit is never a guess; a lost superscript is refused by name.
#[test]
fn a_unit_is_never_guessed() {
    for unit in ["", "106/mL", "10^6", "%"] {
        let mut lot = total_with("total", "30 10*6/mL");
        lot.total = typed("30", unit);
        let found = seventy(lot);
        assert_eq!(lot_asks(&found.dosings[0]), [LotAsk::Field(LotPart::Total)], "{unit}");
        assert!(problem(&found, "lots[L1].total.unit").is_some(), "{unit}");
    }
}
