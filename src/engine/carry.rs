//! What a site has settled for one version of a protocol, carried over to another: only where the question or the
//! parameter, and every rule that asks it, is unchanged.

use super::{plan::Plan, questions::readings, rules, settings::Settings};
use crate::model::{Criterion, Id, Limit, Protocol, Question, Rule, Site};

/// A site as far as it holds for another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The site with what carries over.
    pub site: Site,
    /// Parameters and questions that the site had settled and must settle anew.
    pub anew: Vec<Id>,
}

/// The site for the new version.
pub fn carry_over(old: &Protocol, new: &Plan, site: &Site) -> Carried {
    let mut carried = Carried { site: site.clone(), anew: Vec::new() };
    let new_file = &new.protocol;
    let Carried { site: kept, anew } = &mut carried;
    kept.settings.retain(|(id, _)| keep(parameter_unchanged(old, new_file, id), id, anew));
    kept.readings
        .retain(|choice| keep(question_unchanged(old, new_file, &choice.question), &choice.question, anew));
    // A choice can name something that the new version no longer has, such as a stage.
    let (_, problems) = Settings::new(new, kept);
    for problem in problems {
        let named = |prefix: &str| Some(problem.field.strip_prefix(prefix)?.strip_suffix(']')?.to_owned());
        if let Some(id) = named("site.settings[").or_else(|| named("site.readings[")) {
            kept.settings.retain(|(own, _)| *own != id);
            kept.readings.retain(|choice| choice.question != id);
            keep(false, &id, anew);
        }
    }
    carried
}

fn keep(kept: bool, id: &str, anew: &mut Vec<Id>) -> bool {
    if !kept && !anew.iter().any(|own| own == id) {
        anew.push(id.to_owned());
    }
    kept
}

/// The question is the same, its readings are, and so is every rule that asks it.
pub fn question_unchanged(old: &Protocol, new: &Protocol, id: &str) -> bool {
    let find = |protocol: &'_ Protocol| protocol.questions.iter().find(|question| question.id == id).cloned();
    let (Some(one), Some(other)) = (find(old), find(new)) else { return false };
    let said = |question: &Question| question.ask.clone();
    let words_of = |protocol| {
        readings(protocol, id).iter().map(|reading| (reading.id.to_owned(), reading.text.cloned())).collect()
    };
    let (readings, others): (Vec<_>, Vec<_>) = (words_of(old), words_of(new));
    said(&one) == said(&other) && readings == others && asking(old, id) == asking(new, id)
}

fn asking<'p>(protocol: &'p Protocol, question: &str) -> Vec<(&'p str, Vec<&'p Rule>)> {
    let own = protocol.criteria.iter().map(|own| (own.id.as_str(), rules::asking(own, question)));
    own.filter(|(_, rules)| !rules.is_empty()).collect()
}

/// The parameter means the same, and so does every criterion that waits for it or names it.
pub fn parameter_unchanged(old: &Protocol, new: &Protocol, id: &str) -> bool {
    let find = |protocol: &'_ Protocol| protocol.parameters.iter().find(|own| own.id == id).cloned();
    let (Some(one), Some(other)) = (find(old), find(new)) else { return false };
    let same = one.kind == other.kind && one.what == other.what && one.blocks == other.blocks;
    let waits = |criterion: &&Criterion| one.blocks.contains(&criterion.id) || names(&criterion.rule, id);
    let rules = |protocol: &'_ Protocol| {
        let own = protocol.criteria.iter().filter(waits);
        own.map(|criterion| (criterion.id.clone(), criterion.rule.clone())).collect::<Vec<_>>()
    };
    same && rules(old) == rules(new)
}

fn names(rule: &Rule, parameter: &str) -> bool {
    let mut found = false;
    rules::walk(rule, &mut |rule| {
        if let Some((_, _, Limit::Parameter(id))) = rules::comparison(rule) {
            found |= id == parameter;
        }
    });
    found
}
