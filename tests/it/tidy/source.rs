//! One file as the rules see it: code, comments and strings apart, which lines are tests, which paths are used.

use super::scanner::scan;

/// One file, line by line.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) lines: Vec<Line>,
}

/// What stands on one line.
#[derive(Default)]
pub(super) struct Line {
    /// The code, with every string and character literal emptied.
    pub(super) code: String,
    /// The text of comments and doc comments.
    pub(super) comment: String,
    /// The strings that begin on this line, outside attributes.
    pub(super) strings: Vec<String>,
    /// Within `#[cfg(test)]`, or in a file of tests.
    pub(super) test: bool,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let mut lines = scan(text);
        let whole = path.starts_with("tests/") || path.ends_with("tests.rs");
        for (line, test) in in_tests(&lines).into_iter().enumerate() {
            lines[line].test = whole || test;
        }
        Self { path: path.to_owned(), lines }
    }

    /// The lines with their numbers.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines.iter().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// A fault in the form that editors know.
    pub(super) fn fault(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    /// Identifiers, `::` and single other characters, each with its line.
    pub(super) fn tokens(&self) -> Vec<(usize, &str)> {
        self.numbered().flat_map(|(number, line)| words(&line.code).map(move |word| (number, word))).collect()
    }

    pub(super) fn is_test(&self, line: usize) -> bool {
        self.lines[line - 1].test
    }

    /// Every path that begins with `start`, written out: `use std::{fs, io::{self, Read}}` gives `std::fs`,
    /// `std::io::self` and `std::io::Read`.
    pub(super) fn paths(&self, start: &str) -> Vec<(usize, String)> {
        let tokens = self.tokens();
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let goes_on = at > 0 && tokens[at - 1].1 == "::";
            let within = goes_on && at > 1 && (is_word(tokens[at - 2].1) || tokens[at - 2].1 == ">");
            let next = tokens.get(at + 1).is_some_and(|(_, token)| *token == "::");
            let named = at > 0 && tokens[at - 1].1 == "use";
            if tokens[at].1 == start && !within && (next || named) {
                at = tree(&tokens, at, "", &mut out);
            } else {
                at += 1;
            }
        }
        out
    }

    /// Every path of a `use` and in the code, each with its line, written out; and whether a `pub use` says it again.
    pub(super) fn all_paths(&self) -> Vec<(usize, String, bool)> {
        let tokens = self.tokens();
        let token = |at: usize| tokens.get(at).map_or("", |(_, token)| *token);
        let (mut out, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let used = token(at) == "use";
            let within = at > 0 && token(at - 1) == "::";
            if used || (is_word(token(at)) && token(at + 1) == "::" && !within) {
                let public = used && at > 0 && [")", "pub"].contains(&token(at - 1));
                let mut found = Vec::new();
                at = tree(&tokens, if used { at + 1 } else { at }, "", &mut found);
                out.extend(found.into_iter().map(|(line, path)| (line, path, public)));
            } else {
                at += 1;
            }
        }
        out
    }
}

/// Reads one path or use tree; returns where it ends.
fn tree(tokens: &[(usize, &str)], mut at: usize, prefix: &str, out: &mut Vec<(usize, String)>) -> usize {
    let mut path = prefix.to_owned();
    let token = |at: usize| tokens.get(at).map_or("", |(_, token)| *token);
    loop {
        if token(at) == "{" {
            at += 1;
            while token(at) != "}" && at < tokens.len() {
                let item = is_word(token(at)) || token(at) == "*";
                at = if item { tree(tokens, at, &path, out) } else { at + 1 };
            }
            return at + 1;
        }
        path.push_str(token(at));
        let line = tokens[at].0;
        at += 1;
        let goes_on = is_word(token(at + 1)) || ["{", "*"].contains(&token(at + 1));
        if token(at) == "::" && goes_on {
            path.push_str("::");
            at += 1;
        } else {
            out.push((line, path));
            // `as name` belongs to the tree and is no path of its own.
            return if token(at) == "as" { at + 2 } else { at };
        }
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = code;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let length = if is_word(rest) {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(length);
        rest = after;
        Some(word)
    })
}

/// Which lines belong to an item under `#[cfg(test)]`.
fn in_tests(lines: &[Line]) -> Vec<bool> {
    let mut marks = vec![false; lines.len()];
    for start in 0..lines.len() {
        let code = &lines[start].code;
        let Some(attribute) = ["#[cfg(test)]", "#[cfg(all(test,"].iter().find_map(|mark| code.find(mark))
        else {
            continue;
        };
        let after = code[attribute..].find(")]").map_or(attribute, |end| attribute + end + 2);
        let (mut depth, mut skip) = (0, after);
        'item: for (index, line) in lines.iter().enumerate().skip(start) {
            marks[index] = true;
            for c in line.code[std::mem::take(&mut skip)..].chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 && (c == '}' || c == ';') {
                    break 'item;
                }
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn code_comments_and_strings_are_told_apart() {
        let source = Source::new(
            "src/a.rs",
            "let a = \"two // \\\" words\"; // why \"not\"\nlet b = br#\"a \" b\"#; let c = ('\"', '\\'', 'x');\n\
             /* one /* two */\nthree */ fn f<'a>(r#type: &'a str) {}\n#[error(\"not a sentence of ours\")]\n",
        );
        let code: Vec<&str> = source.lines.iter().map(|line| line.code.trim()).collect();
        assert_eq!(code[0], "let a = \"\";");
        assert_eq!(code[1], "let b = b\"\"; let c = ('', '', '');");
        assert_eq!(code[2..4], ["", "fn f<'a>(r#type: &'a str) {}"]);
        assert_eq!(source.lines[0].strings, ["two // \\\" words"]);
        assert_eq!(source.lines[0].comment, "// why \"not\"");
        assert_eq!(source.lines[1].strings, ["a \" b"]);
        assert_eq!(source.lines[4].strings, Vec::<String>::new());
    }

    #[test]
    fn tests_are_known() {
        let source = Source::new(
            "src/a.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { let c = '}'; }\n}\nfn d() {}\n#[cfg(test)]\nmod e;\nfn f() {}\n",
        );
        let tests: Vec<usize> = source.numbered().filter(|(_, line)| line.test).map(|(at, _)| at).collect();
        assert_eq!(tests, [2, 3, 4, 5, 7, 8]);
        assert!(Source::new("src/a/exact_tests.rs", "fn a() {}").is_test(1));
    }

    #[test]
    fn paths_are_written_out() {
        let source = Source::new(
            "src/a.rs",
            "use std::{\n  fs::{self, File as F},\n  io::*,\n};\nlet x = std::env::var::<T>(\"std::net\");\nuse other::std::no;\nuse std;",
        );
        let paths: Vec<String> =
            source.paths("std").into_iter().map(|(line, path)| format!("{line} {path}")).collect();
        assert_eq!(paths, ["2 std::fs::self", "2 std::fs::File", "3 std::io::*", "5 std::env::var", "7 std"]);
    }
}
