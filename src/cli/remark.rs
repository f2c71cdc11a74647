//! What a person should know of the files that an answer rests on, though they are used all the same.

use super::output::complain;
use crate::{
    i18n::{Catalogue, Language},
    report::{Block, Document},
};
use serde_json::{Value, json};

/// What a person should know of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    /// The patient is bound to another version of the protocol.
    OtherVersion {
        /// The version that it is bound to.
        bound: String,
        /// The version that it is judged by.
        own: String,
    },
    /// The patient is bound to another file of the same version.
    OtherFile {
        /// The version.
        own: String,
    },
    /// A file bears no checksum, and the program has never saved it.
    ByHand {
        /// The file as it was given.
        file: String,
    },
}

impl Remark {
    /// Its stable code.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::OtherVersion { .. } => "bound_to_other_version",
            Self::OtherFile { .. } => "bound_to_other_file",
            Self::ByHand { .. } => "written_by_hand",
        }
    }

    /// In words.
    pub(crate) fn text(&self, words: &Catalogue) -> String {
        match self {
            Self::OtherVersion { bound, own } => words.bound_to_other_version(bound, own),
            Self::OtherFile { own } => words.bound_to_other_file(own),
            Self::ByHand { file } => words.written_by_hand(file),
        }
    }

    /// True for what is said on standard error, too: an answer by another version may not be wanted at all.
    const fn is_warning(&self) -> bool {
        match self {
            Self::OtherVersion { .. } | Self::OtherFile { .. } => true,
            Self::ByHand { .. } => false,
        }
    }
}

/// Warns on standard error of what holds for this file.
pub(crate) fn warn(name: &str, remarks: &[Remark]) {
    for remark in remarks.iter().filter(|remark| remark.is_warning()) {
        complain(&format!("{name}: {}", remark.text(Language::English.catalogue())));
    }
}

/// Says them all on standard error, where the answer itself has no place for them.
pub(crate) fn say(remarks: &[Remark]) {
    for remark in remarks {
        complain(&remark.text(Language::English.catalogue()));
    }
}

/// Puts them into an answer for machines; an answer without any stays as it is.
pub(crate) fn remark_in(answer: &mut Value, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    answer["remarks"] = as_data(remarks).into();
}

/// As plain data.
pub(crate) fn as_data(remarks: &[Remark]) -> Vec<Value> {
    let words = Language::English.catalogue();
    let one = |remark: &Remark| json!({ "code": remark.code(), "text": remark.text(words) });
    remarks.iter().map(one).collect()
}

/// The same at the top of an answer for people.
pub(crate) fn remark_on(document: &mut Document, remarks: &[Remark], words: &Catalogue) {
    document.blocks.splice(..0, remarks.iter().map(|remark| Block::Banner(remark.text(words))));
}
