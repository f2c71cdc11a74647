//! Usual values: each with its source, each readable.

use super::{Code, Finding};
use crate::{
    engine::{
        problem::{ProblemCode, suggest},
        protocol::plan::unit_problem,
        site::check::parameter_units,
    },
    model::{Offer, Parameter, ParameterKind, Protocol},
    quantity::{Style, read_number, units::clean},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for parameter in &protocol.parameters {
        for (place, offer) in parameter.offered.iter().enumerate() {
            let path = format!("parameters[{}].offered[{}]", parameter.id, place + 1);
            if offer.source.trim().is_empty() {
                found.push(Finding::new(path.clone(), Code::OfferWithoutSource));
            }
            if let Some(code) = unreadable(parameter, offer) {
                found.push(Finding::new(path, Code::OfferUnreadable(code)));
            }
        }
    }
}

fn unreadable(parameter: &Parameter, offer: &Offer) -> Option<ProblemCode> {
    let ParameterKind::Choice(answers) = &parameter.kind else {
        let rows = parameter_units(&parameter.id);
        let unit = clean(&offer.value.unit);
        let spelled = rows
            .iter()
            .any(|row| row.symbol == unit || row.ucum == unit || row.spellings.contains(&unit.as_ref()));
        if !rows.is_empty() && !spelled {
            return Some(unit_problem(&offer.value.unit, rows, None));
        }
        return read_number(&offer.value.value, Style::Plain).err().map(ProblemCode::ProtocolNumber);
    };
    let chosen = &offer.value.value;
    let known = answers.iter().map(|answer| answer.id.as_str());
    (!known.clone().any(|id| id == chosen)).then(|| ProblemCode::UnknownId {
        id: chosen.clone(),
        suggestion: suggest(chosen, known).map(str::to_owned),
    })
}
