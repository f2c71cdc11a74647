//! Slips of a protocol file that leave it readable: each is found, and what looks like one is spared.

use super::kit::{changed, criterion, faults, finds, item, rule, small, spares, words};
use crate::kit::{
    protocol,
    rules::{change_limits, change_windows, without_part},
};
use cardose::{
    engine::lint::{Code, Finding, Tongue},
    model::{Class, Limit, Protocol, Span},
};

fn only_and_unless(only: &[&str], unless: &[&str]) -> impl FnOnce(&mut Protocol) {
    let [own, other] = [only, unless].map(|list| list.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
    move |it| {
        change_windows(&mut criterion(it, "E2").rule, |happened| {
            (happened.only, happened.unless) = (own.clone(), other.clone());
        });
        for class in &mut item(it, "steroid").classes {
            class.rest = false;
        }
    }
}

#[test]
fn a_class_that_is_asked_for_and_excepted() {
    let code = Code::ClassBoth("systemic".into());
    finds(only_and_unless(&["systemic"], &["systemic", "inhaled"]), "criteria[E2].rule", code);
    spares(only_and_unless(&["systemic"], &["inhaled"]));
}

#[test]
fn a_class_that_no_rule_names() {
    let class =
        |rest: bool| Class {
            id: "topical".into(), text: words("on the skin", "外用"), one_day: false, rest
        };
    let place = "items[steroid].classes[topical]";
    finds(|it| item(it, "steroid").classes.push(class(false)), place, Code::ClassUnnamed);
    spares(|it| item(it, "steroid").classes.push(class(true)));
    // Where the rules only except classes, one that none of them names counts.
    spares(only_and_unless(&[], &["inhaled"]));
    let found = faults(&changed(only_and_unless(&[], &[])));
    assert_eq!(found.len(), 2, "nothing asks for the classes at all: {found:?}");
    let place = "items[steroid].classes[systemic]";
    finds(|it| item(it, "steroid").classes[0].rest = true, place, Code::RestNamed);
}

#[test]
fn items_that_wait_for_each_other() {
    let circle = |condition: &'static str| {
        move |it: &mut Protocol| {
            item(it, "ill").only_if = Some(rule(condition));
        }
    };
    // The marker is asked for only in the ill.
    let found = faults(&changed(circle(r#"Is("marker", "positive")"#)));
    let never = |id: &str| Finding { place: format!("items[{id}].only_if"), code: Code::NeverAsked };
    assert_eq!(found, [never("ill"), never("marker")]);
    assert_eq!(faults(&changed(circle(r#"All([Sex(Male), Is("ill", "No")])"#))).len(), 2, "nor for itself");
    spares(circle(r#"Any([Sex(Male), Is("marker", "positive")])"#));
    spares(circle("Sex(Male)"));
}

/// The text keeps a limit, or a window, whose sentence was deleted from the rule.
#[test]
fn a_figure_of_the_text_that_no_rule_has() {
    let of = |figure: &str, tongue| Code::FigureOfTextOnly(figure.into(), tongue);
    let found = faults(&changed(|it| criterion(it, "I1").rule = rule(r#"AtMost("alt", TimesUln("2.5"))"#)));
    let codes: Vec<Code> = found.into_iter().map(|finding| finding.code).collect();
    // Nothing uses the platelets now.
    assert_eq!(codes[0], Code::ItemUnused);
    assert_eq!(codes[1..], [of("50 × 10⁹ /L", Tongue::English), of("50×10⁹ /L", Tongue::Chinese)]);
    // The shipped protocol: 80 g/L of haemoglobin, and the half-lives of Exclusion 8.
    let mut shipped = protocol();
    without_part(&mut criterion(&mut shipped, "I8").rule, "I8.haemoglobin");
    let codes: Vec<Code> = faults(&shipped).into_iter().map(|finding| finding.code).collect();
    let expected = ["80 g/L", "80 g/L"].into_iter().zip([Tongue::English, Tongue::Chinese]);
    let expected: Vec<Code> = expected.map(|(figure, tongue)| of(figure, tongue)).collect();
    assert!(expected.iter().all(|code| codes.contains(code)), "{codes:?}");
    let mut shipped = protocol();
    change_windows(&mut criterion(&mut shipped, "E8").rule, |own| {
        if let Span::Shorter(spans) = &mut own.window {
            spans.truncate(1);
        }
    });
    let codes: Vec<Code> = faults(&shipped).into_iter().map(|finding| finding.code).collect();
    // The readings of the conjugates name the half-lives too; it is the text that has them without a rule.
    assert!(codes.contains(&of("5 half", Tongue::English)), "{codes:?}");
    // A figure that stands in what is asked, and a number that is no figure.
    spares(|it| {
        item(it, "ill").ask = words("Ill for 3 days?", "患病是否已3天？");
        criterion(it, "E1").text =
            words("Ill for 3 days, grade 2 of RECIST 1.1.", "患病3天，RECIST 1.1的2级。");
    });
}

/// Haemoglobin 75 and platelets 80: both figures stand in the text, each for the other.
#[test]
fn figures_that_have_changed_places() {
    let swap = |protocol: &mut Protocol| {
        change_limits(&mut criterion(protocol, "I8").rule, |item, limit| {
            let Limit::Value(typed) = limit else { return };
            match item {
                "haemoglobin" => typed.value = "75".into(),
                "platelets" => typed.value = "80".into(),
                _ => {}
            }
        });
    };
    let mut shipped = protocol();
    swap(&mut shipped);
    let of = |item: &str, figure: &str, tongue| Finding {
        place: "criteria[I8].text".into(),
        code: Code::FigureOfOther(item.into(), figure.into(), tongue),
    };
    assert_eq!(
        faults(&shipped),
        [
            of("haemoglobin", "80 g/L", Tongue::English),
            of("platelets", "75 × 10⁹ /L", Tongue::English),
            of("haemoglobin", "80 g/L", Tongue::Chinese),
            of("platelets", "75×10⁹ /L", Tongue::Chinese),
        ]
    );
    assert_eq!(faults(&protocol()), Vec::new());
    assert_eq!(faults(&small()), Vec::new());
}

/// English with one Chinese character in it is not Chinese; Chinese with a name in it is.
#[test]
fn a_text_in_the_other_language() {
    let note = |en: &'static str, zh_cn: &'static str| {
        move |it: &mut Protocol| criterion(it, "E1").notes.push(words(en, zh_cn))
    };
    let place = "criteria[E1].notes[1]";
    finds(
        note("The record says below 70 years.", "The record says below 70 岁."),
        place,
        Code::NotTranslated(Tongue::Chinese),
    );
    finds(note("低于70岁 years", "登记平台写低于70岁"), place, Code::NotTranslated(Tongue::English));
    spares(note("Estimated by Cockcroft-Gault.", "按Cockcroft-Gault公式估算。"));
    spares(note("Systemic sexualization is chemotherapy (化疗).", "系化疗之误译。"));
}
