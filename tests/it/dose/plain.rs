//! What another program reads of a dose: states, whose bag it is, whose decision.

use super::kit::*;
use crate::kit::{Patient as _, context_of, eligible, site, weighing};
use cardose::{
    engine::derive,
    model::{BagState, Choice, Confirmation, Decision, Draft, Given, Infusion, Lot, Signed, Site, Typed},
    report::{Detail, make},
};
use serde_json::{Value, json};

/// The doses as plain data.
fn doses(draft: &Draft, site: &Site) -> Value {
    let context = context_of(site);
    serde_json::to_value(make(draft, &derive(draft, &context), &context, "", Detail::Full)).unwrap()["doses"]
        .take()
}

/// 104 kg under a cap of 80: 1.2 × 10⁷ × 80 = 960 million cells are the ceiling, and not 1.2 × 10⁷ × 104 = 1,248.
/// 20 mL were given: of 48 million a mL these are 960, of 55 million 1,100.
#[test]
fn the_ceiling_is_that_of_the_capped_weight() {
    let site = usual_but(&[("weight_cap", "80 kg"), ("tolerance_above", "none")]);
    for (millions, state, because) in
        [("48", "ready", json!(null)), ("55", "overdose", json!(["level_ceiling"]))]
    {
        let mut draft = assigned("104", with_bags(stated(millions), &["20", "20"]));
        draft.lots[0].bags[0].state = BagState::Infused;
        draft.infusions[0].level = Some("DL3".into());
        let drawn = vec![("1".into(), t("20 mL"))];
        draft.infusions[0].given =
            Some(Given { start: "2026-11-22T08:30".into(), drawn, ..Given::default() });
        let level = &doses(&draft, &site)[0]["levels"][DL3];
        assert_eq!((&level["state"], &level["because"]), (&json!(state), &because), "{level:#}");
    }
}

/// Two counts that agree say nothing of a stated concentration: 80 × 75 % = 60 million viable cells a mL, and the 32
/// million CAR+ ones may be a slip for 3.2. Of 60 mL with 1,920 million a fifth and more than the 45 million of DL1 stay
/// behind, so the certificate's total is asked for.
#[test]
fn two_counts_do_not_keep_a_stated_concentration_from_being_asked_about() {
    let counts = [("viable", "60 10*6/mL"), ("total", "80 10*6/mL"), ("viability", "75 %")];
    for figures in [&counts[..], &[]] {
        let mut product = with_bags(stated("32"), &["60"]);
        for (field, text) in figures {
            *field_of(&mut product, field) = t(text);
        }
        let mut draft = assigned("45", product);
        draft.infusions[0].level = Some("DL1".into());
        let level = &doses(&draft, &usual())[0]["levels"][DL1];
        assert_eq!(
            (&level["state"], &level["because"]),
            (&json!("asks"), &json!(["certificate_total"])),
            "{figures:?}"
        );
    }
}

/// Of two lots of one number nobody can say which bag is meant, though their bags have numbers of their own.
#[test]
fn two_lots_of_one_number_stop_the_identity() {
    let mut draft = eligible();
    let mut second = draft.lots[0].clone();
    for (bag, number) in second.bags.iter_mut().zip(["3", "4"]) {
        bag.number = number.into();
    }
    draft.lots.push(second);
    let found = doses(&draft, &site());
    let identity = &found[0]["readiness"][0];
    assert_eq!(
        (&identity["line"], &identity["state"]),
        (&json!("identity"), &json!("stopped")),
        "{identity:#}"
    );
    assert_eq!((&identity["needs"][0]["code"], &found[0]["ready"]), (&json!("twice"), &json!(false)));
}

/// Planned for 15 November and not given, with 60 kg of the 10th: a weight of the 20th lies after that day, and is no
/// recent one of it.
#[test]
fn a_weight_after_the_planned_day_is_not_recent_on_it() {
    let mut draft = weighing("60").lot(with_bags(stated("9"), &["20", "20"]));
    draft.assessments[0].when = "2026-11-10".into();
    draft = complete(draft.weighed("2026-11-20", "70", "kg"), "170");
    let first = draft.assessments[0].id;
    draft.infusions =
        vec![Infusion { start: "2026-11-15T10:00".into(), weight_from: Some(first), ..infusion(1, &["L1"]) }];
    let found = doses(&draft, &usual());
    let weight =
        found[0]["readiness"].as_array().unwrap().iter().find(|line| line["line"] == "weight").unwrap();
    assert_eq!(weight["state"], "done", "{weight:#}");
}

