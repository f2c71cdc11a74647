//! One row of a report: value, unit, interval as printed, limit, margin, verdict.

use super::{
    Memory,
    headline::outcome_mark,
    kinds::Kind,
    row_menu,
    row_words::{self, At},
};
use crate::{
    app::{
        page::Page,
        theme::{palette, space},
        widget::{Answered, Answers, Field, field_id, margin_bar, shape},
    },
    engine::judged::Judged,
    model::{Answer, Finding, Item, Kind as ItemKind, Typed, Value},
    quantity::{Analyte, UnitRow},
    report::{bar_percent, short_limit, short_margin},
};
use eframe::egui::{
    Align, Color32, ComboBox, Event, Label, Layout, Rect, Response, RichText, Sense, TextFormat, TextStyle,
    Ui, UiBuilder, text::LayoutJob, vec2,
};

/// Where a row stands.
pub(super) struct Row<'r> {
    /// The path of the result.
    pub(super) path: String,
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

const MENU: f32 = 26.0;
const HEIGHT: f32 = 31.0;
/// A field is this much narrower than it is told, for its frame.
const FRAME: f32 = 12.0;

impl Widths {
    pub(super) fn of(available: f32, kind: Kind) -> Self {
        let narrow = available < 540.0;
        let (value, unit, interval) = if narrow { (58.0, 76.0, 68.0) } else { (66.0, 82.0, 74.0) };
        let interval = if kind == Kind::Laboratory { interval } else { 0.0 };
        let columns = if interval > 0.0 { 7.0 } else { 6.0 };
        let rest = (available - value - unit - interval - MENU - columns * space().tight).max(160.0);
        Self { name: rest * 0.36, value, unit, interval, bar: rest * 0.32, verdict: rest * 0.32 }
    }
}

/// A part of a row with a fixed width.
pub(super) fn cell(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    inside(ui, rect, contents);
}

fn inside(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center);
    // A child of its own: what it holds never moves the next column.
    let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    cell.spacing_mut().item_spacing.x = 3.0;
    contents(&mut cell);
}

/// Shows the row and what stands under it; true when the result is to go.
pub(super) fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    judged: &[Judged<'_>],
    row: &Row<'_>,
    finding: &mut Finding,
) -> bool {
    let at = row_words::at(page, judged, row, finding);
    let mut gone = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        cell(ui, row.widths.name, |ui| {
            let color = if at.is_passive() { palette(ui).weak } else { palette(ui).text };
            label(ui, &row.name, color).on_hover_text(page.language().of(&row.item.ask));
        });
        entry(ui, page, row, finding);
        cell(ui, row.widths.bar, |ui| bar(ui, page, &at));
        cell(ui, row.widths.verdict, |ui| verdict(ui, page, &at));
        cell(ui, MENU, |ui| gone = row_menu::show(ui, page, memory, row, finding));
    });
    row_words::under(ui, page, memory, row, &at, finding);
    gone
}

