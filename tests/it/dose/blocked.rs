//! Where nothing may be drawn, the report names no millilitre, in either language.

use super::kit::*;
use crate::support::context_of;
use cardose::{
    engine::derive,
    i18n::Language,
    model::{Draft, Lot},
    report::{Reporter, dose as report, text::render},
};

fn told(draft: &Draft, language: Language) -> String {
    let context = context_of(&usual());
    let derived = derive(draft, &context);
    let words = language.catalogue();
    let reporter = Reporter { draft, context: &context, language, words, protocol_hash: "", example: false };
    render(&report(&reporter, &derived), words)
}

fn assigned(lot: Lot) -> Draft {
    let mut draft = with_lot(patient("60"), lot);
    let mut first = infusion(1, &["L1"]);
    first.level = Some("DL2".into());
    draft.infusions = vec![first];
    draft
}

#[test]
fn a_blocked_report_names_no_millilitre() {
    let mut slip = with_bags(stated("10"), &["20"]);
    slip.certificate_cells = t("20 10*6");
    let mut other = with_bags(stated("10"), &["20"]);
    other.label_subject = "SOMEBODY-ELSE".into();
    let none = Lot { convention: None, ..stated("10") };
    for (name, lot) in [("a tenfold slip", slip), ("another subject", other), ("no convention", none)] {
        for language in [Language::English, Language::Chinese] {
            let text = told(&assigned(lot.clone()), language);
            assert!(!text.contains("mL") && !text.contains("毫升"), "{name} in {language:?}:\n{text}");
        }
    }
    // The same lot as it should be tells both.
    let text = told(&assigned(stated("10")), Language::English);
    assert!(text.contains("18 mL") && text.contains("cells/mL"), "{text}");
}
