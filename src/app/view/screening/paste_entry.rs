//! A block being pasted, and the lines that it was read as.

use super::paste_take::State;
use crate::{
    app::core::Page,
    engine::intake::{Choices, Intake, Line, Names, read},
    model::Finding,
};
use std::collections::{BTreeMap, BTreeSet};

/// A block being pasted.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) begun: bool,
    /// The report that takes it; none: a new one.
    pub(super) report: Option<u32>,
    pub(super) chosen: bool,
    /// What was said about it.
    pub(super) choices: Choices,
    /// The day that is meant, where the block holds several.
    pub(super) day: Option<String>,
    /// What was ticked or unticked by hand, by line.
    pub(super) ticks: BTreeMap<usize, bool>,
    /// Lines that are kept as a note.
    pub(super) notes: BTreeSet<usize>,
    /// What was read last, of which text and choices.
    read: Option<(String, Choices, Intake)>,
    /// Somebody is being asked whether the block is to go.
    pub(super) asked: Option<Asked>,
}

/// The question whether the block is to go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked {
    /// The answer that loses nothing takes the focus.
    Begun,
    Open,
}

impl Entry {
    /// What the text comes to; read again only where it has changed.
    pub(super) fn read(&mut self, page: &Page<'_>) -> Intake {
        if let Some((text, choices, read)) = &self.read
            && (text, choices) == (&self.text, &self.choices)
        {
            return read.clone();
        }
        let read = read(&self.text, &Names::of(&page.context().plan.protocol), &self.choices);
        self.read = Some((self.text.clone(), self.choices.clone(), read.clone()));
        read
    }

    pub(super) fn ask_before_dropping(&mut self) {
        self.asked = Some(Asked::Begun);
    }
}

/// One line of the preview.
pub(super) struct Preview {
    pub(super) line: Line,
    pub(super) state: State,
    pub(super) finding: Option<Finding>,
    pub(super) ticked: bool,
}
