//! The closed table of analytes: what can be measured, in which units, and how large it can be.
//!
//! A [`Measured`] value knows what it is of, so platelets are held against a platelet limit or not at all: two
//! different analytes have no order.

use super::{
    Exact,
    component::{Component, FromBase as _, InBase as _, Of, Within, components},
    units::{self, Refusal, RuntimeUnit as _, UnitRow},
};
use std::cmp::Ordering;

/// How large a value can be, in the first unit of its table.
///
/// Outside `hard` a value is refused; outside `soft` it is doubtful if another unit would make it ordinary.
/// Eligibility limits are never plausibility limits. Both ends belong to the interval.
#[derive(Debug, PartialEq, Eq)]
pub struct Plausible {
    /// Outside these, the value is impossible.
    pub hard: (&'static str, &'static str),
    /// Within these, the value is ordinary; absent where no other unit could be confused.
    pub soft: Option<(&'static str, &'static str)>,
    /// Within these lies the upper limit of normal; absent where no multiple of it decides.
    ///
    /// Usual limits of adults, lowest and highest, a factor of 3 each way.
    pub upper: Option<(&'static str, &'static str)>,
}

/// A component that is an analyte: its values are [`Measured`].
pub trait Measurable: Component {
    /// The plain quantity of its values.
    type Quantity;
    /// The typed value; `None` for a value of another analyte.
    fn of(measured: &Measured) -> Option<&Of<Self, Self::Quantity>>;
    /// The value that knows at run time what it is of.
    fn measured(of: Of<Self, Self::Quantity>) -> Measured;
}

/// A value of one analyte.
pub type Value<C> = Of<C, <C as Measurable>::Quantity>;

macro_rules! analytes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $table:ident,
        $hard:expr $(, $soft:expr $(, $upper:expr)?)?;)+) => {
        components! { $($(#[$doc])* $name;)+ }

        $(impl Measurable for $name {
            type Quantity = <units::$table::Unit as units::RuntimeUnit>::Quantity;
            fn of(measured: &Measured) -> Option<&Of<Self, Self::Quantity>> {
                if let Measured::$name(of) = measured { Some(of) } else { None }
            }
            fn measured(of: Of<Self, Self::Quantity>) -> Measured {
                Measured::$name(of)
            }
        })+

        /// Something that can be measured.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Analyte { $($(#[$doc])* $name),+ }

        /// A value that knows what it is of.
        #[expect(clippy::enum_variant_names, reason = "a measured clearance is what it is called")]
        #[derive(Clone, Debug, PartialEq)]
        pub enum Measured {
            $($(#[$doc])* $name(Of<$name, <units::$table::Unit as units::RuntimeUnit>::Quantity>)),+
        }

        impl Analyte {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its id in files.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }

            /// Its units; the first is the one we convert to.
            pub const fn units(self) -> &'static [UnitRow] {
                match self { $(Self::$name => <units::$table::Unit as units::RuntimeUnit>::ROWS),+ }
            }

            /// Spellings refused by name.
            pub const fn refused(self) -> &'static [(&'static str, Refusal)] {
                match self { $(Self::$name => <units::$table::Unit as units::RuntimeUnit>::REFUSED),+ }
            }

            /// Why this spelling is refused, if it is one that looks right.
            pub fn refusal(self, text: &str) -> Option<Refusal> {
                match self { $(Self::$name => units::$table::Unit::refusal(text)),+ }
            }

            /// The unit that is spelled so.
            pub fn unit(self, text: &str) -> Option<&'static UnitRow> {
                match self { $(Self::$name => units::$table::Unit::parse(text).map(units::RuntimeUnit::row)),+ }
            }

            /// `value` of `unit`; `None` when the unit is of another table.
            pub fn measured(self, value: Exact, unit: &UnitRow) -> Option<Measured> {
                match self {$(
                    Self::$name => units::$table::Unit::from_row(unit)
                        .map(|unit| Measured::$name(Of::of(unit.quantity(value)))),
                )+}
            }

            /// How large it can be.
            pub const fn plausible(self) -> Plausible {
                match self {$(
                    Self::$name => Plausible {
                        hard: $hard,
                        soft: analytes!(@pair $($soft)?),
                        upper: analytes!(@pair $($($upper)?)?),
                    },
                )+}
            }
        }

        impl Measured {
            /// What it is of.
            pub const fn analyte(&self) -> Analyte {
                match self { $(Self::$name(_) => Analyte::$name),+ }
            }

            /// The number of SI base units.
            pub fn in_base(&self) -> &Exact {
                match self { $(Self::$name(of) => of.in_base()),+ }
            }

            /// The number in `unit`; `None` when the unit is of another table.
            pub fn value_in(&self, unit: &UnitRow) -> Option<Exact> {
                match self {$(
                    Self::$name(of) => units::$table::Unit::from_row(unit).map(|unit| unit.value(of.quantity())),
                )+}
            }

            /// The same number as a value of another analyte of the same unit table; itself where there is none.
            #[must_use]
            pub fn as_analyte(&self, other: Analyte) -> Self {
                let Some(unit) = self.analyte().canonical() else { return self.clone() };
                let number = self.value_in(unit);
                number.and_then(|number| other.measured(number, unit)).unwrap_or_else(|| self.clone())
            }

            /// So many times as much.
            #[must_use]
            pub fn times(&self, factor: &units::si::Ratio) -> Self {
                match self {$(
                    Self::$name(of) => Self::$name(Of::from_base(of.in_base() * factor.in_base())),
                )+}
            }
        }

        /// Values of one analyte are ordered; two analytes have no order.
        impl PartialOrd for Measured {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                match (self, other) {
                    $((Self::$name(left), Self::$name(right)) => left.partial_cmp(right),)+
                    _ => None,
                }
            }
        }
    };
    (@pair) => { None };
    (@pair $pair:expr) => { Some($pair) };
}

