//! The words of results: names, dates, outcomes, entries.

use crate::{
    engine::{
        Context, SEX, Shown, Stand,
        entry::case::Place,
        evidence::{Entry, Why, outcome::Outcome},
        moment::Moment,
        verdict::{Cure, Verdict},
    },
    i18n::{Catalogue, Language},
    model::{Draft, Finding, Kind, Side, Span, Value},
    quantity::{UnitRow, digits_as_read},
};
use jiff::civil::Date;

/// Puts the results of one draft into one language.
pub struct Reporter<'r> {
    /// The draft, for what was typed.
    pub draft: &'r Draft,
    /// Protocol, site and time.
    pub context: &'r Context,
    /// The language.
    pub language: Language,
    /// Its texts.
    pub words: &'static Catalogue,
    /// SHA-256 of the protocol file.
    pub protocol_hash: &'r str,
    /// The record says that it is synthetic.
    pub example: bool,
}

/// `I8` as *Inclusion 8*.
pub(super) fn criterion(id: &str, words: &Catalogue) -> String {
    match (id.strip_prefix('I'), id.strip_prefix('E')) {
        (Some(rest), _) => words.inclusion_number(rest),
        (_, Some(rest)) => words.exclusion_number(rest),
        _ => id.to_owned(),
    }
}

