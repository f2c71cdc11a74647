//! A site's settings, read once. Each is not set, *the protocol has none*, or a value.

use super::open_questions::{Registered, State, register};
pub use super::param::{Param, WeightBasis};
use crate::{
    engine::{
        lot::read_amount,
        moment::Moment,
        plausible::size_problem,
        problem::{Problem, ProblemCode, none_of, suggest},
        protocol::{
            plan::{Name, Plan},
            questions,
        },
    },
    model::{Address, Convention, ParameterKind, Setting, Site, Typed},
    quantity::{
        Analyte, Exact, NumberProblem, Rounding,
        component::{CarCells, CarDensity, InBase as _, Of},
        units::{
            RuntimeUnit, cell_density, cells, copies_per_unit, share,
            si::{Mass, Ratio, Time, Volume},
            time, volume, weight,
        },
    },
};
use jiff::civil::Date;

/// What the site has set, as far as the engines use it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The stage whose weight doses.
    pub dosing_weight: Param<usize>,
    /// Largest dosing weight.
    pub weight_cap: Param<Mass>,
    /// Largest number of CAR+ cells to aim for.
    pub cell_cap: Param<CarCells>,
    /// Allowed shortfall, as a share of the target.
    pub tolerance_below: Param<Ratio>,
    /// Allowed excess, as a share of the target.
    pub tolerance_above: Param<Ratio>,
    /// The widest of the usual tolerances below and above the target; what lies outside is outside of all.
    pub usual_tolerance: (Option<Ratio>, Option<Ratio>),
    /// Step of the syringe.
    pub rounding_step: Param<Volume>,
    /// How a volume is rounded to it.
    pub rounding_mode: Param<Rounding>,
    /// True: the dose is counted after thaw; false: before freezing.
    pub counted_after_thaw: Param<bool>,
    /// The convention that the site's certificates use.
    pub expected_convention: Param<Convention>,
    /// Lowest concentration of CAR+ cells that the product has.
    pub expected_car_low: Param<CarDensity>,
    /// Highest concentration of CAR+ cells that the product has.
    pub expected_car_high: Param<CarDensity>,
    /// The greatest age of a laboratory value or the dosing weight; that age itself is allowed.
    pub value_age_limit: Param<Time>,
    /// So long a lasting disease is waited for; while nothing is set, the longest of the usual times.
    pub screening_horizon: Option<Time>,
    /// Volume that stays in every bag.
    pub hold_up: Param<Volume>,
    /// How long a thawed bag is stable.
    pub stability_after_thaw: Param<Time>,
    /// Which weight estimates the clearance.
    pub clearance_weight: Param<WeightBasis>,
    /// Copies of HBV DNA per international unit.
    pub hbv_copies_per_iu: Param<Ratio>,
    /// Settled readings: question and reading.
    pub readings: Vec<(Name, Name)>,
    /// Questions answered in words that no rule follows, each with the criteria that it is about, by their places.
    pub not_followed: Vec<(Name, Vec<usize>)>,
    /// Parameters of the protocol that the site has not set.
    pub not_set: Vec<Name>,
    /// Questions that the site has settled and the protocol asks no more.
    pub retired: Vec<Name>,
}

impl Settings {
    /// Reads a site; every fault is reported.
    pub fn new(plan: &Plan, site: &Site) -> (Self, Vec<Problem>) {
        let mut reader = Reader { plan, site, problems: Vec::new() };
        reader.check_ids();
        let settings = Self {
            dosing_weight: reader.choice("dosing_weight", |id| plan.stage(id)),
            weight_cap: reader.positive::<weight::Unit>("weight_cap"),
            cell_cap: reader.positive::<cells::Unit>("cell_cap").map(Of::of),
            tolerance_below: reader.tolerance("tolerance_below"),
            tolerance_above: reader.tolerance("tolerance_above"),
            usual_tolerance: (
                longest::<share::Unit>(plan, "tolerance_below"),
                longest::<share::Unit>(plan, "tolerance_above"),
            ),
            rounding_step: reader.positive::<volume::Unit>("rounding_step"),
            rounding_mode: reader.choice("rounding_mode", |id| match id {
                "half_up" => Some(Rounding::HalfUp),
                "half_even" => Some(Rounding::HalfEven),
                "down" => Some(Rounding::Down),
                _ => None,
            }),
            counted_after_thaw: reader.choice("dose_basis", |id| match id {
                "after_thaw" => Some(true),
                "before_freezing" => Some(false),
                _ => None,
            }),
            expected_convention: reader.choice("expected_convention", |id| match id {
                "stated" => Some(Convention::Stated),
                "total_count" => Some(Convention::TotalCount),
                "viable_count" => Some(Convention::ViableCount),
                "car_of_viable" => Some(Convention::CarOfViable),
                "single_platform" => Some(Convention::SinglePlatform),
                _ => None,
            }),
            expected_car_low: reader.positive::<cell_density::Unit>("expected_car_low").map(Of::of),
            expected_car_high: reader.positive::<cell_density::Unit>("expected_car_high").map(Of::of),
            value_age_limit: reader.positive::<time::Unit>("value_age_limit"),
            screening_horizon: match reader.positive::<time::Unit>("screening_horizon") {
                Param::Set(time) => Some(time),
                Param::None => None,
                Param::NotSet => longest::<time::Unit>(plan, "screening_horizon"),
            },
            hold_up: reader.quantity::<volume::Unit>("hold_up"),
            stability_after_thaw: reader.positive::<time::Unit>("stability_after_thaw"),
            clearance_weight: reader.choice("clearance_weight", |id| match id {
                "actual" => Some(WeightBasis::Actual),
                "ideal" => Some(WeightBasis::Ideal),
                "adjusted" => Some(WeightBasis::Adjusted),
                _ => None,
            }),
            hbv_copies_per_iu: reader.factor("hbv_copies_per_iu"),
            readings: reader.readings(),
            not_followed: not_followed(plan, site),
            retired: retired(plan, site),
            not_set: plan
                .protocol
                .parameters
                .iter()
                .filter(|parameter| !site.settings.iter().any(|(id, _)| *id == parameter.id))
                .map(|parameter| Name::from(parameter.id.as_str()))
                .collect(),
        };
        reader.check_order(&settings);
        (settings, reader.problems)
    }

