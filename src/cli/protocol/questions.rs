//! `cardose protocol questions` and `letter`: what the sponsor has to answer.

use super::told::{Done, json_told, told};
use crate::{
    cli::{
        arguments::Format,
        exit::Exit,
        input::Base,
        protocol_arguments::{ContextualArguments, LetterArguments, LetterLanguage},
        remark::say,
    },
    engine::site::open_questions::register,
    i18n::Language,
    report::{self, questions_outcome, text},
};

pub(super) fn run(arguments: &ContextualArguments) -> Done {
    let base = Base::read(&arguments.context)?;
    let context = base.context(false)?;
    let protocol = &base.plan.protocol;
    let registered = register(protocol, &context.site);
    if arguments.format == Format::Json {
        return Ok((json_told(questions_outcome(&registered), base.remarks())?, Exit::Done));
    }
    let language: Language = arguments.language.into();
    let document = report::questions(protocol, &registered, language);
    Ok((told(document, base.remarks(), language), Exit::Done))
}

pub(super) fn letter(arguments: &LetterArguments) -> Done {
    let base = Base::read(&arguments.context)?;
    let context = base.context(false)?;
    // A letter goes to the sponsor as it is.
    say(base.remarks());
    let languages: &[Language] = match arguments.language {
        LetterLanguage::En => &[Language::English],
        LetterLanguage::Zh => &[Language::Chinese],
        LetterLanguage::Both => &[Language::English, Language::Chinese],
    };
    let letters = languages.iter().map(|language| {
        let today = base.now.date();
        let document =
            report::letter(&base.plan.protocol, &base.protocol_hash, &context.site, today, *language);
        text::render(&document, language.catalogue())
    });
    Ok((letters.collect::<Vec<_>>().join("\n\n"), Exit::Done))
}
