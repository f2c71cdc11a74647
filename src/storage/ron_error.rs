//! From an error of the `ron` crate to one for people. Whatever `ron` found in the place of a value is dropped:
//! it may be a patient's.

use super::error::{FileError, FileProblem, Place};
use super::expected::Expected;
use ron::error::{Error, SpannedError};

/// A field's name is at most this long; more of it may be pasted text.
const LONGEST_SHOWN: usize = 40;

/// The same error for people.
pub(super) fn explain(name: &str, error: SpannedError) -> FileError {
    let ends_after_token =
        matches!(error.code, Error::NoSuchStructField { .. } | Error::NoSuchEnumVariant { .. });
    let at = if ends_after_token { error.span.start } else { error.span.end };
    let place = Some(Place { line: at.line, column: at.col });
    FileError { name: name.to_owned(), place, problem: Box::new(problem(error.code)) }
}

/// The expected name that `found` was probably meant to be.
pub(super) fn suggestion<'a>(found: &str, expected: &[&'a str]) -> Option<&'a str> {
    let found = found.to_lowercase();
    expected
        .iter()
        .map(|name| (strsim::osa_distance(&found, &name.to_lowercase()), *name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of ron is open")]
fn problem(code: Error) -> FileProblem {
    match code {
        Error::NoSuchStructField { expected, found, outer } => FileProblem::UnknownField {
            suggestion: suggestion(&found, expected).map(str::to_owned),
            field: found.chars().take(LONGEST_SHOWN).collect(),
            outer,
            expected: owned(expected),
        },
        Error::NoSuchEnumVariant { expected, found, outer } => FileProblem::UnknownChoice {
            suggestion: suggestion(&found, expected).map(str::to_owned),
            outer,
            expected: owned(expected),
        },
        Error::MissingStructField { field, outer } => {
            FileProblem::MissingField { field: field.to_owned(), outer }
        }
        Error::DuplicateStructField { field, outer } => {
            FileProblem::TwiceField { field: field.to_owned(), outer }
        }
        Error::InvalidValueForType { expected, .. } | Error::ExpectedDifferentLength { expected, .. } => {
            FileProblem::Form { expected: Expected::Named(expected) }
        }
        other => FileProblem::Form { expected: form(&other) },
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of ron is open")]
fn form(code: &Error) -> Expected {
    match code {
        Error::Eof => Expected::More,
        Error::ExpectedArray => Expected::List,
        Error::ExpectedArrayEnd => Expected::ListEnd,
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => Expected::Attribute,
        Error::ExpectedBoolean => Expected::Boolean,
        Error::ExpectedComma => Expected::Comma,
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::UnderscoreAtBeginning => {
            Expected::Whole
        }
        Error::IntegerOutOfBounds => Expected::Range,
        Error::ExpectedMapColon => Expected::Colon,
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => Expected::Close,
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedUnit => Expected::Open,
        Error::ExpectedDifferentStructName { .. } | Error::ExpectedStructName(_) => Expected::TwoBrackets,
        Error::ExpectedString => Expected::Text,
        Error::ExpectedStringEnd => Expected::TextEnd,
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            Expected::Word
        }
        Error::InvalidEscape(_) => Expected::Escape,
        Error::NoSuchExtension(_) => Expected::Extension,
        Error::UnclosedBlockComment => Expected::CommentEnd,
        Error::TrailingCharacters => Expected::Nothing,
        Error::ExceededRecursionLimit => Expected::Shallower,
        _ => Expected::Else,
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn suggestions() {
        const FIELDS: [&str; 5] = ["subject", "sex", "assessments", "lots", "note"];
        for (found, expected) in [
            ("sbuject", Some("subject")),
            ("Subject", Some("subject")),
            ("asessments", Some("assessments")),
            ("six", Some("sex")),
            ("lot", Some("lots")),
            ("weight", None),
            ("", None),
        ] {
            assert_eq!(suggestion(found, &FIELDS), expected, "{found}");
        }
        assert_eq!(suggestion("subject", &[]), None);
    }
}
