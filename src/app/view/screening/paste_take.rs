//! What a line of a pasted block comes to in a report: new, the same, different, or not to be used.

use crate::{
    engine::{
        intake::{Ask, Line, Outcome},
        moment::read_moment,
    },
    model::{Assessment, Finding, Typed, Value},
    quantity::{Analyte, NumberProblem},
    report::Reporter,
};

/// What a line comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is asked about or refused; the line says why.
    Left,
    /// A comma that can only be the decimal one: taken as this number, where a person says so.
    Mended(String),
    /// The unit is missing or none of this item; it is taken as typed and asks.
    UnitUnknown,
    /// Nothing of it stands in the report.
    New,
    /// The same stands there.
    Same,
    /// A line above says the same.
    Again,
    /// A result that was set aside stands there; it keeps its reason, so the new one goes into another report.
    SetAside,
    /// It is marked as not done there, with this reason.
    WasNotDone(String),
    /// Something else stands there.
    Differs(Value),
    /// The line is of another day than the report or the rest of the block.
    OtherDay,
    /// The block is of somebody else.
    OtherSubject,
}

impl State {
    /// Taken unless somebody says no.
    pub(super) const fn usual(&self) -> bool {
        matches!(self, Self::New)
    }

    /// Can be taken at all.
    pub(super) const fn possible(&self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Differs(_)
                | Self::WasNotDone(_)
                | Self::UnitUnknown
                | Self::Mended(_)
                | Self::OtherSubject
        )
    }
}

/// The result that a line says, and what it comes to in this report.
pub(super) fn judge(line: &Line, report: Option<&Assessment>) -> (State, Option<Finding>) {
    let (own, value) = match &line.outcome {
        Outcome::Taken => (State::New, line.value.clone()),
        Outcome::Asked(Ask::Number(NumberProblem::Comma { fix: Some(fix) })) => {
            (State::Mended(fix.clone()), Value::Quantity(Typed::new(fix, line.unit.trim())))
        }
        Outcome::Asked(Ask::UnitMissing | Ask::UnitUnknown) => (State::UnitUnknown, line.value.clone()),
        Outcome::Asked(_) | Outcome::Refused(_) => return (State::Left, None),
    };
    let Some(item) = &line.item else { return (State::Left, None) };
    let uln =
        if matches!(value, Value::Quantity(_)) { Typed::new(&line.interval, "") } else { Typed::default() };
    let finding = Finding { of: item.clone(), value, uln, ..Finding::default() };
    if report.is_some_and(|report| is_other_day(&report.when, &line.when)) {
        return (State::OtherDay, None);
    }
    let present = report.and_then(|report| report.results.iter().find(|known| known.of == *item));
    let empty = |value: &Value| {
        *value == Value::NotKnown || matches!(value, Value::Quantity(typed) if typed.is_empty())
    };
    let state = match present.filter(|present| !empty(&present.value)) {
        Some(present) if !present.set_aside.trim().is_empty() => State::SetAside,
        Some(present) if same(item, &present.value, &finding.value) => State::Same,
        // Over another value it would be two changes at once.
        Some(_) if matches!(own, State::Mended(_)) => State::Left,
        Some(Finding { value: Value::NotDone(reason), .. }) => State::WasNotDone(reason.clone()),
        Some(present) => State::Differs(present.value.clone()),
        None => own,
    };
    (state, Some(finding))
}

/// Two dates that cannot be the same time; what is not read is compared as typed.
pub(super) fn is_other_day(one: &str, other: &str) -> bool {
    match (read_moment(one), read_moment(other)) {
        (Ok(Some(one)), Ok(Some(other))) => !one.overlaps(&other),
        (Ok(None), _) | (_, Ok(None)) => false,
        _ => one.trim() != other.trim(),
    }
}

/// Two units of one meaning are the same; digits are compared as typed.
fn same(item: &str, one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => {
            let unit = |typed: &Typed| Analyte::from_id(item)?.unit(&typed.unit);
            one.value.trim() == other.value.trim() && (one.unit == other.unit || unit(one) == unit(other))
        }
        (one, other) => one == other,
    }
}

