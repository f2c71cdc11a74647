//! Whether a site may be saved: every setting readable, and each with its source.
//!
//! Stricter than reading it ([`Settings::new`]): a result never stops because a source was left out, but nothing
//! is saved without one. Parameters that no engine uses yet are read here, so that a slip is found when it is typed.

use super::settings::Settings;
use crate::{
    engine::{
        problem::{EntryKind, Problem, ProblemCode, none_of},
        protocol::plan::{Plan, unit_problem},
    },
    model::{Address, Parameter, ParameterKind, Setting, SettingPart, Site, SitePart, Typed},
    quantity::{
        Exact, Style, UnitRow, read_number,
        units::{RuntimeUnit as _, cell_density, cells, clean, copies_per_unit, share, time, volume, weight},
    },
};

/// Everything that keeps a site from being saved, with the addresses of its fields: `site.name`,
/// `site.settings[ID]`, `site.settings[ID].source`, `site.readings[ID]`, `site.readings[ID].source`.
pub fn check_site(plan: &Plan, site: &Site) -> Vec<Problem> {
    let (_, mut problems) = Settings::new(plan, site);
    if site.name.trim().is_empty() {
        problems.push(Problem { field: Address::Site(SitePart::Name), code: ProblemCode::NothingEntered });
    }
    for (id, setting) in &site.settings {
        let field = Address::setting(id);
        let (Setting::NoneByProtocol { source }
        | Setting::Value { source, .. }
        | Setting::Choice { source, .. }) = setting;
        require_source(&mut problems, Address::Setting(id.clone(), SettingPart::Source), source);
        let parameter = plan.protocol.parameters.iter().find(|parameter| parameter.id == *id);
        let known = problems.iter().any(|problem| problem.field == field);
        if let (Some(parameter), false) = (parameter, known)
            && let Some(code) = setting_problem(parameter, setting)
        {
            problems.push(Problem { field, code });
        }
    }
    for choice in &site.readings {
        let field = Address::reading(&choice.question);
        let source = Address::Reading(choice.question.clone(), SettingPart::Source);
        require_source(&mut problems, source, &choice.source);
        if choice.reading.trim().is_empty() {
            problems.retain(|problem| problem.field != field);
            problems.push(Problem { field, code: ProblemCode::NothingEntered });
        }
    }
    problems
}

/// The units that a parameter can be entered in; none for a parameter that this program does not know.
pub fn parameter_units(id: &str) -> &'static [UnitRow] {
    match id {
        "weight_cap" => weight::Unit::ROWS,
        "cell_cap" => cells::Unit::ROWS,
        "tolerance_below" | "tolerance_above" | "dmso_share" => share::Unit::ROWS,
        "rounding_step" | "hold_up" => volume::Unit::ROWS,
        "expected_car_low" | "expected_car_high" => cell_density::Unit::ROWS,
        "hbv_copies_per_iu" => copies_per_unit::Unit::ROWS,
        "screening_horizon" | "value_age_limit" | "stability_after_thaw" | "dlt_window" => time::Unit::ROWS,
        "infusion_rate" => &INFUSION_RATE,
        "dmso_limit" => &PER_BODY_WEIGHT,
        "fludarabine_per_day" | "cyclophosphamide_per_day" => &PER_BODY_SURFACE,
        _ => &[],
    }
}

// Units that no engine computes with yet.
static INFUSION_RATE: [UnitRow; 1] = [row("infusion_rate", "mL/min", "mL/min", &["ml/min"])];
static PER_BODY_WEIGHT: [UnitRow; 1] = [row("per_body_weight", "g/kg", "g/kg", &[])];
static PER_BODY_SURFACE: [UnitRow; 1] = [row("per_body_surface", "mg/m²", "mg/m2", &["mg/m^2"])];

const fn row(
    table: &'static str,
    symbol: &'static str,
    ucum: &'static str,
    spellings: &'static [&'static str],
) -> UnitRow {
    UnitRow { table, index: 0, symbol, ucum, spellings, size: Exact::constant(1, 1) }
}

fn require_source(problems: &mut Vec<Problem>, field: Address, source: &str) {
    if source.trim().is_empty() {
        problems.push(Problem { field, code: ProblemCode::SourceMissing });
    }
}

fn setting_problem(parameter: &Parameter, setting: &Setting) -> Option<ProblemCode> {
    match (&parameter.kind, setting) {
        (_, Setting::NoneByProtocol { .. }) => None,
        (ParameterKind::Quantity, Setting::Value { value, .. }) => quantity_problem(&parameter.id, value),
        (ParameterKind::Choice(answers), Setting::Choice { value, .. }) => {
            let known = answers.iter().any(|answer| answer.id == *value);
            (!known).then(|| none_of(value, answers.iter().map(|answer| answer.id.as_str())))
        }
        (ParameterKind::Quantity, Setting::Choice { .. }) => {
            Some(ProblemCode::WrongKind { expected: EntryKind::Quantity })
        }
        (ParameterKind::Choice(_), Setting::Value { .. }) => {
            Some(ProblemCode::WrongKind { expected: EntryKind::Choice })
        }
    }
}

fn quantity_problem(id: &str, typed: &Typed) -> Option<ProblemCode> {
    let number = match read_number(&typed.value, Style::Plain) {
        Ok(number) => number,
        Err(problem) => return Some(ProblemCode::Number(problem)),
    };
    let rows = parameter_units(id);
    let unit = clean(&typed.unit);
    let spelled = |row: &UnitRow| row.symbol == unit || row.ucum == unit || row.spellings.contains(&&*unit);
    if !rows.is_empty() && !rows.iter().any(spelled) {
        return Some(unit_problem(&typed.unit, rows, None));
    }
    // Nothing held up and no deviation allowed are sensible; a window or a step of zero is not.
    let zero_is_sensible = matches!(id, "hold_up" | "tolerance_below" | "tolerance_above");
    (!zero_is_sensible && !number.value.is_positive()).then_some(ProblemCode::NotPositive)
}
