//! A text that was read: as a table for people, and as plain data.

use super::{
    block::{Block, Document},
    problem::{code_text, refusal_text},
};
use crate::{
    engine::{
        intake::{ASKS, Ask, Intake, Line, Outcome, Question, REFUSALS, Refusal},
        problem::ProblemCode,
        protocol::plan::read_unit,
    },
    i18n::{Catalogue, Language},
    model::{Answer, Item, Kind, Protocol, Value},
    quantity::Analyte,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A text as plain data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IntakeOutcome<'i> {
    /// Lines that hold a result without a doubt.
    pub taken: Vec<TakenOutcome<'i>>,
    /// Lines of which a person must say something first.
    pub asked: Vec<LeftOutcome<'i>>,
    /// Lines that hold no result that could be taken.
    pub refused: Vec<LeftOutcome<'i>>,
}

/// A result.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TakenOutcome<'i> {
    /// The line; the first is 1.
    pub line: usize,
    /// Whose it is, as typed; empty where no column says it.
    pub subject: &'i str,
    /// The item of the protocol.
    pub item: &'i str,
    /// The number as typed, or the id of the answer.
    pub value: &'i str,
    /// The unit as typed.
    pub unit: &'i str,
    /// The reference interval as printed.
    pub interval: &'i str,
    /// When the sample was taken, as typed; empty where no column says it.
    pub when: &'i str,
}

/// A line that is not taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeftOutcome<'i> {
    /// The line; the first is 1.
    pub line: usize,
    /// The stable code of the reason.
    #[schemars(extend("enum" = whys()))]
    pub why: &'static str,
    /// The cells as typed.
    pub cells: &'i [String],
}

/// Every reason that there is.
fn whys() -> Vec<&'static str> {
    ASKS.iter().chain(REFUSALS).copied().collect()
}

/// A text as plain data, each kind in the order of the lines.
pub fn intake_outcome(intake: &Intake) -> IntakeOutcome<'_> {
    let mut outcome = IntakeOutcome { taken: Vec::new(), asked: Vec::new(), refused: Vec::new() };
    for line in &intake.lines {
        let left = LeftOutcome { line: line.number, why: line.outcome.code(), cells: &line.cells };
        match &line.outcome {
            Outcome::Taken => outcome.taken.push(TakenOutcome {
                line: line.number,
                subject: &line.subject,
                item: line.item.as_deref().unwrap_or_default(),
                value: value_of(line),
                unit: unit_of(line),
                interval: &line.interval,
                when: &line.when,
            }),
            Outcome::Asked(_) => outcome.asked.push(left),
            Outcome::Refused(_) => outcome.refused.push(left),
        }
    }
    outcome
}

/// The value as a text: as typed, or the id of the answer.
fn value_of(line: &Line) -> &str {
    if let Value::Quantity(typed) = &line.value {
        &typed.value
    } else if let Value::Choice(id) = &line.value {
        id
    } else {
        &line.typed
    }
}

fn unit_of(line: &Line) -> &str {
    if matches!(line.value, Value::Choice(_)) { "" } else { &line.unit }
}

/// A text as a table: what is taken, what is asked, what is refused.
pub fn intake(intake: &Intake, protocol: &Protocol, language: Language) -> Document {
    let words = language.catalogue();
    let outcome = intake_outcome(intake);
    let mut document = Document::default();
    document.push(Block::Headline(words.intake_headline(
        outcome.taken.len(),
        outcome.asked.len(),
        outcome.refused.len(),
    )));
    let asks = |question| Block::Line(question_text(question, protocol, language));
    for question in &intake.questions {
        document.push(asks(question));
    }
    if !outcome.taken.is_empty() {
        document.push(Block::Heading(words.heading_taken.clone()));
        document.push(taken_table(&outcome, protocol, language));
    }
    let left = |wanted: fn(&Outcome) -> bool| {
        let mut rows =
            vec![[&words.column_line, &words.column_why, &words.column_cells].map(Clone::clone).to_vec()];
        rows.extend(intake.lines.iter().filter(|line| wanted(&line.outcome)).map(|line| {
            vec![line.number.to_string(), why_text(line, protocol, language), line.cells.join(" | ")]
        }));
        if rows.len() > 1 { vec![Block::table(rows, vec![0])] } else { Vec::new() }
    };
    document.section(&words.heading_asked, left(|outcome| matches!(outcome, Outcome::Asked(_))));
    document.section(&words.heading_refused, left(|outcome| matches!(outcome, Outcome::Refused(_))));
    document
}

