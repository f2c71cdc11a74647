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

fn paste(window: &mut Window, block: &str) {
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.run();
    type_block(window, block);
}

/// `previous_column.tsv`: the previous result is never ticked, and each line that is not taken says why.
#[test]
fn the_previous_result_is_not_taken_for_an_empty_one() {
    let mut window = screening("incomplete");
    paste(
        &mut window,
        "Test\tCurrent Result\tPrevious Result\tUnits\tReference Interval\nPlatelets\t\t240\tx10³/µL\t150 – 450\nAST\t-\t22\tU/L\t13-35\nALT\t待出\t24\tU/L\t7-40",
    );
    window.must_say("no result stands there");
    window.must_say("the result is still to come");
    window.must_say("Take over (0)");
    window.must_not_say("will be taken");
}

#[test]
fn two_numbers_ask_for_the_column_and_a_click_answers() {
    let mut window = screening("incomplete");
    paste(&mut window, "有核红细胞\t1\t0\t/100WBC");
    window.must_say("Which column holds the current result?");
    window.must_say("Take over (0)");
    choose(&mut window, "column 3 (0)");
    window.must_not_say("Which column holds the current result?");
    window.must_say("Take over (1)");
    choose(&mut window, "Ask again");
    window.must_say("Take over (0)");
    choose(&mut window, "column 2 (1)");
    choose(&mut window, "Take over (1)");
    assert_eq!(field(&window, "Nucleated red cells per 100 white cells").value().as_deref(), Some("1"));
}

/// Two dates as columns: neither the oldest nor the newest is a default; the one that is chosen dates the report.
#[test]
fn two_dates_ask_which_and_the_report_takes_the_date() {
    let mut window = screening("incomplete");
    paste(&mut window, "项目\t2026-11-01\t2026-11-19\t单位\n有核红细胞\t1\t0\t/100WBC");
    window.must_say("Which date is meant?");
    window.must_say("Take over (0)");
    choose(&mut window, "2026-11-19 (0)");
    window.must_say("Take over");
    window.must_not_say("Which date is meant?");
}

#[test]
fn rows_of_two_days_ask_for_the_day() {
    let mut window = screening("incomplete");
    paste(
        &mut window,
        "Date\tTest\tResult\tUnit\n2024-11-01\tNRBC\t1\t/100WBC\n2024-11-19\tNRBC\t0\t/100WBC",
    );
    window.must_say("Which date is meant?");
    window.must_say("Take over (0)");
    choose(&mut window, "2024-11-19");
    window.must_say("2024-11-01: another day than the one that is taken");
}

#[test]
fn two_lines_of_one_item_ask_which_line() {
    let mut window = screening("incomplete");
    paste(&mut window, "NRBC\t1\t/100WBC\nNRBC\t0\t/100WBC");
    window.must_say("Nucleated red cells per 100 white cells: which line is meant?");
    window.must_say("Take over (0)");
    choose(&mut window, "line 2: 0 /100WBC");
    window.must_say("another line was chosen");
    choose(&mut window, "Take over (1)");
    assert_eq!(field(&window, "Nucleated red cells per 100 white cells").value().as_deref(), Some("0"));
}

#[test]
fn a_block_of_several_people_is_refused_by_their_names() {
    let mut window = screening("incomplete");
    paste(&mut window, "Subject\tTest\tResult\tUnit\nS-01\tNRBC\t0\t/100WBC\nS-02\tHGB\t118\tg/L");
    window.must_say("The block holds results of several people: S-01, S-02.");
    window.must_say("Take over (0)");
    window.must_not_say("will be taken");
}

#[test]
fn a_block_of_somebody_else_is_not_ticked() {
    let mut window = screening("incomplete");
    paste(&mut window, "Subject\tTest\tResult\tUnit\nS-01\tNRBC\t0\t/100WBC");
    window.must_say("The block is of S-01, this patient is EXAMPLE-03");
    window.must_say("Take over (0)");
    choose(&mut window, "Take NRBC");
    window.must_say("Take over (1)");
}

/// What is not taken is not lost: it can stay as a remark on the patient.
#[test]
fn a_line_that_is_not_taken_can_be_kept_as_a_note() {
    let mut window = screening("incomplete");
    paste(&mut window, "GRAN#\t3.0\t10*9/L");
    window.must_say("not recognised");
    choose(&mut window, "Keep GRAN# as a note");
    choose(&mut window, "Take over (0)");
    let note = field(&window, "Note").value().unwrap_or_default();
    assert!(note.contains("not taken: GRAN# 3.0 10*9/L"), "{note}");
}
