//! The trail: each line of it carries the hash of the line before, so that none can be changed or taken out
//! unseen. The newest lines taken away together do not show here.

use super::hash::sha256_hex;
use crate::model::{Change, Signed};

/// The hash of a line: SHA-256 of its seven texts in order, as a JSON list without spaces.
pub fn change_hash(change: &Change) -> String {
    let Change { at, by, field, old, new, reason, previous } = change;
    let texts = [at, by, field, old, new, reason, previous];
    sha256_hex(serde_json::Value::from(texts.map(String::as_str).to_vec()).to_string().as_bytes())
}

/// The first line that does not carry the hash of the line before it, counted from 0. The first line of all
/// carries an empty text.
pub fn broken_link(trail: &[Change]) -> Option<usize> {
    let mut previous = String::new();
    for (position, change) in trail.iter().enumerate() {
        if change.previous != previous {
            return Some(position);
        }
        previous = change_hash(change);
    }
    None
}

/// Adds a line that carries the hash of the last one.
pub fn add_change(trail: &mut Vec<Change>, field: &str, old: &str, new: &str, signed: &Signed) {
    let previous = trail.last().map(change_hash).unwrap_or_default();
    trail.push(Change {
        at: signed.at.clone(),
        by: signed.by.clone(),
        field: field.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        reason: signed.reason.clone(),
        previous,
    });
}

#[cfg(test)]
mod tests {
    use super::{add_change, broken_link, change_hash};
    use crate::model::{Change, Signed};

    fn trail() -> Vec<Change> {
        let signed = Signed { by: "p1".into(), at: "2026-11-22T09:00".into(), reason: "typing slip".into() };
        let mut trail = Vec::new();
        for number in ["1", "2", "3"] {
            add_change(&mut trail, "note", number, "\"x\"", &signed);
        }
        trail
    }

    #[test]
    fn hash_can_be_repeated_by_hand() {
        // printf '%s' '["2026-11-22T09:00","p1","note","1","\"x\"","typing slip",""]' | sha256sum
        let expected = "97b84230dc2e9f395b37095a9539be9061135eb6fd3794835ae8c864d558bace";
        assert_eq!(change_hash(&trail()[0]), expected);
    }

    #[test]
    fn every_change_of_a_line_but_the_last_shows() {
        assert_eq!(broken_link(&trail()), None);
        assert_eq!(broken_link(&[]), None);
        for position in 0..2 {
            let mut other = trail();
            other[position].reason.push('.');
            assert_eq!(broken_link(&other), Some(position + 1));
            let mut other = trail();
            other.remove(position);
            assert_eq!(broken_link(&other), Some(position));
        }
        let mut other = trail();
        other.swap(1, 2);
        assert_eq!(broken_link(&other), Some(1));
    }
}
