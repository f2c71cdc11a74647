//! The copy of the site that is edited. Nothing typed is dropped when a state is chosen and taken back.

use crate::{
    model::{Id, Parameter, ParameterKind, Person, Protocol, ReadingChoice, Setting, Site, Typed},
    storage::{Loaded, SCHEMA, recovery::SettingsWork},
};

/// What is said about a parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    #[default]
    NotSet,
    /// The protocol has none.
    None,
    Value,
}

/// A parameter as it is edited; what belongs to a state that is not chosen now is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ParameterEntry {
    pub(super) id: Id,
    pub(super) state: State,
    pub(super) value: Typed,
    pub(super) choice: Id,
    /// Where the value comes from.
    pub(super) source: String,
    /// Where it is said that there is none.
    pub(super) none_source: String,
}

/// An open question as it is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct QuestionEntry {
    pub(super) id: Id,
    pub(super) settled: bool,
    pub(super) reading: Id,
    pub(super) source: String,
}

/// The copy that is edited, and what it started from.
#[derive(Clone, Debug)]
pub(super) struct Editing {
    /// The site as it is saved, without its trail.
    pub(super) base: Site,
    /// The bytes of the file that it was read from.
    seen: Option<String>,
    pub(super) name: String,
    pub(super) parameters: Vec<ParameterEntry>,
    pub(super) questions: Vec<QuestionEntry>,
    pub(super) people: Vec<Person>,
    pub(super) laboratories: Vec<Id>,
    /// Entries of the file that the protocol does not know and a person has removed.
    pub(super) removed: Vec<String>,
    protocol: Vec<(Id, bool)>,
}

impl Editing {
    pub(super) fn new(site: Option<&Loaded<Site>>, protocol: &Protocol) -> Self {
        let base = site.map_or_else(
            || Site { schema: SCHEMA, ..Site::default() },
            |site| Site { trail: Vec::new(), ..site.value.clone() },
        );
        Self {
            seen: site.map(|site| site.sha256.clone()),
            name: base.name.clone(),
            parameters: protocol
                .parameters
                .iter()
                .map(|parameter| parameter_entry(parameter, &base))
                .collect(),
            questions: protocol
                .questions
                .iter()
                .map(|question| question_entry(&question.id, &base))
                .collect(),
            people: base.people.clone(),
            laboratories: base.laboratories.clone(),
            removed: Vec::new(),
            protocol: kinds(protocol),
            base,
        }
    }

    /// What is typed, and what it started from.
    pub(super) fn work(&self) -> (Site, Option<String>, Site) {
        (self.base.clone(), self.seen.clone(), self.site())
    }

    /// The copy that was edited in a run that ended.
    pub(super) fn of_work(work: &SettingsWork, protocol: &Protocol) -> Self {
        let site = Loaded {
            value: work.site.clone(),
            sha256: String::new(),
            name: String::new(),
            integrity: crate::storage::Integrity::Intact,
        };
        let mut editing = Self::new(Some(&site), protocol);
        let settings = work.base.settings.iter().map(|(id, _)| id);
        let kept = |id: &&Id| !work.site.settings.iter().any(|(known, _)| known == *id);
        let readings = work.base.readings.iter().map(|choice| &choice.question);
        let settled = |id: &&Id| !work.site.readings.iter().any(|choice| choice.question == **id);
        editing.removed = settings.filter(kept).chain(readings.filter(settled)).cloned().collect();
        Self { base: work.base.clone(), seen: work.seen.clone(), ..editing }
    }

    /// True when it started from these very bytes, and has the fields of this version of the protocol.
    pub(super) fn is_of(&self, site: Option<&Loaded<Site>>, protocol: &Protocol) -> bool {
        self.seen.as_deref() == site.map(|site| site.sha256.as_str())
            && self.protocol == kinds(protocol)
            && self
                .questions
                .iter()
                .map(|entry| &entry.id)
                .eq(protocol.questions.iter().map(|known| &known.id))
    }

    /// Another version of the protocol is in force: what it asks for is there, with what was typed.
    fn follow(&mut self, protocol: &Protocol) {
        let mut now = self.untouched(protocol);
        for entry in &mut now.parameters {
            if let Some(mine) = self.parameters.iter().find(|mine| mine.id == entry.id) {
                entry.clone_from(mine);
            }
        }
        for entry in &mut now.questions {
            if let Some(mine) = self.questions.iter().find(|mine| mine.id == entry.id) {
                entry.clone_from(mine);
            }
        }
        (self.parameters, self.questions, self.protocol) = (now.parameters, now.questions, now.protocol);
    }

    /// The file is another one now (saved, or by somebody else): what was not touched here follows it, what was
    /// typed here stays.
    pub(super) fn rebase(&mut self, site: Option<&Loaded<Site>>, protocol: &Protocol) {
        self.follow(protocol);
        let before = self.untouched(protocol);
        let now = Self::new(site, protocol);
        let parameters = self.parameters.iter_mut().zip(&before.parameters).zip(&now.parameters);
        for ((mine, before), now) in parameters {
            if mine == before || states_agree(mine, now) {
                keep_typed(mine, now);
            }
        }
        let questions = self.questions.iter_mut().zip(&before.questions).zip(&now.questions);
        for ((mine, before), now) in questions {
            if mine == before {
                mine.clone_from(now);
            }
        }
        if self.name == before.name {
            self.name.clone_from(&now.name);
        }
        if self.laboratories == before.laboratories {
            self.laboratories.clone_from(&now.laboratories);
        }
        let mut people = now.people.clone();
        for person in &self.people {
            let touched = !before.people.contains(person);
            match people.iter_mut().find(|known| known.id == person.id) {
                Some(known) if touched => known.clone_from(person),
                None if touched => people.push(person.clone()),
                Some(_) | None => {}
            }
        }
        self.people = people;
        self.base = now.base;
        self.seen = now.seen;
    }