/// A name on one line, or in small letters on two.
fn label(ui: &mut Ui, name: &str, color: Color32) -> Response {
    let body = TextStyle::Body.resolve(ui.style());
    let width = ui.available_width();
    let fits = ui.painter().layout_no_wrap(name.to_owned(), body.clone(), color).size().x <= width;
    let font_id = if fits { body } else { TextStyle::Small.resolve(ui.style()) };
    let format = TextFormat { font_id, color, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(name.to_owned(), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.add(Label::new(galley))
}

/// What is typed or chosen.
fn entry(ui: &mut Ui, page: &Page<'_>, row: &Row<'_>, finding: &mut Finding) {
    let name = row.name.as_str();
    let widths = row.widths;
    let wide = widths.value + widths.unit + widths.interval + 2.0 * space().tight;
    if let Value::NotDone(reason) = &mut finding.value {
        let label = &page.texts.screening.not_done;
        cell(ui, wide, |ui| {
            ui.label(RichText::new(label).color(palette(ui).unknown));
            let width = ui.available_width();
            Field::new(&format!("{}.reason", row.path), &format!("{name}: {}", page.texts.shell.reason))
                .in_table()
                .hint(&page.texts.shell.reason)
                .width(width)
                .show(ui, page, reason);
        });
        return;
    }
    match (&row.item.kind, row.analyte) {
        (ItemKind::Choice(_), _) => cell(ui, wide, |ui| choice(ui, page, row, finding, wide)),
        (_, Some(Analyte::Ecog)) if !matches!(finding.value, Value::Quantity(_)) => {
            cell(ui, wide, |ui| score(ui, page, row, finding));
        }
        (_, Some(analyte)) => {
            if matches!(finding.value, Value::Choice(_)) {
                cell(ui, wide, |ui| {
                    ui.label(&page.reporter.words.not_detected);
                });
            } else {
                quantity(ui, page, row, analyte, finding);
            }
        }
        (_, None) => cell(ui, wide, |_| {}),
    }
}

/// Number, unit and the interval as printed.
fn quantity(ui: &mut Ui, page: &Page<'_>, row: &Row<'_>, analyte: Analyte, finding: &mut Finding) {
    let name = row.name.as_str();
    let before = match &finding.value {
        Value::Quantity(typed) => Some(typed.clone()),
        Value::Yes
        | Value::No
        | Value::NotKnown
        | Value::Choice(_)
        | Value::NotDone(_)
        | Value::Counted(_)
        | Value::Urine { .. } => None,
    };
    let before = before.unwrap_or_else(|| Typed::new("", row.unit.unwrap_or_default()));
    let (mut typed, limit_before) = (before.clone(), finding.uln.value.clone());
    // A second result of the same item has fields of its own; its problems are those of the first.
    let path = if row.nth == 0 { row.path.clone() } else { format!("{} {}", row.path, row.nth) };
    cell(ui, row.widths.value, |ui| {
        Field::new(&format!("{path}.value"), name)
            .in_table()
            .without_problem()
            .right()
            .width(row.widths.value + FRAME)
            .show(ui, page, &mut typed.value);
    });
    cell(ui, row.widths.unit, |ui| {
        unit_box(ui, page, (&path, name), &mut typed.unit, &units(analyte), row.widths.unit);
    });
    if row.widths.interval > 0.0 {
        cell(ui, row.widths.interval, |ui| {
            let label = format!("{name}: {}", page.texts.screening.column_interval);
            Field::new(&format!("{path}.uln"), &label)
                .in_table()
                .without_problem()
                .width(row.widths.interval + FRAME)
                .show(ui, page, &mut finding.uln.value);
        });
    }
    let limit_typed = finding.uln.value != limit_before && finding.value == Value::NotKnown;
    if typed != before || limit_typed {
        finding.value = Value::Quantity(typed);
    }
}

/// The units of an analyte; HBV DNA is reported in copies or in international units.
pub(super) fn units(analyte: Analyte) -> Vec<&'static UnitRow> {
    let more: &[UnitRow] = if analyte == Analyte::HbvDna { Analyte::HbvDnaUnits.units() } else { &[] };
    analyte.units().iter().chain(more).collect()
}

/// In which unit these digits were typed; another choice changes no digit.
pub(super) fn unit_box(
    ui: &mut Ui,
    page: &Page<'_>,
    (path, name): (&str, &str),
    unit: &mut String,
    units: &[&'static UnitRow],
    width: f32,
) {
    let known = units
        .iter()
        .find(|row| row.ucum == *unit || row.symbol == *unit || row.spellings.contains(&unit.as_str()));
    let shown = known.map_or(unit.as_str(), |row| row.symbol).to_owned();
    let path = format!("{path}.unit");
    ui.add_enabled_ui(!page.read_only, |ui| {
        ui.spacing_mut().button_padding.x = 5.0;
        let response = ComboBox::from_id_salt(field_id(&path))
            .selected_text(shown)
            .width(width)
            .truncate()
            .show_ui(ui, |ui| {
                for row in units {
                    let chosen =
                        known.is_some_and(|known| known.index == row.index && known.table == row.table);
                    if ui.selectable_label(chosen, row.symbol).clicked() {
                        row.ucum.clone_into(unit);
                    }
                }
            })
            .response
            .accessible_name(format!("{name}: {}", page.texts.shell.unit));
        if page.takes_focus(&path) {
            response.request_focus();
        }
    });
}

/// Negative, positive, …: a button and a key each.
fn choice(ui: &mut Ui, page: &Page<'_>, row: &Row<'_>, finding: &mut Finding, width: f32) {
    let name = row.name.as_str();
    let ItemKind::Choice(known) = &row.item.kind else { return };
    let words: Vec<(char, &str)> =
        "123456789".chars().zip(known.iter().map(|answer| page.language().of(&answer.text))).collect();
    let given = |answer: &Answer| matches!(&finding.value, Value::Choice(id) if answer.id == *id);
    let chosen = known.iter().position(given);
    let current = chosen.and_then(|place| words.get(place)).map(|(_, word)| *word);
    let path = row.path.clone();
    let response = ui
        .add_enabled_ui(!page.read_only, |ui| {
            ComboBox::from_id_salt(field_id(&format!("{path}.choice")))
                .selected_text(current.unwrap_or_default())
                .width(width)
                .show_ui(ui, |ui| {
                    for (place, (key, word)) in words.iter().enumerate() {
                        if ui.selectable_label(chosen == Some(place), format!("{key}  {word}")).clicked()
                            && let Some(answer) = known.get(place)
                        {
                            finding.value = Value::Choice(answer.id.clone());
                        }
                    }
                })
                .response
                .accessible_name(name)
        })
        .inner;
    if page.takes_focus(&path) {
        response.request_focus();
        response.scroll_to_me(Some(Align::Center));
    }
    if response.has_focus() && !page.read_only {
        let typed = ui.input(|input| {
            input.events.iter().find_map(|event| {
                let Event::Text(text) = event else { return None };
                words.iter().position(|(key, _)| text.chars().eq(std::iter::once(*key)))
            })
        });
        if let Some(answer) = typed.and_then(|place| known.get(place)) {
            finding.value = Value::Choice(answer.id.clone());
        }
    }
}

/// A score from 0 to 5.
fn score(ui: &mut Ui, page: &Page<'_>, row: &Row<'_>, finding: &mut Finding) {
    let name = row.name.as_str();
    let answers = [('0', "0"), ('1', "1"), ('2', "2"), ('3', "3"), ('4', "4"), ('5', "5")];
    let chosen = if let Value::Counted(count) = finding.value { usize::try_from(count).ok() } else { None };
    let path = format!("{}.value", row.path);
    let score = Answers {
        path: &path,
        label: "",
        question: "",
        keyed: &answers,
        chosen,
        neighbours: (None, None),
        width: 0.0,
    };
    let (response, answered) = score.show(ui, page);
    response.accessible_name(name);
    match answered {
        Some(Answered::Chosen(place)) => {
            finding.value = Value::Counted(u32::try_from(place).unwrap_or_default());
        }
        Some(Answered::Cleared) => finding.value = Value::NotKnown,
        None => {}
    }
}

/// Where the value lies against its limit.
fn bar(ui: &mut Ui, page: &Page<'_>, at: &At<'_>) {
    let reporter = &page.reporter;
    let criterion = at.criterion.and_then(|place| page.context().plan.criteria.get(place));
    let id = criterion.map_or("", |criterion| &*criterion.id);
    let Some(compared) = &at.compared else {
        ui.label(RichText::new(id).small());
        return;
    };
    let limit = format!("{id}  {}", short_limit(compared));
    let text = match short_margin(compared) {
        Some(margin) => format!("{limit} ({margin})"),
        None => limit,
    };
    let text = RichText::new(text).small();
    let comparison = compared.comparison;
    let more = reporter.compared(comparison, compared.candidate, compared.limit);
    let width = ui.available_width();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(Label::new(text).truncate()).on_hover_text(more);
        if let (Some(percent), Some(outcome)) = (bar_percent(compared), at.outcome) {
            margin_bar(ui, width.min(120.0), percent, compared.good_above, outcome_mark(outcome));
        }
    });
}

fn verdict(ui: &mut Ui, page: &Page<'_>, at: &At<'_>) {
    let (Some(outcome), Some(criterion)) = (at.outcome, at.criterion) else { return };
    let Some(known) = page.context().plan.criteria.get(criterion) else { return };
    let mark = outcome_mark(outcome);
    shape(ui, mark);
    let word = page.reporter.outcome(known.side, outcome);
    let text = crate::app::widget::colored(ui, mark, word).small();
    let full = format!("{} {word}", page.reporter.criterion(&known.id));
    ui.add(Label::new(text).truncate()).on_hover_text(full);
}
