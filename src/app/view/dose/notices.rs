//! What a person must look at before this dose, stops first.

use crate::{
    app::{
        core::{
            Page,
            answering_field::{is_of_dose, target},
        },
        widget::{notice_mark, shape, together},
    },
    report::notice_text,
};
use eframe::egui::{Label, Link, Ui};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>) {
    for notice in page
        .derived
        .notices
        .iter()
        .filter(|notice| is_of_dose(&notice.code) && !notice.code.is_in_readiness())
    {
        let mark = notice_mark(notice.class);
        let text = together(&notice_text(&page.reporter, &notice.code));
        let target = target(&notice.code, page.draft(), &page.context().plan);
        ui.horizontal_top(|ui| {
            shape(ui, mark);
            match target {
                Some((view, at)) => {
                    if ui.add(Link::new(text)).clicked() {
                        page.go_to(view, at);
                    }
                }
                None => {
                    ui.add(Label::new(text).wrap());
                }
            }
        });
    }
}
