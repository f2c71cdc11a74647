//! A value that comes into question.

use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Candidate, Needs, Why},
        formula::{
            clearance::Input,
            step::Symbol,
            worked::{Typed, Worked},
        },
    },
    quantity::{
        analyte::{Measurable, Value},
        component::{FromBase, InBase},
        units::RuntimeUnit,
    },
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

/// A typed value as it is put into a formula; `None` where it is of another analyte.
pub(crate) fn put_in<C: Measurable>(
    symbol: Symbol,
    typed: &Candidate,
    unit: impl RuntimeUnit<Quantity = <Value<C> as InBase>::Plain>,
) -> Option<Input<C>>
where
    C::Quantity: InBase,
{
    let typed = Typed { value: &typed.value, unit: typed.unit, last_place: Some(typed.last_place) };
    Worked::measured(symbol, &typed, unit)
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
