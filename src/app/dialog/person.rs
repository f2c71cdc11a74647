//! Who works: one of the staff list, or initials while there is none.

use super::{
    Dialog,
    frame::{buttons, dialog},
};
use crate::{
    app::{acts::state::State, core::role::role_name, theme::space, widget::hint},
    i18n::fill,
};
use eframe::egui::{TextEdit, Ui};

/// Who works, being asked.
#[derive(Debug, Default)]
pub(crate) struct Person {
    pub(super) initials: String,
    /// The dialogue that cannot go on without.
    pub(super) then: Option<Box<Dialog>>,
    /// What is signed, and the button that it is signed with.
    pub(super) signs: Option<(String, String)>,
}

pub(super) fn show(ui: &Ui, state: &mut State, person: &mut Person) -> bool {
    let Person { initials, then, signs } = person;
    let (texts, words) = (&state.texts().shell, &state.texts().settings);
    let people: Vec<(String, String)> = state.session.site.as_ref().map_or_else(Vec::new, |site| {
        let active = site.value.people.iter().filter(|person| person.active);
        active.map(|person| (person.id.clone(), person.role.clone())).collect()
    });
    let mut chosen = None;
    let mut pressed = None;
    let open = dialog(ui, &texts.person_title, 420.0, |ui| {
        if let Some((what, _)) = signs {
            ui.label(fill(&texts.person_signs, &[("what", what.clone())]));
            ui.add_space(space().tight);
        }
        for (id, role) in &people {
            if ui
                .selectable_label(*id == state.session.person, format!("{id}  {}", role_name(words, role)))
                .clicked()
            {
                chosen = Some(id.clone());
            }
        }
        if people.is_empty() {
            hint(ui, &texts.person_empty);
            let label = ui.label(&texts.person_initials);
            let response = ui.add(TextEdit::singleline(initials).desired_width(120.0)).labelled_by(label.id);
            if initials.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            pressed = buttons(ui, &[(&texts.ok, !initials.trim().is_empty()), (&texts.cancel, true)]);
        } else {
            pressed = buttons(ui, &[(&texts.cancel, true)]).map(|_| 1);
        }
    });
    if pressed == Some(0) {
        chosen = Some(initials.trim().to_owned());
    }
    if let Some(person) = chosen {
        state.session.person = person;
        state.again = signs.take().map(|(_, path)| path);
    } else if pressed.is_none() && open {
        return true;
    }
    // Back to what could not go on without, chosen or not.
    state.dialog = then.take().map(|dialog| *dialog);
    false
}
