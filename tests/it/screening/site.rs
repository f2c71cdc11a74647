//! Settings, templates and rules: what is refused, what is used, windows of every length.

use crate::kit::{Patient as _, context_of, eligible, laboratories, now, protocol, site};
use cardose::{
    engine::{
        Context, derive,
        evidence::{Why, outcome::Outcome},
        problem::{Problem, ProblemCode},
    },
    model::{
        Address, Course, End, Happened, Laboratory, Limit, Relation, ReportPart, Rule, Setting, Site, Span,
        Statement, Typed,
    },
};

fn problems(site: &Site, laboratories: &[Laboratory]) -> Vec<Problem> {
    Context::new(&protocol(), site, laboratories, now()).err().unwrap_or_default()
}

fn with(id: &str, value: &str, unit: &str) -> Site {
    let mut site = site();
    site.settings.retain(|(known, _)| known != id);
    let value = Typed::new(value, unit);
    site.settings.push((id.to_owned(), Setting::Value { value, source: "test".into() }));
    site
}

#[test]
fn settings_that_are_nonsense_are_refused() {
    for (id, value, unit, good) in [
        ("hbv_copies_per_iu", "0", "{copies}/[IU]", "5.6"),
        ("hbv_copies_per_iu", "1000", "{copies}/[IU]", "0.1"),
        ("weight_cap", "0", "kg", "100"),
        ("cell_cap", "0", "10*6", "600"),
        ("rounding_step", "0", "mL", "0.1"),
        ("tolerance_above", "900", "%", "100"),
        ("tolerance_below", "100.1", "%", "0"),
        ("expected_car_low", "0", "10*6/mL", "1"),
        ("expected_car_low", "30", "10*6/mL", "20"),
    ] {
        let field = format!("site.settings[{id}]");
        let found = problems(&with(id, value, unit), &laboratories());
        assert!(
            matches!(&found[..], [problem] if problem.field.to_string() == field),
            "{id} {value}: {found:?}"
        );
        assert_eq!(problems(&with(id, good, unit), &laboratories()), [], "{id} {good}");
    }
}

#[test]
fn settled_readings_exist_and_are_settled_once() {
    for (reading, good) in [("largst", false), ("largest_lesion", true), ("one_such_lesion", true)] {
        let mut site = site();
        for choice in &mut site.readings {
            if choice.question == "lesion_size" {
                choice.reading = reading.into();
            }
        }
        assert_eq!(problems(&site, &laboratories()).is_empty(), good, "{reading}");
    }
    let mut site = site();
    for choice in &mut site.readings {
        if choice.question == "washout_day_seven" {
            choice.reading = "counts".into();
        }
    }
    assert!(matches!(
        &problems(&site, &laboratories())[..],
        [Problem { code: ProblemCode::NoneOf { known, .. }, .. }] if *known == ["included", "excluded"]
    ));
    let mut site = self::site();
    let mut twice = site.readings[0].clone();
    twice.reading = "up_to_70".into();
    site.readings.push(twice);
    assert_eq!(problems(&site, &laboratories())[0].code, ProblemCode::Duplicate);
}

#[test]
fn templates_are_positive_and_do_not_overlap() {
    let mut zero = laboratories();
    zero[0].rows[0].high = "0".into();
    assert_eq!(problems(&site(), &zero)[0].code, ProblemCode::NotPositive);
    let mut twice = laboratories();
    let row = twice[0].rows.iter().find(|row| row.of == "creatinine").unwrap().clone();
    twice[0].rows.push(row);
    assert_eq!(problems(&site(), &twice)[0].code, ProblemCode::Duplicate);
}

#[test]
fn a_template_that_the_site_does_not_list_is_not_used() {
    let mut draft = eligible();
    for finding in &mut draft.assessments[1].results {
        finding.uln = Typed::default();
    }
    let mut site = site();
    assert_eq!(draft.judged_in(&context_of(&site)).outcome("I9.alt"), Outcome::Pass);
    site.laboratories = vec!["us-typical".into()];
    let context = context_of(&site);
    let found = derive(&draft, &context);
    assert_eq!(draft.judged_in(&context).outcome("I9.alt"), Outcome::Unknown);
    assert!(matches!(&found.problems[..], [Problem { field, code: ProblemCode::NoneOf { known, .. } }]
        if *field == Address::Report(2, ReportPart::Laboratory) && *known == ["us-typical"]));
}

/// A transfusion on the 15th, the sample on the 19th at 08:10: more than 72 hours, less than a month. What a course does
/// not say is unknown, and says so.
#[test]
fn windows_of_every_length() {
    let transfused = |window: Span, above: Option<Typed>| {
        let mut protocol = protocol();
        let criterion = protocol.criteria.iter_mut().find(|criterion| criterion.id == "I8").unwrap();
        criterion.rule = Rule::not(Rule::of(Statement::Happened(Happened {
            what: "transfusion".into(),
            window,
            before: vec![cardose::model::Anchor::SampleOf("platelets".into())],
            end: cardose::model::Edge::Included,
            only: Vec::new(),
            unless: Vec::new(),
            above,
            running: None,
        })));
        let context = Context::new(&protocol, &site(), &laboratories(), now()).unwrap();
        let mut draft = eligible();
        let day = "2026-11-15".to_owned();
        draft.exposures[0].courses =
            vec![Course { start: day.clone(), end: End::On(day), ..Course::default() }];
        let found = derive(&draft, &context);
        let row = found.stages[0].rows.iter().find(|row| &*context.plan.criteria[row.criterion].id == "I8");
        let whys: Vec<_> = row.unwrap().evidence.histories().map(|history| history.why.clone()).collect();
        (row.unwrap().outcome, whys)
    };
    assert_eq!(transfused(Span::Days(7), None), (Outcome::Fail, vec![None]));
    let unknown = |why| (Outcome::Unknown, vec![Some(why)]);
    assert_eq!(transfused(Span::Days(7), Some(Typed::new("5", "mg/d"))), unknown(Why::DoseNotKnown));
    assert_eq!(transfused(Span::HalfLives(5), None), unknown(Why::HalfLifeNotKnown));
    for (span, outcome) in [
        (Span::Hours(72), Outcome::Pass),
        (Span::Months(1), Outcome::Fail),
        (Span::Years(5), Outcome::Fail),
        (Span::Ever, Outcome::Fail),
        (Span::Shorter(vec![Span::Days(7), Span::Hours(72)]), Outcome::Pass),
        (Span::Shorter(vec![Span::Days(7), Span::HalfLives(5)]), Outcome::Unknown),
        (Span::Shorter(vec![Span::Days(2), Span::HalfLives(5)]), Outcome::Pass),
    ] {
        assert_eq!(transfused(span.clone(), None).0, outcome, "{span:?}");
    }
}

#[test]
fn a_parameter_can_be_a_limit() {
    let judged = |site: &Site| {
        let mut protocol = protocol();
        let criterion = protocol.criteria.iter_mut().find(|criterion| criterion.id == "I11").unwrap();
        criterion.rule =
            Rule::compare("lvef".into(), Relation::AtLeast, Limit::Parameter("tolerance_above".into()));
        let context = Context::new(&protocol, site, &laboratories(), now()).unwrap();
        eligible().judged_in(&context).outcome("I11")
    };
    assert_eq!(judged(&with("tolerance_above", "50", "%")), Outcome::Pass);
    assert_eq!(judged(&with("tolerance_above", "70", "%")), Outcome::Fail);
    let mut bare = site();
    bare.settings.retain(|(id, _)| id != "tolerance_above");
    assert_eq!(judged(&bare), Outcome::Unknown);
}
