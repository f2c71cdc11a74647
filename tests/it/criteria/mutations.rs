//! The tables notice every rule that is taken away: of each criterion, and of each sentence in it.

use super::{
    kit::judge,
    readings,
    table::{TABLE, context_of},
};
use crate::kit::{protocol, rules::each_replaced};
use cardose::model::{Protocol, Rule, Statement};

/// How many lines of the table turn red for this criterion.
fn red(criterion: &str, protocol: &Protocol) -> usize {
    let context = context_of(protocol);
    let own = TABLE.iter().filter(|(id, ..)| *id == criterion);
    let lines = own.filter(|(id, change, expected)| judge(change, &context, id) != *expected).count();
    lines + readings::wrong(criterion, protocol).len()
}

fn with_rule(criterion: &str, rule: Rule) -> Protocol {
    let mut protocol = protocol();
    protocol.criteria.iter_mut().find(|row| row.id == criterion).unwrap().rule = rule;
    protocol
}

fn constants() -> [Rule; 2] {
    [Rule::holds(), Rule::not(Rule::holds())]
}

#[test]
fn deleting_the_rule_of_any_criterion_is_noticed() {
    let criteria = protocol().criteria;
    assert_eq!(criteria.len(), 41);
    for criterion in criteria {
        for rule in constants() {
            let red = red(&criterion.id, &with_rule(&criterion.id, rule.clone()));
            assert!(red > 0, "{}: {rule:?}", criterion.id);
        }
    }
}

#[test]
fn deleting_any_sentence_is_noticed() {
    let mut unnoticed = Vec::new();
    for criterion in protocol().criteria {
        for constant in constants() {
            let leaf = |_: &Statement| Some(constant.clone());
            for (place, mutant) in each_replaced(&criterion.rule, &leaf).into_iter().enumerate() {
                if red(&criterion.id, &with_rule(&criterion.id, mutant)) == 0 {
                    unnoticed.push(format!("{} sentence {place} as {constant:?}", criterion.id));
                }
            }
        }
    }
    assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
}
