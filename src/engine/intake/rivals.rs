//! Lines of one item, one date and one subject: alike they are one result, otherwise a person says which.

use super::{
    choices::{Choices, Question},
    dates::moment,
    line::{Ask, Line, Outcome, Refusal},
    names::in_units_of,
};
use crate::{
    engine::moment::Moment,
    model::Value,
    quantity::{Analyte, Comparator, Measured, Style, read_number},
};
use std::collections::BTreeMap;

/// The day as read, or as typed where it is not read.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Day<'t> {
    Read(Moment),
    Typed(&'t str),
}

/// Asks about lines that say different things of one item.
pub(super) fn settle(lines: &mut [Line], choices: &Choices, questions: &mut Vec<Question>) {
    let mut together: BTreeMap<(&str, &str, Day<'_>), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(item) = line.item.as_deref().filter(|_| says_something(line)) else { continue };
        let day = moment(&line.when).map_or_else(|| Day::Typed(line.when.trim()), Day::Read);
        together.entry((&line.subject, item, day)).or_default().push(at);
    }
    let mut rivals: Vec<Vec<usize>> = together.into_values().filter(|lines| lines.len() > 1).collect();
    rivals.retain(|rivals| {
        let all: Vec<&Line> = rivals.iter().filter_map(|at| lines.get(*at)).collect();
        let taken = all.iter().any(|line| line.outcome == Outcome::Taken);
        taken && !all.windows(2).all(|pair| matches!(pair, [one, other] if alike(one, other)))
    });
    rivals.sort_unstable();
    for rivals in rivals {
        let numbers: Vec<usize> =
            rivals.iter().filter_map(|at| lines.get(*at)).map(|line| line.number).collect();
        let chosen = numbers.iter().copied().find(|number| choices.lines.contains(number));
        for at in &rivals {
            let Some(line) = lines.get_mut(*at).filter(|line| line.outcome == Outcome::Taken) else {
                continue;
            };
            line.outcome = match chosen {
                Some(number) if number == line.number => Outcome::Taken,
                Some(_) => Outcome::Refused(Refusal::OtherLine),
                None => Outcome::Asked(Ask::WhichLine),
            };
        }
        let item = rivals.first().and_then(|at| lines.get(*at)).and_then(|line| line.item.clone());
        if let (None, Some(item)) = (chosen, item) {
            questions.push(Question::Line { item, lines: numbers });
        }
    }
}

/// A line that holds a result, taken or in doubt.
fn says_something(line: &Line) -> bool {
    match &line.outcome {
        Outcome::Taken | Outcome::Asked(_) => true,
        Outcome::Refused(refusal) => matches!(refusal, Refusal::Unit(_)),
    }
}

/// Two lines that say the same: the same answer, or the same quantity with the same interval or none beside it.
fn alike(one: &Line, other: &Line) -> bool {
    if one.outcome != Outcome::Taken || other.outcome != Outcome::Taken {
        return false;
    }
    let interval = one.interval == other.interval || one.interval.is_empty() || other.interval.is_empty();
    match (&one.value, &other.value) {
        (Value::Quantity(_), Value::Quantity(_)) => {
            interval && quantity(one).is_some() && quantity(one) == quantity(other)
        }
        (one, other) => one == other,
    }
}

fn quantity(line: &Line) -> Option<(Comparator, Measured)> {
    let Value::Quantity(typed) = &line.value else { return None };
    let analyte = in_units_of(Analyte::from_id(line.item.as_deref()?)?, &typed.unit);
    let number = read_number(&typed.value, Style::Laboratory).ok()?;
    Some((number.comparator, analyte.measured(number.value, analyte.unit(&typed.unit)?)?))
}
