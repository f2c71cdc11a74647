//! Figures of a dose in words.

use crate::{
    engine::dose::dosing::{Dosing, LevelDose, Overdose},
    i18n::dose_level,
    quantity::{
        Rounding,
        display::{self, Displayed as _},
        units::si::{Ratio, Volume},
    },
    report::words::Reporter,
};

/// True where no volume may be drawn: then nothing else is told per millilitre either.
pub fn is_blocked(dosing: &Dosing) -> bool {
    let mut results = shown_levels(dosing).into_iter().flat_map(|level| &level.results);
    !results.any(|result| result.draw.is_some())
}

pub(crate) fn provisional_line(reporter: &Reporter<'_>, level: &LevelDose) -> String {
    let names: Vec<String> = level.provisional.iter().map(|id| reporter.parameter_name(id)).collect();
    reporter.words.provisional_line(names.join(&reporter.words.list_separator))
}

/// A level by its id and its cells per kilogram.
pub fn level_name(reporter: &Reporter<'_>, level: &LevelDose) -> String {
    let Some(plan) = reporter.context.plan.levels.get(level.level) else { return String::new() };
    format!("{} · {}", plan.id, dose_level(&plan.cells_per_kg, reporter.language, reporter.words))
}

/// A volume as drawn: three decimals at most, no trailing zeros.
pub fn volume(volume: &Volume) -> String {
    display::plain(&volume.displayed(), 3, Rounding::HalfEven)
}

/// A per cent: two decimals at most, with a sign of minus and no hyphen.
pub fn percent(share: &Ratio) -> String {
    display::plain(&share.displayed(), 2, Rounding::HalfEven).replacen('-', "−", 1)
}

/// Why it is too much.
pub(crate) const fn over_text<'r>(reporter: &'r Reporter<'_>, over: Overdose) -> &'r str {
    match over {
        Overdose::Tolerance => reporter.words.over_tolerance.as_str(),
        Overdose::UsualTolerance => reporter.words.over_usual_tolerance.as_str(),
        Overdose::LevelCeiling => reporter.words.over_level.as_str(),
        Overdose::AbsoluteCeiling => reporter.words.over_absolute.as_str(),
    }
}

/// The assigned level; all of them while none is. Once a level is assigned, the others show no millilitres.
pub fn shown_levels(dosing: &Dosing) -> Vec<&LevelDose> {
    dosing.assigned_level().map_or_else(|| dosing.levels.iter().collect(), |level| vec![level])
}
