//! The walls of the house: each rule of the crate docs that the compiler does not know, with file and line.
//!
//! A rule is a pure function over one [`Source`]; each has a test that feeds it a bad snippet, so that none can
//! pass because it sees nothing.

mod catalogues;
mod doors;
mod floors;
mod habits;
mod licences;
mod prose;
mod scanner;
mod source;
mod tree;
mod words;

use source::Source;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A rule: what is wrong with this file, each with its line.
type Rule = fn(&Source) -> Vec<String>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file under `folder`, by its path from the root, in order.
fn texts(folder: &str) -> Vec<(String, String)> {
    fn walk(at: &Path, root: &Path, out: &mut Vec<(String, String)>) {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_symlink() || name == ".git" || name == "target" {
                continue;
            }
            if path.is_dir() {
                walk(&path, root, out);
            } else if let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) {
                out.push((name, text));
            }
        }
    }
    let (root, mut out) = (root(), Vec::new());
    walk(&root.join(folder), &root, &mut out);
    out
}

/// Every Rust file under `folder`.
fn sources(folder: &str) -> Vec<Source> {
    texts(folder)
        .iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|extension| extension == "rs"))
        .map(|(path, text)| Source::new(path, text))
        .collect()
}

#[track_caller]
fn nothing(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The rule holds in every Rust file of these folders.
#[track_caller]
fn holds_in(folders: &[&str], rule: Rule) {
    let sources: Vec<Source> = folders.iter().flat_map(|folder| sources(folder)).collect();
    assert!(sources.len() > 10, "only {} files were found", sources.len());
    nothing(&sources.iter().flat_map(rule).collect::<Vec<_>>());
}

/// The rule finds `line` and nothing else in this file.
#[track_caller]
fn catches(rule: Rule, path: &str, text: &str, line: usize) {
    let faults = rule(&Source::new(path, text));
    assert_eq!(faults.len(), 1, "{path}: {text}\n{faults:#?}");
    assert!(faults[0].starts_with(&format!("{path}:{line}: ")), "{faults:#?}");
}

/// The rule finds nothing in this file.
#[track_caller]
fn spares(rule: Rule, path: &str, text: &str) {
    assert_eq!(rule(&Source::new(path, text)), Vec::<String>::new(), "{path}: {text}");
}

/// Files that may break a rule, each with its reason. An entry that is no longer needed must go.
type Allowed = [(&'static str, &'static str)];

fn allows(allowed: &Allowed, path: &str) -> bool {
    allowed.iter().any(|(file, _)| *file == path)
}

/// Each entry of the list names a file in which `rule` would find something.
#[track_caller]
fn still_needed(allowed: &Allowed, rule: Rule) {
    for (file, reason) in allowed {
        assert!(!reason.is_empty(), "{file}: no reason");
        let text = fs::read_to_string(root().join(file));
        let text = text.unwrap_or_else(|error| panic!("{file} is allowed and missing: {error}"));
        assert!(!rule(&Source::new(file, &text)).is_empty(), "{file} is allowed and needs no exception");
    }
}
