//! Choices that would turn a verdict, in words.

use super::{questions::end_text, words::Reporter};
use crate::{
    engine::{
        questions::readings,
        sensitivity::Sensitivity,
        verdict::{Outcome, Row},
        washout::Clear,
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
                let protocol = &self.context.plan.protocol;
                let own = readings(protocol, question).into_iter().find(|own| own.id == &**reading);
                let end = own.filter(|own| own.text.is_none()).map(|own| end_text(&own, words));
                let reading = end.unwrap_or_else(|| self.reading(question, reading));
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

    /// From when no exposure stands in the way of a row or a stage.
    pub fn earliest(&self, clear: Clear) -> String {
        match clear {
            Clear::Always => self.words.stage_clear_always.clone(),
            Clear::From(day) => fill(&self.words.stage_clear_from, &[("date", self.date(day))]),
            Clear::NotKnown => self.words.stage_clear_not_known.clone(),
            Clear::Never => self.words.none.clone(),
        }
    }
}
