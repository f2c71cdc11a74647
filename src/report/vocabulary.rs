//! The words that a draft and a site are filled in with: every id that a protocol knows, and every unit that is read.

use crate::{
    engine::{parameter_units, protocol::questions::readings},
    model::{Item, Kind, ParameterKind, Protocol, Words},
    quantity::{
        Analyte, UnitRow,
        units::{
            RuntimeUnit as _, cell_density, cells, creatinine, daily_dose, share, time, urine_creatinine,
            volume,
        },
    },
};
use serde::Serialize;

/// Everything that can be named in a draft of this protocol, and in a site of it.
#[derive(Debug, Serialize)]
pub struct Vocabulary<'p> {
    /// The protocol.
    pub protocol: &'p str,
    /// Its version.
    pub version: &'p str,
    /// `assessments[].results[].of` and `exposures[].kind`.
    pub items: Vec<ItemWords<'p>>,
    /// `infusions[].level`.
    pub levels: Vec<&'p str>,
    /// `stages[].stage`.
    pub stages: Vec<StageWords<'p>>,
    /// `settings` of a site.
    pub parameters: Vec<ParameterWords<'p>>,
    /// `readings` of a site.
    pub questions: Vec<QuestionWords<'p>>,
    /// `assessments[].laboratory`: the shipped templates. A site can bring its own.
    pub laboratories: Vec<&'p str>,
    /// Units of the other fields of a draft that take a number with a unit.
    pub fields: Vec<FieldUnits>,
}

/// An item.
#[derive(Debug, Serialize)]
pub struct ItemWords<'p> {
    /// Its id.
    pub id: &'p str,
    /// What is asked.
    pub ask: &'p Words,
    /// The forms of `value` that it takes; none for a history, which stands in `exposures`. `NotKnown` and `NotDone`
    /// fit every other item.
    pub value: &'static [&'static str],
    /// The program computes it; an entry goes under this id or field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enter_under: Option<&'static str>,
    /// The answers that `Choice` takes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerWords<'p>>,
    /// The units that `Quantity` takes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitWords>,
    /// The tags that its courses take.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<&'p str>,
}

/// An answer.
#[derive(Debug, Serialize)]
pub struct AnswerWords<'p> {
    /// Its id.
    pub id: &'p str,
    /// False where it settles nothing.
    pub decides: bool,
}

/// A unit.
#[derive(Debug, Serialize)]
pub struct UnitWords {
    /// As it is printed.
    pub symbol: &'static str,
    /// Its UCUM code, which is read as well.
    pub ucum: &'static str,
    /// What else is read, to the letter.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub spellings: &'static [&'static str],
}

/// A stage.
#[derive(Debug, Serialize)]
pub struct StageWords<'p> {
    /// Its id.
    pub id: &'p str,
    /// Each later infusion has it anew.
    pub again_per_infusion: bool,
}

/// A parameter of the site.
#[derive(Debug, Serialize)]
pub struct ParameterWords<'p> {
    /// Its id.
    pub id: &'p str,
    /// The units that `Value` takes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitWords>,
    /// What `Choice` takes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<&'p str>,
}

/// An open question.
#[derive(Debug, Serialize)]
pub struct QuestionWords<'p> {
    /// Its id.
    pub id: &'p str,
    /// The readings that rules follow; none: an answer in words alone.
    pub readings: Vec<&'p str>,
}

/// A field of a draft with its units.
#[derive(Debug, Serialize)]
pub struct FieldUnits {
    /// Its path.
    pub field: &'static str,
    /// Its units.
    pub units: Vec<UnitWords>,
}

/// The vocabulary of a protocol, with these laboratory templates.
pub fn vocabulary<'p>(protocol: &'p Protocol, laboratories: Vec<&'p str>) -> Vocabulary<'p> {
    let parameters = protocol.parameters.iter().map(|parameter| ParameterWords {
        id: &parameter.id,
        units: match parameter.kind {
            ParameterKind::Quantity => units(parameter_units(&parameter.id)),
            ParameterKind::Choice(_) => Vec::new(),
        },
        answers: match &parameter.kind {
            ParameterKind::Quantity => Vec::new(),
            ParameterKind::Choice(answers) => answers.iter().map(|answer| answer.id.as_str()).collect(),
        },
    });
    let questions = protocol.questions.iter().map(|question| QuestionWords {
        id: &question.id,
        readings: readings(protocol, &question.id).into_iter().map(|reading| reading.id).collect(),
    });
    let stages = protocol
        .stages
        .iter()
        .map(|stage| StageWords { id: &stage.id, again_per_infusion: stage.again_per_infusion });
    Vocabulary {
        protocol: &protocol.id,
        version: &protocol.version,
        items: protocol.items.iter().map(item).collect(),
        levels: protocol.levels.iter().map(|level| level.id.as_str()).collect(),
        stages: stages.collect(),
        parameters: parameters.collect(),
        questions: questions.collect(),
        laboratories,
        fields: fields(),
    }
}

