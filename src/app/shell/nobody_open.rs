//! A view of a patient while none is open.

use crate::{
    app::{
        core::{Act, Command},
        theme::{palette, space},
    },
    i18n::Language,
};
use eframe::egui::{Button, RichText, Ui, vec2};

/// What to do next, each with its key.
pub(super) fn show(ui: &mut Ui, language: Language, acts: &mut Vec<Act>) {
    let texts = language.window();
    ui.add_space(space().wide);
    ui.vertical_centered(|ui| {
        ui.label(&texts.shell.empty_no_patient);
        ui.add_space(space().small);
        for (command, first) in [(Command::New, true), (Command::Patients, false)] {
            let colors = palette(ui);
            let name = command.label(&texts.commands);
            let (ink, weak) =
                if first { (colors.on_primary, colors.on_primary) } else { (colors.text, colors.weak) };
            let mut button = Button::new(RichText::new(name).color(ink)).min_size(vec2(NEXT, 0.0));
            if first {
                button = button.fill(colors.primary);
            }
            let keys = ui.ctx().format_shortcut(&command.shortcut());
            button = button.right_text(RichText::new(keys).color(weak));
            if ui.add(button).accessible_name(name).clicked() {
                acts.push(Act::Command(command));
            }
        }
    });
}

/// The width of the buttons of an empty view.
const NEXT: f32 = 220.0;
