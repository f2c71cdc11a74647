//! What can be typed after `cardose protocol`.

use super::arguments::{ContextArguments, Format, LanguageArgument};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum ProtocolCommand {
    /// Print levels, criteria, parameters and open questions.
    #[command(
        after_long_help = "Examples:\n  cardose protocol show\n  cardose protocol show --site presets/sites/example.ron --language zh"
    )]
    Show(ContextualArguments),
    /// Check a protocol file: contradictory, unreachable, without source, without translation.
    #[command(after_long_help = "Examples:\n  cardose protocol lint\n  \
        cardose protocol lint presets/protocols/example.ron --format json\n\n\
        Open questions are listed; they are no fault of the file.\n\
        Exit codes: 0 nothing to mend; 1 findings; 2 the file cannot be read; 4 the system failed.")]
    Lint(FileArguments),
    /// Compare two versions of a protocol, and say what of a site's settings carries over.
    #[command(after_long_help = "Example:\n  cardose protocol diff old.ron new.ron --language zh\n\n\
        Exit codes: 0 the same; 1 different; 2 a file cannot be read; 4 the system failed.")]
    Diff(DiffArguments),
    /// Print the review table: each figure beside its registry number, to be ticked off on paper.
    #[command(
        after_long_help = "Examples:\n  cardose protocol review\n  cardose protocol review my-protocol.ron --format json"
    )]
    Review(FileArguments),
    /// Print the register of open questions: state, what each is about, what hangs on it.
    #[command(
        after_long_help = "Examples:\n  cardose protocol questions\n  cardose protocol questions --site presets/sites/example.ron --language zh"
    )]
    Questions(ContextualArguments),
    /// Print a letter to the sponsor with the questions that are still open.
    #[command(
        after_long_help = "Examples:\n  cardose protocol letter --language both\n  cardose protocol letter --site presets/sites/example.ron > letter.txt"
    )]
    Letter(LetterArguments),
    /// List protocol files with version, content hash and the date in force at the site.
    #[command(
        after_long_help = "Example:\n  cardose protocol versions presets/protocols/example.ron --site presets/sites/example.ron"
    )]
    Versions(VersionsArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ContextualArguments {
    #[command(flatten)]
    pub(crate) context: ContextArguments,
    /// For people, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct FileArguments {
    /// The protocol file; without it the embedded NCT06101082.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// For people, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The old version.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The new version.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// For people, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct LetterArguments {
    #[command(flatten)]
    pub(crate) context: ContextArguments,
    /// The language of the letter.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LetterLanguage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LetterLanguage {
    /// English.
    #[default]
    En,
    /// 简体中文.
    Zh,
    /// English, then Chinese.
    Both,
}

#[derive(Debug, Args)]
pub(crate) struct VersionsArguments {
    /// Protocol files beside the embedded one.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The site file that says from when each version is in force.
    #[arg(long, value_name = "FILE")]
    pub(crate) site: Option<PathBuf>,
    /// For people, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LanguageArgument,
}
