//! Writes and discards unsaved work in a thread of its own, in the order asked for: a flush to the disk may take
//! longer than a frame.

use crate::storage::recovery::{self, Recovered, RecoveredSettings, RecoveryError};
use eframe::egui;
use std::{
    panic::catch_unwind,
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
};

enum Job {
    Keep(PathBuf, Box<Recovered>),
    KeepSettings(PathBuf, Box<RecoveredSettings>),
    Discard(PathBuf, String),
}

/// The thread that keeps unsaved work. What was asked for is done before this is gone.
pub(crate) struct Keeper {
    jobs: Option<Sender<Job>>,
    failures: Receiver<RecoveryError>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    pub(crate) fn start(ctx: egui::Context) -> Self {
        Self::with(ctx, done)
    }

    fn with(ctx: egui::Context, do_it: fn(&Job) -> Result<(), RecoveryError>) -> Self {
        let (jobs, todo) = channel::<Job>();
        let (sender, failures) = channel();
        let work = move || {
            for job in todo {
                // A job that panics is one that failed: the thread goes on with the next.
                let outcome = catch_unwind(|| do_it(&job)).unwrap_or(Err(RecoveryError::Died));
                if let Err(error) = outcome {
                    // Nobody listens any more once the window is gone.
                    drop(sender.send(error));
                    ctx.request_repaint();
                }
            }
        };
        let thread = std::thread::Builder::new().name("unsaved work".to_owned()).spawn(work).ok();
        Self { jobs: thread.is_some().then_some(jobs), failures, thread }
    }

    /// Writes unsaved work over what was kept of it before.
    ///
    /// # Errors
    ///
    /// Only where the system gave no thread; otherwise [`Keeper::failure`] tells.
    pub(crate) fn keep(&self, records: PathBuf, work: Recovered) -> Result<(), RecoveryError> {
        self.ask(Job::Keep(records, Box::new(work)))
    }

    /// Writes unsaved settings over what was kept of them before.
    ///
    /// # Errors
    ///
    /// As [`Keeper::keep`].
    pub(crate) fn keep_settings(
        &self,
        records: PathBuf,
        work: RecoveredSettings,
    ) -> Result<(), RecoveryError> {
        self.ask(Job::KeepSettings(records, Box::new(work)))
    }

    /// Deletes what was kept.
    ///
    /// # Errors
    ///
    /// As [`Keeper::keep`].
    pub(crate) fn discard(&self, records: PathBuf, id: &str) -> Result<(), RecoveryError> {
        self.ask(Job::Discard(records, id.to_owned()))
    }

    /// The next thing that could not be done.
    pub(crate) fn failure(&self) -> Option<RecoveryError> {
        self.failures.try_recv().ok()
    }

    fn ask(&self, job: Job) -> Result<(), RecoveryError> {
        match &self.jobs {
            Some(jobs) => jobs.send(job).or_else(|unsent| done(&unsent.0)),
            None => done(&job),
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // It has nothing to give back.
            drop(thread.join());
        }
    }
}

fn done(job: &Job) -> Result<(), RecoveryError> {
    match job {
        Job::Keep(records, work) => recovery::write(records, work),
        Job::KeepSettings(records, work) => recovery::write_settings(records, work),
        Job::Discard(records, id) => recovery::discard(records, id).map(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Job, Keeper, RecoveryError};
    use eframe::egui;
    use std::time::{Duration, Instant};

    fn breaks_down_over_a(job: &Job) -> Result<(), RecoveryError> {
        let Job::Discard(_, id) = job else { return Ok(()) };
        assert_ne!(id, "a", "a fault of the program");
        Err(RecoveryError::Id)
    }

    /// The work that was in hand is said not to be kept, and the next is done as ever.
    #[test]
    fn a_thread_that_breaks_down_says_so_and_goes_on() {
        let keeper = Keeper::with(egui::Context::default(), breaks_down_over_a);
        for id in ["a", "b"] {
            keeper.discard(std::path::PathBuf::new(), id).unwrap();
        }
        let (begun, mut said) = (Instant::now(), Vec::new());
        while said.len() < 2 {
            assert!(begun.elapsed() < Duration::from_mins(1), "it says nothing more than {said:?}");
            std::thread::sleep(Duration::from_millis(5));
            said.extend(keeper.failure());
        }
        assert!(matches!(said[..], [RecoveryError::Died, RecoveryError::Id]), "{said:?}");
    }
}
