//! Slips of the hand, and what must not move or be lost by them.

use super::*;

fn new_patient() -> Window {
    let mut window = Opening::new().open();
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window
}

/// A weight typed into the field before it is no date, and says so.
#[test]
fn a_planned_start_that_is_no_date_says_so() {
    let mut window = changed("eligible", &[]).open();
    focus(&mut window, "Planned start");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "62.4");
    assert_eq!(typed(&window, "Planned start"), "62.4", "typed text is kept");
    window.must_say("cannot be read as a date");
}

/// Hints vanish once the certificate's way of counting is chosen; Tab goes on from there all the same.
#[test]
fn the_focus_stays_on_the_convention_that_was_chosen() {
    let mut window = new_patient();
    window.harness.get_by_label("Viable cells × CAR+").focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Space);
    press(&mut window, Modifiers::NONE, Key::Tab);
    let next = window.harness.get_by_label("One instrument: viable CD3+ CAR+ per µL");
    assert!(next.accesskit_node().is_focused(), "Tab does not go on to the next answer");
}

/// A field is as high with the focus as without.
#[test]
fn nothing_moves_when_a_field_gets_the_focus() {
    let mut window = new_patient();
    let top =
        |window: &Window| window.harness.get_by_role_and_label(Role::TextInput, "Lot number").rect().top();
    focus(&mut window, "Lot number");
    let before = top(&window);
    focus(&mut window, "Body weight");
    assert!((top(&window) - before).abs() < 0.1, "{before} became {}", top(&window));
}

/// Tab brings what it comes to into sight, down to the last answer and button.
#[test]
fn what_has_the_focus_is_in_sight() {
    let mut window = new_patient();
    focus(&mut window, "Expiry");
    for _ in 0..7 {
        press(&mut window, Modifiers::NONE, Key::Tab);
        window.harness.run();
        let node = window.harness.query_all_by(|node| node.is_focused() && node.role() == Role::RadioButton);
        for node in node {
            let bounds = node.rect();
            assert!(bounds.bottom() < 770.0, "{:?} at {bounds}", node.accesskit_node().label());
        }
    }
}

/// What is wrong with a weight stands under the row: the date beside it keeps its place and its width.
#[test]
fn a_problem_presses_no_field_aside() {
    let date = |window: &Window| window.harness.get_by_role_and_label(Role::TextInput, "Measured on").rect();
    let mut window = new_patient();
    focus(&mut window, "Body weight");
    type_text(&mut window, "137,6");
    let wrong = date(&window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "62.4");
    let right = date(&window);
    assert!((wrong.left() - right.left()).abs() < 0.5 && (wrong.top() - right.top()).abs() < 0.5);
    assert!(right.left() < 560.0, "the date lies outside the column at {right}");
}

/// Lot numbers as long as a line stay inside the column, and each bag's millilitres on one line.
#[test]
fn a_long_lot_number_stays_in_its_column() {
    let long = "LOT-20261101-HER2-CART-SHENYANG-0002-B-AND-MORE-OF-IT";
    let other = "lots: [(id: \"L2\", label_subject: \"EXAMPLE-01\"),";
    let changes = [("LOT-E01", long), ("lots: [\n", other)];
    for language in BOTH {
        let mut changed = changed("eligible", &changes).language(language);
        changed.opening = changed.opening.size(SMALLEST);
        let window = changed.open();
        // The rail with the margin takes 125, the column at its narrowest 388.
        inside(&window, named(language, "Entries", "录入"), 125.0 + 388.0);
    }
}

/// A new code takes the place of the old one in the dialogue; added to it, it would be a code that nobody has.
#[test]
fn a_copy_gets_the_code_that_is_typed() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    press(&mut window, Modifiers::COMMAND, Key::D);
    window.harness.run();
    type_text(&mut window, "HX-009");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    assert_eq!(typed(&window, "Subject code"), "HX-009");
}

/// Cut over two lines, 370,370,000 could be read as 370: in the smallest window with text at 150 %, too.
#[test]
fn no_figure_of_the_certificate_is_cut() {
    for (size, language) in [
        ([1280.0, 800.0], Language::English),
        ([1024.0, 700.0], Language::Chinese),
        ([1024.0 / 1.5, 700.0 / 1.5], Language::English),
        ([1024.0 / 1.5, 700.0 / 1.5], Language::Chinese),
    ] {
        let window = Opening::new().example("eligible").view(View::Dose).language(language).size(size).open();
        let figures: Vec<_> = window
            .harness
            .query_all_by(|node| {
                node.role() == Role::Label && node.value().is_some_and(|text| text == "370,370,000")
            })
            .collect();
        assert_eq!(figures.len(), 2, "as stated and as computed, {size:?}");
        for figure in figures {
            assert!(figure.rect().height() < 24.0, "{size:?} {language:?}: {:?}", figure.rect());
        }
    }
}
