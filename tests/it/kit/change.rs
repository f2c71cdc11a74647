//! Changes of a draft as text, so that the tables read as tables.
//!
//! `item=Yes`, `item=No`, `item=?` (not known), `item=~` (not entered), `item=#answer`, `item=12 mg/dL`,
//! `sex=F|M|?`, `age=70`, `asked=2026-11-22` (every history), `stage apheresis=2026-11-20`, and for a history
//! `kind: START..END [class] agent=NAME (`_` for a blank) dose=MG half=HOURS`, `kind: none`, `kind: ~` (never asked).
//! Joined by `; `.

use super::{Patient as _, amount};
use cardose::model::{Course, Draft, End, Exposure, Sex, Typed, Value};
use std::mem::take;

pub(super) fn apply(draft: &mut Draft, change: &str) {
    for part in change.split("; ").filter(|part| !part.is_empty()) {
        if let Some((kind, course)) = part.split_once(": ") {
            history(draft, kind, course);
        } else {
            let (what, value) = part.split_once('=').unwrap_or_else(|| panic!("{part}"));
            *draft = entry(take(draft), what, value);
        }
    }
}

fn entry(mut draft: Draft, what: &str, value: &str) -> Draft {
    match (what, value) {
        ("sex", "F") => draft.sex(Some(Sex::Female)),
        ("sex", "M") => draft.sex(Some(Sex::Male)),
        ("sex", _) => draft.sex(None),
        ("asked", day) => {
            for exposure in &mut draft.exposures {
                day.clone_into(&mut exposure.complete_to);
            }
            draft
        }
        ("age", _) => {
            draft.age.years = value.replace('~', "");
            draft
        }
        (_, "Yes") => draft.with(what, Value::Yes),
        (_, "No") => draft.with(what, Value::No),
        (_, "?") => draft.with(what, Value::NotKnown),
        (_, "~") => draft.without(what),
        ("ecog", count) => draft.with(what, Value::Counted(count.parse().unwrap())),
        _ if what.starts_with("stage ") => draft.staged(what.trim_start_matches("stage "), value),
        _ if value.starts_with('#') => draft.choice(what, &value[1..]),
        _ => {
            let (number, unit) = value.split_once(' ').unwrap_or((value, ""));
            draft.with(what, amount(number, unit))
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