    fn untouched(&self, protocol: &Protocol) -> Self {
        let base = Loaded {
            value: self.base.clone(),
            sha256: String::new(),
            name: String::new(),
            integrity: crate::storage::Integrity::Intact,
        };
        Self::new(Some(&base), protocol)
    }

    /// The site as it would be saved, without its trail. What stood in the file keeps its place there.
    pub(super) fn site(&self) -> Site {
        let mut settings: Vec<(Id, Setting)> = Vec::new();
        for (id, old) in &self.base.settings {
            // What stands twice in the file is kept once.
            if settings.iter().any(|(known, _)| known == id) {
                continue;
            }
            match self.parameters.iter().find(|entry| entry.id == *id) {
                Some(entry) => settings.extend(self.setting(entry).map(|setting| (id.clone(), setting))),
                None if self.removed.contains(id) => {}
                None => settings.push((id.clone(), old.clone())),
            }
        }
        for entry in &self.parameters {
            if !self.base.settings.iter().any(|(id, _)| *id == entry.id) {
                settings.extend(self.setting(entry).map(|setting| (entry.id.clone(), setting)));
            }
        }
        let mut readings: Vec<ReadingChoice> = Vec::new();
        for old in &self.base.readings {
            if readings.iter().any(|known| known.question == old.question) {
                continue;
            }
            match self.questions.iter().find(|entry| entry.id == old.question) {
                Some(entry) => readings.extend(reading(entry)),
                None if self.removed.contains(&old.question) => {}
                None => readings.push(old.clone()),
            }
        }
        for entry in &self.questions {
            if !self.base.readings.iter().any(|old| old.question == entry.id) {
                readings.extend(reading(entry));
            }
        }
        Site {
            schema: self.base.schema,
            name: self.name.clone(),
            example: self.base.example,
            people: self.people.clone(),
            settings,
            laboratories: self.laboratories.clone(),
            readings,
            in_force: self.base.in_force.clone(),
            trail: Vec::new(),
        }
    }

    fn setting(&self, entry: &ParameterEntry) -> Option<Setting> {
        let quantity = self.protocol.iter().any(|(id, quantity)| *id == entry.id && *quantity);
        match entry.state {
            State::NotSet => None,
            State::None => Some(Setting::NoneByProtocol { source: entry.none_source.clone() }),
            State::Value if quantity => {
                Some(Setting::Value { value: entry.value.clone(), source: entry.source.clone() })
            }
            State::Value => {
                Some(Setting::Choice { value: entry.choice.clone(), source: entry.source.clone() })
            }
        }
    }

    pub(super) fn count_not_set(&self) -> usize {
        self.parameters.iter().filter(|entry| entry.state == State::NotSet).count()
    }

    pub(super) fn count_open(&self) -> usize {
        self.questions.iter().filter(|entry| !entry.settled).count()
    }
}

/// They would be saved alike, whatever else is typed in states that are not chosen.
fn states_agree(one: &ParameterEntry, other: &ParameterEntry) -> bool {
    one.state == other.state
        && match one.state {
            State::NotSet => true,
            State::None => one.none_source == other.none_source,
            State::Value => {
                one.value == other.value && one.choice == other.choice && one.source == other.source
            }
        }
}

/// Follows `now`, and keeps what is typed for other states.
fn keep_typed(mine: &mut ParameterEntry, now: &ParameterEntry) {
    mine.state = now.state;
    match now.state {
        State::NotSet => {}
        State::None => mine.none_source.clone_from(&now.none_source),
        State::Value => {
            mine.value.clone_from(&now.value);
            mine.choice.clone_from(&now.choice);
            mine.source.clone_from(&now.source);
        }
    }
}

/// Each parameter, with whether it is a quantity.
fn kinds(protocol: &Protocol) -> Vec<(Id, bool)> {
    let kind = |parameter: &Parameter| matches!(parameter.kind, ParameterKind::Quantity);
    protocol.parameters.iter().map(|parameter| (parameter.id.clone(), kind(parameter))).collect()
}

fn parameter_entry(parameter: &Parameter, site: &Site) -> ParameterEntry {
    let id = parameter.id.clone();
    let entry = ParameterEntry { id, ..ParameterEntry::default() };
    let found = site.settings.iter().find(|(id, _)| *id == parameter.id).map(|(_, setting)| setting.clone());
    match found {
        None => entry,
        Some(Setting::NoneByProtocol { source }) => {
            ParameterEntry { state: State::None, none_source: source, ..entry }
        }
        Some(Setting::Value { value, source }) => {
            ParameterEntry { state: State::Value, value, source, ..entry }
        }
        Some(Setting::Choice { value, source }) => {
            ParameterEntry { state: State::Value, choice: value, source, ..entry }
        }
    }
}

fn question_entry(question: &str, site: &Site) -> QuestionEntry {
    let entry = QuestionEntry { id: question.to_owned(), ..QuestionEntry::default() };
    match site.readings.iter().find(|choice| choice.question == question) {
        None => entry,
        Some(choice) => QuestionEntry {
            settled: true,
            reading: choice.reading.clone(),
            source: choice.source.clone(),
            ..entry
        },
    }
}

fn reading(entry: &QuestionEntry) -> Option<ReadingChoice> {
    entry.settled.then(|| ReadingChoice {
        question: entry.id.clone(),
        reading: entry.reading.clone(),
        source: entry.source.clone(),
    })
}
