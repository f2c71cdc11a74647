//! Judges one result by the readers that every entry goes through: numbers, units, answers.

use super::{
    answers::{self, Missing},
    atoms::{Kind, atoms, run, words},
    identity::Identity,
    line::{Ask, Outcome, Refusal},
    names::{Known, KnownKind, Names, in_units_of, is_other_material},
};
use crate::{
    model::{Typed, Value},
    quantity::{Analyte, Style, read_number},
};

/// What the columns of a line hold, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields<'t> {
    pub(super) result: &'t str,
    pub(super) unit: &'t str,
    pub(super) interval: String,
    pub(super) material: &'t str,
}

/// What they come to.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) item: Option<usize>,
    pub(super) typed: String,
    pub(super) value: Value,
    pub(super) unit: String,
    pub(super) interval: String,
    pub(super) outcome: Outcome,
}

/// Judges a result of one of these items.
pub(super) fn judge(names: &Names, identity: &Identity, fields: &Fields<'_>) -> Judged {
    let known: Vec<(usize, &Known)> =
        identity.items.iter().filter_map(|index| Some((*index, names.item(*index)?))).collect();
    let typed = answers::without_flags(fields.result).to_owned();
    let mut judged = Judged {
        item: known.first().map(|(index, _)| *index).filter(|_| known.len() == 1),
        typed,
        value: Value::NotKnown,
        unit: fields.unit.trim().to_owned(),
        interval: fields.interval.trim().to_owned(),
        outcome: Outcome::Refused(Refusal::NotAnItem),
    };
    if is_other_material(fields.material) {
        judged.outcome = Outcome::Refused(Refusal::OtherMaterial);
        return judged;
    }
    let Some((_, first)) = known.first() else { return judged };
    match &first.kind {
        KnownKind::Choice(own) => choice(own, fields.result, &mut judged),
        KnownKind::Quantity(analyte) => {
            let is_unit = |text: &str| names.is_unit(&identity.items, text);
            let Err(outcome) = number(*analyte, fields, &identity.unit, &is_unit, &mut judged) else {
                unit(&known, &mut judged);
                return judged;
            };
            judged.outcome = outcome;
        }
    }
    judged
}

/// Reads the number of the cell, with what may stand in it beside the number.
fn number(
    analyte: Analyte,
    fields: &Fields<'_>,
    unit_in_name: &str,
    is_unit: &dyn Fn(&str) -> bool,
    judged: &mut Judged,
) -> Result<(), Outcome> {
    let style = if analyte.may_be_censored() { Style::Laboratory } else { Style::Plain };
    let mut inner = "";
    let is_viral = analyte == Analyte::HbvDna;
    if read_number(&judged.typed, style).is_err() {
        let text = fields.result;
        if text.trim().is_empty() {
            return Err(Outcome::Refused(Refusal::Empty));
        }
        if is_viral && says(text, answers::is_not_detected) {
            judged.value = Value::Choice("not_detected".to_owned());
            text.trim().clone_into(&mut judged.typed);
            return Ok(());
        }
        if let Some(missing) = answers::missing(text) {
            return Err(Outcome::Refused(refusal_of(missing)));
        }
        let parts = atoms(text, is_unit);
        let mut value = None;
        for part in &parts {
            match &part.kind {
                Kind::Number | Kind::Bounded | Kind::Bad(_) if value.is_none() => value = Some(part),
                Kind::Unit if inner.is_empty() => inner = part.text,
                Kind::Interval if judged.interval.is_empty() && value.is_some() => {
                    part.text.clone_into(&mut judged.interval);
                }
                Kind::Flag => {}
                Kind::Word if is_viral && answers::is_detected(part.text) => {}
                Kind::Missing(missing) if parts.len() == 1 => {
                    return Err(Outcome::Refused(refusal_of(*missing)));
                }
                Kind::Number
                | Kind::Bounded
                | Kind::Bad(_)
                | Kind::Interval
                | Kind::Unit
                | Kind::Date
                | Kind::Missing(_)
                | Kind::Word => return Err(Outcome::Refused(Refusal::NotANumber)),
            }
        }
        let Some(value) = value else { return Err(Outcome::Refused(Refusal::NotANumber)) };
        value.text.clone_into(&mut judged.typed);
    }
    for other in [inner, unit_in_name] {
        if judged.unit.is_empty() {
            other.clone_into(&mut judged.unit);
        } else if !other.is_empty() && !same_unit(analyte, other, &judged.unit) {
            return Err(Outcome::Asked(Ask::TwoUnits));
        }
    }
    judged.value = Value::Quantity(Typed::new(&judged.typed, &judged.unit));
    // The mend of a comma keeps the sign.
    read_number(&judged.typed, style).map(|_| ()).map_err(|problem| Outcome::Asked(Ask::Number(problem)))
}

fn same_unit(analyte: Analyte, one: &str, other: &str) -> bool {
    let row = |text: &str| in_units_of(analyte, text).unit(text);
    one == other || row(one).is_some_and(|unit| row(other) == Some(unit))
}

