//! `cardose eval`: drafts from standard input, one JSON object a line, answered in order and as they come.

use super::{
    arguments::{DetailArgument, EvalArguments},
    evaluator::Evaluator,
    exit::Exit,
    input::{Base, Failure},
    output::{complain, print},
    remark::say,
};
use crate::{
    report::Detail,
    storage::{EMBEDDED_PATIENTS, EMBEDDED_SITE, Opened},
};
use serde_json::{Value, json};
use std::io;

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
    // A line of the answer is the same whoever wrote the site.
    say(base.remarks());
    let detail = match arguments.detail {
        DetailArgument::Verdicts => Detail::Verdicts,
        DetailArgument::Full => Detail::Full,
    };
    let Base { laboratories, protocol_hash, .. } = &base;
    let evaluator = Evaluator { context: &context, laboratories, protocol_hash, detail };
    match evaluator.lines(io::stdin().lock(), io::stdout().lock()) {
        Ok(0) => Ok(Exit::Done),
        Ok(_) => Ok(Exit::BadInput),
        // A reader that has gone away is no failure.
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(err) => Err(Failure::System(format!("the stream broke: {err}"))),
    }
}

/// A line that works: the shipped eligible example with its site, so that the dose comes out as well.
fn example() -> Result<String, Failure> {
    let embedded = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.ends_with("eligible.ron"));
    let Some(embedded) = embedded else { return Err(Failure::System("no example is embedded".to_owned())) };
    let Opened::Record { file, .. } = embedded.patient()? else {
        return Err(Failure::System("the embedded example is of another form".to_owned()));
    };
    let site = EMBEDDED_SITE.site()?.value;
    let mut line = json!({ "id": "example", "draft": file.draft, "now": "2026-11-22T09:00", "site": site });
    prune(&mut line);
    Ok(format!("{line}\n"))
}

/// Leaves out what is empty: a field left out means nothing typed.
fn prune(json: &mut Value) {
    if let Value::Array(items) = json {
        for item in items {
            prune(item);
        }
    } else if let Value::Object(fields) = json {
        for field in fields.values_mut() {
            prune(field);
        }
        fields.retain(|_, field| !is_empty(field));
    }
}

fn is_empty(json: &Value) -> bool {
    match json {
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED_PATIENTS, Opened, example};
    use crate::{model::Draft, storage::EMBEDDED_SITE};

    #[test]
    fn the_example_leaves_out_only_what_is_empty() {
        let mut line: serde_json::Value = serde_json::from_str(&example().unwrap()).unwrap();
        let draft: Draft = serde_json::from_value(line["draft"].take()).unwrap();
        let Opened::Record { file, .. } = EMBEDDED_PATIENTS[0].patient().unwrap() else { panic!("newer") };
        assert_eq!(draft, file.draft);
        let site: crate::model::Site = serde_json::from_value(line["site"].take()).unwrap();
        assert_eq!(site, EMBEDDED_SITE.site().unwrap().value);
    }
}
