//! The window itself: frames, keys, closing.

use super::{around, banners, dropped, middle, nobody_open};
use crate::{
    app::{
        acts::State,
        core::{Act, Clock, Command, REDO, Session, Start, User, View},
        dialog, theme, view,
    },
    storage::{self, DataFolder},
};
use eframe::egui::{self, ViewportBuilder, ViewportCommand};
use std::process::ExitCode;

/// The program's window.
pub struct App {
    state: State,
}

/// Opens the window and stays until it is closed.
///
/// Where no window can be had, it says what is missing and that the command line works; the exit code is then 4.
#[expect(clippy::print_stderr, reason = "without a window there is nowhere else to say it")]
pub fn run(start: &Start) -> ExitCode {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icon/cardose-256.png"));
    let mut viewport = ViewportBuilder::default()
        .with_title("CARdose")
        .with_app_id("cardose")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([1024.0, 700.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = icon {
        viewport = viewport.with_icon(icon);
    }
    let app = "cardose";
    if storage::names_dead_wayland() {
        // X11 may work; the window's toolkit would not try it. Where this returns, it says why no window opens.
        storage::start_again_without("WAYLAND_DISPLAY");
    }
    if let Some(folder) = eframe::storage_dir(app) {
        storage::keep_private(&folder, "app.ron", "{}");
    }
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        // One bundled font, so every computer shows the same.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let opened = eframe::run_native(
        app,
        options,
        Box::new(|creation| Ok(Box::new(App::new(creation, start).map_err(StartError)?))),
    );
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            // The system's own words stand last, behind the name of a source file.
            let text = err.to_string();
            let reason = text.rsplit(": ").next().unwrap_or(&text);
            // What the user chose is kept by the window that could not be opened.
            let texts = &User::read(None, start).language().window().shell;
            eprintln!("{}", texts.no_window(reason));
            ExitCode::from(4)
        }
    }
}

/// The program's own files cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct StartError(String);

impl App {
    /// The window's content, before the first frame.
    ///
    /// # Errors
    ///
    /// In words: the data folder has no place, or the program's own files cannot be read.
    pub fn new(creation: &eframe::CreationContext<'_>, start: &Start) -> Result<Self, String> {
        theme::install(&creation.egui_ctx);
        let folder = match &start.data {
            Some(path) => DataFolder::new(path),
            None => DataFolder::usual()
                .ok_or("the system names no folder for data; give one with --data FOLDER")?,
        };
        let session = Session::open(folder, Clock::of(start))?;
        let user = User::read(creation.storage, start);
        user.apply(&creation.egui_ctx);
        Ok(Self { state: State::new(session, user, start, &creation.egui_ctx) })
    }

    /// Keys that are commands. A text field keeps undo and redo for itself.
    fn shortcuts(&mut self, ctx: &egui::Context) {
        if self.state.is_asking() {
            return;
        }
        let typing = ctx.text_edit_focused();
        // Those with Shift first: Ctrl+S would take Ctrl+Shift+S too. What is pressed at the end of the frame says
        // nothing about what was pressed with the key.
        for shift in [true, false] {
            for command in Command::ALL {
                let own = typing && matches!(command, Command::Undo | Command::Redo);
                let shortcut = command.shortcut();
                if !own
                    && shift == shortcut.modifiers.shift
                    && ctx.input_mut(|input| input.consume_shortcut(&shortcut))
                    && self.state.lent().can(*command)
                {
                    self.state.act(ctx, Act::Command(*command));
                }
            }
        }
        if !typing
            && ctx.input_mut(|input| input.consume_shortcut(&REDO))
            && self.state.lent().can(Command::Redo)
        {
            self.state.act(ctx, Act::Command(Command::Redo));
        }
    }

