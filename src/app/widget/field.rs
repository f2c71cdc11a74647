//! A field for typed text: never rewritten, never dropped, its problem under it in words.

use super::{
    Mark,
    date_field::{read_as, takes_t},
    mark,
};
use crate::{
    app::{
        core::{Form, Spot},
        theme::{self, palette, space},
    },
    engine::problem::ProblemCode,
    quantity::NumberProblem,
    report::beside_fix,
};
use eframe::egui::{
    Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Response, RichText, Stroke, TextBuffer, TextEdit,
    TextFormat, TextStyle, Ui, text::LayoutJob,
};

/// Puts the proposed text into the field that has the focus.
const FIX: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Period);

/// A field for typed text, at the address that the engines name in their problems.
pub(crate) struct Field<'f> {
    at: Spot,
    label: &'f str,
    hint: &'f str,
    width: f32,
    named: bool,
    problem: bool,
    content: Content,
}

/// What stands in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Text,
    /// Its digits stand to the right.
    Number,
    /// The same, set aside: weak, and struck out.
    NumberAside,
    /// A date or time: `t` puts today's.
    Date,
}

/// The id of a field; the same in every frame.
pub(crate) fn field_id(at: &Spot) -> Id {
    Id::unique(("field", at))
}

impl<'f> Field<'f> {
    /// A field with its label before it.
    pub(crate) fn new(at: impl Into<Spot>, label: &'f str) -> Self {
        let at = at.into();
        Self { at, label, hint: "", width: 120.0, named: true, problem: true, content: Content::Text }
    }

    /// Shown while nothing is typed.
    pub(crate) fn hint(mut self, hint: &'f str) -> Self {
        self.hint = hint;
        self
    }

    pub(crate) fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// In a table: the label is a column's or a row's, and screen readers hear it.
    pub(crate) fn in_table(mut self) -> Self {
        self.named = false;
        self
    }

    /// The problem is shown elsewhere by [`problem_line`].
    pub(crate) fn without_problem(mut self) -> Self {
        self.problem = false;
        self
    }

    /// A number: its digits stand to the right.
    pub(crate) fn right(mut self) -> Self {
        self.content = Content::Number;
        self
    }

    /// A number that counts nowhere: weak, and struck out.
    pub(crate) fn aside(mut self) -> Self {
        self.content = Content::NumberAside;
        self
    }

    /// A date or time as typed.
    pub(crate) fn date(mut self) -> Self {
        self.content = Content::Date;
        self
    }

    pub(crate) fn show(self, ui: &mut Ui, form: &Form<'_>, text: &mut String) -> Response {
        if self.content != Content::Date {
            return self.labelled(ui, form, text);
        }
        ui.vertical(|ui| {
            let response = self.labelled(ui, form, text);
            if let Some(read) = read_as(form, text) {
                super::hint(ui, &read);
            }
            response
        })
        .inner
    }