analytes! {
    /// White blood cells.
    WhiteCells = "white_cells", cell_density, ("0", "500"), ("1", "100");
    /// Neutrophils, absolute.
    Neutrophils = "neutrophils", cell_density, ("0", "500"), ("0.1", "20");
    /// Lymphocytes, absolute.
    Lymphocytes = "lymphocytes", cell_density, ("0", "500"), ("0.1", "20");
    /// Platelets.
    Platelets = "platelets", cell_density, ("0", "2000"), ("20", "800");
    /// Basophils, absolute.
    Basophils = "basophils", cell_density, ("0", "500");
    /// Eosinophils, absolute.
    Eosinophils = "eosinophils", cell_density, ("0", "500");
    /// Monocytes, absolute.
    Monocytes = "monocytes", cell_density, ("0", "500");
    /// Neutrophils as a share of the white cells; where bands are printed apart, without them.
    NeutrophilsPercent = "neutrophils_percent", share, ("0", "100"), ("1", "100");
    /// Band neutrophils as a share of the white cells.
    BandsPercent = "bands_percent", share, ("0", "100");
    /// Lymphocytes as a share of the white cells.
    LymphocytesPercent = "lymphocytes_percent", share, ("0", "100"), ("1", "100");
    /// Basophils as a share of the white cells.
    BasophilsPercent = "basophils_percent", share, ("0", "100");
    /// Eosinophils as a share of the white cells.
    EosinophilsPercent = "eosinophils_percent", share, ("0", "100");
    /// Monocytes as a share of the white cells.
    MonocytesPercent = "monocytes_percent", share, ("0", "100");
    /// Nucleated red cells per hundred white cells.
    NucleatedRedCells = "nucleated_red_cells", per_hundred, ("0", "1000");
    /// Haemoglobin.
    Haemoglobin = "haemoglobin", haemoglobin, ("20", "250"), ("60", "190");
    /// Total bilirubin.
    BilirubinTotal = "bilirubin_total", bilirubin, ("0.5", "1000"), ("2", "100"), ("5.7", "78");
    /// Direct bilirubin.
    BilirubinDirect = "bilirubin_direct", bilirubin, ("0", "1000");
    /// Alanine aminotransferase.
    Alt = "alt", enzyme, ("1", "20000"), ("3", "500"), ("12", "180");
    /// Aspartate aminotransferase.
    Ast = "ast", enzyme, ("1", "20000"), ("3", "500"), ("12", "180");
    /// Alkaline phosphatase.
    AlkalinePhosphatase = "alkaline_phosphatase", enzyme, ("1", "20000"), ("10", "1000");
    /// Albumin.
    Albumin = "albumin", albumin, ("5", "80"), ("15", "60");
    /// Creatinine in plasma or serum.
    Creatinine = "creatinine", creatinine, ("5", "5300"), ("30", "400"), ("24", "333");
    /// Creatinine in urine.
    UrineCreatinine = "urine_creatinine", urine_creatinine, ("0.1", "100");
    /// Creatinine clearance measured from a timed urine collection.
    ClearanceMeasured = "creatinine_clearance_measured", clearance, ("1", "300"), ("15", "180");
    /// Creatinine clearance as printed on a report, method not stated; it never counts as a measured one. A
    /// laboratory's own timed collection is typed under `creatinine_clearance_measured`.
    ClearanceReported = "creatinine_clearance_reported", clearance, ("1", "300"), ("15", "180");
    /// Creatinine clearance estimated by Cockcroft and Gault.
    ClearanceEstimated = "creatinine_clearance_estimated", clearance, ("0", "1000000");
    /// Creatinine clearance: measured if it was, otherwise reported, otherwise estimated.
    Clearance = "creatinine_clearance", clearance, ("0", "1000000");
    /// Sodium.
    Sodium = "sodium", monovalent_ion, ("90", "200");
    /// Potassium.
    Potassium = "potassium", monovalent_ion, ("1", "12");
    /// Hepatitis B virus DNA in copies.
    HbvDna = "hbv_dna", copies, ("0", "1e11");
    /// Hepatitis B virus DNA in international units.
    HbvDnaUnits = "hbv_dna_units", international_units, ("0", "1e11");
    /// Left ventricular ejection fraction.
    Lvef = "lvef", share, ("5", "90"), ("20", "90");
    /// Oxygen saturation by pulse oximetry on room air.
    Spo2 = "spo2_room_air", share, ("40", "100");
    /// Share of the liver replaced by tumour.
    LiverReplaced = "liver_replaced", share, ("0", "100"), ("1.01", "100");
    /// Longest diameter of the measurable lesion that is named for the criterion.
    LesionDiameter = "measurable_lesion_diameter", length, ("0.1", "50"), ("0.5", "20");
    /// Short axis of the measurable lesion, where it is a lymph node.
    LesionShortAxis = "measurable_lesion_short_axis", length, ("0.1", "50"), ("0.3", "15");
    /// Longest diameter of the largest lesion.
    LargestLesion = "largest_lesion_diameter", length, ("0.1", "50"), ("0.5", "20");
    /// Body weight.
    Weight = "weight", weight, ("25", "300");
    /// Body height.
    Height = "height", length, ("100", "250");
    /// Age in completed years.
    Age = "age", years, ("0", "120");
    /// ECOG performance status.
    Ecog = "ecog", score, ("0", "5");
    /// Volume of urine collected.
    UrineVolume = "urine_volume", volume, ("10", "20000");
    /// Time over which urine was collected.
    CollectionTime = "collection_time", time, ("30", "4320");
    /// Copies per international unit of an assay.
    CopiesPerUnit = "copies_per_unit", copies_per_unit, ("0.1", "100");
}

