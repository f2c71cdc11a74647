//! RON text to a value and back, with errors for people.

use super::error::{FileError, FileProblem, name_of};
use super::platform;
use super::ron_error::explain;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Read as _;
use std::path::Path;
use thiserror::Error;

/// The most bytes that a file may have; a patient file has about 8 000.
pub const LIMIT: u64 = 16 * 1024 * 1024;

/// Beyond this depth everything stands on one line: one finding, one bag, one course.
const LINES_DEEP: usize = 5;

/// Reads a value from RON text; `name` is what an error calls the file. An option needs no `Some(…)`.
///
/// # Errors
///
/// [`FileError`] with line and column; the text is too large, badly formed, or does not fit the type.
pub fn read_text<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, FileError> {
    let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
    if bytes > LIMIT {
        return Err(FileError::whole(name, FileProblem::TooLarge { bytes, limit: LIMIT }));
    }
    reader().from_str(without_mark(text)).map_err(|error| explain(name, error))
}

/// A value as RON text that a person can read, starting with `#![enable(implicit_some)]`.
///
/// # Errors
///
/// [`NotWritable`] when the value is nested too deeply.
pub fn write_text<T: Serialize>(value: &T) -> Result<String, NotWritable> {
    let pretty = PrettyConfig::new()
        .extensions(Extensions::IMPLICIT_SOME)
        .new_line("\n")
        .indentor(" ")
        .depth_limit(LINES_DEEP)
        .struct_names(false);
    // The reason may quote a value, so it is not passed on.
    let mut text = ron::Options::default().to_string_pretty(value, pretty).or(Err(NotWritable))?;
    text.push('\n');
    Ok(text)
}

/// The text of a file. Refuses what is too large before reading it, and what is not UTF-8.
///
/// # Errors
///
/// [`FileError`].
pub fn read_file(path: &Path) -> Result<String, FileError> {
    let bytes = read_bytes(path)?;
    String::from_utf8(bytes).ok().ok_or_else(|| FileError::whole(&name_of(path), FileProblem::NotText))
}

/// The bytes of a file, unless it is too large.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let too_large = |bytes| FileError::whole(&name_of(path), FileProblem::TooLarge { bytes, limit: LIMIT });
    let opened = platform::open_file(path).map_err(|source| FileError::io(path, source))?;
    let (file, size) =
        opened.map_err(|what| FileError::whole(&name_of(path), FileProblem::NotAFile { what }))?;
    if size > LIMIT {
        return Err(too_large(size));
    }
    let mut bytes = Vec::new();
    // One byte more than allowed, in case the file grows.
    let read = file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|source| FileError::io(path, source))?;
    if u64::try_from(read).is_ok_and(|read| read > LIMIT) {
        return Err(too_large(LIMIT + 1));
    }
    Ok(bytes)
}

/// The value cannot be written as RON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this cannot be written to a file: it is nested too deeply")]
pub struct NotWritable;

/// The options that every file is read with.
pub(super) fn reader() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Some editors put a byte order mark before the text.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
