//! Files that come in and go out: dropped, exported.

use super::*;

#[test]
fn dropped_files_are_taken_in_or_the_reason_is_said() {
    let data = one();
    let damaged = data.path().join("damaged.ron");
    fs::write(&damaged, "(schema: 1, draft: (subject: \"Z-1\"").unwrap();
    let good = data.path().join("good.ron");
    fs::write(&good, "(schema: 1, draft: (subject: \"Z-2\"))\n").unwrap();
    let mut window = Opening::new().over(data);

    drop_files(&mut window, std::slice::from_ref(&damaged));
    window.must_say("damaged.ron, line 1, column");
    window.must_say("No patient open");

    drop_files(&mut window, &[damaged, good.clone()]);
    window.must_say("Imported good.ron. It is not saved yet. Other files that were left alone: 1");
    window.must_say("Z-2");
    assert!(!exists(&window, "Z-2.ron"), "nothing is saved that nobody has looked at");

    // A record of the folder is opened, after the question what becomes of the import.
    let record = records(&window.data).join("S-01.ron");
    drop_files(&mut window, &[record]);
    window.must_say("Save the changes?");
    window.click("Discard");
    assert!(exists(&window, "S-01.lock"));
}

#[test]
fn a_file_over_the_window_is_told_where_it_goes() {
    let mut window = Opening::new().language(Language::Chinese).open();
    // egui draws on while something hovers.
    window.harness.input_mut().hovered_files.push(HoveredFile::default());
    window.harness.run_steps(3);
    window.must_say("松开以导入文件");
    window.harness.input_mut().hovered_files.clear();
    window.harness.run();
    window.must_not_say("松开以导入文件");
}

#[test]
fn export_writes_a_copy_and_never_over_a_file_unasked() {
    let data = one();
    let path = records(&data).join("S-01.ron");
    let target = data.path().join("out.ron");
    let mut window = Opening::new().file(&path).over(data);
    for (replace, words) in [(false, "Exported to"), (false, "is there already"), (true, "Exported to")] {
        press(&mut window, Modifiers::COMMAND, Key::E);
        let field = window.harness.get_by_role_and_label(Role::TextInput, "Path");
        field.focus();
        window.harness.run();
        press(&mut window, Modifiers::COMMAND, Key::A);
        window
            .harness
            .get_by_role_and_label(Role::TextInput, "Path")
            .type_text(&target.display().to_string());
        window.harness.run();
        if replace {
            window.click("Replace the file that is there");
        }
        let button = window.harness.get_all_by_role_and_label(Role::Button, "Export file").last().unwrap();
        button.click();
        window.harness.run();
        window.must_say(words);
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
    let Opened::Record { file, .. } = read_record_file(&target).unwrap() else { panic!("a newer form") };
    assert_eq!(file.draft.subject, "S-01");
}
