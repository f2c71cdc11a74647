//! What holds for every patient and every lot.

use super::kit::*;
use crate::kit::{Patient as _, amount, context_of, result, weighing, x};
use cardose::{
    engine::{
        Context,
        dose::dosing::{DoseResult, Dosing},
    },
    model::{Convention, Lot},
    quantity::Exact,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static USUAL: LazyLock<Context> = LazyLock::new(|| context_of(&usual()));
static EXACT: LazyLock<Context> = LazyLock::new(|| context_of(&usual_but(&[("rounding_step", "none")])));
static CAPPED: LazyLock<Context> =
    LazyLock::new(|| context_of(&usual_but(&[("rounding_step", "none"), ("weight_cap", "100 kg")])));

/// `tenths` as a decimal with `places` places.
fn decimal(digits: u32, places: usize) -> String {
    let text = format!("{digits:0width$}", width = places + 1);
    let (whole, fraction) = text.split_at(text.len() - places);
    if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Bags whose total stands on the certificate, so that no guard asks.
fn guarded(millions: &str, fills: &[String]) -> Lot {
    let fills: Vec<&str> = fills.iter().map(String::as_str).collect();
    let total: Exact = fills.iter().map(|fill| x(fill) * x(millions)).sum();
    Lot { certificate_cells: typed(&total.to_string(), "10*6"), ..with_bags(stated(millions), &fills) }
}

fn of(context: &Context, kilograms: &str, lot: Lot) -> Dosing {
    dose_in(&weighing(kilograms).lot(lot), context)
}

fn drawn(result: &DoseResult) -> Exact {
    result.draw.as_ref().expect("a volume").volume.said()
}

/// Thirty to one hundred and twenty kilograms, to the gram.
fn kilograms() -> impl Strategy<Value = u32> {
    30_000..120_000_u32
}

/// One to one hundred million per mL, to four places.
fn millions() -> impl Strategy<Value = u32> {
    10_000..1_000_000_u32
}

/// One to five bags of one to one hundred millilitres.
fn fills() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec((10..1_000_u32).prop_map(|tenths| decimal(tenths, 1)), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn the_dose_is_linear_in_weight_up_to_the_cap(grams in kilograms(), level in 0..3_usize) {
        let weight = decimal(grams, 3);
        let dosing = of(&CAPPED, &weight, stated("10"));
        let per_kg = [x("1000000"), x("3000000"), x("10000000")][level].clone();
        prop_assert_eq!(only(&dosing.levels[level]).target.said(), x(&weight).min(x("100")) * per_kg);
    }

    #[test]
    fn volume_times_concentration_is_cells(grams in kilograms(), millions in millions(), level in 0..3_usize) {
        let (weight, millions) = (decimal(grams, 3), decimal(millions, 4));
        let dosing = of(&EXACT, &weight, stated(&millions));
        let result = only(&dosing.levels[level]);
        prop_assert_eq!(drawn(result) * x(&millions) * x("1000000"), result.target.said());
        prop_assert_eq!(result.delivered.as_ref(), Some(&result.target));
    }

    /// Delivered cells, cells per kg and deviation are those of the volume drawn, not of the one calculated.
    #[test]
    fn delivered_is_recomputed(grams in kilograms(), millions in millions(), fills in fills(), level in 0..3_usize) {
        let (weight, millions) = (decimal(grams, 3), decimal(millions, 4));
        let dosing = of(&USUAL, &weight, guarded(&millions, &fills));
        let result = only(&dosing.levels[level]);
        // A volume below 1 mL can round by more than 20 %; then there is no volume at all.
        prop_assume!(result.draw.is_some());
        let delivered = drawn(result) * x(&millions) * x("1000000");
        prop_assert_eq!(result.delivered.as_ref().map(Said::said), Some(delivered.clone()));
        prop_assert_eq!(result.per_kg.as_ref().unwrap().cells_per_kilogram() * x(&weight), delivered.clone());
        let deviation = (delivered - result.target.said()) * x("100") / result.target.said();
        prop_assert_eq!(result.deviation.as_ref().map(Said::said), Some(deviation));
        let draw = result.draw.as_ref().unwrap();
        let over_bags: Exact = draw.bags.iter().map(|bag| bag.volume.said()).sum();
        prop_assert_eq!(over_bags, draw.volume.said());
        for (bag, fill) in draw.bags.iter().zip(&fills) {
            prop_assert!(bag.volume.clone() + bag.left.clone() == ml(fill) && bag.left >= ml("0"));
        }
    }

    /// Changing the unit touches no digit, and the result is that of the new unit.
    #[test]
    fn a_unit_is_corrected_and_never_a_digit(thousands in 2_000..50_000_u32, grams in kilograms()) {
        let digits = thousands.to_string();
        let typed_so = lot(Convention::SinglePlatform, &[("car", &format!("{digits} /uL"))]);
        let mut draft = weighing(&decimal(grams, 3)).lot(typed_so);
        let before = only(&dose_in(&draft, &EXACT).levels[DL1]).clone();
        // 1/µL is 1000/mL; 10⁴/mL is ten times that, and a tenth of the volume.
        for (unit, times) in [("10*3/mL", "1"), ("10*6/L", "1"), ("10*4/mL", "10")] {
            draft.lots[0].car.unit = unit.into();
            let corrected = only(&dose_in(&draft, &EXACT).levels[DL1]).clone();
            prop_assert_eq!(&draft.lots[0].car.value, &digits);
            prop_assert_eq!(drawn(&corrected) * x(times), drawn(&before));
            prop_assert_eq!(&corrected.target, &before.target);
        }
    }

    /// A weight in pounds keeps its digits and is exact.
    #[test]
    fn a_weight_in_pounds_is_exact(tenths in 700..2_600_u32) {
        let digits = decimal(tenths, 1);
        let mut draft = weighing("1").lot(stated("10"));
        draft.assessments[0].results[0] = result("weight", amount(&digits, "lb"));
        let target = only(&dose_in(&draft, &EXACT).levels[DL1]).target.clone();
        prop_assert_eq!(target.said(), x(&digits) * x("0.45359237") * x("1000000"));
    }

    #[test]
    fn the_order_of_bags_keeps_the_cells(
        (fills, shuffled) in fills().prop_flat_map(|fills| (Just(fills.clone()), Just(fills).prop_shuffle())),
        grams in kilograms(), millions in millions(), level in 0..3_usize,
    ) {
        let (weight, millions) = (decimal(grams, 3), decimal(millions, 4));
        let one = of(&EXACT, &weight, guarded(&millions, &fills));
        let other = of(&EXACT, &weight, guarded(&millions, &shuffled));
        prop_assert_eq!(&one.available, &other.available);
        prop_assert_eq!(one.highest_reachable, other.highest_reachable);
        let (one, other) = (only(&one.levels[level]), only(&other.levels[level]));
        prop_assert_eq!(&one.delivered, &other.delivered);
        prop_assert_eq!(drawn(one), drawn(other));
    }

    /// More cells per mL never need more millilitres, bags and rounding included.
    #[test]
    fn a_higher_concentration_never_needs_more(
        millions in millions(), more in 1..500_000_u32, grams in kilograms(), fills in fills(),
    ) {
        let weight = decimal(grams, 3);
        let at = |millions: u32| {
            let dosing = of(&USUAL, &weight, guarded(&decimal(millions, 4), &fills));
            dosing.levels.iter().map(|level| only(level).draw.clone()).collect::<Vec<_>>()
        };
        for (low, high) in at(millions).into_iter().zip(at(millions + more)) {
            if let (Some(low), Some(high)) = (low, high) {
                prop_assert!(high.volume <= low.volume, "{} after {}", high.volume.said(), low.volume.said());
            }
        }
    }
}
