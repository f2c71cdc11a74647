//! What can be done with a result beside typing it: not done, set aside, show in another unit, note, remove.

use super::{
    Memory,
    reasons::{CLOTTED, HAEMOLYSED, OTHER_REASON, in_words},
    row::{Row, units},
};
use crate::{
    app::core::{Page, View},
    model::{Finding, ResultPart, Value},
    quantity::Analyte,
};
use eframe::egui::{Button, Popup, Ui, vec2};

/// The menu of a row; true when the result is to go.
pub(super) fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    row: &Row<'_>,
    finding: &mut Finding,
) -> bool {
    let texts = &page.texts.screening;
    let response = ui.add(Button::new("…").min_size(vec2(24.0, 24.0)).small());
    let response = response.accessible_name(texts.more(&row.name));
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
    let nothing = finding.value == Value::NotKnown
        || matches!(&finding.value, Value::Quantity(typed) if typed.is_empty());
    if nothing {
        // Digits that are typed are never dropped: such a result is set aside instead.
        if pressed(ui, &texts.mark_not_done) {
            finding.value = Value::NotDone(String::new());
            page.go_to(View::Screening, row.at(ResultPart::Value).beside("reason"));
        }
        if row.analyte == Some(Analyte::HbvDna) && pressed(ui, &page.reporter.words.not_detected) {
            finding.value = Value::Choice("not_detected".to_owned());
        }
    } else if finding.set_aside.is_empty() && !matches!(finding.value, Value::NotDone(_)) {
        // Blood clots; a weight does not.
        let reasons: &[&str] =
            if row.of_sample { &[HAEMOLYSED, CLOTTED, OTHER_REASON] } else { &[OTHER_REASON] };
        for reason in reasons {
            let word = in_words(page.language(), reason);
            if pressed(ui, &texts.mark_set_aside(word)) {
                (*reason).clone_into(&mut finding.set_aside);
                page.go_to(View::Screening, row.at(ResultPart::SetAside));
            }
        }
    }
    if !finding.set_aside.is_empty() && pressed(ui, &texts.take_back) {
        finding.set_aside.clear();
    }
    let note = row.at(ResultPart::Note);
    if pressed(ui, &texts.note) {
        memory.unfolded.insert(note.clone());
        page.go_to(View::Screening, note);
    }
    *finding != Finding { of: finding.of.clone(), ..Finding::default() } && pressed(ui, &texts.remove)
}

/// A button that closes the menu, however it was pressed.
fn pressed(ui: &mut Ui, text: &str) -> bool {
    let clicked = ui.button(text).clicked();
    if clicked {
        ui.close();
    }
    clicked
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
    let at = row.field(ResultPart::Value);
    let shown = memory.shown_in.get(&at).copied();
    for unit in others {
        if ui.selectable_label(shown == Some(unit.ucum), unit.symbol).clicked() {
            ui.close();
            if shown == Some(unit.ucum) {
                memory.shown_in.remove(&at);
            } else {
                memory.shown_in.insert(at.clone(), unit.ucum);
            }
        }
    }
}
