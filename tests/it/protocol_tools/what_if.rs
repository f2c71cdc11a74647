//! A patient under two versions of the protocol.

use crate::kit::{
    context_of, example, laboratories, now, protocol,
    rules::{change_limits, change_windows},
    site,
};
use cardose::{
    engine::{
        Context, derive,
        evidence::outcome::Outcome,
        protocol::plan::Plan,
        verdict::Verdict,
        versions::carry::carry_over,
        what_if::{WhatIf, what_if},
    },
    model::{Limit, Protocol},
};
use std::sync::Arc;

fn judge(patient: &str, change: impl FnOnce(&mut Protocol)) -> (WhatIf, Vec<String>) {
    let (old, own) = (protocol(), context_of(&site()));
    let mut new = protocol();
    new.version = "amendment".into();
    change(&mut new);
    let plan = Plan::new(&new).unwrap_or_else(|problems| panic!("{problems:?}"));
    let carried = carry_over(&old, &plan, &site());
    let other = Context::of_plan(Arc::new(plan), &carried.site, &laboratories(), now())
        .unwrap_or_else(|problems| panic!("{problems:?}"));
    let draft = example(patient);
    let before = draft.clone();
    let both = what_if((&own, &derive(&draft, &own)), (&other, &derive(&draft, &other)));
    assert_eq!(draft, before);
    (both, carried.anew)
}

fn platelets_at_least(limit: &str) -> impl FnOnce(&mut Protocol) {
    move |protocol| {
        let own = protocol.criteria.iter_mut().find(|criterion| criterion.id == "I8").unwrap();
        change_limits(&mut own.rule, |item, own| {
            if let (Limit::Value(typed), "platelets") = (own, item) {
                limit.clone_into(&mut typed.value);
            }
        });
    }
}

/// 75 ×10⁹/L passes 75 and not 75.1.
#[test]
fn a_patient_on_the_limit_flips() {
    let (same, anew) = judge("on-every-limit", |_| ());
    assert!(!same.flips() && same.flipped().count() == 0 && anew.is_empty());
    let (both, anew) = judge("on-every-limit", platelets_at_least("75.1"));
    // Inclusion 8 has changed, and so has what the site has settled about it.
    assert!(both.flips() && anew == ["washout_day_seven"]);
    assert_eq!(both.overall.map(|(verdict, _)| verdict), [Verdict::Eligible, Verdict::NotEligible]);
    let flipped: Vec<_> = both.flipped().collect();
    assert_eq!(flipped, [&("I8".to_owned(), [Some(Outcome::Pass), Some(Outcome::Fail)])]);
    assert_eq!(both.criteria.len(), 41);
    assert_eq!(both.stages.len(), 4);
    let (both, _) = judge("eligible", platelets_at_least("75.1"));
    assert!(!both.flips() && both.flipped().count() == 0, "186 passes either limit");
    let (both, _) = judge("platelets-low", platelets_at_least("74.6"));
    assert_eq!(both.overall.map(|(verdict, _)| verdict), [Verdict::NotEligible, Verdict::Eligible]);
}

#[test]
fn a_criterion_or_a_stage_that_only_one_version_has() {
    let (both, _) = judge("eligible", |protocol| {
        protocol.criteria.retain(|criterion| criterion.id != "E27");
        protocol.questions.retain(|question| !question.about.contains(&"E27".to_owned()));
    });
    let gone: Vec<_> = both.flipped().collect();
    assert_eq!(gone, [&("E27".to_owned(), [Some(Outcome::Pass), None])]);
    let (both, _) = judge("eligible", |protocol| {
        let mut stage = protocol.stages[0].clone();
        stage.id = "follow_up".into();
        protocol.stages.push(stage);
    });
    assert!(matches!(&both.stages[4], (id, [None, Some(_)]) if id == "follow_up"));
}

/// The site has settled the end of the seven days for seven days, not for five.
#[test]
fn what_the_site_settled_for_another_rule_is_open_again() {
    let (_, anew) = judge("eligible", |protocol| {
        let own = protocol.criteria.iter_mut().find(|criterion| criterion.id == "I8").unwrap();
        change_windows(&mut own.rule, |own| own.window = cardose::model::Span::Days(5));
    });
    assert_eq!(anew, ["washout_day_seven"]);
}
