//! Virus DNA in international units as copies: they meet only through the assay's factor.

use super::{
    clearance::Input,
    step::{Formula, Symbol},
    worked::Worked,
};
use crate::quantity::{
    analyte::{HbvDna, HbvDnaUnits},
    units::{copies, copies_per_unit, si::Ratio},
};

/// International units × copies per unit, between the lowest and the highest factor.
pub fn copies(units: &Input<HbvDnaUnits>, factors: [&Ratio; 2]) -> Input<HbvDna> {
    let unit = copies_per_unit::Unit::copies_per_international_unit;
    let factor = Worked::between(Symbol::CopiesPerUnit, factors, unit);
    let found = (units.clone().plain() * factor).into_kind();
    found.of().line(Symbol::Copies, Formula::Copies, copies::Unit::copy_per_milliliter)
}
