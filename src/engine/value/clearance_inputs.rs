//! What the estimates of the clearance take, and what comes out.

use super::{
    candidate::computed,
    clearance_steps::{self, Patient, Work},
};
use crate::{
    engine::{
        entry::case::ReadFinding,
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::clearance::Estimate,
        site::settings::WeightBasis,
    },
    model::Sex,
    quantity::Analyte,
};

/// What the formula takes, whichever weight is put in, and what comes out.
pub(crate) struct Inputs<'c, 'd> {
    /// The report with the creatinine.
    pub(crate) finding: Option<&'c ReadFinding<'d>>,
    pub(crate) sex: Sex,
    /// The oldest and the youngest that the patient can be.
    pub(crate) ages: [i64; 2],
    /// With the actual, the ideal and the adjusted weight.
    pub(crate) estimates: [Option<Estimate>; 3],
    /// Creatinine, weight and height in the units typed.
    pub(crate) typed: [Option<Candidate>; 3],
}

impl Inputs<'_, '_> {
    fn with(&self, basis: WeightBasis) -> Option<&Estimate> {
        let [actual, ideal, adjusted] = &self.estimates;
        match basis {
            WeightBasis::Actual => actual.as_ref(),
            WeightBasis::Ideal => ideal.as_ref(),
            WeightBasis::Adjusted => adjusted.as_ref(),
        }
    }

    /// The lines of the estimate with one weight.
    pub(crate) fn work(&self, basis: WeightBasis) -> Option<Work> {
        let [creatinine, weight, height] = &self.typed;
        let point = |found: &Option<Candidate>| {
            let found = found.as_ref()?;
            Some((found.value.as_point()?.clone(), found.unit))
        };
        let (creatinine, weight, height) = (point(creatinine)?, point(weight)?, point(height));
        let patient = Patient {
            creatinine: (&creatinine.0, creatinine.1),
            weight: (&weight.0, weight.1),
            height: height.as_ref().map(|(height, unit)| (height, *unit)),
            sex: self.sex,
            ages: self.ages,
            ideal: self.with(WeightBasis::Ideal).map(|found| &found.kilograms),
        };
        clearance_steps::estimate(&patient, basis, self.with(basis)?)
    }

    /// The estimate with one weight; `settled` when no other weight comes into question.
    pub(crate) fn estimate(
        &self,
        basis: WeightBasis,
        settled: bool,
        analyte: Analyte,
    ) -> Result<Candidate, (Why, Needs)> {
        let found = self.with(basis).filter(|found| found.kilograms.is_positive());
        let found = found.ok_or_else(|| {
            let mut entries = vec![Entry::Finding(Analyte::Height.id().into())];
            if !settled {
                // Settled on the actual weight, no height is needed.
                entries.push(Entry::Parameter("clearance_weight".into()));
            }
            (Why::Missing, Needs::any(entries))
        })?;
        let candidate = found
            .clearances
            .clone()
            .and_then(|[low, high]| computed(analyte, Basis::Estimated(basis), low, high));
        let place = |typed: &Option<Candidate>| {
            let basis = typed.as_ref()?.basis;
            if let Basis::Finding(place) = basis { Some(place) } else { None }
        };
        let inputs = Some(Box::new(self.typed.each_ref().map(place)));
        candidate
            .map(|candidate| Candidate { inputs, ..candidate })
            .ok_or_else(|| (Why::NotComputed, Needs::default()))
    }
}
