//! Where something is typed: the address of a field, printed as `assessments[1].results[platelets].value`.

mod figure;
mod part;
mod text;

pub use part::{
    BagPart, CoursePart, DecisionPart, Half, HistoryPart, InfusionPart, IntervalPart, LaboratoryPart,
    LotPart, PatientPart, ReportPart, ResultPart, SettingPart, SitePart, StagePart, TemplatePart,
};
pub use text::NoAddress;

use super::{Bag, Finding, Id, Lot};
use std::hash::{Hash, Hasher};

/// The address of a field of a draft, a site or a template.
///
/// Printed ([`std::fmt::Display`]) as the answers of the command line print it since they do; read
/// ([`std::str::FromStr`]) in that form, and in the one in which differences named it before (`stages[screening/1]`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// Of no one field; printed as nothing.
    Nowhere,
    /// `subject`, `age.birth`: of the patient.
    Patient(PatientPart),
    /// `stages[screening 1].date`: of a stage before an infusion.
    Stage(Id, u32, StagePart),
    /// `assessments[1].when`: of a report.
    Report(u32, ReportPart),
    /// `assessments[1].results[platelets].value`: of a result.
    Result(u32, Id, ResultPart, Half),
    /// `exposures[transfusion].complete_to`: of a history.
    History(Id, HistoryPart),
    /// `exposures[transfusion].courses[0].start`: of the course at this place, counted from 0.
    Course(Id, usize, CoursePart, Half),
    /// `lots[LOT-1].expires`: of a lot.
    Lot(Named, LotPart, Half),
    /// `lots[LOT-1].bags[2].volume`: of a bag.
    Bag(Named, Named, BagPart, Half),
    /// `lots[LOT-1].release[sterility].value`: of a release test.
    Release(Named, Id, ResultPart, Half),
    /// `infusions[1].start`: of an infusion.
    Infusion(u32, InfusionPart),
    /// `infusions[1].given.drawn[2]`: what was infused of the bag of this number.
    Drawn(u32, Id, Half),
    /// `infusions[1].confirmed[underdose]`: a decision about an infusion, or about the draft (`confirmed[old_values]`).
    Confirmed(Option<u32>, Id),
    /// `decisions[screening 1].eligible`: of the investigator's decision.
    Decision(Id, u32, DecisionPart),
    /// `counts[1]`: of a manual count.
    Count(u32),
    /// `site.name`: of the site.
    Site(SitePart),
    /// `site.people[ab]`: somebody of the staff.
    Person(Id),
    /// `site.settings[tolerance_below].source`: of a setting.
    Setting(Id, SettingPart),
    /// `site.readings[washout].source`: of an answer to an open question.
    Reading(Id, SettingPart),
    /// `site.in_force[2]`: since when a version is in force.
    InForce(String),
    /// `laboratories[LAB-1].confirmed`: of a template in use.
    Laboratory(Id, LaboratoryPart),
    /// `LAB-1.source`: of a template. Printed and not read: nothing but its id begins it.
    Template(Id, TemplatePart),
    /// `LAB-1.rows[2].high`: of the row at this place of a template, counted from 0. Printed and not read.
    Interval(Id, usize, IntervalPart),
    /// `platelets`: an item, wherever it is entered.
    Item(Id),
    /// A place in a protocol file, in that file's own words.
    File(String),
}

/// Of what a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldGroup {
    /// The patient.
    Patient,
    /// The stages and their dates.
    Stages,
    /// Reports and their results.
    Reports,
    /// Histories and their courses.
    Histories,
    /// The investigator's decisions.
    Decisions,
    /// Lots, their bags and release tests.
    Lots,
    /// Infusions, what was given, and decisions that the dose waits for.
    Infusions,
    /// The site.
    Site,
    /// Templates of laboratories, and which are in use.
    Laboratories,
    /// No field of a form.
    Other,
}

/// What names an entry of a list: its number, as typed, and its key, which stays when another number is typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Given on reading; none in a draft that nobody has given keys.
    pub key: Option<u32>,
    /// As typed.
    pub number: Id,
}

impl Hash for Named {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.key {
            Some(key) => key.hash(state),
            None => self.number.hash(state),
        }
    }
}

impl Named {
    /// What names this lot.
    pub fn lot(lot: &Lot) -> Self {
        Self { key: lot.key, number: lot.id.clone() }
    }

    /// What names this bag.
    pub fn bag(bag: &Bag) -> Self {
        Self { key: bag.key, number: bag.number.clone() }
    }

    fn typed(number: &str) -> Self {
        Self { key: None, number: number.to_owned() }
    }
}

impl Address {
    /// A part of a lot.
    pub fn lot(lot: &Lot, part: LotPart) -> Self {
        Self::Lot(Named::lot(lot), part, Half::Whole)
    }

    /// Where a part of a lot is typed: of a number, its digits.
    pub fn figure(lot: &Lot, part: LotPart) -> Self {
        let half = if lot.figure(part).is_some() { Half::Value } else { Half::Whole };
        Self::Lot(Named::lot(lot), part, half)
    }

    /// A part of a bag.
    pub fn bag(lot: &Lot, bag: &Bag, part: BagPart) -> Self {
        Self::Bag(Named::lot(lot), Named::bag(bag), part, Half::Whole)
    }

