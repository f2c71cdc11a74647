//! Serology in words and signs, and the words that stand where a result is missing.

use super::names::fold;

/// Answers by id, as reports print them. Signs stand for the answer only where they are all of it or in brackets.
const ANSWERS: &[(&str, &[&str])] = &[
    (
        "negative",
        &[
            "negative",
            "neg",
            "nonreactive",
            "non reactive",
            "non-react",
            "nonreact",
            "not reactive",
            "not detected",
            "none detected",
            "absent",
            "阴性",
            "阴",
            "无反应性",
            "无反应",
            "非反应性",
            "未检出",
            "未检测到",
            "negativ",
            "nicht reaktiv",
            "nicht nachweisbar",
            "nicht nachgewiesen",
            "(-)",
            "阴性-",
        ],
    ),
    (
        "positive",
        &[
            "positive",
            "pos",
            "reactive",
            "react",
            "repeatedly reactive",
            "repeat reactive",
            "present",
            "阳性",
            "阳",
            "有反应性",
            "反应性",
            "强阳性",
            "positiv",
            "reaktiv",
            "nachweisbar",
            "+",
            "++",
            "+++",
            "++++",
            "(+)",
            "(++)",
            "(+++)",
            "(++++)",
        ],
    ),
    (
        "weakly_positive",
        &[
            "weakly positive",
            "weak positive",
            "weakly reactive",
            "weak reactive",
            "low positive",
            "弱阳性",
            "弱反应性",
            "schwach positiv",
            "schwach reaktiv",
            "±",
            "+/-",
            "+-",
            "(±)",
            "(+/-)",
            "(+-)",
        ],
    ),
    (
        "indeterminate",
        &[
            "indeterminate",
            "equivocal",
            "borderline",
            "inconclusive",
            "gray zone",
            "grey zone",
            "grayzone",
            "不确定",
            "可疑",
            "灰区",
            "待确认",
            "grenzwertig",
            "fraglich",
            "unbestimmt",
        ],
    ),
];

/// Nothing has been measured yet.
const PENDING: &[&str] = &[
    "pending",
    "to follow",
    "in progress",
    "in process",
    "awaited",
    "preliminary",
    "待出",
    "待出结果",
    "待报",
    "待报告",
    "未出",
    "未出结果",
    "结果未出",
    "检测中",
    "检验中",
    "进行中",
    "ausstehend",
    "folgt",
    "in arbeit",
    "in bearbeitung",
    "läuft",
];

/// Nothing will be.
const NOT_DONE: &[&str] = &[
    "not done",
    "nd",
    "n/d",
    "na",
    "n/a",
    "not available",
    "not performed",
    "not tested",
    "not reported",
    "cancelled",
    "canceled",
    "test not performed",
    "tnp",
    "qns",
    "quantity not sufficient",
    "insufficient",
    "hemolyzed",
    "haemolysed",
    "clotted",
    "lipemic",
    "see note",
    "see comment",
    "未做",
    "未测",
    "未检",
    "未检测",
    "无",
    "标本溶血",
    "溶血",
    "标本凝固",
    "凝固",
    "标本不合格",
    "拒检",
    "nicht durchgeführt",
    "nicht bestimmt",
    "n.b.",
    "n.d.",
    "entfällt",
    "hämolytisch",
    "storniert",
    "kein material",
];

/// That a virus is there, which says no more than its number.
const DETECTED: &[&str] =
    &["detected", "检出", "positive", "阳性", "nachgewiesen", "nachweisbar", "positiv", "target detected"];

/// That none was found.
const NOT_DETECTED: &[&str] = &[
    "not detected",
    "none detected",
    "target not detected",
    "tnd",
    "undetected",
    "undetectable",
    "未检出",
    "未检测到",
    "未测出",
    "nicht nachweisbar",
    "nicht nachgewiesen",
    "nicht detektiert",
];

