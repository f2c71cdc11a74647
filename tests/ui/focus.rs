//! Where the keys go on: after a dialogue, after a button that goes, and while what is typed moves the page.

use super::{
    records::{press, records, wait_for},
    support::{Opening, Window},
};
use cardose::app::View;
use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;

/// What has the focus; none where the next Tab would begin at the rail.
pub(crate) fn focused(window: &Window) -> Option<String> {
    let of = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().filter(|label| !label.is_empty()).or_else(|| node.value())
    };
    let found = window.harness.query_all_by(|node| node.is_focused() && node.role() != Role::Window);
    found.last().and_then(of)
}

pub(crate) fn type_text(window: &mut Window, text: &str) {
    window.harness.event(Event::Text(text.to_owned()));
    window.harness.run();
}

/// Clicks with the pointer.
fn click(window: &mut Window, label: &str) {
    window.harness.get_by_role_and_label(Role::Button, label).click();
    window.harness.run();
}

/// By the accessibility tree, wherever the page is scrolled to.
fn choose(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

fn sign_as(window: &mut Window, initials: &str) {
    press(window, Modifiers::NONE, Key::F4);
    type_text(window, initials);
    press(window, Modifiers::NONE, Key::Enter);
}

fn top_of(window: &Window, field: &str) -> f32 {
    window.harness.get_by_role_and_label(Role::TextInput, field).rect().top()
}

/// The headline and the decision above grow while the digits are typed; the field stays under the eye.
#[test]
fn a_field_stays_in_sight_while_what_it_causes_appears_above() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    let name = "Neutrophils, absolute";
    window.harness.get_by_role_and_label(Role::TextInput, name).focus();
    window.harness.run();
    press(&mut window, Modifiers::COMMAND, Key::A);
    let before = top_of(&window, name);
    for digit in ["7", "4"] {
        type_text(&mut window, digit);
        let now = top_of(&window, name);
        assert!((now - before).abs() < 1.5, "after {digit} it stands at {now} instead of {before}");
    }
    let rect = window.harness.get_by_role_and_label(Role::TextInput, name).rect();
    assert!(rect.bottom() < 770.0, "{rect:?}");
}

/// The first letter of a lot's number brings buttons above it; the first of a setting the yellow bar.
#[test]
fn a_field_stays_where_it_is_in_the_dose_and_in_the_settings() {
    let mut window = Opening::new().open();
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.harness.get_by_role_and_label(Role::TextInput, "Lot number").focus();
    window.harness.run();
    let before = top_of(&window, "Lot number");
    type_text(&mut window, "L");
    window.must_say("Remove this lot");
    assert!((top_of(&window, "Lot number") - before).abs() < 1.5);

    let mut window = Opening::new().view(View::Settings).open();
    choose(&mut window, "Unfold all");
    let field = || "Name of the site";
    window.harness.get_by_role_and_label(Role::TextInput, field()).focus();
    window.harness.run();
    let before = top_of(&window, field());
    type_text(&mut window, "W");
    window.must_say("Not saved. Changes for the trail: 1");
    assert!((top_of(&window, field()) - before).abs() < 1.5, "{before} {}", top_of(&window, field()));
}

/// What somebody is led to stands in the middle, and not at the edge.
#[test]
fn what_decides_is_brought_to_the_middle() {
    let mut window = Opening::new().example("platelets-low").view(View::Screening).open();
    let row = window.harness.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Inclusion 8: "))
    });
    row.click_accesskit();
    window.harness.run();
    let at = window.harness.get_by(|node| node.is_focused() && node.role() == Role::TextInput).rect();
    assert!((250.0..650.0).contains(&at.center().y), "{at:?}");
}

#[test]
fn after_taking_a_block_over_the_date_is_typed_at_once() {
    let mut window = Opening::new().open();
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    type_text(&mut window, "PLT 186 10*9/L 125-350");
    window.harness.get_by_label("Take over (1)").click_accesskit();
    window.harness.step();
    // Nothing behind the panel can have the focus yet; what is typed now is not lost.
    for text in ["2026-", "11-19", " 08:10"] {
        window.harness.event(Event::Text(text.to_owned()));
        window.harness.step();
    }
    window.harness.run();
    assert_eq!(focused(&window).as_deref(), Some("Collected at"));
    let when = window.harness.get_by_role_and_label(Role::TextInput, "Collected at");
    assert_eq!(when.value().as_deref(), Some("2026-11-19 08:10"));
}

