//! What a look through a protocol file found, in words.

use crate::{
    engine::lint::{Class, Code, Figure, Finding, Tongue},
    i18n::{Catalogue, Language},
    model::{Protocol, Typed},
    report::{
        block::{Block, Document},
        problem::code_text,
        words::span,
    },
};
use serde::Serialize;

/// A finding as plain data.
#[derive(Debug, Serialize)]
pub struct FindingOutcome<'f> {
    /// Its class: `contradictory`, `unreachable`, ….
    pub class: &'static str,
    /// Its stable id.
    pub code: &'static str,
    /// Where: the path in the file.
    pub place: &'f str,
    /// In words.
    pub text: String,
}

impl<'f> FindingOutcome<'f> {
    /// A finding in one language.
    pub fn new(finding: &'f Finding, protocol: &Protocol, language: Language) -> Self {
        Self {
            class: finding.code.class().id(),
            code: finding.code.id(),
            place: &finding.place,
            text: finding_text(finding, protocol, language),
        }
    }
}

/// All findings by class, open questions last.
pub fn lint(protocol: &Protocol, findings: &[Finding], language: Language) -> Document {
    let words = language.catalogue();
    let mut document = Document::default();
    let open = findings.iter().filter(|finding| finding.code == Code::Open).count();
    let (id, version) = (&protocol.id, &protocol.version);
    document.push(Block::Headline(match findings.len() - open {
        0 => words.lint_headline_clean(id, version, open),
        found => words.lint_headline(id, version, found, open),
    }));
    let mut classes: Vec<Class> = findings.iter().map(|finding| finding.code.class()).collect();
    classes.sort_unstable();
    classes.dedup();
    for class in classes {
        let own = findings.iter().filter(|finding| finding.code.class() == class).map(|finding| {
            let text = finding_text(finding, protocol, language);
            Block::Line(words.lint_line(&finding.place, text))
        });
        document.section(class_text(class, words), own.collect());
    }
    document
}

const fn class_text(class: Class, words: &Catalogue) -> &str {
    match class {
        Class::Refused => words.lint_class_refused.as_str(),
        Class::Contradictory => words.lint_class_contradictory.as_str(),
        Class::Unreachable => words.lint_class_unreachable.as_str(),
        Class::Unused => words.lint_class_unused.as_str(),
        Class::Unknown => words.lint_class_unknown.as_str(),
        Class::Numbering => words.lint_class_numbering.as_str(),
        Class::WithoutSource => words.lint_class_without_source.as_str(),
        Class::WithoutTranslation => words.lint_class_without_translation.as_str(),
        Class::Figures => words.lint_class_figures.as_str(),
        Class::Implausible => words.lint_class_implausible.as_str(),
        Class::OpenQuestion => words.heading_questions.as_str(),
    }
}

/// What was found, without its place.
pub fn finding_text(finding: &Finding, protocol: &Protocol, language: Language) -> String {
    let words = language.catalogue();
    match &finding.code {
        Code::Refused(code) => code_text(code, words),
        Code::Twice => words.lint_twice.clone(),
        Code::NameShared(name, id) => words.lint_name_shared(name, id),
        Code::StageTwice(id) => words.lint_stage_twice(id),
        Code::DecidesNowhere => words.lint_decides_nowhere.clone(),
        Code::StageDecidesNothing => words.lint_stage_decides_nothing.clone(),
        Code::Numbering(id) => words.lint_numbering(id),
        Code::OtherSide => words.lint_other_side.clone(),
        Code::PartOfOther(id) => words.lint_part_of_other(id),
        Code::NotRising => words.lint_not_rising.clone(),
        Code::ItemUnused => words.lint_item_unused.clone(),
        Code::GroupUnused => words.lint_group_unused.clone(),
        Code::ParameterUnused => words.lint_parameter_unused.clone(),
        Code::QuestionUnused => words.lint_question_unused.clone(),
        Code::ClassUnnamed => words.lint_class_unnamed.clone(),
        Code::RestNamed => words.lint_rest_named.clone(),
        Code::ClassBoth(id) => words.lint_class_both(id),
        Code::NeverAsked => words.lint_never_asked.clone(),
        Code::OneEquivalent => words.lint_one_equivalent.clone(),
        Code::AboutUnknown(id) => words.lint_about_unknown(id),
        Code::AboutLacks(id) => words.lint_about_lacks(id),
        Code::UsualUnknown(id) => words.lint_usual_unknown(id),
        Code::BlocksUnknown(id) => words.lint_blocks_unknown(id),
        Code::ParameterUnknown(id) => words.lint_parameter_unknown(id),
        Code::OfferWithoutSource => words.lint_offer_without_source.clone(),
        Code::OfferUnreadable(code) => words.lint_offer_unreadable(code_text(code, words)),
        Code::TextMissing(missing) => words.lint_text_missing(tongue(*missing, words)),
        Code::TextSame => words.lint_text_same.clone(),
        Code::NotTranslated(missing) => words.lint_not_translated(tongue(*missing, words)),
        Code::FiguresDiffer(english, chinese) => {
            let list = |own: &[String]| {
                if own.is_empty() { words.none.clone() } else { own.join(&words.list_separator) }
            };
            words.lint_figures_differ(list(english), list(chinese))
        }
        Code::FigureNotNamed(figure, missing) => {
            words.lint_figure_not_named(figure_text(figure, words), tongue(*missing, words))
        }
        Code::FigureOfTextOnly(figure, own) => words.lint_figure_of_text_only(tongue(*own, words), figure),
        Code::FigureOfOther(item, figure, own) => {
            words.lint_figure_of_other(tongue(*own, words), figure, item)
        }
        Code::Implausible(code) => words.lint_implausible(code_text(code, words)),
        Code::ReadingsSame(one, other) => words.lint_readings_same(one, other),
        Code::NeverDiffer(one, other) => words.lint_never_differ(one, other),
        Code::ReadingsElsewhere(id) => words.lint_readings_elsewhere(id),
        Code::AlwaysHolds => words.lint_always_holds.clone(),
        Code::NeverHolds => words.lint_never_holds.clone(),
        Code::NoEffect => words.lint_no_effect.clone(),
        Code::Unreachable => words.lint_branch.clone(),
        Code::NoCase(id) => words.lint_no_case(id),
        Code::Open => {
            let question =
                protocol.questions.iter().find(|own| finding.place == format!("questions[{}]", own.id));
            question.map_or_else(String::new, |question| language.of(&question.ask).to_owned())
        }
    }
}

const fn tongue(tongue: Tongue, words: &Catalogue) -> &str {
    match tongue {
        Tongue::English => words.lint_english.as_str(),
        Tongue::Chinese => words.lint_chinese.as_str(),
    }
}

fn figure_text(figure: &Figure, words: &Catalogue) -> String {
    match figure {
        Figure::Limit(Typed { value, unit }) => format!("{value} {unit}").trim().to_owned(),
        Figure::TimesUln(factor) => words.lint_times_uln(factor),
        Figure::Window(window) => span(window, words),
    }
}
