//! What reaches outside, and where it may: the window, files, clocks, threads, printing, the operating system.

use super::{Allowed, Rule, allows, catches, holds_in, source::Source, spares, still_needed};

const WINDOW: [&str; 4] = ["egui", "eframe", "rfd", "winit"];
const OUTSIDE: [&str; 9] = [
    "std::fs",
    "std::env",
    "std::thread",
    "std::process",
    "std::time::SystemTime",
    "std::time::Instant",
    "jiff::Zoned",
    "jiff::Timestamp",
    "jiff::tz",
];
const CLOCKS: [&str; 2] = ["Zoned", "Timestamp"];
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "stdout"];
const SYSTEMS: [&str; 7] =
    ["unix", "windows", "target_os", "target_family", "target_arch", "target_env", "target_vendor"];

const FLOATS_IN: &Allowed = &[
    ("src/quantity/exact/mod.rs", "to_f64, for what takes a root or a power"),
    ("src/engine/problem.rs", "likeness of two spellings, to suggest the nearest one"),
    ("src/app/acts/recovery.rs", "seconds of the window, for a pause between writes"),
    ("src/app/acts/settings.rs", "the same seconds, for settings"),
    ("src/app/acts/state.rs", "the window's own clock, in seconds"),
    ("src/app/core/kept_settings.rs", "when a pause between writes began, by that clock"),
    ("src/app/view/dose/plot.rs", "the plot takes its points as binary floats; nothing is read back from it"),
];
const BUILDS: &Allowed = &[("src/i18n/build.rs", "runs while the program is built, and is no part of it")];
const SYSTEM_IN: &str = "src/storage/platform.rs";

fn floor(path: &str) -> &str {
    path.trim_start_matches("src/").split('/').next().unwrap_or_default()
}

fn window_only_in_app(source: &Source) -> Vec<String> {
    if floor(&source.path) == "app" {
        return Vec::new();
    }
    let ours = |word: &str| WINDOW.iter().any(|name| word == *name || word.starts_with(&format!("{name}_")));
    let found = source.tokens().into_iter().filter(|(_, word)| ours(word));
    found.map(|(line, word)| source.fault(line, &format!("{word} outside src/app"))).collect()
}

/// Files, the environment, clocks and threads.
fn engines_do_not_look_outside(source: &Source) -> Vec<String> {
    if ["storage", "cli", "app", "main.rs"].contains(&floor(&source.path)) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (line, path) in source.paths("std").into_iter().chain(source.paths("jiff")) {
        let reaches = |door: &&str| path == **door || path.starts_with(&format!("{door}::"));
        let whole = ["std", "std::*", "std::time", "std::time::self", "std::time::*", "jiff::*"];
        if OUTSIDE.iter().any(reaches) || whole.contains(&&*path) {
            faults.push(source.fault(line, &format!("{path} below the outer floors")));
        }
    }
    for words in source.tokens().windows(3) {
        if CLOCKS.contains(&words[0].1) && words[1].1 == "::" && words[2].1 == "now" {
            faults.push(source.fault(words[0].0, "the time is an argument"));
        }
    }
    faults
}

fn only_faces_print(source: &Source) -> Vec<String> {
    if ["cli", "app", "main.rs"].contains(&floor(&source.path)) {
        return Vec::new();
    }
    let tokens = source.tokens();
    let prints = |at: usize| {
        let next = tokens.get(at + 1).map_or("", |(_, word)| *word);
        PRINTING.contains(&tokens[at].1) && (next == "!" || (tokens[at].1 == "stdout" && next == "("))
    };
    let found = (0..tokens.len()).filter(|at| prints(*at) && !source.is_test(tokens[*at].0));
    found.map(|at| source.fault(tokens[at].0, "printing outside the faces")).collect()
}

