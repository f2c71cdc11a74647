//! Where a difference between two drafts stands, and what stood there, in words instead of the file's own names.

use crate::{
    i18n::Window,
    model::{
        Address, BagPart, CoursePart, DecisionPart, HistoryPart, InfusionPart, LotPart, PatientPart,
        ReportPart, ResultPart, StagePart,
    },
    quantity::Analyte,
    report::{Reporter, figure_name},
};

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
            Address::Nowhere
            | Address::Site(_)
            | Address::Person(_)
            | Address::Setting(..)
            | Address::Reading(..)
            | Address::InForce(_)
            | Address::Laboratory(..)
            | Address::Template(..)
            | Address::Interval(..)
            | Address::Item(_)
            | Address::File(_) => vec![self.at.to_string()],
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
    pub(super) fn value(&self, value: Option<&str>) -> String {
        let Some(value) = value else { return "—".to_owned() };
        let (screening, dose, words) = (&self.texts.screening, &self.texts.dose, self.reporter.words);
        let text = match (&self.at, value) {
            (_, "true") => &words.yes,
            (_, "false") => &words.no,
            (
                Address::Result(_, item, ResultPart::Value, _)
                | Address::Release(_, item, ResultPart::Value, _),
                _,
            ) => {
                return self.result(item, value);
            }
            (Address::Patient(PatientPart::Sex), "Female") => &screening.female,
            (Address::Patient(PatientPart::Sex), "Male") => &screening.male,
            (Address::Bag(_, _, BagPart::State, _), "Stored") => &dose.bag_stored,
            (Address::Bag(_, _, BagPart::State, _), "Thawed") => &dose.bag_thawed,
            (Address::Bag(_, _, BagPart::State, _), "Infused") => &dose.bag_infused,
            (Address::Bag(_, _, BagPart::State, _), "Destroyed") => &dose.bag_destroyed,
            (Address::Bag(_, _, BagPart::State, _), "Lost") => &dose.bag_lost,
            (Address::Bag(_, _, BagPart::State, _), "Failed") => &dose.bag_failed,
            (Address::Lot(_, LotPart::Basis, _), "BeforeFreezing") => &dose.before_freezing,
            (Address::Lot(_, LotPart::Basis, _), "AfterThaw") => &dose.after_thaw,
            (Address::Lot(_, LotPart::Convention, _), "Stated") => &dose.convention_stated,
            (Address::Lot(_, LotPart::Convention, _), "TotalCount") => &dose.convention_total,
            (Address::Lot(_, LotPart::Convention, _), "ViableCount") => &dose.convention_viable,
            (Address::Lot(_, LotPart::Convention, _), "CarOfViable") => &dose.convention_car_of_viable,
            (Address::Lot(_, LotPart::Convention, _), "SinglePlatform") => &dose.convention_single,
            _ => return value.to_owned(),
        };
        text.clone()
    }

    /// A result as it was typed, with the unit as it is printed.
    fn result(&self, item: &str, value: &str) -> String {
        let (screening, words) = (&self.texts.screening, self.reporter.words);
        match value {
            "NotKnown" => return screening.not_known.clone(),
            "Yes" => return words.yes.clone(),
            "No" => return words.no.clone(),
            _ => {}
        }
        if let Some(answer) = value.strip_prefix("Choice: ") {
            return self.reporter.answer(item, answer);
        }
        if let Some(reason) = value.strip_prefix("NotDone: ") {
            return format!("{}{}{reason}", screening.not_done, words.colon);
        }
        if let Some(count) = value.strip_prefix("Counted: ") {
            return count.to_owned();
        }
        let Some((digits, unit)) = value.rsplit_once(' ') else { return value.to_owned() };
        let units = Analyte::from_id(item).map_or(&[][..], Analyte::units);
        let symbol = units.iter().find(|row| row.ucum == unit).map_or(unit, |row| row.symbol);
        format!("{digits} {symbol}")
    }
}
