//! What follows from what is typed.

use super::*;

/// facts.md X1: 62.4 kg at 3 × 10⁶/kg from 9.25925 million per mL: 20.2 mL, -0.0872 %.
#[test]
fn the_assigned_level_shows_what_to_draw() {
    for language in BOTH {
        let mut window = Opening::new().example("eligible").view(View::Dose).language(language).open();
        for text in ["20.2 mL", "99.91 %", "187,036,850", "0.2 mL", "19.8 mL", "9,259,250/mL"] {
            result_says(&window, language, text);
        }
        let copied = copied(&mut window);
        assert!(copied.contains("20.2 mL") && copied.contains("99.91 %"), "{copied}");
    }
}

/// DL1 would be 6.8 mL and DL3 67.4 mL (62.4 and 624 million ÷ 9.25925 million): neither is shown beside DL2.
#[test]
fn once_a_level_is_assigned_the_others_show_no_volume() {
    let mut window = changed("eligible", &[("number: 1, level: \"DL2\",", "number: 1,")]).open();
    result_says(&window, Language::English, "6.8 mL");
    result_says(&window, Language::English, "20.2 mL");
    result_says(&window, Language::English, "624,000,000");
    press(&mut window, Modifiers::NONE, Key::F4);
    type_text(&mut window, "p2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    click(&mut window, "Assign DL1 · 1 × 10⁶/kg");
    result_says(&window, Language::English, "6.8 mL");
    let volumes = volumes(&window, Language::English).join("\n");
    assert!(!volumes.contains("20.2 mL") && !volumes.contains("40 mL"), "{volumes}");
    window.must_say("p2, 2026-11-22 09:00");
    click(&mut window, "Withdraw");
    result_says(&window, Language::English, "20.2 mL");
}

/// The lot of short-lot.ron holds 555.555 million; 78.5 kg at DL3 need 785 million, 229,445,000 more.
#[test]
fn planning_shows_all_levels_and_what_is_short() {
    let window = Opening::new().example("short-lot").view(View::Dose).open();
    for text in [
        "DL1",
        "DL2",
        "DL3",
        "229,445,000 cells short",
        "Highest level that the product reaches in full: DL2",
    ] {
        result_says(&window, Language::English, text);
    }
}

/// A follow-up infusion: what was given stands as it was recorded, and the planned one is shown.
#[test]
fn the_planned_infusion_is_shown_first() {
    let mut window = Opening::new().example("follow-up").view(View::Dose).open();
    result_says(&window, Language::English, "infusion 2");
    // 55.6 kg at DL2: 166.8 ÷ 9.25925 = 18.0144, rounded to 18 mL.
    result_says(&window, Language::English, "18 mL");
    click(&mut window, "Infusion 1");
    result_says(&window, Language::English, "already given");
    window.must_say("18.8 mL");
}

/// 78.5 kg at DL2: 235.5 ÷ 9.25925 = 25.43402543….
#[test]
fn the_plot_and_the_fold_of_unused_figures_open() {
    let mut window = Opening::new().example("short-lot").view(View::Dose).open();
    click(&mut window, "Volume against weight");
    click(&mut window, "Calculation");
    result_says(&window, Language::English, "≈ 25.43402543 mL");
    click(&mut window, "On the certificate, not multiplied in");
    assert_eq!(typed(&window, "viability"), "");
}

/// Nothing leaves the smallest window to the side, in any language or theme.
#[test]
fn everything_fits_into_the_smallest_window() {
    for language in BOTH {
        for dark in [false, true] {
            for name in ["eligible", "short-lot", "follow-up", "incomplete"] {
                let opening = Opening::new().example(name).view(View::Dose).size(SMALLEST);
                let window = opening.language(language).dark(dark).open();
                let inputs = named(language, "Entries", "录入");
                let results = named(language, "Result", "结果");
                let region = window.harness.get_by_label(results);
                let lefts = region.query_all_by(|node| node.label().is_some());
                let lefts = lefts.filter_map(|node| node.accesskit_node().bounding_box());
                let split = lefts.map(|bounds| bounds.x0).fold(f64::MAX, f64::min);
                // Between them: the margin of a card, a scroll bar, the gap, and the margin of the headline.
                inside(&window, inputs, split - 44.0);
                inside(&window, results, f64::from(SMALLEST[0]));
            }
        }
    }
}
