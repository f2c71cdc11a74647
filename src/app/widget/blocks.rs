//! A report of the engines on the screen: the same blocks that are printed.

use super::{
    calculation::calculation,
    card::{heading, hint},
    mark::{Mark, chip, shape},
};
use crate::{
    app::theme::space,
    engine::notice::Class,
    report::{Block, Calculation, Run},
};
use eframe::egui::{Grid, Label, Ui};

/// Shows blocks from top to bottom. `id` tells tables of several reports apart.
pub(crate) fn blocks(ui: &mut Ui, id: &str, blocks: &[Block]) {
    let mut formulas: Vec<&Calculation> = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        if let Block::Formula(line) = block {
            formulas.push(line);
            continue;
        }
        calculation(ui, (id, place), formulas.drain(..));
        match block {
            Block::Headline(text) | Block::Heading(text) => {
                ui.add_space(space().tight);
                heading(ui, text);
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
            Block::Formula(_) => {}
            Block::Footer(text) => {
                hint(ui, text);
            }
        }
    }
    calculation(ui, (id, blocks.len()), formulas.drain(..));
}

const fn mark(class: Class) -> Mark {
    match class {
        Class::Stop => Mark::Fail,
        Class::Decide => Mark::Decide,
        Class::Note => Mark::Note,
    }
}

/// Between columns.
const GAP: f32 = 16.0;

/// The first row is the header.
fn table(ui: &mut Ui, id: &str, rows: &[Vec<Run>]) {
    let columns = u16::try_from(rows.first().map_or(1, Vec::len).max(1)).unwrap_or(u16::MAX);
    let widest = (ui.available_width() / f32::from(columns) - GAP).max(GAP);
    Grid::new(id).max_col_width(widest).striped(true).spacing([GAP, 4.0]).show(ui, |ui| {
        for (place, row) in rows.iter().enumerate() {
            for cell in row {
                match cell {
                    Run::Words(text) if place == 0 => {
                        hint(ui, text);
                    }
                    Run::Words(text) => {
                        ui.label(text);
                    }
                    Run::Agrees(agrees, text) => {
                        chip(ui, if *agrees { Mark::Pass } else { Mark::Fail }, text);
                    }
                }
            }
            ui.end_row();
        }
    });
}
