//! Two versions side by side, and what of a site's settings carries over.

use super::kit::{changed, criterion, item, rule, small, words};
use crate::kit::rules::{change_readings, change_windows};
use cardose::{
    engine::{
        protocol::plan::Plan,
        versions::{
            carry::{carry_over, question_unchanged},
            diff::{Change, Field, Of, Said, What, diff},
        },
    },
    i18n::Language,
    model::{Anchor, Kind, PeriodEnd, Protocol, ReadingChoice, Setting, Side, Site, Sitting, Span, Typed},
    report::{self, text},
};

fn only(change: impl FnOnce(&mut Protocol)) -> Change {
    let found = diff(&small(), &changed(change));
    let [change] = &found.changes[..] else { panic!("{:#?}", found.changes) };
    change.clone()
}

#[track_caller]
fn is_changed(change: &Change, of: Of, id: &str, field: &str) -> Field {
    assert_eq!((change.of, change.id.as_str()), (of, id));
    let What::Changed(fields) = &change.what else { panic!("{change:#?}") };
    let [only] = &fields[..] else { panic!("{fields:#?}") };
    assert_eq!(only.name, field);
    only.clone()
}

#[test]
fn the_same_file_has_no_difference() {
    let found = diff(&small(), &small());
    assert_eq!(found.changes, Vec::new());
    assert!(found.parameters.iter().chain(&found.questions).all(|(_, carries)| *carries));
}

#[test]
fn each_kind_of_thing_by_its_id() {
    let level = only(|it| it.levels[1].per_kg.value = "3".into());
    let field = is_changed(&level, Of::Level, "L2", "per_kg");
    assert_eq!(field.old, Said::Quantity(Typed::new("2", "10*6/kg")));
    assert_eq!(field.new, Said::Quantity(Typed::new("3", "10*6/kg")));
    let stage = only(|it| it.stages[1].again_per_infusion = true);
    is_changed(&stage, Of::Stage, "collection", "again_per_infusion");
    is_changed(&only(|it| it.groups[0].name = words("Blood", "血液")), Of::Group, "laboratory", "name");
    let asked = only(|it| item(it, "marker").only_if = None);
    is_changed(&asked, Of::Item, "marker", "only_if");
    let parameter = only(|it| it.parameters[1].offered.clear());
    is_changed(&parameter, Of::Parameter, "weight_cap", "offered");
    let text = only(|it| criterion(it, "E1").text = words("Ill.", "患病。"));
    is_changed(&text, Of::Criterion, "E1", "text");
    let stages = only(|it| criterion(it, "E1").stages.push("collection".into()));
    let field = is_changed(&stages, Of::Criterion, "E1", "stages");
    assert_eq!(field.new, Said::Ids(vec!["screening".into(), "collection".into()]));
    let note = only(|it| criterion(it, "E1").notes.push(words("A note.", "备注。")));
    is_changed(&note, Of::Criterion, "E1", "notes");
    is_changed(&only(|it| it.questions[2].about.clear()), Of::Question, "cap", "about");
    is_changed(&only(|it| it.version = "2".into()), Of::Protocol, "", "version");
}

#[test]
fn what_was_added_removed_or_moved() {
    let removed = only(|it| drop(it.levels.pop()));
    assert_eq!((removed.of, removed.id.as_str(), removed.what), (Of::Level, "L2", What::Removed));
    let added = only(|it| {
        let mut level = it.levels[1].clone();
        level.id = "L3".into();
        it.levels.push(level);
    });
    assert_eq!((added.of, added.id.as_str(), added.what), (Of::Level, "L3", What::Added));
    let moved = only(|it| it.stages.swap(0, 1));
    is_changed(&moved, Of::Stage, "", "order");
}

