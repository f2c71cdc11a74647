//! A unit typed behind the number is read as if it had been chosen; two units that differ are for a person.

use crate::kit::{CONTEXT, LANGUAGES, Patient as _, base, derived, dosed, problems, weighing};
use cardose::{
    engine::problem::ProblemCode,
    model::{Draft, Finding, Typed, Value},
    quantity::Analyte,
};

/// The example with a result as typed, whatever stands there.
fn typed(item: &str, value: &str, unit: &str) -> Draft {
    let mut draft = base().without(item);
    let value = Value::Quantity(Typed::new(value, unit));
    draft.assessments[0].results.push(Finding { of: item.into(), value, ..Finding::default() });
    draft
}

fn codes(draft: &Draft) -> Vec<&'static str> {
    derived(draft).problems.iter().map(|problem| problem.code.code()).collect()
}

/// What the table takes beside the number it takes behind it: to the letter, with a blank and without.
#[test]
fn every_spelling_behind_the_number_is_the_one_chosen() {
    let mut tried = 0;
    for item in &CONTEXT.plan.protocol.items {
        let Some(analyte) = Analyte::from_id(&item.id).filter(|own| own.enter_under().is_none()) else {
            continue;
        };
        for row in analyte.units() {
            let spellings = [row.symbol, row.ucum].into_iter().chain(row.spellings.iter().copied());
            for unit in spellings.filter(|unit| !unit.is_empty()) {
                // A number that every unit of the table could have: whether it is plausible is the same question.
                let chosen = derived(&typed(&item.id, "12.5", unit)).stages;
                // Without a blank a unit that begins with a digit would be part of the number.
                let glued = (!unit.starts_with(|c: char| c.is_ascii_digit())).then(|| format!("12.5{unit}"));
                for text in [Some(format!("12.5 {unit}")), glued].into_iter().flatten() {
                    // `12.5 L` of a laboratory is a flag, and `12.5%` of a share is one.
                    if cardose::quantity::read_number(&text, cardose::quantity::Style::Laboratory).is_ok() {
                        continue;
                    }
                    let draft = typed(&item.id, &text, "");
                    assert_eq!(derived(&draft).stages, chosen, "{}: {text}", item.id);
                    assert!(!codes(&draft).contains(&"unit_missing"), "{}: {text}", item.id);
                    tried += 1;
                }
                assert!(!codes(&typed(&item.id, &format!("12.5 {unit}"), unit)).contains(&"two_units"));
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

/// 122 lb in a column of kilograms: neither is taken, and no key writes one of them.
#[test]
fn two_units_that_differ_are_for_a_person() {
    let draft = typed("weight", "122 lb", "kg");
    let found = derived(&draft);
    let problem = found.problems.iter().find(|problem| problem.code.code() == "two_units").unwrap();
    let expected = ProblemCode::TwoUnits { number: "122".into(), behind: "lb".into(), beside: "kg".into() };
    assert_eq!(problem.code, expected);
    assert_eq!(problem.field.to_string(), "assessments[1].results[weight].value");
    for (language, text) in
        LANGUAGES.into_iter().zip(["two units: 122 lb, or 122 kg?", "有两个单位：122 lb 还是 122 kg？"])
    {
        assert!(problems(&draft, &CONTEXT, language).iter().any(|line| line.contains(text)), "{language:?}");
    }
    // Said twice alike is no question, in whichever spelling.
    assert_eq!(
        derived(&typed("weight", "57.3 kg", "公斤")).stages,
        derived(&typed("weight", "57.3", "kg")).stages
    );
}

/// A jin is half a kilogram and was never meant: refused by name, behind the number as beside it.
#[test]
fn a_unit_that_is_refused_is_refused_behind_the_number() {
    for (value, unit) in [("115 斤", ""), ("115斤", ""), ("115", "斤")] {
        assert!(codes(&typed("weight", value, unit)).contains(&"unit_refused"), "{value} {unit}");
    }
    // Beside another unit it is no unit of this table at all.
    assert!(codes(&typed("weight", "115 斤", "kg")).contains(&"unit_inside"));
}

/// The digits are shown as typed, the unit once; the dose is that of the chosen unit.
#[test]
fn the_dose_and_the_evidence_say_the_unit_once() {
    let mut behind = weighing("57.3");
    let unit = |draft: &mut Draft, typed: Typed| {
        let weights = draft.assessments.iter_mut().flat_map(|report| &mut report.results);
        weights.filter(|own| own.of == "weight").for_each(|own| own.value = Value::Quantity(typed.clone()));
    };
    let chosen = dosed(&behind, &CONTEXT, LANGUAGES[0]);
    unit(&mut behind, Typed::new("57.3 kg", ""));
    assert_eq!(dosed(&behind, &CONTEXT, LANGUAGES[0]), chosen);
    let shown = crate::kit::under("I8", &typed("platelets", "186 ×10⁹/L", ""), &CONTEXT, LANGUAGES[0]);
    assert!(shown.iter().any(|line| line.starts_with("Platelets 186 ×10⁹/L")), "{shown:#?}");
}
