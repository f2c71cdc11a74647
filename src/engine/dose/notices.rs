//! What a person must look at before a dose that is still to be given.

use super::{
    DecidedBy, WeightChoice,
    dosing::{DoseState, Dosing},
    planner::Planner,
    readiness::{NeedCode, Sign, SignedIn, line::LineState},
    weight::{day_of, used_at},
};
use crate::{
    engine::{
        entry::case::{Case, Read},
        lot::{LotAsk, LotNote, ReadLot},
        moment::read_moment,
        notice::{Class, Notice, NoticeCode},
        site::context::Context,
    },
    model::{Infusion, Lot, Typed},
    quantity::{
        Analyte, Exact,
        component::CarDensity,
        units::{RuntimeUnit as _, cell_density, volume},
    },
};
use jiff::civil::DateTime;
use std::borrow::Cow;

const PER_ML: cell_density::Unit = cell_density::Unit::per_milliliter;

/// Volumes between these are usual: the first in tenths of a millilitre, the second in millilitres (facts.md
/// section 8).
const USUAL_DRAW: (i64, i64) = (5, 150);

/// A decision about a lot that a person has to sign, by the name it is kept under in [`Lot::confirmed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotDecision {
    /// The lot is used past its expiry.
    Expired,
    /// Its concentration is used though it lies outside what the site expects.
    OutsideExpected,
    /// Its concentration is used though no second figure of the certificate guards it.
    Unguarded,
}

impl LotDecision {
    /// The name in the record.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Expired => "expires",
            Self::OutsideExpected => "expected",
            Self::Unguarded => "unguarded",
        }
    }

    /// What a signature of it stands under: another expiry or concentration is not covered. `None` without one.
    pub(super) fn sign(self, lot: &Lot, read: &ReadLot) -> Option<Sign> {
        let value = match self {
            Self::Expired => Typed::new(lot.expires.trim(), ""),
            Self::OutsideExpected | Self::Unguarded => {
                read.car.as_ref()?;
                let per_ml = |density: &CarDensity| PER_ML.value(density.quantity()).to_string();
                let found: Vec<String> = read.concentrations().iter().map(per_ml).collect();
                Typed::new(&found.join(" "), "/mL")
            }
        };
        Some(Sign { within: SignedIn::Lot(read.index), field: self.field(), value })
    }

    /// A person has decided.
    fn is_made(self, lot: &Lot, read: &ReadLot) -> bool {
        self.sign(lot, read).is_some_and(|sign| sign.made(&lot.confirmed).is_some())
    }
}

/// The notices of a dose, stops first.
pub(super) fn notices(case: &Case<'_>, context: &Context, dosing: &Dosing) -> Vec<Notice> {
    let mut found = Vec::new();
    let mut add = |class, code| found.push(Notice { class, code });
    let number = dosing.infusion;
    of_weight(case, context, dosing, &mut add);
    for lot in &dosing.lots {
        if let Some(typed) = case.draft.lots.get(lot.index) {
            of_lot(used_at(case, context, &infusion_of(case, number)), typed, lot, &mut add);
        }
    }
    if let Some(level) = dosing.assigned_level() {
        match &level.state {
            DoseState::Overdose(_) => add(Class::Stop, NoticeCode::Overdose(number)),
            DoseState::Underdose => {
                add(decided(dosing, &[NeedCode::Underdose]), NoticeCode::Underdose(number));
            }
            DoseState::Ready | DoseState::Asks(_) | DoseState::CertificateDisagrees => {}
        }
        let milliliters = |number| volume::Unit::milliliter.quantity(number);
        let (low, high) =
            (milliliters(Exact::ratio(USUAL_DRAW.0, 10)), milliliters(Exact::from(USUAL_DRAW.1)));
        let draws = level.results.iter().filter_map(|result| result.draw.as_ref());
        if draws.map(|draw| &draw.volume).any(|volume| *volume < low || *volume > high) {
            add(Class::Note, NoticeCode::UnusualVolume(number));
        }
        let settings = &context.settings;
        if settings.tolerance_above.is_not_set() || settings.tolerance_below.is_not_set() {
            add(Class::Note, NoticeCode::ToleranceNotSet);
        }
    }
    found.sort_by_key(|notice| notice.class);
    found
}

