//! `cardose eval`: drafts from standard input, one JSON object a line, answered in order and as they come.

use super::{
    arguments::{DetailArgument, EvalArguments},
    exit::Exit,
    input::{Base, Failure, read_now},
    output::{complain, print},
};
use crate::{
    engine::{Context, derive, problem::suggest},
    model::{Draft, Site},
    report::{Detail, make, result::Outcome},
    storage::EMBEDDED_PATIENTS,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, BufRead, BufWriter, Read as _, Write};

/// A longer line is refused, so that memory stays flat.
const LONGEST_LINE: u64 = 4 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    id: Value,
    draft: Draft,
    #[serde(default)]
    now: Option<String>,
    #[serde(default)]
    site: Option<Site>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: Value,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Outcome<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<LineError>,
}

/// Why a line has no result.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct LineError {
    field: String,
    code: &'static str,
    expected: String,
    hint: String,
}

pub(crate) fn run(arguments: &EvalArguments) -> Exit {
    match stream(arguments) {
        Ok(exit) => exit,
        Err(failure) => {
            complain(&failure.to_string());
            failure.exit()
        }
    }
}

fn stream(arguments: &EvalArguments) -> Result<Exit, Failure> {
    if arguments.example {
        return Ok(print(&example()?));
    }
    let base = Base::read(&arguments.context)?;
    let context = base.context(false)?;
    let detail = match arguments.detail {
        DetailArgument::Verdicts => Detail::Verdicts,
        DetailArgument::Full => Detail::Full,
    };
    let evaluator = Evaluator { base: &base, context: &context, detail };
    let mut input = io::stdin().lock();
    let mut output = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let system = |err: io::Error| Failure::System(format!("the stream broke: {err}"));
    match evaluator.lines(&mut input, &mut output).and_then(|exit| output.flush().map(|()| exit)) {
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        result => result.map_err(system),
    }
}

struct Evaluator<'e> {
    base: &'e Base,
    context: &'e Context,
    detail: Detail,
}

impl Evaluator<'_> {
    fn lines(&self, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<Exit> {
        let (mut buffer, mut number, mut exit) = (Vec::new(), 0, Exit::Done);
        loop {
            buffer.clear();
            let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut buffer)?;
            if read == 0 {
                return Ok(exit);
            }
            number += 1;
            let too_long =
                u64::try_from(read).unwrap_or(u64::MAX) == LONGEST_LINE && buffer.last() != Some(&b'\n');
            if too_long {
                skip_line(input)?;
            }
            if buffer.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let result = if too_long {
                let expected = format!("at most {LONGEST_LINE} bytes");
                Err((Value::Null, error("", "line_too_long", expected, "split the line".to_owned())))
            } else {
                self.answer(&buffer, number, output)
            };
            if let Err((id, error)) = result {
                exit = Exit::BadInput;
                write_line(output, &Answer { id, line: number, result: None, error: Some(error) })?;
            }
        }
    }

    /// Writes the answer; an error for the caller to write when the line cannot be read.
    fn answer(&self, line: &[u8], number: u64, output: &mut impl Write) -> Result<(), (Value, LineError)> {
        let line: Line = serde_json::from_slice(line).map_err(|_err| explain(line))?;
        let id = line.id;
        let refuse = |id: &Value, field: &str, failure: &Failure| {
            (id.clone(), error(field, "not_usable", failure.to_string(), String::new()))
        };
        let own_site = match &line.site {
            Some(site) => Some(self.base.context_of(site).map_err(|failure| refuse(&id, "site", &failure))?),
            None => None,
        };
        let mut context = own_site.as_ref().unwrap_or(self.context);
        let own_time;
        if let Some(now) = &line.now {
            own_time = context.at(read_now(Some(now)).map_err(|failure| refuse(&id, "now", &failure))?);
            context = &own_time;
        }
        let derived = derive(&line.draft, context);
        let result = make(&line.draft, &derived, context, &self.base.protocol_hash, self.detail);
        let answer = Answer { id, line: number, result: Some(result), error: None };
        // A write that fails is met again at the next flush and reported there.
        write_line(output, &answer).or(Ok(()))
    }
}

