//! What stays while patients come and go: the data folder, protocol, site, laboratories, and who works.

use super::{
    fault::Fault,
    folder_stamp::Stamp,
    start::Start,
    versions::{Edition, Versions, unset},
};
use crate::{
    engine::{Context, problem::Problem, protocol::plan::Plan},
    i18n::Language,
    model::{Address, Id, Laboratory, Pin, Site},
    report::problem_text,
    storage::{
        self, DataFolder, EMBEDDED_LABORATORIES, EMBEDDED_PROTOCOL, EMBEDDED_SITE, FORMER_PROTOCOLS,
        FileError, FileKind, Integrity, KnownFolder, Loaded, require_sound,
    },
};
use jiff::{Zoned, civil::DateTime};
use std::{sync::Arc, time::Duration};

/// The program's own earlier editions of the protocol.
fn former(now: DateTime) -> Result<Vec<Edition>, String> {
    let edition = |embedded: &storage::Embedded| {
        let loaded = embedded.protocol().map_err(|err| err.to_string())?;
        let context = unset(&loaded.value, now).map_err(|_problems| {
            "an earlier edition of the program's own protocol cannot be used".to_owned()
        })?;
        Ok(Edition::new(None, Arc::clone(&context.plan), loaded.sha256, context))
    };
    FORMER_PROTOCOLS.iter().map(edition).collect()
}

/// Protocol, site, laboratories, folder, time and person.
pub(crate) struct Session {
    pub(crate) folder: DataFolder,
    /// The same as it was found when the window opened.
    known: KnownFolder,
    /// Why nothing can be read or written there: it is gone.
    pub(crate) gone: Option<Arc<FileError>>,
    /// The versions of the protocol, and what results under each rest on.
    pub(crate) versions: Versions,
    /// The site as it lies in the data folder; absent until somebody has set it up.
    pub(crate) site: Option<Loaded<Site>>,
    /// Shipped templates, and the site's own in their place.
    pub(crate) laboratories: Vec<Laboratory>,
    /// The site's own templates, with what the next save must still find.
    pub(crate) own_laboratories: Vec<Loaded<Laboratory>>,
    /// What cannot be used; shown as a stop.
    pub(crate) faults: Vec<Fault>,
    /// The id of who works; empty while nobody has said so.
    pub(crate) person: String,
    clock: Clock,
    /// The files as they lay there when they were read.
    stamp: Stamp,
}

impl Session {
    /// Reads everything. A site or laboratory file that cannot be used is a fault and is left out, never guessed at.
    ///
    /// # Errors
    ///
    /// In words: the program's own files cannot be read.
    pub(crate) fn open(folder: DataFolder, clock: Clock) -> Result<Self, String> {
        let words = Language::English.catalogue();
        let own_file = |err: FileError| err.to_string();
        let protocol = EMBEDDED_PROTOCOL.protocol().map_err(own_file)?;
        let plan = Plan::new(&protocol.value).map_err(|problems| {
            problems.iter().map(|problem| problem_text(problem, words)).collect::<Vec<_>>().join("\n")
        })?;
        let plan = Arc::new(plan);
        let nothing_set = Site { schema: 1, ..Site::default() };
        let at = clock.minute();
        let empty = Context::of_plan(Arc::clone(&plan), &nothing_set, &[], at)
            .map_err(|_problems| "the program's own protocol cannot be used".to_owned())?;
        let edition = || Edition::new(None, Arc::clone(&plan), protocol.sha256.clone(), empty.clone());
        let mut session = Self {
            known: KnownFolder::new(folder.clone()),
            gone: None,
            folder,
            versions: Versions::of_program(edition(), edition(), former(at)?),
            site: None,
            laboratories: Vec::new(),
            own_laboratories: Vec::new(),
            faults: Vec::new(),
            person: String::new(),
            clock,
            stamp: Stamp::default(),
        };
        session.read_again()?;
        Ok(session)
    }

    /// Makes the data folder ready to be written to. It is made once, on the first start, and never anew.
    ///
    /// # Errors
    ///
    /// [`FileError`] where it is gone, or the system refuses.
    pub(crate) fn prepare(&mut self) -> Result<(), FileError> {
        self.known.prepare(self.site.as_ref().map(|site| &*site.sha256))
    }

