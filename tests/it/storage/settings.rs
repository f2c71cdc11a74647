//! The data folder, and saving what a site has set.

use super::{put, signed};
use cardose::model::{Change, Person, Setting, Signed, Site, Typed};
use cardose::storage::{
    DataFolder, EMBEDDED_LABORATORIES, EMBEDDED_PROTOCOL, EMBEDDED_SITE, FileProblem, HISTORY, Integrity,
    Loaded, SettingsError, broken_link, load_laboratory, load_site, save_laboratory, save_site, site_changes,
};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use tempfile::TempDir;

fn site() -> Site {
    Site { schema: 1, name: "A site".into(), ..Site::default() }
}

fn capped(value: &str) -> Site {
    let setting = Setting::Value { value: Typed::new(value, "kg"), source: "sponsor, letter 3".into() };
    Site { settings: vec![("weight_cap".into(), setting)], ..site() }
}

fn silent() -> Signed {
    Signed { reason: String::new(), ..signed() }
}

fn brief(changes: &[Change]) -> Vec<(&str, &str, &str)> {
    changes.iter().map(|change| (&*change.field, &*change.old, &*change.new)).collect()
}

#[test]
fn a_data_folder_is_private_and_reports_what_it_cannot_read() {
    let outer = TempDir::new().unwrap();
    let data = DataFolder::new(&outer.path().join("data"));
    assert_eq!(data.load_site().unwrap(), None);
    assert!(data.load_laboratories().is_empty());
    data.create().unwrap();
    data.create().unwrap();
    assert!(data.load_protocols().is_empty());
    for folder in [&data.root, &data.records(), &data.laboratories(), &data.protocols()] {
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
    assert_eq!(data.load_site().unwrap(), None);
    put(&data.root, "site.ron", "(schema: 1, ");
    let error = data.load_site().unwrap_err();
    assert_eq!(error.name, "site.ron");
    put(&data.root, "site.ron", EMBEDDED_SITE.text);
    let loaded = data.load_site().unwrap().unwrap();
    assert_eq!((loaded.value, loaded.integrity), (EMBEDDED_SITE.site().unwrap().value, Integrity::Shipped));

    put(&data.laboratories(), "b.ron", EMBEDDED_LABORATORIES[0].text);
    put(&data.laboratories(), "a.RON", "half");
    put(&data.laboratories(), "c.ron", "(schema: 2)");
    put(&data.laboratories(), "notes.txt", "");
    fs::create_dir(data.laboratories().join("d.ron")).unwrap();
    let found = data.load_laboratories();
    let names: Vec<&str> = found
        .iter()
        .map(|loaded| loaded.as_ref().map_or_else(|error| error.name.as_str(), |good| good.name.as_str()))
        .collect();
    assert_eq!(names, ["a.RON", "b.ron", "c.ron", "d.ron"]);
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true, false, false]);
    assert!(matches!(
        *found[2].as_ref().unwrap_err().problem,
        FileProblem::NewerForm { schema: 2, known: 1 }
    ));
    put(&data.protocols(), "b.ron", EMBEDDED_PROTOCOL.text);
    put(&data.protocols(), "a.ron", "half");
    put(&data.protocols(), "c.ron", "(schema: 2)");
    put(&data.protocols(), "README.md", "");
    let found = data.load_protocols();
    assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(
        found[1].as_ref().unwrap(),
        &Loaded { name: "b.ron".into(), ..EMBEDDED_PROTOCOL.protocol().unwrap() }
    );
    for odd in ["", "../x", "a b", "CON"] {
        assert!(matches!(data.laboratory(odd), Err(SettingsError::Id)), "{odd}");
    }
    assert_eq!(data.laboratory("wst-404").unwrap(), data.laboratories().join("wst-404.ron"));
    let usual = DataFolder::usual().unwrap();
    assert!(usual.root.is_absolute() && usual.root.ends_with("cardose"), "{}", usual.root.display());
}

#[test]
fn a_site_is_not_overwritten_unseen() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("site.ron");
    assert!(matches!(save_site(&path, &site(), Some("x"), &signed()), Err(SettingsError::Gone { .. })));
    assert!(!path.exists());
    let first = save_site(&path, &site(), None, &signed()).unwrap();
    assert!(matches!(save_site(&path, &capped("100"), None, &signed()), Err(SettingsError::Exists { .. })));
    let second = save_site(&path, &capped("100"), Some(&first.sha256), &signed()).unwrap();
    // Two computers must not have two caps: the second one is told.
    let late = save_site(&path, &capped("90"), Some(&first.sha256), &signed()).unwrap_err();
    assert!(matches!(&late, SettingsError::Conflict { name } if name == "site.ron"), "{late}");
    let newer = Site { schema: 2, ..site() };
    assert!(matches!(
        save_site(&path, &newer, Some(&second.sha256), &signed()),
        Err(SettingsError::Form { schema: 2 })
    ));
    put(folder.path(), "site.ron", "(schema: 1, ");
    assert!(matches!(
        save_site(&path, &site(), Some(&second.sha256), &signed()),
        Err(SettingsError::Unreadable(_))
    ));
    put(folder.path(), "site.ron", "(schema: 2)");
    assert!(matches!(
        save_site(&path, &site(), Some(&second.sha256), &signed()),
        Err(SettingsError::Unreadable(_))
    ));
    let nowhere = folder.path().join("no").join("site.ron");
    assert!(matches!(save_site(&nowhere, &site(), None, &signed()), Err(SettingsError::Write(_))));
}