fn one_file_knows_the_system(source: &Source) -> Vec<String> {
    if source.path == SYSTEM_IN {
        return Vec::new();
    }
    let mut faults: Vec<String> = source
        .paths("std")
        .into_iter()
        .filter(|(_, path)| path.starts_with("std::os"))
        .map(|(line, path)| source.fault(line, &format!("{path} outside {SYSTEM_IN}")))
        .collect();
    let tokens = source.tokens();
    let mut open = None;
    for (at, (line, word)) in tokens.iter().enumerate() {
        // From `cfg(`, `cfg!(` or `cfg_attr(` to its closing bracket.
        match (open, *word) {
            (None, "cfg" | "cfg_attr") => {
                let next = tokens.get(at + 1).map_or("", |(_, word)| *word);
                open = ["(", "!"].contains(&next).then_some(0);
            }
            (Some(depth), "(") => open = Some(depth + 1),
            (Some(1), ")") => open = None,
            (Some(depth), ")") => open = Some(depth - 1),
            (Some(_), word) if SYSTEMS.contains(&word) => {
                faults.push(source.fault(*line, &format!("cfg({word}) outside {SYSTEM_IN}")));
            }
            _ => {}
        }
    }
    faults
}

fn no_socket(source: &Source) -> Vec<String> {
    let sockets = source.paths("std").into_iter().filter(|(_, path)| path.starts_with("std::net"));
    sockets.map(|(line, path)| source.fault(line, &format!("{path}: no socket of any kind"))).collect()
}

/// The window counts its pixels in f32; anything wider there would be a number of the patient.
fn binary_floats(source: &Source) -> Vec<String> {
    let pixels = floor(&source.path) == "app";
    let words: &[&str] = if pixels { &["f64", "to_f64"] } else { &["f64", "f32"] };
    let named = |code: &str| {
        code.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| words.contains(&word.trim_start_matches(is_digit)))
    };
    let literal = |code: &str| !pixels && has_float_literal(code);
    source
        .numbered()
        .filter(|(_, line)| !line.test && (named(&line.code) || literal(&line.code)))
        .map(|(number, _)| source.fault(number, "a binary float where numbers are exact"))
        .collect()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '_'
}

/// `1.5`, not `1..5`, not `self.0.1`.
fn has_float_literal(code: &str) -> bool {
    let bytes = code.as_bytes();
    code.match_indices('.').any(|(at, _)| {
        let digits = code[..at].trim_end_matches(is_digit);
        let before = digits.len() < at && !digits.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        before && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    })
}

fn no_floats(source: &Source) -> Vec<String> {
    if allows(FLOATS_IN, &source.path) { Vec::new() } else { binary_floats(source) }
}

fn unless_it_builds(source: &Source, rule: Rule) -> Vec<String> {
    if allows(BUILDS, &source.path) { Vec::new() } else { rule(source) }
}

#[test]
fn the_window_stays_in_app() {
    holds_in(&["src"], window_only_in_app);
}

#[test]
fn the_inner_floors_do_not_look_outside() {
    holds_in(&["src"], |source| unless_it_builds(source, engines_do_not_look_outside));
    still_needed(BUILDS, engines_do_not_look_outside);
}

#[test]
fn only_the_faces_print() {
    holds_in(&["src"], |source| unless_it_builds(source, only_faces_print));
    still_needed(BUILDS, only_faces_print);
}

#[test]
fn the_system_is_known_in_one_file() {
    holds_in(&["src"], one_file_knows_the_system);
}

#[test]
fn no_socket_is_opened() {
    holds_in(&["src"], no_socket);
}

#[test]
fn numbers_are_exact() {
    holds_in(&["src"], no_floats);
    still_needed(FLOATS_IN, binary_floats);
}

#[test]
fn a_window_elsewhere_is_seen() {
    catches(window_only_in_app, "src/report/text.rs", "fn f() {}\nuse eframe::App;", 2);
    catches(window_only_in_app, "src/cli/mod.rs", "use egui_extras::Table;", 1);
    spares(window_only_in_app, "src/app/shell.rs", "use egui::Ui;");
    spares(window_only_in_app, "src/cli/mod.rs", "// egui\nlet a = \"eframe\";");
}

