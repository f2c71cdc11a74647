//! Evaluates a rule at a stage. Every truth carries its evidence.

use super::{met::Met, sensitivity::of_comparison};
use crate::{
    engine::{
        entry::case::Read as Entered,
        evidence::{
            Answered, Candidate, Comparison, Entry, Evidence, Found, LimitUsed, Needs, Read, Why,
            clear::Clear,
        },
        history,
        protocol::{
            plan::{Asked, Check, Compare, Name, Plan, PlanKind, PlanLimit, Test, read_limit},
            rules::SEX,
        },
        value::{candidate::candidate, deciding::View, upper_limit, values::values},
    },
    model::{Setting, Sex, Truth, sentence::Says},
    quantity::Analyte,
};
use std::sync::Arc;

/// Evaluates a rule.
pub(crate) fn evaluate(view: &View<'_, '_>, test: &Test, met: &mut Met) -> Evidence {
    let (connective, tests) = match test.says() {
        Says::Single(Check::Compare(compare)) => return evaluate_compare(view, compare, met),
        Says::Single(Check::Is(item, asked)) => return evaluate_answer(view, *item, asked),
        Says::Single(Check::Sex(wanted)) => return evaluate_sex(view, *wanted),
        Says::Single(Check::Happened(window)) => {
            let (truth, history) = history::evaluate(view, window);
            met.exposure |= history.clear != Clear::Always;
            met.settled |= history.other_end.is_some();
            met.lasting |= history.lasting;
            return Evidence::known(truth, Found::Happened(Box::new(history)));
        }
        Says::Joined(connective, tests) => (connective, tests),
    };
    let found: Vec<Evidence> = tests.iter().map(|test| evaluate(view, test, met)).collect();
    let settled = test.question().and_then(|asked| {
        let chosen = view.context.settings.reading(&asked.question)?;
        asked.ids.iter().position(|id| id == chosen)
    });
    // Another reading turns nothing where every reading comes to the same.
    let alike = found.windows(2).all(|pair| matches!(pair, [one, other] if one.truth == other.truth));
    met.settled |= settled.is_some() && !alike;
    let connective = connective.convert(Arc::clone, |asked| Read { asked: Arc::clone(asked), settled });
    Evidence::judged(connective, found, settled)
}

fn evaluate_answer(view: &View<'_, '_>, item: usize, asked: &Arc<Asked>) -> Evidence {
    let mut answered = Answered {
        asked: Arc::clone(asked),
        found: None,
        place: None,
        when: None,
        why: None,
        needs: Needs::default(),
    };
    let truth = match view.deciding(item) {
        Ok(finding) => {
            answered.place = Some(finding.place);
            answered.when = finding.when;
            if let Entered::Answer(found) = &finding.read {
                let (name, settles) = name_of(&view.context.plan, item, found);
                let holds = *name == *asked.wanted;
                answered.found = Some(name);
                if settles {
                    Truth::from(holds)
                } else {
                    answered.why = Some(Why::Unsettled);
                    Truth::Unknown
                }
            } else {
                answered.why = Some(Why::Refused);
                Truth::Unknown
            }
        }
        Err((why, needs)) => {
            answered.why = Some(why);
            answered.needs = needs;
            Truth::Unknown
        }
    };
    if truth == Truth::Unknown && answered.needs.entries.is_empty() {
        answered.needs = Needs::any(vec![Entry::Finding(Arc::clone(&asked.item))]);
    }
    Evidence::known(truth, Found::Answer(Box::new(answered)))
}

/// An answer by the plan's own name of it, so that no text is copied, and whether it settles anything.
fn name_of(plan: &Plan, item: usize, found: &str) -> (Name, bool) {
    let known = match plan.items.get(item).map(|item| &item.kind) {
        Some(PlanKind::Choice(answers)) => answers.iter().find(|(id, _)| **id == *found),
        _ => plan.yes_and_no.iter().find(|(id, _)| **id == *found),
    };
    known.map_or_else(|| (found.into(), false), |(id, settles)| (Arc::clone(id), *settles))
}

