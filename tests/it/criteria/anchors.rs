//! Windows of one sentence that reach back from different stages: each is looked at, and none is lost on the way.

use super::kit::{context, judge};
use crate::kit::{protocol, rules::without_part, site};
use cardose::{
    engine::{
        Context, derive,
        evidence::outcome::Outcome::{self, Fail, Pass, Unknown},
        protocol::plan::{Check, Plan, PlanAnchor, Test},
    },
    model::{Criterion, Protocol},
    storage::read_text,
};
use jiff::civil::date;

/// The shipped protocol with another sentence for infarctions, at screening, preconditioning and infusion.
fn with_infarction(sentence: &str) -> Protocol {
    let mut protocol = protocol();
    let own = criterion(&mut protocol, "E17");
    own.stages = ["screening", "preconditioning", "infusion"].map(String::from).to_vec();
    without_part(&mut own.rule, "E17.infarction");
    let sentence = format!("Part(\"E17.infarction\", {sentence})");
    let part = read_text("rule.ron", &sentence).unwrap_or_else(|err| panic!("{sentence}: {err}"));
    own.rule = own.rule.over(own.rule.children().iter().cloned().chain([part]).collect());
    protocol
}

fn criterion<'p>(protocol: &'p mut Protocol, id: &str) -> &'p mut Criterion {
    protocol.criteria.iter_mut().find(|criterion| criterion.id == id).unwrap()
}

fn before(stage: &str) -> String {
    format!(
        "Happened(what: \"myocardial_infarction\", window: Months(6), before: [Stage(\"{stage}\")], end: Included)"
    )
}

fn two_readings(one: &str, other: &str) -> String {
    format!(
        "Readings(question: \"study_treatment_start\", of: [\
         (id: \"one\", text: (en: \"one\", zh_cn: \"一\"), rule: {one}), \
         (id: \"other\", text: (en: \"other\", zh_cn: \"二\"), rule: {other})])"
    )
}

const DATED: &str = "asked=2026-12-09; stage preconditioning=2026-12-03; stage infusion=2026-12-09; ";

#[track_caller]
fn infarction(context: &Context, day: &str, expected: Outcome) {
    let change = format!("{DATED}myocardial_infarction: {day}..{day}");
    assert_eq!(judge(&change, context, "E17.infarction"), expected, "{day}");
}

/// Six months before 3 December reach back to 3 June, before 9 December to 9 June. The two agree outside these days.
#[test]
fn readings_that_reach_back_from_two_stages_differ_between_them() {
    let readings = two_readings(&before("preconditioning"), &before("infusion"));
    let protocol = with_infarction(&readings);
    let open = context(&protocol, &[]);
    for (day, expected) in
        [("2026-06-02", Pass), ("2026-06-03", Unknown), ("2026-06-08", Unknown), ("2026-06-09", Fail)]
    {
        infarction(&open, day, expected);
    }
    for (reading, expected) in [("one", [Fail, Fail]), ("other", [Pass, Fail])] {
        let settled = context(&protocol, &[("study_treatment_start", reading)]);
        for (day, expected) in ["2026-06-05", "2026-10-01"].into_iter().zip(expected) {
            infarction(&settled, day, expected);
        }
    }
}

/// Where nothing of the sentence is looked at, it is not there: at screening nobody asks about infarctions.
#[test]
fn readings_are_looked_at_where_one_of_them_is() {
    let readings = two_readings(&before("preconditioning"), &before("infusion"));
    let context = context(&with_infarction(&readings), &[]);
    let found = derive(&super::kit::changed(DATED), &context);
    for (stage, there) in [(0, false), (2, true), (3, true)] {
        let row =
            found.stages[stage].rows.iter().find(|row| &*context.plan.criteria[row.criterion].id == "E17");
        let row = row.unwrap();
        let side = context.plan.criteria[row.criterion].side;
        let parts = cardose::engine::evidence::outcome::parts(side, &row.evidence);
        assert_eq!(parts.iter().any(|(id, ..)| *id == "E17.infarction"), there, "{stage}");
    }
}

