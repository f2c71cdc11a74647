//! Rail, bars, dialogues.

use super::{
    records::{put, records, wait_for},
    settings::folder_with,
    support::{Opening, SMALLEST, USUAL, Window},
};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, Rect, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

#[test]
fn the_top_bar_says_who_is_open() {
    let window = Opening::new().example("eligible").view(View::Screening).open();
    window.must_say("EXAMPLE-01");
    window.must_say("EXAMPLE: Synthetic data, not a patient");
}

#[test]
fn languages_switch_live() {
    let mut window = Opening::new().example("eligible").open();
    window.must_say("Patients");
    press(&mut window, Modifiers::NONE, Key::F9);
    window.must_say("受试者");
    window.must_not_say("Patients");
}

#[test]
fn the_shortcut_sheet_opens_and_closes() {
    let mut window = Opening::new().example("eligible").language(Language::English).open();
    assert!(window.harness.query_by_label("Ctrl+S").is_none());
    press(&mut window, Modifiers::NONE, Key::F1);
    window.must_say("Shortcuts");
    assert!(window.harness.query_by_label("Ctrl+S").is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("Ctrl+S").is_none());
}

/// 62,4 kg: the comma is refused in words under the field, and what was typed stays.
#[test]
fn a_problem_stands_under_its_field() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    window.must_not_say("comma");
    let weight = window.harness.get_by_role_and_label(Role::TextInput, "Body weight");
    weight.focus();
    window.harness.run();
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.harness.event(eframe::egui::Event::Text("62,4".to_owned()));
    window.harness.run();
    let weight = window.harness.get_by_role_and_label(Role::TextInput, "Body weight");
    assert_eq!(weight.value().as_deref(), Some("62,4"));
    let below = weight.rect().bottom();
    let problem = window.harness.get_all_by(|node| node.value().is_some_and(|text| text.contains("comma")));
    let nearest =
        problem.map(|node| node.rect().top()).filter(|top| *top >= below - 2.0).fold(f32::MAX, f32::min);
    assert!(nearest - below < 40.0, "the problem stands {} points under its field", nearest - below);
}

/// The staff list is read by people who do not know the ids of roles.
#[test]
fn people_stand_there_with_their_roles_in_words() {
    let mut window = Opening::new().language(Language::Chinese).over(folder_with(|_| ()));
    press(&mut window, Modifiers::NONE, Key::F4);
    window.must_say("p2  药师");
    window.must_not_say("pharmacist");
}

/// At 200 % who is open and whether it is saved stay in sight, in either language; the stage goes first.
#[test]
fn large_text_keeps_who_is_open_in_sight() {
    for (language, chip, person) in
        [(Language::English, "EXAMPLE", "No person chosen"), (Language::Chinese, "示例", "未选择操作人")]
    {
        for size in [USUAL, SMALLEST] {
            let mut window = Opening::new().example("eligible").language(language).size(size).open();
            let whole = subject(&window).width();
            for _ in 0..12 {
                press(&mut window, Modifiers::COMMAND, Key::Plus);
            }
            window.harness.run_steps(2);
            let right = size[0] / window.harness.ctx.pixels_per_point();
            let at = |role, name| window.harness.get_by_role_and_label(role, name).rect();
            let (chip, person) = (at(Role::Label, chip), at(Role::Button, person));
            let subject = subject(&window);
            assert!((subject.width() - whole).abs() < 2.0, "{size:?}: {subject:?} is cut, {whole} wide");
            assert!(subject.right() <= chip.left(), "{size:?}: {subject:?} {chip:?}");
            assert!(
                chip.right() <= person.left() && person.right() <= right,
                "{size:?}: {chip:?} {person:?}"
            );
        }
    }
}

/// The subject code in the top bar.
fn subject(window: &Window) -> Rect {
    let labels = window.harness.get_all_by_role(Role::Label);
    let named = labels.filter(|node| node.value().as_deref() == Some("EXAMPLE-01"));
    named.map(|node| node.rect()).min_by(|one, other| one.top().total_cmp(&other.top())).unwrap()
}

/// With nobody open a view offers what to do next, with its key.
#[test]
fn an_empty_view_says_what_to_do() {
    for view in [View::Screening, View::Dose] {
        let mut window = Opening::new().view(view).open();
        window.must_say("Open a patient from the table, or start a new one.");
        window.harness.get_by_role_and_label(Role::Button, "New patient").click();
        window.harness.run();
        window.must_say("Nothing entered yet.");
    }
}

/// An imported example is a record like any other: it is saved, and nothing tells to duplicate it.
#[test]
fn an_imported_example_is_saved_as_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/presets/patients/eligible.ron");
    let window = Opening::new().file(std::path::Path::new(path)).view(View::Screening).open();
    window.must_say("New, not saved");
    window.must_say("Synthetic data, not a patient.");
    window.must_not_say("Duplicate it");
}

/// The bar at the bottom is as high with counts as without.
#[test]
fn the_bottom_bar_keeps_its_height() {
    let line = |window: &Window| {
        let labels = window.harness.get_all_by_role(Role::Label);
        let line = labels.filter(|node| node.value().is_some_and(|text| text.starts_with("NCT06101082")));
        line.map(|node| node.rect().center().y).fold(0.0, f32::max)
    };
    let empty = Opening::new().open();
    let counted = Opening::new().example("gilbert").view(View::Screening).open();
    counted.must_say("To decide");
    assert!((line(&empty) - line(&counted)).abs() < 0.1, "{} {}", line(&empty), line(&counted));
}

/// What was said of one patient is no news beside the next.
#[test]
fn another_patient_brings_no_news_of_the_former() {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "eligible", 1);
    put(&data, "S-02", "eligible", 1);
    let path = records(&data).join("S-02.ron");
    let mut window = Opening::new().file(&records(&data).join("S-01.ron")).over(data);
    window.harness.get_by_role_and_label(Role::TextInput, "Note").type_text("seen");
    window.harness.run();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-01");
    press(&mut window, Modifiers::COMMAND, Key::O);
    window.harness.get_by_role_and_label(Role::TextInput, "Path").type_text(&path.display().to_string());
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("S-02");
    window.must_not_say("Saved: S-01");
}

/// What was put away is chosen no more: no button works on a file that lies elsewhere.
#[test]
fn what_was_archived_is_not_archived_again() {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "eligible", 1);
    let mut window = Opening::new().file(&records(&data).join("S-01.ron")).over(data);
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    window.click("Archive");
    wait_for(&mut window, "Archived: S-01");
    window.harness.run();
    assert!(window.harness.get_by_label("Archive").accesskit_node().is_disabled());
    assert!(!records(&window.data).join("S-01.ron").exists());
}
