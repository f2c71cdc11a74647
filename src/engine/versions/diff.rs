//! How two versions of a protocol differ, by ids.

use super::carry::{parameter_unchanged, question_unchanged};
use crate::model::{
    Class, Criterion, Equivalent, Id, Item, Kind, Level, Offer, Parameter, ParameterKind, Protocol, Question,
    Rule, Side, Sitting, Stage, Typed, Words,
};

/// What is different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Everything that was added, removed or changed, in the order of the file.
    pub changes: Vec<Change>,
    /// Parameters of the new version, with whether what a site has set carries over.
    pub parameters: Vec<(Id, bool)>,
    /// Questions of the new version, with whether what a site has settled carries over.
    pub questions: Vec<(Id, bool)>,
}

/// One thing of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub of: Of,
    /// Its id; empty for the protocol itself.
    pub id: Id,
    /// What became of it.
    pub what: What,
}

/// What a change is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// The protocol itself: title, version.
    Protocol,
    /// A dose level.
    Level,
    /// A stage.
    Stage,
    /// A group of criteria.
    Group,
    /// Something to be entered.
    Item,
    /// A parameter.
    Parameter,
    /// A criterion.
    Criterion,
    /// An open question.
    Question,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Both have it, with these fields changed.
    Changed(Vec<Field>),
}

/// A field that changed: its name in the file, and what it said and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// In the old version.
    pub old: Said,
    /// In the new version.
    pub new: Said,
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Texts.
    Words(Vec<Words>),
    /// Ids.
    Ids(Vec<Id>),
    /// A quantity.
    Quantity(Typed),
    /// A rule; absent: always asked.
    Rule(Option<Rule>),
    /// Yes or no.
    Flag(bool),
    /// On which side a criterion stands.
    Side(Side),
    /// Where something is entered; absent: where its kind usually is.
    Sitting(Option<Sitting>),
    /// What kind of entry an item takes.
    Kind(Kind),
    /// What a parameter's value looks like.
    ParameterKind(ParameterKind),
    /// What courses can be.
    Classes(Vec<Class>),
    /// Doses that are worth the same.
    Equivalents(Vec<Equivalent>),
    /// Usual values.
    Offers(Vec<Offer>),
}

/// Compares two versions.
pub fn diff(old: &Protocol, new: &Protocol) -> Differences {
    let mut changes = Vec::new();
    let head = fields([
        changed("id", &old.id, &new.id, |id| Said::Ids(vec![id.clone()])),
        changed("version", &old.version, &new.version, |text| Said::Ids(vec![text.clone()])),
        changed("title", &old.title, &new.title, one),
        changed("schema", &old.schema, &new.schema, |schema| Said::Ids(vec![schema.to_string()])),
    ]);
    if !head.is_empty() {
        changes.push(Change { of: Of::Protocol, id: Id::new(), what: What::Changed(head) });
    }
    each(Of::Level, &old.levels, &new.levels, |own| &own.id, level, &mut changes);
    each(Of::Stage, &old.stages, &new.stages, |own| &own.id, stage, &mut changes);
    let group = |old: &crate::model::Group, new: &crate::model::Group| {
        fields([changed("name", &old.name, &new.name, one)])
    };
    each(Of::Group, &old.groups, &new.groups, |own| &own.id, group, &mut changes);
    each(Of::Item, &old.items, &new.items, |own| &own.id, item, &mut changes);
    each(Of::Parameter, &old.parameters, &new.parameters, |own| &own.id, parameter, &mut changes);
    each(Of::Criterion, &old.criteria, &new.criteria, |own| &own.id, criterion, &mut changes);
    each(Of::Question, &old.questions, &new.questions, |own| &own.id, question, &mut changes);
    let carries = |ids: Vec<&Id>, unchanged: fn(&Protocol, &Protocol, &str) -> bool| {
        ids.into_iter().map(|id| (id.clone(), unchanged(old, new, id))).collect()
    };
    Differences {
        changes,
        parameters: carries(new.parameters.iter().map(|own| &own.id).collect(), parameter_unchanged),
        questions: carries(new.questions.iter().map(|own| &own.id).collect(), question_unchanged),
    }
}

