//! What can be typed after `cardose`.

use super::protocol_arguments::ProtocolCommand;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::DateTime;
use std::path::PathBuf;

pub(super) const EXIT_CODES: &str = "Exit codes: 0 done, or eligible, or ready; 1 not eligible, blocked, or findings; \
    2 bad input; 3 incomplete: something must be entered, set or decided first; 4 the system failed.\n\
    Several files: the worst, in the order 4, 2, 1, 3, 0.";

const EXAMPLES: &str = "Examples:\n  cardose                            the window\n  cardose dose example:eligible\n  \
    cardose screen example:platelets-low --now 2026-11-22T09:00\n  cardose protocol show";

/// Exact CAR-T doses and exact eligibility verdicts, repeatable by hand.
///
/// Checks arithmetic and rules. Not an approved medical device; pharmacist and investigator decide.
#[derive(Debug, Parser)]
#[command(
    name = "cardose",
    version,
    about,
    long_about,
    after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"),
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) window: WindowArguments,
}

/// How the window opens.
#[derive(Clone, Debug, Default, Args)]
pub struct WindowArguments {
    /// The patient file, or `example:NAME`.
    #[arg(skip)]
    pub open: Option<String>,
    /// The data folder: records, site, laboratories; without it the usual one of this user.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// The view that the window begins with.
    #[arg(long, value_enum, value_name = "VIEW")]
    pub view: Option<ViewArgument>,
    /// The time to judge at, local civil time, such as 2026-11-22T09:00; without it the clock's.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub now: Option<DateTime>,
    /// The language of the window; without it as the user left it.
    #[arg(long, value_enum)]
    pub language: Option<LanguageArgument>,
    /// The theme of the window; without it as the user left it.
    #[arg(long, value_enum)]
    pub theme: Option<ThemeArgument>,
}

fn time(text: &str) -> Result<DateTime, String> {
    super::clock::read_now(Some(text)).map_err(|failure| failure.to_string())
}

/// A view of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ViewArgument {
    /// The table of patients.
    Patients,
    /// Reports, results, criteria.
    Screening,
    /// Product and dose.
    Dose,
    /// Criteria, levels, parameters, questions, versions.
    Protocol,
    /// Site, laboratories, staff, user.
    Settings,
}

/// A theme of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArgument {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open a patient file in the window; `cardose FILE` is the same.
    #[command(after_long_help = "Examples:\n  cardose open example:eligible --view dose\n  \
        cardose open patient.ron\n  cardose patient.ron\n\nA record of the data folder is opened; any other file is \
        taken in as a new patient that is not saved yet.")]
    Open {
        /// The patient file; `example:NAME` is one of the shipped synthetic patients.
        #[arg(value_name = "FILE")]
        file: String,
        #[command(flatten)]
        window: WindowArguments,
    },
    /// Compute the volume to draw for a patient file.
    #[command(after_long_help = format!(
        "Examples:\n  cardose dose presets/patients/eligible.ron --site presets/sites/example.ron\n  \
        cardose dose example:short-lot --format json\n\nThe result speaks of the assigned level; with none assigned, \
        all levels stand side by side and the exit code is 3. A provisional number, or one that waits for a \
        decision, is not ready: 3. Overdose, underdose and a certificate that contradicts itself: 1.\n\n{EXIT_CODES}"
    ))]
    Dose(PatientArguments),
    /// Check patient files against all criteria of the protocol.
    #[command(after_long_help = format!(
        "Examples:\n  cardose screen presets/patients/eligible.ron --site presets/sites/example.ron\n  \
        cardose screen example:transfusion --now 2026-11-22T09:00 --language zh\n  \
        cardose screen presets/patients/*.ron --format json\n  \
        cardose screen patient.ron --protocol old.ron --against new.ron\n\n\
        With --against each patient is judged under both versions and nothing is written; what the site has settled \
        carries over only where the question or parameter is unchanged. Exit code 1: a verdict flips.\n\n{EXIT_CODES}"
    ))]
    Screen(ScreenArguments),
    /// Judge drafts from standard input, one JSON object a line, in the same order.
    #[command(after_long_help = "Examples:\n  cardose eval --example\n  \
        cardose eval --example | cardose eval --now 2026-11-22T09:00\n  \
        cardose eval --example dose | cardose eval --detail full\n  \
        cardose eval --site site.ron --now 2026-11-22T09:00 --detail full < drafts.jsonl\n\n\
        A line is {\"id\":…,\"draft\":{…}}, optionally with \"now\" and \"site\". The answer is \
        {\"id\",\"line\",\"result\"} or {\"id\",\"line\",\"error\":{\"field\",\"code\",\"expected\",\"hint\"}}.\n\
        Exit codes: 0 every line could be read; 2 at least one could not, or bad input; 4 the system failed.")]
    Eval(EvalArguments),
    /// Read results out of a pasted or exported text.
    #[command(
        after_long_help = "Examples:\n  cardose read report.txt\n  cardose read results.csv --format json\n  \
        cardose read - --protocol my-protocol.ron < block.tsv\n\n\
        A line is a result with its name, value, unit and interval, in any order, with or without a row of labels above: \
        tabs, commas, semicolons or blanks between. Nothing is guessed, and nothing is written.\n\
        As JSON: {\"taken\":[{\"line\",\"subject\",\"item\",\"value\",\"unit\",\"interval\",\"when\"}],\
        \"asked\":[{\"line\",\"why\",\"cells\"}],\"refused\":[{\"line\",\"why\",\"cells\"}]}. What no column says is \
        an empty text.\n\n\
        Exit codes: 0 every line is taken or refused; 2 bad input; 3 something is asked; 4 the system failed."
    )]
    Read(ReadArguments),
    /// Print a JSON schema.
    #[command(
        after_long_help = "Examples:\n  cardose schema draft\n  cardose schema result > result.json\n  \
        cardose schema items --protocol my-protocol.ron"
    )]
    Schema {
        /// Of what.
        #[arg(value_enum)]
        of: SchemaOf,
        /// With `items`: the protocol file; without it the embedded NCT06101082.
        #[arg(long, value_name = "FILE")]
        protocol: Option<PathBuf>,
    },
    /// Look at a protocol file, check it, compare two versions.
    #[command(
        after_long_help = "Examples:\n  cardose protocol show\n  cardose protocol lint my-protocol.ron\n  cardose protocol diff old.ron new.ron"
    )]
    Protocol {
        #[command(subcommand)]
        command: ProtocolCommand,
    },
    /// Print completions for a shell.
    #[command(
        after_long_help = "Example:\n  cardose completions bash > ~/.local/share/bash-completion/completions/cardose"
    )]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// What every result depends on beside the patient.
