//! What stays while patients come and go: the data folder, protocol, site, laboratories, and who works.

use crate::{
    engine::{Context, plan::Plan},
    i18n::Language,
    model::{Laboratory, Site},
    report::problem_text,
    storage::{DataFolder, EMBEDDED_LABORATORIES, EMBEDDED_PROTOCOL, EMBEDDED_SITE, FileError, Loaded},
};
use jiff::civil::DateTime;
use std::sync::Arc;

/// Protocol, site, laboratories, folder, time and person.
pub(crate) struct Session {
    pub(crate) folder: DataFolder,
    pub(crate) plan: Arc<Plan>,
    pub(crate) protocol_hash: String,
    /// The site as it lies in the data folder; absent until somebody has set it up.
    pub(crate) site: Option<Loaded<Site>>,
    /// Shipped templates, and the site's own in their place.
    pub(crate) laboratories: Vec<Laboratory>,
    /// The site's own templates, with what the next save must still find.
    pub(crate) own_laboratories: Vec<Loaded<Laboratory>>,
    /// What cannot be used, in words; shown as a stop.
    pub(crate) faults: Vec<String>,
    /// The id of who works; empty while nobody has said so.
    pub(crate) person: String,
    now: Option<DateTime>,
    own: Context,
    examples: Context,
}

impl Session {
    /// Reads everything. A site or laboratory file that cannot be used is a fault and is left out, never guessed at.
    ///
    /// # Errors
    ///
    /// In words: the program's own files cannot be read.
    pub(crate) fn open(folder: DataFolder, now: Option<DateTime>) -> Result<Self, String> {
        let words = Language::English.catalogue();
        let own_file = |err: FileError| err.to_string();
        let protocol = EMBEDDED_PROTOCOL.protocol().map_err(own_file)?;
        let plan = Plan::new(&protocol.value).map_err(|problems| {
            problems.iter().map(|problem| problem_text(problem, words)).collect::<Vec<_>>().join("\n")
        })?;
        let plan = Arc::new(plan);
        let nothing_set = Site { schema: 1, ..Site::default() };
        let at = now.unwrap_or_else(clock);
        let empty = Context::of_plan(Arc::clone(&plan), &nothing_set, &[], at)
            .map_err(|_problems| "the program's own protocol cannot be used".to_owned())?;
        let mut session = Self {
            folder,
            plan,
            protocol_hash: protocol.sha256,
            site: None,
            laboratories: Vec::new(),
            own_laboratories: Vec::new(),
            faults: Vec::new(),
            person: String::new(),
            now,
            own: empty.clone(),
            examples: empty,
        };
        session.read_again()?;
        Ok(session)
    }

    /// Reads site and laboratories again, after they were changed.
    ///
    /// # Errors
    ///
    /// As [`Session::open`].
    pub(crate) fn read_again(&mut self) -> Result<(), String> {
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
                Err(err) => self.faults.push(err.to_string()),
            }
        }
        self.site = self.folder.load_site().unwrap_or_else(|err| {
            self.faults.push(err.to_string());
            None
        });
        let example = EMBEDDED_SITE.site().map_err(|err| err.to_string())?.value;
        self.examples = self.context_of(&example, &shipped).unwrap_or_else(|_faults| self.examples.clone());
        let site = self.site.as_ref().map(|loaded| loaded.value.clone());
        let site = site.unwrap_or_else(|| Site { schema: 1, ..Site::default() });
        match self.context_of(&site, &self.laboratories) {
            Ok(context) => self.own = context,
            Err(faults) => self.faults.extend(faults),
        }
        Ok(())
    }

    /// What a result of this site would rest on; what cannot be used, in words.
    pub(crate) fn context_of(
        &self,
        site: &Site,
        laboratories: &[Laboratory],
    ) -> Result<Context, Vec<String>> {
        let words = Language::English.catalogue();
        Context::of_plan(Arc::clone(&self.plan), site, laboratories, self.now())
            .map_err(|problems| problems.iter().map(|problem| problem_text(problem, words)).collect())
    }

    /// What results rest on: the made-up site for examples, the site's own for patients.
    pub(crate) fn context(&self, example: bool) -> &Context {
        if example { &self.examples } else { &self.own }
    }

    /// The time, to the minute.
    pub(crate) fn now(&self) -> DateTime {
        self.now.unwrap_or_else(clock)
    }

    /// Moves the contexts on to the present minute.
    pub(crate) fn tick(&mut self) {
        let now = self.now();
        if now != self.own.now {
            self.own = self.own.at(now);
            self.examples = self.examples.at(now);
        }
    }
}

fn clock() -> DateTime {
    let now = jiff::Zoned::now().datetime();
    now.date().at(now.hour(), now.minute(), 0, 0)
}
