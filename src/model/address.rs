//! Where something is typed: the address of a field, printed as `assessments[1].results[platelets].value`.

use super::{Bag, Finding, Id, Lot};
use std::{
    fmt::{self, Display, Formatter},
    hash::{Hash, Hasher},
    str::FromStr,
};
use strum::{EnumIter, EnumString, IntoStaticStr};
use thiserror::Error;

/// The address of a field of a draft, a site or a template.
///
/// Printed ([`Display`]) as the answers of the command line print it since they do; read ([`FromStr`]) in that form, and
/// in the one of `differences` in older records (`stages[screening/1]`).
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

/// A part of a field that holds a number and its unit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum Half {
    /// Both, or a field that has no halves.
    #[default]
    #[strum(serialize = "")]
    Whole,
    /// The digits.
    Value,
    /// The unit.
    Unit,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $part:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, EnumIter)]
        #[strum(serialize_all = "snake_case")]
        #[expect(missing_docs, reason = "the fields of the type of the same name, which says what they are")]
        pub enum $name {
            /// The whole entry.
            #[default]
            #[strum(serialize = "")]
            Whole,
            $($(#[$inner])* $part,)*
        }

        impl Display for $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str(self.into())
            }
        }
    )*};
}

parts! {
    /// The parts of a draft that are no lists, and its lists as wholes.
    PatientPart {
        Subject, Sex, Note, Age,
        #[strum(serialize = "age.birth")] Birth,
        #[strum(serialize = "age.years")] Years,
        #[strum(serialize = "age.years_on")] YearsOn,
        Stages, Assessments, Exposures, Lots, Counts, Infusions, Decisions, Confirmed,
    }
    /// The parts of [`super::StageDate`].
    StagePart { Stage, Infusion, Date, First, }
    /// The parts of [`super::Assessment`].
    ReportPart { Id, When, Laboratory, Report, By, Results, }
    /// The parts of [`super::Finding`]; of a value that is a number, its unit.
    ResultPart {
        Of, Value, Unit, Uln, Note, SetAside, Confirmed,
        #[strum(to_string = "urine", serialize = "value.Urine.urine")] Urine,
        #[strum(to_string = "volume", serialize = "value.Urine.volume")] UrineVolume,
        #[strum(to_string = "time", serialize = "value.Urine.time")] UrineTime,
        #[strum(to_string = "plasma", serialize = "value.Urine.plasma")] Plasma,
    }
    /// The parts of [`super::Exposure`].
    HistoryPart { Kind, CompleteTo, Courses, }
    /// The parts of [`super::Course`].
    CoursePart { Agent, Start, End, PerDay, HalfLife, Tags, }
    /// The parts of [`super::Lot`].
    LotPart {
        Id, LabelSubject, Convention, Basis, Car, Total, Viable, Viability, Cd3, CarShare, Recovery,
        CertificateCells, CertificateVolume, CertificateLevel, Bags, Release, Expires, Confirmed,
    }
    /// The parts of [`super::Bag`].
    BagPart { Number, Volume, HoldUp, Car, Cells, State, Thawed, }
    /// The parts of [`super::Infusion`].
    InfusionPart {
        Number, Level, Assigned, WeightFrom, Lots, Start, Given, Confirmed,
        #[strum(serialize = "given.start")] GivenStart,
        #[strum(serialize = "given.end")] GivenEnd,
        #[strum(serialize = "given.drawn")] GivenDrawn,
        #[strum(serialize = "given.flushed")] Flushed,
        #[strum(serialize = "given.reason")] GivenReason,
    }
    /// The parts of [`super::Decision`].
    DecisionPart {
        Stage, Infusion, Eligible, Choice, Verdict, Failing, Signed,
        #[strum(serialize = "signed.by")] By,
        #[strum(serialize = "signed.at")] At,
        #[strum(serialize = "signed.reason")] Reason,
    }
    /// The parts of [`super::Site`] that are no lists of settings.
    SitePart { Name, Schema, Example, People, Settings, Laboratories, Readings, InForce, Trail, }
    /// The parts of a [`super::Setting`] and of a [`super::ReadingChoice`].
    SettingPart { Value, Unit, Reading, Source, }
    /// The parts of a [`super::Laboratory`] in use.
    LaboratoryPart { Confirmed, }
    /// The parts of a [`super::Laboratory`].
    TemplatePart { Name, Source, ValidFrom, }
    /// The parts of an [`super::Interval`].
    IntervalPart { Of, Sex, Age, Low, High, Unit, }
}

