//! The register of open questions and the letter to the sponsor.

use super::kit::small;
use crate::kit::{bare_site, context_of, example, protocol, site};
use cardose::{
    engine::{
        derive,
        notice::NoticeCode,
        site::open_questions::{State, register},
    },
    i18n::Language,
    model::{ReadingChoice, Setting, Site, Typed},
    report::{self, letter, text},
};
use jiff::civil::date;

fn written(protocol: &cardose::model::Protocol, site: &Site, language: Language) -> String {
    let document = letter(protocol, "0123abcd", site, date(2026, 11, 22), language);
    text::render(&document, language.catalogue())
}

#[test]
fn each_question_with_its_state_and_what_hangs_on_it() {
    let protocol = small();
    let mut site = bare_site();
    let states = |site: &Site| -> Vec<String> {
        register(&protocol, site).iter().map(|own| format!("{:?}", own.state)).collect()
    };
    assert_eq!(states(&site), ["Open", "Open", "Open"]);
    site.readings.push(ReadingChoice {
        question: "last_day".into(),
        reading: "excluded".into(),
        source: "letter of the sponsor".into(),
    });
    site.settings.push(("weight_cap".into(), Setting::NoneByProtocol { source: "section 8".into() }));
    let own = register(&protocol, &site);
    assert_eq!(own[0].state, State::Open);
    assert_eq!(own[0].rules, ["I2"]);
    assert_eq!(own[0].question.usual.as_deref(), Some("above"));
    assert_eq!(own[1].state, State::Settled { reading: "excluded", source: "letter of the sponsor" });
    assert_eq!(own[1].rules, ["E2"]);
    let readings: Vec<&str> = own[1].readings.iter().map(|reading| reading.id).collect();
    assert_eq!(readings, ["included", "excluded"]);
    // No rule asks about the cap: the parameter is the answer.
    assert_eq!(own[2].state, State::BySettings);
    assert_eq!(own[2].parameters[0].0.id, "weight_cap");
}

/// An answer in words sets nothing: the register says so, and where a criterion that it is about decides, one quiet line
/// says so too.
#[test]
fn an_answer_that_no_rule_follows_is_not_called_settled() {
    let protocol = protocol();
    let mut site = bare_site();
    let mut answer = |question: &str, reading: &str| {
        let (question, reading) = (question.to_owned(), reading.to_owned());
        site.readings.push(ReadingChoice { question, reading, source: "letter of 3 May".into() });
    };
    answer("uln_source", "those of the site");
    answer("previous_cells_and_follow_up", "none");
    answer("weight_rule", "at screening");
    answer("syphilis_cured", "cured_excepted");
    let own = register(&protocol, &site);
    let state = |id: &str| &own.iter().find(|own| own.question.id == id).unwrap().state;
    let answered = State::Answered { answer: "those of the site", source: "letter of 3 May" };
    assert_eq!(*state("uln_source"), answered);
    assert!(matches!(state("weight_rule"), State::Answered { .. }), "no parameter is set");
    assert!(matches!(state("syphilis_cured"), State::Settled { .. }));
    let document = report::questions(&protocol, &own, Language::English);
    let shown = text::render(&document, Language::English.catalogue());
    let line = "uln_source [answered; no rule follows it: those of the site (letter of 3 May)]";
    assert!(shown.contains(line), "{shown}");
    assert!(shown.contains(&format!("{} of {} questions are open", own.len() - 4, own.len())), "{shown}");
    let data = report::questions_outcome(&own);
    let data = data["questions"].as_array().unwrap().iter().find(|own| own["id"] == "uln_source").unwrap();
    assert_eq!((&data["state"], &data["reading"]), (&"answered_no_rule".into(), &"those of the site".into()));
    // One line for all of them; the weight is no criterion's.
    let found = derive(&example("eligible"), &context_of(&site));
    let told: Vec<&NoticeCode> = found.notices.iter().map(|notice| &notice.code).collect();
    let expected =
        NoticeCode::AnswersNotFollowed(vec!["uln_source".into(), "previous_cells_and_follow_up".into()]);
    assert!(told.contains(&&expected), "{told:?}");
    assert_eq!(told.iter().filter(|code| matches!(code, NoticeCode::AnswersNotFollowed(_))).count(), 1);
    let told = derive(&example("eligible"), &context_of(&bare_site())).notices;
    assert!(!told.iter().any(|notice| matches!(notice.code, NoticeCode::AnswersNotFollowed(_))));
}

