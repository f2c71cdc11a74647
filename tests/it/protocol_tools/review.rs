//! The review table names every limit, window and answer of the rules.

use super::kit::small;
use crate::support::protocol;
use cardose::{
    engine::review::{Says, lines},
    i18n::Language,
    report::{review, review_outcome, text},
};

#[test]
fn each_figure_beside_its_number() {
    let small = small();
    let of = |id: usize| lines(&small.criteria[id].rule);
    let platelets = of(0);
    assert_eq!(platelets.len(), 2);
    assert_eq!(platelets[0].part, Some("I1.platelets"));
    assert!(matches!(platelets[0].says, Says::Compare(item, ..) if item == "platelets"));
    let readings: Vec<_> = of(1).iter().map(|line| line.reading).collect();
    assert_eq!(readings, [Some(("at_the_limit", "above")), Some(("at_the_limit", "from"))]);
    assert!(of(2).iter().all(|line| !line.not && !line.condition));
    assert!(matches!(of(3)[..], [ref line] if matches!(line.says, Says::History(_))));
}

#[test]
fn conditions_and_negations_say_so() {
    let protocol = protocol();
    let criterion = |id: &str| protocol.criteria.iter().find(|criterion| criterion.id == id).unwrap();
    let lines = lines(&criterion("I9").rule);
    assert!(lines[0].condition, "Gilbert's syndrome only says which limit holds");
    let branches: Vec<_> = lines[..4].iter().map(|line| line.branch).collect();
    assert_eq!(branches, [None, Some(true), Some(true), Some(false)]);
    let washout = cardose::engine::review::lines(&criterion("I8").rule);
    assert!(washout.iter().filter(|line| matches!(line.says, Says::History(_))).all(|line| line.not));
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

#[test]
fn the_same_as_data() {
    let data = review_outcome(&small());
    let line = &data["criteria"][0]["lines"][0];
    assert_eq!(line["part"], "I1.platelets");
    assert_eq!((&line["relation"], &line["figure"]["value"]), (&"at_least".into(), &"50".into()));
    assert_eq!(data["criteria"][3]["lines"][0]["figure"]["Happened"]["window"]["Days"], 14);
}
