//! What looks like a date in a cell: it is kept as typed, and whether it can be read is judged where dates are.

use crate::engine::moment::{Moment, read_moment};

/// Whether the text is a date, with or without a time, in any usual order.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 40 || !text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return false;
    }
    let (day, time) = split(text);
    is_day(day) && time.is_none_or(is_time)
}

/// The day as the engines read it; none where they do not.
pub(super) fn moment(text: &str) -> Option<Moment> {
    read_moment(text).ok().flatten()
}

/// The date within a label such as `Result 2026-11-19 08:10`.
pub(super) fn date_in(label: &str) -> Option<&str> {
    let label = label.trim();
    if is_date(label) {
        return Some(label);
    }
    let bare = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let first = label.find(bare)?;
    let last =
        label.char_indices().rfind(|(_, c)| bare(*c) || *c == '日').map(|(at, c)| at + c.len_utf8())?;
    label.get(first..last).filter(|part| is_date(part))
}

fn split(text: &str) -> (&str, Option<&str>) {
    // `19 Nov 2026 08:10` has blanks within its day.
    let Some(colon) = text.find([':', '：']) else { return (text, None) };
    let before = text.get(..colon).unwrap_or_default();
    match before.rfind(['T', ' ', '\u{3000}']) {
        Some(at) => {
            let (day, time) = text.split_at(at);
            (day.trim().trim_end_matches(','), Some(time.trim_start_matches(['T', ' ', '\u{3000}'])))
        }
        None => (text, None),
    }
}

/// Hours and minutes, with what may follow: seconds, a zone, half of a day.
fn is_time(text: &str) -> bool {
    let mut digits = text.split([':', '：']);
    let hours = digits
        .next()
        .is_some_and(|hours| hours.len() <= 2 && hours.bytes().all(|byte| byte.is_ascii_digit()));
    hours && digits.next().is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_day(text: &str) -> bool {
    const MONTHS: [&str; 17] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mai", "okt",
        "dez", "mär", "mrz",
    ];
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' ', ',', '年', '月', '日', '－'])
        .filter(|part| !part.is_empty())
        .collect();
    let number =
        |part: &str, most: usize| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    let month = |part: &str| {
        let part = part.to_lowercase();
        MONTHS.iter().any(|month| part.starts_with(month)) && part.chars().all(char::is_alphabetic)
    };
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && number(year, 4) => number(month, 2) && number(day, 2),
        [one, other, year] if number(year, 4) && matches!(year.len(), 2 | 4) => {
            // One sign, twice, between the numbers; blanks and points alone stand between any.
            let apart = ['-', '/', '.', '－'].iter().any(|sign| text.split(*sign).count() == 3);
            (number(one, 2) && number(other, 2) && apart && !text.contains(char::is_whitespace))
                || (number(one, 2) && month(other))
                || (month(one) && number(other, 2))
        }
        [year, month] if text.contains('年') => number(year, 4) && number(month, 2),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{date_in, is_date};

    #[test]
    fn dates_in_any_order_are_seen() {
        for text in [
            "2026-11-19",
            "2026/11/19",
            "2026-11-19 08:10",
            "2026-11-19T08:10:00",
            "2023-08-11T18:37:13Z",
            "11/19/2026",
            "19.11.2026",
            "19.11.26",
            "19 Nov 2026",
            "Nov 19, 2026",
            "19-NOV-2026",
            "2026年11月19日",
            "19.11.2026 08:10",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "186",
            "7.4",
            "125-350",
            "10^9/L",
            "3.5-5.3",
            "2026",
            "20261119",
            "777-3",
            "1 2 3",
            "",
            "HIV-1/2",
            "5.6-10.0",
            "0.5 - 1.2",
            "2160-0",
            "1:80",
            "1.6 10",
            "8.5 26",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn a_date_is_found_within_a_label() {
        assert_eq!(date_in("结果(2026-11-19)"), Some("2026-11-19"));
        assert_eq!(date_in("Result 2026-11-19 08:10"), Some("2026-11-19 08:10"));
        assert_eq!(date_in("2026年11月19日结果"), Some("2026年11月19日"));
        assert_eq!(date_in("Result 2"), None);
    }
}
