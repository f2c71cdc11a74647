//! Verdicts in words, with the day or the minute from which they may change, and what that hangs on.

use super::words::Reporter;
use crate::engine::{
    Derived,
    evidence::{clear::Clear, outcome::Outcome},
    notice::{Notice, NoticeCode},
    verdict::{
        Verdict,
        row::{Hang, Row},
        stage::{DayFrom, StageResult},
    },
};

impl Reporter<'_> {
    /// The verdict of a stage in words; one whose day is still to come is eligible so far.
    pub fn stage_verdict(&self, stage: &StageResult) -> String {
        if stage.so_far && stage.verdict == Verdict::Eligible {
            return self.words.verdict_so_far.clone();
        }
        let clear = if stage.from.is_some() { stage.clear } else { Clear::Always };
        self.judged(stage.verdict, clear, &stage.from_by, stage.rows.iter())
    }

    /// The verdict of a stage in a word or two.
    pub fn stage_short(&self, stage: &StageResult) -> &str {
        if stage.so_far && stage.verdict == Verdict::Eligible {
            return &self.words.verdict_so_far_short;
        }
        self.group_verdict(stage.verdict)
    }

    /// The verdict over everything in words; eligible so far where a stage is, and of the first infusion only where
    /// another one is open.
    pub fn overall(&self, derived: &Derived) -> String {
        let verdict = self.first_infusion(derived);
        let repeat = |notice: &Notice| matches!(notice.code, NoticeCode::RepeatInfusion(_));
        if derived.notices.iter().any(repeat) {
            return self.words.verdict_first_infusion_only(verdict);
        }
        verdict
    }

    fn first_infusion(&self, derived: &Derived) -> String {
        let overall = &derived.overall;
        if overall.verdict == Verdict::Eligible && derived.stages.iter().any(|stage| stage.so_far) {
            return self.words.verdict_eligible_so_far.clone();
        }
        let rows = derived.stages.iter().flat_map(|stage| &stage.rows);
        self.judged(overall.verdict, overall.clear, &overall.from_by, rows)
    }

    /// A verdict in words; where the day hangs on a reading, with the reading.
    fn judged<'r>(
        &self,
        verdict: Verdict,
        clear: Clear,
        by: &[Hang],
        mut rows: impl Iterator<Item = &'r Row>,
    ) -> String {
        let text = match (verdict, self.from(clear)) {
            (Verdict::NotNow, Some(date)) => self.words.verdict_not_now_from(date),
            _ => self.verdict(verdict, None),
        };
        if verdict != Verdict::NotNow {
            return text;
        }
        let waits = |row: &&Row| row.outcome != Outcome::Pass;
        match rows.find_map(|row| Some(row).filter(waits)?.hinges.as_ref()) {
            Some((question, reading)) => self.words.verdict_hinges(text, self.reading(question, reading)),
            None => self.with_readings(text, by),
        }
    }

    /// The text with the readings of open questions by which its day would come sooner.
    pub(super) fn with_readings(&self, text: String, by: &[Hang]) -> String {
        if by.is_empty() {
            return text;
        }
        let each: Vec<String> = by.iter().map(|hang| self.hang(hang)).collect();
        let readings = each.join(&self.words.reason_separator);
        self.words.verdict_sooner(text, readings)
    }

    /// The day by one reading of an open question.
    pub fn hang(&self, hang: &Hang) -> String {
        let reading = self.reading_text(&hang.question, &hang.reading);
        match self.from(hang.clear) {
            Some(date) => self.words.sooner_from(date, reading),
            None => self.words.sooner_at_once(reading),
        }
    }

    /// The day on which a stage is looked at, and why where it has no date of its own.
    pub fn stage_day(&self, stage: &StageResult) -> String {
        let day = || self.date(stage.day);
        match (stage.day_from, &stage.date) {
            (DayFrom::Date, Some(date)) => self.moment(date),
            (DayFrom::Date, None) => day(),
            (DayFrom::Decision, _) => self.words.day_of_decision(day()),
            (DayFrom::Today, _) => self.words.as_of_now(day()),
            (DayFrom::StageBefore, _) => self.words.day_of_stage_before(day()),
        }
    }

    /// The day, or the minute, from which something is clear.
    pub fn from(&self, clear: Clear) -> Option<String> {
        match clear {
            Clear::From(day) => Some(self.date(day)),
            Clear::At(time) => Some(format!("{} {}", self.date(time.date()), time.strftime("%H:%M"))),
            Clear::Always | Clear::NotKnown | Clear::Never => None,
        }
    }

    /// From when no exposure stands in the way of a row or a stage.
    pub fn earliest(&self, clear: Clear) -> String {
        match (clear, self.from(clear)) {
            (_, Some(date)) => self.words.stage_clear_from(date),
            (Clear::NotKnown, _) => self.words.stage_clear_not_known.clone(),
            (Clear::Never, _) => self.words.none.clone(),
            _ => self.words.stage_clear_always.clone(),
        }
    }
}
