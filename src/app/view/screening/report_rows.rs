//! The rows of one report: every usual item, typed or not.

use super::{
    Memory,
    report_kind::{self, Kind},
    row::{self, Row, Widths},
    row_line,
};
use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::problem_line,
    },
    engine::{asked, conditions, latest, verdict::by_result::Judged},
    model::{Address, Assessment, Finding, Item, ResultPart, Sex, Truth, Value},
    quantity::Analyte,
};
use eframe::egui::{RichText, Ui};

pub(super) fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    judged: &[Judged<'_>],
    (index, kind): (usize, Kind),
    assessment: &mut Assessment,
) {
    ui.add_space(space().small);
    ui.spacing_mut().item_spacing.y = 2.0;
    let widths = Widths::of(ui.available_width(), kind);
    header(ui, page, &widths);
    let plan = &page.context().plan;
    let id = assessment.id;
    let laboratory = assessment.laboratory.clone();
    for item in report_kind::items(plan, kind) {
        let places: Vec<usize> = (0..assessment.results.len())
            .filter(|place| assessment.results.get(*place).is_some_and(|finding| finding.of == item.id))
            .collect();
        let row = |nth, place| Row {
            report: id,
            item,
            analyte: Analyte::from_id(&item.id),
            assessment: index,
            place,
            name: page.reporter.item(&item.id),
            nth,
            unit: laboratory.as_deref().and_then(|laboratory| template_unit(page, laboratory, &item.id)),
            widths,
            of_sample: kind == Kind::Laboratory,
        };
        if places.is_empty() {
            if let Some(why) = not_asked(page, item) {
                note(ui, page, item, &why);
                continue;
            }
            let empty = Finding { of: item.id.clone(), ..Finding::default() };
            let mut finding = empty.clone();
            row_line::show(ui, page, memory, judged, &row(0, None), &mut finding);
            if finding != empty {
                assessment.results.push(finding);
            }
        }
        let mut gone = None;
        for (nth, place) in places.iter().enumerate() {
            let Some(finding) = assessment.results.get_mut(*place) else { continue };
            if row_line::show(ui, page, memory, judged, &row(nth, Some(*place)), finding) {
                gone = Some(*place);
            }
        }
        if let Some(place) = gone {
            assessment.results.remove(place);
        }
    }
    memory.next = false;
    if kind == Kind::Laboratory {
        unknown_items(ui, page, assessment);
    }
}

fn header(ui: &mut Ui, page: &Page<'_>, widths: &Widths) {
    let texts = &page.texts.screening;
    let weak = palette(ui).weak;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        for (width, text) in [
            (widths.name, &texts.column_item),
            (widths.value, &texts.column_value),
            (widths.unit, &texts.column_unit),
            (widths.interval, &texts.column_interval),
            (widths.bar, &texts.column_limit),
            (widths.verdict, &texts.column_verdict),
        ] {
            if width > 0.0 {
                row::head(ui, width, |ui| {
                    ui.add(eframe::egui::Label::new(RichText::new(text).small().color(weak)).truncate());
                });
            }
        }
    });
}

/// The unit in which this laboratory prints an item.
fn template_unit(page: &Page<'_>, laboratory: &str, item: &str) -> Option<&'static str> {
    let analyte = Analyte::from_id(item)?;
    let table = page.context().laboratory(laboratory)?;
    table.units.iter().find(|(known, _)| *known == analyte).map(|(_, unit)| unit.ucum)
}

/// Why an item is not asked, if it is not.
pub(super) fn not_asked(page: &Page<'_>, item: &Item) -> Option<String> {
    let condition = item.only_if.as_ref()?;
    let plan = &page.context().plan.protocol;
    if asked(page.draft(), plan, condition) != Truth::False {
        return None;
    }
    let texts = &page.texts.screening;
    let answers = conditions(condition).into_iter().filter_map(|item| {
        let (item, answer) = answered(page, item)?;
        Some(texts.not_asked_answer(item, answer))
    });
    let answers = answers.collect::<Vec<_>>().join(&page.reporter.words.list_separator);
    Some(texts.not_asked(answers))
}

/// A question that was answered, and how.
fn answered(page: &Page<'_>, item: &str) -> Option<(String, String)> {
    let (texts, words) = (&page.texts.screening, page.reporter.words);
    if let Some(sex) = page.draft().sex.filter(|_| item == "sex") {
        let answer = if sex == Sex::Male { &texts.male } else { &texts.female };
        return Some((texts.sex.clone(), answer.clone()));
    }
    let answer = match latest(page.draft(), item)? {
        Value::Yes => words.yes.clone(),
        Value::No => words.no.clone(),
        Value::Choice(id) => page.reporter.answer(item, id),
        Value::NotKnown
        | Value::NotDone(_)
        | Value::Quantity(_)
        | Value::Counted(_)
        | Value::Urine { .. } => {
            return None;
        }
    };
    Some((page.reporter.item(item), answer))
}

pub(super) fn note(ui: &mut Ui, page: &Page<'_>, item: &Item, why: &str) {
    let weak = palette(ui).weak;
    let text = format!("{}{}{why}", page.reporter.item(&item.id), page.reporter.words.colon);
    ui.add(eframe::egui::Label::new(RichText::new(text).small().color(weak)).wrap());
}

/// What the protocol does not know is kept and shown, with its problem.
fn unknown_items(ui: &mut Ui, page: &Page<'_>, assessment: &Assessment) {
    for finding in &assessment.results {
        if page.context().plan.item(&finding.of).is_none() {
            ui.label(&finding.of);
            problem_line(ui, page, Address::finding(assessment.id, finding, ResultPart::Whole), None);
        }
    }
}
