//! What stands in the cells of a row without labels, and which of them is what.

use super::{
    answers::{self, Missing},
    atoms::{Atom, Kind, atoms},
    choices::Choices,
    dates::is_date,
    entry::{chosen, empty_line, take},
    identity::{Identity, identify, is_loinc, is_long},
    judge::{Fields, judge, said},
    labels::is_earlier,
    line::{Ask, Line, Outcome, Refusal},
    names::{KnownKind, Names, is_other_material},
    table::Row,
};
use crate::quantity::Analyte;
use std::collections::BTreeSet;

/// What stands in the cells of a row.
pub(super) struct Sight<'r> {
    pub(super) row: &'r Row,
    /// Cells with names and codes.
    pub(super) names: Vec<usize>,
    identity: Result<Identity, Outcome>,
    /// What is measured, if it is a quantity.
    pub(super) analyte: Option<Analyte>,
    /// The parts of each cell.
    parts: Vec<Vec<Atom<'r>>>,
}

impl<'r> Sight<'r> {
    pub(super) fn of(names: &Names, row: &'r Row, choices: &Choices) -> Self {
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).collect();
        let known = |text: &str| names.is_known(text) && !is_other_material(text);
        let mut found: Vec<usize> =
            (0..texts.len()).filter(|at| texts.get(*at).is_some_and(|text| known(text))).collect();
        if found.len() > 1 {
            // *Not available*, where sodium has no place.
            found.retain(|at| texts.get(*at) != Some(&"NA"));
        }
        let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let number = (0..texts.len()).find(|at| {
            let last = found.last().copied().unwrap_or(0);
            *at > last && texts.get(*at).is_some_and(|text| digits(text))
        });
        let coded = found.iter().all(|at| texts.get(*at).is_some_and(|text| is_loinc(text)));
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        let strange = |text: &str| {
            (is_loinc(text) || is_long(text) || (coded && letters(text)))
                && !is_date(text)
                && !answers::begins_with_answer(text)
                && answers::missing(text).is_none()
                && !answers::is_detected(text)
        };
        // A name that is not known, beside one that is, may say another thing.
        let mut cells: Vec<&str> = found.iter().filter_map(|at| texts.get(*at).copied()).collect();
        let identity = chosen(names, choices, row.line).map_or_else(
            || {
                let before = texts.iter().take(number.unwrap_or(0)).enumerate();
                let first = identify(names, &cells);
                let is_unit =
                    |text: &str| first.as_ref().is_ok_and(|known| names.is_unit(&known.items, text));
                cells.extend(
                    before
                        .filter(|(at, text)| !found.contains(at) && strange(text) && !is_unit(text))
                        .map(|(_, text)| *text),
                );
                if cells.is_empty() {
                    Err(Outcome::Refused(Refusal::NotAnItem))
                } else {
                    identify(names, &cells)
                }
            },
            Ok,
        );
        let items = identity.as_ref().map(|identity| identity.items.clone()).unwrap_or_default();
        let is_unit = |text: &str| names.is_unit(&items, text);
        let analyte = items.first().and_then(|item| names.item(*item)).and_then(|known| match known.kind {
            KnownKind::Quantity(analyte) => Some(analyte),
            KnownKind::Choice(_) => None,
        });
        let parts = row.cells.iter().map(|cell| atoms(cell, &is_unit)).collect();
        Self { row, names: found, identity, analyte, parts }
    }

    /// The last cell with a name: what stands behind it is built alike in rows of one key.
    pub(super) fn key(&self) -> usize {
        self.names.last().copied().unwrap_or(0)
    }

    fn cell(&self, at: usize) -> &'r str {
        self.row.cells.get(at).map(|cell| cell.trim()).unwrap_or_default()
    }

    /// Cells outside the names.
    fn others(&self) -> impl Iterator<Item = usize> {
        (0..self.row.cells.len()).filter(|at| !self.names.contains(at))
    }

    /// The first cell behind the name, where it says in words what the result is: none found, to come, not measured.
    fn said_in_words(&self) -> Option<usize> {
        let first = self.others().find(|at| *at > self.key() && !self.cell(*at).is_empty())?;
        let viral = self.analyte == Some(Analyte::HbvDna) && answers::is_not_detected(self.cell(first));
        let said = matches!(answers::missing(self.cell(first)), Some(Missing::Pending | Missing::NotDone));
        (viral || said).then_some(first)
    }

    /// Cells of which the only number is of this kind.
    fn numbers(&self, wanted: fn(&Kind) -> bool) -> Vec<usize> {
        if self.said_in_words().is_some() {
            return Vec::new();
        }
        let number = |kind: &Kind| matches!(kind, Kind::Number | Kind::Bounded | Kind::Bad(_));
        let one = |at: &usize| {
            let parts = self.parts.get(*at).map_or(&[][..], Vec::as_slice);
            let mut numbers = parts.iter().filter(|part| number(&part.kind));
            numbers.next().is_some_and(|part| wanted(&part.kind))
                && !parts.iter().any(|part| part.kind == Kind::Date)
        };
        self.others().filter(one).collect()
    }

    /// Cells that are of one kind alone.
    fn of_kind(&self, kind: &Kind) -> Vec<usize> {
        let alone =
            |at: &usize| matches!(self.parts.get(*at).map(Vec::as_slice), Some([only]) if only.kind == *kind);
        self.others().filter(alone).collect()
    }

    pub(super) fn line(&self, names: &Names, group: Option<&Group>, ordinals: &BTreeSet<usize>) -> Line {
        let mut line = empty_line(self.row);
        let name = self.names.first().copied().map_or_else(
            || {
                self.row
                    .cells
                    .iter()
                    .map(|cell| cell.trim())
                    .find(|cell| !cell.is_empty())
                    .unwrap_or_default()
            },
            |at| self.cell(at),
        );
        name.clone_into(&mut line.name);
        let identity = match &self.identity {
            Ok(identity) => identity,
            Err(outcome) => {
                line.outcome = outcome.clone();
                return line;
            }
        };
        let dates = self.of_kind(&Kind::Date);
        if let [date] = dates.as_slice() {
            self.cell(*date).clone_into(&mut line.when);
        }
        let material =
            self.others().map(|at| self.cell(at)).find(|cell| is_other_material(cell)).unwrap_or_default();
        let (fields, doubt, used) = match (self.analyte, group) {
            (Some(_), Some(group)) => self.quantity(material, group, ordinals),
            _ => self.answer(material, names, identity),
        };
        let judged = judge(names, identity, &fields);
        take(names, &mut line, judged);
        line.rest = self
            .others()
            .filter(|at| !used.contains(at) && !dates.contains(at))
            .map(|at| self.cell(at))
            .filter(|cell| !cell.is_empty() && !answers::is_flag(cell))
            .map(str::to_owned)
            .collect();
        let earlier = line.rest.iter().any(|cell| is_earlier(cell));
        if !matches!(line.outcome, Outcome::Refused(Refusal::OtherMaterial)) {
            if doubt || (earlier && line.outcome == Outcome::Taken) {
                line.outcome = Outcome::Asked(Ask::WhichColumn);
            } else if dates.len() > 1 && !matches!(line.outcome, Outcome::Refused(_)) {
                line.outcome = Outcome::Asked(Ask::WhichDate);
            }
        }
        line
    }

    /// The number of a row, with what belongs to it; whether another could be meant; the cells that were used.
    fn quantity(
        &self,
        material: &'r str,
        group: &Group,
        ordinals: &BTreeSet<usize>,
    ) -> (Fields<'r>, bool, Vec<usize>) {
        let mut bounded = self.numbers(|kind| *kind == Kind::Bounded);
        let (mut result, mut doubt) = (group.chosen, false);
        if result.is_none() {
            let mut plain = self.numbers(|kind| matches!(kind, Kind::Number | Kind::Bad(_)));
            plain.retain(|at| !ordinals.contains(at));
            plain.extend(bounded.iter().filter(|at| group.columns.contains(at)));
            if plain.is_empty() {
                plain.extend(bounded.iter().take(1));
                let texts: BTreeSet<&str> = bounded.iter().map(|at| self.cell(*at)).collect();
                doubt |= texts.len() > 1;
            }
            doubt |= plain.len() > 1 || (group.columns.len() > 1 && !plain.is_empty());
            result = plain.first().copied();
        }
        bounded.retain(|at| Some(*at) != result);
        let unit = self.of_kind(&Kind::Unit).first().copied();
        let interval = self.of_kind(&Kind::Interval).first().or_else(|| bounded.first()).copied();
        let interval = interval
            .or_else(|| self.said_in_words().and_then(|_| self.of_kind(&Kind::Bounded).first().copied()));
        // Nothing is a number: what stands first behind the name says why.
        let result = result.or_else(|| {
            let plain = |at: &usize| *at > self.key() && Some(*at) != unit && Some(*at) != interval;
            self.others()
                .filter(plain)
                .find(|at| !self.cell(*at).is_empty() && !answers::is_flag(self.cell(*at)))
        });
        // An unknown word behind the number stands where its unit would.
        let strange = result.filter(|_| unit.is_none()).and_then(|result| {
            let behind = self.of_kind(&Kind::Word).into_iter().find(|at| *at > result)?;
            Some(behind).filter(|_| !answers::is_index(self.cell(behind)) || self.analyte.is_some())
        });
        let unit = unit.or(strange);
        let text = |at: Option<usize>| at.map(|at| self.cell(at)).unwrap_or_default();
        let fields =
            Fields { result: text(result), unit: text(unit), interval: text(interval).to_owned(), material };
        (fields, doubt, [result, unit, interval].into_iter().flatten().collect())
    }

    /// The answer of a row; an index beside it is no second one.
    fn answer(
        &self,
        material: &'r str,
        names: &Names,
        identity: &Identity,
    ) -> (Fields<'r>, bool, Vec<usize>) {
        let own =
            identity.items.first().and_then(|item| names.item(*item)).and_then(|known| match &known.kind {
                KnownKind::Choice(own) => Some(own),
                KnownKind::Quantity(_) => None,
            });
        let Some(own) = own else { return (Fields::default(), false, Vec::new()) };
        let behind = || self.others().filter(|at| *at > self.key() && !self.cell(*at).is_empty());
        let answered: Vec<(usize, Vec<String>)> = behind()
            .map(|at| (at, said(own, self.cell(at)).answers))
            .filter(|(_, answers)| !answers.is_empty())
            .collect();
        let different: BTreeSet<&Vec<String>> = answered.iter().map(|(_, answers)| answers).collect();
        let gap = answered.first().is_some_and(|(first, _)| {
            (self.key() + 1..*first)
                .any(|at| !self.names.contains(&at) && answers::missing(self.cell(at)).is_some())
        });
        let result = answered.first().map(|(at, _)| *at).or_else(|| behind().next());
        let fields = Fields {
            result: result.map(|at| self.cell(at)).unwrap_or_default(),
            material,
            ..Fields::default()
        };
        (fields, different.len() > 1 || gap, result.into_iter().collect())
    }
}

