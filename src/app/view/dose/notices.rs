//! What a person must look at before this dose, stops first.

use crate::{
    app::{
        page::Page,
        widget::{Mark, shape, together},
    },
    engine::notice::{Class, NoticeCode},
    report::notice_text,
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, page: &Page<'_>) {
    for notice in page.derived.notices.iter().filter(|notice| is_of_dose(&notice.code)) {
        let mark = match notice.class {
            Class::Stop => Mark::Fail,
            Class::Decide => Mark::Decide,
            Class::Note => Mark::Note,
        };
        ui.horizontal_top(|ui| {
            shape(ui, mark);
            ui.add(eframe::egui::Label::new(together(&notice_text(&page.reporter, &notice.code))).wrap());
        });
    }
}

fn is_of_dose(code: &NoticeCode) -> bool {
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
        | NoticeCode::RepeatInfusion(_) => true,
        // What must be confirmed is asked for above, and at its field.
        NoticeCode::Confirm(_)
        | NoticeCode::ReadingsDiffer(_)
        | NoticeCode::UnconfirmedTemplate(_)
        | NoticeCode::EarlierDiffers(_)
        | NoticeCode::Sensitive { .. }
        | NoticeCode::ClearanceBelow30
        | NoticeCode::PublishedHbvRange
        | NoticeCode::AnswersNotFollowed(_)
        | NoticeCode::AnsweredBefore(_)
        | NoticeCode::LaterFindings(_) => false,
    }
}
