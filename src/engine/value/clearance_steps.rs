//! Each clearance line by line with the numbers put in, so that a second person can redo it with a pocket calculator.

use crate::{
    engine::{
        entry::case::ReadFinding,
        evidence::Basis,
        formula::{
            clearance::{self, Estimate, Urine},
            step::{Formula, Step, Symbol, Term},
        },
        site::settings::WeightBasis,
    },
    model::{Sex, Value},
    quantity::{Analyte, Exact, Measured, UnitRow},
};

/// How a clearance was computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Which clearance.
    pub basis: Basis,
    /// The lines, each from those before it, here or in the work before.
    pub steps: Vec<Step>,
}

const RATE: &str = "mL/min";
const KILOGRAM: &str = "kg";
const CENTIMETER: &str = "cm";
const PER_DECILITER: &str = "mg/dL";

/// A number in the unit that a formula takes; where it was typed in another one, the line that converts it.
fn put_in(
    steps: &mut Vec<Step>,
    symbol: Symbol,
    (analyte, measured): (Analyte, &Measured),
    typed: Option<&'static UnitRow>,
    unit: &'static str,
) -> Option<Term> {
    let row = analyte.unit(unit)?;
    let term = Term::new(symbol, measured.value_in(row)?, row.symbol);
    if let Some(typed) = typed.filter(|typed| typed.index != row.index) {
        let entered = measured.value_in(typed)?;
        if let Some(factor) = term.value.clone().per(&entered) {
            let terms =
                vec![Term::new(symbol, entered, typed.symbol), Term::new(Symbol::UnitFactor, factor, "")];
            steps.push(Step::new(symbol, Formula::Converted, terms, term.clone()));
        }
    }
    Some(term)
}

/// What Cockcroft and Gault put in.
pub(crate) struct Patient<'p> {
    /// With the unit typed.
    pub(crate) creatinine: (&'p Measured, &'static UnitRow),
    /// With the unit typed.
    pub(crate) weight: (&'p Measured, &'static UnitRow),
    /// With the unit typed.
    pub(crate) height: Option<(&'p Measured, &'static UnitRow)>,
    pub(crate) sex: Sex,
    /// The oldest and the youngest that the patient can be; where they differ, each gives a line.
    pub(crate) ages: [i64; 2],
    /// The ideal weight in kilograms.
    pub(crate) ideal: Option<&'p Exact>,
}

/// The estimate with one weight, line by line.
pub(crate) fn estimate(patient: &Patient<'_>, basis: WeightBasis, found: &Estimate) -> Option<Work> {
    let mut steps = Vec::new();
    let (creatinine, typed) = patient.creatinine;
    let analyte = Analyte::Creatinine;
    let creatinine =
        put_in(&mut steps, Symbol::Creatinine, (analyte, creatinine), Some(typed), PER_DECILITER)?;
    let (weight, typed) = patient.weight;
    let actual = put_in(&mut steps, Symbol::Weight, (Analyte::Weight, weight), Some(typed), KILOGRAM)?;
    let weight = match basis {
        WeightBasis::Actual => actual,
        WeightBasis::Ideal => ideal(&mut steps, patient)?,
        WeightBasis::Adjusted => {
            let ideal = ideal(&mut steps, patient)?;
            let result = Term::new(Symbol::AdjustedWeight, found.kilograms.clone(), KILOGRAM);
            push(&mut steps, Formula::Adjusted, vec![ideal, actual], &result);
            result
        }
    };
    let [oldest, youngest] = patient.ages;
    let lines = if oldest == youngest { 1 } else { 2 };
    for (age, found) in patient.ages.into_iter().zip(found.clearances.clone()?).take(lines) {
        let age = Exact::from(age);
        let mut terms = vec![Term::new(Symbol::Age, age, ""), weight.clone(), creatinine.clone()];
        if patient.sex == Sex::Female {
            terms.push(Term::new(Symbol::SexFactor, Exact::ratio(85, 100), ""));
        }
        push(&mut steps, Formula::CockcroftGault, terms, &Term::new(Symbol::Clearance, found, RATE));
    }
    Some(Work { basis: Basis::Estimated(basis), steps })
}

/// Devine's ideal weight.
fn ideal(steps: &mut Vec<Step>, patient: &Patient<'_>) -> Option<Term> {
    let (height, typed) = patient.height?;
    let height = put_in(steps, Symbol::Height, (Analyte::Height, height), Some(typed), CENTIMETER)?;
    let base = match patient.sex {
        Sex::Female => Exact::ratio(455, 10),
        Sex::Male => Exact::from(50),
    };
    let result = Term::new(Symbol::IdealWeight, patient.ideal?.clone(), KILOGRAM);
    push(steps, Formula::Ideal, vec![Term::new(Symbol::IdealBase, base, ""), height], &result);
    Some(result)
}

/// The measured clearance line by line.
pub(crate) fn measured(finding: &ReadFinding<'_>, urine: &Urine) -> Option<Work> {
    let Value::Urine { urine: creatinine, volume, time, plasma } = &finding.finding.value else {
        return None;
    };
    let mut steps = Vec::new();
    let mut part = |symbol, analyte: Analyte, measured, typed: &crate::model::Typed, unit| {
        put_in(&mut steps, symbol, (analyte, measured), analyte.unit(&typed.unit), unit)
    };
    let terms = [
        part(Symbol::UrineCreatinine, Analyte::UrineCreatinine, &urine.urine, creatinine, PER_DECILITER),
        part(Symbol::UrineVolume, Analyte::UrineVolume, &urine.volume, volume, "mL"),
        part(Symbol::Creatinine, Analyte::Creatinine, &urine.plasma, plasma, PER_DECILITER),
        part(Symbol::CollectionTime, Analyte::CollectionTime, &urine.time, time, "min"),
    ];
    let terms = terms.into_iter().collect::<Option<Vec<Term>>>()?;
    let result = Term::new(Symbol::Clearance, clearance::clearance_of(urine)?, RATE);
    push(&mut steps, Formula::Measured, terms, &result);
    Some(Work { basis: Basis::Urine(finding.place), steps })
}

fn push(steps: &mut Vec<Step>, formula: Formula, terms: Vec<Term>, result: &Term) {
    steps.push(Step::new(result.symbol, formula, terms, result.clone()));
}
