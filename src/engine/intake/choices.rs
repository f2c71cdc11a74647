//! What is asked about a text, and what a person has said.

use crate::model::Id;
use std::collections::{BTreeMap, BTreeSet};

/// One question about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which column holds the current result.
    Column {
        /// The part of the text: the first of its lines.
        part: usize,
        /// The columns that could.
        offers: Vec<Offer>,
    },
    /// Which of several dated columns holds the result that is meant.
    Date {
        /// The part of the text.
        part: usize,
        /// The columns with their dates.
        offers: Vec<Offer>,
    },
    /// Which of several columns of dates says when the sample was taken.
    DateColumn {
        /// The part of the text.
        part: usize,
        /// The columns.
        offers: Vec<Offer>,
    },
    /// Which of several lines of one item and date.
    Line {
        /// The item.
        item: Id,
        /// The numbers of the lines.
        lines: Vec<usize>,
    },
}

/// A column that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its number; the first is 0.
    pub column: usize,
    /// Its label, if it has one.
    pub label: String,
    /// Some of what stands in it, as typed.
    pub samples: Vec<String>,
}

/// What a person has said about a text. It holds for that text only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The column of the result, by part.
    pub columns: BTreeMap<usize, usize>,
    /// The column of the date, by part.
    pub dates: BTreeMap<usize, usize>,
    /// Lines that are chosen among those of their item.
    pub lines: BTreeSet<usize>,
    /// Items of lines whose name is not known, by line.
    pub items: BTreeMap<usize, Id>,
}
