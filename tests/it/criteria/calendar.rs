//! The ends of the calendar: no date, no window and no time to judge at brings the program down.

use crate::kit::{context, dosed, eligible, laboratories, protocol, rules::change_windows, screened, site};
use cardose::{
    engine::{
        Context, derive, lint,
        problem::{Problem, ProblemCode},
        protocol::plan::Plan,
        verdict::by_history,
        versions::in_force,
    },
    i18n::Language,
    model::{Course, Criterion, Draft, End, Given, Infusion, Protocol, Site, Span, Typed},
    report::{Detail, make, problem_text},
};
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

/// Keys of a draft under which a date stands.
const DATED: [&str; 11] =
    ["birth", "years_on", "date", "when", "complete_to", "start", "end", "On", "expires", "thawed", "at"];

static PLAN: LazyLock<Context> = LazyLock::new(context);

/// The shipped protocol with this window in the place of its 14 days before apheresis.
fn with_window(window: &Span) -> Protocol {
    let mut protocol = protocol();
    let own = |criterion: &&mut Criterion| criterion.id == "E8";
    let rule = &mut protocol.criteria.iter_mut().find(own).unwrap().rule;
    change_windows(rule, |happened| happened.window = window.clone());
    protocol
}

/// A window of so many of its units.
type Of = fn(u32) -> Span;

fn refused(window: &Span) -> Vec<Problem> {
    let problems = Plan::new(&with_window(window)).err().unwrap_or_default();
    problems.into_iter().filter(|problem| matches!(problem.code, ProblemCode::WindowTooLong { .. })).collect()
}

/// 120 years are 43,830 days with their 30 leap days, 1,051,920 hours and 1,440 months.
#[test]
fn a_window_longer_than_a_life_is_refused() {
    assert_eq!((120 * 365 + 30, 43_830 * 24, 120 * 12), (43_830, 1_051_920, 1_440));
    let kinds: [(Of, u32); 5] = [
        (Span::Hours, 1_051_920),
        (Span::Days, 43_830),
        (Span::Months, 1_440),
        (Span::Years, 120),
        (Span::HalfLives, 100),
    ];
    for (of, most) in kinds {
        for span in [of(most - 1), of(most), Span::Shorter(vec![Span::Days(14), of(most)])] {
            assert_eq!(refused(&span), []);
        }
        for number in [most + 1, 7_304_485, 300_000, 20_000, u32::MAX].into_iter().filter(|it| *it > most) {
            for span in [of(number), Span::Shorter(vec![Span::Days(14), of(number)])] {
                let problems = refused(&span);
                assert!(!problems.is_empty(), "{span:?}");
                for problem in problems {
                    assert!(problem.field.to_string().starts_with("criteria[E8].rule"), "{problem:?}");
                    assert_eq!(problem.code, ProblemCode::WindowTooLong { longest: of(most) });
                }
            }
        }
    }
}

#[test]
fn the_message_names_the_place_the_bound_and_the_mend() {
    let [first, ..] = &*refused(&Span::Years(20_000)) else { panic!("read") };
    let said = problem_text(first, Language::English.catalogue());
    for part in ["criteria[E8].rule", "at most 120 years", "Write Ever"] {
        assert!(said.contains(part), "{said}");
    }
    let found = lint::lint(&with_window(&Span::Days(7_304_485)));
    let code = ProblemCode::WindowTooLong { longest: Span::Days(43_830) };
    let refused = |finding: &&lint::Finding| finding.code == lint::Code::Refused(code.clone());
    assert!(found.iter().find(refused).is_some_and(|finding| finding.place.starts_with("criteria[E8]")));
}

