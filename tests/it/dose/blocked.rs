//! Where nothing may be drawn, the report names no millilitre, in either language.

use super::kit::*;
use crate::kit::{context_of, dosed};
use cardose::{
    i18n::Language,
    model::{Draft, Lot},
};

fn told(draft: &Draft, language: Language) -> String {
    dosed(draft, &context_of(&usual()), language)
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
            let text = told(&assigned("60", lot.clone()), language);
            assert!(!text.contains("mL") && !text.contains("毫升"), "{name} in {language:?}:\n{text}");
        }
    }
    // The same lot as it should be tells both.
    let text = told(&assigned("60", stated("10")), Language::English);
    assert!(text.contains("18 mL") && text.contains("cells/mL"), "{text}");
}
