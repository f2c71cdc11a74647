//! What a line of a pasted block comes to in a report: new, the same, different, or not to be used.

use super::paste::Line;
use crate::{
    engine::plan::Plan,
    model::{Assessment, Finding, Item, Kind, Typed, Value},
    quantity::{Analyte, NumberProblem, Style, read_number},
    report::Reporter,
};

/// What a line comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// No such item.
    NotRecognised,
    /// The value is neither a number nor one of the answers.
    Unreadable,
    /// A comma that can only be the decimal one: taken as this number, where a person says so.
    Mended(String),
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
    Differs(Value),
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
            Self::New | Self::Differs(_) | Self::WasNotDone(_) | Self::UnitUnknown | Self::Mended(_)
        )
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
    let mended = mended(item, line);
    let Some(value) = mended.as_ref().map(|(_, value)| value.clone()).or_else(|| value(item, line)) else {
        return (State::Unreadable, None);
    };
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
        Some(present) => State::Differs(present.value.clone()),
        None => match (&finding.value, Analyte::from_id(&item.id)) {
            (Value::Quantity(typed), Some(analyte)) if !unit_known(analyte, &typed.unit) => {
                State::UnitUnknown
            }
            _ => State::New,
        },
    };
    match (state, mended) {
        (State::New | State::UnitUnknown, Some((text, _))) => (State::Mended(text), Some(finding)),
        // Over another value it would be two changes at once.
        (State::Differs(_) | State::WasNotDone(_), Some(_)) => (State::Unreadable, None),
        (state, _) => (state, Some(finding)),
    }
}

/// The number that a comma can only mean, and the result it would be.
fn mended(item: &Item, line: &Line) -> Option<(String, Value)> {
    if !matches!(item.kind, Kind::Analyte) {
        return None;
    }
    let Err(NumberProblem::Comma { fix: Some(fix) }) = read_number(&line.value, Style::Laboratory) else {
        return None;
    };
    let value = Value::Quantity(Typed::new(&fix, line.unit.trim()));
    Some((fix, value))
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

/// `阴性(-)` as the word and what its sign says.
fn signed(typed: &str) -> (&str, Option<&'static str>) {
    for (signs, says) in [(["(-)", "（-）", "（－）"], "negative"), (["(+)", "（+）", "（＋）"], "positive")]
    {
        if let Some(word) = signs.iter().find_map(|sign| typed.strip_suffix(sign)) {
            return (word.trim_end(), Some(says));
        }
    }
    (typed, None)
}

fn value(item: &Item, line: &Line) -> Option<Value> {
    let typed = line.value.trim();
    match &item.kind {
        Kind::Choice(answers) => {
            let (word, sign) = signed(typed);
            let word = word.to_lowercase();
            let named = answers
                .iter()
                .find(|answer| [&answer.id, &answer.text.en, &answer.text.zh_cn].contains(&&word))?;
            // The sign in brackets says the same once more, or the line contradicts itself.
            let agrees = sign.is_none_or(|sign| sign == named.id);
            agrees.then(|| Value::Choice(named.id.clone()))
        }
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
        app::view::screening::paste::{Names, read},
        engine::plan::Plan,
        model::{Assessment, Typed, Value},
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
        assert_eq!(differs, State::Differs(Value::Quantity(Typed::new("186", "10*9/L"))));
        assert!(!differs.usual() && differs.possible());
        assert_eq!(state(&report, "HGB 118 g/L").0, State::New);
        assert_eq!(state(&report, "HGB 118 furlong").0, State::UnitUnknown);
        let (comma, finding) = state(&Assessment::default(), "HGB 11,8 g/dL");
        assert!(comma == State::Mended("11.8".to_owned()) && comma.possible() && !comma.usual());
        assert_eq!(finding.unwrap().value, Value::Quantity(Typed::new("11.8", "g/dL")));
        // H5: the mend keeps the comparator.
        let (above, finding) = state(&Assessment::default(), "ALT >99,5 U/L");
        assert_eq!(above, State::Mended(">99.5".to_owned()));
        assert_eq!(finding.unwrap().value, Value::Quantity(Typed::new(">99.5", "U/L")));
        assert_eq!(state(&report, "MPV 10 fL").0, State::NotRecognised);
        let replaced = state(&report, "PLT 187 10*9/L").1.unwrap();
        take(&mut report, replaced);
        assert_eq!(report.results[0].uln.value, "", "the former interval does not stay beside the new value");
        report.results[0].set_aside = "clotted".to_owned();
        let (aside, _) = state(&report, "PLT 187 10*9/L");
        assert!(aside == State::SetAside && !aside.possible());
        let (_, antigen) = state(&report, "HBsAg\t阴性");
        assert_eq!(antigen.unwrap().value, Value::Choice("negative".to_owned()));
        let (_, antigen) = state(&report, "HBsAg\t阴性(-)");
        assert_eq!(antigen.unwrap().value, Value::Choice("negative".to_owned()));
        assert_eq!(state(&report, "HBsAg\t阴性(+)").0, State::Unreadable, "it contradicts itself");
        assert_eq!(state(&report, "HBsAg\t阴").0, State::Unreadable, "no answer is guessed");
    }
}
