//! Files and arguments become a context and patients.

use super::{
    arguments::{ContextArguments, LanguageArgument},
    clock::read_now,
    failure::Failure,
    remark::Remark,
};
use crate::{
    engine::{
        Context,
        problem::{Problem, suggest},
        protocol::plan::Plan,
        site::settings::Settings,
        versions::in_force::site_under,
    },
    i18n::Language,
    model::{Laboratory, Pin, Protocol, RecordFile, Site},
    report::problem_text,
    storage::{
        self, EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, FORMER_PROTOCOLS,
        FileError, FileKind, Integrity, Loaded, Opened, Sealed,
    },
};
use jiff::civil::DateTime;
use std::{borrow::Cow, path::Path, sync::Arc};

/// A file by the path that was given: several folders may hold files of one name.
pub(crate) fn load<T>(path: &Path, read: impl Fn(&Path) -> Result<T, FileError>) -> Result<T, Failure> {
    read(path).map_err(|err| Failure::from(FileError { name: path.display().to_string(), ..err }))
}

/// Everything that stays the same from patient to patient.
#[derive(Clone)]
pub(crate) struct Base {
    pub(crate) plan: Arc<Plan>,
    pub(crate) protocol_hash: String,
    /// Earlier editions of the embedded protocol, each with its hash; none beside a protocol that was given.
    former: Vec<(Arc<Plan>, String)>,
    pub(crate) laboratories: Vec<Laboratory>,
    pub(crate) now: DateTime,
    site: Option<Site>,
    /// The files of site and laboratories that were given.
    given: Vec<String>,
    /// What holds for protocol, site and laboratories.
    remarks: Vec<Remark>,
}

impl Base {
    pub(crate) fn read(arguments: &ContextArguments) -> Result<Self, Failure> {
        let protocol = match &arguments.protocol {
            Some(path) => load_protocol(path)?,
            None => EMBEDDED_PROTOCOL.protocol()?,
        };
        let plan = read_plan(&protocol)?;
        let mut former = Vec::new();
        for embedded in FORMER_PROTOCOLS.iter().filter(|_| arguments.protocol.is_none()) {
            let own = embedded.protocol()?;
            former.push((Arc::new(read_plan(&own)?), own.sha256));
        }
        let mut laboratories = Vec::new();
        for embedded in EMBEDDED_LABORATORIES {
            laboratories.push(embedded.laboratory()?.value);
        }
        let mut remarks: Vec<Remark> = by_hand(&protocol.name, protocol.integrity).into_iter().collect();
        for path in &arguments.laboratory {
            let own = load_sound(path, storage::load_laboratory)?;
            remarks.extend(by_hand(&own.name, own.integrity));
            let own = own.value;
            // The site's own file of the same id takes the place of the shipped one.
            laboratories.retain(|known| known.id != own.id);
            laboratories.push(own);
        }
        let site = match &arguments.site {
            Some(path) => {
                let site = load_sound(path, storage::load_site)?;
                remarks.extend(by_hand(&site.name, site.integrity));
                Some(site.value)
            }
            None => None,
        };
        let given = arguments.site.iter().chain(&arguments.laboratory);
        Ok(Self {
            given: given.map(|path| path.display().to_string()).collect(),
            plan: Arc::new(plan),
            protocol_hash: protocol.sha256,
            former,
            laboratories,
            now: read_now(arguments.now.as_deref())?,
            site,
            remarks,
        })
    }

    /// The same with the edition of the protocol that a record is bound to, where it is one of the embedded.
    fn bound_to(&self, pin: &Pin) -> Option<Self> {
        let is_bound = |plan: &Plan| plan.protocol.id == pin.id && plan.protocol.version == pin.version;
        let (plan, hash) = self.former.iter().find(|(plan, _)| is_bound(plan))?;
        let mut bound = Self { plan: Arc::clone(plan), protocol_hash: hash.clone(), ..self.clone() };
        // What the site has settled for the edition in use holds for this one as far as it asks the same.
        let plans: Vec<&Plan> =
            std::iter::once(&*self.plan).chain(self.former.iter().map(|(own, _)| &**own)).collect();
        bound.site = self.site.as_ref().map(|site| site_under(&plans, plan, site).site);
        Some(bound)
    }

    /// The context for a patient; an example without a site takes the made-up one, if that is of its protocol.
    pub(crate) fn context(&self, example: bool) -> Result<Context, Failure> {
        if let Some(site) = &self.site {
            return self.context_of(site);
        }
        if example {
            let site = EMBEDDED_SITE.site()?.value;
            if Settings::new(&self.plan, &site).1.is_empty() {
                return self.context_of(&site);
            }
        }
        self.context_of(&Site { schema: 1, ..Site::default() })
    }

