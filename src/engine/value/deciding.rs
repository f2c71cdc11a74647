//! A patient as seen from one stage: which result decides there.

use super::{at::At, candidate::candidate, estimate::Inputs, patient::Patient};
use crate::{
    engine::{
        entry::case::{Case, Read, ReadFinding, ReadUln},
        evidence::{Candidate, Entry, Needs, Why},
        moment::Moment,
        protocol::plan::{Name, PlanKind},
        site::context::Context,
    },
    model::Stage,
};
use jiff::civil::{Date, DateTime};
use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
    sync::Arc,
};

/// A patient at a stage.
pub(crate) struct View<'c, 'd> {
    pub(crate) context: &'c Context,
    pub(crate) case: &'c Case<'d>,
    pub(crate) stage: usize,
    pub(crate) infusion: u32,
    pub(crate) stage_date: Option<Moment>,
    /// The stage has a date, and it leaves the day open.
    day_open: bool,
    /// The stage has passed and nobody knows when, or its date cannot be right: what was collected after it cannot be
    /// told from what was collected before.
    pub(crate) day_missing: bool,
    /// Results up to here count.
    pub(crate) as_of: DateTime,
    pub(crate) patient: Patient<'c>,
    /// What estimates the clearance here, once somebody has asked.
    pub(crate) renal: OnceCell<Inputs<'c, 'd>>,
    /// The times of samples, by item, once a window has asked.
    pub(crate) samples: RefCell<Vec<(usize, Rc<[At]>)>>,
}

