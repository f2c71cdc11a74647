//! Stages: their windows drawn to scale, dates that are tried, and the investigator's decision.

use super::support::{Opening, SMALLEST, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, Rect, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};

fn screening(example: &str) -> Window {
    Opening::new().example(example).view(View::Screening).open()
}

fn has_focus(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

fn focused(window: &Window) -> String {
    window.harness.get_by(has_focus).accesskit_node().label().unwrap_or_default()
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.harness.run();
}

fn typed(window: &mut Window, text: &str) {
    window.harness.get_by(has_focus).type_text(text);
    window.harness.run();
}

fn choose(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

fn value(window: &Window, name: &str) -> String {
    window.harness.get_by_role_and_label(Role::TextInput, name).value().unwrap_or_default()
}

fn type_into(window: &mut Window, name: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, name).focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    typed(window, text);
}

fn answer(window: &mut Window, question: &str, key: &str) {
    window.harness.get_by_role_and_label(Role::RadioGroup, question).focus();
    window.harness.run();
    typed(window, key);
}

fn work_as(window: &mut Window, initials: &str) {
    press(window, Key::F4);
    window.harness.get_by_role_and_label(Role::TextInput, "Initials").type_text(initials);
    window.harness.run();
    press(window, Key::Enter);
}

/// Where a mark is drawn whose text begins so.
fn drawn(window: &Window, begins: &str) -> Rect {
    let own = |node: &AccessKitNode<'_>| {
        node.role() == Role::Label && node.value().unwrap_or_default().starts_with(begins)
    };
    window.harness.get_all_by(own).next().unwrap().rect()
}

/// Trastuzumab ended on 2026-11-01; the window of 28 days before apheresis on 2026-11-27 starts on 2026-10-30. Drawn
/// to scale it is twice as long as the 14 days of Exclusion 7.
#[test]
fn windows_are_drawn_to_scale() {
    let mut window = screening("eligible");
    type_into(&mut window, "Apheresis", "2026-11-27");
    window.must_say("Nothing in the way: transfusion, growth factor, steroids");
    choose(&mut window, "Those in order too");
    let (short, long) = (drawn(&window, "Exclusion 7, Apheresis"), drawn(&window, "Exclusion 12, Apheresis"));
    // Half of the shape at the end stands over the end.
    let days = |rect: Rect| rect.width() - 6.0;
    assert!((days(long) - 2.0 * days(short)).abs() < 0.5, "{short:?} {long:?}");
    assert!((long.right() - short.right()).abs() < 0.1, "both end at apheresis");
    let stages = [drawn(&window, "Screening, 2026-11-20"), drawn(&window, "Apheresis, 2026-11-27")];
    let week = stages[1].center().x - stages[0].center().x;
    assert!((days(short) - 2.0 * week).abs() < 0.5, "14 days are two weeks: {week} {short:?}");
}

#[test]
fn the_chart_is_read_by_arrows() {
    let mut window = screening("follow-up");
    let chart = "Timeline: left and right arrows go from mark to mark";
    window.harness.get_by_role_and_label(Role::ListBox, chart).focus();
    window.harness.run();
    let stands = |window: &Window| {
        window.harness.get_by_role_and_label(Role::ListBox, chart).value().unwrap_or_default()
    };
    assert!(stands(&window).starts_with("Screening, 2026-08-20: eligible"), "{}", stands(&window));
    press(&mut window, Key::ArrowRight);
    assert!(stands(&window).starts_with("Apheresis, 2026-08-27"), "{}", stands(&window));
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::ArrowLeft);
    assert!(stands(&window).starts_with("Screening"), "{}", stands(&window));
    assert_eq!(focused(&window), chart, "arrows stay in the chart");
    press(&mut window, Key::Tab);
    assert_ne!(focused(&window), chart);
}

#[test]
fn the_timeline_is_text_too() {
    let mut window = screening("follow-up");
    window.must_not_say("paclitaxel, 2026-02-02 to 2026-07-27 and");
    choose(&mut window, "The timeline as text");
    let lines = window.texts();
    let line = "anticancer drug or antibody: paclitaxel, 2026-02-02 to 2026-07-27";
    assert!(lines.lines().filter(|text| *text == line).count() >= 2, "drawn and written: {lines}");
    // Trastuzumab ended on 2026-07-20: 28 days later is 2026-08-17, and the day after is clear.
    window.must_say("earliest from 2026-08-18");
}

