//! The laboratory template, by sex and age on the day of the sample.

use crate::kit::{CONTEXT, Judged, Patient as _, base, laboratories, now, protocol, site, x};
use cardose::{
    engine::{
        Context,
        evidence::{
            Entry, UlnSource, Why,
            outcome::Outcome::{self, Fail, Pass, Unknown},
        },
        notice::{Class, NoticeCode},
    },
    model::{
        Draft,
        Sex::{self, Female, Male},
        Signed,
    },
    quantity::{Exact, component::InBase as _},
};

/// Creatinine in µmol/L without a printed limit, from the Chinese template; no weight, so no estimate.
fn chart(sex: Option<Sex>, creatinine: &str) -> Draft {
    base().sex(sex).quantity("creatinine", creatinine, "umol/L").uln("creatinine", "", "").without("weight")
}

fn limits(judged: &Judged<'_>) -> Vec<Exact> {
    let comparisons = judged.comparisons("I10.creatinine");
    comparisons[0].limits.iter().map(|limit| limit.limit.value_in(limit.unit).unwrap()).collect()
}

#[track_caller]
fn check(sex: Sex, age: u32, creatinine: &str, expected: Outcome) {
    let judged = chart(Some(sex), creatinine).aged(age).judged();
    assert_eq!(judged.outcome("I10.creatinine"), expected, "{sex:?} {age} {creatinine}");
}

/// facts.md section 5.1: 1.5 × 97, 111, 73, 81.
#[test]
fn by_sex_and_age() {
    for (sex, age, at, above) in [
        (Male, 20, "145.5", "145.6"),
        (Male, 59, "145.5", "145.6"),
        (Male, 60, "166.5", "166.6"),
        (Male, 79, "166.5", "166.6"),
        (Female, 20, "109.5", "109.6"),
        (Female, 59, "109.5", "109.6"),
        (Female, 60, "121.5", "121.6"),
        (Female, 79, "121.5", "121.6"),
    ] {
        check(sex, age, at, Pass);
        check(sex, age, above, Fail);
    }
    // facts.md section 5.1: at 160 a man of 62 passes, one of 58 fails.
    check(Male, 62, "160", Pass);
    check(Male, 58, "160", Fail);
}

/// 20 to 79 years: outside nobody has said what is normal.
#[test]
fn outside_the_ages_of_the_template() {
    for age in [18, 19, 80, 90] {
        let judged = chart(Some(Female), "62").aged(age).judged();
        assert_eq!(judged.outcome("I10.creatinine"), Unknown, "{age}");
        assert_eq!(judged.comparisons("I10.creatinine")[0].why, Some(Why::NoUpperLimit), "{age}");
        assert!(judged.decided_by("I10").contains(&Entry::UpperLimit("creatinine".into())), "{age}");
        // The report's own limit does not ask how old somebody is.
        assert_eq!(
            chart(Some(Female), "62").uln("creatinine", "41-73", "").aged(age).judged().outcome("I10"),
            Pass
        );
    }
}

/// facts.md X26.
#[test]
fn x26_two_ages_one_creatinine() {
    for (age, uln, ratio, expected) in [(65, "111", "1.31531531532", Pass), (45, "97", "1.50515463918", Fail)]
    {
        let judged = chart(Some(Male), "146").aged(age).judged();
        assert_eq!(judged.outcome("I10.creatinine"), expected, "{age}");
        let comparisons = judged.comparisons("I10.creatinine");
        let used = comparisons[0].limits[0].uln.as_ref().unwrap();
        assert_eq!(limits(&judged), [x(uln) * x("1.5")]);
        assert_eq!((x("146") / x(uln)).significant(12), ratio);
        assert_eq!(*used.factor.in_base(), x("1.5"));
        assert!(
            matches!(&used.source, UlnSource::Template { laboratory, confirmed: false, assumed_sex: None } if &**laboratory == "wst-404")
        );
    }
}

/// 109.5 for a woman, 145.5 for a man: between them it depends.
#[test]
fn without_sex() {
    for (creatinine, expected) in [("109.5", Pass), ("109.6", Unknown), ("145.5", Unknown), ("145.6", Fail)] {
        let judged = chart(None, creatinine).judged();
        assert_eq!(judged.outcome("I10.creatinine"), expected, "{creatinine}");
        let named = judged.decided_by("I10").contains(&Entry::Sex);
        assert_eq!(named, expected == Unknown, "{creatinine}: {:?}", judged.decided_by("I10"));
    }
    let judged = chart(None, "120").judged();
    assert_eq!(judged.comparisons("I10.creatinine")[0].why, Some(Why::Disagree));
    assert!(judged.decided_by("I10").contains(&Entry::UpperLimit("creatinine".into())));
}

