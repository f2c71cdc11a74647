//! The weight: one, of a day, held against the height and against a recent one.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::{
    engine::{
        dose::{
            DecidedBy, Weight, WeightChoice,
            weight::{changed, day_of, planned, usable_weights, weights},
        },
        entry::case::{Place, Read, ReadFinding},
        moment::read_moment,
        problem::ProblemCode,
    },
    model::{Address, InfusionPart, ReportPart, ResultPart, Typed},
    quantity::{
        Analyte,
        units::{RuntimeUnit as _, weight},
    },
};
use jiff::ToSpan as _;

/// A weight this many days before the infusion is recent; that day itself is.
const RECENT_DAYS: i64 = 7;

impl Facts<'_, '_> {
    pub(super) fn weight(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        let value = |place: Place| self.field(place, Analyte::Weight);
        let chosen = || self.at(InfusionPart::WeightFrom);
        let twice = |id: &u32| self.case.draft.assessments.iter().filter(|known| known.id == *id).count() > 1;
        if self.infusion.weight_from.as_ref().is_some_and(twice) {
            needs.push(Need::stop(NeedCode::Twice, chosen()));
        }
        let weight = match &self.dosing.weight {
            WeightChoice::Missing if self.infusion.weight_from.is_some() => {
                let entered = self.infusion.weight_from.filter(|id| self.has_weight_field(*id));
                let field = entered.map_or_else(chosen, weight_of);
                needs.push(Need::open(NeedCode::Weight, field));
                None
            }
            WeightChoice::Missing => {
                let next = self.case.draft.next_report();
                needs.push(Need::open(NeedCode::Weight, weight_of(next)));
                None
            }
            WeightChoice::NotUsable(place) => {
                needs.push(Need::open(NeedCode::WeightNotUsable, value(*place)));
                None
            }
            WeightChoice::Ask(_) => {
                needs.push(Need::open(NeedCode::WhichWeight, chosen()));
                None
            }
            WeightChoice::Decided(weight, _) | WeightChoice::Latest(weight, _) => Some(weight),
        };
        for finding in weights(self.case, self.context) {
            let used = matches!(finding.read, Read::Measured(_) | Read::Doubtful(_));
            if used && finding.when.and_then(|when| when.date()).is_none() {
                let field = Address::Report(self.report(finding.place), ReportPart::When);
                needs.push(Need::open(NeedCode::WeightDate, field));
            }
        }
        if weight.is_some() && !self.has_height() {
            let report = weight.map(|weight| self.field(weight.place, Analyte::Height));
            needs.push(Need::open(NeedCode::Height, report.unwrap_or(Address::Nowhere)));
        }
        let latest = matches!(self.dosing.weight, WeightChoice::Latest(..));
        if latest && self.context.settings.dosing_weight.value().is_some() {
            needs.push(Need::open(NeedCode::WhichWeight, chosen()));
        }
        // Once thawing has begun the others dose, and the one that cannot be used is still to be mended.
        let unusable = |finding: &&ReadFinding<'_>| {
            matches!(finding.read, Read::Doubtful(_) | Read::Refused) && weight.is_some()
        };
        if let Some(finding) = weights(self.case, self.context).iter().find(unusable) {
            needs.push(Need::open(NeedCode::WeightNotUsable, value(finding.place)));
        }
        let body = [Analyte::Weight.id(), Analyte::Height.id()];
        let of_body = |field: &Address| matches!(field, Address::Result(_, item, ResultPart::Whole, _) if body.contains(&item.as_str()));
        let twice = self.problems.iter().filter(|it| it.code == ProblemCode::Duplicate && of_body(&it.field));
        needs.extend(twice.map(Need::mend));
        let start = self.at(InfusionPart::Start);
        if let Err(problem) = read_moment(&self.infusion.start) {
            needs.push(Need::open(NeedCode::Mend(ProblemCode::Date(problem)), start));
        } else if let Some(weight) =
            weight.filter(|weight| weight.when.and_then(|when| when.date()).is_some())
        {
            needs.extend(self.recent(weight));
        }
        needs
    }

    fn report(&self, place: Place) -> u32 {
        self.case.draft.assessments.get(place.assessment).map_or(0, |report| report.id)
    }

    fn field(&self, place: Place, analyte: Analyte) -> Address {
        Address::result(self.report(place), analyte.id(), ResultPart::Value)
    }

    /// A weight is asked for in this report, whatever is typed.
    fn has_weight_field(&self, report: u32) -> bool {
        let of = self.case.draft.assessments.iter().find(|known| known.id == report);
        of.is_some_and(|of| of.results.iter().any(|finding| finding.of == Analyte::Weight.id()))
    }

    fn has_height(&self) -> bool {
        let heights =
            self.context.plan.analyte(Analyte::Height).and_then(|item| self.case.findings.get(item));
        let usable = |height: &ReadFinding<'_>| matches!(height.read, Read::Measured(_));
        heights.is_some_and(|heights| heights.iter().any(usable))
    }

    /// A weight of the last days before the infusion must be there and be much the same; else one decision.
    fn recent(&self, own: &Weight) -> Option<Need> {
        let day = day_of(self.case, self.context, self.infusion);
        let from = day.checked_sub(RECENT_DAYS.days()).unwrap_or(day);
        let within = |weight: &Weight| {
            let date = weight.when.and_then(|when| when.date());
            date.is_some_and(|date| date >= from && date <= day)
        };
        let recent = usable_weights(self.case, self.context).into_iter().rfind(within);
        let by_stage = matches!(self.dosing.weight, WeightChoice::Decided(_, DecidedBy::Stage(_)));
        let decided_on = matches!(self.dosing.weight, WeightChoice::Decided(_, DecidedBy::Person));
        let too_old = !by_stage && !decided_on && self.context.settings.is_too_old(own.when, day);
        let kilograms = |own: &Weight| weight::Unit::kilogram.value(&own.mass).to_string();
        // It lapses with the weight, its day and the planned one.
        let planned =
            planned(self.case, self.context, self.infusion).map(|day| format!(" for {}", day.last.date()));
        let measured = own.when.and_then(|when| when.date()).map(|day| format!(" of {day}"));
        let dated = || [Some(kilograms(own)), measured, planned].into_iter().flatten().collect::<String>();
        let (code, value) = match &recent {
            None => (NeedCode::NoRecentWeight, dated()),
            Some(recent) => {
                let (earlier, later) = if own.when <= recent.when { (own, recent) } else { (recent, own) };
                if changed(earlier, later) {
                    (NeedCode::WeightDiffers, format!("{} / {}", kilograms(own), kilograms(recent)))
                } else if too_old {
                    (NeedCode::WeightOld, dated())
                } else {
                    return None;
                }
            }
        };
        let sign = Sign { within: SignedIn::Infusion, field: "weight", value: Typed::new(&value, "kg") };
        let next = self.case.draft.next_report();
        let field =
            recent.map_or_else(|| weight_of(next), |recent| self.field(recent.place, Analyte::Weight));
        Some(Need::decision(code, field, sign, &self.infusion.confirmed))
    }
}

/// Where the weight of a report is typed.
fn weight_of(report: u32) -> Address {
    Address::result(report, Analyte::Weight.id(), ResultPart::Value)
}
