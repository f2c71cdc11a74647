//! Every convention has its redundant figures held against it, ten times too high and ten times too low (users.md 1.2).

use super::kit::*;
use crate::kit::{Patient as _, weighing};
use cardose::{
    engine::{
        dose::dosing::{DoseAsk, DoseState},
        lot::{CheckedFigure, LotAsk, LotNote},
    },
    model::{Convention, Lot, LotPart},
};

/// X2's certificate: 30 × 91.5 % = 27.45 viable, × 97 % × 42.3 % = 11.2630095 million CAR+ cells per mL.
const X2: [(&str, &str); 6] = [
    ("total", "30 10*6/mL"),
    ("viability", "91.5 %"),
    ("viable", "27.45 10*6/mL"),
    ("cd3", "97 %"),
    ("car_share", "42.3 %"),
    ("car", "11.263 10*6/mL"),
];

/// The certificate with some figures only, one of them ten times too high or too low.
fn certificate(convention: Convention, figures: &[&str], slip: Option<(&str, &str)>) -> Lot {
    let printed = X2.iter().filter(|(field, _)| figures.contains(field));
    let typed: Vec<(&str, &str)> = printed
        .map(|(field, text)| slip.filter(|(slipped, _)| slipped == field).unwrap_or((field, text)))
        .collect();
    with_bags(lot(convention, &typed), &["30"])
}

#[track_caller]
fn stops(convention: Convention, figures: &[&str], slip: (&str, &str)) {
    let level = level("70", certificate(convention, figures, Some(slip)), DL1);
    assert_eq!(level.state, DoseState::CertificateDisagrees, "{convention:?} {slip:?}");
    assert_no_volume(&level);
}

const ALL: [&str; 6] = ["total", "viability", "viable", "cd3", "car_share", "car"];

/// 70 ÷ 11.263 = 6.215… mL: the same from every convention whose figures agree; CAR+ of viable cells is 41.031 %.
#[test]
fn agreeing_figures_guard_every_convention() {
    for convention in
        [Convention::Stated, Convention::SinglePlatform, Convention::TotalCount, Convention::ViableCount]
    {
        let dosing = dose(&weighing("70").lot(certificate(convention, &ALL, None)), &usual());
        assert_eq!(dosing.levels[DL1].state, DoseState::Ready, "{convention:?}");
        exactly(&volume(&dosing.levels[DL1]), "6.2");
        assert!(!dosing.lots[0].notes.contains(&LotNote::Unguarded), "{convention:?}");
    }
    let share = Some(("car_share", "41.031 %"));
    let of_viable = certificate(Convention::CarOfViable, &ALL, share);
    exactly(&volume(&level("70", of_viable, DL1)), "6.2");
}

/// Which gate a certificate means that states the concentration is not known: either agrees.
#[test]
fn a_stated_concentration_agrees_with_either_gate() {
    let of_viable = certificate(Convention::Stated, &ALL, Some(("car_share", "41.031 %")));
    assert_eq!(level("70", of_viable, DL1).state, DoseState::Ready);
}

#[test]
fn a_tenfold_slip_stops_whatever_the_convention() {
    for convention in [Convention::Stated, Convention::SinglePlatform] {
        for slip in [
            ("car", "1.1263 10*6/mL"),
            ("car", "112.63 10*6/mL"),
            ("total", "300 10*6/mL"),
            ("total", "3 10*6/mL"),
            ("viable", "274.5 10*6/mL"),
            ("viable", "2.745 10*6/mL"),
            ("car_share", "4.23 %"),
        ] {
            stops(convention, &ALL, slip);
        }
        // Viable or total count alone will do.
        let counted = ["total", "viability", "cd3", "car_share", "car"];
        stops(convention, &counted, ("car", "1.1263 10*6/mL"));
        stops(convention, &["viable", "cd3", "car_share", "car"], ("car", "1.1263 10*6/mL"));
    }
    for convention in [Convention::TotalCount, Convention::ViableCount, Convention::CarOfViable] {
        let counts = ["total", "viability", "viable", "cd3", "car_share"];
        for slip in [("total", "300 10*6/mL"), ("viable", "274.5 10*6/mL"), ("viable", "2.745 10*6/mL")] {
            stops(convention, &counts, slip);
        }
    }
}

/// Two counts that agree say nothing of a concentration that rests on neither.
#[test]
fn counts_alone_guard_no_stated_concentration() {
    let lot = certificate(Convention::Stated, &["total", "viability", "viable", "car"], None);
    let dosing = dose(&weighing("70").lot(lot), &usual());
    let checked: Vec<_> = dosing.lots[0].checks.iter().map(|check| (check.what, check.agrees)).collect();
    assert_eq!(checked, [(CheckedFigure::ViableCount, true)]);
    assert!(dosing.lots[0].notes.contains(&LotNote::Unguarded));
}

