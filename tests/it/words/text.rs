//! Sentences that people read aloud: colons, one word for each state, dates and units of the language.

use crate::cli::kit::EXAMPLES;
use crate::kit::{
    CONTEXT, LANGUAGES, Patient as _, base, context, eligible, example, first_line, screened, under,
};
use cardose::{
    i18n::Language::{Chinese, English},
    model::{Draft, End, Value},
};

/// *no reliable contraception no* is a puzzle.
#[test]
fn an_answer_stands_after_a_colon() {
    for (language, lines) in [
        (
            English,
            [
                "no reliable contraception: no",
                "cannot keep to the protocol: no",
                "NYHA class: no heart failure",
            ],
        ),
        (Chinese, ["不能采取可靠避孕：否", "", "NYHA"]),
    ] {
        let report = screened(&eligible(), &context(), language);
        for line in lines {
            assert!(report.contains(line), "{line}");
        }
    }
}

/// users.md section 8: four different words, each alone.
#[test]
fn what_is_missing_says_how_in_one_word() {
    for (value, [english, chinese]) in [
        (None, ["not entered", "未录入"]),
        (Some(Value::NotDone(String::new())), ["not done", "未做"]),
        (Some(Value::NotKnown), ["asked, and not known", "已询问，不详"]),
    ] {
        for (language, word) in [(English, english), (Chinese, chinese)] {
            let colon = language.catalogue().colon.trim_end();
            for (item, id, name) in
                [("lvef", "I11", ["(LVEF)", "左心室射血分数"]), ("pregnant", "E24", ["pregnant", "妊娠"])]
            {
                // A quantity is never asked and not known: its field is empty or not.
                if item == "lvef" && value == Some(Value::NotKnown) {
                    continue;
                }
                let mut chart = base().without(item);
                if let Some(value) = value.clone() {
                    chart = chart.with(item, value);
                }
                let lines = under(id, &chart, &CONTEXT, language);
                let name = name[usize::from(language == Chinese)];
                let line =
                    lines.iter().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{lines:?}"));
                let (_, said) = line.split_once(colon).unwrap_or_else(|| panic!("{line}"));
                assert_eq!(said.trim(), word, "{line}");
            }
        }
    }
}

#[test]
fn no_sentence_ends_twice() {
    for language in LANGUAGES {
        for name in EXAMPLES {
            let report = screened(&example(name), &context(), language);
            for twice in ["?.", "？。", "？：", "?:", "..", "。。", "。 "] {
                assert!(!report.contains(twice), "{name}: {twice}");
            }
        }
    }
}

fn chinese(chart: &Draft) -> String {
    screened(chart, &CONTEXT, Chinese)
}

/// Dates as 2026年11月19日, years as 岁, sex as 性别.
#[test]
fn chinese_reports_are_chinese_throughout() {
    for name in EXAMPLES {
        let report = screened(&example(name), &context(), Chinese);
        assert!(!report.contains("years"), "{name}");
        let (body, _) = report.split_once("SHA-256").unwrap();
        let body = body.replace("registry 2024-03-06, edition 2", "");
        let iso = body
            .as_bytes()
            .windows(5)
            .any(|five| five[..4].iter().all(u8::is_ascii_digit) && five[4] == b'-');
        assert!(!iso, "{name}: {body}");
    }
    let report = chinese(&base().sex(None).without("pregnant"));
    assert!(!report.contains("sex") && report.contains("性别：未录入"), "{report}");
    assert!(chinese(&base().born("1974-01-01")).contains("52 岁"));
    assert!(!first_line(&example("platelets-low"), &context(), Chinese).contains("。 "));
}

/// A clock time that decides is shown: 2026-11-12 at 23:00 is less than seven days before the 19th at 08:10.
#[test]
fn a_history_shows_the_time_that_decides() {
    let on = |when: &str| End::On(when.to_owned());
    let chart = |when: &str| base().history("transfusion", "2026-11-20", &[(when, on(when))]);
    for (language, day, time) in
        [(English, "2026-11-12", "2026-11-12 23:00"), (Chinese, "2026年11月12日", "2026年11月12日 23:00")]
    {
        let said = |when: &str| under("I8", &chart(when), &CONTEXT, language).join(" ");
        assert!(said("2026-11-12T23:00").contains(time), "{}", said("2026-11-12T23:00"));
        assert!(said("2026-11-13").contains(&day.replace("12日", "13日").replace("-12", "-13")));
    }
}

/// The section holds the measured clearance too.
#[test]
fn the_heading_of_the_clearances_fits_both() {
    for (language, wrong) in [(English, "Creatinine clearance, estimated\n"), (Chinese, "估算肌酐清除率\n")]
    {
        assert!(!screened(&eligible(), &context(), language).contains(wrong));
    }
}

/// 注意 warns; a note is a quiet line.
#[test]
fn a_note_is_a_remark() {
    let words = Chinese.catalogue();
    assert_eq!(words.class_note, "备注");
    for text in words.texts() {
        assert!(!text.1.replace("研究中心参数", "").contains("中心参数"), "{text:?}");
        assert!(!text.1.contains("复苏"), "{text:?}");
    }
}
