//! Files that somebody else holds, changed or damaged.

use super::*;

/// A file from elsewhere whose checksum does not fit is not calculated with; one without a checksum is.
#[test]
fn an_import_with_a_wrong_checksum_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("sent.ron");
    let body = "(schema: 1, draft: (subject: \"Z-3\"))\n";
    fs::write(&file, format!("{body}// sha256: {}\n", "0".repeat(64))).unwrap();
    let mut window = Opening::new().over(data);
    drop_files(&mut window, std::slice::from_ref(&file));
    window.must_say("No patient open");
    window.must_say("sent.ron");
    window.must_say("checksum");
    fs::write(&file, body).unwrap();
    drop_files(&mut window, std::slice::from_ref(&file));
    window.must_say("Imported sent.ron");
}

#[test]
fn a_record_that_was_taken_over_is_not_overwritten() {
    let mut window = opened(one());
    let before = fs::read(records(&window.data).join("S-01.ron")).unwrap();
    foreign_lock(&window.data, "S-01");
    // Back to the code, so that it is a plain save of another change.
    press(&mut window, Modifiers::NONE, Key::Backspace);
    window.must_say("Saved");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("The record was taken over");
    window.must_say("p7 has had S-01 on WARD-3 since 2026-11-22 08:00");
    assert_eq!(fs::read(records(&window.data).join("S-01.ron")).unwrap(), before);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Save as");
    let fields: Vec<_> = window.harness.get_all_by_role_and_label(Role::TextInput, CODE).collect();
    fields.last().unwrap().type_text("S-01-B");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(exists(&window, "S-01-B.ron"));
    assert!(exists(&window, "S-01.lock"), "the other's lock stays");
}

fn foreign_lock(data: &TempDir, subject: &str) {
    let holder =
        "(by: \"p7\", computer: \"WARD-3\", program: \"CARdose 0.1.0\", since: \"2026-11-22T08:00\")";
    let text = format!("(holder: {holder}, process: 4242)\n");
    fs::write(records(data).join(format!("{subject}.lock")), text).unwrap();
}

#[test]
fn a_record_held_elsewhere_is_looked_at_or_taken_over_with_a_reason() {
    let data = one();
    foreign_lock(&data, "S-01");
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).over(data);
    window.must_say("p7 has had S-01 open on WARD-3 since 2026-11-22 08:00");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Read only: p7 has had it open on WARD-3 since 2026-11-22 08:00");
    assert!(close(&mut window));

    let data = one();
    foreign_lock(&data, "S-01");
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).over(data);
    // The only field has the focus at once, and with a reason in it Enter takes over; somebody has to be named.
    window.harness.event(Event::Text("they went home".to_owned()));
    window.harness.run();
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Reason for taking over");
    assert_eq!(field.value().as_deref(), Some("they went home"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Who is working?");
    window.harness.event(Event::Text("p2".to_owned()));
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Reason for taking over");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Saved");
    let lock = fs::read_to_string(records(&window.data).join("S-01.lock")).unwrap();
    assert!(lock.contains("they went home") && lock.contains("WARD-3") && lock.contains("p2"), "{lock}");
}

/// Back at the window after somebody took the record over: it is said at once, and not only with the next save.
#[test]
fn a_record_taken_over_is_noticed_on_coming_back() {
    let data = one();
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).over(data);
    window.must_say("Saved");
    foreign_lock(&window.data, "S-01");
    window.harness.event(Event::WindowFocused(true));
    window.harness.run();
    window.must_say("Read only: p7 has had it open on WARD-3 since 2026-11-22 08:00");
    let mut window = opened(one());
    foreign_lock(&window.data, "S-01");
    window.harness.event(Event::WindowFocused(true));
    window.harness.run();
    window.must_say("The record was taken over");
}

/// The person's own last save stands among the differences: it is said why.
#[test]
fn what_is_compared_with_a_changed_record_is_named() {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "eligible", 2);
    let path = records(&data).join("S-01.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("62.4", "62.5")).unwrap();
    let window = Opening::new().file(&path).over(data);
    window.must_say("Compared with revision 1, the one before the last save");
}

#[test]
fn a_damaged_file_says_the_same_in_chinese() {
    let data = one();
    let damaged = data.path().join("damaged.ron");
    fs::write(&damaged, "(schema: 1,\n drafft: (subject: \"Z-1\"))").unwrap();
    let mut window = Opening::new().language(Language::Chinese).dark(true).over(data);
    drop_files(&mut window, &[damaged]);
    window.must_say("damaged.ron第2行第2列：没有字段RecordFile中的`drafft`；是否应为`draft`？");
}

/// Nobody works yet: it is asked first, and nothing is written.
fn say_who_works(window: &mut Window, path: &Path) {
    let before = fs::read(path).unwrap();
    window.must_say("Who is working?");
    enter(window, "Initials", "zw");
    window.click("OK");
    assert_eq!(fs::read(path).unwrap(), before);
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    window.harness.run();
}

#[test]
fn a_changed_record_is_looked_at_before_it_is_used() {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "platelets-low", 2);
    let path = records(&data).join("S-01.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("74.6", "94.6")).unwrap();
    let mut window = Opening::new().file(&path).over(data);
    window.must_say("Changed outside the program, or damaged");
    // In words, as on Screening: no name of the file's own form.
    window.must_say("Platelets (2026-11-19)");
    window.must_say("94.6 ×10⁹/L");
    window.must_say("74.6 ×10⁹/L");
    window.must_not_say("assessments[");
    window.must_not_say("10*9/L");
    window.click("Restore revision 1");
    say_who_works(&mut window, &path);
    window.click("Restore revision 1");
    window.must_say("Saved");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("74.6") && !text.contains("94.6"));
}

#[test]
fn a_record_that_cannot_be_read_goes_back_to_a_former_version() {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "eligible", 3);
    let path = records(&data).join("S-01.ron");
    fs::write(&path, "half a reco").unwrap();
    let mut window = Opening::new().file(&path).over(data);
    window.must_say("The file cannot be read");
    window.click("Restore revision 2");
    say_who_works(&mut window, &path);
    window.click("Restore revision 2");
    window.must_say("Saved");
    assert!(read_record_file(&path).is_ok());
}

/// A bag, an answer and a date that differ: each under the words that its field has, in either language.
#[test]
fn what_differs_is_named_in_words() {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "eligible", 2);
    let path = records(&data).join("S-01.ron");
    let text = fs::read_to_string(&path).unwrap();
    let mut changed = text.clone();
    for (old, new) in [
        ("2027-05-31", "2027-06-30"),
        ("of: \"gilbert\", value: No", "of: \"gilbert\", value: Yes"),
        ("save 1", "save 2"),
    ] {
        assert!(changed.contains(old), "{old}: {changed}");
        changed = changed.replacen(old, new, 1);
    }
    fs::write(&path, changed).unwrap();
    let window = Opening::new().file(&path).over(data);
    for words in
        ["Lot LOT-E01: Expiry", "2027-06-30", "Gilbert's syndrome (2026-11-20)", "yes", "Note", "save 2"]
    {
        window.must_say(words);
    }
    let Window { data, harness } = window;
    drop(harness);
    let window = Opening::new().file(&path).language(Language::Chinese).over(data);
    for words in ["批号 LOT-E01：有效期至", "Gilbert综合征（2026年11月20日）", "备注"] {
        window.must_say(words);
    }
}
