//! The versions of the protocol that this window knows: the program's own, and those in the data folder. A record is
//! judged by the version that it is bound to, a new one by the version in force.

use super::fault::Fault;
use crate::{
    engine::{
        Context,
        problem::{Problem, ProblemCode},
        protocol::plan::Plan,
        versions::{
            carry::Carried,
            in_force::{in_force, site_under},
        },
    },
    i18n::Language,
    model::{Address, Draft, Id, Laboratory, Pin, Protocol, SettingPart, Site},
    report::Reporter,
    storage::{DataFolder, Integrity},
};
use jiff::civil::DateTime;
use std::sync::Arc;

/// A version of the protocol, and what results under it rest on.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    /// Its file in the data folder; none for the program's own.
    pub(crate) file: Option<String>,
    pub(crate) plan: Arc<Plan>,
    /// SHA-256 of its file.
    pub(crate) hash: String,
    pub(crate) context: Context,
    /// Its file was written by hand.
    pub(crate) by_hand: bool,
    /// Parameters and questions that the site has settled for another version and must settle anew for this one.
    pub(crate) anew: Vec<Id>,
}

impl Edition {
    pub(crate) fn new(file: Option<String>, plan: Arc<Plan>, hash: String, context: Context) -> Self {
        Self { file, plan, hash, context, by_hand: false, anew: Vec::new() }
    }

    /// As it is pinned in a record.
    pub(crate) fn pin(&self) -> Pin {
        let protocol = &self.plan.protocol;
        Pin { id: protocol.id.clone(), version: protocol.version.clone(), sha256: self.hash.clone() }
    }

    /// Puts into words what follows from a draft under it.
    pub(crate) fn reporter<'r>(
        &'r self,
        draft: &'r Draft,
        language: Language,
        example: bool,
    ) -> Reporter<'r> {
        let (context, protocol_hash) = (&self.context, self.hash.as_str());
        Reporter { draft, context, language, words: language.catalogue(), protocol_hash, example }
    }

    /// The same protocol, version and content, as far as the pin says.
    pub(crate) fn is_of(&self, pin: &Pin) -> bool {
        let protocol = &self.plan.protocol;
        let same = |bound: &str, own: &str| bound.is_empty() || bound == own;
        same(&pin.id, &protocol.id) && same(&pin.version, &protocol.version) && same(&pin.sha256, &self.hash)
    }

    /// The same result for the same draft, but for the minute.
    pub(crate) fn judges_as(&self, other: &Self) -> bool {
        self.hash == other.hash
            && Arc::ptr_eq(&self.context.site, &other.context.site)
            && Arc::ptr_eq(&self.context.laboratories, &other.context.laboratories)
    }
}

/// All versions, with the one in force.
#[derive(Clone, Debug)]
pub(crate) struct Versions {
    /// The program's own version under the made-up site.
    examples: Edition,
    /// The program's own version.
    own: Edition,
    /// The program's own earlier editions, then those of the data folder, by file name.
    others: Vec<Edition>,
    /// So many of them are the program's own.
    former: usize,
    /// The place in `others` of the one in force; none while it is the program's own.
    in_force: Option<usize>,
    /// Files of other protocols; they are not used.
    pub(crate) strangers: Vec<String>,
}

impl Versions {
    /// The program's own version with its earlier editions.
    pub(crate) const fn of_program(own: Edition, examples: Edition, former: Vec<Edition>) -> Self {
        let count = former.len();
        Self { examples, own, others: former, former: count, in_force: None, strangers: Vec::new() }
    }

    /// The version in force.
    pub(crate) fn current(&self) -> &Edition {
        self.in_force.and_then(|place| self.others.get(place)).unwrap_or(&self.own)
    }

