//! What is wrong with an entry, in words: what, where, what was expected, how to mend it.

use super::words::{capital, span};
use crate::{
    engine::problem::{DateProblem, EntryKind, Problem, ProblemCode, WeightHint},
    i18n::{Catalogue, number},
    quantity::{NumberProblem, Refusal},
};

/// One problem as one line.
pub fn problem_text(problem: &Problem, words: &Catalogue) -> String {
    words.problem_line(&problem.field, code_text(&problem.code, words))
}

/// What was expected, and the mend where there is one.
pub fn code_text(code: &ProblemCode, words: &Catalogue) -> String {
    match code_parts(code, words) {
        (text, Some(mend)) => sentences(&text, &mend, words),
        (text, None) => text,
    }
}

/// One sentence after the other; the second begins as sentences do.
fn sentences(one: &str, other: &str, words: &Catalogue) -> String {
    format!("{one}{}{}", words.sentence_end, capital(other))
}

/// What was expected, and apart from it how to mend the entry.
pub(super) fn code_parts(code: &ProblemCode, words: &Catalogue) -> (String, Option<String>) {
    let known = |ids: &[String]| ids.join(&words.list_separator);
    let list = |units: &[&str]| {
        let shown: Vec<&str> = units.iter().copied().filter(|unit| !unit.is_empty()).collect();
        shown.join(&words.list_separator)
    };
    let meant = |suggestion: Option<&str>| suggestion.map(|near| words.did_you_mean(near));
    let fits = |units: &[&str]| (!units.is_empty()).then(|| words.would_fit(list(units)));
    let text = match code {
        ProblemCode::Number(problem) | ProblemCode::ProtocolNumber(problem) => {
            return number_parts(problem, words);
        }
        ProblemCode::TwoUnits { number, behind, beside } => words.two_units(number, behind, beside),
        ProblemCode::UnitMissing { accepted } => words.unit_missing(list(accepted)),
        ProblemCode::UnitUnknown { unit, accepted, suggestion } => {
            return (words.unit_unknown(unit, list(accepted)), meant(*suggestion));
        }
        ProblemCode::UnitRefused { unit, why, accepted } => {
            let why = refusal_text(*why, words).to_owned();
            words.unit_refused(unit, why, list(accepted))
        }
        ProblemCode::UnitOtherSize { unit, times, of, accepted } => {
            words.unit_other_size(unit, number(times), *of, list(accepted))
        }
        ProblemCode::Impossible { low, high, unit, fits: units } => {
            return (words.impossible(low, high, *unit).trim_end().to_owned(), fits(units));
        }
        ProblemCode::DoubtfulUnit { unit, fits: units } => {
            return (words.doubtful_unit(*unit), fits(units));
        }
        ProblemCode::DoubtfulLogarithm => words.doubtful_logarithm.clone(),
        ProblemCode::DoubtfulUpperLimit { unit, fits: units } => {
            return (words.doubtful_upper_limit(*unit), fits(units));
        }
        ProblemCode::DoubtfulWeight { hint } => match hint {
            WeightHint::Jin => words.doubtful_jin.clone(),
            WeightHint::Pounds => words.doubtful_pounds.clone(),
            WeightHint::JinOrPounds => sentences(&words.doubtful_jin, &words.doubtful_pounds, words),
            WeightHint::Changed => words.doubtful_changed.clone(),
            WeightHint::BodyMass => words.doubtful_body_mass.clone(),
            WeightHint::Kilograms => words.doubtful_kilograms.clone(),
        },
        ProblemCode::Contradicts { other } => words.contradicts(other),
        ProblemCode::Conflicts { other } => words.conflicts(other),
        ProblemCode::DoubtfulFraction => words.doubtful_fraction.clone(),
        ProblemCode::AboveHundredPercent => words.above_hundred.clone(),
        ProblemCode::NotPositive => words.not_positive.clone(),
        ProblemCode::Date(DateProblem::Ambiguous) => words.date_ambiguous.clone(),
        ProblemCode::Date(DateProblem::NoSuchDay) => words.date_no_such_day.clone(),
        ProblemCode::Date(DateProblem::Today) => words.date_today.clone(),
        ProblemCode::Date(DateProblem::Unreadable) => words.date_unreadable.clone(),
        ProblemCode::Date(DateProblem::TooEarly) => words.date_too_early.clone(),
        ProblemCode::DateBeforeBirth => words.date_before_birth.clone(),
        ProblemCode::EarlierStays { day } => {
            return (words.earlier_stays(day), Some(words.earlier_stays_mend.clone()));
        }
        ProblemCode::DateMissing => words.date_missing.clone(),
        ProblemCode::DateInFuture => words.date_in_future.clone(),
        ProblemCode::Computed { enter_under } => words.computed(*enter_under),
        ProblemCode::UnknownId { id, suggestion } => {
            return (words.unknown_id(id), meant(suggestion.as_deref()));
        }
        ProblemCode::NoneOf { id, known: ids, suggestion } => {
            if ids.is_empty() {
                return (words.unknown_id(id), None);
            }
            return (words.none_of(id, known(ids)), meant(suggestion.as_deref()));
        }
        ProblemCode::NotAnAnswer { known: ids } => words.not_an_answer(known(ids)),
        ProblemCode::NumberOrNotDetected => words.number_or_not_detected.clone(),
        ProblemCode::WrongKind { expected } => {
            let expected = match expected {
                EntryKind::Quantity => &words.kind_quantity,
                EntryKind::QuantityOrNotDetected => &words.kind_quantity_or_not_detected,
                EntryKind::YesNo => &words.kind_yes_no,
                EntryKind::Choice => &words.kind_choice,
                EntryKind::History => &words.kind_history,
                EntryKind::Counted => &words.kind_counted,
            };
            words.wrong_kind(expected)
        }
        ProblemCode::Duplicate => words.duplicate.clone(),
        ProblemCode::TooFew { at_least } => words.too_few(at_least),
        ProblemCode::DecidesNothing { stage } => words.decides_nothing(stage),
        ProblemCode::NeverLookedAt { what } => words.never_looked_at(what),
        ProblemCode::WindowTooLong { longest } => {
            return (words.window_too_long(span(longest, words)), Some(words.window_endless.clone()));
        }
        ProblemCode::NotWholeYears => words.not_whole_years.clone(),
        ProblemCode::SourceMissing => words.source_missing.clone(),
        ProblemCode::NothingEntered => words.nothing_entered.clone(),
        ProblemCode::ReferenceUnreadable { fix } => {
            let mend = fix.as_ref().map(|fix| words.fix(fix));
            return (words.reference_unreadable.clone(), mend);
        }
    };
    (text, None)
}

