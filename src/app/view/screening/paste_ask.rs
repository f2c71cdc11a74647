//! What a pasted block asks: whose it is, and one question at a time, with its choices as buttons.

use super::paste_take::is_other_day;
use crate::{
    app::{
        core::Page,
        widget::{Mark, banner},
    },
    engine::intake::{Choices, Intake, Offer, Question},
    report::question_text,
};
use eframe::egui::Ui;

/// The days of what is taken, each once, in the order of the lines.
pub(super) fn days(read: &Intake) -> Vec<&str> {
    let mut days: Vec<&str> = Vec::new();
    for line in read.lines.iter().filter(|line| line.item.is_some() && !line.when.is_empty()) {
        if days.iter().all(|known| is_other_day(known, &line.when)) {
            days.push(&line.when);
        }
    }
    days
}

/// Whose results stand there, if they are not the patient's alone.
pub(super) fn subjects(ui: &mut Ui, page: &Page<'_>, read: &Intake) {
    let texts = &page.texts.screening;
    let list = |subjects: &[&str]| subjects.join(&page.reporter.words.list_separator);
    match read.subjects().as_slice() {
        [] => {}
        [one] if is_own(page, one) => {}
        [one] => {
            banner(ui, Mark::Decide, &texts.paste_other_subject(*one, &page.draft().subject));
        }
        several => {
            banner(ui, Mark::Fail, &texts.paste_several_subjects(list(several)));
        }
    }
}

/// Whether a subject is the patient's; one without a code can be anybody's.
pub(super) fn is_own(page: &Page<'_>, subject: &str) -> bool {
    let own = page.draft().subject.trim();
    own.is_empty() || own == subject.trim()
}

/// The first open question, and what was answered with a way to take it back.
pub(super) fn question(
    ui: &mut Ui,
    page: &Page<'_>,
    read: &Intake,
    choices: &mut Choices,
    day: &mut Option<String>,
) {
    let texts = &page.texts.screening;
    let (protocol, language) = (&page.context().plan.protocol, page.language());
    let days = days(read);
    if let Some(question) = read.questions.first() {
        banner(ui, Mark::Decide, &question_text(question, protocol, language));
        ui.horizontal_wrapped(|ui| match question {
            Question::Column { part, offers } | Question::Date { part, offers } => {
                if let Some(column) = offer(ui, page, offers) {
                    choices.columns.insert(*part, column);
                }
            }
            Question::DateColumn { part, offers } => {
                if let Some(column) = offer(ui, page, offers) {
                    choices.dates.insert(*part, column);
                }
            }
            Question::Line { lines, .. } => {
                for line in read.lines.iter().filter(|line| lines.contains(&line.number)) {
                    if ui
                        .button(texts.paste_line(line.number, format!("{} {}", line.typed, line.unit)))
                        .clicked()
                    {
                        choices.lines.insert(line.number);
                    }
                }
            }
        });
    } else if days.len() > 1 && day.is_none() {
        banner(ui, Mark::Decide, &page.reporter.words.question_date);
        ui.horizontal_wrapped(|ui| {
            for one in &days {
                if ui.button(*one).clicked() {
                    *day = Some((*one).to_owned());
                }
            }
        });
    }
    let answered = !choices.columns.is_empty() || !choices.dates.is_empty() || !choices.lines.is_empty();
    if (answered || day.is_some()) && ui.button(&texts.paste_ask_again).clicked() {
        *choices = Choices { items: std::mem::take(&mut choices.items), ..Choices::default() };
        *day = None;
    }
}

/// A button for each column: its label, or its place, with some of what stands in it.
fn offer(ui: &mut Ui, page: &Page<'_>, offers: &[Offer]) -> Option<usize> {
    let texts = &page.texts.screening;
    let mut picked = None;
    for offer in offers {
        let place = || texts.paste_column(offer.column + 1);
        let label = if offer.label.is_empty() { place() } else { offer.label.clone() };
        let samples = offer.samples.join(&page.reporter.words.list_separator);
        let text = if samples.is_empty() { label } else { page.reporter.words.parenthesis(label, samples) };
        if ui.button(text).clicked() {
            picked = Some(offer.column);
        }
    }
    picked
}
