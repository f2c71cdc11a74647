//! Why a line of `cardose eval` has no result: what, where, what was expected, and how to mend it.

use super::evaluator::Line;
use crate::{
    engine::problem::{Problem, suggest},
    report::{problem_outcome, result::ProblemOutcome},
};
use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::Value;

/// What is wrong with a line. A draft that can be read and holds bad entries is no such error: its result says so.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct LineError {
    field: String,
    code: &'static str,
    expected: String,
    hint: String,
}

const ONE_OBJECT: &str = "one JSON object a line";

/// What a line is.
const OBJECT: &str = "an object with `draft`, and with `id`, `now` and `site` as wanted";

impl LineError {
    fn new(field: &str, code: &'static str, expected: &str, hint: &str) -> Self {
        Self { field: field.to_owned(), code, expected: expected.to_owned(), hint: hint.to_owned() }
    }

    pub(super) fn too_long(most: u64) -> Self {
        Self::new("", "line_too_long", &format!("at most {most} bytes"), "give one draft a line")
    }

    pub(super) fn now() -> Self {
        let expected = "local date and time to the minute";
        Self::new("now", "not_a_time", expected, "write it as 2026-11-22T09:00")
    }

    /// The first problem with a site; the hint says how to mend it and how many more there are.
    pub(super) fn site(problems: &[Problem]) -> Self {
        let Some(first) = problems.first() else {
            return Self::new("site", "not_usable", "a site that fits the protocol", "");
        };
        let ProblemOutcome { field, code, expected, hint, .. } = problem_outcome(first);
        let more = problems.len().saturating_sub(1);
        let more = (more > 0).then(|| format!("and {more} more"));
        let schema = || Some("`cardose schema site` says what each field takes".to_owned());
        let hint: Vec<String> = [hint.or_else(schema), more].into_iter().flatten().collect();
        Self { field, code, expected, hint: hint.join("; ") }
    }
}

/// What is wrong with a line that could not be read, with the line's id if that much can be read.
pub(super) fn explain(line: &[u8]) -> (Value, LineError) {
    #[derive(Deserialize)]
    struct Identity {
        #[serde(default)]
        id: Value,
    }
    // The first of a list is no id.
    let id = if is_list(line) { None } else { serde_json::from_slice::<Identity>(line).ok() };
    (id.map_or(Value::Null, |identity| identity.id), reason(line))
}

/// Fields are given by name; serde would take them by their order, too.
pub(super) fn is_list(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(b"[")
}

fn reason(line: &[u8]) -> LineError {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(err) => {
            let hint = format!("the text breaks at byte {}; save it as UTF-8", err.valid_up_to() + 1);
            return LineError::new("", "not_text", "UTF-8 text", &hint);
        }
    };
    if is_list(line) {
        let hint = "put the fields by name into { }; give several drafts a line each";
        return LineError::new("", "wrong_type", OBJECT, hint);
    }
    let mut json = serde_json::Deserializer::from_slice(line);
    let Err(err) = serde_path_to_error::deserialize::<_, Line>(&mut json) else {
        return LineError::new("", "not_json", ONE_OBJECT, "remove what follows it");
    };
    let path = err.path().to_string();
    // Where the text ends within a name, there is no field yet.
    let field = path.trim_end_matches(".?").trim_matches(['.', '?']);
    let inner = err.inner();
    if inner.is_syntax() || inner.is_eof() {
        let hint = if inner.is_eof() {
            format!("the JSON ends too soon, after column {}", text.trim_end().chars().count())
        } else {
            format!("the JSON breaks at column {}", column(text))
        };
        return LineError::new(field, "not_json", ONE_OBJECT, &hint);
    }
    let message = inner.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    // serde quotes each name in backticks: first what it found, then what it knows.
    let mut quoted = message.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default();
    let expected = message.rsplit_once("expected ").map_or(message, |(_, expected)| expected);
    if message.starts_with("missing field") {
        return LineError::new(field, "missing_field", &format!("the field {first}"), "add it");
    }
    if message.starts_with("duplicate field") {
        return LineError::new(field, "duplicate_field", &format!("one field {first}"), "keep one of them");
    }
    let code = match message.split_once(" `").map(|(kind, _)| kind) {
        Some("unknown field") => "unknown_field",
        Some("unknown variant") => "unknown_choice",
        _ => {
            let hint = format!("`cardose schema {}` says what each field takes", schema_of(field));
            return LineError::new(field, "wrong_type", expected, &hint);
        }
    };
    let hint = match suggest(first, quoted) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("`cardose schema {}` lists what there is", schema_of(field)),
    };
    LineError::new(field, code, expected, &hint)
}

/// The column, in characters from 1, where the text is no JSON any more. Errors inside a value know no column.
fn column(text: &str) -> usize {
    let bytes = serde_json::from_str::<IgnoredAny>(text).map_or_else(|err| err.column(), |_| text.len());
    text.get(..bytes).unwrap_or(text).chars().count().max(1)
}

fn schema_of(field: &str) -> &'static str {
    if field.starts_with("site") { "site" } else { "draft" }
}

#[cfg(test)]
mod tests {
    use super::{explain, reason};

    #[track_caller]
    fn check(line: &str, field: &str, code: &str, hint: &str) {
        let error = reason(line.as_bytes());
        assert_eq!((error.field.as_str(), error.code), (field, code), "{error:?}");
        assert!(error.hint.contains(hint), "{error:?}");
    }

    #[test]
    fn a_bad_line_says_what_where_and_how_to_mend() {
        check(r#"{"draft":{"subjct":"x"}}"#, "draft.subjct", "unknown_field", "subject");
        check(r#"{"draft":{"xyzzy":"x"}}"#, "draft.xyzzy", "unknown_field", "schema draft");
        check(r#"{"draft":{"subject":5}}"#, "draft.subject", "wrong_type", "schema draft");
        check(r#"{"draft":{},"site":{"schema":"1"}}"#, "site.schema", "wrong_type", "schema site");
        check(r#"{"id":1}"#, "", "missing_field", "");
        check(r#"{"draft":"#, "draft", "not_json", "after column 9");
        check(r#"{"id":1,"draft":{"subj"#, "draft", "not_json", "after column 22");
        check(r#"{"draft":{"subject":"阿"x}}"#, "draft", "not_json", "at column 24");
        check(r#"{"draft":{"assessments":[{"id":1,]}}"#, "draft.assessments[0]", "not_json", "at column 34");
        check("hello", "", "not_json", "at column 1");
        check(r#"{"draft":{"sex":"female"}}"#, "draft.sex", "unknown_choice", "Female");
        check(r#"{"draft":{},"draft":{}}"#, "", "duplicate_field", "one");
        check(r#"{"draft":{}} {}"#, "", "not_json", "");
        check(r#"[{"draft":{}}]"#, "", "wrong_type", "by name");
        check(r#" ["x",{"subject":"A"}]"#, "", "wrong_type", "by name");
        check(r#"{"draft":["A","Female"]}"#, "draft", "wrong_type", "schema draft");
        check(r#"{"draft":{},"site":[1,"x"]}"#, "site", "wrong_type", "schema site");
    }

    #[test]
    fn bytes_that_are_no_text_are_said_to_be_so() {
        let error = reason(b"{\"id\":\"\xff\"}");
        assert_eq!(error.code, "not_text");
        assert!(error.hint.contains("byte 8"), "{error:?}");
    }

    #[test]
    fn the_id_of_a_bad_line_is_kept() {
        let (id, _) = explain(br#"{"id":"p7","draft":{"x":1}}"#);
        assert_eq!(id, "p7");
    }
}
