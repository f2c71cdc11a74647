//! I2 and I7: whole numbers, and birthdays.

use crate::kit::{BARE, Patient as _, base};
use cardose::{
    engine::verdict::Outcome::{self, Fail, Pass, Unknown},
    model::{Typed, Value},
};

#[test]
fn i7_ecog() {
    let check = |value: Value, expected: Outcome| {
        assert_eq!(base().with("ecog", value.clone()).judged().outcome("I7"), expected, "{value:?}");
    };
    for (status, expected) in [(0, Pass), (1, Pass), (2, Pass), (3, Fail), (4, Fail), (5, Fail), (6, Unknown)]
    {
        check(Value::Counted(status), expected);
        check(Value::Quantity(Typed::new(&status.to_string(), "")), expected);
        check(Value::Quantity(Typed::new(&status.to_string(), "{score}")), expected);
    }
    // There is no ECOG 1.5, and 2.0 is 2.
    check(Value::Quantity(Typed::new("1.5", "")), Unknown);
    check(Value::Quantity(Typed::new("2.0", "")), Pass);
}

/// Screened on 2026-11-20.
#[track_caller]
fn born(birth: &str, settled: Outcome, open: Outcome) {
    let chart = base().born(birth);
    assert_eq!(chart.judged().outcome("I2"), settled, "born {birth}, below 70");
    assert_eq!(chart.judged_in(&BARE).outcome("I2"), open, "born {birth}, question open");
}

#[test]
fn i2_birthdays() {
    born("2008-11-21", Fail, Fail);
    born("2008-11-20", Pass, Pass);
    born("2008-11-19", Pass, Pass);
    // 70 tomorrow, 70 today, 71 tomorrow, 71 today.
    born("1956-11-21", Pass, Pass);
    born("1956-11-20", Fail, Unknown);
    born("1955-11-21", Fail, Unknown);
    born("1955-11-20", Fail, Fail);
}

#[test]
fn i2_partial_birth() {
    // 17 or 18; 18 for sure; 69 or 70; 70 or 71.
    born("2008-11", Unknown, Unknown);
    born("2008-10", Pass, Pass);
    born("2008", Unknown, Unknown);
    born("1956", Unknown, Unknown);
    born("1955", Fail, Unknown);
    born("", Unknown, Unknown);
}

#[track_caller]
fn stated(years: &str, on: &str, expected: Outcome) {
    assert_eq!(base().stated(years, on).judged().outcome("I2"), expected, "{years} on {on}");
}

#[test]
fn i2_stated_age_ages() {
    stated("18", "2026-11-20", Pass);
    stated("17", "2026-11-20", Fail);
    stated("69", "2026-11-20", Pass);
    stated("70", "2026-11-20", Fail);
    // A day later the birthday may have been.
    stated("17", "2026-11-19", Unknown);
    stated("69", "2026-11-19", Unknown);
    stated("68", "2025-11-21", Pass);
    stated("68", "2025-11-20", Pass);
    stated("68", "2025-11-19", Unknown);
    stated("58", "", Unknown);
    stated("58.5", "2026-11-20", Unknown);
}

/// Nobody born on 29 February turns 18 a day early.
#[test]
fn i2_leap_day() {
    let on = |date: &str| base().born("2008-02-29").sampled("2026-01-05").screened(date);
    assert_eq!(on("2026-02-28").judged().outcome("I2"), Fail);
    assert_eq!(on("2026-03-01").judged().outcome("I2"), Pass);
}

/// facts.md section 8: 0 to 120 years. A birth in the future or two centuries ago is a slip, not a verdict.
#[test]
fn i2_an_impossible_birth_is_refused() {
    for birth in ["2036-01-01", "1826-01-01"] {
        let judged = base().born(birth).judged();
        assert_eq!(judged.outcome("I2"), Unknown, "born {birth}");
        assert_eq!(judged.codes().len(), 1, "born {birth}");
    }
}
