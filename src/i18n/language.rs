//! The two languages.

use super::{Catalogue, Window};
use crate::model::Words;
use std::sync::LazyLock;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../assets/i18n/en.ron")));
static CHINESE: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../assets/i18n/zh-CN.ron")));

static ENGLISH_WINDOW: LazyLock<Window> = LazyLock::new(|| Window::english().unwrap_or_default());
static CHINESE_WINDOW: LazyLock<Window> = LazyLock::new(|| Window::chinese().unwrap_or_default());

/// A catalogue that cannot be read is empty; the test `catalogues_are_complete` keeps that from happening.
fn read(text: &str) -> Catalogue {
    Catalogue::read(text).unwrap_or_default()
}

impl Language {
    /// Its texts.
    pub fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::English => &ENGLISH,
            Self::Chinese => &CHINESE,
        }
    }

    /// The texts of the window.
    pub fn window(self) -> &'static Window {
        match self {
            Self::English => &ENGLISH_WINDOW,
            Self::Chinese => &CHINESE_WINDOW,
        }
    }

    /// A source in this language; in English where nobody has translated it.
    pub fn source<'s>(self, english: &'s str, chinese: &'s str) -> &'s str {
        match self {
            Self::Chinese if !chinese.trim().is_empty() => chinese,
            Self::English | Self::Chinese => english,
        }
    }

    /// A text that the protocol or a template gives in both languages.
    pub fn of(self, words: &Words) -> &str {
        match self {
            Self::English => &words.en,
            Self::Chinese => &words.zh_cn,
        }
    }
}
