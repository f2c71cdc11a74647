//! The table over the record folder: names, verdicts, problems, search, order, archive, examples.

use super::{
    records::{put, put_many, records, wait_for},
    support::{Opening, Window},
};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use tempfile::TempDir;

/// The rows in sight, in order, by the first word of their names.
fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<(i32, String)> = window
        .harness
        .query_all_by(|node| node.role() == Role::ListBoxOption)
        .filter_map(|node| {
            let top = node.rect().top().round();
            let label = node.accesskit_node().label()?;
            let subject = label.split([',', ' ']).next()?.to_owned();
            (!subject.starts_with("EXAMPLE")).then(|| (format!("{top}").parse().unwrap(), subject))
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, subject)| subject).collect()
}

fn folder() -> TempDir {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "eligible", 3);
    put(&data, "S-02", "platelets-low", 1);
    put(&data, "S-03", "transfusion", 2);
    put(&data, "T-04", "incomplete", 1);
    data
}

#[test]
fn rows_say_subject_level_and_verdict() {
    let mut window = Opening::new().over(folder());
    wait_for(&mut window, "S-01, DL2, Eligible on the entries made, 20");
    wait_for(&mut window, "S-02, DL2, Not eligible, 20");
    // Red cells on 2026-11-14 and seven whole days: `presets/patients/transfusion.ron`.
    wait_for(&mut window, "S-03, DL2, Not now: repeat from 2026-11-22");
    wait_for(&mut window, "T-04, DL2, Incomplete");
    window.must_say("4 patients");
    window.must_not_say("problem");
}

#[test]
fn search_narrows_by_code_and_by_verdict() {
    let mut window = Opening::new().over(folder());
    wait_for(&mut window, "T-04, DL2, Incomplete");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    window.harness.get_by_label("Search").type_text("s-0");
    window.harness.run();
    assert_eq!(rows(&window), ["S-01", "S-02", "S-03"]);
    window.must_say("3 of 4 patients");
    window.harness.get_by_label("Search").type_text("3");
    window.harness.run();
    assert_eq!(rows(&window), ["S-03"]);
    for _ in 0..4 {
        window.harness.key_press(Key::Backspace);
    }
    window.harness.get_by_label("Search").type_text("not now");
    window.harness.run();
    assert_eq!(rows(&window), ["S-03"]);
}

#[test]
fn headers_sort_and_say_so() {
    let mut window = Opening::new().over(folder());
    wait_for(&mut window, "T-04, DL2, Incomplete");
    wait_for(&mut window, "S-03, DL2, Not now: repeat from 2026-11-22");
    wait_for(&mut window, "S-01, DL2, Eligible");
    wait_for(&mut window, "S-02, DL2, Not eligible");
    window.click("Subject code, sorted upwards");
    assert_eq!(rows(&window), ["T-04", "S-03", "S-02", "S-01"]);
    window.must_say("Subject code, sorted downwards");
    window.click("Verdict");
    assert_eq!(rows(&window), ["S-02", "S-03", "T-04", "S-01"], "worst first");
    window.click("Revision");
    assert_eq!(rows(&window), ["S-02", "T-04", "S-03", "S-01"], "1, 1, 2, 3: names keep their order");
}

#[test]
fn a_problem_file_is_a_row_with_what_to_do() {
    let data = folder();
    let path = records(&data).join("S-02.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("74.6", "84.6")).unwrap();
    fs::write(records(&data).join("S-05.ron"), "#![enable(implicit_some)]\n(schema: 1, drafft: ())\n")
        .unwrap();
    fs::write(records(&data).join("notes.txt"), "not a record").unwrap();
    fs::rename(records(&data).join("T-04.ron"), records(&data).join("T-05.ron")).unwrap();
    let mut window = Opening::new().over(data);
    wait_for(&mut window, "S-02.ron, Changed outside the program, or damaged");
    wait_for(&mut window, "S-05.ron, Cannot be read");
    wait_for(&mut window, "T-05.ron, Another subject code inside");
    window.must_say("notes.txt, Not a patient file");
    window.must_say("2 patients, 3 problem files, 1 other file");
    window.must_not_say("S-02, Eligible");
    click_row(&mut window, "S-05.ron");
    window.must_say("there is no field `drafft`");
    window.must_say("did you mean `draft`?");
    // It was never saved: nothing can be restored.
    window.must_not_say("Restore a former version…");
}

fn click_row(window: &mut Window, start: &str) {
    window.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(start))).click();
    window.harness.run();
}

#[test]
fn arrows_move_and_enter_opens() {
    let mut window = Opening::new().over(folder());
    wait_for(&mut window, "S-02, DL2, Not eligible");
    // Into the table, to its first row; then one down.
    window.harness.key_press(Key::ArrowDown);
    window.harness.run();
    window.harness.key_press(Key::ArrowDown);
    window.harness.run();
    let chosen =
        window.harness.get_by(|node| node.role() == Role::ListBoxOption && node.is_selected() == Some(true));
    assert!(chosen.accesskit_node().label().unwrap().starts_with("S-02"));
    window.harness.key_press(Key::Enter);
    window.harness.run();
    window.must_say("Saved");
    assert!(window.harness.query_by_label("S-02").is_some(), "the top bar says who is open");
    assert!(records(&window.data).join("S-02.lock").exists());
}

