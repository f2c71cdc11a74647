//! A path, typed, pasted or picked: every file act works by the path field alone.

use super::{
    answer::{Answer, PathUse},
    frame::{buttons, dialog},
};
use crate::app::{
    core::{Lent, Target},
    theme::space,
    widget::{failure, hint},
};
use eframe::egui::{Button, TextEdit, Ui};
use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
};

/// Why the system's own dialogue gave no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NoPath {
    /// There is none.
    NoDialogue,
    /// It was cancelled, or never appeared: without a portal the system does not say which.
    NothingChosen,
}

/// A path being entered.
#[derive(Debug)]
pub(crate) struct PathEntry {
    path_use: PathUse,
    /// What is exported.
    of: Target,
    path: String,
    replace: bool,
    pub(super) error: Option<String>,
    /// The answer of the system's own dialogue, which may never come.
    browsing: Option<Receiver<Option<PathBuf>>>,
    /// Why it gave no path.
    no_path: Option<NoPath>,
    pub(super) begun: bool,
}

impl PathEntry {
    pub(super) const fn new(path_use: PathUse, of: Target, path: String) -> Self {
        Self { path_use, of, path, replace: false, error: None, browsing: None, no_path: None, begun: false }
    }
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, entry: &mut PathEntry) -> Option<Answer> {
    let texts = lent.texts();
    let commands = &texts.commands;
    let title = match entry.path_use {
        PathUse::Open => &commands.open,
        PathUse::Import => &commands.import,
        PathUse::Export => &commands.export,
        PathUse::Letter => &commands.letter,
    };
    let title = title.trim_end_matches('…');
    answer_of_browser(entry);
    dialog(ui, title, 620.0, |ui| {
        let label = ui.label(&texts.shell.path);
        ui.horizontal(|ui| {
            let edit = TextEdit::singleline(&mut entry.path).desired_width(ui.available_width() - 130.0);
            let response = ui.add(edit).labelled_by(label.id);
            if !entry.begun {
                response.request_focus();
                entry.begun = true;
            }
            let browse_button = Button::new(&texts.shell.browse);
            if ui.add_enabled(entry.browsing.is_none(), browse_button).clicked() {
                entry.browsing = Some(browse(entry.path_use, &entry.path, ui.ctx().clone()));
            }
        });
        let writes = matches!(entry.path_use, PathUse::Export | PathUse::Letter);
        hint(ui, if writes { &texts.shell.path_hint_new } else { &texts.shell.path_hint });
        if entry.path_use == PathUse::Letter {
            hint(ui, &texts.protocol.letter_hint);
        }
        if writes {
            ui.checkbox(&mut entry.replace, &texts.shell.replace_existing);
        }
        if let Some(why) = entry.no_path {
            let why = match why {
                NoPath::NoDialogue => &texts.shell.no_browse,
                NoPath::NothingChosen => &texts.shell.nothing_chosen,
            };
            hint(ui, why);
        }
        if let Some(error) = &entry.error {
            ui.add_space(space().tight);
            failure(ui, error);
        }
        let ready = !entry.path.trim().is_empty();
        Some(match buttons(ui, &[(title, ready), (&texts.shell.cancel, true)])? {
            0 => Answer::Path {
                path_use: entry.path_use,
                of: entry.of.clone(),
                path: expand(entry.path.trim()),
                replace: entry.replace,
            },
            _ => Answer::Nothing,
        })
    })
}

/// `~/` is the home folder, as in a shell; quotes around a pasted path are not part of it.
fn expand(text: &str) -> PathBuf {
    let text = text.trim_matches(['"', '\'']);
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// Folder and name, for a dialogue of the system that takes them apart.
fn parts(path: &str) -> (Option<PathBuf>, String) {
    let path = expand(path.trim());
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    (path.parent().filter(|folder| !folder.as_os_str().is_empty()).map(PathBuf::from), name)
}

/// Asks the system for a path, in a thread of its own: the window goes on.
fn browse(path_use: PathUse, path: &str, ctx: eframe::egui::Context) -> Receiver<Option<PathBuf>> {
    let (sender, receiver) = channel();
    let name = path.to_owned();
    let ask = move || {
        let dialog = rfd::FileDialog::new();
        let picked = match path_use {
            PathUse::Open | PathUse::Import => dialog.add_filter("RON", &["ron"]).pick_file(),
            PathUse::Export | PathUse::Letter => {
                let (folder, name) = parts(&name);
                let dialog = dialog.set_file_name(name);
                match folder {
                    Some(folder) => dialog.set_directory(folder),
                    None => dialog,
                }
                .save_file()
            }
        };
        // Nobody listens any more once the dialogue was closed.
        drop(sender.send(picked));
        ctx.request_repaint();
    };
    // Without a thread the receiver says so: the path can still be typed.
    drop(std::thread::Builder::new().name("file dialogue".to_owned()).spawn(ask));
    receiver
}

fn answer_of_browser(entry: &mut PathEntry) {
    let Some(receiver) = &entry.browsing else { return };
    match receiver.try_recv() {
        Err(TryRecvError::Empty) => return,
        Ok(Some(path)) => {
            entry.path = path.display().to_string();
            entry.no_path = None;
        }
        // What is typed stays.
        Ok(None) => entry.no_path = Some(NoPath::NothingChosen),
        Err(TryRecvError::Disconnected) => entry.no_path = Some(NoPath::NoDialogue),
    }
    entry.browsing = None;
}

#[cfg(test)]
mod tests {
    use super::{NoPath, PathEntry, PathUse, Target, answer_of_browser, parts};
    use std::{path::PathBuf, sync::mpsc::channel};

    #[test]
    fn a_system_dialogue_gets_folder_and_name_apart() {
        assert_eq!(parts("/data/out/S-01.ron"), (Some(PathBuf::from("/data/out")), "S-01.ron".to_owned()));
        assert_eq!(parts(" \"S-01.ron\" "), (None, "S-01.ron".to_owned()));
    }

    /// Cancelling is an answer; only a system that cannot ask has none.
    #[test]
    fn f12_a_cancelled_system_dialogue_is_no_missing_one() {
        let mut entry = PathEntry::new(PathUse::Export, Target::Nothing, "typed.ron".to_owned());
        let (sender, receiver) = channel();
        sender.send(None).unwrap();
        entry.browsing = Some(receiver);
        answer_of_browser(&mut entry);
        assert!(entry.browsing.is_none() && entry.path == "typed.ron");
        // Where no portal answers, nothing tells that from a cancelled one: the hint fits both.
        assert_eq!(entry.no_path, Some(NoPath::NothingChosen));
        let (sender, receiver) = channel();
        drop(sender);
        entry.browsing = Some(receiver);
        answer_of_browser(&mut entry);
        assert_eq!(entry.no_path, Some(NoPath::NoDialogue));
    }
}
