//! Several versions of the protocol: a patient is judged by the one that he is bound to, a new one is bound to the one in
//! force, and looking at another one changes nothing.

use super::{
    records::{patient, records, wait_for},
    settings::{enter, folder_with, press, site_of},
    support::{Opening, SMALLEST, Window},
};
use cardose::{
    app::View,
    i18n::Language,
    model::{Change, RecordFile, Value},
    storage::{DataFolder, EMBEDDED_PROTOCOL, Opened, read_record_file, save},
};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use std::{
    fs,
    sync::atomic::{AtomicI64, Ordering},
};
use tempfile::TempDir;

const OLD: &str = "registry 2024-03-06, edition 2";
const NEW: &str = "amendment 1";

/// The shipped protocol with at least 100 × 10⁹/L of platelets instead of 75.
fn amendment() -> String {
    let text = EMBEDDED_PROTOCOL.text.replacen(OLD, NEW, 1);
    let limit = "AtLeast(\"platelets\", Value((value: \"75\"";
    assert_eq!((text.matches(limit).count(), text.matches("platelets at least 75").count()), (1, 1));
    text.replace(limit, &limit.replace("75", "100"))
        .replace("platelets at least 75", "platelets at least 100")
}

/// Both versions, the amendment in force from this date, and one patient of 80 × 10⁹/L bound to each.
fn folder(from: Option<&str>) -> TempDir {
    let dates = from.map(|from| (NEW.to_owned(), from.to_owned()));
    let data = folder_with(|site| site.in_force.extend(dates));
    put(&data, "amendment-1.ron", &amendment());
    for (subject, version) in [("A-OLD", OLD), ("B-NEW", NEW)] {
        save(&records(&data), &eighty(subject, version), None).unwrap();
    }
    data
}

fn put(data: &TempDir, name: &str, text: &str) {
    fs::write(DataFolder::new(data.path()).protocols().join(name), text).unwrap();
}

fn eighty(subject: &str, version: &str) -> RecordFile {
    let mut file = patient(subject, "eligible");
    version.clone_into(&mut file.protocol.version);
    let results = file.draft.assessments.iter_mut().flat_map(|assessment| &mut assessment.results);
    for finding in results.filter(|finding| finding.of == "platelets") {
        let Value::Quantity(typed) = &mut finding.value else { panic!("no quantity") };
        "80".clone_into(&mut typed.value);
    }
    file
}

fn open(data: TempDir, subject: &str) -> Window {
    let path = records(&data).join(format!("{subject}.ron"));
    Opening::new().file(&path).view(View::Screening).over(data)
}

fn versions(window: &mut Window) {
    window.click("Protocol");
    window.click("Versions");
}

fn record(window: &Window, subject: &str) -> RecordFile {
    let path = records(&window.data).join(format!("{subject}.ron"));
    let Ok(Opened::Record { file, .. }) = read_record_file(&path) else { panic!("not readable") };
    *file
}

/// Says who works, in the dialogue that is open.
fn say_who(window: &mut Window) {
    window.click("p1  investigator");
}

const COMPARE: &str = "Compare with version registry 2024-03-06, edition 2: amendment 1";

#[test]
fn a_patient_is_judged_by_the_version_that_he_is_bound_to() {
    let window = open(folder(Some("2026-11-21")), "A-OLD");
    window.must_say("Eligible so far on the entries made");
    window.must_say("This patient is bound to NCT06101082, version registry 2024-03-06, edition 2");
    window.must_say("and judged by it. In force here is version amendment 1");
    let window = open(folder(Some("2026-11-21")), "B-NEW");
    window.must_say("below 100");
    window.must_say("NCT06101082, version amendment 1");
    window.must_not_say("This patient is bound to");
    // Before that date it is the other one that says it.
    let window = open(folder(None), "B-NEW");
    window.must_say("below 100");
    window.must_say("version amendment 1, content ");
    window.must_say("and judged by it. In force here is version registry 2024-03-06, edition 2");
}

#[test]
fn a_result_on_the_clipboard_names_the_version_that_judged() {
    let mut window = open(folder(None), "B-NEW");
    let text = super::settings::copied(&mut window);
    assert!(text.contains(NEW) && !text.contains(OLD), "{text}");
}

