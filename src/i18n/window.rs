//! The texts of the window, one struct and one pair of files for each view.

use super::catalogue::{
    CommandTexts, DoseTexts, FileTexts, PatientsTexts, ProtocolTexts, ScreeningTexts, SettingsTexts,
    ShellTexts,
};

/// The texts of the window in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Menus, buttons and the shortcut sheet.
    pub commands: CommandTexts,
    /// Rail, bars, dialogues.
    pub shell: ShellTexts,
    /// The table of patients.
    pub patients: PatientsTexts,
    /// Reports and criteria.
    pub screening: ScreeningTexts,
    /// Product and dose.
    pub dose: DoseTexts,
    /// The protocol.
    pub protocol: ProtocolTexts,
    /// Site and user settings.
    pub settings: SettingsTexts,
    /// Why a file could not be read, saved or opened.
    pub files: FileTexts,
}

macro_rules! window {
    ($language:literal) => {
        Window::read([
            include_str!(concat!("../../assets/i18n/window/commands.", $language, ".ron")),
            include_str!(concat!("../../assets/i18n/window/shell.", $language, ".ron")),
            include_str!(concat!("../../assets/i18n/window/patients.", $language, ".ron")),
            include_str!(concat!("../../assets/i18n/window/screening.", $language, ".ron")),
            include_str!(concat!("../../assets/i18n/window/dose.", $language, ".ron")),
            include_str!(concat!("../../assets/i18n/window/protocol.", $language, ".ron")),
            include_str!(concat!("../../assets/i18n/window/settings.", $language, ".ron")),
            include_str!(concat!("../../assets/i18n/window/files.", $language, ".ron")),
        ])
    };
}

impl Window {
    pub(super) fn english() -> Result<Self, String> {
        window!("en")
    }

    pub(super) fn chinese() -> Result<Self, String> {
        window!("zh-CN")
    }

    fn read(
        [commands, shell, patients, screening, dose, protocol, settings, files]: [&str; 8],
    ) -> Result<Self, String> {
        Ok(Self {
            commands: CommandTexts::read(commands)?,
            shell: ShellTexts::read(shell)?,
            patients: PatientsTexts::read(patients)?,
            screening: ScreeningTexts::read(screening)?,
            dose: DoseTexts::read(dose)?,
            protocol: ProtocolTexts::read(protocol)?,
            settings: SettingsTexts::read(settings)?,
            files: FileTexts::read(files)?,
        })
    }

    /// Every key with its text.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        let Self { commands, shell, patients, screening, dose, protocol, settings, files } = self;
        let mut texts = commands.texts();
        texts.extend(shell.texts());
        texts.extend(patients.texts());
        texts.extend(screening.texts());
        texts.extend(dose.texts());
        texts.extend(protocol.texts());
        texts.extend(settings.texts());
        texts.extend(files.texts());
        texts
    }
}
