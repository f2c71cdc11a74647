//! The field where something is answered: a notice, a problem, a line of the list of a dose.

use super::{page::Page, view::View};
use crate::{
    engine::{lot::LotNote, notice::NoticeCode, plan::Plan},
    model::{Draft, Kind},
};

/// The field of the number of the lot at this place. The paths of the others name the lot by what is typed here.
pub(crate) fn lot_number_path(place: usize) -> String {
    format!("lot at {place}: number")
}

/// The field of the number of the bag at this place of the lot at that place.
pub(crate) fn bag_number_path(lot: usize, bag: usize) -> String {
    format!("lot at {lot}: bag number {bag}")
}

/// Where a field of the list of a dose is typed; none where no one field is meant.
pub(crate) fn leads_to(page: &Page<'_>, field: &str) -> Option<(View, String)> {
    let of_no_field = field.starts_with("infusions[") && field.ends_with(']') && !field.contains("].");
    if field.is_empty() || of_no_field {
        return None;
    }
    let of_weight = ["results[weight].", "results[height]."].iter().any(|own| field.contains(own));
    let view = if of_weight || field == "subject" { View::Dose } else { view_of(field) };
    Some((view, field_of(page.draft(), &page.context().plan, field)))
}

/// The view in which a field is typed.
pub(crate) fn view_of(field: &str) -> View {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| field.starts_with(prefix));
    if starts(&["lots[", "infusions["]) {
        View::Dose
    } else if starts(&["site."]) {
        View::Settings
    } else {
        View::Screening
    }
}

/// The field that is drawn for the path of a problem.
pub(crate) fn field_of(draft: &Draft, plan: &Plan, path: &str) -> String {
    if let Some((id, rest)) = path.strip_prefix("lots[").and_then(|rest| rest.split_once(']')) {
        let place = draft.lots.iter().position(|lot| lot.id == id).unwrap_or_default();
        if rest.is_empty() || rest == ".id" {
            return lot_number_path(place);
        }
        if rest == ".bags" {
            return path.to_owned();
        }
        let bag = rest.strip_prefix(".bags[").and_then(|rest| rest.split_once(']'));
        if let Some((number, "")) = bag {
            let bags = draft.lots.get(place).map_or(&[][..], |lot| &lot.bags);
            let at = bags.iter().position(|bag| bag.number == number).unwrap_or_default();
            return bag_number_path(place, at);
        }
        return amount(path);
    }
    if path.contains("].given.drawn[") {
        return if path.ends_with(']') { format!("{path}.value") } else { path.to_owned() };
    }
    if path.starts_with("infusions[") && path.ends_with("].lots") {
        return lot_number_path(0);
    }
    let item = path.strip_prefix("assessments[").and_then(|rest| rest.split_once("].results["));
    match item.and_then(|(_, item)| item.strip_suffix(']')) {
        Some(item) if is_number(plan, item) => format!("{path}.value"),
        _ => path.to_owned(),
    }
}

fn is_number(plan: &Plan, item: &str) -> bool {
    let item = plan.item(item).and_then(|place| plan.protocol.items.get(place));
    item.is_some_and(|item| matches!(item.kind, Kind::Analyte))
}

/// A number with its unit is typed at `….value`.
fn amount(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or(path);
    let plain =
        ["value", "unit", "label_subject", "expires", "convention", "basis", "certificate_level", "thawed"];
    if plain.contains(&last) { path.to_owned() } else { format!("{path}.value") }
}

