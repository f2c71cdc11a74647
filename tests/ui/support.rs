//! Opens the window in a test, and asks what stands in it.

use cardose::{
    app::{App, Start, View},
    i18n::Language,
};
use eframe::egui::Theme;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
    wgpu::WgpuTestRenderer,
};
use jiff::civil::date;
use std::{
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// The smallest window that is supported.
pub(crate) const SMALLEST: [f32; 2] = [1024.0, 700.0];
/// The window that the program is designed for.
pub(crate) const USUAL: [f32; 2] = [1280.0, 800.0];

/// A window over a data folder of its own.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
    pub(crate) data: TempDir,
}

/// How a window is opened.
pub(crate) struct Opening {
    pub(crate) start: Start,
    pub(crate) size: [f32; 2],
    renderer: Option<WgpuTestRenderer>,
}

impl Opening {
    /// English, light, at 2026-11-22T09:00, nothing open.
    pub(crate) fn new() -> Self {
        let start = Start {
            now: Some(date(2026, 11, 22).at(9, 0, 0, 0)),
            language: Some(Language::English),
            dark: Some(false),
            ..Start::default()
        };
        Self { start, size: USUAL, renderer: None }
    }

    pub(crate) fn example(mut self, name: &str) -> Self {
        self.start.open = Some(format!("example:{name}"));
        self
    }

    pub(crate) fn file(mut self, path: &Path) -> Self {
        self.start.open = Some(path.display().to_string());
        self
    }

    pub(crate) fn view(mut self, view: View) -> Self {
        self.start.view = Some(view);
        self
    }

    pub(crate) fn language(mut self, language: Language) -> Self {
        self.start.language = Some(language);
        self
    }

    pub(crate) fn dark(mut self, dark: bool) -> Self {
        self.start.dark = Some(dark);
        self
    }

    pub(crate) fn size(mut self, size: [f32; 2]) -> Self {
        self.size = size;
        self
    }

    /// What draws its pictures.
    pub(crate) fn rendered_by(mut self, renderer: WgpuTestRenderer) -> Self {
        self.renderer = Some(renderer);
        self
    }

    /// Opens it over a new data folder.
    pub(crate) fn open(self) -> Window {
        let data = tempfile::tempdir().unwrap();
        self.over(data)
    }

    /// Opens it over this data folder.
    pub(crate) fn over(mut self, data: TempDir) -> Window {
        self.start.data = Some(data.path().to_owned());
        // The harness sets a theme of its own after the program has set its.
        let theme = if self.start.dark == Some(false) { Theme::Light } else { Theme::Dark };
        let start = self.start;
        let mut builder = Harness::builder().with_size(self.size).with_theme(theme).with_max_steps(12);
        if let Some(renderer) = self.renderer {
            builder = builder.renderer(renderer);
        }
        let mut harness = builder.build_eframe(|creation| App::new(creation, &start).unwrap());
        harness.run();
        Window { harness, data }
    }
}

impl Window {
    /// True when a text with these words stands in the window.
    pub(crate) fn says(&self, text: &str) -> bool {
        let mut found = self.harness.query_all_by(|node| {
            let label = node.label().unwrap_or_default();
            let value = node.value().unwrap_or_default();
            breakable(&label).contains(text) || breakable(&value).contains(text)
        });
        found.next().is_some()
    }

    /// Every text in the window, one a line.
    pub(crate) fn texts(&self) -> String {
        let nodes = self.harness.query_all_by(|_| true);
        let texts = nodes.filter_map(|node| {
            let node = node.accesskit_node();
            node.label().filter(|label| !label.is_empty()).or_else(|| node.value())
        });
        breakable(&texts.collect::<Vec<_>>().join("\n"))
    }

    /// Fails with all texts when this one is not there.
    #[track_caller]
    pub(crate) fn must_say(&self, text: &str) {
        assert!(self.says(text), "“{text}” is not in the window:\n{}", self.texts());
    }

    #[track_caller]
    pub(crate) fn must_not_say(&self, text: &str) {
        assert!(!self.says(text), "“{text}” is in the window:\n{}", self.texts());
    }

    /// Clicks on what is named so, exactly.
    #[track_caller]
    pub(crate) fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run();
    }
}

/// Between a number and its unit stands a space that no line ends at; tests write a plain one.
fn breakable(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// How long a test waits for what must come: long enough for a machine ten times slower.
pub(crate) const PATIENCE: Duration = Duration::from_mins(10);

/// Draws until it is so.
#[track_caller]
pub(crate) fn wait_until(window: &mut Window, so: impl Fn(&Window) -> bool) {
    let begun = Instant::now();
    while !so(window) {
        assert!(begun.elapsed() < PATIENCE, "it did not come:\n{}", window.texts());
        sleep(Duration::from_millis(5));
        window.harness.step();
    }
}
