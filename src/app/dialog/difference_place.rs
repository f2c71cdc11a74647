//! Where a difference between two drafts stands, and what stood there, in words instead of the file's own names.

use crate::{
    i18n::{DoseTexts, Window},
    model::{
        Address, BagPart, BagState, Basis, Convention, CoursePart, DecisionPart, HistoryPart, InfusionPart,
        LotPart, PatientPart, ReportPart, ResultPart, Sex, StagePart, Typed, Value,
    },
    quantity::Analyte,
    report::{Reporter, figure_name},
    storage::difference_text,
};
use serde::de::DeserializeOwned;

/// A difference in words.
pub(super) struct Place<'p> {
    reporter: &'p Reporter<'p>,
    texts: &'static Window,
    at: Address,
    /// What lies deeper than any field has an address.
    rest: &'p str,
}

impl<'p> Place<'p> {
    pub(super) fn new(reporter: &'p Reporter<'p>, path: &'p str) -> Self {
        let (at, rest) = Address::nearest(path);
        Self { reporter, texts: reporter.language.window(), at, rest }
    }

    /// The place: `Platelets (2026-11-19): Interval`.
    pub(super) fn name(&self) -> String {
        let mut parts = self.parts();
        parts.extend(self.rest.rsplit('.').next().map(|last| self.deeper(last)));
        parts.retain(|part| !part.is_empty());
        parts.join(&self.reporter.words.colon)
    }

    /// What holds it, and its part.
    fn parts(&self) -> Vec<String> {
        let (reporter, shell, dose) = (self.reporter, &self.texts.shell, &self.texts.dose);
        let holder = || reporter.field_name(&self.at);
        #[expect(clippy::wildcard_enum_match_arm, reason = "no other field is in a draft")]
        match &self.at {
            Address::Patient(part) => vec![self.of_patient(*part).to_owned()],
            Address::Stage(_, _, part) => vec![holder(), self.of_stage(*part).to_owned()],
            Address::Report(_, part) => vec![holder(), self.of_report(*part).to_owned()],
            Address::Result(_, _, part, _) => vec![holder(), self.of_result(*part).to_owned()],
            Address::History(_, part) => vec![holder(), self.of_history(*part).to_owned()],
            Address::Course(_, place, part, _) => {
                vec![holder(), shell.place_course(place), self.of_course(*part).to_owned()]
            }
            Address::Lot(lot, part, _) => vec![dose.glance_lot(&lot.number), self.of_lot(*part).to_owned()],
            Address::Bag(lot, bag, part, _) => {
                let cells = reporter.words.check_bag_cells(&bag.number);
                let part = if *part == BagPart::Cells { cells } else { self.of_bag(*part).to_owned() };
                vec![dose.glance_lot(&lot.number), dose.bag_number(&bag.number), part]
            }
            Address::Release(lot, item, part, _) => {
                vec![dose.glance_lot(&lot.number), reporter.item(item), self.of_result(*part).to_owned()]
            }
            Address::Infusion(number, part) => {
                let given = matches!(
                    part,
                    InfusionPart::GivenStart
                        | InfusionPart::GivenEnd
                        | InfusionPart::GivenDrawn
                        | InfusionPart::Flushed
                        | InfusionPart::GivenReason
                );
                let given = if given { dose.given.clone() } else { String::new() };
                vec![dose.infusion_number(number), given, self.of_infusion(*part).to_owned()]
            }
            Address::Drawn(number, bag, _) => {
                vec![dose.infusion_number(number), dose.given.clone(), dose.bag_number(bag)]
            }
            Address::Confirmed(Some(number), _) => {
                vec![dose.infusion_number(number), self.texts.screening.confirm_reason.clone()]
            }
            Address::Confirmed(None, _) => vec![self.texts.screening.confirm_reason.clone()],
            Address::Decision(stage, _, part) => {
                vec![shell.place_decision.clone(), reporter.stage(stage), self.of_decision(*part).to_owned()]
            }
            Address::Count(id) => vec![shell.place_count(id)],
            _ => vec![self.at.to_string()],
        }
    }

    fn of_patient(&self, part: PatientPart) -> &str {
        let (shell, screening, dose) = (&self.texts.shell, &self.texts.screening, &self.texts.dose);
        match part {
            PatientPart::Subject => &shell.subject_code,
            PatientPart::Sex => &screening.sex,
            PatientPart::Note => &screening.note,
            PatientPart::Birth => &screening.birth,
            PatientPart::YearsOn => &screening.age_on,
            PatientPart::Age | PatientPart::Years => &shell.place_years,
            PatientPart::Assessments => &screening.laboratory_report,
            PatientPart::Exposures => &screening.histories,
            PatientPart::Lots => &dose.card_product,
            PatientPart::Decisions => &shell.place_decision,
            PatientPart::Confirmed => &screening.confirm_reason,
            PatientPart::Stages | PatientPart::Counts | PatientPart::Infusions | PatientPart::Whole => {
                part.into()
            }
        }
    }

