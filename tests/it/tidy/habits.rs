//! Small habits of the code: short files, documented modules, stable order, nothing left for later.

use super::{catches, holds_in, source::Source, spares};

fn short(source: &Source) -> Vec<String> {
    let most = if source.path == "src/main.rs" { 40 } else { 400 };
    // The last line break opens an empty line.
    let lines = source.lines.len() - 1;
    if lines <= most {
        return Vec::new();
    }
    vec![source.fault(most + 1, &format!("{lines} lines, at most {most}"))]
}

fn documented(source: &Source) -> Vec<String> {
    if source.lines[0].comment.starts_with("//!") {
        return Vec::new();
    }
    vec![source.fault(1, "begins without //! docs")]
}

/// Types whose order is not stable, and widgets that clamp what was typed.
fn no_banned_type(source: &Source) -> Vec<String> {
    const BANNED: [(&str, &str); 5] = [
        ("HashMap", "has no stable order"),
        ("HashSet", "has no stable order"),
        ("RandomState", "has no stable order"),
        ("DragValue", "drags and clamps a clinical value"),
        ("Slider", "clamps a clinical value"),
    ];
    let banned = |word: &str| BANNED.iter().find(|(name, _)| *name == word);
    let found = source.tokens().into_iter().filter_map(|(line, word)| Some((line, banned(word)?)));
    found.map(|(line, (name, why))| source.fault(line, &format!("{name} {why}"))).collect()
}

/// A bare number where a quantity of its component belongs: a number leaves its type where it is displayed.
fn no_bare_number(source: &Source) -> Vec<String> {
    const TYPED: [&str; 3] = ["src/engine/dose/", "src/engine/lot/", "src/engine/value/"];
    if !TYPED.iter().any(|folder| source.path.starts_with(folder)) {
        return Vec::new();
    }
    let tokens = source.tokens();
    let (mut imported, mut faults) = (false, Vec::new());
    for (at, (line, word)) in tokens.iter().enumerate() {
        imported = *word == "use" || (imported && *word != ";");
        let made = tokens.get(at + 1).is_some_and(|(_, next)| *next == "::");
        if *word == "Exact" && !imported && !made {
            faults.push(source.fault(*line, "a bare number: it has no quantity"));
        }
    }
    faults
}

/// Marks of unfinished work, switched-off tests and unsafe code.
fn nothing_left(source: &Source) -> Vec<String> {
    const MARKS: [&str; 3] = ["TODO", "FIXME", "XXX"];
    const MACROS: [&str; 3] = ["dbg", "todo", "unimplemented"];
    const NAMES: [&str; 3] = ["ignore", "should_panic", "unsafe"];
    let mut faults = Vec::new();
    for (number, line) in source.numbered() {
        let words = |text: &str, marks: &[&str]| {
            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| marks.contains(&word))
        };
        if words(&line.code, &MARKS) || words(&line.comment, &MARKS) {
            faults.push(source.fault(number, "left for later"));
        }
    }
    let tokens = source.tokens();
    for (at, (line, word)) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map_or("", |(_, word)| *word);
        let before = at.checked_sub(1).map_or("", |at| tokens[at].1);
        let bad = (MACROS.contains(word) && next == "!")
            || (NAMES.contains(word) && (before == "[" || (*word == "unsafe" && next != ":")));
        if bad {
            faults.push(source.fault(*line, &format!("{word} is not used here")));
        }
    }
    faults
}

/// A name of the code as text: machines and people would get another one with every renaming.
fn names_of_the_code(source: &Source) -> Vec<String> {
    let floor = ["src/report/", "src/cli/"].iter().any(|floor| source.path.starts_with(floor));
    let shown = source.numbered().filter(|(number, line)| {
        let named = line.strings.iter().any(|text| text.contains(":?}") || text.contains(":#?}"));
        floor && named && !source.is_test(*number)
    });
    shown.map(|(number, _)| source.fault(number, "{:?} shows a name of the code")).collect()
}

/// Distances and corners beside the token file.
fn beside_the_scale(source: &Source) -> Vec<String> {
    if source.path.starts_with("src/app/theme/") {
        return Vec::new();
    }
    // A corner of 2 belongs to a painted sign.
    let literal = |code: &str, call: &str, spared: &str| {
        let mut found = code.split(call).skip(1);
        found.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with(spared))
    };
    let mut faults = Vec::new();
    for (number, line) in source.numbered() {
        if literal(&line.code, "add_space(", "\0") || literal(&line.code, "CornerRadius::same(", "2)") {
            faults.push(source.fault(number, "a size beside assets/theme/tokens.ron"));
        }
    }
    faults
}

#[test]
fn sizes_come_from_the_token_file() {
    holds_in(&["src/app"], beside_the_scale);
}

