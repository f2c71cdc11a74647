//! Numbers in words of a language.

use super::{Catalogue, Language, fill};
use crate::quantity::{Exact, display};

/// Exactly where the decimals end within ten, otherwise ten significant digits marked as rounded.
pub fn number(value: &Exact) -> String {
    let text = value.to_string();
    let short = !text.contains('/') && text.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 10);
    if short { text } else { format!("≈ {}", value.significant(10)) }
}

/// A number of cells in full, in words and as a power of ten: `187,200,000 (187.2 million; 1.872 × 10⁸)`.
///
/// Rounded half-even to a whole cell. In Chinese 亿 from 10⁸ on, 万 from 10⁴ on.
pub fn cells(value: &Exact, language: Language, catalogue: &Catalogue) -> String {
    let (power, word) = match language {
        Language::English if *value >= Exact::from(1_000_000_000) => (9, &catalogue.billion),
        Language::English if *value >= Exact::from(1_000_000) => (6, &catalogue.million),
        Language::Chinese if *value >= Exact::from(100_000_000) => (8, &catalogue.hundred_million),
        Language::Chinese if *value >= Exact::from(10_000) => (4, &catalogue.ten_thousand),
        Language::English | Language::Chinese => return display::grouped(value),
    };
    let values = [
        ("full", display::grouped(value)),
        ("short", display::in_powers(value, power, 6)),
        ("word", word.clone()),
        ("power", display::power(value, 4)),
    ];
    fill(&catalogue.cells_in_words, &values)
}

/// A dose level: `3 × 10⁶/kg`, in Chinese with 万 beside it.
pub fn dose_level(per_kg: &Exact, language: Language, catalogue: &Catalogue) -> String {
    let power = format!("{}/kg", display::power(per_kg, 3));
    match language {
        Language::English => power,
        Language::Chinese => {
            let short = display::in_powers(per_kg, 4, 6);
            fill(
                &catalogue.level_in_words,
                &[("power", power), ("short", short), ("word", catalogue.ten_thousand.clone())],
            )
        }
    }
}
