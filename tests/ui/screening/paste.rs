//! A block from a spreadsheet.

use super::*;

#[test]
fn a_block_is_previewed_before_it_is_taken() {
    let mut window = screening("incomplete");
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.run();
    window.must_say("Nothing is taken before Take over");
    let block = "血小板计数（PLT）\t190\t×10⁹/L\t125-350\nHGB 119 g/L\n有核红细胞\t0\t/100WBC\n谷草转氨酶\t22\tU/L\t13-35\nGRAN# 3.0 10*9/L";
    type_block(&mut window, block);
    window.must_say("not recognised");
    window.must_say("Take over (1)");
    window.must_say("tick to replace it");
    window.must_say("not done in the report: haemolysed, a new sample is asked for; tick to enter it");
    choose(&mut window, "Take over (1)");
    assert_eq!(field(&window, "Nucleated red cells per 100 white cells").value().as_deref(), Some("0"));
    assert_ne!(
        field(&window, "Haemoglobin").value().as_deref(),
        Some("119"),
        "nothing is overwritten unasked"
    );
}

fn type_block(window: &mut Window, block: &str) {
    let node = window.harness.get_by_label("Pasted block");
    node.type_text(block);
    window.harness.run();
}

/// An item that was chosen for an unknown line stays with that line only: once the text is another, nothing of the
/// choice is left.
#[test]
fn an_item_chosen_for_a_line_does_not_move_to_another() {
    let mut window = screening("incomplete");
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.run();
    type_block(&mut window, "FOO 7.7 10*9/L");
    window.must_say("not recognised");
    window.must_say("Take over (0)");
    window.harness.get_by_label("FOO: choose the item").click_accesskit();
    window.harness.run();
    window.harness.get_all_by_label("Platelets").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_not_say("not recognised");
    let block = window.harness.get_by_label("Pasted block");
    block.focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(eframe::egui::Event::Text("BAR 7.7 10*9/L".to_owned()));
    window.harness.run();
    window.must_say("not recognised");
    window.must_say("Take over (0)");
}
