//! The window, driven by its accessibility tree: every view, both languages, both themes.

#![expect(clippy::disallowed_methods, reason = "a test writes files as another program would")]

#[cfg(test)]
mod display;
#[cfg(test)]
mod dose;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod every_view;
#[cfg(test)]
mod files;
#[cfg(test)]
mod focus;
#[cfg(test)]
mod freshness;
#[cfg(test)]
mod glyphs;
#[cfg(test)]
mod patients;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod protocol;
#[cfg(test)]
mod protocol_versions;
#[cfg(test)]
mod real_window;
#[cfg(test)]
mod records;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod screening;
#[cfg(test)]
mod screening_criteria;
#[cfg(test)]
mod screening_daily;
#[cfg(test)]
mod screening_histories;
#[cfg(test)]
mod screening_later;
#[cfg(test)]
mod screening_states;
#[cfg(test)]
mod screening_timeline;
#[cfg(test)]
mod screening_typing;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod settings_lists;
#[cfg(test)]
mod settings_words;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod support;
#[cfg(test)]
mod unsaved_settings;
#[cfg(test)]
mod watch;
