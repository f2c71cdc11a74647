//! Floor 5: the window.
//!
//! One document is open at a time. Views read what [`derive`](crate::engine::derive()) made of the draft and edit
//! its text; discrete acts are commands with a name, done in one place (`acts`) after the frame.
//! Nothing is computed here that the engines could compute, and nothing clinical is kept outside the draft.
//!
//! | folder | what it does | what it may touch |
//! |---|---|---|
//! | `shell` | opens the window, draws what stands around a view, hands on what was asked for | what is lent |
//! | `acts` | does it | the state: nobody else sees into it |
//! | `view`, `dialog` | show, and ask for acts or give an answer | what is lent, and the draft or memory of their own |
//! | `widget` | the parts of every view | a form, and the text that is typed |
//! | `core` | what is open, what can be asked for and said | |
//! | `theme` | how it looks | |

mod acts;
mod core;
mod dialog;
mod shell;
mod theme;
mod view;
mod widget;

pub use self::{
    core::{Start, View},
    shell::window::{App, run},
};
