//! What a line needs: which field would do it, or what somebody can sign.

use super::line::LineState;
use crate::{
    engine::{
        codes::codes,
        dose::dosing::Overdose,
        lot::{CheckedFigure, LotAsk},
        problem::{Problem, ProblemCode},
        protocol::plan::Name,
        site::context::ChangedOnDisk,
    },
    model::{Address, Confirmation, Draft, Typed},
};
use jiff::civil::Date;

/// One thing that a line needs, or that was decided of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// What.
    pub code: NeedCode,
    /// How it stands.
    pub state: LineState,
    /// The field that does it, by its address; [`Address::Nowhere`] where no one field does.
    pub field: Address,
    /// Somebody can decide it, or has decided it.
    pub sign: Option<Sign>,
}

/// What a signature would stand under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Where it is kept.
    pub within: SignedIn,
    /// The name that it is kept under.
    pub field: &'static str,
    /// What exactly is decided on: it lapses with it.
    pub value: Typed,
}

/// Where a decision is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// In the lot at this place of the draft.
    Lot(usize),
    /// In the infusion.
    Infusion,
    /// In the draft itself: it is about the patient, whatever the infusion.
    Draft,
}

/// What a line needs. Lots and bags are named by their places in the draft.
#[derive(Clone, Debug, PartialEq)]
pub enum NeedCode {
    /// Somebody else has written the open record: it must be read again.
    RecordChanged(ChangedOnDisk),
    /// The patient's own subject code.
    Subject,
    /// The subject code from the bag's label.
    Label(usize),
    /// The lot number from the bag's label.
    LotNumber(usize),
    /// The expiry, or that none is printed.
    Expiry(usize),
    /// The expiry has passed: a decision.
    Expired(usize),
    /// The label names another subject.
    OtherSubject(usize),
    /// A lot.
    Lot,
    /// What the lot asks for.
    Ask(usize, LotAsk),
    /// The certificate's total of CAR+ cells.
    CertificateTotal,
    /// Two figures of the certificate contradict each other.
    Disagrees(usize, CheckedFigure),
    /// No second figure of CAR+ cells guards the concentration: a decision.
    Unguarded(usize),
    /// The concentration lies outside what the site expects: a decision.
    OutsideExpected(usize),
    /// When the cells were counted.
    Basis(usize),
    /// Lots counted at different times are given together: a decision.
    CountingTimes,
    /// An entry that cannot be read, or cannot be right: what is wrong with it.
    Mend(ProblemCode),
    /// The same thing is entered twice, and nobody knows which is meant.
    Twice,
    /// A weight.
    Weight,
    /// The weight must be confirmed or mended.
    WeightNotUsable,
    /// Which of several weights.
    WhichWeight,
    /// A weight's date: none, no day, or in the future.
    WeightDate,
    /// The height.
    Height,
    /// No weight of the last seven days before the infusion: a decision, or weigh.
    NoRecentWeight,
    /// The weight is older than the site allows: a decision.
    WeightOld,
    /// The recent weight differs by more than 10 %: a decision.
    WeightDiffers,
    /// The level.
    Level,
    /// The patient is not eligible, by these criteria: a decision.
    NotEligible(Vec<Name>),
    /// The patient is not eligible now, by these criteria: a decision.
    NotNow(Vec<Name>),
    /// Entries are missing: enter them, or a decision.
    Incomplete,
    /// The investigator has decided that the patient does not go on.
    DoesNotGoOn,
    /// What is met so far is asked again on the day: the date of this stage.
    AskedAgain(Name),
    /// A later infusion: which criteria apply is open, a decision.
    LaterInfusion,
    /// These criteria look again, and newer findings would turn them: a decision.
    LooksAgain(Vec<Name>),
    /// These laboratory values were old on the last day of screening: a decision.
    OldValues(Vec<(Name, Date)>),
    /// An upper limit that nobody has confirmed decides these criteria, and another usual one would turn them: a
    /// decision.
    LimitsTurn(Vec<Name>),
    /// The bags of a lot with their volumes.
    Volumes(usize),
    /// How many millilitres were infused of a bag.
    InfusedVolume(usize, usize),
    /// Nothing is left to draw: the end of the infusion.
    End,
    /// When a bag was thawed.
    ThawTime(usize, usize),
    /// Bags past their stability are planned: a decision on all of them.
    PastStability(Vec<(usize, usize)>),
    /// A site parameter.
    Parameter(Name),
    /// Too much.
    Overdose(Overdose),
    /// Below tolerance, or short: a decision.
    Underdose,
}