/// The infusion of this number; one of its own where none is entered.
fn infusion_of<'d>(case: &Case<'d>, number: u32) -> Cow<'d, Infusion> {
    let entered = case.draft.infusions.iter().find(|infusion| infusion.number == number);
    entered.map_or_else(|| Cow::Owned(Infusion { number, ..Infusion::default() }), Cow::Borrowed)
}

/// Somebody has decided one of these.
fn decided(dosing: &Dosing, codes: &[NeedCode]) -> Class {
    let mut needs = dosing.readiness.iter().flat_map(|line| &line.needs);
    let made = needs.any(|need| need.state == LineState::Done && codes.contains(&need.code));
    if made { Class::Note } else { Class::Decide }
}

fn of_weight(case: &Case<'_>, context: &Context, dosing: &Dosing, add: &mut dyn FnMut(Class, NoticeCode)) {
    let number = dosing.infusion;
    let infusion = &*infusion_of(case, number);
    match &dosing.weight {
        WeightChoice::Ask(_) => add(Class::Decide, NoticeCode::WhichWeight(number)),
        WeightChoice::Latest(..) => add(Class::Note, NoticeCode::LatestWeight(number)),
        WeightChoice::Missing | WeightChoice::NotUsable(_) => return,
        WeightChoice::Decided(..) => {}
    }
    if let (Some(other), WeightChoice::Decided(own, _)) = (dosing.other_weights.last(), &dosing.weight) {
        let weight = WeightChoice::Decided(other.clone(), DecidedBy::Person);
        let planner = Planner::new(context, &weight, &dosing.lots);
        let level = dosing.assigned.and_then(|place| context.plan.levels.get(place));
        let results = level.map(|level| planner.results(level, &mut Vec::new())).unwrap_or_default();
        let target = results.into_iter().next().map(|result| result.target);
        let (own, other) = (own.mass.clone(), other.clone());
        let class = decided(dosing, &[NeedCode::WeightDiffers, NeedCode::NoRecentWeight]);
        add(class, NoticeCode::WeightChanged { infusion: number, own, other, target });
    }
    // Where the site fixes the weight by stage its age does not matter.
    let decided_on =
        matches!(dosing.weight, WeightChoice::Decided(_, DecidedBy::Person | DecidedBy::Stage(_)));
    if let WeightChoice::Decided(weight, _) | WeightChoice::Latest(weight, _) = &dosing.weight
        && !decided_on
        && context.settings.is_too_old(weight.when, day_of(case, context, infusion))
    {
        add(decided(dosing, &[NeedCode::WeightOld, NeedCode::NoRecentWeight]), NoticeCode::WeightOld(number));
    }
    let heights = context.plan.analyte(Analyte::Height).and_then(|item| case.findings.get(item));
    let usable = |read: &Read<'_>| matches!(read, Read::Measured(_));
    if !heights.is_some_and(|heights| heights.iter().any(|height| usable(&height.read))) {
        add(Class::Note, NoticeCode::WeightUnchecked(number));
    }
}

fn of_lot(used_at: DateTime, typed: &Lot, lot: &ReadLot, add: &mut dyn FnMut(Class, NoticeCode)) {
    let id = || typed.id.clone();
    let class = |decision: LotDecision| {
        if decision.is_made(typed, lot) { Class::Note } else { Class::Decide }
    };
    if lot.asks.contains(&LotAsk::OtherSubject) {
        add(Class::Stop, NoticeCode::OtherSubject(id()));
    }
    if !lot.certificate_agrees() {
        add(Class::Stop, NoticeCode::CertificateDisagrees(id()));
    }
    let expires = read_moment(&typed.expires).ok().flatten();
    if expires.is_some_and(|day| day.last < used_at) {
        add(class(LotDecision::Expired), NoticeCode::Expired(id()));
    }
    for note in &lot.notes {
        let class = match note {
            LotNote::Unguarded => class(LotDecision::Unguarded),
            LotNote::OutsideExpected => class(LotDecision::OutsideExpected),
            LotNote::NoRecoveryApplied
            | LotNote::ViabilityNotMultiplied
            | LotNote::Cd3NotMultiplied
            | LotNote::RecoveryNotMultiplied
            | LotNote::VolumesMissing
            | LotNote::HoldUpNotSet
            | LotNote::ConventionNotExpected
            | LotNote::LowViability
            | LotNote::LowCd3
            | LotNote::UnusualCarShare
            | LotNote::CountedAfterThaw
            | LotNote::UnusualBag => Class::Note,
        };
        add(class, NoticeCode::Lot(id(), *note));
    }
}
