//! Everything that a person must look at, gathered from a derived patient.

use super::{
    dose::{
        dosing::Dosing,
        readiness::{NeedCode, line::LineState},
    },
    evidence::{Basis, Comparison, Entry, Found, UlnSource, outcome::Outcome, sensitivity::Sensitivity},
    formula::clearance,
    notice::{Class, Notice, NoticeCode},
    problem::Problem,
    protocol::plan::Name,
    site::context::Context,
    verdict::{
        later_findings::Newer,
        stage::StageResult,
        standing::{LOOKS_AGAIN, OLD_VALUES, Standing, UPPER_LIMITS},
    },
};
use crate::{
    model::{Draft, Truth},
    quantity::{Analyte, Exact},
};
use std::sync::Arc;

/// Everything that a person must look at, stops first.
pub(crate) fn notices(
    draft: &Draft,
    context: &Context,
    (stages, later, repeat): (&[StageResult], &[StageResult], Option<u32>),
    (newer, standing): (&[Newer], &Standing),
    dosings: &[Dosing],
    problems: &[Problem],
) -> Vec<Notice> {
    let mut found = Vec::new();
    let mut add = |class, code| {
        let notice = Notice { class, code };
        if !found.contains(&notice) {
            found.push(notice);
        }
    };
    for problem in problems.iter().filter(|problem| problem.code.can_be_confirmed()) {
        add(Class::Decide, NoticeCode::Confirm(problem.field.clone()));
    }
    for stage in stages.iter().chain(later) {
        for row in &stage.rows {
            for entry in &row.decided_by {
                if let Entry::Question(question) = entry {
                    add(Class::Decide, NoticeCode::ReadingsDiffer(Arc::clone(question)));
                }
            }
            if let Some((question, _)) = row.hinges.as_ref().filter(|_| row.outcome != Outcome::Pass) {
                add(Class::Decide, NoticeCode::ReadingsDiffer(Arc::clone(question)));
            }
            row.evidence.comparisons().for_each(|comparison| of_comparison(comparison, &mut add));
            let Some(criterion) = context.plan.criteria.get(row.criterion) else { continue };
            for (choice, outcome) in &row.sensitive {
                // A decision of its own.
                if matches!(choice, Sensitivity::OtherTemplate { .. }) {
                    continue;
                }
                let (criterion, side) = (Arc::clone(&criterion.id), criterion.side);
                let (choice, outcome) = (choice.clone(), *outcome);
                add(Class::Note, NoticeCode::Sensitive { criterion, side, choice, outcome });
            }
        }
    }
    let earlier = stages.iter().chain(later).filter(|stage| answered_before(stage));
    let named = |stage: &StageResult| {
        let name = context.plan.stages.get(stage.stage)?;
        Some((Arc::clone(name), stage.infusion))
    };
    let earlier: Vec<(Name, u32)> = earlier.filter_map(named).collect();
    if !earlier.is_empty() {
        add(Class::Note, NoticeCode::AnsweredBefore(earlier));
    }
    of_standing(draft, standing, &mut add);
    if newer.iter().any(|own| own.again_at.is_none()) {
        let own = newer.iter().filter(|own| own.again_at.is_none());
        let named = own.filter_map(|own| context.plan.criteria.get(own.criterion));
        add(Class::Note, NoticeCode::LaterFindings(named.map(|own| Arc::clone(&own.id)).collect()));
    }
    if let Some(infusion) = repeat {
        let own = dosings.iter().find(|dosing| dosing.infusion == infusion);
        let mut needs = own.into_iter().flat_map(|own| &own.readiness).flat_map(|line| &line.needs);
        let made = needs.any(|need| need.code == NeedCode::LaterInfusion && need.state == LineState::Done);
        add(if made { Class::Note } else { Class::Decide }, NoticeCode::RepeatInfusion(infusion));
    }
    let decides =
        |place: &usize| stages.iter().flat_map(|stage| &stage.rows).any(|row| row.criterion == *place);
    let answered = context.settings.not_followed.iter().filter(|(_, about)| about.iter().any(decides));
    let answered: Vec<Name> = answered.map(|(question, _)| Arc::clone(question)).collect();
    if !answered.is_empty() {
        add(Class::Note, NoticeCode::AnswersNotFollowed(answered));
    }
    if !context.settings.retired.is_empty() {
        add(Class::Note, NoticeCode::RetiredQuestions(context.settings.retired.clone()));
    }
    for notice in dosings.iter().flat_map(|dosing| &dosing.notices) {
        add(notice.class, notice.code.clone());
    }
    found.sort_by_key(|notice| notice.class);
    found
}