    fn labelled(self, ui: &mut Ui, form: &Form<'_>, text: &mut String) -> Response {
        if !self.named {
            return self.field(ui, form, text);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let color = palette(ui).weak;
            ui.label(RichText::new(self.label).small().color(color));
            self.field(ui, form, text)
        })
        .inner
    }

    fn field(self, ui: &mut Ui, form: &Form<'_>, text: &mut String) -> Response {
        let problem = form.problem(&self.at).map(|problem| mark_of(&problem.code));
        let id = field_id(&self.at);
        let colors = palette(ui);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let empty = self.content == Content::Date && text.is_empty();
        if focused && empty && !form.read_only && takes_t(ui) {
            *text = form.context().now.date().to_string();
        }
        let stroke = match (focused, problem) {
            (true, _) => Stroke::new(2.0, colors.primary),
            (false, Some(mark)) => Stroke::new(2.0, mark.colors(colors).0),
            (false, None) => Stroke::new(1.0, colors.field_border),
        };
        // A thicker edge grows inwards: nothing around it moves when the focus comes or goes.
        let margin =
            if focused || problem.is_some() { Margin::symmetric(5, 3) } else { Margin::symmetric(6, 4) };
        let align = match self.content {
            Content::Text | Content::Date => eframe::egui::Align2::LEFT_CENTER,
            Content::Number | Content::NumberAside => eframe::egui::Align2::RIGHT_CENTER,
        };
        let frame = Frame::new()
            .fill(if form.read_only { colors.raised } else { colors.field })
            .stroke(stroke)
            .corner_radius(theme::small_corner())
            .inner_margin(margin);
        let aside = self.content == Content::NumberAside;
        let mut struck = move |ui: &Ui, text: &dyn TextBuffer, _: f32| {
            let format = TextFormat {
                font_id: TextStyle::Body.resolve(ui.style()),
                color: colors.weak,
                strikethrough: Stroke::new(1.0, colors.weak),
                ..TextFormat::default()
            };
            ui.painter().layout_job(LayoutJob::single_section(text.as_str().to_owned(), format))
        };
        let mut edit = TextEdit::singleline(text)
            .id(id)
            .hint_text(RichText::new(self.hint).color(colors.weak))
            .desired_width(self.width - 12.0)
            .align(align)
            .frame(frame)
            .interactive(!form.read_only);
        if aside {
            edit = edit.layouter(&mut struck);
        }
        // Before the field is drawn: what was typed in this very frame already belongs to it.
        let called = form.takes_focus(&self.at);
        if called {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = ui.add(edit).accessible_name(self.label);
        if called {
            super::centre(&response);
        }
        if response.has_focus()
            && let Some(fix) = fix(form, &self.at)
            && ui.input_mut(|input| input.consume_shortcut(&FIX))
        {
            *text = fix;
        }
        if self.problem && matches!(self.content, Content::Number | Content::NumberAside) {
            super::number_line(ui, form, &self.at, text);
        } else if self.problem {
            problem_line(ui, form, &self.at, Some(text));
        }
        response
    }
}

/// The problem of a field in words, and its mend on one key or click.
pub(crate) fn problem_line(ui: &mut Ui, form: &Form<'_>, at: impl Into<Spot>, text: Option<&mut String>) {
    let at = &at.into();
    let Some(problem) = form.problem(at) else { return };
    let mark = mark_of(&problem.code);
    let fixed = fix(form, at).filter(|_| text.is_some() && !form.read_only);
    let problem = match (&problem.code, &fixed) {
        // The button beside it says what to write.
        (ProblemCode::Number(number), Some(_)) => beside_fix(number, form.reporter.words),
        _ => form.reporter.problem(problem),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        super::shape(ui, mark);
        ui.label(mark::colored(ui, mark, &problem).small());
        if let (Some(fix), Some(text)) = (fixed.filter(|_| !form.read_only), text) {
            let label = format!("{fix}  ({})", fix_keys(ui));
            if ui.button(label).clicked() {
                *text = fix;
                // The button goes; the keys go on in the field.
                ui.memory_mut(|memory| memory.request_focus(field_id(at)));
            }
        }
    });
}

/// A doubtful value is a person's to decide, and what nobody has entered yet is no mistake.
const fn mark_of(code: &ProblemCode) -> Mark {
    if matches!(code, ProblemCode::DateMissing | ProblemCode::UnitMissing { .. }) {
        Mark::Unknown
    } else if code.can_be_confirmed() || matches!(code, ProblemCode::TwoUnits { .. }) {
        Mark::Decide
    } else {
        Mark::Fail
    }
}

/// The keys that put the proposed text in, by the character and not by its name.
pub(crate) fn fix_keys(ui: &Ui) -> String {
    ui.ctx().format_shortcut(&FIX).replace(Key::Period.name(), ".")
}

/// The text that was surely meant.
fn fix(form: &Form<'_>, at: &Spot) -> Option<String> {
    let code = &form.problem(at)?.code;
    if let ProblemCode::ReferenceUnreadable { fix } = code {
        return fix.clone();
    }
    let ProblemCode::Number(problem) = code else { return None };
    match problem {
        NumberProblem::Comma { fix } => fix.clone(),
        NumberProblem::NakedPoint { fix } | NumberProblem::Grouped { fix } => Some(fix.clone()),
        NumberProblem::Empty
        | NumberProblem::Range
        | NumberProblem::UnitInside { .. }
        | NumberProblem::NotFinite
        | NumberProblem::ComparatorHere
        | NumberProblem::Negative
        | NumberProblem::TooLong
        | NumberProblem::NotANumber => None,
    }
}
