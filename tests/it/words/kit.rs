//! Reports as text.

use cardose::{
    engine::{Context, derive},
    i18n::Language::{self, Chinese, English},
    model::Draft,
    report::{Reporter, headline, problem_text, screening, text},
};

pub(super) const LANGUAGES: [Language; 2] = [English, Chinese];

fn reporter<'r>(draft: &'r Draft, context: &'r Context, language: Language) -> Reporter<'r> {
    Reporter { draft, context, language, words: language.catalogue(), protocol_hash: "", example: false }
}

/// The report of `cardose screen`.
pub(super) fn screened(draft: &Draft, context: &Context, language: Language) -> String {
    let derived = derive(draft, context);
    let reporter = reporter(draft, context, language);
    text::render(&screening(&reporter, &derived), reporter.words)
}

/// The sentence over everything, as the window shows it.
pub(super) fn sentence(draft: &Draft, context: &Context, language: Language) -> String {
    headline(&reporter(draft, context, language), &derive(draft, context)).text
}

/// The sentence over the report of `cardose screen`, which may take several lines.
pub(super) fn first_line(draft: &Draft, context: &Context, language: Language) -> String {
    let report = screened(draft, context, language);
    let lines = report.lines().skip_while(|line| line.starts_with("***") || line.is_empty());
    let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).map(str::trim).collect();
    lines.join(" ")
}

/// What is wrong with the entries, with the field in front, as `cardose screen` prints it.
pub(super) fn problems(draft: &Draft, context: &Context, language: Language) -> Vec<String> {
    let words = language.catalogue();
    derive(draft, context).problems.iter().map(|problem| problem_text(problem, words)).collect()
}

/// The lines under a criterion.
pub(super) fn under(id: &str, draft: &Draft, context: &Context, language: Language) -> Vec<String> {
    let report = screened(draft, context, language);
    let row = format!("{id:<4} ");
    let lines = report.lines().skip_while(|line| !line.starts_with(&row)).skip(1);
    lines.take_while(|line| line.starts_with(' ')).map(|line| line.trim().to_owned()).collect()
}
