//! The first sentence of the dose report: what to draw, or why nothing is.

use super::{
    dose::{asks_text, level_name, lot_id, percent, provisional_line, volume},
    words::Reporter,
};
use crate::{
    engine::dose::{DoseState, Dosing, Overdose},
    i18n::fill,
    quantity::Exact,
};

/// One sentence: what to draw, or why nothing is.
pub fn headline(reporter: &Reporter<'_>, dosing: &Dosing) -> String {
    let words = reporter.words;
    let mut values = vec![("subject", reporter.subject()), ("infusion", dosing.infusion.to_string())];
    if dosing.given {
        return fill(&words.dose_headline_given, &values);
    }
    // Whatever else is open: a bag of another patient comes first.
    if let Some(lot) = dosing.of_other_subject() {
        values.push(("lot", lot_id(reporter, lot)));
        return fill(&words.dose_headline_other_subject, &values);
    }
    let Some(level) = dosing.assigned_level() else {
        return fill(&words.dose_headline_planning, &values);
    };
    values.push(("level", level_name(reporter, level)));
    // While a cap is open there are two results: one alone would be taken for the answer.
    let draws = level.results.iter().filter_map(|result| result.draw.as_ref());
    values.push(("volume", distinct(draws.map(|draw| volume(&draw.volume)))));
    let deviations = level.results.iter().filter_map(|result| result.deviation.as_ref());
    values.push(("percent", distinct(deviations.map(|found| percent(&(found.clone() + Exact::from(100)))))));
    let text = match &level.state {
        DoseState::Ready if dosing.is_ready(level) => &words.dose_headline,
        // The notices say which.
        DoseState::Ready if level.provisional.is_empty() => &words.dose_headline_decide,
        DoseState::Ready => &words.dose_headline_provisional,
        DoseState::Underdose => &words.dose_headline_underdose,
        DoseState::Overdose(over) => {
            values.push(("why", over_text(reporter, *over).to_owned()));
            &words.dose_headline_overdose
        }
        DoseState::CertificateDisagrees => &words.dose_headline_certificate,
        DoseState::Asks(asks) => {
            values.push(("asks", asks_text(reporter, dosing, asks).join(&words.list_separator)));
            &words.dose_headline_asks
        }
    };
    let text = fill(text, &values);
    if level.state == DoseState::Underdose && !level.provisional.is_empty() {
        return format!("{text} {}", provisional_line(reporter, level));
    }
    text
}

/// Each text once, in order.
fn distinct(texts: impl Iterator<Item = String>) -> String {
    let mut found: Vec<String> = texts.collect();
    found.dedup();
    found.join(" / ")
}

const fn over_text<'r>(reporter: &'r Reporter<'_>, over: Overdose) -> &'r str {
    match over {
        Overdose::Tolerance => reporter.words.over_tolerance.as_str(),
        Overdose::UsualTolerance => reporter.words.over_usual_tolerance.as_str(),
        Overdose::LevelCeiling => reporter.words.over_level.as_str(),
        Overdose::AbsoluteCeiling => reporter.words.over_absolute.as_str(),
    }
}