#[test]
fn the_table_shows_each_patient_by_his_own_version() {
    let mut window = Opening::new().over(folder(Some("2026-11-21")));
    wait_for(&mut window, "A-OLD, DL2, Eligible on the entries made");
    wait_for(&mut window, "B-NEW, DL2, Not eligible");
}

#[test]
fn looking_at_another_version_names_what_flips_and_changes_nothing() {
    let mut window = open(folder(None), "A-OLD");
    let before = fs::read(records(&window.data).join("A-OLD.ron")).unwrap();
    versions(&mut window);
    window.must_not_say("What if");
    press(&mut window, COMPARE);
    window.must_say("What differs: version registry 2024-03-06, edition 2 → version amendment 1");
    window.must_say("platelets at least 100");
    window.must_say("What if: A-OLD under version amendment 1 instead of registry 2024-03-06, edition 2");
    window.must_say("Version registry 2024-03-06, edition 2: eligible on the entries made");
    window.must_say("Version amendment 1: not eligible");
    let texts = window.texts();
    let flips: Vec<&str> = texts.lines().skip_while(|line| !line.contains("What if: A-OLD")).collect();
    let named: Vec<&&str> = flips
        .iter()
        .filter(|line| line.starts_with("Inclusion ") || line.starts_with("Exclusion "))
        .collect();
    assert_eq!(named, [&"Inclusion 8"], "{}", flips.join("\n"));
    assert!(flips.iter().any(|line| line.contains("80") && line.contains("100")), "{}", flips.join("\n"));
    window.must_not_say("E27");
    press(&mut window, "Every criterion under both versions");
    window.must_say("E27");
    assert_eq!(fs::read(records(&window.data).join("A-OLD.ron")).unwrap(), before);
}

#[test]
fn a_patient_is_moved_to_the_chosen_version_by_a_person_with_a_reason() {
    const BIND: &str = "Bind to version amendment 1 and save";
    let mut window = open(folder(None), "A-OLD");
    versions(&mut window);
    press(&mut window, COMPARE);
    window.must_say("Move A-OLD to another version");
    assert!(window.harness.get_by_label(BIND).accesskit_node().is_disabled(), "a reason comes first");
    enter(&mut window, "Reason", "new consent");
    press(&mut window, BIND);
    assert_eq!(record(&window, "A-OLD").protocol.version, OLD, "who works is asked first");
    say_who(&mut window);
    press(&mut window, BIND);
    let file = record(&window, "A-OLD");
    let loaded = DataFolder::new(window.data.path()).load_protocols().remove(0).unwrap();
    assert_eq!((&*file.protocol.version, &file.protocol.sha256), (NEW, &loaded.sha256));
    let line: &Change = file.trail.iter().find(|line| line.field == "protocol").unwrap();
    assert_eq!((&*line.by, &*line.reason), ("p1", "new consent"));
    assert!(line.old.contains(OLD) && line.new.contains(NEW), "{line:?}");
    // Now the way back to the version in force is offered, and he is judged by the amendment.
    window.must_say("Bind to version registry 2024-03-06, edition 2 and save");
    super::records::press(&mut window, Modifiers::COMMAND, Key::Num2);
    window.must_say("below 100");
}

#[test]
fn the_date_in_force_chooses_the_version_of_a_new_patient() {
    for (from, expected) in [("2026-11-23", OLD), ("2026-11-22", NEW), ("2026-11-21", NEW)] {
        let mut window = Opening::new().over(folder(Some(from)));
        super::records::press(&mut window, Modifiers::COMMAND, Key::N);
        window.harness.event(Event::Text("C-1".into()));
        window.harness.run();
        super::records::press(&mut window, Modifiers::COMMAND, Key::S);
        assert_eq!(record(&window, "C-1").protocol.version, expected, "in force from {from}");
    }
}

