//! Without the feature `gui`, nothing of the window is built.

use super::{nothing, root};
use std::process::Command;

const WINDOW: [&str; 6] = ["egui", "eframe", "rfd", "winit", "wgpu", "glutin"];

/// `tree` is the output of `cargo tree --prefix none`: a package and its version on each line.
fn window_in(tree: &str) -> Vec<String> {
    let names = tree.lines().enumerate().filter_map(|(at, line)| Some((at + 1, line.split(' ').next()?)));
    let window = |name: &str| WINDOW.iter().any(|own| name == *own || name.starts_with(&format!("{own}_")));
    names.filter(|(_, name)| window(name)).map(|(line, name)| format!("tree:{line}: {name}")).collect()
}

#[test]
fn nothing_of_the_window_without_the_feature() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--no-default-features", "--edges", "normal", "--prefix", "none"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(tree.starts_with("cardose v") && tree.contains("\nuom v"), "{tree}");
    nothing(&window_in(&tree));
}

#[test]
fn a_window_in_the_tree_is_seen() {
    assert_eq!(window_in("cardose v0.1.0\neframe v0.37.0 (*)\nuom v0.38.0\n"), ["tree:2: eframe"]);
    assert_eq!(window_in("egui_extras v0.37.0\negui v0.37.0").len(), 2);
    assert_eq!(window_in("cardose v0.1.0\nuom v0.38.0\n"), Vec::<String>::new());
}