impl LotPart {
    /// True for a number with its unit.
    pub fn is_figure(self) -> bool {
        Lot::default().figure(self).is_some()
    }
}

impl BagPart {
    /// True for a number with its unit.
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Volume | Self::HoldUp | Self::Car | Self::Cells)
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
            Self::Nowhere
            | Self::Patient(_)
            | Self::Stage(..)
            | Self::Report(..)
            | Self::History(..)
            | Self::Infusion(..)
            | Self::Confirmed(..)
            | Self::Decision(..)
            | Self::Count(_)
            | Self::Site(_)
            | Self::Person(_)
            | Self::Reading(..)
            | Self::InForce(_)
            | Self::Laboratory(..)
            | Self::Template(..)
            | Self::Interval(..)
            | Self::Item(_)
            | Self::File(_) => {}
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

    /// True for a field of the site, and not of its templates.
    pub const fn is_of_site(&self) -> bool {
        matches!(
            self,
            Self::Site(_) | Self::Person(_) | Self::Setting(..) | Self::Reading(..) | Self::InForce(_)
        )
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere => Ok(()),
            Self::Patient(part) => write!(f, "{part}"),
            Self::Stage(stage, infusion, part) => entry(f, format_args!("stages[{stage} {infusion}]"), part),
            Self::Report(id, part) => entry(f, format_args!("assessments[{id}]"), part),
            Self::Result(report, item, part, half) => {
                entry(f, format_args!("assessments[{report}].results[{item}]"), part)?;
                ending(f, *half)
            }
            Self::History(kind, part) => entry(f, format_args!("exposures[{kind}]"), part),
            Self::Course(kind, place, part, half) => {
                entry(f, format_args!("exposures[{kind}].courses[{place}]"), part)?;
                ending(f, *half)
            }
            Self::Lot(lot, part, half) => {
                entry(f, format_args!("lots[{}]", lot.number), part)?;
                ending(f, *half)
            }
            Self::Bag(lot, bag, part, half) => {
                entry(f, format_args!("lots[{}].bags[{}]", lot.number, bag.number), part)?;
                ending(f, *half)
            }
            Self::Release(lot, item, part, half) => {
                entry(f, format_args!("lots[{}].release[{item}]", lot.number), part)?;
                ending(f, *half)
            }
            Self::Infusion(number, part) => entry(f, format_args!("infusions[{number}]"), part),
            Self::Drawn(number, bag, half) => {
                write!(f, "infusions[{number}].given.drawn[{bag}]")?;
                ending(f, *half)
            }
            Self::Confirmed(Some(number), what) => write!(f, "infusions[{number}].confirmed[{what}]"),
            Self::Confirmed(None, what) => write!(f, "confirmed[{what}]"),
            Self::Decision(stage, infusion, part) => {
                entry(f, format_args!("decisions[{stage} {infusion}]"), part)
            }
            Self::Count(id) => write!(f, "counts[{id}]"),
            Self::Site(part) => entry(f, format_args!("site"), part),
            Self::Person(id) => write!(f, "site.people[{id}]"),
            Self::Setting(id, part) => entry(f, format_args!("site.settings[{id}]"), part),
            Self::Reading(id, part) => entry(f, format_args!("site.readings[{id}]"), part),
            Self::InForce(version) => write!(f, "site.in_force[{version}]"),
            Self::Laboratory(id, part) => entry(f, format_args!("laboratories[{id}]"), part),
            Self::Template(id, part) => entry(f, format_args!("{id}"), part),
            Self::Interval(id, place, part) => entry(f, format_args!("{id}.rows[{place}]"), part),
            Self::Item(place) | Self::File(place) => f.write_str(place),
        }
    }
}

