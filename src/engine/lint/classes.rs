//! Classes of histories: asked for and excepted at once, or named by no rule, so that a course of them silently does not
//! count.

use super::{Code, Finding};
use crate::{
    engine::protocol::rules,
    model::{Happened, Item, Protocol},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for (path, rule) in rules::of_protocol(protocol) {
        for Happened { only, unless, .. } in rule.windows() {
            for class in only.iter().filter(|class| unless.contains(class)) {
                found.push(Finding::new(path.clone(), Code::ClassBoth(class.clone())));
            }
        }
    }
    for item in &protocol.items {
        of_item(protocol, item, found);
    }
}

fn of_item(protocol: &Protocol, item: &Item, found: &mut Vec<Finding>) {
    let mut named: Vec<&str> = Vec::new();
    let mut picks = false;
    for (_, rule) in rules::of_protocol(protocol) {
        for Happened { what, only, unless, running, .. } in rule.windows() {
            if *what == item.id {
                let running = running.iter().map(|running| &running.class);
                named.extend(only.iter().chain(unless).chain(running).map(String::as_str));
                picks |= !only.is_empty();
            }
        }
    }
    for class in &item.classes {
        let path = format!("items[{}].classes[{}]", item.id, class.id);
        let is_named = named.contains(&class.id.as_str());
        // Where rules only except classes, one that none of them names counts.
        if !is_named && !class.rest && (picks || named.is_empty()) {
            found.push(Finding::new(path, Code::ClassUnnamed));
        } else if is_named && class.rest {
            found.push(Finding::new(path, Code::RestNamed));
        }
    }
}
