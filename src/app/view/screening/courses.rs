//! One course of a history: what, from when, until when.

use crate::{
    app::{
        page::Page,
        theme::{palette, space},
        widget::{Field, date_in_row, problem_line},
    },
    model::{Course, End},
};
use eframe::egui::{Button, RichText, TextWrapMode, Ui, vec2};

/// What two dates and two buttons need.
const REST: f32 = 430.0;

/// One course; true when it is to go.
pub(super) fn show(ui: &mut Ui, page: &Page<'_>, path: &str, course: &mut Course) -> bool {
    let texts = &page.texts.screening;
    let mut gone = false;
    let paths = ["agent", "start", "end"].map(|field| format!("{path}.{field}"));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space().small, space().small);
        let wide = (ui.available_width() - REST).clamp(130.0, 300.0);
        let agent = Field::new(&paths[0], &texts.agent).width(wide).without_problem();
        let response = agent.show(ui, page, &mut course.agent);
        if !course.agent.is_empty() {
            response.on_hover_text(&course.agent);
        }
        date_in_row(ui, page, &paths[1], &texts.course_start, 110.0, &mut course.start);
        end(ui, page, &paths[2], course);
        ui.vertical(|ui| {
            ui.add_space(18.0);
            let button = Button::new(&texts.remove).wrap_mode(TextWrapMode::Extend);
            gone = !page.read_only && ui.add(button).clicked();
        });
    });
    // Beside a field a problem would press the others out of the row.
    for path in &paths {
        problem_line(ui, page, path, None);
    }
    gone
}

fn end(ui: &mut Ui, page: &Page<'_>, path: &str, course: &mut Course) {
    let texts = &page.texts.screening;
    let before = match &course.end {
        End::On(date) => date.clone(),
        End::Ongoing | End::NotKnown => String::new(),
    };
    let mut date = before.clone();
    date_in_row(ui, page, path, &texts.course_end, 110.0, &mut date);
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
        let button = Button::selectable(ongoing, &texts.ongoing);
        if ui.add_enabled(free, button).clicked() {
            course.end = if ongoing { End::NotKnown } else { End::Ongoing };
        }
    });
}
