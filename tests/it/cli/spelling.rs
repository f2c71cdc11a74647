//! The contracts of `eval`, `screen`, `dose` and `schema`: every path and every code that they print stands in
//! `fields_and_codes.txt`. A line that goes or changes breaks somebody's program, and is taken out by hand and on
//! purpose only.

use super::{
    kit::{EXAMPLES, NOW, feed, run},
    spelling_drafts::lines,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Write as _,
    path::Path,
    sync::LazyLock,
};

const COMMITTED: &str = "tests/it/cli/fields_and_codes.txt";
const UPDATE: &str = "CARDOSE_ADD_SPELLINGS";

/// Keys whose texts are codes. Other texts are ids, figures, dates and sentences.
const CODES: [&str; 20] = [
    "basis",
    "because",
    "choice",
    "class",
    "code",
    "cure",
    "figure",
    "formula",
    "holds",
    "last_day",
    "outcome",
    "quantity",
    "relation",
    "state",
    "symbol",
    "uln_source",
    "unit",
    "verdict",
    "weight",
    "why",
];

/// Keys whose texts begin with a code, before a colon.
const KINDS: [&str; 6] = ["decided_by", "entry", "lot_asks", "needs", "needs_together", "with"];

/// Every path of a value with what can stand there.
fn spell(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                spell(field, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| spell(item, &format!("{path}[]"), found)),
        Value::String(text) => {
            let key = path.rsplit('.').next().unwrap_or_default().trim_end_matches("[]");
            found.insert(format!("{path} = {}", spelling(key, text)));
        }
        Value::Number(_) => drop(found.insert(format!("{path} = number"))),
        Value::Bool(_) => drop(found.insert(format!("{path} = true|false"))),
        Value::Null => drop(found.insert(format!("{path} = null"))),
    }
}

fn spelling(key: &str, text: &str) -> String {
    match key {
        _ if CODES.contains(&key) => text.to_owned(),
        _ if KINDS.contains(&key) => text.split(':').next().unwrap_or_default().to_owned(),
        "field" => without_ids(text),
        "about" => text.split_once(": ").map_or_else(|| "text".to_owned(), |(_, note)| note.to_owned()),
        "clear_from" if text.starts_with('n') => text.to_owned(),
        _ => "text".to_owned(),
    }
}

/// The path of a field without the ids and places in it.
fn without_ids(field: &str) -> String {
    let mut parts = field.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| format!("{path}[]{}", part.split_once(']').map_or("", |(_, rest)| rest)))
}

/// Every field of a schema, and every answer that one of its lists names.
fn spell_schema(at: &Value, path: &str, found: &mut BTreeSet<String>) {
    for (name, field) in at["properties"].as_object().into_iter().flatten() {
        found.insert(format!("{path}.{name}"));
        spell_schema(field, &format!("{path}.{name}"), found);
    }
    for key in ["enum", "x-kinds", "x-notes"] {
        for answer in at[key].as_array().into_iter().flatten().filter_map(Value::as_str) {
            found.insert(format!("{path} = {answer}"));
        }
    }
    if let Some(only) = at["const"].as_str() {
        found.insert(format!("{path} = {only}"));
    }
    for key in ["oneOf", "anyOf"] {
        at[key].as_array().into_iter().flatten().for_each(|choice| spell_schema(choice, path, found));
    }
    if at["items"].is_object() {
        spell_schema(&at["items"], &format!("{path}[]"), found);
    }
    for (name, kind) in at["$defs"].as_object().into_iter().flatten() {
        let of = path.split_once(": ").map_or(path, |(of, _)| of);
        spell_schema(kind, &format!("{of}: {name}"), found);
    }
}

/// Lines that cannot be read, one of each kind.
fn broken_lines() -> Vec<String> {
    let owned = [
        "hello",
        "[]",
        r#"{"id":1}"#,
        r#"{"draft":{},"draft":{}}"#,
        r#"{"draft":{"oops":1}}"#,
        r#"{"draft":{"sex":"female"}}"#,
        r#"{"draft":{"subject":5}}"#,
        r#"{"draft":{},"now":"noon"}"#,
        r#"{"draft":{},"site":{"schema":1,"name":"x","settings":[["x",{"NoneByProtocol":{"source":"x"}}]]}}"#,
    ];
    let infusions: Vec<Value> = (0..51).map(|number| json!({ "number": number })).collect();
    let long = format!("{{\"draft\":{{\"note\":\"{}\"}}}}", "x".repeat(4 * 1024 * 1024));
    let mut lines: Vec<String> = owned.iter().map(|&line| line.to_owned()).collect();
    lines.extend([json!({ "draft": { "infusions": infusions } }).to_string(), long]);
    lines
}