#[test]
fn a_size_beside_the_token_file_is_seen() {
    catches(beside_the_scale, "src/app/view/a.rs", "ui.add_space(8.0);", 1);
    catches(beside_the_scale, "src/app/view/a.rs", "\nlet a = CornerRadius::same(10);", 2);
    spares(beside_the_scale, "src/app/view/a.rs", "ui.add_space(space().small); CornerRadius::same(2);");
    spares(beside_the_scale, "src/app/theme/mod.rs", "ui.add_space(8.0);");
}

#[test]
fn no_name_of_the_code_is_shown() {
    holds_in(&["src"], names_of_the_code);
}

#[test]
fn a_name_of_the_code_is_seen() {
    catches(names_of_the_code, "src/report/dose.rs", "\nlet a = format!(\"{:?}\", symbol);", 2);
    catches(names_of_the_code, "src/cli/eval.rs", "format!(\"{lot}: {note:?}\")", 1);
    catches(names_of_the_code, "src/report/dose.rs", "format!(\"{a:#?}\")", 1);
    spares(names_of_the_code, "src/engine/dose.rs", "format!(\"{:?}\", symbol);");
    spares(names_of_the_code, "src/report/dose.rs", "// {:?}\nformat!(\"{a} {:>2}\");");
    spares(
        names_of_the_code,
        "src/cli/a.rs",
        "#[cfg(test)]\nmod tests {\n    fn f() { format!(\"{:?}\"); }\n}",
    );
}

#[test]
fn files_are_short() {
    holds_in(&["src", "tests"], short);
}

#[test]
fn every_module_says_what_it_is() {
    holds_in(&["src", "tests"], documented);
}

#[test]
fn no_banned_type_is_used() {
    holds_in(&["src", "tests"], no_banned_type);
}

#[test]
fn quantities_keep_their_types_to_the_millilitre() {
    holds_in(&["src"], no_bare_number);
}

#[test]
fn a_bare_number_is_seen() {
    catches(no_bare_number, "src/engine/lot/bag.rs", "struct Bag {\n    fill: Exact,\n}", 2);
    catches(no_bare_number, "src/engine/dose/draw.rs", "use a::Exact;\nfn f(car: &Exact) {}", 2);
    catches(no_bare_number, "src/engine/value/count.rs", "fn f() -> Option<Exact> {}", 1);
    spares(
        no_bare_number,
        "src/engine/dose/draw.rs",
        "use a::{\n  Exact, b,\n};\nlet five = Exact::from(5);",
    );
    spares(no_bare_number, "src/engine/formula/step.rs", "struct Term { value: Exact }");
}

#[test]
fn nothing_is_left_for_later() {
    holds_in(&["src", "tests"], nothing_left);
}

#[test]
fn a_long_file_is_seen() {
    catches(short, "src/engine/dose.rs", &"//\n".repeat(401), 401);
    catches(short, "src/main.rs", &"//\n".repeat(41), 41);
    spares(short, "src/engine/dose.rs", &"//\n".repeat(400));
    spares(short, "src/main.rs", &"//\n".repeat(40));
}

#[test]
fn a_module_without_docs_is_seen() {
    catches(documented, "src/engine/dose.rs", "use std::fmt;\n//! Late.", 1);
    catches(documented, "src/engine/dose.rs", "// Not docs.", 1);
    spares(documented, "src/engine/dose.rs", "//! What a dose is.");
}

#[test]
fn a_banned_type_is_seen() {
    catches(no_banned_type, "src/storage/folder.rs", "use std::{\n  collections::HashMap,\n};", 2);
    catches(no_banned_type, "src/app/widget/field.rs", "ui.add(egui::DragValue::new(&mut kg));", 1);
    spares(
        no_banned_type,
        "src/app/widget/field.rs",
        "// not a Slider\nlet a = \"HashMap\"; BTreeMap::new()",
    );
}

#[test]
fn what_is_left_is_seen() {
    catches(nothing_left, "src/cli/dose.rs", "fn f() {}\n// TODO: later", 2);
    catches(nothing_left, "src/cli/dose.rs", "/* FIXME */", 1);
    catches(nothing_left, "src/cli/dose.rs", "todo!()", 1);
    catches(nothing_left, "src/cli/dose.rs", "dbg!(a);", 1);
    catches(nothing_left, "tests/it/a.rs", "#[ignore = \"slow\"]", 1);
    catches(nothing_left, "tests/it/a.rs", "#[should_panic(expected = \"a\")]", 1);
    catches(nothing_left, "src/cli/dose.rs", "unsafe { f() }", 1);
    spares(
        nothing_left,
        "src/cli/dose.rs",
        "#![forbid(unsafe_code)]\nlet a = \"TODO\"; a.ignore(); // todos",
    );
}
