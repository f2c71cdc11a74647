//! A list that opens: one of several, by mouse and by keyboard alike.

use eframe::egui::{ComboBox, Id, Key, Response, Ui};

/// A list that opens on a button.
pub(crate) struct Choose<'c> {
    /// Its id, or that of its path.
    pub(crate) id: Id,
    /// What screen readers hear.
    pub(crate) name: &'c str,
    /// What stands on the button.
    pub(crate) chosen: &'c str,
    pub(crate) width: f32,
}

impl Choose<'_> {
    /// Shows it; the place of what was picked. A pick closes the list and leaves the focus on its button, so that Tab
    /// goes on from there.
    pub(crate) fn show<T: AsRef<str>>(
        self,
        ui: &mut Ui,
        options: impl IntoIterator<Item = (bool, T)>,
    ) -> (Response, Option<usize>) {
        let shown = ComboBox::from_id_salt(self.id)
            .selected_text(self.chosen)
            .width(self.width)
            .truncate()
            .show_ui(ui, |ui| {
                let mut picked = None;
                for (place, (is, text)) in options.into_iter().enumerate() {
                    if ui.selectable_label(is, text.as_ref()).clicked() {
                        picked = Some(place);
                        ui.close();
                    }
                }
                picked
            });
        let response = shown.response.accessible_name(self.name);
        let picked = shown.inner.flatten();
        let left = shown.inner.is_some() && ui.input(|input| input.key_pressed(Key::Escape));
        // A button that was clicked is where the keys go on, as a field would be.
        if picked.is_some() || left || response.clicked() {
            response.request_focus();
        }
        (response, picked)
    }
}
