//! What a site has settled for one version of a protocol, carried over to another: only where the question or the
//! parameter, and everything that it is about, is unchanged.

use crate::{
    engine::{
        protocol::{plan::Plan, questions::readings, rules},
        site::settings::Settings,
    },
    model::{Address, Criterion, Happened, Id, Item, Protocol, Rule, SettingPart, Site},
};

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
        if let Address::Setting(id, SettingPart::Whole) | Address::Reading(id, SettingPart::Whole) =
            problem.field
        {
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

/// The question is the same, is about the same, and so is every criterion that it is about or that asks it.
pub fn question_unchanged(old: &Protocol, new: &Protocol, id: &str) -> bool {
    let find = |protocol: &'_ Protocol| protocol.questions.iter().find(|question| question.id == id).cloned();
    let (Some(one), Some(other)) = (find(old), find(new)) else { return false };
    let words_of = |protocol| {
        readings(protocol, id).iter().map(|reading| (reading.id.to_owned(), reading.text.cloned())).collect()
    };
    let (readings, others): (Vec<_>, Vec<_>) = (words_of(old), words_of(new));
    let concerns =
        |criterion: &Criterion| one.about.contains(&criterion.id) || !rules::asking(criterion, id).is_empty();
    one.ask == other.ask
        && one.about == other.about
        && readings == others
        && criteria_unchanged(old, new, &concerns)
}

/// The parameter means the same, and so does every criterion that waits for it or names it.
pub fn parameter_unchanged(old: &Protocol, new: &Protocol, id: &str) -> bool {
    let find = |protocol: &'_ Protocol| protocol.parameters.iter().find(|own| own.id == id).cloned();
    let (Some(one), Some(other)) = (find(old), find(new)) else { return false };
    let concerns = |criterion: &Criterion| one.blocks.contains(&criterion.id) || names(&criterion.rule, id);
    one.kind == other.kind
        && one.what == other.what
        && one.blocks == other.blocks
        && criteria_unchanged(old, new, &concerns)
}

/// Every criterion that is concerned in either version says the same in both, at the same stages, of the same items.
fn criteria_unchanged(old: &Protocol, new: &Protocol, concerns: &dyn Fn(&Criterion) -> bool) -> bool {
    let both = || old.criteria.iter().chain(&new.criteria);
    let concerned = |id: &Id| both().any(|criterion| criterion.id == *id && concerns(criterion));
    let said = |protocol: &'_ Protocol| -> Vec<Criterion> {
        let own = protocol.criteria.iter().filter(|criterion| concerned(&criterion.id));
        // A remark decides nothing, nor does the group, nor what is asked of a person later.
        let bare = |criterion: &Criterion| Criterion {
            notes: Vec::new(),
            group: Id::new(),
            looks_again_at: Vec::new(),
            changed_by: None,
            ..criterion.clone()
        };
        own.map(bare).collect()
    };
    let (one, other) = (said(old), said(new));
    one == other && one.iter().flat_map(items).all(|id| item_means(old, id) == item_means(new, id))
}

/// The items that a criterion speaks of, and those whose sample it counts back from.
fn items(criterion: &Criterion) -> Vec<&str> {
    let mut found = criterion.rule.items();
    found.extend(criterion.rule.windows().flat_map(Happened::samples));
    found
}

/// An item as far as a settled answer can turn on it: what is asked, its classes, its equivalent doses. What a report
/// calls it is only how it is found, and an earlier positive that stays is asked of a person each time.
fn item_means(protocol: &Protocol, id: &str) -> Option<Item> {
    let item = protocol.items.iter().find(|item| item.id == id)?;
    Some(Item { name: None, names: Vec::new(), stays: Vec::new(), sitting: None, ..item.clone() })
}

fn names(rule: &Rule, parameter: &str) -> bool {
    rule.parameters().any(|id| id == parameter)
}