/// Rows whose last name stands in one column.
pub(super) struct Group {
    /// The line of its first row.
    pub(super) part: usize,
    /// The columns that could hold the result.
    pub(super) columns: Vec<usize>,
    pub(super) chosen: Option<usize>,
}

impl Group {
    pub(super) fn of(
        sights: &[&Sight<'_>],
        ordinals: &BTreeSet<usize>,
        named: &BTreeSet<usize>,
        choices: &Choices,
    ) -> Self {
        let mut columns = BTreeSet::new();
        for sight in sights {
            let mut plain = sight.numbers(|kind| matches!(kind, Kind::Number | Kind::Bad(_)));
            plain.retain(|at| !ordinals.contains(at));
            let bounded = sight.numbers(|kind| *kind == Kind::Bounded);
            let first = plain.iter().chain(&bounded).min().copied();
            // `<0.2` right behind the name is a result, whatever number follows.
            columns.extend(bounded.iter().filter(|at| plain.first().is_some_and(|plain| *at < plain)));
            columns.extend(plain);
            // An empty cell between name and number is where the result would stand.
            if let Some(first) = first {
                let empty = |at: &usize| !named.contains(at) && answers::missing(sight.cell(*at)).is_some();
                let gaps: Vec<usize> = (sight.key() + 1..first).filter(empty).collect();
                if !gaps.is_empty() {
                    columns.insert(first);
                    columns.extend(gaps);
                }
            }
        }
        let part = sights.iter().map(|sight| sight.row.line).min().unwrap_or(0);
        Self { part, columns: columns.into_iter().collect(), chosen: choices.columns.get(&part).copied() }
    }
}
