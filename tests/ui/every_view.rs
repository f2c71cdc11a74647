//! Every view in both languages and both themes, in the smallest window.

use super::support::{Opening, SMALLEST, Window};
use cardose::{app::View, i18n::Language};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const VIEWS: [View; 5] = [View::Patients, View::Screening, View::Dose, View::Protocol, View::Settings];

/// Texts that reach over the left or right edge. Down there is a scroll bar; sideways there is none.
fn outside(window: &Window, width: f32) -> Vec<String> {
    let nodes = window.harness.query_all_by(|_| true);
    let beyond = nodes.filter_map(|node| {
        let text =
            node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default();
        let bounds = node.accesskit_node().bounding_box()?;
        let inside = bounds.x0 >= -0.5 && bounds.x1 <= f64::from(width) + 0.5;
        (!text.is_empty() && !inside).then(|| format!("{text} {bounds:?}"))
    });
    beyond.collect()
}

fn open(view: View, language: Language, dark: bool, example: &str) -> Window {
    Opening::new().example(example).view(view).language(language).dark(dark).size(SMALLEST).open()
}

#[test]
fn no_text_leaves_the_smallest_window() {
    for view in VIEWS {
        for language in [Language::English, Language::Chinese] {
            for dark in [false, true] {
                for example in ["eligible", "platelets-low", "incomplete", "short-lot", "follow-up"] {
                    let window = open(view, language, dark, example);
                    let beyond = outside(&window, SMALLEST[0]);
                    assert_eq!(beyond, Vec::<String>::new(), "{view:?} {language:?} dark {dark} {example}");
                }
            }
        }
    }
}

/// The sentence or title on top, of every view, language and theme. Platelets 74.6 are below 75; X1 of facts.md gives
/// 20.2 mL.
#[test]
fn every_view_says_its_headline() {
    let headlines = [
        (View::Patients, ["Bundled examples", "内置示例"]),
        (
            View::Screening,
            [
                "Not eligible (Screening 2026-11-20). Platelets 74.6 ×10⁹/L (2026-11-19), below 75",
                "不符合入组条件",
            ],
        ),
        (View::Dose, ["draw 20.2 mL", "抽取 20.2 mL"]),
        (View::Protocol, ["Anti-HER2 CAR-T cells", "抗HER2 CAR-T细胞"]),
        (View::Settings, ["Set up this site", "设定本中心"]),
    ];
    for (view, texts) in headlines {
        for (language, text) in [Language::English, Language::Chinese].into_iter().zip(texts) {
            for dark in [false, true] {
                let example = if view == View::Screening { "platelets-low" } else { "eligible" };
                let window = open(view, language, dark, example);
                let all = window.texts();
                assert!(all.contains(text), "{view:?} {language:?} dark {dark}: “{text}” is not in\n{all}");
            }
        }
    }
}

/// With nothing focused, a settled window asks for no further frame.
#[test]
fn a_settled_window_asks_for_no_frame() {
    for view in VIEWS {
        let window = open(view, Language::English, false, "eligible");
        let output = window.harness.output();
        for (id, viewport) in &output.viewport_output {
            assert!(viewport.repaint_delay > std::time::Duration::from_hours(1), "{view:?} {id:?}");
        }
    }
}

/// A 4K screen, and one with everything twice as large.
#[test]
fn no_text_leaves_a_large_screen() {
    for view in VIEWS {
        for size in [[3840.0, 2160.0], [1920.0, 1080.0]] {
            let window = Opening::new().example("short-lot").view(view).size(size).open();
            assert_eq!(outside(&window, size[0]), Vec::<String>::new(), "{view:?} {size:?}");
        }
    }
}

/// Text at 200 % leaves 640 × 400 points of a window of 1280 × 800: everything is still drawn with its columns, and
/// scrolled to.
#[test]
fn large_text_in_a_small_window_is_scrolled() {
    for (view, text) in
        [(View::Dose, "20.2 mL"), (View::Screening, "Criteria"), (View::Settings, "Set up this site")]
    {
        let window = Opening::new().example("eligible").view(view).size([640.0, 400.0]).open();
        window.must_say(text);
        let beyond = outside(&window, 112.0 + 12.0 + 880.0 + 20.0);
        assert_eq!(beyond, Vec::<String>::new(), "{view:?}");
    }
}
