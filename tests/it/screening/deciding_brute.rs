//! What would decide it, against brute force: every rule of three questions, every state of them, every answer tried.

use crate::kit::{laboratories, now, protocol, site};
use cardose::{
    engine::{
        Context, derive,
        evidence::{Entry, outcome::Outcome},
    },
    model::{
        Ambiguity, Draft, Protocol, Reading, ReadingChoice, Rule, Site, Statement, Value, Words,
        sentence::Connective,
    },
};

const ITEMS: [&str; 3] = ["informed_consent", "active_infection", "cns_tumour"];
const QUESTION: &str = "dyspnoea_or_spo2";
const READINGS: [&str; 2] = ["either", "both"];

fn yes(item: usize) -> Rule {
    Rule::is(ITEMS[item].into(), "Yes".into())
}

fn readings(first: Rule, second: Rule) -> Rule {
    let reading = |id: &str| Reading { id: id.to_owned(), text: Words::default() };
    let readings = READINGS.map(reading).to_vec();
    Rule::readings(Ambiguity { question: QUESTION.into(), readings }, vec![first, second])
}

/// Two rules made into one, in every way that two can be.
fn pairs(left: &Rule, right: &Rule) -> Vec<Rule> {
    let (l, r) = (|| left.clone(), || right.clone());
    vec![Rule::all(vec![l(), r()]), Rule::any(vec![l(), r()]), readings(l(), r())]
}

/// Every rule up to three leaves in which a question may come back.
fn rules() -> Vec<Rule> {
    let mut leaves: Vec<Rule> = (0..3).map(yes).collect();
    leaves.extend((0..3).map(|item| Rule::not(yes(item))));
    let mut two = Vec::new();
    for left in &leaves {
        for right in &leaves {
            two.extend(pairs(left, right));
        }
    }
    let mut all = leaves.clone();
    for left in &two {
        for right in &leaves {
            // No readings within readings of the same question.
            let nested = left.question().is_some();
            all.extend(pairs(left, right).into_iter().filter(|rule| !(nested && rule.question().is_some())));
        }
    }
    for first in &leaves {
        for second in &leaves {
            for third in &leaves {
                all.push(Rule::when(first.clone(), second.clone(), third.clone()));
            }
        }
    }
    all.extend(two);
    all
}

/// Every place where an item stands, with its sign; a condition has neither, it stands for both.
fn places<'r>(rule: &'r Rule, sign: Option<bool>, found: &mut Vec<(&'r str, Option<bool>)>) {
    if let Some(item) = rule.statement().and_then(Statement::item) {
        found.push((item, sign));
    }
    let turns = rule.connective().is_some_and(Connective::turns);
    let (condition, others) = rule.choice();
    if let Some(condition) = condition {
        places(condition, None, found);
    }
    for rule in others {
        places(rule, sign.map(|sign| sign != turns), found);
    }
}

/// One item with both signs, as in `a or (not a and b)`. No sentence of the registry reads so.
fn contrived(rule: &Rule) -> bool {
    let mut found = Vec::new();
    places(rule, Some(true), &mut found);
    found.iter().enumerate().any(|(place, (item, sign))| {
        let rest = &found[place + 1..];
        rest.iter().any(|(other, other_sign)| other == item && (sign.is_none() || other_sign != sign))
    })
}

/// A protocol whose rows are these rules.
fn protocol_of(rules: &[Rule]) -> Protocol {
    let mut protocol = protocol();
    let row = protocol.criteria[0].clone();
    protocol.criteria = rules
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let mut row = row.clone();
            row.id = format!("R{index}");
            row.rule = rule.clone();
            row
        })
        .collect();
    protocol
}