/// The recorded sex, as an answer to a question of its own.
fn evaluate_sex(view: &View<'_, '_>, wanted: Sex) -> Evidence {
    let name = |sex| Name::from(if sex == Sex::Female { "Female" } else { "Male" });
    let found = view.case.sex;
    let (why, needs) = match found {
        Some(_) => (None, Needs::default()),
        None => (Some(Why::Missing), Needs::any(vec![Entry::Sex])),
    };
    let answered = Answered {
        asked: Arc::new(Asked { item: SEX.into(), wanted: name(wanted) }),
        found: found.map(name),
        place: None,
        when: None,
        why,
        needs,
    };
    let truth = found.map_or(Truth::Unknown, |found| Truth::from(found == wanted));
    Evidence::known(truth, Found::Answer(Box::new(answered)))
}

fn evaluate_compare(view: &View<'_, '_>, compare: &Compare, met: &mut Met) -> Evidence {
    let mut comparison = Comparison {
        item: view.name(compare.item),
        analyte: compare.analyte,
        relation: compare.relation,
        candidates: Vec::new(),
        limits: Vec::new(),
        why: None,
        earlier_differs: false,
        flips: Vec::new(),
        needs: Needs::default(),
    };
    let truth = compare_values(view, compare, &mut comparison).unwrap_or_else(|(why, needs)| {
        comparison.why = Some(why);
        comparison.needs = needs;
        Truth::Unknown
    });
    if truth.is_decided() {
        comparison.earlier_differs = earlier_differs(view, compare, &comparison, truth);
        met.flip |= !comparison.flips.is_empty();
    }
    Evidence::known(truth, Found::Compare(Box::new(comparison)))
}

fn compare_values(
    view: &View<'_, '_>,
    compare: &Compare,
    comparison: &mut Comparison,
) -> Result<Truth, (Why, Needs)> {
    match &compare.limit {
        PlanLimit::Value(limit, unit) => {
            comparison.limits = vec![LimitUsed { limit: limit.clone(), unit, uln: None }];
        }
        PlanLimit::Parameter(id) => comparison.limits = vec![parameter(view, compare.analyte, id)?],
        PlanLimit::TimesUln(_) => {}
    }
    let found = values(view, compare.item, compare.analyte)?;
    // What the comparisons have agreed on so far, and whether two of them contradict each other.
    let mut agreed: Option<Truth> = None;
    let (mut held, mut failed) = (false, false);
    let mut take = |truth: Truth| {
        held |= truth == Truth::True;
        failed |= truth == Truth::False;
        agreed = Some(agreed.map_or(truth, |agreed| Truth::agreement([agreed, truth])));
    };
    let mut rests_on = None;
    comparison.candidates.reserve_exact(found.len());
    for (candidate, finding) in found {
        match &compare.limit {
            PlanLimit::Value(..) | PlanLimit::Parameter(_) => {
                for used in &comparison.limits {
                    take(compare.relation.holds(&candidate.value, &used.limit));
                }
            }
            PlanLimit::TimesUln(factor) => {
                let limits = match finding {
                    Some(finding) => upper_limit::limits(compare.analyte, factor, finding, &view.patient),
                    None => Err((Why::NoUpperLimit, Needs::default())),
                };
                let limits = match limits {
                    Ok(limits) => limits,
                    Err(reason) => {
                        comparison.candidates.push(candidate);
                        return Err(reason);
                    }
                };
                for used in &limits {
                    take(compare.relation.holds(&candidate.value, &used.limit));
                }
                comparison.limits = limits;
            }
        }
        comparison.candidates.push(candidate);
        rests_on = rests_on.or(finding);
    }
    let truth = agreed.unwrap_or(Truth::Unknown);
    if truth == Truth::Unknown {
        comparison.why = Some(if held && failed { Why::Disagree } else { Why::BothSides });
        comparison.needs = what_settles(view, comparison);
    } else {
        comparison.flips = of_comparison(view, compare, comparison, rests_on, truth);
    }
    Ok(truth)
}

