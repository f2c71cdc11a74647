//! A patient under test: the eligible example, changed, and judged.

use crate::support::{bare_site, confirm, context, context_of, example, finding, remove, site};
use cardose::{
    engine::{
        Context, Derived, derive,
        evidence::{
            Comparison, Entry, Evidence, Node,
            outcome::{Outcome, parts},
        },
        problem::ProblemCode,
        verdict::{Verdict, row::Row},
    },
    model::{Course, Draft, End, Exposure, Finding, ReadingChoice, Setting, Sex, Typed, Value},
};
use jiff::civil::Date;
use std::sync::LazyLock;

/// The example site, read once.
pub(crate) static CONTEXT: LazyLock<Context> = LazyLock::new(context);
/// A site that has set nothing, read once.
pub(crate) static BARE: LazyLock<Context> = LazyLock::new(|| context_of(&bare_site()));

/// The day of the eligible example's blood sample; the screening date is a day later.
pub(crate) const SAMPLE_DAY: &str = "2026-11-19";

/// The example site with a question settled otherwise; no reading: left open.
pub(crate) fn site_with_reading(question: &str, reading: Option<&str>) -> Context {
    let mut site = site();
    site.readings.retain(|choice| choice.question != question);
    if let Some(reading) = reading {
        let (question, reading) = (question.to_owned(), reading.to_owned());
        site.readings.push(ReadingChoice { question, reading, source: "test".into() });
    }
    context_of(&site)
}

/// The example site with a parameter set otherwise; none: not set.
pub(crate) fn site_with_setting(id: &str, setting: Option<Setting>) -> Context {
    let mut site = site();
    site.settings.retain(|(known, _)| known != id);
    if let Some(setting) = setting {
        site.settings.push((id.to_owned(), setting));
    }
    context_of(&site)
}

/// A draft that grows by calls.
#[derive(Clone)]
pub(crate) struct Chart {
    pub(crate) draft: Draft,
}

impl Chart {
    /// The eligible example without its percentages and white cells, which would have to be changed with the counts.
    pub(crate) fn new() -> Self {
        let chart = Self { draft: example("eligible") };
        ["white_cells", "neutrophils_percent", "lymphocytes_percent"].into_iter().fold(chart, Self::without)
    }

    /// Replaces a value where it stands, or adds it to the laboratory report.
    pub(crate) fn with(mut self, item: &str, value: Value) -> Self {
        let all = self.draft.assessments.iter_mut().flat_map(|assessment| &mut assessment.results);
        if let Some(found) = all.into_iter().find(|finding| finding.of == item) {
            found.value = value;
        } else {
            let added = Finding { of: item.into(), value, ..Finding::default() };
            self.draft.assessments[1].results.push(added);
        }
        self
    }

    pub(crate) fn quantity(self, item: &str, value: &str, unit: &str) -> Self {
        self.with(item, Value::Quantity(Typed::new(value, unit)))
    }

    pub(crate) fn choice(self, item: &str, answer: &str) -> Self {
        self.with(item, Value::Choice(answer.into()))
    }

    pub(crate) fn uln(mut self, item: &str, value: &str, unit: &str) -> Self {
        finding(&mut self.draft, item).uln = Typed::new(value, unit);
        self
    }

    pub(crate) fn without(mut self, item: &str) -> Self {
        remove(&mut self.draft, item);
        self
    }

    pub(crate) fn confirmed(mut self, item: &str) -> Self {
        confirm(finding(&mut self.draft, item));
        self
    }

    pub(crate) fn set_aside(mut self, item: &str, why: &str) -> Self {
        finding(&mut self.draft, item).set_aside = why.into();
        self
    }

    /// A second report with one result.
    pub(crate) fn again(mut self, when: &str, item: &str, value: &str, unit: &str) -> Self {
        let mut report = self.draft.assessments[1].clone();
        report.id = u32::try_from(self.draft.assessments.len()).unwrap() + 1;
        report.when = when.into();
        let value = Value::Quantity(Typed::new(value, unit));
        report.results = vec![Finding { of: item.into(), value, ..Finding::default() }];
        self.draft.assessments.push(report);
        self
    }

