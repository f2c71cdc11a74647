//! Which of a few ids was probably meant: never one of another sign.
//!
//! Likeness alone takes *reactive* for *negative*. A hint needs the same letters but for one slip, the same figures, and
//! among answers the same sign: the words in which laboratories print an answer are known.

use crate::quantity::units::clean;

/// In which words an answer is printed.
const WORDS: &[(&str, &[&str])] = &[
    ("positive", &["positive", "pos", "reactive", "detected", "阳性", "阳", "+", "++", "+++", "(+)"]),
    (
        "negative",
        &[
            "negative",
            "neg",
            "nonreactive",
            "notreactive",
            "unreactive",
            "notdetected",
            "nonedetected",
            "undetected",
            "阴性",
            "阴",
            "未检出",
            "(-)",
        ],
    ),
    ("weakly_positive", &["weaklypositive", "weakpositive", "lowpositive", "weaklyreactive", "弱阳性"]),
    (
        "indeterminate",
        &["indeterminate", "equivocal", "borderline", "greyzone", "grayzone", "不确定", "可疑"],
    ),
    ("pending", &["pending", "待出结果"]),
];

/// A slip is looked for in words from this length on; shorter ones lie too close together.
const LONG_ENOUGH: usize = 5;

/// The id of `known` that was surely meant, if there is one.
pub(super) fn answer_hint<'k>(typed: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    let typed = folded(typed);
    let names: Vec<(String, &'k str)> = known
        .flat_map(|id| {
            let words = WORDS.iter().find(|(answer, _)| *answer == id).map_or(&[][..], |(_, words)| *words);
            let words = words.iter().map(|word| (*word).to_owned());
            words.chain([folded(id)]).map(move |word| (word, id))
        })
        .collect();
    let other_words = WORDS.iter().flat_map(|(answer, words)| words.iter().map(move |word| (*answer, *word)));
    let only = |distance: usize| {
        let mut found = names.iter().filter(|(word, _)| slip(&typed, word) <= distance).map(|(_, id)| *id);
        let first = found.next()?;
        // A word that two ids are as near to says neither; nor does one that is an answer which this item has not.
        let elsewhere =
            other_words.clone().any(|(answer, word)| answer != first && slip(&typed, word) <= distance);
        let among_answers = WORDS.iter().any(|(answer, _)| *answer == first);
        (found.all(|id| id == first) && !(among_answers && elsewhere)).then_some(first)
    };
    if names.iter().any(|(word, _)| *word == typed) { only(0) } else { only(1) }
}

/// How many slips lie between two words; more than one where it cannot be told.
fn slip(typed: &str, word: &str) -> usize {
    if typed == word {
        return 0;
    }
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let comparable = typed.len() >= LONG_ENOUGH
        && typed.is_ascii()
        && typed.chars().next() == word.chars().next()
        && figures(typed) == figures(word);
    if comparable { strsim::osa_distance(typed, word) } else { usize::MAX }
}

/// Capital letters, width and what stands between words make no other word.
fn folded(text: &str) -> String {
    let text = clean(text).to_lowercase();
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    // A sign beside a word may say something else than the word.
    if letters.is_empty() || text.contains(['+', '±', '(']) { text } else { letters }
}

#[cfg(test)]
mod tests {
    use super::answer_hint;

    const SEROLOGY: [&str; 5] = ["negative", "positive", "weakly_positive", "indeterminate", "pending"];

    #[test]
    fn h3_a_hint_keeps_the_sign() {
        for (typed, hint) in [
            ("reactive", Some("positive")),
            ("Reactive", Some("positive")),
            ("reactiv", Some("positive")),
            ("阳性", Some("positive")),
            ("(+)", Some("positive")),
            ("＋", Some("positive")),
            ("postive", Some("positive")),
            ("non-reactive", Some("negative")),
            ("Nonreactive", Some("negative")),
            ("not detected", Some("negative")),
            ("negativ", Some("negative")),
            ("阴性", Some("negative")),
            ("weak positive", Some("weakly_positive")),
            ("弱阳性", Some("weakly_positive")),
            ("equivocal", Some("indeterminate")),
            ("inactive", None),
            ("not negative", None),
            ("弱阴性", None),
            ("±", None),
            ("阳性(-)", None),
            ("-", None),
            ("", None),
            ("1.23", None),
        ] {
            assert_eq!(answer_hint(typed, SEROLOGY.into_iter()), hint, "{typed}");
        }
    }

    #[test]
    fn h3_siblings_other_answers() {
        let amplified = ["amplified", "not_amplified", "equivocal", "pending"];
        for (typed, hint) in [
            ("amplifed", Some("amplified")),
            ("not amplified", Some("not_amplified")),
            ("unamplified", None),
            ("non_amplified", Some("not_amplified")),
        ] {
            assert_eq!(answer_hint(typed, amplified.into_iter()), hint, "{typed}");
        }
        let score = ["ihc_0", "ihc_1", "ihc_2", "ihc_3"];
        for (typed, hint) in [("IHC 2", Some("ihc_2")), ("ihc_4", None), ("ihc_", None), ("2+", None)] {
            assert_eq!(answer_hint(typed, score.into_iter()), hint, "{typed}");
        }
        // An item without a weak answer takes a weak one for nothing else.
        let test = ["negative", "positive", "indeterminate", "pending"];
        assert_eq!(answer_hint("weakly positive", test.into_iter()), None);
        assert_eq!(answer_hint("screenin", ["screening", "infusion"].into_iter()), Some("screening"));
        assert_eq!(answer_hint("included", ["excluded"].into_iter()), None);
    }
}
