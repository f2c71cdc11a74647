//! The open record is watched: what another window has written is noticed, and nothing older is copied.

use super::{
    freshness::own,
    records::{one, opened, press, put, records},
    settings::{copied, copy, folder_with, signed},
    support::{Opening, Window},
};
use cardose::{
    app::View,
    i18n::Language,
    model::RecordFile,
    storage::{self, Opened, add_change, read_record_file, save},
};
use eframe::egui::{Event, Key, Modifiers, ViewportId};
use std::{fs, path::Path, time::Duration};
use tempfile::TempDir;

fn on_disk(path: &Path) -> (RecordFile, storage::Version) {
    match read_record_file(path).unwrap() {
        Opened::Record { file, version, .. } => (*file, version),
        Opened::Newer { .. } => panic!("a newer form"),
    }
}

/// Another window saves it, with a weight of 82.4 kg, and signs it where a person is named.
fn saved_elsewhere(data: &TempDir, by: Option<&str>) {
    let path = records(data).join("S-01.ron");
    let (mut file, version) = on_disk(&path);
    file.draft.note = "weighed again elsewhere".to_owned();
    if let Some(by) = by {
        add_change(&mut file.trail, "protocol", "", "", &signed(by));
    }
    save(&records(data), &file, Some(&version)).unwrap();
}

/// When the file on the disk was written, as the banner says it.
fn written(data: &TempDir) -> String {
    let at = fs::metadata(records(data).join("S-01.ron")).unwrap().modified().unwrap();
    let at = jiff::Timestamp::try_from(at).unwrap().to_zoned(jiff::tz::TimeZone::system());
    at.strftime("%H:%M").to_string()
}

fn open(data: TempDir, view: View) -> Window {
    let path = records(&data).join("S-01.ron");
    Opening::new().file(&path).view(view).over(data)
}

fn focus(window: &mut Window) {
    window.harness.event(Event::WindowFocused(true));
    window.harness.run();
}

/// Frames of a quarter of a second each.
fn seconds(window: &mut Window, seconds: u32) {
    for _ in 0..seconds * 4 {
        window.harness.step();
    }
}

const CHANGED: &str = "what is shown here is older";

#[test]
fn a_record_saved_elsewhere_is_noticed_on_focus() {
    let data = one();
    let mut window = open(data, View::Dose);
    focus(&mut window);
    window.must_not_say(CHANGED);
    saved_elsewhere(&window.data, Some("p7"));
    focus(&mut window);
    window.must_say(&format!("Record changed {} by p7: {CHANGED}", written(&window.data)));
    window.must_say("Read the record again");
}

#[test]
fn a_record_saved_elsewhere_is_noticed_within_seconds() {
    let mut window = open(one(), View::Screening);
    let asked = window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert!(asked <= Duration::from_secs(3), "the window wakes by itself: {asked:?}");
    saved_elsewhere(&window.data, None);
    seconds(&mut window, 4);
    window.must_say(&format!("The record changed on the disk at {}: {CHANGED}", written(&window.data)));
    // As it was before, byte for byte, it is the one that is open.
    let former = storage::history_path(&records(&window.data), "S-01", 1).unwrap();
    fs::copy(former, records(&window.data).join("S-01.ron")).unwrap();
    seconds(&mut window, 4);
    window.must_not_say(CHANGED);
}

#[test]
fn nothing_is_copied_from_a_record_that_changed() {
    let data = folder_with(|_| ());
    fs::create_dir_all(records(&data)).unwrap();
    save(&records(&data), &own("S-01"), None).unwrap();
    let mut window = open(data, View::Dose);
    assert!(copied(&mut window).contains("20.2 mL"));
    saved_elsewhere(&window.data, None);
    // No focus, no wait: the copy itself looks.
    assert_eq!(copy(&mut window), None);
    window.must_say(&format!(
        "Copy result as text: The record changed on the disk at {}",
        written(&window.data)
    ));
}

