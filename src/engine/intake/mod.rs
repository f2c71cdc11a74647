//! Intake: a text that somebody copied, read line by line into results, questions and refusals. Nothing is written.
//!
//! Text becomes rows of cells (`table`). A row of labels says what the columns under it hold (`header`, `labels`,
//! `headed`); without one the content does, cell by cell (`content`, `sight`, `ordinals`) or word by word
//! (`worded`), part by part (`atoms`). A name or a code is one of an item's to the letter or none (`names`,
//! `aliases`, `identity`); a result goes through the readers of every entry (`judge`, `answers`), and lines that
//! speak of one item and date are held against each other (`rivals`).
//!
//! In doubt nothing is taken: a line is asked about ([`Ask`]), with one [`Question`] for each doubt. A value is never filled
//! in from another column, never converted, never mended. Each line keeps its cells as typed.

mod aliases;
mod answers;
mod atoms;
mod choices;
mod content;
mod dates;
mod entry;
mod headed;
mod header;
mod identity;
mod judge;
mod labels;
mod line;
mod names;
mod ordinals;
mod rivals;
mod sight;
mod table;
mod worded;

pub use choices::{Choices, Offer, Question};
pub use line::{Ask, Line, Outcome, Refusal};
pub use names::Names;

pub(crate) use line::{ASKS, REFUSALS};
pub(crate) use names::{fold, names_in_file};

use crate::quantity::Analyte;
use header::Header;
use names::is_other_material;
use table::Row;

/// A text as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// Every line that holds something, but for labels.
    pub lines: Vec<Line>,
    /// What is open, in the order of the text.
    pub questions: Vec<Question>,
}

impl Intake {
    /// Whose results stand there, each once, in the order of the text; empty where no column says it.
    pub fn subjects(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for line in self.lines.iter().filter(|line| line.item.is_some() && !line.subject.is_empty()) {
            if !found.contains(&line.subject.as_str()) {
                found.push(&line.subject);
            }
        }
        found
    }
}

/// Reads a text with what a person has said about it.
pub fn read(text: &str, names: &Names, choices: &Choices) -> Intake {
    let rows = table::rows(text);
    let mut questions = Vec::new();
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    let mut header: Option<Header> = None;
    let mut part: Vec<&Row> = Vec::new();
    let mut close = |header: Option<&Header>, part: &mut Vec<&Row>| {
        let rows = std::mem::take(part);
        lines.extend(match header {
            Some(header) => headed::headed(names, header, &rows, choices, &mut questions),
            None => content::unheaded(names, &rows, choices, &mut questions),
        });
    };
    for row in &rows {
        match Header::read(row) {
            Some(next) => {
                close(header.as_ref(), &mut part);
                header = Some(next);
            }
            None => part.push(row),
        }
    }
    close(header.as_ref(), &mut part);
    other_materials(&mut lines);
    on_oxygen(&mut lines);
    rivals::settle(&mut lines, choices, &mut questions);
    Intake { lines, questions }
}

/// A saturation with words beside it may not be that of a patient who breathes room air.
fn on_oxygen(lines: &mut [Line]) {
    for line in lines {
        let room_air = line.item.as_deref() == Some(Analyte::Spo2.id());
        if room_air && !line.rest.is_empty() && line.outcome == Outcome::Taken {
            line.outcome = Outcome::Asked(Ask::CodeAndName);
        }
    }
}

/// What stands under a heading such as *urinalysis* is not of blood, until the next heading.
fn other_materials(lines: &mut [Line]) {
    let mut other = false;
    for line in lines {
        let text = line.cells.join(" ");
        let material = is_other_material(text.trim().trim_end_matches([':', '：']));
        let one = line.cells.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
        let heading = one && line.item.is_none() && !text.contains(|c: char| c.is_ascii_digit());
        if material || heading {
            other = material;
        } else if other && line.item.is_some() {
            line.outcome = Outcome::Refused(Refusal::OtherMaterial);
        }
    }
}
