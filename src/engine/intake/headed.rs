//! Rows under a row of labels: each cell is what its label says, or the row is asked about.

use super::{
    answers,
    atoms::{Kind, atoms},
    choices::{Choices, Offer, Question},
    dates::is_date,
    entry,
    header::Header,
    identity::{Identity, identify},
    judge::{Fields, judge},
    labels::Role,
    line::{Ask, Line, Outcome, Refusal},
    names::Names,
    table::{Form, Row},
    worded::words_line,
};
use crate::{
    engine::entry::upper_limit::printed_upper,
    model::Value,
    quantity::{Style, read_number},
};

/// Judges the rows under a header.
pub(super) fn headed(
    names: &Names,
    header: &Header,
    rows: &[&Row],
    choices: &Choices,
    questions: &mut Vec<Question>,
) -> Vec<Line> {
    let placed: Vec<Option<Vec<&str>>> = rows.iter().map(|row| header.cells(row)).collect();
    let part = Part::new(header, &placed, choices);
    let lines: Vec<Line> = rows
        .iter()
        .zip(&placed)
        .map(|(row, cells)| match cells {
            Some(cells) => part.line(names, row, cells, choices),
            None => unplaced(names, header, row, choices),
        })
        .collect();
    let asks = |ask: &Ask| lines.iter().any(|line| line.outcome == Outcome::Asked(ask.clone()));
    if part.result.is_none() && (asks(&Ask::WhichColumn) || asks(&Ask::WhichDate)) {
        let offers = part.offers(&part.candidates, &placed);
        let dated = part.all_dated();
        let part = header.line;
        questions.push(if dated {
            Question::Date { part, offers }
        } else {
            Question::Column { part, offers }
        });
    } else if asks(&Ask::WhichDate) {
        let offers = part.offers(&header.of(&Role::Date), &placed);
        questions.push(Question::DateColumn { part: header.line, offers });
    }
    lines
}

/// A row of words under labels: read by its words alone where one result a line is all that there can be.
fn unplaced(names: &Names, header: &Header, row: &Row, choices: &Choices) -> Line {
    let mut line = words_line(names, row, choices);
    let risky = header.is_risky() || row.form == Form::Cells;
    if risky && !matches!(line.outcome, Outcome::Refused(_)) {
        line.outcome = Outcome::Asked(Ask::ColumnsContradict);
    }
    line
}

/// The rows under one header.
struct Part<'h> {
    header: &'h Header,
    /// The columns that could hold the result.
    candidates: Vec<usize>,
    result: Option<usize>,
    date: Option<usize>,
}

impl<'h> Part<'h> {
    fn new(header: &'h Header, rows: &[Option<Vec<&str>>], choices: &Choices) -> Self {
        let mut candidates = header.results();
        let mut clear = candidates.len() == 1;
        if candidates.is_empty() {
            let numeric = |column: &usize| {
                let cells = || rows.iter().flatten().filter_map(|cells| cells.get(*column));
                cells().any(|cell| read_number(answers::without_flags(cell), Style::Laboratory).is_ok())
            };
            let open = |roles: &[Role]| -> Vec<usize> {
                let open =
                    header.columns.iter().enumerate().filter(|(_, column)| roles.contains(&column.role));
                open.map(|(at, _)| at).filter(numeric).collect()
            };
            candidates = open(&[Role::Blank, Role::Other, Role::Previous]);
            // One column of numbers that says nothing of itself, and none that says something else.
            clear = candidates.len() == 1 && open(&[Role::Blank]).len() == 1;
        }
        let only = candidates.first().copied().filter(|_| clear);
        let result = choices.columns.get(&header.line).copied().or(only);
        Self { header, candidates, result, date: choices.dates.get(&header.line).copied() }
    }

    fn role(&self, column: usize) -> Option<&Role> {
        self.header.columns.get(column).map(|column| &column.role)
    }

