//! Who works: one of the staff list, or initials while there is none.

use super::{
    Dialog,
    answer::Answer,
    frame::{buttons, dialog},
};
use crate::app::{
    core::{Lent, Spot, role_name},
    theme::space,
    widget::hint,
};
use eframe::egui::{TextEdit, Ui};

/// Who works, being asked.
#[derive(Debug, Default)]
pub(crate) struct Person {
    pub(super) initials: String,
    /// The dialogue that cannot go on without.
    pub(crate) then: Option<Box<Dialog>>,
    /// What is signed, and the button that it is signed with.
    pub(super) signs: Option<(String, Spot)>,
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, person: &mut Person) -> Option<Answer> {
    let Person { initials, signs, .. } = person;
    let (texts, words) = (&lent.texts().shell, &lent.texts().settings);
    let people: Vec<(String, String)> = lent.session.site.as_ref().map_or_else(Vec::new, |site| {
        let active = site.value.people.iter().filter(|person| person.active);
        active.map(|person| (person.id.clone(), person.role.clone())).collect()
    });
    dialog(ui, &texts.person_title, 420.0, |ui| {
        let mut chosen = None;
        if let Some((what, _)) = signs {
            ui.label(texts.person_signs(what));
            ui.add_space(space().tight);
        }
        for (id, role) in &people {
            if ui
                .selectable_label(*id == lent.session.person, format!("{id}  {}", role_name(words, role)))
                .clicked()
            {
                chosen = Some(id.clone());
            }
        }
        let pressed;
        if people.is_empty() {
            hint(ui, &texts.person_empty);
            let label = ui.label(&texts.person_initials);
            let response = ui.add(TextEdit::singleline(initials).desired_width(120.0)).labelled_by(label.id);
            if initials.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            pressed = buttons(ui, &[(&texts.ok, !initials.trim().is_empty()), (&texts.cancel, true)]);
            chosen = (pressed == Some(0)).then(|| initials.trim().to_owned());
        } else {
            pressed = buttons(ui, &[(&texts.cancel, true)]);
        }
        match chosen {
            Some(person) => Some(Answer::Works { person, signs: signs.take().map(|(_, at)| at) }),
            None => pressed.map(|_| Answer::Nothing),
        }
    })
}
