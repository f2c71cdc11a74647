//! A patient as seen from one stage: which result decides there.

use super::{
    case::{Case, Read, ReadFinding},
    context::Context,
    evidence::{Entry, Needs, Why},
    moment::Moment,
    plan::Name,
    uln::Patient,
};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// A patient at a stage.
pub(crate) struct View<'c, 'd> {
    pub(crate) context: &'c Context,
    pub(crate) case: &'c Case<'d>,
    pub(crate) infusion: u32,
    pub(crate) stage_date: Option<Moment>,
    /// Results up to here count.
    pub(crate) as_of: DateTime,
    pub(crate) patient: Patient<'c>,
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
        Self {
            context,
            case,
            infusion,
            stage_date,
            as_of: stage_date.map_or(context.now, |date| date.last),
            patient: Patient { context, sex: case.sex, birth: case.birth, laboratories },
        }
    }

    /// The day the stage is looked at.
    pub(crate) fn day(&self) -> Date {
        self.as_of.date()
    }

    pub(crate) fn name(&self, item: usize) -> Name {
        self.context.plan.items.get(item).map_or_else(|| Name::from(""), |item| Arc::clone(&item.id))
    }

    pub(crate) fn findings(&self, item: usize) -> &'c [ReadFinding<'d>] {
        self.case.findings.get(item).map_or(&[], Vec::as_slice)
    }

    /// The result that decides: the latest collected on or before the stage's date, never the best.
    pub(crate) fn deciding(&self, item: usize) -> Result<&'c ReadFinding<'d>, (Why, Needs)> {
        let name = || self.name(item);
        let mut latest: Option<(&ReadFinding<'_>, Moment)> = None;
        let mut not_done = false;
        for finding in self.findings(item) {
            match finding.read {
                Read::SetAside | Read::NotKnown => continue,
                Read::NotDone => {
                    not_done = true;
                    continue;
                }
                Read::Measured(_) | Read::Doubtful(_) | Read::Urine(_) | Read::Answer(_) | Read::Refused => {}
            }
            let Some(when) = finding.when else {
                return Err((Why::Undated, Needs::any(vec![Entry::ReportDate(name())])));
            };
            if when.first > self.as_of {
                continue;
            }
            if when.last > self.as_of && !self.same_day(&when) {
                return Err((Why::PartialDate, Needs::any(vec![Entry::ReportDate(name())])));
            }
            match latest {
                Some((_, best)) if when.first < best.first => {}
                _ => latest = Some((finding, when)),
            }
        }
        let Some((found, when)) = latest else {
            let why = if not_done { Why::NotDone } else { Why::Missing };
            return Err((why, Needs::any(vec![Entry::Finding(name())])));
        };
        let rival = self.findings(item).iter().any(|other| {
            let counts = !matches!(other.read, Read::SetAside | Read::NotKnown | Read::NotDone);
            let at_once = other.when.is_some_and(|moment| moment.overlaps(&when));
            counts && !std::ptr::eq(other, found) && at_once && !says_the_same(&other.read, &found.read)
        });
        if rival {
            return Err((Why::SameTime, Needs::any(vec![Entry::Confirmation(name())])));
        }
        match found.read {
            Read::Doubtful(_) => Err((Why::Doubtful, Needs::any(vec![Entry::Confirmation(name())]))),
            Read::Refused => Err((Why::Refused, Needs::any(vec![Entry::Finding(name())]))),
            _ => Ok(found),
        }
    }

    /// A whole day that is also the day looked at counts, though `now` may be before its end.
    fn same_day(&self, when: &Moment) -> bool {
        when.date() == Some(self.day())
    }
}

fn says_the_same(left: &Read<'_>, right: &Read<'_>) -> bool {
    match (left, right) {
        (Read::Measured(left), Read::Measured(right)) => left.value == right.value,
        (Read::Answer(left), Read::Answer(right)) => left == right,
        _ => false,
    }
}
