//! Reads one result: its value, its unit and the upper limit of normal printed beside it.

use super::{
    case::{Read, ReadUln, Reading},
    read::Reader,
    upper_limit::{mended_upper, printed_upper},
};
use crate::{
    engine::{
        formula::{clearance, step::Symbol, worked::Worked},
        plausible::{may_be_logarithm, size_problem, upper_problem},
        problem::{EntryKind, ProblemCode, none_of},
        protocol::plan::{PlanKind, read_unit, unit_problem_of},
        range::{End, Range},
        unit::taken,
    },
    model::{Address, Finding, Half, ResultPart, Typed, Value},
    quantity::{
        Analyte, Comparator, Exact, Measured, Number, NumberProblem, Style, UnitRow,
        analyte::{ClearanceMeasured, Measurable as _},
        read_number,
        units::{creatinine, si::Ratio, time, urine_creatinine, volume},
    },
};
use num_traits::Zero as _;
use std::borrow::Cow;

/// A part of a timed urine collection as read, and whether a person must confirm it.
struct Part {
    reading: Reading,
    doubtful: bool,
}

impl Reader<'_> {
    pub(crate) fn read_finding<'d>(
        &mut self,
        finding: &'d Finding,
        kind: &PlanKind,
        field: &dyn Fn(ResultPart) -> Address,
    ) -> (Read<'d>, ReadUln) {
        if !finding.set_aside.trim().is_empty() {
            return (Read::SetAside, ReadUln::None);
        }
        let read = self.read_value(finding, kind, field);
        let uln = match (&finding.value, kind) {
            // The limit shares the unit of a value that is refused: one problem says both.
            _ if matches!(read, Read::Refused) && finding.uln.unit.trim().is_empty() => ReadUln::Unreadable,
            (Value::Quantity(typed), PlanKind::Analyte(analyte)) if !typed.is_empty() => {
                // Two units that differ have been refused with the value.
                let typed = taken(typed, Style::Laboratory, |_| None).unwrap_or(Cow::Borrowed(typed));
                self.read_uln(finding, in_international_units(*analyte, &typed.unit), &typed.unit, field)
            }
            _ => ReadUln::None,
        };
        (read, uln)
    }

    fn read_value<'d>(
        &mut self,
        finding: &'d Finding,
        kind: &PlanKind,
        field: &dyn Fn(ResultPart) -> Address,
    ) -> Read<'d> {
        match (&finding.value, kind) {
            (Value::NotKnown, _) => Read::NotKnown,
            (Value::NotDone(_), _) => Read::NotDone,
            (_, PlanKind::Analyte(analyte)) if analyte.enter_under().is_some() => {
                let enter_under = analyte.enter_under().unwrap_or_default();
                self.problem(field(ResultPart::Whole), ProblemCode::Computed { enter_under });
                Read::Refused
            }
            (Value::Yes, PlanKind::YesNo) => Read::Answer("Yes"),
            (Value::No, PlanKind::YesNo) => Read::Answer("No"),
            (Value::Choice(id), PlanKind::Choice(answers)) => {
                if answers.iter().any(|(known, _)| **known == **id) {
                    Read::Answer(id)
                } else {
                    self.problem(
                        field(ResultPart::Whole),
                        none_of(id, answers.iter().map(|(known, _)| &**known)),
                    );
                    Read::Refused
                }
            }
            (Value::Choice(id), PlanKind::Analyte(Analyte::HbvDna)) if id == "not_detected" => {
                none_detected(Analyte::HbvDna).map_or(Read::Refused, Read::Measured)
            }
            (Value::Counted(count), PlanKind::Analyte(Analyte::Ecog)) => {
                let typed = Typed::new(&count.to_string(), "");
                self.read_quantity(&typed, Analyte::Ecog, finding, field)
            }
            (Value::Quantity(typed), PlanKind::Analyte(analyte)) => {
                self.read_quantity(typed, *analyte, finding, field)
            }
            (Value::Urine { .. }, PlanKind::Analyte(Analyte::ClearanceMeasured)) => {
                self.read_urine(finding, field)
            }
            (_, PlanKind::Choice(answers)) => {
                let known = answers.iter().map(|(id, _)| id.to_string()).collect();
                self.problem(field(ResultPart::Whole), ProblemCode::NotAnAnswer { known });
                Read::Refused
            }
            (_, kind) => {
                self.problem(field(ResultPart::Whole), ProblemCode::WrongKind { expected: expected(kind) });
                Read::Refused
            }
        }
    }

    fn read_quantity<'d>(
        &mut self,
        typed: &Typed,
        analyte: Analyte,
        finding: &Finding,
        field: &dyn Fn(ResultPart) -> Address,
    ) -> Read<'d> {
        if typed.is_empty() {
            return Read::NotKnown;
        }
        let style = if analyte.may_be_censored() { Style::Laboratory } else { Style::Plain };
        let typed = match taken(typed, style, |text| in_international_units(analyte, text).unit(text)) {
            Ok(typed) => typed,
            Err(code) => {
                self.problem(field(ResultPart::Whole).half(Half::Value), code);
                return Read::Refused;
            }
        };
        let typed = &*typed;
        let analyte = in_international_units(analyte, &typed.unit);
        let (number, unit) = match read_typed(typed, analyte, style) {
            Ok(read) => read,
            Err((half, code)) => {
                self.problem(field(ResultPart::Whole).half(half), code);
                return Read::Refused;
            }
        };
        let Some(measured) = analyte.measured(number.value.clone(), unit) else { return Read::Refused };
        let reading =
            Reading { value: range(&number, measured.clone()), unit, last_place: number.last_place };
        let whole = analyte != Analyte::Ecog || number.value.is_integer();
        let problem = if may_be_logarithm(analyte, &number, unit) {
            Some(ProblemCode::DoubtfulLogarithm)
        } else {
            size_problem(&measured, &number.value, unit)
        };
        match problem {
            None if whole => Read::Measured(reading),
            None => {
                let code = ProblemCode::WrongKind { expected: EntryKind::Counted };
                self.problem(field(ResultPart::Value), code);
                Read::Refused
            }
            Some(code) if code.can_be_confirmed() => {
                if finding.is_confirmed() {
                    return Read::Measured(reading);
                }
                self.problem(field(ResultPart::Value), code);
                Read::Doubtful(reading)
            }
            Some(code) => {
                self.problem(field(ResultPart::Value), code);
                Read::Refused
            }
        }
    }

    /// The limit printed on the report. An empty unit means the unit of the value.
    fn read_uln(
        &mut self,
        finding: &Finding,
        analyte: Analyte,
        unit_of_value: &str,
        field: &dyn Fn(ResultPart) -> Address,
    ) -> ReadUln {
        let typed = &finding.uln;
        if typed.is_empty() {
            return ReadUln::None;
        }
        let field = || field(ResultPart::Uln);
        let number = printed_upper(&typed.value).filter(|number| number.value.is_positive());
        let Some(number) = number else {
            let fix = mended_upper(&typed.value, analyte);
            self.problem(field(), ProblemCode::ReferenceUnreadable { fix });
            return ReadUln::Unreadable;
        };
        let own = !typed.unit.trim().is_empty();
        let unit = match read_unit(analyte, if own { &typed.unit } else { unit_of_value }) {
            Ok(unit) => unit,
            Err(code) => {
                // The unit of the value has a problem of its own.
                if own {
                    self.problem(field(), code);
                }
                return ReadUln::Unreadable;
            }
        };
        let Some(limit) = analyte.measured(number.value.clone(), unit) else { return ReadUln::Unreadable };
        match upper_problem(&limit, &number.value, unit) {
            Some(code) if !finding.is_confirmed() => {
                self.problem(field(), code);
                ReadUln::Doubtful
            }
            _ => ReadUln::Printed(limit, unit),
        }
    }

    /// A timed urine collection. One doubtful part makes the whole doubtful; the clearance that comes out is held
    /// against its own limits.
    fn read_urine<'d>(&mut self, finding: &Finding, field: &dyn Fn(ResultPart) -> Address) -> Read<'d> {
        let Value::Urine { urine, volume, time, plasma } = &finding.value else { return Read::Refused };
        let confirmed = finding.is_confirmed();
        let mut part =
            |typed: &Typed, analyte, part| self.read_part(typed, analyte, confirmed, || field(part));
        let parts = [
            part(urine, Analyte::UrineCreatinine, ResultPart::Urine),
            part(volume, Analyte::UrineVolume, ResultPart::UrineVolume),
            part(time, Analyte::CollectionTime, ResultPart::UrineTime),
            part(plasma, Analyte::Creatinine, ResultPart::Plasma),
        ];
        let [Some(urine), Some(volume), Some(time), Some(plasma)] = parts else { return Read::Refused };
        let doubtful = [&urine, &volume, &time, &plasma].iter().any(|part| part.doubtful);
        let per_deciliter = urine_creatinine::Unit::milligram_per_deciliter;
        let (Some(urine), Some(volume), Some(time), Some(plasma)) = (
            Worked::measured(Symbol::UrineCreatinine, &urine.reading.typed(), per_deciliter),
            Worked::measured(Symbol::UrineVolume, &volume.reading.typed(), volume::Unit::milliliter),
            Worked::measured(Symbol::CollectionTime, &time.reading.typed(), time::Unit::minute),
            Worked::measured(
                Symbol::Creatinine,
                &plasma.reading.typed(),
                creatinine::Unit::milligram_per_deciliter,
            ),
        ) else {
            return Read::Refused;
        };
        let urine = clearance::measured(&urine, &volume, &plasma, &time);
        let (Some(clearance), Some(unit)) = (urine.value(), Analyte::ClearanceMeasured.canonical()) else {
            return Read::Refused;
        };
        let measured = ClearanceMeasured::measured(clearance);
        let number = unit.of_base(measured.in_base());
        if let Some(code @ ProblemCode::Impossible { .. }) = size_problem(&measured, &number, unit) {
            self.problem(field(ResultPart::Whole), code);
            return Read::Refused;
        }
        if doubtful {
            return Read::Doubtful(Reading { value: Range::point(measured), unit, last_place: 0 });
        }
        Read::Urine(urine)
    }

    /// A part of a urine collection: a plain number above zero.
    fn read_part(
        &mut self,
        typed: &Typed,
        analyte: Analyte,
        confirmed: bool,
        field: impl Fn() -> Address,
    ) -> Option<Part> {
        let read = taken(typed, Style::Plain, |text| analyte.unit(text)).map_err(|code| (Half::Value, code));
        let (number, unit) = match read.and_then(|typed| read_typed(&typed, analyte, Style::Plain)) {
            Ok(read) => read,
            Err((half, code)) => {
                self.problem(field().half(half), code);
                return None;
            }
        };
        let measured = analyte.measured(number.value.clone(), unit)?;
        if !number.value.is_positive() {
            self.problem(field(), ProblemCode::NotPositive);
            return None;
        }
        let problem = size_problem(&measured, &number.value, unit);
        let reading = Reading { value: Range::point(measured), unit, last_place: number.last_place };
        match problem {
            None => Some(Part { reading, doubtful: false }),
            Some(code) if code.can_be_confirmed() => {
                if !confirmed {
                    self.problem(field(), code);
                }
                Some(Part { reading, doubtful: !confirmed })
            }
            Some(code) => {
                self.problem(field(), code);
                None
            }
        }
    }
}