#[derive(Debug, Args)]
pub(crate) struct ContextArguments {
    /// The protocol file; without it the embedded NCT06101082.
    #[arg(long, value_name = "FILE")]
    pub(crate) protocol: Option<PathBuf>,
    /// The site file; without it nothing is set. For the shipped examples: the made-up example site.
    #[arg(long, value_name = "FILE")]
    pub(crate) site: Option<PathBuf>,
    /// A laboratory template, beside the embedded ones.
    #[arg(long, value_name = "FILE")]
    pub(crate) laboratory: Vec<PathBuf>,
    /// The time to judge at, local civil time, such as 2026-11-22T09:00; without it the clock's.
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PatientArguments {
    /// Patient files; `example:NAME` is one of the shipped synthetic patients.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    #[command(flatten)]
    pub(crate) context: ContextArguments,
    /// For people or for machines.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LanguageArgument,
}

#[derive(Debug, Args)]
pub(crate) struct ScreenArguments {
    #[command(flatten)]
    pub(crate) patients: PatientArguments,
    /// Another version of the protocol: says who flips under it and why, and writes nothing.
    #[arg(long, value_name = "PROTOCOL")]
    pub(crate) against: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    #[command(flatten)]
    pub(crate) context: ContextArguments,
    /// How much a result says.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) detail: DetailArgument,
    /// So many threads answer, from 1 to 64; the answers come in the order of the lines.
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(crate) jobs: u8,
    /// Print a line that works, and stop: a whole patient, or the least that a dose takes.
    #[arg(long, value_enum, value_name = "OF", num_args = 0..=1, default_missing_value = "patient")]
    pub(crate) example: Option<ExampleArgument>,
}

#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// The text; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The protocol file; without it the embedded NCT06101082.
    #[arg(long, value_name = "FILE")]
    pub(crate) protocol: Option<PathBuf>,
    /// For people, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// The language of the text.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) language: LanguageArgument,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExampleArgument {
    /// A whole patient, with the site.
    Patient,
    /// Weight, level, lot, and what the site must set.
    Dose,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text.
    #[default]
    Text,
    /// JSON, one object a line.
    Json,
}

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LanguageArgument {
    /// English.
    #[default]
    En,
    /// 简体中文.
    Zh,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DetailArgument {
    /// Verdicts, criteria, parts, notices, problems.
    #[default]
    Verdicts,
    /// The same with evidence and doses.
    Full,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// What a person types about a patient.
    Draft,
    /// A result.
    Result,
    /// What `cardose read` prints.
    Intake,
    /// A protocol file.
    Protocol,
    /// A site file.
    Site,
    /// A patient file: the envelope around a draft.
    Record,
    /// A laboratory template.
    Laboratory,
    /// No schema but the words: ids of items, levels, stages, parameters, with their answers and units.
    Items,
}
