//! In which fields two drafts differ, for a person to compare them.

use crate::model::Draft;
use serde_json::{Map, Value};

/// One field in which two drafts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path, with the entries of lists by their ids: `assessments[2].results[platelets].value`.
    pub field: String,
    /// What stands in the old draft; none when there is no such field or entry.
    pub old: Option<Value>,
    /// What stands in the new draft.
    pub new: Option<Value>,
}

/// The fields in which two drafts differ, by path. Empty if, and only if, they are equal but for keys.
///
/// A number and its unit are one text. Entries of a list are compared by what names them; where two share a name
/// (or nothing names them) by position, counted from 1. Entries in another order are a difference of their own.
pub fn draft_differences(old: &Draft, new: &Draft) -> Vec<Difference> {
    if old == new {
        return Vec::new();
    }
    // A key is the program's own; it tells two lots apart and says nothing of either.
    let json = |draft: &Draft| {
        let mut draft = draft.clone();
        for lot in &mut draft.lots {
            lot.key = None;
            lot.bags.iter_mut().for_each(|bag| bag.key = None);
        }
        serde_json::to_value(draft).unwrap_or_default()
    };
    let mut found = Vec::new();
    walk("", Some(&json(old)), Some(&json(new)), &mut found);
    found
}

/// What names an entry of each list that a draft has.
const KEYS: [(&str, &[&str]); 11] = [
    ("stages", &["stage", "infusion"]),
    ("assessments", &["id"]),
    ("results", &["of"]),
    ("release", &["of"]),
    ("exposures", &["kind"]),
    ("lots", &["id"]),
    ("bags", &["number"]),
    ("counts", &["id"]),
    ("infusions", &["number"]),
    ("decisions", &["stage", "infusion"]),
    ("drawn", &["0"]),
];

fn walk(path: &str, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Difference>) {
    if old == new {
        return;
    }
    let before = found.len();
    match (parts(old), parts(new)) {
        (Parts::Fields(old), Parts::Fields(new)) => fields(path, Some(old), Some(new), found),
        (Parts::Fields(old), Parts::Nothing) => fields(path, Some(old), None, found),
        (Parts::Nothing, Parts::Fields(new)) => fields(path, None, Some(new), found),
        (Parts::List(old), Parts::List(new)) => entries(path, old, new, found),
        (Parts::List(old), Parts::Nothing) => entries(path, old, &[], found),
        (Parts::Nothing, Parts::List(new)) => entries(path, &[], new, found),
        (Parts::Text, _)
        | (_, Parts::Text)
        | (Parts::Nothing, Parts::Nothing)
        | (Parts::Fields(_), Parts::List(_))
        | (Parts::List(_), Parts::Fields(_)) => {}
    }
    if found.len() == before {
        let said = |side: Option<&Value>| side.filter(|value| text(value).is_some()).cloned();
        found.push(Difference { field: path.to_owned(), old: said(old), new: said(new) });
    }
}

/// What a value is compared by.
enum Parts<'v> {
    Nothing,
    Text,
    Fields(&'v Map<String, Value>),
    List(&'v [Value]),
}

fn parts(value: Option<&Value>) -> Parts<'_> {
    match value {
        None | Some(Value::Null) => Parts::Nothing,
        Some(Value::Object(map)) if typed(map).is_none() && choice(map).is_none() => Parts::Fields(map),
        Some(Value::Array(list))
            if !list.is_empty() && list.iter().all(|e| e.is_object() || e.is_array()) =>
        {
            Parts::List(list)
        }
        Some(Value::Array(list)) if list.is_empty() => Parts::List(list),
        Some(_) => Parts::Text,
    }
}