#[test]
fn a_date_in_force_is_signed_with_a_reason() {
    const SAVE: &str = "Save the date: amendment 1";
    let mut window = Opening::new().view(View::Protocol).over(folder(None));
    window.click("Versions");
    let chips = |window: &Window| {
        let texts = window.texts();
        let words =
            texts.lines().filter(|line| line.contains("in force here") || line.starts_with("Version "));
        words.map(str::to_owned).collect::<Vec<_>>().join(", ")
    };
    let (old, new) = ("Version registry 2024-03-06, edition 2", "Version amendment 1");
    let former = "Version registry 2024-03-06, not in force here";
    assert_eq!(chips(&window), format!("{old}, in force here, {former}, {new}, not in force here"));
    let field = |window: &mut Window, text: &str| {
        let fields = window.harness.query_all_by(|node| {
            node.label().as_deref() == Some("In force here from")
                && node.role() == eframe::egui::accesskit::Role::TextInput
        });
        fields.last().unwrap().focus();
        window.harness.run();
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.harness.run();
        window.harness.event(Event::Text(text.into()));
        window.harness.run();
    };
    for (typed, says) in [("2026-11", "A whole date is needed"), ("22/11/26", "date")] {
        field(&mut window, typed);
        window.must_say(says);
        enter(&mut window, "Reason for the new date", "ethics approval 12");
        assert!(window.harness.get_by_label(SAVE).accesskit_node().is_disabled(), "{typed}");
    }
    field(&mut window, "2026-11-22");
    press(&mut window, SAVE);
    say_who(&mut window);
    assert_eq!(chips(&window), format!("{old}, not in force here, {former}, {new}, in force here"));
    let site = site_of(&window);
    assert_eq!(site.in_force, [(NEW.to_owned(), "2026-11-22".to_owned())]);
    let line = site.trail.last().unwrap();
    assert_eq!(
        (&*line.field, &*line.by, &*line.reason),
        ("in_force[amendment 1]", "p1", "ethics approval 12")
    );
    window.must_not_say("Reason for the new date");
}

#[test]
fn a_file_that_cannot_be_used_is_shown_and_left_out() {
    let data = folder(Some("2026-11-21"));
    put(&data, "amendment-1.ron", &format!("{}// sha256: 00\n", amendment()));
    put(&data, "half.ron", "(schema: 1, id: ");
    put(
        &data,
        "empty-rule.ron",
        &amendment().replace(NEW, "amendment 2").replace("what: \"steroid\"", "what: \"no_such\""),
    );
    let other = EMBEDDED_PROTOCOL.text.replacen("id: \"nct06101082\"", "id: \"nct00000000\"", 1);
    put(&data, "other.ron", &other);
    let mut window = Opening::new().view(View::Protocol).size([1280.0, 1400.0]).over(data);
    window.click("Versions");
    window.must_say(
        "A version of the protocol cannot be used and is left out; everything else holds. amendment-1.ron",
    );
    window.must_say("Files that are not used");
    window.must_say("everything else holds. half.ron");
    window.must_say("everything else holds. empty-rule.ron: ");
    window.must_say("other.ron is of another protocol.");
    window.must_not_say("Version amendment 1");
    window.must_not_say("Version amendment 2");
    window.must_say("in force here");
    // Bound to a version that is not here, he is judged by the one in force, and it says so.
    let window = open(window.data, "B-NEW");
    window.must_say("version amendment 1, content , which is not here.");
    window.must_say("Eligible so far on the entries made");
}

/// What the site has settled holds for another version only where that is unchanged; it leads to where it is settled.
#[test]
fn what_must_be_settled_anew_leads_to_the_settings() {
    let data = folder(Some("2026-11-21"));
    let ask = "May a patient aged exactly 70 take part?";
    // Of all that the site has settled, only this question has changed.
    let text = EMBEDDED_PROTOCOL.text.replacen(OLD, NEW, 1);
    assert_eq!(text.matches(ask).count(), 1);
    put(&data, "amendment-1.ron", &text.replace(ask, "And a patient aged exactly 70?"));
    let mut window = Opening::new().view(View::Protocol).size([1280.0, 1400.0]).over(data);
    window.click("Versions");
    window.must_say(
        "Settled for another version, to be settled anew for this one: And a patient aged exactly 70?",
    );
    let label =
        window.texts().lines().find(|line| line.starts_with("Answer it: And a patient")).unwrap().to_owned();
    press(&mut window, &label);
    window.must_say("And a patient aged exactly 70?");
    window.must_say("Leave it open");
    window
        .must_say("Settled for another version of the protocol; for the version in force it does not hold.");
    // Named its source for this version, it holds again.
    let source = window.harness.query_all_by(|node| {
        node.label().is_some_and(|label| label.starts_with("Source"))
            && node.role() == eframe::egui::accesskit::Role::TextInput
    });
    source.last().unwrap().focus();
    window.harness.run();
    window.harness.event(Event::Text("letter 4 ".into()));
    window.harness.run();
    super::settings::person(&mut window, "p1  investigator");
    press(&mut window, "Save settings");
    window.must_not_say("Settled for another version of the protocol");
    window.click("Protocol");
    // Neither for the amendment nor for the version before it, which keeps its own answer.
    window.must_not_say("to be settled anew for this one: And a patient");
}

