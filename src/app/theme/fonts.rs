//! One font family for every text, English and Chinese: Noto Sans SC in two weights.

use eframe::egui::{self, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

const REGULAR: &str = "regular";
const BOLD: &str = "bold";

/// The family of headings.
pub(crate) fn bold() -> FontFamily {
    FontFamily::Name(BOLD.into())
}

/// Sets the fonts; no font of the system is asked for, so every computer shows the same.
pub(crate) fn install(ctx: &egui::Context) {
    let regular = FontData::from_static(include_bytes!("../../../assets/fonts/NotoSansSC-Regular.otf"));
    let heavy = FontData::from_static(include_bytes!("../../../assets/fonts/NotoSansSC-Bold.otf"));
    ctx.set_fonts(FontDefinitions {
        font_data: [(REGULAR.to_owned(), Arc::new(regular)), (BOLD.to_owned(), Arc::new(heavy))].into(),
        families: [
            (FontFamily::Proportional, vec![REGULAR.to_owned()]),
            (FontFamily::Monospace, vec![REGULAR.to_owned()]),
            (bold(), vec![BOLD.to_owned()]),
        ]
        .into(),
    });
}
