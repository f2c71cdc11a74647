//! What of the site's files cannot be used.

use super::file_errors::Told as _;
use crate::{
    engine::problem::Problem,
    i18n::{Language, ShellTexts},
    report::problem_text,
    storage::FileError,
};
use std::sync::Arc;

/// Something of the site that cannot be used.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// The site file cannot be read.
    Site(Arc<FileError>),
    /// The site file has another checksum than it says: a person looks first.
    SiteChanged(Arc<FileError>),
    /// A file of a laboratory cannot be read.
    File(Arc<FileError>),
    /// A value of the site.
    Value(Problem),
    /// A laboratory file has another checksum than it says.
    TemplateChanged(Arc<FileError>),
    /// A value of a laboratory template.
    Template(Problem),
    /// A file of a version of the protocol cannot be read, or was changed outside the program.
    ProtocolFile(Arc<FileError>),
    /// A version of the protocol contradicts itself: its file and the first thing that is wrong.
    Protocol(String, Problem),
}

impl Fault {
    /// What follows from it.
    pub(crate) fn consequence<'t>(&self, texts: &'t ShellTexts) -> &'t str {
        match self {
            Self::Site(_) | Self::SiteChanged(_) | Self::Value(_) => &texts.site_fault,
            Self::File(_) | Self::TemplateChanged(_) | Self::Template(_) => &texts.template_fault,
            Self::ProtocolFile(_) | Self::Protocol(..) => &texts.protocol_fault,
        }
    }

    /// It was found when the site's values were put into effect, not when its files were read.
    pub(crate) const fn is_of_values(&self) -> bool {
        matches!(self, Self::SiteChanged(_) | Self::TemplateChanged(_) | Self::Value(_) | Self::Template(_))
    }

    /// In words.
    pub(crate) fn text(&self, language: Language) -> String {
        match self {
            Self::Site(err)
            | Self::SiteChanged(err)
            | Self::File(err)
            | Self::TemplateChanged(err)
            | Self::ProtocolFile(err) => err.told(&language.window().files),
            Self::Value(problem) | Self::Template(problem) => problem_text(problem, language.catalogue()),
            Self::Protocol(file, problem) => {
                language.window().shell.protocol_problem(file, problem_text(problem, language.catalogue()))
            }
        }
    }
}
