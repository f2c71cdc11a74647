//! Fields and values of a site in words.

use crate::{
    app::core::role_name,
    engine::{
        parameter_units,
        protocol::questions::{Reading, readings},
    },
    i18n::{Language, SettingsTexts, millions_in_words},
    model::{
        Address, Offer, Parameter, ParameterKind, Person, Protocol, ReadingChoice, Setting, SitePart, Typed,
    },
    quantity::Exact,
};

/// Puts fields and values of a site into words.
#[derive(Clone, Copy)]
pub(crate) struct Words<'p> {
    pub(super) protocol: &'p Protocol,
    pub(super) language: Language,
    pub(super) texts: &'static SettingsTexts,
}

impl<'p> Words<'p> {
    pub(crate) fn new(protocol: &'p Protocol, language: Language) -> Self {
        Self { protocol, language, texts: &language.window().settings }
    }

    /// The short name of a parameter, and what else is said of it. A short name that another parameter has too is
    /// no name.
    pub(crate) fn parameter(&self, parameter: &'p Parameter) -> (&'p str, &'p str) {
        let (name, rest) = self.short(parameter);
        let same = |other: &&Parameter| other.id != parameter.id && self.short(other).0 == name;
        if self.protocol.parameters.iter().any(|other| same(&other)) {
            return without_unit(self.language.of(&parameter.what));
        }
        (name, rest)
    }

    fn short(&self, parameter: &'p Parameter) -> (&'p str, &'p str) {
        let whole = self.language.of(&parameter.what);
        match whole.split_once([':', '：']) {
            Some((name, rest)) => (name.trim(), rest.trim()),
            None => without_unit(whole),
        }
    }

    pub(crate) fn parameter_name(&self, id: &str) -> String {
        let parameter = self.protocol.parameters.iter().find(|parameter| parameter.id == id);
        parameter.map_or_else(|| id.to_owned(), |parameter| self.parameter(parameter).0.to_owned())
    }

    /// A criterion, parameter or dose level by its id.
    pub(crate) fn about(&self, id: &str) -> String {
        if self.protocol.parameters.iter().any(|parameter| parameter.id == id) {
            return self.parameter_name(id);
        }
        if self.protocol.criteria.iter().any(|criterion| criterion.id == id) {
            return self.criterion(id);
        }
        id.to_owned()
    }

    fn criterion(&self, id: &str) -> String {
        let words = self.language.catalogue();
        let number = id.trim_start_matches(['I', 'E']);
        if id.starts_with('I') { words.inclusion_number(number) } else { words.exclusion_number(number) }
    }

    /// What a parameter that is not set keeps from being decided.
    pub(crate) fn blocks(&self, id: &str) -> String {
        let texts = self.texts;
        match id {
            "dose" => texts.blocks_dose.clone(),
            "volume" => texts.blocks_volume.clone(),
            "deviation" => texts.blocks_deviation.clone(),
            "value_age" => texts.blocks_value_age.clone(),
            "thaw_window" => texts.blocks_thaw_window.clone(),
            "dmso" => texts.blocks_dmso.clone(),
            "escalation" => texts.blocks_escalation.clone(),
            "preconditioning" => texts.blocks_preconditioning.clone(),
            _ => texts.blocks_criterion(self.about(id)),
        }
    }

    /// A value of a parameter: `100 kg`, or the words of a choice.
    pub(crate) fn typed(&self, parameter: &Parameter, typed: &Typed) -> String {
        match &parameter.kind {
            ParameterKind::Choice(_) => self.choice(parameter, &typed.value),
            ParameterKind::Quantity => {
                let rows = parameter_units(&parameter.id);
                let unit = rows.iter().find(|row| row.ucum == typed.unit);
                let unit = unit.map_or(typed.unit.as_str(), |row| row.symbol);
                let unit = unit.replace("cells", &self.language.window().shell.unit_cells);
                let plain = format!("{} {unit}", typed.value).trim().to_owned();
                let catalogue = self.language.catalogue();
                let millions =
                    (typed.unit == "10*6").then(|| typed.value.trim().parse::<Exact>().ok()).flatten();
                match millions.and_then(|millions| millions_in_words(&millions, self.language, catalogue)) {
                    Some(more) => catalogue.parenthesis(plain, more),
                    None => plain,
                }
            }
        }
    }

    pub(crate) fn choice(&self, parameter: &Parameter, id: &str) -> String {
        let ParameterKind::Choice(answers) = &parameter.kind else { return id.to_owned() };
        let answer = answers.iter().find(|answer| answer.id == id);
        answer.map_or_else(|| id.to_owned(), |answer| self.language.of(&answer.text).to_owned())
    }

