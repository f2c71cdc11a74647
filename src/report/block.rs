//! What a report is made of.

use crate::engine::notice::Class;

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
        rows: Vec<Vec<String>>,
        /// Columns set to the right.
        right: Vec<usize>,
    },
    /// A formula line: symbol, formula, numbers put in, result.
    Formula([String; 4]),
    /// Small print.
    Footer(String),
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
