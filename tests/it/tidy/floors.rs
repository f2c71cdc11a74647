//! A floor uses only the floors below it.

use super::{catches, holds_in, source::Source, spares};

/// Each floor and its height. Two floors of one height do not see each other.
const FLOORS: [(&str, u8); 8] = [
    ("quantity", 0),
    ("model", 1),
    ("engine", 2),
    ("storage", 3),
    ("i18n", 3),
    ("report", 4),
    ("cli", 5),
    ("app", 5),
];

fn height(floor: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == floor).map(|(_, height)| *height)
}

fn only_downwards(source: &Source) -> Vec<String> {
    let Some(inside) = source.path.strip_prefix("src/") else { return Vec::new() };
    let mut modules: Vec<&str> = inside.trim_end_matches(".rs").split('/').collect();
    modules.retain(|module| !["mod", "lib", "main"].contains(module));
    // `lib.rs` and `main.rs` stand above all floors.
    let Some(own) = modules.first() else { return Vec::new() };
    let Some(own_height) = height(own) else {
        return vec![source.fault(1, &format!("{own} is not a floor"))];
    };
    let mut faults = Vec::new();
    for (line, path) in source.paths("crate") {
        let Some(used) = path.split("::").nth(1) else { continue };
        match height(used) {
            None => faults.push(source.fault(line, &format!("{path}: {used} is not a floor"))),
            Some(at) if used != *own && at >= own_height => {
                faults.push(source.fault(line, &format!("{own} uses {path}")));
            }
            Some(_) => {}
        }
    }
    for (line, path) in source.paths("super") {
        let ups = path.split("::").take_while(|segment| *segment == "super").count();
        let reached = path.split("::").nth(ups).filter(|_| ups >= modules.len()).and_then(height);
        if reached.is_some_and(|at| at >= own_height) {
            faults.push(source.fault(line, &format!("{own} uses {path}")));
        }
    }
    faults
}

#[test]
fn hold() {
    holds_in(&["src"], only_downwards);
}

#[test]
fn upward_and_sideward_uses_are_seen() {
    let rule = only_downwards;
    catches(rule, "src/quantity/exact/mod.rs", "//! Docs.\nuse crate::model::Draft;", 2);
    catches(rule, "src/engine/dose.rs", "fn f() {\n    crate::storage::save();\n}", 2);
    catches(rule, "src/engine/dose.rs", "use crate::{\n  model::Draft,\n  i18n::{Words},\n};", 3);
    catches(rule, "src/storage/save.rs", "use crate::i18n;", 1);
    catches(rule, "src/i18n/mod.rs", "use crate::storage::durable;", 1);
    catches(rule, "src/report/text.rs", "use crate::cli;", 1);
    catches(rule, "src/cli/dose.rs", "use crate::app::Theme;", 1);
    catches(rule, "src/app/view/dose.rs", "use crate::cli::Arguments;", 1);
    catches(rule, "src/engine/dose.rs", "use super::super::report::Block;", 1);
    catches(rule, "src/engine/mod.rs", "use super::{model, report};", 1);
    catches(rule, "src/engine/dose.rs", "use crate::helpers::f;", 1);
    catches(rule, "src/helpers.rs", "fn f() {}", 1);
}

#[test]
fn downward_uses_comments_and_strings_are_free() {
    let rule = only_downwards;
    spares(rule, "src/cli/dose.rs", "use crate::{engine, i18n, report, storage};\nuse super::Arguments;");
    spares(rule, "src/engine/dose.rs", "//! See [`crate::report`].\nlet a = \"crate::cli\"; // crate::app");
    spares(rule, "src/engine/mod.rs", "pub(crate) fn f() {}\nmod tests { use super::model_of; }");
    spares(rule, "src/engine/deep/er.rs", "use super::super::storage_of; use super::report::Row;");
    spares(rule, "src/main.rs", "use cardose::{app, cli};");
}