/// Every date of the draft becomes one of these.
fn dated(draft: &Draft, dates: &[String]) -> Draft {
    fn walk(at: &mut Value, dates: &mut dyn FnMut() -> Value) {
        match at {
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, dates)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    let answer = [Value::from("Ongoing"), Value::from("NotKnown")].contains(field);
                    if field.is_string() && !answer && DATED.contains(&name.as_str()) {
                        *field = dates();
                    } else {
                        walk(field, dates);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut json = serde_json::to_value(draft).unwrap();
    let mut next = dates.iter().cycle().cloned();
    walk(&mut json, &mut || next.next().unwrap().into());
    serde_json::from_value(json).unwrap()
}

/// The eligible example with every kind of history, each counted by the calendar, by the clock and by half-lives.
fn full() -> Draft {
    let mut draft = eligible();
    for exposure in &mut draft.exposures {
        for end in [End::On(String::new()), End::Ongoing, End::NotKnown] {
            let half_life = Typed::new("1e30", "h");
            exposure.courses.push(Course { end, half_life, ..Course::default() });
        }
    }
    let given = Given { drawn: vec![("1".into(), Typed::new("1", "mL"))], ..Given::default() };
    draft.infusions.push(Infusion { number: 2, given: Some(given), ..Infusion::default() });
    draft.stages.extend(
        draft.stages.clone().into_iter().map(|stage| cardose::model::StageDate { infusion: 2, ..stage }),
    );
    draft
}

/// Text and data of everything that the program says of a draft.
fn everything(draft: &Draft, context: &Context) {
    let derived = derive(draft, context);
    serde_json::to_string(&make(draft, &derived, context, "", Detail::Full)).unwrap();
    for language in [Language::English, Language::Chinese] {
        screened(draft, context, language);
        dosed(draft, context, language);
    }
    for looked in by_history::windows(&context.plan, &derived.stages) {
        looked.reaches();
        looked.clear();
    }
}

fn any_date() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (prop_oneof![0..4_i16, 1899..1902_i16, 2020..2030_i16, 9996..10_000_i16], 1..=13_u8, 1..=32_u8)
            .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
        1 => (0..10_000_i16).prop_map(|year| format!("{year:04}")),
        1 => (0..10_000_i16, 1..=12_u8).prop_map(|(year, month)| format!("{year:04}-{month:02}")),
        2 => Just("9999-12-31T23:59:59".to_owned()),
        1 => Just("0000-01-01T00:00".to_owned()),
        1 => Just("-9999-01-01".to_owned()),
        1 => Just(String::new()),
        1 => "\\PC{0,12}",
    ]
}

fn any_now() -> impl Strategy<Value = DateTime> {
    prop_oneof![
        Just(DateTime::MIN),
        Just(DateTime::MAX),
        Just(date(9999, 12, 31).at(0, 0, 0, 0)),
        Just(date(-9999, 1, 1).at(23, 59, 0, 0)),
        Just(date(0, 1, 1).at(0, 0, 0, 0)),
        Just(date(2026, 11, 22).at(9, 0, 0, 0)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(160) })]

    #[test]
    fn no_date_brings_the_program_down(dates in prop::collection::vec(any_date(), 40), now in any_now()) {
        everything(&dated(&full(), &dates), &PLAN.at(now));
    }

    #[test]
    fn no_date_of_a_site_brings_the_program_down(dates in prop::collection::vec(any_date(), 3), now in any_now()) {
        let protocol = protocol();
        let in_force_at: Vec<(String, String)> =
            dates.iter().map(|date| (protocol.version.clone(), date.clone())).collect();
        let site = Site { in_force: in_force_at, ..site() };
        let plan = Plan::new(&protocol).unwrap();
        in_force::in_force(&[&plan], &site.in_force, now.date());
        in_force::site_under(&[&plan], &plan, &site);
        if let Ok(context) = Context::new(&protocol, &site, &laboratories(), now) {
            everything(&full(), &context);
        }
    }

    /// The longest windows that are read, held against any dates.
    #[test]
    fn no_window_brings_the_program_down(
        dates in prop::collection::vec(any_date(), 40),
        now in any_now(),
        of in prop::sample::select(vec![
            Span::Hours(1_051_920), Span::Days(43_830), Span::Months(1_440), Span::Years(120), Span::HalfLives(100), Span::Ever,
        ]),
    ) {
        let context = Context::new(&with_window(&of), &site(), &laboratories(), now).unwrap();
        everything(&dated(&full(), &dates), &context);
    }
}
