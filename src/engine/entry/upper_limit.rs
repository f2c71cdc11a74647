//! The upper limit that a report prints.

use crate::quantity::{Analyte, Number, Style, read_number};

/// The upper limit as printed: `9-50`, `9~50`, `≤26.0`, `<26`, `0-26.0`, `50`.
pub(crate) fn printed_upper(text: &str) -> Option<Number> {
    let text = text.trim().trim_start_matches(['(', '（', '[']).trim_end_matches([')', '）', ']']);
    let separators = ['~', '～', '-', '–', '—', '－', '‐', '至', '〜'];
    let upper = match text.rsplit_once(separators) {
        Some((low, high)) => {
            let low = read_number(low.trim_end_matches(separators), Style::Laboratory).ok()?;
            let high = read_number(high, Style::Plain).ok()?;
            return (low.value <= high.value).then_some(high);
        }
        None => text.trim_start_matches(['≤', '<', '＜', '=', '≦', '⩽']),
    };
    read_number(upper, Style::Plain).ok()
}

/// The text that was surely meant: without a flag or a unit behind it, with points for commas.
pub(crate) fn mended_upper(text: &str, analyte: Analyte) -> Option<String> {
    let bare = text.trim().trim_end_matches(['↑', '↓', '⬆', '⬇', '▲', '▼', ' ']);
    let mut before = '0';
    let unit = bare.char_indices().position(|(place, c)| {
        let apart = !(before.is_ascii_digit() && c.is_ascii_digit());
        before = c;
        let rest = bare.get(place..).unwrap_or_default().trim();
        apart && !rest.is_empty() && analyte.unit(rest).is_some()
    });
    let bare: String = bare.chars().take(unit.unwrap_or(usize::MAX)).collect();
    let mended = bare.trim().replace(['，'], ",");
    // 1,234 may be a thousand or a decimal.
    let grouped = |decimals: &str| decimals.chars().take_while(char::is_ascii_digit).count() == 3;
    if mended.split(',').skip(1).any(grouped) {
        return None;
    }
    let mended = mended.replace(',', ".");
    (mended != text && printed_upper(&mended).is_some()).then_some(mended)
}