    /// Reads site and laboratories again if they lie there otherwise than they were read; true when they did. While
    /// the folder is gone, what was read before holds.
    ///
    /// # Errors
    ///
    /// As [`Session::open`].
    pub(crate) fn follow(&mut self) -> Result<bool, String> {
        let changed = !self.is_gone() && self.stamp != Stamp::of(&self.folder);
        if changed {
            self.read_again()?;
        }
        Ok(changed)
    }

    /// Another folder lies at the path, or none any more.
    fn is_gone(&mut self) -> bool {
        let site = self.site.as_ref().map(|site| &*site.sha256);
        self.gone = self.known.require(site).err().map(Arc::new);
        self.gone.is_some()
    }

    /// Reads site and laboratories again, after they were changed.
    ///
    /// # Errors
    ///
    /// As [`Session::open`].
    pub(crate) fn read_again(&mut self) -> Result<(), String> {
        if self.is_gone() {
            return Ok(());
        }
        // Before they are read: what is written meanwhile is read the next time.
        self.stamp = Stamp::of(&self.folder);
        self.faults.clear();
        self.laboratories.clear();
        self.own_laboratories.clear();
        for embedded in EMBEDDED_LABORATORIES {
            self.laboratories.push(embedded.laboratory().map_err(|err| err.to_string())?.value);
        }
        let shipped = self.laboratories.clone();
        for own in self.folder.load_laboratories() {
            match own {
                Ok(own) => {
                    // The site's own file of the same id takes the place of the shipped one.
                    self.laboratories.retain(|known| known.id != own.value.id);
                    self.laboratories.push(own.value.clone());
                    self.own_laboratories.push(own);
                }
                Err(err) => self.faults.push(Fault::File(Arc::new(err))),
            }
        }
        self.site = self.folder.load_site().unwrap_or_else(|err| {
            self.faults.push(Fault::Site(Arc::new(err)));
            None
        });
        self.versions.read(&self.folder, &mut self.faults);
        let example = EMBEDDED_SITE.site().map_err(|err| err.to_string())?.value;
        if let Ok(context) = self.context_of(&example, &shipped) {
            self.versions.settle_examples(context);
        }
        self.settle();
        Ok(())
    }

    /// What the patients' results rest on, under each version. A template that cannot be used is left out alone; a site
    /// that cannot be used sets nothing, whatever held before.
    fn settle(&mut self) {
        self.faults.retain(|fault| !fault.is_of_values());
        let nothing_set = || Site { schema: 1, ..Site::default() };
        let mut usable = Vec::new();
        for laboratory in &self.laboratories {
            let own = self.own_laboratories.iter().find(|own| own.value.id == laboratory.id);
            let bad = self.context_of(&nothing_set(), std::slice::from_ref(laboratory));
            let sound = own.map(|own| require_sound(&own.name, FileKind::Laboratory, own.integrity));
            if let Some(Err(changed)) = sound {
                self.faults.push(Fault::TemplateChanged(Arc::new(changed)));
            } else if let Err(problems) = bad {
                self.faults.extend(problems.into_iter().map(Fault::Template));
            } else {
                usable.push(laboratory.clone());
            }
        }
        let now = self.now();
        let sound = self.site.as_ref().map(|site| require_sound(&site.name, FileKind::Site, site.integrity));
        if let Some(Err(changed)) = sound {
            self.faults.push(Fault::SiteChanged(Arc::new(changed)));
        } else {
            let site = self.site.as_ref().map_or_else(nothing_set, |loaded| loaded.value.clone());
            match self.versions.settle(&site, &usable, now) {
                Ok(()) => return,
                Err(problems) => self.faults.extend(problems.into_iter().map(Fault::Value)),
            }
        }
        // The dates in force are none of its values; of a file that was changed outside they do not hold either.
        let sound = self.site.as_ref().filter(|site| site.integrity != Integrity::Changed);
        let in_force = sound.map_or_else(Vec::new, |site| site.value.in_force.clone());
        let nothing_set = Site { in_force, ..nothing_set() };
        // Nothing is set and every template is usable: there is nothing left to fail.
        let _nothing_left = self.versions.settle(&nothing_set, &usable, now);
    }

