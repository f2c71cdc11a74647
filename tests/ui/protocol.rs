//! The view of the protocol: every criterion, level, parameter and question, and the way to the settings.

use super::{
    records::{patient, records},
    support::{Opening, SMALLEST, Window},
};
use cardose::{
    app::View,
    i18n::Language,
    storage::{Opened, read_record_file, save},
};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn protocol() -> Window {
    Opening::new().view(View::Protocol).open()
}

/// As a screen reader would, wherever it is scrolled to.
fn choose(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

#[test]
fn all_criteria_are_there_with_their_stages_and_notes() {
    let mut window = protocol();
    window.must_say("NCT06101082, version registry 2024-03-06, edition 2");
    for number in 1..=14 {
        window.must_say(&format!("Inclusion {number}: "));
    }
    for number in 1..=27 {
        window.must_say(&format!("Exclusion {number}: "));
    }
    window.must_not_say("Decides at:");
    let line = window.texts().lines().find(|line| line.starts_with("Exclusion 8: ")).unwrap().to_owned();
    choose(&mut window, &line);
    window.must_say("Decides at: Apheresis");
    window.must_say("Asks for: anticancer drug or antibody");
    window.must_say("sexualization");
}

#[test]
fn search_finds_words_and_numbers() {
    let mut window = protocol();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    window.harness.event(eframe::egui::Event::Text("radiotherapy".into()));
    window.harness.run();
    window.must_say("Exclusion 12: ");
    window.must_not_say("Exclusion 11: ");
    window.must_not_say("Inclusion criteria");
}

#[test]
fn a_question_leads_to_its_answer_in_the_settings() {
    let mut window = protocol();
    window.click("Open questions");
    window.must_say("open, 0 settled");
    window.must_say("Is one month a calendar month, 28 days or 30 days?");
    window.must_say("A calendar month");
    choose(&mut window, "Answer it: Is one month a calendar month, 28 days or 30 days?");
    window.must_say("Leave it open");
}

#[test]
fn levels_parameters_and_version() {
    let mut window = protocol();
    window.click("Levels and stages");
    window.must_say("DL3: ");
    window.must_say("Screening: 31 criteria decide here");
    window.click("Parameters");
    window.must_say("Dosing weight: measured at which stage");
    window.must_say("not set");
    window.click("Versions");
    window.must_say("Dates in force are kept with the settings of the site: set it up first.");
}

#[test]
fn nothing_leaves_the_smallest_window_in_chinese() {
    let mut window = Opening::new().view(View::Protocol).language(Language::Chinese).size(SMALLEST).open();
    window.must_say("入选标准 8：");
    for tab in ["剂量水平与阶段", "参数", "待申办者确认的问题", "版本"] {
        window.click(tab);
    }
    window.must_say("本程序内置该版本");
}

/// A record that was judged by another content of the protocol says so on every view of it; one without a hash, or with
/// this one, does not.
#[test]
fn a_patient_bound_to_another_content_says_so() {
    let shown = |sha256: &str, version: &str| {
        let data = tempfile::tempdir().unwrap();
        let mut file = patient("P-1", "eligible");
        file.protocol.sha256 = sha256.into();
        file.protocol.version = version.into();
        std::fs::create_dir_all(records(&data)).unwrap();
        save(&records(&data), &file, None).unwrap();
        let path = records(&data).join("P-1.ron");
        Opening::new().view(View::Screening).file(&path).over(data)
    };
    let words = "This patient is bound to NCT06101082, version registry 2024-03-06, edition 2, content 00112233, which is not here.";
    shown("0011223344", "registry 2024-03-06, edition 2").must_say(words);
    shown("", "amendment 1").must_say("This patient is bound to NCT06101082, version amendment 1");
    shown("", "registry 2024-03-06, edition 2").must_not_say("This patient is bound to");
}

/// Moving a patient to this version is signed, needs a reason, and stands in the trail with what was before.
#[test]
fn a_patient_is_moved_to_this_version_with_a_reason() {
    let data = tempfile::tempdir().unwrap();
    let mut file = patient("P-1", "eligible");
    file.protocol.version = "amendment 1".into();
    std::fs::create_dir_all(records(&data)).unwrap();
    save(&records(&data), &file, None).unwrap();
    let path = records(&data).join("P-1.ron");
    let mut window = Opening::new().view(View::Protocol).file(&path).over(data);
    window.harness.run();
    window.click("Protocol");
    window.click("Versions");
    window.must_say("P-1 is bound to another version");
    let button = |window: &Window| {
        window
            .harness
            .get_by_label("Bind to version registry 2024-03-06, edition 2 and save")
            .accesskit_node()
            .is_disabled()
    };
    assert!(button(&window), "a reason comes first");
    window.harness.get_by_label("Reason").focus();
    window.harness.event(eframe::egui::Event::Text("ethics approval of the amendment withdrawn".into()));
    window.harness.run();
    window.click("Bind to version registry 2024-03-06, edition 2 and save");
    // Nobody has said who works: that is asked first.
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("amendment 1") && !text.contains("withdrawn"));
    window.harness.event(eframe::egui::Event::Text("p1".into()));
    window.harness.run();
    window.harness.key_press(Key::Enter);
    window.harness.run();
    choose(&mut window, "Bind to version registry 2024-03-06, edition 2 and save");
    window.must_not_say("is bound to another version");
    let Ok(Opened::Record { file, .. }) = read_record_file(&path) else { panic!("not readable") };
    assert_eq!(file.protocol.version, "registry 2024-03-06, edition 2");
    let line = file.trail.iter().find(|change| change.field == "protocol").unwrap();
    assert_eq!((&*line.by, &*line.reason), ("p1", "ethics approval of the amendment withdrawn"));
    assert!(line.old.contains("amendment 1"), "{line:?}");
}

/// Both languages, every open question, no name; a file that is there is not replaced unasked.
#[test]
fn the_letter_to_the_sponsor_is_written() {
    let mut window = protocol();
    let path = window.data.path().join("letter.txt");
    window.click("Open questions");
    choose(&mut window, "Letter to the sponsor…");
    let write = |window: &mut Window| {
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.harness.event(eframe::egui::Event::Text(path.display().to_string()));
        window.harness.run();
        window.harness.key_press(Key::Enter);
        window.harness.run();
    };
    write(&mut window);
    let text = std::fs::read_to_string(&path).unwrap();
    let both = ["Is one month a calendar month, 28 days or 30 days?", "1个月指日历月、28天还是30天？"];
    for question in both {
        assert_eq!(text.matches(question).count(), 1, "{question}");
    }
    window.must_say("The letter is written");
    std::fs::write(&path, "another file").unwrap();
    choose(&mut window, "Letter to the sponsor…");
    write(&mut window);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "another file");
}
