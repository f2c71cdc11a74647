//! Why a line of `cardose eval` has no result: what, where, what was expected, and how to mend it.

use super::{
    json_type::{one_of, wanted},
    named::{Named, by_name},
};
use crate::{
    engine::problem::{Problem, suggest},
    model::{Draft, Site},
    report::{json::result::ProblemOutcome, problem_outcome},
};
use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::{Value, value::RawValue};

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

    pub(super) fn too_many(field: &str, length: usize, most: usize) -> Self {
        let expected = format!("a list of at most {most}");
        Self::new(field, "too_many", &expected, &format!("it has {length}; give each patient a line"))
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
pub(super) fn explain(line: &[u8]) -> (Option<&RawValue>, LineError) {
    #[derive(Deserialize)]
    struct Identity<'l> {
        #[serde(default, borrow)]
        id: Option<&'l RawValue>,
    }
    // The first of a list is no id.
    let id = if is_list(line) { None } else { serde_json::from_slice::<Identity<'_>>(line).ok() };
    (id.and_then(|identity| identity.id), reason(line))
}

/// A line with every field read, so that whatever is wrong has its path.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
#[expect(dead_code, reason = "only what is wrong with it is looked at")]
struct Whole {
    #[serde(default)]
    id: IgnoredAny,
    #[serde(deserialize_with = "by_name")]
    draft: Draft,
    #[serde(default)]
    now: Option<String>,
    #[serde(default)]
    site: Option<Named<Site>>,
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
    let Some((field, inner)) = fault(text) else {
        return LineError::new("", "not_json", ONE_OBJECT, "remove what follows it");
    };
    let field = field.as_str();
    if let Err(err) = serde_json::from_str::<IgnoredAny>(text) {
        let hint = if err.is_eof() {
            format!("the JSON ends too soon, after column {}", text.trim_end().chars().count())
        } else {
            format!("the JSON breaks at column {}", column(text, &err))
        };
        return LineError::new(field, "not_json", ONE_OBJECT, &hint);
    }
    let message = inner.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    // serde quotes each name in backticks: first what it found, then what it knows.
    let mut quoted = message.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default();
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
            // The text of an answer that holds something: serde takes it for a step of the path.
            if let Some((place, name)) = field.rsplit_once('.').filter(|_| message.ends_with("variant")) {
                let expected = format!("an object such as {{\"{name}\": …}} (JSON object)");
                return LineError::new(place, "wrong_type", &expected, &hint);
            }
            // JSON has no name for one of several answers: serde calls another type there a slip of the form.
            let names = if inner.is_syntax() { answers(text, field) } else { Vec::new() };
            let expected = if names.is_empty() { wanted(message) } else { one_of(&names) };
            return LineError::new(field, "wrong_type", &expected, &hint);
        }
    };
    let names: Vec<&str> = quoted.collect();
    let expected = format!("one of {}", names.join(", "));
    let hint = match suggest(first, names) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("`cardose schema {}` lists what there is", schema_of(field)),
    };
    LineError::new(field, code, &expected, &hint)
}

/// The path of the first field that cannot be read, and why.
fn fault(text: &str) -> Option<(String, serde_json::Error)> {
    let mut json = serde_json::Deserializer::from_str(text);
    let err = serde_path_to_error::deserialize::<_, Whole>(&mut json).err()?;
    // Where the text ends within a name, there is no field yet.
    let path = err.path().to_string();
    Some((path.trim_end_matches(".?").trim_matches(['.', '?']).to_owned(), err.into_inner()))
}

/// The answers that the field at this path takes, learnt from what is said of one that does not exist.
fn answers(text: &str, field: &str) -> Vec<String> {
    let pointer = format!("/{}", field.replace(['.', '['], "/").replace(']', ""));
    let Ok(mut line) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let Some(place) = line.pointer_mut(&pointer) else { return Vec::new() };
    *place = Value::from("?");
    let message = fault(&line.to_string()).map(|(_, err)| err.to_string()).unwrap_or_default();
    let Some((_, names)) = message.split_once("unknown variant `?`, expected") else { return Vec::new() };
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The column, in characters from 1, where the text is no JSON any more.
fn column(text: &str, err: &serde_json::Error) -> usize {
    text.get(..err.column()).unwrap_or(text).chars().count().max(1)
}

fn schema_of(field: &str) -> &'static str {
    if field.starts_with("site") { "site" } else { "draft" }
}

#[cfg(test)]
mod tests {
    use super::{RawValue, explain, reason};

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

