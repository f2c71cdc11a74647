//! What follows from a patient.

use super::CONTEXT;
use cardose::{
    engine::{
        Context, Derived, derive,
        evidence::{
            Comparison, Entry, Evidence,
            outcome::{Outcome, parts},
        },
        problem::ProblemCode,
        verdict::{Verdict, row::Row},
    },
    model::Draft,
};
use jiff::civil::Date;

/// What follows from a draft in a context.
pub(crate) struct Judged<'c> {
    pub(crate) derived: Derived,
    pub(crate) context: &'c Context,
}

impl Judged<'_> {
    fn rows(&self, id: &str) -> impl Iterator<Item = &Row> {
        let row_id = id.split('.').next().unwrap().to_owned();
        let rows = self.derived.stages.iter().flat_map(|stage| &stage.rows);
        rows.filter(move |row| *self.context.plan.criteria[row.criterion].id == *row_id)
    }

    /// A row or the row of a part, at the first stage where it decides.
    #[track_caller]
    pub(crate) fn row(&self, id: &str) -> &Row {
        self.rows(id).next().unwrap_or_else(|| panic!("no criterion for {id}"))
    }

    fn part<'r>(&self, row: &'r Row, id: &str) -> Option<(Outcome, &'r Evidence)> {
        let side = self.context.plan.criteria[row.criterion].side;
        let parts = parts(side, &row.evidence);
        parts.into_iter().find(|(part, ..)| &**part == id).map(|(_, outcome, evidence)| (outcome, evidence))
    }

    fn outcome_in(&self, row: &Row, id: &str) -> Option<Outcome> {
        if id.contains('.') { self.part(row, id).map(|(outcome, _)| outcome) } else { Some(row.outcome) }
    }

    /// The outcome of a row or part at the first stage where it decides.
    #[track_caller]
    pub(crate) fn outcome(&self, id: &str) -> Outcome {
        let mut outcomes = self.rows(id).filter_map(|row| self.outcome_in(row, id));
        outcomes.next().unwrap_or_else(|| panic!("no criterion or part {id}"))
    }

    /// The same; the outcome of the whole row where its rule has no such part.
    pub(crate) fn outcome_or_row(&self, id: &str) -> Outcome {
        self.part(self.row(id), id).map_or_else(|| self.row(id).outcome, |(outcome, _)| outcome)
    }

    /// The worst of its outcomes over its stages.
    #[track_caller]
    pub(crate) fn worst(&self, id: &str) -> Outcome {
        let outcomes = self.rows(id).filter_map(|row| self.outcome_in(row, id));
        outcomes.max().unwrap_or_else(|| panic!("no criterion or part {id}"))
    }

    /// What would decide the row.
    pub(crate) fn decided_by(&self, id: &str) -> &[Entry] {
        &self.row(id).decided_by
    }

    /// The comparisons below a row or part.
    pub(crate) fn comparisons(&self, id: &str) -> Vec<&Comparison> {
        let row = self.row(id);
        let evidence = self.part(row, id).map_or(&row.evidence, |(_, evidence)| evidence);
        evidence.comparisons().collect()
    }

    pub(crate) fn verdict(&self) -> (Verdict, Option<Date>) {
        (self.derived.overall.verdict, self.derived.overall.from)
    }

    /// The codes of all problems.
    pub(crate) fn codes(&self) -> Vec<&ProblemCode> {
        self.derived.problems.iter().map(|problem| &problem.code).collect()
    }
}

/// What has followed already.
pub(crate) fn judged<'c>(derived: &Derived, context: &'c Context) -> Judged<'c> {
    Judged { derived: derived.clone(), context }
}

/// What follows at the example site.
pub(crate) fn derived(draft: &Draft) -> Derived {
    derive(draft, &CONTEXT)
}

/// The codes of the problems at a field.
pub(crate) fn codes<'d>(derived: &'d Derived, field: &str) -> Vec<&'d ProblemCode> {
    derived
        .problems
        .iter()
        .filter(|problem| problem.field.to_string() == field)
        .map(|problem| &problem.code)
        .collect()
}

/// An entry of a result.
pub(crate) fn result_of(item: &str) -> Entry {
    Entry::Finding(item.into())
}
