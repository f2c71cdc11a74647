//! The schemas in `assets/schema` are those of the program, and fit what it reads and writes.

use super::kit::{EXAMPLES, NOW, example_line, run};
use crate::kit::{laboratories, protocol, site};
use cardose::storage::{EMBEDDED_PATIENTS, Opened};
use serde_json::{Value, json, to_value};
use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
};

const OF: [&str; 7] = ["draft", "result", "intake", "protocol", "site", "record", "laboratory"];
const UPDATE: &str = "CARDOSE_UPDATE_SCHEMA";

fn schema(of: &str) -> Value {
    serde_json::from_str(&run(&["schema", of]).out).unwrap()
}

#[test]
fn the_committed_schemas_are_those_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema");
    for of in OF.into_iter().chain(["items"]) {
        let run = run(&["schema", of]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        let path = folder.join(format!("{of}.json"));
        if std::env::var_os(UPDATE).is_some() {
            fs::create_dir_all(&folder).unwrap();
            File::create(&path).unwrap().write_all(run.out.as_bytes()).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == run.out,
            "assets/schema/{of}.json is not what `cardose schema {of}` prints; after a change of the model run\n  \
             {UPDATE}=1 cargo test --no-default-features --test it schema\nand commit the files"
        );
    }
}

/// Whoever fills in a field reads there what belongs in it.
#[test]
fn everything_is_described() {
    fn walk(at: &Value, path: &str, bare: &mut Vec<String>) {
        let described = |value: &Value| value.get("description").is_some_and(|text| text != "");
        for (name, field) in at.get("properties").and_then(Value::as_object).into_iter().flatten() {
            // A choice that holds something is described where it stands among the choices.
            if !described(field) && !described(at) {
                bare.push(format!("{path}.{name}"));
            }
            walk(field, &format!("{path}.{name}"), bare);
        }
        for choice in ["oneOf", "anyOf"].iter().filter_map(|key| at[*key].as_array()).flatten() {
            if choice.get("enum").is_none()
                && choice.get("$ref").is_none()
                && choice["type"] != "null"
                && !described(choice)
            {
                bare.push(format!("{path} {choice}"));
            }
            walk(choice, path, bare);
        }
        for (name, kind) in at.get("$defs").and_then(Value::as_object).into_iter().flatten() {
            if !described(kind) {
                bare.push(name.clone());
            }
            walk(kind, name, bare);
        }
    }
    for of in OF {
        let schema = schema(of);
        let mut bare = Vec::new();
        walk(&schema, of, &mut bare);
        assert_eq!(bare, Vec::<String>::new(), "{of}: without a description");
        assert!(schema["description"].is_string(), "{of}");
    }
}

#[test]
fn what_the_program_reads_fits_its_schemas() {
    fits("protocol", &to_value(protocol()).unwrap());
    fits("site", &to_value(site()).unwrap());
    for laboratory in laboratories() {
        fits("laboratory", &to_value(laboratory).unwrap());
    }
    for embedded in EMBEDDED_PATIENTS {
        let Opened::Record { file, .. } = embedded.patient().unwrap() else { panic!("newer") };
        fits("record", &to_value(&file).unwrap());
        fits("draft", &to_value(&file.draft).unwrap());
    }
    let line = example_line();
    fits("draft", &line["draft"]);
    fits("site", &line["site"]);
}

#[test]
fn what_the_program_writes_fits_its_schema() {
    for name in EXAMPLES {
        let lines = run(&["screen", &format!("example:{name}"), "--now", NOW, "--format", "json"]).json();
        fits("result", &lines[0]["result"]);
    }
}