/// Only an edition that counts from the first day of a stage asks for that day.
#[test]
fn the_first_day_of_screening_is_asked_where_a_criterion_reaches_back_from_it() {
    const LABEL: &str = "Screening: First day";
    let data = folder(None);
    let text = amendment();
    assert_eq!(text.matches("reaches_from: Last, text: (").count(), 1, "Exclusion 13");
    put(
        &data,
        "amendment-1.ron",
        &text.replace("reaches_from: Last, text: (", "reaches_from: First, text: ("),
    );
    let window = open(data, "A-OLD");
    assert!(window.harness.query_by_label(LABEL).is_none());
    let mut window = open(window.data, "B-NEW");
    window.must_say("below 100");
    window.harness.get_by_label(LABEL).focus();
    window.harness.run();
    window.harness.event(Event::Text("2026-11-02".into()));
    window.harness.run();
    super::records::press(&mut window, Modifiers::COMMAND, Key::S);
    let file = record(&window, "B-NEW");
    let screening = file.draft.stages.iter().find(|entry| entry.stage == "screening").unwrap();
    // Beside the last day, which is as it was.
    let before = patient("B-NEW", "eligible").draft.stages[0].date.clone();
    assert_eq!((&*screening.first, &screening.date), ("2026-11-02", &before));
}

/// A kept copy of a version with another content: whoever is bound to it is judged by it, and it is never in force.
#[test]
fn another_content_of_a_version_judges_only_who_is_bound_to_it() {
    let data = folder(None);
    put(&data, "kept.ron", &amendment().replacen(NEW, OLD, 1));
    let loaded = DataFolder::new(data.path()).load_protocols().remove(1).unwrap();
    assert_eq!((&*loaded.name, &*loaded.value.version), ("kept.ron", OLD));
    let mut file = eighty("C-KEPT", OLD);
    file.protocol.sha256 = loaded.sha256;
    save(&records(&data), &file, None).unwrap();
    let window = open(data, "C-KEPT");
    window.must_say("below 100");
    let mut window = open(window.data, "A-OLD");
    window.must_say("Eligible so far on the entries made");
    versions(&mut window);
    window.must_say("Another content of the same version.");
}

/// Seconds of the clock that the window reads.
static SECONDS: AtomicI64 = AtomicI64::new(0);

fn clock() -> Zoned {
    Timestamp::from_second(SECONDS.load(Ordering::SeqCst)).unwrap().to_zoned(TimeZone::UTC)
}

fn set_clock(text: &str) {
    SECONDS.store(text.parse::<Timestamp>().unwrap().as_second(), Ordering::SeqCst);
}

#[test]
fn a_version_comes_into_force_at_midnight() {
    set_clock("2026-11-22T23:59:20Z");
    let mut opening = Opening::new().view(View::Protocol);
    opening.start.now = None;
    opening.start.clock = Some(clock);
    let mut window = opening.over(folder(Some("2026-11-23")));
    window.must_say("NCT06101082, version registry 2024-03-06, edition 2");
    set_clock("2026-11-23T00:00:01Z");
    window.harness.run();
    window.must_say("NCT06101082, version amendment 1");
    // The settings ask what the version in force asks.
    window.click("Settings");
    window.must_say("Dosing weight");
}

#[test]
fn nothing_leaves_the_smallest_window_in_chinese() {
    let data = folder(None);
    let path = records(&data).join("A-OLD.ron");
    let opening = Opening::new()
        .file(&path)
        .view(View::Protocol)
        .language(Language::Chinese)
        .size([SMALLEST[0], 1300.0]);
    let mut window = opening.over(data);
    window.click("版本");
    press(&mut window, "与版本号registry 2024-03-06, edition 2比较：amendment 1");
    window.must_say("试判：A-OLD 改按版本号amendment 1");
    window.must_say("不符合入组条件");
}
