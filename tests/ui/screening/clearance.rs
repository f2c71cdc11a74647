//! Creatinine clearance: estimated and measured.

use super::*;

/// E18: man of 66 years, 178 cm, 112 kg, 120 µmol/L: 84.8001466813, 55.4086447734 and 67.1652455366 mL/min.
#[test]
fn the_clearance_card_shows_three_estimates() {
    let mut window = screening("platelets-low");
    window.harness.get_by_label("Male").click_accesskit();
    window.harness.run();
    // A weight that would be ordinary in 斤 waits for a person.
    work_as(&mut window, "zl");
    type_into(&mut window, "Body weight", "112");
    type_into(&mut window, "Height", "178");
    type_into(&mut window, "Creatinine", "120");
    window.must_say("was it in 斤?");
    choose(&mut window, "Body weight: Confirm as it stands");
    window.must_say("Confirmed by zl, 2026-11-22 09:00");
    for figure in ["84.80014668", "55.40864477", "67.16524554"] {
        window.must_say(figure);
    }
    window.must_say("What the criterion takes");
}

/// U × V ÷ (P × t): 5.8 mmol/L, 1650 mL, 95 µmol/L and 1440 min give 69.9561403509 mL/min (E19).
#[test]
fn a_timed_collection_is_entered_part_by_part() {
    let mut window = screening("eligible");
    choose(&mut window, "Timed urine collection…");
    for (label, value, unit) in [
        ("Creatinine in urine", "5.8", "mmol/L"),
        ("Urine volume", "1650", "mL"),
        ("Collection time", "1440", "min"),
        ("Creatinine in blood", "95", "µmol/L"),
    ] {
        type_into(&mut window, label, value);
        choose(&mut window, &format!("{label}: unit"));
        window.harness.get_all_by_label(unit).last().unwrap().click_accesskit();
        window.harness.run();
    }
    window.must_say("70.0 mL/min");
    window.must_say("Measured goes before reported, reported before estimated.");
}