    /// A value of this time is older on that day than the site allows; of a time that is not known for sure, it may be.
    pub fn is_too_old(&self, when: Option<Moment>, day: Date) -> bool {
        let Some(limit) = self.value_age_limit.value() else { return false };
        let Some(when) = when else { return true };
        let days = day.since(when.first.date()).map_or(i32::MAX, |age| age.get_days());
        time::Unit::day.quantity(Exact::from(i64::from(days))) > *limit
    }

    /// The reading that the site has settled for a question.
    pub fn reading(&self, question: &str) -> Option<&Name> {
        self.readings.iter().find(|(settled, _)| &**settled == question).map(|(_, reading)| reading)
    }
}

/// The greatest of the values offered for a parameter.
fn longest<U: RuntimeUnit>(plan: &Plan, id: &str) -> Option<U::Quantity> {
    let parameter = plan.protocol.parameters.iter().find(|parameter| parameter.id == id)?;
    let value = |typed: &Typed| {
        let (number, unit) = read_amount::<U>(typed).ok()??;
        Some(unit.quantity(number))
    };
    parameter.offered.iter().filter_map(|offer| value(&offer.value)).max()
}

fn is_retired(plan: &Plan, question: &str) -> bool {
    plan.protocol.retired.iter().any(|known| known.id == question)
}

fn retired(plan: &Plan, site: &Site) -> Vec<Name> {
    let asked = site.readings.iter().map(|choice| choice.question.as_str());
    asked.filter(|question| is_retired(plan, question)).map(Name::from).collect()
}

fn not_followed(plan: &Plan, site: &Site) -> Vec<(Name, Vec<usize>)> {
    if site.readings.is_empty() {
        return Vec::new();
    }
    let about = |own: &Registered<'_>| {
        let places = plan.criteria.iter().enumerate();
        let own = places.filter(|(_, criterion)| own.question.about.iter().any(|id| **id == *criterion.id));
        own.map(|(place, _)| place).collect()
    };
    register(&plan.protocol, site)
        .iter()
        .filter(|own| matches!(own.state, State::Answered { .. }))
        .map(|own| (Name::from(own.question.id.as_str()), about(own)))
        .collect()
}

