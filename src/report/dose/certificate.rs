//! The certificate's figures held against each other, in words.

use super::figures::percent;
use crate::{
    engine::lot::{CertificateCheck, CheckedFigure, ReadLot},
    i18n::grouped_number,
    quantity::{Figure, display},
    report::{
        block::{Block, Run},
        words::Reporter,
    },
};

/// The figures of lots held against each other: stated, computed, whether they agree. Where nothing may be drawn, no
/// figure in millilitres or per millilitre is shown.
pub fn certificate<'l>(
    reporter: &Reporter<'_>,
    lots: impl IntoIterator<Item = &'l ReadLot>,
    blocked: bool,
) -> Option<Block> {
    let words = reporter.words;
    let heads = [&words.column_figure, &words.column_stated, &words.column_computed, &words.column_agrees];
    let mut rows: Vec<Vec<Run>> = vec![heads.map(|head| head.clone().into()).into()];
    for lot in lots {
        for check in &lot.checks {
            let value = |Figure { value, unit }: &Figure| match *unit {
                "cells" => display::grouped(value),
                _ if blocked || !check.agrees => "—".to_owned(),
                "/mL" => format!("{}/mL", grouped_number(value)),
                unit => format!("{} {unit}", value.significant(6)),
            };
            let agrees = if check.agrees { &words.yes } else { &words.no };
            rows.push(vec![
                figure_name(reporter, lot, check.what).into(),
                value(&check.stated).into(),
                value(&check.computed).into(),
                Run::Agrees(check.agrees, words.agrees_by(agrees, differs(check))),
            ]);
        }
    }
    (rows.len() > 1).then_some(Block::Table { rows, right: vec![1, 2] })
}

/// Which figures of a certificate contradict each other, and by how much.
pub fn contradictions<'l>(
    reporter: &Reporter<'_>,
    lots: impl IntoIterator<Item = &'l ReadLot>,
) -> Vec<(String, String)> {
    let all = lots.into_iter().flat_map(|lot| lot.checks.iter().map(move |check| (lot, check)));
    let wrong = all.filter(|(_, check)| !check.agrees);
    wrong.map(|(lot, check)| (figure_name(reporter, lot, check.what), differs(check))).collect()
}

fn differs(check: &CertificateCheck) -> String {
    format!("{} %", percent(&check.differs))
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
