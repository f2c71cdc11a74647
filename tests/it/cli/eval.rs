//! `cardose eval`: lines in, answers out.

use super::kit::{EXAMPLES, NOW, Run, cardose, example_line, feed, run};
use crate::kit::{example, site};
use proptest::{prelude::*, test_runner::Config};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    process::Stdio,
};

const AT: [&str; 3] = ["eval", "--now", NOW];

fn text(lines: &[Value]) -> Vec<u8> {
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let mut input = lines.join("\n").into_bytes();
    input.push(b'\n');
    input
}

/// A line for a shipped example, with the made-up site.
fn line(name: &str) -> Value {
    json!({ "id": name, "draft": example(name), "site": site() })
}

fn answers(run: &Run, code: i32) -> Vec<Value> {
    assert_eq!((run.code, run.err.as_str()), (Some(code), ""));
    run.json()
}

#[test]
fn the_example_line_works() {
    let printed = run(&["eval", "--example"]).out;
    assert_eq!(printed.lines().count(), 1);
    let [answer] = answers(&feed(&["eval", "--detail", "full"], printed.as_bytes()), 0).try_into().unwrap();
    assert_eq!((&answer["id"], &answer["line"]), (&json!("example"), &json!(1)));
    let [screened] =
        run(&["screen", "example:eligible", "--now", NOW, "--format", "json"]).json().try_into().unwrap();
    assert_eq!(answer["result"], screened["result"]);
}

