//! A field for typed text: never rewritten, never dropped, its problem under it in words.

use super::{Mark, mark};
use crate::{
    app::{
        page::Page,
        theme::{palette, space},
    },
    engine::problem::ProblemCode,
    quantity::NumberProblem,
};
use eframe::egui::{
    Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Response, RichText, Stroke, TextEdit, Ui,
};

/// Puts the proposed text into the field that has the focus.
const FIX: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Period);

/// A field for typed text. Its path is the one that the engines name in their problems.
pub(crate) struct Field<'f> {
    path: &'f str,
    label: &'f str,
    hint: &'f str,
    width: f32,
    named: bool,
    problem: bool,
    right: bool,
}

/// The id of the field at a path; the same in every frame.
pub(crate) fn field_id(path: &str) -> Id {
    Id::unique(("field", path))
}

impl<'f> Field<'f> {
    /// A field with its label before it.
    pub(crate) const fn new(path: &'f str, label: &'f str) -> Self {
        Self { path, label, hint: "", width: 120.0, named: true, problem: true, right: false }
    }

    /// Shown while nothing is typed.
    pub(crate) const fn hint(mut self, hint: &'f str) -> Self {
        self.hint = hint;
        self
    }

    pub(crate) const fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// In a table: the label is a column's or a row's, and screen readers hear it.
    pub(crate) const fn in_table(mut self) -> Self {
        self.named = false;
        self
    }

    /// The problem is shown elsewhere by [`problem_line`].
    pub(crate) const fn without_problem(mut self) -> Self {
        self.problem = false;
        self
    }

    /// A number: its digits stand to the right.
    pub(crate) const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    pub(crate) fn show(self, ui: &mut Ui, page: &Page<'_>, text: &mut String) -> Response {
        if !self.named {
            return self.field(ui, page, text);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let color = palette(ui).weak;
            ui.label(RichText::new(self.label).small().color(color));
            self.field(ui, page, text)
        })
        .inner
    }

    fn field(self, ui: &mut Ui, page: &Page<'_>, text: &mut String) -> Response {
        let problem = page.problem(self.path).is_some();
        let id = field_id(self.path);
        let colors = palette(ui);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let stroke = match (focused, problem) {
            (true, _) => Stroke::new(2.0, colors.primary),
            (false, true) => Stroke::new(2.0, colors.fail),
            (false, false) => Stroke::new(1.0, colors.field_border),
        };
        // A thicker edge grows inwards: nothing around it moves when the focus comes or goes.
        let margin = if focused || problem { Margin::symmetric(5, 3) } else { Margin::symmetric(6, 4) };
        let align =
            if self.right { eframe::egui::Align2::RIGHT_CENTER } else { eframe::egui::Align2::LEFT_CENTER };
        let frame = Frame::new()
            .fill(if page.read_only { colors.raised } else { colors.field })
            .stroke(stroke)
            .corner_radius(eframe::egui::CornerRadius::same(4))
            .inner_margin(margin);
        let edit = TextEdit::singleline(text)
            .id(id)
            .hint_text(RichText::new(self.hint).color(colors.weak))
            .desired_width(self.width - 12.0)
            .align(align)
            .frame(frame)
            .interactive(!page.read_only);
        // Before the field is drawn: what was typed in this very frame already belongs to it.
        let called = page.takes_focus(self.path);
        if called {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = ui.add(edit).accessible_name(self.label);
        if called {
            super::centre(&response);
        }
        if response.has_focus()
            && let Some(fix) = fix(page, self.path)
            && ui.input_mut(|input| input.consume_shortcut(&FIX))
        {
            *text = fix;
        }
        if self.problem && self.right {
            super::number_line(ui, page, self.path, text);
        } else if self.problem {
            problem_line(ui, page, self.path, Some(text));
        }
        response
    }
}

/// The problem of a field in words, and its mend on one key or click.
pub(crate) fn problem_line(ui: &mut Ui, page: &Page<'_>, path: &str, text: Option<&mut String>) {
    let Some(problem) = page.problem_text(path) else { return };
    let doubtful = page.problem(path).is_some_and(|problem| problem.code.can_be_confirmed());
    let mark = if doubtful { Mark::Decide } else { Mark::Fail };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        super::shape(ui, mark);
        ui.label(mark::colored(ui, mark, &problem).small());
        if let (Some(fix), Some(text)) = (fix(page, path), text)
            && !page.read_only
        {
            let label = format!("{fix}  ({})", fix_keys(ui));
            if ui.button(label).clicked() {
                *text = fix;
                // The button goes; the keys go on in the field.
                ui.memory_mut(|memory| memory.request_focus(field_id(path)));
            }
        }
    });
}

/// The keys that put the proposed text in, by the character and not by its name.
pub(crate) fn fix_keys(ui: &Ui) -> String {
    ui.ctx().format_shortcut(&FIX).replace(Key::Period.name(), ".")
}

/// The text that was surely meant.
fn fix(page: &Page<'_>, path: &str) -> Option<String> {
    let ProblemCode::Number(problem) = &page.problem(path)?.code else { return None };
    match problem {
        NumberProblem::Comma { fix } => fix.clone(),
        NumberProblem::NakedPoint { fix } | NumberProblem::Grouped { fix } => Some(fix.clone()),
        NumberProblem::Empty
        | NumberProblem::UnitInside { .. }
        | NumberProblem::NotFinite
        | NumberProblem::ComparatorHere
        | NumberProblem::Negative
        | NumberProblem::TooLong
        | NumberProblem::NotANumber => None,
    }
}
