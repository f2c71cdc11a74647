//! The chart: lanes from top to bottom, days from left to right; one stop for Tab, arrows go from mark to mark.

use super::{
    super::Memory,
    axis::Axis,
    lanes::{Lanes, Place},
    marks,
};
use crate::app::{
    core::Page,
    theme::{self, palette},
    widget::{focus_ring, hint},
};
use eframe::egui::{
    EventFilter, Id, Key, Modifiers, Painter, Pos2, Rangef, Rect, Role, Sense, Shape, Stroke, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

/// Room for the names of lanes.
const NAMES: f32 = 126.0;
/// Room for what stands right of the last day.
const RIGHT: f32 = 40.0;
/// The calendar on top.
const CALENDAR: f32 = 20.0;
/// One row of a lane.
pub(super) const ROW: f32 = 16.0;

/// A mark where it is drawn.
struct Drawn<'l> {
    place: &'l Place,
    rect: Rect,
}

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, lanes: &Lanes) {
    let width = ui.available_width();
    let left = ui.cursor().min;
    let room = Rangef::new(left.x + NAMES, left.x + width - RIGHT);
    let Some(axis) = Axis::new(memory.range, &lanes.stages, &lanes.days(), room) else { return };
    // Every mark gets the first row of its lane where it is in nobody's way.
    let rows: Vec<Vec<usize>> = lanes.all.iter().map(|lane| pack(ui, &axis, &lane.marks)).collect();
    let height = |rows: &[usize]| rows.iter().max().map_or(ROW, |last| ROW * number(last + 1)) + 4.0;
    let total = CALENDAR + rows.iter().map(|rows| height(rows)).sum::<f32>();
    let (rect, _) = ui.allocate_exact_size(vec2(width, total), Sense::hover());
    let painter = ui.painter_at(rect.expand(2.0));
    ground(ui, page, &painter, &axis, (rect, lanes));
    let mut drawn: Vec<Drawn<'_>> = Vec::new();
    let mut top = rect.top() + CALENDAR;
    for (lane, rows) in lanes.all.iter().zip(&rows) {
        marks::name(
            ui,
            &painter,
            Rect::from_min_size(pos2(rect.left(), top), vec2(NAMES - 6.0, ROW)),
            &lane.name,
        );
        for (place, row) in lane.marks.iter().zip(rows) {
            let line = Rangef::new(top + ROW * number(*row), top + ROW * number(row + 1));
            if let Some(rect) = marks::paint(ui, &painter, &axis, line, place) {
                drawn.push(Drawn { place, rect });
            }
        }
        top += height(rows);
        let end = [pos2(rect.left(), top - 2.0), pos2(rect.right(), top - 2.0)];
        painter.line_segment(end, Stroke::new(0.5, palette(ui).border));
    }
    let focused = keys(ui, page, memory, rect, &drawn);
    for (index, drawn) in drawn.iter().enumerate() {
        let id = Id::unique(("timeline mark", index));
        let response = ui.interact(drawn.rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &drawn.place.text));
        response.on_hover_text(&drawn.place.text);
    }
    ui.scope(|ui| {
        ui.set_min_height(18.0);
        let text = focused.and_then(|index| drawn.get(index)).map(|drawn| drawn.place.text.as_str());
        hint(ui, text.unwrap_or(&page.texts.screening.timeline_hint));
    });
}

/// The chart takes the focus as a whole; the mark that the arrows stand on.
fn keys(ui: &Ui, page: &Page<'_>, memory: &mut Memory, rect: Rect, drawn: &[Drawn<'_>]) -> Option<usize> {
    let id = Id::unique("timeline chart");
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    let last = drawn.len().checked_sub(1)?;
    let mut at = memory.timeline_at.min(last);
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (back, on) = ui.input_mut(|input| {
            let back = input.count_and_consume_key(Modifiers::NONE, Key::ArrowLeft);
            (back, input.count_and_consume_key(Modifiers::NONE, Key::ArrowRight))
        });
        at = at.saturating_sub(back).saturating_add(on).min(last);
        memory.timeline_at = at;
        if let Some(drawn) = drawn.get(at) {
            let stroke = Stroke::new(2.0, palette(ui).primary);
            let corner = theme::small_corner();
            ui.painter().rect_stroke(
                drawn.rect.expand(2.0),
                corner,
                stroke,
                eframe::egui::StrokeKind::Outside,
            );
        }
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ListBox, true, &page.texts.screening.timeline_chart);
        info.current_text_value = drawn.get(at).map(|drawn| drawn.place.text.clone());
        info
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    focus_ring(ui, &response);
    response.has_focus().then_some(at)
}

/// The calendar, today, and a line down from every stage.
fn ground(ui: &Ui, page: &Page<'_>, painter: &Painter, axis: &Axis, (rect, lanes): (Rect, &Lanes)) {
    let colors = palette(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let down = |x: f32, top: f32| [pos2(x, top), pos2(x, rect.bottom())];
    let today = axis.x(page.context().now.date());
    let text = &page.texts.screening.timeline_today;
    let now = painter.layout_no_wrap(text.clone(), font.clone(), colors.primary);
    let taken = Rangef::new(today, today + 6.0 + now.size().x);
    for (day, text) in axis.ticks(64.0) {
        let x = axis.x(day);
        painter.line_segment(down(x, rect.top() + CALENDAR - 4.0), Stroke::new(1.0, colors.border));
        let label = painter.layout_no_wrap(text, font.clone(), colors.weak);
        if x + 4.0 + label.size().x < taken.min || x > taken.max {
            painter.galley(pos2(x + 2.0, rect.top()), label, colors.weak);
        }
    }
    let stages = lanes.all.iter().zip(&page.derived.stages);
    for (lane, result) in stages {
        if let (Some(mark), true) = (lane.marks.first(), result.date.is_some()) {
            painter.line_segment(
                down(axis.x(mark.to), rect.top() + CALENDAR),
                Stroke::new(1.0, colors.field_border),
            );
        }
    }
    let line: [Pos2; 2] = down(today, rect.top() + 2.0);
    painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, colors.primary), 4.0, 3.0));
    painter.galley(pos2(today + 3.0, rect.top()), now, colors.primary);
}

/// The row of each mark: the first where it touches no other, with what stands beside it.
fn pack(ui: &Ui, axis: &Axis, places: &[Place]) -> Vec<usize> {
    let mut taken: Vec<Vec<Rangef>> = Vec::new();
    let mut rows = Vec::with_capacity(places.len());
    for place in places {
        let room = marks::room(ui, axis, place);
        let free = |row: &&Vec<Rangef>| {
            row.iter().all(|other| room.max + 4.0 < other.min || other.max + 4.0 < room.min)
        };
        let row = taken.iter().position(|row| free(&row)).unwrap_or(taken.len());
        match taken.get_mut(row) {
            Some(row) => row.push(room),
            None => taken.push(vec![room]),
        }
        rows.push(row);
    }
    rows
}

/// A count of rows as points need it.
fn number(count: usize) -> f32 {
    u16::try_from(count).map_or_else(|_many| f32::from(u16::MAX), f32::from)
}
