//! Reads the items of a protocol file.

use super::{
    Name, PlanHistory, PlanItem, PlanKind,
    read::{Reader, find},
};
use crate::{
    engine::problem::{EntryKind, ProblemCode},
    model::{Item, Kind},
    quantity::{Analyte, Exact, Style, read_number},
};
use std::sync::Arc;

impl Reader<'_> {
    pub(super) fn read_items(&mut self) {
        for item in &self.protocol.items {
            let kind = match &item.kind {
                Kind::YesNo => PlanKind::YesNo,
                Kind::Exposure => PlanKind::History,
                Kind::Choice(answers) => PlanKind::Choice(
                    answers.iter().map(|answer| (Name::from(answer.id.as_str()), answer.decides)).collect(),
                ),
                Kind::Analyte => {
                    let Some(analyte) = Analyte::from_id(&item.id) else {
                        let known = Analyte::ALL.iter().map(|analyte| analyte.id());
                        self.unknown(format!("items[{}].id", item.id), &item.id, known);
                        continue;
                    };
                    PlanKind::Analyte(analyte)
                }
            };
            let history = self.read_history(item);
            let stays = self.read_stays(item);
            let id = Name::from(item.id.as_str());
            match self.index.binary_search_by(|(name, _)| name.cmp(&id)) {
                Ok(_) => self.problem(format!("items[{id}]"), ProblemCode::Duplicate),
                Err(place) => {
                    self.index.insert(place, (Arc::clone(&id), self.items.len()));
                    self.items.push(PlanItem { id, kind, history, stays });
                }
            }
        }
    }

    /// The conditions under which items are asked, once all items are known.
    pub(super) fn read_conditions(&mut self) {
        for item in &self.protocol.items {
            if let Some(condition) = &item.only_if {
                let parts = std::mem::take(&mut self.parts);
                self.read_rule(&format!("items[{}].only_if", item.id), condition);
                self.parts = parts;
            }
        }
    }

    /// Answers that stay must be answers of the item.
    fn read_stays(&mut self, item: &Item) -> Vec<Name> {
        let known: Vec<&str> = match &item.kind {
            Kind::Choice(answers) => answers.iter().map(|answer| answer.id.as_str()).collect(),
            Kind::Analyte | Kind::YesNo | Kind::Exposure => Vec::new(),
        };
        for answer in item.stays.iter().filter(|answer| !known.contains(&answer.as_str())) {
            self.unknown(format!("items[{}].stays", item.id), answer, known.iter().copied());
        }
        item.stays.iter().map(|answer| Name::from(answer.as_str())).collect()
    }

    fn read_history(&mut self, item: &Item) -> PlanHistory {
        let mut history = PlanHistory { disease: item.disease, ..PlanHistory::default() };
        let field = |what: &str| format!("items[{}].{what}", item.id);
        if item.kind != Kind::Exposure
            && (item.disease || !item.classes.is_empty() || !item.equivalents.is_empty())
        {
            self.problem(field("classes"), ProblemCode::WrongKind { expected: EntryKind::History });
        }
        for class in &item.classes {
            let id = Name::from(class.id.as_str());
            if history.classes.contains(&id) {
                self.problem(field(&format!("classes[{id}]")), ProblemCode::Duplicate);
            }
            if class.one_day {
                history.one_day.push(Arc::clone(&id));
            }
            history.classes.push(id);
        }
        for equivalent in &item.equivalents {
            let field = field(&format!("equivalents[{}]", equivalent.agent.en));
            let own = [&equivalent.agent.en, &equivalent.agent.zh_cn].into_iter().chain(&equivalent.names);
            let names: Vec<String> = own.map(|name| name.trim().to_lowercase()).collect();
            let known = history.equivalents.iter().flat_map(|(known, _)| known);
            if known.clone().any(|known| names.contains(known)) {
                self.problem(field.clone(), ProblemCode::Duplicate);
            }
            if let Some(dose) = self.read_dose(&field, &equivalent.dose) {
                history.equivalents.push((names, dose));
            }
        }
        history
    }

    fn read_dose(&mut self, field: &str, text: &str) -> Option<Exact> {
        match read_number(text, Style::Plain) {
            Ok(number) if number.value.is_positive() => Some(number.value),
            Ok(_) => {
                self.problem(format!("{field}.dose"), ProblemCode::NotPositive);
                None
            }
            Err(problem) => {
                self.problem(format!("{field}.dose"), ProblemCode::ProtocolNumber(problem));
                None
            }
        }
    }

    pub(super) fn item(&mut self, field: &str, id: &str) -> Option<usize> {
        let place = find(&self.index, id);
        if place.is_none() {
            let known: Vec<Name> = self.index.iter().map(|(name, _)| Arc::clone(name)).collect();
            self.unknown(field, id, known.iter().map(|name| &**name));
        }
        place
    }
}
