//! Lots, the usual site, and readers of what comes out.

use crate::kit::{Patient as _, Settled as _, amount, bare_site, context_of, eligible, result, weighing, x};
use cardose::{
    engine::{
        Context, Derived, derive,
        dose::{
            dosing::{DoseAsk, DoseResult, DoseState, Dosing, LevelDose},
            readiness::{
                line::{LineId, LineState, line_code},
                need_code,
            },
        },
        formula::step::{Step, Term},
        lot::LotAsk,
        problem::ProblemCode,
    },
    model::{Bag, Basis, Confirmation, Convention, Draft, Infusion, Lot, Signed, Site, Typed},
    quantity::{
        Exact,
        component::{CarCells, CarDensity},
        display::Displayed as _,
        units::{
            RuntimeUnit as _,
            si::{Mass, Ratio, Volume},
            volume,
        },
    },
};

pub(super) const DL1: usize = 0;
pub(super) const DL2: usize = 1;
pub(super) const DL3: usize = 2;

/// What most sites would set; nothing of it binds or hides in the examples.
const USUAL: [(&str, &str); 7] = [
    ("dosing_weight", "screening"),
    ("weight_cap", "none"),
    ("tolerance_below", "20 %"),
    ("tolerance_above", "20 %"),
    ("rounding_step", "0.2 mL"),
    ("rounding_mode", "half_up"),
    ("hold_up", "none"),
];

/// A site that has set only these.
pub(super) fn site(settings: &[(&str, &str)]) -> Site {
    settings.iter().fold(bare_site(), |site, (id, text)| site.setting(id, text))
}

/// The usual site with these changed; `unset` takes a setting away.
pub(super) fn usual_but(changes: &[(&str, &str)]) -> Site {
    site(&[&USUAL[..], changes].concat())
}

pub(super) fn usual() -> Site {
    usual_but(&[])
}

pub(super) fn typed(value: &str, unit: &str) -> Typed {
    Typed::new(value, unit)
}

/// `25.0 10*6/mL`, digits and unit as they would be typed.
pub(super) fn t(text: &str) -> Typed {
    text.split_once(' ').map_or_else(|| Typed::new(text, ""), |(value, unit)| Typed::new(value, unit))
}

/// CAR+ cells per mL stated, in millions; no bags.
pub(super) fn stated(millions: &str) -> Lot {
    lot(Convention::Stated, &[("car", &format!("{millions} 10*6/mL"))])
}

/// A lot of these figures; no bags.
pub(super) fn lot(convention: Convention, figures: &[(&str, &str)]) -> Lot {
    let mut lot =
        Lot { id: "L1".into(), label_subject: "S-01".into(), convention: Some(convention), ..Lot::default() };
    for (field, text) in figures {
        *field_of(&mut lot, field) = t(text);
    }
    lot
}

pub(super) fn field_of<'l>(lot: &'l mut Lot, field: &str) -> &'l mut Typed {
    match field {
        "car" => &mut lot.car,
        "total" => &mut lot.total,
        "viable" => &mut lot.viable,
        "viability" => &mut lot.viability,
        "cd3" => &mut lot.cd3,
        "car_share" => &mut lot.car_share,
        "recovery" => &mut lot.recovery,
        "certificate_cells" => &mut lot.certificate_cells,
        "certificate_volume" => &mut lot.certificate_volume,
        other => panic!("no field {other}"),
    }
}

/// The lot of X1: 25.0 × 96.2 % × 38.5 % = 9.25925 million CAR+ cells per mL.
pub(super) fn x1_lot() -> Lot {
    lot(Convention::ViableCount, &[("viable", "25.0 10*6/mL"), ("cd3", "96.2 %"), ("car_share", "38.5 %")])
}

/// Bags 1, 2, … of these fills, mL.
pub(super) fn bags(fills: &[&str]) -> Vec<Bag> {
    let bag = |(index, fill): (usize, &&str)| Bag {
        number: (index + 1).to_string(),
        volume: typed(fill, "mL"),
        ..Bag::default()
    };
    fills.iter().enumerate().map(bag).collect()
}

pub(super) fn with_bags(lot: Lot, fills: &[&str]) -> Lot {
    Lot { bags: bags(fills), ..lot }
}

pub(super) fn infusion(number: u32, lots: &[&str]) -> Infusion {
    Infusion { number, lots: lots.iter().map(|id| (*id).to_owned()).collect(), ..Infusion::default() }
}

/// A patient with this lot, assigned to DL2.
pub(super) fn assigned(kilograms: &str, lot: Lot) -> Draft {
    let first = Infusion { level: Some("DL2".into()), ..infusion(1, &["L1"]) };
    Draft { infusions: vec![first], ..weighing(kilograms).lot(lot) }
}

pub(super) fn signed() -> Signed {
    Signed { by: "p2".into(), at: "2026-11-20T10:00".into(), reason: "read again".into() }
}

pub(super) fn outcome(draft: &Draft, site: &Site) -> Derived {
    derive(draft, &context_of(site))
}

/// The first dosing.
pub(super) fn dose(draft: &Draft, site: &Site) -> Dosing {
    first(outcome(draft, site))
}

pub(super) fn dose_in(draft: &Draft, context: &Context) -> Dosing {
    first(derive(draft, context))
}

fn first(derived: Derived) -> Dosing {
    derived.dosings.into_iter().next().expect("one dosing")
}

/// A level of one lot for one patient at the usual site.
pub(super) fn level(kilograms: &str, lot: Lot, level: usize) -> LevelDose {
    dose(&weighing(kilograms).lot(lot), &usual()).levels[level].clone()
}

#[track_caller]
pub(super) fn only(level: &LevelDose) -> &DoseResult {
    assert_eq!(level.results.len(), 1, "{level:#?}");
    &level.results[0]
}

