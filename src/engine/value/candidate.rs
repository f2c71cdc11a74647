//! A value that comes into question.

use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Candidate, Needs, Why},
        formula::clearance::Input,
    },
    quantity::{analyte::Measurable, component::FromBase},
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
            inputs: Vec::new(),
            way: None,
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

/// The candidate that a formula makes; `None` while it comes to nothing.
pub(crate) fn computed<C: Measurable>(basis: Basis, way: &Input<C>) -> Option<Candidate>
where
    C::Quantity: FromBase + Clone,
{
    let value = way.range()?.map(|end| C::measured(end.clone()));
    let unit = value.any()?.analyte().canonical()?;
    Some(Candidate { basis, value, unit, last_place: 0, inputs: Vec::new(), way: Some(way.tree().clone()) })
}