    /// A source that one click took from the protocol, in the language of the window; every other one as it was typed.
    pub(crate) fn source<'t>(&self, typed: &'t str) -> &'t str
    where
        'p: 't,
    {
        let example = |of: Language| of.window().settings.example_source.as_str();
        if [example(Language::English), example(Language::Chinese)].contains(&typed) {
            return &self.texts.example_source;
        }
        let offers = self.protocol.parameters.iter().flat_map(|parameter| &parameter.offered);
        let own =
            |offer: &&Offer| !typed.is_empty() && [offer.source.as_str(), &offer.source_zh].contains(&typed);
        let offer = offers.into_iter().find(own);
        offer.map_or(typed, |offer| self.language.source(&offer.source, &offer.source_zh))
    }

    /// What a reading says.
    pub(crate) fn reading(&self, reading: &Reading<'_>) -> String {
        match (reading.text, reading.id) {
            (Some(text), _) => self.language.of(text).to_owned(),
            (None, "included") if reading.by_the_hour => self.texts.end_included.clone(),
            (None, "excluded") if reading.by_the_hour => self.texts.end_excluded.clone(),
            (None, "included") => self.texts.included.clone(),
            (None, "excluded") => self.texts.excluded.clone(),
            (None, id) => id.to_owned(),
        }
    }

    /// The reading of a question by its id.
    pub(crate) fn reading_of(&self, question: &str, id: &str) -> String {
        let all = readings(self.protocol, question);
        let reading = all.iter().find(|reading| reading.id == id);
        reading.map_or_else(|| id.to_owned(), |reading| self.reading(reading))
    }

    pub(super) fn role(&self, role: &str) -> String {
        role_name(self.texts, role).to_owned()
    }

    /// The field of a trail line.
    pub(super) fn field(&self, named: &str) -> String {
        let texts = self.texts;
        #[expect(clippy::wildcard_enum_match_arm, reason = "no line of the trail is about anything else")]
        match Address::of_trail(named) {
            Address::Setting(id, _) => self.parameter_name(&id),
            Address::Reading(id, _) => {
                let question = self.protocol.questions.iter().find(|question| question.id == id);
                question.map_or(id, |question| self.language.of(&question.ask).to_owned())
            }
            Address::Person(id) => texts.field_person(id),
            Address::InForce(version) => texts.field_in_force(version),
            Address::Site(part) => match part {
                SitePart::Whole => texts.field_site.clone(),
                SitePart::Name => texts.site_name.clone(),
                SitePart::Schema => texts.field_schema.clone(),
                SitePart::Example => texts.site_example.clone(),
                SitePart::People => texts.tab_staff.clone(),
                SitePart::Laboratories => texts.field_laboratories.clone(),
                SitePart::Settings | SitePart::Readings | SitePart::InForce | SitePart::Trail => {
                    named.to_owned()
                }
            },
            _ => named.to_owned(),
        }
    }

    /// A value of a trail line; what cannot be put into words stands as it was written.
    pub(super) fn value(&self, named: &str, text: &str) -> String {
        if text.is_empty() {
            return self.texts.trail_nothing.clone();
        }
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "what else the trail says stands as it was written"
        )]
        let words = match Address::of_trail(named) {
            Address::Setting(id, _) => ron::from_str(text).ok().map(|it| self.setting(&id, &it)),
            Address::Reading(id, _) => ron::from_str(text).ok().map(|choice: ReadingChoice| {
                self.sourced(&self.reading_of(&id, &choice.reading), &choice.source)
            }),
            Address::Person(_) => ron::from_str(text).ok().map(|person: Person| {
                let active = if person.active { &self.texts.staff_active } else { &self.texts.staff_left };
                format!("{}{}{active}", self.role(&person.role), self.language.catalogue().list_separator)
            }),
            Address::Site(SitePart::Laboratories) => ron::from_str(text)
                .ok()
                .map(|ids: Vec<String>| ids.join(&self.language.catalogue().list_separator)),
            Address::Site(SitePart::Name | SitePart::InForce) | Address::InForce(_) => {
                ron::from_str::<String>(text).ok()
            }
            _ => None,
        };
        match words {
            Some(words) if words.is_empty() => self.texts.trail_nothing.clone(),
            Some(words) => words,
            None => text.to_owned(),
        }
    }

    pub(crate) fn setting(&self, id: &str, setting: &Setting) -> String {
        let parameter = self.protocol.parameters.iter().find(|parameter| parameter.id == id);
        match setting {
            Setting::NoneByProtocol { source } => self.sourced(&self.texts.none_by_protocol, source),
            Setting::Value { value, source } => {
                let plain = || format!("{} {}", value.value, value.unit);
                let value = parameter.map_or_else(plain, |parameter| self.typed(parameter, value));
                self.sourced(&value, source)
            }
            Setting::Choice { value, source } => {
                let value =
                    parameter.map_or_else(|| value.clone(), |parameter| self.choice(parameter, value));
                self.sourced(&value, source)
            }
        }
    }

    fn sourced(&self, value: &str, source: &str) -> String {
        let source = self.source(source).to_owned();
        self.texts.with_source(value, source)
    }
}

/// The text before *(unit kg)*, and that.
fn without_unit(text: &str) -> (&str, &str) {
    let (name, unit) = text.split_at(text.rfind(['(', '（']).unwrap_or(text.len()));
    (name.trim(), unit.trim())
}
