//! Dates as typed, read as the interval that they leave open. Civil local time; no clock.

use super::problem::DateProblem;
use crate::model;
use jiff::{
    Span,
    civil::{Date, DateTime, Time},
};

/// A date or time, to the precision that was typed. Both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The first minute that it can be.
    pub first: DateTime,
    /// The last minute that it can be.
    pub last: DateTime,
}

impl Moment {
    /// The whole day.
    pub fn day(date: Date) -> Self {
        Self { first: date.at(0, 0, 0, 0), last: date.at(23, 59, 59, 0) }
    }

    /// The one minute.
    pub const fn at(time: DateTime) -> Self {
        Self { first: time, last: time }
    }

    /// The day, if it lies within one.
    pub fn date(&self) -> Option<Date> {
        (self.first.date() == self.last.date()).then(|| self.first.date())
    }

    /// True when it is known to the minute.
    pub fn is_time(&self) -> bool {
        self.first == self.last
    }

    /// True when the two can be the same time.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Nothing that is entered here happened earlier: nobody who can be treated was alive.
const FIRST_YEAR: i16 = 1900;

/// Reads a date as typed; `Ok(None)` when nothing was.
///
/// `2026-11-19`, `2026-11-19T08:10`, `2026/3/5`, `20260305`, `2026年3月5日`, and the partial forms `2026` and
/// `2026-11`. Two-digit years, `3/5/24` and years before 1900 are refused.
pub fn read_moment(text: &str) -> Result<Option<Moment>, DateProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case("t") {
        return Err(DateProblem::Today);
    }
    let (date, time) = split_time(text);
    let (year, month, day) = match usual_form(date) {
        Some(parts) => parts,
        None => match *date_parts(date)?.as_slice() {
            [year] if time.is_none() => return whole(year, 1, 12).map(Some),
            [year, month] if time.is_none() => return whole(year, month, month).map(Some),
            [year, month, day] => (year, month, day),
            _ => return Err(DateProblem::Unreadable),
        },
    };
    let date = date_of(year, month, day)?;
    let Some(time) = time else { return Ok(Some(Moment::day(date))) };
    Ok(Some(Moment::at(date.to_datetime(read_time(time)?))))
}

fn split_time(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['T', ' ', '\u{3000}']) {
        Some((date, time)) if !time.trim().is_empty() => (date, Some(time.trim())),
        _ => (text.trim_end_matches(['T', ' ']), None),
    }
}

/// Year, month and day of `2026-11-19`, the form that nearly every date has.
fn usual_form(text: &str) -> Option<(i16, i16, i16)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    Some((number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?))
}

/// Year, month, day as numbers; a year has four digits.
fn date_parts(text: &str) -> Result<Vec<i16>, DateProblem> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let ascii: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
            '年' | '月' | '/' | '.' | '－' | '—' => '-',
            other => other,
        })
        .filter(|c| *c != '日')
        .collect();
    let ascii = ascii.trim_end_matches('-');
    let compact = [ascii.get(0..4), ascii.get(4..6), ascii.get(6..8)];
    if let ([Some(year), Some(month), Some(day)], 8) = (compact, ascii.len())
        && digits(ascii)
    {
        return numbers(&[year, month, day]);
    }
    let parts: Vec<&str> = ascii.split('-').collect();
    match parts.as_slice() {
        [year, ..] if digits(year) && year.len() == 4 && parts.len() <= 3 => numbers(&parts),
        [first, _, _] if digits(first) && first.len() <= 2 => Err(DateProblem::Ambiguous),
        _ => Err(DateProblem::Unreadable),
    }
}

fn numbers(parts: &[&str]) -> Result<Vec<i16>, DateProblem> {
    parts.iter().map(|part| part.parse().map_err(|_err| DateProblem::Unreadable)).collect()
}

fn date_of(year: i16, month: i16, day: i16) -> Result<Date, DateProblem> {
    let part = |part: i16| i8::try_from(part).map_err(|_err| DateProblem::NoSuchDay);
    let date = Date::new(year, part(month)?, part(day)?).map_err(|_err| DateProblem::NoSuchDay)?;
    if year < FIRST_YEAR { Err(DateProblem::TooEarly) } else { Ok(date) }
}

/// From the first day of one month to the last of another.
fn whole(year: i16, from: i16, to: i16) -> Result<Moment, DateProblem> {
    let last = date_of(year, to, 1)?.last_of_month();
    Ok(Moment { first: Moment::day(date_of(year, from, 1)?).first, last: Moment::day(last).last })
}

fn read_time(text: &str) -> Result<Time, DateProblem> {
    let mut parts = text.split([':', '：']);
    let mut next = || parts.next().map_or(Some(0), |part| part.parse::<i8>().ok());
    let (hour, minute, second) = (next(), next(), next());
    match (hour, minute, second, text.contains([':', '：'])) {
        (Some(hour), Some(minute), Some(second), true) => {
            Time::new(hour, minute, second, 0).map_err(|_err| DateProblem::Unreadable)
        }
        _ => Err(DateProblem::Unreadable),
    }
}

/// Completed years from a birth to a day.
pub fn completed_years(birth: Date, on: Date) -> i64 {
    let years = i64::from(on.year()) - i64::from(birth.year());
    // Born on 29 February: the birthday in other years is 1 March, as Chinese civil law counts.
    let before = (on.month(), on.day()) < (birth.month(), birth.day());
    years - i64::from(before)
}

