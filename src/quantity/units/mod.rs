//! The closed tables of units: one line per unit, with its exact size in SI base units, the symbol we print,
//! its UCUM code, and every spelling we accept. Everything else is generated.
//!
//! Spellings are listed; only the form of the characters, and the sign between 10 and its exponent, are folded. A unit
//! that is not in the table of the analyte is refused, and the ones that look right and are not (`109/L`, a lost
//! superscript; a clearance indexed to body surface; a logarithm) are refused by name, in whatever spelling.
//!
//! ```
//! use cardose::quantity::units::{RuntimeUnit, creatinine, si::MolarConcentration};
//! let limit = MolarConcentration::new::<creatinine::milligram_per_deciliter>("1.2".parse().unwrap());
//! let typed = creatinine::Unit::parse("umol/L").unwrap().quantity("104".parse().unwrap());
//! assert!(typed < limit);
//! ```

mod blood;
mod body;
mod chemistry;
mod power;
mod product;
mod spelled;
mod table;

pub use blood::{cell_density, haemoglobin, per_hundred, share};
pub use body::{length, score, weight, years};
pub use chemistry::{
    albumin, bilirubin, clearance, copies, copies_per_unit, creatinine, enzyme, international_units,
    monovalent_ion, urine_creatinine,
};
pub use product::{cells, daily_dose, per_mass, time, volume};
pub use spelled::Spelled;
pub use table::{Refusal, RuntimeUnit, UnitRow, clean};

/// uom's SI quantities, stored exactly.
pub mod si {
    use crate::quantity::Exact;
    use uom::si::{self, quantities as q};

    /// Mass.
    pub type Mass = q::Mass<Exact>;
    /// Length.
    pub type Length = q::Length<Exact>;
    /// Time.
    pub type Time = q::Time<Exact>;
    /// Volume.
    pub type Volume = q::Volume<Exact>;
    /// A pure number.
    pub type Ratio = q::Ratio<Exact>;
    /// Volume per time.
    pub type VolumeRate = q::VolumeRate<Exact>;
    /// Number per volume.
    pub type NumberDensity = q::VolumetricNumberDensity<Exact>;
    /// Mass per volume.
    pub type MassConcentration = q::MassConcentration<Exact>;
    /// Amount of substance per volume.
    pub type MolarConcentration = q::MolarConcentration<Exact>;
    /// Enzyme activity per volume.
    pub type CatalyticConcentration = q::CatalyticActivityConcentration<Exact>;
    /// Number per mass, such as cells/kg; uom has no name for it.
    pub type PerMass = <Ratio as std::ops::Div<Mass>>::Output;
    /// The SI base units, for exact storage.
    pub type Base = si::SI<Exact>;
}

#[cfg(test)]
mod tests;