    /// Ctrl+Z in a field must not bring back what was typed there for another patient.
    fn forget_typing(&mut self, ctx: &egui::Context) {
        if std::mem::take(&mut self.state.forget_typing) {
            dialog::forget_focus(ctx);
            ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<egui::text_edit::TextEditState>);
            if let Some(focused) = ctx.memory(egui::Memory::focused)
                && ctx.text_edit_focused()
            {
                ctx.memory_mut(|memory| memory.surrender_focus(focused));
            }
        }
    }

    /// The view that is looked at. A field that it has not drawn yet (a card that unfolds) takes the focus in the next
    /// frame; then it is given up.
    fn view(&mut self, ui: &mut egui::Ui, acts: &mut Vec<Act>) {
        let view = self.state.view;
        if view == View::Patients {
            self.state.follow_folder(ui.ctx());
            let (lent, memories) = self.state.lend();
            return view::patients::show(ui, &lent, &mut memories.patients, acts);
        }
        let wishes = self.state.take_wishes(ui);
        let missed = match view {
            View::Protocol => {
                let (lent, memories) = self.state.lend();
                view::protocol::show(ui, &lent, wishes, &mut memories.protocol, acts);
                None
            }
            View::Settings => {
                let (lent, memories) = self.state.lend();
                view::settings::show(ui, &lent, wishes, &mut memories.settings, acts)
            }
            View::Patients | View::Screening | View::Dose => {
                let language = self.state.language();
                let Some((draft, page, memories)) = self.state.patient(wishes) else {
                    return nobody_open::show(ui, language, acts);
                };
                if view == View::Dose {
                    view::dose::show(ui, draft, &page, &mut memories.dose);
                } else {
                    view::screening::show(ui, draft, &page, &mut memories.screening);
                }
                let (asked, missed) = page.form.finish();
                acts.extend(asked);
                missed
            }
        };
        self.state.focus_missed(missed);
    }

    /// What is asked in front of everything else; it is answered at once.
    fn dialog(&mut self, ui: &egui::Ui) {
        let Some(mut dialog) = self.state.dialog.take() else { return };
        let answer = dialog::show(ui, &self.state.lent(), &mut dialog);
        self.state.dialog = Some(dialog);
        if let Some(answer) = answer {
            self.state.answer(answer);
        }
    }

    fn closing(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.state.may_close {
            return;
        }
        self.state.ask_to_quit();
        if !self.state.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }
}

/// A button that was clicked is where the keys go on, as a field would be.
fn focus_clicked(ctx: &egui::Context) {
    let Some(clicked) = ctx.interaction_snapshot(|now| now.clicked) else { return };
    let takes_keys = |response: egui::Response| response.sense.is_focusable() && response.enabled();
    let free = ctx.memory(|memory| memory.focused().is_none());
    if free && ctx.read_response(clicked).is_some_and(takes_keys) {
        ctx.memory_mut(|memory| memory.request_focus(clicked));
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.closing(ctx);
        self.state.tick(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        // Theme and size may be changed by a key, too.
        let before = self.state.user.clone();
        self.shortcuts(&ctx);
        self.state.follow_site(&ctx);
        self.state.take_dropped(dropped::files(ui));
        self.state.settle(!ctx.text_edit_focused() && !ctx.input(|input| input.pointer.any_down()));
        self.forget_typing(&ctx);
        let mut acts = Vec::new();
        around(ui, &self.state.lent(), &mut acts);
        middle(ui, |ui| {
            banners::show(ui, &self.state.lent(), &mut acts);
            self.view(ui, &mut acts);
        });
        dropped::hint(ui, &self.state.texts().shell);
        self.dialog(ui);
        if !self.state.is_asking() {
            dialog::give_focus_back(&ctx);
        }
        focus_clicked(&ctx);
        for act in acts {
            self.state.act(&ctx, act);
        }
        self.forget_typing(&ctx);
        if self.state.user != before {
            self.state.user.apply(&ctx);
        }
        // What was typed in this frame shows its result at once.
        if self.state.is_stale() {
            ctx.request_repaint();
        }
        if self.state.may_close {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, eframe::APP_KEY, &self.state.user);
    }

    fn persist_egui_memory(&self) -> bool {
        // It would hold what was typed, and patient data stay in the record folder.
        false
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.leave();
    }
}
