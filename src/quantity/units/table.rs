//! What the unit tables are made of.

use super::{
    power::{is_lost, power},
    spelled::Spelled,
};
use crate::quantity::{
    Exact,
    base::{FromBase, InBase},
};

macro_rules! base_units {
    ($($quantity:ident::$unit:ident),+) => {$(
        impl uom::Conversion<Exact> for uom::si::$quantity::$unit { type T = Exact; }
    )+};
}
base_units!(
    length::meter,
    mass::kilogram,
    time::second,
    electric_current::ampere,
    thermodynamic_temperature::kelvin,
    amount_of_substance::mole,
    luminous_intensity::candela
);

/// One line of a unit table.
#[derive(Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// The table it belongs to.
    pub table: &'static str,
    /// Its place in that table.
    pub index: usize,
    /// The symbol we print.
    pub symbol: &'static str,
    /// The UCUM code.
    pub ucum: &'static str,
    /// What else is accepted, to the letter.
    pub spellings: &'static [&'static str],
    /// One of it in SI base units.
    pub size: Exact,
}

impl UnitRow {
    /// The number of this unit that so many SI base units are.
    pub fn of_base(&self, base: &Exact) -> Exact {
        base / &self.size
    }

    /// So many of this unit in SI base units.
    pub fn in_base(&self, number: &Exact) -> Exact {
        number * &self.size
    }

    /// What its symbol, or else its code, says by its own parts.
    pub fn spelled(&self) -> Option<Spelled> {
        Spelled::read(self.symbol).or_else(|| Spelled::read(self.ucum))
    }

    /// Spelled with this power of ten before this.
    fn has_power(&self, wanted: (i32, &str)) -> bool {
        let names = [self.symbol, self.ucum].into_iter().chain(self.spellings.iter().copied());
        names.filter_map(power).any(|own| own == wanted)
    }
}

/// Why a spelling that looks right is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `109/L`: the superscript was lost, so the size is a guess.
    LostSuperscript,
    /// 斤 is 500 g; a weight in 斤 read as kilograms doubles the dose.
    Jin,
    /// `xkg`, `公两` and the like: no unit at all.
    NotAUnit,
    /// mmol/L of haemoglobin counts one iron or four; they differ by a factor of four.
    MonomerOrTetramer,
    /// Indexed to 1.73 m² of body surface: not a plain clearance.
    IndexedToSurface,
    /// A logarithm of copies.
    Logarithm,
    /// A mass where the table needs a mass per volume, and the like.
    OtherQuantity,
    /// A mass of the substance where the table has amounts, or the other way round.
    OtherForm,
}

/// A unit chosen at run time: a dropdown, a stored record.
pub trait RuntimeUnit: Copy + Eq + std::fmt::Debug + 'static {
    /// What a value in this unit measures.
    type Quantity: Clone + Ord + std::fmt::Debug + InBase<Plain = Self::Quantity> + FromBase;
    /// Every unit of the table; the first is the one we convert to.
    const ALL: &'static [Self];
    /// The same as plain rows.
    const ROWS: &'static [UnitRow];
    /// Spellings refused by name.
    const REFUSED: &'static [(&'static str, Refusal)];

    /// Its row.
    fn row(self) -> &'static UnitRow;
    /// `value` of this unit.
    fn quantity(self, value: Exact) -> Self::Quantity;
    /// `quantity` expressed in this unit.
    fn value(self, quantity: &Self::Quantity) -> Exact;
    /// `value` of this unit, by uom's own conversion.
    #[cfg(test)]
    fn by_uom(self, value: Exact) -> Self::Quantity;

    /// The unit that is spelled so.
    fn parse(text: &str) -> Option<Self> {
        let text = clean(text);
        let printed = |row: &UnitRow| row.symbol == text || row.ucum == text;
        // Most files hold codes or symbols; the other spellings are looked at last.
        Self::ROWS
            .iter()
            .position(printed)
            .or_else(|| Self::ROWS.iter().position(|row| row.spellings.contains(&&*text)))
            // A power of ten is one power however its exponent is set apart.
            .or_else(|| power(&text).and_then(|own| Self::ROWS.iter().position(|row| row.has_power(own))))
            .and_then(|index| Self::ALL.get(index).copied())
    }

    /// Why a spelling that looks right is refused; of one that is taken nothing is said.
    fn refusal(text: &str) -> Option<Refusal> {
        let text = clean(text);
        let listed = Self::REFUSED.iter().find(|(spelling, _)| *spelling == text).map(|(_, why)| *why);
        listed.or_else(|| by_form(Self::ROWS, &text))
    }

    /// The unit of this row, if the row is of this table.
    fn from_row(row: &UnitRow) -> Option<Self> {
        // Mostly it is the very row; another copy of it is told by the name of its table.
        Self::ROWS.get(row.index).filter(|own| std::ptr::eq(*own, row) || own.table == row.table)?;
        Self::ALL.get(row.index).copied()
    }
}

