//! A patient who grows by calls.

use super::{CONTEXT, Judged, SAMPLE_DAY, change::apply};
use cardose::{
    engine::{Context, derive, verdict::Outcome},
    model::{
        Age, Assessment, Confirmed, Course, Draft, End, Exposure, Finding, Lot, Sex, Signed, StageDate,
        Typed, Value,
    },
    storage::{EMBEDDED_PATIENTS, Opened},
};

pub(crate) fn example(name: &str) -> Draft {
    let embedded = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.contains(name)).unwrap();
    match embedded.patient().unwrap() {
        Opened::Record { file, .. } => file.draft,
        Opened::Newer { .. } => panic!("{name} is from a newer program"),
    }
}

/// The shipped eligible example.
pub(crate) fn eligible() -> Draft {
    example("eligible")
}

/// The eligible example without its percentages and white cells, which would have to be changed with the counts.
pub(crate) fn base() -> Draft {
    ["white_cells", "neutrophils_percent", "lymphocytes_percent"].into_iter().fold(eligible(), Draft::without)
}

/// A patient of one weight, taken at screening. Nothing else is known of him.
pub(crate) fn weighing(kilograms: &str) -> Draft {
    let draft = Draft { subject: "S-01".into(), ..Draft::default() };
    draft.staged("screening", "2026-11-20").weighed("2026-11-20", kilograms, "kg")
}

pub(crate) fn amount(value: &str, unit: &str) -> Value {
    Value::Quantity(Typed::new(value, unit))
}

pub(crate) fn result(item: &str, value: Value) -> Finding {
    Finding { of: item.into(), value, ..Finding::default() }
}

/// A person confirms a result as it stands.
pub(crate) fn confirm(finding: &mut Finding) {
    let signed = Signed { by: "p2".into(), at: "2026-11-20T10:00".into(), reason: "read again".into() };
    let (value, uln) = (finding.value.clone(), finding.uln.clone());
    finding.confirmed = Some(Box::new(Confirmed { value, uln, signed }));
}