    /// A part of a result.
    pub fn result(report: u32, item: &str, part: ResultPart) -> Self {
        Self::Result(report, item.to_owned(), part, Half::Whole)
    }

    /// A part of a result that stands in a report.
    pub fn finding(report: u32, finding: &Finding, part: ResultPart) -> Self {
        Self::result(report, &finding.of, part)
    }

    /// A part of a stage before an infusion; no infusion is the first.
    pub fn stage(stage: &str, infusion: u32, part: StagePart) -> Self {
        Self::Stage(stage.to_owned(), infusion.max(1), part)
    }

    /// A part of a history.
    pub fn history(kind: &str, part: HistoryPart) -> Self {
        Self::History(kind.to_owned(), part)
    }

    /// A setting, or the question beside it.
    pub fn setting(id: &str) -> Self {
        Self::Setting(id.to_owned(), SettingPart::Whole)
    }

    /// An open question of the protocol.
    pub fn reading(question: &str) -> Self {
        Self::Reading(question.to_owned(), SettingPart::Whole)
    }

    /// The digits of a number with its unit; itself where it has none. Of a result, its value.
    #[must_use]
    pub fn value(self) -> Self {
        self.half(Half::Value)
    }

    /// The unit of a number; itself where it has none. Of a result, the unit of its value.
    #[must_use]
    pub fn unit(self) -> Self {
        self.half(Half::Unit)
    }

    /// A half of a number with its unit; itself where it has none.
    #[must_use]
    pub fn half(mut self, to: Half) -> Self {
        #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else has halves")]
        match &mut self {
            Self::Result(_, _, part @ (ResultPart::Whole | ResultPart::Value | ResultPart::Unit), _)
            | Self::Release(_, _, part @ (ResultPart::Whole | ResultPart::Value | ResultPart::Unit), _) => {
                *part = match to {
                    Half::Whole => ResultPart::Whole,
                    Half::Value => ResultPart::Value,
                    Half::Unit => ResultPart::Unit,
                };
            }
            Self::Setting(_, part) => {
                *part = match to {
                    Half::Whole => SettingPart::Whole,
                    Half::Value => SettingPart::Value,
                    Half::Unit => SettingPart::Unit,
                };
            }
            Self::Result(.., half)
            | Self::Release(.., half)
            | Self::Course(.., half)
            | Self::Lot(.., half)
            | Self::Bag(.., half)
            | Self::Drawn(.., half) => *half = to,
            _ => {}
        }
        self
    }

    /// The nearest address that holds what a path of a record's differences names, and the rest of the path.
    pub fn nearest(path: &str) -> (Self, &str) {
        let mut end = path.len();
        while let Some(known) = path.get(..end).filter(|known| !known.is_empty()) {
            if let Ok(at) = known.parse() {
                return (at, path.get(end..).unwrap_or_default());
            }
            end = known.rfind(['.', '[']).unwrap_or_default();
        }
        (Self::File(path.to_owned()), "")
    }

    /// What a line of the site's trail calls it.
    pub fn in_trail(&self) -> String {
        let text = self.to_string();
        text.strip_prefix("site.").map(str::to_owned).unwrap_or(text)
    }

    /// A field by what a line of the site's trail calls it, without `site.` before it.
    pub fn of_trail(field: &str) -> Self {
        if field == "site" {
            return Self::Site(SitePart::Whole);
        }
        format!("site.{field}").parse().unwrap_or_else(|_| Self::File(field.to_owned()))
    }

    /// The lot that it is of, or of a bag of which it is.
    pub const fn of_lot(&self) -> Option<&Named> {
        if let Self::Lot(lot, ..) | Self::Bag(lot, ..) | Self::Release(lot, ..) = self {
            return Some(lot);
        }
        None
    }

    /// The report that it is of, or of a result of which it is.
    pub const fn of_report(&self) -> Option<u32> {
        if let Self::Report(report, _) | Self::Result(report, ..) = self {
            return Some(*report);
        }
        None
    }

    /// The item of the result or history that it is of.
    pub fn of_item(&self) -> Option<&str> {
        if let Self::Result(_, item, ..)
        | Self::Release(_, item, ..)
        | Self::History(item, _)
        | Self::Course(item, ..)
        | Self::Item(item) = self
        {
            return Some(item);
        }
        None
    }

    /// Of what it is.
    pub const fn group(&self) -> FieldGroup {
        match self {
            Self::Patient(_) => FieldGroup::Patient,
            Self::Stage(..) => FieldGroup::Stages,
            Self::Report(..) | Self::Result(..) => FieldGroup::Reports,
            Self::History(..) | Self::Course(..) => FieldGroup::Histories,
            Self::Decision(..) => FieldGroup::Decisions,
            Self::Lot(..) | Self::Bag(..) | Self::Release(..) => FieldGroup::Lots,
            Self::Infusion(..) | Self::Drawn(..) | Self::Confirmed(..) => FieldGroup::Infusions,
            Self::Site(_) | Self::Person(_) | Self::Setting(..) | Self::Reading(..) | Self::InForce(_) => {
                FieldGroup::Site
            }
            Self::Laboratory(..) | Self::Template(..) | Self::Interval(..) => FieldGroup::Laboratories,
            Self::Nowhere | Self::Count(_) | Self::Item(_) | Self::File(_) => FieldGroup::Other,
        }
    }
}
