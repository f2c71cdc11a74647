//! What a field needs: the words, what is wrong with it, whether it can be typed in, and a way to ask for things.

use super::{act::Act, command::Command, spot::Spot, view::View};
use crate::{
    engine::{Context, problem::Problem},
    i18n::{Language, Window},
    model::{Address, Draft, Signed},
    report::Reporter,
};
use std::cell::RefCell;

/// What the fields of a view see beside the text that they edit.
pub(crate) struct Form<'f> {
    /// Puts results and problems into words.
    pub(crate) reporter: Reporter<'f>,
    /// What is wrong with fields.
    pub(crate) problems: &'f [Problem],
    /// The texts of the window.
    pub(crate) texts: &'static Window,
    /// Nothing can be typed.
    pub(crate) read_only: bool,
    /// Who works, by id; empty while nobody has said so.
    pub(crate) person: &'f str,
    acts: RefCell<Vec<Act>>,
    focus: RefCell<Option<Spot>>,
    again: RefCell<Option<Spot>>,
}

impl<'f> Form<'f> {
    /// One that can be typed in.
    pub(crate) fn new(
        reporter: Reporter<'f>,
        problems: &'f [Problem],
        person: &'f str,
        wishes: Wishes,
    ) -> Self {
        Self {
            texts: reporter.language.window(),
            reporter,
            problems,
            read_only: false,
            person,
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
    pub(crate) fn draft(&self) -> &'f Draft {
        self.reporter.draft
    }

    /// Protocol, site and time.
    pub(crate) fn context(&self) -> &'f Context {
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
    pub(crate) fn signs(&self, pressed: bool, at: &Spot, what: &str) -> Option<Signed> {
        if !pressed && !self.is_pressed_again(at) {
            return None;
        }
        if self.person.is_empty() {
            self.ask(Act::WhoWorks { what: what.to_owned(), at: at.clone() });
            return None;
        }
        let at = self.context().now.strftime("%Y-%m-%dT%H:%M").to_string();
        Some(Signed { by: self.person.to_owned(), at, reason: String::new() })
    }

    fn is_pressed_again(&self, at: &Spot) -> bool {
        self.again.borrow_mut().take_if(|again| again == at).is_some()
    }

    /// Brings a field to the eye.
    pub(crate) fn go_to(&self, view: View, at: impl Into<Spot>) {
        self.ask(Act::GoTo(view, at.into()));
    }

    /// The problem with a field. Of several fields at one address it is told at the first.
    pub(crate) fn problem(&self, at: &Spot) -> Option<&'f Problem> {
        let Spot::Field(at, 0) = at else { return None };
        self.problems.iter().find(|problem| problem.field == *at)
    }

    /// True for what is to have the focus; only once.
    pub(crate) fn takes_focus(&self, at: &Spot) -> bool {
        self.focus.borrow_mut().take_if(|wanted| wanted == at).is_some()
    }

    /// True while a field of such an address is to have the focus: what is folded around it unfolds.
    pub(crate) fn is_wanted(&self, so: impl Fn(&Address) -> bool) -> bool {
        self.focus.borrow().as_ref().and_then(Spot::address).is_some_and(so)
    }

    /// What is to have the focus, while nothing has taken it: what is folded unfolds.
    pub(crate) fn focus_wanted(&self) -> Option<Spot> {
        self.focus.borrow().clone()
    }

    /// What was asked for, and the focus that no field has taken.
    pub(crate) fn finish(self) -> (Vec<Act>, Option<Spot>) {
        (self.acts.into_inner(), self.focus.into_inner())
    }
}

/// What the frame before has asked of this one.
#[derive(Debug, Default)]
pub(crate) struct Wishes {
    /// The field that is to have the focus.
    pub(crate) focus: Option<Spot>,
    /// The button of a signed act that was pressed before it was known who works.
    pub(crate) again: Option<Spot>,
}
