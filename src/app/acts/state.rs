//! What the window holds, and the one place where acts are done.

use crate::{
    app::{
        core::{
            Act, After, Command, Document, Form, Keeper, KeptSettings, Lent, Message, Page, Session, Source,
            Spot, Start, Target, Told, User, View, Wishes,
        },
        dialog::{Dialog, PathUse, SubjectUse},
        view::Memories,
    },
    i18n::{Language, Window},
    model::{Address, Draft, PatientPart, RecordFile},
};
use eframe::egui::{self, ViewportCommand};

/// Everything that the window holds.
pub(crate) struct State {
    pub(super) session: Session,
    pub(crate) user: User,
    pub(super) document: Option<Document>,
    pub(crate) view: View,
    /// What the views remember beside the draft: filters, what is unfolded.
    pub(super) memories: Memories,
    pub(crate) dialog: Option<Dialog>,
    /// What was just done, or could not be.
    pub(super) message: Option<Message>,
    /// The field that is to have the focus.
    pub(super) focus: Option<Spot>,
    /// A field that no view has drawn yet; it has one more frame to appear.
    pub(super) missed: bool,
    /// What was typed while the field that is to have the focus could not have it yet.
    pub(super) early: Vec<egui::Event>,
    /// The button of a signed act that was pressed before it was known who works.
    pub(super) again: Option<Spot>,
    /// Another patient, or none, is open: text fields forget what was typed into them.
    pub(crate) forget_typing: bool,
    /// When the draft began to differ from what is kept of it, in seconds of the window.
    pub(super) unkept_since: Option<f64>,
    /// What is kept on the disk of settings that are not saved.
    pub(super) kept_settings: KeptSettings,
    /// When the disk was last looked at, by the window's own clock.
    pub(super) watched: Option<std::time::Duration>,
    /// Keeps unsaved work on the disk.
    pub(super) keeper: Keeper,
    /// Unsaved work is dealt with: the window may close.
    pub(crate) may_close: bool,
}

impl State {
    pub(crate) fn new(session: Session, user: User, start: &Start, ctx: &egui::Context) -> Self {
        let mut state = Self {
            session,
            user,
            document: None,
            view: View::Patients,
            memories: Memories::default(),
            dialog: None,
            message: None,
            focus: None,
            missed: false,
            early: Vec::new(),
            again: None,
            forget_typing: false,
            unkept_since: None,
            kept_settings: KeptSettings::default(),
            watched: None,
            keeper: Keeper::start(ctx.clone()),
            may_close: false,
        };
        state.read_folder();
        if let Some(open) = &start.open {
            match open.strip_prefix("example:") {
                Some(name) => state.open_example(name),
                None => state.open_path(std::path::Path::new(open)),
            }
        }
        state.offer_recovery();
        if let Some(view) = start.view {
            state.view = view;
        }
        state
    }

    pub(crate) const fn language(&self) -> Language {
        self.user.language()
    }

