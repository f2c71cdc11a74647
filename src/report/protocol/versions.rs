//! Protocol versions side by side, with the date from which each is in force at the site.

use crate::{
    i18n::Language,
    model::Site,
    report::block::{Block, Document},
};
use serde::Serialize;

/// A protocol file.
#[derive(Debug, Serialize)]
pub struct VersionOutcome<'v> {
    /// Its file name.
    pub file: &'v str,
    /// The protocol's id.
    pub id: &'v str,
    /// Its version.
    pub version: &'v str,
    /// SHA-256 of the file.
    pub sha256: &'v str,
    /// From when it is in force, as the site file says.
    pub in_force: Option<&'v str>,
}

impl<'v> VersionOutcome<'v> {
    /// A file, with the date that the site file gives its version.
    pub fn new(file: &'v str, id: &'v str, version: &'v str, sha256: &'v str, site: &'v Site) -> Self {
        let date = site.in_force.iter().find(|(known, _)| known == version);
        Self { file, id, version, sha256, in_force: date.map(|(_, date)| date.as_str()) }
    }
}

/// The table.
pub fn versions(list: &[VersionOutcome<'_>], language: Language) -> Document {
    let words = language.catalogue();
    let header = [&words.column_protocol, &words.column_version, &words.column_in_force, &words.column_file];
    let mut rows = vec![header.map(Clone::clone).to_vec()];
    rows.extend(list.iter().map(|own| {
        let date = own.in_force.unwrap_or(&words.versions_not_in_force);
        let hash = own.sha256.get(..16).unwrap_or(own.sha256).to_owned();
        let file = words.parenthesis(own.file, hash);
        vec![own.id.to_owned(), own.version.to_owned(), date.to_owned(), file]
    }));
    let table = Block::table(rows, Vec::new());
    Document { blocks: vec![Block::Headline(words.versions_headline.clone()), table] }
}
