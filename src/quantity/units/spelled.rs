//! What the spelling of a unit says by its own parts: what it measures, and how large it is.
//!
//! Nothing is read as a value by this. It tells a slip of the spelling from another size: a hint is offered only where
//! both are the same, and a unit of another size is refused as one.

use super::{power::power, table::clean};
use crate::quantity::Exact;

/// A unit as its spelling says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// How often each kind stands above the line, less how often below it.
    of: [i8; KINDS],
    /// How large it is, in the unit of each kind.
    size: Exact,
}

const KINDS: usize = 11;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Cells, or a bare number per volume or per mass.
    Count,
    Copies,
    International,
    /// Gram.
    Mass,
    /// Mole.
    Amount,
    /// Equivalent.
    Charge,
    /// Unit of activity.
    Activity,
    Katal,
    /// Litre.
    Volume,
    /// Metre.
    Length,
    /// Second.
    Time,
}

/// Words that stand by themselves, with their size as a fraction.
const WORDS: &[(&str, Kind, i64, i64)] = &[
    ("cells", Kind::Count, 1, 1),
    ("cell", Kind::Count, 1, 1),
    ("{cells}", Kind::Count, 1, 1),
    ("car+cells", Kind::Count, 1, 1),
    ("个", Kind::Count, 1, 1),
    ("copies", Kind::Copies, 1, 1),
    ("copy", Kind::Copies, 1, 1),
    ("{copies}", Kind::Copies, 1, 1),
    ("cps", Kind::Copies, 1, 1),
    ("cp", Kind::Copies, 1, 1),
    ("拷贝", Kind::Copies, 1, 1),
    ("拷贝数", Kind::Copies, 1, 1),
    ("[iu]", Kind::International, 1, 1),
    ("units", Kind::Activity, 1, 1),
    ("unit", Kind::Activity, 1, 1),
    ("gm", Kind::Mass, 1, 1),
    ("gms", Kind::Mass, 1, 1),
    ("gram", Kind::Mass, 1, 1),
    ("grams", Kind::Mass, 1, 1),
    ("公斤", Kind::Mass, 1000, 1),
    ("kgs", Kind::Mass, 1000, 1),
    ("mgs", Kind::Mass, 1, 1000),
    ("cc", Kind::Volume, 1, 1000),
    ("cm3", Kind::Volume, 1, 1000),
    ("cm³", Kind::Volume, 1, 1000),
    ("mm3", Kind::Volume, 1, 1_000_000),
    ("mm³", Kind::Volume, 1, 1_000_000),
    ("mm^3", Kind::Volume, 1, 1_000_000),
    ("cumm", Kind::Volume, 1, 1_000_000),
    ("liter", Kind::Volume, 1, 1),
    ("litre", Kind::Volume, 1, 1),
    ("inch", Kind::Length, 254, 10_000),
    ("inches", Kind::Length, 254, 10_000),
    ("sec", Kind::Time, 1, 1),
    ("秒", Kind::Time, 1, 1),
    ("min", Kind::Time, 60, 1),
    ("mins", Kind::Time, 60, 1),
    ("minute", Kind::Time, 60, 1),
    ("分", Kind::Time, 60, 1),
    ("分钟", Kind::Time, 60, 1),
    ("h", Kind::Time, 3600, 1),
    ("hr", Kind::Time, 3600, 1),
    ("hour", Kind::Time, 3600, 1),
    ("小时", Kind::Time, 3600, 1),
    ("d", Kind::Time, 86_400, 1),
    ("day", Kind::Time, 86_400, 1),
    ("24h", Kind::Time, 86_400, 1),
    ("天", Kind::Time, 86_400, 1),
    ("日", Kind::Time, 86_400, 1),
];

/// What a prefix can stand before, and alone.
const BASES: &[(&str, Kind)] = &[
    ("mol", Kind::Amount),
    ("摩尔", Kind::Amount),
    ("kat", Kind::Katal),
    ("eq", Kind::Charge),
    ("iu", Kind::International),
    ("u", Kind::Activity),
    ("g", Kind::Mass),
    ("克", Kind::Mass),
    ("l", Kind::Volume),
    ("升", Kind::Volume),
    ("m", Kind::Length),
    ("米", Kind::Length),
    ("s", Kind::Time),
];

/// Laboratories print no mega and no mole of petas: capital letters make no other prefix.
const PREFIXES: &[(&str, i32)] = &[
    ("", 0),
    ("mc", -6),
    ("m", -3),
    ("u", -6),
    ("µ", -6),
    ("n", -9),
    ("p", -12),
    ("d", -1),
    ("c", -2),
    ("k", 3),
    ("毫", -3),
    ("微", -6),
    ("分", -1),
    ("厘", -2),
    ("千", 3),
];

/// Numbers in words before a count.
const NUMBERS: &[(&str, i32)] = &[
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("thousand", 3),
    ("thou", 3),
    ("k", 3),
    ("million", 6),
    ("billion", 9),
];

impl Spelled {
    /// Reads a spelling; `None` where a part of it is not known.
    pub fn read(text: &str) -> Option<Self> {
        let text = clean(text).to_lowercase();
        let (ten, rest) = number(&text);
        let mut parts = rest.split('/');
        let above = parts.next().unwrap_or_default();
        let below: Vec<&str> = parts.collect();
        let mut read = Self { of: [0; KINDS], size: Exact::power_of_ten(ten.unwrap_or(0))? };
        match above {
            "" | "1" if ten.is_some() || !below.is_empty() => read.take(Kind::Count, 1),
            "1" => {}
            "%" | "percent" => read.size *= Exact::ratio(1, 100),
            "‰" => read.size *= Exact::ratio(1, 1000),
            above => {
                let (kind, size) = atom(above)?;
                read.take(kind, 1);
                read.size *= size;
            }
        }
        for part in below {
            let (hundred, part) = part.strip_prefix("100").map_or((1, part), |part| (100, part));
            let (kind, size) = atom(part)?;
            read.take(kind, -1);
            read.size = read.size.per(&(size * Exact::from(hundred)))?;
        }
        Some(read)
    }

