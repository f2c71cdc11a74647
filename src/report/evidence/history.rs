//! Histories in words: the course that decides, its window, and from when it is clear.

use crate::{
    engine::{
        evidence::{History, clear::Clear},
        moment::read_moment,
    },
    i18n::number,
    model::{Course, End, Span, StageDate, Truth},
    report::words::Reporter,
};

impl Reporter<'_> {
    /// What a rule makes of a history: the course that decides, its window, and why or from when.
    pub fn history(&self, history: &History, truth: Truth) -> String {
        let words = self.words;
        let decides = history.course.filter(|_| truth != Truth::False);
        let course = decides.and_then(|place| self.course_at(history, place));
        let (named, window) = (self.course(history, course), self.window(&history.sought.span));
        let anchor = self.anchor(history);
        let text = match (truth, course.map(|course| &course.end)) {
            (Truth::True, Some(End::On(date))) if self.is_past(date) => {
                words.happened_in(named, self.typed_date(date), window, anchor)
            }
            (Truth::True, Some(End::On(date))) => {
                words.happened_until_planned(named, self.typed_date(date), window, anchor)
            }
            (Truth::True, Some(End::NotKnown)) => words.happened_end_unknown(named, window, anchor),
            (Truth::True, Some(End::Ongoing) | None) => words.happened_ongoing(named, window, anchor),
            (Truth::False, _) => words.happened_not(named, window, anchor),
            (Truth::Unknown, _) => words.happened_unknown(named, window, anchor),
        };
        let last = if truth == Truth::False { self.last(history) } else { None };
        let more: Vec<String> =
            [last, self.equivalent(history), self.standing(history, truth)].into_iter().flatten().collect();
        if more.is_empty() {
            return text;
        }
        let more = more.join(&words.list_separator);
        words.parenthesis(text, more)
    }

    /// A course by its place among all histories of the kind, as the engine counts them.
    pub(super) fn course_at(&self, history: &History, place: usize) -> Option<&Course> {
        let own = self.draft.exposures.iter().filter(|exposure| exposure.kind == *history.sought.item);
        own.flat_map(|exposure| &exposure.courses).nth(place)
    }

    fn is_past(&self, date: &str) -> bool {
        read_moment(date).ok().flatten().is_none_or(|date| date.first <= self.context.now)
    }

    /// The last course that counts, where it lies outside the window.
    fn last(&self, history: &History) -> Option<String> {
        let course = self.course_at(history, history.last?)?;
        let End::On(date) = &course.end else { return None };
        Some(self.words.happened_last(self.agent(history, course), self.typed_date(date)))
    }

    fn agent(&self, history: &History, course: &Course) -> String {
        let agent = course.agent.trim();
        if agent.is_empty() { self.item(&history.sought.item) } else { agent.to_owned() }
    }

    /// The kind of exposure, and the agent where one was typed; where no course is named, the classes that count.
    fn course(&self, history: &History, course: Option<&Course>) -> String {
        let item = self.item(&history.sought.item);
        let together: Vec<String> = history
            .adds_up
            .iter()
            .filter_map(|place| self.course_at(history, *place))
            .map(|course| self.agent(history, course))
            .collect();
        if course.is_some() && !together.is_empty() {
            return format!("{item}{}{}", self.words.colon, together.join(" + "));
        }
        match course.map(|course| course.agent.trim()).filter(|agent| !agent.is_empty()) {
            Some(agent) => format!("{item}{}{agent}", self.words.colon),
            None => self.of_classes(history, item),
        }
    }

    fn of_classes(&self, history: &History, item: String) -> String {
        let own = self.context.plan.protocol.items.iter().find(|known| known.id == *history.sought.item);
        let known = own.map_or(&[][..], |own| own.classes.as_slice());
        let named = known.iter().filter(|class| history.sought.only.contains(&class.id));
        let classes: Vec<&str> = named.map(|class| self.language.of(&class.text)).collect();
        if classes.is_empty() {
            return item;
        }
        self.words.history_classes(item, classes.join(&self.words.list_separator))
    }

    /// What the window reaches back from. Of several samples the first is named.
    fn anchor(&self, history: &History) -> String {
        let words = self.words;
        let plan = &self.context.plan;
        let Some((name, day)) = history.anchors.first() else { return String::new() };
        let date = day.map_or_else(|| "?".to_owned(), |day| self.date(day));
        let Some(stage) = plan.stage(name) else { return words.anchor_sample(date) };
        let id = plan.stages.get(stage).map_or("", |id| id);
        let again = plan.protocol.stages.get(stage).is_some_and(|stage| stage.again_per_infusion);
        let infusion = if again { history.infusion } else { 1 };
        let typed = |entry: &&StageDate| entry.stage == id && entry.infusion == infusion;
        let typed = self.draft.stages.iter().find(typed);
        let dated = typed.is_some_and(|entry| matches!(read_moment(&entry.date), Ok(Some(_))));
        let stage = self.stage_of(id, infusion);
        if dated { words.anchor_stage(stage, date) } else { words.anchor_stage_undated(stage) }
    }

    fn equivalent(&self, history: &History) -> Option<String> {
        let dose = history.equivalent.as_ref()?;
        let item = self.context.plan.protocol.items.iter().find(|item| item.id == *history.sought.item)?;
        let agent = self.language.of(&item.equivalents.first()?.agent).to_owned();
        Some(self.words.dose_equivalent(number(dose), agent))
    }

    /// Why it is not known, from when it is clear, or how far somebody has asked.
    fn standing(&self, history: &History, truth: Truth) -> Option<String> {
        let words = self.words;
        match (&history.why, history.clear, history.asked_to) {
            (Some(why), ..) => Some(self.why(why)),
            (None, clear @ (Clear::From(_) | Clear::At(_)), _) if truth != Truth::False => {
                self.from(clear).map(|date| words.clear_from(date))
            }
            (None, _, Some(day)) => Some(words.asked_again(self.date(day))),
            _ => None,
        }
    }

    /// The length of a window.
    pub fn window(&self, span: &Span) -> String {
        crate::report::words::span(span, self.words)
    }
}
