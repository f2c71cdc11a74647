//! The lists of a protocol file, one line for each row, both languages of it: what a comparison of two versions shows.

use super::speaker::{Speaker, typed};
use crate::model::{Answer, Class, Equivalent, Offer, Words};

pub(crate) fn answer(speaker: &Speaker<'_>, answer: &Answer) -> Vec<String> {
    let settles_nothing = (!answer.decides).then_some(&speaker.words.diff_settles_nothing);
    row(&answer.id, &answer.text, settles_nothing)
}

pub(crate) fn class(speaker: &Speaker<'_>, class: &Class) -> Vec<String> {
    row(&class.id, &class.text, class.one_day.then_some(&speaker.words.diff_one_day))
}

/// Agent in both languages, every other name, and the dose.
pub(crate) fn equivalent(row: &Equivalent) -> String {
    let names: Vec<&str> =
        [&row.agent.en, &row.agent.zh_cn].into_iter().chain(&row.names).map(String::as_str).collect();
    format!("{}: {} mg", names.join(" / "), row.dose)
}

pub(crate) fn offer(speaker: &Speaker<'_>, offer: &Offer) -> String {
    speaker.words.parameter_set(typed(&offer.value), &offer.source)
}

fn row(id: &str, text: &Words, more: Option<&String>) -> Vec<String> {
    let more = more.map_or_else(String::new, |more| format!(" [{more}]"));
    vec![format!("{id}: {} / {}{more}", text.en, text.zh_cn)]
}