#[test]
fn a_saved_site_has_a_trail_and_a_history() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("site.ron");
    let first = save_site(&path, &site(), None, &silent()).unwrap();
    assert_eq!(load_site(&path).unwrap(), first);
    assert_eq!(first.integrity, Integrity::Intact);
    assert_eq!(brief(&first.value.trail), [("name", "\"\"", "\"A site\"")]);
    let first_text = fs::read(&path).unwrap();
    // The trail that the caller brings does not count; that of the disk goes on.
    let second = save_site(&path, &capped("100"), Some(&first.sha256), &silent()).unwrap();
    assert_eq!(second.value.trail.len(), 2);
    assert_eq!(broken_link(&second.value.trail), None);
    assert_eq!(second.value.trail[1].reason, "sponsor, letter 3");
    assert_eq!(fs::read(folder.path().join(HISTORY).join("site.1.ron")).unwrap(), first_text);
    // The same again changes nothing.
    let same = save_site(&path, &second.value, Some(&second.sha256), &silent()).unwrap();
    assert_eq!(same, second);
    let third = save_site(&path, &capped("90"), Some(&second.sha256), &signed()).unwrap();
    assert_eq!(third.value.trail[2].reason, "wrong label");
    assert_eq!(load_site(&folder.path().join(HISTORY).join("site.2.ron")).unwrap().value, second.value);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

    let text = fs::read_to_string(&path).unwrap().replace("\"90\"", "\"900\"");
    put(folder.path(), "site.ron", &text);
    let changed = load_site(&path).unwrap();
    assert_eq!(changed.integrity, Integrity::Changed);
    save_site(&path, &capped("90"), Some(&changed.sha256), &signed()).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join(HISTORY).join("site.3.ron")).unwrap(), text);
}

#[test]
fn a_laboratory_is_saved_like_a_site() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("wst-404.ron");
    let mut laboratory = EMBEDDED_LABORATORIES[0].laboratory().unwrap().value;
    let first = save_laboratory(&path, &laboratory, None).unwrap();
    assert_eq!(load_laboratory(&path).unwrap(), first);
    laboratory.rows.pop();
    assert!(matches!(save_laboratory(&path, &laboratory, None), Err(SettingsError::Exists { .. })));
    let second = save_laboratory(&path, &laboratory, Some(&first.sha256)).unwrap();
    let third = save_laboratory(&path, &first.value, Some(&second.sha256)).unwrap();
    assert_eq!(third.sha256, first.sha256);
    save_laboratory(&path, &laboratory, Some(&third.sha256)).unwrap();
    let kept = |number| load_laboratory(&folder.path().join(HISTORY).join(format!("wst-404.{number}.ron")));
    assert_eq!(kept(1).unwrap().value, first.value);
    assert_eq!(kept(2).unwrap().value, laboratory);
    assert_eq!(kept(3).unwrap().value, first.value);
}

#[test]
fn every_change_of_a_site_has_its_line() {
    assert!(site_changes(&site(), &site(), &signed()).is_empty());
    let changes = site_changes(&capped("100"), &capped("90"), &silent());
    assert_eq!(
        brief(&changes),
        [(
            "settings[weight_cap]",
            "Value(value:(value:\"100\",unit:\"kg\"),source:\"sponsor, letter 3\")",
            "Value(value:(value:\"90\",unit:\"kg\"),source:\"sponsor, letter 3\")"
        )]
    );
    let removed = site_changes(&capped("100"), &site(), &signed());
    assert_eq!((removed[0].new.as_str(), removed[0].reason.as_str()), ("", "wrong label"));

    // Each field of the example site, added at once: nothing is left out.
    let example = EMBEDDED_SITE.site().unwrap().value;
    let all = site_changes(&site(), &example, &silent());
    let expected = example.people.len() + example.settings.len() + example.readings.len() + 3;
    assert_eq!(all.len(), expected, "{:?}", brief(&all));
    assert!(all.iter().any(|change| change.field == "readings[lesion_size]" && !change.reason.is_empty()));

    // Another order, and a key that stands twice.
    let mut turned = example.clone();
    turned.settings.reverse();
    assert_eq!(site_changes(&example, &turned, &signed()).len(), 1);
    let mut twice = example.clone();
    twice.readings.push(twice.readings[0].clone());
    let changes = site_changes(&example, &twice, &signed());
    assert_eq!(changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), ["readings"]);
}

#[test]
fn a_pin_never_stands_in_the_trail() {
    let with = |pin: Option<&str>| {
        let pin = pin.map(str::to_owned);
        Site { people: vec![Person { id: "p1".into(), role: "nurse".into(), pin, active: true }], ..site() }
    };
    for (old, new, expected) in [
        (None, Some("4711"), ("", "set")),
        (Some("4711"), Some("1234"), ("set", "set")),
        (Some("4711"), None, ("set", "")),
    ] {
        let changes = site_changes(&with(old), &with(new), &signed());
        assert_eq!(brief(&changes), [("people[p1].pin", expected.0, expected.1)]);
    }
    // Also of an id that stands twice: the change is said, the PIN is not.
    let twice = |pin: &str| {
        let mut site = with(Some("1"));
        site.people.extend(with(Some(pin)).people);
        site
    };
    let changes = site_changes(&twice("4711"), &twice("1234"), &signed());
    assert!(!changes.is_empty() && !format!("{changes:?}").contains("4711"), "{changes:?}");
    let added = site_changes(&site(), &with(Some("4711")), &signed());
    assert!(!format!("{added:?}").contains("4711"), "{added:?}");
}
