//! The stable codes of a result. They are contracts: a test holds their spelling against a committed list.

use crate::{
    engine::{
        codes::codes,
        evidence::{Basis, Entry, UlnSource, Why, clear::Clear, outcome::Outcome},
        formula::step::{Formula, Mode, Symbol},
        lot::LotNote,
        notice::{Class, NoticeCode},
        site::settings::WeightBasis,
        verdict::Cure,
    },
    model::{Choice, Truth},
    quantity::Analyte,
};

codes! {
    pub(crate) fn outcome_code(Outcome), OUTCOMES {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Unknown => "unknown",
    }
}

codes! {
    pub(crate) fn class_code(Class), CLASSES {
        Class::Stop => "stop",
        Class::Decide => "decide",
        Class::Note => "note",
    }
}

codes! {
    pub(crate) fn truth_code(Truth), TRUTHS {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

/// How a failure can be cured, if it can.
pub(crate) const fn cure_code(cure: Cure) -> Option<&'static str> {
    match cure {
        Cure::None => None,
        Cure::Washout(_) => Some("washout"),
        Cure::Repeat => Some("repeat"),
    }
}

/// Every such code.
pub(crate) const CURES: &[&str] = &["washout", "repeat"];

codes! {
    pub(crate) fn choice_code(&Choice), CHOICES {
        Choice::Agree => "agree",
        Choice::Misreads(_) => "misreads",
        Choice::Deviation(_) => "deviation",
        Choice::NotEnrolled(_) => "not_enrolled",
    }
}

codes! {
    /// Stands alone, or before the colon and the id that it is about.
    pub(crate) fn entry_kind(&Entry), ENTRY_KINDS {
        Entry::Finding(_) => "finding",
        Entry::UpperLimit(_) => "upper_limit",
        Entry::Confirmation(_) => "confirmation",
        Entry::ReportDate(_) => "report_date",
        Entry::History(_) => "history",
        Entry::Sex => "sex",
        Entry::Age => "age",
        Entry::StageDate(_) => "stage_date",
        Entry::Parameter(_) => "parameter",
        Entry::Question(_) => "question",
    }
}

codes! {
    pub(crate) fn basis_code(Basis), BASES {
        Basis::Finding(_) => "entered",
        Basis::Differential(_) => "differential",
        Basis::CorrectedDifferential(_) => "corrected_differential",
        Basis::Urine(_) => "timed_urine",
        Basis::Copies(_) => "copies_by_site_factor",
        Basis::CopiesPublishedRange(_) => "copies_by_published_factors",
        Basis::AtLeastMeasurable(_) => "at_least_measurable_lesion",
        Basis::Estimated(WeightBasis::Actual) => "cockcroft_gault_actual",
        Basis::Estimated(WeightBasis::Ideal) => "cockcroft_gault_ideal",
        Basis::Estimated(WeightBasis::Adjusted) => "cockcroft_gault_adjusted",
        Basis::Age => "age",
    }
}

codes! {
    pub(crate) fn uln_source_code(&UlnSource), ULN_SOURCES {
        UlnSource::Report(_) => "report",
        UlnSource::Template { confirmed: true, .. } => "template",
        UlnSource::Template { .. } => "template_unconfirmed",
    }
}

codes! {
    pub(crate) fn why_code(&Why), WHYS {
        Why::Missing => "missing",
        Why::NotDone => "not_done",
        Why::AfterStage(_) => "after_stage",
        Why::NotKnown => "not_known",
        Why::Unsettled => "unsettled",
        Why::Doubtful => "doubtful",
        Why::Refused => "refused",
        Why::BothSides => "both_sides",
        Why::NoUpperLimit => "no_upper_limit",
        Why::UpperLimitUnreadable => "upper_limit_unreadable",
        Why::Disagree => "disagree",
        Why::Undated => "undated",
        Why::SameTime => "same_time",
        Why::NeverAsked => "never_asked",
        Why::NotAskedUpTo(_) => "not_asked_up_to",
        Why::ClockTimeNeeded(_) => "clock_time_needed",
        Why::PartialDate => "partial_date",
        Why::OnOpenEnd => "on_open_end",
        Why::ClassNotKnown => "class_not_known",
        Why::OneDayOnly => "one_day_only",
        Why::DatesContradict => "dates_contradict",
        Why::StageDateNeeded => "stage_date_needed",
        Why::DoseNotKnown => "dose_not_known",
        Why::HalfLifeNotKnown => "half_life_not_known",
        Why::ParameterNotSet => "parameter_not_set",
        Why::TooOld => "too_old",
        Why::NotComputed => "not_computed",
    }
}

codes! {
    pub(crate) fn notice_name(&NoticeCode), NOTICES {
        NoticeCode::ReadingsDiffer(_) => "readings_differ",
        NoticeCode::Confirm(_) => "confirm",
        NoticeCode::UnconfirmedTemplate(_) => "unconfirmed_template",
        NoticeCode::EarlierDiffers(_) => "earlier_differs",
        NoticeCode::Sensitive { .. } => "sensitive",
        NoticeCode::ClearanceBelow30 => "clearance_below_30",
        NoticeCode::PublishedHbvRange => "published_hbv_range",
        NoticeCode::WhichWeight(_) => "which_weight",
        NoticeCode::LatestWeight(_) => "latest_weight",
        NoticeCode::WeightChanged { .. } => "weight_changed",
        NoticeCode::WeightOld(_) => "weight_old",
        NoticeCode::WeightUnchecked(_) => "weight_unchecked",
        NoticeCode::UnusualVolume(_) => "unusual_volume",
        NoticeCode::Lot(..) => "lot",
        NoticeCode::CertificateDisagrees(_) => "certificate_disagrees",
        NoticeCode::Overdose(_) => "overdose",
        NoticeCode::Underdose(_) => "underdose",
        NoticeCode::OtherSubject(_) => "other_subject",
        NoticeCode::Expired(_) => "expired",
        NoticeCode::ToleranceNotSet => "tolerance_not_set",
        NoticeCode::AnswersNotFollowed(_) => "answers_not_followed",
        NoticeCode::AnsweredBefore(_) => "answered_before",
        NoticeCode::LaterFindings(_) => "later_findings",
        NoticeCode::RepeatInfusion(_) => "repeat_infusion",
        NoticeCode::LooksAgain(..) => "looks_again",
        NoticeCode::OldValues(_) => "old_values",
        NoticeCode::LimitsTurn(_) => "limits_turn",
        NoticeCode::RetiredQuestions(_) => "retired_questions",
    }
}

codes! {
    /// Follows the lot and a colon in what a notice is about.
    pub(crate) fn lot_note_code(LotNote), LOT_NOTES {
        LotNote::NoRecoveryApplied => "NoRecoveryApplied",
        LotNote::ViabilityNotMultiplied => "ViabilityNotMultiplied",
        LotNote::Cd3NotMultiplied => "Cd3NotMultiplied",
        LotNote::Unguarded => "Unguarded",
        LotNote::VolumesMissing => "VolumesMissing",
        LotNote::HoldUpNotSet => "HoldUpNotSet",
        LotNote::ConventionNotExpected => "ConventionNotExpected",
        LotNote::OutsideExpected => "OutsideExpected",
        LotNote::RecoveryNotMultiplied => "RecoveryNotMultiplied",
        LotNote::CountedAfterThaw => "CountedAfterThaw",
        LotNote::LowViability => "LowViability",
        LotNote::LowCd3 => "LowCd3",
        LotNote::UnusualCarShare => "UnusualCarShare",
        LotNote::UnusualBag => "UnusualBag",
    }
}

codes! {
    fn own_symbol_code(Symbol), OWN_SYMBOLS {
        Symbol::DoseLevel => "DoseLevel",
        Symbol::Weight => "Weight",
        Symbol::WeightCap => "WeightCap",
        Symbol::DosingWeight => "DosingWeight",
        Symbol::TargetCells => "TargetCells",
        Symbol::CellCap => "CellCap",
        Symbol::TotalConcentration => "TotalConcentration",
        Symbol::ViableConcentration => "ViableConcentration",
        Symbol::Viability => "Viability",
        Symbol::Cd3Share => "Cd3Share",
        Symbol::CarShare => "CarShare",
        Symbol::Recovery => "Recovery",
        Symbol::CarConcentration => "CarConcentration",
        Symbol::BagCells => "BagCells",
        Symbol::BagVolume => "BagVolume",
        Symbol::HoldUp => "HoldUp",
        Symbol::InfusedVolume => "InfusedVolume",
        Symbol::UsableVolume => "UsableVolume",
        Symbol::InfusedCells => "InfusedCells",
        Symbol::CellsLeft => "CellsLeft",
        Symbol::Volume => "Volume",
        Symbol::RoundingStep => "RoundingStep",
        Symbol::DrawnVolume => "DrawnVolume",
        Symbol::DeliveredCells => "DeliveredCells",
        Symbol::DeliveredPerKg => "DeliveredPerKg",
        Symbol::DeliveredPerActualKg => "DeliveredPerActualKg",
        Symbol::Deviation => "Deviation",
        Symbol::AvailableCells => "AvailableCells",
        Symbol::Age => "Age",
        Symbol::Height => "Height",
        Symbol::Creatinine => "Creatinine",
        Symbol::UrineCreatinine => "UrineCreatinine",
        Symbol::UrineVolume => "UrineVolume",
        Symbol::CollectionTime => "CollectionTime",
        Symbol::IdealWeight => "IdealWeight",
        Symbol::AdjustedWeight => "AdjustedWeight",
        Symbol::Clearance => "Clearance",
        Symbol::SexFactor => "SexFactor",
        Symbol::IdealBase => "IdealBase",
        Symbol::UnitFactor => "UnitFactor",
        Symbol::WhiteCells => "WhiteCells",
        Symbol::CorrectedWhiteCells => "CorrectedWhiteCells",
        Symbol::NucleatedRedCells => "NucleatedRedCells",
        Symbol::NeutrophilShare => "NeutrophilShare",
        Symbol::BandShare => "BandShare",
        Symbol::LymphocyteShare => "LymphocyteShare",
        Symbol::Neutrophils => "Neutrophils",
        Symbol::Lymphocytes => "Lymphocytes",
        Symbol::InternationalUnits => "InternationalUnits",
        Symbol::CopiesPerUnit => "CopiesPerUnit",
        Symbol::Copies => "Copies",
        Symbol::Value(_) => "Value",
    }
}

/// The analyte where the symbol is no more than its value.
pub(crate) const fn symbol_code(symbol: Symbol) -> &'static str {
    if let Symbol::Value(analyte) = symbol { analyte.id() } else { own_symbol_code(symbol) }
}

