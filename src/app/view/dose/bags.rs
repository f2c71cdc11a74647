//! The bags of a lot, in the order they are to be used.

use super::{
    amount_field::{Amount, cell_numbers, densities, volumes},
    icon::{Icon, icon_button},
    infused::Infused,
    memory::{Alike, Memory},
};
use crate::{
    app::{
        core::{Page, Spot, View},
        theme::space,
        widget::{Choose, Field, hint, problem_line},
    },
    model::{Address, Bag, BagPart, BagState, Convention, Half, Lot, LotPart, Named, give_keys},
    quantity::UnitRow,
};
use eframe::egui::{Button, Frame, Id, Margin, TextStyle, Ui, vec2};

/// More bags at once than any lot has would be a slip.
const MOST_ALIKE: usize = 40;

pub(super) fn show(
    ui: &mut Ui,
    lot: &mut Lot,
    page: &Page<'_>,
    (memory, infused): (&mut Memory, &mut Infused),
) {
    let texts = &page.texts.dose;
    if lot.bags.is_empty() {
        hint(ui, &texts.bags_empty);
    } else {
        ui.checkbox(&mut memory.open.bag_details, &texts.bag_details);
    }
    // Cells stated per bag make the concentration: then they are what is asked for.
    let stated = matches!(lot.convention, Some(Convention::Stated | Convention::SinglePlatform));
    let details = memory.open.bag_details || (stated && lot.car.is_empty());
    let mut act = None;
    for at in 0..lot.bags.len() {
        act = bag(ui, lot, page, at, (details, infused)).or(act);
    }
    match act {
        Some((Icon::Up, at)) if at > 0 => lot.bags.swap(at, at - 1),
        Some((Icon::Down, at)) if at + 1 < lot.bags.len() => lot.bags.swap(at, at + 1),
        Some((Icon::Remove, at)) if at < lot.bags.len() => {
            lot.bags.remove(at);
            let next = at.min(lot.bags.len().saturating_sub(1));
            let at = match lot.bags.get(next) {
                Some(bag) => Address::bag(lot, bag, BagPart::Number),
                None => count(lot),
            };
            page.go_to(View::Dose, at);
        }
        _ => {}
    }
    if !page.read_only {
        alike(ui, lot, page, &mut memory.alike);
    }
}

/// The field of how many bags are added to a lot.
fn count(lot: &Lot) -> Address {
    Address::lot(lot, LotPart::Bags)
}

/// One bag; what was clicked on it.
fn bag(
    ui: &mut Ui,
    lot: &mut Lot,
    page: &Page<'_>,
    at: usize,
    (details, infused): (bool, &mut Infused),
) -> Option<(Icon, usize)> {
    let texts = &page.texts.dose;
    let last = lot.bags.len().saturating_sub(1);
    let lot_id = lot.id.clone();
    let (own, of) = (Named::bag(lot.bags.get(at)?), Named::lot(lot));
    let field = |part| Spot::from(Address::Bag(of.clone(), own.clone(), part, Half::Whole));
    let bag = lot.bags.get_mut(at)?;
    let volumes = volumes();
    let mut act = None;
    let frame = Frame::new()
        .fill(crate::app::theme::palette(ui).raised)
        .inner_margin(Margin::from(vec2(space().tight, space().tight)));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let shown = bag.number.clone();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space().tight;
            let before = bag.number.clone();
            Field::new(field(BagPart::Number), &texts.bag).width(40.0).show(ui, page, &mut bag.number);
            if before != bag.number {
                infused.renamed(&lot_id, &before, &bag.number);
            }
            amount(field(BagPart::Volume), &texts.bag_volume, (&volumes, 60.0)).under_label(
                ui,
                page,
                &mut bag.volume,
            );
            state(ui, page, bag, &texts.bag_state(&shown));
            ui.vertical(|ui| {
                ui.add_space(space().wide);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    if page.read_only {
                        return;
                    }
                    for (icon, name, enabled) in [
                        (Icon::Up, texts.bag_up(&shown), at > 0),
                        (Icon::Down, texts.bag_down(&shown), at < last),
                        (Icon::Remove, texts.bag_remove(&shown), true),
                    ] {
                        if icon_button(ui, icon, &name, enabled).clicked() {
                            act = Some((icon, at));
                        }
                    }
                });
            });
        });
        amount(field(BagPart::Volume), &texts.bag_volume, (&volumes, 60.0)).problems(
            ui,
            page,
            &mut bag.volume,
        );
        problem_line(ui, page, field(BagPart::Whole), None);
        let recorded = !bag.thawed.is_empty() || infused.holds(&lot_id, &bag.number);
        if recorded || matches!(bag.state, BagState::Thawed | BagState::Infused) {
            given(ui, page, (&lot_id, field(BagPart::Thawed)), bag, infused);
        }
        if details || !(bag.hold_up.is_empty() && bag.car.is_empty() && bag.cells.is_empty()) {
            let (densities, numbers) = (densities(), cell_numbers());
            let hold_up = amount(field(BagPart::HoldUp), &texts.bag_hold_up, (&volumes, 60.0));
            let car = amount(field(BagPart::Car), &texts.bag_car, (&densities, 84.0));
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space().tight;
                hold_up.under_label(ui, page, &mut bag.hold_up);
                car.under_label(ui, page, &mut bag.car);
            });
            hold_up.problems(ui, page, &mut bag.hold_up);
            car.problems(ui, page, &mut bag.car);
            let name = page.reporter.words.check_bag_cells(&shown);
            amount(field(BagPart::Cells), &name, (&numbers, 112.0)).show(ui, page, &mut bag.cells);
        }
    });
    act
}

