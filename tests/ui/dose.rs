//! Product and dose: what is typed, and what may be drawn.

mod blocked;
mod checklist;
mod lots;
mod results;
mod slips;
mod typing;

use super::support::{Opening, SMALLEST, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::{cell::RefCell, fs, path::Path};
pub(crate) use typing::rehearse_x1;

const BOTH: [Language; 2] = [Language::English, Language::Chinese];

fn preset(name: &str) -> String {
    fs::read_to_string(format!("{}/presets/patients/{name}.ron", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// An example with some of its text replaced; each must be there.
fn changed(name: &str, changes: &[(&str, &str)]) -> Changed {
    let mut text = preset(name);
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in {name}");
        text = text.replace(from, to);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("changed.ron");
    write(&path, &text);
    Changed { opening: Opening::new().file(&path).view(View::Dose), folder }
}

#[expect(clippy::disallowed_methods, reason = "a test's own file may be lost")]
fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

/// A window over the folder that the changed example lies in.
struct Changed {
    opening: Opening,
    folder: tempfile::TempDir,
}

impl Changed {
    fn language(mut self, language: Language) -> Self {
        self.opening = self.opening.language(language);
        self
    }

    fn open(self) -> Window {
        self.opening.over(self.folder)
    }
}

fn named(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// Every text of the result column.
fn results(window: &Window, language: Language) -> Vec<String> {
    let region = window.harness.get_by_label(named(language, "Result", "结果"));
    let mut texts = Vec::new();
    for node in region.query_all_by(|_| true) {
        let node = node.accesskit_node();
        let spoken = node.label().into_iter().chain(node.value()).filter(|text| !text.is_empty());
        // A number and its unit are joined by a space that no line ends at; to a reader it is a space.
        texts.extend(spoken.map(|text| text.replace('\u{a0}', " ")));
    }
    assert!(texts.len() > 3, "the result column is empty: {texts:?}");
    texts
}

fn volumes(window: &Window, language: Language) -> Vec<String> {
    let named = |text: &String| ["mL", "ml", "毫升", "µL"].iter().any(|unit| text.contains(unit));
    results(window, language).into_iter().filter(named).collect()
}

#[track_caller]
fn result_says(window: &Window, language: Language, text: &str) {
    let texts = results(window, language);
    assert!(texts.iter().any(|found| found.contains(text)), "“{text}” is not in the result: {texts:#?}");
}

/// The text that a copy puts on the clipboard.
fn copied(window: &mut Window) -> String {
    let button = named_copy(window);
    window.harness.get_by_label(button).click_accesskit();
    for _ in 0..4 {
        window.harness.step();
        let commands = window.harness.output().platform_output.commands.clone();
        for command in commands {
            if let eframe::egui::OutputCommand::CopyText(text) = command {
                return text;
            }
        }
    }
    panic!("nothing was copied");
}

fn named_copy(window: &Window) -> &'static str {
    if window.says("Copy result as text") { "Copy result as text" } else { "以文本复制结果" }
}

#[track_caller]
fn inside(window: &Window, region: &str, edge: f64) {
    let region = window.harness.get_by_label(region);
    for node in region.query_all_by(|node| node.label().is_some() || node.value().is_some()) {
        let node = node.accesskit_node();
        // The text in a field is cut off at the field's own edge.
        if node.role() == Role::TextRun {
            continue;
        }
        let Some(bounds) = node.bounding_box() else { continue };
        let right = bounds.x1;
        assert!(right <= edge, "{:?} {:?} reaches {right}, over {edge}", node.label(), node.value());
    }
}

/// What was pressed or typed, to be repeated in a real window.
#[derive(Clone, Debug)]
pub(crate) enum Stroke {
    Key(Modifiers, Key),
    Text(String),
}

thread_local! {
    static STROKES: RefCell<Vec<Stroke>> = const { RefCell::new(Vec::new()) };
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    STROKES.with_borrow_mut(|strokes| strokes.push(Stroke::Key(modifiers, key)));
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

fn type_text(window: &mut Window, text: &str) {
    STROKES.with_borrow_mut(|strokes| strokes.push(Stroke::Text(text.to_owned())));
    window.harness.event(eframe::egui::Event::Text(text.to_owned()));
    window.harness.run();
}

/// Also where it has to be scrolled to.
#[track_caller]
fn click(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

/// What stands in a text field.
fn typed(window: &Window, label: &str) -> String {
    window.harness.get_by_role_and_label(Role::TextInput, label).value().unwrap_or_default()
}

fn focus(window: &mut Window, label: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, label).focus();
    window.harness.run();
}
