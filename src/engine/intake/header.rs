//! A row of labels: what each column holds, and which row is one.

use super::{
    atoms::{Kind, atoms, run, words},
    labels::{Role, STRANGE, is_earlier, role_of},
    table::{Form, Row},
};

/// A row of labels.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its line.
    pub(super) line: usize,
    pub(super) columns: Vec<Column>,
    /// The columns can be told apart in a row: by cells, or by where they stand.
    pub(super) placed: bool,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) role: Role,
    /// The label's place among those of its role: the lower wins.
    pub(super) rank: usize,
    pub(super) label: String,
    /// Where the label stands on the screen, if the columns are aligned.
    place: (usize, usize),
}

impl Header {
    /// The labels of a row, if it is one: two roles at least, and nothing that is a value.
    pub(super) fn read(row: &Row) -> Option<Self> {
        let labels = match row.form {
            Form::Words => labels_of_words(&row.text)?,
            Form::Cells | Form::Aligned => row.cells.clone(),
        };
        let place = |at: usize| row.places.get(at).copied().unwrap_or_default();
        let columns: Vec<Column> = labels
            .into_iter()
            .enumerate()
            .map(|(at, label)| {
                let (role, rank) = role_of(&label);
                Column { role, rank, label: label.trim().to_owned(), place: place(at) }
            })
            .collect();
        let count = |wanted: fn(&Role) -> bool| columns.iter().filter(|column| wanted(&column.role)).count();
        let dated = count(|role| matches!(role, Role::Dated(_)));
        let known = count(|role| !matches!(role, Role::Dated(_) | Role::Other | Role::Blank));
        let value = columns.iter().any(|column| column.role == Role::Other && is_value(&column.label));
        // Dates alone are labels only where nothing else stands in the row: a row can hold two dates.
        let bare = columns.iter().all(|column| !matches!(column.role, Role::Other));
        let named = count(|role| {
            matches!(role, Role::Name | Role::Result | Role::Previous | Role::Unit | Role::Interval)
        }) > 0;
        let enough = (known >= 2 && named)
            || (known >= 1 && named && dated >= 1)
            || (known == 0 && dated >= 2 && bare);
        let placed = row.form != Form::Words;
        (enough && !value).then_some(Self { line: row.line, columns, placed })
    }

    /// The columns of a role, the best label first; equal labels in order.
    pub(super) fn of(&self, role: &Role) -> Vec<usize> {
        let mut found: Vec<(usize, usize)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.role == *role)
            .map(|(at, column)| (column.rank, at))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// The columns that can hold the current result.
    pub(super) fn results(&self) -> Vec<usize> {
        let result = |role: &Role| matches!(role, Role::Result | Role::Dated(_));
        let found: Vec<usize> = (0..self.columns.len())
            .filter(|at| self.columns.get(*at).is_some_and(|column| result(&column.role)))
            .collect();
        // What CDISC calls *as collected* is the result beside any other.
        let collected = |at: &&usize| {
            self.columns.get(**at).is_some_and(|column| {
                column.rank == 0
                    && column.role == Role::Result
                    && column.label.eq_ignore_ascii_case("lborres")
            })
        };
        match found.iter().filter(collected).collect::<Vec<_>>().as_slice() {
            [only] => vec![**only],
            _ => found,
        }
    }

    /// Whether a row of words under it cannot be read by its words alone: a column more than one result a line has.
    pub(super) fn is_risky(&self) -> bool {
        let risky = |column: &Column| {
            matches!(column.role, Role::Previous | Role::Low | Role::High | Role::Dated(_) | Role::Blank)
                || column.rank == STRANGE
        };
        self.columns.iter().any(risky) || self.results().len() != 1
    }

    /// The cells of a row by column; none where it cannot be seen which cell is of which column.
    pub(super) fn cells<'r>(&self, row: &'r Row) -> Option<Vec<&'r str>> {
        let all = row.cells.iter().map(String::as_str);
        match row.form {
            Form::Cells if self.placed => Some(all.collect()),
            Form::Aligned if self.placed => {
                if self.columns.iter().all(|column| column.place == (0, 0)) {
                    return None;
                }
                if row.cells.len() == self.columns.len() {
                    return Some(all.collect());
                }
                let mut cells = vec![""; self.columns.len()];
                for (cell, (from, to)) in all.zip(&row.places) {
                    let over = |column: &Column| column.place.0 < *to && *from < column.place.1;
                    let mut under = self.columns.iter().enumerate().filter(|(_, column)| over(column));
                    let (at, _) = under.next()?;
                    let slot = cells.get_mut(at)?;
                    if under.next().is_some() || !slot.is_empty() {
                        return None;
                    }
                    *slot = cell;
                }
                Some(cells)
            }
            Form::Cells | Form::Aligned | Form::Words => None,
        }
    }
}

/// A number, an interval, a result.
fn is_value(text: &str) -> bool {
    let parts = atoms(text, &|_| false);
    let number = |kind: &Kind| matches!(kind, Kind::Number | Kind::Bounded | Kind::Interval | Kind::Bad(_));
    matches!(parts.as_slice(), [first, ..] if number(&first.kind)) || super::answers::answer(text).is_some()
}

/// The labels of a line of words, if it is made of little else.
fn labels_of_words(text: &str) -> Option<Vec<String>> {
    let words = words(text);
    if words.len() > 20 || text.contains([':', '：']) {
        return None;
    }
    let mut labels = Vec::new();
    let (mut at, mut known) = (0, 0);
    while at < words.len() {
        let label = |length: usize| run(text, words.get(at..at + length)?);
        let found = (1..=4.min(words.len() - at))
            .rev()
            .find(|length| label(*length).is_some_and(|text| is_label(text, *length)));
        labels.push(label(found.unwrap_or(1))?.to_owned());
        known += found.unwrap_or(0);
        at += found.unwrap_or(1);
    }
    (known * 3 >= words.len() * 2).then_some(labels)
}

/// A label in so many words. `Previous Result` is one; `Result Previous` are two.
fn is_label(text: &str, words: usize) -> bool {
    if words > 1 && is_earlier(text) {
        let first = text.split_whitespace().next().is_some_and(is_earlier);
        return first
            && words == 2
            && text.split_whitespace().nth(1).is_some_and(|word| role_of(word).0 == Role::Result);
    }
    let known =
        |text: &str| Some(role_of(text)).filter(|(role, rank)| *rank != STRANGE && *role != Role::Blank);
    let each: Vec<_> = text.split_whitespace().map(known).collect();
    // `Result Unit` are two columns, `Reference Range` is one.
    let apart = each.iter().all(Option::is_some)
        && each.windows(2).any(|pair| !matches!(pair, [Some((one, _)), Some((other, _))] if one == other));
    known(text).is_some() && (words == 1 || !apart)
}
