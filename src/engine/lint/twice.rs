//! Ids that stand twice in one list. Levels, items, classes, criteria, parts and readings are looked at where the
//! plan is read.

use super::{Code, Finding};
use crate::model::{Answer, Kind, ParameterKind, Protocol};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    let mut list = |name: &str, ids: Vec<&str>| {
        for (place, id) in ids.iter().enumerate() {
            if ids.iter().take(place).any(|other| other == id) {
                found.push(Finding::new(format!("{name}[{id}]"), Code::Twice));
            }
        }
    };
    let answers = |answers: &'_ [Answer]| answers.iter().map(|answer| answer.id.clone()).collect::<Vec<_>>();
    list("stages", protocol.stages.iter().map(|stage| stage.id.as_str()).collect());
    list("groups", protocol.groups.iter().map(|group| group.id.as_str()).collect());
    list("parameters", protocol.parameters.iter().map(|parameter| parameter.id.as_str()).collect());
    list("questions", protocol.questions.iter().map(|question| question.id.as_str()).collect());
    for item in &protocol.items {
        if let Kind::Choice(choices) = &item.kind {
            let ids = answers(choices);
            list(&format!("items[{}].kind", item.id), ids.iter().map(String::as_str).collect());
        }
    }
    for parameter in &protocol.parameters {
        if let ParameterKind::Choice(choices) = &parameter.kind {
            let ids = answers(choices);
            list(&format!("parameters[{}].kind", parameter.id), ids.iter().map(String::as_str).collect());
        }
    }
    for criterion in &protocol.criteria {
        for (place, stage) in criterion.stages.iter().enumerate() {
            if criterion.stages.iter().take(place).any(|other| other == stage) {
                let path = format!("criteria[{}].stages", criterion.id);
                found.push(Finding::new(path, Code::StageTwice(stage.clone())));
            }
        }
    }
}
