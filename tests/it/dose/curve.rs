//! The volume at other weights is what the same draft with that weight gives.

use super::kit::*;
use crate::kit::{Patient as _, context_of, weighing, x};
use cardose::engine::dose::volume_against_weight;

/// 10 million per mL at DL1: a tenth of a millilitre for each kilogram, up to the cap of 60 kg; 0.2 mL is the step.
#[test]
fn a_line_up_to_the_cap() {
    let mut draft = weighing("50").lot(stated("10"));
    let mut first = infusion(1, &["L1"]);
    first.level = Some("DL1".into());
    draft.infusions = vec![first];
    let context = context_of(&usual_but(&[("weight_cap", "60 kg")]));
    let curves = volume_against_weight(&draft, &context, 0);
    let [curve] = curves.as_slice() else { panic!("one level is assigned: {curves:?}") };
    assert_eq!((curve.here.0.said(), curve.here.1.said()), (x("50"), x("5")));
    let at = |kilograms: &str| {
        let found = curve.points.iter().find(|(known, _)| known.said() == x(kilograms));
        found.unwrap_or_else(|| panic!("{kilograms} in {:?}", curve.points)).1.said()
    };
    // 26 kg is 52 % and 74 kg is 148 % of 50 kg; 60 kg is the cap itself.
    assert_eq!([at("26"), at("40"), at("50"), at("60"), at("74")], ["2.6", "4", "5", "6", "6"].map(x));
}

/// While no level is assigned, each level that has a volume has a line; a blocked dose has none.
#[test]
fn none_where_nothing_may_be_drawn() {
    let draft = weighing("50").lot(stated("10"));
    let context = context_of(&usual());
    assert_eq!(volume_against_weight(&draft, &context, 0).len(), 3);
    let mut slip = weighing("50").lot(with_bags(stated("10"), &["20"]));
    slip.lots[0].certificate_cells = t("20 10*6");
    assert!(volume_against_weight(&slip, &context, 0).is_empty(), "200 million are not 20 million");
    assert!(volume_against_weight(&draft, &context, 7).is_empty(), "no such infusion");
}
