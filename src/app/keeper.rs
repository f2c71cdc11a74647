//! Writes and discards unsaved work in a thread of its own, in the order asked for: a flush to the disk may take
//! longer than a frame.

use crate::storage::{
    folder,
    recovery::{self, Recovered, RecoveredSettings, RecoveryError},
};
use eframe::egui;
use std::{
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
        let (jobs, todo) = channel::<Job>();
        let (sender, failures) = channel();
        let work = move || {
            for job in todo {
                if let Err(error) = done(&job) {
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
        Job::Keep(records, work) => {
            folder::create(records)?;
            recovery::write(records, work)
        }
        Job::KeepSettings(records, work) => {
            folder::create(records)?;
            recovery::write_settings(records, work)
        }
        Job::Discard(records, id) => recovery::discard(records, id).map(|_| ()),
    }
}