#[track_caller]
pub(super) fn volume(level: &LevelDose) -> Exact {
    let result = only(level);
    result.draw.as_ref().unwrap_or_else(|| panic!("no volume: {:?}", level.state)).volume.said()
}

/// A quantity as the number that is displayed: kg, mL, per cent, cells, cells per mL.
pub(super) trait Said {
    fn said(&self) -> Exact;
}

macro_rules! said {
    ($($Quantity:ty),+) => {$(
        impl Said for $Quantity {
            fn said(&self) -> Exact {
                self.displayed()
            }
        }
    )+};
}
said!(Mass, Volume, Ratio, CarCells, CarDensity);

impl Said for Exact {
    fn said(&self) -> Exact {
        self.clone()
    }
}

/// So many millilitres.
pub(super) fn ml(text: &str) -> Volume {
    volume::Unit::milliliter.quantity(x(text))
}

/// So many cells.
pub(super) fn cells(text: &str) -> CarCells {
    CarCells::count(x(text))
}

/// The number as printed in facts.md: at least six digits, the last one rounded.
#[track_caller]
pub(super) fn near(actual: &impl Said, printed: &str) {
    let actual = actual.said();
    let plain: String = printed.chars().filter(|c| *c != ',').collect();
    let digits = plain.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit).count();
    assert!(digits >= 6, "{printed} has too few digits to compare by");
    let shown = actual.significant(u32::try_from(digits).unwrap());
    assert_eq!(x(&shown), x(&plain), "{} against {printed}", actual.significant(digits.try_into().unwrap()));
}

/// Exactly this number; thousands may be grouped.
#[track_caller]
pub(super) fn exactly(actual: &impl Said, printed: &str) {
    let plain: String = printed.chars().filter(|c| *c != ',').collect();
    assert_eq!(actual.said(), x(&plain));
}

/// No millilitres and nothing to compute them from.
#[track_caller]
pub(super) fn assert_no_volume(level: &LevelDose) {
    assert!(!matches!(level.state, DoseState::Ready | DoseState::Underdose), "{:?}", level.state);
    for result in &level.results {
        let per_kg = result.per_kg.is_none() && result.per_actual_kg.is_none();
        let none = result.draw.is_none() && result.delivered.is_none() && result.deviation.is_none();
        assert!(none && per_kg, "{result:#?}");
        for term in result.steps().iter().flat_map(terms) {
            assert!(!term.unit.contains("mL"), "{term:?}");
        }
    }
}

fn terms(step: &Step) -> impl Iterator<Item = &Term> {
    step.terms.iter().chain([&step.result])
}

#[track_caller]
pub(super) fn assert_asks(level: &LevelDose, asks: &[DoseAsk]) {
    assert_eq!(level.state, DoseState::Asks(asks.to_vec()));
    assert_no_volume(level);
}

/// What the first lot asks for.
pub(super) fn lot_asks(dosing: &Dosing) -> &[LotAsk] {
    &dosing.lots[0].asks
}

/// The problem at a field, if there is one.
pub(super) fn problem<'d>(derived: &'d Derived, field: &str) -> Option<&'d ProblemCode> {
    derived.problems.iter().find(|problem| problem.field.to_string() == field).map(|problem| &problem.code)
}

/// The lines of the list that are not done.
pub(super) fn open_lines(dosing: &Dosing) -> Vec<&'static str> {
    let open = dosing.readiness.iter().filter(|line| line.state() != LineState::Done);
    open.map(|line| line_code(line.line)).collect()
}

/// What a line needs, by code.
pub(super) fn needs(dosing: &Dosing, line: LineId) -> Vec<&'static str> {
    let own = dosing.readiness.iter().filter(|own| own.line == line).flat_map(|own| &own.needs);
    own.filter(|need| need.state != LineState::Done).map(|need| need_code(&need.code)).collect()
}

/// All that the label, the counting time and the height say; nothing of it is asked for then.
pub(super) fn complete(mut draft: Draft, height: &str) -> Draft {
    for lot in &mut draft.lots {
        if lot.expires.is_empty() {
            lot.expires = "2027-05-31".into();
        }
        lot.basis = lot.basis.or(Some(Basis::AfterThaw));
    }
    for report in &mut draft.assessments {
        report.results.push(result("height", amount(height, "cm")));
    }
    draft
}

/// The eligible example with this weight, level and lot; the certificate's total fits the lot.
pub(super) fn ready_with(kilograms: &str, level: &str, lot: Lot) -> Draft {
    let mut draft = eligible().quantity("weight", kilograms, "kg");
    let own = draft.lots[0].clone();
    draft.lots = vec![Lot {
        id: own.id,
        label_subject: own.label_subject,
        expires: own.expires,
        basis: own.basis,
        ..lot
    }];
    draft.infusions[0].level = Some(level.into());
    draft
}

/// Bags of 20 mL with so many CAR+ cells each, and their total.
pub(super) fn per_bag(bags: usize, cells: &str) -> Lot {
    let fills = vec!["20"; bags];
    let mut lot = with_bags(lot(Convention::Stated, &[]), &fills);
    for bag in &mut lot.bags {
        bag.cells = typed(cells, "cells");
    }
    let total = x(cells) * x(&bags.to_string());
    lot.certificate_cells = typed(&total.to_string(), "cells");
    lot
}

#[track_caller]
pub(super) fn one_volume(found: &Derived, expected: &str) {
    let level = found.dosings[0].assigned_level().unwrap();
    exactly(&volume(level), expected);
}

/// A decision on this value, signed.
pub(super) fn decision(field: &str, value: Typed) -> Confirmation {
    Confirmation { field: field.into(), value, signed: signed(), choice: None }
}