/// Refused whatever stands beside it: an index of the body surface, a logarithm, a power without its exponent.
fn by_form(rows: &[UnitRow], text: &str) -> Option<Refusal> {
    const INDEXED: [&str; 10] = ["1.7", "1,7", "1·7", "m2", "m²", "m^2", "m*2", "m(2)", "bsa", "体表"];
    let table = rows.first().map_or("", |row| row.table);
    let lower = text.to_lowercase();
    if table == "clearance" && INDEXED.iter().any(|part| lower.contains(part)) {
        return Some(Refusal::IndexedToSurface);
    }
    let viral_load = matches!(table, "copies" | "international_units");
    if lower.contains("log") || lower.contains("对数") || (viral_load && lower.contains("lg")) {
        return Some(Refusal::Logarithm);
    }
    let in_powers = rows.iter().any(|row| row.ucum.starts_with("10*"));
    (in_powers && is_lost(text)).then_some(Refusal::LostSuperscript)
}

/// The same characters in one form: no blanks, one micro sign, no full-width forms. Case is kept.
pub fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    let same = |c: char| c.is_ascii_graphic() && c != ' ';
    if text.chars().all(same) {
        return text.into();
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '\u{3bc}' => clean.push('µ'),
            '！'..='～' => clean.push(char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c)),
            '。' => clean.push('.'),
            '∕' | '⁄' => clean.push('/'),
            '∧' | 'ˆ' => clean.push('^'),
            '∗' => clean.push('*'),
            '✕' | '⨯' => clean.push('×'),
            'ℓ' => clean.push('L'),
            '\u{200b}' | '\u{feff}' => {}
            other => match JOINED.iter().find(|(joined, _)| *joined == other) {
                Some((_, apart)) => clean.push_str(apart),
                None => clean.push(other),
            },
        }
    }
    clean.into()
}

/// Units that Chinese fonts hold as one character.
const JOINED: [(char, &str); 11] = [
    ('㎏', "kg"),
    ('㎎', "mg"),
    ('㎍', "µg"),
    ('㎖', "mL"),
    ('㎕', "µL"),
    ('㎗', "dL"),
    ('㎜', "mm"),
    ('㎝', "cm"),
    ('㎡', "m²"),
    ('㎣', "mm³"),
    ('㏖', "mol"),
];

macro_rules! units {
    ($($(#[$doc:meta])* $module:ident: $quantity:ident::$Quantity:ident {
        $($(#[$unit_doc:meta])* $unit:ident = $num:literal / $den:literal, $symbol:literal, $ucum:literal
            $(, $also:literal)*;)+
        $(! refused: $($wrong:literal $why:ident),+ $(,)?;)?
    })+) => {$(
        $(#[$doc])*
        #[expect(non_camel_case_types, reason = "uom names its units so")]
        pub mod $module {
            use crate::quantity::{Exact, units::{Refusal, RuntimeUnit, UnitRow}};
            use std::marker::PhantomData;

            $(
                $(#[$unit_doc])*
                #[doc = concat!("`", $symbol, "` = ", $num, "/", $den, " in SI base units.")]
                #[derive(Clone, Copy, Debug)]
                pub struct $unit;
                impl uom::si::Unit for $unit {
                    fn abbreviation() -> &'static str { $symbol }
                    fn singular() -> &'static str { $symbol }
                    fn plural() -> &'static str { $symbol }
                }
                impl uom::si::$quantity::Unit for $unit {}
                impl uom::Conversion<Exact> for $unit {
                    type T = Exact;
                    fn coefficient() -> Exact { Exact::ratio($num, $den) }
                }
            )+

            /// A unit of this table.
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum Unit {
                $(#[doc = concat!("`", $symbol, "`")] $unit),+
            }

            impl RuntimeUnit for Unit {
                type Quantity = uom::si::quantities::$Quantity<Exact>;
                const ALL: &'static [Self] = &[$(Self::$unit),+];
                const ROWS: &'static [UnitRow] = &$crate::quantity::units::table::numbered([$(UnitRow {
                    table: stringify!($module), index: 0, symbol: $symbol, ucum: $ucum, spellings: &[$($also),*],
                    size: Exact::constant($num, $den),
                }),+]);
                const REFUSED: &'static [(&'static str, Refusal)] = &[$($(($wrong, Refusal::$why)),+)?];

                #[expect(clippy::indexing_slicing, reason = "one row per variant, from the same list")]
                #[expect(clippy::as_conversions, reason = "a fieldless enum's own number")]
                fn row(self) -> &'static UnitRow {
                    &Self::ROWS[self as usize]
                }
                // uom would also multiply by the coefficient of each base unit, which is 1; a test holds this
                // against uom's own way for every unit.
                fn quantity(self, value: Exact) -> Self::Quantity {
                    let value = value * self.size();
                    uom::si::Quantity { dimension: PhantomData, units: PhantomData, value }
                }
                fn value(self, quantity: &Self::Quantity) -> Exact {
                    quantity.value.clone() / self.size()
                }
                #[cfg(test)]
                fn by_uom(self, value: Exact) -> Self::Quantity {
                    match self { $(Self::$unit => Self::Quantity::new::<$unit>(value)),+ }
                }
            }

            impl Unit {
                fn size(self) -> Exact {
                    match self { $(Self::$unit => const { Exact::constant($num, $den) }),+ }
                }
            }
        }
    )+};
}
pub(super) use units;

/// The rows with their places filled in.
#[expect(clippy::indexing_slicing, reason = "`for` and iterators do not run at compile time")]
pub(super) const fn numbered<const N: usize>(mut rows: [UnitRow; N]) -> [UnitRow; N] {
    let mut index = 0;
    while index < N {
        rows[index].index = index;
        index += 1;
    }
    rows
}
