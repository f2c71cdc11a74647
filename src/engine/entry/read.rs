//! The only place where text becomes quantities: draft in, case and problems out. It cannot fail.

use super::{
    case::{Case, Place, ReadFinding},
    contradictions::cross_check,
};
use crate::{
    engine::{
        moment::{Moment, read_moment},
        problem::{Problem, ProblemCode, none_of, suggest},
        protocol::plan::Plan,
    },
    model::{Address, Assessment, Draft, InfusionPart, ReportPart, ResultPart},
};
use jiff::civil::{Date, DateTime};

/// Antigens, antibodies and nucleic acids beside those of the protocol; none of them stands for another.
const OTHER_TESTS: [&str; 9] =
    ["hbeag", "anti_hbs", "anti-hbs", "hbsab", "anti_hbe", "anti-hbe", "hbeab", "hcv_rna", "hiv_rna"];

/// Reads a draft as of `now`.
pub fn read_case<'d>(
    draft: &'d Draft,
    plan: &Plan,
    laboratories: &[&str],
    now: DateTime,
) -> (Case<'d>, Vec<Problem>) {
    let mut reader = Reader { plan, laboratories, now, born: None, problems: Vec::new() };
    let birth = reader.read_age(&draft.age);
    reader.born = birth.map(|birth| birth.first);
    let mut case = Case {
        draft,
        now,
        sex: draft.sex,
        birth,
        stages: Vec::new(),
        first_days: Vec::new(),
        decided_stages: Vec::new(),
        doubtful_stages: Vec::new(),
        findings: plan.items.iter().map(|_| Vec::new()).collect(),
        histories: plan.items.iter().map(|_| None).collect(),
    };
    reader.read_stages(draft, &mut case);
    reader.check_infusions(draft);
    for (index, assessment) in draft.assessments.iter().enumerate() {
        reader.read_assessment(index, assessment, &mut case);
    }
    for exposure in &draft.exposures {
        reader.read_exposure(exposure, &mut case);
    }
    reader.check_weights_chosen(draft);
    cross_check(&mut case, plan, &mut reader.problems);
    (case, reader.problems)
}

/// Reads one draft; `read_result` and `read_patient` hold the rest of it.
pub(crate) struct Reader<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) laboratories: &'p [&'p str],
    pub(crate) now: DateTime,
    /// The first day on which the patient can have been born, once it is read.
    pub(crate) born: Option<Date>,
    pub(crate) problems: Vec<Problem>,
}

impl Reader<'_> {
    pub(crate) fn problem(&mut self, field: Address, code: ProblemCode) {
        self.problems.push(Problem { field, code });
    }

    /// A date as typed: one before the birth is a problem, and no date.
    pub(crate) fn moment(&mut self, text: &str, field: impl Fn() -> Address) -> Option<Moment> {
        match read_moment(text) {
            Ok(Some(moment)) if self.born.is_some_and(|born| moment.last.date() < born) => {
                self.problem(field(), ProblemCode::DateBeforeBirth);
                None
            }
            Ok(moment) => moment,
            Err(problem) => {
                self.problem(field(), ProblemCode::Date(problem));
                None
            }
        }
    }

    /// The date of something that has happened: one that lies after now is a problem, and no date.
    pub(crate) fn past(&mut self, text: &str, field: impl Fn() -> Address) -> Option<Moment> {
        let moment = self.moment(text, &field)?;
        if moment.first > self.now {
            self.problem(field(), ProblemCode::DateInFuture);
            return None;
        }
        Some(moment)
    }

    /// A weight is chosen by its report, which must be there.
    fn check_weights_chosen(&mut self, draft: &Draft) {
        for infusion in &draft.infusions {
            let Some(chosen) = infusion.weight_from else { continue };
            if draft.assessments.iter().any(|assessment| assessment.id == chosen) {
                continue;
            }
            let known = draft.assessments.iter().map(|assessment| assessment.id.to_string()).collect();
            let code = ProblemCode::NoneOf { id: chosen.to_string(), known, suggestion: None };
            self.problem(Address::Infusion(infusion.number, InfusionPart::WeightFrom), code);
        }
    }

    fn read_assessment<'d>(&mut self, index: usize, assessment: &'d Assessment, case: &mut Case<'d>) {
        let at = |part| Address::Report(assessment.id, part);
        let when = self.past(&assessment.when, || at(ReportPart::When));
        if assessment.when.trim().is_empty() && !assessment.results.is_empty() {
            self.problem(at(ReportPart::When), ProblemCode::DateMissing);
        }
        if let Some(laboratory) = &assessment.laboratory
            && !self.laboratories.contains(&laboratory.as_str())
        {
            let code = none_of(laboratory, self.laboratories.iter().copied());
            self.problem(at(ReportPart::Laboratory), code);
        }
        for (result, finding) in assessment.results.iter().enumerate() {
            let field = |part| Address::finding(assessment.id, finding, part);
            let Some(item) = self.plan.item(&finding.of) else {
                let known = self.plan.items.iter().map(|item| &*item.id);
                // These are tests of their own, and look like items that are asked for.
                let apart = OTHER_TESTS.contains(&finding.of.to_lowercase().as_str());
                let suggestion = suggest(&finding.of, known).filter(|_| !apart).map(str::to_owned);
                self.problem(
                    field(ResultPart::Whole),
                    ProblemCode::UnknownId { id: finding.of.clone(), suggestion },
                );
                continue;
            };
            let Some(kind) = self.plan.items.get(item).map(|item| &item.kind) else { continue };
            let (read, uln) = self.read_finding(finding, kind, &field);
            if let Some(findings) = case.findings.get_mut(item) {
                let twice = findings.iter().any(|other: &ReadFinding<'_>| other.place.assessment == index);
                if twice && finding.set_aside.is_empty() {
                    self.problem(field(ResultPart::Whole), ProblemCode::Duplicate);
                }
                // Most items have one result.
                findings.reserve_exact(1);
                findings.push(ReadFinding {
                    place: Place { assessment: index, result },
                    finding,
                    when,
                    read,
                    uln,
                });
            }
        }
    }
}
