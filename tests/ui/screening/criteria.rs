//! The verdict, its criteria and the way to the field that decides.

use super::*;

#[test]
fn the_headline_says_what_decides_and_leads_to_its_field() {
    let mut window = screening("platelets-low");
    let headline = "Not eligible (Screening 2026-11-20). Platelets 74.6 ×10⁹/L (2026-11-19), below 75 ×10⁹/L (Inclusion 8). Next: the investigator decides.";
    window.must_say(headline);
    choose_role(&mut window, Role::Button, headline);
    assert_eq!(focused(&window), "Platelets");
}

/// facts.md section 9: every inclusive limit just below, at and above.
#[test]
fn the_verdict_turns_at_the_limit() {
    let mut window = screening("platelets-low");
    for (typed, eligible, margin) in [("74.9", false, "−0.1"), ("75", true, "(0)"), ("75.1", true, "+0.1")]
    {
        type_into(&mut window, "Platelets", typed);
        assert_eq!(window.says("Eligible so far on the entries made"), eligible, "{typed}");
        assert_eq!(window.says("Not eligible (Screening 2026-11-20). Platelets"), !eligible, "{typed}");
        window.must_say(margin);
    }
}

#[test]
fn criteria_are_filtered_and_searched() {
    let mut window = screening("platelets-low");
    let count = |window: &Window| {
        let found = window.harness.query_all_by(|node| {
            node.role() == Role::DisclosureTriangle
                && node.label().unwrap_or_default().ends_with(": evidence")
        });
        found.count()
    };
    assert_eq!(count(&window), 41);
    choose(&mut window, "Failed 1");
    assert_eq!(count(&window), 1);
    choose(&mut window, "Open 0");
    assert_eq!(count(&window), 0);
    window.must_say("No criterion fits the filter.");
    choose(&mut window, "All 41");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    assert_eq!(focused(&window), "Search criteria");
    field(&window, "Search criteria").type_text("ECOG");
    window.harness.run();
    assert_eq!(count(&window), 1);
}

#[test]
fn a_criterion_unfolds_to_its_evidence_and_leads_to_its_field() {
    let mut window = screening("platelets-low");
    choose(&mut window, "Inclusion 8: evidence");
    window.must_say("Neutrophils, absolute 3.2 ×10⁹/L (2026-11-19)");
    window.must_say("Long-acting G-CSF acts longer than 7 days");
    let ecog = window.harness.get_by(|node| {
        node.role() == Role::Button && node.label().unwrap_or_default().starts_with("Inclusion 7: met")
    });
    ecog.click_accesskit();
    window.harness.run();
    assert_eq!(focused(&window), "ECOG performance status");
}

#[test]
fn what_would_decide_leads_to_its_field() {
    let mut window = screening("incomplete");
    choose_role(&mut window, Role::Link, "HER2 amplification");
    assert_eq!(focused(&window), "HER2 amplification");
}
