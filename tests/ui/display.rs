//! A virtual display with a window manager and a keyboard; needs Xvfb, openbox and xdotool.

use super::{dose::Stroke, support::PATIENCE};
use eframe::egui::Key;
use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    thread::sleep,
    time::{Duration, Instant},
};

/// What the display needs; `scripts/test` installs it.
const NEEDED: [&str; 3] = ["Xvfb", "openbox", "xdotool"];

/// A virtual display; gone when dropped.
pub(crate) struct Display {
    /// One real window at a time: two that paint in software starve each other.
    _alone: MutexGuard<'static, ()>,
    name: String,
    server: Child,
    manager: Child,
}

impl Drop for Display {
    fn drop(&mut self) {
        for child in [&mut self.manager, &mut self.server] {
            child.kill().ok();
            child.wait().ok();
        }
    }
}

/// A program in a window of a display; killed when dropped.
pub(crate) struct Program<'d> {
    display: &'d Display,
    child: Child,
    window: String,
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The display, or `None` with a line that says what is missing.
pub(crate) fn display() -> Option<Display> {
    let there = |command: &&str| {
        let found = Command::new(command).arg("-help").stdout(Stdio::null()).stderr(Stdio::null()).status();
        found.is_ok()
    };
    if let Some(missing) = NEEDED.iter().find(|command| !there(command)) {
        println!("skipped: {missing} is missing, so no real window is opened");
        return None;
    }
    static ALONE: Mutex<()> = Mutex::new(());
    let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    // The server picks a free number and says it.
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1300x860x24", "-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let name = format!(":{}", line.trim());
    // It may say its number a moment before it answers.
    let answers = || {
        let asked = Command::new("xdotool").arg("getdisplaygeometry").env("DISPLAY", &name).output();
        asked.is_ok_and(|output| output.status.success())
    };
    while !answers() {
        sleep(Duration::from_millis(50));
    }
    let manager = Command::new("openbox")
        .env("DISPLAY", &name)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Some(Display { _alone: alone, name, server, manager })
}

impl Display {
    /// Starts the built program and waits for its window, which appears with its first frame.
    pub(crate) fn start(&self, data: &Path, arguments: &[&str]) -> Program<'_> {
        self.start_with(
            Command::new(env!("CARGO_BIN_EXE_cardose")).env_remove("WAYLAND_DISPLAY"),
            data,
            arguments,
        )
    }

    /// The same with a command of its own, which ends in the program.
    pub(crate) fn start_with(&self, command: &mut Command, data: &Path, arguments: &[&str]) -> Program<'_> {
        let child = command
            .args(arguments)
            .args(["--data", data.to_str().unwrap(), "--now", "2026-11-22T09:00", "--language", "en"])
            .env("DISPLAY", &self.name)
            .env("XDG_DATA_HOME", data.join("user"))
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .spawn()
            .unwrap();
        let mut program = Program { display: self, child, window: String::new() };
        program.wait("a window", |program| {
            let found = program.tool(&["search", "--onlyvisible", "--name", "^CARdose$"]);
            let found = String::from_utf8(found.stdout).unwrap();
            program.window = found.lines().next().unwrap_or_default().to_owned();
            !program.window.is_empty()
        });
        // The window manager may still be starting.
        program.wait("a window with the keyboard", |program| {
            program.tool(&["windowactivate", &program.window]);
            let active = program.tool(&["getwindowfocus"]);
            String::from_utf8(active.stdout).unwrap().trim() == program.window
        });
        program
    }
}

impl Program<'_> {
    fn tool(&self, arguments: &[&str]) -> Output {
        Command::new("xdotool").args(arguments).env("DISPLAY", &self.display.name).output().unwrap()
    }

    /// Presses keys, one combination after the other, such as `ctrl+s` or `Tab`.
    pub(crate) fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.tool(&["key", "--clearmodifiers", key]);
            self.settle();
        }
    }

    /// Presses and types what was rehearsed.
    pub(crate) fn strokes(&self, strokes: &[Stroke]) {
        for stroke in strokes {
            match stroke {
                Stroke::Text(text) => self.types(text),
                Stroke::Key(modifiers, key) => {
                    // The names of X11 where they are others than egui's.
                    let names =
                        [(Key::Space, "space"), (Key::ArrowDown, "Down"), (Key::Tab, "Tab"), (Key::F4, "F4")];
                    let known = names.iter().find(|(known, _)| known == key);
                    let name =
                        known.map_or_else(|| key.name().to_lowercase(), |(_, name)| (*name).to_owned());
                    self.keys(&[&if modifiers.command { format!("ctrl+{name}") } else { name }]);
                }
            }
        }
    }

    /// Types text as a person would.
    pub(crate) fn types(&self, text: &str) {
        self.tool(&["type", "--clearmodifiers", "--delay", "12", text]);
        self.settle();
    }

    /// Waits until the program has drawn what was typed: a person looks where the focus went before typing on. Then none
    /// of its threads runs, and for a while none has.
    fn settle(&self) {
        let begun = Instant::now();
        let (mut quiet, mut before) = (0, self.processor_time());
        while quiet < 6 {
            assert!(begun.elapsed() < PATIENCE, "the program does not come to rest");
            sleep(Duration::from_millis(25));
            let now = self.processor_time();
            quiet = if now == before && !self.runs() { quiet + 1 } else { 0 };
            before = now;
        }
    }

    /// Whether one of its threads has work to do.
    fn runs(&self) -> bool {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id()));
        let stats = tasks.into_iter().flatten().flatten().filter_map(|task| {
            // A thread may end meanwhile.
            std::fs::read_to_string(task.path().join("stat")).ok()
        });
        stats.into_iter().any(|stat| {
            stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['R', 'D']))
        })
    }

    /// Waits until something is so.
    #[track_caller]
    pub(crate) fn wait(&mut self, what: &str, mut is_so: impl FnMut(&mut Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            if let Some(status) = self.child.try_wait().unwrap() {
                panic!("the program ended ({status}) before there was {what}");
            }
            assert!(begun.elapsed() < PATIENCE, "no {what}");
            sleep(Duration::from_millis(50));
        }
    }

    /// Waits for the end of the program; says whether it was a good one.
    pub(crate) fn ended_well(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            sleep(Duration::from_millis(50));
        }
        false
    }

    /// Ends the program as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Processor time used so far, in hundredths of a second.
    pub(crate) fn processor_time(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        // After the name in brackets: state is field 3, user time 14, system time 15.
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }
}