#[test]
fn answers_are_what_screen_says() {
    let lines: Vec<Value> = EXAMPLES.into_iter().map(line).collect();
    let answers = answers(&feed(&[&AT[..], &["--detail", "full"]].concat(), &text(&lines)), 0);
    let files: Vec<String> = EXAMPLES.iter().map(|name| format!("example:{name}")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let screened = run(&[&["screen", "--now", NOW, "--format", "json"], &files[..]].concat()).json();
    assert_eq!((answers.len(), screened.len()), (8, 8));
    for (answer, screened) in answers.iter().zip(&screened) {
        assert_eq!(answer["result"], screened["result"], "{}", answer["id"]);
    }
}

#[test]
fn verdicts_leave_out_evidence_and_doses_and_nothing_else() {
    let input = text(&[line("platelets-low")]);
    let [short] = answers(&feed(&AT, &input), 0).try_into().unwrap();
    let [full] = answers(&feed(&[&AT[..], &["--detail", "full"]].concat(), &input), 0).try_into().unwrap();
    let (short, mut full) = (short["result"].clone(), full["result"].clone());
    for key in ["criteria", "groups", "clearances", "doses"] {
        assert!(full.as_object_mut().unwrap().remove(key).is_some(), "{key}");
    }
    for stage in full["stages"].as_array_mut().unwrap() {
        for row in stage["criteria"].as_array_mut().unwrap() {
            assert!(row.as_object_mut().unwrap().remove("evidence").is_some());
            // Remarks on the text stand where a row does not plainly pass.
            let remarks = row.as_object_mut().unwrap().remove("notes").is_some();
            assert!(!remarks || row["outcome"] != "pass", "{row}");
        }
    }
    assert_eq!(short, full);
}

/// Worked example X1: 748800/37037 mL, in lowest terms 57600/2849.
#[test]
fn quantities_are_exact_and_decimal() {
    let input = text(&[example_line()]);
    let [answer] = answers(&feed(&["eval", "--detail", "full"], &input), 0).try_into().unwrap();
    let dose = &answer["result"]["doses"][0];
    assert_eq!(dose["assigned"], "DL2");
    let level = dose["levels"].as_array().unwrap().iter().find(|level| level["level"] == "DL2").unwrap();
    assert_eq!(level["state"], "ready");
    let [result] = level["results"].as_array().unwrap().as_slice() else { panic!("{level}") };
    let quantity =
        |exact: &str, decimal: &str, unit: &str| json!({ "exact": exact, "decimal": decimal, "unit": unit });
    assert_eq!(748_800 * 2849, 57_600 * 37_037);
    assert_eq!(result["calculated_volume"], quantity("57600/2849", "20.2176202176202", "mL"));
    assert_eq!(result["volume"], quantity("101/5", "20.2", "mL"));
    assert_eq!(result["target"], quantity("187200000", "187200000", "cells"));
    assert_eq!(result["delivered"], quantity("187036850", "187036850", "cells"));
    assert_eq!(result["dosing_weight"], quantity("312/5", "62.4", "kg"));
    assert_eq!(result["per_kg"]["decimal"], "2997385.41666667");
    assert_eq!(result["deviation"]["decimal"], "-0.0871527777777778");
}

#[test]
fn a_bad_line_is_answered_and_the_rest_go_on() {
    let good = example_line();
    let with = |key: &str, value: Value| {
        let mut line = good.clone();
        line[key] = value;
        line
    };
    let in_draft = |key: &str, value: Value| {
        let mut line = good.clone();
        line["draft"][key] = value;
        line
    };
    let weight = |value: &str, unit: &str| {
        let mut line = good.clone();
        for assessment in line["draft"]["assessments"].as_array_mut().unwrap() {
            for finding in assessment["results"].as_array_mut().unwrap() {
                if finding["of"] == "weight" {
                    finding["value"] = json!({ "Quantity": { "value": value, "unit": unit } });
                }
            }
        }
        line
    };
    let utf8 = [br#"{"id":"utf8","draft":{"note":""#.as_slice(), b"\xff\xfe", br#""}}"#].concat();
    let long = format!("{{\"id\":\"long\",\"draft\":{{\"note\":\"{}\"}}}}", "x".repeat(4 * 1024 * 1024));
    let bytes = |line: Value| line.to_string().into_bytes();
    // Each with what comes out: a verdict or the code of an error; what its field and hint contain.
    let lines: Vec<(Vec<u8>, &str, [&str; 2])> = vec![
        (bytes(with("id", json!(1))), "eligible", ["", ""]),
        (b"hello".to_vec(), "not_json", ["", "column"]),
        (bytes(json!({ "id": [3], "draft": {} })), "incomplete", ["", ""]),
        (b"".to_vec(), "", ["", ""]),
        (bytes(in_draft("subjct", json!("x"))), "unknown_field", ["draft.subjct", "did you mean subject?"]),
        (bytes(in_draft("subject", json!(7))), "wrong_type", ["draft.subject", "schema draft"]),
        (bytes(in_draft("sex", json!("Femal"))), "unknown_choice", ["draft.sex", "did you mean Female?"]),
        (bytes(weight("62,4", "kg")), "eligible", ["", ""]),
        (bytes(weight("62.4", "stone")), "eligible", ["", ""]),
        (b"  \t \r".to_vec(), "", ["", ""]),
        (utf8, "not_text", ["", "UTF-8"]),
        (long.into_bytes(), "line_too_long", ["", ""]),
        (bytes(with("now", json!("2026-12-24T08:00"))), "eligible", ["", ""]),
        (bytes(with("now", json!("tomorrow"))), "not_a_time", ["now", "2026-11-22T09:00"]),
        (bytes(with("site", json!({ "schema": 1, "name": "bare" }))), "eligible", ["", ""]),
        (bytes(with("site", json!({ "schema": 1, "nmae": "x" }))), "unknown_field", ["site.nmae", "name"]),
        (
            bytes(with(
                "site",
                json!({ "schema": 1, "name": "x", "settings": [["dosing_weigth", { "NoneByProtocol": { "source": "x" } }]] }),
            )),
            "unknown_id",
            ["site.settings", "did you mean dosing_weight?"],
        ),
        (bytes(json!({ "id": "no draft" })), "missing_field", ["", "add it"]),
        (bytes(with("darft", json!({}))), "unknown_field", ["darft", "did you mean draft?"]),
        ([bytes(good.clone()), b" {}".to_vec()].concat(), "not_json", ["", "remove"]),
        ([bytes(good.clone()), b"\r".to_vec()].concat(), "eligible", ["", ""]),
        (b"[]".to_vec(), "wrong_type", ["", "by name"]),
        (br#"["x",{"subject":"A"}]"#.to_vec(), "wrong_type", ["", "by name"]),
        (bytes(with("draft", json!(["A", "Female"]))), "wrong_type", ["draft", "schema draft"]),
        (bytes(with("site", json!([1, "x"]))), "wrong_type", ["site", "schema site"]),
        (br#"{"draft":{"subject":"x"#.to_vec(), "not_json", ["draft", "after column 22"]),
        (b"null".to_vec(), "wrong_type", ["", ""]),
        (bytes(with("id", json!({ "last": true }))), "eligible", ["", ""]),
    ];
    let input = lines.iter().map(|(line, ..)| line.clone()).collect::<Vec<_>>().join(&b"\n"[..]);
    assert!(!input.ends_with(b"\n"));
    let mut answers = answers(&feed(&AT, &input), 2).into_iter();
    for (index, (line, outcome, [field, hint])) in lines.iter().enumerate() {
        if outcome.is_empty() {
            continue;
        }
        let shown = String::from_utf8_lossy(&line[..line.len().min(80)]).into_owned();
        let answer = answers.next().unwrap();
        assert_eq!(answer["line"], json!(index + 1), "{shown}: {answer}");
        if let Ok(sent) = serde_json::from_slice::<Value>(line)
            && sent.is_object()
            && line.len() < 1_000_000
        {
            assert_eq!(answer["id"], sent["id"], "{shown}");
        }
        if let Some(result) = answer.get("result") {
            assert_eq!(result["verdict"], *outcome, "{shown}");
            assert!(answer.get("error").is_none());
        } else {
            let error = &answer["error"];
            assert_eq!(error["code"], *outcome, "{shown}: {error}");
            let said = |key: &str| error[key].as_str().unwrap();
            assert!(
                said("field").starts_with(field) && (!field.is_empty() || said("field").len() < 40),
                "{error}"
            );
            assert!(said("hint").contains(hint), "{shown}: {error}");
            assert!(!said("expected").is_empty(), "{shown}: {error}");
        }
    }
    assert_eq!(answers.next(), None);
}

#[test]
fn bad_entries_are_problems_of_a_result() {
    let mut odd = line("eligible");
    odd["draft"]["assessments"][2]["results"][0]["value"] =
        json!({ "Quantity": { "value": "62.4", "unit": "stone" } });
    odd["draft"]["assessments"][0]["when"] = json!("20.11.26");
    odd["draft"]["assessments"][0]["results"][0]["of"] = json!("informed_consnet");
    let [answer] = answers(&feed(&AT, &text(&[odd])), 0).try_into().unwrap();
    let problems = answer["result"]["problems"].as_array().unwrap();
    for (field, code) in [
        ("assessments[1].when", "date_unreadable"),
        ("assessments[1].results[informed_consnet]", "unknown_id"),
        ("assessments[3].results[weight].unit", "unit_refused"),
    ] {
        let found = problems.iter().find(|problem| problem["field"] == field);
        assert_eq!(found.unwrap_or_else(|| panic!("{field}: {problems:#?}"))["code"], code, "{field}");
    }
    for problem in problems {
        assert!(!problem["code"].as_str().unwrap().is_empty());
        assert!(!problem["expected"].as_str().unwrap().is_empty());
    }
}

/// Whoever writes a line and waits for its answer gets it.
/// However many threads there are: somebody waits for each answer before asking on.
#[test]
fn an_answer_comes_before_the_next_line() {
    ["1", "2", "5"].into_iter().for_each(answered_one_by_one);
}

fn answered_one_by_one(jobs: &str) {
    let line = format!("{}\n", example_line());
    let mut command = cardose(&[&AT[..], &["--jobs", jobs]].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for (number, input) in [&line, "broken\n", &line, "\n", &line].into_iter().enumerate() {
        stdin.write_all(input.as_bytes()).unwrap();
        if input == "\n" {
            continue;
        }
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["line"], json!(number + 1));
    }
    // Half a line more, and the whole line before it is answered all the same.
    let (half, rest) = line.split_at(line.len() / 2);
    stdin.write_all(format!("{line}{half}").as_bytes()).unwrap();
    stdout.read_line(&mut String::new()).unwrap();
    stdin.write_all(rest.as_bytes()).unwrap();
    drop(stdin);
    assert_eq!(stdout.lines().count(), 1);
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn memory_stays_flat() {
    let mut command = cardose(&[&AT[..], &["--detail", "full"]].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let status = format!("/proc/{}/status", child.id());
    let most = || {
        let status = fs::read_to_string(&status).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap().to_owned();
        line.trim_end_matches("kB").trim().parse::<u64>().unwrap()
    };
    let line = format!("{}\n", example_line());
    let mut answer = String::new();
    let mut ask = |times: usize| {
        for _ in 0..times {
            stdin.write_all(line.as_bytes()).unwrap();
            answer.clear();
            stdout.read_line(&mut answer).unwrap();
        }
    };
    ask(2_000);
    let early = most();
    ask(18_000);
    let late = most();
    assert!(late <= early + 1024, "{early} kB after 2,000 lines, {late} kB after 20,000");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// 3 × 62.4 = 187.2 million cells out of 9.0 million per mL are 20.8 mL, a whole number of steps of 0.2 mL.
#[test]
fn the_least_line_of_a_dose_gives_one_volume() {
    assert_eq!((3 * 624, 9 * 208, 208 % 2), (1_872, 1_872, 0));
    let printed = run(&["eval", "--example", "dose"]);
    assert_eq!((printed.code, printed.out.lines().count()), (Some(0), 1));
    let [answer] =
        answers(&feed(&["eval", "--detail", "full"], printed.out.as_bytes()), 0).try_into().unwrap();
    let result = &answer["result"];
    assert_eq!((&result["problems"], &result["notices"]), (&json!([]), &json!([])));
    let [dose] = result["doses"].as_array().unwrap().as_slice() else { panic!("{result}") };
    assert_eq!((&dose["assigned"], &dose["weight"]), (&json!("DL2"), &json!("decided")));
    assert!(dose["certificate"].as_array().unwrap().iter().all(|check| check["agrees"] == true));
    let level = dose["levels"].as_array().unwrap().iter().find(|level| level["level"] == "DL2").unwrap();
    assert_eq!((&level["state"], level.get("provisional")), (&json!("ready"), None));
    let [only] = level["results"].as_array().unwrap().as_slice() else { panic!("{level}") };
    assert_eq!(only["volume"], json!({ "exact": "104/5", "decimal": "20.8", "unit": "mL" }));
    assert_eq!(run(&["eval", "--example"]).out, run(&["eval", "--example", "patient"]).out);
}

#[test]
fn an_id_comes_back_as_it_was() {
    for id in [
        "123456789012345678901234567890",
        "-9223372036854775809",
        "0.1000",
        "1e400",
        "3.141592653589793238462643383279",
        "\"A\\u0041\"",
        r#"{"b":1.0,"a":[18446744073709551616]}"#,
    ] {
        for rest in [r#""draft":{}"#, r#""draft":{"oops":1}"#, r#""draft":{},"now":"noon""#] {
            let run = feed(&AT, format!("{{\"id\":{id},{rest}}}\n").as_bytes());
            assert!(run.out.starts_with(&format!("{{\"id\":{id},\"line\":1,")), "{id} {rest}: {}", run.out);
        }
    }
}

#[test]
fn a_list_beyond_any_patient_is_refused_with_its_field_and_bound() {
    let infusions = |most: u32| -> Value { (0..most).map(|number| json!({ "number": number })).collect() };
    let input = text(&[
        json!({ "id": 1, "draft": { "infusions": infusions(50) } }),
        json!({ "id": 2, "draft": { "infusions": infusions(51) } }),
        json!({ "id": 3, "draft": { "infusions": infusions(8_000) } }),
    ]);
    let answers = answers(&feed(&AT, &input), 2);
    assert!(answers[0].get("result").is_some());
    for (answer, length) in answers[1..].iter().zip([51, 8_000]) {
        let error = &answer["error"];
        assert_eq!((&error["field"], &error["code"]), (&json!("draft.infusions"), &json!("too_many")));
        assert_eq!(error["expected"], "a list of at most 50");
        assert!(error["hint"].as_str().unwrap().contains(&length.to_string()), "{error}");
    }
}

/// The site of the line before is not read again; another one, and none, is.
#[test]
fn a_site_holds_for_its_own_line_only() {
    let mut lines = Vec::new();
    let (own, mut other) = (example_line(), example_line());
    let settings = other["site"]["settings"].as_array_mut().unwrap();
    let step = settings.iter_mut().find(|setting| setting[0] == "rounding_step").unwrap();
    step[1]["Value"]["value"]["value"] = json!("1");
    let mut bare = own.clone();
    bare.as_object_mut().unwrap().remove("site");
    let mut later = own.clone();
    later["now"] = json!("2027-11-22T09:00");
    let mut broken = own.clone();
    broken["site"]["nmae"] = json!("x");
    for line in [&own, &own, &other, &own, &bare, &own, &later, &own, &broken, &own] {
        lines.push(line.clone());
    }
    let answers = answers(&feed(&["eval", "--now", NOW, "--detail", "full"], &text(&lines)), 2);
    // 20.2 mL by steps of 0.2 mL, 20 mL by whole ones, and without a step nothing is rounded: 57600/2849.
    let volume = |answer: &Value| {
        let levels = answer["result"]["doses"][0]["levels"].as_array().cloned().unwrap_or_default();
        let level = levels.into_iter().find(|level| level["level"] == "DL2");
        level.map_or_else(
            || "none".to_owned(),
            |level| level["results"][0]["volume"]["exact"].as_str().unwrap().to_owned(),
        )
    };
    let volumes: Vec<String> = answers.iter().map(volume).collect();
    let step = "101/5";
    assert_eq!(volumes, [step, step, "20", step, "57600/2849", step, step, step, "none", step]);
    assert_eq!(answers[6]["result"]["now"], "2027-11-22T09:00");
    assert_eq!(answers[7]["result"]["now"], NOW);
    assert_eq!(answers[8]["error"]["field"], "site.nmae");
}

proptest! {
    #![proptest_config(Config { cases: 12, failure_persistence: None, ..Config::default() })]

    /// What stood on the lines before changes no answer.
    #[test]
    fn the_order_of_lines_changes_no_answer(order in Just((0..16).collect::<Vec<usize>>()).prop_shuffle()) {
        let mut lines: Vec<Value> = EXAMPLES.into_iter().map(line).collect();
        for name in EXAMPLES {
            lines.push(json!({ "id": format!("{name} bare"), "draft": example(name), "now": "2026-12-01T10:00" }));
        }
        lines[3]["draft"]["oops"] = json!(1);
        let by_id = |run: &Run| {
            let mut answers = run.json();
            for answer in &mut answers {
                answer.as_object_mut().unwrap().remove("line");
            }
            answers.sort_by_key(|answer| answer["id"].to_string());
            answers
        };
        let arguments = [&AT[..], &["--detail", "full"]].concat();
        let straight = feed(&arguments, &text(&lines));
        let shuffled: Vec<Value> = order.iter().map(|index| lines[*index].clone()).collect();
        let shuffled = feed(&arguments, &text(&shuffled));
        prop_assert_eq!((straight.code, shuffled.code), (Some(2), Some(2)));
        prop_assert_eq!(by_id(&straight), by_id(&shuffled));
    }
}
