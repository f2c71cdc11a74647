//! The words of a state, in both languages: one that loses its *not* in one of them sends two people different ways.
//! users.md section 8 has the Chinese terms.

use crate::kit::{
    CONTEXT, LANGUAGES, Patient as _, Settled as _, bare_site, base, context, context_of, derived, dosed,
    eligible, first_line, reporter, screened, site,
};
use cardose::{
    engine::{derive, notice::Class},
    i18n::Language::{self, Chinese, English},
    model::{Typed, Value},
    report::headline,
};
use std::collections::BTreeMap;

/// A text as the catalogue has it, of results or of the window.
fn texts(language: Language) -> BTreeMap<&'static str, &'static str> {
    let (results, window) = (language.catalogue().texts(), language.window().texts());
    results.into_iter().chain(window).collect()
}

/// The whole text of what stands alone.
const WORDS: [(&str, &str, &str); 24] = [
    (
        "verdict_eligible",
        "eligible on the entries made; the investigator decides",
        "按现有资料符合入组条件，由研究者最终判定",
    ),
    ("verdict_not_eligible", "not eligible", "不符合入组条件"),
    ("verdict_not_now", "not now", "目前不符合"),
    ("verdict_incomplete", "incomplete: cannot be decided yet", "资料不全，尚不能判定"),
    ("verdict_pass_short", "pass", "通过"),
    ("verdict_fail_short", "fail", "未通过"),
    ("verdict_not_now_short", "not now", "目前不符合"),
    ("verdict_unknown_short", "unknown", "待判定"),
    ("inclusion_met", "met", "符合"),
    ("inclusion_not_met", "not met", "不符合"),
    ("exclusion_excludes", "excludes", "构成排除"),
    ("exclusion_does_not", "does not exclude", "不构成排除"),
    ("outcome_unknown", "unknown", "待判定"),
    ("shown_neutral", "does not decide", "不影响判定"),
    ("state_ready", "ready", "可配制"),
    ("state_decide", "not ready", "尚未就绪"),
    ("state_overdose", "overdose: stop", "超量：停止"),
    ("line_state_done", "done", "已完成"),
    ("line_state_open", "open", "未完成"),
    ("line_state_stopped", "stopped", "停止"),
    ("reading_included", "the last day counts", "最后一天计入"),
    ("reading_excluded", "the last day does not count", "最后一天不计入"),
    ("tool_last_day_counts", "the last day counts", "最后一天计入"),
    ("tool_last_day_not", "the last day does not count", "最后一天不计入"),
];

#[test]
fn a_state_says_the_same_in_both_languages() {
    let (english, chinese) = (texts(English), texts(Chinese));
    for (key, in_english, in_chinese) in WORDS {
        assert_eq!((english[key], chinese[key]), (in_english, in_chinese), "{key}");
    }
}

/// Within a sentence: what must stand there, and what would be the contrary.
#[test]
fn no_sentence_loses_its_not() {
    for (key, in_english, in_chinese) in [
        ("readiness_open", "NOT READY", "尚未就绪"),
        ("readiness_stopped", "STOP", "停止"),
        ("need_does_not_go_on", "does not go on", "不再继续"),
        ("need_not_eligible", "not eligible", "不符合"),
        ("need_not_now", "not eligible now", "目前不符合"),
        ("dose_headline_provisional", "not for administration", "不得用于给药"),
        ("dose_headline_overdose", "no volume is given", "禁止使用，不给出体积"),
        ("dose_headline_certificate", "no volume is given", "不给出体积"),
        ("dose_headline_other_subject", "nothing of it may be given", "不得使用"),
        ("note_no_recovery", "no recovery applied", "未计解冻回收率"),
        ("note_viability_not_multiplied", "is not multiplied in", "不再乘以"),
        ("note_cd3_not_multiplied", "is not multiplied in", "不再乘以"),
        ("note_recovery_not_multiplied", "is not multiplied in", "不再乘以"),
        ("reading_end_excluded", "does not count", "不计入"),
        ("tool_hour_not", "does not count", "不计入"),
        ("happened_not", "none that counts", "无计入者"),
        ("question_state_answered", "no rule follows it", "尚无规则据此判定"),
        ("intended_use", "not an approved medical device", "不是经批准的医疗器械"),
        ("example_banner", "not a patient", "非真实患者"),
        ("example_site_banner", "not for patients", "不得用于患者"),
    ] {
        for (language, said) in [(English, in_english), (Chinese, in_chinese)] {
            let text = texts(language)[key];
            assert!(text.contains(said), "{key}: {text}");
        }
    }
    for key in ["reading_end_included", "tool_hour_counts", "need_lot"] {
        for (language, no) in [(English, " not "), (Chinese, "不")] {
            assert!(!texts(language)[key].contains(no), "{key}");
        }
    }
}

