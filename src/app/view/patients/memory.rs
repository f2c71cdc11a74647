//! What the table remembers: the rows, what is chosen, how it is searched and sorted.

use super::{
    folder_reader::{Job, News, Reader, Shelf},
    order::{Sort, arrange},
    row::{Row, Stamp, Summary, look},
};
use crate::{
    app::core::{Session, Versions},
    i18n::Language,
    storage::FileError,
};
use eframe::egui;
use jiff::civil::DateTime;

/// What this view remembers.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a wish for the next frame, and none excludes another"
)]
pub(crate) struct Memory {
    /// The search field takes the focus in the next frame.
    pub(super) find: bool,
    pub(super) search: String,
    pub(super) sort: Sort,
    pub(super) shelf: Option<Shelf>,
    pub(super) chosen: Option<Chosen>,
    /// The chosen row comes into sight.
    pub(super) reveal: bool,
    /// The focus has come into the table: a row is chosen there.
    pub(super) choose_one: bool,
    /// Unfolded or not, once a person has said so.
    pub(super) examples_open: Option<bool>,
    pub(super) examples: Vec<Option<Summary>>,
    pub(super) records: Pile,
    pub(super) archive: Pile,
    /// How much room the parts under the table took in the frame before.
    pub(super) below: f32,
    reader: Option<Reader>,
    /// How often it has broken down since it last came to its end.
    pub(super) died: u8,
    /// With what the rows were judged.
    judged: Option<Versions>,
    /// The folder is to be listed; true at the very beginning, too.
    listed: bool,
    arranged: Option<Arranged>,
}

/// So often a reader that has broken down is started again.
const AGAIN: u8 = 3;

/// The row that is chosen, by what names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// A file of a shelf.
    File { shelf: Shelf, name: String },
    /// A bundled example.
    Example(&'static str),
}

/// What lies on one shelf.
#[derive(Default)]
pub(super) struct Pile {
    pub(super) rows: Vec<Row>,
    pub(super) listed: bool,
    pub(super) error: Option<FileError>,
    pub(super) leftovers: usize,
}

/// The rows are judged anew once the versions, or what they rest on, are others.
fn still_hold(judged: &Versions, now: &Versions) -> bool {
    judged.judge_as(now) && hour(judged.now()) == hour(now.now())
}

/// A verdict may change with time; the table does not follow every minute.
fn hour(now: DateTime) -> (jiff::civil::Date, i8) {
    (now.date(), now.hour())
}

/// Rows in order, and what that order was made for.
struct Arranged {
    shelf: Shelf,
    search: String,
    sort: Sort,
    language: Language,
    order: Vec<usize>,
}

impl Memory {
    /// The search field takes the focus in the next frame.
    pub(crate) const fn find(&mut self) {
        self.find = true;
    }

    /// The folder is listed again; what was read stays until the new list is there.
    pub(crate) const fn read_again(&mut self) {
        self.listed = false;
    }

    /// The archived record that is chosen.
    pub(crate) fn archived(&self) -> Option<&str> {
        match self.chosen.as_ref()? {
            Chosen::File { shelf: Shelf::Archive, name } => Some(name.strip_suffix(".ron").unwrap_or(name)),
            Chosen::File { shelf: Shelf::Records, .. } | Chosen::Example(_) => None,
        }
    }

    /// The row that is chosen.
    pub(crate) const fn chosen(&self) -> Option<&Chosen> {
        self.chosen.as_ref()
    }

    /// Chooses the record of this subject.
    pub(crate) fn choose_record(&mut self, subject: &str) {
        self.chosen = Some(Chosen::File { shelf: Shelf::Records, name: format!("{subject}.ron") });
        self.reveal = true;
    }

    /// Nothing is chosen: what was chosen lies elsewhere now.
    pub(crate) fn choose_nothing(&mut self) {
        self.chosen = None;
    }

    /// Goes back from the archive to a record that was restored.
    pub(crate) fn show_record(&mut self, subject: &str) {
        self.shelf = None;
        self.choose_record(subject);
    }

    /// False for a file that cannot be worked with.
    pub(crate) fn is_sound(&self, shelf: Shelf, name: &str) -> bool {
        let row = self.pile(shelf).rows.iter().find(|row| row.entry.file_name == name);
        row.is_some_and(|row| row.trouble().is_none())
    }

    pub(super) fn shelf(&self) -> Shelf {
        self.shelf.unwrap_or(Shelf::Records)
    }

    pub(super) const fn pile(&self, shelf: Shelf) -> &Pile {
        match shelf {
            Shelf::Records => &self.records,
            Shelf::Archive => &self.archive,
        }
    }

    fn pile_mut(&mut self, shelf: Shelf) -> &mut Pile {
        match shelf {
            Shelf::Records => &mut self.records,
            Shelf::Archive => &mut self.archive,
        }
    }

