//! Floor 3: files. What this floor promises:
//!
//! - **Whole or not at all.** A save leaves the whole old or the whole new record, also after a crash, a power cut
//!   or a full disk ([`durable`]); *Saved* is true once [`save()`] has returned.
//! - **Nothing is overwritten unseen.** A save names the version that it replaces; another revision, another text,
//!   a wrong checksum, a newer form or an unreadable file stops it. The version before is kept in `history/`.
//! - **Nothing is skipped.** [`folder::list`] shows every file, [`folder::Entry::inspect`] what is wrong with it.
//! - **Damage shows.** The last line of a record is a checksum. Wrong: [`Integrity::Changed`], shown but not
//!   calculated with. Absent: [`Integrity::HandWritten`]. A newer form is known by its schema number alone.
//! - **Errors are for people** ([`FileError`]): file, line, column, what was expected, how to mend it; never a
//!   value from the file, only field names.
//! - **Private.** Files are 0600, folders 0700; temporary files lie beside the record, never elsewhere.
//!
//! No clock and no printing here: time, person and computer are arguments. Platform code is in `platform.rs` only.

mod checksum;
mod differences;
pub mod durable;
mod error;
pub mod folder;
mod guard;
mod hash;
pub mod lock;
mod platform;
mod preset;
mod record;
mod ron_error;
mod ron_file;
mod save;
mod schema;
mod subject;

pub use checksum::Integrity;
pub use differences::{Difference, draft_differences};
pub use error::{FileError, FileProblem, Place};
pub use hash::sha256_hex;
pub use preset::{
    EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, Embedded, Loaded,
    load_laboratory, load_protocol, load_site,
};
pub use record::{Opened, Version, read_record, read_record_file};
pub use ron_file::{LIMIT, NotWritable, read_file, read_text, write_text};
pub use save::{HISTORY, SaveError, Saved, history_path, save};
pub use schema::{SCHEMA, schema_of};
pub use subject::{LONGEST, SubjectError, check_subject, record_path};
