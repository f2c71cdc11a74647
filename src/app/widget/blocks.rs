//! A report of the engines on the screen: the same blocks that are printed.

use super::{
    calculation::calculation,
    card::{heading, hint},
    mark::{Mark, chip, chip_width, shape},
};
use crate::{
    app::theme::space,
    engine::notice::Class,
    report::{Block, Calculation, Run},
};
use eframe::egui::{Color32, Grid, Label, TextStyle, Ui};

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
            Block::Table { rows, right } => table(ui, &format!("{id} {place}"), rows, right),
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
/// No column of words is narrower than this.
const NARROWEST: f32 = 64.0;

/// The first row is the header. Words fold; figures never do: where there is no room for them beside each other, they stand
/// under the first cell of their row.
fn table(ui: &mut Ui, id: &str, rows: &[Vec<Run>], right: &[usize]) {
    let Some((header, rows)) = rows.split_first() else { return };
    let is_figure = |column: usize| {
        let agrees = |row: &Vec<Run>| matches!(row.get(column), Some(Run::Agrees(..)));
        right.contains(&column) || rows.iter().any(agrees)
    };
    let font = TextStyle::Body.resolve(ui.style());
    let wide = |run: &Run| match run {
        Run::Words(text) => {
            ui.painter().layout_no_wrap(text.clone(), font.clone(), Color32::PLACEHOLDER).size().x
        }
        Run::Agrees(_, text) => chip_width(ui, text, &TextStyle::Body),
    };
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(wide).fold(0.0, f32::max);
    let figures: f32 =
        (0..header.len()).filter(|column| is_figure(*column)).map(|column| width(column) + GAP).sum();
    let words = (0..header.len()).filter(|column| !is_figure(*column)).count().max(1);
    let words = f32::from(u16::try_from(words).unwrap_or(u16::MAX));
    let widest = (ui.available_width() - figures) / words - GAP;
    if figures > 0.0 && widest < NARROWEST {
        return stacked(ui, header, rows);
    }
    Grid::new(id).striped(true).spacing([GAP, 4.0]).show(ui, |ui| {
        for text in header.iter().map(Run::text) {
            hint(ui, text);
        }
        ui.end_row();
        for row in rows {
            for (column, run) in row.iter().enumerate() {
                if is_figure(column) {
                    cell(ui, run);
                } else {
                    ui.vertical(|ui| {
                        ui.set_max_width(widest.max(GAP));
                        ui.add(Label::new(run.text()).wrap());
                    });
                }
            }
            ui.end_row();
        }
    });
}

/// A row under its first cell, each figure behind the head of its column.
fn stacked(ui: &mut Ui, header: &[Run], rows: &[Vec<Run>]) {
    for row in rows {
        for (run, head) in row.iter().zip(header).take(1) {
            hint(ui, head.text());
            ui.add(Label::new(run.text()).wrap());
        }
        for (run, head) in row.iter().zip(header).skip(1) {
            ui.horizontal(|ui| {
                hint(ui, head.text());
                cell(ui, run);
            });
        }
        ui.add_space(space().tight);
    }
}

/// A cell on one line.
fn cell(ui: &mut Ui, run: &Run) {
    match run {
        Run::Words(text) => {
            ui.add(Label::new(text).extend());
        }
        Run::Agrees(agrees, text) => {
            chip(ui, if *agrees { Mark::Pass } else { Mark::Fail }, text);
        }
    }
}
