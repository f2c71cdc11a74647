//! The boundary tables notice a wrong rule: always true, always false, and a limit that is strict where it should
//! not be.

use super::boundary::{boundaries, mismatches};
use crate::kit::{laboratories, now, protocol, site};
use cardose::{
    engine::Context,
    model::{Limit, Protocol, Rule, Typed},
};

fn context_of(protocol: &Protocol) -> Context {
    Context::new(protocol, &site(), &laboratories(), now()).unwrap()
}

/// How many checks of a criterion's tables turn red under this protocol.
fn red(criterion: &str, protocol: &Protocol) -> usize {
    let context = context_of(protocol);
    let own = boundaries().into_iter().filter(|limit| limit.id.split('.').next() == Some(criterion));
    own.map(|limit| mismatches(&limit, &context).len()).sum()
}

fn with_rule(criterion: &str, rule: Rule) -> Protocol {
    let mut protocol = protocol();
    protocol.criteria.iter_mut().find(|row| row.id == criterion).unwrap().rule = rule;
    protocol
}

#[test]
fn five_rules_made_constant() {
    for criterion in ["I8", "I9", "E4", "E5", "I11"] {
        assert_eq!(red(criterion, &protocol()), 0, "{criterion} as it is");
        for rule in [Rule::Holds, Rule::Not(Box::new(Rule::Holds))] {
            assert!(red(criterion, &with_rule(criterion, rule.clone())) > 0, "{criterion}: {rule:?}");
        }
    }
}

/// Every comparison of a rule by itself, changed by `change`.
pub(crate) fn mutants(rule: &Rule, change: &dyn Fn(&Rule) -> Option<Rule>) -> Vec<Rule> {
    if let Some(changed) = change(rule) {
        return vec![changed];
    }
    let list = |rules: &[Rule], wrap: fn(Vec<Rule>) -> Rule| -> Vec<Rule> {
        let each = |index: usize| {
            mutants(&rules[index], change).into_iter().map(move |changed| {
                let mut rules = rules.to_vec();
                rules[index] = changed;
                wrap(rules)
            })
        };
        (0..rules.len()).flat_map(each).collect()
    };
    match rule {
        Rule::All(rules) => list(rules, Rule::All),
        Rule::Any(rules) => list(rules, Rule::Any),
        Rule::Not(inner) => {
            mutants(inner, change).into_iter().map(|rule| Rule::Not(Box::new(rule))).collect()
        }
        Rule::Part(id, inner) => {
            mutants(inner, change).into_iter().map(|rule| Rule::Part(id.clone(), Box::new(rule))).collect()
        }
        Rule::When(first, second, third) => {
            let branches = [&**first, &**second, &**third].map(Clone::clone);
            let wrap: fn(Vec<Rule>) -> Rule = |rules| {
                let [first, second, third] = <[Rule; 3]>::try_from(rules).unwrap().map(Box::new);
                Rule::When(first, second, third)
            };
            list(&branches, wrap)
        }
        Rule::Readings { question, of } => (0..of.len())
            .flat_map(|index| {
                mutants(&of[index].rule, change).into_iter().map(move |changed| {
                    let mut of = of.clone();
                    of[index].rule = changed;
                    Rule::Readings { question: question.clone(), of }
                })
            })
            .collect(),
        Rule::AtLeast(..)
        | Rule::Above(..)
        | Rule::AtMost(..)
        | Rule::Below(..)
        | Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. }
        | Rule::Holds => Vec::new(),
    }
}

/// Inclusive made strict and strict made inclusive.
fn other_edge(rule: &Rule) -> Option<Rule> {
    Some(match rule.clone() {
        Rule::AtLeast(item, limit) => Rule::Above(item, limit),
        Rule::Above(item, limit) => Rule::AtLeast(item, limit),
        Rule::AtMost(item, limit) => Rule::Below(item, limit),
        Rule::Below(item, limit) => Rule::AtMost(item, limit),
        Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. }
        | Rule::Holds
        | Rule::All(_)
        | Rule::Any(_)
        | Rule::Not(_)
        | Rule::Part(..)
        | Rule::When(..)
        | Rule::Readings { .. } => return None,
    })
}

/// A limit a thousandth larger.
fn larger_limit(rule: &Rule) -> Option<Rule> {
    let grow = |limit: &Limit| match limit {
        Limit::Value(typed) => {
            let value = crate::kit::x(&typed.value) * crate::kit::x("1.001");
            Limit::Value(Typed::new(&value.to_string(), &typed.unit))
        }
        Limit::TimesUln(factor) => {
            Limit::TimesUln((crate::kit::x(factor) * crate::kit::x("1.001")).to_string())
        }
        Limit::Parameter(id) => Limit::Parameter(id.clone()),
    };
    Some(match rule {
        Rule::AtLeast(item, limit) => Rule::AtLeast(item.clone(), grow(limit)),
        Rule::Above(item, limit) => Rule::Above(item.clone(), grow(limit)),
        Rule::AtMost(item, limit) => Rule::AtMost(item.clone(), grow(limit)),
        Rule::Below(item, limit) => Rule::Below(item.clone(), grow(limit)),
        Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. }
        | Rule::Holds
        | Rule::All(_)
        | Rule::Any(_)
        | Rule::Not(_)
        | Rule::Part(..)
        | Rule::When(..)
        | Rule::Readings { .. } => return None,
    })
}

/// The readings that the example site has not taken cannot show in its outcomes: one comparison of I5, one of I10,
/// one of I12 and one of E4.
#[test]
fn every_comparison_is_watched() {
    for (criterion, comparisons, unread) in [
        ("I5", 4, 1),
        ("I8", 4, 0),
        ("I9", 5, 0),
        ("I10", 3, 1),
        ("I11", 1, 0),
        ("I12", 2, 1),
        ("E4", 2, 1),
        ("E5", 2, 0),
        ("E6", 1, 0),
    ] {
        let rule = protocol().criteria.into_iter().find(|row| row.id == criterion).unwrap().rule;
        let changes: [fn(&Rule) -> Option<Rule>; 2] = [other_edge, larger_limit];
        for change in changes {
            let mutants = mutants(&rule, &change);
            assert_eq!(mutants.len(), comparisons, "{criterion}");
            let unnoticed =
                mutants.iter().filter(|rule| red(criterion, &with_rule(criterion, (*rule).clone())) == 0);
            assert_eq!(unnoticed.count(), unread, "{criterion}");
        }
    }
}
