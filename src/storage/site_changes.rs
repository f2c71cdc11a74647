//! What differs between two versions of a site, as lines for its trail.

use super::trail::add_change;
use crate::model::{Change, Person, ReadingChoice, Setting, Signed, Site};
use serde::Serialize;

/// One line for each field in which `new` differs from `old`, going on with the trail of `old`.
///
/// A line has the field's path (`settings[weight_cap]`), both values as RON text (empty where there is none), who
/// and when. The reason is that of `signed`; where it is blank, the source of the new value. A PIN never stands in
/// a line, only that it changed.
pub fn site_changes(old: &Site, new: &Site, signed: &Signed) -> Vec<Change> {
    let mut trail: Vec<Change> = old.trail.last().cloned().into_iter().collect();
    let known = trail.len();
    for Line { field, old, new, source } in lines(old, new) {
        let given = !signed.reason.trim().is_empty();
        let reason = if given { signed.reason.clone() } else { source };
        add_change(&mut trail, &field, &old, &new, &Signed { reason, ..signed.clone() });
    }
    trail.split_off(known)
}

struct Line {
    field: String,
    old: String,
    new: String,
    source: String,
}

/// One entry of a list: what names it, what it says, where it comes from.
struct Entry {
    key: String,
    text: String,
    source: String,
}

fn lines(old: &Site, new: &Site) -> Vec<Line> {
    let Site { schema, name, example, people, settings, laboratories, readings, in_force, trail: _ } = new;
    let mut lines = Vec::new();
    let mut plain = |field: &str, old: String, new: String| {
        if old != new {
            lines.push(Line { field: field.to_owned(), old, new, source: String::new() });
        }
    };
    plain("schema", text(&old.schema), text(schema));
    plain("name", text(&old.name), text(name));
    plain("example", text(&old.example), text(example));
    plain("laboratories", text(&old.laboratories), text(laboratories));
    lines.extend(listed("people", &entries(&old.people, person), &entries(people, person)));
    lines.extend(changed_pins(&old.people, people));
    let setting = |(id, setting): &(String, Setting)| entry(id, text(setting), source(setting));
    lines.extend(listed("settings", &entries(&old.settings, setting), &entries(settings, setting)));
    let reading = |choice: &ReadingChoice| entry(&choice.question, text(choice), &choice.source);
    lines.extend(listed("readings", &entries(&old.readings, reading), &entries(readings, reading)));
    let version = |(version, from): &(String, String)| entry(version, text(from), "");
    lines.extend(listed("in_force", &entries(&old.in_force, version), &entries(in_force, version)));
    // Whatever else differs (a PIN of an id that stands twice) is not passed over.
    let rest = Site { trail: old.trail.clone(), ..new.clone() };
    if lines.is_empty() && rest != *old {
        let [old, new, source] = [(); 3].map(|()| String::new());
        lines.push(Line { field: "site".to_owned(), old, new, source });
    }
    lines
}

fn entries<T>(list: &[T], entry: impl Fn(&T) -> Entry) -> Vec<Entry> {
    list.iter().map(entry).collect()
}

fn entry(key: &str, text: String, source: &str) -> Entry {
    Entry { key: key.to_owned(), text, source: source.to_owned() }
}

/// Entries by key. Where a key stands twice, or only the order differs, the whole list is one line.
fn listed(list: &str, old: &[Entry], new: &[Entry]) -> Vec<Line> {
    let whole = |entries: &[Entry]| {
        let texts: Vec<String> =
            entries.iter().map(|entry| format!("{}: {}", entry.key, entry.text)).collect();
        texts.join(", ")
    };
    let (old_whole, new_whole) = (whole(old), whole(new));
    if old_whole == new_whole {
        return Vec::new();
    }
    let find = |entries: &[Entry], key: &str| entries.iter().position(|entry| entry.key == key);
    let twice = |entries: &[Entry]| {
        entries.iter().enumerate().any(|(at, entry)| find(entries, &entry.key) != Some(at))
    };
    let mut lines = Vec::new();
    if !twice(old) && !twice(new) {
        let gone = old.iter().filter(|entry| find(new, &entry.key).is_none());
        for key in new.iter().chain(gone).map(|entry| &entry.key) {
            let side = |entries: &[Entry]| {
                entries
                    .iter()
                    .find(|entry| entry.key == *key)
                    .map(|entry| (entry.text.clone(), entry.source.clone()))
            };
            let ((old, _), (new, source)) = (side(old).unwrap_or_default(), side(new).unwrap_or_default());
            if old != new {
                lines.push(Line { field: format!("{list}[{key}]"), old, new, source });
            }
        }
    }
    if lines.is_empty() {
        let line = Line { field: list.to_owned(), old: old_whole, new: new_whole, source: String::new() };
        lines.push(line);
    }
    lines
}

fn source(setting: &Setting) -> &str {
    match setting {
        Setting::NoneByProtocol { source }
        | Setting::Value { source, .. }
        | Setting::Choice { source, .. } => source,
    }
}

/// A person without the PIN.
fn person(person: &Person) -> Entry {
    entry(&person.id, text(&Person { pin: None, ..person.clone() }), "")
}

fn changed_pins(old: &[Person], new: &[Person]) -> Vec<Line> {
    let pin = |people: &[Person], id: &str| {
        people.iter().find(|person| person.id == id).and_then(|person| person.pin.clone())
    };
    let word = |pin: Option<&String>| if pin.is_some() { "set" } else { "" }.to_owned();
    let mut lines = Vec::new();
    for Person { id, pin: now, .. } in new {
        let before = pin(old, id);
        if before != *now {
            lines.push(Line {
                field: format!("people[{id}].pin"),
                old: word(before.as_ref()),
                new: word(now.as_ref()),
                source: String::new(),
            });
        }
    }
    lines
}

/// RON on one line. Nothing in a site is nested deeply enough to fail.
fn text<T: Serialize>(value: &T) -> String {
    ron::to_string(value).unwrap_or_default()
}
