//! An ordinary eligible patient: no stop, at most three decides, at most five notes.

use crate::kit::{BARE, CONTEXT, Judged, eligible, example};
use cardose::{
    engine::{Context, derive, dose::readiness::NeedCode, notice::Class, verdict::Verdict},
    model::{Assessment, Finding, Typed, Value},
};

fn budget(judged: &Judged<'_>) -> [usize; 3] {
    let count = |class| judged.derived.notices.iter().filter(|notice| notice.class == class).count();
    [Class::Stop, Class::Decide, Class::Note].map(count)
}

#[track_caller]
fn check(name: &str, judged: &Judged<'_>) {
    let [stops, decides, notes] = budget(judged);
    let told = &judged.derived.notices;
    assert!(stops == 0 && decides <= 3 && notes <= 5, "{name}: {stops}, {decides}, {notes}: {told:#?}");
}

#[test]
fn the_example_site() {
    let judged = Judged { derived: derive(&eligible(), &CONTEXT), context: &CONTEXT };
    assert_eq!(judged.verdict().0, Verdict::Eligible);
    check("eligible", &judged);
}

/// Nothing set: still useful on the first day.
#[test]
fn a_bare_site() {
    let judged = Judged { derived: derive(&eligible(), &BARE), context: &BARE };
    assert_eq!(judged.verdict().0, Verdict::Eligible);
    check("eligible at a bare site", &judged);
}

/// The other eligible examples keep to it too.
#[test]
fn the_other_eligible_examples() {
    for name in ["on-every-limit", "short-lot", "follow-up"] {
        for context in [&*CONTEXT, &*BARE] {
            let judged = Judged { derived: derive(&example(name), context), context };
            assert_eq!(judged.verdict().0, Verdict::Eligible, "{name}");
            check(name, &judged);
        }
    }
}

/// An ordinary patient from consent to the second infusion: limits from a template that nobody has confirmed, a weight
/// 29 days old at the first infusion, counts after preconditioning that are brought down on purpose.
fn walked(now: &str, infused: bool) -> (cardose::model::Draft, Context) {
    let mut draft = example("follow-up");
    let day = now.get(..10).unwrap();
    for report in &mut draft.assessments {
        for finding in &mut report.results {
            if ["alt", "ast", "creatinine", "bilirubin_total"].contains(&&*finding.of) {
                finding.uln = Typed::default();
            }
        }
        if report.results.iter().any(|finding| finding.of == "weight") && report.when.starts_with("2026-08") {
            report.when = "2026-08-12T09:30".into();
        }
        // Weighed six days before the second infusion.
        if report.when.starts_with("2026-11-20") {
            report.when = "2026-11-24T09:30".into();
        }
    }
    let counts = [("neutrophils", "0.1"), ("lymphocytes", "0.05"), ("platelets", "40")];
    let finding = |(of, value): &(&str, &str)| Finding {
        of: (*of).into(),
        value: Value::Quantity(Typed::new(value, "10*9/L")),
        ..Finding::default()
    };
    for (id, when) in [(80, "2026-09-08T08:00"), (81, "2026-11-28T08:00")] {
        let results = counts.iter().map(finding).collect();
        draft.assessments.push(Assessment { id, when: when.into(), results, ..Assessment::default() });
    }
    draft.assessments.retain(|report| report.when.as_str() <= now);
    draft.stages.retain(|stage| stage.date.as_str() <= day);
    for exposure in &mut draft.exposures {
        exposure.complete_to = day.into();
    }
    let second = day >= "2026-11-20";
    draft
        .infusions
        .retain(|infusion| infusion.number == 1 && day >= "2026-09-01" || infusion.number == 2 && second);
    if !infused {
        for infusion in &mut draft.infusions {
            infusion.given = None;
        }
        for bag in draft.lots.iter_mut().flat_map(|lot| &mut lot.bags) {
            bag.state = cardose::model::BagState::default();
        }
    }
    draft.lots.truncate(if second { 2 } else { usize::from(day >= "2026-09-01") });
    let now = cardose::engine::moment::read_moment(now).unwrap().unwrap().first;
    (draft, CONTEXT.at(now))
}

/// Everything that the patient must be decided on there: by the name that the decision is kept under, else by notice.
fn decisions(draft: &cardose::model::Draft, context: &Context) -> Vec<String> {
    let found = derive(draft, context);
    let notices =
        found.notices.iter().filter(|own| own.class == Class::Decide && !own.code.is_in_readiness());
    let mut all: Vec<String> = notices.map(|own| format!("{:?}", own.code)).collect();
    for dosing in &found.dosings {
        let needs = dosing.readiness.iter().flat_map(|line| &line.needs);
        // That the entries are not complete yet is no alarm: it is what is being entered.
        let signs =
            needs.filter(|need| need.code != NeedCode::Incomplete).filter_map(|need| need.sign.as_ref());
        all.extend(signs.map(|sign| format!("{} of infusion {}", sign.field, dosing.infusion)));
    }
    all.sort();
    all.dedup();
    all
}

/// At most three decisions in all, counted stage by stage.
#[test]
fn from_consent_to_the_second_infusion_there_are_at_most_three_decisions() {
    let template = "UnconfirmedTemplate(\"wst-404\")";
    let mut all: Vec<String> = Vec::new();
    for (what, now, infused, expected) in [
        ("consent", "2026-08-12T10:00", false, &[][..]),
        ("screening", "2026-08-20T18:00", false, &[template]),
        ("apheresis", "2026-08-27T12:00", false, &[template]),
        ("preconditioning", "2026-09-05T12:00", false, &[template, "weight of infusion 1"]),
        ("counts", "2026-09-08T12:00", false, &[template, "weight of infusion 1"]),
        ("infusion", "2026-09-10T09:00", false, &[template, "weight of infusion 1"]),
        ("after it", "2026-09-12T09:00", true, &[template]),
        ("second preconditioning", "2026-11-25T09:00", true, &[template, "later_infusion of infusion 2"]),
        ("second infusion", "2026-11-30T09:00", true, &[template, "later_infusion of infusion 2"]),
    ] {
        let (draft, context) = walked(now, infused);
        let found = decisions(&draft, &context);
        assert_eq!(found, expected, "{what}");
        all.extend(found);
    }
    all.sort();
    all.dedup();
    assert!(all.len() <= 3, "{all:?}");
}
