//! Choices that would turn a verdict, in words.

use super::{questions::end_text, words::Reporter};
use crate::{
    engine::{
        questions::readings,
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
}