/// The field that answers a notice; none for what is only told.
pub(crate) fn target(code: &NoticeCode, draft: &Draft, plan: &Plan) -> Option<(View, String)> {
    let lot = |id: &str, field: &str| Some((View::Dose, format!("lots[{id}].{field}")));
    let setting = |id: &str| Some((View::Settings, format!("site.settings[{id}]")));
    let weighed = |item: &str, view: View| {
        let holds = |results: &[crate::model::Finding]| results.iter().any(|finding| finding.of == item);
        let report = draft.assessments.iter().rfind(|report| holds(&report.results));
        report.map(|report| (view, format!("assessments[{}].results[{item}].value", report.id)))
    };
    match code {
        NoticeCode::ReadingsDiffer(question) => Some((View::Settings, format!("site.readings[{question}]"))),
        NoticeCode::Confirm(field) => Some((view_of(field), field_of(draft, plan, field))),
        NoticeCode::LooksAgain(infusion, _) => {
            Some((View::Dose, format!("infusions[{infusion}].confirmed[looks_again]")))
        }
        NoticeCode::OldValues(_) => Some((View::Dose, "confirmed[old_values]".to_owned())),
        NoticeCode::LimitsTurn(_) => Some((View::Dose, "confirmed[upper_limits]".to_owned())),
        NoticeCode::UnconfirmedTemplate(id) => {
            Some((View::Settings, format!("laboratories[{id}].confirmed")))
        }
        NoticeCode::PublishedHbvRange => setting("hbv_copies_per_iu"),
        NoticeCode::ToleranceNotSet => setting("tolerance_below"),
        NoticeCode::Sensitive { criterion, .. } => Some((View::Screening, criterion.to_string())),
        NoticeCode::WhichWeight(_)
        | NoticeCode::LatestWeight(_)
        | NoticeCode::WeightChanged { .. }
        | NoticeCode::WeightOld(_) => weighed("weight", View::Dose),
        NoticeCode::WeightUnchecked(_) => weighed("height", View::Screening),
        NoticeCode::OtherSubject(id) => lot(id, "label_subject"),
        NoticeCode::Expired(id) => lot(id, "expires"),
        NoticeCode::CertificateDisagrees(id) => lot(id, "certificate_cells.value"),
        NoticeCode::Lot(id, note) => match note {
            LotNote::Unguarded => lot(id, "certificate_cells.value"),
            LotNote::LowViability | LotNote::ViabilityNotMultiplied => lot(id, "viability.value"),
            LotNote::LowCd3 | LotNote::Cd3NotMultiplied => lot(id, "cd3.value"),
            LotNote::UnusualCarShare => lot(id, "car_share.value"),
            LotNote::RecoveryNotMultiplied => lot(id, "recovery.value"),
            LotNote::CountedAfterThaw => lot(id, "basis"),
            LotNote::ConventionNotExpected => lot(id, "convention"),
            LotNote::NoRecoveryApplied
            | LotNote::VolumesMissing
            | LotNote::HoldUpNotSet
            | LotNote::OutsideExpected
            | LotNote::UnusualBag => None,
        },
        NoticeCode::RetiredQuestions(_)
        | NoticeCode::EarlierDiffers(_)
        | NoticeCode::ClearanceBelow30
        | NoticeCode::UnusualVolume(_)
        | NoticeCode::Overdose(_)
        | NoticeCode::Underdose(_)
        | NoticeCode::AnswersNotFollowed(_)
        | NoticeCode::AnsweredBefore(_)
        | NoticeCode::LaterFindings(_)
        | NoticeCode::RepeatInfusion(_) => None,
    }
}

/// Told beside the dose. What must be confirmed is asked for above the notices there, and at its field.
pub(crate) const fn is_of_dose(code: &NoticeCode) -> bool {
    match code {
        NoticeCode::WhichWeight(_)
        | NoticeCode::LatestWeight(_)
        | NoticeCode::WeightChanged { .. }
        | NoticeCode::WeightOld(_)
        | NoticeCode::WeightUnchecked(_)
        | NoticeCode::UnusualVolume(_)
        | NoticeCode::Lot(..)
        | NoticeCode::CertificateDisagrees(_)
        | NoticeCode::Overdose(_)
        | NoticeCode::Underdose(_)
        | NoticeCode::OtherSubject(_)
        | NoticeCode::Expired(_)
        | NoticeCode::ToleranceNotSet
        | NoticeCode::LooksAgain(..)
        | NoticeCode::OldValues(_)
        | NoticeCode::LimitsTurn(_)
        | NoticeCode::RepeatInfusion(_) => true,
        NoticeCode::Confirm(_)
        | NoticeCode::ReadingsDiffer(_)
        | NoticeCode::UnconfirmedTemplate(_)
        | NoticeCode::EarlierDiffers(_)
        | NoticeCode::Sensitive { .. }
        | NoticeCode::ClearanceBelow30
        | NoticeCode::PublishedHbvRange
        | NoticeCode::AnswersNotFollowed(_)
        | NoticeCode::AnsweredBefore(_)
        | NoticeCode::LaterFindings(_)
        | NoticeCode::RetiredQuestions(_) => false,
    }
}
