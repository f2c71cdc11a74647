//! What must be entered or decided first; a click goes to the field.

use super::{
    product::number_path,
    weights::{choice_path, is_gone},
};
use crate::{
    app::{
        page::Page,
        view::{View, report_number::next_report},
        widget::{Mark, shape},
    },
    engine::{
        dose::{DoseAsk, Dosing, WeightChoice},
        lot::{LotAsk, ReadLot},
    },
    report::dose::asks_text,
};
use eframe::egui::{Label, Ui};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, asks: &[DoseAsk]) {
    for ask in asks {
        let texts = asks_text(&page.reporter, dosing, std::slice::from_ref(ask));
        let fields = fields(page, dosing, *ask);
        for (place, text) in texts.iter().enumerate() {
            let stop = *ask == DoseAsk::LotDetails && stops(dosing, place);
            ui.horizontal_top(|ui| {
                shape(ui, if stop { Mark::Fail } else { Mark::Unknown });
                match fields.get(place).and_then(Option::as_ref) {
                    Some(path) => {
                        if ui.link(text).clicked() {
                            page.go_to(View::Dose, path);
                        }
                    }
                    None => {
                        ui.add(Label::new(text).wrap());
                    }
                }
            });
        }
    }
}

/// The line at this place of the lots' asks is a stop: the label names another subject.
fn stops(dosing: &Dosing, place: usize) -> bool {
    dosing.lots.iter().flat_map(|lot| &lot.asks).nth(place) == Some(&LotAsk::OtherSubject)
}

/// The field of each line that [`asks_text`] makes of an ask; `None` where there is not one field alone.
fn fields(page: &Page<'_>, dosing: &Dosing, ask: DoseAsk) -> Vec<Option<String>> {
    match ask {
        DoseAsk::Weight => {
            let draft = page.draft();
            let place = page.derived.dosings.iter().position(|known| std::ptr::eq(known, dosing));
            let chosen_is_gone = place.is_some_and(|place| is_gone(draft, place));
            let next = next_report(draft);
            vec![Some(if chosen_is_gone {
                choice_path(dosing.infusion)
            } else {
                format!("assessments[{next}].results[weight].value")
            })]
        }
        DoseAsk::WeightNotUsable => {
            let WeightChoice::NotUsable(place) = &dosing.weight else { return Vec::new() };
            let assessment = page.draft().assessments.get(place.assessment);
            vec![assessment.map(|found| format!("assessments[{}].results[weight].value", found.id))]
        }
        DoseAsk::WhichWeight => Vec::new(),
        DoseAsk::Lot => vec![Some(number_path(0))],
        DoseAsk::CertificateTotal => {
            vec![dosing.lots.first().map(|lot| format!("{}.certificate_cells.value", path(page, lot)))]
        }
        DoseAsk::LotDetails => {
            dosing.lots.iter().flat_map(|lot| lot.asks.iter().map(|ask| field(page, lot, ask))).collect()
        }
    }
}

fn path(page: &Page<'_>, lot: &ReadLot) -> String {
    format!("lots[{}]", page.draft().lots.get(lot.index).map_or("", |lot| lot.id.as_str()))
}

fn field(page: &Page<'_>, lot: &ReadLot, ask: &LotAsk) -> Option<String> {
    let lot = path(page, lot);
    match ask {
        LotAsk::Field("bags") | LotAsk::PlannedFor(_) => None,
        LotAsk::Field("certificate_level") => Some(format!("{lot}.certificate_level")),
        LotAsk::Convention => Some(format!("{lot}.convention")),
        LotAsk::Basis => Some(format!("{lot}.basis")),
        LotAsk::Field(field) | LotAsk::NoCarCells(field) | LotAsk::Confirm(field) => {
            Some(format!("{lot}.{field}.value"))
        }
        LotAsk::OtherSubject => Some(format!("{lot}.label_subject")),
        LotAsk::NoBag => Some("bags.count".to_owned()),
        LotAsk::Mend => page
            .derived
            .problems
            .iter()
            .find(|problem| problem.field.starts_with(&lot))
            .map(|problem| problem.field.clone()),
    }
}
