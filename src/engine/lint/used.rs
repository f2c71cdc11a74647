//! Whether everything that is defined is used, and everything that is named is there.

use super::{Code, Finding};
use crate::{
    engine::{
        protocol::{questions::readings, rules},
        value::{count::share_of, values::PUT_IN},
    },
    model::{Happened, Protocol, Question},
    quantity::Analyte,
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    items(protocol, found);
    for group in &protocol.groups {
        if !protocol.criteria.iter().any(|criterion| criterion.group == group.id) {
            found.push(Finding::new(format!("groups[{}]", group.id), Code::GroupUnused));
        }
    }
    parameters(protocol, found);
    for question in &protocol.questions {
        about(protocol, question, found);
    }
}

fn items(protocol: &Protocol, found: &mut Vec<Finding>) {
    let mut used: Vec<&str> = PUT_IN.to_vec();
    for (_, rule) in rules::of_protocol(protocol) {
        used.extend(rule.items());
        for share in rule.items().into_iter().filter_map(Analyte::from_id).filter_map(share_of) {
            used.push(share.id());
        }
        used.extend(rule.windows().flat_map(Happened::samples));
    }
    for item in &protocol.items {
        let place = |what: &str| format!("items[{}]{what}", item.id);
        if !used.contains(&item.id.as_str()) {
            found.push(Finding::new(place(""), Code::ItemUnused));
        }
        if item.equivalents.len() == 1 {
            found.push(Finding::new(place(".equivalents"), Code::OneEquivalent));
        }
    }
}

fn parameters(protocol: &Protocol, found: &mut Vec<Finding>) {
    let known = |id: &str| protocol.parameters.iter().any(|parameter| parameter.id == id);
    let mut in_rules: Vec<&str> = Vec::new();
    for (path, rule) in rules::of_protocol(protocol) {
        for id in rule.parameters() {
            in_rules.push(id);
            if !known(id) {
                found.push(Finding::new(path.clone(), Code::ParameterUnknown(id.clone())));
            }
        }
    }
    for parameter in &protocol.parameters {
        let path = format!("parameters[{}].blocks", parameter.id);
        if parameter.blocks.is_empty() && !in_rules.contains(&parameter.id.as_str()) {
            found.push(Finding::new(path.clone(), Code::ParameterUnused));
        }
        let numbered = parameter.blocks.iter().filter(|id| looks_like_a_criterion(id));
        for id in numbered.filter(|id| !protocol.criteria.iter().any(|criterion| criterion.id == **id)) {
            found.push(Finding::new(path.clone(), Code::BlocksUnknown(id.clone())));
        }
    }
}

/// A letter of a side and a number.
fn looks_like_a_criterion(id: &str) -> bool {
    let number = id.strip_prefix(['I', 'E']).unwrap_or_default();
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

fn about(protocol: &Protocol, question: &Question, found: &mut Vec<Finding>) {
    let place = |what: &str| format!("questions[{}]{what}", question.id);
    let known = |id: &String| {
        protocol.criteria.iter().any(|criterion| criterion.id == *id)
            || protocol.parameters.iter().any(|parameter| parameter.id == *id)
            || protocol.levels.iter().any(|level| level.id == *id)
    };
    for id in question.about.iter().filter(|id| !known(id)) {
        found.push(Finding::new(place(".about"), Code::AboutUnknown(id.clone())));
    }
    let asking = protocol.criteria.iter().filter(|own| !rules::asking(own, &question.id).is_empty());
    let mut asked = false;
    for criterion in asking {
        asked = true;
        if !question.about.contains(&criterion.id) {
            found.push(Finding::new(place(".about"), Code::AboutLacks(criterion.id.clone())));
        }
    }
    if !asked && !question.about.iter().any(known) {
        found.push(Finding::new(place(""), Code::QuestionUnused));
    }
    if let Some(usual) = &question.usual
        && !readings(protocol, &question.id).iter().any(|reading| reading.id == usual)
    {
        found.push(Finding::new(place(".usual"), Code::UsualUnknown(usual.clone())));
    }
}
