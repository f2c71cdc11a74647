//! Words and colours of row, criterion, history and headline never contradict each other: over random patients, looked
//! for in what is painted and in what is read aloud, not in the functions that they share.

use super::support::{Opening, Window};
use cardose::{
    app::View,
    model::{Course, End, Kind, Protocol, RecordFile, Typed, Value},
};
use eframe::egui::{Color32, Shape, epaint::ClippedShape};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::BTreeMap;

/// Words of a state, by what they say.
const PASS: [&str; 2] = ["met", "does not exclude"];
const FAIL: [&str; 2] = ["not met", "excludes"];
const WAIT: &str = "not now";
const OPEN: &str = "unknown";
const SO_FAR: &str = "fits so far";
const NEUTRAL: &str = "does not decide";

/// A generator of its own: the same patients in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

/// The eligible example with some of its entries changed.
fn patient(dice: &mut Dice) -> RecordFile {
    let protocol: Protocol = ron::from_str(include_str!("../../presets/protocols/nct06101082.ron")).unwrap();
    let mut file: RecordFile = ron::from_str(include_str!("../../presets/patients/eligible.ron")).unwrap();
    let changes = 1 + dice.roll(6);
    for _ in 0..changes {
        let reports = file.draft.assessments.len();
        let report = &mut file.draft.assessments[dice.roll(reports)];
        let place = dice.roll(report.results.len());
        let finding = &mut report.results[place];
        match &mut finding.value {
            Value::Yes => finding.value = if dice.roll(3) == 0 { Value::NotKnown } else { Value::No },
            Value::No => finding.value = if dice.roll(3) == 0 { Value::NotKnown } else { Value::Yes },
            Value::Choice(answer) => {
                let item = protocol.items.iter().find(|item| item.id == finding.of).unwrap();
                if let Kind::Choice(answers) = &item.kind {
                    *answer = answers[dice.roll(answers.len())].id.clone();
                }
            }
            Value::Quantity(typed) => match dice.roll(4) {
                0 => typed.value.clear(),
                1 => typed.value.insert(0, '1'),
                2 => typed.value = typed.value.replace('.', ""),
                _ => typed.value = "3".to_owned(),
            },
            Value::Counted(count) => *count = u32::try_from(dice.roll(5)).unwrap(),
            Value::NotKnown | Value::NotDone(_) | Value::Urine { .. } => {}
        }
        let kinds = file.draft.exposures.len();
        let exposure = &mut file.draft.exposures[dice.roll(kinds)];
        let item = protocol.items.iter().find(|item| item.id == exposure.kind).unwrap();
        let end = ["2026-11-18", "2026-10-20", "2026-09-01", "2021-12-01"][dice.roll(4)];
        let classes = &item.classes;
        let tags =
            if classes.is_empty() { Vec::new() } else { vec![classes[dice.roll(classes.len())].id.clone()] };
        exposure.courses.push(Course {
            agent: "prednisone".into(),
            start: "2021-11-01".into(),
            end: if dice.roll(5) == 0 { End::Ongoing } else { End::On(end.into()) },
            per_day: Typed::new(["4", "10"][dice.roll(2)], "mg/d"),
            tags,
            ..Course::default()
        });
    }
    file.draft.stages.truncate(dice.roll(2));
    file
}

/// A text as it is painted: what, where, in which colour.
struct Painted {
    text: String,
    x: f32,
    y: f32,
    color: Color32,
}

fn painted(window: &Window) -> Vec<Painted> {
    fn collect(shape: &Shape, found: &mut Vec<Painted>) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                collect(shape, found);
            }
        }
        let Shape::Text(text) = shape else { return };
        let rect = text.galley.rect.translate(text.pos.to_vec2());
        let color = text.galley.job.sections.first().map_or(text.fallback_color, |own| own.format.color);
        let color = text.override_text_color.unwrap_or(color);
        let color = if color == Color32::PLACEHOLDER { text.fallback_color } else { color };
        let (x, y) = (rect.left(), rect.center().y);
        found.push(Painted { text: text.galley.text().trim().to_owned(), x, y, color });
    }
    let mut found = Vec::new();
    for ClippedShape { shape, .. } in &window.harness.output().shapes {
        collect(shape, &mut found);
    }
    found
}

