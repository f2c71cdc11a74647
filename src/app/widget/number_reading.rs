//! How a number was read that was typed in another way than it is read: full-width digits, a flag of the laboratory.

use super::{hint, problem_line};
use crate::{
    app::core::{Form, Spot},
    quantity::{Comparator, Rounding, Style, display::plain, number_with_unit, read_number},
};
use eframe::egui::Ui;

/// What is wrong with a number, or how it was read where that is not as typed: `= 1.2`. The typed text stays.
pub(crate) fn number_line(ui: &mut Ui, form: &Form<'_>, at: &Spot, text: &mut String) {
    if form.problem(at).is_some() {
        problem_line(ui, form, at, Some(text));
    } else if let Some(reading) = reading(text) {
        hint(ui, &reading);
    }
}

/// None for what stands there as it is read.
pub(super) fn reading(text: &str) -> Option<String> {
    let as_read = |c: char| c.is_ascii_digit() || c.is_whitespace() || AS_READ.contains(c);
    if text.chars().all(as_read) {
        return None;
    }
    if let Some((number, unit)) = number_with_unit(text, Style::Laboratory) {
        return Some(format!("= {number} {unit}"));
    }
    let number = read_number(text, Style::Laboratory).ok()?;
    let sign = match number.comparator {
        Comparator::Equal => "=",
        Comparator::Below => "= <",
        Comparator::AtMost => "= ≤",
        Comparator::Above => "= >",
        Comparator::AtLeast => "= ≥",
    };
    // Exact: no digit lies behind the last typed one, and zeros that were typed were measured.
    let places = u32::try_from(number.last_place.saturating_neg()).unwrap_or_default();
    let mut digits = plain(&number.value, places, Rounding::HalfEven);
    let shown = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let missing = usize::try_from(places).unwrap_or_default().saturating_sub(shown);
    if shown == 0 && missing > 0 {
        digits.push('.');
    }
    digits.push_str(&"0".repeat(missing));
    Some(format!("{sign} {digits}"))
}

/// Beside digits, what is read as it stands there.
const AS_READ: &str = ".<>=≤≥eExX×*·^+-⁻⁰¹²³⁴⁵⁶⁷⁸⁹";

#[cfg(test)]
mod tests {
    use super::reading;

    #[test]
    fn another_writing_is_said_with_the_digits_that_were_typed() {
        for (typed, read) in [
            ("１．２", Some("= 1.2")),
            ("２５．０", Some("= 25.0")),
            ("1。20", Some("= 1.20")),
            ("９", Some("= 9")),
            ("7４ ↓", Some("= 74")),
            ("74 L", Some("= 74")),
            ("＜0．5", Some("= < 0.5")),
            ("２×10^6", Some("= 2000000")),
            ("25.0", None),
            ("<0.5", None),
            ("3×10⁶", None),
            ("", None),
            ("７，４", None),
            ("斤", None),
        ] {
            assert_eq!(reading(typed).as_deref(), read, "{typed}");
        }
    }
}