fn item(item: &Item) -> ItemWords<'_> {
    let analyte = match item.kind {
        Kind::Analyte => Analyte::from_id(&item.id),
        Kind::YesNo | Kind::Choice(_) | Kind::Exposure => None,
    };
    let enter_under = analyte.and_then(Analyte::enter_under);
    let answers: Vec<AnswerWords<'_>> = match (&item.kind, analyte) {
        (Kind::Choice(answers), _) => {
            answers.iter().map(|answer| AnswerWords { id: &answer.id, decides: answer.decides }).collect()
        }
        (_, Some(Analyte::HbvDna)) => vec![AnswerWords { id: "not_detected", decides: true }],
        (Kind::Analyte | Kind::YesNo | Kind::Exposure, _) => Vec::new(),
    };
    let mut own = analyte.filter(|_| enter_under.is_none()).map_or_else(Vec::new, |it| units(it.units()));
    if analyte == Some(Analyte::HbvDna) {
        own.extend(units(Analyte::HbvDnaUnits.units()));
    }
    ItemWords {
        id: &item.id,
        ask: &item.ask,
        value: if enter_under.is_some() { &[] } else { forms(&item.kind, analyte) },
        enter_under,
        answers,
        units: own,
        tags: item.classes.iter().map(|class| class.id.as_str()).collect(),
    }
}

/// What a test holds against the reading of each item.
fn forms(kind: &Kind, analyte: Option<Analyte>) -> &'static [&'static str] {
    match (kind, analyte) {
        (Kind::Exposure, _) => &[],
        (Kind::YesNo, _) => &["Yes", "No"],
        (Kind::Choice(_), _) => &["Choice"],
        (Kind::Analyte, Some(Analyte::Ecog)) => &["Counted", "Quantity"],
        (Kind::Analyte, Some(Analyte::HbvDna)) => &["Quantity", "Choice"],
        (Kind::Analyte, Some(Analyte::ClearanceMeasured)) => &["Quantity", "Urine"],
        (Kind::Analyte, _) => &["Quantity"],
    }
}

fn fields() -> Vec<FieldUnits> {
    let field = |field, rows| FieldUnits { field, units: units(rows) };
    let mut found = Vec::new();
    for name in ["lots[].car", "lots[].total", "lots[].viable", "lots[].bags[].car"] {
        found.push(field(name, cell_density::Unit::ROWS));
    }
    for name in ["lots[].viability", "lots[].cd3", "lots[].car_share", "lots[].recovery"] {
        found.push(field(name, share::Unit::ROWS));
    }
    for name in ["lots[].certificate_cells", "lots[].bags[].cells"] {
        found.push(field(name, cells::Unit::ROWS));
    }
    for name in ["lots[].certificate_volume", "lots[].bags[].volume", "lots[].bags[].hold_up"] {
        found.push(field(name, volume::Unit::ROWS));
    }
    found.push(field("exposures[].courses[].per_day", daily_dose::Unit::ROWS));
    found.push(field("exposures[].courses[].half_life", time::Unit::ROWS));
    found.push(field("assessments[].results[].value.Urine.urine", urine_creatinine::Unit::ROWS));
    found.push(field("assessments[].results[].value.Urine.volume", volume::Unit::ROWS));
    found.push(field("assessments[].results[].value.Urine.time", time::Unit::ROWS));
    found.push(field("assessments[].results[].value.Urine.plasma", creatinine::Unit::ROWS));
    found
}

fn units(rows: &'static [UnitRow]) -> Vec<UnitWords> {
    let own =
        |row: &'static UnitRow| UnitWords { symbol: row.symbol, ucum: row.ucum, spellings: row.spellings };
    rows.iter().map(own).collect()
}
