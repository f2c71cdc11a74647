//! Stops, decisions and notes under the headline, folded to their number.

use super::Memory;
use crate::{
    app::{
        core::{Page, answering_field::target},
        widget::{colored, fold_line, notice_mark, shape},
    },
    engine::notice::Class,
    report::notice_text,
};
use eframe::egui::{RichText, ScrollArea, Ui};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let notices = &page.derived.notices;
    if notices.is_empty() {
        return;
    }
    let count = |class| notices.iter().filter(|notice| notice.class == class).count();
    let texts = &page.texts.shell;
    let [stops, decisions, notes] = [Class::Stop, Class::Decide, Class::Note].map(count);
    let all =
        [(stops, texts.stops(stops)), (decisions, texts.decisions(decisions)), (notes, texts.notes(notes))];
    let parts: Vec<String> = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    let name = parts.join("   ");
    let mut open = memory.is_open("notices", false);
    fold_line(ui, &mut open, RichText::new(&name), &name);
    memory.set_open("notices", open);
    if !open {
        return;
    }
    ScrollArea::vertical().id_salt("notices").max_height(132.0).auto_shrink([false, true]).show(ui, |ui| {
        for notice in notices {
            let mark = notice_mark(notice.class);
            let text = notice_text(&page.reporter, &notice.code);
            ui.horizontal_wrapped(|ui| {
                shape(ui, mark);
                match target(&notice.code, page.draft(), &page.context().plan) {
                    Some((view, at)) => {
                        if ui.link(colored(ui, mark, &text)).clicked() {
                            page.go_to(view, at);
                        }
                    }
                    None => {
                        ui.label(colored(ui, mark, &text));
                    }
                }
            });
        }
    });
}
