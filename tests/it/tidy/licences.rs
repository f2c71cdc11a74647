//! Licences and sources of the crates that the program and its tests are built from.

use super::{nothing, root};
use serde_json::Value;
use std::process::Command;

/// What the project may be built under. One that no crate needs must go.
const LICENCES: [&str; 6] = ["Apache-2.0", "ISC", "MIT", "MPL-2.0", "Unicode-3.0", "Zlib"];

/// A licence expression: `OR` and the older `/` bind weakest, then `AND`; an exception only adds to what is allowed.
fn is_met(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = &words[..];
    any(&mut rest, allowed) && rest.is_empty()
}

fn any(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut met = all(words, allowed);
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut met = one(words, allowed);
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut &[&str], allowed: &[&str]) -> bool {
    let [first, rest @ ..] = *words else { return false };
    *words = rest;
    let met = if *first == "(" {
        let met = any(words, allowed);
        let [")", rest @ ..] = *words else { return false };
        *words = rest;
        met
    } else {
        allowed.contains(first)
    };
    if let ["WITH", _, rest @ ..] = *words {
        *words = rest;
    }
    met
}

fn packages(metadata: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let packages = metadata["packages"].as_array().unwrap();
    packages.iter().map(|package| (package["name"].as_str().unwrap(), package))
}

/// A crate under none of these licences, or from elsewhere than a registry; only the project itself has no source.
fn strange(metadata: &Value, allowed: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, package) in packages(metadata) {
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_met(licence, allowed) {
            faults.push(format!("{name}: the licence “{licence}”"));
        }
        let source = package["source"].as_str().unwrap_or_default();
        if !source.starts_with("registry+") && name != "cardose" {
            faults.push(format!("{name}: the source “{source}”"));
        }
    }
    faults
}

#[test]
fn crates_come_from_the_registry_under_known_licences() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1", "--all-features"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(packages(&metadata).count() > 100, "{}", packages(&metadata).count());
    nothing(&strange(&metadata, &LICENCES));
    for licence in LICENCES {
        let others: Vec<&str> = LICENCES.into_iter().filter(|other| *other != licence).collect();
        assert!(!strange(&metadata, &others).is_empty(), "no crate needs {licence}");
    }
}

#[test]
fn a_strange_crate_is_seen() {
    let found = |licence: Value, source: Value| {
        let package = serde_json::json!({ "name": "a", "license": licence, "source": source });
        strange(&serde_json::json!({ "packages": [package] }), &LICENCES)
    };
    let registry = || "registry+https://example.org".into();
    assert_eq!(found("MIT".into(), registry()), [""; 0]);
    assert_eq!(found("GPL-3.0-only".into(), registry()), ["a: the licence “GPL-3.0-only”"]);
    assert_eq!(found(Value::Null, registry()), ["a: the licence “”"]);
    for elsewhere in ["git+https://example.org/a", "sparse+https://example.org", "path+file:///a"] {
        assert_eq!(found("MIT".into(), elsewhere.into()), [format!("a: the source “{elsewhere}”")]);
    }
    assert_eq!(found("MIT".into(), Value::Null), ["a: the source “”"]);
}

#[test]
fn an_expression_is_read_as_it_is_meant() {
    for (expression, met) in [
        ("MIT OR GPL-2.0-only", true),
        ("MIT/GPL-2.0-only", true),
        ("MIT AND GPL-2.0-only", false),
        ("GPL-2.0-only AND MIT OR ISC", true),
        ("MIT AND (GPL-2.0-only OR ISC)", true),
        ("(GPL-2.0-only OR LGPL-3.0-only) AND MIT", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true),
        ("GPL-2.0-only WITH Classpath-exception-2.0", false),
        ("", false),
        ("MIT ISC", false),
        ("(MIT", false),
    ] {
        assert_eq!(is_met(expression, &LICENCES), met, "{expression}");
    }
}
