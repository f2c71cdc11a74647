//! Whether the last digits typed could turn a comparison: the value itself, or what a value was computed from.

use super::{Basis, Candidate, Comparison};
use crate::{
    engine::{entry::case::Place, formula::clearance, range::End, site::settings::WeightBasis},
    model::{Draft, Finding, Sex, Typed, Value},
    quantity::{Analyte, Exact, Measured, Style, read_number},
};

/// A limit lies within half a step of the last digit of a value, or within what such halves make of a computed value.
pub fn near_limit(comparison: &Comparison, draft: &Draft) -> bool {
    let computed = |candidate: &Candidate| is_near(candidate, comparison, draft).unwrap_or(false);
    comparison.near_limit() || (comparison.why.is_none() && comparison.candidates.iter().any(computed))
}

fn is_near(candidate: &Candidate, comparison: &Comparison, draft: &Draft) -> Option<bool> {
    let Spread { less, more } = spread(candidate, comparison.analyte, draft)?;
    let end = |end: &End<Measured>| match end {
        End::Closed(value) | End::Open(value) => value.value_in(candidate.unit),
        End::None => None,
    };
    let low = end(&candidate.value.low)? * less;
    let high = end(&candidate.value.high)? * more;
    let limits = comparison.limits.iter().filter_map(|limit| limit.limit.value_in(candidate.unit));
    Some(limits.into_iter().any(|limit| low <= limit && limit <= high))
}

/// What half a last digit of every input makes of a computed value: factors below and above one.
struct Spread {
    less: Exact,
    more: Exact,
}

impl Spread {
    fn one() -> Self {
        Self { less: Exact::from(1), more: Exact::from(1) }
    }

    /// Of a value in the numerator.
    fn times(self, ends: &Ends) -> Option<Self> {
        let part = |end: &Exact| end.per(&ends.value);
        Some(Self { less: self.less * part(&ends.low)?, more: self.more * part(&ends.high)? })
    }

    /// Of a value in the denominator.
    fn over(self, ends: &Ends) -> Option<Self> {
        Some(Self {
            less: self.less * ends.value.per(&ends.high)?,
            more: self.more * ends.value.per(&ends.low)?,
        })
    }
}

/// What was typed, and half a step of its last digit below and above.
struct Ends {
    low: Exact,
    value: Exact,
    high: Exact,
}

impl Ends {
    /// In the unit that the formulas take.
    fn of(typed: &Typed, analyte: Analyte) -> Option<Self> {
        let number = read_number(&typed.value, Style::Laboratory).ok()?;
        let half = Exact::power_of_ten(number.last_place)? / Exact::from(2);
        let unit = analyte.unit(&typed.unit)?;
        let canonical = analyte.canonical()?;
        let read = |value: Exact| {
            let measured = analyte.measured(value, unit)?;
            clearance::number(&measured).or_else(|| measured.value_in(canonical))
        };
        Some(Self {
            low: read(&number.value - &half)?,
            value: read(number.value.clone())?,
            high: read(number.value + half)?,
        })
    }

    fn map(&self, by: impl Fn(&Exact) -> Exact) -> Self {
        Self { low: by(&self.low), value: by(&self.value), high: by(&self.high) }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            low: &self.low + &other.low,
            value: &self.value + &other.value,
            high: &self.high + &other.high,
        }
    }
}

fn spread(candidate: &Candidate, analyte: Analyte, draft: &Draft) -> Option<Spread> {
    match candidate.basis {
        Basis::Differential(place) => counted(draft, place, analyte),
        Basis::CorrectedDifferential(place) => {
            let nucleated = in_report(draft, place, Analyte::NucleatedRedCells)?;
            // White cells × 100 ÷ (100 + nucleated red cells).
            counted(draft, place, analyte)?.over(&nucleated.map(|count| count + Exact::from(100)))
        }
        Basis::Urine(place) => {
            let Value::Urine { urine, volume, time, plasma } = &finding(draft, place)?.value else {
                return None;
            };
            Spread::one()
                .times(&Ends::of(urine, Analyte::UrineCreatinine)?)?
                .times(&Ends::of(volume, Analyte::UrineVolume)?)?
                .over(&Ends::of(plasma, Analyte::Creatinine)?)?
                .over(&Ends::of(time, Analyte::CollectionTime)?)
        }
        Basis::Copies(place) | Basis::CopiesPublishedRange(place) => {
            Spread::one().times(&at(draft, place, Analyte::HbvDnaUnits)?)
        }
        Basis::Estimated(basis) => estimated(candidate, basis, draft),
        Basis::Finding(_) | Basis::AtLeastMeasurable(_) | Basis::Age => None,
    }
}

/// White cells × the sum of the shares in one report.
fn counted(draft: &Draft, place: Place, analyte: Analyte) -> Option<Spread> {
    let whites = in_report(draft, place, Analyte::WhiteCells)?;
    let share = if analyte == Analyte::Lymphocytes {
        in_report(draft, place, Analyte::LymphocytesPercent)?
    } else {
        let segments = in_report(draft, place, Analyte::NeutrophilsPercent)?;
        match in_report(draft, place, Analyte::BandsPercent) {
            Some(bands) => segments.plus(&bands),
            None => segments,
        }
    };
    Spread::one().times(&whites)?.times(&share)
}

/// Weight ÷ creatinine; the age is counted in whole years.
fn estimated(candidate: &Candidate, basis: WeightBasis, draft: &Draft) -> Option<Spread> {
    let [creatinine, weight, height] = **candidate.inputs.as_ref()?;
    let creatinine = at(draft, creatinine?, Analyte::Creatinine)?;
    let actual = at(draft, weight?, Analyte::Weight)?;
    let ideal = |sex: Sex| {
        let height = at(draft, height?, Analyte::Height)?;
        Some(height.map(|height| clearance::ideal_weight(height, sex)))
    };
    let weight = match basis {
        WeightBasis::Actual => actual,
        WeightBasis::Ideal => ideal(draft.sex?)?,
        WeightBasis::Adjusted => {
            let ideal = ideal(draft.sex?)?;
            Ends {
                low: clearance::adjusted_weight(&actual.low, &ideal.low),
                value: clearance::adjusted_weight(&actual.value, &ideal.value),
                high: clearance::adjusted_weight(&actual.high, &ideal.high),
            }
        }
    };
    Spread::one().times(&weight)?.over(&creatinine)
}

fn finding(draft: &Draft, place: Place) -> Option<&Finding> {
    draft.assessments.get(place.assessment)?.results.get(place.result)
}

fn at(draft: &Draft, place: Place, analyte: Analyte) -> Option<Ends> {
    quantity(finding(draft, place)?, analyte)
}

/// The result of an analyte in the report of another one.
fn in_report(draft: &Draft, place: Place, analyte: Analyte) -> Option<Ends> {
    let report = draft.assessments.get(place.assessment)?;
    let used = |finding: &&Finding| finding.of == analyte.id() && finding.set_aside.trim().is_empty();
    quantity(report.results.iter().find(used)?, analyte)
}

fn quantity(finding: &Finding, analyte: Analyte) -> Option<Ends> {
    if let Value::Quantity(typed) = &finding.value { Ends::of(typed, analyte) } else { None }
}
