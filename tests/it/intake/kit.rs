//! Reads a text and writes down what each line came to.

use crate::kit::protocol;
use cardose::{
    engine::intake::{Choices, Intake, Line, Names, Outcome, read},
    model::Value,
};
use std::sync::LazyLock;

pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| Names::of(&protocol()));

pub(super) fn intake(text: &str) -> Intake {
    read(text, &NAMES, &Choices::default())
}

/// `item | value | unit | interval | when | subject`, or why it is not taken.
pub(super) fn written(line: &Line) -> String {
    match &line.outcome {
        Outcome::Taken => {
            let (value, unit) = if let Value::Choice(id) = &line.value {
                (id.as_str(), "")
            } else if let Value::Quantity(typed) = &line.value {
                (typed.value.as_str(), typed.unit.as_str())
            } else {
                panic!("{:?} was taken", line.value)
            };
            let item = line.item.as_deref().unwrap();
            let parts = [item, value, unit, &line.interval, &line.when, &line.subject];
            parts.join(" | ").trim_end_matches([' ', '|']).to_owned()
        }
        outcome @ Outcome::Asked(_) => format!("asked {}", outcome.code()),
        outcome @ Outcome::Refused(_) => format!("refused {}", outcome.code()),
    }
}

/// Each line with its number.
pub(super) fn all(text: &str) -> Vec<(usize, String)> {
    intake(text).lines.iter().map(|line| (line.number, written(line))).collect()
}

#[track_caller]
pub(super) fn check(text: &str, expected: &[&str]) {
    let read: Vec<String> = all(text).into_iter().map(|(_, written)| written).collect();
    assert_eq!(read, expected, "{text}");
}

/// What is taken, whatever line it stands in.
pub(super) fn taken(text: &str) -> Vec<String> {
    let mut taken: Vec<String> =
        intake(text).lines.iter().filter(|line| line.outcome == Outcome::Taken).map(written).collect();
    taken.sort();
    taken
}
