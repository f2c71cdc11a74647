//! The estimates of the clearance: with the actual, the ideal and the adjusted weight.

use super::candidate::computed;
use crate::{
    engine::{
        entry::case::{Place, ReadFinding},
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::{
            clearance::{Input, adjusted_weight, cockcroft_gault, ideal_weight},
            step::Symbol,
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
    pub(crate) lacking: Lacking,
}

/// Numbers that cannot be put in, each with why and with what would do.
pub(crate) type Lacking = Vec<(Symbol, Why, Vec<Entry>)>;

/// The clearance with one weight.
struct Estimate {
    weight: Input<Weight>,
    way: Input<ClearanceEstimated>,
    found: Option<Candidate>,
}

pub(crate) struct Estimates {
    actual: Estimate,
    ideal: Estimate,
    adjusted: Estimate,
}

impl Estimates {
    pub(crate) fn new(
        age: &Input<Age>,
        weight: &Input<Weight>,
        height: &Input<Height>,
        creatinine: &Input<Creatinine>,
        sex: Option<Sex>,
    ) -> Self {
        let with = |weight: Input<Weight>, basis| {
            let way = cockcroft_gault(age, &weight, creatinine, sex);
            let found = computed(Basis::Estimated(basis), &way);
            Estimate { weight, way, found }
        };
        let ideal = ideal_weight(height, sex);
        let adjusted = adjusted_weight(weight, &ideal);
        Self {
            actual: with(weight.clone(), WeightBasis::Actual),
            ideal: with(ideal, WeightBasis::Ideal),
            adjusted: with(adjusted, WeightBasis::Adjusted),
        }
    }

    const fn with(&self, basis: WeightBasis) -> &Estimate {
        match basis {
            WeightBasis::Actual => &self.actual,
            WeightBasis::Ideal => &self.ideal,
            WeightBasis::Adjusted => &self.adjusted,
        }
    }
}

impl Inputs<'_, '_> {
    /// The lines of the estimate with one weight.
    pub(crate) fn lines(&self, basis: WeightBasis) -> Option<Vec<Tree>> {
        let Estimate { way, found, .. } = self.estimates.with(basis);
        found.as_ref()?;
        Some([self.creatinine.tree(), self.weight.tree(), way.tree()].map(Clone::clone).into())
    }

    /// The estimate with one weight; `settled` when no other weight comes into question.
    pub(crate) fn estimate(
        &self,
        basis: WeightBasis,
        settled: bool,
        analyte: Analyte,
    ) -> Result<Candidate, (Why, Needs)> {
        let Estimate { weight, way, found } = self.estimates.with(basis);
        self.put_in(way, settled)?;
        // Nothing keeps the ideal weight of somebody small above zero.
        if weight.value().is_none_or(|weight| !weight.is_above_zero()) {
            return Err((
                Why::Missing,
                other_weight(vec![Entry::Finding(Analyte::Height.id().into())], settled),
            ));
        }
        let found = found.as_ref().ok_or_else(|| (Why::NotComputed, Needs::default()))?;
        let value = found.value.clone().map(|end| end.as_analyte(analyte));
        Ok(Candidate { value, inputs: self.places.clone(), way: found.way.clone(), ..*found })
    }

    /// Everything that the formula takes is there. Otherwise the calculation says what is not.
    fn put_in(&self, way: &Input<ClearanceEstimated>, settled: bool) -> Result<(), (Why, Needs)> {
        if self.lacking.is_empty() {
            return Ok(());
        }
        let missing = way.tree().missing();
        let lacking = || self.lacking.iter().filter(|(symbol, ..)| missing.contains(symbol));
        let Some((_, why, _)) = lacking().next() else { return Ok(()) };
        let mut entries: Vec<Entry> = Vec::new();
        for entry in lacking().flat_map(|(_, _, entries)| entries) {
            if !entries.contains(entry) {
                entries.push(entry.clone());
            }
        }
        // With another weight it would do without a height; without anything else it would not.
        let height_alone = lacking().all(|(symbol, ..)| *symbol == Symbol::Height);
        let needs = if height_alone { other_weight(entries, settled) } else { Needs::all(entries) };
        Err((why.clone(), needs))
    }
}

/// Settled on the actual weight, no height is needed.
fn other_weight(mut entries: Vec<Entry>, settled: bool) -> Needs {
    if !settled {
        entries.push(Entry::Parameter("clearance_weight".into()));
    }
    Needs::any(entries)
}
