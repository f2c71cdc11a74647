//! Which rows are shown, and in which order. Rows of equal rank stay in the order of their names.

use super::row::{Class, Row};
use crate::i18n::PatientsTexts;
use std::cmp::Ordering;

/// A column of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Column {
    #[default]
    Subject,
    Level,
    Verdict,
    Changed,
    Revision,
}

impl Column {
    pub(super) const ALL: [Self; 5] =
        [Self::Subject, Self::Level, Self::Verdict, Self::Changed, Self::Revision];

    pub(super) fn name(self, texts: &PatientsTexts) -> &str {
        match self {
            Self::Subject => &texts.column_subject,
            Self::Level => &texts.column_level,
            Self::Verdict => &texts.column_verdict,
            Self::Changed => &texts.column_changed,
            Self::Revision => &texts.column_revision,
        }
    }
}

/// By which column, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sort {
    pub(super) column: Column,
    pub(super) down: bool,
}

impl Sort {
    /// What a click on a header makes of it: the other way, or another column. The latest change comes first.
    pub(super) fn clicked(self, column: Column) -> Self {
        if self.column == column {
            Self { down: !self.down, ..self }
        } else {
            Self { column, down: column == Column::Changed }
        }
    }
}

/// The places of the rows that fit the search, in order. `levels`: the protocol's levels, lowest first.
pub(super) fn arrange(
    rows: &[Row],
    search: &str,
    sort: Sort,
    levels: &[String],
    texts: &PatientsTexts,
) -> Vec<usize> {
    let search = search.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&search);
    let classes: Vec<Class> = Class::ALL.into_iter().filter(|class| has(class.word(texts))).collect();
    let fits = |row: &Row| {
        search.is_empty()
            || has(&row.entry.file_name)
            || classes.contains(&row.class())
            || row.summary().and_then(|summary| summary.level.as_deref()).is_some_and(has)
    };
    let mut shown: Vec<(usize, &Row)> = rows.iter().enumerate().filter(|(_, row)| fits(row)).collect();
    let level = |row: &Row| {
        let level = row.summary()?.level.as_ref()?;
        levels.iter().position(|known| known == level)
    };
    shown.sort_by(|(_, one), (_, other)| {
        let order = match sort.column {
            Column::Subject => one.entry.file_name.cmp(&other.entry.file_name),
            Column::Level => known_first(level(one), level(other), sort.down),
            Column::Verdict => one.class().cmp(&other.class()),
            Column::Changed => {
                let at = |row: &Row| row.found.as_ref().and_then(|found| found.changed);
                known_first(at(one), at(other), sort.down)
            }
            Column::Revision => known_first(one.revision(), other.revision(), sort.down),
        };
        if sort.down { order.reverse() } else { order }
    });
    shown.into_iter().map(|(place, _)| place).collect()
}

/// What is not known comes last, whichever way it is sorted.
fn known_first<T: Ord>(one: Option<T>, other: Option<T>, down: bool) -> Ordering {
    let last = if down { Ordering::Less } else { Ordering::Greater };
    match (one, other) {
        (Some(one), Some(other)) => one.cmp(&other),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => last,
        (Some(_), None) => last.reverse(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Sort, arrange};
    use crate::{
        app::view::patients::row::{Found, Row, Summary, Trouble, What},
        engine::verdict::Verdict,
        i18n::Language,
        storage::folder::Entry,
    };
    use jiff::civil::date;
    use std::path::PathBuf;

    fn row(subject: &str, what: Option<What>, day: i8) -> Row {
        let changed = Some(date(2026, 11, day).at(9, 0, 0, 0));
        let entry = Entry::new(PathBuf::from(format!("{subject}.ron")));
        Row { entry, found: what.map(|what| Found { stamp: None, changed, what }) }
    }

    fn patient(subject: &str, verdict: Verdict, level: Option<&str>, revision: u32, day: i8) -> Row {
        let level = level.map(str::to_owned);
        let (subject_code, from) = (subject.to_owned(), None);
        let summary = Summary { subject: subject_code, level, verdict, from, revision, by_hand: false };
        row(subject, Some(What::Patient(summary)), day)
    }

    fn rows() -> Vec<Row> {
        vec![
            patient("A-1", Verdict::Eligible, Some("DL3"), 2, 3),
            patient("A-2", Verdict::NotEligible, None, 7, 1),
            row("B-1", None, 1),
            row("B-2", Some(What::Trouble(Trouble::Newer(2))), 9),
            patient("C-1", Verdict::Eligible, Some("DL1"), 2, 2),
            patient("c-2", Verdict::NotNow, Some("DL1"), 1, 5),
        ]
    }

    #[track_caller]
    fn check(search: &str, column: Column, down: bool, expected: &str) {
        let levels = ["DL1", "DL2", "DL3"].map(str::to_owned);
        let (rows, texts) = (rows(), &Language::English.window().patients);
        let shown = arrange(&rows, search, Sort { column, down }, &levels, texts);
        let names: Vec<&str> = shown.iter().map(|place| rows[*place].entry.subject.as_str()).collect();
        assert_eq!(names.join(" "), expected, "{search} {column:?} {down}");
    }

    #[test]
    fn every_column_sorts_both_ways_and_keeps_names_in_order() {
        check("", Column::Subject, false, "A-1 A-2 B-1 B-2 C-1 c-2");
        check("", Column::Subject, true, "c-2 C-1 B-2 B-1 A-2 A-1");
        check("", Column::Level, false, "C-1 c-2 A-1 A-2 B-1 B-2");
        check("", Column::Level, true, "A-1 C-1 c-2 A-2 B-1 B-2");
        check("", Column::Verdict, false, "B-2 A-2 c-2 A-1 C-1 B-1");
        check("", Column::Verdict, true, "B-1 A-1 C-1 c-2 A-2 B-2");
        check("", Column::Changed, false, "A-2 C-1 A-1 c-2 B-2 B-1");
        check("", Column::Changed, true, "B-2 c-2 A-1 C-1 A-2 B-1");
        check("", Column::Revision, false, "c-2 A-1 C-1 A-2 B-1 B-2");
    }

    #[test]
    fn search_takes_codes_levels_and_words_of_verdicts() {
        check("C-", Column::Subject, false, "C-1 c-2");
        check(" dl1 ", Column::Subject, false, "C-1 c-2");
        check("not now", Column::Subject, false, "c-2");
        check("newer", Column::Subject, false, "B-2");
        check("ELIGIBLE", Column::Subject, false, "A-1 A-2 C-1");
        check("nobody", Column::Subject, false, "");
    }

    #[test]
    fn a_click_turns_the_order_and_another_column_begins_anew() {
        let sort = Sort::default().clicked(Column::Subject);
        assert_eq!(sort, Sort { column: Column::Subject, down: true });
        assert_eq!(sort.clicked(Column::Changed), Sort { column: Column::Changed, down: true });
        assert_eq!(sort.clicked(Column::Level), Sort { column: Column::Level, down: false });
    }
}
