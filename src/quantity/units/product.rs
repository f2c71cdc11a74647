//! Units of the cell product and its infusion.

use super::table::units;

units! {
    /// Volume.
    volume: volume::Volume {
        milliliter = 1 / 1_000_000, "mL", "mL", "ml", "毫升", "cc";
        liter = 1 / 1_000, "L", "L", "l", "升";
        microliter = 1 / 1_000_000_000, "µL", "uL", "µl", "ul", "微升";
        ! refused: "g" OtherQuantity, "mL/kg" OtherQuantity;
    }

    /// A number of cells.
    cells: ratio::Ratio {
        one = 1 / 1, "cells", "{cells}", "1", "个", "cell", "CAR+cells";
        million = 1_000_000 / 1, "×10⁶ cells", "10*6",
            "×10⁶", "10^6", "10⁶", "x10^6", "×10^6", "10E6", "10e6", "10*6{cells}", "×10⁶cells", "10^6cells", "million", "百万";
        ten_thousand = 10_000 / 1, "万", "10*4", "万个", "10^4", "×10⁴", "10⁴";
        hundred_million = 100_000_000 / 1, "亿", "10*8", "亿个", "10^8", "×10⁸", "10⁸";
        billion = 1_000_000_000 / 1, "×10⁹ cells", "10*9", "×10⁹", "×10⁹cells", "10^9", "10⁹", "x10^9", "×10^9";
        ! refused: "106" LostSuperscript, "108" LostSuperscript, "109" LostSuperscript, "x106" LostSuperscript,
            "×106" LostSuperscript, "/mL" OtherQuantity, "cells/kg" OtherQuantity, "M" NotAUnit, "MM" NotAUnit;
    }

    /// Time: collections, infusions, windows.
    time: time::Time {
        minute = 60 / 1, "min", "min", "分", "分钟", "minutes";
        hour = 3_600 / 1, "h", "h", "hr", "hours", "小时", "时";
        day = 86_400 / 1, "d", "d", "day", "days", "天", "日";
        second = 1 / 1, "s", "s", "sec", "秒";
    }
}

units! {
    /// Daily dose of a drug.
    daily_dose: mass_rate::MassRate {
        milligram = 1 / 86_400_000_000, "mg/d", "mg/d", "mg/day", "mg/24h", "mg/日", "mg/天", "毫克/日", "毫克/天";
        microgram = 1 / 86_400_000_000_000, "µg/d", "ug/d", "µg/day", "ug/day", "mcg/d", "mcg/day", "微克/日", "微克/天";
        gram = 1 / 86_400_000, "g/d", "g/d", "g/day", "克/日", "克/天";
        ! refused: "mg" OtherQuantity, "g" OtherQuantity, "mg/kg" OtherQuantity, "mg/kg/d" OtherQuantity,
            "mg/m2" OtherQuantity, "mg/h" OtherQuantity, "mg/w" OtherQuantity, "mg/周" OtherQuantity, "片" NotAUnit;
    }
}

/// Cells per body mass. uom has no such quantity, so this table is written out.
pub mod per_mass {
    use crate::quantity::{
        Exact,
        units::{Refusal, RuntimeUnit, UnitRow, si, table::numbered, weight},
    };

    /// A unit of this table.
    #[expect(clippy::enum_variant_names, reason = "per kilogram is what they are")]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Unit {
        /// `×10⁶/kg`
        MillionPerKilogram,
        /// `万/kg`
        TenThousandPerKilogram,
        /// `/kg`
        PerKilogram,
    }

    static ROWS: [UnitRow; 3] = numbered([
        UnitRow {
            table: "per_mass",
            index: 0,
            symbol: "×10⁶/kg",
            ucum: "10*6/kg",
            spellings: &["10^6/kg", "10⁶/kg", "x10^6/kg", "×10^6/kg", "10*6{cells}/kg", "×10⁶cells/kg"],
            size: Exact::constant(1_000_000, 1),
        },
        UnitRow {
            table: "per_mass",
            index: 0,
            symbol: "万/kg",
            ucum: "10*4/kg",
            spellings: &["万个/kg", "10^4/kg", "×10⁴/kg"],
            size: Exact::constant(10_000, 1),
        },
        UnitRow {
            table: "per_mass",
            index: 0,
            symbol: "/kg",
            ucum: "/kg",
            spellings: &["cells/kg", "{cells}/kg", "个/kg"],
            size: Exact::constant(1, 1),
        },
    ]);

    impl Unit {
        fn size(self) -> Exact {
            Exact::from(match self {
                Self::MillionPerKilogram => 1_000_000,
                Self::TenThousandPerKilogram => 10_000,
                Self::PerKilogram => 1,
            })
        }
    }

    impl RuntimeUnit for Unit {
        type Quantity = si::PerMass;
        const ALL: &'static [Self] =
            &[Self::MillionPerKilogram, Self::TenThousandPerKilogram, Self::PerKilogram];
        const ROWS: &'static [UnitRow] = &ROWS;
        const REFUSED: &'static [(&'static str, Refusal)] =
            &[("106/kg", Refusal::LostSuperscript), ("107/kg", Refusal::LostSuperscript)];

        fn row(self) -> &'static UnitRow {
            let [million, ten_thousand, one] = &ROWS;
            match self {
                Self::MillionPerKilogram => million,
                Self::TenThousandPerKilogram => ten_thousand,
                Self::PerKilogram => one,
            }
        }
        fn quantity(self, value: Exact) -> si::PerMass {
            let kilogram = si::Mass::new::<weight::kilogram>(Exact::from(1));
            si::Ratio::new::<super::cells::one>(value * self.size()) / kilogram
        }
        #[cfg(test)]
        fn by_uom(self, value: Exact) -> si::PerMass {
            self.quantity(value)
        }
        fn value(self, quantity: &si::PerMass) -> Exact {
            let kilogram = si::Mass::new::<weight::kilogram>(Exact::from(1));
            (quantity.clone() * kilogram).get::<super::cells::one>() / self.size()
        }
    }
}
