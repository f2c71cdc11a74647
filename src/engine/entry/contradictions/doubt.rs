//! Makes a result doubtful, and says beside which other.

use crate::{
    engine::{
        entry::case::{Case, Read, ReadFinding, Reading},
        problem::{Problem, ProblemCode},
        protocol::plan::Plan,
        range::Range,
    },
    model::{Address, Draft, ResultPart},
    quantity::{Analyte, Exact, Measured},
};
use num_traits::Zero as _;

pub(crate) fn point<'f>(finding: &'f ReadFinding<'_>) -> Option<&'f Measured> {
    reading(finding)?.value.as_point()
}

pub(crate) fn reading<'f>(finding: &'f ReadFinding<'_>) -> Option<&'f Reading> {
    match &finding.read {
        Read::Measured(reading) | Read::Doubtful(reading) => Some(reading),
        Read::Urine(_)
        | Read::Answer(_)
        | Read::DoubtfulAnswer(_)
        | Read::NotKnown
        | Read::NotDone
        | Read::Refused
        | Read::SetAside => None,
    }
}

/// The first usable result of an analyte in the report of another one.
pub(crate) fn beside<'c, 'd>(
    case: &'c Case<'d>,
    plan: &Plan,
    analyte: Analyte,
    report: usize,
) -> Option<&'c ReadFinding<'d>> {
    let findings = case.findings.get(plan.analyte(analyte)?)?;
    findings.iter().find(|finding| finding.place.assessment == report && reading(finding).is_some())
}

/// The values that the typed digits stand for: half a last digit each way, in SI base units.
pub(crate) fn digits(finding: &ReadFinding<'_>) -> Option<Range<Exact>> {
    let reading = reading(finding)?;
    let half = reading.unit.in_base(&(Exact::power_of_ten(reading.last_place)? / Exact::from(2)));
    let typed = reading.value.as_point()?.in_base();
    Some(Range::between((typed - &half).max(Exact::zero()), typed + half))
}

/// The places of the findings of an item that a check finds at fault.
pub(crate) fn indices(
    case: &Case<'_>,
    item: usize,
    at_fault: impl Fn(&Case<'_>, &ReadFinding<'_>) -> bool,
) -> Vec<usize> {
    let findings = case.findings.get(item).map_or(&[][..], Vec::as_slice);
    let found = findings.iter().enumerate().filter(|(_, finding)| at_fault(case, finding));
    found.map(|(index, _)| index).collect()
}

pub(crate) fn contradict(
    case: &mut Case<'_>,
    item: usize,
    doubtful: &[usize],
    other: Analyte,
    problems: &mut Vec<Problem>,
) {
    for index in doubtful {
        let code = ProblemCode::Contradicts { other: Address::Item(other.id().to_owned()) };
        make_doubtful(case, item, *index, code, problems);
    }
}

pub(crate) fn make_doubtful(
    case: &mut Case<'_>,
    item: usize,
    index: usize,
    code: ProblemCode,
    problems: &mut Vec<Problem>,
) {
    let draft = case.draft;
    let Some(finding) = case.findings.get_mut(item).and_then(|findings| findings.get_mut(index)) else {
        return;
    };
    if finding.finding.is_confirmed() {
        return;
    }
    if matches!(finding.read, Read::Measured(_)) {
        doubt(finding);
        problems.push(Problem { field: field(draft, finding), code });
    }
}

/// Makes a usable result doubtful.
pub(crate) fn doubt(finding: &mut ReadFinding<'_>) {
    match &finding.read {
        Read::Measured(reading) => finding.read = Read::Doubtful(reading.clone()),
        Read::Answer(answer) => finding.read = Read::DoubtfulAnswer(answer),
        Read::Doubtful(_)
        | Read::DoubtfulAnswer(_)
        | Read::Urine(_)
        | Read::NotKnown
        | Read::NotDone
        | Read::Refused
        | Read::SetAside => {}
    }
}

/// Where a result is typed or answered.
pub(crate) fn field(draft: &Draft, finding: &ReadFinding<'_>) -> Address {
    let id = draft.assessments.get(finding.place.assessment).map_or(0, |assessment| assessment.id);
    let part = if reading(finding).is_some() { ResultPart::Value } else { ResultPart::Whole };
    Address::finding(id, finding.finding, part)
}
