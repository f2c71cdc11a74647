//! Lines for `cardose eval` that work: a whole patient, and the least that a dose takes.

use super::{arguments::ExampleArgument, failure::Failure};
use crate::storage::{EMBEDDED_PATIENTS, EMBEDDED_SITE, Opened};
use serde_json::{Value, json};

/// The line that was asked for.
pub(super) fn example_line(of: ExampleArgument) -> Result<String, Failure> {
    let line = match of {
        ExampleArgument::Patient => patient()?,
        ExampleArgument::Dose => dose(),
    };
    Ok(format!("{line}\n"))
}

/// The shipped eligible example with its site, so that the dose comes out as well.
fn patient() -> Result<Value, Failure> {
    let embedded = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.ends_with("eligible.ron"));
    let Some(embedded) = embedded else { return Err(Failure::System("no example is embedded".to_owned())) };
    let Opened::Record { file, .. } = embedded.patient()? else {
        return Err(Failure::System("the embedded example is of another form".to_owned()));
    };
    let site = EMBEDDED_SITE.site()?.value;
    let mut line = json!({ "id": "example", "draft": file.draft, "now": "2026-11-22T09:00", "site": site });
    prune(&mut line);
    Ok(line)
}

/// Weight with height, level, a lot with label, expiry and a second figure, and a site with what the number needs. No
/// criterion can be judged by it.
fn dose() -> Value {
    let source = "made up for the examples";
    let setting = |value: &str, unit: &str| json!({ "Value": { "value": { "value": value, "unit": unit }, "source": source } });
    let choice = |value: &str| json!({ "Choice": { "value": value, "source": source } });
    let none = json!({ "NoneByProtocol": { "source": source } });
    let quantity = |value: &str, unit: &str| json!({ "value": value, "unit": unit });
    let finding = |of: &str, value: &str, unit: &str| json!({ "of": of, "value": { "Quantity": quantity(value, unit) } });
    let bag = |number: &str| json!({ "number": number, "volume": quantity("20", "mL"), "cells": quantity("180", "10*6") });
    json!({
        "id": "dose",
        "now": "2026-11-22T09:00",
        "draft": {
            "subject": "EXAMPLE-01",
            "assessments": [{
                "id": 1, "when": "2026-11-21T08:00", "by": "p4",
                "results": [finding("weight", "62.4", "kg"), finding("height", "165", "cm")],
            }],
            "lots": [{
                "id": "LOT-E01", "label_subject": "EXAMPLE-01", "expires": "2027-05-31",
                "convention": "Stated", "basis": "AfterThaw", "car": quantity("9.0", "10*6/mL"),
                "bags": [bag("1"), bag("2")],
            }],
            "infusions": [{
                "number": 1, "level": "DL2", "assigned": { "by": "p1", "at": "2026-11-21T10:00" },
                "weight_from": 1, "lots": ["LOT-E01"],
            }],
        },
        "site": {
            "schema": 1,
            "name": "EXAMPLE site (made up, not for patients)",
            "example": true,
            "settings": [
                ["dosing_weight", choice("infusion")],
                ["weight_cap", none],
                ["tolerance_below", setting("20", "%")],
                ["tolerance_above", setting("20", "%")],
                ["rounding_step", setting("0.2", "mL")],
                ["rounding_mode", choice("half_up")],
                ["dose_basis", choice("after_thaw")],
                ["expected_convention", choice("stated")],
                ["expected_car_low", setting("2", "10*6/mL")],
                ["expected_car_high", setting("20", "10*6/mL")],
                ["hold_up", none],
            ],
        },
    })
}

/// Leaves out what is empty, for a field left out means nothing typed, and keys, which are given on reading.
fn prune(json: &mut Value) {
    if let Value::Array(items) = json {
        for item in items {
            prune(item);
        }
    } else if let Value::Object(fields) = json {
        for field in fields.values_mut() {
            prune(field);
        }
        fields.retain(|name, field| name != "key" && !is_empty(field));
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
    use super::{EMBEDDED_PATIENTS, EMBEDDED_SITE, ExampleArgument, Opened, example_line};
    use crate::model::{Draft, Site};

    #[test]
    fn the_example_leaves_out_only_what_is_empty() {
        let line = example_line(ExampleArgument::Patient).unwrap();
        let mut line: serde_json::Value = serde_json::from_str(&line).unwrap();
        let draft: Draft = serde_json::from_value(line["draft"].take()).unwrap();
        let Opened::Record { file, .. } = EMBEDDED_PATIENTS[0].patient().unwrap() else { panic!("newer") };
        assert_eq!(draft, file.draft);
        let site: Site = serde_json::from_value(line["site"].take()).unwrap();
        assert_eq!(site, EMBEDDED_SITE.site().unwrap().value);
    }
}