fn number_parts(problem: &NumberProblem, words: &Catalogue) -> (String, Option<String>) {
    let mend = |fix: &String| Some(words.fix(fix));
    let text = match problem {
        NumberProblem::Empty => &words.number_empty,
        NumberProblem::Comma { fix: Some(fix) } => return (words.number_comma_fix.clone(), mend(fix)),
        NumberProblem::Comma { fix: None } => &words.number_comma,
        NumberProblem::UnitInside { number, unit } => {
            return (words.number_unit_inside(unit, number), None);
        }
        NumberProblem::Range => &words.number_range,
        NumberProblem::NakedPoint { fix } => return (words.number_naked_point.clone(), mend(fix)),
        NumberProblem::Grouped { fix } => return (words.number_grouped.clone(), mend(fix)),
        NumberProblem::NotFinite => &words.number_not_finite,
        NumberProblem::ComparatorHere => &words.number_comparator,
        NumberProblem::Negative => &words.number_negative,
        NumberProblem::TooLong => &words.number_too_long,
        NumberProblem::NotANumber => &words.number_not_a_number,
    };
    (text.clone(), None)
}

/// What is wrong, where the text that would do stands beside it on a button.
pub fn beside_fix(problem: &NumberProblem, words: &Catalogue) -> String {
    match problem {
        NumberProblem::Comma { .. } => words.number_comma.clone(),
        NumberProblem::Empty
        | NumberProblem::UnitInside { .. }
        | NumberProblem::Range
        | NumberProblem::NakedPoint { .. }
        | NumberProblem::Grouped { .. }
        | NumberProblem::NotFinite
        | NumberProblem::ComparatorHere
        | NumberProblem::Negative
        | NumberProblem::TooLong
        | NumberProblem::NotANumber => number_parts(problem, words).0,
    }
}

pub(super) const fn refusal_text(why: Refusal, words: &Catalogue) -> &str {
    match why {
        Refusal::LostSuperscript => words.refusal_superscript.as_str(),
        Refusal::Jin => words.refusal_jin.as_str(),
        Refusal::NotAUnit => words.refusal_not_a_unit.as_str(),
        Refusal::MonomerOrTetramer => words.refusal_monomer.as_str(),
        Refusal::IndexedToSurface => words.refusal_indexed.as_str(),
        Refusal::Logarithm => words.refusal_logarithm.as_str(),
        Refusal::OtherQuantity => words.refusal_other_quantity.as_str(),
        Refusal::OtherForm => words.refusal_other_form.as_str(),
    }
}