/// A block that was pasted goes only when somebody says so.
#[test]
fn a_pasted_block_is_not_dropped_unasked() {
    let mut window = Opening::new().open();
    press(&mut window, Modifiers::COMMAND, Key::N);
    let paste = Modifiers::COMMAND | Modifiers::SHIFT;
    press(&mut window, paste, Key::V);
    type_text(&mut window, "PLT 186 10*9/L 125-350");
    // Beside it.
    window.harness.hover_at(eframe::egui::pos2(20.0, 780.0));
    window.harness.run();
    for pressed in [true, false] {
        let (pos, button) = (eframe::egui::pos2(20.0, 780.0), eframe::egui::PointerButton::Primary);
        window.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        window.harness.run();
    }
    window.must_say("Take over (1)");
    // No other act goes on behind it.
    press(&mut window, Modifiers::COMMAND, Key::W);
    window.must_say("Take over (1)");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.must_say("Discard the pasted block");
    assert_eq!(focused(&window).as_deref(), Some("Keep"));
    press(&mut window, Modifiers::NONE, Key::Space);
    window.must_say("Take over (1)");
    press(&mut window, Modifiers::NONE, Key::Escape);
    choose(&mut window, "Discard");
    window.must_not_say("Paste from a spreadsheet");
    press(&mut window, paste, Key::V);
    window.must_say("Take over (0)");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.must_not_say("Take over (0)");
}

/// Each kind of report has its own button: a question of an interview leads to that one.
#[test]
fn what_would_decide_leads_to_the_button_of_its_kind() {
    let mut window = Opening::new().open();
    press(&mut window, Modifiers::COMMAND, Key::N);
    let row = window.harness.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Exclusion 17: "))
    });
    row.click_accesskit();
    window.harness.run();
    assert_eq!(focused(&window).as_deref(), Some("Interview"));
}

/// Who works is asked with what for, and then the act is done.
#[test]
fn a_signed_act_is_done_once_it_is_known_who_works() {
    let mut window = Opening::new().example("short-lot").view(View::Dose).open();
    let assign = window.harness.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Assign DL2"))
    });
    assign.click_accesskit();
    window.harness.run();
    window.must_say("Who is working?");
    window.must_say("“Assign DL2");
    // Not now: nothing is assigned.
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.must_not_say("Assigned: DL2");
    let assign = window.harness.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Assign DL2"))
    });
    assign.click_accesskit();
    window.harness.run();
    type_text(&mut window, "p2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Assigned: DL2");
    window.must_say("p2, 2026-11-22 09:00");
    assert_eq!(focused(&window).as_deref(), Some("Withdraw"));
}

/// A dialogue that is given up leaves the keys where they were.
#[test]
fn after_a_dialogue_the_keys_go_on_where_they_were() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    window.harness.get_by_role_and_label(Role::TextInput, "Lot number").focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::F1);
    assert_eq!(focused(&window), None);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(focused(&window).as_deref(), Some("Lot number"));
}

/// A button that is clicked and goes, or is disabled, hands the keys on.
#[test]
fn no_act_sends_the_keys_back_to_the_rail() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    window.harness.get_by_role_and_label(Role::TextInput, "Bags").focus();
    window.harness.run();
    type_text(&mut window, "2");
    window.harness.get_by_role_and_label(Role::Button, "Add bags").focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(focused(&window).as_deref(), Some("Bag"));
    choose(&mut window, "Another weight");
    assert_eq!(focused(&window).as_deref(), Some("Body weight"));

    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    sign_as(&mut window, "p1");
    choose(&mut window, "Screening: decision");
    for (row, key) in [("The patient goes on", "1"), ("Your view of the program's verdict", "1")] {
        window.harness.get_by_role_and_label(Role::RadioGroup, row).focus();
        window.harness.run();
        type_text(&mut window, key);
    }
    window.harness.get_by_label("Screening: Sign the decision").focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Space);
    assert_eq!(focused(&window).as_deref(), Some("Screening: Change…"));

    let mut window = Opening::new().view(View::Settings).open();
    choose(&mut window, "Laboratories");
    choose(&mut window, "us-typical: Make an own copy");
    assert_eq!(focused(&window).as_deref(), Some("Id, names its file"));
}

/// Mouse and keyboard are mixed: Tab goes on from what was clicked.
#[test]
fn a_clicked_button_has_the_focus() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    click(&mut window, "Copy result as text");
    assert_eq!(focused(&window).as_deref(), Some("Copy result as text"));
}

