//! What can be done with a result beside typing it: not done, set aside, show in another unit, note, remove.

use super::{
    Memory,
    row::{Row, units},
};
use crate::{
    app::{page::Page, view::View},
    i18n::fill,
    model::{Finding, Value},
    quantity::Analyte,
};
use eframe::egui::{Button, Popup, Ui, vec2};

/// The menu of a row; true when the result is to go.
pub(super) fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    row: &Row<'_>,
    name: &str,
    finding: &mut Finding,
) -> bool {
    let texts = &page.texts.screening;
    let response = ui.add(Button::new("…").min_size(vec2(24.0, 24.0)).small());
    let response = response.accessible_name(fill(&texts.more, &[("item", name.to_owned())]));
    let mut gone = false;
    Popup::menu(&response).show(|ui| {
        if !page.read_only {
            gone = change(ui, page, memory, row, finding);
        }
        show_in(ui, page, memory, row, finding);
    });
    gone
}

fn change(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, row: &Row<'_>, finding: &mut Finding) -> bool {
    let texts = &page.texts.screening;
    let nothing = match &finding.value {
        Value::Quantity(typed) => typed.is_empty(),
        Value::NotKnown => true,
        _ => false,
    };
    if nothing {
        // Digits that are typed are never dropped: such a result is set aside instead.
        if ui.button(&texts.mark_not_done).clicked() {
            finding.value = Value::NotDone(String::new());
            page.go_to(View::Screening, format!("{}.reason", row.path));
        }
        if row.analyte == Some(Analyte::HbvDna) && ui.button(&page.reporter.words.not_detected).clicked() {
            finding.value = Value::Choice("not_detected".to_owned());
        }
    } else if finding.set_aside.is_empty() && !matches!(finding.value, Value::NotDone(_)) {
        for reason in [&texts.haemolysed, &texts.clotted, &texts.other_reason] {
            if ui.button(fill(&texts.mark_set_aside, &[("reason", reason.clone())])).clicked() {
                finding.set_aside.clone_from(reason);
                page.go_to(View::Screening, format!("{}.set_aside", row.path));
            }
        }
    }
    if !finding.set_aside.is_empty() && ui.button(&texts.take_back).clicked() {
        finding.set_aside.clear();
    }
    let note = format!("{}.note", row.path);
    if ui.button(&texts.note).clicked() {
        memory.set_open(&note, true);
        page.go_to(View::Screening, note);
    }
    *finding != Finding { of: finding.of.clone(), ..Finding::default() } && ui.button(&texts.remove).clicked()
}

/// A view of the value; the entry stays what it is.
fn show_in(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, row: &Row<'_>, finding: &Finding) {
    let (Some(analyte), Value::Quantity(typed)) = (row.analyte, &finding.value) else { return };
    let Some(own) = units(analyte).into_iter().find(|unit| analyte.unit(&typed.unit) == Some(*unit)) else {
        return;
    };
    let others: Vec<_> = units(analyte)
        .into_iter()
        .filter(|unit| unit.table == own.table && unit.index != own.index && !unit.symbol.is_empty())
        .collect();
    if others.is_empty() {
        return;
    }
    ui.separator();
    ui.label(&page.texts.shell.show_in);
    let shown = memory.shown_in.get(&row.path).copied();
    for unit in others {
        if ui.selectable_label(shown == Some(unit.ucum), unit.symbol).clicked() {
            if shown == Some(unit.ucum) {
                memory.shown_in.remove(&row.path);
            } else {
                memory.shown_in.insert(row.path.clone(), unit.ucum);
            }
        }
    }
}