impl Within<WhiteCells> for Neutrophils {}
impl Within<WhiteCells> for Lymphocytes {}

impl Analyte {
    /// The analyte of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|analyte| analyte.id() == id)
    }

    /// Computed by the program; nothing can be entered under it. Names where its entry goes instead.
    pub const fn enter_under(self) -> Option<&'static str> {
        #[expect(clippy::wildcard_enum_match_arm, reason = "every other analyte is entered as it is")]
        match self {
            Self::Age => Some("age"),
            Self::Clearance => Some(Self::ClearanceMeasured.id()),
            Self::ClearanceEstimated => Some(Self::ClearanceReported.id()),
            _ => None,
        }
    }

    /// A laboratory or a device prints it, so that a comparator or a flag may stand beside the number.
    pub const fn may_be_censored(self) -> bool {
        !matches!(
            self,
            Self::Weight
                | Self::Height
                | Self::LesionDiameter
                | Self::LesionShortAxis
                | Self::LargestLesion
                | Self::Ecog
                | Self::Age
        )
    }

    /// Measured from blood or urine by a laboratory; not a size on an image, a weight, a score or a bedside reading.
    pub const fn is_of_laboratory(self) -> bool {
        self.may_be_censored() && !matches!(self, Self::Lvef | Self::Spo2 | Self::LiverReplaced)
    }

    /// The first unit of its table: the one we convert to.
    pub fn canonical(self) -> Option<&'static UnitRow> {
        self.units().first()
    }
}

