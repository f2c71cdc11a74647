//! Numbers in words of a language.

use super::{Catalogue, Language};
use crate::quantity::{Exact, display};
use std::fmt;

/// The digits of a number, and whether more were left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// The digits.
    pub text: String,
    /// They are about right, not exact.
    pub rounded: bool,
}

impl Digits {
    /// Exactly where the decimals end within ten, otherwise ten significant digits.
    pub fn of(value: &Exact) -> Self {
        let text = value.to_string();
        let short =
            !text.contains('/') && text.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 10);
        if short {
            Self { text, rounded: false }
        } else {
            Self { text: value.significant(10), rounded: true }
        }
    }

    /// The same with the whole part in groups of three: `9,259,250`.
    #[must_use]
    pub fn grouped(self) -> Self {
        let (whole, decimals) = self.text.split_once('.').unwrap_or((&self.text, ""));
        let Ok(number) = whole.parse::<Exact>() else { return self };
        let point = if decimals.is_empty() { "" } else { "." };
        // A minus before a zero is lost in the whole part alone.
        let sign = if whole == "-0" { "-" } else { "" };
        Self { text: format!("{sign}{}{point}{decimals}", display::grouped(&number)), ..self }
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.rounded { "≈ " } else { "" };
        write!(out, "{mark}{}", self.text)
    }
}

/// A number whose digits, where some were left out, are marked: `≈ 2997385.417`.
pub fn number(value: &Exact) -> String {
    Digits::of(value).to_string()
}

/// The same in groups of three: `≈ 2,997,385.417`.
pub fn grouped_number(value: &Exact) -> String {
    Digits::of(value).grouped().to_string()
}

/// A number of cells in full, in words and as a power of ten: `187,200,000 (187.2 million; 1.872 × 10⁸)`.
///
/// Rounded half-even to a whole cell. In Chinese 亿 from 10⁸ on, 万 from 10⁴ on.
pub fn cells(value: &Exact, language: Language, catalogue: &Catalogue) -> String {
    let full = display::grouped(value);
    in_words(value, full.clone(), language, catalogue).unwrap_or(full)
}

/// What stands beside the digits of a number of cells: `(187.2 million; 1.872 × 10⁸)`; nothing for a small one.
pub fn beside_cells(value: &Exact, language: Language, catalogue: &Catalogue) -> Option<String> {
    in_words(value, String::new(), language, catalogue).map(|words| words.trim().to_owned())
}

fn in_words(value: &Exact, full: String, language: Language, catalogue: &Catalogue) -> Option<String> {
    let (power, word) = match language {
        Language::English if *value >= Exact::from(1_000_000_000) => (9, &catalogue.billion),
        Language::English if *value >= Exact::from(1_000_000) => (6, &catalogue.million),
        Language::Chinese if *value >= Exact::from(100_000_000) => (8, &catalogue.hundred_million),
        Language::Chinese if *value >= Exact::from(10_000) => (4, &catalogue.ten_thousand),
        Language::English | Language::Chinese => return None,
    };
    let short = display::in_powers(value, power, 6);
    Some(catalogue.cells_in_words(full, short, word, display::power(value, 4)))
}

/// A number of millions of cells in a word of Chinese: `6 亿` for 600; nothing in English.
pub fn millions_in_words(millions: &Exact, language: Language, catalogue: &Catalogue) -> Option<String> {
    let cells = millions * Exact::from(1_000_000);
    let (power, word) = match language {
        Language::English => return None,
        Language::Chinese if cells >= Exact::from(100_000_000) => (8, &catalogue.hundred_million),
        Language::Chinese => (4, &catalogue.ten_thousand),
    };
    Some(format!("{} {word}", display::in_powers(&cells, power, 6)))
}

/// A dose level: `3 × 10⁶/kg`, in Chinese with 万 beside it.
pub fn dose_level(per_kg: &Exact, language: Language, catalogue: &Catalogue) -> String {
    let power = format!("{}/kg", display::power(per_kg, 3));
    match language {
        Language::English => power,
        Language::Chinese => {
            let short = display::in_powers(per_kg, 4, 6);
            catalogue.level_in_words(power, short, &catalogue.ten_thousand)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{cells, dose_level, grouped_number, number};
    use crate::{i18n::Language, quantity::Exact};

    fn x(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn a_rounded_number_says_so() {
        assert_eq!(number(&x("20.2")), "20.2");
        assert_eq!(number(&Exact::ratio(1, 3)), "≈ 0.3333333333");
        assert_eq!(grouped_number(&x("9259250")), "9,259,250");
        assert_eq!(grouped_number(&x("-0.5")), "-0.5");
        assert_eq!(grouped_number(&x("-1234.5")), "-1,234.5");
        // 187036850 / 62.4, facts.md X1: 2,997,385.41667
        assert_eq!(grouped_number(&(x("187036850") / x("62.4"))), "≈ 2,997,385.417");
    }

    /// facts.md section 6 and `users.md` section 8.
    #[test]
    fn cells_in_words_of_both_languages() {
        let (english, chinese) = (Language::English.catalogue(), Language::Chinese.catalogue());
        let dose = x("187200000");
        assert_eq!(cells(&dose, Language::English, english), "187,200,000 (187.2 million; 1.872 × 10⁸)");
        assert_eq!(cells(&dose, Language::Chinese, chinese), "187,200,000（1.872 亿；1.872 × 10⁸）");
        assert_eq!(cells(&x("55500000"), Language::Chinese, chinese), "55,500,000（5550 万；5.55 × 10⁷）");
        assert_eq!(dose_level(&x("3000000"), Language::Chinese, chinese), "3 × 10⁶/kg（300 万/kg）");
        assert_eq!(dose_level(&x("10000000"), Language::English, english), "1 × 10⁷/kg");
    }
}
