//! A line of words: names first, then a number, with what belongs to it in any order.

use super::{
    answers,
    atoms::{Kind, atoms, run, words},
    choices::Choices,
    dates::is_date,
    entry::{chosen, empty_line, take},
    identity::{Identity, identify, is_loinc},
    judge::{Fields, judge},
    labels::is_earlier,
    line::{Ask, Line, Outcome, Refusal},
    names::{KnownKind, Names, is_other_material},
    table::Row,
};
use crate::quantity::Analyte;

/// A line of words.
pub(super) fn words_line(names: &Names, row: &Row, choices: &Choices) -> Line {
    let mut line = empty_line(row);
    let text = if row.text.is_empty() { row.cells.join(" ") } else { row.text.clone() };
    let text = text.as_str();
    let words = words(text);
    let by_hand = chosen(names, choices, row.line);
    let found = name_in(names, text, &words);
    let Some((cells, rest)) = found.filter(|_| by_hand.is_none()) else {
        let word = |at: usize| words.get(at..=at).and_then(|word| run(text, word)).unwrap_or_default();
        word(0).clone_into(&mut line.name);
        match by_hand {
            Some(identity) => {
                let from = (0..words.len())
                    .find(|at| word(*at).starts_with(|c: char| c.is_ascii_digit() || "<>≤≥".contains(c)));
                let rest = from.and_then(|from| run(text, words.get(from..)?)).unwrap_or_default();
                rest_of_words(names, &identity, rest, &mut line);
            }
            None => line.outcome = Outcome::Refused(Refusal::NotAnItem),
        }
        return line;
    };
    cells.first().copied().unwrap_or_default().clone_into(&mut line.name);
    match identify(names, &cells) {
        Ok(identity) => rest_of_words(names, &identity, rest, &mut line),
        Err(outcome) => line.outcome = outcome,
    }
    line
}

/// The names and codes with which a line begins, and what stands behind them. Before them only numbers of lines, marks
/// and dates may stand.
fn name_in<'t>(names: &Names, text: &'t str, words: &[(usize, usize)]) -> Option<(Vec<&'t str>, &'t str)> {
    let piece = |from: usize, to: usize| words.get(from..to).and_then(|part| run(text, part));
    let known = |text: &str| names.is_known(text);
    let next = |from: usize| {
        let longest = (names.longest + 3).min(words.len().saturating_sub(from));
        let letter = |at: usize| piece(at, at + 1).is_some_and(|word| word.contains(char::is_alphanumeric));
        // A dash between name and number is no part of the name.
        let whole = |length: usize| {
            letter(from)
                && (letter(from + length - 1) || piece(from + length - 1, from + length) == Some("%"))
        };
        (1..=longest).rev().find(|length| whole(*length) && piece(from, from + length).is_some_and(known))
    };
    let before = |text: &str| {
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '、')) && text.len() <= 4
            || answers::is_flag(text)
            || text == "★"
            || is_date(text)
            || is_loinc(text)
    };
    let mut at = 0;
    let mut found: Vec<&str> = Vec::new();
    while let Some(word) = piece(at, at + 1) {
        if let Some(length) = next(at) {
            found.extend(piece(at, at + length));
            at += length;
        } else if found.is_empty() && before(word) {
            found.extend(Some(word).filter(|word| is_loinc(word)));
            at += 1;
        } else {
            break;
        }
    }
    let named = found.iter().any(|name| !is_loinc(name) || names.code(name).is_some());
    named.then(|| (found, run(text, words.get(at..).unwrap_or_default()).unwrap_or_default()))
}

/// What stands behind the name.
fn rest_of_words(names: &Names, identity: &Identity, rest: &str, line: &mut Line) {
    let is_unit = |text: &str| names.is_unit(&identity.items, text);
    let parts = atoms(rest, &is_unit);
    let known = identity.items.first().and_then(|item| names.item(*item));
    let material =
        parts.iter().map(|part| part.text).find(|text| is_other_material(text)).unwrap_or_default();
    let mut fields = Fields { result: rest, material, ..Fields::default() };
    let (mut doubt, mut dates) = (false, 0);
    if let Some(KnownKind::Quantity(analyte)) = known.map(|known| &known.kind) {
        let viral = *analyte == Analyte::HbvDna;
        if parts.first().is_some_and(|part| part.kind == Kind::Word) && !viral {
            // The name goes on, so it is another one.
            line.outcome = Outcome::Refused(Refusal::NotAnItem);
            return;
        }
        let all =
            |wanted: fn(&Kind) -> bool| parts.iter().filter(|part| wanted(&part.kind)).collect::<Vec<_>>();
        let mut numbers = all(|kind| matches!(kind, Kind::Number | Kind::Bad(_)));
        let mut bounded = all(|kind| *kind == Kind::Bounded);
        // `<0.2` right behind the name is a result, whatever number follows.
        doubt |= !numbers.is_empty()
            && parts
                .iter()
                .find(|part| part.kind != Kind::Flag)
                .is_some_and(|part| part.kind == Kind::Bounded);
        doubt |= parts.iter().any(|part| part.kind == Kind::Word && is_earlier(part.text));
        if numbers.is_empty() && !bounded.is_empty() {
            doubt |= bounded.iter().any(|part| bounded.first().is_some_and(|first| first.text != part.text));
            numbers.push(bounded.remove(0));
        }
        doubt |= numbers.len() > 1;
        let unit = all(|kind| *kind == Kind::Unit).first().map(|part| part.text);
        let interval = all(|kind| *kind == Kind::Interval).first().map(|part| part.text);
        let found = all(|kind| *kind == Kind::Date);
        dates = found.len();
        if let [date] = found.as_slice() {
            date.text.clone_into(&mut line.when);
        }
        if let Some(number) = numbers.first() {
            let at = parts.iter().position(|part| std::ptr::eq(part, *number)).unwrap_or(0);
            // A dash before the number stands where the result would.
            doubt |= parts.iter().take(at).any(|part| matches!(part.kind, Kind::Missing(_)));
            let behind = parts.get(at + 1).filter(|part| part.kind == Kind::Word).map(|part| part.text);
            let before = rest
                .find(number.text)
                .map_or("", |at| rest.get(..at + number.text.len()).unwrap_or_default());
            fields.result = if viral { before } else { number.text };
            fields.unit = unit.or(behind).unwrap_or_default();
        } else {
            let until = unit.and_then(|unit| rest.find(unit)).unwrap_or(rest.len());
            fields.result = rest.get(..until).unwrap_or_default();
            if parts.iter().all(|part| matches!(part.kind, Kind::Unit | Kind::Interval | Kind::Flag)) {
                fields.result = "";
            }
            fields.unit = unit.unwrap_or_default();
        }
        let printed = interval.or_else(|| bounded.first().map(|part| part.text));
        printed.unwrap_or_default().clone_into(&mut fields.interval);
        let used = [fields.result, fields.unit, fields.interval.as_str()];
        let rest = parts
            .iter()
            .filter(|part| !used.contains(&part.text) && !matches!(part.kind, Kind::Flag | Kind::Date));
        line.rest = rest.map(|part| part.text.to_owned()).collect();
    }
    let judged = judge(names, identity, &fields);
    take(names, line, judged);
    if matches!(line.outcome, Outcome::Refused(_)) {
    } else if doubt {
        line.outcome = Outcome::Asked(Ask::WhichColumn);
    } else if dates > 1 {
        line.outcome = Outcome::Asked(Ask::WhichDate);
    }
}
