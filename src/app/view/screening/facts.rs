//! Questions with yes, no, not known: single keys, one row after the other, nothing in bulk.

use super::{grid, kinds, kinds::Kind};
use crate::{
    app::{
        page::Page,
        theme::space,
        view::View,
        widget::{Answered, Answers, hint, problem_line},
    },
    engine::judged::Judged,
    i18n::fill,
    model::{Assessment, Finding, Item, Value},
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
    let words = page.reporter.words;
    ui.add_space(space().small);
    let plan = &page.context().plan;
    let asked: Vec<&Item> = kinds::items(plan, Kind::Interview)
        .filter(|item| grid::not_asked(page, item).is_none() || holds(assessment, &item.id))
        .collect();
    let paths: Vec<String> =
        asked.iter().map(|item| format!("assessments[{}].results[{}]", assessment.id, item.id)).collect();
    let open = |item: &Item| {
        let known = assessment.results.iter().find(|finding| finding.of == item.id);
        known.is_none_or(|finding| !matches!(finding.value, Value::Yes | Value::No | Value::NotKnown))
    };
    let first_open = asked.iter().position(|item| open(item)).and_then(|place| paths.get(place));
    let done = asked.iter().filter(|item| !open(item)).count();
    progress(ui, page, (done, asked.len()), first_open);
    hint(ui, &texts.facts_hint);
    let answers = [('1', words.yes.as_str()), ('2', &words.no), ('3', &texts.not_known)];
    for (place, item) in asked.iter().enumerate() {
        let Some(path) = paths.get(place) else { continue };
        let known = assessment.results.iter().position(|finding| finding.of == item.id);
        let value = known.and_then(|known| assessment.results.get(known)).map(|finding| &finding.value);
        let chosen = match value {
            Some(Value::Yes) => Some(0),
            Some(Value::No) => Some(1),
            Some(Value::NotKnown) => Some(2),
            _ => None,
        };
        let neighbour = |place: Option<usize>| place.and_then(|place| paths.get(place)).map(String::as_str);
        let label = page.reporter.item(&item.id);
        let row = Answers {
            path,
            label: &label,
            question: page.language().of(&item.ask),
            keyed: &answers,
            chosen,
            neighbours: (neighbour(place.checked_sub(1)), neighbour(place.checked_add(1))),
            width: (ui.available_width() - 216.0).max(160.0),
        };
        match row.show(ui, page).1 {
            Some(Answered::Chosen(answer)) => {
                let value = match answer {
                    0 => Value::Yes,
                    1 => Value::No,
                    _ => Value::NotKnown,
                };
                set(assessment, &item.id, Some(value));
            }
            Some(Answered::Cleared) => set(assessment, &item.id, None),
            None => {}
        }
        problem_line(ui, page, path, None);
        elsewhere(ui, page, judged, (index, known), &item.id);
        ui.separator();
    }
    for item in kinds::items(plan, Kind::Interview).filter(|item| !holds(assessment, &item.id)) {
        if let Some(why) = grid::not_asked(page, item) {
            grid::note(ui, page, item, &why);
        }
    }
}

/// *12 of 34 answered*, and the way to the first that is not.
fn progress(ui: &mut Ui, page: &Page<'_>, (done, count): (usize, usize), first_open: Option<&String>) {
    let texts = &page.texts.screening;
    ui.horizontal(|ui| {
        let values = [("done", done.to_string()), ("count", count.to_string())];
        ui.label(RichText::new(fill(&texts.facts_progress, &values)).strong());
        if let (Some(path), false) = (first_open, page.read_only)
            && ui.button(&texts.next_unanswered).clicked()
        {
            page.go_to(View::Screening, path.as_str());
        }
    });
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
        let values = [("date", page.reporter.date_of(place))];
        hint(ui, &fill(&page.texts.screening.decided_elsewhere, &values));
    }
}