/// HBV DNA is reported in copies or in international units; they meet only through the assay's factor.
fn in_international_units(analyte: Analyte, unit: &str) -> Analyte {
    let units = analyte == Analyte::HbvDna && Analyte::HbvDnaUnits.unit(unit).is_some();
    if units { Analyte::HbvDnaUnits } else { analyte }
}

fn read_typed(
    typed: &Typed,
    analyte: Analyte,
    style: Style,
) -> Result<(Number, &'static UnitRow), (Half, ProblemCode)> {
    let viral_load = matches!(analyte, Analyte::HbvDna | Analyte::HbvDnaUnits);
    let number = read_number(&typed.value, style).map_err(|problem| {
        let in_words = viral_load && problem == NumberProblem::NotANumber;
        (Half::Value, if in_words { ProblemCode::NumberOrNotDetected } else { ProblemCode::Number(problem) })
    })?;
    let unit = if analyte == Analyte::HbvDna && analyte.unit(&typed.unit).is_none() {
        let rows = analyte.units().iter().chain(Analyte::HbvDnaUnits.units());
        Err(unit_problem_of(&typed.unit, rows, analyte.refusal(&typed.unit)))
    } else {
        read_unit(analyte, &typed.unit)
    };
    Ok((number, unit.map_err(|code| (Half::Unit, code))?))
}