fn draft(state: [Option<bool>; 3]) -> Draft {
    let mut draft = crate::kit::eligible();
    draft.assessments.truncate(1);
    draft.assessments[0].results.clear();
    draft.lots.clear();
    draft.infusions.clear();
    for (item, answer) in ITEMS.iter().zip(state) {
        let value = match answer {
            Some(true) => Value::Yes,
            Some(false) => Value::No,
            None => continue,
        };
        draft.assessments[0].results.push(cardose::model::Finding {
            of: (*item).into(),
            value,
            ..Default::default()
        });
    }
    draft
}

/// Outcome and deciding entries of every row.
fn rows(context: &Context, state: [Option<bool>; 3]) -> Vec<(Outcome, Vec<Entry>)> {
    let derived = derive(&draft(state), context);
    derived.stages[0].rows.iter().map(|row| (row.outcome, row.decided_by.clone())).collect()
}

fn states() -> Vec<[Option<bool>; 3]> {
    let answer = |digit: usize| [None, Some(false), Some(true)][digit % 3];
    (0..27).map(|number| [answer(number), answer(number / 3), answer(number / 9)]).collect()
}

/// Every rule and state where the program and brute force name other entries.
fn mismatches(rules: &[Rule]) -> Vec<String> {
    let protocol = protocol_of(rules);
    let bare = Site { schema: 1, ..Site::default() };
    let context = |site: &Site| Context::new(&protocol, site, &laboratories(), now()).unwrap();
    let open = context(&bare);
    let settled = READINGS.map(|reading| {
        let source = "test".to_owned();
        let choice = ReadingChoice { question: QUESTION.into(), reading: reading.into(), source };
        context(&Site { readings: vec![choice], ..bare.clone() })
    });
    let mut wrong = Vec::new();
    for state in states() {
        let found = rows(&open, state);
        let mut brute: Vec<Vec<Entry>> = vec![Vec::new(); rules.len()];
        let mut decide = |entry: Entry, tried: Vec<Vec<(Outcome, Vec<Entry>)>>| {
            for (row, entries) in brute.iter_mut().enumerate() {
                if tried.iter().any(|rows| rows[row].0 != Outcome::Unknown) {
                    entries.push(entry.clone());
                }
            }
        };
        for (item, id) in ITEMS.iter().enumerate().filter(|(item, _)| state[*item].is_none()) {
            let answered = |answer: bool| {
                let mut tried = state;
                tried[item] = Some(answer);
                rows(&open, tried)
            };
            decide(Entry::Finding((*id).into()), vec![answered(false), answered(true)]);
        }
        decide(Entry::Question(QUESTION.into()), settled.iter().map(|site| rows(site, state)).collect());
        for (row, (outcome, entries)) in
            found.iter().enumerate().filter(|(_, (outcome, _))| *outcome == Outcome::Unknown)
        {
            let (mut entries, mut expected) = (entries.clone(), brute[row].clone());
            entries.sort();
            expected.sort();
            if entries != expected {
                wrong.push(format!(
                    "{:?} in {state:?} {outcome:?}: {entries:?}, by trying {expected:?}",
                    rules[row]
                ));
            }
        }
    }
    wrong
}

#[test]
fn against_brute_force() {
    let rules: Vec<Rule> = rules().into_iter().filter(|rule| !contrived(rule)).collect();
    assert!(rules.len() > 200, "{}", rules.len());
    let wrong = mismatches(&rules);
    assert!(wrong.is_empty(), "{} of {} rules, first: {:#?}", wrong.len(), rules.len(), wrong.first());
}

/// A question that comes back with the opposite sign: no answer is yes in one place and no in another.
#[test]
fn one_answer_is_the_same_everywhere() {
    let rules: Vec<Rule> = rules().into_iter().filter(contrived).collect();
    let wrong = mismatches(&rules);
    assert!(wrong.is_empty(), "{} of {} rules, first: {:#?}", wrong.len(), rules.len(), wrong.first());
}

/// The example site settles everything but one question; the protocol itself reads as before.
#[test]
fn the_site_is_read() {
    assert!(Context::new(&protocol(), &site(), &laboratories(), now()).is_ok());
}
