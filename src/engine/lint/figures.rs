//! Figures of the text against figures of the rule, and of one language against the other.

use super::{
    Code, Figure, Finding, Tongue,
    numbers::{Numbers, Unit, numbers},
};
use crate::{
    engine::rules::{comparison, rule_path, texts, walk},
    model::{Criterion, Limit, Protocol, Rule, Span, Words},
    quantity::{Exact, Style, read_number},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for criterion in &protocol.criteria {
        if let Some(code) = differ(&criterion.text) {
            found.push(Finding::new(format!("criteria[{}].text", criterion.id), code));
        }
        named(criterion, found);
    }
}

fn differ(words: &Words) -> Option<Code> {
    // A text that is missing is a finding of its own.
    if words.en.trim().is_empty() || words.zh_cn.trim().is_empty() {
        return None;
    }
    let (english, chinese) = (numbers(&words.en).plain, numbers(&words.zh_cn).plain);
    let only = |own: &std::collections::BTreeSet<Exact>, other| {
        own.difference(other).map(Exact::to_string).collect()
    };
    (english != chinese).then(|| Code::FiguresDiffer(only(&english, &chinese), only(&chinese, &english)))
}

/// Every figure of the rule stands in the text, in a note or in a reading, in both languages.
fn named(criterion: &Criterion, found: &mut Vec<Finding>) {
    let texts = texts(criterion);
    let english: Vec<Numbers> = texts.iter().map(|words| numbers(&words.en)).collect();
    let chinese: Vec<Numbers> = texts.iter().map(|words| numbers(&words.zh_cn)).collect();
    for figure in figures(&criterion.rule) {
        for (tongue, texts) in [(Tongue::English, &english), (Tongue::Chinese, &chinese)] {
            if !texts.iter().any(|text| names(text, &figure)) {
                found.push(Finding::new(rule_path(criterion), Code::FigureNotNamed(figure.clone(), tongue)));
            }
        }
    }
}

fn figures(rule: &Rule) -> Vec<Figure> {
    let mut found = Vec::new();
    walk(rule, &mut |rule| {
        match comparison(rule) {
            Some((_, _, Limit::Value(typed))) => found.push(Figure::Limit(typed.clone())),
            Some((_, _, Limit::TimesUln(factor))) => found.push(Figure::TimesUln(factor.clone())),
            Some((_, _, Limit::Parameter(_))) | None => {}
        }
        if let Rule::Happened { window, above, .. } = rule {
            spans(window, &mut found);
            found.extend(above.clone().map(Figure::Limit));
        }
    });
    found
}

fn spans(span: &Span, found: &mut Vec<Figure>) {
    match span {
        Span::Shorter(list) => list.iter().for_each(|span| spans(span, found)),
        Span::Ever => {}
        Span::Hours(_) | Span::Days(_) | Span::Months(_) | Span::Years(_) | Span::HalfLives(_) => {
            found.push(Figure::Window(span.clone()));
        }
    }
}

fn names(text: &Numbers, figure: &Figure) -> bool {
    match figure {
        // What cannot be read is refused elsewhere.
        Figure::Limit(typed) => read_number(&typed.value, Style::Plain)
            .map_or(true, |number| text.products.contains(&number.value)),
        Figure::TimesUln(factor) => {
            read_number(factor, Style::Plain).map_or(true, |number| text.plain.contains(&number.value))
        }
        Figure::Window(span) => length(span).is_none_or(|length| text.spans.contains(&length)),
    }
}

fn length(span: &Span) -> Option<(Unit, Exact)> {
    let (unit, number) = match span {
        Span::Hours(number) => (Unit::Hour, i64::from(*number)),
        Span::Days(number) => (Unit::Day, i64::from(*number)),
        Span::Months(number) => (Unit::Month, i64::from(*number)),
        Span::Years(number) => (Unit::Month, i64::from(*number) * 12),
        Span::HalfLives(number) => (Unit::HalfLife, i64::from(*number)),
        Span::Shorter(_) | Span::Ever => return None,
    };
    Some((unit, Exact::from(number)))
}