    /// What a person should know of protocol, site and laboratories.
    pub(crate) fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The context of another site.
    pub(crate) fn context_of(&self, site: &Site) -> Result<Context, Failure> {
        Context::of_plan(Arc::clone(&self.plan), site, &self.laboratories, self.now)
            .map_err(|problems| self.site_faults(&problems))
    }

    /// What is wrong with the site and its laboratories, with the files that were given.
    pub(crate) fn site_faults(&self, problems: &[Problem]) -> Failure {
        if self.given.is_empty() {
            return faults("site or laboratory", problems);
        }
        faults(&self.given.join(", "), problems)
    }
}

/// A site, laboratory or protocol file that may be calculated with, named by its path.
pub(crate) fn load_sound<T: Sealed>(
    path: &Path,
    read: impl Fn(&Path) -> Result<Loaded<T>, FileError>,
) -> Result<Loaded<T>, Failure> {
    let loaded = load(path, |path| read(path)?.sound())?;
    Ok(Loaded { name: path.display().to_string(), ..loaded })
}

/// A protocol file that may be calculated with, named by its path.
pub(crate) fn load_protocol(path: &Path) -> Result<Loaded<Protocol>, Failure> {
    load_sound(path, storage::load_protocol)
}

/// That a file was written by hand.
pub(crate) fn by_hand(file: &str, integrity: Integrity) -> Option<Remark> {
    (integrity == Integrity::HandWritten).then(|| Remark::ByHand { file: file.to_owned() })
}

/// A protocol file, ready to be evaluated.
pub(crate) fn read_plan(protocol: &Loaded<Protocol>) -> Result<Plan, Failure> {
    Plan::new(&protocol.value).map_err(|problems| faults(&protocol.name, &problems))
}

fn faults(name: &str, problems: &[Problem]) -> Failure {
    let first = format!("{name} cannot be used:");
    let each = problems.iter().map(|problem| problem_text(problem, Language::English.catalogue()));
    Failure::Faults(std::iter::once(first).chain(each).collect())
}

/// A patient file, or one of the shipped examples, with what a person should know of it.
pub(crate) fn read_patient<'b>(
    name: &str,
    base: &'b Base,
) -> Result<(RecordFile, Cow<'b, Base>, Vec<Remark>), Failure> {
    let opened = match name.strip_prefix("example:") {
        Some(example) => shipped(example)?,
        None => load(Path::new(name), storage::read_record_file)?,
    };
    let (file, integrity) = match opened {
        Opened::Record { file, integrity, .. } => (*file, integrity),
        Opened::Newer { schema, .. } => {
            return Err(Failure::BadInput(format!(
                "{name} was written by a newer program (form {schema}); it is not evaluated. Use that program"
            )));
        }
    };
    storage::require_sound(name, FileKind::Record, integrity)?;
    let base = base.bound_to(&file.protocol).map_or(Cow::Borrowed(base), Cow::Owned);
    let (bound, own) = (&file.protocol, &base.plan.protocol);
    if !bound.id.is_empty() && bound.id != own.id {
        return Err(Failure::BadInput(format!(
            "{name} is bound to the protocol {}, not to {}; give that file with --protocol",
            bound.id, own.id
        )));
    }
    let mut remarks = Vec::new();
    if !bound.version.is_empty() && bound.version != own.version {
        remarks.push(Remark::OtherVersion { bound: bound.version.clone(), own: own.version.clone() });
    } else if !bound.sha256.is_empty() && bound.sha256 != base.protocol_hash {
        remarks.push(Remark::OtherFile { own: own.version.clone() });
    }
    remarks.extend(by_hand(name, integrity));
    remarks.extend_from_slice(base.remarks());
    Ok((file, base, remarks))
}

fn shipped(name: &str) -> Result<Opened, Failure> {
    let known = EMBEDDED_PATIENTS.iter().map(|embedded| short(embedded.name));
    let found = EMBEDDED_PATIENTS.iter().find(|embedded| short(embedded.name) == name);
    let Some(embedded) = found else {
        let list: Vec<&str> = known.clone().collect();
        let hint = suggest(name, known).map_or_else(String::new, |near| format!(" Did you mean {near}?"));
        return Err(Failure::BadInput(format!("no example “{name}”; there are {}.{hint}", list.join(", "))));
    };
    Ok(embedded.patient()?)
}

fn short(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_suffix(".ron").unwrap_or(name)
}

impl From<LanguageArgument> for Language {
    fn from(argument: LanguageArgument) -> Self {
        match argument {
            LanguageArgument::En => Self::English,
            LanguageArgument::Zh => Self::Chinese,
        }
    }
}
