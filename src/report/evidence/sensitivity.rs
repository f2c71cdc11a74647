//! Choices that would turn a verdict, in words.

use crate::{
    engine::{
        evidence::{outcome::Outcome, sensitivity::Sensitivity},
        protocol::questions::{Reading, readings},
        verdict::row::Row,
    },
    i18n::Catalogue,
    model::Side,
    report::words::Reporter,
};

impl Reporter<'_> {
    /// One line for each choice that would turn the row.
    pub fn sensitive(&self, side: Side, row: &Row) -> Vec<String> {
        row.sensitive.iter().map(|(choice, outcome)| self.would_be(side, choice, *outcome)).collect()
    }

    /// What the row would be with another choice.
    pub fn would_be(&self, side: Side, choice: &Sensitivity, outcome: Outcome) -> String {
        self.words.sensitive(self.outcome(side, outcome), self.choice(choice))
    }

    /// A reading of an open question in words; of the end of a window, whether it counts.
    pub(crate) fn reading_text(&self, question: &str, reading: &str) -> String {
        let protocol = &self.context.plan.protocol;
        let own = readings(protocol, question).into_iter().find(|own| own.id == reading);
        let end = own.filter(|own| own.text.is_none()).map(|own| end_text(&own, self.words));
        end.unwrap_or_else(|| self.reading(question, reading))
    }

    fn choice(&self, choice: &Sensitivity) -> String {
        let words = self.words;
        match choice {
            Sensitivity::Reading { question, reading } => {
                words.choice_reading(self.reading_text(question, reading))
            }
            Sensitivity::Weight(basis) => words.choice_weight(self.weight_basis(*basis)),
            Sensitivity::LegacyConstant => words.choice_legacy.clone(),
            Sensitivity::HbvFactor => words.choice_hbv.clone(),
            Sensitivity::OtherTemplate { other: laboratory, .. } | Sensitivity::Template(laboratory) => {
                words.choice_template(laboratory)
            }
        }
    }
}

/// One of the two ends of a window, which have no words of their own in the file.
pub(crate) fn end_text(reading: &Reading<'_>, words: &Catalogue) -> String {
    match (reading.id, reading.by_the_hour) {
        ("included", false) => words.reading_included.clone(),
        ("included", true) => words.reading_end_included.clone(),
        ("excluded", false) => words.reading_excluded.clone(),
        ("excluded", true) => words.reading_end_excluded.clone(),
        (id, _) => id.to_owned(),
    }
}
