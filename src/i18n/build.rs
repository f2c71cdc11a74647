//! Lists the keys of the catalogues from the English files, each with the placeholders of its text, for the macro
//! `texts!`. It reads the lines itself: `key: "text",` is all there is, and a parser would be built twice.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

/// File, struct, what it holds.
const CATALOGUES: [(&str, &str, &str); 9] = [
    ("en.ron", "Catalogue", "The texts of results in one language; the keys say what they are for."),
    ("window/commands.en.ron", "CommandTexts", "Menus, buttons and the shortcut sheet."),
    ("window/shell.en.ron", "ShellTexts", "Rail, bars, dialogues and what every view shares."),
    ("window/patients.en.ron", "PatientsTexts", "The table of patients."),
    ("window/screening.en.ron", "ScreeningTexts", "Reports, results and criteria."),
    ("window/dose.en.ron", "DoseTexts", "Product and dose."),
    (
        "window/protocol.en.ron",
        "ProtocolTexts",
        "The protocol: criteria, levels, parameters, questions, versions.",
    ),
    ("window/settings.en.ron", "SettingsTexts", "Settings of the site and of the user."),
    ("window/files.en.ron", "FileTexts", "Why a file could not be read, saved or opened."),
];

/// The placeholders of a text in the order in which they first appear.
fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (name, _) in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

#[expect(clippy::disallowed_methods, reason = "what a build makes may be lost")]
fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("assets/i18n");
    let mut code = String::new();
    println!("cargo::rerun-if-changed=src/i18n/build.rs");
    for (file, texts, about) in CATALOGUES {
        println!("cargo::rerun-if-changed=assets/i18n/{file}");
        let (mut plain, mut filled) = (String::new(), String::new());
        for line in fs::read_to_string(folder.join(file))?.lines().map(str::trim) {
            if line.starts_with("//") || ["(", ")", ""].contains(&line) {
                continue;
            }
            let entry = line.strip_suffix("\",").and_then(|line| line.split_once(": \""));
            let (key, text) =
                entry.ok_or_else(|| format!("{file}: not of the form `key: \"text\",`: {line}"))?;
            match placeholders(text).join(", ") {
                none if none.is_empty() => write!(plain, "{key}, ")?,
                names => write!(filled, "{key}({names}), ")?,
            }
        }
        writeln!(code, "texts! {{ /// {about}\n{texts} {{ {plain} }} {{ {filled} }} }}")?;
    }
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("catalogues.rs"), code)?)
}
