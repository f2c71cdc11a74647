//! The scale: days to points, and where the lines of the calendar are.

use crate::engine::moment::{days_after, days_between};
use eframe::egui::Rangef;
use jiff::{ToSpan as _, civil::Date};

/// How far back the timeline reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Range {
    /// Five weeks before the first stage: windows of 28 days are drawn whole.
    #[default]
    Near,
    /// Windows of six months are drawn whole.
    HalfYear,
    /// Everything that has a date.
    All,
}

/// Days and where they are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub(super) first: Date,
    pub(super) last: Date,
    /// From left to right, in points.
    pub(super) room: Rangef,
}

impl Axis {
    /// From the days of stages and today, and all days there are.
    pub(super) fn new(range: Range, stages: &[Date], all: &[Date], room: Rangef) -> Option<Self> {
        let (first, last) = (*stages.iter().min()?, *stages.iter().max()?);
        let first = match range {
            Range::Near => days_after(first, -35),
            Range::HalfYear => days_after(first, -190),
            Range::All => days_after(all.iter().copied().min().unwrap_or(first).min(first), -14),
        };
        Some(Self { first, last: days_after(last, 7), room })
    }

    /// Where a day begins.
    pub(super) fn x(&self, day: Date) -> f32 {
        let share = days(self.first, day) / days(self.first, self.last).max(1.0);
        self.room.min + self.room.span() * share
    }

    pub(super) fn holds(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Days of the calendar that stand far enough apart, with their labels.
    pub(super) fn ticks(&self, apart: f32) -> Vec<(Date, String)> {
        let per_day = self.room.span() / days(self.first, self.last).max(1.0);
        if let Some(weeks) = [1_i8, 2].into_iter().find(|weeks| 7.0 * f32::from(*weeks) * per_day >= apart) {
            return self.weeks(weeks);
        }
        let months = [1_i8, 2, 3, 6].into_iter().find(|months| 30.0 * f32::from(*months) * per_day >= apart);
        match months {
            Some(months) => self.months(months),
            None => self.years(apart, per_day),
        }
    }

    /// Mondays.
    fn weeks(&self, step: i8) -> Vec<(Date, String)> {
        let to_monday = i64::from(self.first.weekday().to_monday_zero_offset());
        let mut day = days_after(self.first, (7 - to_monday) % 7);
        let mut found = Vec::new();
        while day <= self.last {
            found.push((day, day.strftime("%m-%d").to_string()));
            let Ok(next) = day.checked_add(step.weeks()) else { break };
            day = next;
        }
        found
    }

    /// First days of months, counted from January.
    fn months(&self, step: i8) -> Vec<(Date, String)> {
        let mut day = self.first.first_of_month();
        let mut found = Vec::new();
        while day <= self.last {
            if self.holds(day) && (day.month() - 1) % step == 0 {
                found.push((day, day.strftime("%Y-%m").to_string()));
            }
            let Ok(next) = day.checked_add(1.month()) else { break };
            day = next;
        }
        found
    }

    fn years(&self, apart: f32, per_day: f32) -> Vec<(Date, String)> {
        let step =
            [1_i16, 2, 5, 10, 20].into_iter().find(|years| 365.0 * f32::from(*years) * per_day >= apart);
        let step = step.unwrap_or(50);
        let years = self.first.year()..=self.last.year();
        years
            .filter(|year| year % step == 0)
            .filter_map(|year| Date::new(year, 1, 1).ok())
            .filter(|day| self.holds(*day))
            .map(|day| (day, day.year().to_string()))
            .collect()
    }
}

/// Days as points need them; a life is shorter than the numbers reach.
fn days(from: Date, to: Date) -> f32 {
    i16::try_from(days_between(from, to)).map_or_else(|_far| f32::from(i16::MAX), f32::from)
}

#[cfg(test)]
mod tests {
    use super::{Axis, Range};
    use eframe::egui::Rangef;
    use jiff::civil::date;

    #[test]
    fn days_are_drawn_to_scale() {
        let stages = [date(2026, 11, 20), date(2026, 12, 10)];
        let axis = Axis::new(Range::Near, &stages, &stages, Rangef::new(100.0, 724.0)).unwrap();
        // 35 days before, 20 between, 7 after: 62 days in 620 points are ten each; 624 leave four in all.
        assert_eq!((axis.first, axis.last), (date(2026, 10, 16), date(2026, 12, 17)));
        let week = axis.x(date(2026, 11, 27)) - axis.x(date(2026, 11, 20));
        assert!((week - 7.0 * 624.0 / 62.0).abs() < 0.01, "{week}");
        let ticks: Vec<String> = axis.ticks(60.0).into_iter().map(|(_, text)| text).collect();
        assert_eq!(ticks.first().map(String::as_str), Some("10-19"), "Mondays");
        let months: Vec<String> = axis.ticks(200.0).into_iter().map(|(_, text)| text).collect();
        assert_eq!(months, ["2026-11", "2026-12"]);
    }

    /// The last day of all is a Friday: five Mondays stand in the 35 days before it, and no line after it.
    #[test]
    fn v18_the_lines_end_with_the_calendar() {
        let last = [date(9999, 12, 31)];
        let axis = Axis::new(Range::Near, &last, &last, Rangef::new(0.0, 600.0)).unwrap();
        assert_eq!((axis.first, axis.last), (date(9999, 11, 26), date(9999, 12, 31)));
        let ticks: Vec<String> = axis.ticks(60.0).into_iter().map(|(_, text)| text).collect();
        assert_eq!(ticks, ["11-29", "12-06", "12-13", "12-20", "12-27"]);
        let first = [date(-9999, 1, 1)];
        let axis = Axis::new(Range::HalfYear, &first, &first, Rangef::new(0.0, 600.0)).unwrap();
        assert_eq!(axis.first, date(-9999, 1, 1));
        axis.ticks(60.0);
    }
}