    /// Each wrong type in each kind of field: the field, and what it takes in JSON's words.
    #[test]
    fn f9_a_wrong_type_is_named_in_the_words_of_json() {
        let finding = |value: &str| {
            format!(r#"{{"draft":{{"assessments":[{{"results":[{{"of":"alt","value":{value}}}]}}]}}}}"#)
        };
        let at = "draft.assessments[0].results[0].value";
        let answers = "one of Quantity, Yes, No, NotKnown, Choice, NotDone, Counted, Urine";
        let text = "a text (JSON string), such as \"62.4\"";
        let object = "an object with its fields by name (JSON object)";
        for (line, field, expected) in [
            (finding("null"), at, answers),
            (finding("true"), at, answers),
            (finding("62.4"), at, answers),
            (finding("[]"), at, answers),
            (finding("{}"), at, answers),
            (finding(r#"{"Yes":null,"No":null}"#), at, answers),
            (finding(r#""Quantity""#), at, r#"an object such as {"Quantity": …} (JSON object)"#),
            (finding(r#"{"Yes":{}}"#), &format!("{at}.Yes"), "the answer alone, as a text (JSON string)"),
            (finding(r#"{"Quantity":{"value":62.4}}"#), &format!("{at}.Quantity.value"), text),
            (
                finding(r#"{"Quantity":{"value":6240000000000000000000000}}"#),
                &format!("{at}.Quantity.value"),
                text,
            ),
            (finding(r#"{"Quantity":{"value":1e999}}"#), &format!("{at}.Quantity.value"), text),
            (finding(r#"{"Quantity":{"value":null}}"#), &format!("{at}.Quantity.value"), text),
            (finding(r#"{"Quantity":"62.4 kg"}"#), &format!("{at}.Quantity"), object),
            (finding(r#"{"Quantity":null}"#), &format!("{at}.Quantity"), object),
            (
                finding(r#"{"Counted":"1"}"#),
                &format!("{at}.Counted"),
                "a whole number (JSON number) from 0 to 4294967295",
            ),
            (
                finding(r#"{"Counted":1.5}"#),
                &format!("{at}.Counted"),
                "a whole number (JSON number) from 0 to 4294967295",
            ),
            (
                finding(r#"{"Counted":-1}"#),
                &format!("{at}.Counted"),
                "a whole number (JSON number) from 0 to 4294967295",
            ),
            (
                finding(r#"{"Counted":5000000000}"#),
                &format!("{at}.Counted"),
                "a whole number (JSON number) from 0 to 4294967295",
            ),
            (r#"{"draft":{"sex":5}}"#.to_owned(), "draft.sex", "one of Female, Male"),
            (r#"{"draft":{"lots":{}}}"#.to_owned(), "draft.lots", "a list (JSON array)"),
            (r#"{"draft":{"lots":[5]}}"#.to_owned(), "draft.lots[0]", object),
            (
                r#"{"draft":{"decisions":[{"eligible":"yes"}]}}"#.to_owned(),
                "draft.decisions[0].eligible",
                "true or false (JSON boolean)",
            ),
            (
                r#"{"draft":{"infusions":[{"given":{"drawn":[["1"]]}}]}}"#.to_owned(),
                "draft.infusions[0].given.drawn[0]",
                "a list of 2 (JSON array)",
            ),
            (r#"{"draft":5}"#.to_owned(), "draft", object),
            (r#"{"draft":{},"now":5}"#.to_owned(), "now", text),
            (r#"{"draft":{},"site":"x"}"#.to_owned(), "site", object),
            ("null".to_owned(), "", object),
        ] {
            let error = reason(line.as_bytes());
            assert_eq!((error.field.as_str(), error.code), (field, "wrong_type"), "{line}: {error:?}");
            assert!(error.expected.starts_with(expected), "{line}: {error:?}");
            for word in ["struct", "u32", "sequence", "map", "variant", "tuple", "enum"] {
                assert!(!error.expected.contains(word) && !error.hint.contains(word), "{error:?}");
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_said_to_be_so() {
        let error = reason(b"{\"id\":\"\xff\"}");
        assert_eq!(error.code, "not_text");
        assert!(error.hint.contains("byte 8"), "{error:?}");
    }

    #[test]
    fn the_id_of_a_bad_line_is_kept() {
        for id in [r#""p7""#, "123456789012345678901234567890", "1e400", "1.10", "null"] {
            let line = format!("{{\"id\":{id},\"draft\":{{\"x\":1}}}}");
            assert_eq!(explain(line.as_bytes()).0.map_or("null", RawValue::get), id);
        }
    }
}
