//! A table of expectations and the tally of what came of it.

use csv::{Reader, StringRecord};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

/// How many tables were not read because no folder was named.
static SKIPPED: AtomicUsize = AtomicUsize::new(0);

/// The folder of the reference data, if one is named.
pub(super) fn reference_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("CARDOSE_REFERENCE_DATA").map(PathBuf::from);
    if folder.is_none() {
        let skipped = SKIPPED.fetch_add(1, Ordering::Relaxed) + 1;
        println!("skipped: CARDOSE_REFERENCE_DATA names no folder ({skipped} so far)");
    }
    folder
}

/// One row, by column name.
pub(super) struct Row {
    headers: StringRecord,
    record: StringRecord,
    line: usize,
}

impl Row {
    pub(super) fn get(&self, column: &str) -> &str {
        let place = self.headers.iter().position(|header| header == column);
        place.and_then(|place| self.record.get(place)).unwrap_or_else(|| panic!("no column {column}"))
    }

    pub(super) fn line(&self) -> usize {
        self.line
    }
}

/// All rows of a table; none where no folder is named.
pub(super) fn rows(table: &str) -> Option<Vec<Row>> {
    let path = reference_folder()?.join(table);
    let mut reader = Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let headers = reader.headers().unwrap().clone();
    let records: Vec<StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(!records.is_empty(), "{table} is empty");
    let row = |(index, record)| Row { headers: headers.clone(), record, line: index + 2 };
    Some(records.into_iter().enumerate().map(row).collect())
}

/// What came of a table.
#[derive(Default)]
pub(super) struct Tally {
    passed: usize,
    explained: BTreeMap<String, usize>,
    skipped: BTreeMap<String, usize>,
    failed: Vec<String>,
}

impl Tally {
    pub(super) fn check(&mut self, row: &Row, holds: bool, what: &str) {
        if holds {
            self.passed += 1;
        } else {
            self.failed.push(format!("line {}: {what}", row.line()));
        }
    }

    /// It holds, but only for a named reason.
    pub(super) fn explained(&mut self, row: &Row, holds: bool, why: &str, what: &str) {
        if holds {
            *self.explained.entry(why.to_owned()).or_default() += 1;
        } else {
            self.failed.push(format!("line {}: {what} ({why})", row.line()));
        }
    }

    pub(super) fn skipped(&mut self, why: &str) {
        *self.skipped.entry(why.to_owned()).or_default() += 1;
    }

    /// Prints the tally; every row must be accounted for and none may have failed.
    #[track_caller]
    pub(super) fn finish(self, table: &str, rows: usize) {
        let sum = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>();
        let (explained, skipped) = (sum(&self.explained), sum(&self.skipped));
        println!("{table}: passed {}, explained {explained}, skipped {skipped}", self.passed);
        for (kind, counts) in [("explained", &self.explained), ("skipped", &self.skipped)] {
            for (why, count) in counts {
                println!("  {kind} {count}: {why}");
            }
        }
        assert_eq!(self.failed, Vec::<String>::new(), "{table}");
        assert_eq!(self.passed + explained + skipped, rows, "{table}: rows unaccounted for");
    }
}
