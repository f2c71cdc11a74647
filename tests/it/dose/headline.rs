//! The first sentence of the dose report never names one volume where two come into question.

use super::kit::*;
use crate::kit::{context_of, reporter};
use cardose::{
    engine::derive,
    i18n::Language,
    model::{Draft, Site},
    report::{Block, dose as report},
};

fn headline(draft: &Draft, site: &Site) -> String {
    let context = context_of(site);
    let blocks = report(&reporter(draft, &context, Language::English), &derive(draft, &context)).blocks;
    let found = blocks.into_iter().find_map(|block| {
        let Block::Headline(text) = block else { return None };
        Some(text)
    });
    found.unwrap()
}

/// 118 kg with no cap set: 354 million uncapped are 35.4 mL of 10 million, 300 million capped at 100 kg are 30 mL.
#[test]
fn both_volumes_while_the_cap_is_open() {
    let text = headline(&assigned("118", stated("10")), &usual_but(&[("weight_cap", "unset")]));
    assert!(text.contains("PROVISIONAL") && text.contains("35.4 / 30 mL"), "{text}");
}

/// One volume where the choice does not move it.
#[test]
fn one_volume_otherwise() {
    let mut lot = with_bags(stated("10"), &["20"]);
    lot.certificate_cells = t("200 10*6");
    let text = headline(&assigned("60", lot), &usual());
    assert!(text.contains(" 18 mL, 100 % of the target; NOT READY: "), "{text}");
}

/// An underdose whose number lacks a setting is provisional as well.
#[test]
fn an_underdose_says_that_it_is_provisional() {
    // 180 million wanted; 10 mL of 10 million are 100 million, 55.6 %.
    let mut lot = with_bags(stated("10"), &["10"]);
    lot.certificate_cells = t("100 10*6");
    let text = headline(&assigned("60", lot), &usual_but(&[("rounding_step", "unset")]));
    assert!(text.contains("UNDERDOSE") && text.contains("PROVISIONAL"), "{text}");
}
