//! Floor 3: files. What this floor promises:
//!
//! - **Whole or not at all.** A save leaves the whole old or the whole new record, also after a crash, a power cut
//!   or a full disk ([`durable`]); *Saved* is true once [`save()`] has returned.
//! - **Nothing is overwritten unseen.** A save names the version that it replaces; another revision, another text,
//!   a wrong checksum, a newer form or an unreadable file stops it. The version before is kept in `history/`.
//! - **Nothing is skipped.** [`folder::list`] shows every file, [`folder::Entry::inspect`] what is wrong with it.
//! - **Damage shows.** The last line of a saved file is a checksum. Wrong, or missing where the program has saved:
//!   [`Integrity::Changed`], shown but not calculated with ([`require_sound`]). Otherwise absent:
//!   [`Integrity::HandWritten`]. A newer form is known by its schema number alone.
//! - **Only files are opened.** A pipe, socket, device or folder of a file's name is said to be one and never waited
//!   for. A link is read through, and never written over.
//! - **A folder that vanished is not made anew** ([`KnownFolder`]): nothing is written into an empty mount point.
//! - **Errors are for people** ([`FileError`]): file, line, column, what was expected, how to mend it; never a
//!   value from the file, only field names.
//! - **One code, one patient.** [`archive()`], [`restore`] and [`rename`] overwrite nothing, leave alone what
//!   somebody else has open, and never mix the histories of two records. A changed record is taken
//!   ([`take_changed`]) or a former version restored ([`restore_version`]); what lay there is kept.
//! - **Unsaved work survives.** [`recovery`] holds it until it is saved or given up.
//! - **Settings are kept like records.** A [`DataFolder`] holds them beside the records; [`save_site`] writes what
//!   changed into the site's trail, whose lines are chained by their hashes.
//! - **Private.** Files are 0600, folders 0700; temporary files lie beside the record, never elsewhere.
//!
//! No clock and no printing here: time, person and computer are arguments. Platform code is in `platform.rs` only.

mod act_error;
mod archive;
mod checksum;
mod data_folder;
mod differences;
pub mod durable;
mod error;
mod exchange;
mod expected;
mod file_stamp;
pub mod folder;
pub mod folders;
mod guard;
mod hash;
mod history;
mod known_folder;
pub mod lock;
mod platform;
mod preset;
mod record;
pub mod recovery;
mod rename;
mod restore;
mod ron_error;
mod ron_file;
mod save;
mod save_error;
mod schema;
mod seal;
mod settings;
mod settings_error;
mod site_changes;
mod subject;
mod trail;

pub use act_error::ActError;
pub use archive::archive;
pub use archive::list_archive;
pub use archive::restore;
pub use checksum::Integrity;
pub use data_folder::DataFolder;
pub use differences::{Difference, draft_differences, text as difference_text};
pub use error::FileKind;
pub use error::{FileError, FileProblem, Place};
pub use exchange::{Existing, export, export_text, import};
pub use expected::Expected;
pub use file_stamp::FileStamp;
pub use folders::ARCHIVE;
pub use folders::HISTORY;
pub use hash::sha256_hex;
pub use history::Kept;
pub use history::history_path;
pub use history::versions;
pub use known_folder::KnownFolder;
pub use platform::{NotAFile, computer_name, keep_private, names_dead_wayland, start_again_without};
pub use preset::{
    EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, Embedded, FORMER_PROTOCOLS,
    Loaded, load_laboratory, load_protocol, load_site,
};
pub use record::{Opened, Version, read_record, read_record_file};
pub use rename::rename;
pub use restore::{fingerprint, restore_version, take_changed};
pub use ron_file::{LIMIT, NotWritable, read_file, read_text, write_text};
pub use save::{Saved, save};
pub use save_error::SaveError;
pub use schema::{SCHEMA, schema_of};
pub use seal::Sealed;
pub use seal::require_sound;
pub use settings::{save_laboratory, save_site};
pub use settings_error::SettingsError;
pub use site_changes::site_changes;
pub use subject::{LONGEST, SubjectError, check_subject, record_path};
pub use trail::{add_change, broken_link, change_hash};
