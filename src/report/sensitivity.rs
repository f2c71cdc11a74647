//! Choices that would turn a verdict, in words.

use super::words::Reporter;
use crate::{
    engine::{
        sensitivity::Sensitivity,
        verdict::{Outcome, Row},
    },
    i18n::fill,
    model::Side,
};

impl Reporter<'_> {
    /// One line for each choice that would turn the row.
    pub fn sensitive(&self, side: Side, row: &Row) -> Vec<String> {
        row.sensitive.iter().map(|(choice, outcome)| self.would_be(side, choice, *outcome)).collect()
    }

    /// What the row would be with another choice.
    pub fn would_be(&self, side: Side, choice: &Sensitivity, outcome: Outcome) -> String {
        let values = [("outcome", self.outcome(side, outcome).to_owned()), ("choice", self.choice(choice))];
        fill(&self.words.sensitive, &values)
    }

    fn choice(&self, choice: &Sensitivity) -> String {
        let words = self.words;
        match choice {
            Sensitivity::Reading { question, reading } => {
                let reading = match &**reading {
                    // The two ends of a window have no words of their own in the file.
                    "included" => words.reading_included.clone(),
                    "excluded" => words.reading_excluded.clone(),
                    reading => self.reading(question, reading),
                };
                fill(&words.choice_reading, &[("reading", reading)])
            }
            Sensitivity::Weight(basis) => {
                fill(&words.choice_weight, &[("weight", self.weight_basis(*basis).to_owned())])
            }
            Sensitivity::LegacyConstant => words.choice_legacy.clone(),
            Sensitivity::HbvFactor => words.choice_hbv.clone(),
            Sensitivity::Template(laboratory) => {
                fill(&words.choice_template, &[("laboratory", laboratory.to_string())])
            }
        }
    }
}