/// What is typed of a patient, call by call.
pub(crate) trait Patient: Sized {
    fn draft(&mut self) -> &mut Draft;
    /// What follows in another context.
    fn judged_in<'c>(&self, context: &'c Context) -> Judged<'c>;

    /// What follows at the example site.
    fn judged(&self) -> Judged<'static> {
        self.judged_in(&CONTEXT)
    }

    /// The worst outcome of a criterion or part over its stages, at the example site.
    #[track_caller]
    fn worst(&self, id: &str) -> Outcome {
        self.judged().worst(id)
    }

    /// A result that was typed.
    #[track_caller]
    fn finding(&mut self, item: &str) -> &mut Finding {
        let mut all = self.draft().assessments.iter_mut().flat_map(|assessment| &mut assessment.results);
        all.find(|finding| finding.of == item).unwrap_or_else(|| panic!("no finding {item}"))
    }

    /// Replaces a value where it stands, else adds it: a number to the laboratory's report, an answer to the first one.
    fn set(&mut self, item: &str, value: Value) {
        let reports = &mut self.draft().assessments;
        let mut all = reports.iter_mut().flat_map(|assessment| &mut assessment.results);
        if let Some(finding) = all.find(|finding| finding.of == item) {
            finding.value = value;
            return;
        }
        let place =
            usize::from(matches!(value, Value::Quantity(_) | Value::Urine { .. }) && reports.len() > 1);
        reports[place].results.push(result(item, value));
    }

    fn with(mut self, item: &str, value: Value) -> Self {
        self.set(item, value);
        self
    }

    fn quantity(self, item: &str, value: &str, unit: &str) -> Self {
        self.with(item, amount(value, unit))
    }

    fn choice(self, item: &str, answer: &str) -> Self {
        self.with(item, Value::Choice(answer.into()))
    }

    /// The upper limit as printed beside the value.
    fn uln(mut self, item: &str, value: &str, unit: &str) -> Self {
        self.finding(item).uln = Typed::new(value, unit);
        self
    }

    fn without(mut self, item: &str) -> Self {
        for assessment in &mut self.draft().assessments {
            assessment.results.retain(|finding| finding.of != item);
        }
        self
    }

    fn confirmed(mut self, item: &str) -> Self {
        confirm(self.finding(item));
        self
    }

    fn set_aside(mut self, item: &str, why: &str) -> Self {
        self.finding(item).set_aside = why.into();
        self
    }

    /// Another report of the laboratory.
    fn report(mut self, when: &str, results: Vec<Finding>) -> Self {
        let (draft, laboratory) = (self.draft(), Some("wst-404".to_owned()));
        let (id, when) = (draft.next_report(), when.to_owned());
        draft.assessments.push(Assessment { id, when, laboratory, results, ..Assessment::default() });
        self
    }

    /// Another report of the laboratory, with one number.
    fn again(self, when: &str, item: &str, value: &str, unit: &str) -> Self {
        self.report(when, vec![result(item, amount(value, unit))])
    }

    /// One more weight, in a report of its own that no laboratory has made.
    fn weighed(self, when: &str, value: &str, unit: &str) -> Self {
        let mut weighed = self.again(when, "weight", value, unit);
        weighed.draft().assessments.last_mut().unwrap().laboratory = None;
        weighed
    }

    fn sex(mut self, sex: Option<Sex>) -> Self {
        self.draft().sex = sex;
        self
    }

    /// Completed years as stated on the day of the sample.
    fn aged(self, years: u32) -> Self {
        self.stated(&years.to_string(), SAMPLE_DAY)
    }

    fn stated(mut self, years: &str, on: &str) -> Self {
        self.draft().age = Age { years: years.into(), years_on: on.into(), ..Age::default() };
        self
    }

    fn born(mut self, birth: &str) -> Self {
        self.draft().age = Age { birth: birth.into(), ..Age::default() };
        self
    }

    /// When the blood sample was collected.
    fn sampled(mut self, when: &str) -> Self {
        self.draft().assessments[1].when = when.into();
        self
    }

    /// The date of the screening.
    fn screened(self, date: &str) -> Self {
        self.staged("screening", date)
    }

    /// The date of a stage of the first infusion.
    fn staged(mut self, stage: &str, date: &str) -> Self {
        let stages = &mut self.draft().stages;
        match stages.iter_mut().find(|known| known.stage == stage && known.infusion == 1) {
            Some(known) => known.date = date.into(),
            None => stages.push(StageDate {
                stage: stage.into(),
                infusion: 1,
                date: date.into(),
                ..StageDate::default()
            }),
        }
        self
    }

    /// One history in place of what was known of it, asked up to a day. A course is of the kind's usual class.
    fn history(mut self, kind: &str, asked: &str, courses: &[(&str, End)]) -> Self {
        let class = match kind {
            "growth_factor" => Some("short_acting"),
            "radiotherapy" => Some("other_radiotherapy"),
            "systemic_therapy" => Some("chemotherapy"),
            _ => None,
        };
        let tags: Vec<String> = class.into_iter().map(str::to_owned).collect();
        let course = |(start, end): &(&str, End)| Course {
            start: (*start).to_owned(),
            end: end.clone(),
            tags: tags.clone(),
            ..Course::default()
        };
        let courses = courses.iter().map(course).collect();
        let exposures = &mut self.draft().exposures;
        exposures.retain(|exposure| exposure.kind != kind);
        exposures.push(Exposure { kind: kind.into(), complete_to: asked.into(), courses });
        self
    }

    fn lot(mut self, lot: Lot) -> Self {
        self.draft().lots.push(lot);
        self
    }

    /// What a line of a table says, in the words of the module `change`.
    fn changed(mut self, change: &str) -> Self {
        apply(self.draft(), change);
        self
    }
}

impl Patient for Draft {
    fn draft(&mut self) -> &mut Draft {
        self
    }

    fn judged_in<'c>(&self, context: &'c Context) -> Judged<'c> {
        Judged { derived: derive(self, context), context }
    }
}
