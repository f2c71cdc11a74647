//! The cases in `tests/it/cmd` and the examples in the README, and what text cannot show.

use super::kit::{EXAMPLES, NOW, run};
use std::collections::BTreeSet;

#[test]
fn cases() {
    trycmd::TestCases::new()
        .case("tests/it/cmd/*.trycmd")
        .case("README.md")
        .case("presets/protocols/README.md");
}

#[test]
fn every_example_as_data() {
    for (name, verdict, code) in [
        ("eligible", "eligible", 0),
        ("platelets-low", "not_eligible", 1),
        ("incomplete", "incomplete", 3),
        ("on-every-limit", "eligible", 0),
        ("gilbert", "incomplete", 3),
        ("transfusion", "not_now", 1),
        ("short-lot", "eligible", 0),
        ("follow-up", "eligible", 0),
    ] {
        let run = run(&["screen", &format!("example:{name}"), "--now", NOW, "--format", "json"]);
        assert_eq!((run.code, run.err.as_str()), (Some(code), ""), "{name}");
        let [line] = run.json().try_into().unwrap();
        assert_eq!(line["file"], format!("example:{name}"));
        let result = &line["result"];
        assert_eq!(result["verdict"], verdict, "{name}");
        assert_eq!(result["now"], NOW);
        let ids: BTreeSet<&str> =
            result["criteria"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), 41, "{name}");
        assert!(ids.contains("I14") && ids.contains("E27"), "{ids:?}");
    }
}

#[test]
fn an_example_by_name_is_the_same_as_by_path() {
    for name in EXAMPLES {
        let by_name = run(&["screen", &format!("example:{name}"), "--now", NOW]);
        let by_path = run(&["screen", &format!("presets/patients/{name}.ron"), "--now", NOW]);
        assert_eq!(by_name.code, by_path.code, "{name}");
        assert_eq!(by_name.out, by_path.out, "{name}");
    }
}

/// A patient bound to another version is judged, and whoever reads the answer alone must know it.
#[test]
fn a_patient_bound_to_another_version_says_so_in_every_answer() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("bound.ron");
    let own = std::fs::read_to_string("presets/patients/eligible.ron").unwrap();
    let other = own.replace("registry 2024-03-06, edition 2", "registry 2025-01-01");
    assert_ne!(own, other);
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), other.as_bytes()).unwrap();
    let file = path.to_str().unwrap();
    for command in ["screen", "dose"] {
        let [line] = run(&[command, file, "--now", NOW, "--format", "json"]).json().try_into().unwrap();
        assert_eq!(line["remarks"][0]["code"], "bound_to_other_version", "{line}");
        for language in ["en", "zh"] {
            let out = run(&[command, file, "--now", NOW, "--language", language]).out;
            let top: Vec<&str> = out.split_once("\n\n").unwrap().0.split_whitespace().collect();
            let top = top.join(" ");
            for version in ["registry 2025-01-01", "registry 2024-03-06, edition 2"] {
                assert!(top.contains(version), "{out}");
            }
        }
    }
    let [line] =
        run(&["screen", "example:eligible", "--now", NOW, "--format", "json"]).json().try_into().unwrap();
    assert!(line.get("remarks").is_none());
}

/// A record that is bound to the former edition is judged by its text: there *and/or* was an open question.
#[test]
fn a_record_bound_to_the_former_edition_is_judged_by_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let own = std::fs::read_to_string("presets/patients/eligible.ron").unwrap();
    let low = own.replace("(value: \"4.1\", unit: \"mmol/L\")", "(value: \"3.3\", unit: \"mmol/L\")");
    let site = std::fs::read_to_string("presets/sites/example.ron").unwrap().replace(
        "readings: [",
        "readings: [\n        (question: \"sodium_and_or_potassium\", reading: \"both\", source: \"sponsor\"),",
    );
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let site = write("site.ron", &site);
    for (version, verdict, note) in
        [("registry 2024-03-06", "eligible", false), ("registry 2024-03-06, edition 2", "not_now", true)]
    {
        let file = write("bound.ron", &low.replace("registry 2024-03-06, edition 2", version));
        let [line] = run(&["screen", &file, "--site", &site, "--now", NOW, "--format", "json"])
            .json()
            .try_into()
            .unwrap();
        let result = &line["result"];
        assert_eq!(
            (&result["protocol"]["version"], &result["verdict"]),
            (&version.into(), &verdict.into()),
            "{result}"
        );
        let told = result["notices"].as_array().unwrap().iter().any(|own| own["code"] == "retired_questions");
        assert_eq!(told, note, "{version}");
        let told = line["remarks"]
            .as_array()
            .is_some_and(|all| all.iter().any(|own| own["code"] != "written_by_hand"));
        assert!(!told, "{line}");
    }
}

/// Two folders may hold files of one name.
#[test]
fn a_file_that_cannot_be_used_is_named_by_its_path() {
    let folder = tempfile::TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (broken, site) = (
        write("broken.ron", "(subject"),
        write("site.ron", "(schema: 1, name: \"x\", settings: [(\"x\", NoneByProtocol(source: \"y\"))])"),
    );
    for (arguments, named) in [
        (["screen", &broken], &broken),
        (["protocol", "lint"], &broken),
        (["screen", "example:eligible"], &site),
        (["eval", "--now"], &site),
    ] {
        let extra: Vec<&str> = match arguments {
            ["protocol", _] => vec![&broken],
            ["eval", _] => vec![NOW, "--site", &site],
            [_, "example:eligible"] => vec!["--site", &site],
            _ => vec![],
        };
        let run = run(&[&arguments[..], &extra].concat());
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains(named.as_str()), "{named}: {}", run.err);
    }
}