/// Units of an index: a signal over its cut-off.
const INDEX: &[&str] =
    &["s/co", "s/c.o.", "s/c", "sco", "coi", "c.o.i.", "index", "s/n", "cutoff index", "ratio", "s/cutoff"];

/// Signs and letters of high and low.
const FLAGS: &[&str] = &[
    "↑",
    "↓",
    "↑↑",
    "↓↓",
    "↑↑↑",
    "↓↓↓",
    "⬆",
    "⬇",
    "▲",
    "▼",
    "H",
    "L",
    "HH",
    "LL",
    "h",
    "l",
    "*",
    "**",
    "N",
    "A",
    "(H)",
    "(L)",
    "[H]",
    "[L]",
    "H*",
    "L*",
    "*H",
    "*L",
    "High",
    "Low",
    "HIGH",
    "LOW",
    "Normal",
    "NORMAL",
    "normal",
    "high",
    "low",
    "高",
    "低",
    "偏高",
    "偏低",
    "正常",
    "+",
    "++",
    "!",
    "!!",
];

/// What stands where a result is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    Empty,
    Pending,
    NotDone,
}

/// The answer that a word or sign stands for.
pub(super) fn answer(text: &str) -> Option<&'static str> {
    if text.chars().all(|c| "+±/-－＋()（） ".contains(c)) {
        let sign: String = text
            .chars()
            .filter(|c| *c != ' ')
            .map(|c| match c {
                '＋' => '+',
                '－' => '-',
                '（' => '(',
                '）' => ')',
                c => c,
            })
            .collect();
        let find = |(id, words): &(&'static str, &[&str])| words.contains(&&*sign).then_some(*id);
        return ANSWERS.iter().find_map(find);
    }
    listed(text, ANSWERS)
}

fn listed(text: &str, list: &[(&'static str, &[&str])]) -> Option<&'static str> {
    let text = fold(text);
    if text.is_empty() {
        return None;
    }
    list.iter().find_map(|(id, words)| words.iter().any(|word| fold(word) == text).then_some(*id))
}

fn is_of(text: &str, list: &[&str]) -> bool {
    let text = fold(text);
    !text.is_empty() && list.iter().any(|word| fold(word) == text)
}

/// Whether a cell says that there is no result.
pub(super) fn missing(text: &str) -> Option<Missing> {
    let text = text.trim();
    if text
        .chars()
        .all(|c| matches!(c, '-' | '–' | '—' | '－' | '/' | '.' | '…' | '*' | '_' | '―') || c.is_whitespace())
    {
        return Some(Missing::Empty);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if is_of(text, PENDING) {
        return Some(Missing::Pending);
    }
    is_of(text, NOT_DONE).then_some(Missing::NotDone)
}

/// Whether a text begins with an answer, such as `阳性(+)`.
pub(super) fn begins_with_answer(text: &str) -> bool {
    answer(text).is_some() || text.split(['(', '（', ' ']).next().is_some_and(|word| answer(word).is_some())
}

/// Whether a word says only that a virus is there.
pub(super) fn is_detected(text: &str) -> bool {
    is_of(text, DETECTED)
}

/// Whether a word says that none was found.
pub(super) fn is_not_detected(text: &str) -> bool {
    is_of(text, NOT_DETECTED)
}

/// Whether a text is the unit of an index value.
pub(super) fn is_index(text: &str) -> bool {
    is_of(text, INDEX)
}

/// Whether a text says no more than high, low or ordinary.
pub(super) fn is_flag(text: &str) -> bool {
    FLAGS.contains(&text.trim())
}

/// A value without the signs of high and low around it.
pub(super) fn without_flags(text: &str) -> &str {
    const SIGNS: [char; 7] = ['↑', '↓', '⬆', '⬇', '▲', '▼', '*'];
    let text = text.trim().trim_matches(|c: char| SIGNS.contains(&c) || c.is_whitespace());
    let letters = text.strip_suffix(['H', 'L']).map_or(text, str::trim_end);
    if letters.ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        letters
    } else {
        text
    }
}
