//! Lists the folder and reads its files in a thread of its own: names first, then what is in sight, then the rest.

use super::row::{Found, Row, Stamp, Summary, Trouble, What, stamp, summary};
use crate::{
    app::core::Versions,
    storage::{
        ARCHIVE, EMBEDDED_PATIENTS, FileError, FileProblem, Opened,
        folder::{self, Entry, Listing},
        list_archive,
    },
};
use eframe::egui;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

/// So often the window is drawn again while results come in.
const PACE: Duration = Duration::from_millis(80);

/// Records that are in daily use, or put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shelf {
    Records,
    Archive,
}

/// What the background has to say.
pub(super) enum News {
    /// The names of a shelf; sorted.
    Names { shelf: Shelf, rows: Result<Vec<Row>, FileError>, leftovers: usize },
    /// What one of those files holds.
    Found { shelf: Shelf, place: usize, found: Found },
    /// A bundled example.
    Example { place: usize, summary: Summary },
    /// Everything was read.
    Done,
    /// The thread broke down; nothing more comes.
    Died,
}

/// What is to be read, and with what it is judged.
pub(super) struct Job {
    pub(super) records: PathBuf,
    pub(super) versions: Versions,
    /// What was read before and is still right: file name and stamp, sorted by shelf and name.
    pub(super) known: Vec<(Shelf, String, Stamp)>,
    /// What reads a file and derives its verdict.
    pub(super) look: fn(&Entry, &Versions) -> What,
}

/// The thread that reads; it stops when this is dropped.
pub(super) struct Reader {
    news: Receiver<News>,
    stop: Arc<AtomicBool>,
    wanted: Arc<Mutex<Vec<(Shelf, usize)>>>,
}

impl Reader {
    /// Begins; nothing when the system gives no thread.
    pub(super) fn start(job: Job, ctx: egui::Context) -> Option<Self> {
        let (sender, news) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let wanted = Arc::new(Mutex::new(Vec::new()));
        let worker = Worker { job, sender, ctx, stop: Arc::clone(&stop), wanted: Arc::clone(&wanted) };
        let thread = std::thread::Builder::new().name("table of patients".to_owned());
        thread.spawn(move || worker.run_or_die()).ok()?;
        Some(Self { news, stop, wanted })
    }

    pub(super) fn news(&self) -> Vec<News> {
        self.news.try_iter().collect()
    }

    /// These are in sight: they come next.
    pub(super) fn want(&self, places: Vec<(Shelf, usize)>) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = places;
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

struct Worker {
    job: Job,
    sender: Sender<News>,
    ctx: egui::Context,
    stop: Arc<AtomicBool>,
    wanted: Arc<Mutex<Vec<(Shelf, usize)>>>,
}

impl Worker {
    fn run_or_die(self) {
        if catch_unwind(AssertUnwindSafe(|| self.run())).is_err() {
            self.say(News::Died);
            self.ctx.request_repaint();
        }
    }

    fn run(&self) {
        let records = self.list(Shelf::Records, &self.job.records);
        let archive = self.list(Shelf::Archive, &self.job.records.join(ARCHIVE));
        self.examples();
        let mut left: Vec<(Shelf, usize, Entry)> = Vec::new();
        left.extend(records.into_iter().map(|(place, entry)| (Shelf::Records, place, entry)));
        left.extend(archive.into_iter().map(|(place, entry)| (Shelf::Archive, place, entry)));
        // Taken from the end.
        left.reverse();
        while let Some((shelf, place, entry)) = self.next(&mut left) {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            let (stamp, changed) = stamp(&entry);
            if stamp.is_some_and(|stamp| self.is_known(shelf, &entry.file_name, stamp)) {
                continue;
            }
            let what = self.look(&entry);
            self.say(News::Found { shelf, place, found: Found { stamp, changed, what } });
            self.ctx.request_repaint_after(PACE);
        }
        self.say(News::Done);
        self.ctx.request_repaint();
    }

    /// One file over which the program breaks down is in trouble; the others are read all the same.
    fn look(&self, entry: &Entry) -> What {
        let look = || (self.job.look)(entry, &self.job.versions);
        catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| {
            let error = FileError::whole(&entry.file_name, FileProblem::BrokeDown);
            What::Trouble(Trouble::Unreadable { error, former: false })
        })
    }

    fn say(&self, news: News) {
        // Nobody listens any more once the table was read anew.
        drop(self.sender.send(news));
    }

