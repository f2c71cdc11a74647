//! `cardose screen`: patient files against all criteria.

use super::{
    against,
    arguments::{Format, PatientArguments, ScreenArguments},
    exit::Exit,
    failure::Failure,
    input::{Base, read_patient},
    output::{complain_of, print},
    remark::{remark_in, remark_on, warn},
};
use crate::{
    engine::{Context, Derived, derive, verdict::Verdict},
    i18n::Language,
    model::RecordFile,
    report::{Detail, Document, Reporter, make, screening, text},
};
use serde_json::json;

pub(crate) fn run(arguments: &ScreenArguments) -> Exit {
    if let Some(other) = &arguments.against {
        return against::run(&arguments.patients, other);
    }
    over_files(&arguments.patients, screening, |derived| match derived.overall.verdict {
        Verdict::Eligible => Exit::Done,
        Verdict::NotEligible | Verdict::NotNow => Exit::Findings,
        Verdict::Incomplete => Exit::Incomplete,
    })
}

/// Reads each file, prints its report, and keeps the worst exit.
pub(crate) fn over_files(
    arguments: &PatientArguments,
    report: fn(&Reporter<'_>, &Derived) -> Document,
    exit_of: fn(&Derived) -> Exit,
) -> Exit {
    let base = match Base::read(&arguments.context) {
        Ok(base) => base,
        Err(failure) => {
            complain_of(&failure);
            return failure.exit();
        }
    };
    each_file(arguments, |name| one(name, &base, arguments, report, exit_of))
}

/// Prints what `one` says of each file, or why it says nothing, and keeps the worst exit.
pub(crate) fn each_file(
    arguments: &PatientArguments,
    one: impl Fn(&str) -> Result<(String, Exit), Failure>,
) -> Exit {
    let mut worst = Exit::Done;
    for (index, name) in arguments.files.iter().enumerate() {
        let exit = match one(name) {
            Ok((text, exit)) => {
                let gap = if index > 0 && arguments.format == Format::Text { "\n" } else { "" };
                print(&format!("{gap}{text}")).worse(exit)
            }
            Err(failure) => {
                if arguments.format == Format::Json {
                    let line = json!({ "file": name, "error": failure.to_string() });
                    worst = worst.worse(print(&format!("{line}\n")));
                }
                complain_of(&failure);
                failure.exit()
            }
        };
        worst = worst.worse(exit);
    }
    worst
}

fn one(
    name: &str,
    base: &Base,
    arguments: &PatientArguments,
    report: fn(&Reporter<'_>, &Derived) -> Document,
    exit_of: fn(&Derived) -> Exit,
) -> Result<(String, Exit), Failure> {
    let (file, base, remarks) = read_patient(name, base)?;
    warn(name, &remarks);
    let context = base.context(file.example)?;
    let derived = derive(&file.draft, &context);
    let text = match arguments.format {
        Format::Json => {
            let result = make(&file.draft, &derived, &context, &base.protocol_hash, Detail::Full);
            let mut line = json!({ "file": name, "result": result });
            remark_in(&mut line, &remarks);
            format!("{line}\n")
        }
        Format::Text => {
            let language: Language = arguments.language.into();
            let mut document = document(&file, &derived, &context, &base.protocol_hash, language, report);
            let words = language.catalogue();
            remark_on(&mut document, &remarks, words);
            text::render(&document, words)
        }
    };
    Ok((text, exit_of(&derived)))
}

/// A report of one file.
pub(crate) fn document(
    file: &RecordFile,
    derived: &Derived,
    context: &Context,
    protocol_hash: &str,
    language: Language,
    report: fn(&Reporter<'_>, &Derived) -> Document,
) -> Document {
    let words = language.catalogue();
    let reporter =
        Reporter { draft: &file.draft, context, language, words, protocol_hash, example: file.example };
    report(&reporter, derived)
}
