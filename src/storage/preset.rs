//! Protocols, sites, laboratories: from a file, or those that the program carries.

use super::checksum::Integrity;
use super::error::{FileError, name_of};
use super::hash::sha256_hex;
use super::record::{Opened, read_record};
use super::ron_file::{read_file, read_text};
use super::schema::require_known;
use super::seal::{self, Sealed, require_sound};
use crate::model::{Laboratory, Protocol, Site};
use serde::de::DeserializeOwned;
use std::path::Path;

/// A file that was read, with what pins it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded<T> {
    /// What it says.
    pub value: T,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its file name.
    pub name: String,
    /// Whether the program wrote it as it is. A changed one is shown to a person before it is used.
    pub integrity: Integrity,
}

impl<T: Sealed> Loaded<T> {
    /// Itself, if it may be calculated with.
    ///
    /// # Errors
    ///
    /// [`super::FileProblem::Checksum`] where it was changed outside the program.
    pub fn sound(self) -> Result<Self, FileError> {
        require_sound(&self.name, T::KIND, self.integrity)?;
        Ok(self)
    }
}

/// Reads a protocol file.
///
/// # Errors
///
/// [`FileError`].
pub fn load_protocol(path: &Path) -> Result<Loaded<Protocol>, FileError> {
    load(path)
}

/// Reads a site file.
///
/// # Errors
///
/// [`FileError`].
pub fn load_site(path: &Path) -> Result<Loaded<Site>, FileError> {
    load(path)
}

/// Reads a laboratory template.
///
/// # Errors
///
/// [`FileError`].
pub fn load_laboratory(path: &Path) -> Result<Loaded<Laboratory>, FileError> {
    load(path)
}

/// A file inside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// Its file name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl Embedded {
    /// Reads it as a protocol.
    ///
    /// # Errors
    ///
    /// [`FileError`]; for the shipped files a test shows that there is none.
    pub fn protocol(&self) -> Result<Loaded<Protocol>, FileError> {
        read(self.name, self.text)
    }

    /// Reads it as a site.
    ///
    /// # Errors
    ///
    /// As [`Embedded::protocol`].
    pub fn site(&self) -> Result<Loaded<Site>, FileError> {
        read(self.name, self.text)
    }

    /// Reads it as a laboratory template.
    ///
    /// # Errors
    ///
    /// As [`Embedded::protocol`].
    pub fn laboratory(&self) -> Result<Loaded<Laboratory>, FileError> {
        read(self.name, self.text)
    }

    /// Reads it as a patient file.
    ///
    /// # Errors
    ///
    /// As [`Embedded::protocol`].
    pub fn patient(&self) -> Result<Opened, FileError> {
        read_record(self.name, self.text.to_owned())
    }
}

macro_rules! embedded {
    ($folder:literal, $name:literal) => {
        Embedded {
            name: concat!($name, ".ron"),
            text: include_str!(concat!("../../presets/", $folder, "/", $name, ".ron")),
        }
    };
}

/// The protocol that is used when no file is given.
pub const EMBEDDED_PROTOCOL: Embedded = embedded!("protocols", "nct06101082");

/// Its earlier editions, the latest first: records that are bound to one are judged by it.
pub const FORMER_PROTOCOLS: [Embedded; 1] = [embedded!("protocols/former", "nct06101082-1")];

/// A made-up site; never for patients.
pub const EMBEDDED_SITE: Embedded = embedded!("sites", "example");

/// Laboratory templates.
pub const EMBEDDED_LABORATORIES: [Embedded; 2] =
    [embedded!("laboratories", "wst-404"), embedded!("laboratories", "us-typical")];

/// Synthetic patients.
pub const EMBEDDED_PATIENTS: [Embedded; 8] = [
    embedded!("patients", "eligible"),
    embedded!("patients", "platelets-low"),
    embedded!("patients", "incomplete"),
    embedded!("patients", "on-every-limit"),
    embedded!("patients", "gilbert"),
    embedded!("patients", "transfusion"),
    embedded!("patients", "short-lot"),
    embedded!("patients", "follow-up"),
];

/// What comes with the program beside what it carries for use: the made-up protocol and its patient.
const BESIDE: [Embedded; 2] = [embedded!("protocols", "example"), embedded!("protocols", "example-patient")];

/// True for a text that is byte for byte a file that comes with the program.
pub(super) fn is_shipped(text: &str) -> bool {
    let mut shipped = [EMBEDDED_PROTOCOL, EMBEDDED_SITE]
        .into_iter()
        .chain(FORMER_PROTOCOLS)
        .chain(EMBEDDED_LABORATORIES)
        .chain(EMBEDDED_PATIENTS)
        .chain(BESIDE);
    shipped.any(|embedded| embedded.text == text)
}

fn load<T: DeserializeOwned + Sealed>(path: &Path) -> Result<Loaded<T>, FileError> {
    read(&name_of(path), &read_file(path)?)
}

pub(super) fn read<T: DeserializeOwned + Sealed>(name: &str, text: &str) -> Result<Loaded<T>, FileError> {
    require_known(name, text)?;
    let value: T = read_text(name, text)?;
    Ok(Loaded {
        integrity: seal::integrity(text, &value),
        value,
        sha256: sha256_hex(text.as_bytes()),
        name: name.to_owned(),
    })
}