    fn all_dated(&self) -> bool {
        self.candidates.iter().all(|column| matches!(self.role(*column), Some(Role::Dated(_))))
    }

    fn offers(&self, columns: &[usize], rows: &[Option<Vec<&str>>]) -> Vec<Offer> {
        let offer = |column: &usize| Offer {
            column: *column,
            label: self.header.columns.get(*column).map(|column| column.label.clone()).unwrap_or_default(),
            samples: entry::samples(rows.iter().flatten().filter_map(|cells| cells.get(*column).copied())),
        };
        columns.iter().map(offer).collect()
    }

    fn line(&self, names: &Names, row: &Row, cells: &[&str], choices: &Choices) -> Line {
        let cell = |column: usize| cells.get(column).copied().unwrap_or_default();
        let all = |role: &Role| self.header.of(role).into_iter().map(cell).map(str::trim).collect::<Vec<_>>();
        let best = |role: &Role| all(role).into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        let mut named: Vec<&str> = all(&Role::Name).into_iter().filter(|name| !name.is_empty()).collect();
        if self.header.of(&Role::Name).is_empty() {
            // Nothing says where the names are: they are where they are known.
            let open = [Role::Blank, Role::Other].iter().flat_map(all);
            named.extend(open.filter(|text| names.is_known(text)));
        }
        let mut line = entry::empty_line(row);
        best(&Role::Subject).clone_into(&mut line.subject);
        let first =
            named.first().copied().or_else(|| cells.iter().copied().find(|cell| !cell.trim().is_empty()));
        first.unwrap_or_default().trim().clone_into(&mut line.name);
        let (when, dates) = self.when(&cell);
        line.when = when;
        let result = self.result.map(cell).unwrap_or_default();
        answers::without_flags(result).clone_into(&mut line.typed);
        best(&Role::Unit).clone_into(&mut line.unit);
        let low_high = interval(best(&Role::Low), best(&Role::High));
        let printed = best(&Role::Interval);
        line.interval = if printed.is_empty() { low_high.clone() } else { printed.to_owned() };
        let identity =
            match entry::chosen(names, choices, row.line).map_or_else(|| identify(names, &named), Ok) {
                Ok(identity) => identity,
                Err(outcome) => {
                    line.outcome = outcome;
                    return line;
                }
            };
        let fields = Fields {
            result,
            unit: best(&Role::Unit),
            interval: line.interval.clone(),
            material: best(&Role::Material),
        };
        let judged = judge(names, &identity, &fields);
        entry::take(names, &mut line, judged);
        let differ = |role: &Role| {
            let mut texts: Vec<&str> = all(role).into_iter().filter(|text| !text.is_empty()).collect();
            texts.dedup();
            texts.len() > 1
        };
        let doubled = [Role::Unit, Role::Interval, Role::Low, Role::High, Role::Subject].iter().any(differ);
        let empty = |column: &usize| answers::missing(cell(*column)).is_some();
        if matches!(line.outcome, Outcome::Refused(Refusal::OtherMaterial)) {
        } else if self.contradicts(names, &identity, cells) || doubled {
            line.outcome = Outcome::Asked(Ask::ColumnsContradict);
        } else if self.result.is_none() && !self.candidates.is_empty() && !self.candidates.iter().all(empty) {
            line.outcome = Outcome::Asked(if self.all_dated() { Ask::WhichDate } else { Ask::WhichColumn });
        } else if dates > 1 && matches!(line.outcome, Outcome::Taken | Outcome::Asked(_)) {
            line.outcome = Outcome::Asked(Ask::WhichDate);
        }
        if self.result.is_none() {
            line.value = Value::NotKnown;
        }
        line
    }

