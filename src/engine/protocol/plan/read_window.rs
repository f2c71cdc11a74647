//! Reads the windows of a protocol file.

use super::{Name, PlanAnchor, PlanKind, Sought, Window, read::Reader, unit_problem};
use crate::{
    engine::problem::{EntryKind, ProblemCode, suggest},
    model::{Anchor, Edge, Happened, Id, Span, Typed},
    quantity::{
        Exact, Style, read_number,
        units::{RuntimeUnit as _, daily_dose},
    },
};
use std::sync::Arc;

/// The longest windows that are read: nobody in a trial is older than 120 years, and after 100 half-lives no molecule
/// of an agent is left.
const LONGEST_YEARS: u32 = 120;
const LONGEST_DAYS: u32 = 43_830;
const MOST_HALF_LIVES: u32 = 100;

impl Reader<'_> {
    pub(super) fn read_window(&mut self, field: &str, happened: &Happened) -> Option<Window> {
        let Happened { what, window, before, end, only, unless, above, running } = happened;
        let item = self.item(field, what)?;
        if !matches!(self.items.get(item).map(|item| &item.kind), Some(PlanKind::History)) {
            self.problem(field, ProblemCode::WrongKind { expected: EntryKind::History });
        }
        self.check_length(field, window);
        if before.is_empty() || matches!(window, Span::Shorter(spans) if spans.is_empty()) {
            self.problem(field, ProblemCode::TooFew { at_least: 1 });
        }
        if let Edge::Open(question) = end {
            self.question(field, question);
        }
        let own = running.as_ref().map(|running| &running.class);
        self.read_classes(field, item, only.iter().chain(unless).chain(own));
        if running.as_ref().is_some_and(|running| running.days == 0) {
            self.problem(field, ProblemCode::NotPositive);
        }
        let above = match above {
            Some(typed) => Some(self.read_daily_dose(field, typed)?),
            None => None,
        };
        let before = before.iter().filter_map(|anchor| self.read_anchor(field, anchor)).collect();
        let name = Name::from(what.as_str());
        let sought = Sought { item: name, span: window.clone(), end: end.clone(), only: only.clone() };
        Some(Window {
            item,
            sought: Arc::new(sought),
            before,
            unless: unless.clone(),
            above,
            running: running.clone(),
            from_first: self.from_first,
        })
    }

    /// A window longer than any life is a slip, and one longer than the calendar has no first day.
    fn check_length(&mut self, field: &str, window: &Span) {
        let longest = match window {
            Span::Hours(hours) if *hours > LONGEST_DAYS * 24 => Span::Hours(LONGEST_DAYS * 24),
            Span::Days(days) if *days > LONGEST_DAYS => Span::Days(LONGEST_DAYS),
            Span::Months(months) if *months > LONGEST_YEARS * 12 => Span::Months(LONGEST_YEARS * 12),
            Span::Years(years) if *years > LONGEST_YEARS => Span::Years(LONGEST_YEARS),
            Span::HalfLives(times) if *times > MOST_HALF_LIVES => Span::HalfLives(MOST_HALF_LIVES),
            Span::Shorter(spans) => return spans.iter().for_each(|span| self.check_length(field, span)),
            Span::Hours(_)
            | Span::Days(_)
            | Span::Months(_)
            | Span::Years(_)
            | Span::HalfLives(_)
            | Span::Ever => return,
        };
        self.problem(field, ProblemCode::WindowTooLong { longest });
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
            self.problem(
                field,
                unit_problem(&typed.unit, daily_dose::Unit::ROWS, daily_dose::Unit::refusal(&typed.unit)),
            );
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
