//! Reports as text.

use cardose::{
    engine::{Context, derive},
    i18n::Language::{self, Chinese, English},
    model::Draft,
    report::{self, Block, Reporter, text},
};
use unicode_width::UnicodeWidthChar as _;

pub(crate) const LANGUAGES: [Language; 2] = [English, Chinese];

pub(crate) fn reporter<'r>(draft: &'r Draft, context: &'r Context, language: Language) -> Reporter<'r> {
    Reporter { draft, context, language, words: language.catalogue(), protocol_hash: "", example: false }
}

/// The report of `cardose screen`.
pub(crate) fn screened(draft: &Draft, context: &Context, language: Language) -> String {
    let reporter = reporter(draft, context, language);
    text::render(&report::screening(&reporter, &derive(draft, context)), reporter.words)
}

/// The cells of the tables in the report of `cardose screen`, not folded.
pub(crate) fn cells(draft: &Draft, context: &Context, language: Language) -> Vec<String> {
    let reporter = reporter(draft, context, language);
    let blocks = report::screening(&reporter, &derive(draft, context)).blocks;
    let tables = blocks
        .into_iter()
        .filter_map(|block| if let Block::Table { rows, .. } = block { Some(rows) } else { None });
    tables.flatten().flatten().map(|cell| cell.text().to_owned()).collect()
}

/// The report of `cardose dose`.
pub(crate) fn dosed(draft: &Draft, context: &Context, language: Language) -> String {
    let reporter = reporter(draft, context, language);
    text::render(&report::dose(&reporter, &derive(draft, context)), reporter.words)
}

/// The text with its lines joined again.
pub(crate) fn one_line(text: &str) -> String {
    joined(text.split_whitespace())
}

/// Folded lines as the sentence that they were: between two Chinese characters there was no blank.
fn joined<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let wide = |char: Option<char>| char.is_some_and(|char| char.width() == Some(2));
    lines.fold(String::new(), |mut whole, line| {
        if !(whole.is_empty() || wide(whole.chars().next_back()) && wide(line.chars().next())) {
            whole.push(' ');
        }
        whole.push_str(line);
        whole
    })
}

/// The sentence over everything, as the window shows it.
pub(crate) fn sentence(draft: &Draft, context: &Context, language: Language) -> String {
    report::headline(&reporter(draft, context, language), &derive(draft, context)).text
}

/// The sentence over the report of `cardose screen`, which may take several lines.
pub(crate) fn first_line(draft: &Draft, context: &Context, language: Language) -> String {
    let report = screened(draft, context, language);
    let lines = report.lines().skip_while(|line| line.starts_with("***") || line.is_empty());
    joined(lines.take_while(|line| !line.is_empty()).map(str::trim))
}

/// What is wrong with the entries, with the field in front, as `cardose screen` prints it.
pub(crate) fn problems(draft: &Draft, context: &Context, language: Language) -> Vec<String> {
    let words = language.catalogue();
    derive(draft, context).problems.iter().map(|problem| report::problem_text(problem, words)).collect()
}

/// The lines under a criterion.
pub(crate) fn under(id: &str, draft: &Draft, context: &Context, language: Language) -> Vec<String> {
    let report = screened(draft, context, language);
    let row = format!("{id:<4} ");
    let lines = report.lines().skip_while(|line| !line.starts_with(&row)).skip(1);
    lines.take_while(|line| line.starts_with(' ')).map(|line| line.trim().to_owned()).collect()
}
