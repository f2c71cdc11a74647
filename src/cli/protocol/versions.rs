//! `cardose protocol versions`: the embedded protocol and the files given.

use super::told::{Done, json, load, told};
use crate::{
    cli::{
        arguments::Format,
        exit::Exit,
        failure::Failure,
        input::{self, load_sound},
        protocol_arguments::VersionsArguments,
        remark::say,
    },
    i18n::Language,
    model::Site,
    report::{VersionOutcome, versions},
    storage::load_site,
};

pub(super) fn run(arguments: &VersionsArguments) -> Done {
    let files = std::iter::once(load(None)).chain(arguments.files.iter().map(|path| load(Some(path))));
    let files = files.collect::<Result<Vec<_>, Failure>>()?;
    let (files, remarks): (Vec<_>, Vec<_>) = files.into_iter().unzip();
    let mut remarks = remarks.concat();
    let site = match &arguments.site {
        Some(path) => {
            let site = load_sound(path, load_site)?;
            remarks.extend(input::by_hand(&site.name, site.integrity));
            site.value
        }
        None => Site::default(),
    };
    let list: Vec<VersionOutcome<'_>> = files
        .iter()
        .map(|file| VersionOutcome::new(&file.name, &file.value.id, &file.value.version, &file.sha256, &site))
        .collect();
    if arguments.format == Format::Json {
        // A list has no place for them.
        say(&remarks);
        return Ok((json(&list)?, Exit::Done));
    }
    let language: Language = arguments.language.into();
    Ok((told(versions(&list, language), &remarks, language), Exit::Done))
}
