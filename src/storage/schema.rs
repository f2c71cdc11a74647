//! The schema number of a file: read first, so that a newer file is recognised whatever else it holds.

use super::error::{FileError, FileProblem};
use super::ron_error::explain;
use super::ron_file::{reader, without_mark};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The form of file that this program writes; every kind of file has form 1.
pub const SCHEMA: u32 = 1;

/// The schema number in `text`. It is known even when what follows it cannot be read.
///
/// # Errors
///
/// [`FileError`] when there is no field `schema`, or nothing readable before it.
pub fn schema_of(name: &str, text: &str) -> Result<u32, FileError> {
    let mut found = None;
    let outcome = reader().from_str_seed(without_mark(text), Probe(&mut found));
    match (found, outcome) {
        (Some(schema), _) => Ok(schema),
        (None, Err(error)) => Err(explain(name, error)),
        (None, Ok(())) => {
            let problem = FileProblem::MissingField { field: "schema".to_owned(), outer: None };
            Err(FileError::whole(name, problem))
        }
    }
}

/// Refuses a newer form and one that never was.
///
/// # Errors
///
/// [`FileError`].
pub(super) fn require_known(name: &str, text: &str) -> Result<(), FileError> {
    let problem = match schema_of(name, text)? {
        SCHEMA => return Ok(()),
        schema if schema > SCHEMA => FileProblem::NewerForm { schema, known: SCHEMA },
        schema => FileProblem::NoSuchForm { schema, known: SCHEMA },
    };
    Err(FileError::whole(name, problem))
}

struct Probe<'a>(&'a mut Option<u32>);

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Key {
    Schema,
    #[serde(other)]
    Other,
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`(schema: 1, …)`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key()? {
            match key {
                Key::Schema => *self.0 = Some(map.next_value()?),
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::schema_of;

    #[test]
    fn number_comes_first() {
        for (text, expected) in [
            ("(schema: 1)", Some(1)),
            ("#![enable(implicit_some)]\n(schema: 2, unheard_of: {\"a\": [1, b'x']})", Some(2)),
            ("(draft: (subject: \"x\"), schema: 7)", Some(7)),
            ("RecordFile(schema: 1)", Some(1)),
            ("\u{feff}(schema: 3)", Some(3)),
            ("(schema: 2, what follows ~ is not RON", Some(2)),
            ("(schema: 1", Some(1)),
            ("(schema: 99999999999)", None),
            ("(schema: -1)", None),
            ("(schema: \"1\")", None),
            ("(revision: 1)", None),
            ("[]", None),
            ("", None),
        ] {
            assert_eq!(schema_of("x", text).ok(), expected, "{text}");
        }
    }
}
