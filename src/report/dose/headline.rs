//! The first sentence of the dose report: what to draw, or why nothing is.

use super::{
    asks::{asks_text, lot_number},
    figures::{level_name, over_text, percent, provisional_line, volume},
    readiness::{not_done, record_changed},
};
use crate::{
    engine::dose::{
        dosing::{DoseResult, DoseState, Dosing, LevelDose},
        readiness::line::LineState,
    },
    quantity::{component::InBase as _, units::si::Volume},
    report::words::Reporter,
};

/// One sentence: what to draw, or why nothing is.
pub fn headline(reporter: &Reporter<'_>, dosing: &Dosing) -> String {
    let words = reporter.words;
    let (subject, infusion) = (&reporter.subject(), dosing.infusion);
    if dosing.given {
        return words.dose_headline_given(subject, infusion);
    }
    // Whatever else is open: a bag of another patient comes first.
    if let Some(lot) = dosing.of_other_subject() {
        let text = words.dose_headline_other_subject(lot_number(reporter, lot.index), subject, infusion);
        return with(text, dosing.assigned_level().and_then(|level| stays(reporter, dosing, level)));
    }
    let Some(level) = dosing.assigned_level() else {
        return words.dose_headline_planning(subject, infusion);
    };
    let name = level_name(reporter, level);
    let drawn = level.results.iter().any(|result| result.draw.is_some());
    if let Some(changed) = reporter.context.changed_on_disk.as_ref().filter(|_| !drawn) {
        return words.dose_headline_changed(subject, infusion, name, record_changed(changed, words));
    }
    // While a cap is open there are two results: one alone would be taken for the answer.
    let draws = level.results.iter().filter_map(|result| result.draw.as_ref());
    let drawn = distinct(draws.map(|draw| volume(&draw.volume)));
    let delivered = level.results.iter().filter_map(DoseResult::delivered_share);
    let reached = distinct(delivered.map(|found| percent(&found)));
    let mut text = match &level.state {
        DoseState::Ready if dosing.is_ready() => words.dose_headline(subject, infusion, name, drawn, reached),
        DoseState::Ready if level.provisional.is_empty() => {
            let lines = not_done(reporter, dosing);
            if dosing.readiness_state() == LineState::Stopped {
                words.dose_headline_stopped(subject, infusion, name, drawn, reached, lines)
            } else {
                words.dose_headline_decide(subject, infusion, name, drawn, reached, lines)
            }
        }
        DoseState::Ready => words.dose_headline_provisional(subject, infusion, name, drawn),
        DoseState::Underdose => words.dose_headline_underdose(subject, infusion, name, reached, drawn),
        DoseState::Overdose(over) => {
            words.dose_headline_overdose(subject, infusion, name, over_text(reporter, *over))
        }
        DoseState::CertificateDisagrees => words.dose_headline_certificate(subject, infusion, name),
        DoseState::Asks(asks) => {
            let asks = asks_text(reporter, dosing, asks).join(&words.list_separator);
            words.dose_headline_asks(subject, infusion, name, asks)
        }
    };
    if level.state == DoseState::Underdose && !level.provisional.is_empty() {
        text = with(text, Some(provisional_line(reporter, level)));
    }
    let given = dosing.lots.iter().flat_map(|lot| &lot.given).map(|bag| bag.volume.clone()).sum::<Volume>();
    let so_far = given.is_above_zero().then(|| words.given_so_far(volume(&given)));
    let finer = level.finer_step.as_ref().map(|step| words.finer_step(volume(step)));
    [finer, stays(reporter, dosing, level), so_far].into_iter().fold(text, with)
}

fn with(mut text: String, more: Option<String>) -> String {
    if let Some(more) = more {
        text.push(' ');
        text.push_str(&more);
    }
    text
}

/// Once thawing has begun a stop stands beside its figure.
fn stays(reporter: &Reporter<'_>, dosing: &Dosing, level: &LevelDose) -> Option<String> {
    let stops = !matches!(level.state, DoseState::Ready | DoseState::Underdose);
    let draws = level.results.iter().filter_map(|result| result.draw.as_ref());
    let volumes = distinct(draws.map(|draw| volume(&draw.volume)));
    (dosing.thaw_begun && stops && !volumes.is_empty()).then(|| reporter.words.figure_stays(volumes))
}

/// Each text once, in order.
fn distinct(texts: impl Iterator<Item = String>) -> String {
    let mut found: Vec<String> = texts.collect();
    found.dedup();
    found.join(" / ")
}