/// The shipped sentence itself: between preconditioning and the cells, an infarction is before the one and not before the
/// other.
#[test]
fn an_infarction_between_preconditioning_and_the_cells_is_not_passed_over() {
    let (protocol, now) = (protocol(), date(2026, 12, 9).at(9, 0, 0, 0));
    let on = |day: &str, reading| {
        let context = context(&protocol, &[("study_treatment_start", reading)]).at(now);
        let change = format!("{DATED}myocardial_infarction: {day}..{day}; asked=2026-12-09");
        judge(&change, &context, "E17.infarction")
    };
    for (day, expected) in [
        ("2026-12-05", [Unknown, Pass, Fail]),
        ("2026-06-05", [Unknown, Fail, Pass]),
        ("2026-06-02", [Pass, Pass, Pass]),
        ("2026-12-01", [Fail, Fail, Fail]),
    ] {
        assert_eq!(["", "preconditioning", "infusion"].map(|reading| on(day, reading)), expected, "{day}");
    }
}

/// With an abnormal ECG six months before the cells count, otherwise six months before preconditioning.
#[test]
fn branches_that_reach_back_from_two_stages_are_not_lost() {
    let when =
        format!(r#"When(Is("abnormal_ecg", "Yes"), {}, {})"#, before("infusion"), before("preconditioning"));
    let mut protocol = with_infarction(&when);
    without_part(&mut criterion(&mut protocol, "E17").rule, "E17.ecg");
    let context = context(&protocol, &[]);
    infarction(&context, "2026-06-05", Fail);
    infarction(&context, "2026-06-02", Pass);
    let with_ecg = |day: &str| {
        let change = format!("{DATED}abnormal_ecg=Yes; myocardial_infarction: {day}..{day}");
        judge(&change, &context, "E17.infarction")
    };
    assert_eq!((with_ecg("2026-06-05"), with_ecg("2026-06-09")), (Pass, Fail));
}

/// Excluded is who has (A before one stage, or C) and (B before another, or D). With A and B, and neither C nor D, the
/// patient is excluded, though at neither stage alone both halves would hold.
#[test]
fn halves_that_exclude_only_together_are_looked_at_together() {
    let both = format!(
        r#"All([Any([{}, Is("unstable_angina", "Yes")]), Any([{}, Is("serious_arrhythmia", "Yes")])])"#,
        before("preconditioning"),
        before("infusion"),
    );
    let context = context(&with_infarction(&both), &[]);
    infarction(&context, "2026-10-01", Fail);
    infarction(&context, "2026-06-02", Pass);
}

fn walk(test: &Test, anchors: &mut Vec<(usize, usize)>, parts: &mut Vec<String>) {
    for test in test.walk() {
        parts.extend(test.part_id().map(ToString::to_string));
        let Some(Check::Happened(window)) = test.statement() else { continue };
        anchors.extend(window.before.iter().filter_map(|anchor| match anchor {
            PlanAnchor::Stage(stage) => Some((window.item, *stage)),
            PlanAnchor::SampleOf(_) => None,
        }));
    }
}

/// Every way to put three windows together: each window, and each part, is looked at at one listed stage at least.
#[test]
fn no_window_and_no_part_is_lost_however_they_are_put_together() {
    let windows = ["screening", "preconditioning", "infusion"].map(before);
    let part = |n: usize, rule: &str| format!("Part(\"E17.p{n}\", {rule})");
    let mut tried = 0;
    for outer in 0..5 {
        for inner in 0..5 {
            for place in 0..3 {
                let join = |kind: usize, n: usize, one: &str, other: &str| match kind {
                    0 => format!("All([{one}, {other}])"),
                    1 => format!("Any([{one}, {other}])"),
                    2 => format!("When(Is(\"unstable_angina\", \"Yes\"), {one}, {other})"),
                    3 => format!("When({one}, {other}, Part(\"E17.c{n}\", Not(Holds)))"),
                    _ => two_readings(one, other),
                };
                let [a, b, c] = [0, 1, 2].map(|n| part(n, &windows[(n + place) % 3]));
                let rule = join(outer, 0, &a, &format!("Not({})", join(inner, 1, &b, &c)));
                let protocol = with_infarction(&rule);
                let plan = Plan::new(&protocol).unwrap_or_else(|problems| panic!("{rule}: {problems:?}"));
                let own = plan.criteria.iter().find(|criterion| &*criterion.id == "E17").unwrap();
                let (mut anchors, mut parts) = (Vec::new(), Vec::new());
                own.tests.iter().for_each(|test| walk(test, &mut anchors, &mut parts));
                for stage in ["screening", "preconditioning", "infusion"] {
                    let stage = plan.stage(stage).unwrap();
                    assert!(anchors.iter().any(|(_, own)| *own == stage), "{rule}: {stage}");
                }
                for n in 0..3 {
                    assert!(parts.contains(&format!("E17.p{n}")), "{rule}: {n}");
                }
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 75);
    assert!(!site().readings.is_empty());
}
