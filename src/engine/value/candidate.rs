//! A value that comes into question.

use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Candidate, Needs, Why},
        range::Range,
    },
    quantity::{Analyte, Exact},
};

/// The values, each with the result it stands on.
pub(crate) type Values<'c, 'd> = Vec<(Candidate, Option<&'c ReadFinding<'d>>)>;

pub(crate) type Found<'c, 'd> = Result<Values<'c, 'd>, (Why, Needs)>;

/// The candidate that a typed quantity is.
pub(crate) fn candidate(finding: &ReadFinding<'_>) -> Option<Candidate> {
    match &finding.read {
        Read::Measured(reading) => Some(Candidate {
            basis: Basis::Finding(finding.place),
            value: reading.value.clone(),
            unit: reading.unit,
            last_place: reading.last_place,
            inputs: None,
        }),
        Read::Doubtful(_)
        | Read::Urine(_)
        | Read::Answer(_)
        | Read::DoubtfulAnswer(_)
        | Read::NotKnown
        | Read::NotDone
        | Read::Refused
        | Read::SetAside => None,
    }
}

pub(crate) fn computed(analyte: Analyte, basis: Basis, low: Exact, high: Exact) -> Option<Candidate> {
    let unit = analyte.canonical()?;
    let value = if low == high {
        Range::point(analyte.measured(low, unit)?)
    } else {
        Range::between(analyte.measured(low, unit)?, analyte.measured(high, unit)?)
    };
    Some(Candidate { basis, value, unit, last_place: 0, inputs: None })
}
