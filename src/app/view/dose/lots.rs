//! The lots: which is edited, which this infusion uses, in which order.

use super::{
    bags,
    icon::{Icon, icon_button},
    infused::Infused,
    lot_uses::Uses,
    memory::{Memory, infusion_mut},
    product,
};
use crate::{
    app::{
        core::Page,
        theme::space,
        widget::{Mark, banner, card, hint, problem_line},
    },
    model::{Address, Draft, InfusionPart, Lot, give_keys},
};
use eframe::egui::{Button, Ui};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.dose;
    let place = memory.place(draft);
    card(ui, &texts.card_product, |ui| {
        choose(ui, draft, page, memory, place);
        let lot = shown(draft, memory, place);
        with_lot(draft, &mut memory.uses, lot, |edited| product::show(ui, edited, page));
    });
    card(ui, &texts.card_bags, |ui| {
        let lot = shown(draft, memory, place);
        let mut infused = Infused::of(draft, place);
        // A bag has no hand in the lot's number.
        with_lot(draft, &mut Uses::default(), lot, |edited| {
            bags::show(ui, edited, page, (memory, &mut infused));
        });
        infused.keep(draft, place);
    });
}

/// The lot that is edited: the chosen one, else the first that this infusion uses.
fn shown(draft: &Draft, memory: &Memory, place: usize) -> usize {
    let first = in_order(draft, place).first().copied();
    memory.lot.or(first).unwrap_or_default().min(draft.lots.len().saturating_sub(1))
}

/// Edits the lot at this place. The first lot comes into being with the first thing typed.
fn with_lot(draft: &mut Draft, uses: &mut Uses, place: usize, edit: impl FnOnce(&mut Lot)) {
    if draft.lots.is_empty() {
        // With the key that it will have: its fields stay the same ones.
        let nothing = Lot { key: Some(1), ..Lot::default() };
        let mut lot = nothing.clone();
        edit(&mut lot);
        if lot != nothing {
            add(draft, lot);
        }
        return;
    }
    let Some(lot) = draft.lots.get_mut(place) else { return };
    let before = lot.id.clone();
    edit(lot);
    if before != lot.id {
        uses.renamed(draft, place, &before);
    }
}

fn add(draft: &mut Draft, lot: Lot) {
    // An infusion that is planned takes a new lot in; where none is entered, every lot is used anyway.
    let planned = draft.infusions.iter_mut().find(|infusion| !infusion.is_ended());
    if let Some(infusion) = planned
        && !infusion.lots.contains(&lot.id)
    {
        infusion.lots.push(lot.id.clone());
    }
    draft.lots.push(lot);
    give_keys(&mut draft.lots);
}

/// One line for each lot: edit it, use it, move it, remove it.
fn choose(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, place: usize) {
    let texts = &page.texts.dose;
    let ids: Vec<String> = draft.lots.iter().map(|lot| lot.id.clone()).collect();
    if ids.len() > 1 {
        for at in in_order(draft, place) {
            let Some(id) = ids.get(at) else { continue };
            ui.horizontal(|ui| line(ui, draft, page, memory, (place, at, id)));
        }
        hint(ui, &texts.lots_hint);
    }
    let number = draft.infusions.get(place).map_or(1, |infusion| infusion.number);
    problem_line(ui, page, Address::Infusion(number, InfusionPart::Lots), None);
    if ids.is_empty() || page.read_only {
        return;
    }
    ui.horizontal(|ui| {
        let unnamed = ids.iter().any(|id| id.trim().is_empty());
        if ui.add_enabled(!unnamed, Button::new(&texts.add_lot)).clicked() {
            add(draft, Lot::default());
            memory.lot = Some(ids.len());
        }
        if ui.button(&texts.remove_lot).clicked() {
            memory.open.removing = true;
        }
    });
    if memory.open.removing {
        let lot = shown(draft, memory, place);
        let id = ids.get(lot).cloned().unwrap_or_default();
        banner(ui, Mark::Decide, &texts.remove_lot_question(id));
        ui.horizontal(|ui| {
            if ui.button(&texts.remove_lot_yes).clicked() {
                remove(draft, lot);
                memory.open.removing = false;
                memory.lot = None;
            }
            if ui.button(&page.texts.shell.cancel).clicked() {
                memory.open.removing = false;
            }
        });
    }
    ui.add_space(space().tight);
}

/// The lots that this infusion uses in their order of use, then the others.
fn in_order(draft: &Draft, place: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..draft.lots.len()).collect();
    if let Some(infusion) = draft.infusions.get(place) {
        order.sort_by_key(|at| {
            let used = draft.lots.get(*at).and_then(|lot| infusion.lots.iter().position(|id| *id == lot.id));
            used.unwrap_or(usize::MAX)
        });
    }
    order
}

fn line(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    (place, at, id): (usize, usize, &str),
) {
    let texts = &page.texts.dose;
    let used_at = match draft.infusions.get(place) {
        Some(infusion) => infusion.lots.iter().position(|used| used == id),
        None => Some(at),
    };
    let mut used = used_at.is_some();
    let check = eframe::egui::Checkbox::without_text(&mut used);
    let response = ui.add_enabled(!page.read_only, check).accessible_name(texts.use_lot(id));
    if response.changed()
        && let Some(infusion) = infusion_mut(draft, place)
    {
        infusion.lots.retain(|known| known != id);
        if used {
            infusion.lots.push(id.to_owned());
        }
    }
    let name = if id.trim().is_empty() { &texts.lot_unnamed } else { id };
    if let Some(used_at) = used_at {
        ui.label((used_at + 1).to_string());
    }
    // As wide as the column leaves, beside the two arrows; the whole number stands in its field below.
    let chosen = shown(draft, memory, place) == at;
    let label = ui.scope(|ui| {
        ui.set_max_width((ui.available_width() - 92.0).max(80.0));
        ui.add(Button::selectable(chosen, name).truncate()).on_hover_text(name)
    });
    if label.inner.clicked() {
        memory.lot = Some(at);
        memory.open.removing = false;
    }
    let Some(used_at) = used_at.filter(|_| !page.read_only) else { return };
    let last = draft.infusions.get(place).map_or(draft.lots.len(), |infusion| infusion.lots.len());
    let up = icon_button(ui, Icon::Up, &texts.lot_up(id), used_at > 0).clicked();
    let down = icon_button(ui, Icon::Down, &texts.lot_down(id), used_at + 1 < last).clicked();
    let other = match (up, down) {
        (true, _) => used_at.checked_sub(1),
        (false, true) => Some(used_at + 1),
        (false, false) => None,
    };
    if let Some(other) = other
        && let Some(infusion) = infusion_mut(draft, place)
        && other < infusion.lots.len()
        && used_at < infusion.lots.len()
    {
        infusion.lots.swap(used_at, other);
    }
}

fn remove(draft: &mut Draft, place: usize) {
    if place >= draft.lots.len() {
        return;
    }
    let removed = draft.lots.remove(place);
    if draft.lots.iter().all(|lot| lot.id != removed.id) {
        for infusion in &mut draft.infusions {
            infusion.lots.retain(|id| *id != removed.id);
        }
    }
}
