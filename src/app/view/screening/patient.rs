//! Who the patient is.

use super::Memory;
use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::{Answered, Answers, Field, date_field, fold_card, problem_line},
    },
    model::{Draft, Sex},
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
                Field::new("subject", &page.texts.shell.subject_code).width(150.0).show(
                    ui,
                    page,
                    &mut draft.subject,
                );
                date_field(ui, page, "age.birth", &texts.birth, 120.0, &mut draft.age.birth);
                Field::new("age.years", &texts.age_years).width(80.0).show(ui, page, &mut draft.age.years);
                date_field(ui, page, "age.years_on", &texts.age_on, 110.0, &mut draft.age.years_on);
            });
            ui.horizontal(|ui| {
                sex(ui, draft, page);
                let color = palette(ui).weak;
                ui.label(RichText::new(&texts.note).small().color(color));
                let width = ui.available_width();
                Field::new("note", &texts.note).in_table().width(width).show(ui, page, &mut draft.note);
            });
            problem_line(ui, page, "sex", None);
        },
    );
    memory.set_open("patient", open);
}

fn sex(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>) {
    let texts = &page.texts.screening;
    let answers = [('1', texts.female.as_str()), ('2', texts.male.as_str())];
    let row = Answers {
        path: "sex",
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
