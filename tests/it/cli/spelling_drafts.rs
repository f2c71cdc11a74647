//! Lines that bring out what the shipped examples do not: one slip, one setting or one answer each.

use super::kit::{example_line, run};
use serde_json::{Value, json};

/// The places of a line that are changed, each with what stands there then.
type Changes<'c> = &'c [(&'c str, Value)];

fn typed(value: &str, unit: &str) -> Value {
    json!({ "value": value, "unit": unit })
}

fn quantity(value: &str, unit: &str) -> Value {
    json!({ "Quantity": typed(value, unit) })
}

fn choice(value: &str) -> Value {
    json!({ "Choice": { "value": value, "source": "test" } })
}

fn set_to(value: &str, unit: &str) -> Value {
    json!({ "Value": { "value": typed(value, unit), "source": "test" } })
}

/// `/settings/ID` sets or takes away a setting of the site; `-` at the end of a path adds to a list; null takes away.
fn change(line: &mut Value, path: &str, value: &Value) {
    if let Some(id) = path.strip_prefix("/settings/") {
        let settings = line["site"]["settings"].as_array_mut().unwrap();
        settings.retain(|setting| setting[0] != id);
        if !value.is_null() {
            settings.push(json!([id, value]));
        }
        return;
    }
    let (parent, key) = path.rsplit_once('/').unwrap();
    let parent = line.pointer_mut(parent).unwrap_or_else(|| panic!("{path}"));
    match parent {
        Value::Array(items) if key == "-" => items.push(value.clone()),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
        Value::Object(fields) if value.is_null() => drop(fields.remove(key)),
        Value::Object(fields) => drop(fields.insert(key.to_owned(), value.clone())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => panic!("{path}"),
    }
}

fn changed(base: &Value, changes: Changes<'_>) -> String {
    let mut line = base.clone();
    for (path, value) in changes {
        change(&mut line, path, value);
    }
    line.to_string()
}

/// A result of its own report.
fn report(of: &str, value: &Value) -> Value {
    json!({ "id": 90, "when": "2026-11-20", "results": [{ "of": of, "value": value }] })
}

pub(super) fn lines() -> Vec<String> {
    let dose: Value = serde_json::from_str(&run(&["eval", "--example", "dose"]).out).unwrap();
    let mut lines = doses(&dose);
    lines.extend(lots(&dose));
    lines.extend(patients(&example_line()));
    lines.push(json!({ "draft": {} }).to_string());
    lines
}

const LOT: &str = "/draft/lots/0";

fn doses(base: &Value) -> Vec<String> {
    let weight = "/draft/assessments/0/results/0/value";
    let from = ("/draft/infusions/0/weight_from", json!(null));
    let unset = |id: &'static str| (id, json!(null));
    // Half of the step or more is rounded up: 20.8 mL become 40, and the 69.33 mL of the highest level become 95.
    let large = |step: &str| {
        let bag = |number: &str| json!({ "number": number, "volume": typed("100", "mL"), "cells": typed("900", "10*6") });
        vec![
            ("/settings/rounding_step", set_to(step, "mL")),
            ("/draft/lots/0/bags", json!([bag("1"), bag("2")])),
        ]
    };
    let (below, above) = (unset("/settings/tolerance_below"), unset("/settings/tolerance_above"));
    let later = |kilograms: &str| ("/draft/assessments/-", report("weight", &quantity(kilograms, "kg")));
    let own = unset("/settings/dosing_weight");
    let mut second = base["draft"]["infusions"][0].clone();
    second["number"] = json!(2);
    let given =
        json!({ "start": "2026-11-21T10:00", "end": "2026-11-21T10:30", "drawn": [["1", typed("5", "mL")]] });
    let level = |level: &str| ("/draft/infusions/0/level", json!(level));
    let each: Vec<Vec<(&str, Value)>> = vec![
        vec![],
        vec![("/draft/assessments", json!([])), from.clone()],
        vec![(weight, quantity("62,4", "kg"))],
        vec![(weight, quantity("124.8", "kg"))],
        vec![(weight, quantity("137.5", "lb"))],
        vec![later("71"), from.clone(), own.clone()],
        vec![later("60"), from.clone(), own.clone()],
        vec![later("80"), from.clone()],
        large("40"),
        [large("40"), vec![below.clone(), above.clone()]].concat(),
        [large("95"), vec![("/settings/tolerance_above", set_to("100", "%")), level("DL3")]].concat(),
        vec![("/settings/rounding_mode", choice("half_even"))],
        vec![("/settings/rounding_mode", choice("down"))],
        vec![("/settings/rounding_step", json!({ "NoneByProtocol": { "source": "test" } }))],
        vec![
            unset("/settings/rounding_step"),
            unset("/settings/rounding_mode"),
            own,
            unset("/settings/hold_up"),
        ],
        vec![("/settings/weight_cap", set_to("60", "kg"))],
        vec![("/settings/cell_cap", set_to("100", "10*6"))],
        vec![unset("/settings/weight_cap"), (weight, quantity("126", "kg"))],
        vec![unset("/settings/dose_basis")],
        vec![level("DL3")],
        vec![
            ("/settings/value_age_limit", set_to("1", "d")),
            unset("/settings/dosing_weight"),
            ("/draft/infusions/0/weight_from", json!(null)),
            ("/now", json!("2026-11-25T09:00")),
        ],
        vec![
            ("/settings/stability_after_thaw", set_to("30", "min")),
            ("/draft/lots/0/bags/0/state", json!("Thawed")),
            ("/draft/lots/0/bags/0/thawed", json!("2026-11-22T08:00")),
        ],
        vec![
            ("/settings/stability_after_thaw", set_to("30", "min")),
            ("/draft/lots/0/bags/0/state", json!("Thawed")),
        ],
        vec![
            ("/draft/lots/0/bags/0/state", json!("Thawed")),
            (
                "/draft/infusions/0/given",
                json!({ "start": "2026-11-22T08:30", "drawn": [["1", typed("6", "mL")]] }),
            ),
        ],
        vec![("/draft/infusions/0/start", json!("2026-12-10T10:00"))],
        vec![("/draft/infusions/0/start", json!("2026-11-22T10:00"))],
        vec![("/draft/decisions", decisions(json!({ "NotEnrolled": "moved away" })))],
        vec![("/settings/rounding_step", set_to("10", "mL")), level("DL1")],
        vec![(weight, quantity("20", "kg")), ("/settings/rounding_step", set_to("30", "mL"))],
        vec![("/settings/hold_up", set_to("0.5", "mL"))],
        vec![
            ("/draft/lots/0/bags/0/hold_up", typed("19.9", "mL")),
            ("/settings/rounding_step", set_to("3", "mL")),
        ],
        vec![level("DLX")],
        vec![("/draft/infusions/0/level", json!(null))],
        vec![("/draft/infusions/0/lots", json!(["X"]))],
        vec![("/draft/infusions/0/lots", json!([]))],
        vec![("/draft/infusions/0/start", json!("noon"))],
        vec![("/draft/infusions/0/weight_from", json!(9))],
        vec![("/draft/infusions/-", second.clone())],
        vec![("/draft/infusions/0/given", given), ("/draft/infusions/-", second)],
        vec![("/draft/infusions/-", base["draft"]["infusions"][0].clone())],
        vec![("/site/settings", json!([]))],
        vec![("/site", json!(null))],
    ];
    each.iter().map(|changes| changed(base, changes)).collect()
}

fn lots(base: &Value) -> Vec<String> {
    let on = |rest: &str| format!("{LOT}{rest}");
    let mut found = Vec::new();
    let mut add = |changes: &[(&str, Value)]| {
        let changes: Vec<(String, Value)> =
            changes.iter().map(|(at, value)| (on(at), value.clone())).collect();
        let changes: Vec<(&str, Value)> =
            changes.iter().map(|(at, value)| (at.as_str(), value.clone())).collect();
        found.push(changed(base, &changes));
    };
    let chain = [
        ("/car", json!(null)),
        ("/total", typed("30", "10*6/mL")),
        ("/viable", typed("25", "10*6/mL")),
        ("/viability", typed("83.33", "%")),
        ("/cd3", typed("90", "%")),
        ("/car_share", typed("40", "%")),
    ];
    let plain = [("/bags/0/cells", json!(null)), ("/bags/1/cells", json!(null))];
    let with = |convention: &str, more: &[(&'static str, Value)]| {
        let own = [("/convention", json!(convention))];
        [&own[..], &chain[..], more].concat()
    };
    for convention in ["TotalCount", "ViableCount", "CarOfViable", "SinglePlatform", "Stated"] {
        add(&with(convention, &[]));
        add(&with(convention, &plain));
        add(&with(convention, &[("/basis", json!("BeforeFreezing")), ("/recovery", typed("80", "%"))]));
        add(&with(convention, &[("/recovery", typed("80", "%"))]));
        add(&with(convention, &[("/car", typed("9", "10*6/mL"))]));
    }
    for (at, value) in [
        ("/convention", json!(null)),
        ("/basis", json!(null)),
        ("/basis", json!("BeforeFreezing")),
        ("/label_subject", json!("OTHER")),
        ("/expires", json!("2026-01-01")),
        ("/expires", json!("soon")),
        ("/bags", json!([])),
        ("/bags/0/volume", json!(null)),
        ("/bags/0/volume", typed("0.5", "mL")),
        ("/bags/0/volume", typed("20", "litres")),
        ("/bags/0/number", json!("2")),
        ("/bags/0/cells", typed("150", "10*6")),
        ("/bags/0/car", typed("8", "10*6/mL")),
        ("/bags/0/hold_up", typed("1", "mL")),
        ("/certificate_cells", typed("360", "10*6")),
        ("/certificate_cells", typed("400", "10*6")),
        ("/certificate_volume", typed("20.8", "mL")),
        ("/certificate_level", json!("DLX")),
        ("/car", typed("9", "10*9/mL")),
        ("/car", typed("0", "10*6/mL")),
        ("/car", typed("9", "")),
        ("/car", typed("9", "109/L")),
        ("/car", typed("90", "10*6/mL")),
        ("/viability", typed("60", "%")),
        ("/viability", typed("160", "%")),
    ] {
        add(&[(at, value)]);
    }
    add(&plain);
    for (state, other) in [("Lost", "Failed"), ("Infused", "Stored"), ("Infused", "Infused")] {
        add(&[("/bags/0/state", json!(state)), ("/bags/1/state", json!(other))]);
    }
    for (field, value) in [
        ("/expires", json!("")),
        ("/expires", json!("none printed")),
        ("/label_subject", json!("")),
        ("/id", json!("")),
        ("/bags", json!([])),
        ("/viable", typed("0.1", "10*6/mL")),
        ("/total", typed("0.1", "10*6/mL")),
        ("/bags/0/car", typed("9", "10*6/mL")),
    ] {
        add(&[(field, value)]);
    }
    add(&with("CarOfViable", &[("/cd3", typed("30", "%"))]));
    add(&with("ViableCount", &[("/viability", json!(null)), ("/total", typed("20", "10*6/mL"))]));
    add(&[&plain[..], &[("/car", typed("1", "10*6/mL"))]].concat());
    add(&[("/bags/0/cells", json!(null)), ("/bags/1/cells", json!(null)), ("/bags/0/number", json!("2"))]);
    add(&with("ViableCount", &[("/car_share", typed("0", "%"))]));
    add(&with("ViableCount", &[("/car_share", typed("0.4", "%"))]));
    add(&with("ViableCount", &[("/car_share", typed("95", "%"))]));
    add(&with("ViableCount", &[("/cd3", typed("70", "%"))]));
    add(&with("ViableCount", &[("/cd3", json!(null))]));
    add(&with("ViableCount", &[("/viable", typed("0.2", "10*6/mL"))]));
    found
}

fn patients(base: &Value) -> Vec<String> {
    let results = base["draft"]["assessments"].as_array().unwrap().len();
    let mut found = Vec::new();
    let mut add = |changes: &[(&str, Value)]| found.push(changed(base, changes));
    // A later report of the same day says something else.
    for (of, value) in [
        ("platelets", quantity("62,4", "10*9/L")),
        ("platelets", quantity("74.6", "10*9/L")),
        ("platelets", quantity("75", "10*9/L")),
        ("platelets", quantity("<80", "10*9/L")),
        ("platelets", quantity("80 g", "")),
        ("platelets", quantity("80", "")),
        ("platelets", quantity("80", "109/L")),
        ("platelets", quantity("80", "bushel")),
        ("platelets", quantity("80-90", "10*9/L")),
        ("platelets", quantity(".8", "10*9/L")),
        ("platelets", quantity("8'000", "10*9/L")),
        ("platelets", quantity("1,234,567", "10*9/L")),
        ("platelets", quantity("NaN", "10*9/L")),
        ("platelets", quantity("-8", "10*9/L")),
        ("platelets", quantity("many", "10*9/L")),
        ("platelets", quantity(&"9".repeat(500), "10*9/L")),
        ("platelets", quantity("0.18", "10*9/L")),
        ("platelets", json!("Yes")),
        ("platelets", json!({ "NotDone": "clotted" })),
        ("platelets", json!("NotKnown")),
        ("haemoglobin", quantity("11.6", "g/L")),
        ("haemoglobin", quantity("7.1", "mmol/L")),
        ("height", quantity(">165", "cm")),
        ("hbsag", json!({ "Choice": "positive" })),
        ("hbsag", json!({ "Choice": "weakly_positive" })),
        ("hbsag", json!({ "Choice": "reactive" })),
        ("hbsag", json!("Yes")),
        ("hbv_dna", quantity("500", "[IU]/mL")),
        ("hbv_dna", quantity("200", "[IU]/mL")),
        ("hbv_dna", quantity("3", "{copies}/mL")),
        ("hbv_dna", json!({ "Choice": "not_detected" })),
        ("neutrophils_percent", quantity("0.5", "%")),
        ("neutrophils_percent", quantity("150", "%")),
        ("ecog", json!({ "Counted": 3 })),
        ("ecog", quantity("1.5", "")),
        ("creatinine_clearance", quantity("60", "mL/min")),
        ("creatinine_clearance_measured", quantity("25", "mL/min")),
        ("creatinine", quantity("200", "umol/L")),
        ("bilirubin_total", quantity("30", "umol/L")),
        ("weight", quantity("124.8", "kg")),
        ("weight", quantity("137", "kg")),
        ("weight", quantity("62.4 mL", "kg")),
        ("weight", quantity("137 lb", "kg")),
        ("platelts", quantity("80", "10*9/L")),
        ("nothing", quantity("80", "10*9/L")),
    ] {
        add(&[("/draft/assessments/-", report(of, &value))]);
        let earlier = ("/draft/assessments", json!([report(of, &value)]));
        add(&[earlier]);
    }
    let urine = json!({ "Urine": {
        "urine": typed("8", "mmol/L"), "volume": typed("1500", "mL"), "time": typed("24", "h"), "plasma": typed("80", "umol/L"),
    } });
    add(&[("/draft/assessments/-", report("creatinine_clearance_measured", &urine))]);
    for place in 0..results {
        let report = |rest: &str| format!("/draft/assessments/{place}{rest}");
        add(&[(&report("/when"), json!(""))]);
        add(&[(&report("/when"), json!("3/5/24"))]);
        add(&[(&report("/when"), json!("2027-01-01"))]);
        add(&[(&report("/when"), json!("2026-11"))]);
        add(&[(&report("/when"), json!("2025-11-19"))]);
        add(&[(&report("/laboratory"), json!("nowhere"))]);
        add(&[(&report("/laboratory"), json!("wst-404"))]);
        add(&[(&report("/results/-"), base["draft"]["assessments"][place]["results"][0].clone())]);
        let count = base["draft"]["assessments"][place]["results"].as_array().unwrap().len();
        for result in 0..count {
            add(&[(&report(&format!("/results/{result}/value")), json!("NotKnown"))]);
            add(&[(&report(&format!("/results/{result}/uln")), typed("?", ""))]);
        }
    }
    let courses = [
        json!({ "start": "2026-11-01", "end": "Ongoing" }),
        json!({ "start": "2026-11-01", "end": "NotKnown" }),
        json!({ "start": "2026-11", "end": { "On": "2026-11" } }),
        json!({ "start": "2026-11-20", "end": { "On": "2026-11-01" } }),
        json!({ "start": "2027-11-20", "end": "NotKnown" }),
        json!({ "start": "2026-11-13", "end": { "On": "2026-11-13" }, "tags": ["nothing"] }),
        json!({ "start": "2026-11-12", "end": { "On": "2026-11-12" }, "per_day": typed("0", "mg/d") }),
        json!({ "start": "2026-11-12T08:00", "end": { "On": "2026-11-19T09:00" }, "half_life": typed("4", "d") }),
        json!({ "agent": "dexamethasone", "start": "2026-11-18", "end": { "On": "2026-11-19" }, "per_day": typed("8", "mg/d"), "tags": ["systemic"] }),
        json!({ "agent": "prednisone", "start": "2026-11-20", "end": { "On": "2026-11-22" }, "tags": ["single_dose"] }),
    ];
    let exposures = base["draft"]["exposures"].as_array().unwrap().len();
    for place in 0..exposures {
        let history = |rest: &str| format!("/draft/exposures/{place}{rest}");
        for course in &courses {
            add(&[(&history("/courses"), json!([course]))]);
        }
        add(&[(&history("/complete_to"), json!(""))]);
        add(&[(&history("/complete_to"), json!("2026-11-01"))]);
        add(&[(&history("/complete_to"), json!("2027-11-01"))]);
        add(&[("/draft/exposures/-", base["draft"]["exposures"][place].clone())]);
    }
    for (at, value) in [
        ("/draft/sex", json!(null)),
        ("/draft/sex", json!("Male")),
        ("/draft/age", json!({})),
        ("/draft/age", json!({ "years": "75", "years_on": "2026-11-20" })),
        ("/draft/age", json!({ "years": "58" })),
        ("/draft/age", json!({ "years": "58.5", "years_on": "2026-11-20" })),
        ("/draft/age", json!({ "birth": "1968-02-30" })),
        ("/draft/age", json!({ "birth": "1968", "years": "20", "years_on": "2026-11-20" })),
        ("/draft/stages", json!([])),
        ("/draft/stages/-", json!({ "stage": "screening", "infusion": 1, "date": "2026-11-20" })),
        ("/draft/stages/-", json!({ "stage": "apheresis", "infusion": 1, "date": "2026-11-01" })),
        ("/draft/stages/-", json!({ "stage": "infusion", "infusion": 2, "date": "2027-11-01" })),
        ("/draft/stages/-", json!({ "stage": "aphresis", "infusion": 1, "date": "2026-12-01" })),
        ("/draft/exposures/-", json!({ "kind": "transfusions" })),
        ("/draft/exposures/-", json!({ "kind": "platelets" })),
        ("/draft/decisions", decisions("Agree")),
        ("/draft/decisions", decisions(json!({ "Misreads": "gilbert" }))),
        ("/draft/decisions", decisions(json!({ "Deviation": "7" }))),
        ("/draft/decisions", decisions(json!({ "NotEnrolled": "moved away" }))),
        ("/site/readings", json!([])),
        ("/site/laboratories", json!([])),
        ("/settings/clearance_weight", json!(null)),
        ("/settings/hbv_copies_per_iu", set_to("5.6", "{copies}/[IU]")),
        ("/settings/value_age_limit", set_to("1", "d")),
        ("/now", json!("2027-11-22T09:00")),
        ("/now", json!("2026-11-01T09:00")),
    ] {
        add(&[(at, value)]);
    }
    found
}

fn decisions(choice: impl Into<Value>) -> Value {
    json!([{
        "stage": "screening", "infusion": 1, "eligible": false, "choice": choice.into(), "verdict": "not_eligible",
        "signed": { "by": "p1", "at": "2026-11-21T10:00" },
    }])
}