#[test]
fn several_files_are_several_lines_and_an_error_is_one_of_them() {
    let files = ["example:eligible", "nowhere.ron", "example:platelets-low"];
    let run = run(&[&["screen", "--now", NOW, "--format", "json"], &files[..]].concat());
    assert_eq!(run.code, Some(2));
    let lines = run.json();
    let names: Vec<&str> = lines.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(names, files);
    assert_eq!(lines[0]["result"]["verdict"], "eligible");
    assert!(lines[1]["error"].as_str().unwrap().contains("nowhere.ron"), "{}", lines[1]);
    assert_eq!(lines[2]["result"]["verdict"], "not_eligible");
    assert!(run.err.contains("nowhere.ron"), "{}", run.err);
}

/// 0 eligible, 1 not eligible, 3 incomplete, 2 no such file: the worst in the order 4, 2, 1, 3, 0.
#[test]
fn the_worst_file_decides_the_exit_code() {
    let (good, findings, open, missing) =
        ("example:eligible", "example:platelets-low", "example:incomplete", "nowhere.ron");
    for (files, code) in [
        (vec![good, good], 0),
        (vec![good, open], 3),
        (vec![open, findings, good], 1),
        (vec![findings, missing, open], 2),
        (vec![missing, good], 2),
    ] {
        assert_eq!(run(&[&["screen", "--now", NOW], &files[..]].concat()).code, Some(code), "{files:?}");
    }
}

#[test]
fn every_command_has_a_long_help_with_an_example() {
    for command in [
        &[][..],
        &["dose"],
        &["screen"],
        &["eval"],
        &["schema"],
        &["protocol"],
        &["protocol", "show"],
        &["protocol", "lint"],
        &["protocol", "diff"],
        &["protocol", "review"],
        &["protocol", "questions"],
        &["protocol", "letter"],
        &["protocol", "versions"],
        &["completions"],
    ] {
        let run = run(&[command, &["--help"]].concat());
        assert_eq!(run.code, Some(0), "{command:?}");
        assert!(run.out.contains("Example"), "{command:?}\n{}", run.out);
        assert!(run.out.contains(&format!("  cardose {}", command.join(" "))), "{command:?}\n{}", run.out);
    }
}

#[test]
fn completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = run(&["completions", shell]);
        assert_eq!(run.code, Some(0), "{shell}");
        for command in ["dose", "screen", "eval", "schema", "protocol", "lint", "diff", "questions", "letter"]
        {
            assert!(run.out.contains(command), "{shell} {command}");
        }
    }
}

#[test]
fn text_has_no_placeholder_no_colour_and_no_space_at_the_end() {
    for language in ["en", "zh"] {
        for name in EXAMPLES {
            let out = run(&["screen", &format!("example:{name}"), "--now", NOW, "--language", language]).out;
            for line in out.lines() {
                assert_eq!(line, line.trim_end(), "{name} {language}: ends with spaces");
                assert!(!line.contains(['{', '}', '\t', '\u{1b}']), "{name} {language}: {line}");
            }
        }
    }
}

#[test]
fn the_site_file_in_the_readme_works() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let (_, site) = readme.split_once("```ron\n").unwrap();
    let (site, _) = site.split_once("```").unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("site.ron");
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), site.as_bytes()).unwrap();
    // It settles the one question that keeps this patient from a verdict.
    let run = run(&["screen", "example:gilbert", "--now", NOW, "--site", path.to_str().unwrap()]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
}

/// What is typed into any field, and the names of files, come out as text: no escape, no line of their own.
#[test]
fn typed_text_is_shown_and_never_obeyed() {
    let folder = tempfile::TempDir::new().unwrap();
    let wild = |text: &str| {
        text.chars().any(|c| (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{2028}".contains(c))
    };
    let own = std::fs::read_to_string("presets/patients/eligible.ron").unwrap();
    // As RON spells them: a line break, an escape, an override of direction.
    let typed = r"\nSTOP\u{1b}[2J\u{202e}";
    let mut changed = own.clone();
    for text in ["EXAMPLE-01", "LOT-E01", "wst-404"] {
        changed = changed.replace(&format!("\"{text}\""), &format!("\"{text}{typed}\""));
    }
    assert_ne!(own, changed);
    let path = folder.path().join("typed.ron");
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), changed.as_bytes()).unwrap();
    let file = path.to_str().unwrap();
    for command in ["screen", "dose"] {
        for language in ["en", "zh"] {
            let run = run(&[command, file, "--now", NOW, "--language", language]);
            assert!(!wild(&run.out) && !wild(&run.err), "{command}: {}{}", run.out, run.err);
            assert!(!run.out.lines().any(|line| line.starts_with("STOP")), "{}", run.out);
            assert!(run.out.contains(r"\nSTOP\u{1b}[2J\u{202e}"), "{}", run.out);
        }
    }
    let name = "no\nsuch\u{1b}[2J.ron";
    for arguments in [
        vec!["screen", name],
        vec!["screen", "example:eligible", "--site", name],
        vec!["screen", "example:eligible", "--protocol", name],
        vec!["protocol", "lint", name],
        vec!["screen", "example:eligible", "--now", name],
        vec!["screen", "example:eligible", "--format", name],
        vec![name],
        vec!["schema", name],
    ] {
        let run = run(&arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.err);
        assert!(!wild(&run.err) && run.out.is_empty(), "{}", run.err);
        assert!(run.err.contains(r"no\nsuch\u{1b}[2J.ron"), "{arguments:?}: {}", run.err);
    }
}