/// What was removed, then what was changed or added, each in the order of its version; last, if the rest is equal,
/// the order itself.
fn each<T: PartialEq>(
    of: Of,
    old: &[T],
    new: &[T],
    id: impl Fn(&T) -> &Id,
    compare: impl Fn(&T, &T) -> Vec<Field>,
    changes: &mut Vec<Change>,
) {
    let mut push = |id: &Id, what| changes.push(Change { of, id: id.clone(), what });
    for own in old.iter().filter(|own| !new.iter().any(|other| id(other) == id(own))) {
        push(id(own), What::Removed);
    }
    for own in new {
        match old.iter().find(|other| id(other) == id(own)) {
            None => push(id(own), What::Added),
            Some(other) if other != own => push(id(own), What::Changed(compare(other, own))),
            Some(_) => {}
        }
    }
    let shared = |list: &[T], other: &[T]| -> Vec<Id> {
        list.iter().map(&id).filter(|own| other.iter().any(|other| id(other) == *own)).cloned().collect()
    };
    let (before, after) = (shared(old, new), shared(new, old));
    if before != after {
        let order = Field { name: "order", old: Said::Ids(before), new: Said::Ids(after) };
        push(&Id::new(), What::Changed(vec![order]));
    }
}

fn fields<const N: usize>(found: [Option<Field>; N]) -> Vec<Field> {
    found.into_iter().flatten().collect()
}

fn changed<T: PartialEq>(name: &'static str, old: &T, new: &T, said: impl Fn(&T) -> Said) -> Option<Field> {
    (old != new).then(|| Field { name, old: said(old), new: said(new) })
}

fn one(words: &Words) -> Said {
    Said::Words(vec![words.clone()])
}

fn ids(ids: &[Id]) -> Said {
    Said::Ids(ids.to_vec())
}

fn level(old: &Level, new: &Level) -> Vec<Field> {
    fields([changed("per_kg", &old.per_kg, &new.per_kg, |typed| Said::Quantity(typed.clone()))])
}

fn stage(old: &Stage, new: &Stage) -> Vec<Field> {
    fields([
        changed("name", &old.name, &new.name, one),
        changed("again_per_infusion", &old.again_per_infusion, &new.again_per_infusion, |flag| {
            Said::Flag(*flag)
        }),
        changed("period", &old.period, &new.period, |flag| Said::Flag(*flag)),
    ])
}

fn item(old: &Item, new: &Item) -> Vec<Field> {
    let name = |name: &Option<Words>| Said::Words(name.iter().cloned().collect());
    fields([
        changed("kind", &old.kind, &new.kind, |kind| Said::Kind(kind.clone())),
        changed("ask", &old.ask, &new.ask, one),
        changed("name", &old.name, &new.name, name),
        changed("names", &old.names, &new.names, |names| Said::Ids(names.clone())),
        changed("sitting", &old.sitting, &new.sitting, |sitting| Said::Sitting(*sitting)),
        changed("only_if", &old.only_if, &new.only_if, |rule| Said::Rule(rule.clone())),
        changed("classes", &old.classes, &new.classes, |classes| Said::Classes(classes.clone())),
        changed("equivalents", &old.equivalents, &new.equivalents, |rows| Said::Equivalents(rows.clone())),
        changed("disease", &old.disease, &new.disease, |disease| Said::Flag(*disease)),
        changed("stays", &old.stays, &new.stays, |own| ids(own)),
    ])
}

fn parameter(old: &Parameter, new: &Parameter) -> Vec<Field> {
    fields([
        changed("kind", &old.kind, &new.kind, |kind| Said::ParameterKind(kind.clone())),
        changed("what", &old.what, &new.what, one),
        changed("blocks", &old.blocks, &new.blocks, |own| ids(own)),
        changed("offered", &old.offered, &new.offered, |offers| Said::Offers(offers.clone())),
    ])
}

fn criterion(old: &Criterion, new: &Criterion) -> Vec<Field> {
    fields([
        changed("kind", &old.kind, &new.kind, |side| Said::Side(*side)),
        changed("group", &old.group, &new.group, |id| Said::Ids(vec![id.clone()])),
        changed("stages", &old.stages, &new.stages, |own| ids(own)),
        changed("text", &old.text, &new.text, one),
        changed("repeatable", &old.repeatable, &new.repeatable, |flag| Said::Flag(*flag)),
        changed("reaches_from", &old.reaches_from, &new.reaches_from, |end| {
            Said::Ids(vec![format!("{end:?}").to_lowercase()])
        }),
        changed("looks_again_at", &old.looks_again_at, &new.looks_again_at, |own| ids(own)),
        changed("changed_by", &old.changed_by, &new.changed_by, |own| ids(own.as_slice())),
        changed("rule", &old.rule, &new.rule, |rule| Said::Rule(Some(rule.clone()))),
        changed("notes", &old.notes, &new.notes, |notes| Said::Words(notes.clone())),
    ])
}

fn question(old: &Question, new: &Question) -> Vec<Field> {
    fields([
        changed("ask", &old.ask, &new.ask, one),
        changed("about", &old.about, &new.about, |own| ids(own)),
        changed("usual", &old.usual, &new.usual, |usual| Said::Ids(usual.iter().cloned().collect())),
    ])
}
