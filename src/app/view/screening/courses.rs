//! One course of a history: what, from when, until when.

use crate::{
    app::{
        page::Page,
        theme::{palette, space},
        widget::{Field, date_field},
    },
    model::{Course, End},
};
use eframe::egui::{RichText, Ui, vec2};

/// One course; true when it is to go.
pub(super) fn show(ui: &mut Ui, page: &Page<'_>, path: &str, course: &mut Course) -> bool {
    let texts = &page.texts.screening;
    let mut gone = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space().small, space().small);
        Field::new(&format!("{path}.agent"), &texts.agent).width(130.0).show(ui, page, &mut course.agent);
        date_field(ui, page, &format!("{path}.start"), &texts.course_start, 110.0, &mut course.start);
        end(ui, page, path, course);
        ui.vertical(|ui| {
            ui.add_space(18.0);
            gone = !page.read_only && ui.button(&texts.remove).clicked();
        });
    });
    gone
}

fn end(ui: &mut Ui, page: &Page<'_>, path: &str, course: &mut Course) {
    let texts = &page.texts.screening;
    let before = match &course.end {
        End::On(date) => date.clone(),
        End::Ongoing | End::NotKnown => String::new(),
    };
    let mut date = before.clone();
    date_field(ui, page, &format!("{path}.end"), &texts.course_end, 110.0, &mut date);
    if date != before {
        course.end = if date.is_empty() { End::NotKnown } else { End::On(date) };
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let ongoing = course.end == End::Ongoing;
        let state = match course.end {
            End::Ongoing | End::On(_) => " ",
            End::NotKnown => &texts.end_not_known,
        };
        ui.label(RichText::new(state).small().color(palette(ui).weak));
        // A day that is typed is not dropped: only a course without one can be marked as going on.
        let free = !matches!(course.end, End::On(_)) && !page.read_only;
        let button = eframe::egui::Button::selectable(ongoing, &texts.ongoing);
        if ui.add_enabled(free, button).clicked() {
            course.end = if ongoing { End::NotKnown } else { End::Ongoing };
        }
    });
}