/// Of a rule only the lines that differ are shown.
#[test]
fn a_changed_rule_in_words() {
    let platelets = r#"All([Part("I1.platelets", AtLeast("platelets", Value((value: "75", unit: "10*9/L")))), Part("I1.alt", AtMost("alt", TimesUln("2.5")))])"#;
    let other = changed(|it| criterion(it, "I1").rule = rule(platelets));
    let document = report::diff(&small(), &other, &diff(&small(), &other), Language::English);
    let shown = text::render(&document, Language::English.catalogue());
    assert!(shown.contains("I1: changed in rule\n"), "{shown}");
    assert!(shown.contains("old: I1.platelets Platelets at least 50 ×10⁹/L\n"), "{shown}");
    assert!(shown.contains("new: I1.platelets Platelets at least 75 ×10⁹/L\n"), "{shown}");
    assert!(!shown.contains("2.5 × ULN"), "{shown}");
    // All instead of any changes no figure.
    let other = changed(|it| {
        criterion(it, "E1").rule = rule(r#"Any([Is("ill", "Yes"), Is("marker", "positive")])"#);
    });
    let document = report::diff(&small(), &other, &diff(&small(), &other), Language::Chinese);
    let shown = text::render(&document, Language::Chinese.catalogue());
    assert!(shown.contains("rule：数值相同，组合方式不同"), "{shown}");
}

fn shown(other: &Protocol, language: Language) -> String {
    let document = report::diff(&small(), other, &diff(&small(), other), language);
    text::render(&document, language.catalogue())
}

/// Of every list the row that was there and the row that is there now, and not the others.
#[test]
fn lists_show_what_was_there_and_what_is() {
    let of = |change: &dyn Fn(&mut Protocol)| {
        let other = changed(change);
        [Language::English, Language::Chinese].map(|language| shown(&other, language))
    };
    let [english, chinese] = of(&|it| item(it, "steroid").equivalents[1].dose = "0.5".into());
    for text in [&english, &chinese] {
        assert!(text.contains("dexamethasone / 地塞米松: 0.75 mg"), "{text}");
        assert!(text.contains("dexamethasone / 地塞米松: 0.5 mg"), "{text}");
        assert!(!text.contains("prednisone / 泼尼松"), "{text}");
    }
    assert!(english.contains("old: dexamethasone"), "{english}");
    type Case = (Box<dyn Fn(&mut Protocol)>, &'static str, &'static str);
    let cases: [Case; 8] = [
        (
            Box::new(|it| {
                let Kind::Choice(answers) = &mut item(it, "marker").kind else { panic!() };
                answers[1].decides = false;
            }),
            "old: positive: positive / 阳性",
            "new: positive: positive / 阳性 [settles nothing]",
        ),
        (
            Box::new(|it| item(it, "steroid").classes[1].one_day = true),
            "old: inhaled: inhaled / 吸入",
            "new: inhaled: inhaled / 吸入 [one day only]",
        ),
        (
            Box::new(|it| it.parameters[1].offered[0].value.value = "90".into()),
            "old: 100 kg (label)",
            "new: 90 kg (label)",
        ),
        (Box::new(|it| it.stages[1].again_per_infusion = true), "old: no", "new: yes"),
        (Box::new(|it| criterion(it, "E1").repeatable = true), "old: no", "new: yes"),
        (Box::new(|it| criterion(it, "E1").kind = Side::Inclusion), "old: exclusion", "new: inclusion"),
        (
            Box::new(|it| item(it, "ill").kind = Kind::Analyte),
            "old: Yes, No or NotKnown",
            "new: a number with a unit",
        ),
        (
            Box::new(|it| item(it, "ill").sitting = Some(Sitting::Visit)),
            "old: where its kind usually is",
            "new: with the findings of a visit",
        ),
    ];
    for (change, old, new) in cases {
        let [english, _] = of(&*change);
        assert!(english.contains(old) && english.contains(new), "{old}, {new}:\n{english}");
    }
    let [english, _] = of(&|it| item(it, "steroid").equivalents.swap(0, 1));
    assert!(english.contains("equivalents: the same rows in another order"), "{english}");
}

fn site() -> Site {
    let source = || "manual".to_owned();
    let settled = |question: &str, reading: &str| ReadingChoice {
        question: question.into(),
        reading: reading.into(),
        source: source(),
    };
    Site {
        schema: 1,
        settings: vec![
            ("rounding_mode".into(), Setting::Choice { value: "down".into(), source: source() }),
            ("weight_cap".into(), Setting::Value { value: Typed::new("90", "kg"), source: source() }),
        ],
        readings: vec![settled("at_the_limit", "above"), settled("last_day", "included")],
        ..Site::default()
    }
}

#[track_caller]
fn must_be_settled_anew(change: impl FnOnce(&mut Protocol), anew: &[&str]) {
    let new = changed(change);
    let plan = Plan::new(&new).unwrap_or_else(|problems| panic!("{problems:?}"));
    let carried = carry_over(&small(), &plan, &site());
    assert_eq!(carried.anew, anew);
    assert_eq!(carried.site.settings.len() + carried.site.readings.len(), 4 - anew.len());
    // The list of the comparison says the same.
    let found = diff(&small(), &new);
    for (id, carries) in found.parameters.iter().chain(&found.questions) {
        assert_eq!(*carries, !anew.contains(&id.as_str()) || id == "rounding_mode", "{id}");
    }
}

#[test]
fn settings_and_readings_carry_over_where_nothing_they_rest_on_changed() {
    must_be_settled_anew(|it| it.version = "2".into(), &[]);
    must_be_settled_anew(|it| criterion(it, "E1").text = words("Ill.", "患病。"), &[]);
    // Another question, or another rule that asks it.
    must_be_settled_anew(|it| it.questions[1].ask.en = "Is day 14 within?".into(), &["last_day"]);
    must_be_settled_anew(
        |it| {
            change_windows(&mut criterion(it, "E2").rule, |own| own.window = Span::Days(21));
        },
        &["last_day"],
    );
    must_be_settled_anew(
        |it| {
            change_readings(&mut criterion(it, "I2").rule, |asked, _| {
                asked.readings[0].text = words("strictly above 3", "严格高于3");
            });
        },
        &["at_the_limit"],
    );
    // The rule of the criterion that the parameter blocks.
    must_be_settled_anew(
        |it| criterion(it, "I1").rule = rule(r#"AtMost("alt", TimesUln("3"))"#),
        &["weight_cap"],
    );
    must_be_settled_anew(|it| it.parameters[1].what = words("Cap", "上限"), &["weight_cap"]);
    // The text of the criterion, its stages, its side.
    must_be_settled_anew(
        |it| {
            let text = words("Systemic steroids above 5 mg in 14 days.", "14天内全身性糖皮质激素>5 mg。");
            criterion(it, "E2").text = text;
        },
        &["last_day"],
    );
    must_be_settled_anew(|it| criterion(it, "E2").stages = vec!["screening".into()], &["last_day"]);
    must_be_settled_anew(|it| criterion(it, "E2").kind = Side::Inclusion, &["last_day"]);
    must_be_settled_anew(|it| criterion(it, "E2").repeatable = true, &["last_day"]);
    // What the item counts as the same dose, what its classes mean, how it is asked.
    must_be_settled_anew(|it| item(it, "steroid").equivalents[1].dose = "0.5".into(), &["last_day"]);
    must_be_settled_anew(|it| item(it, "steroid").classes[0].text = words("by mouth", "口服"), &["last_day"]);
    must_be_settled_anew(|it| item(it, "potassium").ask = words("K", "钾"), &["at_the_limit"]);
    // Another rule of a criterion that it is about, though that rule does not ask it.
    must_be_settled_anew(
        |it| {
            it.questions[0].about.push("E1".into());
            criterion(it, "E1").rule = rule(r#"Any([Is("ill", "Yes"), Is("marker", "positive")])"#);
        },
        &["at_the_limit"],
    );
    must_be_settled_anew(|it| it.questions[1].about.push("L1".into()), &["last_day"]);
    // A remark and a short name decide nothing.
    must_be_settled_anew(|it| criterion(it, "E2").notes.push(words("A note.", "备注。")), &[]);
    must_be_settled_anew(|it| item(it, "steroid").name = Some(words("steroid", "激素")), &[]);
}

#[test]
fn what_the_new_version_no_longer_has_is_not_carried() {
    let new = changed(|it| {
        it.parameters.remove(0);
        it.questions[2].about = vec!["weight_cap".into()];
    });
    let plan = Plan::new(&new).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(carry_over(&small(), &plan, &site()).anew, ["rounding_mode"]);
}

/// Every field that a person can change is named by its own name; one that is passed over is signed unseen.
#[test]
fn no_field_of_a_protocol_changes_without_a_word() {
    type Change = fn(&mut Protocol);
    let criteria: [(&str, Change); 8] = [
        ("kind", |it| criterion(it, "E1").kind = Side::Inclusion),
        ("group", |it| criterion(it, "E1").group = "laboratory".into()),
        ("repeatable", |it| criterion(it, "E1").repeatable = true),
        ("reaches_from", |it| criterion(it, "E1").reaches_from = PeriodEnd::First),
        ("looks_again_at", |it| criterion(it, "E1").looks_again_at = vec!["collection".into()]),
        ("changed_by", |it| criterion(it, "E1").changed_by = Some("collection".into())),
        ("text", |it| criterion(it, "E1").text.zh_cn.push('。')),
        ("rule", |it| criterion(it, "E1").rule = rule(r#"Is("ill", "No")"#)),
    ];
    for (field, change) in criteria {
        is_changed(&only(change), Of::Criterion, "E1", field);
    }
    let items: [(&str, &str, Change); 9] = [
        ("marker", "stays", |it| item(it, "marker").stays = vec!["positive".into()]),
        ("marker", "only_if", |it| item(it, "marker").only_if = None),
        ("marker", "sitting", |it| item(it, "marker").sitting = Some(Sitting::Visit)),
        ("marker", "names", |it| item(it, "marker").names = vec!["MRK".into()]),
        ("marker", "name", |it| item(it, "marker").name = Some(words("mark", "标"))),
        ("marker", "ask", |it| item(it, "marker").ask = words("Mark", "标")),
        ("steroid", "disease", |it| item(it, "steroid").disease = true),
        ("steroid", "classes", |it| item(it, "steroid").classes[0].one_day = true),
        ("steroid", "equivalents", |it| item(it, "steroid").equivalents[1].dose = "0.5".into()),
    ];
    for (id, field, change) in items {
        is_changed(&only(change), Of::Item, id, field);
    }
    is_changed(&only(|it| it.stages[0].period = true), Of::Stage, "screening", "period");
    is_changed(
        &only(|it| it.questions[1].usual = Some("included".into())),
        Of::Question,
        "last_day",
        "usual",
    );
    is_changed(&only(|it| it.parameters[1].blocks.clear()), Of::Parameter, "weight_cap", "blocks");
}

/// A window counts back from the sample of an item that the rule does not compare: the answer about the window turns on
/// what that item is.
#[test]
fn an_answer_turns_on_the_sample_that_a_window_counts_back_from() {
    let anchored = |ask: &str| {
        changed(|it| {
            change_windows(&mut criterion(it, "E2").rule, |own| {
                own.before = vec![Anchor::SampleOf("platelets".into())];
            });
            item(it, "platelets").ask.en = ask.into();
        })
    };
    let carries = |new: &Protocol| question_unchanged(&anchored("Platelets"), new, "last_day");
    assert!(carries(&anchored("Platelets")));
    assert!(!carries(&anchored("Platelets after a transfusion")));
}
