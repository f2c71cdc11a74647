//! Whether a site may be saved: every setting readable, and each with its source.
//!
//! Stricter than reading it ([`Settings::new`]): a result never stops because a source was left out, but nothing
//! is saved without one. Parameters that no engine uses yet are read here, so that a slip is found when it is typed.

use super::{
    plan::{Plan, unit_problem},
    problem::{EntryKind, Problem, ProblemCode},
    settings::Settings,
};
use crate::{
    model::{Parameter, ParameterKind, Setting, Site, Typed},
    quantity::{
        Style, UnitRow, read_number,
        units::{RuntimeUnit, cell_density, cells, clean, copies_per_unit, share, time, volume, weight},
    },
};

/// Everything that keeps a site from being saved, with the paths of its fields: `site.name`,
/// `site.settings[ID]`, `site.settings[ID].source`, `site.readings[ID]`, `site.readings[ID].source`.
pub fn check_site(plan: &Plan, site: &Site) -> Vec<Problem> {
    let (_, mut problems) = Settings::new(plan, site);
    if site.name.trim().is_empty() {
        problems.push(Problem { field: "site.name".to_owned(), code: ProblemCode::NothingEntered });
    }
    for (id, setting) in &site.settings {
        let path = format!("site.settings[{id}]");
        let (Setting::NoneByProtocol { source }
        | Setting::Value { source, .. }
        | Setting::Choice { source, .. }) = setting;
        require_source(&mut problems, &path, source);
        let parameter = plan.protocol.parameters.iter().find(|parameter| parameter.id == *id);
        let known = problems.iter().any(|problem| problem.field == path);
        if let (Some(parameter), false) = (parameter, known)
            && let Some(code) = setting_problem(parameter, setting)
        {
            problems.push(Problem { field: path, code });
        }
    }
    for choice in &site.readings {
        let path = format!("site.readings[{}]", choice.question);
        require_source(&mut problems, &path, &choice.source);
        if choice.reading.trim().is_empty() {
            problems.retain(|problem| problem.field != path);
            problems.push(Problem { field: path, code: ProblemCode::NothingEntered });
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
        "value_age_limit" | "stability_after_thaw" | "dlt_window" => time::Unit::ROWS,
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
    UnitRow { table, index: 0, symbol, ucum, spellings }
}

fn require_source(problems: &mut Vec<Problem>, path: &str, source: &str) {
    if source.trim().is_empty() {
        problems.push(Problem { field: format!("{path}.source"), code: ProblemCode::SourceMissing });
    }
}

fn setting_problem(parameter: &Parameter, setting: &Setting) -> Option<ProblemCode> {
    match (&parameter.kind, setting) {
        (_, Setting::NoneByProtocol { .. }) => None,
        (ParameterKind::Quantity, Setting::Value { value, .. }) => quantity_problem(&parameter.id, value),
        (ParameterKind::Choice(answers), Setting::Choice { value, .. }) => {
            let known = answers.iter().any(|answer| answer.id == *value);
            (!known).then(|| ProblemCode::UnknownId { id: value.clone(), suggestion: None })
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

#[cfg(test)]
mod tests {
    use super::{check_site, parameter_units};
    use crate::{
        engine::plan::Plan,
        model::{ParameterKind, ReadingChoice, Setting, Site, Typed},
        storage::{EMBEDDED_PROTOCOL, EMBEDDED_SITE},
    };

    fn check(id: &str, value: &str, unit: &str, source: &str) -> Vec<String> {
        let plan = Plan::new(&EMBEDDED_PROTOCOL.protocol().unwrap().value).unwrap();
        let setting = Setting::Value { value: Typed::new(value, unit), source: source.into() };
        let site =
            Site { schema: 1, name: "x".into(), settings: vec![(id.into(), setting)], ..Site::default() };
        let problems = check_site(&plan, &site);
        problems.iter().map(|problem| format!("{} {}", problem.field, problem.code.code())).collect()
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        let none: [&str; 0] = [];
        assert_eq!(check("weight_cap", "100", "kg", "letter"), none);
        assert_eq!(check("stability_after_thaw", "30", "min", "letter"), none);
        assert_eq!(check("weight_cap", "1,5", "kg", "letter"), ["site.settings[weight_cap] comma"]);
        assert_eq!(check("dlt_window", "2,8", "d", "letter"), ["site.settings[dlt_window] comma"]);
        assert_eq!(check("dlt_window", "28", "kg", "letter"), ["site.settings[dlt_window] unit_unknown"]);
        assert_eq!(check("dlt_window", "0", "d", "letter"), ["site.settings[dlt_window] not_positive"]);
        assert_eq!(check("hold_up", "0", "mL", "letter"), none);
        let missing = ["site.settings[hold_up].source source_missing"];
        assert_eq!(check("hold_up", "0", "mL", " "), missing);
    }

    #[test]
    fn an_answer_needs_words_and_a_source() {
        let plan = Plan::new(&EMBEDDED_PROTOCOL.protocol().unwrap().value).unwrap();
        let readings =
            vec![ReadingChoice { question: "gilbert".into(), reading: String::new(), source: String::new() }];
        let problems = check_site(&plan, &Site { schema: 1, readings, ..Site::default() });
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["site.name", "site.readings[gilbert].source", "site.readings[gilbert]"]);
    }

    #[test]
    fn the_shipped_site_may_be_saved_and_every_offer_fits() {
        let protocol = EMBEDDED_PROTOCOL.protocol().unwrap().value;
        let plan = Plan::new(&protocol).unwrap();
        assert_eq!(check_site(&plan, &EMBEDDED_SITE.site().unwrap().value), []);
        for parameter in &protocol.parameters {
            let quantity = matches!(parameter.kind, ParameterKind::Quantity);
            assert_eq!(quantity, !parameter_units(&parameter.id).is_empty(), "{}", parameter.id);
            for offer in parameter.offered.iter().filter(|_| quantity) {
                let problems = check(&parameter.id, &offer.value.value, &offer.value.unit, &offer.source);
                assert_eq!(problems, [""; 0], "{}", parameter.id);
            }
        }
    }
}
