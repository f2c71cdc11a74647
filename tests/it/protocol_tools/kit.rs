//! A small protocol without a fault, and ways to change it.

use cardose::{
    engine::lint::{Code, Finding, lint},
    model::{Criterion, Item, Protocol, Rule, Words},
    storage::read_text,
};

const SMALL: &str = r#"(
    schema: 1, id: "small", version: "1",
    title: (en: "A small trial", zh_cn: "小型试验"),
    levels: [(id: "L1", per_kg: (value: "1", unit: "10*6/kg")), (id: "L2", per_kg: (value: "2", unit: "10*6/kg"))],
    stages: [
        (id: "screening", name: (en: "Screening", zh_cn: "筛选期")),
        (id: "collection", name: (en: "Collection", zh_cn: "单采")),
    ],
    groups: [
        (id: "laboratory", name: (en: "Laboratory", zh_cn: "实验室检查")),
        (id: "history", name: (en: "History", zh_cn: "病史")),
    ],
    items: [
        (id: "platelets", kind: Analyte, ask: (en: "Platelets", zh_cn: "血小板计数")),
        (id: "alt", kind: Analyte, ask: (en: "ALT", zh_cn: "丙氨酸氨基转移酶")),
        (id: "potassium", kind: Analyte, ask: (en: "Potassium", zh_cn: "血钾")),
        (id: "ill", kind: YesNo, ask: (en: "Is the patient ill?", zh_cn: "是否患病？")),
        (id: "marker", kind: Choice([
            (id: "negative", text: (en: "negative", zh_cn: "阴性")),
            (id: "positive", text: (en: "positive", zh_cn: "阳性")),
        ]), ask: (en: "Marker", zh_cn: "标志物"), only_if: Is("ill", "Yes")),
        (id: "steroid", kind: Exposure, ask: (en: "Steroids", zh_cn: "糖皮质激素"),
            classes: [(id: "systemic", text: (en: "systemic", zh_cn: "全身性")), (id: "inhaled", rest: true, text: (en: "inhaled", zh_cn: "吸入"))],
            equivalents: [
                (agent: (en: "prednisone", zh_cn: "泼尼松"), dose: "5"),
                (agent: (en: "dexamethasone", zh_cn: "地塞米松"), dose: "0.75"),
            ]),
    ],
    parameters: [
        (id: "rounding_mode", blocks: ["volume"], what: (en: "Rounding", zh_cn: "修约方式"),
            kind: Choice([(id: "half_up", text: (en: "nearest", zh_cn: "四舍五入")), (id: "down", text: (en: "down", zh_cn: "只舍不入"))]),
            offered: [(value: (value: "half_up", unit: ""), source: "pharmacy manual")]),
        (id: "weight_cap", blocks: ["I1"], kind: Quantity, what: (en: "Weight cap", zh_cn: "体重上限"),
            offered: [(value: (value: "100", unit: "kg"), source: "label")]),
    ],
    criteria: [
        (id: "I1", kind: Inclusion, group: "laboratory", stages: ["screening"],
            text: (en: "Platelets at least 50 × 10⁹/L, ALT at most 2.5 × ULN.", zh_cn: "血小板≥50×10⁹/L，ALT≤2.5×ULN。"),
            rule: All([
                Part("I1.platelets", AtLeast("platelets", Value((value: "50", unit: "10*9/L")))),
                Part("I1.alt", AtMost("alt", TimesUln("2.5"))),
            ])),
        (id: "I2", kind: Inclusion, group: "laboratory", stages: ["screening", "collection"],
            text: (en: "Potassium above 3 mmol/L.", zh_cn: "血钾>3 mmol/L。"),
            rule: Readings(question: "at_the_limit", of: [
                (id: "above", text: (en: "3 itself does not pass", zh_cn: "恰为3不符合"), rule: Above("potassium", Value((value: "3", unit: "mmol/L")))),
                (id: "from", text: (en: "3 itself passes", zh_cn: "恰为3符合"), rule: AtLeast("potassium", Value((value: "3", unit: "mmol/L")))),
            ])),
        (id: "E1", kind: Exclusion, group: "history", stages: ["screening"],
            text: (en: "Ill with a positive marker.", zh_cn: "患病且标志物阳性。"),
            rule: All([Is("ill", "Yes"), Is("marker", "positive")])),
        (id: "E2", kind: Exclusion, group: "history", stages: ["collection"],
            text: (en: "Systemic steroids above 5 mg in the 2 weeks before collection.", zh_cn: "单采前2周内使用全身性糖皮质激素>5 mg。"),
            rule: Happened(what: "steroid", window: Days(14), before: [Stage("collection")], end: Open("last_day"),
                only: ["systemic"], above: (value: "5", unit: "mg/d"))),
    ],
    questions: [
        (id: "at_the_limit", about: ["I2"], usual: "above", ask: (en: "Does 3 pass?", zh_cn: "恰为3是否符合？")),
        (id: "last_day", about: ["E2"], ask: (en: "Does the last day count?", zh_cn: "最后一天是否计入？")),
        (id: "cap", about: ["weight_cap", "L1"], ask: (en: "Is there a cap?", zh_cn: "是否有上限？")),
    ],
)"#;

pub(super) fn small() -> Protocol {
    read_text("small.ron", SMALL).unwrap_or_else(|err| panic!("{err}"))
}

/// The small protocol changed in one place.
pub(super) fn changed(change: impl FnOnce(&mut Protocol)) -> Protocol {
    let mut protocol = small();
    change(&mut protocol);
    protocol
}

pub(super) fn criterion<'p>(protocol: &'p mut Protocol, id: &str) -> &'p mut Criterion {
    protocol.criteria.iter_mut().find(|criterion| criterion.id == id).unwrap()
}

pub(super) fn item<'p>(protocol: &'p mut Protocol, id: &str) -> &'p mut Item {
    protocol.items.iter_mut().find(|item| item.id == id).unwrap()
}

pub(super) fn rule(text: &str) -> Rule {
    read_text("rule.ron", text).unwrap_or_else(|err| panic!("{text}: {err}"))
}

pub(super) fn words(en: &str, zh_cn: &str) -> Words {
    Words { en: en.to_owned(), zh_cn: zh_cn.to_owned() }
}

/// What is found beside the open questions.
pub(super) fn faults(protocol: &Protocol) -> Vec<Finding> {
    lint(protocol).into_iter().filter(|finding| finding.code != Code::Open).collect()
}

/// The small protocol has no fault; changed so, it has this one at this place and no other.
#[track_caller]
pub(super) fn finds(change: impl FnOnce(&mut Protocol), place: &str, code: Code) {
    assert_eq!(faults(&small()), Vec::new());
    assert_eq!(faults(&changed(change)), [Finding { place: place.to_owned(), code }]);
}

/// The small protocol changed so still has no fault.
#[track_caller]
pub(super) fn spares(change: impl FnOnce(&mut Protocol)) {
    assert_eq!(faults(&changed(change)), Vec::new());
}