#[test]
fn a_look_outside_is_seen() {
    let rule = engines_do_not_look_outside;
    catches(rule, "src/engine/dose.rs", "use std::{cmp, fs::File};", 1);
    catches(rule, "src/i18n/mod.rs", "fn f() {\n    std::env::var(\"LANG\");\n}", 2);
    catches(rule, "src/report/text.rs", "use std::time::{Duration, Instant};", 1);
    catches(rule, "src/engine/moment.rs", "let today = Zoned::now();", 1);
    catches(rule, "src/engine/moment.rs", "use jiff::{civil::Date, Timestamp};", 1);
    catches(rule, "src/model/lot.rs", "use std::thread;", 1);
    catches(rule, "src/model/lot.rs", "use std::time;", 1);
    spares(
        rule,
        "src/engine/moment.rs",
        "use jiff::civil::DateTime; use std::{fmt, time::Duration}; // std::fs",
    );
    spares(rule, "src/cli/mod.rs", "use std::{env, fs}; let now = Zoned::now();");
}

#[test]
fn printing_elsewhere_is_seen() {
    catches(only_faces_print, "src/storage/save.rs", "fn f() {\n    println!(\"saved\");\n}", 2);
    catches(only_faces_print, "src/engine/dose.rs", "eprint!(\"\");", 1);
    catches(only_faces_print, "src/report/text.rs", "std::io::stdout().lock();", 1);
    spares(only_faces_print, "src/cli/dose.rs", "println!(\"6.2 mL\");");
    spares(
        only_faces_print,
        "src/engine/dose.rs",
        "let print = 1; // println!()\n#[cfg(test)]\nmod t { fn a() { println!() } }",
    );
}

#[test]
fn a_system_elsewhere_is_seen() {
    let rule = one_file_knows_the_system;
    catches(rule, "src/storage/save.rs", "#[cfg(not(unix))]\nfn f() {}", 1);
    catches(rule, "src/cli/mod.rs", "if cfg!(target_os = \"linux\") {}", 1);
    catches(rule, "src/cli/mod.rs", "use std::os::unix::fs::PermissionsExt as _;", 1);
    spares(rule, SYSTEM_IN, "#[cfg(unix)]\nuse std::os::unix::fs;");
    spares(rule, "src/engine/dose.rs", "#[cfg(test)]\nmod tests;\nfor pair in list.windows(2) {}");
}

#[test]
fn a_socket_is_seen() {
    catches(no_socket, "src/app/mod.rs", "use std::{fmt, net::TcpStream};", 1);
    spares(no_socket, "src/app/mod.rs", "use std::fmt;");
}

#[test]
fn a_float_is_seen() {
    catches(no_floats, "src/engine/dose.rs", "let a = 1;\nlet b: f64 = a;", 2);
    catches(no_floats, "src/engine/dose.rs", "let b = 1.5 * a;", 1);
    catches(no_floats, "src/cli/dose.rs", "let b = 2_f32;", 1);
    catches(no_floats, "src/app/view/dose/levels.rs", "let half = 0.5;\nlet b = volume.to_f64();", 2);
    catches(no_floats, "src/app/widget/card.rs", "let b: f64 = 0.5;", 1);
    spares(no_floats, "src/app/widget/card.rs", "let half: f32 = 0.5 * width; // f64");
    spares(no_floats, "src/app/view/dose/plot.rs", "let b = volume.to_f64();");
    spares(no_floats, "src/quantity/exact/mod.rs", "fn to_f64(&self) -> f64 {}");
    spares(no_floats, "src/engine/dose.rs", "let f = x.to_f64(); self.0.1; 1..5; 1..=5; \"1.5\"; // 1.5 f64");
    spares(no_floats, "src/engine/dose.rs", "#[cfg(test)]\nmod tests { const A: f64 = 1.5; }");
}
