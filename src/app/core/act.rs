//! What a view asks for; done after the frame, in one place.

use super::{command::Command, spot::Spot, user::User, view::View, waiting::Waiting};
use crate::model::{Laboratory, Site};
use std::path::PathBuf;

/// Something that a view asks for.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// A command with a name and perhaps a shortcut.
    Command(Command),
    /// Open the record of this subject in the data folder.
    OpenRecord(String),
    /// Open a bundled example by its name.
    OpenExample(String),
    /// Open a file as a new, unsaved patient.
    Import(PathBuf),
    /// Bring the first of what waits for a person to the eye.
    ToWaiting(Waiting),
    /// Bring a view and a spot in it to the eye.
    GoTo(View, Spot),
    /// Ask who works: what is signed, and the button that then counts as pressed.
    WhoWorks { what: String, at: Spot },
    /// Save the open patient, whatever view is open.
    SavePatient,
    /// Bind the open patient to the version of the protocol with this content, for this reason.
    Rebind { hash: String, reason: String },
    /// Language, theme and size of text, as chosen.
    SetUser(User),
    /// Read site and laboratories again.
    ReadSettings,
    /// What could not be done was read.
    DismissMessage,
    /// Keep these site settings, for this reason.
    SaveSite(Box<Site>, String),
    /// Keep this laboratory template.
    SaveLaboratory(Box<Laboratory>),
}
