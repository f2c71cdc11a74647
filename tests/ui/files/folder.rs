//! The data folder is gone, or holds what is no file, while somebody works.

use super::*;

/// The share is unmounted: an empty folder of the same name lies there. Nothing is written into it, nothing typed is
/// lost, and when the share is back the save works.
#[test]
fn a_save_into_a_folder_that_vanished_is_refused() {
    let outer = tempfile::tempdir().unwrap();
    let (mount, away) = (outer.path().join("mount"), outer.path().join("away"));
    fs::create_dir(&mount).unwrap();
    let data = tempfile::Builder::new().prefix("data").tempdir_in(&mount).unwrap();
    let mut window = Opening::new().over(data);
    press(&mut window, Modifiers::COMMAND, Key::N);
    type_code(&mut window, "S-09");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-09");
    type_code(&mut window, "X");
    press(&mut window, Modifiers::NONE, Key::Backspace);
    enter(&mut window, "Note", "typed while the share was away");

    fs::rename(&mount, &away).unwrap();
    fs::create_dir(&mount).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_not_say("Saved: S-09");
    window.must_say("the data folder is gone, or another one lies in its place; nothing was written.");
    window.must_say("Not saved");
    // Not even unsaved work goes there, however long it waits.
    for _ in 0..40 {
        window.harness.step();
    }
    assert_eq!(fs::read_dir(&mount).unwrap().count(), 0, "the mount point stays empty");
    // A patient who was never saved has no file to be missed: he is refused all the same.
    fs::remove_dir(&mount).unwrap();
    fs::rename(&away, &mount).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-09");
    let text = fs::read_to_string(records(&window.data).join("S-09.ron")).unwrap();
    assert!(text.contains("typed while the share was away"));
    window.must_not_say("the data folder is gone");
}

#[test]
fn a_new_patient_and_settings_are_not_written_into_a_mount_point() {
    let outer = tempfile::tempdir().unwrap();
    let data = tempfile::Builder::new().prefix("data").tempdir_in(outer.path()).unwrap();
    put(&data, "S-01", "eligible", 1);
    let root = data.path().to_owned();
    let mut window = Opening::new().over(data);
    press(&mut window, Modifiers::COMMAND, Key::N);
    type_code(&mut window, "S-09");
    fs::rename(&root, outer.path().join("away")).unwrap();
    fs::create_dir(&root).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("the data folder is gone");
    window.must_say("New, not saved");
    assert_eq!(fs::read_dir(&root).unwrap().count(), 0);
}

/// In the table and in the recovery folder it is named; the window goes on.
#[test]
fn a_pipe_named_like_a_record_stands_in_the_table() {
    let data = one();
    let pipe = |path: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    pipe(&records(&data).join("P.ron"));
    fs::create_dir_all(records(&data).join("recovery")).unwrap();
    pipe(&records(&data).join("recovery").join("r.ron"));
    let mut window = Opening::new().over(data);
    window.must_say("r.ron: it is a pipe and no file");
    press(&mut window, Modifiers::NONE, Key::Escape);
    wait_for(&mut window, "P.ron");
    wait_for(&mut window, "S-01");
    // Dropped on the window it is named as well.
    let path = window.data.path().join("elsewhere.ron");
    pipe(&path);
    drop_files(&mut window, &[path]);
    window.must_say("elsewhere.ron: it is a pipe and no file");
}

/// What is typed goes only once the other file has been read.
#[test]
fn an_import_that_cannot_be_read_discards_nothing() {
    let mut window = new_patient("S-09");
    let bad = window.data.path().join("bad.ron");
    fs::write(&bad, "half a reco").unwrap();
    // It is read first: there is nothing to ask.
    drop_files(&mut window, std::slice::from_ref(&bad));
    window.must_not_say("Save the changes?");
    window.must_say("bad.ron");
    window.must_say("New, not saved");
    // Between the question and the answer it breaks.
    fs::write(&bad, "(schema: 1, draft: (subject: \"Z-3\"))").unwrap();
    drop_files(&mut window, std::slice::from_ref(&bad));
    window.must_say("Save the changes?");
    fs::write(&bad, "half a reco").unwrap();
    window.click("Discard");
    window.must_say("bad.ron");
    window.must_say("New, not saved");
    let field = window.harness.get_by_role_and_label(Role::TextInput, CODE);
    assert_eq!(field.value().as_deref(), Some("S-09"));
    // One that can be read takes its place.
    fs::write(&bad, "(schema: 1, draft: (subject: \"Z-3\"))").unwrap();
    drop_files(&mut window, &[bad]);
    window.click("Discard");
    let field = window.harness.get_by_role_and_label(Role::TextInput, CODE);
    assert_eq!(field.value().as_deref(), Some("Z-3"));
}
