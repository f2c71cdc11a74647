//! One lot: label, convention, basis, the gating chain, and the certificate's other figures.

use super::{certificate, certificate_checks, chain};
use crate::{
    app::{
        core::{Page, Spot},
        theme::space,
        widget::{Field, Mark, heading, hint, lead_to, problem_line},
    },
    i18n::Language,
    model::{Address, Basis, Convention, Lot, LotPart},
};
use eframe::egui::{Id, Ui, UiBuilder};

pub(super) fn show(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let texts = &page.texts.dose;
    // A whole line: lot numbers are long, and are compared with the label letter by letter.
    let room = ui.available_width();
    Field::new(Address::lot(lot, LotPart::Id), &texts.lot_number).width(room).show(ui, page, &mut lot.id);
    let [label_at, expires_at] =
        [LotPart::LabelSubject, LotPart::Expires].map(|part| Address::lot(lot, part));
    ui.horizontal_top(|ui| {
        let label = Field::new(&label_at, &texts.label_subject).width(room - 144.0).without_problem();
        label.show(ui, page, &mut lot.label_subject);
        ui.vertical(|ui| {
            Field::new(&expires_at, &texts.expires)
                .width(124.0)
                .date()
                .hint(&page.texts.dose.date_hint)
                .without_problem()
                .show(ui, page, &mut lot.expires);
            none_printed(ui, page, lot);
        });
    });
    problem_line(ui, page, &label_at, Some(&mut lot.label_subject));
    problem_line(ui, page, &expires_at, Some(&mut lot.expires));
    problem_line(ui, page, Address::lot(lot, LotPart::Whole), None);
    other_subject(ui, page, lot);
    ui.add_space(space().tight);
    ui.scope(|ui| convention(ui, page, lot));
    ui.add_space(space().tight);
    basis(ui, page, lot);
    ui.add_space(space().tight);
    chain::show(ui, lot, page);
    ui.add_space(space().small);
    certificate::show(ui, lot, page);
    certificate_checks::show(ui, lot, page);
}

/// Where the label prints no expiry, that is an answer.
fn none_printed(ui: &mut Ui, page: &Page<'_>, lot: &mut Lot) {
    if lot.expires.trim().is_empty()
        && !page.read_only
        && ui.small_button(&page.texts.dose.none_printed).clicked()
    {
        let answer = match page.language() {
            Language::English => Lot::NONE_PRINTED,
            Language::Chinese => Lot::NONE_PRINTED_ZH,
        };
        answer.clone_into(&mut lot.expires);
    }
}

fn other_subject(ui: &mut Ui, page: &Page<'_>, lot: &Lot) {
    let label = lot.label_subject.trim();
    if !label.is_empty() && label != page.draft().subject.trim() {
        crate::app::widget::banner(ui, Mark::Fail, &page.texts.dose.other_subject);
    }
}

/// The five ways that certificates make a concentration, each with what its CAR+ per cent is a per cent of.
fn convention(ui: &mut Ui, page: &Page<'_>, lot: &mut Lot) {
    let texts = &page.texts.dose;
    heading(ui, &texts.convention);
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = 22.0;
    for (convention, name, what) in [
        (Convention::Stated, &texts.convention_stated, &texts.convention_stated_hint),
        (Convention::TotalCount, &texts.convention_total, &texts.convention_total_hint),
        (Convention::ViableCount, &texts.convention_viable, &texts.convention_viable_hint),
        (Convention::CarOfViable, &texts.convention_car_of_viable, &texts.convention_car_of_viable_hint),
        (Convention::SinglePlatform, &texts.convention_single, &texts.convention_single_hint),
    ] {
        let chosen = lot.convention == Some(convention);
        if choice(ui, page, (chosen, name), &Address::lot(lot, LotPart::Convention).into()) {
            lot.convention = Some(convention);
        }
        if chosen || lot.convention.is_none() {
            ui.horizontal(|ui| {
                ui.add_space(space().wide);
                ui.vertical(|ui| hint(ui, what));
            });
        }
    }
    if lot.convention.is_none() {
        hint(ui, &texts.convention_refused);
    }
}

fn basis(ui: &mut Ui, page: &Page<'_>, lot: &mut Lot) {
    let texts = &page.texts.dose;
    heading(ui, &texts.basis);
    ui.horizontal_wrapped(|ui| {
        for (basis, name) in
            [(Basis::BeforeFreezing, &texts.before_freezing), (Basis::AfterThaw, &texts.after_thaw)]
        {
            let chosen = lot.basis == Some(basis);
            if choice(ui, page, (chosen, name), &Address::lot(lot, LotPart::Basis).into()) {
                lot.basis = Some(basis);
            }
        }
    });
}

/// One answer of several; clicked or not. Its id is its own, so that the focus stays when hints above it vanish. The
/// first answer that is drawn takes the focus that the whole question is called to.
fn choice(ui: &mut Ui, page: &Page<'_>, (chosen, name): (bool, &str), at: &Spot) -> bool {
    let scope = UiBuilder::new().scope_id(Id::unique((at, name)));
    ui.scope_builder(scope, |ui| {
        ui.add_enabled_ui(!page.read_only, |ui| {
            let answer = ui.radio(chosen, name);
            if page.takes_focus(at) {
                lead_to(&answer);
            }
            answer.clicked()
        })
        .inner
    })
    .inner
}
