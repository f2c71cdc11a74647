//! Each check on the lists and texts of a protocol file: the small protocol passes it, one change is found.

use super::kit::{criterion, faults, finds, item, small, spares, words};
use crate::kit::protocol;
use cardose::{
    engine::{
        lint::{Class, Code, Figure, Finding, Tongue, lint},
        problem::ProblemCode,
    },
    i18n::Language,
    model::{Side, Span, Typed},
    report::{self, finding_text, text},
};

/// The shipped protocol has nothing to mend; what is open in it is for the sponsor.
#[test]
fn the_shipped_protocol_has_only_open_questions() {
    let shipped = protocol();
    assert_eq!(faults(&shipped), Vec::new());
    let findings = lint(&shipped);
    assert_eq!(findings.len(), shipped.questions.len());
    assert!(findings.iter().all(|finding| finding.code.class() == Class::OpenQuestion));
}

#[test]
fn what_the_program_cannot_read() {
    let suggestion = Some("history".to_owned());
    let code = ProblemCode::UnknownId { id: "histry".into(), suggestion };
    let refused = faults(&super::kit::changed(|it| criterion(it, "E1").group = "histry".into()));
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!((refused[0].place.as_str(), &refused[0].code), ("criteria[E1].group", &Code::Refused(code)));
    // A class that a rule names and the item lacks.
    let refused = faults(&super::kit::changed(|it| {
        item(it, "steroid").classes.remove(0);
    }));
    assert_eq!(refused[0].code.class(), Class::Refused, "{refused:?}");
}

#[test]
fn ids_that_stand_twice() {
    finds(|it| it.stages.push(it.stages[0].clone()), "stages[screening]", Code::Twice);
    finds(|it| it.groups.push(it.groups[0].clone()), "groups[laboratory]", Code::Twice);
    finds(|it| it.parameters.push(it.parameters[0].clone()), "parameters[rounding_mode]", Code::Twice);
    finds(|it| it.questions.push(it.questions[2].clone()), "questions[cap]", Code::Twice);
    let twice = |it: &mut cardose::model::Protocol| criterion(it, "I1").stages.push("screening".into());
    finds(twice, "criteria[I1].stages", Code::StageTwice("screening".into()));
}

/// Capitals, blanks and dashes do not make another name; an item that no report holds has none.
#[test]
fn names_that_two_items_share() {
    let shared = |name: &str, other: &str| Code::NameShared(name.into(), other.into());
    finds(
        |it| item(it, "alt").names = vec!["platelets".into()],
        "items[alt].names",
        shared("platelets", "platelets"),
    );
    finds(
        |it| {
            item(it, "alt").names = vec!["GPT".into()];
            item(it, "potassium").names = vec!["Kalium".into(), "g-p t".into()];
        },
        "items[potassium].names",
        shared("g-p t", "alt"),
    );
    spares(|it| item(it, "alt").names = vec!["GPT".into(), "gpt".into()]);
    spares(|it| item(it, "ill").names = vec!["Platelets".into()]);
}

#[test]
fn numbers_sides_and_parts() {
    finds(
        |it| {
            criterion(it, "E2").id = "E3".into();
            it.questions[1].about = vec!["E3".into()];
        },
        "criteria[E3].id",
        Code::Numbering("E2".into()),
    );
    finds(|it| criterion(it, "E1").kind = Side::Inclusion, "criteria[E1].id", Code::OtherSide);
    let other_part = r#"All([Part("I1.platelets", AtLeast("platelets", Value((value: "50", unit: "10*9/L")))), Part("I2.alt", AtMost("alt", TimesUln("2.5")))])"#;
    let place = "criteria[I1].rule.I2.alt";
    finds(
        |it| criterion(it, "I1").rule = super::kit::rule(other_part),
        place,
        Code::PartOfOther("I1".into()),
    );
}

#[test]
fn levels_that_do_not_rise() {
    finds(|it| it.levels[1].per_kg.value = "1".into(), "levels[L2]", Code::NotRising);
    finds(|it| it.levels.swap(0, 1), "levels[L1]", Code::NotRising);
    // 2000 × 10³ is 2 × 10⁶: rising is judged by size, not by digits.
    spares(|it| it.levels[1].per_kg = Typed::new("2.0", "10*6/kg"));
}

