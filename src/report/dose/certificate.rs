//! The certificate's figures held against each other, in words.

use super::figures::{is_blocked, percent};
use crate::{
    engine::{
        dose::dosing::Dosing,
        lot::{CertificateCheck, CheckedFigure, ReadLot},
    },
    i18n::grouped_number,
    quantity::{Exact, display},
    report::{block::Block, words::Reporter},
};

pub(crate) fn certificate(reporter: &Reporter<'_>, dosing: &Dosing) -> Vec<Block> {
    let words = reporter.words;
    let mut rows = vec![vec![
        words.column_figure.clone(),
        words.column_stated.clone(),
        words.column_computed.clone(),
        words.column_agrees.clone(),
    ]];
    for lot in &dosing.lots {
        for check in &lot.checks {
            let agrees = if check.agrees { &words.yes } else { &words.no };
            let [what, stated, computed, differs] = check_texts(reporter, lot, check, is_blocked(dosing));
            rows.push(vec![what, stated, computed, words.agrees_by(agrees, differs)]);
        }
    }
    if rows.len() == 1 { Vec::new() } else { vec![Block::Table { rows, right: vec![1, 2] }] }
}

/// A figure of the certificate held against the others: what it is, as stated, as computed, by how much they differ.
pub fn check_texts(
    reporter: &Reporter<'_>,
    lot: &ReadLot,
    check: &CertificateCheck,
    blocked: bool,
) -> [String; 4] {
    let what = figure_name(reporter, lot, check.what);
    // Where nothing may be drawn, no figure in millilitres or per millilitre is shown.
    let value = |value: &Exact| match check.unit {
        "cells" => display::grouped(value),
        _ if blocked || !check.agrees => "—".to_owned(),
        "/mL" => format!("{}/mL", grouped_number(value)),
        unit => format!("{} {unit}", value.significant(6)),
    };
    let differs = format!("{} %", percent(&check.differs_percent));
    [what, value(&check.stated), value(&check.computed), differs]
}

/// The name of a figure of the certificate.
pub(crate) fn figure_name(reporter: &Reporter<'_>, lot: &ReadLot, figure: CheckedFigure) -> String {
    let words = reporter.words;
    let bag = |place: usize| {
        let lot = reporter.draft.lots.get(lot.index);
        lot.and_then(|lot| lot.bags.get(place)).map_or_else(String::new, |bag| bag.number.clone())
    };
    match figure {
        CheckedFigure::LotCells => words.check_lot_cells.clone(),
        CheckedFigure::BagCells(place) => words.check_bag_cells(bag(place)),
        CheckedFigure::StatedConcentration => words.check_concentration.clone(),
        CheckedFigure::ViableCount => words.check_viable.clone(),
        CheckedFigure::Volume => words.check_volume.clone(),
        CheckedFigure::CarWithinViable => words.check_car_within_viable.clone(),
        CheckedFigure::CarWithinTotal => words.check_car_within_total.clone(),
        CheckedFigure::ViableWithinTotal => words.check_viable_within_total.clone(),
        CheckedFigure::CarWithinCd3 => words.check_car_within_cd3.clone(),
        CheckedFigure::CarWithinShare => words.check_car_within_share.clone(),
        CheckedFigure::BagsWithinLot => words.check_bags_within_lot.clone(),
    }
}
