//! Who the patient is.

use super::Memory;
use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::{Answered, Answers, Field, fold_card, problem_line},
    },
    model::{Address, Draft, PatientPart, Sex},
};
use eframe::egui::{RichText, Ui, vec2};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    let mut open = memory.is_open("patient", true);
    fold_card(
        ui,
        &texts.patient,
        &mut open,
        |_| {},
        |ui| {
            ui.spacing_mut().item_spacing = vec2(space().medium, space().small);
            ui.horizontal_top(|ui| {
                Field::new(Address::Patient(PatientPart::Subject), &page.texts.shell.subject_code)
                    .width(150.0)
                    .show(ui, page, &mut draft.subject);
                Field::new(Address::Patient(PatientPart::Birth), &texts.birth).width(120.0).date().show(
                    ui,
                    page,
                    &mut draft.age.birth,
                );
                Field::new(Address::Patient(PatientPart::Years), &texts.age_years).width(80.0).show(
                    ui,
                    page,
                    &mut draft.age.years,
                );
                Field::new(Address::Patient(PatientPart::YearsOn), &texts.age_on).width(110.0).date().show(
                    ui,
                    page,
                    &mut draft.age.years_on,
                );
            });
            ui.horizontal(|ui| {
                sex(ui, draft, page);
                let color = palette(ui).weak;
                ui.label(RichText::new(&texts.note).small().color(color));
                let width = ui.available_width();
                Field::new(Address::Patient(PatientPart::Note), &texts.note).in_table().width(width).show(
                    ui,
                    page,
                    &mut draft.note,
                );
            });
            problem_line(ui, page, Address::Patient(PatientPart::Sex), None);
        },
    );
    memory.set_open("patient", open);
}

fn sex(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>) {
    let texts = &page.texts.screening;
    let answers = [('1', texts.female.as_str()), ('2', texts.male.as_str())];
    let row = Answers {
        at: &Address::Patient(PatientPart::Sex).into(),
        label: &texts.sex,
        question: "",
        keyed: &answers,
        chosen: draft.sex.map(|sex| usize::from(sex == Sex::Male)),
        neighbours: (None, None),
        width: 40.0,
    };
    match row.show(ui, page).1 {
        Some(Answered::Chosen(0)) => draft.sex = Some(Sex::Female),
        Some(Answered::Chosen(_)) => draft.sex = Some(Sex::Male),
        Some(Answered::Cleared) => draft.sex = None,
        None => {}
    }
}
