//! One row of a report: where it stands, its columns, and what is known of its result.

use super::{reasons::BEFORE_NOT_DONE, report_kind::Kind};
use crate::{
    app::{
        core::{Page, Spot},
        theme::space,
    },
    model::{Address, Finding, Item, ResultPart},
    quantity::{Analyte, UnitRow},
};
use eframe::egui::{Align, Layout, Rect, Sense, TextStyle, Ui, UiBuilder, Vec2, vec2};

/// Where a row stands.
pub(super) struct Row<'r> {
    /// The number of the report.
    pub(super) report: u32,
    pub(super) item: &'r Item,
    pub(super) analyte: Option<Analyte>,
    /// The report, as its place in the draft.
    pub(super) assessment: usize,
    /// The result, as its place in the report; none while nothing is typed.
    pub(super) place: Option<usize>,
    /// The item by its short name.
    pub(super) name: String,
    /// 1 and on for further results of the same item in one report.
    pub(super) nth: usize,
    /// The unit in which the chosen laboratory prints it.
    pub(super) unit: Option<&'static str>,
    pub(super) widths: Widths,
    /// A laboratory measured it in a sample.
    pub(super) of_sample: bool,
}

impl Row<'_> {
    /// The address of a part of the result, where its problem is told.
    pub(super) fn field(&self, part: ResultPart) -> Address {
        Address::result(self.report, &self.item.id, part)
    }

    /// The field of a part: two results of one item in a report have fields of their own.
    pub(super) fn at(&self, part: ResultPart) -> Spot {
        Spot::Field(self.field(part), self.nth)
    }
}

/// The columns.
#[derive(Clone, Copy)]
pub(super) struct Widths {
    pub(super) name: f32,
    pub(super) value: f32,
    pub(super) unit: f32,
    /// Zero where no interval is printed.
    pub(super) interval: f32,
    pub(super) bar: f32,
    pub(super) verdict: f32,
}

pub(super) const MENU: f32 = 26.0;
pub(super) const HEIGHT: f32 = 31.0;

impl Widths {
    pub(super) fn of(available: f32, kind: Kind) -> Self {
        let narrow = available < 540.0;
        let (value, unit, interval) = if narrow { (58.0, 76.0, 68.0) } else { (66.0, 82.0, 74.0) };
        let interval = if kind == Kind::Laboratory { interval } else { 0.0 };
        let columns = if interval > 0.0 { 7.0 } else { 6.0 };
        let rest = (available - value - unit - interval - MENU - columns * space().tight).max(160.0);
        // Where no interval is printed, names are longer and verdicts fewer.
        let [name, bar, verdict] = if interval > 0.0 { [0.4, 0.31, 0.29] } else { [0.46, 0.29, 0.25] };
        Self { name: rest * name, value, unit, interval, bar: rest * bar, verdict: rest * verdict }
    }
}

/// A part of a row with a fixed width.
pub(super) fn cell(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    tall_cell(ui, vec2(width, HEIGHT), contents);
}

/// The name of a column.
pub(super) fn head(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    tall_cell(ui, vec2(width, ui.text_style_height(&TextStyle::Small)), contents);
}

pub(super) fn tall_cell(ui: &mut Ui, size: Vec2, contents: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    inside(ui, rect, contents);
}

fn inside(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center);
    // A child of its own: what it holds never moves the next column.
    let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    cell.spacing_mut().item_spacing.x = 3.0;
    contents(&mut cell);
}

/// It is kept and shown, and counts nowhere.
pub(super) fn is_aside(finding: &Finding) -> bool {
    !finding.set_aside.trim().is_empty()
}

/// The reason why something was not done becomes a note.
pub(super) fn keep_reason(page: &Page<'_>, note: &mut String, reason: &str) {
    if reason.trim().is_empty() {
        return;
    }
    let separator = if note.is_empty() { "" } else { page.reporter.words.list_separator.as_str() };
    *note = format!("{note}{separator}{BEFORE_NOT_DONE}{reason}");
}

/// The units of an analyte; HBV DNA is reported in copies or in international units.
pub(super) fn units(analyte: Analyte) -> Vec<&'static UnitRow> {
    let more: &[UnitRow] = if analyte == Analyte::HbvDna { Analyte::HbvDnaUnits.units() } else { &[] };
    analyte.units().iter().chain(more).collect()
}