/// Every such code.
pub(crate) fn symbols() -> Vec<&'static str> {
    let analytes = Analyte::ALL.iter().map(|analyte| symbol_code(Symbol::Value(*analyte)));
    let is_own = |code: &&str| *code != own_symbol_code(Symbol::Value(Analyte::Age));
    OWN_SYMBOLS.iter().copied().filter(is_own).chain(analytes).collect()
}

codes! {
    pub(crate) fn formula_code(Formula), FORMULAS {
        Formula::CappedWeight => "CappedWeight",
        Formula::Target => "Target",
        Formula::CappedTarget => "CappedTarget",
        Formula::Stated => "Stated",
        Formula::StatedPerBag => "StatedPerBag",
        Formula::TotalChain => "TotalChain",
        Formula::ViableChain => "ViableChain",
        Formula::ViableShare => "ViableShare",
        Formula::Recovered => "Recovered",
        Formula::Volume => "Volume",
        Formula::WholeBags => "WholeBags",
        Formula::BagsAdded => "BagsAdded",
        Formula::Usable => "Usable",
        Formula::BagHolds => "BagHolds",
        Formula::Infused => "Infused",
        Formula::CellsLeft => "CellsLeft",
        Formula::AtMostUsable => "AtMostUsable",
        Formula::Rounded(Mode::NotRounded) => "Rounded(NotRounded)",
        Formula::Rounded(Mode::HalfUp) => "Rounded(HalfUp)",
        Formula::Rounded(Mode::HalfEven) => "Rounded(HalfEven)",
        Formula::Rounded(Mode::Down) => "Rounded(Down)",
        Formula::Rounded(Mode::DownForCap) => "Rounded(DownForCap)",
        Formula::Rounded(Mode::Up) => "Rounded(Up)",
        Formula::Delivered => "Delivered",
        Formula::DeliveredFromBags => "DeliveredFromBags",
        Formula::PerKg => "PerKg",
        Formula::Deviation => "Deviation",
        Formula::Converted => "Converted",
        Formula::Ideal => "Ideal",
        Formula::Adjusted => "Adjusted",
        Formula::CockcroftGault => "CockcroftGault",
        Formula::Measured => "Measured",
        Formula::Corrected => "Corrected",
        Formula::Differential => "Differential",
        Formula::Copies => "Copies",
        Formula::FromOthers => "FromOthers",
    }
}

