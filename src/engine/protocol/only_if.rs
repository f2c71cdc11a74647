//! Whether a question is asked at all: some are asked only after a certain answer to another.

use super::rules::SEX;
use crate::{
    engine::moment::read_moment,
    model::{Draft, Kind, Protocol, Rule, Statement, Truth, Value},
};

/// Whether the condition of a question holds by the latest answers typed.
pub fn asked(draft: &Draft, protocol: &Protocol, condition: &Rule) -> Truth {
    let mut leaf = |_: &Rule, statement: &Statement| match statement {
        Statement::Is(item, wanted) => match latest(draft, item) {
            Some(Value::Yes) => Truth::from(wanted == "Yes"),
            Some(Value::No) => Truth::from(wanted == "No"),
            Some(Value::Choice(answer)) if settles(protocol, item, answer) => Truth::from(answer == wanted),
            _ => Truth::Unknown,
        },
        Statement::Sex(wanted) => draft.sex.map_or(Truth::Unknown, |sex| Truth::from(sex == *wanted)),
        Statement::Compare(..) | Statement::Happened(_) => Truth::Unknown,
    };
    condition.truth_by(&mut leaf, &|_| None)
}

/// The items that a condition asks about.
pub fn conditions(condition: &Rule) -> Vec<&str> {
    let asked = condition.statements().filter_map(|statement| match statement {
        Statement::Is(item, _) => Some(item.as_str()),
        Statement::Sex(_) => Some(SEX),
        Statement::Compare(..) | Statement::Happened(_) => None,
    });
    asked.collect()
}

/// False for *weakly positive*, *pending* and the like.
fn settles(protocol: &Protocol, item: &str, answer: &str) -> bool {
    let item = protocol.items.iter().find(|known| known.id == item);
    match item.map(|item| &item.kind) {
        Some(Kind::Choice(answers)) => answers.iter().any(|known| known.id == answer && known.decides),
        _ => false,
    }
}

/// The answer to an item that counts here: the latest that is not set aside.
pub fn latest<'d>(draft: &'d Draft, item: &str) -> Option<&'d Value> {
    let answers = draft.assessments.iter().flat_map(|assessment| {
        let when = read_moment(&assessment.when).ok().flatten();
        assessment.results.iter().map(move |finding| (when, finding))
    });
    answers
        .filter(|(_, finding)| finding.of == item && finding.set_aside.trim().is_empty())
        .max_by_key(|(when, _)| *when)
        .map(|(_, finding)| &finding.value)
}

#[cfg(test)]
mod tests {
    use super::{asked, conditions};
    use crate::model::{Assessment, Draft, Finding, Protocol, Rule, Truth, Value};

    #[test]
    fn the_latest_answer_says_whether_a_question_is_asked() {
        let either = Rule::any(vec![
            Rule::is("hbsag".to_owned(), "positive".to_owned()),
            Rule::is("anti_hbc".to_owned(), "positive".to_owned()),
        ]);
        let answer = |of: &str, answer: &str| Finding {
            of: of.to_owned(),
            value: Value::Choice(answer.to_owned()),
            ..Finding::default()
        };
        let report =
            |when: &str, results| Assessment { when: when.to_owned(), results, ..Assessment::default() };
        let protocol = include_str!("../../../presets/protocols/nct06101082.ron");
        let protocol: Protocol = ron::from_str(protocol).unwrap();
        let mut draft = Draft::default();
        assert_eq!(asked(&draft, &protocol, &either), Truth::Unknown);
        draft.assessments.push(report("2026-11-19", vec![answer("hbsag", "negative")]));
        assert_eq!(asked(&draft, &protocol, &either), Truth::Unknown);
        draft.assessments.push(report("2026-11-19", vec![answer("anti_hbc", "negative")]));
        assert_eq!(asked(&draft, &protocol, &either), Truth::False);
        draft.assessments.insert(0, report("2026-11-20", vec![answer("hbsag", "positive")]));
        assert_eq!(
            asked(&draft, &protocol, &either),
            Truth::True,
            "the later answer counts, wherever it stands"
        );
        assert_eq!(conditions(&either), ["hbsag", "anti_hbc"]);
    }
}