impl<'c, 'd> View<'c, 'd> {
    /// The patient at a stage; without a date, as of now.
    pub(crate) fn new(
        context: &'c Context,
        case: &'c Case<'d>,
        laboratories: &'c [Option<&'c str>],
        stage: usize,
        infusion: u32,
    ) -> Self {
        let stage_date = case.stage(stage, infusion);
        let passed = || stage_date.is_none() && case.has_passed(stage, infusion, context.now);
        Self {
            context,
            case,
            stage,
            infusion,
            stage_date,
            day_open: stage_date.is_some_and(|date| date.date().is_none()),
            day_missing: case.is_doubtful(stage, infusion) || passed(),
            as_of: stage_date.or_else(|| case.not_before(stage, infusion)).map_or(context.now, |date| {
                if stage_date.is_some() { date.last } else { date.last.max(context.now) }
            }),
            patient: Patient { context, sex: case.sex, birth: case.birth, laboratories },
            renal: OnceCell::new(),
            samples: RefCell::default(),
        }
    }

    /// The same patient with nothing that was found after this time.
    pub(crate) fn until(&self, as_of: DateTime) -> Self {
        let Self { context, case, stage, infusion, ref patient, .. } = *self;
        Self { stage, infusion, as_of, ..Self::as_of_now(context, case, patient.laboratories) }
    }

    /// The patient as of now, whatever the stages.
    pub(crate) fn as_of_now(
        context: &'c Context,
        case: &'c Case<'d>,
        laboratories: &'c [Option<&'c str>],
    ) -> Self {
        Self {
            context,
            case,
            stage: 0,
            infusion: 1,
            stage_date: None,
            day_open: false,
            day_missing: false,
            as_of: context.now,
            patient: Patient { context, sex: case.sex, birth: case.birth, laboratories },
            renal: OnceCell::new(),
            samples: RefCell::default(),
        }
    }

    /// The infusion whose date a stage has: this one where each infusion has it anew, otherwise the first.
    pub(crate) fn infusion_of(&self, stage: usize) -> u32 {
        let again = |stage: &Stage| stage.again_per_infusion;
        if self.context.plan.protocol.stages.get(stage).is_some_and(again) { self.infusion } else { 1 }
    }

    /// The day the stage is looked at: the last that it can be.
    pub(crate) fn day(&self) -> Date {
        self.as_of.date()
    }

    /// The first day that it can be.
    pub(crate) fn first_day(&self) -> Date {
        self.stage_date.map_or(self.as_of, |date| date.first).date()
    }

    pub(crate) fn name(&self, item: usize) -> Name {
        self.context.plan.items.get(item).map_or_else(|| Name::from(""), |item| Arc::clone(&item.id))
    }

    pub(crate) fn findings(&self, item: usize) -> &'c [ReadFinding<'d>] {
        self.case.findings.get(item).map_or(&[], Vec::as_slice)
    }

    /// The latest result collected on or before the stage's date, usable or not; `None` when there is none.
    ///
    /// What was set aside, not done or never filled in is passed over. For a question, *not known* is an answer.
    pub(crate) fn latest(&self, item: usize) -> Result<Option<(&'c ReadFinding<'d>, Moment)>, (Why, Needs)> {
        let name = || self.name(item);
        let mut latest: Option<(&ReadFinding<'_>, Moment)> = None;
        for finding in self.findings(item).iter().filter(|finding| self.counts(item, &finding.read)) {
            if self.day_missing {
                return Err(self.needs_day());
            }
            let Some(when) = finding.when else {
                return Err((Why::Undated, Needs::any(vec![Entry::ReportDate(name())])));
            };
            // Nearly every result lies before a stage whose day is known.
            let surely_before = !self.day_open && when.last <= self.as_of;
            if !surely_before {
                if when.first > self.as_of {
                    continue;
                }
                if self.perhaps_later(&when) {
                    let mut entries = vec![Entry::StageDate(self.stage_name())];
                    if when.date().is_none() {
                        entries.push(Entry::ReportDate(name()));
                    }
                    return Err((Why::PartialDate, Needs::any(entries)));
                }
                if when.last > self.as_of && !self.same_day(&when) {
                    return Err((Why::PartialDate, Needs::any(vec![Entry::ReportDate(name())])));
                }
            }
            match latest {
                Some((_, best)) if when.first < best.first => {}
                _ => latest = Some((finding, when)),
            }
        }
        Ok(latest)
    }

    /// The result that decides: the latest collected on or before the stage's date, never the best.
    pub(crate) fn deciding(&self, item: usize) -> Result<&'c ReadFinding<'d>, (Why, Needs)> {
        let name = || self.name(item);
        let Some((found, when)) = self.latest(item)? else {
            if let Some(day) = self.first_after(item) {
                let entries = vec![Entry::StageDate(self.stage_name()), Entry::Finding(name())];
                return Err((Why::AfterStage(day), Needs::any(entries)));
            }
            let not_done = self.findings(item).iter().any(|finding| matches!(finding.read, Read::NotDone));
            let why = if not_done { Why::NotDone } else { Why::Missing };
            return Err((why, Needs::any(vec![Entry::Finding(name())])));
        };
        let findings = self.findings(item);
        let at_once = || {
            let overlapping = |moment: Moment| moment.overlaps(&when);
            findings
                .iter()
                .filter(move |other| other.when.is_some_and(overlapping) && self.counts(item, &other.read))
        };
        let rival =
            |other: &ReadFinding<'_>| !std::ptr::eq(other, found) && !self.says_the_same(other, found);
        let found = if findings.len() > 1 && at_once().any(rival) {
            // Of several results of one time, the only one that a person has confirmed decides.
            let mut confirmed = at_once().filter(|other| other.finding.is_confirmed());
            match (confirmed.next(), confirmed.next()) {
                (Some(only), None) => only,
                _ => return Err((Why::SameTime, Needs::any(vec![Entry::Confirmation(name())]))),
            }
        } else {
            found
        };
        if self.is_too_old(item, found) {
            return Err((Why::TooOld, Needs::any(vec![Entry::Finding(name())])));
        }
        match found.read {
            Read::Doubtful(_) | Read::DoubtfulAnswer(_) => {
                Err((Why::Doubtful, Needs::any(vec![Entry::Confirmation(name())])))
            }
            Read::Refused => Err((Why::Refused, Needs::any(vec![Entry::Finding(name())]))),
            Read::NotKnown => Err((Why::NotKnown, Needs::any(vec![Entry::Finding(name())]))),
            Read::Measured(_) | Read::Urine(_) | Read::Answer(_) | Read::NotDone | Read::SetAside => {
                Ok(found)
            }
        }
    }

    /// Of a stage that lasts days: the day of the first result that was collected after its last, and that a later last
    /// day would take in.
    fn first_after(&self, item: usize) -> Option<Date> {
        let period = self.context.plan.protocol.stages.get(self.stage).is_some_and(|own| own.period);
        self.stage_date.filter(|_| period)?;
        let own = self.findings(item).iter().filter(|finding| self.counts(item, &finding.read));
        let after = own.filter_map(|finding| finding.when).filter(|when| when.first > self.as_of);
        after.map(|when| when.first.date()).min()
    }

    /// The site's age limit holds for what a laboratory or a device has measured.
    fn is_too_old(&self, item: usize, finding: &ReadFinding<'_>) -> bool {
        if self.context.settings.value_age_limit.value().is_none() {
            return false;
        }
        let kind = self.context.plan.items.get(item).map(|item| &item.kind);
        let measured = matches!(kind, Some(PlanKind::Analyte(analyte)) if analyte.may_be_censored());
        measured && self.context.settings.is_too_old(finding.when, self.day())
    }

    /// True for what can decide.
    fn counts(&self, item: usize, read: &Read<'_>) -> bool {
        match read {
            Read::Measured(_)
            | Read::Doubtful(_)
            | Read::Urine(_)
            | Read::Answer(_)
            | Read::DoubtfulAnswer(_)
            | Read::Refused => true,
            Read::NotDone | Read::SetAside => false,
            // An empty field is nothing; a question that was asked again and is not known is.
            Read::NotKnown => {
                let kind = self.context.plan.items.get(item).map(|item| &item.kind);
                matches!(kind, Some(PlanKind::YesNo | PlanKind::Choice(_)))
            }
        }
    }

    /// The stage's date is only partly known, and the result may have come after it.
    fn perhaps_later(&self, when: &Moment) -> bool {
        self.day_open && self.stage_date.is_some_and(|stage| when.last.date() > stage.first.date())
    }

    /// Why nothing is judged where the day of the stage is missing.
    pub(crate) fn needs_day(&self) -> (Why, Needs) {
        (Why::StageDateNeeded, Needs::any(vec![Entry::StageDate(self.stage_name())]))
    }

    fn stage_name(&self) -> Name {
        self.context.plan.stages.get(self.stage).map_or_else(|| Name::from(""), Arc::clone)
    }

    /// A whole day that is also the day looked at counts, though `now` may be before its end.
    fn same_day(&self, when: &Moment) -> bool {
        when.date() == Some(self.day())
    }

    /// Two results of one time agree only where the values do, and where a multiple of the upper limit decides also
    /// the limits, or the laboratories whose templates would stand in for them.
    fn says_the_same(&self, left: &ReadFinding<'_>, right: &ReadFinding<'_>) -> bool {
        match (&left.read, &right.read) {
            (Read::Measured(one), Read::Measured(other)) => {
                let laboratory =
                    |finding: &ReadFinding<'_>| self.patient.laboratory_of(finding.place.assessment);
                let decides =
                    one.value.as_point().is_none_or(|value| value.analyte().plausible().upper.is_some());
                let limits = left.uln == right.uln
                    && (left.uln != ReadUln::None || laboratory(left) == laboratory(right));
                one.value == other.value && (limits || !decides)
            }
            (Read::Answer(left), Read::Answer(right)) => left == right,
            (Read::NotKnown, Read::NotKnown) => true,
            _ => false,
        }
    }
}

pub(crate) fn typed<'c, 'd>(
    view: &View<'c, 'd>,
    item: usize,
) -> Result<(Candidate, Option<&'c ReadFinding<'d>>), (Why, Needs)> {
    let finding = view.deciding(item)?;
    candidate(finding)
        .map(|candidate| (candidate, Some(finding)))
        .ok_or_else(|| (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))])))
}