struct Reader<'s> {
    plan: &'s Plan,
    site: &'s Site,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, id: &str, code: ProblemCode) {
        self.problems.push(Problem { field: Address::setting(id), code });
    }

    fn check_ids(&mut self) {
        let known: Vec<&str> =
            self.plan.protocol.parameters.iter().map(|parameter| parameter.id.as_str()).collect();
        for (place, (id, _)) in self.site.settings.iter().enumerate() {
            if !known.contains(&id.as_str()) {
                let suggestion = suggest(id, known.iter().copied()).map(str::to_owned);
                self.problem(id, ProblemCode::UnknownId { id: id.clone(), suggestion });
            }
            if self.site.settings.iter().take(place).any(|(other, _)| other == id) {
                self.problem(id, ProblemCode::Duplicate);
            }
        }
    }

    fn setting(&self, id: &str) -> Option<&Setting> {
        self.site.settings.iter().find(|(known, _)| known == id).map(|(_, setting)| setting)
    }

    fn quantity<U: RuntimeUnit>(&mut self, id: &str) -> Param<U::Quantity> {
        let typed = match self.setting(id) {
            None => return Param::NotSet,
            Some(Setting::NoneByProtocol { .. }) => return Param::None,
            Some(Setting::Value { value, .. }) => value.clone(),
            Some(Setting::Choice { .. }) => {
                self.problem(
                    id,
                    ProblemCode::WrongKind { expected: crate::engine::problem::EntryKind::Quantity },
                );
                return Param::NotSet;
            }
        };
        match read_amount::<U>(&typed) {
            Ok(Some((number, unit))) => Param::Set(unit.quantity(number)),
            Ok(None) => {
                self.problem(id, ProblemCode::Number(NumberProblem::Empty));
                Param::NotSet
            }
            Err((_, code)) => {
                self.problem(id, code);
                Param::NotSet
            }
        }
    }

    /// A quantity that is nonsense at zero: a cap, a step, a concentration.
    fn positive<U: RuntimeUnit>(&mut self, id: &str) -> Param<U::Quantity> {
        match self.quantity::<U>(id) {
            Param::Set(value) if !value.is_above_zero() => {
                self.problem(id, ProblemCode::NotPositive);
                Param::NotSet
            }
            read @ (Param::Set(_) | Param::NotSet | Param::None) => read,
        }
    }

    /// A tolerance, from 0 to 100 %.
    fn tolerance(&mut self, id: &str) -> Param<Ratio> {
        match self.quantity::<share::Unit>(id) {
            Param::Set(value) if value > share::Unit::one.quantity(Exact::from(1)) => {
                self.problem(id, ProblemCode::AboveHundredPercent);
                Param::NotSet
            }
            read @ (Param::Set(_) | Param::NotSet | Param::None) => read,
        }
    }

    /// Copies per international unit, within what an assay can have.
    fn factor(&mut self, id: &str) -> Param<Ratio> {
        let unit = copies_per_unit::Unit::copies_per_international_unit;
        let read = self.positive::<copies_per_unit::Unit>(id);
        let problem = read.value().and_then(|value| {
            let number = unit.value(value);
            let measured = Analyte::CopiesPerUnit.measured(number.clone(), unit.row())?;
            size_problem(&measured, &number, unit.row())
        });
        match problem {
            Some(code) => {
                self.problem(id, code);
                Param::NotSet
            }
            None => read,
        }
    }

    fn check_order(&mut self, settings: &Settings) {
        let (low, high) = (settings.expected_car_low.value(), settings.expected_car_high.value());
        if low.zip(high).is_some_and(|(low, high)| low > high) {
            let other = Address::setting("expected_car_high");
            self.problem("expected_car_low", ProblemCode::Contradicts { other });
        }
    }

    fn choice<T>(&mut self, id: &str, read: impl Fn(&str) -> Option<T>) -> Param<T> {
        let chosen = match self.setting(id) {
            None => return Param::NotSet,
            Some(Setting::NoneByProtocol { .. }) => return Param::None,
            Some(Setting::Choice { value, .. }) => value.clone(),
            Some(Setting::Value { .. }) => {
                self.problem(
                    id,
                    ProblemCode::WrongKind { expected: crate::engine::problem::EntryKind::Choice },
                );
                return Param::NotSet;
            }
        };
        if let Some(value) = read(&chosen) {
            return Param::Set(value);
        }
        let parameter = self.plan.protocol.parameters.iter().find(|parameter| parameter.id == id);
        let answers = match parameter.map(|parameter| &parameter.kind) {
            Some(ParameterKind::Choice(answers)) => answers.as_slice(),
            Some(ParameterKind::Quantity) | None => &[],
        };
        self.problem(id, none_of(&chosen, answers.iter().map(|answer| answer.id.as_str())));
        Param::NotSet
    }

    /// The questions that the site has settled, each once and by a reading that a rule has.
    fn readings(&mut self) -> Vec<(Name, Name)> {
        let mut settled: Vec<(Name, Name)> = Vec::new();
        for choice in &self.site.readings {
            let mut problem = |code| {
                self.problems.push(Problem { field: Address::reading(&choice.question), code });
            };
            let known = self.plan.protocol.questions.iter().map(|question| question.id.as_str());
            if is_retired(self.plan, &choice.question) {
                continue;
            }
            if !known.clone().any(|id| id == choice.question) {
                let suggestion = suggest(&choice.question, known).map(str::to_owned);
                problem(ProblemCode::UnknownId { id: choice.question.clone(), suggestion });
                continue;
            }
            if settled.iter().any(|(question, _)| **question == *choice.question) {
                problem(ProblemCode::Duplicate);
                continue;
            }
            let readings = questions::readings(&self.plan.protocol, &choice.question);
            let ids = readings.iter().map(|reading| reading.id);
            // An answer to a question that no rule reads in two ways yet is kept and decides nothing.
            if !readings.is_empty() && !ids.clone().any(|id| id == choice.reading) {
                problem(none_of(&choice.reading, ids));
                continue;
            }
            settled.push((choice.question.as_str().into(), choice.reading.as_str().into()));
        }
        settled
    }
}