fn taken_table(outcome: &IntakeOutcome<'_>, protocol: &Protocol, language: Language) -> Block {
    let words = language.catalogue();
    let subjects = outcome.taken.iter().any(|taken| !taken.subject.is_empty());
    let head = [
        &words.column_line,
        &words.column_subject,
        &words.column_item,
        &words.column_value,
        &words.column_unit,
        &words.column_interval,
        &words.column_date,
    ];
    let mut rows = vec![head.map(Clone::clone).to_vec()];
    for taken in &outcome.taken {
        rows.push(vec![
            taken.line.to_string(),
            taken.subject.to_owned(),
            item_name(taken.item, protocol, language),
            answer_name(taken.item, taken.value, protocol, language),
            taken.unit.to_owned(),
            taken.interval.to_owned(),
            taken.when.to_owned(),
        ]);
    }
    if !subjects {
        for row in &mut rows {
            row.remove(1);
        }
    }
    Block::table(rows, vec![0])
}

fn item_name(id: &str, protocol: &Protocol, language: Language) -> String {
    let item = protocol.items.iter().find(|item| item.id == id);
    item.map_or_else(|| id.to_owned(), |item| language.of(item.name.as_ref().unwrap_or(&item.ask)).to_owned())
}

fn answer_name(item: &str, value: &str, protocol: &Protocol, language: Language) -> String {
    if value == "not_detected" {
        return language.catalogue().not_detected.clone();
    }
    let answer = answers(item, protocol).iter().find(|answer| answer.id == value);
    answer.map_or_else(|| value.to_owned(), |answer| language.of(&answer.text).to_owned())
}

fn answers<'p>(item: &str, protocol: &'p Protocol) -> &'p [Answer] {
    let item = protocol.items.iter().find(|known| known.id == item);
    if let Some(Item { kind: Kind::Choice(answers), .. }) = item { answers } else { &[] }
}

/// Why a line is not taken, in words; empty for one that is.
pub fn why_text(line: &Line, protocol: &Protocol, language: Language) -> String {
    let words = language.catalogue();
    // A unit has its own words, which name those that would do.
    let unit = || {
        line.item
            .as_deref()
            .and_then(Analyte::from_id)
            .and_then(|analyte| read_unit(analyte, &line.unit).err())
    };
    match &line.outcome {
        Outcome::Taken => String::new(),
        Outcome::Asked(ask) => asked_text(ask, unit(), &line.unit, words),
        Outcome::Refused(refusal) => refused_text(refusal, line, unit(), protocol, language),
    }
}

fn asked_text(ask: &Ask, problem: Option<ProblemCode>, unit: &str, words: &Catalogue) -> String {
    match (ask, problem) {
        (Ask::UnitMissing | Ask::UnitUnknown, Some(problem)) => code_text(&problem, words),
        (Ask::UnitMissing, None) => words.ask_unit_missing.clone(),
        (Ask::UnitUnknown, None) => words.ask_unit_unknown(unit),
        (Ask::WhichColumn, _) => words.ask_which_column.clone(),
        (Ask::WhichDate, _) => words.ask_which_date.clone(),
        (Ask::WhichLine, _) => words.ask_which_line.clone(),
        (Ask::ColumnsContradict, _) => words.ask_columns_contradict.clone(),
        (Ask::CodeAndName, _) => words.ask_code_and_name.clone(),
        (Ask::TwoUnits, _) => words.ask_two_units.clone(),
        (Ask::Number(problem), _) => {
            words.ask_number(code_text(&ProblemCode::Number(problem.clone()), words))
        }
    }
}

fn refused_text(
    refusal: &Refusal,
    line: &Line,
    problem: Option<ProblemCode>,
    protocol: &Protocol,
    language: Language,
) -> String {
    let words = language.catalogue();
    match refusal {
        Refusal::NotAnItem => words.refused_not_an_item.clone(),
        Refusal::OtherMaterial => words.refused_other_material.clone(),
        Refusal::Empty => words.refused_empty.clone(),
        Refusal::Pending => words.refused_pending.clone(),
        Refusal::NotDone => words.refused_not_done.clone(),
        Refusal::NotANumber => words.refused_not_a_number.clone(),
        Refusal::NotAnAnswer => {
            let own = answers(line.item.as_deref().unwrap_or_default(), protocol);
            let own: Vec<&str> = own.iter().map(|answer| language.of(&answer.text)).collect();
            words.refused_not_an_answer(own.join(&words.list_separator))
        }
        Refusal::IndexValue => words.refused_index_value.clone(),
        Refusal::ContradictsItself => words.refused_contradicts_itself.clone(),
        Refusal::Unit(why) => {
            let why = refusal_text(*why, words).to_owned();
            let own = || words.refused_unit(&line.unit, why);
            problem.map_or_else(own, |problem| code_text(&problem, words))
        }
        Refusal::OtherLine => words.refused_other_line.clone(),
    }
}

/// A question in words, without its choices.
pub fn question_text(question: &Question, protocol: &Protocol, language: Language) -> String {
    let words = language.catalogue();
    match question {
        Question::Column { .. } => words.question_column.clone(),
        Question::Date { .. } => words.question_date.clone(),
        Question::DateColumn { .. } => words.question_date_column.clone(),
        Question::Line { item, .. } => words.question_which_line(item_name(item, protocol, language)),
    }
}