/// What a printed result leaves possible. A laboratory value has no lower end below zero.
fn range(number: &Number, measured: Measured) -> Range<Measured> {
    let zero = || End::Closed(measured.times(&Ratio::zero()));
    match number.comparator {
        Comparator::Equal => Range::point(measured),
        Comparator::Below => Range { low: zero(), high: End::Open(measured) },
        Comparator::AtMost => Range { low: zero(), high: End::Closed(measured) },
        Comparator::Above => Range { low: End::Open(measured), high: End::None },
        Comparator::AtLeast => Range { low: End::Closed(measured), high: End::None },
    }
}

/// *Not detected* counts as zero copies.
fn none_detected(analyte: Analyte) -> Option<Reading> {
    let unit = analyte.canonical()?;
    let value = Range::point(analyte.measured(Exact::from(0), unit)?);
    Some(Reading { value, unit, last_place: 0 })
}

const fn expected(kind: &PlanKind) -> EntryKind {
    match kind {
        PlanKind::Analyte(Analyte::Ecog) => EntryKind::Counted,
        PlanKind::Analyte(Analyte::HbvDna) => EntryKind::QuantityOrNotDetected,
        PlanKind::Analyte(_) => EntryKind::Quantity,
        PlanKind::YesNo => EntryKind::YesNo,
        PlanKind::Choice(_) => EntryKind::Choice,
        PlanKind::History => EntryKind::History,
    }
}
