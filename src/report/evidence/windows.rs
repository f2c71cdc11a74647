//! Windows of histories in words: what each criterion makes of one, and from when a stage is free of them.

use crate::{
    engine::{
        Derived,
        evidence::{History, clear::Clear},
        verdict::{
            by_history::{Looked, windows},
            stage::StageResult,
        },
    },
    model::{Course, End, Side},
    report::words::Reporter,
};

impl Reporter<'_> {
    /// *Exclusion 9, Apheresis: excludes. Trastuzumab ended …*, with its earliest date.
    pub fn looked(&self, looked: &Looked<'_>) -> String {
        let plan = &self.context.plan;
        let criterion = plan.criteria.get(looked.criterion);
        let side = criterion.map_or(Side::Exclusion, |criterion| criterion.side);
        let (truth, history) = match looked.sentences.first() {
            Some((truth, history)) => (*truth, *history),
            None => return String::new(),
        };
        let mut sentence = self.history(history, truth);
        let earliest = self.clear(looked.clear());
        let said = self.from(looked.clear()).is_some_and(|date| sentence.contains(&date));
        if let Some(earliest) = earliest.filter(|_| !said) {
            sentence = format!("{sentence} · {earliest}");
        }
        self.language.window().screening.window_line(
            criterion.map_or_else(String::new, |known| self.criterion(&known.id)),
            plan.stages.get(looked.stage).map_or_else(String::new, |id| self.stage(id)),
            self.of_shown(side, looked.shown),
            sentence,
        )
    }

    /// *earliest from 2026-12-02*; nothing where no exposure stands in the way of any day.
    pub fn clear(&self, clear: Clear) -> Option<String> {
        let texts = &self.language.window().screening;
        match clear {
            Clear::Always => None,
            Clear::From(_) | Clear::At(_) => self.from(clear).map(|date| texts.earliest_from(date)),
            Clear::NotKnown => Some(texts.earliest_not_known.clone()),
            Clear::Never => Some(texts.earliest_never.clone()),
        }
    }

    /// The same for a stage; where no date is known, with the courses whose end nobody knows.
    pub fn stage_clear(&self, derived: &Derived, stage: &StageResult) -> Option<String> {
        let text = self.clear(stage.clear)?;
        // The windows are those of the first infusion.
        if stage.clear != Clear::NotKnown || stage.infusion > 1 {
            return Some(text);
        }
        let mut courses: Vec<String> = Vec::new();
        for looked in
            windows(&self.context.plan, &derived.stages).iter().filter(|own| own.stage == stage.stage)
        {
            for (_, history) in &looked.sentences {
                if history.clear == Clear::NotKnown {
                    let endless = self.endless(history);
                    courses.extend(endless.filter(|course| !courses.contains(course)));
                }
            }
        }
        if courses.is_empty() {
            return Some(text);
        }
        Some(format!("{text}{}{}", self.words.colon, courses.join(&self.words.list_separator)))
    }

    /// A course without a known end, of whichever history of the kind it is.
    fn endless(&self, history: &History) -> Option<String> {
        let texts = &self.language.window().screening;
        let course = self.course_at(history, history.course?)?;
        let name = || self.course_name(&history.sought.item, course);
        match course.end {
            End::Ongoing => Some(texts.course_ongoing(name())),
            End::NotKnown => Some(texts.course_end_not_known(name())),
            End::On(_) => None,
        }
    }

    /// What was given; the history's name where nothing was typed.
    pub fn course_name(&self, item: &str, course: &Course) -> String {
        let agent = course.agent.trim();
        if agent.is_empty() { self.item(item) } else { agent.to_owned() }
    }
}
