//! `cardose` without a subcommand, in a build without the window: it says so, and shows the patient here.

use super::{
    arguments::{ContextArguments, WindowArguments},
    exit::Exit,
    failure::Failure,
    input::{Base, read_patient},
    output::{complain, complain_of, print},
    remark::remark_on,
    screen::document,
};
use crate::{
    engine::derive,
    i18n::Language,
    report::{dose as dose_report, screening, text},
};

pub(crate) fn run(arguments: &WindowArguments) -> Exit {
    complain("this build has no window; here is the patient in words. `cardose --help` lists the commands.");
    match patient(arguments) {
        Ok(text) => print(&text),
        Err(failure) => {
            complain_of(&failure);
            failure.exit()
        }
    }
}

fn patient(arguments: &WindowArguments) -> Result<String, Failure> {
    let site = arguments.data.as_ref().map(|data| data.join("site.ron")).filter(|site| site.is_file());
    let now = arguments.now.map(|now| now.to_string());
    let base = Base::read(&ContextArguments { protocol: None, site, laboratory: Vec::new(), now })?;
    let (file, base, remarks) = read_patient(arguments.open.as_deref().unwrap_or("example:eligible"), &base)?;
    let context = base.context(file.example)?;
    let derived = derive(&file.draft, &context);
    let language = arguments.language.map_or(Language::English, Into::into);
    let show = |report| {
        let mut document = document(&file, &derived, &context, &base.protocol_hash, language, report);
        remark_on(&mut document, &remarks, language.catalogue());
        text::render(&document, language.catalogue())
    };
    Ok(format!("{}\n{}", show(dose_report), show(screening)))
}
