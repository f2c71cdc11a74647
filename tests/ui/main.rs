//! The window, driven by its accessibility tree: every view, both languages, both themes.

#[cfg(test)]
mod settings;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod support;
