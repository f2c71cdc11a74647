//! The worked examples, typed with the keyboard alone.

use super::*;

/// A data folder whose site is the made-up one, as if it were the centre's own.
fn with_site() -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let site =
        fs::read_to_string(format!("{}/presets/sites/example.ron", env!("CARGO_MANIFEST_DIR"))).unwrap();
    write(&data.path().join("site.ron"), &site);
    data
}

/// A new patient at the view of product and dose, with a person at work.
fn new_patient(data: tempfile::TempDir) -> Window {
    let mut window = Opening::new().over(data);
    press(&mut window, Modifiers::NONE, Key::F4);
    choose(&mut window, "p2  pharmacist");
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window
}

/// Presses Tab until what is named so has the focus; never back.
#[track_caller]
fn tab_to(window: &mut Window, name: &str) {
    let mut met = Vec::new();
    for _ in 0..60 {
        let focused = window.harness.query_all_by(|node| node.is_focused() && node.role() != Role::Window);
        let focused =
            focused.map(|node| node.accesskit_node().label().or_else(|| node.value())).next_back().flatten();
        if focused.as_deref() == Some(name) {
            return;
        }
        // Back at the rail: the order of the fields is not the order of reading.
        let wrapped = met.len() > 3 && focused.as_deref() == Some("Patients");
        assert!(!wrapped, "{name} does not come after what was typed before: {met:#?}");
        met.push(focused.unwrap_or_default());
        press(window, Modifiers::NONE, Key::Tab);
    }
    panic!("Tab does not reach {name}: {met:#?}");
}

/// Tab, digits, Tab, the unit that so many presses of the arrow key choose.
#[track_caller]
fn fill(window: &mut Window, name: &str, digits: &str, presses: usize) {
    tab_to(window, name);
    type_text(window, digits);
    tab_to(window, &format!("{name}: unit"));
    for _ in 0..presses {
        press(window, Modifiers::NONE, Key::ArrowDown);
    }
}

#[track_caller]
fn choose(window: &mut Window, name: &str) {
    tab_to(window, name);
    press(window, Modifiers::NONE, Key::Space);
}

/// facts.md X1, typed with the keyboard alone: 62.4 kg at DL2; 25.0e6 viable, 96.2 % CD3+, 38.5 % CAR+; 20.2 mL.
#[test]
fn x1_with_the_keyboard_alone() {
    let window = type_x1();
    for text in
        ["20.2 mL", "99.91 %", "≈ 20.21762022 mL", "187,036,850 cells", "9,259,250/mL", "leave 19.8 mL"]
    {
        result_says(&window, Language::English, text);
    }
}

/// Every key of worked example X1, from the first to the last.
pub(crate) fn rehearse_x1() -> Vec<Stroke> {
    STROKES.take();
    drop(type_x1());
    STROKES.take()
}

fn type_x1() -> Window {
    let mut window = new_patient(with_site());
    tab_to(&mut window, "Subject code");
    type_text(&mut window, "S-001");
    fill(&mut window, "Body weight", "62.4", 1);
    tab_to(&mut window, "Measured on");
    type_text(&mut window, "2026-11-20");
    choose(&mut window, "Assign DL2 · 3 × 10⁶/kg");
    tab_to(&mut window, "Lot number");
    type_text(&mut window, "L1");
    tab_to(&mut window, "Subject on the bag label");
    type_text(&mut window, "S-001");
    choose(&mut window, "Viable cells × CD3+ × CAR+");
    choose(&mut window, "After thaw");
    fill(&mut window, "viable nucleated cells", "25.0", 1);
    fill(&mut window, "CD3+ share", "96.2", 1);
    fill(&mut window, "CAR+ share", "38.5", 1);
    fill(&mut window, "CAR+ cells in the lot", "370.37", 1);
    tab_to(&mut window, "Bags");
    type_text(&mut window, "2");
    fill(&mut window, "Volume of each", "20", 1);
    choose(&mut window, "Add bags");
    window
}

/// facts.md X2: 70 kg at DL1; 30e6 in all, 91.5 % viable, 97.0 % CD3+, 42.3 % CAR+; 6.2 mL, 69,830,658.9 cells.
#[test]
fn x2_with_the_keyboard_alone() {
    let mut window = new_patient(with_site());
    fill(&mut window, "Body weight", "70", 1);
    tab_to(&mut window, "Measured on");
    type_text(&mut window, "2026-11-20");
    choose(&mut window, "Assign DL1 · 1 × 10⁶/kg");
    tab_to(&mut window, "Lot number");
    type_text(&mut window, "L2");
    choose(&mut window, "Total cells × viability × CD3+ × CAR+");
    choose(&mut window, "After thaw");
    fill(&mut window, "total nucleated cells", "30", 1);
    fill(&mut window, "viability", "91.5", 1);
    fill(&mut window, "CD3+ share", "97.0", 1);
    fill(&mut window, "CAR+ share", "42.3", 1);
    for text in ["6.2 mL", "99.76 %", "≈ 6.215035156 mL", "11,263,009.5/mL", "−0.2419158571"] {
        result_says(&window, Language::English, text);
    }
}

/// The same beside a figure of the certificate and a weight.
#[test]
fn full_width_digits_are_read_and_said() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    for (name, typed, read) in
        [("Body weight", "６２．４０", "= 62.40"), ("viable nucleated cells", "２５．０", "= 25.0")]
    {
        focus(&mut window, name);
        press(&mut window, Modifiers::COMMAND, Key::A);
        type_text(&mut window, typed);
        window.must_say(read);
        result_says(&window, Language::English, "20.2 mL");
    }
}
