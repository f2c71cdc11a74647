//! What the criteria make of each result: the way back from the verdict to the field.

use super::{
    overall::Overall,
    row::Row,
    stage::StageResult,
    stand::{Shown, Stand},
};
use crate::{
    engine::{
        entry::case::Place,
        evidence::{
            Basis, Candidate, Comparison, Evidence, Found, LimitUsed,
            outcome::{Outcome, outcome},
        },
        protocol::plan::{Plan, Relation},
    },
    model::{Side, Truth},
};

/// One sentence of a criterion about one item.
#[derive(Clone, Debug)]
pub struct Judged<'d> {
    /// The item.
    pub item: &'d str,
    /// The result that decides, if one does.
    pub place: Option<Place>,
    /// The criterion, as its place in the plan.
    pub criterion: usize,
    /// The stage, as its place in the plan.
    pub stage: usize,
    /// The sentence, as seen from enrolment.
    pub outcome: Outcome,
    /// What it shows of its criterion: where it does not decide, nothing.
    pub shown: Shown,
    /// The value against its limit, for a quantity.
    pub compared: Option<Compared<'d>>,
    /// An earlier result stood on the other side.
    pub earlier_differs: bool,
}

/// A value against its limit.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'d> {
    /// The sentence.
    pub comparison: &'d Comparison,
    /// The value.
    pub candidate: &'d Candidate,
    /// The limit.
    pub limit: &'d LimitUsed,
    /// True where values above the limit let the patient enrol.
    pub good_above: bool,
}

impl Basis {
    /// The result that the value stands on; none for an age and an estimate.
    pub const fn place(self) -> Option<Place> {
        match self {
            Self::Finding(place)
            | Self::Differential(place)
            | Self::CorrectedDifferential(place)
            | Self::Urine(place)
            | Self::Copies(place)
            | Self::CopiesPublishedRange(place)
            | Self::AtLeastMeasurable(place) => Some(place),
            Self::Estimated(_) | Self::Age => None,
        }
    }
}

/// Every sentence that counts, in the order of stages and criteria. Branches that are not taken say nothing.
pub fn judged<'d>(plan: &Plan, stages: &'d [StageResult], overall: &Overall) -> Vec<Judged<'d>> {
    let mut found = Vec::new();
    for stage in stages {
        for row in &stage.rows {
            let Some(criterion) = plan.criteria.get(row.criterion) else { continue };
            let whole = overall.stands.get(row.criterion).copied().unwrap_or_else(|| row.stand());
            let mut walk = Walk { row, whole, stage: stage.stage, found: &mut found };
            walk.visit(criterion.side, &row.evidence, true);
        }
    }
    found
}

struct Walk<'f, 'd> {
    row: &'d Row,
    /// The criterion over all its stages.
    whole: Stand,
    stage: usize,
    found: &'f mut Vec<Judged<'d>>,
}

impl<'d> Walk<'_, 'd> {
    fn visit(&mut self, side: Side, evidence: &'d Evidence, decides: bool) {
        // A part that comes out otherwise than its criterion, and everything in it, does not decide.
        let decides = decides && outcome(side, evidence.truth) == self.row.outcome;
        match evidence.statement() {
            Some(Found::Compare(comparison)) => self.compare((side, evidence.truth), decides, comparison),
            Some(Found::Answer(answered)) => {
                let own = (outcome(side, evidence.truth), decides);
                let judged = self.judged(&answered.asked.item, answered.place, own);
                self.found.push(judged);
            }
            Some(Found::Happened(_)) | None => {}
        }
        let before = self.found.len();
        evidence.counting().for_each(|child| self.visit(side.through(evidence), child, decides));
        // Where it hangs on an answer that nobody has given, no sentence of a branch is decided yet.
        if evidence.choice().0.is_some() && !evidence.truth.is_decided() {
            for sentence in self.found.iter_mut().skip(before) {
                sentence.outcome = Outcome::Unknown;
                sentence.shown = Shown::of(Outcome::Unknown, self.row, self.whole, decides);
            }
        }
    }

    fn compare(&mut self, (side, truth): (Side, Truth), decides: bool, comparison: &'d Comparison) {
        let own = (outcome(side, truth), decides);
        let good_above =
            matches!(comparison.relation, Relation::AtLeast | Relation::Above) == (side == Side::Inclusion);
        let before = self.found.len();
        for candidate in &comparison.candidates {
            for limit in &comparison.limits {
                let compared = Compared { comparison, candidate, limit, good_above };
                let mut judged = self.judged(&comparison.item, candidate.basis.place(), own);
                judged.compared = Some(compared);
                judged.earlier_differs = comparison.earlier_differs;
                self.found.push(judged);
            }
        }
        if self.found.len() == before {
            let place = comparison.candidates.first().and_then(|candidate| candidate.basis.place());
            let judged = self.judged(&comparison.item, place, own);
            self.found.push(judged);
        }
    }

    fn judged(&self, item: &'d str, place: Option<Place>, (outcome, decides): (Outcome, bool)) -> Judged<'d> {
        Judged {
            item,
            place,
            criterion: self.row.criterion,
            stage: self.stage,
            outcome,
            shown: Shown::of(outcome, self.row, self.whole, decides),
            compared: None,
            earlier_differs: false,
        }
    }
}