fn fields(
    path: &str,
    old: Option<&Map<String, Value>>,
    new: Option<&Map<String, Value>>,
    found: &mut Vec<Difference>,
) {
    let names = |side: Option<&Map<String, Value>>| -> Vec<String> {
        side.map(|map| map.keys().cloned().collect()).unwrap_or_default()
    };
    let (mut all, others) = (names(old), names(new));
    all.extend(others.into_iter().filter(|name| !old.is_some_and(|map| map.contains_key(name))));
    for name in all {
        let side = |map: Option<&Map<String, Value>>| map.and_then(|map| map.get(&name)).cloned();
        let (left, right) = (side(old), side(new));
        // Of an entry that one draft lacks, what is empty in the other is no news.
        let lone = if old.is_none() { right.as_ref() } else { left.as_ref() };
        if (old.is_none() || new.is_none()) && lone.is_none_or(is_empty) {
            continue;
        }
        let field = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        walk(&field, left.as_ref(), right.as_ref(), found);
    }
}

fn entries(path: &str, old: &[Value], new: &[Value], found: &mut Vec<Difference>) {
    let Some((old_names, new_names)) = names(path, old).zip(names(path, new)) else {
        for position in 0..old.len().max(new.len()) {
            let field = format!("{path}[{}]", position + 1);
            walk(&field, old.get(position), new.get(position), found);
        }
        return;
    };
    let gone = old_names.iter().filter(|name| !new_names.contains(name));
    for name in new_names.iter().chain(gone) {
        let side = |names: &[String], list: &'_ [Value]| {
            names.iter().position(|other| other == name).and_then(|at| list.get(at)).cloned()
        };
        let (left, right) = (side(&old_names, old), side(&new_names, new));
        walk(&format!("{path}[{name}]"), left.as_ref(), right.as_ref(), found);
    }
    let both = |names: &[String], others: &[String]| -> Vec<String> {
        names.iter().filter(|name| others.contains(name)).cloned().collect()
    };
    let (before, after) = (both(&old_names, &new_names), both(&new_names, &old_names));
    if before != after {
        found.push(Difference {
            field: path.to_owned(),
            old: Some(before.join(", ").into()),
            new: Some(after.join(", ").into()),
        });
    }
}

/// The name of each entry, if each has one and none comes twice.
fn names(path: &str, list: &[Value]) -> Option<Vec<String>> {
    let own = path.rsplit('.').next().unwrap_or(path);
    let (_, keys) = KEYS.iter().find(|(name, _)| *name == own)?;
    let mut names: Vec<String> = Vec::new();
    for entry in list {
        let part = |key: &&str| key.parse::<usize>().map_or_else(|_| entry.get(key), |at| entry.get(at));
        let texts: Option<Vec<String>> = keys.iter().map(|key| part(key).and_then(text)).collect();
        let name = texts?.join(" ");
        if names.contains(&name) {
            return None;
        }
        names.push(name);
    }
    Some(names)
}

/// What stands in a field as one text, a number with its unit; none where there is nothing.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => Some(list.iter().filter_map(text).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => Some(typed(map).or_else(|| choice(map)).unwrap_or_else(|| {
            let said = map.iter().filter(|(_, value)| !is_empty(value));
            let parts: Vec<String> =
                said.map(|(name, value)| format!("{name}: {}", text(value).unwrap_or_default())).collect();
            parts.join(", ")
        })),
    }
}

/// A number with its unit.
fn typed(map: &Map<String, Value>) -> Option<String> {
    let (value, unit) = (map.get("value")?.as_str()?, map.get("unit")?.as_str()?);
    (map.len() == 2).then(|| format!("{value} {unit}").trim().to_owned())
}

/// One of several choices that holds something; a quantity needs no name.
fn choice(map: &Map<String, Value>) -> Option<String> {
    let (name, inner) = map.iter().next().filter(|_| map.len() == 1)?;
    let inner = name.starts_with(|c: char| c.is_ascii_uppercase()).then(|| text(inner))?;
    let inner = inner.unwrap_or_default();
    Some(if name == "Quantity" { inner } else { format!("{name}: {inner}") })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
