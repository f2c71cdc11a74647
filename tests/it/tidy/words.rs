//! Words that no file of the project contains: addresses of package registries, paths of one computer, boasts.

use super::{nothing, texts};

/// Spelled in two halves, so that this file does not contain them.
const REGISTRIES: [[&str; 2]; 12] = [
    ["crates", ".io"],
    ["docs", ".rs"],
    ["lib", ".rs"],
    ["pypi", ".org"],
    ["pythonhosted", ".org"],
    ["npmjs", ".org"],
    ["npmjs", ".com"],
    ["proxy.golang", ".org"],
    ["deb.debian", ".org"],
    ["archive.ubuntu", ".com"],
    ["repo.maven", ".apache"],
    ["rubygems", ".org"],
];
const FOLDERS: [[&str; 2]; 7] = [
    ["/wo", "rk/"],
    ["/ro", "ot/"],
    ["/ho", "me/"],
    ["/tm", "p/"],
    ["/Use", "rs/"],
    ["/wo", "rkspace/"],
    [":\\Use", "rs"],
];
const BOASTS: [[&str; 2]; 12] = [
    ["blaz", "ing"],
    ["world-", "class"],
    ["state-of-the-", "art"],
    ["state of the ", "art"],
    ["cutting-", "edge"],
    ["best-in-", "class"],
    ["seam", "less"],
    ["effort", "less"],
    ["revolution", "ary"],
    ["bullet", "proof"],
    ["lorem ", "ipsum"],
    ["<<<<", "<<<"],
];

fn unwanted(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let lower = line.to_lowercase();
        let mut found = |what: &str, halves: &[&str; 2]| {
            faults.push(format!("{path}:{}: {what} {}", index + 1, halves.concat()));
        };
        for halves in &REGISTRIES {
            // Cargo writes the index of its registry into every lock file.
            let mine = path == "Cargo.lock" && line.starts_with("source = \"registry+");
            if names(&lower, &halves.concat()) && !mine {
                found("the registry", halves);
            }
        }
        for halves in &FOLDERS {
            // In the middle of a path it is a folder of the project.
            let absolute =
                |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~<>}".contains(c));
            if line.match_indices(&halves.concat()).any(|(at, _)| absolute(at)) {
                found("the folder", halves);
            }
        }
        for halves in &BOASTS {
            if lower.contains(&halves.concat()) {
                found("the word", halves);
            }
        }
    }
    faults
}

/// The name stands by itself: `mylib.rs` and `src/lib.rs` are files.
fn names(line: &str, host: &str) -> bool {
    line.match_indices(host).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + host.len()..].chars().next();
        let file = before.is_some_and(|c| c.is_alphanumeric() || "_-".contains(c));
        let page = line[..at].ends_with("//") || line[..at].ends_with('.') || host != "lib.rs";
        !file && page && !after.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
    })
}

#[test]
fn no_file_contains_them() {
    let texts = texts("");
    assert!(texts.len() > 50, "only {} files were found", texts.len());
    nothing(&texts.iter().flat_map(|(path, text)| unwanted(path, text)).collect::<Vec<_>>());
}

#[test]
fn each_word_is_seen() {
    for halves in REGISTRIES {
        let text = format!("fine\nsee https://{}/x", halves.concat());
        assert_eq!(unwanted("README.md", &text).len(), 1, "{text}");
    }
    for halves in FOLDERS {
        let text = format!("fine\nopen \"{}x\"", halves.concat());
        let faults = unwanted("src/a.rs", &text);
        assert_eq!(faults, [format!("src/a.rs:2: the folder {}", halves.concat())]);
    }
    for halves in BOASTS {
        assert_eq!(unwanted("README.md", &halves.concat()).len(), 1);
    }
}

#[test]
fn what_only_looks_alike_is_free() {
    let (registry, folder) = (REGISTRIES[0].concat(), FOLDERS[2].concat());
    for text in ["src/lib.rs", "lib.rs", "the rest/balance", "docs.rsync"] {
        assert_eq!(unwanted("README.md", text), Vec::<String>::new());
    }
    for before in ["presets", "target"] {
        assert_eq!(unwanted("README.md", &format!("{before}{folder}x")), Vec::<String>::new());
    }
    let source = format!("source = \"registry+https://github.com/rust-lang/{registry}\"");
    assert_eq!(unwanted("Cargo.lock", &source), Vec::<String>::new());
    assert_eq!(unwanted("Cargo.toml", &source).len(), 1);
}
