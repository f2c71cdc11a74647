//! Ready, in full, within the tolerance, beyond it by the step of the syringe: from the shipped eligible example.

use super::kit::*;
use crate::kit::{Patient as _, Settled as _, context, context_of, dosed, eligible, example, site};
use cardose::{
    engine::{
        derive,
        dose::{
            dosing::{DoseState, Overdose},
            readiness::line::{LineId, LineState},
        },
    },
    i18n::Language,
    model::{Choice, Confirmation, Site},
};

#[test]
fn the_eligible_example_is_ready() {
    let found = derive(&eligible(), &context());
    assert_eq!(open_lines(&found.dosings[0]), [""; 0]);
    assert!(found.dosings[0].is_ready());
    one_volume(&found, "20.2");
}

/// 370.37 of 382.6 million are 96.8 %: within the tolerance, and not in full. Both are said.
#[test]
fn reached_in_full_and_reached_within_the_tolerance() {
    let mut draft = eligible().quantity("weight", "38.26", "kg").quantity("height", "150", "cm");
    draft.infusions[0].level = Some("DL3".into());
    let found = derive(&draft, &context());
    assert_eq!(found.dosings[0].assigned_level().unwrap().state, DoseState::Ready);
    let text = dosed(&draft, &context(), Language::English);
    assert!(text.contains("reaches in full: DL2"), "{text}");
    assert!(text.contains("96.8 % of the") && text.contains("within the tolerance"), "{text}");
}

/// Platelets 74.6 are below 75: the figure stays, and the dose says so until the investigator has decided.
#[test]
fn a_patient_who_is_not_eligible() {
    let mut draft = example("platelets-low").quantity("weight", "62.4", "kg");
    let own = eligible();
    (draft.lots, draft.infusions) = (own.lots, own.infusions);
    draft.lots[0].label_subject.clone_from(&draft.subject);
    let found = derive(&draft, &context());
    one_volume(&found, "20.2");
    assert_eq!(open_lines(&found.dosings[0]), ["eligibility"]);
    assert_eq!(needs(&found.dosings[0], LineId::Eligibility), ["not_eligible"]);
    let text = dosed(&draft, &context(), Language::English);
    assert!(text.contains("20.2 mL") && text.contains("NOT READY: eligibility"), "{text}");
    let sign = |choice: Option<Choice>, value: &str| {
        let mut signed = draft.clone();
        let made = Confirmation { choice, ..decision("eligibility", typed(value, "")) };
        signed.infusions[0].confirmed = vec![made];
        derive(&signed, &context()).dosings[0].clone()
    };
    let deviation = || Some(Choice::Deviation("17".into()));
    assert!(sign(deviation(), "not_eligible I8").is_ready());
    assert!(sign(Some(Choice::Misreads("I8".into())), "not_eligible I8").is_ready());
    assert!(!sign(deviation(), "not_eligible I9").is_ready(), "another criterion is another decision");
    // To agree is not to give it.
    let agreed = sign(Some(Choice::Agree), "not_eligible I8");
    assert_eq!(needs(&agreed, LineId::Eligibility), ["does_not_go_on"]);
    assert_eq!(agreed.readiness_state(), LineState::Stopped);
}

/// The example site with this step of the syringe, expecting nothing of a lot.
fn coarse(step: &str) -> Site {
    let site = site().setting("rounding_step", step);
    site.setting("expected_car_low", "unset").setting("expected_car_high", "unset")
}

/// 45 million ÷ 300 million a mL = 0.15 mL; a step of 0.1 makes 0.2, a third too much; 0.05 is exact.
#[test]
fn an_overdose_by_the_step_says_so() {
    let mut lot = with_bags(stated("300"), &["1"]);
    lot.certificate_cells = t("300 10*6");
    let mut draft = ready_with("45", "DL1", lot);
    draft.infusions[0].confirmed.clear();
    let context = context_of(&coarse("0.1 mL"));
    let found = derive(&draft, &context);
    let level = found.dosings[0].assigned_level().unwrap();
    assert_eq!(level.state, DoseState::Overdose(Overdose::Tolerance));
    assert_eq!(level.finer_step, Some(ml("0.05")));
    let text = dosed(&draft, &context, Language::English);
    assert!(text.contains("a step of 0.05 mL would do"), "{text}");
    // An overdose of another cause names no step.
    assert_no_volume(level);
}

/// facts.md E9b: 45 million of 32 million a mL are 1.40625 mL; a step of 5 draws nothing, one of 1 is 28.9 % short, one of
/// 0.5 gives 1.5 mL, 6.7 % more. A lot that is short is no matter of the step.
#[test]
fn an_underdose_by_the_step_says_so() {
    let of_fill = |fill: &str, total: &str| {
        let mut lot = with_bags(stated("32"), &[fill]);
        lot.certificate_cells = t(total);
        let found = derive(&ready_with("45", "DL1", lot), &context_of(&coarse("5 mL")));
        let level = found.dosings[0].assigned_level().unwrap();
        assert_eq!(level.state, DoseState::Underdose);
        level.finer_step.clone()
    };
    assert_eq!(of_fill("5", "160 10*6"), Some(ml("0.5")));
    assert_eq!(of_fill("1", "32 10*6"), None);
}
