//! Figures of the text against the rule: one that no sentence of the rule has, and one that the rule has for another
//! item.

use super::{
    Code, Figure, Finding, Tongue,
    figures::{figures, length},
    numbers::{Marked, Numbers, Unit, marked, numbers},
};
use crate::{
    model::{Criterion, Item, Kind, Limit, Protocol, Words},
    quantity::{Exact, Style, read_number},
};

/// Looks at one language of a criterion of which every figure of the rule is named.
pub(super) fn check(protocol: &Protocol, criterion: &Criterion, tongue: Tongue, found: &mut Vec<Finding>) {
    let text = of(&criterion.text, tongue);
    let place = || format!("criteria[{}].text", criterion.id);
    let known = Known::new(protocol, criterion, tongue);
    for figure in marked(text).into_iter().filter(|figure| !known.has(figure)) {
        found.push(Finding::new(place(), Code::FigureOfTextOnly(figure.text, tongue)));
    }
    for (item, figure) in of_others(protocol, criterion, tongue) {
        found.push(Finding::new(place(), Code::FigureOfOther(item.to_owned(), figure, tongue)));
    }
}

fn of(words: &Words, tongue: Tongue) -> &str {
    match tongue {
        Tongue::English => &words.en,
        Tongue::Chinese => &words.zh_cn,
    }
}

/// The figures that the rule has, those in the questions that it asks, and those of readings and remarks.
struct Known {
    values: Vec<Exact>,
    spans: Vec<(Unit, Exact)>,
    asked: Vec<Numbers>,
}

impl Known {
    fn new(protocol: &Protocol, criterion: &Criterion, tongue: Tongue) -> Self {
        let mut known = Self { values: Vec::new(), spans: Vec::new(), asked: Vec::new() };
        for figure in figures(&criterion.rule) {
            match figure {
                Figure::Limit(typed) => known.values.extend(value(&typed.value)),
                Figure::TimesUln(factor) => known.values.extend(value(&factor)),
                Figure::Window(span) => known.spans.extend(length(&span)),
            }
        }
        let mut ask = |words: &Words| known.asked.push(numbers(of(words, tongue)));
        for id in criterion.rule.items() {
            let Some(item) = protocol.items.iter().find(|item| item.id == id) else { continue };
            ask(&item.ask);
            if let Kind::Choice(answers) = &item.kind {
                for answer in answers {
                    ask(&answer.text);
                }
            }
            for class in &item.classes {
                ask(&class.text);
            }
        }
        // A site parameter can be any figure.
        for id in criterion.rule.parameters() {
            if let Some(parameter) = protocol.parameters.iter().find(|parameter| parameter.id == *id) {
                ask(&parameter.what);
            }
        }
        known
    }

    fn has(&self, figure: &Marked) -> bool {
        let value = figure.values.iter().any(|value| self.values.contains(value));
        let span = figure.span.as_ref().is_some_and(|span| self.spans.contains(span));
        value
            || span
            || self.asked.iter().any(|asked| match &figure.span {
                Some(span) => asked.spans.contains(span),
                None => figure.values.iter().any(|value| asked.products.contains(value)),
            })
    }
}

fn value(text: &str) -> Option<Exact> {
    // What cannot be read is refused elsewhere.
    read_number(text, Style::Plain).ok().map(|number| number.value)
}

/// What the text says right after an item, where the rule has no such limit for it.
fn of_others<'p>(protocol: &'p Protocol, criterion: &'p Criterion, tongue: Tongue) -> Vec<(&'p str, String)> {
    let written = of(&criterion.text, tongue);
    // Letters of one byte only, so that places are the same in both.
    let text = written.to_ascii_lowercase();
    let mut mentions: Vec<(usize, usize, &str)> = Vec::new();
    let mut limits: Vec<(&str, Option<Exact>)> = Vec::new();
    for (id, _, limit) in criterion.rule.comparisons() {
        limits.push((
            id,
            match limit {
                Limit::Value(typed) => value(&typed.value),
                Limit::TimesUln(factor) => value(factor),
                Limit::Parameter(_) => None,
            },
        ));
        let Some(item) = protocol.items.iter().find(|item| item.id == *id) else { continue };
        if let Some((at, long)) = mention(&text, item, tongue)
            && !mentions.iter().any(|(.., known)| known == id)
        {
            mentions.push((at, long, id));
        }
    }
    // Of two that begin at one place the longer is meant.
    let all = mentions.clone();
    mentions.retain(|(at, long, _)| !all.iter().any(|(other, longer, _)| other == at && longer > long));
    mentions.sort_unstable();
    let mut found = Vec::new();
    for (place, (at, long, id)) in mentions.iter().enumerate() {
        let end = mentions.get(place + 1).map_or(text.len(), |(next, ..)| *next);
        let Some(after) = written.get(at + long..end) else { continue };
        let Some(figure) = marked(after).into_iter().find(|figure| figure.span.is_none()) else { continue };
        let own = || limits.iter().filter(|(known, _)| known == id).map(|(_, limit)| limit);
        let open = own().any(Option::is_none);
        if !open && !own().flatten().any(|limit| figure.values.contains(limit)) {
            found.push((*id, figure.text));
        }
    }
    found
}

/// Where the text speaks of an item: the place, and how long its name is there.
fn mention(text: &str, item: &Item, tongue: Tongue) -> Option<(usize, usize)> {
    let name = of(item.name.as_ref().unwrap_or(&item.ask), tongue).to_ascii_lowercase();
    let name = name.split([',', '(', ';', ':', '，', '（', '；', '：']).next().unwrap_or_default().trim();
    match tongue {
        Tongue::English => {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let apart = |at: &usize| {
                let (before, after) = (text.get(..*at), text.get(at + name.len()..));
                !letter(before.and_then(|before| before.chars().next_back()))
                    && !letter(after.and_then(|after| after.chars().next()))
            };
            let found = text.match_indices(name).map(|(at, _)| at).find(apart);
            found.filter(|_| !name.is_empty()).map(|at| (at, name.len()))
        }
        // Texts shorten names from behind: 血小板 for 血小板计数.
        Tongue::Chinese => {
            let ends: Vec<usize> = name.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            let least = ends.len().div_ceil(2).max(2);
            let prefixes = ends.iter().enumerate().rev().filter(|(place, _)| place + 1 >= least);
            prefixes
                .filter_map(|(_, end)| name.get(..*end))
                .find_map(|prefix| text.find(prefix).map(|at| (at, prefix.len())))
        }
    }
}
