//! What is wrong with an entry, in words: what, where, what was expected, how to mend it.

use crate::{
    engine::problem::{DateProblem, EntryKind, Problem, ProblemCode, WeightHint},
    i18n::{Catalogue, fill},
    quantity::{NumberProblem, Refusal},
};

/// One problem as one line.
pub fn problem_text(problem: &Problem, words: &Catalogue) -> String {
    let values = [("field", problem.field.clone()), ("problem", code_text(&problem.code, words))];
    fill(&words.problem_line, &values)
}

/// What was expected, and the mend where there is one.
pub fn code_text(code: &ProblemCode, words: &Catalogue) -> String {
    let list = |units: &[&str]| {
        let shown: Vec<&str> = units.iter().copied().filter(|unit| !unit.is_empty()).collect();
        shown.join(&words.list_separator)
    };
    let suggest = |text: String, suggestion: Option<&str>| match suggestion {
        Some(suggestion) => {
            let hint = fill(&words.did_you_mean, &[("suggestion", suggestion.to_owned())]);
            format!("{text}{}{hint}", words.sentence_end)
        }
        None => text,
    };
    let fits = |text: String, units: &[&str]| {
        if units.is_empty() {
            return text;
        }
        format!("{text}{}{}", words.sentence_end, fill(&words.would_fit, &[("units", list(units))]))
    };
    match code {
        ProblemCode::Number(problem) | ProblemCode::ProtocolNumber(problem) => number_text(problem, words),
        ProblemCode::UnitMissing { accepted } => fill(&words.unit_missing, &[("units", list(accepted))]),
        ProblemCode::UnitUnknown { unit, accepted, suggestion } => {
            let values = [("unit", unit.clone()), ("units", list(accepted))];
            suggest(fill(&words.unit_unknown, &values), *suggestion)
        }
        ProblemCode::UnitRefused { unit, why, accepted } => {
            let why = refusal_text(*why, words).to_owned();
            fill(&words.unit_refused, &[("unit", unit.clone()), ("why", why), ("units", list(accepted))])
        }
        ProblemCode::Impossible { low, high, unit, fits: units } => {
            let values = [("low", low.clone()), ("high", high.clone()), ("unit", (*unit).to_owned())];
            fits(fill(&words.impossible, &values), units)
        }
        ProblemCode::DoubtfulUnit { unit, fits: units } => {
            fits(fill(&words.doubtful_unit, &[("unit", (*unit).to_owned())]), units)
        }
        ProblemCode::DoubtfulUpperLimit { unit, fits: units } => {
            fits(fill(&words.doubtful_upper_limit, &[("unit", (*unit).to_owned())]), units)
        }
        ProblemCode::DoubtfulWeight { hint } => match hint {
            WeightHint::Jin => words.doubtful_jin.clone(),
            WeightHint::Pounds => words.doubtful_pounds.clone(),
            WeightHint::JinOrPounds => {
                format!("{}{}{}", words.doubtful_jin, words.sentence_end, words.doubtful_pounds)
            }
            WeightHint::Changed => words.doubtful_changed.clone(),
        },
        ProblemCode::Contradicts { other } => fill(&words.contradicts, &[("other", other.clone())]),
        ProblemCode::Conflicts { other } => fill(&words.conflicts, &[("other", other.clone())]),
        ProblemCode::DoubtfulFraction => words.doubtful_fraction.clone(),
        ProblemCode::AboveHundredPercent => words.above_hundred.clone(),
        ProblemCode::NotPositive => words.not_positive.clone(),
        ProblemCode::Date(DateProblem::Ambiguous) => words.date_ambiguous.clone(),
        ProblemCode::Date(DateProblem::NoSuchDay) => words.date_no_such_day.clone(),
        ProblemCode::Date(DateProblem::Unreadable) => words.date_unreadable.clone(),
        ProblemCode::DateMissing => words.date_missing.clone(),
        ProblemCode::DateInFuture => words.date_in_future.clone(),
        ProblemCode::Computed { enter_under } => {
            fill(&words.computed, &[("enter_under", (*enter_under).to_owned())])
        }
        ProblemCode::UnknownId { id, suggestion } => {
            suggest(fill(&words.unknown_id, &[("id", id.clone())]), suggestion.as_deref())
        }
        ProblemCode::WrongKind { expected } => {
            let expected = match expected {
                EntryKind::Quantity => &words.kind_quantity,
                EntryKind::YesNo => &words.kind_yes_no,
                EntryKind::Choice => &words.kind_choice,
                EntryKind::History => &words.kind_history,
                EntryKind::Counted => &words.kind_counted,
            };
            fill(&words.wrong_kind, &[("expected", expected.clone())])
        }
        ProblemCode::Duplicate => words.duplicate.clone(),
        ProblemCode::TooFew { at_least } => fill(&words.too_few, &[("number", at_least.to_string())]),
        ProblemCode::DecidesNothing { stage } => fill(&words.decides_nothing, &[("stage", stage.clone())]),
        ProblemCode::NotWholeYears => words.not_whole_years.clone(),
        ProblemCode::SourceMissing => words.source_missing.clone(),
        ProblemCode::NothingEntered => words.nothing_entered.clone(),
        ProblemCode::ReferenceUnreadable => words.reference_unreadable.clone(),
    }
}

