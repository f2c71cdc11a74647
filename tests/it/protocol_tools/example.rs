//! The made-up protocol beside the shipped one, its patient, and what the guide says about writing one.

use super::kit::faults;
use crate::{
    cli::kit::run,
    kit::{Patient as _, bare_site, judged, laboratories},
};
use cardose::{
    engine::{
        Context, Derived, derive, dose::dosing::DoseState, evidence::outcome::Outcome, protocol::plan::Plan,
        verdict::Verdict,
    },
    model::{Draft, End, Protocol, Rule, Site, Typed},
    quantity::display::Displayed as _,
    storage::{Opened, load_protocol, read_record_file, read_text},
};
use jiff::civil::date;
use std::{fs, io::Write as _, path::Path};

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("presets/protocols").join(name)
}

fn example() -> Protocol {
    load_protocol(&path("example.ron")).unwrap().value
}

fn patient() -> Draft {
    match read_record_file(&path("example-patient.ron")).unwrap() {
        Opened::Record { file, .. } => file.draft,
        Opened::Newer { .. } => panic!("newer"),
    }
}

fn judge(draft: &Draft, site: &Site) -> (Derived, Context) {
    let now = date(2026, 11, 20).at(9, 0, 0, 0);
    let context = Context::new(&example(), site, &laboratories(), now)
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    (derive(draft, &context), context)
}

#[test]
fn the_made_up_protocol_has_no_fault() {
    assert_eq!(faults(&example()), Vec::new());
    assert!(example().title.en.contains("made up") && example().title.zh_cn.contains("虚构"));
}

/// 80 kg at 2 × 10⁶/kg are 160 × 10⁶ cells; at 10 × 10⁶/mL that is 16 mL.
#[test]
fn its_patient_passes_and_is_dosed_by_its_own_levels() {
    let (derived, _) = judge(&patient(), &bare_site());
    assert_eq!(derived.overall.verdict, Verdict::Eligible, "{:?}", derived.overall.decided_by);
    let level = derived.dosings[0].levels.iter().find(|level| level.level == 1).unwrap();
    let draw = level.results[0].draw.as_ref().unwrap();
    assert_eq!(draw.volume.displayed().to_string(), "16");
    assert_eq!(level.state, DoseState::Ready);
    assert!(!level.provisional.is_empty(), "no site has set anything");
}

#[test]
fn its_own_limits_and_windows_decide() {
    let steroid = |draft: &mut Draft, end: &str, per_day: &str| {
        let own = draft.exposures.iter_mut().find(|exposure| exposure.kind == "steroid").unwrap();
        own.courses[0].end = End::On(end.into());
        own.courses[0].per_day = Typed::new(per_day, "mg/d");
    };
    // 6 mg dexamethasone are 40 mg prednisone. Seven days before 20 November is 13 November.
    for (end, per_day, expected) in [
        ("2026-11-10", "6", Outcome::Pass),
        ("2026-11-12", "6", Outcome::Pass),
        ("2026-11-13", "6", Outcome::Unknown),
        ("2026-11-14", "6", Outcome::Fail),
        // 1.5 mg dexamethasone are 10 mg prednisone, which is not above 10 mg.
        ("2026-11-14", "1.5", Outcome::Pass),
        ("2026-11-14", "1.51", Outcome::Fail),
    ] {
        let mut draft = patient();
        steroid(&mut draft, end, per_day);
        let (derived, context) = judge(&draft, &bare_site());
        assert_eq!(judged(&derived, &context).outcome("E3"), expected, "{end} {per_day}");
    }
    for (platelets, expected) in [("50", Outcome::Pass), ("49.9", Outcome::Fail)] {
        let draft = patient().quantity("platelets", platelets, "10*9/L");
        let (derived, context) = judge(&draft, &bare_site());
        assert_eq!(judged(&derived, &context).outcome("I4.platelets"), expected, "{platelets}");
    }
}

