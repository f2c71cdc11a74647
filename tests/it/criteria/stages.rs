//! Each criterion decides at its own stages; each stage has its own verdict and its earliest day.

use super::kit::{changed, context};
use crate::kit::{Patient as _, base, protocol};
use cardose::{
    engine::{
        Derived, derive,
        evidence::{Entry, Found, Why, clear::Clear, outcome::Outcome},
        notice::NoticeCode,
        verdict::Verdict,
    },
    model::{Draft, Finding, Typed, Value},
};
use jiff::civil::date;

fn derived(change: &str, readings: &[(&str, &str)]) -> Derived {
    derive(&changed(change), &context(&protocol(), readings))
}

fn verdicts(found: &Derived) -> [Verdict; 4] {
    [0, 1, 2, 3].map(|place: usize| found.stages[place].verdict)
}

const ELIGIBLE: [Verdict; 4] = [Verdict::Eligible; 4];

#[test]
fn a_complete_patient_is_eligible_at_every_stage() {
    let found = derive(&base(), &context(&protocol(), &[]));
    assert_eq!(verdicts(&found), ELIGIBLE);
    assert_eq!(found.overall.criteria, [Outcome::Pass; 41]);
}

/// After fludarabine and cyclophosphamide the counts are near zero: that is the purpose. A new count after the
/// screening date changes nothing at any stage.
#[test]
fn low_counts_after_preconditioning_do_not_fail_anybody() {
    let found = derive(&after_preconditioning("2026-11-20"), &context(&protocol(), &[]));
    assert_eq!(verdicts(&found), ELIGIBLE);
}

/// Screened on this day, apheresis and preconditioning over, and the next morning the counts that it has brought down
/// and a positive answer.
fn after_preconditioning(screening: &str) -> Draft {
    let mut draft = changed("asked=2026-11-22; stage apheresis=2026-11-20; stage preconditioning=2026-11-21");
    draft = draft.changed(&format!("stage screening={screening}"));
    let mut report = draft.assessments[1].clone();
    (report.id, report.when) = (9, "2026-11-22T07:00".to_owned());
    report.results.retain(|finding| ["neutrophils", "lymphocytes"].contains(&&*finding.of));
    for finding in &mut report.results {
        finding.value = Value::Quantity(Typed::new("0.1", "10*9/L"));
    }
    report.results.push(Finding { of: "active_infection".into(), value: Value::Yes, ..Finding::default() });
    draft.assessments.push(report);
    draft
}

/// Preconditioning has begun, and nobody knows when screening was: what was collected since then fails nobody, and
/// the date is asked for. A date that cannot be is none, nor one that lies after a later stage.
#[test]
fn a_screening_without_a_usable_date_judges_no_value() {
    for screening in ["", "2026-13-40", "2026-11-25"] {
        let found = derive(&after_preconditioning(screening), &context(&protocol(), &[]));
        let [first, ..] = verdicts(&found);
        assert_eq!(first, Verdict::Incomplete, "{screening}");
        assert_eq!(found.overall.verdict, Verdict::Incomplete, "{screening}");
        for row in &found.stages[0].rows {
            for found in row.evidence.statements().filter(|found| **found.item() != *"sex") {
                assert!(
                    matches!(found, Found::Happened(_))
                        || matches!(found.why(), Some(Why::StageDateNeeded | Why::Missing | Why::NotDone)),
                    "{screening}: {found:?}"
                );
            }
        }
        let entry = Entry::StageDate("screening".into());
        let deciding = found.overall.decided_by.first().map(|(entry, _)| entry);
        assert_eq!(deciding, Some(&entry), "{screening}");
    }
    // A stage that has not passed is looked at as of now.
    let found = derive(&changed("stage screening="), &context(&protocol(), &[]));
    assert_eq!(found.overall.verdict, Verdict::Eligible);
}

/// Antibody until 1 November counts for 28 days, the last included: clear from 30 November. It bars apheresis and
/// preconditioning, and no other stage.
#[test]
fn an_antibody_bars_two_stages_until_its_day() {
    let course = "systemic_therapy: 2026-10-01..2026-11-01 [antibody]";
    let found = derived(course, &[("window_last_day", "included")]);
    let [screening, apheresis, preconditioning, infusion] = verdicts(&found);
    assert_eq!((screening, infusion), (Verdict::Eligible, Verdict::Eligible));
    assert_eq!((apheresis, preconditioning), (Verdict::NotNow, Verdict::NotNow));
    for stage in [1, 2] {
        assert_eq!(found.stages[stage].from, Some(date(2026, 11, 30)));
        assert_eq!(found.stages[stage].clear, Clear::From(date(2026, 11, 30)));
    }
    assert_eq!(found.stages[0].clear, Clear::Always);
    // Where the last day does not count, one day sooner; left open, the later of the two.
    let day = |reading| derived(course, &[("window_last_day", reading)]).stages[1].clear;
    assert_eq!(day("excluded"), Clear::From(date(2026, 11, 29)));
    assert_eq!(day(""), Clear::From(date(2026, 11, 30)));
    // On that day it passes.
    let dated = format!("{course}; stage apheresis=2026-11-30");
    assert_eq!(derived(&dated, &[("window_last_day", "included")]).stages[1].verdict, Verdict::Eligible);
}

