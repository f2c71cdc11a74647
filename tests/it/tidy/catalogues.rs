//! Both catalogues say the same things: equal keys, equal placeholders, no empty text.

use super::{nothing, root, sources};
use ron::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// Every text with its path of keys.
fn flat(value: &Value, path: &str, out: &mut BTreeMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::String(text) => {
            out.insert(path.to_owned(), text.clone());
        }
        Value::Map(map) => {
            for (key, value) in map.iter() {
                let key = if let Value::String(key) = key { key.clone() } else { format!("{key:?}") };
                flat(value, &below(&key), out);
            }
        }
        Value::Seq(list) => {
            for (index, value) in list.iter().enumerate() {
                // `("key", "text")` is a text under its key.
                if let Value::Seq(pair) = value
                    && let [Value::String(key), text] = pair.as_slice()
                {
                    flat(text, &below(key), out);
                } else {
                    flat(value, &below(&index.to_string()), out);
                }
            }
        }
        Value::Option(Some(value)) => flat(value, path, out),
        Value::Option(None)
        | Value::Bool(_)
        | Value::Char(_)
        | Value::Number(_)
        | Value::Bytes(_)
        | Value::Unit => {
            out.insert(path.to_owned(), format!("{value:?}"));
        }
    }
}

/// `{name}` in the text, sorted; `{{` is a bracket.
fn placeholders(text: &str) -> Vec<String> {
    let text = text.replace("{{", "").replace("}}", "");
    let mut found: Vec<String> =
        text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default().to_owned()).collect();
    found.sort();
    found
}

fn read(name: &str, text: &str) -> Result<BTreeMap<String, String>, String> {
    let value: Value = ron::from_str(text).map_err(|error| format!("{name}:{error}"))?;
    let mut out = BTreeMap::new();
    flat(&value, "", &mut out);
    Ok(out)
}

/// What differs between two catalogues.
fn differences(left: (&str, &str), right: (&str, &str)) -> Vec<String> {
    let (left, right) = match (read(left.0, left.1), read(right.0, right.1)) {
        (Ok(own), Ok(other)) => ((left.0, own), (right.0, other)),
        (left, right) => return [left.err(), right.err()].into_iter().flatten().collect(),
    };
    let mut faults = Vec::new();
    for ((name, own), (other_name, other)) in [(&left, &right), (&right, &left)] {
        for (key, text) in own {
            if text.trim().is_empty() {
                faults.push(format!("{name}: {key} is empty"));
            }
            match other.get(key) {
                None => faults.push(format!("{other_name}: {key} is missing")),
                Some(translated) if name < other_name && placeholders(text) != placeholders(translated) => {
                    faults.push(format!("{other_name}: {key} has other placeholders than {name}"));
                }
                Some(_) => {}
            }
        }
    }
    faults
}

#[test]
fn both_languages_say_the_same() {
    let folder = root().join("assets/i18n");
    if !folder.exists() {
        println!("there are no catalogues yet");
        return;
    }
    let read =
        |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (english, chinese) = (read("en.ron"), read("zh-CN.ron"));
    nothing(&differences(("en.ron", &english), ("zh-CN.ron", &chinese)));
}

/// Every key of the typed catalogues, with its English file.
fn keys() -> Vec<(String, String)> {
    let folder = root().join("assets/i18n");
    let window = fs::read_dir(folder.join("window")).unwrap().map(|entry| entry.unwrap().path());
    let files =
        window.filter(|path| path.to_string_lossy().ends_with(".en.ron")).chain([folder.join("en.ron")]);
    files
        .flat_map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            let texts =
                read(&name, &fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{error}"));
            texts.into_keys().map(move |key| (name.clone(), key))
        })
        .collect()
}

/// A text that nothing shows is a promise that nobody keeps.
#[test]
fn every_text_is_used() {
    let keys = keys();
    assert!(keys.len() > 500, "only {} keys were found", keys.len());
    let used: BTreeSet<String> = sources("src")
        .iter()
        .filter(|source| source.path != "src/i18n/catalogue.rs")
        .flat_map(|source| {
            // Commands name their texts in a table; everything else reads a field or calls it.
            let table = source.path == "src/app/core/command.rs";
            let tokens = source.tokens();
            let names =
                tokens.windows(2).filter(|pair| table || pair[0].1 == ".").map(|pair| pair[1].1.to_owned());
            names.collect::<Vec<_>>()
        })
        .collect();
    let unused = keys.iter().filter(|(_, key)| !used.contains(key));
    nothing(&unused.map(|(path, key)| format!("{path}: {key} is never shown")).collect::<Vec<_>>());
}

#[test]
fn a_difference_is_seen() {
    let check = |left: &str, right: &str| differences(("en.ron", left), ("zh-CN.ron", right));
    let english = r#"(dose: (title: "Dose", left: "{count} of {all}"), words: [("yes", "yes")])"#;
    assert_eq!(
        check(english, r#"(dose: (title: "剂量", left: "{all}中{count}"), words: [("yes", "是")])"#),
        [""; 0]
    );
    assert_eq!(
        check(english, r#"(dose: (left: "{all}中{n}"), words: [("no", "")])"#),
        [
            "zh-CN.ron: dose.left has other placeholders than en.ron",
            "zh-CN.ron: dose.title is missing",
            "zh-CN.ron: words.yes is missing",
            "zh-CN.ron: words.no is empty",
            "en.ron: words.no is missing",
        ]
    );
    assert_eq!(check("(a: ", "(b: \"\")").len(), 1);
    assert_eq!(placeholders("{{ {b} and {a} }}"), ["a", "b"]);
}
