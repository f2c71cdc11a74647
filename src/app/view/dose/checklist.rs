//! Whether the dose can be given, line by line: what would do it leads to its field, what can be decided is signed here.

use super::memory::{Memory, infusion_mut};
use crate::{
    app::{
        core::{Page, Spot, View, answering_field::leads_to},
        theme::space,
        widget::{Field, Mark, colored, lead_to, shape, small_chip, together},
    },
    engine::dose::{
        dosing::Dosing,
        readiness::{
            Need, NeedCode, Sign, SignedIn,
            line::{LineState, ReadinessLine},
        },
    },
    model::{Address, Choice, Confirmation, Draft, InfusionPart},
    report::{line_name, need_text},
};
use eframe::egui::{Button, Label, Ui};

/// The list of the dose at this place of the infusions.
pub(super) fn show(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    (place, dosing): (usize, &Dosing),
) {
    ui.add_space(space().tight);
    let done = |line: &&ReadinessLine| line.state() == LineState::Done && line.needs.is_empty();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        for line in dosing.readiness.iter().filter(done) {
            small_chip(ui, Mark::Pass, line_name(&page.reporter, line.line));
        }
    });
    for line in dosing.readiness.iter().filter(|line| !done(line)) {
        ui.horizontal_top(|ui| {
            let mark = mark(line.state());
            shape(ui, mark);
            ui.label(colored(ui, mark, line_name(&page.reporter, line.line)).strong());
        });
        for need in &line.needs {
            ui.horizontal_top(|ui| {
                ui.add_space(space().wide);
                ui.vertical(|ui| one(ui, draft, page, memory, (place, dosing, need)));
            });
        }
    }
}

/// The mark of a line, or of the whole list.
pub(super) const fn mark(state: LineState) -> Mark {
    match state {
        LineState::Done => Mark::Pass,
        LineState::Open => Mark::Decide,
        LineState::Stopped => Mark::Fail,
    }
}

/// What would do it; a decision with its signature.
fn one(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    (place, dosing, need): (usize, &Dosing, &Need),
) {
    let text = together(&need_text(&page.reporter, dosing, need));
    match leads_to(page, &need.field) {
        Some((view, at)) if need.state != LineState::Done => {
            if ui.link(text).clicked() {
                page.go_to(view, at);
            }
        }
        _ => {
            ui.add(Label::new(text).wrap());
        }
    }
    let Some(sign) = need.sign.as_ref().filter(|_| need.state == LineState::Open && !page.read_only) else {
        return;
    };
    let of_eligibility =
        matches!(need.code, NeedCode::NotEligible(_) | NeedCode::NotNow(_) | NeedCode::Incomplete);
    let of_later = matches!(need.code, NeedCode::LooksAgain(_));
    ui.horizontal_wrapped(|ui| {
        let texts = &page.texts;
        let infusion = match sign.within {
            SignedIn::Draft => None,
            SignedIn::Lot(_) | SignedIn::Infusion => Some(dosing.infusion),
        };
        let at = Spot::from(Address::Confirmed(infusion, sign.field.to_owned()));
        let mut choice = None;
        let asks = of_eligibility || of_later;
        if asks {
            // The investigator's other choices stand at the stage, where the line leads.
            let screening = &texts.screening;
            let label = if of_later { &screening.looks_again_reason } else { &screening.deviation_number };
            let (width, typed) =
                if of_later { (220.0, &mut memory.reason) } else { (120.0, &mut memory.deviation) };
            Field::new(&at, label).width(width).show(ui, page, typed);
        }
        let said = if of_later { &memory.reason } else { &memory.deviation }.trim().to_owned();
        if of_eligibility {
            choice = Some(Choice::Deviation(said.clone()));
        }
        let named = texts.dose.decide_line(need_text(&page.reporter, dosing, need));
        let enabled = !asks || !said.is_empty();
        let button = ui.add_enabled(enabled, Button::new(&texts.dose.decide)).accessible_name(&named);
        if page.takes_focus(&at) {
            lead_to(&button);
        }
        let pressed = button.clicked();
        if let Some(mut signed) = page.signs(pressed, &Spot::own(named.clone()), &named) {
            if of_later {
                signed.reason = said;
            }
            keep(
                draft,
                place,
                sign,
                Confirmation { field: sign.field.to_owned(), value: sign.value.clone(), choice, signed },
            );
            if of_later { &mut memory.reason } else { &mut memory.deviation }.clear();
            // The button goes; the keys go on with the planned start.
            page.go_to(View::Dose, Address::Infusion(dosing.infusion, InfusionPart::Start));
        }
    });
}

/// The decision takes the place of one on another value.
fn keep(draft: &mut Draft, place: usize, sign: &Sign, made: Confirmation) {
    let known = match sign.within {
        SignedIn::Lot(lot) => draft.lots.get_mut(lot).map(|lot| &mut lot.confirmed),
        SignedIn::Draft => Some(&mut draft.confirmed),
        SignedIn::Infusion => infusion_mut(draft, place).map(|infusion| &mut infusion.confirmed),
    };
    if let Some(known) = known {
        known.retain(|other| other.field != sign.field);
        known.push(made);
    }
}
