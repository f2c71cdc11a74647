//! What a result depends on beside the draft: protocol, site, laboratories and the time.

use super::settings::Settings;
use crate::{
    engine::{
        problem::{Problem, ProblemCode},
        protocol::plan::{Name, Plan, read_unit},
    },
    model::{Address, IntervalPart, Laboratory, Protocol, Sex, Site, Words},
    quantity::{Analyte, Measured, Style, UnitRow, read_number},
};
use jiff::civil::DateTime;
use std::sync::Arc;

/// Everything that a result depends on beside the draft.
#[derive(Clone, Debug)]
pub struct Context {
    /// The protocol, read.
    pub plan: Arc<Plan>,
    /// The site, as it was given.
    pub site: Arc<Site>,
    /// The site's settings, read.
    pub settings: Arc<Settings>,
    /// The laboratory templates, read.
    pub laboratories: Arc<[LabTable]>,
    /// Now, to the minute, local civil time. The engines have no clock.
    pub now: DateTime,
    /// The record on the disk is no longer the one that the draft began with; only a face that keeps a record open
    /// can know.
    pub changed_on_disk: Option<ChangedOnDisk>,
}

/// Somebody else has written the open record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedOnDisk {
    /// When, as `09:41`.
    pub at: String,
    /// Who, by id; empty where the file does not say.
    pub by: String,
}

/// A laboratory template, read.
#[derive(Clone, Debug)]
pub struct LabTable {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Words,
    /// The unit that a new row starts with.
    pub units: Vec<(Analyte, &'static UnitRow)>,
    /// Two people have compared it with the laboratory's own list.
    pub confirmed: bool,
    /// Upper limits.
    pub upper: Vec<UpperLimit>,
}

/// One upper limit of normal of a template.
#[derive(Clone, Debug)]
pub struct UpperLimit {
    /// Of what.
    pub analyte: Analyte,
    /// For this sex only.
    pub sex: Option<Sex>,
    /// From this age in completed years, inclusive.
    pub age_from: Option<i64>,
    /// To this age in completed years, inclusive.
    pub age_to: Option<i64>,
    /// The limit.
    pub limit: Measured,
    /// Its unit.
    pub unit: &'static UnitRow,
}

impl Context {
    /// Reads protocol, site and templates; every fault of them is reported with its path.
    pub fn new(
        protocol: &Protocol,
        site: &Site,
        laboratories: &[Laboratory],
        now: DateTime,
    ) -> Result<Self, Vec<Problem>> {
        Self::of_plan(Arc::new(Plan::new(protocol)?), site, laboratories, now)
    }

    /// The same with a protocol that has been read already.
    pub fn of_plan(
        plan: Arc<Plan>,
        site: &Site,
        laboratories: &[Laboratory],
        now: DateTime,
    ) -> Result<Self, Vec<Problem>> {
        let (settings, mut problems) = Settings::new(&plan, site);
        // A site that lists its laboratories uses no other template.
        let used = |laboratory: &&Laboratory| {
            site.laboratories.is_empty() || site.laboratories.contains(&laboratory.id)
        };
        let laboratories = laboratories
            .iter()
            .filter(used)
            .map(|laboratory| read_laboratory(laboratory, &mut problems))
            .collect();
        if problems.is_empty() {
            Ok(Self {
                plan,
                site: Arc::new(site.clone()),
                settings: Arc::new(settings),
                laboratories,
                now,
                changed_on_disk: None,
            })
        } else {
            Err(problems)
        }
    }

    /// The same at another time.
    #[must_use]
    pub fn at(&self, now: DateTime) -> Self {
        Self { now, ..self.clone() }
    }

    /// The same for a record that somebody else has written meanwhile, or not.
    #[must_use]
    pub fn with_changed_on_disk(&self, changed_on_disk: Option<ChangedOnDisk>) -> Self {
        Self { changed_on_disk, ..self.clone() }
    }

    /// The template of this id.
    pub fn laboratory(&self, id: &str) -> Option<&LabTable> {
        self.laboratories.iter().find(|laboratory| &*laboratory.id == id)
    }
}

fn read_laboratory(laboratory: &Laboratory, problems: &mut Vec<Problem>) -> LabTable {
    let mut upper: Vec<UpperLimit> = Vec::new();
    let mut units: Vec<(Analyte, &'static UnitRow)> = Vec::new();
    for (index, row) in laboratory.rows.iter().enumerate() {
        let mut problem = |part, code| {
            problems.push(Problem { field: Address::Interval(laboratory.id.clone(), index, part), code });
        };
        let Some(analyte) = Analyte::from_id(&row.of) else {
            let known = Analyte::ALL.iter().map(|analyte| analyte.id());
            let suggestion = crate::engine::problem::suggest(&row.of, known).map(str::to_owned);
            problem(IntervalPart::Of, ProblemCode::UnknownId { id: row.of.clone(), suggestion });
            continue;
        };
        let unit = match read_unit(analyte, &row.unit) {
            Ok(unit) => unit,
            Err(code) => {
                problem(IntervalPart::Unit, code);
                continue;
            }
        };
        if !units.iter().any(|(known, _)| *known == analyte) {
            units.push((analyte, unit));
        }
        let age = |text: &str| (!text.is_empty()).then(|| text.parse::<i64>());
        let (Ok(age_from), Ok(age_to)) = (age(&row.age_from).transpose(), age(&row.age_to).transpose())
        else {
            problem(IntervalPart::Age, ProblemCode::NotWholeYears);
            continue;
        };
        if row.high.is_empty() {
            continue;
        }
        match read_number(&row.high, Style::Plain) {
            Ok(number) if !number.value.is_positive() => {
                problem(IntervalPart::High, ProblemCode::NotPositive);
            }
            Ok(number) => {
                if let Some(limit) = analyte.measured(number.value, unit) {
                    let limit = UpperLimit { analyte, sex: row.sex, age_from, age_to, limit, unit };
                    if upper.iter().any(|other| overlap(other, &limit)) {
                        problem(IntervalPart::Of, ProblemCode::Duplicate);
                    }
                    upper.push(limit);
                }
            }
            Err(code) => problem(IntervalPart::High, ProblemCode::Number(code)),
        }
    }
    LabTable {
        id: laboratory.id.as_str().into(),
        name: laboratory.name.clone(),
        units,
        confirmed: confirmed(laboratory),
        upper,
    }
}

/// One person who signs twice is one person.
fn confirmed(laboratory: &Laboratory) -> bool {
    let people: std::collections::BTreeSet<&str> =
        laboratory.confirmed.iter().map(|signed| signed.by.trim()).collect();
    people.len() >= 2
}

/// Two rows that fit one patient: nobody could say which holds.
fn overlap(one: &UpperLimit, other: &UpperLimit) -> bool {
    let sexes = one.sex.zip(other.sex).is_none_or(|(one, other)| one == other);
    let begins = |from: Option<i64>, to: Option<i64>| from.zip(to).is_none_or(|(from, to)| from <= to);
    one.analyte == other.analyte
        && sexes
        && begins(one.age_from, other.age_to)
        && begins(other.age_from, one.age_to)
}