/// The blocks of one kind in the guide.
fn blocks(kind: &str) -> Vec<String> {
    let guide = fs::read_to_string(path("README.md")).unwrap();
    let begin = format!("```{kind}\n");
    guide.split(&begin).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The first example is a whole file; it can be read and has nothing to mend.
#[test]
fn the_smallest_protocol_of_the_guide_works() {
    let protocol: Protocol = read_text("guide.ron", &blocks("ron")[0]).unwrap_or_else(|err| panic!("{err}"));
    assert_eq!(faults(&protocol), Vec::new());
}

/// The patient file of the guide, with the protocol file of the guide, by the commands of the guide.
#[test]
fn the_patient_of_the_guide_works() {
    let folder = tempfile::TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let protocol = write("my-trial.ron", &blocks("ron")[0]);
    let [text] = &blocks("ron patient")[..] else { panic!("one patient") };
    let patient = write("my-patient.ron", text);
    assert_eq!(run(&["protocol", "lint", &protocol]).code, Some(0));
    let screen =
        |patient: &str| run(&["screen", patient, "--protocol", &protocol, "--now", "2026-11-16T09:00"]);
    let found = screen(&patient);
    assert_eq!((found.code, found.err.as_str()), (Some(0), ""), "{}", found.out);
    assert!(found.out.contains("EXAMPLE-M1: eligible"), "{}", found.out);
    // Just below the limit, and bound to another protocol.
    let low = write("low.ron", &text.replace("\"75\"", "\"74.9\""));
    assert_eq!(screen(&low).code, Some(1));
    let other = write("other.ron", &text.replace("id: \"my-trial\"", "id: \"example\""));
    let refused = screen(&other);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("bound to the protocol example"), "{}", refused.err);
}

/// It shows every kind of entry and every kind of sentence, as it says.
#[test]
fn the_made_up_protocol_shows_everything() {
    let text = fs::read_to_string(path("example.ron")).unwrap();
    let kinds = [
        "AtLeast(",
        "Above(",
        "AtMost(",
        "Is(",
        "Sex(",
        "Part(",
        "Happened(",
        "All(",
        "Any(",
        "Not(",
        "When(",
        "Holds",
        "Readings(",
        "Value(",
        "TimesUln(",
        "Parameter(",
        "Hours(",
        "Days(",
        "Months(",
        "Years(",
        "HalfLives(",
        "Shorter(",
        "Ever",
        "Included",
        "Excluded",
        "Open(",
        "Stage(",
        "SampleOf(",
        "Analyte",
        "YesNo",
        "Choice(",
        "Exposure",
        "Quantity",
    ];
    for kind in kinds {
        assert!(text.contains(kind), "no {kind}");
    }
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/protocol.json");
    let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    let kinds = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for field in kinds.filter_map(|kind| kind["properties"].as_object()).flat_map(|fields| fields.keys()) {
        let named = field.chars().next().is_some_and(char::is_uppercase);
        assert!(named || text.contains(&format!("{field}: ")), "no {field}");
    }
}

/// Every other example is a sentence that the made-up protocol could have.
#[test]
fn every_sentence_of_the_guide_can_be_read() {
    let blocks = blocks("ron");
    assert!(blocks.len() > 15, "{}", blocks.len());
    for block in &blocks[1..] {
        let rule: Rule = read_text("guide.ron", block).unwrap_or_else(|err| panic!("{block}\n{err}"));
        let mut protocol = example();
        protocol.criteria[1].rule = rule;
        Plan::new(&protocol).unwrap_or_else(|problems| panic!("{block}\n{problems:#?}"));
    }
    for kind in [
        "AtLeast", "Above", "AtMost", "Below", "Is", "Sex", "Part", "Happened", "All", "Any", "Not", "When",
        "Readings",
    ] {
        let example = |block: &String| block.contains(&format!("{kind}("));
        assert!(blocks[1..].iter().any(example), "no example of {kind}");
    }
}

/// Every field of the file form is explained.
#[test]
fn every_field_is_named_in_the_guide() {
    let guide = fs::read_to_string(path("README.md")).unwrap();
    let schema =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/protocol.json"));
    let schema: serde_json::Value = serde_json::from_str(&schema.unwrap()).unwrap();
    let kinds = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for field in kinds.filter_map(|kind| kind["properties"].as_object()).flat_map(|fields| fields.keys()) {
        assert!(guide.contains(&format!("`{field}")), "`{field}` is not explained");
    }
}
