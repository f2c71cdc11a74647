//! Each check on the rules of a protocol file: the small protocol passes it, one change is found.

use super::kit::{changed, criterion, faults, finds, rule, spares, words};
use crate::kit::rules::change_readings;
use cardose::{
    engine::{
        lint::{Code, Finding},
        problem::ProblemCode,
    },
    model::Protocol,
};

/// The rule of the first exclusion, which names no figure.
fn ill(text: &'static str) -> impl FnOnce(&mut Protocol) {
    move |it| criterion(it, "E1").rule = rule(text)
}

const AT: &str = "criteria[E1].rule";

#[test]
fn limits_that_no_value_has() {
    // 50 per microlitre is a thousandth of the limit: the unit is wrong.
    let found = faults(&changed(|it| {
        criterion(it, "I1").rule = rule(
            r#"All([AtLeast("platelets", Value((value: "50", unit: "/uL"))), AtMost("alt", TimesUln("2.5"))])"#,
        );
    }));
    assert!(matches!(&found[..], [Finding { code: Code::Implausible(_), .. }]), "{found:?}");
    let found = faults(&changed(|it| {
        criterion(it, "I2").text = words("Potassium above 35 mmol/L, or 3.", "血钾>35 mmol/L或3。");
        criterion(it, "I2").rule = rule(r#"Above("potassium", Value((value: "35", unit: "mmol/L")))"#);
    }));
    assert!(found.iter().any(|finding| matches!(finding.code, Code::Implausible(_))), "{found:?}");
}

#[test]
fn parameters_that_are_not_there() {
    finds(
        |it| {
            criterion(it, "E1").rule = rule(
                r#"All([Is("ill", "Yes"), Is("marker", "positive"), Above("alt", Parameter("alt_limit"))])"#,
            );
        },
        AT,
        Code::ParameterUnknown("alt_limit".into()),
    );
    spares(|it| {
        criterion(it, "E1").rule = rule(
            r#"All([Is("ill", "Yes"), Is("marker", "positive"), Above("alt", Parameter("weight_cap"))])"#,
        );
    });
}

#[test]
fn readings_that_say_the_same() {
    let readings = |second: &'static str, text: &'static str| {
        move |it: &mut Protocol| {
            change_readings(&mut criterion(it, "I2").rule, |asked, rules| {
                rules[1] = rule(second);
                if !text.is_empty() {
                    asked.readings[1].text = words(text, "恰为3不符合");
                }
            });
        }
    };
    let place = "criteria[I2].rule.at_the_limit";
    let same = Code::ReadingsSame("above".into(), "from".into());
    let above = r#"Above("potassium", Value((value: "3", unit: "mmol/L")))"#;
    let from = r#"AtLeast("potassium", Value((value: "3", unit: "mmol/L")))"#;
    finds(readings(above, ""), place, same.clone());
    finds(readings(from, "3 itself does not pass"), place, same);
    // Not below or at 3 is above 3, in whichever spelling of 3.
    let never = Code::NeverDiffer("above".into(), "from".into());
    finds(
        readings(r#"Not(AtMost("potassium", Value((value: "3.0", unit: "mmol/L"))))"#, ""),
        place,
        never.clone(),
    );
    finds(
        readings(
            r#"Any([Above("potassium", Value((value: "3", unit: "mmol/L"))), All([Is("ill", "Yes"), Above("potassium", Value((value: "3", unit: "mmol/L")))])])"#,
            "",
        ),
        place,
        never,
    );
    spares(readings(
        r#"Any([Above("potassium", Value((value: "3", unit: "mmol/L"))), Is("ill", "Yes")])"#,
        "",
    ));
}

#[test]
fn readings_that_differ_from_place_to_place() {
    let again = r#"All([Is("ill", "Yes"), Is("marker", "positive"), Readings(question: "at_the_limit", of: [
        (id: "above", text: (en: "other words", zh_cn: "其他措辞"), rule: Holds),
        (id: "from", text: (en: "3 itself passes", zh_cn: "恰为3符合"), rule: Not(Holds)),
    ])])"#;
    finds(
        |it| {
            it.questions[0].about.push("E1".into());
            criterion(it, "E1").rule = rule(again);
        },
        "criteria[E1].rule.at_the_limit",
        Code::ReadingsElsewhere("at_the_limit".into()),
    );
}