/// The second infusion is decided on by its own person, in its own list. What somebody signed in the first is no matter of it.
#[test]
fn a_decision_bears_its_own_infusion() {
    let mut draft = eligible();
    let drawn = vec![("1".into(), t("20 mL"))];
    draft.infusions[0].given = Some(Given { end: "2026-11-21T10:00".into(), drawn, ..Given::default() });
    let mut second = draft.infusions[0].clone();
    (second.number, second.given, second.level) = (2, None, Some("DL1".into()));
    draft.infusions.push(second);
    let need = |draft: &Draft| {
        let lines = doses(draft, &site())[1]["readiness"].as_array().unwrap().clone();
        lines.iter().find(|line| line["line"] == "eligibility").unwrap()["needs"][0].clone()
    };
    let open = need(&draft);
    assert_eq!((&open["code"], &open["state"]), (&json!("later_infusion"), &json!("open")));
    let value = Typed::new(open["decision"]["value"]["value"].as_str().unwrap(), "");
    let made = |by: &str, at: &str| Confirmation {
        signed: Signed { by: by.into(), at: at.into(), reason: String::new() },
        ..decision("later_infusion", value.clone())
    };
    // In the first infusion it decides nothing of the second.
    draft.infusions[0].confirmed = vec![made("p1", "2026-11-21T08:00")];
    assert_eq!(need(&draft)["state"], "open");
    draft.infusions[1].confirmed = vec![made("p4", "2026-11-22T08:30")];
    let done = need(&draft);
    assert_eq!(done["state"], "done");
    let kept = &done["decision"];
    assert_eq!(
        (&kept["within"], &kept["by"], &kept["at"]),
        (&json!("infusions[2].confirmed"), &json!("p4"), &json!("2026-11-22T08:30"))
    );
    assert!(done["text"].as_str().unwrap().ends_with("(decided: p4, 2026-11-22 08:30)"), "{done:#}");
}

/// The investigator's no before the first infusion is not a no to the second.
#[test]
fn a_decision_at_the_first_infusion_is_none_at_the_second() {
    let mut draft = eligible();
    let drawn = vec![("1".into(), t("20 mL"))];
    draft.infusions[0].given = Some(Given { end: "2026-11-21T10:00".into(), drawn, ..Given::default() });
    let mut second = draft.infusions[0].clone();
    (second.number, second.given, second.level) = (2, None, Some("DL1".into()));
    draft.infusions.push(second);
    for (infusion, code) in [(1, "later_infusion"), (2, "does_not_go_on")] {
        draft.decisions = vec![Decision {
            stage: "infusion".into(),
            infusion,
            eligible: false,
            choice: Some(Choice::NotEnrolled("moved away".into())),
            verdict: "eligible".into(),
            failing: Vec::new(),
            signed: signed(),
        }];
        let lines = doses(&draft, &site())[1]["readiness"].as_array().unwrap().clone();
        let line = lines.iter().find(|line| line["line"] == "eligibility").unwrap();
        assert_eq!(line["needs"][0]["code"], code, "of infusion {infusion}: {line:#}");
    }
}

/// A lot that the infusion does not use stands before the one that it does.
#[test]
fn a_bag_bears_the_number_of_its_own_lot() {
    let own = Lot { id: "L1".into(), ..with_bags(stated("9"), &["20", "20"]) };
    let mut other = Lot { id: "L0".into(), ..own.clone() };
    for bag in &mut other.bags {
        bag.number = format!("0{}", bag.number);
    }
    let mut draft = assigned("50", own);
    draft.lots.insert(0, other);
    // 3 million × 50 kg ÷ 9 million a mL are 16.66… mL: of bag 1 alone.
    let bags = &doses(&draft, &usual())[0]["levels"][DL2]["results"][0]["bags"];
    let [bag] = &bags.as_array().unwrap()[..] else { panic!("{bags:#}") };
    assert_eq!((&bag["lot"], &bag["bag"]), (&json!("L1"), &json!("1")));
}

/// The site takes weights of 30 days at most. One that nobody has dated may be of last year.
#[test]
fn a_weight_without_a_date_may_be_too_old() {
    let site = usual_but(&[("dosing_weight", "unset"), ("value_age_limit", "30 d")]);
    for (when, old) in [("2026-11-20", false), ("2026-10-01", true), ("", true)] {
        let mut draft = weighing("60").lot(with_bags(stated("9"), &["20", "20"]));
        draft.assessments[0].when = when.into();
        let context = context_of(&site);
        let found = serde_json::to_value(make(&draft, &derive(&draft, &context), &context, "", Detail::Full))
            .unwrap();
        let own = |notice: &Value| notice["code"] == "weight_old" && notice["about"] == "1";
        assert_eq!(found["notices"].as_array().unwrap().iter().any(own), old, "“{when}”");
    }
}
