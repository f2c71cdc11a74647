//! The field where something is answered: a notice, a problem, a line of the list of a dose.

use super::{page::Page, spot::Spot, view::View};
use crate::{
    engine::{
        lot::LotNote,
        notice::NoticeCode,
        protocol::plan::Plan,
        verdict::standing::{LOOKS_AGAIN, OLD_VALUES, UPPER_LIMITS},
    },
    model::{
        Address, BagPart, Draft, FieldGroup, Half, InfusionPart, Kind, LaboratoryPart, LotPart, PatientPart,
        ResultPart,
    },
    quantity::Analyte,
};

/// Where a field of the list of a dose is typed; none where no one field is meant.
pub(crate) fn leads_to(page: &Page<'_>, field: &Address) -> Option<(View, Spot)> {
    if matches!(field, Address::Nowhere | Address::Infusion(_, InfusionPart::Whole)) {
        return None;
    }
    let of_body = matches!(field, Address::Result(_, item, ResultPart::Value | ResultPart::Unit, _) if is_of_body(item));
    let in_dose = of_body || *field == Address::Patient(PatientPart::Subject);
    let view = if in_dose { View::Dose } else { view_of(field) };
    Some((view, field_of(page.draft(), &page.context().plan, field).into()))
}

fn is_of_body(item: &str) -> bool {
    [Analyte::Weight.id(), Analyte::Height.id()].contains(&item)
}

/// The view in which a field is typed.
pub(crate) const fn view_of(field: &Address) -> View {
    match field.group() {
        FieldGroup::Lots | FieldGroup::Infusions => View::Dose,
        FieldGroup::Site | FieldGroup::Laboratories => View::Settings,
        FieldGroup::Patient
        | FieldGroup::Stages
        | FieldGroup::Reports
        | FieldGroup::Histories
        | FieldGroup::Decisions
        | FieldGroup::Other => View::Screening,
    }
}

/// The field that is drawn for the address of a problem: a lot by its number, a number by its digits.
pub(crate) fn field_of(draft: &Draft, plan: &Plan, field: &Address) -> Address {
    let own = field.clone();
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other field is drawn at its own address")]
    match own {
        Address::Lot(lot, LotPart::Whole, half) => Address::Lot(lot, LotPart::Id, half),
        Address::Lot(_, part, Half::Whole) if part.is_figure() => own.value(),
        Address::Bag(lot, bag, BagPart::Whole, half) => Address::Bag(lot, bag, BagPart::Number, half),
        Address::Bag(_, _, part, Half::Whole) if part.is_figure() => own.value(),
        Address::Drawn(_, _, Half::Whole) => own.value(),
        Address::Infusion(_, InfusionPart::Lots) => {
            draft.lots.first().map_or(own, |lot| Address::lot(lot, LotPart::Id))
        }
        Address::Result(_, ref item, ResultPart::Whole, _) if is_number(plan, item) => own.value(),
        own => own,
    }
}

fn is_number(plan: &Plan, item: &str) -> bool {
    let item = plan.item(item).and_then(|place| plan.protocol.items.get(place));
    item.is_some_and(|item| matches!(item.kind, Kind::Analyte))
}

/// The field that answers a notice; none for what is only told.
pub(crate) fn target(code: &NoticeCode, draft: &Draft, plan: &Plan) -> Option<(View, Spot)> {
    let dose = |field: Address| Some((View::Dose, field.into()));
    let lot =
        |id: &str, part: LotPart| dose(Address::figure(draft.lots.iter().find(|lot| lot.id == id)?, part));
    let setting = |id: &str| Some((View::Settings, Address::setting(id).into()));
    let weighed = |item: &str, view: View| {
        let holds = |results: &[crate::model::Finding]| results.iter().any(|finding| finding.of == item);
        let report = draft.assessments.iter().rfind(|report| holds(&report.results));
        report.map(|report| (view, Address::result(report.id, item, ResultPart::Value).into()))
    };
    match code {
        NoticeCode::ReadingsDiffer(question) => Some((View::Settings, Address::reading(question).into())),
        NoticeCode::Confirm(field) => Some((view_of(field), field_of(draft, plan, field).into())),
        NoticeCode::LooksAgain(infusion, _) => {
            dose(Address::Confirmed(Some(*infusion), LOOKS_AGAIN.to_owned()))
        }
        NoticeCode::OldValues(_) => dose(Address::Confirmed(None, OLD_VALUES.to_owned())),
        NoticeCode::LimitsTurn(_) => dose(Address::Confirmed(None, UPPER_LIMITS.to_owned())),
        NoticeCode::UnconfirmedTemplate(id) => {
            let confirmed = Address::Laboratory(id.to_string(), LaboratoryPart::Confirmed);
            Some((View::Settings, confirmed.into()))
        }
        NoticeCode::PublishedHbvRange => setting("hbv_copies_per_iu"),
        NoticeCode::ToleranceNotSet => setting("tolerance_below"),
        NoticeCode::Sensitive { criterion, .. } => {
            Some((View::Screening, Spot::Criterion(criterion.to_string())))
        }
        NoticeCode::WhichWeight(_)
        | NoticeCode::LatestWeight(_)
        | NoticeCode::WeightChanged { .. }
        | NoticeCode::WeightOld(_) => weighed("weight", View::Dose),
        NoticeCode::WeightUnchecked(_) => weighed("height", View::Screening),
        NoticeCode::OtherSubject(id) => lot(id, LotPart::LabelSubject),
        NoticeCode::Expired(id) => lot(id, LotPart::Expires),
        NoticeCode::CertificateDisagrees(id) => lot(id, LotPart::CertificateCells),
        NoticeCode::Lot(id, note) => match note {
            LotNote::Unguarded => lot(id, LotPart::CertificateCells),
            LotNote::LowViability | LotNote::ViabilityNotMultiplied => lot(id, LotPart::Viability),
            LotNote::LowCd3 | LotNote::Cd3NotMultiplied => lot(id, LotPart::Cd3),
            LotNote::UnusualCarShare => lot(id, LotPart::CarShare),
            LotNote::RecoveryNotMultiplied => lot(id, LotPart::Recovery),
            LotNote::CountedAfterThaw => lot(id, LotPart::Basis),
            LotNote::ConventionNotExpected => lot(id, LotPart::Convention),
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