/// A tried date says what it would be, and nothing that is entered changes. Trastuzumab ended on 2026-11-01, so the
/// 29th is the 28th day after and the 30th is clear.
#[test]
fn a_date_is_tried_and_nothing_is_changed() {
    let mut window = screening("eligible");
    choose(&mut window, "anticancer drug or antibody: Add a course…");
    typed(&mut window, "trastuzumab");
    type_into(&mut window, "From", "2026-02-02");
    type_into(&mut window, "Until", "2026-11-01");
    answer(&mut window, "Kind", "2");
    type_into(&mut window, "Apheresis", "2026-11-27");
    window.must_say("Not now: repeat from 2026-11-30");
    let before = window.texts();
    let field = "Apheresis: try a date";
    for (day, said) in [
        (
            "2026-11-28",
            "Apheresis on 2026-11-28: not now: repeat from 2026-11-30 (an open question: from 2026-11-29 by the reading",
        ),
        ("2026-11-29", "Apheresis on 2026-11-29: incomplete: cannot be decided yet (Exclusion 9)"),
        ("2026-11-30", "Apheresis on 2026-11-30: eligible so far on the entries made"),
    ] {
        type_into(&mut window, field, day);
        window.must_say(said);
        window.must_say("what if");
        assert_eq!(value(&window, "Apheresis"), "2026-11-27");
        window.must_say("Not now: repeat from 2026-11-30");
    }
    type_into(&mut window, field, "3/5/26");
    window.must_say("could be two days");
    press(&mut window, Key::Escape);
    assert_eq!(value(&window, field), "");
    window.must_not_say("what if");
    assert_eq!(window.texts(), before, "as it was");
    type_into(&mut window, field, "2026-11-30");
    choose(&mut window, "Back to what is entered");
    assert_eq!(focused(&window), field);
    window.must_not_say("what if");
}

#[test]
fn a_decision_is_made_by_keys_and_signed() {
    let mut window = screening("platelets-low");
    window.must_say("Not decided yet");
    choose(&mut window, "Screening: decision");
    let sign = "Screening: Sign the decision";
    assert_eq!(window.harness.query_all_by_label(sign).count(), 0, "nothing is answered beforehand");
    answer(&mut window, "The patient goes on", "1");
    window.must_say("Say how this stands to the program's verdict.");
    press(&mut window, Key::ArrowDown);
    assert_eq!(focused(&window), "Your view of the program's verdict");
    typed(&mut window, "1");
    window.must_say("agree does not go with it");
    let able = |window: &Window| !window.harness.get_by_label(sign).accesskit_node().is_disabled();
    assert!(!able(&window));
    typed(&mut window, "3");
    window.must_say("Say what it is about.");
    type_into(&mut window, "Protocol deviation no.", "PD-7");
    assert!(able(&window));
    choose(&mut window, sign);
    // Nobody has said who works: that is asked first, and then it is signed.
    window.harness.get_by_role_and_label(Role::TextInput, "Initials").type_text("zl");
    window.harness.run();
    press(&mut window, Key::Enter);
    let decided = "Decided: goes on, protocol deviation: PD-7, zl, 2026-11-22 09:00";
    window.must_say(decided);
    window.must_say("the program said fail");
    window.must_not_say("it now says");
    type_into(&mut window, "Platelets", "75");
    window.must_say("Decided when the program said “fail”; it now says “pass”.");
    window.must_say(decided);
    choose(&mut window, "Screening: Change…");
    window.must_say("Decision not signed yet");
    assert_eq!(value(&window, "Protocol deviation no."), "PD-7", "typed text is kept");
    window.must_not_say("it now says");
    for word in ["waive", "Waive", "豁免"] {
        window.must_not_say(word);
    }
}

#[test]
fn what_the_program_misreads_is_named() {
    let mut window = screening("platelets-low");
    work_as(&mut window, "zl");
    choose(&mut window, "Screening: decision");
    answer(&mut window, "The patient goes on", "1");
    answer(&mut window, "Your view of the program's verdict", "2");
    window.harness.get_by_role_and_label(Role::ComboBox, "Open question or criterion").click_accesskit();
    window.harness.run();
    window.harness.get_all_by_label("Inclusion 8").last().unwrap().click_accesskit();
    window.harness.run();
    choose(&mut window, "Screening: Sign the decision");
    window.must_say("Decided: goes on, the program misreads: Inclusion 8, zl, 2026-11-22 09:00");
    choose(&mut window, "Screening: Withdraw the decision");
    window.must_not_say("Decided: goes on");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run();
    window.must_say("Decided: goes on, the program misreads: Inclusion 8");
}

/// Nothing entered yet: the card says what to do first.
#[test]
fn an_empty_timeline_says_what_to_do() {
    let mut window = Opening::new().view(View::Screening).open();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.harness.run();
    window.must_say("With the first of them the timeline is drawn here.");
}

/// In the smallest window the criteria stand where they belong, whatever is in the left column.
#[test]
fn everything_stays_in_the_smallest_window() {
    for language in [Language::English, Language::Chinese] {
        let opening = Opening::new().example("follow-up").view(View::Screening).language(language);
        let window = opening.size(SMALLEST).open();
        let (search, stage) = match language {
            Language::English => ("Search criteria", "Criteria at a stage"),
            Language::Chinese => ("搜索标准", "按阶段筛选标准"),
        };
        let rect = window.harness.get_by_role_and_label(Role::TextInput, search).rect();
        assert!(rect.right() <= SMALLEST[0] - 12.0, "{rect:?}");
        // The column of entry takes 63 % of what the rail leaves; the criteria start right of it.
        let rect = window.harness.get_by_role_and_label(Role::ComboBox, stage).rect();
        assert!(rect.left() <= 112.0 + 12.0 + 0.63 * (SMALLEST[0] - 112.0 - 24.0) + 24.0, "{rect:?}");
    }
}