/// `Exclusion 4` as E4 with the word that is read aloud for it.
fn criteria(window: &Window) -> BTreeMap<String, String> {
    let nodes = window.harness.query_all_by(|_| true);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    let word = |label: &str| {
        let (name, rest) = label.split_once(": ")?;
        let number = name.strip_prefix("Inclusion ").map(|number| format!("I{number}"));
        let id = number.or_else(|| name.strip_prefix("Exclusion ").map(|number| format!("E{number}")))?;
        let (word, _) = rest.split_once(". ")?;
        Some((id, word.to_owned()))
    };
    labels.filter_map(|label| word(&label)).collect()
}

/// What a sentence about an item may say while its criterion says this.
fn agree(row: &str, criterion: &str) -> bool {
    match row {
        NEUTRAL => true,
        SO_FAR => criterion == OPEN,
        _ => row == criterion,
    }
}

fn is_word(text: &str) -> bool {
    PASS.contains(&text) || FAIL.contains(&text) || [WAIT, OPEN, SO_FAR, NEUTRAL].contains(&text)
}

#[test]
fn words_and_colours_of_one_patient_never_contradict_each_other() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut colors: BTreeMap<&str, Color32> = BTreeMap::new();
    let (mut compared, mut seen) = (0, BTreeMap::new());
    for number in 0..14 {
        let file = patient(&mut dice);
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("patient.ron");
        std::fs::write(&path, ron::to_string(&file).unwrap()).unwrap();
        let window = Opening::new().file(&path).view(View::Screening).size([1600.0, 6000.0]).open();
        let (all, said) = (painted(&window), criteria(&window));
        assert_eq!(said.len(), 41, "{number}: {said:?}");
        for word in all.iter().filter(|own| is_word(&own.text)) {
            let meaning = match word.text.as_str() {
                text if PASS.contains(&text) || text == SO_FAR => "pass",
                text if FAIL.contains(&text) => "fail",
                WAIT | OPEN => "open",
                _ => "neutral",
            };
            let known = *colors.entry(meaning).or_insert(word.color);
            assert_eq!(known, word.color, "{number}: “{}” in another colour than its like", word.text);
            // Left of it, on its line, stands the criterion that it is about.
            let beside = |own: &&Painted| own.x < word.x && (own.y - word.y).abs() < 14.0;
            let id = |own: &Painted| {
                let first = own.text.split_whitespace().next()?.to_owned();
                said.contains_key(&first).then_some((own.x, first))
            };
            let ids = all.iter().filter(beside).filter_map(id);
            let Some((_, id)) = ids.max_by(|one, other| one.0.total_cmp(&other.0)) else { continue };
            assert!(
                agree(&word.text, &said[&id]),
                "{number}: {id} is “{}”, a row says “{}”",
                said[&id],
                word.text
            );
            compared += 1;
            *seen.entry(word.text.clone()).or_insert(0) += 1;
        }
        for own in all.iter().filter(|own| own.text.contains(" · ")) {
            let last = own.text.rsplit(" · ").next().unwrap();
            let Some(word) = [FAIL[0], FAIL[1], WAIT, OPEN].into_iter().find(|word| last.ends_with(word))
            else {
                continue;
            };
            for id in last.trim_end_matches(word).split([',', ' ']).filter(|id| said.contains_key(*id)) {
                assert_eq!(said[id], word, "{number}: {}", own.text);
                compared += 1;
            }
        }
        let any = |words: &[&str]| said.values().any(|word| words.contains(&word.as_str()));
        let verdict = if any(&FAIL) {
            "Not eligible"
        } else if any(&[WAIT]) {
            "Not now"
        } else if any(&[OPEN]) {
            "Incomplete"
        } else {
            "Eligible"
        };
        assert!(
            window.texts().lines().any(|line| line.starts_with(verdict)),
            "{number}: {verdict}\n{}",
            window.texts()
        );
    }
    assert!(compared > 400, "{compared}");
    for word in ["excludes", "does not exclude", WAIT, OPEN, NEUTRAL] {
        assert!(seen.contains_key(word), "{word} was never seen: {seen:?}");
    }
    let mut different: Vec<[u8; 4]> = colors.values().map(Color32::to_array).collect();
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), colors.len(), "{colors:?}");
}
