//! The stable codes of a dose.

use crate::engine::{
    codes::codes,
    dose::{
        WeightChoice,
        dosing::{DoseAsk, DoseState, Overdose},
    },
    lot::CheckedFigure,
};

codes! {
    pub(crate) fn weight_code(&WeightChoice), WEIGHTS {
        WeightChoice::Missing => "missing",
        WeightChoice::NotUsable(_) => "not_usable",
        WeightChoice::Decided(..) => "decided",
        WeightChoice::Latest(..) => "latest",
        WeightChoice::Ask(_) => "ask",
    }
}

codes! {
    pub(crate) fn figure_code(CheckedFigure), FIGURES {
        CheckedFigure::LotCells => "lot_cells",
        CheckedFigure::BagCells(_) => "bag_cells",
        CheckedFigure::StatedConcentration => "stated_concentration",
        CheckedFigure::ViableCount => "viable_count",
        CheckedFigure::Volume => "volume",
        CheckedFigure::CarWithinViable => "car_within_viable",
        CheckedFigure::CarWithinTotal => "car_within_total",
        CheckedFigure::ViableWithinTotal => "viable_within_total",
        CheckedFigure::CarWithinCd3 => "car_within_cd3",
        CheckedFigure::CarWithinShare => "car_within_share",
        CheckedFigure::BagsWithinLot => "bags_within_lot",
    }
}

codes! {
    pub(crate) fn dose_state_code(&DoseState), DOSE_STATES {
        DoseState::Ready => "ready",
        DoseState::Underdose => "underdose",
        DoseState::Overdose(_) => "overdose",
        DoseState::Asks(_) => "asks",
        DoseState::CertificateDisagrees => "certificate_disagrees",
    }
}

codes! {
    pub(crate) fn overdose_code(Overdose), OVERDOSES {
        Overdose::Tolerance => "tolerance",
        Overdose::UsualTolerance => "usual_tolerance",
        Overdose::LevelCeiling => "level_ceiling",
        Overdose::AbsoluteCeiling => "absolute_ceiling",
    }
}

codes! {
    pub(crate) fn ask_code(DoseAsk), ASKS {
        DoseAsk::Weight => "weight",
        DoseAsk::WeightNotUsable => "weight_not_usable",
        DoseAsk::WhichWeight => "which_weight",
        DoseAsk::Lot => "lot",
        DoseAsk::LotDetails => "lot_details",
        DoseAsk::CertificateTotal => "certificate_total",
    }
}