    pub(crate) fn sex(mut self, sex: Option<Sex>) -> Self {
        self.draft.sex = sex;
        self
    }

    /// Completed years as stated on the day of the sample.
    pub(crate) fn aged(self, years: u32) -> Self {
        self.stated(&years.to_string(), SAMPLE_DAY)
    }

    pub(crate) fn stated(mut self, years: &str, on: &str) -> Self {
        self.draft.age =
            cardose::model::Age { years: years.into(), years_on: on.into(), ..Default::default() };
        self
    }

    pub(crate) fn born(mut self, birth: &str) -> Self {
        self.draft.age = cardose::model::Age { birth: birth.into(), ..Default::default() };
        self
    }

    /// When the blood sample was collected.
    pub(crate) fn sampled(mut self, when: &str) -> Self {
        self.draft.assessments[1].when = when.into();
        self
    }

    /// The date of the screening.
    pub(crate) fn screened(mut self, date: &str) -> Self {
        self.draft.stages[0].date = date.into();
        self
    }

    /// One history, asked up to a day.
    pub(crate) fn history(mut self, kind: &str, asked: &str, courses: &[(&str, End)]) -> Self {
        self.draft.exposures.retain(|exposure| exposure.kind != kind);
        let tags: Vec<String> =
            if kind == "growth_factor" { vec!["short_acting".into()] } else { Vec::new() };
        let courses = courses
            .iter()
            .map(|(start, end)| Course {
                start: (*start).to_owned(),
                end: end.clone(),
                tags: tags.clone(),
                ..Course::default()
            })
            .collect();
        self.draft.exposures.push(Exposure { kind: kind.into(), complete_to: asked.into(), courses });
        self
    }

    pub(crate) fn judged(&self) -> Judged<'static> {
        self.judged_in(&CONTEXT)
    }

    pub(crate) fn judged_in<'c>(&self, context: &'c Context) -> Judged<'c> {
        Judged { derived: derive(&self.draft, context), context }
    }
}

/// What follows from a chart.
pub(crate) struct Judged<'c> {
    pub(crate) derived: Derived,
    pub(crate) context: &'c Context,
}

impl Judged<'_> {
    /// A row or the row of a part, at the first stage where it decides.
    pub(crate) fn row(&self, id: &str) -> &Row {
        let row_id = id.split('.').next().unwrap();
        let mut rows = self.derived.stages.iter().flat_map(|stage| &stage.rows);
        rows.find(|row| &*self.context.plan.criteria[row.criterion].id == row_id)
            .unwrap_or_else(|| panic!("no criterion {row_id}"))
    }

    fn part(&self, id: &str) -> Option<(Outcome, &Evidence)> {
        let row = self.row(id);
        let side = self.context.plan.criteria[row.criterion].side;
        let parts = parts(side, &row.evidence);
        parts.into_iter().find(|(part, ..)| &**part == id).map(|(_, outcome, evidence)| (outcome, evidence))
    }

    /// The outcome of a row or part; of the whole row where there is no such part.
    pub(crate) fn outcome(&self, id: &str) -> Outcome {
        self.part(id).map_or_else(|| self.row(id).outcome, |(outcome, _)| outcome)
    }

    /// What would decide the row.
    pub(crate) fn decided_by(&self, id: &str) -> &[Entry] {
        &self.row(id).decided_by
    }

    /// The comparisons below a row or part.
    pub(crate) fn comparisons(&self, id: &str) -> Vec<&Comparison> {
        let evidence = self.part(id).map_or_else(|| &self.row(id).evidence, |(_, evidence)| evidence);
        let mut found = Vec::new();
        evidence.leaves(&mut |leaf| {
            if let Node::Compare(comparison) = &leaf.node {
                found.push(&**comparison);
            }
        });
        found
    }

    pub(crate) fn verdict(&self) -> (Verdict, Option<Date>) {
        (self.derived.overall.verdict, self.derived.overall.from)
    }

    pub(crate) fn codes(&self) -> Vec<&ProblemCode> {
        self.derived.problems.iter().map(|problem| &problem.code).collect()
    }
}

/// An entry of a result.
pub(crate) fn result_of(item: &str) -> Entry {
    Entry::Finding(item.into())
}
