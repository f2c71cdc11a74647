//! The shipped examples come out as they say, and for the reason that they say.

use crate::kit::{CONTEXT, derived, example};
use cardose::engine::{
    evidence::Entry,
    verdict::{Cure, Outcome, Verdict},
};
use jiff::civil::date;

/// The criteria that come out so.
fn rows(name: &str, outcome: Outcome) -> Vec<String> {
    let derived = derived(&example(name));
    let rows = derived.stages.iter().flat_map(|stage| &stage.rows).filter(|row| row.outcome == outcome);
    let mut ids: Vec<String> = rows.map(|row| CONTEXT.plan.criteria[row.criterion].id.to_string()).collect();
    ids.dedup();
    ids
}

#[test]
fn verdicts() {
    for (name, verdict) in [
        ("eligible", Verdict::Eligible),
        ("platelets-low", Verdict::NotEligible),
        ("incomplete", Verdict::Incomplete),
        ("on-every-limit", Verdict::Eligible),
        ("gilbert", Verdict::Incomplete),
        ("transfusion", Verdict::NotNow),
        ("short-lot", Verdict::Eligible),
        ("follow-up", Verdict::Eligible),
    ] {
        assert_eq!(derived(&example(name)).overall.verdict, verdict, "{name}");
    }
}

/// 74.6 is below 75; nothing else is in the way.
#[test]
fn platelets_low_fails_the_blood_count_alone() {
    assert_eq!(rows("platelets-low", Outcome::Fail), ["I8"]);
    assert_eq!(rows("platelets-low", Outcome::Unknown), [""; 0]);
}

/// The readings of Inclusion 9 differ for Gilbert's syndrome, and the site has not settled which holds.
#[test]
fn gilbert_waits_for_the_open_question() {
    assert_eq!(rows("gilbert", Outcome::Unknown), ["I9"]);
    assert_eq!(rows("gilbert", Outcome::Fail), [""; 0]);
    let derived = derived(&example("gilbert"));
    assert_eq!(derived.overall.decided_by, [(Entry::Question("gilbert".into()), 1)]);
}

/// Red cells on 14 November, five days before the sample: seven days with the last one counted are over on the 22nd.
#[test]
fn transfusion_is_free_from_the_22nd() {
    assert_eq!(rows("transfusion", Outcome::Fail), ["I8"]);
    let derived = derived(&example("transfusion"));
    assert_eq!(derived.overall.from, Some(date(2026, 11, 22)));
    let row = derived.stages.iter().flat_map(|stage| &stage.rows).find(|row| row.outcome == Outcome::Fail);
    assert_eq!(row.unwrap().cure, Cure::Washout(Some(date(2026, 11, 22))));
}

/// Nothing fails and nothing can be concluded; each missing entry is named.
#[test]
fn incomplete_names_what_is_missing() {
    assert_eq!(rows("incomplete", Outcome::Fail), [""; 0]);
    let derived = derived(&example("incomplete"));
    let named: Vec<&Entry> = derived.overall.decided_by.iter().map(|(entry, _)| entry).collect();
    for item in ["lvef", "ast", "hiv_antibody"] {
        assert!(named.contains(&&Entry::Finding(item.into())), "{item}: {named:?}");
    }
    for history in ["immunomodulator", "growth_factor"] {
        assert!(named.contains(&&Entry::History(history.into())), "{history}: {named:?}");
    }
}
