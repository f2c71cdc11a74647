//! The review table names every limit, window and answer of the rules.

use super::kit::small;
use crate::kit::protocol;
use cardose::{
    engine::protocol::{questions::readings, review::lines},
    i18n::Language,
    model::Statement,
    report::{review, review_outcome, text},
    storage::read_text,
};

#[test]
fn each_figure_beside_its_number() {
    let small = small();
    let of = |id: usize| lines(&small.criteria[id].rule);
    let platelets = of(0);
    assert_eq!(platelets.len(), 2);
    assert_eq!(platelets[0].part, Some("I1.platelets"));
    assert!(matches!(platelets[0].says, Some(Statement::Compare(item, ..)) if item == "platelets"));
    let readings: Vec<_> = of(1).iter().map(|line| line.reading).collect();
    assert_eq!(readings, [Some(("at_the_limit", "above")), Some(("at_the_limit", "from"))]);
    assert!(of(2).iter().all(|line| !line.not && !line.condition));
    assert!(matches!(of(3)[..], [ref line] if matches!(line.says, Some(Statement::Happened(_)))));
}

#[test]
fn conditions_and_negations_say_so() {
    let protocol = protocol();
    let criterion = |id: &str| protocol.criteria.iter().find(|criterion| criterion.id == id).unwrap();
    let lines = lines(&criterion("I9").rule);
    assert!(lines[0].condition, "Gilbert's syndrome only says which limit holds");
    let branches: Vec<_> = lines[..4].iter().map(|line| line.branch).collect();
    assert_eq!(branches, [None, Some(true), Some(true), Some(false)]);
    let washout = cardose::engine::protocol::review::lines(&criterion("I8").rule);
    assert!(
        washout.iter().filter(|line| matches!(line.says, Some(Statement::Happened(_)))).all(|line| line.not)
    );
}

#[test]
fn the_table_of_the_shipped_protocol() {
    let protocol = protocol();
    let shown = text::render(&review(&protocol, Language::English), Language::English.catalogue());
    for line in [
        "  I8.platelets             Platelets              at least     75 ×10⁹/L",
        "  I10.clearance   creatinine clearance, measured  at least  50 mL/min  measured",
        "  DL3    10 10*6/kg  [   ]",
        "  reading days_28: 28 days / 28天",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    for criterion in &protocol.criteria {
        assert!(shown.contains(&format!("\n{} (", criterion.id)), "{}", criterion.id);
        let beginning: String = criterion.text.zh_cn.chars().take(8).collect();
        assert!(shown.contains(&beginning), "{}: both texts", criterion.id);
    }
    assert!(shown.lines().all(|line| line == line.trim_end()));
}

/// A Chinese reviewer ticks Chinese words: no id of a class, question, reading or parameter, and the Chinese text first.
/// The ids of parts stay, by which every report names them.
#[test]
fn in_chinese_words() {
    let example = read_text("example.ron", include_str!("../../../presets/protocols/example.ron"));
    for protocol in [protocol(), example.unwrap_or_else(|err| panic!("{err}"))] {
        let shown = text::render(&review(&protocol, Language::Chinese), Language::Chinese.catalogue());
        let mut ids: Vec<&str> = protocol.questions.iter().map(|question| question.id.as_str()).collect();
        ids.extend(protocol.parameters.iter().map(|parameter| parameter.id.as_str()));
        ids.extend(protocol.items.iter().flat_map(|item| &item.classes).map(|class| class.id.as_str()));
        ids.extend(
            protocol
                .questions
                .iter()
                .flat_map(|question| readings(&protocol, &question.id))
                .map(|own| own.id),
        );
        let is_part = |word: &&str| word.starts_with(['I', 'E']) && word.contains('.');
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        for word in shown.split(|c| !letter(c)).filter(|word| !is_part(word)) {
            assert!(!word.contains('_') || !ids.contains(&word), "{word}:\n{shown}");
        }
        for criterion in &protocol.criteria {
            let own = shown.find(&format!("\n{}（", criterion.id)).unwrap();
            let at = |text: &str| shown[own..].find(&text.chars().take(12).collect::<String>());
            assert!(at(&criterion.text.zh_cn) < at(&criterion.text.en), "{}", criterion.id);
        }
    }
    let shown = text::render(&review(&protocol(), Language::Chinese), Language::Chinese.catalogue());
    for words in ["仅：全身性，连续使用", "待确认问题：恰在时限终点", "解读 2：28天 / 28 days"]
    {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
}

/// 72 hours have no last day.
#[test]
fn hours_have_no_last_day() {
    for (language, wrong, right) in [
        (Language::English, "last day", "exactly so many hours before"),
        (Language::Chinese, "最后一天", "恰满该小时数"),
    ] {
        let shown = text::render(&review(&protocol(), language), language.catalogue());
        let lines: Vec<&str> = shown.lines().collect();
        let cells = lines.iter().position(|line| line.contains("E7.cells")).unwrap();
        let own = lines[cells..].iter().take_while(|line| !line.is_empty());
        let own: Vec<&&str> = own.take(4).collect();
        assert!(own.iter().any(|line| line.contains(right)), "{own:?}");
        assert!(!own.iter().any(|line| line.contains(wrong)), "{own:?}");
    }
}

#[test]
fn the_same_as_data() {
    let data = review_outcome(&small());
    let line = &data["criteria"][0]["lines"][0];
    assert_eq!(line["part"], "I1.platelets");
    assert_eq!((&line["relation"], &line["figure"]["value"]), (&"at_least".into(), &"50".into()));
    assert_eq!(data["criteria"][3]["lines"][0]["figure"]["Happened"]["window"]["Days"], 14);
}