/// So many days later, or earlier where there are fewer than none, as far as the calendar reaches.
pub fn days_after(date: Date, days: i64) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_days(days).ok().and_then(|days| date.checked_add(days).ok()).unwrap_or(end)
}

/// The length of a window that is counted in days, months or years; of none other. One that is longer than the
/// calendar is as long as it.
pub fn calendar_length(window: &model::Span) -> Option<Span> {
    // The most that a span can hold, which is the whole calendar.
    const DAYS: i64 = 7_304_484;
    const MONTHS: i64 = 239_976;
    const YEARS: i64 = 19_998;
    let span = Span::new();
    let length = match window {
        model::Span::Days(days) => span.try_days(i64::from(*days).min(DAYS)),
        model::Span::Months(months) => span.try_months(i64::from(*months).min(MONTHS)),
        model::Span::Years(years) => span.try_years(i64::from(*years).min(YEARS)),
        model::Span::Hours(_) | model::Span::HalfLives(_) | model::Span::Shorter(_) | model::Span::Ever => {
            return None;
        }
    };
    length.ok()
}

/// Whole calendar days from `earlier` to `later`; negative when `later` is before it.
pub fn days_between(earlier: Date, later: Date) -> i64 {
    earlier.until(later).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::{Moment, calendar_length, completed_years, days_after, days_between, read_moment};
    use crate::{engine::problem::DateProblem, model};
    use jiff::civil::{Date, date};

    #[test]
    fn reads_the_forms_that_people_type() {
        let day = Moment::day(date(2024, 3, 5));
        for text in [
            "2024-03-05",
            "2024-3-5",
            "2024/3/5",
            "20240305",
            "2024年3月5日",
            " 2024-03-05 ",
            "２０２４-３-５",
            "2024.3.5",
        ] {
            assert_eq!(read_moment(text), Ok(Some(day)), "{text}");
        }
        let time = Moment::at(date(2024, 3, 5).at(8, 10, 0, 0));
        for text in [
            "2024-03-05T08:10",
            "2024-03-05 08:10",
            "2024/3/5 8:10",
            "2024-03-05T08:10:00",
            "2024年3月5日 8：10",
        ] {
            assert_eq!(read_moment(text), Ok(Some(time)), "{text}");
        }
        assert_eq!(read_moment(""), Ok(None));
        assert_eq!(read_moment("1900-01-01"), Ok(Some(Moment::day(date(1900, 1, 1)))));
    }

    #[test]
    fn a_partial_date_is_an_interval() {
        let month = read_moment("2024-02").unwrap().unwrap();
        assert_eq!((month.first.date(), month.last.date()), (date(2024, 2, 1), date(2024, 2, 29)));
        let year = read_moment("2023").unwrap().unwrap();
        assert_eq!((year.first.date(), year.last.date()), (date(2023, 1, 1), date(2023, 12, 31)));
        assert_eq!(month.date(), None);
    }

    #[test]
    fn refuses_what_could_mean_two_days() {
        for (text, problem) in [
            ("3/5/24", DateProblem::Ambiguous),
            ("05-03-2024", DateProblem::Ambiguous),
            ("2024-02-30", DateProblem::NoSuchDay),
            ("2023-02-29", DateProblem::NoSuchDay),
            ("2024-13-01", DateProblem::NoSuchDay),
            ("yesterday", DateProblem::Unreadable),
            ("2024-03-05T25:00", DateProblem::Unreadable),
            ("2024-03-05T8", DateProblem::Unreadable),
            ("2024-1-2-3", DateProblem::Unreadable),
            ("24", DateProblem::Unreadable),
            ("0026-11-01", DateProblem::TooEarly),
            ("0026", DateProblem::TooEarly),
            ("1026-11", DateProblem::TooEarly),
            ("1899-12-31", DateProblem::TooEarly),
            ("1899-12-31T23:59", DateProblem::TooEarly),
        ] {
            assert_eq!(read_moment(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn years_are_completed_on_the_birthday() {
        let birth = date(1956, 11, 20);
        assert_eq!(completed_years(birth, date(2026, 11, 19)), 69);
        assert_eq!(completed_years(birth, date(2026, 11, 20)), 70);
        let leap = date(2008, 2, 29);
        assert_eq!(completed_years(leap, date(2026, 2, 28)), 17);
        assert_eq!(completed_years(leap, date(2026, 3, 1)), 18);
    }

    #[test]
    fn days_cross_a_leap_day() {
        assert_eq!(days_between(date(2024, 2, 27), date(2024, 3, 5)), 7);
        assert_eq!(days_between(date(2023, 2, 27), date(2023, 3, 5)), 6);
        assert_eq!(days_between(date(2024, 3, 5), date(2024, 2, 27)), -7);
        assert_eq!(days_after(date(2024, 2, 27), 8), date(2024, 3, 6));
    }

    #[test]
    fn v18_the_calendar_ends_and_nothing_panics() {
        for (days, end) in [(i64::MAX, Date::MAX), (7_304_485, Date::MAX), (i64::MIN, Date::MIN)] {
            assert_eq!(days_after(date(2024, 2, 27), days), end, "{days}");
        }
        assert_eq!(days_after(Date::MIN, -1), Date::MIN);
        assert_eq!(days_between(Date::MIN, Date::MAX), 7_304_483);
        for window in
            [model::Span::Days(u32::MAX), model::Span::Months(u32::MAX), model::Span::Years(u32::MAX)]
        {
            let length = calendar_length(&window).unwrap();
            assert_eq!(date(2024, 2, 27).checked_sub(length).ok(), None, "{window:?}");
        }
    }
}
