//! The typed catalogues: a field for a text, a function for a text with placeholders.
//!
//! `build.rs` beside this file lists the keys from the English files. A key that is missing in a language does not
//! load, and a placeholder that is missing in a call does not compile:
//!
//! ```compile_fail,E0061
//! let words = cardose::i18n::Language::English.catalogue();
//! let level = words.level_in_words("3 × 10⁶/kg", "3");
//! ```
//! ```
//! let words = cardose::i18n::Language::English.catalogue();
//! let level = words.level_in_words("3 × 10⁶/kg", "3", "million");
//! ```

use std::{collections::BTreeMap, fmt::Display};

/// A struct of texts that is read from a file. The keys of the second list have placeholders.
macro_rules! texts {
    (
        $(#[$doc:meta])* $Texts:ident
        { $($key:ident),* $(,)? } { $($filled:ident($($name:ident),+)),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $Texts {
            $(pub $key: String,)*
            $($filled: String,)*
        }

        impl $Texts {
            $(pub fn $filled(&self, $($name: impl Display),+) -> String {
                $crate::i18n::catalogue::fill(&self.$filled, &[$((stringify!($name), &$name)),+])
            })*

            /// Reads a catalogue file. A key that is missing, unknown, not a text or with other placeholders is an
            /// error that names it.
            pub fn read(text: &str) -> Result<Self, String> {
                let mut file = File::read(text)?;
                let read = Self {
                    $($key: file.take(stringify!($key), &[]),)*
                    $($filled: file.take(stringify!($filled), &[$(stringify!($name)),+]),)*
                };
                file.end().map(|()| read)
            }

            /// Every key with its text.
            pub fn texts(&self) -> Vec<(&'static str, &str)> {
                vec![
                    $((stringify!($key), self.$key.as_str()),)*
                    $((stringify!($filled), self.$filled.as_str()),)*
                ]
            }
        }
    };
}

#[expect(missing_docs, reason = "each text is its own documentation, in the English file")]
#[expect(clippy::too_many_arguments, reason = "a text has as many as it has")]
mod generated {
    use super::File;
    use std::fmt::Display;

    include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
}

pub use generated::{
    Catalogue, CommandTexts, DoseTexts, FileTexts, PatientsTexts, ProtocolTexts, ScreeningTexts,
    SettingsTexts, ShellTexts,
};

/// A catalogue file while its texts are taken. By hand: a derived reader of so many texts takes the compiler minutes.
struct File {
    texts: BTreeMap<String, String>,
    faults: Vec<String>,
}

impl File {
    fn read(text: &str) -> Result<Self, String> {
        let value: ron::Value = ron::from_str(text).map_err(|err| err.to_string())?;
        let texts = value.into_rust().map_err(|err| err.to_string())?;
        Ok(Self { texts, faults: Vec::new() })
    }

    fn take(&mut self, key: &str, names: &[&str]) -> String {
        let Some(text) = self.texts.remove(key) else {
            self.faults.push(format!("the key {key} is missing"));
            return String::new();
        };
        let found: Vec<&str> = placeholders(&text).collect();
        if !found.iter().all(|name| names.contains(name)) || !names.iter().all(|name| found.contains(name)) {
            self.faults.push(format!("the key {key} has other placeholders than in English"));
        }
        text
    }

    fn end(self) -> Result<(), String> {
        let unknown = self.texts.into_keys().next().map(|key| format!("the key {key} is not known"));
        self.faults.into_iter().next().or(unknown).map_or(Ok(()), Err)
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// The text with its placeholders filled in: `{name}` becomes the value of that name.
fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(&value.to_string());
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, fill, placeholders};
    use crate::i18n::Window;
    use std::{collections::BTreeSet, fmt::Display};

    fn catalogue(text: &str) -> Catalogue {
        Catalogue::read(text).unwrap_or_else(|err| panic!("{err}"))
    }

    /// Key, English, Chinese: of results and of the window.
    fn pairs() -> Vec<[String; 3]> {
        let english = catalogue(include_str!("../../assets/i18n/en.ron"));
        let chinese = catalogue(include_str!("../../assets/i18n/zh-CN.ron"));
        let windows = vec![Window::english(), Window::chinese()];
        let windows: Vec<Window> =
            windows.into_iter().map(|read| read.unwrap_or_else(|err| panic!("{err}"))).collect();
        let left = english.texts().into_iter().chain(windows[0].texts());
        let right = chinese.texts().into_iter().chain(windows[1].texts());
        left.zip(right).map(|((key, en), (_, zh))| [key, en, zh].map(str::to_owned)).collect()
    }

    #[test]
    fn catalogues_are_complete() {
        for [key, english, chinese] in pairs() {
            assert!(!english.is_empty() && !chinese.is_empty(), "{key} is empty");
            let names = |text: &str| placeholders(text).map(str::to_owned).collect::<BTreeSet<_>>();
            assert_eq!(names(&english), names(&chinese), "{key}");
        }
    }

    /// `users.md` section 8: words that must never appear.
    #[test]
    fn chinese_avoids_the_wrong_terms() {
        for [key, _, chinese] in pairs() {
            for wrong in
                ["赞助商", "监察", "剔除", "屏幕", "切缘", "证据", "读数", "大门", "符合排除标准", "剂量等级"]
            {
                assert!(!chinese.contains(wrong), "{key}: {wrong}");
            }
        }
    }

    #[test]
    fn a_key_too_many_or_too_few_is_named() {
        let english = include_str!("../../assets/i18n/en.ron");
        let less = english.replacen("    million:", "    milion:", 1);
        assert_eq!(Catalogue::read(&less).unwrap_err(), "the key million is missing");
        let more = english.replacen("    million:", "    extra: \"x\",\n    million:", 1);
        assert_eq!(Catalogue::read(&more).unwrap_err(), "the key extra is not known");
        let other = english.replacen("{full}", "{fool}", 1);
        let fault = "the key cells_in_words has other placeholders than in English";
        assert_eq!(Catalogue::read(&other).unwrap_err(), fault);
    }

    #[test]
    fn fills_placeholders() {
        let values: [(&str, &dyn Display); 2] = [("a", &1), ("b", &"{a}")];
        assert_eq!(fill("x {a} y {b} z", &values), "x 1 y {a} z", "a value is not filled again");
        assert_eq!(fill("no end {", &values), "no end {");
        assert_eq!(fill("{unknown}", &values), "");
    }
}
