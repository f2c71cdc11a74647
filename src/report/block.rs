//! What a report is made of.

use crate::engine::notice::Class;
use unicode_width::UnicodeWidthStr as _;

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its blocks, top to bottom.
    pub blocks: Vec<Block>,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A banner across the page, such as *EXAMPLE*.
    Banner(String),
    /// The first sentence: it says what decides.
    Headline(String),
    /// A heading.
    Heading(String),
    /// A sentence or a line.
    Line(String),
    /// Lines under a line, with their depth.
    Indented(usize, String),
    /// A notice.
    Notice(Class, String),
    /// A table; the first row is the header, and `right` says which columns hold numbers.
    Table {
        /// The rows.
        rows: Vec<Vec<Run>>,
        /// Columns set to the right.
        right: Vec<usize>,
    },
    /// A line of a calculation.
    Formula(Calculation),
    /// Small print.
    Footer(String),
}

/// A line of a calculation: `V = N ÷ C CAR+ = 187,200,000 cells ÷ 9,259,250/mL ≈ 20.21762022 mL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calculation {
    /// What is computed.
    pub symbol: String,
    /// From what.
    pub formula: String,
    /// The numbers put in; empty where the formula needs none.
    pub numbers: Number,
    /// What comes out.
    pub result: Number,
}

impl Calculation {
    /// In one line, the symbol padded to so many columns.
    pub fn text(&self, width: usize) -> String {
        let Self { symbol, formula, numbers, result } = self;
        let mut text = format!("{symbol}{}", " ".repeat(width.saturating_sub(symbol.width())));
        for (sign, part) in [("=", formula), (numbers.sign(), &numbers.text), (result.sign(), &result.text)] {
            if !part.is_empty() {
                text.extend([" ", sign, " ", part]);
            }
        }
        text
    }
}

/// A piece of a line: what it is, for whoever paints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words, or a value that needs no sign.
    Words(String),
    /// Whether two figures agree, in words.
    Agrees(bool, String),
}

impl Run {
    /// As it is printed.
    pub fn text(&self) -> &str {
        match self {
            Self::Words(text) | Self::Agrees(_, text) => text,
        }
    }
}

impl From<String> for Run {
    fn from(text: String) -> Self {
        Self::Words(text)
    }
}

/// A value with its unit, as a line of a calculation shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The value with its unit.
    pub text: String,
    /// Digits were left out: it is *about*, not *equal*.
    pub rounded: bool,
}

impl Number {
    /// What stands before it.
    pub const fn sign(&self) -> &'static str {
        if self.rounded { "≈" } else { "=" }
    }
}

impl Block {
    /// A table of words; the first row is the header.
    pub fn table(rows: Vec<Vec<String>>, right: Vec<usize>) -> Self {
        let rows = rows.into_iter().map(|row| row.into_iter().map(Run::from).collect()).collect();
        Self::Table { rows, right }
    }
}

impl Document {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading and the blocks under it, unless there are none.
    pub fn section(&mut self, heading: &str, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.blocks.push(Block::Heading(heading.to_owned()));
            self.blocks.extend(blocks);
        }
    }
}
