//! Rules of a protocol with something of them changed.

use cardose::model::{Ambiguity, Happened, Limit, Relation, Rule, Statement};

/// The rule with every statement that is not left as it is replaced by another rule.
pub(crate) fn replaced(rule: &Rule, change: &dyn Fn(&Statement) -> Option<Rule>) -> Rule {
    match rule.statement() {
        Some(statement) => change(statement).unwrap_or_else(|| rule.clone()),
        None => rule.over(rule.children().iter().map(|child| replaced(child, change)).collect()),
    }
}

/// Every rule with one statement of it replaced.
pub(crate) fn each_replaced(rule: &Rule, change: &dyn Fn(&Statement) -> Option<Rule>) -> Vec<Rule> {
    if let Some(statement) = rule.statement() {
        return change(statement).into_iter().collect();
    }
    let each = |place: usize| {
        each_replaced(&rule.children()[place], change).into_iter().map(move |changed| {
            let mut rules = rule.children().to_vec();
            rules[place] = changed;
            rule.over(rules)
        })
    };
    (0..rule.children().len()).flat_map(each).collect()
}

/// Changes every window in the rule.
pub(crate) fn change_windows(rule: &mut Rule, change: impl Fn(&mut Happened)) {
    *rule = replaced(rule, &|statement| {
        let Statement::Happened(happened) = statement else { return None };
        let mut happened = happened.clone();
        change(&mut happened);
        Some(Rule::of(Statement::Happened(happened)))
    });
}

/// Changes the limit of every value that the rule compares.
pub(crate) fn change_limits(rule: &mut Rule, change: impl Fn(&str, &mut Limit)) {
    *rule = replaced(rule, &|statement| {
        let (item, relation, limit) = statement.comparison()?;
        let mut limit = limit.clone();
        change(item, &mut limit);
        Some(Rule::compare(item.clone(), relation, limit))
    });
}

/// Changes the readings of a rule that is nothing else.
pub(crate) fn change_readings(rule: &mut Rule, change: impl Fn(&mut Ambiguity, &mut Vec<Rule>)) {
    let mut asked = rule.question().expect("a rule with readings").clone();
    let mut rules = rule.children().to_vec();
    change(&mut asked, &mut rules);
    *rule = Rule::readings(asked, rules);
}

/// Takes a part out of a list of parts.
pub(crate) fn without_part(rule: &mut Rule, id: &str) {
    let rest = rule.children().iter().filter(|part| part.part_id().is_none_or(|own| own != id));
    *rule = rule.over(rest.cloned().collect());
}

/// Inclusive made strict and strict made inclusive.
pub(crate) const fn other_edge(relation: Relation) -> Relation {
    match relation {
        Relation::AtLeast => Relation::Above,
        Relation::Above => Relation::AtLeast,
        Relation::AtMost => Relation::Below,
        Relation::Below => Relation::AtMost,
    }
}