/// A unit of any table, taken or refused by name.
pub(super) fn is_unit(text: &str) -> bool {
    let measures = |analyte: &Analyte| analyte.unit(text).is_some() || analyte.refusal(text).is_some();
    Analyte::ALL.iter().any(measures)
        || units::cells::Unit::parse(text).is_some()
        || units::daily_dose::Unit::parse(text).is_some()
        || units::per_mass::Unit::parse(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Analyte, Measured};
    use crate::quantity::{Exact, units::Refusal};

    fn measured(analyte: Analyte, value: &str, unit: &str) -> Measured {
        analyte.measured(value.parse().unwrap(), analyte.unit(unit).unwrap()).unwrap()
    }

    #[test]
    fn ids_are_unique_and_found() {
        for (index, analyte) in Analyte::ALL.iter().enumerate() {
            assert_eq!(Analyte::from_id(analyte.id()), Some(*analyte));
            assert!(Analyte::ALL[..index].iter().all(|other| other.id() != analyte.id()));
        }
        assert_eq!(Analyte::from_id("Platelets"), None);
    }

    #[test]
    fn two_analytes_have_no_order() {
        let platelets = measured(Analyte::Platelets, "75", "10*9/L");
        assert_eq!(platelets.partial_cmp(&measured(Analyte::Neutrophils, "75", "10*9/L")), None);
        assert!(platelets >= measured(Analyte::Platelets, "75000", "/uL"));
    }

    #[test]
    fn a_unit_of_another_table_measures_nothing() {
        let kilogram = Analyte::Weight.unit("kg").unwrap();
        assert_eq!(Analyte::Platelets.measured(Exact::from(1), kilogram), None);
        assert_eq!(measured(Analyte::Platelets, "1", "10*9/L").value_in(kilogram), None);
        // The same size and index in another table is still another table.
        let height = Analyte::Height.unit("cm").unwrap();
        assert_eq!(Analyte::Weight.measured(Exact::from(1), height), None);
    }

    #[test]
    fn plausible_limits_are_ordered_numbers() {
        for analyte in Analyte::ALL {
            let limits = analyte.plausible();
            let (low, high) = limits.hard;
            let (low, high): (Exact, Exact) = (low.parse().unwrap(), high.parse().unwrap());
            assert!(low < high, "{analyte:?}");
            if let Some((lowest, highest)) = limits.upper {
                assert!(lowest.parse::<Exact>().unwrap() < highest.parse().unwrap(), "{analyte:?}");
            }
            if let Some((soft_low, soft_high)) = limits.soft {
                assert!(low <= soft_low.parse().unwrap(), "{analyte:?}");
                assert!(soft_high.parse::<Exact>().unwrap() <= high, "{analyte:?}");
            }
        }
    }

    #[test]
    fn spellings_refused_by_name() {
        assert_eq!(Analyte::Weight.refusal("斤"), Some(Refusal::Jin));
        assert_eq!(Analyte::Platelets.refusal("109/L"), Some(Refusal::LostSuperscript));
        assert_eq!(Analyte::Haemoglobin.refusal("mmol/L"), Some(Refusal::MonomerOrTetramer));
        assert_eq!(Analyte::ClearanceReported.refusal("mL/min/1.73 m²"), Some(Refusal::IndexedToSurface));
        assert_eq!(Analyte::HbvDna.refusal("log10 copies/mL"), Some(Refusal::Logarithm));
        for analyte in Analyte::ALL {
            for (spelling, _) in analyte.refused() {
                assert_eq!(analyte.unit(spelling), None, "{analyte:?} takes and refuses {spelling}");
            }
        }
    }
}