#[test]
fn reads_it_again_and_asks_about_what_is_typed() {
    // Nothing typed: at once, and the view stays.
    let mut window = open(one(), View::Dose);
    saved_elsewhere(&window.data, None);
    focus(&mut window);
    press(&mut window, Modifiers::NONE, Key::F5);
    window.must_not_say(CHANGED);
    window.must_say("Product and dose");
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    window.must_say("weighed again elsewhere");
    assert!(records(&window.data).join("S-01.lock").exists(), "it is still ours");
    assert!(copied(&mut window).contains("S-01"));

    // Something typed: asked, and *Cancel* leaves it.
    let mut window = opened(one());
    saved_elsewhere(&window.data, None);
    focus(&mut window);
    press(&mut window, Modifiers::NONE, Key::F5);
    window.must_say("changed on the disk meanwhile. Save your changes under another code, or discard them.");
    window.click("Cancel");
    window.must_say("Not saved");
    window.must_say(CHANGED);
    // A save over it is refused, and what is typed stays.
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::F5);
    window.must_not_say(CHANGED);
}

#[test]
fn a_record_that_is_gone_is_noticed_and_what_is_open_stays() {
    let mut window = open(one(), View::Screening);
    let path = records(&window.data).join("S-01.ron");
    fs::rename(&path, window.data.path().join("away.ron")).unwrap();
    focus(&mut window);
    window.must_say("The record changed on the disk at 09:00");
    press(&mut window, Modifiers::NONE, Key::F5);
    window.must_say("Read the record again: S-01.ron: there is no such file");
    fs::rename(window.data.path().join("away.ron"), &path).unwrap();
    focus(&mut window);
    window.must_not_say(CHANGED);
}

/// A record that is only looked at is as old as any.
#[test]
fn a_record_that_is_only_looked_at_is_watched_too() {
    let data = one();
    let holder =
        "(by: \"p7\", computer: \"WARD-3\", program: \"CARdose 0.1.0\", since: \"2026-11-22T08:00\")";
    fs::write(records(&data).join("S-01.lock"), format!("(holder: {holder}, process: 4242)\n")).unwrap();
    let mut window = open(data, View::Screening);
    window.click("Open read only");
    window.must_say("Read only");
    saved_elsewhere(&window.data, None);
    seconds(&mut window, 4);
    // Who has it open is who has saved it.
    window.must_say(&format!("Record changed {} by p7", written(&window.data)));
    press(&mut window, Modifiers::NONE, Key::F5);
    window.must_not_say(CHANGED);
    window.must_say("weighed again elsewhere");
    window.must_say("Read only");
}

#[test]
fn a_save_of_ones_own_is_no_change() {
    let mut window = opened(one());
    press(&mut window, Modifiers::NONE, Key::Backspace);
    let note = "typed here";
    super::settings::enter(&mut window, "Note", note);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-01");
    seconds(&mut window, 4);
    focus(&mut window);
    window.must_not_say(CHANGED);
}

/// The site of another computer is taken up without coming back to the window, too.
#[test]
fn the_site_is_followed_within_seconds() {
    let data = folder_with(|_| ());
    put(&data, "S-01", "eligible", 1);
    let mut window = open(data, View::Screening);
    let folder = storage::DataFolder::new(window.data.path());
    let seen = folder.load_site().unwrap().unwrap();
    let other = cardose::model::Site { name: "Renamed elsewhere".into(), ..seen.value };
    storage::save_site(&folder.site(), &other, Some(&seen.sha256), &signed("p3")).unwrap();
    seconds(&mut window, 4);
    window.must_say("were changed on the disk and have been read again");
}

/// What was never sealed is said to be so, in the window and in what is copied from it.
#[test]
fn files_written_by_hand_are_named_in_the_window() {
    let data = tempfile::tempdir().unwrap();
    fs::create_dir_all(records(&data)).unwrap();
    let text = fs::read_to_string("presets/patients/eligible.ron").unwrap();
    let text = text.replacen("example: true,", "", 1).replace("EXAMPLE-01", "S-01");
    fs::write(records(&data).join("S-01.ron"), text).unwrap();
    let site = fs::read_to_string("presets/sites/example.ron").unwrap();
    fs::write(data.path().join("site.ron"), format!("{site}// by hand\n")).unwrap();
    let mut window = open(data, View::Dose);
    window.must_say("Written by hand, without a checksum: S-01.ron, site.ron");
    assert!(copied(&mut window).contains("S-01.ron, site.ron"));
    press(&mut window, Modifiers::NONE, Key::F9);
    window.must_say("手工编写，没有校验和：S-01.ron");
    let window = Opening::new().example("eligible").language(Language::English).open();
    window.must_not_say("Written by hand");
}
