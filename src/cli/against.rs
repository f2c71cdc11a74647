//! `cardose screen --against`: each patient under his own version of the protocol and under another one. Nothing is
//! written.

use super::{
    arguments::{Format, PatientArguments},
    exit::Exit,
    failure::Failure,
    input::{Base, by_hand, load_protocol, read_patient, read_plan},
    output::{complain_of, print},
    remark::{Remark, remark_in, remark_on, warn},
    screen::each_file,
};
use crate::{
    engine::{
        Context, derive,
        protocol::plan::Plan,
        versions::carry::{Carried, carry_over},
        what_if::what_if,
    },
    i18n::Language,
    report::{Flipped, Reporter, Under, WhatIfReport, text, what_if_outcome, what_if_summary},
};
use serde_json::json;
use std::{cell::RefCell, path::Path, sync::Arc};

/// The other version.
struct Other {
    plan: Arc<Plan>,
    hash: String,
    /// What holds for its file.
    remark: Option<Remark>,
}

pub(crate) fn run(arguments: &PatientArguments, other: &Path) -> Exit {
    let read = Base::read(&arguments.context).and_then(|base| {
        let other = read_other(&base, other)?;
        Ok((base, other))
    });
    match read {
        Ok((base, other)) => {
            let flips = RefCell::new(Vec::new());
            let exit = each_file(arguments, |name| one(name, &base, &other, arguments, &flips));
            if arguments.format == Format::Text && arguments.files.len() > 1 {
                let language: Language = arguments.language.into();
                let summary = what_if_summary(&flips.into_inner(), language);
                return exit.worse(print(&format!("\n{}", text::render(&summary, language.catalogue()))));
            }
            exit
        }
        Err(failure) => {
            complain_of(&failure);
            failure.exit()
        }
    }
}

fn read_other(base: &Base, path: &Path) -> Result<Other, Failure> {
    let loaded = load_protocol(path)?;
    let plan = read_plan(&loaded)?;
    let (own, other) = (&base.plan.protocol.id, &plan.protocol.id);
    if own != other {
        return Err(Failure::BadInput(format!(
            "{} is of the protocol {other}, not of {own}; only versions of one protocol are compared",
            loaded.name
        )));
    }
    let remark = by_hand(&loaded.name, loaded.integrity);
    Ok(Other { plan: Arc::new(plan), hash: loaded.sha256, remark })
}

/// Findings where the verdict flips.
fn one(
    name: &str,
    base: &Base,
    other: &Other,
    arguments: &PatientArguments,
    flips: &RefCell<Vec<Flipped>>,
) -> Result<(String, Exit), Failure> {
    let (file, base, mut remarks) = read_patient(name, base)?;
    let base = &*base;
    remarks.extend(other.remark.clone());
    let bound = &file.protocol.version;
    if !bound.is_empty() && *bound != base.plan.protocol.version {
        return Err(Failure::BadInput(format!(
            "{name} is bound to version {bound} of the protocol; give that file with --protocol"
        )));
    }
    let language: Language = arguments.language.into();
    let words = language.catalogue();
    warn(name, &remarks);
    let own = base.context(file.example)?;
    let Carried { site, anew } = carry_over(&base.plan.protocol, &other.plan, &own.site);
    let against = Context::of_plan(Arc::clone(&other.plan), &site, &base.laboratories, base.now)
        .map_err(|problems| base.site_faults(&problems))?;
    let (own_derived, other_derived) = (derive(&file.draft, &own), derive(&file.draft, &against));
    let both = what_if((&own, &own_derived), (&against, &other_derived));
    if both.flips() {
        let criteria = both.flipped().map(|(id, _)| id.clone()).collect();
        flips.borrow_mut().push(Flipped { subject: file.draft.subject.clone(), criteria });
    }
    let (draft, example) = (&file.draft, file.example);
    let reporter =
        |context, protocol_hash| Reporter { draft, context, language, words, protocol_hash, example };
    let (own_words, other_words) = (reporter(&own, &*base.protocol_hash), reporter(&against, &*other.hash));
    let under = [
        Under { reporter: &own_words, derived: &own_derived },
        Under { reporter: &other_words, derived: &other_derived },
    ];
    let text = match arguments.format {
        Format::Json => {
            let mut line = json!({ "file": name, "what_if": what_if_outcome(under, &both, &anew) });
            remark_in(&mut line, &remarks);
            format!("{line}\n")
        }
        Format::Text => {
            let mut document = WhatIfReport::new(under, &both, &anew).document(under, &both);
            remark_on(&mut document, &remarks, words);
            text::render(&document, words)
        }
    };
    Ok((text, if both.flips() { Exit::Findings } else { Exit::Done }))
}
