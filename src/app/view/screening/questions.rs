//! Questions with yes, no, not known: single keys, one row after the other, nothing in bulk.

use super::{
    report_kind::{self, Kind},
    report_rows, row_words,
};
use crate::{
    app::{
        core::{Page, Spot, View},
        theme::space,
        widget::{Answered, Answers, hint, problem_line},
    },
    engine::verdict::by_result::Judged,
    model::{Address, Assessment, Finding, Item, Kind as ItemKind, ResultPart, Value},
};
use eframe::egui::{RichText, Ui};

/// The questions of one sitting; its date and person stand over them.
pub(super) fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    index: usize,
    assessment: &mut Assessment,
    judged: &[Judged<'_>],
) {
    let texts = &page.texts.screening;
    ui.add_space(space().small);
    let plan = &page.context().plan;
    let asked: Vec<&Item> = report_kind::items(plan, Kind::Interview)
        .filter(|item| report_rows::not_asked(page, item).is_none() || holds(assessment, &item.id))
        .collect();
    let report = assessment.id;
    let field = |item: &&Item| Spot::from(Address::result(report, &item.id, ResultPart::Whole));
    let fields: Vec<Spot> = asked.iter().map(field).collect();
    let open = |item: &Item| {
        let known = assessment.results.iter().find(|finding| finding.of == item.id);
        known.is_none_or(|finding| given(item, &finding.value).is_none())
    };
    let first_open = asked.iter().position(|item| open(item)).and_then(|place| fields.get(place));
    let done = asked.iter().filter(|item| !open(item)).count();
    progress(ui, page, (done, asked.len()), first_open);
    hint(ui, &texts.facts_hint);
    for (place, item) in asked.iter().enumerate() {
        let Some(at) = fields.get(place) else { continue };
        let known = assessment.results.iter().position(|finding| finding.of == item.id);
        let value = known.and_then(|known| assessment.results.get(known)).map(|finding| &finding.value);
        let answers = answers(page, item);
        let keyed: Vec<(char, &str)> = ('1'..='9').zip(answers.iter().map(String::as_str)).collect();
        let chosen = value.and_then(|value| given(item, value));
        let neighbour = |place: Option<usize>| place.and_then(|place| fields.get(place));
        let label = page.reporter.item(&item.id);
        let row = Answers {
            at,
            label: &label,
            question: page.language().of(&item.ask),
            keyed: &keyed,
            chosen,
            neighbours: (neighbour(place.checked_sub(1)), neighbour(place.checked_add(1))),
            // Longer answers than yes and no take more of the row.
            width: room(item, ui.available_width()).max(132.0),
        };
        match row.show(ui, page).1 {
            Some(Answered::Chosen(answer)) => {
                let value = value_of(item, answer);
                set(assessment, &item.id, Some(value));
            }
            Some(Answered::Cleared) => set(assessment, &item.id, None),
            None => {}
        }
        problem_line(ui, page, at, None);
        if let Some(finding) = assessment.results.iter_mut().find(|finding| finding.of == item.id) {
            row_words::confirm(ui, page, (at, &label), false, finding);
        }
        elsewhere(ui, page, judged, (index, known), &item.id);
        ui.separator();
    }
    for item in report_kind::items(plan, Kind::Interview).filter(|item| !holds(assessment, &item.id)) {
        if let Some(why) = report_rows::not_asked(page, item) {
            report_rows::note(ui, page, item, &why);
        }
    }
}

/// *12 of 34 answered*, and the way to the first that is not.
fn progress(ui: &mut Ui, page: &Page<'_>, (done, count): (usize, usize), first_open: Option<&Spot>) {
    let texts = &page.texts.screening;
    ui.horizontal(|ui| {
        ui.label(RichText::new(texts.facts_progress(done, count)).strong());
        if let (Some(at), false) = (first_open, page.read_only)
            && ui.button(&texts.next_unanswered).clicked()
        {
            page.go_to(View::Screening, at);
        }
    });
}

/// The words of the answers in their order, *not known* last.
fn answers(page: &Page<'_>, item: &Item) -> Vec<String> {
    let words = page.reporter.words;
    let mut found = match &item.kind {
        ItemKind::Choice(answers) => {
            answers.iter().map(|answer| page.language().of(&answer.text).to_owned()).collect()
        }
        ItemKind::YesNo | ItemKind::Analyte | ItemKind::Exposure => vec![words.yes.clone(), words.no.clone()],
    };
    found.push(page.texts.screening.not_known.clone());
    found
}

/// The place of a value among the answers.
fn given(item: &Item, value: &Value) -> Option<usize> {
    match (&item.kind, value) {
        (ItemKind::Choice(answers), Value::NotKnown) => Some(answers.len()),
        (ItemKind::Choice(answers), Value::Choice(id)) => answers.iter().position(|answer| answer.id == *id),
        (ItemKind::YesNo, Value::Yes) => Some(0),
        (ItemKind::YesNo, Value::No) => Some(1),
        (ItemKind::YesNo, Value::NotKnown) => Some(2),
        _ => None,
    }
}

/// The value that an answer stands for.
fn value_of(item: &Item, answer: usize) -> Value {
    match (&item.kind, answer) {
        (ItemKind::Choice(answers), place) => {
            answers.get(place).map_or(Value::NotKnown, |answer| Value::Choice(answer.id.clone()))
        }
        (_, 0) => Value::Yes,
        (_, 1) => Value::No,
        _ => Value::NotKnown,
    }
}

/// The room for the question, of so much.
fn room(item: &Item, width: f32) -> f32 {
    match item.kind {
        // The longest answer is one button, and no line breaks inside it.
        ItemKind::Choice(_) => (width - 376.0).min(width * 0.38),
        ItemKind::YesNo | ItemKind::Analyte | ItemKind::Exposure => width - 216.0,
    }
}

fn holds(assessment: &Assessment, item: &str) -> bool {
    assessment.results.iter().any(|finding| finding.of == item)
}

/// Gives an answer or takes it back; note and confirmation of the finding stay.
fn set(assessment: &mut Assessment, item: &str, value: Option<Value>) {
    let known = assessment.results.iter().position(|finding| finding.of == item);
    match (known, value) {
        (Some(known), Some(value)) => {
            if let Some(finding) = assessment.results.get_mut(known) {
                finding.value = value;
            }
        }
        (Some(known), None) => {
            assessment.results.remove(known);
        }
        (None, Some(value)) => {
            assessment.results.push(Finding { of: item.to_owned(), value, ..Finding::default() });
        }
        (None, None) => {}
    }
}

/// An answer of another sitting decides.
fn elsewhere(
    ui: &mut Ui,
    page: &Page<'_>,
    judged: &[Judged<'_>],
    (index, known): (usize, Option<usize>),
    item: &str,
) {
    if known.is_none() {
        return;
    }
    let places = || judged.iter().filter(|sentence| sentence.item == item).filter_map(|judged| judged.place);
    if places().any(|place| place.assessment == index) {
        return;
    }
    if let Some(place) = places().next() {
        hint(ui, &page.texts.screening.decided_elsewhere(page.reporter.date_of(place)));
    }
}