#[test]
fn what_always_or_never_holds() {
    finds(ill(r#"Any([Is("ill", "Yes"), Is("marker", "positive"), Holds])"#), AT, Code::AlwaysHolds);
    finds(ill(r#"All([Is("ill", "Yes"), Is("marker", "positive"), Not(Holds)])"#), AT, Code::NeverHolds);
    finds(ill(r#"All([Is("ill", "Yes"), Is("marker", "positive"), Holds])"#), AT, Code::NoEffect);
    finds(ill(r#"When(Holds, Is("ill", "Yes"), Is("marker", "positive"))"#), AT, Code::Unreachable);
    let found = faults(&changed(ill("Holds")));
    assert!(found.contains(&Finding { place: AT.into(), code: Code::AlwaysHolds }), "{found:?}");
    // As a branch or a reading it is meant.
    spares(ill(r#"When(Is("ill", "Yes"), Is("marker", "positive"), Not(Holds))"#));
}

#[test]
fn sentences_that_cannot_hold_together() {
    let contradiction = |text: String, item: &str| {
        finds(|it| criterion(it, "E1").rule = rule(&text), AT, Code::NoCase(item.into()));
    };
    let both = |one: &str, other: &str| format!(r#"All([Is("marker", "positive"), {one}, {other}])"#);
    contradiction(both(r#"Is("ill", "Yes")"#, r#"Is("ill", "No")"#), "ill");
    contradiction(both(r#"Is("ill", "Yes")"#, r#"Not(Is("ill", "Yes"))"#), "ill");
    contradiction(both(r#"Is("marker", "negative")"#, r#"Is("ill", "Yes")"#), "marker");
    contradiction(both("Sex(Male)", "Sex(Female)"), "sex");
    // At least one and something: no case is left where it fails.
    contradiction(r#"Any([Is("ill", "Yes"), Is("ill", "No"), Is("marker", "positive")])"#.to_owned(), "ill");
}

#[test]
fn limits_that_cannot_hold_together() {
    let alt = |text: &'static str| {
        move |it: &mut Protocol| {
            criterion(it, "E1").text =
                words("Ill with a positive marker: 10, 5.", "患病且标志物阳性：10、5。");
            criterion(it, "E1").rule = rule(text);
        }
    };
    let no_case = Code::NoCase("alt".into());
    // At least 10 and at most 5.
    let never =
        r#"All([Is("marker", "positive"), AtLeast("alt", TimesUln("10")), AtMost("alt", TimesUln("5"))])"#;
    finds(alt(never), AT, no_case.clone());
    // The same, one of them deeper down.
    let deeper = r#"All([AtLeast("alt", TimesUln("10")), Any([Is("marker", "positive"), AtMost("alt", TimesUln("5"))])])"#;
    finds(alt(deeper), AT, no_case.clone());
    // Every value is at least 5 or at most 10.
    let always =
        r#"Any([Is("marker", "positive"), AtLeast("alt", TimesUln("5")), AtMost("alt", TimesUln("10"))])"#;
    finds(alt(always), AT, no_case);
    spares(alt(
        r#"All([Is("marker", "positive"), AtLeast("alt", TimesUln("5")), AtMost("alt", TimesUln("10"))])"#,
    ));
    spares(alt(
        r#"Any([Is("marker", "positive"), AtLeast("alt", TimesUln("10")), AtMost("alt", TimesUln("5"))])"#,
    ));
}

#[test]
fn limits_that_meet_in_one_point() {
    let of = |low: &str, high: &str| {
        let text = format!(
            r#"All([Is("marker", "positive"), {low}("potassium", Value((value: "3", unit: "mmol/L"))), {high}("potassium", Value((value: "3.0", unit: "mmol/L")))])"#
        );
        move |it: &mut Protocol| {
            criterion(it, "E1").text = words("Ill: 3.", "患病：3。");
            criterion(it, "E1").rule = rule(&text);
        }
    };
    spares(of("AtLeast", "AtMost"));
    finds(of("Above", "AtMost"), AT, Code::NoCase("potassium".into()));
    finds(of("AtLeast", "Below"), AT, Code::NoCase("potassium".into()));
}

#[test]
fn branches_that_cannot_be_reached() {
    let inner = r#"When(Is("ill", "Yes"), When(Is("ill", "No"), Is("marker", "negative"), Is("marker", "positive")), Not(Holds))"#;
    finds(ill(inner), AT, Code::Unreachable);
    let under = r#"All([Is("ill", "Yes"), When(Is("ill", "Yes"), Is("marker", "positive"), Is("marker", "negative"))])"#;
    finds(ill(under), AT, Code::Unreachable);
    spares(ill(r#"When(Is("ill", "Yes"), When(Is("marker", "positive"), Holds, Not(Holds)), Not(Holds))"#));
}

/// A window that reaches back from another stage than the one that the criterion lists is looked at; one of a criterion
/// that lists no stage is not, and such a file is refused.
#[test]
fn windows_that_no_stage_looks_at() {
    spares(|it| criterion(it, "E2").stages = vec!["screening".into()]);
    let found = faults(&changed(|it| criterion(it, "E2").stages.clear()));
    let code = ProblemCode::NeverLookedAt { what: "steroid, collection".into() };
    let refused = Finding { place: "criteria[E2].rule".into(), code: Code::Refused(code) };
    assert!(found.contains(&refused), "{found:?}");
}
