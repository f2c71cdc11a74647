//! The boundary tables notice a wrong rule: always true, always false, and a limit that is strict where it should
//! not be.

use super::boundary::{boundaries, mismatches};
use crate::kit::{
    laboratories, now, protocol,
    rules::{each_replaced, other_edge},
    site,
};
use cardose::{
    engine::Context,
    model::{Limit, Protocol, Rule, Statement, Typed},
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
        for rule in [Rule::holds(), Rule::not(Rule::holds())] {
            assert!(red(criterion, &with_rule(criterion, rule.clone())) > 0, "{criterion}: {rule:?}");
        }
    }
}

/// Inclusive made strict and strict made inclusive.
fn at_the_other_edge(statement: &Statement) -> Option<Rule> {
    let (item, relation, limit) = statement.comparison()?;
    Some(Rule::compare(item.clone(), other_edge(relation), limit.clone()))
}

/// A limit a thousandth larger.
fn larger_limit(statement: &Statement) -> Option<Rule> {
    let (item, relation, limit) = statement.comparison()?;
    let limit = match limit {
        Limit::Value(typed) => {
            let value = crate::kit::x(&typed.value) * crate::kit::x("1.001");
            Limit::Value(Typed::new(&value.to_string(), &typed.unit))
        }
        Limit::TimesUln(factor) => {
            Limit::TimesUln((crate::kit::x(factor) * crate::kit::x("1.001")).to_string())
        }
        Limit::Parameter(id) => Limit::Parameter(id.clone()),
    };
    Some(Rule::compare(item.clone(), relation, limit))
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
        let changes: [fn(&Statement) -> Option<Rule>; 2] = [at_the_other_edge, larger_limit];
        for change in changes {
            let mutants = each_replaced(&rule, &change);
            assert_eq!(mutants.len(), comparisons, "{criterion}");
            let unnoticed =
                mutants.iter().filter(|rule| red(criterion, &with_rule(criterion, (*rule).clone())) == 0);
            assert_eq!(unnoticed.count(), unread, "{criterion}");
        }
    }
}
