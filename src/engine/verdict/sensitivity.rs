//! Choices that somebody has made, or the paper has made for them, and that another way would turn the verdict.

use super::met::Met;
use crate::{
    engine::{
        entry::case::ReadFinding,
        evidence::{
            Basis, Comparison, Evidence, Found, Suppose, UlnSource,
            outcome::{Outcome, outcome},
            sensitivity::Sensitivity,
        },
        protocol::plan::{Compare, Name, PlanLimit},
        value::{clearance::other_weights, deciding::View, upper_limit, values::published_copies},
    },
    model::{Edge, Id, Side, Truth},
    quantity::{
        Exact,
        units::{RuntimeUnit as _, score},
    },
};
use std::sync::Arc;

/// Below 72 × 0.0113120 = 0.814464 stands 0.818 in textbooks: results are 0.43 % lower.
const LEGACY: (i64, i64) = (814_464, 818_000);

/// The choices that would turn a decided comparison, each with the truth it would have.
pub(crate) fn of_comparison(
    view: &View<'_, '_>,
    compare: &Compare,
    comparison: &Comparison,
    finding: Option<&ReadFinding<'_>>,
    truth: Truth,
) -> Vec<(Sensitivity, Truth)> {
    let mut found = Vec::new();
    let mut add = |choice: Sensitivity, other: Truth| {
        if other != truth && !found.iter().any(|(known, _)| *known == choice) {
            found.push((choice, other));
        }
    };
    for candidate in &comparison.candidates {
        for limit in &comparison.limits {
            match candidate.basis {
                Basis::Estimated(own) => {
                    for other in other_weights(view, comparison.analyte, own) {
                        if let Basis::Estimated(basis) = other.basis {
                            add(
                                Sensitivity::Weight(basis),
                                compare.relation.holds(&other.value, &limit.limit),
                            );
                        }
                    }
                    let legacy = candidate.value.map(|value| {
                        value.times(&score::Unit::point.quantity(Exact::ratio(LEGACY.0, LEGACY.1)))
                    });
                    add(Sensitivity::LegacyConstant, compare.relation.holds(&legacy, &limit.limit));
                }
                Basis::Copies(_) => {
                    if let Ok(published) = published_copies(view, compare.item) {
                        add(Sensitivity::HbvFactor, compare.relation.holds(&published.value, &limit.limit));
                    }
                }
                Basis::Finding(_)
                | Basis::Differential(_)
                | Basis::CorrectedDifferential(_)
                | Basis::Urine(_)
                | Basis::CopiesPublishedRange(_)
                | Basis::AtLeastMeasurable(_)
                | Basis::Age => {}
            }
        }
    }
    let template = finding.and_then(|finding| by_template(view, compare, comparison, finding));
    if let Some((laboratory, other)) = template {
        add(Sensitivity::Template(laboratory), other);
    }
    for (choice, other) in
        finding.map(|finding| by_others(view, compare, comparison, finding)).unwrap_or_default()
    {
        if other != truth {
            found.push((choice, other));
        }
    }
    found
}

/// The same comparison with the limits of every other template, where that of the laboratory is not confirmed.
fn by_others(
    view: &View<'_, '_>,
    compare: &Compare,
    comparison: &Comparison,
    finding: &ReadFinding<'_>,
) -> Vec<(Sensitivity, Truth)> {
    let PlanLimit::TimesUln(factor) = &compare.limit else { return Vec::new() };
    let (Some(candidate), Some(limit)) = (comparison.candidates.first(), comparison.limits.first()) else {
        return Vec::new();
    };
    let Some(UlnSource::Template { laboratory: own, confirmed: false, .. }) =
        limit.uln.as_ref().map(|used| &used.source)
    else {
        return Vec::new();
    };
    let others = view.context.laboratories.iter().filter(|other| other.id != *own);
    let turned = others.filter_map(|other| {
        let limits =
            upper_limit::of_laboratory(other, compare.analyte, factor, finding, &view.patient).ok()?;
        let truths = limits.iter().map(|used| compare.relation.holds(&candidate.value, &used.limit));
        let choice = Sensitivity::OtherTemplate { own: Arc::clone(own), other: Arc::clone(&other.id) };
        Some((choice, Truth::agreement(truths)))
    });
    turned.collect()
}