    /// The program's own first, then by file name.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Edition> {
        std::iter::once(&self.own).chain(&self.others)
    }

    /// The version with this content.
    pub(crate) fn of_hash(&self, hash: &str) -> Option<&Edition> {
        self.all().find(|edition| edition.hash == hash)
    }

    /// The version that a record is bound to, if it is here. Where a pin without a hash leaves several, it is the one
    /// in force, else the first.
    pub(crate) fn bound(&self, pin: &Pin) -> Option<&Edition> {
        std::iter::once(self.current()).chain(self.all()).find(|edition| edition.is_of(pin))
    }

    /// What a record is judged by: the version that it is bound to; the one in force where that is not here.
    pub(crate) fn judge(&self, pin: &Pin, example: bool) -> &Edition {
        if example {
            return &self.examples;
        }
        self.bound(pin).unwrap_or_else(|| self.current())
    }

    /// Verdicts that were derived under the others hold.
    pub(crate) fn judge_as(&self, others: &Self) -> bool {
        self.others.len() == others.others.len()
            && self.examples.judges_as(&others.examples)
            && self.current().judges_as(others.current())
            && self.all().zip(others.all()).all(|(one, other)| one.judges_as(other))
    }

    /// A setting or reading that the version in force does not have, and another one does: it is not in the way.
    pub(crate) fn is_of_another(&self, problem: &Problem) -> bool {
        let defines = |edition: &Edition| {
            let protocol = &edition.plan.protocol;
            let parameter = |id: &String| protocol.parameters.iter().any(|known| known.id == *id);
            let question = |id: &String| protocol.questions.iter().any(|known| known.id == *id);
            matches!(&problem.field, Address::Setting(id, SettingPart::Whole) if parameter(id))
                || matches!(&problem.field, Address::Reading(id, SettingPart::Whole) if question(id))
        };
        let unknown = matches!(problem.code, ProblemCode::UnknownId { .. } | ProblemCode::NoneOf { .. });
        unknown && !defines(self.current()) && self.all().any(defines)
    }

    /// The minute of every context.
    pub(crate) const fn now(&self) -> DateTime {
        self.own.context.now
    }

    /// Moves every context on to this minute.
    pub(crate) fn move_on(&mut self, now: DateTime) {
        for edition in [&mut self.examples, &mut self.own].into_iter().chain(&mut self.others) {
            edition.context = edition.context.at(now);
        }
    }

    /// Reads the versions of the data folder. A file that cannot be used is a fault and is left out.
    pub(crate) fn read(&mut self, folder: &DataFolder, faults: &mut Vec<Fault>) {
        self.others.truncate(self.former);
        self.strangers.clear();
        self.in_force = None;
        for loaded in folder.load_protocols() {
            let loaded = match loaded {
                Ok(loaded) => loaded,
                Err(err) => {
                    faults.push(Fault::ProtocolFile(Arc::new(err)));
                    continue;
                }
            };
            if loaded.value.id != self.own.plan.protocol.id {
                self.strangers.push(loaded.name);
                continue;
            }
            let loaded = match loaded.sound() {
                Ok(loaded) => loaded,
                Err(err) => {
                    faults.push(Fault::ProtocolFile(Arc::new(err)));
                    continue;
                }
            };
            if self.of_hash(&loaded.sha256).is_none() {
                match unset(&loaded.value, self.now()) {
                    Ok(context) => {
                        let plan = Arc::clone(&context.plan);
                        let by_hand = loaded.integrity == Integrity::HandWritten;
                        let edition = Edition::new(Some(loaded.name), plan, loaded.sha256, context);
                        self.others.push(Edition { by_hand, ..edition });
                    }
                    Err(problems) => {
                        let fault = |problem| Fault::Protocol(loaded.name.clone(), problem);
                        faults.extend(problems.into_iter().take(1).map(fault));
                    }
                }
            }
        }
    }

    /// The first version of this name: of several contents of one version it is the one that can be in force.
    pub(crate) fn first_of(&self, version: &str) -> Option<&Edition> {
        self.all().find(|edition| edition.plan.protocol.version == version)
    }

    /// Takes up the site: which version is in force, and what the site says under each.
    ///
    /// # Errors
    ///
    /// What cannot be used of it; nothing is set then, whatever held before.
    pub(crate) fn settle(
        &mut self,
        site: &Site,
        laboratories: &[Laboratory],
        now: DateTime,
    ) -> Result<(), Vec<Problem>> {
        let plans: Vec<Arc<Plan>> = self.all().map(|edition| Arc::clone(&edition.plan)).collect();
        let plans: Vec<&Plan> = plans.iter().map(AsRef::as_ref).collect();
        self.in_force = in_force(&plans, &site.in_force, now.date()).checked_sub(1);
        let (mut settled, mut problems) = (Vec::new(), Vec::new());
        for edition in self.all() {
            let Carried { site, anew } = site_under(&plans, &edition.plan, site);
            match Context::of_plan(Arc::clone(&edition.plan), &site, laboratories, now) {
                Ok(context) => settled.push((context, anew)),
                Err(found) => problems.extend(found),
            }
        }
        // Versions share most of what they define, and what is wrong with it.
        let mut once: Vec<Problem> = Vec::new();
        for problem in problems {
            if !once.contains(&problem) {
                once.push(problem);
            }
        }
        let problems = once;
        if !problems.is_empty() {
            return Err(problems);
        }
        for (edition, (context, anew)) in std::iter::once(&mut self.own).chain(&mut self.others).zip(settled)
        {
            edition.context = context;
            edition.anew = anew;
        }
        Ok(())
    }

    /// The examples follow the made-up site.
    pub(crate) fn settle_examples(&mut self, context: Context) {
        self.examples.context = context;
    }
}

/// What results under this protocol rest on while nothing is set.
pub(super) fn unset(protocol: &Protocol, now: DateTime) -> Result<Context, Vec<Problem>> {
    Context::new(protocol, &Site { schema: 1, ..Site::default() }, &[], now)
}