    pub(crate) fn texts(&self) -> &'static Window {
        self.language().window()
    }

    /// Derives again what is no longer true. `quiet`: nobody is typing or dragging.
    pub(crate) fn settle(&mut self, quiet: bool) {
        if let Some(document) = &mut self.document {
            document.settle(&self.session.versions, quiet);
        }
    }

    /// The frame shows a result that is not of the draft any more.
    pub(crate) fn is_stale(&self) -> bool {
        let draft =
            self.document.as_ref().is_some_and(|document| document.shown().draft != document.file.draft);
        draft || self.again.is_some() || (self.focus.is_some() && !self.is_asking())
    }

    /// Something is asked in front of everything else, and takes every key.
    pub(crate) fn is_asking(&self) -> bool {
        self.dialog.is_some() || self.is_pasting()
    }

    /// The preview of a pasted block is open.
    pub(super) fn is_pasting(&self) -> bool {
        self.view == View::Screening && self.document.is_some() && self.memories.screening.is_pasting()
    }

    /// What everything is drawn with, and what the views remember of their own.
    pub(crate) fn lend(&mut self) -> (Lent<'_>, &mut Memories) {
        let (target, saves_settings, asking) = (self.target(), self.saves_settings(), self.is_asking());
        let lent = Lent {
            session: &self.session,
            user: &self.user,
            document: self.document.as_ref(),
            view: self.view,
            message: self.message.as_ref(),
            target,
            archived: self.memories.patients.archived().is_some(),
            saves_settings,
            asking,
        };
        (lent, &mut self.memories)
    }

    /// What everything is drawn with.
    pub(crate) fn lent(&mut self) -> Lent<'_> {
        self.lend().0
    }

    /// The open patient: the draft that its views edit, what they see beside it, and what they remember.
    pub(crate) fn patient(&mut self, wishes: Wishes) -> Option<(&mut Draft, Page<'_>, &mut Memories)> {
        let (language, patient) = (self.language(), self.memories.patient);
        let document = self.document.as_mut()?;
        let (read_only, example) = (document.is_read_only(), document.file.example);
        let (draft, shown) = document.parts();
        let (reporter, derived) = (shown.reporter(language, example), &shown.derived);
        let mut form = Form::new(reporter, &derived.problems, &self.session.person, wishes);
        form.read_only = read_only;
        Some((draft, Page { form, derived, patient }, &mut self.memories))
    }

    /// An error in words.
    pub(super) fn words_of(&self, error: &impl Told) -> String {
        error.told(&self.texts().files)
    }

    /// Does what a view or a key asked for.
    pub(crate) fn act(&mut self, ctx: &egui::Context, act: Act) {
        match act {
            Act::Command(command) => self.command(ctx, command),
            Act::OpenRecord(subject) => self.unless_unsaved(After::OpenRecord(subject)),
            Act::OpenExample(name) => self.unless_unsaved(After::OpenExample(name)),
            Act::Import(path) => self.unless_unsaved(After::Import(path)),
            Act::GoTo(view, at) => {
                self.view = view;
                self.focus = Some(at);
            }
            Act::ToWaiting(waiting) => self.go_to_waiting(waiting),
            Act::WhoWorks { what, at } => self.dialog = Some(Dialog::signed_by(what, at)),
            Act::SavePatient => self.save_then(None),
            Act::Rebind { hash, reason } => self.rebind(&hash, &reason),
            Act::SetUser(user) => self.user = user,
            Act::ReadSettings => {
                if let Err(err) = self.session.read_again() {
                    self.complain(&self.texts().settings.read_again, &err);
                }
            }
            Act::DismissMessage => self.message = None,
            Act::SaveSite(site, reason) => {
                self.save_site(&site, &reason);
            }
            Act::SaveLaboratory(laboratory) => {
                self.save_laboratory(&laboratory);
            }
        }
    }

    fn command(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::New => self.unless_unsaved(After::New),
            Command::Open => self.dialog = Some(Dialog::path(PathUse::Open)),
            Command::Save if self.saves_settings() => self.save_settings_signed(),
            Command::Save => self.save_then(None),
            Command::SaveAs => self.ask_subject(SubjectUse::SaveAs, Target::Open),
            Command::Duplicate => self.unless_unsaved(After::Duplicate(self.target())),
            Command::Rename => self.ask_subject(SubjectUse::Rename, self.target()),
            Command::ReadAgain => self.ask_to_read_again(),
            Command::Revert => self.with_document(Document::revert),
            Command::Archive => match self.target() {
                Target::Open => self.unless_unsaved(After::Archive),
                Target::Record(subject) | Target::Troubled(subject) => self.archive(&subject),
                Target::Nothing | Target::Archived(_) | Target::Example(_) => {}
            },
            Command::Restore => self.restore(),
            Command::Import => self.dialog = Some(Dialog::path(PathUse::Import)),
            Command::Export => {
                let target = self.target();
                self.dialog = Some(Dialog::export(target.clone(), &self.subject_of(&target)));
            }
            Command::Close => self.unless_unsaved(After::Close),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Undo => self.step(Document::undo, |texts| &texts.shell.nothing_to_undo),
            Command::Redo => self.step(Document::redo, |texts| &texts.shell.nothing_to_redo),
            Command::Patients => self.view = View::Patients,
            Command::Screening => self.view = View::Screening,
            Command::Dose => self.view = View::Dose,
            Command::Protocol => self.view = View::Protocol,
            Command::Settings => self.view = View::Settings,
            Command::Find => self.memories.find(self.view),
            Command::PasteBlock => {
                self.view = View::Screening;
                self.memories.screening.ask_paste();
            }
            Command::CopyResult => self.copy_result(ctx),
            Command::Person => self.dialog = Some(Dialog::person()),
            Command::Language => {
                let other = match self.language() {
                    Language::English => Language::Chinese,
                    Language::Chinese => Language::English,
                };
                self.user.set_language(other);
                // It was said in the other language.
                self.forget_news();
            }
            Command::Theme => self.user.next_theme(),
            Command::Larger => self.user.larger(),
            Command::Smaller => self.user.smaller(),
            Command::Letter => self.dialog = Some(Dialog::letter()),
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::About => self.dialog = Some(Dialog::About),
        }
    }

    /// What can be told without an error: it appears in the bottom bar.
    pub(super) fn say(&mut self, text: String) {
        self.message = Some(Message { text, failed: false });
    }

    /// What could not be done, and why.
    pub(super) fn complain(&mut self, what: &str, error: &str) {
        self.message = Some(Message {
            text: self.texts().shell.could_not(what.trim_end_matches('…'), error),
            failed: true,
        });
    }

    /// The same of an error.
    pub(super) fn complain_of(&mut self, what: &str, error: &impl Told) {
        self.complain(what, &self.words_of(error));
    }

    pub(super) fn with_document(&mut self, act: impl FnOnce(&mut Document)) {
        if let Some(document) = &mut self.document {
            act(document);
        }
    }

    fn step(&mut self, step: impl FnOnce(&mut Document) -> bool, nothing: impl FnOnce(&Window) -> &String) {
        let found = self.document.as_mut().is_some_and(step);
        if !found {
            let text = nothing(self.texts()).clone();
            self.say(text);
        }
    }

    /// Goes on at once, or asks first what becomes of unsaved work.
    pub(super) fn unless_unsaved(&mut self, after: After) {
        // Settings stay while patients come and go; only with the window they would be lost.
        if after == After::Quit && self.settings_changed() {
            return self.ask_about_settings(after);
        }
        let unsaved = self.document.as_ref().is_some_and(Document::is_changed);
        // What is typed into an example goes into its duplicate.
        let kept = matches!(after, After::Duplicate(Target::Open))
            && self.document.as_ref().is_some_and(|document| document.source == Source::Example);
        if unsaved && !kept && !self.is_unreadable(&after) {
            self.dialog = Some(Dialog::Unsaved(after));
        } else {
            self.go_on(after);
        }
    }

    /// The window is to close: what is typed is asked about first.
    pub(crate) fn ask_to_quit(&mut self) {
        if self.is_pasting() {
            self.memories.screening.ask_before_dropping();
        } else {
            self.unless_unsaved(After::Quit);
        }
    }

    /// What was asked for before unsaved work was dealt with.
    pub(super) fn go_on(&mut self, after: After) {
        match after {
            After::New => {
                let file = self.empty_record();
                self.open_document(file, Source::New, None);
                self.view = View::Screening;
                self.focus = Some(Address::Patient(PatientPart::Subject).into());
            }
            After::OpenRecord(subject) => self.open_record(&subject),
            After::OpenExample(name) => self.open_example(&name),
            After::Import(path) => self.import(&path),
            After::OpenPath(path) => self.open_path(&path),
            After::Dropped(paths) => self.open_dropped(&paths),
            After::Duplicate(target) => self.ask_subject(SubjectUse::Duplicate, target),
            After::ReadAgain => self.read_record_again(),
            After::Archive => self.archive(&self.subject_of_saved()),
            After::Close => {
                self.forget_news();
                self.close_document();
            }
            After::Quit => self.may_close = true,
        }
    }

    fn ask_subject(&mut self, subject_use: SubjectUse, of: Target) {
        let subject = self.subject_of(&of);
        self.dialog = Some(Dialog::subject(subject_use, of, subject, None));
    }

    /// The code that the open record is saved under.
    fn subject_of_saved(&self) -> String {
        self.document.as_ref().map_or_else(String::new, |document| document.saved.subject.clone())
    }

    /// A record with nothing typed.
    fn empty_record(&self) -> RecordFile {
        RecordFile {
            schema: 1,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            protocol: self.pin(),
            draft: Draft::default(),
            ..RecordFile::default()
        }
    }
}
