//! Figures of the text against figures of the rule, and of one language against the other.

use super::{
    Code, Figure, Finding, Tongue,
    numbers::{Numbers, Unit, numbers},
    text_figures,
};
use crate::{
    engine::protocol::rules::{rule_path, texts},
    model::{Criterion, Happened, Limit, Protocol, Rule, Span, Statement, Words},
    quantity::{Exact, Style, read_number},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for criterion in &protocol.criteria {
        let differ = differ(&criterion.text);
        let same = differ.is_none();
        found.extend(differ.map(|code| Finding::new(format!("criteria[{}].text", criterion.id), code)));
        for tongue in [Tongue::English, Tongue::Chinese] {
            // One slip is one finding: the other way round is looked at where this way nothing is wrong.
            if named(criterion, tongue, found) && same {
                text_figures::check(protocol, criterion, tongue, found);
            }
        }
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

/// Whether every figure of the rule stands in the text, in a note or in a reading of this language.
fn named(criterion: &Criterion, tongue: Tongue, found: &mut Vec<Finding>) -> bool {
    let of = |words: &Words| match tongue {
        Tongue::English => numbers(&words.en),
        Tongue::Chinese => numbers(&words.zh_cn),
    };
    let texts: Vec<Numbers> = texts(criterion).into_iter().map(of).collect();
    let figures = figures(&criterion.rule).into_iter();
    let missing: Vec<Figure> =
        figures.filter(|figure| !texts.iter().any(|text| names(text, figure))).collect();
    let all = missing.is_empty();
    let code = |figure| Finding::new(rule_path(criterion), Code::FigureNotNamed(figure, tongue));
    found.extend(missing.into_iter().map(code));
    all
}

pub(super) fn figures(rule: &Rule) -> Vec<Figure> {
    let mut found = Vec::new();
    for statement in rule.statements() {
        match statement {
            Statement::Compare(_, _, Limit::Value(typed)) => found.push(Figure::Limit(typed.clone())),
            Statement::Compare(_, _, Limit::TimesUln(factor)) => found.push(Figure::TimesUln(factor.clone())),
            Statement::Happened(Happened { window, above, running, .. }) => {
                spans(window, &mut found);
                found.extend(above.clone().map(Figure::Limit));
                found.extend(running.as_ref().map(|running| Figure::Window(Span::Days(running.days))));
            }
            Statement::Compare(_, _, Limit::Parameter(_)) | Statement::Is(..) | Statement::Sex(_) => {}
        }
    }
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

pub(super) fn length(span: &Span) -> Option<(Unit, Exact)> {
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