    /// Starts reading where that is due, and takes in what has been read.
    pub(crate) fn follow(&mut self, session: &Session, ctx: &egui::Context) {
        let stale = self.judged.as_ref().is_none_or(|judged| !still_hold(judged, &session.versions));
        if !self.listed || stale {
            self.listed = true;
            let versions = session.versions.clone();
            if stale {
                self.forget_verdicts();
                self.judged = Some(versions.clone());
            }
            let known = if stale { Vec::new() } else { self.known() };
            let job = Job { records: session.folder.records(), versions, known, look };
            self.reader = Reader::start(job, ctx.clone());
        }
        let news = self.reader.as_ref().map_or_else(Vec::new, Reader::news);
        if news.is_empty() {
            return;
        }
        self.arranged = None;
        for news in news {
            self.take(news);
        }
        if !self.listed {
            ctx.request_repaint();
        }
    }

    /// Results under other settings must not stand there as if they still held.
    fn forget_verdicts(&mut self) {
        for row in self.records.rows.iter_mut().chain(&mut self.archive.rows) {
            if !row.is_stranger() {
                row.found = None;
            }
        }
        self.examples.clear();
    }

    /// What needs not be read again, sorted by shelf and name.
    fn known(&self) -> Vec<(Shelf, String, Stamp)> {
        let mut known = Vec::new();
        for shelf in [Shelf::Records, Shelf::Archive] {
            for row in &self.pile(shelf).rows {
                if let Some(stamp) = row.found.as_ref().and_then(|found| found.stamp) {
                    known.push((shelf, row.entry.file_name.clone(), stamp));
                }
            }
        }
        known.sort_by(|(one, name, _), (other, next, _)| (one, name).cmp(&(other, next)));
        known
    }

    fn take(&mut self, news: News) {
        match news {
            News::Names { shelf, rows, leftovers } => {
                let pile = self.pile_mut(shelf);
                pile.listed = true;
                pile.leftovers = leftovers;
                match rows {
                    Ok(rows) => {
                        let before = std::mem::replace(&mut pile.rows, rows);
                        keep_found(&mut pile.rows, before);
                        pile.error = None;
                    }
                    Err(error) => pile.error = Some(error),
                }
            }
            News::Found { shelf, place, found } => {
                if let Some(row) = self.pile_mut(shelf).rows.get_mut(place) {
                    row.found = Some(found);
                }
            }
            News::Example { place, summary } => {
                self.examples.resize(self.examples.len().max(place + 1), None);
                if let Some(slot) = self.examples.get_mut(place) {
                    *slot = Some(summary);
                }
            }
            News::Done => self.died = 0,
            News::Died => {
                self.died = self.died.saturating_add(1);
                self.reader = None;
                // What breaks down again and again is not begun for ever; *Read again* begins anew.
                self.listed = self.died > AGAIN;
            }
        }
    }

    /// The rows to show, in order; made again only when something has changed.
    pub(super) fn order(&mut self, session: &Session, language: Language) -> Vec<usize> {
        let shelf = self.shelf();
        if let Some(arranged) = &self.arranged
            && (arranged.shelf, arranged.sort, arranged.language) == (shelf, self.sort, language)
            && arranged.search == self.search
        {
            return arranged.order.clone();
        }
        let levels: Vec<String> =
            session.plan().protocol.levels.iter().map(|level| level.id.clone()).collect();
        let texts = &language.window().patients;
        let order = arrange(&self.pile(shelf).rows, &self.search, self.sort, &levels, texts);
        let search = self.search.clone();
        self.arranged = Some(Arranged { shelf, search, sort: self.sort, language, order: order.clone() });
        order
    }

    /// Rows in sight that nobody has read yet come next.
    pub(super) fn want(&self, places: &[usize]) {
        let shelf = self.shelf();
        let rows = &self.pile(shelf).rows;
        let unread = places.iter().filter(|place| rows.get(**place).is_some_and(|row| row.found.is_none()));
        let wanted: Vec<(Shelf, usize)> = unread.rev().map(|place| (shelf, *place)).collect();
        if let (Some(reader), false) = (&self.reader, wanted.is_empty()) {
            reader.want(wanted);
        }
    }
}

/// What was found in a file before stands until it is read again. Both lists are sorted by name but for strangers.
fn keep_found(rows: &mut [Row], before: Vec<Row>) {
    let mut before: Vec<Row> = before.into_iter().filter(|row| row.found.is_some()).collect();
    before.sort_by(|one, other| one.entry.file_name.cmp(&other.entry.file_name));
    for row in rows.iter_mut().filter(|row| row.found.is_none()) {
        let place = before.binary_search_by(|old| old.entry.file_name.cmp(&row.entry.file_name));
        if let Some(old) = place.ok().and_then(|place| before.get_mut(place)) {
            row.found = old.found.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AGAIN, Memory, News};

    #[test]
    fn a_reader_that_died_is_said_and_started_again_but_not_for_ever() {
        let mut memory = Memory { listed: true, ..Memory::default() };
        for died in 1..=AGAIN {
            memory.take(News::Died);
            assert_eq!((memory.died, memory.listed), (died, false), "it is to be listed again");
            memory.listed = true;
        }
        memory.take(News::Died);
        assert!(memory.died > AGAIN && memory.listed, "only a person begins it once more");
        memory.take(News::Done);
        assert_eq!(memory.died, 0);
    }
}