/// What stands there, in the words of the report.
pub(super) fn shown(reporter: &Reporter<'_>, item: &str, value: &Value) -> String {
    match value {
        Value::Quantity(typed) => {
            let unit = Analyte::from_id(item).and_then(|analyte| analyte.unit(&typed.unit));
            let unit = unit.map_or(typed.unit.as_str(), |unit| unit.symbol);
            format!("{} {unit}", typed.value).trim().to_owned()
        }
        Value::Counted(count) => count.to_string(),
        Value::Choice(id) if id == "not_detected" => reporter.words.not_detected.clone(),
        Value::Choice(id) | Value::NotDone(id) => reporter.answer(item, id),
        Value::Yes | Value::No | Value::NotKnown | Value::Urine { .. } => String::new(),
    }
}

/// Puts a result into a report; an entry that is replaced keeps nothing of its former value.
pub(super) fn take(report: &mut Assessment, finding: Finding) {
    match report.results.iter_mut().find(|known| known.of == finding.of) {
        Some(known) => {
            known.value = finding.value;
            // Without a unit of its own the interval is read in the value's: an old one must not stay.
            known.uln = finding.uln;
        }
        None => report.results.push(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::{State, judge, take};
    use crate::{
        engine::intake::{Choices, Names, read},
        model::{Assessment, Typed, Value},
    };

    #[test]
    fn an_entry_that_is_there_is_not_overwritten_unasked() {
        let protocol = include_str!("../../../../presets/protocols/nct06101082.ron");
        let names = Names::of(&ron::from_str(protocol).unwrap());
        let mut report = Assessment::default();
        let state = |report: &Assessment, text: &str| {
            judge(&read(text, &names, &Choices::default()).lines.remove(0), Some(report))
        };
        let (new, finding) = state(&report, "PLT 186 10*9/L 125-350");
        assert!(new == State::New && new.usual());
        take(&mut report, finding.unwrap());
        assert_eq!(state(&report, "PLT 186 10^9/L").0, State::Same, "another spelling of the same unit");
        let (differs, _) = state(&report, "PLT 187 10*9/L");
        assert_eq!(differs, State::Differs(Value::Quantity(Typed::new("186", "10*9/L"))));
        assert!(!differs.usual() && differs.possible());
        assert_eq!(state(&report, "HGB 118 g/L").0, State::New);
        assert_eq!(state(&report, "HGB 118 furlong").0, State::UnitUnknown);
        let (comma, finding) = state(&Assessment::default(), "ALT >11,8 U/L");
        assert!(comma == State::Mended(">11.8".to_owned()) && comma.possible() && !comma.usual());
        assert_eq!(finding.unwrap().value, Value::Quantity(Typed::new(">11.8", "U/L")));
        assert_eq!(state(&report, "MPV 10 fL").0, State::Left);
        let replaced = state(&report, "PLT 187 10*9/L").1.unwrap();
        take(&mut report, replaced);
        assert_eq!(report.results[0].uln.value, "", "the former interval does not stay beside the new value");
        report.results[0].set_aside = "clotted".to_owned();
        let (aside, _) = state(&report, "PLT 187 10*9/L");
        assert!(aside == State::SetAside && !aside.possible());
        assert_eq!(state(&report, "HBsAg\t阴性(+)").0, State::Left, "it contradicts itself");
        report.when = "2026-11-19".to_owned();
        let dated = |when: &str| format!("Test\tResult\tUnit\tDate\nHGB\t118\tg/L\t{when}");
        assert_eq!(state(&report, &dated("2026-11-19 08:10")).0, State::New);
        assert_eq!(state(&report, &dated("2026-11-20")).0, State::OtherDay);
        assert_eq!(state(&report, &dated("11/19/2026")).0, State::OtherDay, "it is not read");
    }
}