/// The text with its first letter as sentences begin.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Reporter<'_> {
    /// An item by its short name; by the full question where there is nothing shorter.
    pub fn item(&self, id: &str) -> String {
        if id == SEX {
            return self.words.entry_sex.clone();
        }
        let item = self.context.plan.protocol.items.iter().find(|item| item.id == id);
        let words = item.map(|item| item.name.as_ref().unwrap_or(&item.ask));
        words.map_or_else(|| id.to_owned(), |words| self.language.of(words).to_owned())
    }

    /// The words of an answer.
    pub fn answer(&self, item: &str, answer: &str) -> String {
        match answer {
            "Yes" => return self.words.yes.clone(),
            "No" => return self.words.no.clone(),
            "Female" if item == SEX => return self.words.tool_female.clone(),
            "Male" if item == SEX => return self.words.tool_male.clone(),
            _ => {}
        }
        let item = self.context.plan.protocol.items.iter().find(|known| known.id == item);
        let Some(Kind::Choice(answers)) = item.map(|item| &item.kind) else { return answer.to_owned() };
        let found = answers.iter().find(|known| known.id == answer);
        found.map_or_else(|| answer.to_owned(), |found| self.language.of(&found.text).to_owned())
    }

    /// A unit as printed; years are a word of the language.
    pub(super) fn unit(&self, unit: &UnitRow) -> &str {
        if unit.table == "years" { &self.words.unit_years } else { unit.symbol }
    }

    /// A stage by its name.
    pub fn stage(&self, id: &str) -> String {
        let stage = self.context.plan.protocol.stages.iter().find(|stage| stage.id == id);
        stage.map_or_else(|| id.to_owned(), |stage| self.language.of(&stage.name).to_owned())
    }

    /// A stage by its name; of a later infusion with its number.
    pub fn stage_of(&self, id: &str, infusion: u32) -> String {
        let stage = self.stage(id);
        if infusion <= 1 {
            return stage;
        }
        self.words.stage_of_infusion(stage, infusion)
    }

    /// A site parameter in words.
    pub fn parameter(&self, id: &str) -> String {
        let parameter = self.context.plan.protocol.parameters.iter().find(|parameter| parameter.id == id);
        parameter.map_or_else(|| id.to_owned(), |parameter| self.language.of(&parameter.what).to_owned())
    }

    /// The same without the unit that its value takes, for the middle of a sentence.
    pub fn parameter_name(&self, id: &str) -> String {
        let what = self.parameter(id);
        let unit = [" (unit ", "（单位"].iter().find_map(|start| what.rfind(start));
        unit.map_or_else(|| what.clone(), |place| what.split_at(place).0.to_owned())
    }

    /// An open question in words.
    pub fn question(&self, id: &str) -> String {
        let question = self.context.plan.protocol.questions.iter().find(|question| question.id == id);
        question.map_or_else(|| id.to_owned(), |question| self.language.of(&question.ask).to_owned())
    }

    /// `I8` as *Inclusion 8*.
    pub fn criterion(&self, id: &str) -> String {
        criterion(id, self.words)
    }

    pub(super) fn finding(&self, place: Place) -> Option<&Finding> {
        self.draft.assessments.get(place.assessment)?.results.get(place.result)
    }

    /// What was typed as it was read: an arrow or a letter that the laboratory prints beside the digits is no part of
    /// the value.
    pub(super) fn typed_value(&self, place: Place) -> Option<String> {
        match &self.finding(place)?.value {
            Value::Quantity(typed) => Some(digits_as_read(&typed.value)),
            Value::Counted(count) => Some(count.to_string()),
            Value::Choice(_) => Some(self.words.not_detected.clone()),
            Value::Yes | Value::No | Value::NotKnown | Value::NotDone(_) | Value::Urine { .. } => None,
        }
    }

    /// The date of the report that a result stands in.
    pub fn date_of(&self, place: Place) -> String {
        let text =
            self.draft.assessments.get(place.assessment).map_or("", |assessment| assessment.when.as_str());
        match crate::engine::moment::read_moment(text) {
            Ok(Some(moment)) if moment.date().is_some() => self.moment(&moment),
            _ => text.to_owned(),
        }
    }

    /// A date as read.
    pub fn moment(&self, moment: &Moment) -> String {
        match moment.date() {
            Some(date) => self.date(date),
            None => format!("{} – {}", moment.first.date(), moment.last.date()),
        }
    }

    /// A date as typed in the form of the language, with its clock time where it has one; one that is only partly known, or
    /// cannot be read, stays as it is.
    pub(super) fn typed_date(&self, text: &str) -> String {
        match crate::engine::moment::read_moment(text) {
            Ok(Some(moment)) if moment.is_time() => {
                format!("{} {}", self.moment(&moment), moment.first.strftime("%H:%M"))
            }
            Ok(Some(moment)) if moment.date().is_some() => self.moment(&moment),
            _ => text.to_owned(),
        }
    }

    /// A day.
    pub fn date(&self, date: Date) -> String {
        match self.language {
            Language::English => date.to_string(),
            Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        }
    }

    /// A verdict in words, with the day where there is one.
    pub fn verdict(&self, verdict: Verdict, from: Option<Date>) -> String {
        match (verdict, from) {
            (Verdict::Eligible, _) => self.words.verdict_eligible.clone(),
            (Verdict::NotEligible, _) => self.words.verdict_not_eligible.clone(),
            (Verdict::NotNow, Some(day)) => self.words.verdict_not_now_from(self.date(day)),
            (Verdict::NotNow, None) => self.words.verdict_not_now.clone(),
            (Verdict::Incomplete, _) => self.words.verdict_incomplete.clone(),
        }
    }

    /// A verdict in one word.
    pub fn group_verdict(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Eligible => &self.words.verdict_pass_short,
            Verdict::NotEligible => &self.words.verdict_fail_short,
            Verdict::NotNow => &self.words.verdict_not_now_short,
            Verdict::Incomplete => &self.words.verdict_unknown_short,
        }
    }

    /// *met*, *excludes*, …: an outcome in the words of its side.
    pub fn outcome(&self, side: Side, outcome: Outcome) -> &str {
        self.stand(side, Stand::of(outcome, Cure::None))
    }

    /// The same with *not now* for what waiting or putting right cures.
    pub fn stand(&self, side: Side, stand: Stand) -> &str {
        match (side, stand) {
            (_, Stand::Unknown) => &self.words.outcome_unknown,
            (_, Stand::NotNow) => &self.words.verdict_not_now_short,
            (Side::Inclusion, Stand::Pass) => &self.words.inclusion_met,
            (Side::Inclusion, Stand::Fail) => &self.words.inclusion_not_met,
            (Side::Exclusion, Stand::Pass) => &self.words.exclusion_does_not,
            (Side::Exclusion, Stand::Fail) => &self.words.exclusion_excludes,
        }
    }

    /// What a sentence shows of its criterion, in the words of its side.
    pub fn of_shown(&self, side: Side, shown: Shown) -> &str {
        match shown {
            Shown::Neutral => &self.words.shown_neutral,
            Shown::SoFar => &self.words.shown_so_far,
            Shown::Pass => self.stand(side, Stand::Pass),
            Shown::Unknown => self.stand(side, Stand::Unknown),
            Shown::NotNow => self.stand(side, Stand::NotNow),
            Shown::Fail => self.stand(side, Stand::Fail),
        }
    }

    /// Why something is not known.
    pub fn why(&self, why: &Why) -> String {
        let words = self.words;
        match why {
            Why::Missing => &words.why_missing,
            Why::NotDone => &words.why_not_done,
            Why::AfterStage(day) => {
                return words.why_after_stage(self.date(*day));
            }
            Why::NotKnown => &words.why_not_known,
            Why::Unsettled => &words.why_unsettled,
            Why::Doubtful => &words.why_doubtful,
            Why::Refused => &words.why_refused,
            Why::BothSides => &words.why_both_sides,
            Why::NoUpperLimit => &words.why_no_upper_limit,
            Why::UpperLimitUnreadable => &words.why_upper_limit_unreadable,
            Why::Disagree => &words.why_disagree,
            Why::Undated => &words.why_undated,
            Why::SameTime => &words.why_same_time,
            Why::NeverAsked => &words.why_never_asked,
            Why::NotAskedUpTo(day) => {
                return words.why_not_asked_up_to(self.date(*day));
            }
            Why::ClockTimeNeeded(day) => {
                return words.why_clock_time_needed(self.date(*day));
            }
            Why::PartialDate => &words.why_partial_date,
            Why::OnOpenEnd => &words.why_on_open_end,
            Why::ClassNotKnown => &words.why_class_not_known,
            Why::OneDayOnly => &words.why_one_day_only,
            Why::DatesContradict => &words.why_dates_contradict,
            Why::StageDateNeeded => &words.why_stage_date_needed,
            Why::DoseNotKnown => &words.why_dose_not_known,
            Why::HalfLifeNotKnown => &words.why_half_life_not_known,
            Why::ParameterNotSet => &words.why_parameter_not_set,
            Why::TooOld => &words.why_too_old,
            Why::NotComputed => &words.why_not_computed,
        }
        .clone()
    }

    /// Something a person can enter, in words.
    pub fn entry(&self, entry: &Entry) -> String {
        let words = self.words;
        match entry {
            Entry::Finding(id) => words.entry_finding(self.item(id)),
            Entry::UpperLimit(id) => words.entry_upper_limit(self.item(id)),
            Entry::Confirmation(id) => words.entry_confirmation(self.item(id)),
            Entry::ReportDate(id) => words.entry_report_date(self.item(id)),
            Entry::History(id) => words.entry_history(self.item(id)),
            Entry::Sex => words.entry_sex.clone(),
            Entry::Age => words.entry_age.clone(),
            Entry::StageDate(id) => words.entry_stage_date(self.stage(id)),
            Entry::Parameter(id) => words.entry_parameter(self.parameter(id)),
            Entry::Question(id) => words.entry_question(self.question(id)),
        }
    }

    pub(super) fn subject(&self) -> String {
        let subject = self.draft.subject.trim();
        if subject.is_empty() { self.words.subject_unnamed.clone() } else { subject.to_owned() }
    }

    /// Banners that stand over every result of synthetic data.
    pub(super) fn banners(&self) -> Vec<super::Block> {
        let mut banners = Vec::new();
        if self.example {
            banners.push(super::Block::Banner(self.words.example_banner.clone()));
        }
        if self.context.site.example && !self.example {
            banners.push(super::Block::Banner(self.words.example_site_banner.clone()));
        }
        banners
    }

    /// What every result is pinned to, and what it is not.
    pub(super) fn footer(&self) -> Vec<super::Block> {
        let plan = &self.context.plan.protocol;
        vec![
            super::Block::Footer(self.words.footer(
                &plan.id,
                &plan.version,
                self.protocol_hash.get(..16).unwrap_or(self.protocol_hash),
                env!("CARGO_PKG_VERSION"),
            )),
            super::Block::Line(self.words.intended_use.clone()),
        ]
    }
}

/// The length of a window.
pub(crate) fn span(span: &Span, words: &Catalogue) -> String {
    match span {
        Span::Hours(n) => words.window_hours(n),
        Span::Days(n) => words.window_days(n),
        Span::Months(1) => words.window_month.clone(),
        Span::Months(n) => words.window_months(n),
        Span::Years(n) => words.window_years(n),
        Span::HalfLives(n) => words.window_half_lives(n),
        Span::Ever => words.window_ever.clone(),
        Span::Shorter(spans) => {
            let list: Vec<String> = spans.iter().map(|span| self::span(span, words)).collect();
            words.window_shorter(list.join(&words.list_separator))
        }
    }
}
