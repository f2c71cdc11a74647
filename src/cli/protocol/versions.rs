//! `cardose protocol versions`: the embedded protocol and the files given.

use super::{Done, json, load};
use crate::{
    cli::{
        arguments::Format,
        exit::Exit,
        input::{self, Failure},
        protocol_arguments::VersionsArguments,
    },
    i18n::Language,
    model::Site,
    report::{VersionOutcome, text, versions},
    storage::load_site,
};

pub(super) fn run(arguments: &VersionsArguments) -> Done {
    let files = std::iter::once(load(None)).chain(arguments.files.iter().map(|path| load(Some(path))));
    let files = files.collect::<Result<Vec<_>, Failure>>()?;
    let site = match &arguments.site {
        Some(path) => input::load(path, load_site)?.value,
        None => Site::default(),
    };
    let list: Vec<VersionOutcome<'_>> = files
        .iter()
        .map(|file| VersionOutcome::new(&file.name, &file.value.id, &file.value.version, &file.sha256, &site))
        .collect();
    if arguments.format == Format::Json {
        return Ok((json(&list)?, Exit::Done));
    }
    let language: Language = arguments.language.into();
    Ok((text::render(&versions(&list, language), language.catalogue()), Exit::Done))
}
