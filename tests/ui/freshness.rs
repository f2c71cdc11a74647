//! What another computer saved, and what the clock has changed, holds before anything is shown, saved or copied.

use super::{
    records::{patient, records},
    settings::{copied, folder_with, signed},
    support::{Opening, Window},
};
use cardose::{
    app::View,
    model::{RecordFile, Site, Typed},
    storage::{DataFolder, EMBEDDED_LABORATORIES, EMBEDDED_SITE, save, save_laboratory, save_site},
};
use eframe::egui::{Key, Modifiers, ViewportId, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use std::{
    fs,
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};
use tempfile::TempDir;

/// A record of a site that has set no step for rounding: its dose is provisional.
fn provisional() -> TempDir {
    let data = folder_with(|site| site.settings.retain(|(id, _)| id != "rounding_step"));
    fs::create_dir_all(records(&data)).unwrap();
    save(&records(&data), &own("S-01"), None).unwrap();
    data
}

/// The example as a patient of this site, whose code stands on the label.
pub(super) fn own(subject: &str) -> RecordFile {
    let mut file = patient(subject, "eligible");
    subject.clone_into(&mut file.draft.lots[0].label_subject);
    file
}

/// Another computer sets the step.
fn set_elsewhere(data: &TempDir) {
    let folder = DataFolder::new(data.path());
    let seen = folder.load_site().unwrap().unwrap();
    let settings = EMBEDDED_SITE.site().unwrap().value.settings;
    let site = Site { settings, ..seen.value };
    save_site(&folder.site(), &site, Some(&seen.sha256), &signed("p3")).unwrap();
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

fn open(data: TempDir) -> Window {
    let path = records(&data).join("S-01.ron");
    let window = Opening::new().file(&path).view(View::Dose).over(data);
    window.must_say("PROVISIONAL");
    window
}

const RENEWED: &str = "The settings of the site were changed on the disk and have been read again.";

#[test]
fn a_patient_is_opened_with_the_site_as_it_lies_there() {
    let mut window = Opening::new().over(provisional());
    set_elsewhere(&window.data);
    let path = records(&window.data).join("S-01.ron");
    press(&mut window, Modifiers::COMMAND, Key::O);
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Path");
    field.type_text(&path.display().to_string());
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.must_say("20.2 mL");
    window.must_not_say("PROVISIONAL");
    window.must_say(RENEWED);
}

#[test]
fn a_save_takes_up_the_site_as_it_lies_there() {
    let mut window = open(provisional());
    set_elsewhere(&window.data);
    window.harness.get_by_role_and_label(Role::TextInput, "Expiry").focus();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, "Expiry").type_text(" ");
    window.harness.run();
    window.must_say("PROVISIONAL");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say(&format!("Saved: S-01 {RENEWED}"));
    window.must_not_say("PROVISIONAL");
    window.must_say("20.2 mL");
}

#[test]
fn a_copy_is_of_the_site_as_it_lies_there() {
    let mut window = open(provisional());
    let before = copied(&mut window);
    assert!(before.contains("PROVISIONAL"), "{before}");
    set_elsewhere(&window.data);
    let after = copied(&mut window);
    assert!(!after.contains("PROVISIONAL") && after.contains("20.2 mL"), "{after}");
    window.must_say(&format!("Copied {RENEWED}"));
}

/// Seconds of the clock that the window reads.
static SECONDS: AtomicI64 = AtomicI64::new(0);

fn clock() -> Zoned {
    Timestamp::from_second(SECONDS.load(Ordering::SeqCst)).unwrap().to_zoned(TimeZone::UTC)
}

fn set_clock(text: &str) {
    SECONDS.store(text.parse::<Timestamp>().unwrap().as_second(), Ordering::SeqCst);
}

/// Nobody touches the window: it asks to be drawn once the day is over, and then the lot has expired.
#[test]
fn an_idle_window_wakes_when_the_day_is_over() {
    let data = folder_with(|_| ());
    let mut file = own("S-01");
    "2026-11-22".clone_into(&mut file.draft.lots[0].expires);
    fs::create_dir_all(records(&data)).unwrap();
    save(&records(&data), &file, None).unwrap();
    set_clock("2026-11-22T23:59:20Z");
    // As an import it lies nowhere yet: no record on the disk is watched, and nothing else wakes the window.
    let path = data.path().join("S-01.ron");
    fs::rename(records(&data).join("S-01.ron"), &path).unwrap();
    let mut opening = Opening::new().file(&path).view(View::Dose);
    opening.start.now = None;
    opening.start.clock = Some(clock);
    let mut window = opening.over(data);
    window.must_not_say("past its expiry");
    // Its unsaved work is kept first.
    for _ in 0..12 {
        window.harness.step();
    }
    let asked = window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    // 40 seconds to midnight, and one more, not to be an instant too early.
    assert_eq!(asked, Duration::from_secs(41));
    set_clock("2026-11-23T00:00:01Z");
    window.harness.step();
    window.must_say("past its expiry");
}

const WST: &str = "Chinese adult reference intervals (WS/T 404 and 405), unconfirmed copy";

/// 1.5 × 21.0 µmol/L, the template's limit for women, is 31.5 µmol/L. A report's own interval is not asked for then.
#[test]
fn a_template_is_taken_and_its_limits_are_said_to_be_unconfirmed() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    let pick = |window: &mut Window, name: &str| {
        window.harness.get_by_role_and_label(Role::ComboBox, "Laboratory template").click_accesskit();
        window.harness.run();
        window.harness.get_by_role_and_label(Role::Button, name).click_accesskit();
        window.harness.run();
    };
    pick(&mut window, "none chosen");
    super::settings::enter(&mut window, "Total bilirubin: Interval", "");
    window.harness.key_press(Key::Delete);
    window.harness.run();
    window.must_say("Incomplete");
    window.must_not_say("≤ 31.5");
    pick(&mut window, WST);
    window.must_say("≤ 31.5");
    window.must_say("Eligible so far on the entries made");
    window.harness.get_all_by_label("To decide: 1").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_say("which nobody has confirmed");
    let chosen = window.harness.get_by_role_and_label(Role::ComboBox, "Laboratory template");
    assert_eq!(chosen.accesskit_node().value().as_deref(), Some(WST));
}

/// The site's own template of the same id takes the place of the shipped one: 1.5 × 31.0 is 46.5.
#[test]
fn the_sites_own_template_wins_over_the_shipped_one() {
    let data = folder_with(|_| ());
    let folder = DataFolder::new(data.path());
    let mut own = EMBEDDED_LABORATORIES[0].laboratory().unwrap().value;
    for row in &mut own.rows {
        if row.of == "bilirubin_total" {
            "31.0".clone_into(&mut row.high);
        }
    }
    save_laboratory(&folder.laboratory(&own.id).unwrap(), &own, None).unwrap();
    fs::create_dir_all(records(&data)).unwrap();
    let mut file = self::own("S-01");
    for report in &mut file.draft.assessments {
        for finding in report.results.iter_mut().filter(|finding| finding.of == "bilirubin_total") {
            finding.uln = Typed::default();
            report.laboratory = Some(own.id.clone());
        }
    }
    save(&records(&data), &file, None).unwrap();
    let path = records(&data).join("S-01.ron");
    let window = Opening::new().file(&path).view(View::Screening).over(data);
    window.must_say("≤ 46.5");
    window.must_not_say("≤ 31.5");
}