#[test]
fn what_does_not_fit_is_seen() {
    for (of, value, says) in [
        ("draft", json!({ "subject": 5 }), "/subject"),
        ("draft", json!({ "subjct": "x" }), "/subjct"),
        ("draft", json!({ "sex": "female" }), "/sex"),
        ("draft", json!({ "infusions": [{ "number": -1 }] }), "/infusions/0/number"),
        ("draft", json!({ "assessments": [{ "results": [{ "value": { "Quantty": {} } }] }] }), "/value"),
        ("result", json!({}), ""),
        ("site", json!([]), ""),
    ] {
        let schema = schema(of);
        let fault = fault(&schema, &schema, &value, "").unwrap();
        assert!(fault.contains(says), "{fault}");
    }
}

#[track_caller]
fn fits(of: &str, value: &Value) {
    let schema = schema(of);
    assert_eq!(fault(&schema, &schema, value, ""), None, "{of}");
}

/// The first place where `value` does not fit, as far as the keywords go that these schemas use.
fn fault(schema: &Value, root: &Value, value: &Value, at: &str) -> Option<String> {
    const KNOWN: [&str; 22] = [
        "$defs",
        "$ref",
        "$schema",
        "additionalProperties",
        "anyOf",
        "const",
        "default",
        "description",
        "enum",
        "format",
        "items",
        "maxItems",
        "minItems",
        "minimum",
        "oneOf",
        "prefixItems",
        "properties",
        "required",
        "title",
        "type",
        // Lists of what a text begins or ends with.
        "x-kinds",
        "x-notes",
    ];
    let Some(keys) = schema.as_object() else {
        return (schema != &json!(true)).then(|| format!("{at}: nothing may stand here"));
    };
    for key in keys.keys() {
        assert!(KNOWN.contains(&key.as_str()), "{at}: the keyword {key} is not checked");
    }
    if let Some(target) = schema["$ref"].as_str() {
        let target = root.pointer(target.trim_start_matches('#')).unwrap();
        if let Some(fault) = fault(target, root, value, at) {
            return Some(fault);
        }
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("{at}: the type {other} is not checked"),
    };
    let kinds = &schema["type"];
    let right = match kinds.as_array() {
        Some(kinds) => kinds.iter().any(|kind| is(kind.as_str().unwrap())),
        None => kinds.as_str().is_none_or(is),
    };
    let listed = schema["enum"].as_array().is_none_or(|list| list.contains(value));
    let same = schema.get("const").is_none_or(|only| only == value);
    let large =
        value.as_i64().is_none_or(|number| schema["minimum"].as_i64().is_none_or(|least| number >= least));
    if !(right && listed && same && large) {
        return Some(format!("{at}: {value} does not fit {schema}"));
    }
    for (key, most) in [("oneOf", 1), ("anyOf", usize::MAX)] {
        if let Some(choices) = schema[key].as_array() {
            let faults: Vec<Option<String>> =
                choices.iter().map(|choice| fault(choice, root, value, at)).collect();
            let fitting = faults.iter().filter(|fault| fault.is_none()).count();
            if fitting == 0 || fitting > most {
                return Some(format!("{at}: {value} fits {fitting} of {key}: {faults:?}"));
            }
        }
    }
    let inside = value.as_object().into_iter().flatten().find_map(|(name, field)| {
        let at = format!("{at}/{name}");
        match (schema["properties"].get(name), schema.get("additionalProperties")) {
            (Some(known), _) => fault(known, root, field, &at),
            (None, Some(rest)) => fault(rest, root, field, &at),
            (None, None) => None,
        }
    });
    let items = value.as_array().into_iter().flatten().enumerate().find_map(|(index, item)| {
        let at = format!("{at}/{index}");
        match (schema["prefixItems"].get(index), schema.get("items")) {
            (Some(known), _) => fault(known, root, item, &at),
            (None, Some(rest)) => fault(rest, root, item, &at),
            (None, None) => None,
        }
    });
    let missing = value.as_object().and_then(|fields| {
        let needed = schema["required"].as_array().into_iter().flatten();
        let missing = needed.map(|name| name.as_str().unwrap()).find(|name| !fields.contains_key(*name));
        missing.map(|name| format!("{at}: {name} is missing"))
    });
    inside.or(items).or(missing)
}
