//! The words of a protocol file alone, without a patient and without a site.

use crate::{
    engine::protocol::{plan::Relation, questions::readings, review::Line},
    i18n::{Catalogue, Language},
    model::{Anchor, Edge, Happened, Id, Kind, Limit, Protocol, Sex, Span, Statement, Typed, Words},
    quantity::Analyte,
    report::words::{criterion, span},
};

/// Puts a protocol file into one language.
#[derive(Clone, Copy)]
pub(crate) struct Speaker<'p> {
    pub(crate) protocol: &'p Protocol,
    pub(crate) language: Language,
    pub(crate) words: &'static Catalogue,
    /// What the ids of questions and readings say stands below, numbered: a table has no room for it.
    pub(crate) numbered: bool,
}

impl<'p> Speaker<'p> {
    pub(crate) fn new(protocol: &'p Protocol, language: Language) -> Self {
        Self { protocol, language, words: language.catalogue(), numbered: false }
    }

    pub(crate) fn of(&self, words: &Words) -> String {
        self.language.of(words).to_owned()
    }

    pub(crate) fn list(&self, ids: &[impl AsRef<str>]) -> String {
        let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
        ids.join(&self.words.list_separator)
    }

    pub(crate) fn item(&self, id: &str) -> String {
        let item = self.protocol.items.iter().find(|item| item.id == id);
        item.map_or_else(|| id.to_owned(), |item| self.of(item.name.as_ref().unwrap_or(&item.ask)))
    }

    pub(crate) fn stage(&self, id: &str) -> String {
        let stage = self.protocol.stages.iter().find(|stage| stage.id == id);
        stage.map_or_else(|| id.to_owned(), |stage| self.of(&stage.name))
    }

    /// `I8` as *Inclusion 8*.
    pub(crate) fn criterion(&self, id: &str) -> String {
        criterion(id, self.words)
    }

