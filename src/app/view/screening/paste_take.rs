//! What a line of a pasted block comes to in a report: new, the same, different, or not to be used.

use super::paste::Line;
use crate::{
    engine::plan::Plan,
    model::{Assessment, Finding, Item, Kind, Typed, Value},
    quantity::{Analyte, Style, read_number},
};

/// What a line comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// No such item.
    NotRecognised,
    /// The value is neither a number nor one of the answers.
    Unreadable,
    /// The unit is none of this item; it is taken as typed and asks.
    UnitUnknown,
    /// Nothing of it stands in the report.
    New,
    /// The same stands there.
    Same,
    /// A result that was set aside stands there; it keeps its reason, so the new one goes into another report.
    SetAside,
    /// It is marked as not done there, with this reason.
    WasNotDone(String),
    /// Something else stands there.
    Differs(String),
}

impl State {
    /// Taken unless somebody says no.
    pub(super) const fn usual(&self) -> bool {
        matches!(self, Self::New)
    }

    /// Can be taken at all.
    pub(super) const fn possible(&self) -> bool {
        matches!(self, Self::New | Self::Differs(_) | Self::WasNotDone(_) | Self::UnitUnknown)
    }
}

/// The result that a line says, and what it comes to in this report.
pub(super) fn judge(
    plan: &Plan,
    line: &Line,
    item: Option<&str>,
    report: Option<&Assessment>,
) -> (State, Option<Finding>) {
    let known = item.and_then(|item| plan.protocol.items.get(plan.item(item)?));
    let Some(item) = known else { return (State::NotRecognised, None) };
    let Some(value) = value(item, line) else { return (State::Unreadable, None) };
    let uln = Typed::new(&line.interval, "");
    let finding = Finding { of: item.id.clone(), value, uln, ..Finding::default() };
    let present = report.and_then(|report| report.results.iter().find(|known| known.of == item.id));
    let empty = |value: &Value| {
        *value == Value::NotKnown || matches!(value, Value::Quantity(typed) if typed.is_empty())
    };
    let state = match present.filter(|present| !empty(&present.value)) {
        Some(present) if !present.set_aside.trim().is_empty() => State::SetAside,
        Some(present) if same(item, present, &finding) => State::Same,
        Some(Finding { value: Value::NotDone(reason), .. }) => State::WasNotDone(reason.clone()),
        Some(present) => State::Differs(shown(item, &present.value)),
        None => match (&finding.value, Analyte::from_id(&item.id)) {
            (Value::Quantity(typed), Some(analyte)) if !unit_known(analyte, &typed.unit) => {
                State::UnitUnknown
            }
            _ => State::New,
        },
    };
    (state, Some(finding))
}

/// Two units of one meaning are the same; digits are compared as typed.
fn same(item: &Item, one: &Finding, other: &Finding) -> bool {
    match (&one.value, &other.value) {
        (Value::Quantity(one), Value::Quantity(other)) => {
            let unit = |typed: &Typed| Analyte::from_id(&item.id)?.unit(&typed.unit);
            one.value.trim() == other.value.trim() && (one.unit == other.unit || unit(one) == unit(other))
        }
        (one, other) => one == other,
    }
}

fn unit_known(analyte: Analyte, unit: &str) -> bool {
    analyte.unit(unit).is_some() || (analyte == Analyte::HbvDna && Analyte::HbvDnaUnits.unit(unit).is_some())
}

fn value(item: &Item, line: &Line) -> Option<Value> {
    let typed = line.value.trim();
    match &item.kind {
        Kind::Choice(answers) => answers
            .iter()
            .find(|answer| [&answer.id, &answer.text.en, &answer.text.zh_cn].contains(&&typed.to_lowercase()))
            .map(|answer| Value::Choice(answer.id.clone())),
        Kind::Analyte => {
            let nothing = ["未检出", "not detected"].contains(&typed.to_lowercase().as_str());
            if item.id == Analyte::HbvDna.id() && nothing {
                return Some(Value::Choice("not_detected".to_owned()));
            }
            read_number(typed, Style::Laboratory)
                .is_ok()
                .then(|| Value::Quantity(Typed::new(typed, line.unit.trim())))
        }
        Kind::YesNo | Kind::Exposure => None,
    }
}

fn shown(item: &Item, value: &Value) -> String {
    match value {
        Value::Quantity(typed) => format!("{} {}", typed.value, typed.unit).trim().to_owned(),
        Value::Counted(count) => count.to_string(),
        Value::Choice(id) | Value::NotDone(id) => match &item.kind {
            Kind::Choice(answers) => answers
                .iter()
                .find(|answer| answer.id == *id)
                .map_or_else(|| id.clone(), |answer| format!("{} {}", answer.text.en, answer.text.zh_cn)),
            Kind::Analyte | Kind::YesNo | Kind::Exposure => id.clone(),
        },
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
        app::view::screening::paste::{Names, read},
        engine::plan::Plan,
        model::{Assessment, Value},
    };

    #[test]
    fn an_entry_that_is_there_is_not_overwritten_unasked() {
        let protocol = include_str!("../../../../presets/protocols/nct06101082.ron");
        let plan = Plan::new(&ron::from_str(protocol).unwrap()).unwrap();
        let names = Names::of(&plan.protocol);
        let mut report = Assessment::default();
        let state = |report: &Assessment, text: &str| {
            let line = read(text, &names).remove(0);
            judge(&plan, &line, line.item.as_deref(), Some(report))
        };
        let (new, finding) = state(&report, "PLT 186 10*9/L 125-350");
        assert!(new == State::New && new.usual());
        take(&mut report, finding.unwrap());
        assert_eq!(state(&report, "PLT 186 10^9/L").0, State::Same, "another spelling of the same unit");
        let (differs, _) = state(&report, "PLT 187 10*9/L");
        assert_eq!(differs, State::Differs("186 10*9/L".to_owned()));
        assert!(!differs.usual() && differs.possible());
        assert_eq!(state(&report, "HGB 118 g/L").0, State::New);
        assert_eq!(state(&report, "HGB 118 furlong").0, State::UnitUnknown);
        assert_eq!(state(&report, "HGB 11,8 g/dL").0, State::Unreadable);
        assert_eq!(state(&report, "MPV 10 fL").0, State::NotRecognised);
        let replaced = state(&report, "PLT 187 10*9/L").1.unwrap();
        take(&mut report, replaced);
        assert_eq!(report.results[0].uln.value, "", "the former interval does not stay beside the new value");
        report.results[0].set_aside = "clotted".to_owned();
        let (aside, _) = state(&report, "PLT 187 10*9/L");
        assert!(aside == State::SetAside && !aside.possible());
        let (_, antigen) = state(&report, "HBsAg\t阴性");
        assert_eq!(antigen.unwrap().value, Value::Choice("negative".to_owned()));
        assert_eq!(state(&report, "HBsAg\t阴").0, State::Unreadable, "no answer is guessed");
    }
}