    /// The files that results rest on and that were written by hand, beside the patient's own.
    pub(crate) fn by_hand<'s>(&'s self, pin: &Pin) -> Vec<&'s str> {
        let by_hand = |integrity| integrity == Integrity::HandWritten;
        let mut names = Vec::new();
        names.extend(self.site.iter().filter(|site| by_hand(site.integrity)).map(|site| &*site.name));
        let used = |id: &Id| {
            self.site
                .as_ref()
                .is_none_or(|site| site.value.laboratories.is_empty() || site.value.laboratories.contains(id))
        };
        let own = self.own_laboratories.iter().filter(|own| by_hand(own.integrity) && used(&own.value.id));
        names.extend(own.map(|own| &*own.name));
        let edition = self.versions.judge(pin, false);
        names.extend(edition.file.as_deref().filter(|_| edition.by_hand));
        names
    }

    /// What a result of this site would rest on under the program's own version.
    fn context_of(&self, site: &Site, laboratories: &[Laboratory]) -> Result<Context, Vec<Problem>> {
        let own = self.versions.all().next().unwrap_or_else(|| self.versions.current());
        Context::of_plan(Arc::clone(&own.plan), site, laboratories, self.now())
    }

    /// Nobody has set up this site yet: there is no site file at all.
    pub(crate) fn is_new(&self) -> bool {
        self.site.is_none() && !self.site_is_unreadable()
    }

    /// There is a site file, and it cannot be read.
    pub(crate) fn site_is_unreadable(&self) -> bool {
        self.faults.iter().any(|fault| matches!(fault, Fault::Site(_)))
    }

    /// The initials stand somewhere already, in the list or in the trail; they are never given to another person.
    pub(crate) fn knows_person(&self, id: &str) -> bool {
        let Some(site) = &self.site else { return false };
        let same = |known: &str| known.to_lowercase() == id.to_lowercase();
        let named = |field: &str| matches!(Address::of_trail(field), Address::Person(id) if same(&id));
        let lab = |laboratory: &Loaded<Laboratory>| {
            laboratory.value.confirmed.iter().any(|signed| same(&signed.by))
        };
        site.value.people.iter().any(|person| same(&person.id))
            || site.value.trail.iter().any(|change| same(&change.by) || named(&change.field))
            || self.own_laboratories.iter().any(lab)
    }

    /// The version of the protocol in force.
    pub(crate) fn plan(&self) -> &Arc<Plan> {
        &self.versions.current().plan
    }

    /// SHA-256 of the version in force.
    pub(crate) fn protocol_hash(&self) -> &str {
        &self.versions.current().hash
    }

    /// What the site's results rest on under the version in force.
    pub(crate) fn context(&self) -> &Context {
        &self.versions.current().context
    }

    /// The time, to the minute.
    pub(crate) fn now(&self) -> DateTime {
        self.clock.minute()
    }

    /// How long the window may stand still: dates begin at midnight to be others. None while the time is fixed.
    pub(crate) fn until_midnight(&self) -> Option<Duration> {
        let now = self.clock.running()?;
        let midnight = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()).ok()?;
        let wait = Duration::try_from(now.duration_until(&midnight)).ok()?;
        // Not an instant too early.
        Some(wait.saturating_add(Duration::from_secs(1)))
    }

    /// Moves the contexts on to the present minute. With a new day another version may be in force.
    pub(crate) fn tick(&mut self) {
        let (now, before) = (self.now(), self.versions.now());
        if now.date() != before.date() {
            self.settle();
        }
        if now != before {
            self.versions.move_on(now);
        }
    }
}

/// What tells the time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// It stands still: results are asked for at this time.
    Fixed(DateTime),
    Running(fn() -> Zoned),
}

impl Clock {
    pub(crate) fn of(start: &Start) -> Self {
        start.now.map_or_else(|| Self::Running(start.clock.unwrap_or(Zoned::now)), Self::Fixed)
    }

    /// The time, if it goes on.
    fn running(self) -> Option<Zoned> {
        match self {
            Self::Fixed(_) => None,
            Self::Running(clock) => Some(clock()),
        }
    }

    /// The time, to the minute.
    fn minute(self) -> DateTime {
        match self {
            Self::Fixed(now) => now,
            Self::Running(clock) => {
                let now = clock().datetime();
                now.date().at(now.hour(), now.minute(), 0, 0)
            }
        }
    }
}
