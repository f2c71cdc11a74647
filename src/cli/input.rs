//! Files and arguments become a context and patients.

use super::{
    arguments::{ContextArguments, LanguageArgument},
    exit::Exit,
};
use crate::{
    engine::{
        Context,
        moment::read_moment,
        plan::Plan,
        problem::{Problem, suggest},
        settings::Settings,
    },
    i18n::Language,
    model::{Laboratory, Protocol, RecordFile, Site},
    report::problem_text,
    storage::{
        self, EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, FileError,
        FileProblem, Integrity, Loaded, Opened,
    },
};
use jiff::civil::DateTime;
use std::{fmt::Write as _, io, path::Path, sync::Arc};

/// Why a run cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The input is at fault.
    #[error("{0}")]
    BadInput(String),
    /// The system is.
    #[error("{0}")]
    System(String),
}

impl Failure {
    pub(crate) const fn exit(&self) -> Exit {
        match self {
            Self::BadInput(_) => Exit::BadInput,
            Self::System(_) => Exit::SystemFailed,
        }
    }
}

impl From<FileError> for Failure {
    fn from(err: FileError) -> Self {
        // The wrong name was given; anything else that the system refuses is the system's.
        let system =
            matches!(err.problem.as_ref(), FileProblem::System(source) if !is_wrong_name(source.kind()));
        if system { Self::System(err.to_string()) } else { Self::BadInput(err.to_string()) }
    }
}

fn is_wrong_name(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound};
    [NotFound, IsADirectory, NotADirectory, InvalidFilename, InvalidInput].contains(&kind)
}

/// Everything that stays the same from patient to patient.
pub(crate) struct Base {
    pub(crate) plan: Arc<Plan>,
    pub(crate) protocol_hash: String,
    pub(crate) laboratories: Vec<Laboratory>,
    pub(crate) now: DateTime,
    site: Option<Site>,
}

impl Base {
    pub(crate) fn read(arguments: &ContextArguments) -> Result<Self, Failure> {
        let protocol = match &arguments.protocol {
            Some(path) => storage::load_protocol(path)?,
            None => EMBEDDED_PROTOCOL.protocol()?,
        };
        let plan = read_plan(&protocol)?;
        let mut laboratories = Vec::new();
        for embedded in EMBEDDED_LABORATORIES {
            laboratories.push(embedded.laboratory()?.value);
        }
        for path in &arguments.laboratory {
            let own = storage::load_laboratory(path)?.value;
            // The site's own file of the same id takes the place of the shipped one.
            laboratories.retain(|known| known.id != own.id);
            laboratories.push(own);
        }
        let site = match &arguments.site {
            Some(path) => Some(storage::load_site(path)?.value),
            None => None,
        };
        Ok(Self {
            plan: Arc::new(plan),
            protocol_hash: protocol.sha256,
            laboratories,
            now: read_now(arguments.now.as_deref())?,
            site,
        })
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

    /// The context of another site.
    pub(crate) fn context_of(&self, site: &Site) -> Result<Context, Failure> {
        Context::of_plan(Arc::clone(&self.plan), site, &self.laboratories, self.now)
            .map_err(|problems| faults("site or laboratory", &problems))
    }
}

/// A protocol file, ready to be evaluated.
pub(crate) fn read_plan(protocol: &Loaded<Protocol>) -> Result<Plan, Failure> {
    Plan::new(&protocol.value).map_err(|problems| faults(&protocol.name, &problems))
}

pub(crate) fn faults(name: &str, problems: &[Problem]) -> Failure {
    let mut text = format!("{name} cannot be used:");
    for problem in problems {
        write!(text, "\n  {}", problem_text(problem, Language::English.catalogue())).ok();
    }
    Failure::BadInput(text)
}

/// A time as typed, or the clock's.
pub(crate) fn read_now(text: Option<&str>) -> Result<DateTime, Failure> {
    let Some(text) = text else {
        let now = jiff::Zoned::now().datetime();
        return Ok(now.date().at(now.hour(), now.minute(), 0, 0));
    };
    match read_moment(text) {
        Ok(Some(moment)) if moment.is_time() => Ok(moment.first),
        _ => Err(Failure::BadInput(format!(
            "“{text}” is no time to judge at; expected local date and time such as 2026-11-22T09:00"
        ))),
    }
}

/// A patient file, or one of the shipped examples; `Ok` also carries what a person should know of it.
pub(crate) fn read_patient(name: &str, base: &Base) -> Result<(RecordFile, Vec<String>), Failure> {
    let opened = match name.strip_prefix("example:") {
        Some(example) => shipped(example)?,
        None => storage::read_record_file(Path::new(name))?,
    };
    let (file, integrity) = match opened {
        Opened::Record { file, integrity, .. } => (*file, integrity),
        Opened::Newer { schema, .. } => {
            return Err(Failure::BadInput(format!(
                "{name} was written by a newer program (form {schema}); it is not evaluated. Use that program"
            )));
        }
    };
    if integrity == Integrity::Changed {
        return Err(Failure::BadInput(format!(
            "{name} was changed outside the program or is damaged: its checksum does not fit. It is not used for \
             calculation until a person has looked; remove the checksum line to take it as written by hand"
        )));
    }
    let mut remarks = Vec::new();
    let (bound, own) = (&file.protocol, &base.plan.protocol);
    if !bound.id.is_empty() && bound.id != own.id {
        return Err(Failure::BadInput(format!(
            "{name} is bound to the protocol {}, not to {}; give that file with --protocol",
            bound.id, own.id
        )));
    }
    if !bound.version.is_empty() && bound.version != own.version {
        remarks.push(format!(
            "{name} is bound to version {} of the protocol; judged by {}",
            bound.version, own.version
        ));
    } else if !bound.sha256.is_empty() && bound.sha256 != base.protocol_hash {
        remarks.push(format!(
            "{name} is bound to another file of version {} of the protocol; the content of this one differs",
            own.version
        ));
    }
    Ok((file, remarks))
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