    /// How many of `other` one of it is; `None` where they measure different things.
    pub fn times(&self, other: &Self) -> Option<Exact> {
        (self.of == other.of).then(|| self.size.per(&other.size))?
    }

    /// A substance per volume, whether as mass, amount or charge.
    pub fn is_concentration(&self) -> bool {
        [Kind::Mass, Kind::Amount, Kind::Charge].iter().any(|kind| {
            let mut of = Self { of: [0; KINDS], size: Exact::from(1) };
            of.take(*kind, 1);
            of.take(Kind::Volume, -1);
            self.of == of.of
        })
    }

    fn take(&mut self, kind: Kind, by: i8) {
        let own = match kind {
            Kind::Count => 0,
            Kind::Copies => 1,
            Kind::International => 2,
            Kind::Mass => 3,
            Kind::Amount => 4,
            Kind::Charge => 5,
            Kind::Activity => 6,
            Kind::Katal => 7,
            Kind::Volume => 8,
            Kind::Length => 9,
            Kind::Time => 10,
        };
        if let Some(times) = self.of.get_mut(own) {
            *times = times.saturating_add(by);
        }
    }
}

/// The power of ten that a count begins with, in figures or in words, and what stands behind it.
fn number(text: &str) -> (Option<i32>, &str) {
    if let Some((ten, rest)) = power(text) {
        return (Some(ten), rest);
    }
    let counts = |rest: &str| {
        rest.starts_with('/')
            || ["个", "拷贝", "cell", "{cell", "cop", "{cop"].iter().any(|of| rest.starts_with(of))
    };
    let found = NUMBERS.iter().find_map(|(word, ten)| Some((*ten, text.strip_prefix(word)?)));
    match found {
        Some((ten, rest)) if counts(rest) || rest.is_empty() => (Some(ten), rest),
        _ => (None, text),
    }
}

fn atom(text: &str) -> Option<(Kind, Exact)> {
    if let Some((_, kind, above, below)) = WORDS.iter().find(|(word, ..)| *word == text) {
        return Some((*kind, Exact::ratio(*above, *below)));
    }
    PREFIXES.iter().find_map(|(prefix, ten)| {
        let base = text.strip_prefix(prefix)?;
        let (_, kind) = BASES.iter().find(|(known, _)| *known == base)?;
        Some((*kind, Exact::power_of_ten(*ten)?))
    })
}

#[cfg(test)]
mod tests {
    use super::Spelled;
    use crate::quantity::{Analyte, Exact, units::RuntimeUnit as _, units::per_mass, units::score};

    fn times(one: &str, other: &str) -> Option<Exact> {
        Spelled::read(one)?.times(&Spelled::read(other)?)
    }

    #[test]
    fn sizes_are_read_from_the_parts() {
        for (one, other, expected) in [
            ("10^4/uL", "万/mL", "1000"),
            ("10^4/µL", "×10⁹/L", "10"),
            ("10^7/mL", "×10⁶/mL", "10"),
            ("10^9/mL", "10^6/uL", "1"),
            ("千万/mL", "10*7/mL", "1"),
            ("MG/DL", "mg/dL", "1"),
            ("mg/L", "mg/dL", "0.1"),
            ("mmol/L", "µmol/L", "1000"),
            ("nkat/L", "ukat/L", "0.001"),
            ("L/min", "mL/min", "1000"),
            ("mL/s", "mL/min", "60"),
            ("g/100mL", "g/dL", "1"),
            ("mm", "cm", "0.1"),
            ("毫克/分升", "mg/dL", "1"),
            ("mg", "kg", "0.000001"),
        ] {
            assert_eq!(times(one, other), Some(expected.parse().unwrap()), "{one} in {other}");
        }
    }

    #[test]
    fn what_measures_other_things_has_no_ratio() {
        for (one, other) in [
            ("mg/dL", "µmol/L"),
            ("10^9/L/L", "10^9/L"),
            ("copies/mL", "IU/mL"),
            ("/mL", "copies/mL"),
            ("U/L", "IU/L"),
            ("cells", "1"),
            ("furlong", "m"),
            ("mL/min/1.73m2", "mL/min"),
        ] {
            assert_eq!(times(one, other), None, "{one} and {other}");
        }
    }

    /// Wherever the symbols of two rows can be read, they say what the table says.
    #[test]
    fn spellings_agree_with_the_tables() {
        for analyte in Analyte::ALL {
            let size = |row| analyte.measured(Exact::from(1), row).unwrap();
            for row in analyte.units() {
                for other in analyte.units() {
                    let (Some(one), Some(two)) = (row.spelled(), other.spelled()) else { continue };
                    if let Some(times) = one.times(&two) {
                        assert_eq!(
                            size(other).times(&score::Unit::point.quantity(times)),
                            size(row),
                            "{analyte:?}: {row:?} {other:?}"
                        );
                    }
                }
            }
        }
        let rows: Vec<Spelled> = per_mass::Unit::ROWS.iter().map(|row| row.spelled().unwrap()).collect();
        assert_eq!(rows[0].times(&rows[1]), Some(Exact::from(100)));
        assert_eq!(rows[1].times(&rows[2]), Some(Exact::from(10_000)));
    }
}