/// The same comparison with the limit of the laboratory's template.
fn by_template(
    view: &View<'_, '_>,
    compare: &Compare,
    comparison: &Comparison,
    finding: &ReadFinding<'_>,
) -> Option<(Name, Truth)> {
    let PlanLimit::TimesUln(factor) = &compare.limit else { return None };
    let ([candidate], [printed]) = (comparison.candidates.as_slice(), comparison.limits.as_slice()) else {
        return None;
    };
    if !matches!(printed.uln.as_ref()?.source, UlnSource::Report(_)) {
        return None;
    }
    let limits = upper_limit::template(compare.analyte, factor, finding, &view.patient).ok()?;
    let UlnSource::Template { laboratory, .. } = &limits.first()?.uln.as_ref()?.source else { return None };
    let truths = limits.iter().map(|used| compare.relation.holds(&candidate.value, &used.limit));
    Some((Arc::clone(laboratory), Truth::agreement(truths)))
}

/// The choices that would turn a decided row, each with the outcome it would have.
pub(crate) fn of_row(side: Side, evidence: &Evidence, met: &Met) -> Vec<(Sensitivity, Outcome)> {
    let own = outcome(side, evidence.truth);
    let mut found: Vec<(Sensitivity, Outcome)> = Vec::new();
    if !evidence.truth.is_decided() || !(met.settled || met.flip) {
        return found;
    }
    let mut add = |choice: &Sensitivity, truth: Truth| {
        let other = outcome(side, truth);
        if other != own && !found.iter().any(|(known, _)| known == choice) {
            found.push((choice.clone(), other));
        }
    };
    for (question, place, reading) in settled(evidence) {
        let mut leaf = |leaf: &Evidence, _: &Found| leaf.truth;
        let supposed = evidence.supposing(&mut Suppose { leaf: &mut leaf, reading: Some((question, place)) });
        add(&Sensitivity::Reading { question: Arc::clone(question), reading: Arc::clone(reading) }, supposed);
    }
    for (question, reading) in ends(evidence) {
        let mut leaf = |leaf: &Evidence, found: &Found| match found {
            Found::Happened(history) if history.sought.end == Edge::Open(question.clone()) => {
                history.other_end.map_or(leaf.truth, |(_, truth)| truth)
            }
            Found::Happened(_) | Found::Compare(_) | Found::Answer(_) => leaf.truth,
        };
        let supposed = evidence.supposing(&mut Suppose { leaf: &mut leaf, reading: None });
        add(&Sensitivity::Reading { question: question.as_str().into(), reading: reading.into() }, supposed);
    }
    for comparison in evidence.comparisons() {
        for (choice, truth) in &comparison.flips {
            let mut leaf = |leaf: &Evidence, found: &Found| match found {
                Found::Compare(own) if std::ptr::eq(&raw const **own, comparison) => *truth,
                Found::Compare(_) | Found::Answer(_) | Found::Happened(_) => leaf.truth,
            };
            add(choice, evidence.supposing(&mut Suppose { leaf: &mut leaf, reading: None }));
        }
    }
    found
}

/// The ends of windows that the site has settled, and whose other way would turn a sentence: question, other reading.
fn ends(evidence: &Evidence) -> Vec<(&Id, &'static str)> {
    let mut found = Vec::new();
    for history in evidence.histories() {
        if let (Edge::Open(question), Some((reading, _))) = (&history.sought.end, history.other_end)
            && !found.contains(&(question, reading))
        {
            found.push((question, reading));
        }
    }
    found
}

/// The other readings of every question that the site has settled: question, place, reading.
fn settled(evidence: &Evidence) -> impl Iterator<Item = (&Name, usize, &Name)> {
    evidence.walk().filter_map(Evidence::question).flat_map(|read| {
        let others = read.asked.ids.iter().enumerate();
        let others = others.filter(|(place, _)| read.settled.is_some_and(|settled| settled != *place));
        others.map(|(place, id)| (&read.asked.question, place, id))
    })
}