/// When it was thawed, and how much of it was infused.
fn given(ui: &mut Ui, page: &Page<'_>, (lot, thawed): (&str, Spot), bag: &mut Bag, infused: &mut Infused) {
    let texts = &page.texts.dose;
    let volumes = volumes();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        Field::new(&thawed, &texts.bag_thawed_at)
            .width(156.0)
            .date()
            .hint(&page.texts.dose.date_hint)
            .without_problem()
            .show(ui, page, &mut bag.thawed);
        infused.bag(lot, &bag.number, |at, typed| {
            amount(at, &texts.bag_infused_volume, (&volumes, 60.0)).under_label(ui, page, typed);
        });
    });
    problem_line(ui, page, &thawed, Some(&mut bag.thawed));
    infused.bag(lot, &bag.number, |at, typed| {
        amount(at, &texts.bag_infused_volume, (&volumes, 60.0)).problems(ui, page, typed);
    });
}

fn amount<'a>(
    at: impl Into<Spot>,
    label: &'a str,
    (units, width): (&'a [&'static UnitRow], f32),
) -> Amount<'a> {
    Amount { at: at.into(), label, units, width, unit_width: 56.0, labelled: true }
}

fn state(ui: &mut Ui, page: &Page<'_>, bag: &mut Bag, name: &str) {
    let texts = &page.texts.dose;
    let choices = [
        (BagState::Stored, &texts.bag_stored),
        (BagState::Thawed, &texts.bag_thawed),
        (BagState::Infused, &texts.bag_infused),
        (BagState::Destroyed, &texts.bag_destroyed),
        (BagState::Lost, &texts.bag_lost),
        (BagState::Failed, &texts.bag_failed),
    ];
    let (states, words) = (choices.map(|(state, _)| state), choices.map(|(_, word)| word));
    let current = states.iter().position(|known| *known == bag.state);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        hint(ui, &texts.bag_state_short);
        ui.add_enabled_ui(!page.read_only, |ui| {
            let chosen = current.and_then(|place| words.get(place)).map_or("", |word| word.as_str());
            let choose = Choose { id: Id::unique((name, "state")), name, chosen, width: 88.0 };
            let options = words.iter().enumerate().map(|(place, word)| (current == Some(place), *word));
            let (_, picked) = choose.show(ui, options);
            if let Some(picked) = picked.and_then(|place| states.get(place)) {
                bag.state = *picked;
            }
        });
    });
}

/// So many bags of so much, at once.
fn alike(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>, alike: &mut Alike) {
    let texts = &page.texts.dose;
    ui.add_space(space().tight);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        Field::new(count(lot), &texts.alike_count).width(60.0).right().show(ui, page, &mut alike.count);
        let volume = &mut alike.volume;
        amount(Spot::own("bags alike"), &texts.alike_volume, (&volumes(), 60.0))
            .under_label(ui, page, volume);
        let count = alike.count.trim().parse::<usize>().ok();
        let count = count.filter(|count| (1..=MOST_ALIKE).contains(count));
        ui.vertical(|ui| {
            // Beside the fields, under no label.
            ui.add_space(ui.text_style_height(&TextStyle::Small) + 2.0);
            let button = Button::new(&texts.alike_add);
            if ui.add_enabled(count.is_some(), button).clicked() {
                // The button cannot be pressed again at once; the keys go on at the first of them.
                let first = lot.bags.len();
                for _ in 0..count.unwrap_or_default() {
                    let number = next_number(lot);
                    lot.bags.push(Bag { number, volume: alike.volume.clone(), ..Bag::default() });
                }
                give_keys(&mut lot.bags);
                if let Some(bag) = lot.bags.get(first) {
                    page.go_to(View::Dose, Address::bag(lot, bag, BagPart::Number));
                }
                *alike = Alike::default();
            }
        });
    });
}

/// One more than the highest number so far.
fn next_number(lot: &Lot) -> String {
    let highest = lot.bags.iter().filter_map(|bag| bag.number.trim().parse::<u32>().ok()).max();
    highest.map_or(1, |highest| highest.saturating_add(1)).to_string()
}
