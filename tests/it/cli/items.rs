//! `cardose schema items` against what is read: each form, answer, unit and tag that it lists is taken, and no other.

use super::kit::run;
use crate::kit::context;
use cardose::{
    engine::derive,
    model::{Draft, Finding, Typed, Value as Found},
};
use serde_json::{Value, json};

fn items() -> Value {
    let run = run(&["schema", "items"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    serde_json::from_str(&run.out).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn texts<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    list(value, key).iter().map(|text| text.as_str().unwrap()).collect()
}

/// Every way to write the units of an entry.
fn spellings(entry: &Value) -> Vec<&str> {
    let each = list(entry, "units").iter().flat_map(|unit| {
        let printed = [unit["symbol"].as_str().unwrap(), unit["ucum"].as_str().unwrap()];
        printed.into_iter().chain(texts(unit, "spellings"))
    });
    each.collect()
}

/// The codes of what is wrong with a draft.
fn codes(draft: &Value) -> Vec<&'static str> {
    let draft: Draft = serde_json::from_value(draft.clone()).unwrap();
    derive(&draft, &context()).problems.iter().map(|problem| problem.code.code()).collect()
}

fn reported(of: &str, value: Found) -> Value {
    let finding = Finding { of: of.to_owned(), value, ..Finding::default() };
    json!({ "assessments": [{ "id": 1, "when": "2026-11-20", "results": [finding] }] })
}

#[test]
fn each_item_takes_the_forms_that_are_listed_and_no_other() {
    let items = items();
    assert!(list(&items, "items").len() > 60);
    for item in list(&items, "items") {
        let id = item["id"].as_str().unwrap();
        let forms = texts(item, "value");
        let (units, answers) = (spellings(item), list(item, "answers"));
        let answer = answers.first().map_or("not_detected", |answer| answer["id"].as_str().unwrap());
        let urine = Found::Urine {
            urine: Typed::new("8", "mmol/L"),
            volume: Typed::new("1500", "mL"),
            time: Typed::new("24", "h"),
            plasma: Typed::new("80", "umol/L"),
        };
        for (form, value) in [
            ("Yes", Found::Yes),
            ("No", Found::No),
            ("Choice", Found::Choice(answer.to_owned())),
            ("Quantity", Found::Quantity(Typed::new("1", units.first().copied().unwrap_or_default()))),
            ("Counted", Found::Counted(1)),
            ("Urine", urine),
        ] {
            let found = codes(&reported(id, value));
            let refused = found.iter().any(|code| ["wrong_kind", "unknown_id", "computed"].contains(code));
            assert_eq!(refused, !forms.contains(&form), "{id} {form}: {found:?}");
        }
        assert_eq!(
            item.get("enter_under").is_some(),
            codes(&reported(id, Found::Yes)) == ["computed"],
            "{id}"
        );
    }
}

#[test]
fn each_answer_unit_and_tag_that_is_listed_is_read() {
    for item in list(&items(), "items") {
        let id = item["id"].as_str().unwrap();
        for unit in spellings(item) {
            let found = codes(&reported(id, Found::Quantity(Typed::new("1", unit))));
            assert!(!found.iter().any(|code| code.starts_with("unit")), "{id} {unit}: {found:?}");
        }
        for answer in list(item, "answers") {
            let answer = answer["id"].as_str().unwrap();
            assert_eq!(codes(&reported(id, Found::Choice(answer.to_owned()))), [""; 0], "{id} {answer}");
        }
        if texts(item, "value").is_empty() && item.get("enter_under").is_none() {
            let course =
                json!({ "start": "2026-01", "end": { "On": "2026-02" }, "tags": texts(item, "tags") });
            let draft =
                json!({ "exposures": [{ "kind": id, "complete_to": "2026-11-20", "courses": [course] }] });
            assert_eq!(codes(&draft), [""; 0], "{id}");
        }
    }
}

/// A draft in which every field that takes a number with a unit is read.
fn full() -> Value {
    let typed = |value: &str, unit: &str| json!({ "value": value, "unit": unit });
    let (per_ml, percent) = (typed("10", "10*6/mL"), typed("90", "%"));
    let bag = json!({
        "number": "1", "volume": typed("20", "mL"), "hold_up": typed("1", "mL"), "car": per_ml,
        "cells": typed("100", "10*6"),
    });
    let course = json!({ "start": "2026-01", "end": { "On": "2026-02" }, "per_day": typed("4", "mg/d"), "half_life": typed("4", "h") });
    let urine = json!({
        "urine": typed("8", "mmol/L"), "volume": typed("1500", "mL"), "time": typed("24", "h"),
        "plasma": typed("80", "umol/L"),
    });
    json!({
        "assessments": [{ "id": 1, "when": "2026-11-20", "results": [
            { "of": "creatinine_clearance_measured", "value": { "Urine": urine } },
        ] }],
        "exposures": [{ "kind": "steroid", "complete_to": "2026-11-20", "courses": [course] }],
        "lots": [{
            "id": "L", "convention": "TotalCount", "basis": "BeforeFreezing", "car": per_ml, "total": per_ml,
            "viable": per_ml, "viability": percent, "cd3": percent, "car_share": percent, "recovery": percent,
            "certificate_cells": typed("100", "10*6"), "certificate_volume": typed("10", "mL"), "bags": [bag],
        }],
    })
}

/// A unit that no table knows is a problem of the field; none that is listed is.
#[test]
fn each_unit_of_a_field_is_read() {
    assert!(!codes(&full()).iter().any(|code| code.starts_with("unit")), "{:?}", codes(&full()));
    for field in list(&items(), "fields") {
        let path = field["field"].as_str().unwrap();
        let place = format!("/{}/unit", path.replace("[]", "/0").replace('.', "/"));
        for unit in spellings(field).into_iter().chain(["bushel"]) {
            let mut draft = full();
            *draft.pointer_mut(&place).unwrap() = json!(unit);
            let known = !codes(&draft).contains(&"unit_unknown");
            assert_eq!(known, unit != "bushel", "{path} {unit}: {:?}", codes(&draft));
        }
    }
}

#[test]
fn another_protocol_has_its_own_words() {
    let run = run(&["schema", "items", "--protocol", "presets/protocols/example.ron"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let other: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(other["version"], "made up 1");
    assert_ne!(other["items"], items()["items"]);
}