/// A parameter that is set answers no question of a rule.
#[test]
fn a_parameter_does_not_settle_a_reading() {
    let mut protocol = small();
    protocol.questions[0].about.push("weight_cap".into());
    let mut site = bare_site();
    let value = Setting::Value { value: Typed::new("90", "kg"), source: "manual".into() };
    site.settings.push(("weight_cap".into(), value));
    assert_eq!(register(&protocol, &site)[0].state, State::Open);
}

#[test]
fn parts_of_criteria_that_wait() {
    let (protocol, site) = (protocol(), bare_site());
    let own = register(&protocol, &site);
    let find = |id: &str| own.iter().find(|own| own.question.id == id).unwrap();
    assert_eq!(
        find("washout_day_seven").rules,
        ["I8.transfusion", "I8.growth_factor", "I8.long_acting_g_csf", "I8.tpo_receptor_agonist"]
    );
    assert_eq!(find("antibody_drug_conjugates").rules, ["E8.conjugate", "E9.conjugate"]);
    assert!(find("dlt_rules").rules.is_empty());
}

#[test]
fn the_letter_holds_the_open_questions_and_no_other() {
    let (protocol, site) = (protocol(), site());
    let (english, chinese) =
        (written(&protocol, &site, Language::English), written(&protocol, &site, Language::Chinese));
    let registered = register(&protocol, &site);
    let mut number = 0;
    for own in &registered {
        let open = own.state == State::Open;
        number += usize::from(open);
        for (letter, ask) in [(&english, &own.question.ask.en), (&chinese, &own.question.ask.zh_cn)] {
            let beginning: String = ask.chars().take(20).collect();
            assert_eq!(letter.contains(&format!("\n{number}. {beginning}")), open, "{}", own.question.id);
        }
    }
    assert!(number > 10 && number < registered.len(), "{number}");
    assert_eq!(english.matches("Answer: ___").count(), number);
    assert_eq!(english.matches("Source (").count(), number);
    assert_eq!(chinese.matches("出处（").count(), number);
    assert!(chinese.contains("申办者") && !chinese.contains("赞助商"));
    assert!(english.contains("SHA-256 0123abcd") && english.contains("2026-11-22"));
    assert!(
        english
            .contains("[   ] With Gilbert's syndrome the bilirubin limit does not apply (usual in practice)")
    );
    // The made-up site says so.
    assert!(english.starts_with("*** EXAMPLE site"));
    for person in &site.people {
        assert!(!english.contains(&format!("({})", person.id)), "{}", person.id);
    }
}

#[test]
fn the_ends_of_a_window_can_be_ticked() {
    let english = written(&small(), &bare_site(), Language::English);
    assert!(english.contains("[   ] the last day counts\n"), "{english}");
    assert!(english.contains("[   ] the last day does not count\n"), "{english}");
    // 72 hours have no last day.
    let shipped = written(&protocol(), &bare_site(), Language::English);
    let counts = "[   ] what lies exactly on the end of the window counts (on its last day; of hours, at that very minute)";
    assert!(shipped.contains(counts), "{shipped}");
}

#[test]
fn with_nothing_open_there_is_nothing_to_ask() {
    let mut protocol = small();
    protocol.questions.clear();
    let english = written(&protocol, &bare_site(), Language::English);
    assert!(english.contains("No question is open."), "{english}");
    assert!(!english.contains("Answer:"), "{english}");
}

/// A question about two parameters is settled by both of them, and not by the first that is set.
#[test]
fn one_of_two_parameters_settles_nothing() {
    let protocol = protocol();
    let value =
        |percent: &str| Setting::Value { value: Typed::new(percent, "%"), source: "pharmacy manual".into() };
    let mut site = bare_site();
    let state = |site: &Site| {
        let register = register(&protocol, site);
        let own = register.iter().find(|own| own.question.id == "tolerance_and_shortage").unwrap();
        format!("{:?}", own.state)
    };
    assert_eq!(state(&site), "Open");
    site.settings.push(("tolerance_below".into(), value("10")));
    assert_eq!(state(&site), "Open");
    site.settings.push(("tolerance_above".into(), value("20")));
    assert_eq!(state(&site), "BySettings");
}
