//! Units of an analyte as text, and why one is not taken.

use super::problem::{EntryKind, ProblemCode, suggest};
use crate::{
    model::{Half, Typed},
    quantity::{
        Analyte, Exact, Measured, NumberProblem, Refusal, Style, UnitRow, number_with_unit, read_number,
        units::{RuntimeUnit, Spelled},
    },
};
use std::borrow::Cow;

/// A value with its unit, of this analyte.
pub(crate) fn read_limit(
    analyte: Analyte,
    typed: &Typed,
) -> Result<(Measured, &'static UnitRow), ProblemCode> {
    let number = read_number(&typed.value, Style::Plain).map_err(ProblemCode::ProtocolNumber)?;
    let unit = read_unit(analyte, &typed.unit)?;
    let measured = analyte
        .measured(number.value, unit)
        .ok_or(ProblemCode::WrongKind { expected: EntryKind::Quantity })?;
    Ok((measured, unit))
}

/// The unit of this analyte that is spelled so.
pub(crate) fn read_unit(analyte: Analyte, text: &str) -> Result<&'static UnitRow, ProblemCode> {
    if let Some(unit) = analyte.unit(text) {
        return Ok(unit);
    }
    Err(unit_problem(text, analyte.units(), analyte.refusal(text)))
}

/// Why a unit is not taken.
pub(crate) fn unit_problem(text: &str, rows: &'static [UnitRow], refusal: Option<Refusal>) -> ProblemCode {
    unit_problem_of(text, rows.iter(), refusal)
}

/// The same where the units of several tables would do.
pub(crate) fn unit_problem_of(
    text: &str,
    rows: impl Iterator<Item = &'static UnitRow> + Clone,
    refusal: Option<Refusal>,
) -> ProblemCode {
    let mut accepted: Vec<&'static str> = Vec::new();
    for row in rows.clone() {
        if !accepted.contains(&row.symbol) {
            accepted.push(row.symbol);
        }
    }
    let unit = text.trim().to_owned();
    if unit.is_empty() {
        return ProblemCode::UnitMissing { accepted };
    }
    if let Some(why) = refusal {
        return ProblemCode::UnitRefused { unit, why, accepted };
    }
    match hint(&unit, rows) {
        Hint::Same(symbol) => ProblemCode::UnitUnknown { unit, accepted, suggestion: Some(symbol) },
        Hint::OtherSize(times, of) => ProblemCode::UnitOtherSize { unit, times, of, accepted },
        Hint::OtherForm => ProblemCode::UnitRefused { unit, why: Refusal::OtherForm, accepted },
        Hint::None => ProblemCode::UnitUnknown { unit, accepted, suggestion: None },
    }
}

/// What a spelling that is not taken has to do with the units that are.
enum Hint {
    /// The same size and meaning, spelled otherwise.
    Same(&'static str),
    /// The same quantity: one of it is so many of a unit that is taken.
    OtherSize(Exact, &'static str),
    /// The same substance, by mass instead of amount or the other way round.
    OtherForm,
    /// Nothing that can be told from its spelling.
    None,
}

fn hint(unit: &str, rows: impl Iterator<Item = &'static UnitRow> + Clone) -> Hint {
    let Some(spelled) = Spelled::read(unit) else { return Hint::None };
    let known = rows.filter_map(|row| Some((row.spelled()?, row.symbol)));
    let mut of_one_kind = Vec::new();
    let mut concentration = false;
    for (own, symbol) in known {
        concentration |= own.is_concentration();
        if let Some(times) = spelled.times(&own) {
            of_one_kind.push((times, symbol));
        }
    }
    let same = of_one_kind.iter().filter(|(times, _)| *times == Exact::from(1)).map(|(_, symbol)| *symbol);
    // Of several symbols of one size, the one that looks most like it.
    if let Some(symbol) = suggest(unit, same.clone()).or_else(|| same.clone().next()) {
        return Hint::Same(symbol);
    }
    if let Some((times, symbol)) = of_one_kind.into_iter().next() {
        return Hint::OtherSize(times, symbol);
    }
    if concentration && spelled.is_concentration() { Hint::OtherForm } else { Hint::None }
}

/// What was typed, as it is read: a unit behind the number is taken where its own field is empty, or says the same.
///
/// Two units that differ are for a person to decide: nobody knows which of them was meant.
pub(crate) fn taken(
    typed: &Typed,
    style: Style,
    row: impl Fn(&str) -> Option<&'static UnitRow>,
) -> Result<Cow<'_, Typed>, ProblemCode> {
    let Some((number, behind)) = number_with_unit(&typed.value, style) else {
        return Ok(Cow::Borrowed(typed));
    };
    let beside = typed.unit.trim();
    if beside.is_empty() {
        return Ok(Cow::Owned(Typed::new(&number, &behind)));
    }
    match (row(&behind), row(beside)) {
        (Some(one), Some(other)) if std::ptr::eq(one, other) => Ok(Cow::Owned(Typed::new(&number, beside))),
        (Some(_), Some(_)) => Err(ProblemCode::TwoUnits { number, behind, beside: beside.to_owned() }),
        // What is no unit here is no part of the number either.
        _ => Ok(Cow::Borrowed(typed)),
    }
}

/// A number with its unit; `None` while nothing is typed, and which part of it cannot be read.
pub(crate) fn read_amount<U: RuntimeUnit>(typed: &Typed) -> Result<Option<(Exact, U)>, (Half, ProblemCode)> {
    let row = |text: &str| U::parse(text).map(RuntimeUnit::row);
    let typed = &*taken(typed, Style::Plain, row).map_err(|code| (Half::Value, code))?;
    let number = match read_number(&typed.value, Style::Plain) {
        Ok(number) => number.value,
        Err(NumberProblem::Empty) => return Ok(None),
        Err(problem) => return Err((Half::Value, ProblemCode::Number(problem))),
    };
    let unit = U::parse(&typed.unit)
        .ok_or_else(|| (Half::Unit, unit_problem(&typed.unit, U::ROWS, U::refusal(&typed.unit))))?;
    Ok(Some((number, unit)))
}

#[cfg(test)]
mod tests {
    use super::read_unit;
    use crate::{
        engine::problem::ProblemCode,
        quantity::{Analyte, Exact, units::Spelled},
    };

    /// However the spellings of all tables are bent: a hint is of the very size of what was typed.
    #[test]
    fn h1_every_hint_is_of_the_same_size() {
        let known = Analyte::ALL.iter().flat_map(|analyte| analyte.units());
        let names =
            known.flat_map(|row| [row.symbol, row.ucum].into_iter().chain(row.spellings.iter().copied()));
        let bent = |text: &str| {
            let digits = [("9", "6"), ("6", "3"), ("4", "8")].map(|(one, other)| text.replace(one, other));
            [text.to_uppercase(), text.to_lowercase(), format!("{text}s"), text.replace('µ', "m")]
                .into_iter()
                .chain(digits)
        };
        let mut hints = 0;
        for unit in names.flat_map(bent) {
            for analyte in Analyte::ALL {
                let Err(ProblemCode::UnitUnknown { suggestion: Some(hint), .. }) = read_unit(*analyte, &unit)
                else {
                    continue;
                };
                hints += 1;
                let (own, other) = (Spelled::read(&unit).unwrap(), Spelled::read(hint).unwrap());
                assert_eq!(own.times(&other), Some(Exact::from(1)), "{analyte:?}: {unit} and {hint}");
            }
        }
        assert!(hints > 100, "{hints}");
    }
}
