//! Units of an analyte as text, and why one is not taken.

use crate::{
    engine::problem::{EntryKind, ProblemCode, suggest},
    model::Typed,
    quantity::{Analyte, Measured, Refusal, Style, UnitRow, read_number},
};

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
    mut rows: impl Iterator<Item = &'static UnitRow> + Clone,
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
    let spellings =
        rows.clone().flat_map(|row| [row.symbol, row.ucum].into_iter().chain(row.spellings.iter().copied()));
    let suggestion = suggest(&unit, spellings).and_then(|near| {
        rows.find(|row| row.symbol == near || row.ucum == near || row.spellings.contains(&near))
            .map(|row| row.symbol)
    });
    ProblemCode::UnitUnknown { unit, accepted, suggestion }
}