    fn of_stage(&self, part: StagePart) -> &str {
        match part {
            StagePart::First => &self.texts.screening.first_day,
            StagePart::Whole | StagePart::Stage | StagePart::Infusion | StagePart::Date => "",
        }
    }

    fn of_report(&self, part: ReportPart) -> &str {
        let screening = &self.texts.screening;
        match part {
            ReportPart::When => &screening.when,
            ReportPart::Laboratory => &screening.laboratory,
            ReportPart::Report => &screening.report_number,
            ReportPart::By => &screening.by,
            ReportPart::Results => &screening.column_item,
            ReportPart::Whole | ReportPart::Id => "",
        }
    }

    fn of_result(&self, part: ResultPart) -> &str {
        let screening = &self.texts.screening;
        match part {
            ResultPart::Uln => &screening.column_interval,
            ResultPart::Note => &screening.note,
            ResultPart::SetAside => &screening.set_aside,
            ResultPart::Confirmed => &screening.confirm_reason,
            ResultPart::Whole
            | ResultPart::Of
            | ResultPart::Value
            | ResultPart::Unit
            | ResultPart::Urine
            | ResultPart::UrineVolume
            | ResultPart::UrineTime
            | ResultPart::Plasma => "",
        }
    }

    fn of_history(&self, part: HistoryPart) -> &str {
        match part {
            HistoryPart::CompleteTo => &self.texts.screening.asked_up_to,
            HistoryPart::Whole | HistoryPart::Kind | HistoryPart::Courses => "",
        }
    }

    fn of_course(&self, part: CoursePart) -> &str {
        let screening = &self.texts.screening;
        match part {
            CoursePart::Agent => &screening.agent,
            CoursePart::Start => &screening.course_start,
            CoursePart::End => &screening.course_end,
            CoursePart::PerDay => &screening.per_day,
            CoursePart::HalfLife => &screening.half_life,
            CoursePart::Tags => &screening.course_class,
            CoursePart::Whole => "",
        }
    }

    fn of_lot(&self, part: LotPart) -> &str {
        let (dose, words) = (&self.texts.dose, self.reporter.words);
        match part {
            LotPart::Id => &dose.lot_number,
            LotPart::LabelSubject => &dose.label_subject,
            LotPart::Convention => &dose.convention,
            LotPart::Basis => &dose.basis,
            LotPart::Expires => &dose.expires,
            LotPart::CertificateCells => &words.check_lot_cells,
            LotPart::CertificateVolume => &words.check_volume,
            LotPart::CertificateLevel => &dose.certificate_level,
            LotPart::Bags => &dose.card_bags,
            LotPart::Confirmed => &self.texts.screening.confirm_reason,
            LotPart::Release => part.into(),
            LotPart::Car
            | LotPart::Total
            | LotPart::Viable
            | LotPart::Viability
            | LotPart::Cd3
            | LotPart::CarShare
            | LotPart::Recovery => figure_name(self.reporter, part),
            LotPart::Whole => "",
        }
    }

    fn of_bag(&self, part: BagPart) -> &str {
        let dose = &self.texts.dose;
        match part {
            BagPart::Volume => &dose.bag_volume,
            BagPart::HoldUp => &dose.bag_hold_up,
            BagPart::Car => &dose.bag_car,
            BagPart::State => &dose.bag_state_short,
            BagPart::Thawed => &dose.bag_thawed,
            BagPart::Whole | BagPart::Number | BagPart::Cells => "",
        }
    }

    fn of_infusion(&self, part: InfusionPart) -> &str {
        let (shell, dose) = (&self.texts.shell, &self.texts.dose);
        match part {
            InfusionPart::Level => &self.reporter.words.column_level,
            InfusionPart::Assigned => &shell.place_assigned,
            InfusionPart::WeightFrom => &dose.weight,
            InfusionPart::Lots => &dose.card_product,
            InfusionPart::Start => &dose.planned_start,
            InfusionPart::Given => &dose.given,
            InfusionPart::Confirmed => &self.texts.screening.confirm_reason,
            InfusionPart::GivenStart | InfusionPart::GivenEnd => &dose.given_time,
            InfusionPart::Flushed => &dose.given_flushed,
            InfusionPart::GivenReason => &shell.reason,
            InfusionPart::Whole | InfusionPart::Number | InfusionPart::GivenDrawn => "",
        }
    }

