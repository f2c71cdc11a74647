//! The token file: every size and colour of the window.

use eframe::egui::Color32;
use serde::{Deserialize, Deserializer, de::Error as _};
use std::sync::LazyLock;

/// Sizes, and the colours of both themes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tokens {
    pub(crate) text: TextScale,
    pub(crate) space: SpaceScale,
    /// Corner radii.
    pub(crate) corner: CornerScale,
    /// Height of a table row and of everything that is clicked.
    pub(crate) row: f32,
    pub(crate) light: Palette,
    pub(crate) dark: Palette,
}

/// Sizes of text, in points.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextScale {
    pub(crate) small: f32,
    pub(crate) body: f32,
    pub(crate) heading: f32,
    pub(crate) title: f32,
    /// The volume to draw.
    pub(crate) figure: f32,
}

/// Distances, in points.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpaceScale {
    pub(crate) tight: f32,
    pub(crate) small: f32,
    pub(crate) medium: f32,
    pub(crate) large: f32,
    pub(crate) wide: f32,
}

/// Corner radii, in points.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CornerScale {
    /// Of what lies inside a card: fields, rings of the focus, banners, rows.
    pub(crate) small: u8,
    /// Of cards, buttons and menus.
    pub(crate) usual: u8,
    /// Of dialogues and chips.
    pub(crate) large: u8,
}

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// The colours of one theme.
        #[derive(Clone, Copy, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Palette {
            $($(#[$doc])* #[serde(deserialize_with = "color")] pub(crate) $name: Color32,)+
        }
    };
}

palette! {
    /// Behind everything.
    background,
    /// Behind cards and tables.
    panel,
    /// Behind every other row, and headers.
    raised,
    /// The left rail.
    rail,
    on_rail,
    rail_selected,
    text,
    /// Units, hints and labels.
    weak,
    border,
    /// Behind what can be typed.
    field,
    field_border,
    /// What is selected, focused or first to click.
    primary,
    on_primary,
    hover,
    selection,
    pass,
    pass_fill,
    fail,
    fail_fill,
    unknown,
    unknown_fill,
    note,
    note_fill,
}

/// The shipped tokens.
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub(crate) static TOKENS: LazyLock<Tokens> = LazyLock::new(|| {
    ron::from_str(include_str!("../../../assets/theme/tokens.ron"))
        .expect("the shipped token file is readable")
});

/// `#RRGGBB`.
fn color<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    Color32::from_hex(&text).map_err(|_err| D::Error::custom(format!("{text}: a colour is #RRGGBB")))
}

#[cfg(test)]
mod tests {
    use super::{Palette, TOKENS};
    use eframe::egui::Color32;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn readable(palette: &Palette) {
        let grounds = [
            palette.background,
            palette.panel,
            palette.raised,
            palette.field,
            palette.hover,
            // A chosen row of a table: its verdict, its date and *open* stand there, too.
            palette.selection,
        ];
        let verdicts = [palette.pass, palette.fail, palette.unknown, palette.note];
        for ground in grounds {
            for text in [palette.text, palette.weak, palette.primary].into_iter().chain(verdicts) {
                assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
            }
            assert!(contrast(palette.field_border, palette.field) >= 3.0, "the edge of a field");
        }
        for (text, ground) in [
            (palette.pass, palette.pass_fill),
            (palette.fail, palette.fail_fill),
            (palette.unknown, palette.unknown_fill),
            (palette.note, palette.note_fill),
            (palette.on_rail, palette.rail),
            (palette.on_rail, palette.rail_selected),
            (palette.on_primary, palette.primary),
            (palette.text, palette.pass_fill),
            (palette.text, palette.fail_fill),
            (palette.text, palette.unknown_fill),
            (palette.text, palette.note_fill),
        ] {
            assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
        }
    }

    /// WCAG AA: 4.5 for text, 3 for the edges of what can be used.
    #[test]
    fn text_is_readable_in_both_themes() {
        readable(&TOKENS.light);
        readable(&TOKENS.dark);
    }

    #[test]
    fn contrast_is_as_wcag_defines_it() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        let gray = Color32::from_hex("#767676").unwrap();
        assert!(
            (contrast(gray, Color32::WHITE) - 4.54).abs() < 0.01,
            "the textbook's lightest gray on white"
        );
    }
}