    /// When the sample of a row was taken, and between how many dates that is open.
    fn when<'c>(&self, cell: &dyn Fn(usize) -> &'c str) -> (String, usize) {
        if let Some(Role::Dated(date)) = self.result.and_then(|column| self.role(column)) {
            return (date.clone(), 1);
        }
        if let Some(column) = self.date {
            return (cell(column).trim().to_owned(), 1);
        }
        let columns = self.header.of(&Role::Date);
        let texts = columns.iter().map(|column| cell(*column).trim()).filter(|text| !text.is_empty());
        // A column of clock times belongs to the column of days.
        let (times, mut days): (Vec<&str>, Vec<&str>) =
            texts.partition(|text| text.contains(':') && !is_date(text));
        let specific = |column: &&usize| {
            self.header.columns.get(**column).is_some_and(|column| is_collection(&column.label))
        };
        let collected: Vec<&str> = columns
            .iter()
            .filter(specific)
            .map(|column| cell(*column).trim())
            .filter(|text| is_date(text))
            .collect();
        if let [only] = collected.as_slice() {
            days = vec![only];
        }
        days.dedup();
        match (days.as_slice(), times.as_slice()) {
            ([], []) => (String::new(), 0),
            ([day], [time]) if !day.contains(':') => (format!("{day} {time}"), 1),
            ([day], _) => ((*day).to_owned(), 1),
            ([], [time, ..]) => ((*time).to_owned(), 1),
            (days, _) => (String::new(), days.len()),
        }
    }

    /// Whether a cell is what its label does not say: the row is shifted, or its columns are others.
    fn contradicts(&self, names: &Names, identity: &Identity, cells: &[&str]) -> bool {
        let is_unit =
            |text: &str| text.contains(|c: char| !c.is_ascii_digit()) && names.is_unit(&identity.items, text);
        let beyond = cells.iter().skip(self.header.columns.len()).any(|cell| !cell.trim().is_empty());
        let wrong = |(column, text): (usize, &&str)| {
            let text = text.trim();
            if text.is_empty() {
                return false;
            }
            let first = || atoms(text, &is_unit).first().map(|part| part.kind.clone());
            let number = || matches!(first(), Some(Kind::Number | Kind::Bounded | Kind::Bad(_)));
            let interval = || matches!(first(), Some(Kind::Interval));
            match self.role(column) {
                Some(Role::Unit) => !is_unit(text) && (number() || interval()),
                Some(Role::Low | Role::High) => !number() && answers::missing(text).is_none(),
                Some(Role::Flag) => number() || interval() || is_unit(text),
                Some(Role::Result | Role::Dated(_) | Role::Previous) => {
                    is_unit(text) || (interval() && !text.starts_with('('))
                }
                Some(Role::Interval) => is_unit(text),
                _ => false,
            }
        };
        let one = |role: &Role| {
            self.header.of(role).first().and_then(|column| cells.get(*column)).map_or("", |cell| cell.trim())
        };
        let (low, high) = (one(&Role::Low), one(&Role::High));
        let number = |text: &str| read_number(text, Style::Laboratory).ok();
        let turned = matches!((number(low), number(high)), (Some(low), Some(high)) if low.value > high.value);
        beyond || turned || cells.iter().enumerate().any(wrong)
    }
}

/// Two limits as an interval; the upper alone is one too.
fn interval(low: &str, high: &str) -> String {
    let text =
        |text: &str| if answers::missing(text).is_some() { String::new() } else { text.trim().to_owned() };
    match (text(low), text(high)) {
        (low, high) if low.is_empty() => {
            if printed_upper(&high).is_some() {
                high
            } else {
                String::new()
            }
        }
        (_, high) if high.is_empty() => String::new(),
        (low, high) => format!("{low}-{high}"),
    }
}

/// A label that speaks of the taking of the sample, where another says only *date*.
fn is_collection(label: &str) -> bool {
    const WORDS: [&str; 14] = [
        "collect",
        "sampl",
        "drawn",
        "draw date",
        "effective",
        "specimen",
        "lbdtc",
        "采集",
        "采样",
        "采血",
        "抽血",
        "abnahme",
        "entnahme",
        "probenahme",
    ];
    let label = label.to_lowercase();
    WORDS.iter().any(|word| label.contains(word))
}