#[test]
fn stages_at_which_nothing_decides() {
    finds(|it| criterion(it, "E1").stages.clear(), "criteria[E1].stages", Code::DecidesNowhere);
    let mut later = small().stages[0].clone();
    later.id = "follow_up".into();
    finds(|it| it.stages.push(later), "stages[follow_up]", Code::StageDecidesNothing);
}

#[test]
fn what_nothing_uses() {
    let mut item = small().items[2].clone();
    item.id = "sodium".into();
    let unused = item.clone();
    finds(|it| it.items.push(unused), "items[sodium]", Code::ItemUnused);
    // Weights are asked for by the dose, whatever the rules say.
    item.id = "weight".into();
    spares(|it| it.items.push(item));
    let mut group = small().groups[0].clone();
    group.id = "other".into();
    finds(|it| it.groups.push(group), "groups[other]", Code::GroupUnused);
    finds(|it| it.parameters[0].blocks.clear(), "parameters[rounding_mode].blocks", Code::ParameterUnused);
    finds(|it| it.questions[2].about.clear(), "questions[cap]", Code::QuestionUnused);
    finds(|it| drop(it.items[5].equivalents.pop()), "items[steroid].equivalents", Code::OneEquivalent);
}

#[test]
fn names_of_what_is_not_there() {
    finds(
        |it| it.questions[2].about.push("I9".into()),
        "questions[cap].about",
        Code::AboutUnknown("I9".into()),
    );
    finds(
        |it| it.questions[0].about = vec!["I1".into()],
        "questions[at_the_limit].about",
        Code::AboutLacks("I2".into()),
    );
    finds(
        |it| it.questions[0].usual = Some("below".into()),
        "questions[at_the_limit].usual",
        Code::UsualUnknown("below".into()),
    );
    finds(
        |it| it.parameters[1].blocks = vec!["I7".into()],
        "parameters[weight_cap].blocks",
        Code::BlocksUnknown("I7".into()),
    );
}

#[test]
fn usual_values_without_source() {
    let place = "parameters[weight_cap].offered[1]";
    finds(|it| it.parameters[1].offered[0].source = " ".into(), place, Code::OfferWithoutSource);
    let code = ProblemCode::UnknownId { id: "up".into(), suggestion: None };
    let place = "parameters[rounding_mode].offered[1]";
    finds(|it| it.parameters[0].offered[0].value.value = "up".into(), place, Code::OfferUnreadable(code));
    let wrong = faults(&super::kit::changed(|it| it.parameters[1].offered[0].value.unit = "mL".into()));
    assert!(matches!(wrong[0].code, Code::OfferUnreadable(ProblemCode::UnitUnknown { .. })), "{wrong:?}");
}

#[test]
fn texts_in_both_languages() {
    let place = "criteria[E1].text";
    finds(|it| criterion(it, "E1").text.en.clear(), place, Code::TextMissing(Tongue::English));
    finds(|it| criterion(it, "E1").text.zh_cn = " ".into(), place, Code::TextMissing(Tongue::Chinese));
    finds(|it| criterion(it, "E1").text.zh_cn = "Ill.".into(), place, Code::NotTranslated(Tongue::Chinese));
    finds(|it| criterion(it, "E1").text.en = "患病。".into(), place, Code::NotTranslated(Tongue::English));
    finds(
        |it| it.groups[0].name = words("Laboratory", "Laboratory"),
        "groups[laboratory].name",
        Code::TextSame,
    );
    // A name without words may stay as it is.
    spares(|it| item(it, "alt").ask = words("HBsAg", "HBsAg"));
}

#[test]
fn figures_of_the_two_languages() {
    finds(
        |it| criterion(it, "E1").text = words("Ill for 3 days.", "患病2天。"),
        "criteria[E1].text",
        Code::FiguresDiffer(vec!["3".into()], vec!["2".into()]),
    );
    spares(|it| {
        let own = criterion(it, "E1");
        own.text =
            words("Ill with a positive marker and ALT above 10³ × ULN.", "患病且标志物阳性，ALT>1000×ULN。");
        own.rule = super::kit::rule(
            r#"All([Is("ill", "Yes"), Is("marker", "positive"), Above("alt", TimesUln("1000"))])"#,
        );
    });
}