    /// Sends the names, and says which files there are to read.
    fn list(&self, shelf: Shelf, folder: &Path) -> Vec<(usize, Entry)> {
        let listed = match shelf {
            Shelf::Records => match folder::list(folder) {
                Err(error) if error.is_not_found() => Ok(Listing::default()),
                other => other,
            },
            Shelf::Archive => list_archive(&self.job.records),
        };
        let mut entries = Vec::new();
        let (rows, leftovers) = match listed {
            Ok(listing) => {
                entries.clone_from(&listing.records);
                let strangers = listing.others.into_iter().map(|name| stranger(folder, &name));
                let rows = listing.records.into_iter().map(Row::new).chain(strangers).collect();
                (Ok(rows), listing.leftovers.len())
            }
            Err(error) => (Err(error), 0),
        };
        self.say(News::Names { shelf, rows, leftovers });
        self.ctx.request_repaint();
        entries.into_iter().enumerate().collect()
    }

    fn examples(&self) {
        for (place, embedded) in EMBEDDED_PATIENTS.iter().enumerate() {
            if let Ok(Opened::Record { file, version, .. }) = embedded.patient()
                && !self.stop.load(Ordering::Relaxed)
            {
                let summary = summary(&file, &version, false, &self.job.versions);
                self.say(News::Example { place, summary });
            }
        }
        self.ctx.request_repaint_after(PACE);
    }

    fn next(&self, left: &mut Vec<(Shelf, usize, Entry)>) -> Option<(Shelf, usize, Entry)> {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // What is in sight lies close together, and has mostly been read.
        let place = wanted
            .and_then(|(shelf, place)| left.iter().position(|(its, at, _)| *its == shelf && *at == place));
        match place {
            Some(place) => Some(left.remove(place)),
            None => left.pop(),
        }
    }

    fn is_known(&self, shelf: Shelf, name: &str, stamp: Stamp) -> bool {
        let known = &self.job.known;
        let place = known.binary_search_by(|(its, file, _)| (*its, file.as_str()).cmp(&(shelf, name)));
        place.ok().and_then(|place| known.get(place)).is_some_and(|(_, _, before)| *before == stamp)
    }
}

/// A file that is none of this program's; never read.
fn stranger(folder: &Path, name: &str) -> Row {
    let entry = Entry::new(folder.join(name));
    let (stamp, changed) = stamp(&entry);
    Row { entry, found: Some(Found { stamp, changed, what: What::Trouble(Trouble::Stranger) }) }
}

#[cfg(test)]
mod tests {
    use super::{Job, News, Reader, Shelf, Trouble, What};
    use crate::{
        app::core::{Clock, Session, Start, Versions},
        storage::{DataFolder, FileProblem, folder::Entry},
    };
    use eframe::egui;
    use jiff::civil::date;
    use std::{
        path::Path,
        time::{Duration, Instant},
    };

    fn versions(data: &Path) -> Versions {
        let start = Start { now: Some(date(2026, 11, 22).at(9, 0, 0, 0)), ..Start::default() };
        Session::open(DataFolder::new(data), Clock::of(&start)).unwrap().versions
    }

    fn breaks_down_over_b(entry: &Entry, _: &Versions) -> What {
        assert_ne!(entry.subject, "B", "a fault of the program");
        What::Trouble(Trouble::Twin)
    }

    /// What comes until it is done, or has died.
    fn news_of(job: Job) -> Vec<News> {
        let reader = Reader::start(job, egui::Context::default()).unwrap();
        let (begun, mut all) = (Instant::now(), Vec::new());
        while !all.iter().any(|news| matches!(news, News::Done | News::Died)) {
            assert!(begun.elapsed() < Duration::from_mins(1), "it says nothing");
            std::thread::sleep(Duration::from_millis(5));
            all.extend(reader.news());
        }
        all
    }

    #[test]
    fn one_file_that_breaks_the_program_is_said_and_the_others_are_read() {
        let data = tempfile::tempdir().unwrap();
        let records = data.path().join("records");
        std::fs::create_dir(&records).unwrap();
        for name in ["A.ron", "B.ron", "C.ron"] {
            std::fs::File::create(records.join(name)).unwrap();
        }
        let versions = versions(data.path());
        let news = news_of(Job { records, versions, known: Vec::new(), look: breaks_down_over_b });
        let mut found = Vec::new();
        for news in &news {
            if let News::Found { shelf: Shelf::Records, place, found: one } = news {
                found.push((*place, &one.what));
            }
        }
        assert_eq!(found.len(), 3);
        for (place, what) in found {
            let broke = matches!(what, What::Trouble(Trouble::Unreadable { error, .. })
                if error.name == "B.ron" && matches!(*error.problem, FileProblem::BrokeDown));
            assert_eq!(broke, place == 1);
        }
        assert!(matches!(news.last(), Some(News::Done)));
    }
}