/// The ring stands off from the ground of its own colour.
#[test]
fn the_usual_button_shows_the_focus() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    window.harness.get_by_role_and_label(Role::TextInput, "Note").focus();
    window.harness.run();
    type_text(&mut window, "x");
    press(&mut window, Modifiers::COMMAND, Key::W);
    let rings = |window: &Window| {
        let save = window.harness.get_all_by_role_and_label(Role::Button, "Save").last().unwrap().rect();
        let shapes = &window.harness.output().shapes;
        let ring = |shape: &&eframe::egui::epaint::ClippedShape| {
            let eframe::egui::Shape::Rect(drawn) = &shape.shape else { return false };
            let (inner, outer) = (save.expand(1.0), save.expand(8.0));
            drawn.stroke.width >= 2.0 && drawn.rect.contains_rect(inner) && outer.contains_rect(drawn.rect)
        };
        shapes.iter().filter(ring).count()
    };
    assert_eq!(rings(&window), 0);
    window.harness.get_all_by_role_and_label(Role::Button, "Save").last().unwrap().focus();
    window.harness.run();
    assert_eq!(rings(&window), 1);
}

/// The next patient begins at the top.
#[test]
fn another_patient_is_seen_from_the_top() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    window.harness.get_by_role_and_label(Role::TextInput, "Height").focus();
    window.harness.run();
    assert!(top_of(&window, "Subject code") < 100.0, "it is scrolled");
    let file = window.data.path().join("other.ron");
    fs::write(&file, "#![enable(implicit_some)]\n(schema: 1, draft: (subject: \"S-7\"))\n").unwrap();
    press(&mut window, Modifiers::COMMAND, Key::W);
    press(&mut window, Modifiers::COMMAND, Key::Num5);
    press(&mut window, Modifiers::COMMAND, Key::O);
    type_text(&mut window, &file.display().to_string());
    press(&mut window, Modifiers::NONE, Key::Enter);
    // Opened from the settings, it is shown.
    window.must_say("S-7");
    let code = window.harness.get_by_role_and_label(Role::TextInput, "Subject code").rect();
    assert!(code.top() > 100.0, "{code:?}");
}

/// What undo would change must be in sight.
#[test]
fn undo_changes_no_patient_that_is_out_of_sight() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    window.harness.get_by_role_and_label(Role::TextInput, "Note").focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::End);
    type_text(&mut window, " seen");
    press(&mut window, Modifiers::NONE, Key::Escape);
    for view in [Key::Num1, Key::Num4, Key::Num5] {
        press(&mut window, Modifiers::COMMAND, view);
        press(&mut window, Modifiers::COMMAND, Key::Z);
    }
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    let note = window.harness.get_by_role_and_label(Role::TextInput, "Note").value().unwrap();
    assert!(note.ends_with(" seen"), "{note}");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let note = window.harness.get_by_role_and_label(Role::TextInput, "Note").value().unwrap();
    assert!(!note.ends_with(" seen"), "{note}");
}

/// Every act has a key, the sheet shows them all in the smallest window, and the words fit what the keys do.
#[test]
fn the_shortcut_sheet_is_whole() {
    let mut window = Opening::new().example("eligible").size(super::support::SMALLEST).open();
    press(&mut window, Modifiers::NONE, Key::F1);
    for text in [
        "Revert to saved",
        "Archive",
        "Letter to the sponsor",
        "About CARdose",
        "Ctrl+Y",
        "Ctrl+.",
        "Today, in an empty date",
        "Next row",
        "arrow down: the next question",
    ] {
        window.must_say(text);
    }
    window.must_not_say("then the next question");
    let ok = window.harness.get_by_role_and_label(Role::Button, "OK").rect();
    assert!(ok.bottom() < 700.0, "{ok:?}");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::SHIFT, Key::F1);
    window.must_say("SIL Open Font Licence");
}

/// An export says what it needs to hear, and how the file that is there is replaced.
#[test]
fn an_export_over_a_file_names_the_box_to_tick() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    let file = window.data.path().join("out.ron");
    fs::write(&file, "kept").unwrap();
    press(&mut window, Modifiers::COMMAND, Key::E);
    window.must_not_say("drop a file on the window");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, &file.display().to_string());
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("is there already; tick the box to replace it");
    window.must_not_say("choose another name");
    assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
    window.click("Replace the file that is there");
    window.harness.get_all_by_role_and_label(Role::Button, "Export file").last().unwrap().click_accesskit();
    wait_for(&mut window, "Exported to");
    assert_ne!(fs::read_to_string(&file).unwrap(), "kept");
}

/// An example that was taken in from a file is saved as any other: nobody is sent to a duplicate.
#[test]
fn an_imported_example_is_not_sent_to_a_duplicate() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("sent.ron");
    fs::write(&file, "#![enable(implicit_some)]\n(schema: 1, example: true, draft: (subject: \"S-8\"))\n")
        .unwrap();
    let window = Opening::new().file(&file).over(data);
    window.must_say("New, not saved");
    window.must_say("Synthetic data, not a patient.");
    window.must_not_say("Duplicate it to keep changes");
    assert!(!records(&window.data).join("S-8.ron").exists());
}
