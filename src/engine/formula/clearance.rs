//! Creatinine clearance: estimated by Cockcroft and Gault from exact constants, or measured from timed urine.
//!
//! Source: Cockcroft and Gault, Nephron 1976;16:31; ideal weight: Devine, Drug Intell Clin Pharm 1974;8:650.
//! (140 − age) × weight ÷ (72 × creatinine in mg/dL), × 0.85 for women. µmol/L through 113.12 g/mol; the rounded
//! textbook constants (1.23, 1.04, 0.818) decide nothing.
//!
//! Volume and time of a urine collection cannot be swapped:
//! ```compile_fail,E0308
//! # use cardose::{engine::formula::{clearance::*, worked::Worked}, quantity::analyte::*};
//! fn f(u: Input<UrineCreatinine>, v: Input<UrineVolume>, p: Input<Creatinine>, t: Input<CollectionTime>) {
//!     measured(&u, &t, &p, &v);
//! }
//! ```
//! ```
//! # use cardose::{engine::formula::{clearance::*, worked::Worked}, quantity::analyte::*};
//! fn f(u: Input<UrineCreatinine>, v: Input<UrineVolume>, p: Input<Creatinine>, t: Input<CollectionTime>) {
//!     measured(&u, &v, &p, &t);
//! }
//! ```

use super::{
    step::{Formula, Symbol},
    worked::Worked,
};
use crate::{
    model::{Sex, Truth},
    quantity::{
        Exact,
        analyte::{
            Age, ClearanceEstimated, ClearanceMeasured, CollectionTime, Creatinine, Height, UrineCreatinine,
            UrineVolume, Value, Weight,
        },
        units::{RuntimeUnit as _, clearance, creatinine, length, score, si::Ratio, weight},
    },
};

/// Below this clearance, in mL/min, the first unit of its table, fludarabine is not given (label).
pub const FLUDARABINE_CONTRAINDICATED_BELOW: i64 = 30;

/// A value of an analyte with the way it came about.
pub type Input<C> = Worked<Value<C>>;

/// From this age on, in completed years, the formula comes to nothing.
const TOO_OLD: i64 = 140;

/// Cockcroft-Gault. There is none from an age of 140, and none of a creatinine of zero.
pub fn cockcroft_gault(
    age: &Input<Age>,
    kilograms: &Input<Weight>,
    plasma: &Input<Creatinine>,
    sex: Option<Sex>,
) -> Input<ClearanceEstimated> {
    let unit = clearance::Unit::milliliter_per_minute;
    let one = Exact::from(1);
    let too_old = Value::<Age>::of(score::Unit::point.quantity(Exact::from(TOO_OLD)));
    if age.range().is_some_and(|age| age.below(&too_old) != Truth::True) {
        return Worked::missing(Symbol::Age, unit);
    }
    let years = Worked::constant(Exact::from(TOO_OLD), &score::Unit::point.quantity(one.clone()));
    let per_unit = weight::Unit::kilogram.quantity(one.clone())
        / (unit.quantity(one.clone()) * creatinine::Unit::milligram_per_deciliter.quantity(one));
    let constant = Worked::constant(Exact::from(72), &per_unit);
    let weighed = (years - age.clone().plain()) * kilograms.clone().plain();
    let factor = score::Unit::point;
    let weighed = match sex {
        Some(Sex::Female) => {
            weighed * Worked::given(Symbol::SexFactor, &factor.quantity(Exact::ratio(85, 100)), factor)
        }
        Some(Sex::Male) => weighed,
        None => weighed * Worked::<Ratio>::missing(Symbol::SexFactor, factor),
    };
    let found = weighed / (constant * plasma.clone().plain());
    found.of().line(Symbol::Clearance, Formula::CockcroftGault, unit)
}

/// Devine's ideal weight: 50 kg (men) or 45.5 kg (women) plus 2.3 kg per inch over 60. Below 60 inches the formula goes
/// on downwards; nothing is clamped.
pub fn ideal_weight(height: &Input<Height>, sex: Option<Sex>) -> Input<Weight> {
    let kilograms = |number| weight::Unit::kilogram.quantity(number);
    let base = |base| Worked::given(Symbol::IdealBase, &kilograms(base), weight::Unit::kilogram);
    let base = match sex {
        Some(Sex::Female) => base(Exact::ratio(455, 10)),
        Some(Sex::Male) => base(Exact::from(50)),
        None => Worked::missing(Symbol::IdealBase, weight::Unit::kilogram),
    };
    let centimeter = length::Unit::centimeter.quantity(Exact::from(1));
    let inches = height.clone().plain() / Worked::constant(Exact::ratio(254, 100), &centimeter);
    let sixty = Worked::constant(Exact::from(60), &score::Unit::point.quantity(Exact::from(1)));
    let per_inch = Worked::constant(Exact::ratio(23, 10), &kilograms(Exact::from(1)));
    let ideal = base + per_inch * (inches - sixty);
    ideal.of().line(Symbol::IdealWeight, Formula::Ideal, weight::Unit::kilogram)
}

/// Ideal weight plus 0.4 of what the actual weight is above it.
pub fn adjusted_weight(actual: &Input<Weight>, ideal: &Input<Weight>) -> Input<Weight> {
    let (actual, ideal) = (actual.clone().plain(), ideal.clone().plain());
    let share = Worked::constant(Exact::ratio(4, 10), &score::Unit::point.quantity(Exact::from(1)));
    let adjusted = ideal.clone() + share * (actual - ideal);
    adjusted.of().line(Symbol::AdjustedWeight, Formula::Adjusted, weight::Unit::kilogram)
}

/// U × V ÷ (P × t). There is none of a plasma creatinine or a time of zero. Not normalised to body surface.
pub fn measured(
    urine: &Input<UrineCreatinine>,
    volume: &Input<UrineVolume>,
    plasma: &Input<Creatinine>,
    time: &Input<CollectionTime>,
) -> Input<ClearanceMeasured> {
    let (urine, plasma) = (urine.clone().plain(), plasma.clone().plain());
    let found = urine * volume.clone().plain() / (plasma * time.clone().plain());
    found.of().line(Symbol::Clearance, Formula::Measured, clearance::Unit::milliliter_per_minute)
}
