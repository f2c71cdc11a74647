//! Reads the windows of a protocol file.

use super::{Name, PlanAnchor, PlanKind, Sought, Window, read::Reader, unit_problem};
use crate::{
    engine::problem::{EntryKind, ProblemCode, suggest},
    model::{Anchor, Edge, Id, Rule, Span, Typed},
    quantity::{
        Exact, Style, read_number,
        units::{RuntimeUnit as _, daily_dose},
    },
};
use std::sync::Arc;

impl Reader<'_> {
    pub(super) fn read_window(&mut self, field: &str, rule: &Rule) -> Option<Window> {
        let Rule::Happened { what, window, before, end, only, unless, above } = rule else { return None };
        let item = self.item(field, what)?;
        if !matches!(self.items.get(item).map(|item| &item.kind), Some(PlanKind::History)) {
            self.problem(field, ProblemCode::WrongKind { expected: EntryKind::History });
        }
        if before.is_empty() || matches!(window, Span::Shorter(spans) if spans.is_empty()) {
            self.problem(field, ProblemCode::TooFew { at_least: 1 });
        }
        if let Edge::Open(question) = end {
            self.question(field, question);
        }
        self.read_classes(field, item, only.iter().chain(unless));
        let above = match above {
            Some(typed) => Some(self.read_daily_dose(field, typed)?),
            None => None,
        };
        let before = before.iter().filter_map(|anchor| self.read_anchor(field, anchor)).collect();
        let name = Name::from(what.as_str());
        let sought = Sought { item: name, span: window.clone(), end: end.clone(), only: only.clone() };
        Some(Window { item, sought: Arc::new(sought), before, unless: unless.clone(), above })
    }

    fn read_classes<'i>(&mut self, field: &str, item: usize, classes: impl Iterator<Item = &'i Id>) {
        let Some(known) = self.items.get(item).map(|item| item.history.classes.clone()) else { return };
        for class in classes.filter(|class| !known.iter().any(|known| **known == ***class)) {
            let suggestion = suggest(class, known.iter().map(|name| &**name)).map(str::to_owned);
            self.problem(field, ProblemCode::UnknownId { id: class.clone(), suggestion });
        }
    }

    fn read_daily_dose(&mut self, field: &str, typed: &Typed) -> Option<Exact> {
        let Some(unit) = daily_dose::Unit::parse(&typed.unit) else {
            self.problem(field, unit_problem(&typed.unit, daily_dose::Unit::ROWS, None));
            return None;
        };
        match read_number(&typed.value, Style::Plain) {
            Ok(number) => Some(daily_dose::Unit::milligram.value(&unit.quantity(number.value))),
            Err(problem) => {
                self.problem(field, ProblemCode::ProtocolNumber(problem));
                None
            }
        }
    }

    fn read_anchor(&mut self, field: &str, anchor: &Anchor) -> Option<PlanAnchor> {
        match anchor {
            Anchor::SampleOf(id) => self.item(field, id).map(PlanAnchor::SampleOf),
            Anchor::Stage(id) => {
                let place = self.stage(id);
                if place.is_none() {
                    self.unknown_stage(field.to_owned(), id);
                }
                place.map(PlanAnchor::Stage)
            }
        }
    }
}
