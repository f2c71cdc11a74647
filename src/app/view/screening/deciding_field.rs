//! From what would decide to the field where it is entered.

use super::{
    Memory,
    report_kind::{self, Kind},
};
use crate::{
    app::core::{Page, Spot, View},
    engine::{
        entry::case::Place,
        evidence::{Entry, Found, outcome::Outcome},
        moment::read_moment,
        verdict::row::Row,
    },
    model::{
        Address, Assessment, Draft, HistoryPart, Kind as ItemKind, PatientPart, ReportPart, ResultPart, Side,
        StagePart,
    },
    quantity::Analyte,
    report::decisive_leaf,
};

/// Brings the field to the eye that decides a row.
pub(super) fn to_row(page: &Page<'_>, memory: &Memory, row: &Row) {
    let side = page.context().plan.criteria.get(row.criterion).map_or(Side::Inclusion, |known| known.side);
    let entry = row.decided_by.first().filter(|_| row.outcome == Outcome::Unknown);
    if let Some(entry) = entry {
        to_entry(page, memory, entry);
    } else if let Some(found) = decisive_leaf(side, row).or_else(|| row.evidence.statements().next()) {
        to_leaf(page, memory, found);
    }
}

/// Brings the field of an entry to the eye.
pub(super) fn to_entry(page: &Page<'_>, memory: &Memory, entry: &Entry) {
    let draft = page.draft();
    let at: Spot = match entry {
        Entry::UpperLimit(item) => item_spot(page, memory, item, Part::Limit),
        Entry::Finding(item) | Entry::Confirmation(item) => item_spot(page, memory, item, Part::Value),
        Entry::ReportDate(item) => match newest_with(draft, item) {
            Some(assessment) => Address::Report(assessment.id, ReportPart::When).into(),
            None => item_spot(page, memory, item, Part::Value),
        },
        Entry::History(kind) => asked_up_to(kind).into(),
        Entry::Sex => Address::Patient(PatientPart::Sex).into(),
        Entry::Age => Address::Patient(PatientPart::Birth).into(),
        Entry::StageDate(stage) => Address::stage(stage, 1, StagePart::Date).into(),
        Entry::Parameter(id) => return page.go_to(View::Settings, Address::setting(id)),
        Entry::Question(id) => return page.go_to(View::Settings, Address::reading(id)),
    };
    page.go_to(View::Screening, at);
}

fn to_leaf(page: &Page<'_>, memory: &Memory, found: &Found) {
    let place = match found {
        Found::Compare(comparison) if comparison.analyte == Analyte::Age => {
            return page.go_to(View::Screening, Address::Patient(PatientPart::Birth));
        }
        Found::Compare(comparison) => {
            comparison.candidates.first().and_then(|candidate| candidate.basis.place())
        }
        Found::Answer(answered) => answered.place,
        Found::Happened(history) => {
            return page.go_to(View::Screening, asked_up_to(&history.sought.item));
        }
    };
    let at = place
        .and_then(|place| place_field(page, place).map(Spot::from))
        .unwrap_or_else(|| item_spot(page, memory, found.item(), Part::Value));
    page.go_to(View::Screening, at);
}

fn asked_up_to(history: &str) -> Address {
    Address::history(history, HistoryPart::CompleteTo)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Value,
    Limit,
}

/// The field of a result that is there.
fn place_field(page: &Page<'_>, place: Place) -> Option<Address> {
    let assessment = page.draft().assessments.get(place.assessment)?;
    let finding = assessment.results.get(place.result)?;
    Some(field(page, assessment, &finding.of, Part::Value))
}

fn field(page: &Page<'_>, assessment: &Assessment, item: &str, part: Part) -> Address {
    let at = |part| Address::result(assessment.id, item, part);
    let known = report_kind::item(&page.context().plan, item);
    match (known.map(|item| &item.kind), part) {
        (Some(ItemKind::Analyte), Part::Limit) => at(ResultPart::Uln),
        (Some(ItemKind::Analyte), Part::Value) => at(ResultPart::Value),
        _ => at(ResultPart::Whole),
    }
}

/// The field where an item is entered: in the report that holds it, in the newest that could, or the place to add
/// one.
fn item_spot(page: &Page<'_>, memory: &Memory, item: &str, part: Part) -> Spot {
    let plan = &page.context().plan;
    let draft = page.draft();
    let item = match Analyte::from_id(item) {
        Some(Analyte::Clearance | Analyte::ClearanceEstimated) => Analyte::ClearanceMeasured.id(),
        _ => item,
    };
    if let Some(assessment) = newest_with(draft, item) {
        return field(page, assessment, item, part).into();
    }
    let kind = report_kind::item(plan, item).map(|item| Kind::of(item).unwrap_or(Kind::Laboratory));
    let fits = |assessment: &&Assessment| {
        kind.is_some_and(|kind| report_kind::kinds(plan, assessment, &memory.kinds).contains(&kind))
    };
    match newest(draft.assessments.iter().filter(fits)) {
        Some(assessment) => field(page, assessment, item, part).into(),
        None => kind.unwrap_or(Kind::Laboratory).add_button(),
    }
}

fn newest_with<'d>(draft: &'d Draft, item: &str) -> Option<&'d Assessment> {
    let holds = |assessment: &&Assessment| assessment.results.iter().any(|finding| finding.of == item);
    newest(draft.assessments.iter().filter(holds))
}

pub(super) fn newest<'d>(assessments: impl Iterator<Item = &'d Assessment>) -> Option<&'d Assessment> {
    assessments.max_by_key(|assessment| read_moment(&assessment.when).ok().flatten())
}
