//! Names that two items share: a report with such a name could mean either.

use super::{Code, Finding};
use crate::{
    engine::intake::{fold, names_in_file},
    model::Protocol,
};
use std::collections::BTreeMap;

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    // The item of a name, and whether it stands there as the name on reports.
    let mut known: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    for item in &protocol.items {
        for name in names_in_file(item) {
            let folded = fold(name);
            let on_reports = item.names.iter().any(|own| own == name);
            match known.get(&folded) {
                // Two items that ask the same are no matter of their names.
                Some((other, listed)) if *other != item.id && (*listed || on_reports) => {
                    let code = Code::NameShared(name.to_owned(), (*other).to_owned());
                    found.push(Finding::new(format!("items[{}].names", item.id), code));
                }
                Some(_) => {}
                None if folded.is_empty() => {}
                None => {
                    known.insert(folded, (&item.id, on_reports));
                }
            }
        }
    }
}
