//! What waits for a person: the first is brought to the eye.

use super::state::State;
use crate::app::core::{
    View, Waiting,
    answering_field::{field_of, is_of_dose, target, view_of},
};

impl State {
    /// Brings the first that waits to the eye: its field, or the list that it stands in.
    pub(super) fn go_to_waiting(&mut self, waiting: Waiting) {
        let Some(document) = &self.document else { return };
        let shown = document.shown();
        let plan = &shown.context.plan;
        let found = match waiting {
            Waiting::Problems => {
                let mut problems = shown.derived.problems.iter();
                let first = problems.find(|problem| !problem.code.can_be_confirmed());
                first.map(|problem| {
                    let field = &problem.field;
                    (view_of(field), Some(field_of(&shown.draft, plan, field).into()))
                })
            }
            Waiting::Notices(class) => {
                let first = shown.derived.notices.iter().find(|notice| notice.class == class);
                first.map(|notice| match target(&notice.code, &shown.draft, plan) {
                    Some((view, at)) => (view, Some(at)),
                    None if is_of_dose(&notice.code) => (View::Dose, None),
                    None => (View::Screening, None),
                })
            }
        };
        let Some((view, at)) = found else { return };
        self.memories.screening.unfold_notices();
        self.view = view;
        self.focus = at;
    }
}