/// facts.md E7: 18 mL of 6.2 and 9.7 of 8.9 million per mL are 27.7 mL: bags with concentrations of their own.
#[test]
fn the_printed_volume_is_that_of_the_bags() {
    let of = |printed: &str| {
        let mut lot = with_bags(stated("6.2"), &["18", "20"]);
        lot.bags[0].car = t("6.2 10*6/mL");
        lot.bags[1].car = t("8.9 10*6/mL");
        lot.certificate_volume = t(printed);
        lot.certificate_level = "DL2".into();
        level("66", lot, DL2).state
    };
    assert_eq!(of("27.7 mL"), DoseState::Ready);
    // 27.7079 × 1.02 = 28.262; ÷ 1.02 = 27.165
    assert_eq!(of("28.26 mL"), DoseState::Ready);
    assert_eq!(of("28.27 mL"), DoseState::CertificateDisagrees);
    assert_eq!(of("27.16 mL"), DoseState::CertificateDisagrees);
    assert_eq!(of("2.77 mL"), DoseState::CertificateDisagrees);
}

/// 118 kg, no cap set: 354 million are 35.4 mL, 300 million capped at 100 kg are 30 mL; either may be printed.
#[test]
fn the_printed_volume_may_be_either_while_the_cap_is_open() {
    let site = usual_but(&[("weight_cap", "unset")]);
    for (printed, agrees) in [("35.4 mL", true), ("30 mL", true), ("33 mL", false), ("3 mL", false)] {
        let mut lot = with_bags(stated("10"), &["40"]);
        lot.certificate_volume = t(printed);
        lot.certificate_level = "DL2".into();
        let state = dose(&weighing("118").lot(lot), &site).levels[DL2].state.clone();
        assert_eq!(state == DoseState::CertificateDisagrees, !agrees, "{printed}: {state:?}");
    }
}

/// The certificate does not say for which level: it is the assigned one; without one the level is asked for. DL1 and
/// DL3 are ten times apart, so no level is guessed.
#[test]
fn a_printed_volume_without_its_level() {
    let of = |level: Option<&str>, printed: &str, for_level: &str| {
        let mut lot = with_bags(stated("10"), &["40"]);
        lot.certificate_volume = t(printed);
        lot.certificate_level = for_level.into();
        let mut draft = weighing("60").lot(lot);
        let mut infusion = infusion(1, &["L1"]);
        infusion.level = level.map(str::to_owned);
        draft.infusions.push(infusion);
        dose(&draft, &usual())
    };
    assert_eq!(of(Some("DL2"), "18 mL", "").levels[DL2].state, DoseState::Ready);
    assert_eq!(of(Some("DL2"), "1.8 mL", "").levels[DL2].state, DoseState::CertificateDisagrees);
    for dosing in [of(None, "18 mL", ""), of(Some("DL2"), "18 mL", "high")] {
        assert_eq!(lot_asks(&dosing), [LotAsk::Field(LotPart::CertificateLevel)]);
        assert_asks(&dosing.levels[DL2], &[DoseAsk::LotDetails]);
    }
}

/// facts.md section 8: viability below 70 %, CD3+ below 80 %, CAR+ below 10 or above 90 % are unusual; said, not asked.
#[test]
fn unusual_shares_are_noted() {
    for (field, text, noted) in [
        ("viability", "69.9 %", Some(LotNote::LowViability)),
        ("viability", "70 %", None),
        ("cd3", "79.9 %", Some(LotNote::LowCd3)),
        ("cd3", "80 %", None),
        ("car_share", "9.9 %", Some(LotNote::UnusualCarShare)),
        ("car_share", "10 %", None),
        ("car_share", "90 %", None),
        ("car_share", "90.1 %", Some(LotNote::UnusualCarShare)),
    ] {
        let chain = ["total", "viability", "cd3", "car_share"];
        let lot = certificate(Convention::TotalCount, &chain, Some((field, text)));
        let notes = dose(&weighing("70").lot(lot), &usual()).lots[0].notes.clone();
        let unusual = [LotNote::LowViability, LotNote::LowCd3, LotNote::UnusualCarShare];
        let found: Vec<LotNote> = notes.into_iter().filter(|note| unusual.contains(note)).collect();
        assert_eq!(found, Vec::from_iter(noted), "{field} {text}");
    }
}

/// A bag with a concentration of its own is held against the site's range as well.
#[test]
fn the_expected_range_holds_for_every_bag() {
    let site = usual_but(&[("expected_car_low", "2 10*6/mL"), ("expected_car_high", "20 10*6/mL")]);
    for (car, outside) in [("20 10*6/mL", false), ("20.1 10*6/mL", true), ("1.9 10*6/mL", true)] {
        let mut lot = with_bags(stated("10"), &["20", "20"]);
        lot.bags[1].car = t(car);
        let notes = dose(&weighing("60").lot(lot), &site).lots[0].notes.clone();
        assert_eq!(notes.contains(&LotNote::OutsideExpected), outside, "{car}");
    }
}