/// An entry of a list and its part.
fn entry(f: &mut Formatter<'_>, entry: fmt::Arguments<'_>, part: impl Into<&'static str>) -> fmt::Result {
    f.write_fmt(entry)?;
    let part = part.into();
    if part.is_empty() { Ok(()) } else { write!(f, ".{part}") }
}

fn ending(f: &mut Formatter<'_>, half: Half) -> fmt::Result {
    match half {
        Half::Whole => Ok(()),
        Half::Value => f.write_str(".value"),
        Half::Unit => f.write_str(".unit"),
    }
}

/// A text that is the address of no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not the address of a field, such as `assessments[1].results[platelets].value`")]
pub struct NoAddress;

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        read(text).ok_or(NoAddress)
    }
}

fn read(text: &str) -> Option<Address> {
    if text.is_empty() {
        return Some(Address::Nowhere);
    }
    if let Some(rest) = text.strip_prefix("site") {
        return read_site(rest);
    }
    let Some((list, key, rest)) = keyed(text) else { return text.parse().ok().map(Address::Patient) };
    Some(match list {
        "stages" => {
            let (stage, infusion) = numbered(key)?;
            Address::Stage(stage, infusion, part(rest)?)
        }
        "assessments" => {
            let report = key.parse().ok()?;
            match inner(rest, "results") {
                Some((item, rest)) => {
                    let (part, half) = halved(rest)?;
                    Address::Result(report, item.to_owned(), part, half)
                }
                None => Address::Report(report, part(rest)?),
            }
        }
        "exposures" => match inner(rest, "courses") {
            Some((place, rest)) => {
                let (part, half) = halved(rest)?;
                Address::Course(key.to_owned(), place.parse().ok()?, part, half)
            }
            None => Address::History(key.to_owned(), part(rest)?),
        },
        "lots" => read_lot(Named::typed(key), rest)?,
        "infusions" => {
            let number = key.parse().ok()?;
            if let Some((bag, rest)) = inner(rest, "given.drawn") {
                let (part, half) = halved::<Half>(rest)?;
                Address::Drawn(number, bag.to_owned(), if part == Half::Whole { half } else { part })
            } else if let Some((what, "")) = inner(rest, "confirmed") {
                Address::Confirmed(Some(number), what.to_owned())
            } else {
                Address::Infusion(number, part(rest)?)
            }
        }
        "confirmed" if rest.is_empty() => Address::Confirmed(None, key.to_owned()),
        "decisions" => {
            let (stage, infusion) = numbered(key)?;
            Address::Decision(stage, infusion, part(rest)?)
        }
        "counts" => Address::Count(key.parse().ok()?),
        "laboratories" => Address::Laboratory(key.to_owned(), part(rest)?),
        _ => return None,
    })
}

fn read_lot(lot: Named, rest: &str) -> Option<Address> {
    if let Some((bag, rest)) = inner(rest, "bags") {
        let (part, half) = halved(rest)?;
        return Some(Address::Bag(lot, Named::typed(bag), part, half));
    }
    if let Some((item, rest)) = inner(rest, "release") {
        let (part, half) = halved(rest)?;
        return Some(Address::Release(lot, item.to_owned(), part, half));
    }
    let (part, half) = halved(rest)?;
    Some(Address::Lot(lot, part, half))
}

