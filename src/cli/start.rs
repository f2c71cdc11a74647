//! `cardose` without a subcommand. The window is not part of this version: it says so, and shows an example here.

use super::{
    arguments::ContextArguments,
    exit::Exit,
    input::{Base, Failure, read_patient},
    output::{complain, print},
    screen::render,
};
use crate::{
    engine::derive,
    i18n::Language,
    report::{dose as dose_report, screening},
};

pub(crate) fn run() -> Exit {
    complain(
        "this version has no window yet; here is an example patient. `cardose --help` lists the commands.",
    );
    match example() {
        Ok(text) => print(&text),
        Err(failure) => {
            complain(&failure.to_string());
            failure.exit()
        }
    }
}

fn example() -> Result<String, Failure> {
    let arguments = ContextArguments { protocol: None, site: None, laboratory: Vec::new(), now: None };
    let base = Base::read(&arguments)?;
    let (file, _) = read_patient("example:eligible", &base.plan)?;
    let context = base.context(file.example)?;
    let derived = derive(&file.draft, &context);
    let show = |report| render(&file, &derived, &context, &base.protocol_hash, Language::English, report);
    Ok(format!("{}\n{}", show(dose_report), show(screening)))
}
