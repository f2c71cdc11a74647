//! A choice that would turn a row.

use crate::engine::{protocol::plan::Name, site::settings::WeightBasis};

/// A choice that another way would turn the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// Another reading of an open question that the site has settled.
    Reading {
        /// The question.
        question: Name,
        /// The other reading.
        reading: Name,
    },
    /// Another weight in the Cockcroft-Gault formula.
    Weight(WeightBasis),
    /// The textbook constant 0.818 in the place of the exact molar mass of creatinine.
    LegacyConstant,
    /// Another published factor between international units and copies of HBV DNA.
    HbvFactor,
    /// The upper limit of normal of the laboratory's template in the place of the one printed on the report.
    Template(Name),
    /// The upper limit of normal of another template in the place of that of the laboratory's own, which nobody has
    /// confirmed.
    OtherTemplate {
        /// The laboratory's own.
        own: Name,
        /// The other one.
        other: Name,
    },
}
