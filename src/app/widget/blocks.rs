//! A report of the engines on the screen: the same blocks that are printed.

use super::{card::hint, mark::Mark, mark::shape};
use crate::{app::theme::space, engine::notice::Class, report::Block};
use eframe::egui::{Grid, Label, RichText, Ui};

/// Shows blocks from top to bottom. `id` tells tables of several reports apart.
pub(crate) fn blocks(ui: &mut Ui, id: &str, blocks: &[Block]) {
    for (place, block) in blocks.iter().enumerate() {
        match block {
            Block::Headline(text) | Block::Heading(text) => {
                ui.add_space(space().tight);
                ui.label(RichText::new(text).strong());
            }
            Block::Banner(text) | Block::Line(text) => {
                ui.label(text);
            }
            Block::Indented(depth, text) => {
                ui.horizontal_top(|ui| {
                    (0..*depth).for_each(|_| ui.add_space(space().wide));
                    ui.add(Label::new(text).wrap());
                });
            }
            Block::Notice(class, text) => {
                ui.horizontal_wrapped(|ui| {
                    shape(ui, mark(*class));
                    ui.label(text);
                });
            }
            Block::Table { rows, .. } => table(ui, &format!("{id} {place}"), rows),
            Block::Formula(parts) => {
                ui.label(parts.join("  "));
            }
            Block::Footer(text) => {
                hint(ui, text);
            }
        }
    }
}

const fn mark(class: Class) -> Mark {
    match class {
        Class::Stop => Mark::Fail,
        Class::Decide => Mark::Decide,
        Class::Note => Mark::Note,
    }
}

/// The first row is the header.
fn table(ui: &mut Ui, id: &str, rows: &[Vec<String>]) {
    Grid::new(id).striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
        for (place, row) in rows.iter().enumerate() {
            for cell in row {
                if place == 0 {
                    hint(ui, cell);
                } else {
                    ui.label(cell);
                }
            }
            ui.end_row();
        }
    });
}