#[test]
fn of_ten_thousand_rows_only_those_in_sight_are_there() {
    let data = tempfile::tempdir().unwrap();
    put_many(&data, 10_000);
    let mut window = Opening::new().over(data);
    wait_for(&mut window, "P-00000");
    window.must_say("10000 patients");
    let seen = rows(&window).len();
    assert!((10..40).contains(&seen), "{seen}");
    window.harness.key_press(Key::ArrowDown);
    window.harness.run();
    window.harness.key_press(Key::End);
    window.harness.run();
    window.must_say("P-09999");
    window.must_not_say("P-00000");
}

#[test]
fn archive_and_restore_go_by_the_chosen_row() {
    let mut window = Opening::new().over(folder());
    wait_for(&mut window, "S-01, DL2, Eligible");
    click_row(&mut window, "S-01");
    window.click("Archive");
    window.must_say("Archived: S-01");
    // The two folders are listed one after the other.
    wait_for(&mut window, "3 patients");
    wait_for(&mut window, "Archived (1)");
    assert!(records(&window.data).join("archive/S-01.ron").exists());
    window.click("Archived (1)");
    click_row(&mut window, "S-01");
    window.click("Restore from archive");
    window.must_say("Restored: S-01");
    wait_for(&mut window, "4 patients");
    assert!(records(&window.data).join("S-01.ron").exists());
}

#[test]
fn a_record_that_is_not_open_is_renamed_and_duplicated() {
    let mut window = Opening::new().over(folder());
    wait_for(&mut window, "S-01, DL2, Eligible");
    click_row(&mut window, "S-01");
    window.click("Rename subject code…");
    window.must_say("Subject code");
    for _ in 0..4 {
        window.harness.key_press(Key::Backspace);
    }
    window.harness.get_by_role_and_label(Role::TextInput, "Subject code").type_text("R-01");
    window.harness.run();
    window.harness.key_press(Key::Enter);
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, "Initials").type_text("zw");
    window.harness.run();
    for _ in 0..2 {
        window.harness.key_press(Key::Enter);
        window.harness.run();
    }
    window.must_say("Renamed to R-01");
    wait_for(&mut window, "R-01, DL2, Eligible");
    assert!(
        records(&window.data).join("R-01.ron").exists() && !records(&window.data).join("S-01.ron").exists()
    );
    window.click("Duplicate as new…");
    window.harness.get_by_role_and_label(Role::TextInput, "Subject code").type_text("R-01B");
    window.harness.run();
    window.harness.key_press(Key::Enter);
    window.harness.run();
    window.must_say("Saved: R-01B");
    let copy = fs::read_to_string(records(&window.data).join("R-01B.ron")).unwrap();
    assert!(copy.contains("revision: 1") && copy.contains("62.4"), "{copy}");
    assert!(records(&window.data).join("R-01.ron").exists());
}

#[test]
fn examples_are_marked_and_open_without_their_names_being_saved() {
    let mut window = Opening::new().open();
    window.must_say("Bundled examples (8), read only");
    wait_for(&mut window, "EXAMPLE-02, Platelets 74.6 are below 75; everything else passes, Not eligible");
    wait_for(&mut window, "EXAMPLE-06");
    window.must_say("No patients yet");
    let row = window.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("EXAMPLE-02")));
    row.click();
    window.harness.run();
    window.harness.key_press(Key::Enter);
    window.harness.run();
    window.must_say("EXAMPLE: Synthetic data");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.harness.run();
    window.must_say("Duplicate as new");
    let files: Vec<_> = fs::read_dir(window.data.path()).unwrap().collect();
    assert!(files.is_empty(), "{files:?}");
}

#[test]
fn nothing_yet_says_what_to_do_in_both_languages() {
    for (language, words) in [
        (Language::English, ["Start a new patient (Ctrl+N)", "Records are kept in"]),
        (Language::Chinese, ["请新建受试者（Ctrl+N）", "记录保存于"]),
    ] {
        for dark in [false, true] {
            let mut window = Opening::new().language(language).dark(dark).open();
            for words in words {
                wait_for(&mut window, words);
            }
        }
    }
}

#[test]
fn chinese_and_dark_and_small() {
    let mut window = Opening::new()
        .language(Language::Chinese)
        .dark(true)
        .size(super::support::SMALLEST)
        .view(View::Patients)
        .over(folder());
    wait_for(&mut window, "S-02, DL2, 不符合入组条件");
    window.must_say("4名受试者");
    wait_for(&mut window, "S-01, DL2, 按现有资料符合入组条件");
}