pub(crate) fn clear_from(clear: Clear) -> Option<String> {
    match clear {
        Clear::Always => None,
        Clear::From(_) | Clear::At(_) => clear.day().map(|day| day.to_string()),
        Clear::NotKnown => Some("not_known".to_owned()),
        Clear::Never => Some("never".to_owned()),
    }
}

pub(crate) fn entry_code(entry: &Entry) -> String {
    let kind = entry_kind(entry);
    match entry {
        Entry::Finding(id)
        | Entry::UpperLimit(id)
        | Entry::Confirmation(id)
        | Entry::ReportDate(id)
        | Entry::History(id)
        | Entry::StageDate(id)
        | Entry::Parameter(id)
        | Entry::Question(id) => [kind, ":", id].concat(),
        Entry::Sex | Entry::Age => kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `{:?}` printed before the codes were spelled out stays as it was.
    #[test]
    fn the_names_of_the_first_versions_stay() {
        for (code, shown) in [
            (formula_code(Formula::Rounded(Mode::HalfUp)), "Rounded(HalfUp)"),
            (formula_code(Formula::Rounded(Mode::DownForCap)), "Rounded(DownForCap)"),
            (formula_code(Formula::TotalChain), "TotalChain"),
            (symbol_code(Symbol::Cd3Share), "Cd3Share"),
            (lot_note_code(LotNote::NoRecoveryApplied), "NoRecoveryApplied"),
        ] {
            assert_eq!(code, shown);
        }
    }
}
