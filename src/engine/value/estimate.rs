//! The estimates of the clearance: with the actual, the ideal and the adjusted weight.

use super::candidate::computed;
use crate::{
    engine::{
        entry::case::{Place, ReadFinding},
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::{
            clearance::{Input, adjusted_weight, cockcroft_gault, ideal_weight},
            worked::Tree,
        },
        site::settings::WeightBasis,
    },
    model::Sex,
    quantity::{
        Analyte,
        analyte::{Age, ClearanceEstimated, Creatinine, Height, Weight},
        component::InBase as _,
    },
};

/// What the formula takes, whichever weight is put in, and what comes out.
pub(crate) struct Inputs<'c, 'd> {
    /// The report with the creatinine.
    pub(crate) finding: Option<&'c ReadFinding<'d>>,
    /// Where creatinine, weight and height stand.
    pub(crate) places: Vec<Place>,
    pub(crate) creatinine: Input<Creatinine>,
    pub(crate) weight: Input<Weight>,
    pub(crate) estimates: Estimates,
}

/// A weight, and the clearance with it.
type Estimate = (Input<Weight>, Input<ClearanceEstimated>);

/// The last two need a height.
pub(crate) struct Estimates {
    actual: Estimate,
    ideal: Option<Estimate>,
    adjusted: Option<Estimate>,
}

impl Estimates {
    pub(crate) fn new(
        age: &Input<Age>,
        weight: &Input<Weight>,
        height: Option<&Input<Height>>,
        creatinine: &Input<Creatinine>,
        sex: Sex,
    ) -> Self {
        let with = |weight: Input<Weight>| {
            let clearance = cockcroft_gault(age, &weight, creatinine, sex);
            (weight, clearance)
        };
        let ideal = height.map(|height| ideal_weight(height, sex));
        let adjusted = ideal.as_ref().map(|ideal| adjusted_weight(weight, ideal));
        Self { actual: with(weight.clone()), ideal: ideal.map(with), adjusted: adjusted.map(with) }
    }

    const fn with(&self, basis: WeightBasis) -> Option<&Estimate> {
        match basis {
            WeightBasis::Actual => Some(&self.actual),
            WeightBasis::Ideal => self.ideal.as_ref(),
            WeightBasis::Adjusted => self.adjusted.as_ref(),
        }
    }
}

impl Inputs<'_, '_> {
    /// The lines of the estimate with one weight.
    pub(crate) fn lines(&self, basis: WeightBasis) -> Option<Vec<Tree>> {
        let (_, clearance) = self.estimates.with(basis)?;
        clearance.range()?;
        Some([self.creatinine.tree(), self.weight.tree(), clearance.tree()].map(Clone::clone).into())
    }

    /// The estimate with one weight; `settled` when no other weight comes into question.
    pub(crate) fn estimate(
        &self,
        basis: WeightBasis,
        settled: bool,
        analyte: Analyte,
    ) -> Result<Candidate, (Why, Needs)> {
        // Nothing keeps the ideal weight of somebody small above zero.
        let above_zero =
            |(weight, _): &&Estimate| weight.value().is_some_and(|weight| weight.is_above_zero());
        let (_, way) = self.estimates.with(basis).filter(above_zero).ok_or_else(|| {
            let mut entries = vec![Entry::Finding(Analyte::Height.id().into())];
            if !settled {
                // Settled on the actual weight, no height is needed.
                entries.push(Entry::Parameter("clearance_weight".into()));
            }
            (Why::Missing, Needs::any(entries))
        })?;
        let basis = Basis::Estimated(basis);
        let found = computed(basis, way).ok_or_else(|| (Why::NotComputed, Needs::default()))?;
        let value = found.value.map(|end| end.as_analyte(analyte));
        Ok(Candidate { value, inputs: self.places.clone(), ..found })
    }
}