static SPELLED: LazyLock<BTreeSet<String>> = LazyLock::new(spelled);

fn spelled() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in EXAMPLES {
        for command in ["screen", "dose"] {
            let run = run(&[command, &format!("example:{name}"), "--now", NOW, "--format", "json"]);
            for mut line in run.json() {
                spell(&line["result"].take(), "result", &mut found);
                spell(&line, command, &mut found);
            }
        }
    }
    let input = [lines(), broken_lines()].concat().join("\n");
    let run_of = |detail| feed(&["eval", "--now", NOW, "--detail", detail], input.as_bytes());
    for mut line in [run_of("full").json(), run_of("verdicts").json()].concat() {
        let result = line.as_object_mut().unwrap().remove("result");
        if let Some(result) = result {
            spell(&result, "result", &mut found);
        }
        spell(&line, "eval", &mut found);
    }
    for of in ["draft", "result", "intake", "site", "protocol", "record", "laboratory"] {
        let schema: Value = serde_json::from_str(&run(&["schema", of]).out).unwrap();
        spell_schema(&schema, &format!("schema {of}: {}", schema["title"].as_str().unwrap()), &mut found);
    }
    let items: Value = serde_json::from_str(&run(&["schema", "items"]).out).unwrap();
    spell(&items, "schema items", &mut found);
    for (list, key) in [("items", "id"), ("stages", "id"), ("parameters", "id"), ("questions", "id")] {
        for item in items[list].as_array().unwrap() {
            let id = item[key].as_str().unwrap();
            found.insert(format!("schema items.{list} = {id}"));
            for answer in
                ["answers", "readings", "tags"].iter().filter_map(|key| item[*key].as_array()).flatten()
            {
                let answer = answer["id"].as_str().or(answer.as_str()).unwrap();
                found.insert(format!("schema items.{list} = {id}: {answer}"));
            }
        }
    }
    found
}

#[test]
fn no_field_and_no_code_goes_or_changes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(COMMITTED);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let mut committed: BTreeSet<String> = text.lines().map(str::to_owned).collect();
    let found = &*SPELLED;
    let gone: Vec<&String> = committed.difference(found).collect();
    assert!(
        gone.is_empty(),
        "these fields or codes are printed no more; whoever reads them breaks. Bring them back, or take the lines out of \
         {COMMITTED} by hand and say so in the change log: {gone:#?}"
    );
    let new: Vec<String> = found.difference(&committed).cloned().collect();
    if std::env::var_os(UPDATE).is_some() {
        committed.extend(new);
        // The last line ends, too.
        let lines: Vec<String> = committed.into_iter().chain([String::new()]).collect();
        File::create(&path).unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
        return;
    }
    assert!(
        new.is_empty(),
        "these fields or codes are new; they stay for good once they are printed. If they are meant, run\n  {UPDATE}=1 \
         cargo test --no-default-features --test it spelling\nand commit {COMMITTED}: {new:#?}"
    );
}

/// Every code that a constructed draft can reach is seen in a result, not only in the schema.
#[test]
fn the_drafts_reach_every_state_of_a_dose() {
    let has = |line: &str| assert!(SPELLED.contains(line), "{line} is not reached");
    for state in ["ready", "underdose", "overdose", "asks", "certificate_disagrees"] {
        has(&format!("result.doses[].levels[].state = {state}"));
    }
    for weight in ["decided", "latest", "ask", "missing", "not_usable"] {
        has(&format!("result.doses[].weight = {weight}"));
    }
    for because in
        ["tolerance", "usual_tolerance", "level_ceiling", "weight", "which_weight", "lot", "lot_details"]
    {
        has(&format!("result.doses[].levels[].because[] = {because}"));
    }
    for ask in
        ["convention", "field", "no_car_cells", "confirm", "basis", "other_subject", "no_bag", "planned_for"]
    {
        has(&format!("result.doses[].lot_asks[] = {ask}"));
    }
    for figure in ["lot_cells", "bag_cells", "stated_concentration", "viable_count", "volume"] {
        has(&format!("result.doses[].certificate[].figure = {figure}"));
    }
}

#[test]
fn a_line_names_the_path_and_the_code() {
    let mut found = BTreeSet::new();
    let value = serde_json::json!({
        "stages": [{ "outcome": "fail", "date": "2026-11-20" }], "entry": "finding:alt", "field": "a[1].b[x y].c",
    });
    spell(&value, "result", &mut found);
    let lines: Vec<&str> = found.iter().map(String::as_str).collect();
    let own = [
        "result.entry = finding",
        "result.field = a[].b[].c",
        "result.stages[].date = text",
        "result.stages[].outcome = fail",
    ];
    assert_eq!(lines, own);
}