/// At least, above, at most, below: of a result, and in the headline.
#[test]
fn a_side_of_a_limit_has_its_own_words() {
    for (end, english, chinese) in [
        ("at_least", [": at or above ", ", at least "], "，不低于 "),
        ("above", [": above ", ", above "], "，高于 "),
        ("at_most", [": at or below ", ", at most "], "，不高于 "),
        ("below", [": below ", ", below "], "，低于 "),
    ] {
        for (place, kind) in ["is_", "stands_"].into_iter().enumerate() {
            let key = format!("{kind}{end}");
            assert_eq!(texts(English)[&*key], format!("{{value}}{}{{limit}}", english[place]), "{key}");
            assert_eq!(texts(Chinese)[&*key], format!("{{value}}{chinese}{{limit}}"), "{key}");
        }
    }
}

/// A line of the list bears a mark: done, open, stopped. Here the level is open, and the bag is another patient's.
#[test]
fn a_stop_bears_its_own_mark() {
    let mut draft = eligible();
    draft.infusions[0].level = None;
    draft.lots[0].label_subject = "EXAMPLE-02".into();
    for (language, lines) in [
        (English, ["[!] bag identity", "[ ] dose level", "[x] weight"]),
        (Chinese, ["[!] 袋身份核对", "[ ] 剂量水平", "[x] 体重"]),
    ] {
        let text = dosed(&draft, &CONTEXT, language);
        for line in lines {
            assert!(text.lines().any(|own| own == line), "{line}\n{text}");
        }
    }
}

/// Stops first, then decisions, then notes: the last line of a long list is read last, or never.
#[test]
fn notices_stand_by_their_weight() {
    let mut draft = eligible().uln("alt", "", "").uln("ast", "", "");
    draft.lots[0].label_subject = "EXAMPLE-02".into();
    draft.lots[0].certificate_cells = Typed::default();
    let found = derive(&draft, &context_of(&bare_site().setting("rounding_step", "0.2 mL")));
    let classes: Vec<Class> = found.notices.iter().map(|notice| notice.class).collect();
    for class in [Class::Stop, Class::Decide, Class::Note] {
        assert!(classes.contains(&class), "{classes:?}");
    }
    assert!(classes.is_sorted(), "{classes:?}");
}

/// A made-up site is said to be one over every report of a patient who is not an example.
#[test]
fn a_made_up_site_stands_under_its_banner() {
    let example = context();
    let mut real = site();
    real.example = false;
    for (language, banner) in [
        (English, "*** EXAMPLE site: made up, not for patients ***"),
        (Chinese, "*** 示例研究中心：虚构，不得用于患者 ***"),
    ] {
        for report in [screened, dosed] {
            assert!(report(&eligible(), &example, language).starts_with(banner));
            assert!(!report(&eligible(), &context_of(&real), language).contains(banner));
        }
    }
}

/// Potassium of 3.0 is put right and repeated; a disease of the brain is not. What time does not cure is told first, though its
/// criterion comes later.
#[test]
fn what_nothing_cures_is_told_first() {
    let low = base().quantity("potassium", "3.0", "mmol/L");
    let both = low.clone().with("other_cns_disease", Value::Yes);
    for language in LANGUAGES {
        let said = |draft| headline(&reporter(draft, &CONTEXT, language), &derived(draft)).text;
        let [five, disease] = match language {
            English => ["(Exclusion 5)", "(Exclusion 16)"],
            Chinese => ["（排除标准 5）", "（排除标准 16）"],
        };
        assert!(said(&low).contains(five), "{}", said(&low));
        assert!(said(&both).contains(disease) && !said(&both).contains(five), "{}", said(&both));
    }
}

/// Nothing has a date yet: what passes, passes so far, and the sentence over everything says so.
#[test]
fn so_far_is_said_with_the_verdict() {
    for (language, so_far) in [(English, "so far"), (Chinese, "截至目前")] {
        let first = first_line(&eligible(), &CONTEXT, language);
        assert!(first.contains(so_far), "{first}");
    }
}