/// The one item that is measured in this unit.
fn unit(known: &[(usize, &Known)], judged: &mut Judged) {
    if !matches!(judged.value, Value::Quantity(_)) {
        judged.outcome = Outcome::Taken;
        return;
    }
    let takes: Vec<usize> =
        known.iter().filter(|(_, item)| item.takes(&judged.unit)).map(|(index, _)| *index).collect();
    judged.outcome = match takes.as_slice() {
        [item] => {
            judged.item = Some(*item);
            Outcome::Taken
        }
        _ if judged.unit.is_empty() => Outcome::Asked(Ask::UnitMissing),
        _ => match known.iter().find_map(|(_, item)| item.why_refused(&judged.unit)) {
            Some(why) => Outcome::Refused(Refusal::Unit(why)),
            None => Outcome::Asked(Ask::UnitUnknown),
        },
    };
}

const fn refusal_of(missing: Missing) -> Refusal {
    match missing {
        Missing::Empty => Refusal::Empty,
        Missing::Pending => Refusal::Pending,
        Missing::NotDone => Refusal::NotDone,
    }
}

/// Whether words of the text say so, and nothing but numbers stands beside them.
fn says(text: &str, what: impl Fn(&str) -> bool) -> bool {
    let words = words(text);
    (0..words.len()).any(|from| {
        (from..words.len()).any(|to| {
            let inside = words.get(from..=to).and_then(|part| run(text, part)).is_some_and(&what);
            let rest = words.iter().take(from).chain(words.iter().skip(to + 1));
            inside
                && rest.filter_map(|word| text.get(word.0..word.1)).all(|word| {
                    word.trim_matches(['(', ')', '（', '）'])
                        .chars()
                        .all(|c| c.is_ascii_digit() || "<>≤≥.,".contains(c))
                })
        })
    })
}

/// What a text says of one of the answers.
pub(super) struct Said {
    /// The answers that it names.
    pub(super) answers: Vec<String>,
    /// A number stands there.
    pub(super) number: bool,
    /// Words that are none.
    pub(super) words: bool,
    missing: Option<Missing>,
}

/// The answers that a text names, in words and in signs.
pub(super) fn said(own: &[(String, Vec<String>)], text: &str) -> Said {
    let mut said = Said { answers: Vec::new(), number: false, words: false, missing: None };
    // `阴性(-)` is a word and a sign.
    let mut apart = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        match c {
            '(' | '（' => apart.extend([' ', c]),
            ')' | '）' => apart.extend([c, ' ']),
            _ => apart.push(c),
        }
    }
    let words = words(&apart);
    let mut at = 0;
    while at < words.len() {
        let found = (1..=3.min(words.len() - at)).rev().find_map(|length| {
            let run = run(&apart, words.get(at..at + length)?)?;
            Some((length, answer(own, run)?))
        });
        if let Some((length, id)) = found {
            if !said.answers.contains(&id) {
                said.answers.push(id);
            }
            at += length;
            continue;
        }
        let rest = run(&apart, words.get(at..).unwrap_or_default()).unwrap_or_default();
        let word = words.get(at).and_then(|word| apart.get(word.0..word.1)).unwrap_or_default();
        let bare = word.trim_matches(['(', ')', '（', '）']);
        if said.missing.is_none() && at == 0 && answers::missing(rest).is_some() {
            said.missing = answers::missing(rest);
            break;
        }
        if bare.trim_start_matches(['<', '>', '≤', '≥', '＜', '＞']).starts_with(|c: char| c.is_ascii_digit())
        {
            said.number = true;
        } else if !answers::is_index(bare)
            && !answers::is_flag(word)
            && !bare.chars().all(|c| "<>≤≥/-=".contains(c))
        {
            said.words = true;
        }
        at += 1;
    }
    // A weak positive is printed with the sign of a positive.
    if said.answers.iter().any(|id| id == "weakly_positive") {
        said.answers.retain(|id| id != "positive");
    }
    said
}

fn answer(own: &[(String, Vec<String>)], text: &str) -> Option<String> {
    let folded = super::names::fold(text);
    let by_own = own.iter().find(|(_, words)| !folded.is_empty() && words.contains(&folded));
    let found = by_own.or_else(|| {
        let id = answers::answer(text)?;
        own.iter().find(|(own, _)| own == id)
    });
    found.map(|(id, _)| id.clone())
}

fn choice(own: &[(String, Vec<String>)], text: &str, judged: &mut Judged) {
    let said = said(own, text);
    text.trim().clone_into(&mut judged.typed);
    judged.unit.clear();
    judged.interval.clear();
    judged.outcome = match said.answers.as_slice() {
        [] if said.missing.is_some() || text.trim().is_empty() => {
            Outcome::Refused(refusal_of(said.missing.unwrap_or(Missing::Empty)))
        }
        [] if said.number && !said.words => Outcome::Refused(Refusal::IndexValue),
        [] => Outcome::Refused(Refusal::NotAnAnswer),
        [_, _, ..] => Outcome::Refused(Refusal::ContradictsItself),
        [_] if said.words => Outcome::Refused(Refusal::NotAnAnswer),
        [id] => {
            judged.value = Value::Choice(id.clone());
            Outcome::Taken
        }
    };
}