fn read_site(rest: &str) -> Option<Address> {
    let list = |name| inner(rest, name);
    Some(if let Some((id, rest)) = list("settings") {
        Address::Setting(id.to_owned(), part(rest)?)
    } else if let Some((id, rest)) = list("readings") {
        Address::Reading(id.to_owned(), part(rest)?)
    } else if let Some((id, _)) = list("people") {
        Address::Person(id.to_owned())
    } else if let Some((version, "")) = list("in_force") {
        Address::InForce(version.to_owned())
    } else {
        Address::Site(part(rest)?)
    })
}

/// `name[key]rest`; a key ends with the bracket before a point, or with the last one.
fn keyed(text: &str) -> Option<(&str, &str, &str)> {
    let (name, after) = text.split_once('[')?;
    let (key, rest) = match after.find("].") {
        Some(end) => (after.get(..end)?, after.get(end + 1..)?),
        None => (after.strip_suffix(']')?, ""),
    };
    Some((name, key, rest))
}

/// `.list[key]rest`: the key, and what follows.
fn inner<'t>(rest: &'t str, list: &str) -> Option<(&'t str, &'t str)> {
    let (name, key, rest) = keyed(rest.strip_prefix('.')?)?;
    (name == list).then_some((key, rest))
}

/// `screening 1`, in older records `screening/1`; a stage alone is before the first infusion.
fn numbered(key: &str) -> Option<(Id, u32)> {
    match key.rsplit_once([' ', '/']) {
        Some((stage, infusion)) => Some((stage.to_owned(), infusion.parse().ok()?)),
        None => Some((key.to_owned(), 1)),
    }
}

/// `.part`, or nothing.
fn part<P: FromStr>(rest: &str) -> Option<P> {
    rest.strip_prefix('.').unwrap_or(rest).parse().ok()
}

