//! A list of rows of which only those in sight are laid out. One stop for Tab; arrows move, Enter opens.

use crate::app::theme::{self, TOKENS, palette};
use eframe::egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextStyle, Ui, WidgetInfo, pos2, scroll_area::ScrollBarVisibility, style::ScrollAnimation,
    text::LayoutJob, vec2,
};
use std::ops::Range;

/// A list of rows.
pub(super) struct List<'l> {
    pub(super) id: Id,
    /// Its accessible name.
    pub(super) name: &'l str,
    pub(super) count: usize,
    pub(super) height: f32,
    /// The chosen row.
    pub(super) chosen: Option<usize>,
    /// Brings the chosen row into sight.
    pub(super) reveal: bool,
}

/// What was done with a list.
pub(super) struct Answer {
    pub(super) choose: Option<usize>,
    pub(super) open: Option<usize>,
    pub(super) visible: Range<usize>,
    pub(super) response: Response,
}

/// The height of a row.
pub(super) fn row_height() -> f32 {
    TOKENS.row
}

/// Pixels of so many rows; tables of this program are far shorter than 65 535 rows.
fn rows_down(rows: usize) -> f32 {
    f32::from(u16::try_from(rows).unwrap_or(u16::MAX)) * row_height()
}

impl List<'_> {
    /// Shows it; `row` paints one row and says its accessible name.
    pub(super) fn show(self, ui: &mut Ui, mut row: impl FnMut(&Ui, Rect, usize) -> String) -> Answer {
        let area = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), self.height));
        // Registered before its rows: they lie on top of it.
        let response = ui.interact(area, self.id, Sense::focusable_noninteractive());
        let focused = response.has_focus();
        let mut answer = Answer { choose: None, open: None, visible: 0..0, response };
        let mut reveal = self.reveal.then_some(self.chosen).flatten();
        if focused {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
            self.keys(ui, &mut answer);
            reveal = answer.choose.or(reveal);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical()
            .id_salt(self.id)
            .max_height(self.height)
            .min_scrolled_height(self.height)
            .auto_shrink([false, false])
            .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded);
        let mut names = String::new();
        scroll.show_rows(ui, row_height(), self.count, |ui, range| {
            let top = ui.max_rect().min;
            let width = ui.max_rect().width();
            let at = |place: usize| {
                let down = rows_down(place) - rows_down(range.start);
                Rect::from_min_size(top + vec2(0.0, down), vec2(width, row_height()))
            };
            for place in range.clone() {
                let rect = at(place);
                let chosen = self.chosen == Some(place);
                let id = self.id.with(place);
                let response = ui.interact(rect, id, Sense::CLICK);
                let looks = Looks { odd: place % 2 == 1, chosen, focused, hovered: response.hovered() };
                ground(ui, rect, looks);
                let name = row(ui, rect, place);
                if chosen {
                    names.clone_from(&name);
                    ui.accesskit_node_builder(self.id, |node| node.set_active_descendant(id.accesskit_id()));
                }
                response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
                ui.accesskit_node_builder(id, |node| node.set_selected(chosen));
                if response.double_clicked() {
                    answer.open = Some(place);
                }
                if response.clicked() {
                    answer.choose = Some(place);
                    ui.memory_mut(|memory| memory.request_focus(self.id));
                }
            }
            if let Some(place) = reveal {
                ui.scroll_to_rect_animation(at(place), None, ScrollAnimation::none());
            }
            answer.visible = range;
        });
        if reveal.is_some_and(|place| !answer.visible.contains(&place)) {
            ui.request_repaint();
        }
        answer.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ListBox, true, self.name);
            info.current_text_value = (!names.is_empty()).then(|| names.clone());
            info
        });
        answer
    }

    fn keys(&self, ui: &Ui, answer: &mut Answer) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let Some(last) = self.count.checked_sub(1) else { return };
        let page = 10;
        let from = self.chosen;
        let step =
            |down: usize, up: usize| Some(from.map_or(0, |from| (from + down).saturating_sub(up).min(last)));
        if pressed(Key::ArrowDown) {
            answer.choose = step(1, 0);
        } else if pressed(Key::ArrowUp) {
            answer.choose = step(0, 1);
        } else if pressed(Key::PageDown) {
            answer.choose = step(page, 0);
        } else if pressed(Key::PageUp) {
            answer.choose = step(0, page);
        } else if pressed(Key::Home) {
            answer.choose = Some(0);
        } else if pressed(Key::End) {
            answer.choose = Some(last);
        } else if pressed(Key::Enter) {
            answer.open = from;
        }
    }
}

/// What tells one row from the next.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "a row is any mixture of these")]
struct Looks {
    odd: bool,
    chosen: bool,
    focused: bool,
    hovered: bool,
}

/// What lies behind a row.
fn ground(ui: &Ui, rect: Rect, looks: Looks) {
    let Looks { odd, chosen, focused, hovered } = looks;
    let colors = palette(ui);
    let color = match (chosen, hovered, odd) {
        (true, _, _) => colors.selection,
        (_, true, _) => colors.hover,
        (_, _, true) => colors.raised,
        (_, _, false) => colors.panel,
    };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, color);
    if chosen && focused {
        let stroke = Stroke::new(2.0, colors.primary);
        ui.painter().rect_stroke(rect.shrink(1.0), theme::small_corner(), stroke, StrokeKind::Inside);
    }
}

/// One line of text in a cell, cut off with … where it is too long.
pub(super) fn cell(ui: &Ui, rect: Rect, text: &str, look: &Cell) {
    let font = look.style.resolve(ui.style());
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, look.color);
    job.wrap = eframe::egui::text::TextWrapping::truncate_at_width(rect.width() - 8.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, look.color);
}

/// How the text of a cell looks.
#[derive(Clone)]
pub(super) struct Cell {
    pub(super) color: eframe::egui::Color32,
    pub(super) style: TextStyle,
}

/// A header that sorts: its name, and an arrow where it does.
pub(super) fn header(ui: &Ui, rect: Rect, id: Id, text: &str, name: &str, down: Option<bool>) -> bool {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let colors = palette(ui);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::small_corner(), colors.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.primary);
        ui.painter().rect_stroke(rect, theme::small_corner(), stroke, StrokeKind::Inside);
    }
    let color = if down.is_some() { colors.text } else { colors.weak };
    let font = TextStyle::Small.resolve(ui.style());
    let at = pos2(rect.left() + 8.0, rect.center().y);
    let drawn = ui.painter().text(at, Align2::LEFT_CENTER, text, font, color);
    if let Some(down) = down {
        triangle(ui, pos2(drawn.right() + 10.0, rect.center().y), if down { Way::Down } else { Way::Up });
    }
    response.clicked()
}

/// Where a triangle points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// Painted, because the font has no such sign.
fn triangle(ui: &Ui, center: eframe::egui::Pos2, way: Way) {
    let points = match way {
        Way::Up => [vec2(-4.0, 3.0), vec2(4.0, 3.0), vec2(0.0, -3.0)],
        Way::Down => [vec2(-4.0, -3.0), vec2(4.0, -3.0), vec2(0.0, 3.0)],
    };
    let points = points.map(|point| center + point).to_vec();
    let color = palette(ui).primary;
    ui.painter().add(eframe::egui::Shape::convex_polygon(points, color, Stroke::NONE));
}