fn number_text(problem: &NumberProblem, words: &Catalogue) -> String {
    let with_fix = |text: &str, fix: Option<&String>| match fix {
        Some(fix) => format!("{text}{}", fill(&words.fix, &[("fix", fix.clone())])),
        None => text.to_owned(),
    };
    match problem {
        NumberProblem::Empty => words.number_empty.clone(),
        NumberProblem::Comma { fix: Some(fix) } => fill(&words.number_comma_fix, &[("fix", fix.clone())]),
        NumberProblem::Comma { fix: None } => words.number_comma.clone(),
        NumberProblem::UnitInside { number, unit } => {
            fill(&words.number_unit_inside, &[("number", number.clone()), ("unit", unit.clone())])
        }
        NumberProblem::NakedPoint { fix } => with_fix(&words.number_naked_point, Some(fix)),
        NumberProblem::Grouped { fix } => with_fix(&words.number_grouped, Some(fix)),
        NumberProblem::NotFinite => words.number_not_finite.clone(),
        NumberProblem::ComparatorHere => words.number_comparator.clone(),
        NumberProblem::Negative => words.number_negative.clone(),
        NumberProblem::TooLong => words.number_too_long.clone(),
        NumberProblem::NotANumber => words.number_not_a_number.clone(),
    }
}

/// What is wrong, where the text that would do stands beside it on a button.
pub fn beside_fix(problem: &NumberProblem, words: &Catalogue) -> String {
    match problem {
        NumberProblem::Comma { .. } => words.number_comma.clone(),
        NumberProblem::NakedPoint { .. } => words.number_naked_point.clone(),
        NumberProblem::Grouped { .. } => words.number_grouped.clone(),
        NumberProblem::Empty
        | NumberProblem::UnitInside { .. }
        | NumberProblem::NotFinite
        | NumberProblem::ComparatorHere
        | NumberProblem::Negative
        | NumberProblem::TooLong
        | NumberProblem::NotANumber => number_text(problem, words),
    }
}

const fn refusal_text(why: Refusal, words: &Catalogue) -> &str {
    match why {
        Refusal::LostSuperscript => words.refusal_superscript.as_str(),
        Refusal::Jin => words.refusal_jin.as_str(),
        Refusal::NotAUnit => words.refusal_not_a_unit.as_str(),
        Refusal::MonomerOrTetramer => words.refusal_monomer.as_str(),
        Refusal::IndexedToSurface => words.refusal_indexed.as_str(),
        Refusal::Logarithm => words.refusal_logarithm.as_str(),
        Refusal::OtherQuantity => words.refusal_other_quantity.as_str(),
    }
}