/// Bridging with an antibody the day after apheresis: apheresis stands, preconditioning waits 28 days and one.
#[test]
fn bridging_counts_before_preconditioning_alone() {
    let change = "asked=2026-11-22; stage apheresis=2026-11-20; stage preconditioning=2026-11-22; \
                  systemic_therapy: 2026-11-21..2026-11-21 [antibody]";
    let found = derived(change, &[]);
    assert_eq!(found.stages[1].verdict, Verdict::Eligible);
    assert_eq!((found.stages[2].verdict, found.stages[2].from), (Verdict::NotNow, Some(date(2026, 12, 20))));
}

#[test]
fn a_course_without_an_end_has_no_day() {
    let found = derived("immunomodulator: 2026-11-01..ongoing", &[]);
    assert_eq!((found.stages[1].verdict, found.stages[1].from), (Verdict::NotNow, None));
    assert_eq!(found.stages[1].clear, Clear::NotKnown);
}

/// The longest of several windows sets the day: 14 days of steroids, 28 of radiotherapy.
#[test]
fn the_longest_window_sets_the_day() {
    let change = "steroid: 2026-11-01..2026-11-18 [continuous_systemic] agent=prednisone dose=10; \
                  radiotherapy: 2026-11-01..2026-11-10 [other_radiotherapy]";
    let found = derived(
        change,
        &[("window_last_day", "included"), ("steroids_as_immunosuppression", "own_window_only")],
    );
    // 18 + 15 = 33 is 3 December; 10 November + 29 days is 9 December.
    assert_eq!(found.stages[1].clear, Clear::From(date(2026, 12, 9)));
    // Before the cells 72 hours count: through the whole of 21 November.
    assert_eq!(found.stages[3].clear, Clear::From(date(2026, 11, 22)));
}

/// A day that is still to come is judged on what is known so far, and says until when somebody has asked. On the day
/// itself that is not enough.
#[test]
fn a_day_to_come_is_asked_again_on_the_day() {
    let found = derived("stage apheresis=2026-12-01", &[]);
    assert_eq!(found.stages[1].verdict, Verdict::Eligible);
    let said = NoticeCode::AnsweredBefore(vec![("apheresis".into(), 1)]);
    assert!(found.notices.iter().any(|notice| notice.code == said), "{:?}", found.notices);
    let today = derived("stage apheresis=2026-11-22", &[]);
    assert_eq!(today.stages[1].verdict, Verdict::Incomplete);
    let row = today.stages[1].rows.iter().find(|row| row.outcome == Outcome::Unknown).unwrap();
    assert!(matches!(&row.decided_by[..], [Entry::History(_)]), "{:?}", row.decided_by);
    let whys: Vec<_> = row.evidence.histories().map(|history| history.why.clone()).collect();
    assert!(whys.contains(&Some(Why::NotAskedUpTo(date(2026, 11, 22)))), "{whys:?}");
}

/// One answer away: incomplete, and that answer is named.
#[test]
fn one_missing_answer_is_named() {
    for (change, entry) in [
        ("abnormal_ecg=~", Entry::Finding("abnormal_ecg".into())),
        ("radiotherapy: ~", Entry::History("radiotherapy".into())),
        ("venous_access_for_apheresis=~", Entry::Finding("venous_access_for_apheresis".into())),
        ("conventional_treatment=~", Entry::Finding("conventional_treatment".into())),
    ] {
        let found = derived(change, &[]);
        assert_eq!(found.overall.verdict, Verdict::Incomplete, "{change}");
        let entries: Vec<&Entry> = found.overall.decided_by.iter().map(|(entry, _)| entry).collect();
        assert_eq!(entries, [&entry], "{change}");
    }
}

/// An ordinary patient: no stop, at most three decisions, at most five notes, with every history dated.
#[test]
fn an_ordinary_patient_is_left_in_peace() {
    let found = derive(&base(), &context(&protocol(), &[]));
    let of = |class| found.notices.iter().filter(|notice| notice.class == class).count();
    use cardose::engine::notice::Class;
    assert_eq!(of(Class::Stop), 0);
    assert!(of(Class::Decide) <= 3 && of(Class::Note) <= 5, "{:?}", found.notices);
}
