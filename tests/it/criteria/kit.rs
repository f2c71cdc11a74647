//! Changes of a draft as text, so that the tables read as tables.
//!
//! `item=Yes`, `item=No`, `item=?` (not known), `item=~` (not entered), `item=#answer`, `item=12 mg/dL`,
//! `sex=F|M|?`, `age=70`, `asked=2026-11-22` (every history), `stage apheresis=2026-11-20`, and for a history
//! `kind: START..END [class] agent=NAME (`_` for a blank) dose=MG half=HOURS`, `kind: none`, `kind: ~` (never asked). Joined by `; `.

use crate::support::{example, laboratories, now, remove, set, site};
use cardose::{
    engine::{Context, Derived, derive, evidence::outcome::Outcome},
    i18n::Language,
    model::{Course, Draft, End, Exposure, Protocol, ReadingChoice, Sex, StageDate, Typed, Value},
    report::{Detail, Reporter, make, screening, text},
};

/// The eligible example without the per cents that would contradict a changed count.
pub(super) fn base() -> Draft {
    let mut draft = example("eligible");
    for item in ["white_cells", "neutrophils_percent", "lymphocytes_percent"] {
        remove(&mut draft, item);
    }
    draft
}

/// The example site, with these questions answered otherwise; an empty answer leaves the question open.
pub(super) fn context(protocol: &Protocol, readings: &[(&str, &str)]) -> Context {
    let mut site = site();
    for (question, reading) in readings {
        site.readings.retain(|choice| choice.question != *question);
        if !reading.is_empty() {
            let (question, reading) = ((*question).to_owned(), (*reading).to_owned());
            site.readings.push(ReadingChoice { question, reading, source: "test".into() });
        }
    }
    Context::new(protocol, &site, &laboratories(), now()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub(super) fn changed(change: &str) -> Draft {
    let mut draft = base();
    apply(&mut draft, change);
    draft
}

pub(super) fn apply(draft: &mut Draft, change: &str) {
    for part in change.split("; ").filter(|part| !part.is_empty()) {
        if let Some((kind, course)) = part.split_once(": ") {
            history(draft, kind, course);
        } else {
            let (what, value) = part.split_once('=').unwrap_or_else(|| panic!("{part}"));
            entry(draft, what, value);
        }
    }
}

fn entry(draft: &mut Draft, what: &str, value: &str) {
    match (what, value) {
        ("sex", _) => {
            draft.sex = match value {
                "F" => Some(Sex::Female),
                "M" => Some(Sex::Male),
                _ => None,
            };
        }
        ("asked", day) => {
            for exposure in &mut draft.exposures {
                day.clone_into(&mut exposure.complete_to);
            }
        }
        ("age", _) => draft.age.years = value.replace('~', ""),
        (_, "Yes") => set(draft, what, Value::Yes),
        (_, "No") => set(draft, what, Value::No),
        (_, "?") => set(draft, what, Value::NotKnown),
        (_, "~") => remove(draft, what),
        ("ecog", count) => set(draft, what, Value::Counted(count.parse().unwrap())),
        _ if what.starts_with("stage ") => {
            let stage = what.trim_start_matches("stage ").to_owned();
            draft.stages.retain(|known| known.stage != stage || known.infusion != 1);
            draft.stages.push(StageDate {
                stage,
                infusion: 1,
                date: value.to_owned(),
                ..StageDate::default()
            });
        }
        _ if value.starts_with('#') => set(draft, what, Value::Choice(value[1..].to_owned())),
        _ => {
            let (number, unit) = value.split_once(' ').unwrap_or((value, ""));
            set(draft, what, Value::Quantity(Typed::new(number, unit)));
        }
    }
}

fn history(draft: &mut Draft, kind: &str, course: &str) {
    let position = draft.exposures.iter().position(|exposure| exposure.kind == kind);
    let place = position.unwrap_or_else(|| {
        draft.exposures.push(Exposure { kind: kind.to_owned(), ..Exposure::default() });
        draft.exposures.len() - 1
    });
    let exposure = &mut draft.exposures[place];
    exposure.complete_to = "2026-11-22".to_owned();
    match course {
        "none" => {}
        "~" => exposure.complete_to.clear(),
        _ => exposure.courses.push(read_course(course)),
    }
}

fn read_course(text: &str) -> Course {
    let mut words = text.split(' ');
    let (start, end) = words.next().unwrap().split_once("..").unwrap();
    let end = match end {
        "ongoing" => End::Ongoing,
        "?" => End::NotKnown,
        day => End::On(day.to_owned()),
    };
    let mut course = Course { start: start.to_owned(), end, ..Course::default() };
    for word in words {
        match word.split_once('=') {
            Some(("agent", agent)) => course.agent = agent.replace('_', " "),
            Some(("dose", dose)) => course.per_day = Typed::new(dose, "mg/d"),
            Some(("half", hours)) => course.half_life = Typed::new(hours, "h"),
            _ => course.tags = vec![word.trim_matches(['[', ']']).to_owned()],
        }
    }
    course
}

/// The outcome of a criterion or part; the worst of its stages.
pub(super) fn outcome(derived: &Derived, context: &Context, id: &str) -> Outcome {
    let found = derived.stages.iter().flat_map(|stage| &stage.rows).filter_map(|row| {
        let criterion = &context.plan.criteria[row.criterion];
        if &*criterion.id == id {
            return Some(row.outcome);
        }
        let parts = cardose::engine::evidence::outcome::parts(criterion.side, &row.evidence);
        parts.into_iter().find(|(part, ..)| *part == id).map(|(_, outcome, _)| outcome)
    });
    found.max().unwrap_or_else(|| panic!("no criterion or part {id}"))
}

pub(super) fn judge(change: &str, context: &Context, id: &str) -> Outcome {
    outcome(&derive(&changed(change), context), context, id)
}

/// The screening report as text.
pub(super) fn report(draft: &Draft, context: &Context, language: Language) -> String {
    let derived = derive(draft, context);
    let words = language.catalogue();
    let reporter = Reporter { draft, context, language, words, protocol_hash: "", example: false };
    text::render(&screening(&reporter, &derived), words)
}

/// The result as plain data.
pub(super) fn json(draft: &Draft, context: &Context) -> serde_json::Value {
    serde_json::to_value(make(draft, &derive(draft, context), context, "", Detail::Full)).unwrap()
}

/// The text with its lines joined again.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