/// Decisions on what the verdicts rest on; one that was made is told of no more, but for later findings.
fn of_standing(draft: &Draft, standing: &Standing, add: &mut dyn FnMut(Class, NoticeCode)) {
    let made = draft.confirmed.as_slice();
    if Standing::is_open(made, OLD_VALUES, &standing.old_values()) {
        add(
            Class::Decide,
            NoticeCode::OldValues(standing.old.iter().map(|(item, _)| Arc::clone(item)).collect()),
        );
    }
    if Standing::is_open(made, UPPER_LIMITS, &standing.upper_limits()) {
        let named = standing.limits.iter().map(|(criterion, _)| Arc::clone(criterion));
        add(Class::Decide, NoticeCode::LimitsTurn(named.collect()));
    }
    let mut infusions: Vec<u32> = standing.again.iter().map(|(.., infusion, _)| *infusion).collect();
    infusions.dedup();
    for infusion in infusions {
        let own = draft.infusions.iter().find(|own| own.number == infusion);
        let made = own.map_or(&[][..], |own| own.confirmed.as_slice());
        let open = Standing::is_open(made, LOOKS_AGAIN, &standing.looks_again(infusion));
        let own = standing.again.iter().filter(|(.., number, _)| *number == infusion);
        let criteria = own.map(|(criterion, ..)| Arc::clone(criterion)).collect();
        add(if open { Class::Decide } else { Class::Note }, NoticeCode::LooksAgain(infusion, criteria));
    }
}

/// A dated stage after the first whose answers and histories were given before its day: more may happen until then.
fn answered_before(stage: &StageResult) -> bool {
    let Some(date) = stage.date.filter(|_| stage.stage > 0) else { return false };
    let mut before = false;
    for row in &stage.rows {
        before |= row.evidence.statements().any(|found| match found {
            Found::Answer(answered) => {
                let when = answered.when.filter(|_| answered.found.is_some());
                when.is_some_and(|when| when.last.date() < date.first.date())
            }
            Found::Happened(history) => history.asked_to.is_some(),
            Found::Compare(_) => false,
        });
    }
    before
}

fn of_comparison(comparison: &Comparison, add: &mut dyn FnMut(Class, NoticeCode)) {
    for limit in &comparison.limits {
        if let Some(UlnSource::Template { laboratory, confirmed: false, .. }) =
            limit.uln.as_ref().map(|used| &used.source)
        {
            add(Class::Decide, NoticeCode::UnconfirmedTemplate(Arc::clone(laboratory)));
        }
    }
    if comparison.earlier_differs {
        add(Class::Note, NoticeCode::EarlierDiffers(Arc::clone(&comparison.item)));
    }
    if comparison.candidates.iter().any(|candidate| matches!(candidate.basis, Basis::CopiesPublishedRange(_)))
    {
        add(Class::Note, NoticeCode::PublishedHbvRange);
    }
    let low = |analyte| matches!(analyte, Analyte::Clearance | Analyte::ClearanceMeasured);
    if low(comparison.analyte) {
        let limit = comparison.analyte.canonical().and_then(|unit| {
            comparison.analyte.measured(Exact::from(clearance::FLUDARABINE_CONTRAINDICATED_BELOW), unit)
        });
        let below = |limit| {
            comparison.candidates.iter().any(|candidate| candidate.value.below(&limit) == Truth::True)
        };
        if limit.is_some_and(below) {
            add(Class::Note, NoticeCode::ClearanceBelow30);
        }
    }
}
