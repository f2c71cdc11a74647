//! The view of settings: laboratories, staff, trail, user; and everything in the smallest window.

use super::{
    settings::{enter, folder_with, person, press, settings, signed, site_of},
    support::{SMALLEST, Window},
};
use cardose::{
    i18n::Language,
    storage::{DataFolder, EMBEDDED_SITE, save_site},
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;

#[test]
fn a_laboratory_is_confirmed_by_two_people_and_a_change_voids_it() {
    let mut window = settings().over(folder_with(|_| ()));
    person(&mut window, "p2  pharmacist");
    press(&mut window, "Laboratories");
    window.must_say("Unconfirmed");
    press(&mut window, "us-typical: Make an own copy");
    enter(&mut window, "Id, names its file", "own-lab");
    enter(&mut window, "Name", "Central laboratory");
    press(&mut window, "Create");
    press(&mut window, "Save this template");
    let confirm = "I have compared every row with the laboratory's own list";
    press(&mut window, confirm);
    let mut own = DataFolder::new(window.data.path()).load_laboratories();
    assert_eq!(own.remove(0).unwrap().value.confirmed[0].at, "2026-11-22T09:00");
    window.must_say("Confirmed by p2; a second person is needed");
    press(&mut window, confirm);
    window.must_say("p2 has confirmed already");
    person(&mut window, "p3  pharmacist");
    press(&mut window, confirm);
    window.must_say("Confirmed by p2, p3");
    enter(&mut window, "Row 4: High", "451");
    window.must_say("the confirmations no longer hold");
    press(&mut window, "Save this template");
    let own = |window: &Window| {
        let mut all = DataFolder::new(window.data.path()).load_laboratories();
        all.remove(0).unwrap().value
    };
    let saved = own(&window);
    assert_eq!((saved.id.as_str(), saved.rows[3].high.as_str()), ("own-lab", "451"));
    assert!(saved.confirmed.is_empty());
    enter(&mut window, "Row 4: High", "45,1");
    let save = window.harness.get_by_label("Save this template");
    assert!(save.accesskit_node().is_disabled());
    assert_eq!(own(&window), saved);
}

#[test]
fn initials_are_never_reused() {
    let data = folder_with(|site| site.people.retain(|person| person.id != "p4"));
    let mut window = settings().over(data);
    press(&mut window, "Staff");
    let add = |window: &mut Window, id: &str| {
        enter(window, "Initials", id);
        window.harness.get_by_role_and_label(eframe::egui::accesskit::Role::ComboBox, "Role").click();
        window.harness.run();
        window.click("monitor");
        window.click("Add");
    };
    // In the list; then in the trail only, which signed the first save.
    add(&mut window, "P1");
    window.must_say("P1 stands in the list or in the trail already");
    enter(&mut window, "Initials", "setup");
    press(&mut window, "Add");
    window.must_say("setup stands in the list or in the trail already");
    enter(&mut window, "Initials", "lm");
    press(&mut window, "Add");
    window.must_say("Not saved. Changes for the trail: 1");
    person(&mut window, "p1  investigator");
    press(&mut window, "Save settings");
    let site = site_of(&window);
    let new = site.people.last().unwrap();
    assert_eq!((new.id.as_str(), new.role.as_str(), new.active), ("lm", "monitor", true));
}

#[test]
fn a_broken_chain_names_its_line() {
    let data = folder_with(|_| ());
    let path = DataFolder::new(data.path()).site();
    let mut site = EMBEDDED_SITE.site().unwrap().value;
    site.example = false;
    site.name = "Another name".into();
    let seen = DataFolder::new(data.path()).load_site().unwrap().unwrap().sha256;
    let saved = save_site(&path, &site, Some(&seen), &signed("p1")).unwrap();
    let lines = saved.value.trail.len();
    // By hand, without the checksum: a reason of the line before the last.
    let text = fs::read_to_string(&path).unwrap();
    let place = text.rfind("reason: \"first\"").unwrap();
    let before = text[..place].rfind("reason: \"first\"").unwrap();
    let mut forged = text.clone();
    forged.replace_range(before..before + "reason: \"first\"".len(), "reason: \"other\"");
    fs::write(&path, forged).unwrap();
    let mut window = settings().over(data);
    window.must_say("its checksum is wrong or missing");
    press(&mut window, "Trail");
    window.must_say(&format!("The chain breaks at line {lines}"));
}

#[test]
fn language_theme_and_size_act_at_once() {
    let mut window = settings().open();
    press(&mut window, "This user");
    press(&mut window, "Theme: Dark");
    assert_eq!(window.harness.ctx.theme(), eframe::egui::Theme::Dark);
    press(&mut window, "Size of text: 125 %");
    assert!((window.harness.ctx.zoom_factor() - 1.25).abs() < 1e-6);
    press(&mut window, "Language: 简体中文");
    window.must_say("文字大小");
    window.must_not_say("Size of text");
}

#[test]
fn nothing_leaves_the_smallest_window() {
    let tabs = [
        ["This site", "本中心"],
        ["Open questions", "待明确条文"],
        ["Laboratories", "实验室"],
        ["Staff", "人员名单"],
        ["Trail", "稽查轨迹"],
        ["This user", "本用户"],
    ];
    for (place, language) in [Language::English, Language::Chinese].into_iter().enumerate() {
        for dark in [false, true] {
            let opening = settings().language(language).dark(dark).size(SMALLEST);
            let mut window = opening.over(folder_with(|_| ()));
            for tab in tabs {
                press(&mut window, tab[place]);
                let texts = &language.window().settings;
                if window.harness.query_by_label(&texts.unfold_all).is_some() {
                    press(&mut window, &texts.unfold_all);
                }
                for node in
                    window.harness.query_all_by(|node| node.label().is_some_and(|label| !label.is_empty()))
                {
                    let rect = node.rect();
                    assert!(
                        rect.left() >= -0.5 && rect.right() <= SMALLEST[0] + 0.5,
                        "{:?} of {}: {rect:?}",
                        node.accesskit_node().label(),
                        tab[place]
                    );
                }
            }
        }
    }
}
