//! What a view sees: the derived result, the words, and a way to ask for things.

use super::{act::Act, command::Command, view::View};
use crate::{
    engine::{Context, Derived, problem::Problem},
    i18n::{Language, Window},
    model::{Draft, Signed},
    report::Reporter,
};
use std::cell::RefCell;

/// What a view sees beside the draft that it edits.
///
/// The result is of the draft as it was before this frame; a change is drawn in the next one, at once.
pub(crate) struct Page<'p> {
    /// Puts results into words.
    pub(crate) reporter: Reporter<'p>,
    /// What follows from the draft.
    pub(crate) derived: &'p Derived,
    /// The texts of the window.
    pub(crate) texts: &'static Window,
    /// Nothing can be typed.
    pub(crate) read_only: bool,
    /// Who works, by id; empty while nobody has said so.
    pub(crate) person: &'p str,
    /// How many patients have been opened: what is remembered of one does not fit the next.
    pub(crate) patient: u64,
    acts: RefCell<Vec<Act>>,
    focus: RefCell<Option<String>>,
    again: RefCell<Option<String>>,
}

impl<'p> Page<'p> {
    pub(crate) fn new(
        reporter: Reporter<'p>,
        derived: &'p Derived,
        access: Access<'p>,
        wishes: Wishes,
    ) -> Self {
        let texts = reporter.language.window();
        let Access { read_only, person, patient } = access;
        Self {
            reporter,
            derived,
            texts,
            read_only,
            person,
            patient,
            acts: RefCell::default(),
            focus: RefCell::new(wishes.focus),
            again: RefCell::new(wishes.again),
        }
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.reporter.language
    }

    /// The draft that the result is of.
    pub(crate) fn draft(&self) -> &'p Draft {
        self.reporter.draft
    }

    /// Protocol, site and time.
    pub(crate) fn context(&self) -> &'p Context {
        self.reporter.context
    }

    /// Asks for something to be done after the frame.
    pub(crate) fn ask(&self, act: Act) {
        self.acts.borrow_mut().push(act);
    }

    /// Asks for a command.
    pub(crate) fn command(&self, command: Command) {
        self.ask(Act::Command(command));
    }

    /// Who signs an act now that its button is pressed. While nobody has said who works, that is asked first, with what
    /// for, and the button then counts as pressed.
    pub(crate) fn signs(&self, pressed: bool, path: &str, what: &str) -> Option<Signed> {
        if !pressed && !self.is_pressed_again(path) {
            return None;
        }
        if self.person.is_empty() {
            self.ask(Act::WhoWorks { what: what.to_owned(), path: path.to_owned() });
            return None;
        }
        let at = self.context().now.strftime("%Y-%m-%dT%H:%M").to_string();
        Some(Signed { by: self.person.to_owned(), at, reason: String::new() })
    }

    fn is_pressed_again(&self, path: &str) -> bool {
        self.again.borrow_mut().take_if(|again| again == path).is_some()
    }

    /// Brings a field to the eye.
    pub(crate) fn go_to(&self, view: View, path: impl Into<String>) {
        self.ask(Act::GoTo(view, path.into()));
    }

    /// The problem with a field.
    pub(crate) fn problem(&self, path: &str) -> Option<&'p Problem> {
        self.derived.problems.iter().find(|problem| problem.field == path)
    }

    /// True for the field that is to have the focus; only once.
    pub(crate) fn takes_focus(&self, path: &str) -> bool {
        let mut focus = self.focus.borrow_mut();
        let wanted = focus.as_deref() == Some(path);
        if wanted {
            *focus = None;
        }
        wanted
    }

    /// True while a field under this path is to have the focus: what is folded around it unfolds.
    pub(crate) fn focus_within(&self, path: &str) -> bool {
        self.focus.borrow().as_deref().is_some_and(|wanted| wanted.starts_with(path))
    }

    /// The path of the field that is to have the focus, while no field has taken it: what is folded unfolds.
    pub(crate) fn focus_wanted(&self) -> Option<String> {
        self.focus.borrow().clone()
    }

    /// What was asked for, and the focus that no field has taken.
    pub(crate) fn finish(self) -> (Vec<Act>, Option<String>) {
        (self.acts.into_inner(), self.focus.into_inner())
    }
}

/// Who looks, and whether anything can be typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access<'a> {
    pub(crate) read_only: bool,
    pub(crate) person: &'a str,
    pub(crate) patient: u64,
}

/// What the frame before has asked of this one.
#[derive(Debug, Default)]
pub(crate) struct Wishes {
    /// The field that is to have the focus.
    pub(crate) focus: Option<String>,
    /// The button of a signed act that was pressed before it was known who works.
    pub(crate) again: Option<String>,
}