    fn of_decision(&self, part: DecisionPart) -> &str {
        match part {
            DecisionPart::By => &self.texts.screening.by,
            DecisionPart::Reason => &self.texts.shell.reason,
            DecisionPart::Eligible => &self.texts.screening.goes_on,
            DecisionPart::Choice => &self.texts.screening.decision_stands,
            DecisionPart::Whole
            | DecisionPart::Stage
            | DecisionPart::Infusion
            | DecisionPart::Verdict
            | DecisionPart::Failing
            | DecisionPart::Signed
            | DecisionPart::At => "",
        }
    }

    /// The last name of what lies deeper: of a signature, or of what was confirmed.
    fn deeper(&self, last: &str) -> String {
        match last {
            "by" => self.texts.screening.by.clone(),
            "reason" => self.texts.shell.reason.clone(),
            _ => String::new(),
        }
    }

    /// What stood there.
    pub(super) fn value(&self, value: Option<&serde_json::Value>) -> String {
        let Some(value) = value else { return "—".to_owned() };
        let plain = || difference_text(value).unwrap_or_default();
        if let Some(said) = value.as_bool() {
            let words = self.reporter.words;
            return if said { words.yes.clone() } else { words.no.clone() };
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "the others are shown as they were typed")]
        match &self.at {
            Address::Result(_, item, ResultPart::Value, _)
            | Address::Release(_, item, ResultPart::Value, _) => {
                read(value).map(|value| self.result(item, &value))
            }
            Address::Patient(PatientPart::Sex) => read(value).map(|sex| self.sex(sex).to_owned()),
            Address::Bag(_, _, BagPart::State, _) => {
                read(value).map(|state| bag_state(&self.texts.dose, state).to_owned())
            }
            Address::Lot(_, LotPart::Basis, _) => read(value).map(|basis| self.basis(basis).to_owned()),
            Address::Lot(_, LotPart::Convention, _) => {
                read(value).map(|convention| self.convention(convention).to_owned())
            }
            _ => None,
        }
        .unwrap_or_else(plain)
    }

    fn sex(&self, sex: Sex) -> &str {
        let screening = &self.texts.screening;
        match sex {
            Sex::Female => &screening.female,
            Sex::Male => &screening.male,
        }
    }

    fn basis(&self, basis: Basis) -> &str {
        let dose = &self.texts.dose;
        match basis {
            Basis::BeforeFreezing => &dose.before_freezing,
            Basis::AfterThaw => &dose.after_thaw,
        }
    }

    fn convention(&self, convention: Convention) -> &str {
        let dose = &self.texts.dose;
        match convention {
            Convention::Stated => &dose.convention_stated,
            Convention::TotalCount => &dose.convention_total,
            Convention::ViableCount => &dose.convention_viable,
            Convention::CarOfViable => &dose.convention_car_of_viable,
            Convention::SinglePlatform => &dose.convention_single,
        }
    }

    /// A result as it was typed, with the unit as it is printed.
    fn result(&self, item: &str, value: &Value) -> String {
        let (screening, words) = (&self.texts.screening, self.reporter.words);
        let typed = |typed: &Typed| {
            let units = Analyte::from_id(item).map_or(&[][..], Analyte::units);
            let row = units.iter().find(|row| row.ucum == typed.unit);
            format!("{} {}", typed.value, row.map_or(typed.unit.as_str(), |row| row.symbol)).trim().to_owned()
        };
        match value {
            Value::Quantity(own) => typed(own),
            Value::Yes => words.yes.clone(),
            Value::No => words.no.clone(),
            Value::NotKnown => screening.not_known.clone(),
            Value::Choice(answer) => self.reporter.answer(item, answer),
            Value::NotDone(reason) => format!("{}{}{reason}", screening.not_done, words.colon),
            Value::Counted(count) => count.to_string(),
            Value::Urine { urine, volume, time, plasma } => {
                [urine, volume, time, plasma].map(typed).join(&words.list_separator)
            }
        }
    }
}

/// A value of the model, as it stands in a difference.
fn read<T: DeserializeOwned>(value: &serde_json::Value) -> Option<T> {
    T::deserialize(value).ok()
}

fn bag_state(dose: &DoseTexts, state: BagState) -> &str {
    match state {
        BagState::Stored => &dose.bag_stored,
        BagState::Thawed => &dose.bag_thawed,
        BagState::Infused => &dose.bag_infused,
        BagState::Destroyed => &dose.bag_destroyed,
        BagState::Lost => &dose.bag_lost,
        BagState::Failed => &dose.bag_failed,
    }
}
