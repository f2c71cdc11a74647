//! From an error of the `ron` crate to one for people. Whatever `ron` found in the place of a value is dropped:
//! it may be a patient's.

use super::error::{FileError, FileProblem, Place};
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
            FileProblem::Form { expected }
        }
        other => FileProblem::Form { expected: form(&other).to_owned() },
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the list of ron is open")]
fn form(code: &Error) -> &'static str {
    match code {
        Error::Eof => "more text (the file ends too early)",
        Error::ExpectedArray => "`[`",
        Error::ExpectedArrayEnd => "`]` or a comma",
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => "`#![enable(implicit_some)]`",
        Error::ExpectedBoolean => "`true` or `false`",
        Error::ExpectedComma => "a comma or a closing bracket",
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::UnderscoreAtBeginning => {
            "a whole number without quotation marks"
        }
        Error::IntegerOutOfBounds => "a whole number from 0 to 4294967295",
        Error::ExpectedMapColon => "`:` after the field's name",
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => "`)` or a comma",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedUnit => "`(`",
        Error::ExpectedDifferentStructName { .. } | Error::ExpectedStructName(_) => {
            "`(`; a choice that holds a number takes two brackets, as `Quantity((value: \"1\", unit: \"g/L\"))`"
        }
        Error::ExpectedString => "text in quotation marks, such as \"62.4\"",
        Error::ExpectedStringEnd => "`\"` at the end of the text",
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            "a plain word (a field's name or a choice) without quotation marks"
        }
        Error::InvalidEscape(_) => "`\\\\`, `\\\"` or `\\n` after a backslash",
        Error::NoSuchExtension(_) => "no other extension than `implicit_some`",
        Error::UnclosedBlockComment => "`*/` at the end of the comment",
        Error::TrailingCharacters => "nothing more (the file goes on after its last bracket)",
        Error::ExceededRecursionLimit => "less nesting (brackets stand in one another too deep)",
        _ => "something else",
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