    pub(crate) fn stages(&self, ids: &[Id]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.stage(id)).collect();
        self.list(&names)
    }

    fn answer(&self, item: &str, answer: &str) -> String {
        let found = self.protocol.items.iter().find(|own| own.id == item);
        match (answer, found.map(|item| &item.kind)) {
            ("Yes", _) => self.words.yes.clone(),
            ("No", _) => self.words.no.clone(),
            (_, Some(Kind::Choice(answers))) => {
                let own = answers.iter().find(|own| own.id == answer);
                own.map_or_else(|| answer.to_owned(), |own| self.of(&own.text))
            }
            _ => answer.to_owned(),
        }
    }

    /// Item, relation and figures of a line.
    pub(crate) fn line(&self, line: &Line<'_>) -> (String, String, Vec<String>) {
        let words = self.words;
        let (item, relation, figures) = match line.says {
            Some(Statement::Compare(id, relation, limit)) => {
                let relation = match relation {
                    Relation::AtLeast => &words.tool_at_least,
                    Relation::Above => &words.tool_above,
                    Relation::AtMost => &words.tool_at_most,
                    Relation::Below => &words.tool_below,
                };
                (self.item(id), relation.clone(), vec![self.limit(id, limit)])
            }
            Some(Statement::Is(item, answer)) => {
                (self.item(item), words.tool_is.clone(), vec![self.answer(item, answer)])
            }
            Some(Statement::Sex(sex)) => {
                let sex = if *sex == Sex::Female { &words.tool_female } else { &words.tool_male };
                (words.tool_sex.clone(), words.tool_is.clone(), vec![sex.clone()])
            }
            Some(Statement::Happened(happened)) => self.history(happened),
            None => {
                let text = if line.not { &words.tool_never } else { &words.tool_holds };
                return (String::new(), String::new(), vec![text.clone()]);
            }
        };
        let relation = if line.not { words.tool_not(relation) } else { relation };
        let relation = match (line.condition, line.branch) {
            (true, _) => words.tool_if(relation),
            (false, Some(true)) => words.tool_then(relation),
            (false, Some(false)) => words.tool_otherwise(relation),
            (false, None) => relation,
        };
        (item, relation, figures)
    }

    /// English lines name ids, as the file does; Chinese ones say what these stand for.
    fn class(&self, item: &str, id: &str) -> String {
        let item = self.protocol.items.iter().find(|own| own.id == item);
        let class = item.and_then(|item| item.classes.iter().find(|class| class.id == id));
        self.or_id(id, class.map(|class| &class.text))
    }

    fn parameter(&self, id: &str) -> String {
        let parameter = self.protocol.parameters.iter().find(|parameter| parameter.id == id);
        self.or_id(id, parameter.map(|parameter| &parameter.what))
    }

    fn question(&self, id: &str) -> String {
        if self.numbered {
            return self.words.tool_see_below.clone();
        }
        let question = self.protocol.questions.iter().find(|question| question.id == id);
        self.or_id(id, question.map(|question| &question.ask))
    }

    fn reading_name(&self, question: &str, id: &str) -> String {
        let all = readings(self.protocol, question);
        self.or_id(id, all.iter().find(|reading| reading.id == id).and_then(|reading| reading.text))
    }

    fn or_id(&self, id: &str, words: Option<&Words>) -> String {
        match (self.language, words) {
            (Language::Chinese, Some(words)) => self.of(words),
            _ => id.to_owned(),
        }
    }

    fn limit(&self, item: &str, limit: &Limit) -> String {
        match limit {
            Limit::Value(typed) => quantity(item, typed),
            Limit::TimesUln(factor) => self.words.lint_times_uln(factor),
            Limit::Parameter(id) => self.words.tool_parameter(self.parameter(id)),
        }
    }

    fn history(&self, happened: &Happened) -> (String, String, Vec<String>) {
        let words = self.words;
        let Happened { what, window, before, end, only, unless, above, running } = happened;
        let mut figures = vec![words.tool_window_before(span(window, words))];
        figures.extend(before.iter().map(|anchor| match anchor {
            Anchor::Stage(id) => self.stage(id),
            Anchor::SampleOf(id) => words.tool_before_sample(self.item(id)),
        }));
        let by_the_hour = matches!(window, Span::Hours(_));
        figures.push(match (end, by_the_hour) {
            (Edge::Included, false) => words.tool_last_day_counts.clone(),
            (Edge::Included, true) => words.tool_hour_counts.clone(),
            (Edge::Excluded, false) => words.tool_last_day_not.clone(),
            (Edge::Excluded, true) => words.tool_hour_not.clone(),
            (Edge::Open(question), _) => {
                let question = self.question(question);
                if by_the_hour { words.tool_hour_open(question) } else { words.tool_last_day_open(question) }
            }
        });
        let classes = |classes: &[Id]| {
            let classes: Vec<String> = classes.iter().map(|class| self.class(what, class)).collect();
            (!classes.is_empty()).then(|| self.list(&classes))
        };
        figures.extend(classes(only).map(|only| words.tool_only(only)));
        figures.extend(classes(unless).map(|unless| words.tool_unless(unless)));
        if let Some(dose) = above {
            figures.push(words.tool_above_dose(typed(dose)));
        }
        if let Some(running) = running {
            figures.push(words.tool_running(self.class(what, &running.class), running.days));
        }
        (self.item(what), words.tool_within.clone(), figures)
    }

    /// A line in one piece.
    pub(crate) fn sentence(&self, line: &Line<'_>) -> String {
        let (item, relation, figures) = self.line(line);
        let mut parts: Vec<String> = line.part.iter().map(|part| (*part).to_owned()).collect();
        parts.extend([item, relation].into_iter().filter(|part| !part.is_empty()));
        parts.push(self.list(&figures));
        let text = parts.join(" ");
        match self.reading(line) {
            Some(reading) => self.words.parenthesis(text, reading),
            None => text,
        }
    }

    fn reading(&self, line: &Line<'_>) -> Option<String> {
        let (question, reading) = line.reading?;
        Some(self.words.tool_reading(self.reading_name(question, reading), self.question(question)))
    }
}

/// A quantity with its unit as printed.
fn quantity(item: &str, value: &Typed) -> String {
    let unit = Analyte::from_id(item).and_then(|analyte| analyte.unit(&value.unit));
    match unit {
        Some(unit) => format!("{} {}", value.value, unit.symbol).trim().to_owned(),
        None => typed(value),
    }
}

pub(crate) fn typed(value: &Typed) -> String {
    format!("{} {}", value.value, value.unit).trim().to_owned()
}