/// The site's value of a parameter as a limit; unknown while it is not set.
fn parameter(view: &View<'_, '_>, analyte: Analyte, id: &Arc<str>) -> Result<LimitUsed, (Why, Needs)> {
    let not_set = || (Why::ParameterNotSet, Needs::any(vec![Entry::Parameter(Arc::clone(id))]));
    let settings = &view.context.site.settings;
    let setting = settings.iter().find(|(known, _)| **known == **id).map(|(_, setting)| setting);
    let Some(Setting::Value { value, .. }) = setting else { return Err(not_set()) };
    let (limit, unit) = read_limit(analyte, value).map_err(|_err| not_set())?;
    Ok(LimitUsed { limit, unit, uln: None })
}

/// What a person can enter so that the values or limits no longer disagree.
fn what_settles(view: &View<'_, '_>, comparison: &Comparison) -> Needs {
    use crate::engine::evidence::{Basis, UlnSource};
    let mut entries = Vec::new();
    let estimated = |candidate: &&Candidate| matches!(candidate.basis, Basis::Estimated(_));
    let estimates = comparison.candidates.iter().filter(estimated).count();
    // A clearance is computed from several entries; the one that settles it is a new measurement.
    let item = if comparison.analyte == Analyte::Clearance {
        Arc::from(Analyte::ClearanceMeasured.id())
    } else {
        Arc::clone(&comparison.item)
    };
    for candidate in &comparison.candidates {
        entries.extend(match candidate.basis {
            Basis::Estimated(_) if estimates > 1 => {
                vec![Entry::Parameter("clearance_weight".into())]
            }
            Basis::Estimated(_) | Basis::Age => vec![Entry::Age],
            Basis::CopiesPublishedRange(_) => vec![Entry::Parameter("hbv_copies_per_iu".into())],
            Basis::CorrectedDifferential(_) => vec![Entry::Finding("wbc_already_corrected".into())],
            Basis::Finding(_)
            | Basis::Differential(_)
            | Basis::Urine(_)
            | Basis::Copies(_)
            | Basis::AtLeastMeasurable(_) => {
                vec![Entry::Finding(Arc::clone(&item))]
            }
        });
    }
    let assumed = |used: &LimitUsed| {
        let source = used.uln.as_ref().map(|uln| &uln.source);
        matches!(source, Some(UlnSource::Template { assumed_sex: Some(_), .. }))
    };
    if comparison.limits.len() > 1 {
        // Bands of a template: by sex where that is not recorded, otherwise by age.
        let sex = view.case.sex.is_none() && comparison.limits.iter().any(assumed);
        let own = if sex { Entry::Sex } else { Entry::Age };
        entries = vec![own, Entry::UpperLimit(Arc::clone(&comparison.item))];
    }
    entries.sort();
    entries.dedup();
    Needs::any(entries)
}

/// An earlier result of the same analyte stood on the other side of the limit.
fn earlier_differs(view: &View<'_, '_>, compare: &Compare, comparison: &Comparison, truth: Truth) -> bool {
    let findings = view.findings(compare.item);
    let [limit] = comparison.limits.as_slice() else { return false };
    if findings.len() < 2 {
        return false;
    }
    let Ok(deciding) = view.deciding(compare.item) else { return false };
    findings.iter().filter(|finding| !std::ptr::eq(*finding, deciding)).any(|finding| {
        let earlier = finding.when.is_some_and(|when| when.last <= view.as_of);
        let other = candidate(finding).map(|found| compare.relation.holds(&found.value, &limit.limit));
        earlier && other.is_some_and(|other| other == truth.not() && other.is_decided())
    })
}