#[test]
fn figures_of_the_rule_that_no_text_names() {
    let limit = Figure::Limit(Typed::new("75", "10*9/L"));
    let platelets = r#"All([AtLeast("platelets", Value((value: "75", unit: "10*9/L"))), AtMost("alt", TimesUln("2.5"))])"#;
    let found = faults(&super::kit::changed(|it| criterion(it, "I1").rule = super::kit::rule(platelets)));
    let codes: Vec<&Code> = found.iter().map(|finding| &finding.code).collect();
    assert_eq!(
        codes,
        [
            &Code::FigureNotNamed(limit.clone(), Tongue::English),
            &Code::FigureNotNamed(limit, Tongue::Chinese),
        ]
    );
    // 14 days are 2 weeks; 2 months are not.
    let text = words(
        "Systemic steroids above 5 mg in the 2 months before collection.",
        "单采前2周内使用全身性糖皮质激素>5 mg。",
    );
    let code = Code::FigureNotNamed(Figure::Window(Span::Days(14)), Tongue::English);
    finds(|it| criterion(it, "E2").text = text, "criteria[E2].rule", code);
    let uln = Code::FigureNotNamed(Figure::TimesUln("2.5".into()), Tongue::Chinese);
    let found = faults(&super::kit::changed(|it| {
        criterion(it, "I1").text.zh_cn = "血小板≥50×10⁹/L，ALT≤2×ULN。".into();
    }));
    assert!(found.iter().any(|finding| finding.code == uln), "{found:?}");
    // A note or a reading may name it.
    spares(|it| {
        let own = criterion(it, "E2");
        own.text = words("Systemic steroids before collection.", "单采前使用全身性糖皮质激素。");
        own.notes.push(words("Above 5 mg, within 14 days.", "14天内>5 mg。"));
    });
}

/// Whatever is found has words in both languages, with nothing left to fill in.
#[test]
fn every_finding_has_words() {
    let id = || "x".to_owned();
    let code = || ProblemCode::UnknownId { id: id(), suggestion: None };
    let figures = [
        Figure::Limit(Typed::new("75", "10*9/L")),
        Figure::TimesUln("2.5".into()),
        Figure::Window(Span::Shorter(vec![Span::Days(14), Span::HalfLives(5)])),
    ];
    let mut codes = vec![
        Code::Refused(code()),
        Code::Twice,
        Code::NameShared("PLT".into(), id()),
        Code::StageTwice(id()),
        Code::DecidesNowhere,
        Code::StageDecidesNothing,
        Code::Numbering(id()),
        Code::OtherSide,
        Code::PartOfOther(id()),
        Code::NotRising,
        Code::ItemUnused,
        Code::GroupUnused,
        Code::ParameterUnused,
        Code::QuestionUnused,
        Code::OneEquivalent,
        Code::ClassUnnamed,
        Code::RestNamed,
        Code::ClassBoth(id()),
        Code::NeverAsked,
        Code::FigureOfTextOnly("3 mg".into(), Tongue::English),
        Code::FigureOfOther(id(), "3 mg".into(), Tongue::Chinese),
        Code::AboutUnknown(id()),
        Code::AboutLacks(id()),
        Code::UsualUnknown(id()),
        Code::BlocksUnknown(id()),
        Code::ParameterUnknown(id()),
        Code::OfferWithoutSource,
        Code::OfferUnreadable(code()),
        Code::TextMissing(Tongue::English),
        Code::TextMissing(Tongue::Chinese),
        Code::TextSame,
        Code::NotTranslated(Tongue::Chinese),
        Code::FiguresDiffer(vec!["3".into()], Vec::new()),
        Code::Implausible(code()),
        Code::ReadingsSame(id(), "y".into()),
        Code::NeverDiffer(id(), "y".into()),
        Code::ReadingsElsewhere(id()),
        Code::AlwaysHolds,
        Code::NeverHolds,
        Code::NoEffect,
        Code::Unreachable,
        Code::NoCase(id()),
        Code::Open,
    ];
    codes.extend(figures.map(|figure| Code::FigureNotNamed(figure, Tongue::Chinese)));
    let protocol = small();
    for code in codes {
        let finding = Finding { place: "questions[cap]".into(), code };
        let [english, chinese] = [Language::English, Language::Chinese]
            .map(|language| finding_text(&finding, &protocol, language));
        assert!(!english.is_empty() && english != chinese, "{finding:?}: {english}");
        for text in [&english, &chinese] {
            assert!(!text.contains(['{', '}']), "{finding:?}: {text}");
        }
        let shown = text::render(
            &report::lint(&protocol, &[finding], Language::Chinese),
            Language::Chinese.catalogue(),
        );
        assert!(shown.contains(&chinese), "{shown}");
    }
}