fn write_line(output: &mut impl Write, answer: &Answer<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            return Ok(());
        }
        let (used, done) = match available.iter().position(|byte| *byte == b'\n') {
            Some(place) => (place + 1, true),
            None => (available.len(), false),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

fn error(field: &str, code: &'static str, expected: String, hint: String) -> LineError {
    LineError { field: field.to_owned(), code, expected, hint }
}

/// What is wrong with a line: the field's path, what was expected, and what was probably meant.
fn explain(line: &[u8]) -> (Value, LineError) {
    #[derive(Deserialize)]
    struct Identity {
        #[serde(default)]
        id: Value,
    }
    let id = serde_json::from_slice::<Identity>(line).map_or(Value::Null, |identity| identity.id);
    let mut json = serde_json::Deserializer::from_slice(line);
    let Err(err) = serde_path_to_error::deserialize::<_, Line>(&mut json) else {
        return (
            id,
            error("", "not_json", "one JSON object a line".to_owned(), "remove what follows it".to_owned()),
        );
    };
    let path = err.path().to_string();
    let field = if path == "." { String::new() } else { path };
    let inner = err.inner();
    if inner.is_syntax() || inner.is_eof() {
        let hint = format!("the JSON breaks at column {}", inner.column());
        return (id, error(&field, "not_json", "one JSON object a line".to_owned(), hint));
    }
    let message = inner.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let expected = message.rsplit_once("expected ").map_or(message, |(_, expected)| expected).to_owned();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (code, hint) = match quoted.as_slice() {
        [unknown, known @ ..] if message.starts_with("unknown ") => {
            let near = suggest(unknown, known.iter().copied());
            ("unknown_field", near.map_or_else(String::new, |near| format!("did you mean {near}?")))
        }
        [missing, ..] if message.starts_with("missing field") => {
            return (id, error(&field, "missing_field", format!("the field {missing}"), "add it".to_owned()));
        }
        _ if message.starts_with("duplicate field") => ("duplicate_field", "keep one of them".to_owned()),
        _ => ("wrong_type", "`cardose schema draft` says what each field takes".to_owned()),
    };
    (id, error(&field, code, expected, hint))
}

/// A line that works: the shipped eligible example.
fn example() -> Result<String, Failure> {
    let embedded = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.ends_with("eligible.ron"));
    let Some(embedded) = embedded else { return Err(Failure::System("no example is embedded".to_owned())) };
    let crate::storage::Opened::Record { file, .. } = embedded.patient()? else {
        return Err(Failure::System("the embedded example is of another form".to_owned()));
    };
    let line = serde_json::json!({ "id": "example", "draft": file.draft, "now": "2026-11-22T09:00" });
    Ok(format!("{line}\n"))
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[track_caller]
    fn check(line: &str, field: &str, code: &str, hint: &str) {
        let (_, error) = explain(line.as_bytes());
        assert_eq!((error.field.as_str(), error.code), (field, code), "{error:?}");
        assert!(error.hint.contains(hint), "{error:?}");
    }

    #[test]
    fn a_bad_line_says_what_where_and_how_to_mend() {
        check(r#"{"draft":{"subjct":"x"}}"#, "draft.subjct", "unknown_field", "subject");
        check(r#"{"draft":{"subject":5}}"#, "draft.subject", "wrong_type", "schema");
        check(r#"{"id":1}"#, "", "missing_field", "");
        check(r#"{"draft":"#, "draft", "not_json", "column");
        check("hello", "", "not_json", "column");
        check(r#"{"draft":{"sex":"female"}}"#, "draft.sex", "unknown_field", "Female");
        check(r#"{"draft":{},"draft":{}}"#, "", "duplicate_field", "one");
        check(r#"{"draft":{}} {}"#, "", "not_json", "");
    }

    #[test]
    fn the_id_of_a_bad_line_is_kept() {
        let (id, _) = explain(br#"{"id":"p7","draft":{"x":1}}"#);
        assert_eq!(id, "p7");
    }
}