codes! {
    /// Its stable name.
    pub fn need_code(&NeedCode), NEEDS {
        NeedCode::RecordChanged(_) => "record_changed",
        NeedCode::Subject => "subject",
        NeedCode::Label(_) => "label",
        NeedCode::LotNumber(_) => "lot_number",
        NeedCode::Expiry(_) => "expiry",
        NeedCode::Expired(_) => "expired",
        NeedCode::OtherSubject(_) | NeedCode::Ask(_, LotAsk::OtherSubject) => "other_subject",
        NeedCode::Lot => "lot",
        NeedCode::CertificateTotal => "certificate_total",
        NeedCode::Disagrees(..) => "certificate_disagrees",
        NeedCode::Unguarded(_) => "unguarded",
        NeedCode::OutsideExpected(_) => "outside_expected",
        NeedCode::Basis(_) | NeedCode::Ask(_, LotAsk::Basis) => "basis",
        NeedCode::CountingTimes => "counting_times",
        NeedCode::Mend(_) | NeedCode::Ask(_, LotAsk::Mend) => "mend",
        NeedCode::Twice => "twice",
        NeedCode::Weight => "weight",
        NeedCode::WeightNotUsable => "weight_not_usable",
        NeedCode::WhichWeight => "which_weight",
        NeedCode::WeightDate => "weight_date",
        NeedCode::Height => "height",
        NeedCode::NoRecentWeight => "no_recent_weight",
        NeedCode::WeightOld => "weight_old",
        NeedCode::WeightDiffers => "weight_differs",
        NeedCode::Level => "level",
        NeedCode::NotEligible(_) => "not_eligible",
        NeedCode::NotNow(_) => "not_now",
        NeedCode::Incomplete => "incomplete",
        NeedCode::DoesNotGoOn => "does_not_go_on",
        NeedCode::AskedAgain(_) => "asked_again",
        NeedCode::LaterInfusion => "later_infusion",
        NeedCode::LooksAgain(_) => "looks_again",
        NeedCode::OldValues(_) => "old_values",
        NeedCode::LimitsTurn(_) => "limits_turn",
        NeedCode::Volumes(_) => "volumes",
        NeedCode::InfusedVolume(..) => "infused_volume",
        NeedCode::End => "end",
        NeedCode::ThawTime(..) => "thaw_time",
        NeedCode::PastStability(_) => "past_stability",
        NeedCode::Parameter(_) => "parameter",
        NeedCode::Overdose(_) => "overdose",
        NeedCode::Underdose => "underdose",
        NeedCode::Ask(_, LotAsk::Convention) => "convention",
        NeedCode::Ask(_, LotAsk::Field(_) | LotAsk::Bag(..)) => "field",
        NeedCode::Ask(_, LotAsk::NoCarCells(_)) => "no_car_cells",
        NeedCode::Ask(_, LotAsk::Confirm(_)) => "confirm",
        NeedCode::Ask(_, LotAsk::NoBag) => "no_bag",
        NeedCode::Ask(_, LotAsk::PlannedFor(_)) => "planned_for",
    }
}

impl Need {
    /// Something to enter or mend.
    pub(super) fn open(code: NeedCode, field: Address) -> Self {
        Self { code, state: LineState::Open, field, sign: None }
    }

    /// An entry to mend, at its own field; what stands there twice stops.
    pub(super) fn mend(problem: &Problem) -> Self {
        let field = problem.field.clone();
        if problem.code == ProblemCode::Duplicate {
            return Self::stop(NeedCode::Twice, field);
        }
        Self::open(NeedCode::Mend(problem.code.clone()), field)
    }

    /// Something that nobody can sign away.
    pub(super) fn stop(code: NeedCode, field: Address) -> Self {
        Self { code, state: LineState::Stopped, field, sign: None }
    }

    /// A decision; done once somebody has made it on this very value.
    pub(super) fn decision(code: NeedCode, field: Address, sign: Sign, known: &[Confirmation]) -> Self {
        let state = if sign.made(known).is_some() { LineState::Done } else { LineState::Open };
        Self { code, state, field, sign: Some(sign) }
    }
}

impl Sign {
    /// The decision on this very value, if somebody has made it.
    pub fn made<'k>(&self, known: &'k [Confirmation]) -> Option<&'k Confirmation> {
        self.all_made(known).next()
    }

    /// Every decision on this very value that somebody has signed.
    pub(super) fn all_made<'k>(&self, known: &'k [Confirmation]) -> impl Iterator<Item = &'k Confirmation> {
        let own = |known: &&Confirmation| known.field == self.field && known.value == self.value;
        known.iter().filter(own).filter(|known| !known.signed.by.trim().is_empty())
    }

    /// The decision as it is kept in the draft.
    pub fn kept<'d>(&self, draft: &'d Draft, infusion: u32) -> Option<&'d Confirmation> {
        let known = match self.within {
            SignedIn::Lot(place) => draft.lots.get(place).map(|lot| lot.confirmed.as_slice()),
            SignedIn::Draft => Some(draft.confirmed.as_slice()),
            SignedIn::Infusion => {
                let own = draft.infusions.iter().find(|known| known.number == infusion);
                own.map(|infusion| infusion.confirmed.as_slice())
            }
        };
        self.made(known.unwrap_or_default())
    }
}