/// `.part.half`, either of them left out.
fn halved<P: FromStr + Default>(rest: &str) -> Option<(P, Half)> {
    if let Some(part) = part(rest) {
        return Some((part, Half::Whole));
    }
    let (before, half) = rest.rsplit_once('.')?;
    Some((part(before)?, half.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{
        Address, BagPart, CoursePart, DecisionPart, Half, HistoryPart, InfusionPart, LaboratoryPart, LotPart,
        Named, PatientPart, ReportPart, ResultPart, SettingPart, SitePart, StagePart,
    };
    use strum::IntoEnumIterator as _;

    /// One address of each kind with each of its parts and halves.
    fn every() -> Vec<Address> {
        let id = || "a.b".to_owned();
        let lot = || Named { key: None, number: "LOT-1.2".to_owned() };
        let bag = || Named { key: None, number: "1".to_owned() };
        let mut all = vec![
            Address::Nowhere,
            Address::Confirmed(None, id()),
            Address::Confirmed(Some(2), id()),
            Address::Count(3),
            Address::InForce("2 of 2026".to_owned()),
            Address::Person("ab".to_owned()),
        ];
        all.extend(PatientPart::iter().filter(|part| *part != PatientPart::Whole).map(Address::Patient));
        all.extend(StagePart::iter().map(|part| Address::Stage("pre conditioning".to_owned(), 2, part)));
        all.extend(ReportPart::iter().map(|part| Address::Report(7, part)));
        all.extend(HistoryPart::iter().map(|part| Address::History(id(), part)));
        all.extend(InfusionPart::iter().map(|part| Address::Infusion(1, part)));
        all.extend(DecisionPart::iter().map(|part| Address::Decision(id(), 1, part)));
        all.extend(SitePart::iter().map(Address::Site));
        all.extend(SettingPart::iter().map(|part| Address::Setting(id(), part)));
        all.extend(SettingPart::iter().map(|part| Address::Reading(id(), part)));
        all.extend(LaboratoryPart::iter().map(|part| Address::Laboratory(id(), part)));
        all.extend(Half::iter().map(|half| Address::Drawn(1, "LOT/1".to_owned(), half)));
        for half in Half::iter() {
            all.extend(ResultPart::iter().map(|part| Address::Result(1, id(), part, half)));
            all.extend(ResultPart::iter().map(|part| Address::Release(lot(), id(), part, half)));
            all.extend(CoursePart::iter().map(|part| Address::Course(id(), 0, part, half)));
            all.extend(LotPart::iter().map(|part| Address::Lot(lot(), part, half)));
            all.extend(BagPart::iter().map(|part| Address::Bag(lot(), bag(), part, half)));
        }
        // `results[x].value` is the value of a result, and not a half of the whole.
        let twice = |at: &Address| {
            matches!(at, Address::Result(_, _, ResultPart::Whole, half) | Address::Release(_, _, ResultPart::Whole, half)
                if *half != Half::Whole)
        };
        all.retain(|at| !twice(at));
        all
    }

    #[test]
    fn every_address_is_read_as_it_is_printed() {
        for at in every() {
            assert_eq!(at.to_string().parse(), Ok(at.clone()), "{at}");
        }
    }

    #[test]
    fn addresses_are_printed_as_they_were() {
        let printed = |text: &str| text.parse().map(|at: Address| at.to_string());
        for text in [
            "age.years_on",
            "assessments[1].results[clearance_measured].plasma.unit",
            "decisions[screening 1].eligible",
            "exposures[steroids].courses[0].per_day.value",
            "infusions[1].given.drawn[LOT/1].unit",
            "lots[LOT-1.2].bags[1].hold_up.value",
            "lots[A]B].car.unit",
            "site.settings[tolerance_below].source",
            "stages[screening 1].date",
        ] {
            assert_eq!(printed(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn the_form_of_older_differences_is_read_and_never_written() {
        let stage: Address = "stages[screening/1].date".parse().unwrap();
        assert_eq!(stage, Address::stage("screening", 1, StagePart::Date));
        assert_eq!(stage.to_string(), "stages[screening 1].date");
        let plasma: Address =
            "assessments[1].results[clearance_measured].value.Urine.plasma".parse().unwrap();
        assert_eq!(plasma, Address::result(1, "clearance_measured", ResultPart::Plasma));
    }

    #[test]
    fn what_lies_deeper_is_named_by_what_holds_it() {
        let (at, rest) = Address::nearest("infusions[1].assigned.by");
        assert_eq!((at, rest), (Address::Infusion(1, InfusionPart::Assigned), ".by"));
        let (at, rest) = Address::nearest("lots[A.1].confirmed[2].signed.by");
        assert_eq!((at.to_string().as_str(), rest), ("lots[A.1].confirmed", "[2].signed.by"));
        assert_eq!(Address::nearest("draft"), (Address::File("draft".to_owned()), ""));
    }

    #[test]
    fn a_line_of_the_trail_needs_no_site_before_it() {
        assert_eq!(Address::of_trail("settings[weight_cap]"), Address::setting("weight_cap"));
        assert_eq!(Address::of_trail("site"), Address::Site(SitePart::Whole));
        assert_eq!(Address::of_trail("people[ab].pin"), Address::Person("ab".to_owned()));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in
            ["oops", "lots[", "assessments[x].when", "stages[screening 1].colour", "lots[A].bags[1].size"]
        {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_lot_keeps_its_hash_while_its_number_is_typed() {
        use std::hash::{DefaultHasher, Hash as _, Hasher as _};
        let hash = |number: &str| {
            let mut hasher = DefaultHasher::new();
            Named { key: Some(1), number: number.to_owned() }.hash(&mut hasher);
            hasher.finish()
        };
        assert_eq!(hash("L"), hash("LOT-1"));
    }

    #[test]
    fn a_half_of_what_has_none_is_itself() {
        assert_eq!(
            Address::result(1, "alt", ResultPart::Whole).value(),
            Address::result(1, "alt", ResultPart::Value)
        );
        let start = Address::Infusion(1, InfusionPart::Start);
        assert_eq!(start.clone().value(), start);
    }
}