/// Stated as 59 three weeks before the sample: 59 or 60, 97 or 111, 145.5 or 166.5.
#[test]
fn an_age_on_both_sides_of_a_band() {
    let judged = |creatinine: &str| chart(Some(Male), creatinine).stated("59", "2026-10-30").judged();
    for (creatinine, expected) in [("145.5", Pass), ("150", Unknown), ("166.6", Fail)] {
        assert_eq!(judged(creatinine).outcome("I10.creatinine"), expected, "{creatinine}");
    }
}

/// A date of birth would tell which band it is, and so would the printed limit.
#[test]
fn an_age_on_both_sides_of_a_band_names_age() {
    let judged = chart(Some(Male), "150").stated("59", "2026-10-30").judged();
    let decided_by = judged.decided_by("I10");
    assert!(decided_by.contains(&Entry::Age), "{decided_by:?}");
    assert!(decided_by.contains(&Entry::UpperLimit("creatinine".into())), "{decided_by:?}");
}

/// The bands of the template depend on the age, so the age would decide.
#[test]
fn without_age_names_age() {
    let judged = chart(Some(Male), "62").stated("", "").judged();
    assert_eq!(judged.outcome("I10.creatinine"), Unknown);
    assert!(judged.decided_by("I10").contains(&Entry::Age), "{:?}", judged.decided_by("I10"));
}

/// A template that nobody has compared with the laboratory's list is one decision, whatever it decides.
#[test]
fn an_unconfirmed_template_is_decided_on_once() {
    let notes = |chart: &Draft| {
        let judged = chart.judged_in(&CONTEXT);
        let template = NoticeCode::UnconfirmedTemplate("wst-404".into());
        judged
            .derived
            .notices
            .iter()
            .filter(|notice| notice.code == template && notice.class == Class::Decide)
            .count()
    };
    assert_eq!(notes(&base()), 0);
    assert_eq!(notes(&base().uln("creatinine", "", "").uln("alt", "", "").uln("ast", "", "")), 1);
}

/// facts.md section 5.1: limits at the trial's multipliers.
#[test]
fn limits_of_the_template_at_the_multipliers() {
    for (item, id, male, female) in [
        ("bilirubin_total", "I9.bilirubin", "39", "31.5"),
        ("alt", "I9.alt", "125", "100"),
        ("ast", "I9.ast", "100", "87.5"),
    ] {
        for (sex, limit) in [(Male, male), (Female, female)] {
            let chart = base().sex(Some(sex)).uln(item, "", "");
            let unit = cardose::quantity::Analyte::from_id(item).unwrap().units()[0].ucum;
            let above = (x(limit) + x("0.1")).to_string();
            assert_eq!(
                chart.clone().quantity(item, limit, unit).judged().outcome(id),
                Pass,
                "{item} {limit}"
            );
            assert_eq!(
                chart.clone().quantity(item, &above, unit).judged().outcome(id),
                Fail,
                "{item} {above}"
            );
        }
    }
}

/// Two people compare a template with the laboratory's own list; one who signs twice is one.
#[test]
fn one_person_confirms_no_template() {
    let chart = base().uln("alt", "", "");
    let notes = |people: &[&str]| {
        let mut all = laboratories();
        let signed =
            |by: &&str| Signed { by: (*by).into(), at: "2026-11-01T09:00".into(), reason: String::new() };
        all.iter_mut().find(|own| own.id == "wst-404").unwrap().confirmed =
            people.iter().map(signed).collect();
        let context = Context::new(&protocol(), &site(), &all, now()).unwrap();
        let template = NoticeCode::UnconfirmedTemplate("wst-404".into());
        chart.judged_in(&context).derived.notices.iter().filter(|notice| notice.code == template).count()
    };
    for (people, expected) in
        [(&[][..], 1), (&["p1"], 1), (&["p1", "p1"], 1), (&["p1", " p1 "], 1), (&["p1", "p2"], 0)]
    {
        assert_eq!(notes(people), expected, "{people:?}");
    }
}
