//! Units of the blood count.

use super::table::units;

units! {
    /// Cells per volume: blood counts and cell products. One `K/µL` is 10⁹/L; as UCUM code it would be kelvin per
    /// microlitre, which no laboratory means.
    cell_density: volumetric_number_density::VolumetricNumberDensity {
        giga_per_liter = 1_000_000_000_000 / 1, "×10⁹/L", "10*9/L",
            "10^9/L", "10⁹/L", "x10^9/L", "×10^9/L", "X10^9/L", "x10⁹/L", "X10⁹/L", "x10*9/L", "×10*9/L", "*10^9/L",
            "10E9/L", "10e9/L", "x10E9/L", "×10E9/L", "G/L", "GI/L", "Gpt/L", "10*9/l", "10^9/l", "10⁹/l", "x10^9/l",
            "/nL", "/nl", "1/nl", "G/l", "Gpt/l", "×10^9/l", "×10⁹/l", "x10⁹/l", "10E9/l", "10e9/l", "10^9cells/L", "10⁹个/L", "10^9个/L";
        thousand_per_microliter = 1_000_000_000_000 / 1, "×10³/µL", "10*3/uL",
            "10^3/uL", "10^3/µL", "10³/uL", "10³/µL", "x10^3/uL", "x10^3/µL", "×10^3/uL", "×10^3/µL", "x10³/uL",
            "x10³/µL", "X10^3/uL", "10E3/uL", "10e3/uL", "x10E3/uL", "x10*3/uL", "K/uL", "K/µL", "k/uL", "k/µL",
            "K/ul", "k/ul", "K/UL", "Tsd./µl", "Tsd/µl", "Tsd./ul", "10^3/µl", "10³/µl", "THOU/uL", "Thou/uL", "thou/uL", "thou/µL", "TH/uL", "Thousand/uL", "thousand/uL",
            "10*3/ul", "10^3/ul", "10³/ul", "10*3/mm3", "10^3/mm3", "10³/mm³", "10^3/mm³", "×10³/mm³", "x10^3/mm3",
            "K/mm3", "k/mm3", "K/cumm", "k/cumm", "THOU/mm3", "千/µL", "千/uL", "10^3cells/uL", "10*3/mcL", "K/mcL",
            "thou/mcL", "10^3/mcL";
        million_per_milliliter = 1_000_000_000_000 / 1, "×10⁶/mL", "10*6/mL",
            "10^6/mL", "10⁶/mL", "x10^6/mL", "×10^6/mL", "X10^6/mL", "x10⁶/mL", "x10*6/mL", "×10*6/mL", "10E6/mL",
            "10e6/mL", "x10E6/mL", "10*6/ml", "10^6/ml", "10⁶/ml", "x10^6/ml", "×10^6/ml", "×10⁶/ml",
            "10^6cells/mL", "10⁶cells/mL", "×10⁶cells/mL", "×10^6cells/mL", "million/mL", "10*6{cells}/mL",
            "百万/mL", "10^6个/mL", "×10⁶个/mL", "10⁶个/mL";
        ten_thousand_per_milliliter = 10_000_000_000 / 1, "万/mL", "10*4/mL",
            "10^4/mL", "10⁴/mL", "×10⁴/mL", "x10^4/mL", "×10^4/mL", "万/ml", "万个/mL", "万个/ml", "10^4/ml", "10*4/ml";
        hundred_million_per_milliliter = 100_000_000_000_000 / 1, "亿/mL", "10*8/mL",
            "10^8/mL", "10⁸/mL", "×10⁸/mL", "x10^8/mL", "×10^8/mL", "亿/ml", "亿个/mL", "10^8/ml", "10*8/ml";
        hundred_million_per_liter = 100_000_000_000 / 1, "亿/L", "10*8/L",
            "亿/l", "亿个/L", "10^8/L", "10⁸/L", "×10⁸/L", "×10^8/L", "x10^8/L";
        million_per_liter = 1_000_000_000 / 1, "×10⁶/L", "10*6/L",
            "10^6/L", "10⁶/L", "x10^6/L", "×10^6/L", "10E6/L", "10*6/l", "10^6/l";
        thousand_per_milliliter = 1_000_000_000 / 1, "×10³/mL", "10*3/mL",
            "10^3/mL", "10³/mL", "x10^3/mL", "×10^3/mL", "10*3/ml", "10^3/ml";
        per_microliter = 1_000_000_000 / 1, "/µL", "/uL",
            "/ul", "/µl", "/mcL", "cells/uL", "cells/µL", "cells/ul", "cells/µl", "{cells}/uL", "个/µL", "个/uL",
            "个/ul", "1/uL", "1/µL";
        per_cubic_millimeter = 1_000_000_000 / 1, "/mm³", "/mm3",
            "/cumm", "cells/mm³", "cells/mm3", "{cells}/mm3", "cells/cumm", "个/mm³", "个/mm3", "1/mm3";
        per_milliliter = 1_000_000 / 1, "/mL", "/mL",
            "/ml", "cells/mL", "cells/ml", "{cells}/mL", "个/mL", "个/ml", "1/mL";
        per_liter = 1_000 / 1, "/L", "/L", "/l", "cells/L", "{cells}/L", "个/L";
        ten_thousand_per_microliter = 10_000_000_000_000 / 1, "×10⁴/µL", "10*4/uL",
            "10^4/uL", "10^4/µL", "10⁴/µL", "10^4/ul", "10^4/µl", "10^4/mm3", "10^4/mm³", "10^4/mcL", "10^4cells/uL",
            "10^4cells/µL", "万/µL", "万/uL", "万/ul", "万/µl", "万/mm3", "万/mm³", "万个/µL", "万个/uL", "10^4个/µL";
        million_per_microliter = 1_000_000_000_000_000 / 1, "×10⁶/µL", "10*6/uL",
            "10^6/uL", "10^6/µL", "10⁶/µL", "10^6/ul", "10^6/µl", "10^6/mm3", "10^6/mm³", "10^6/mcL", "10^6cells/uL",
            "10^6cells/µL", "百万/µL", "百万/uL", "10^6个/µL";
        hundred_thousand_per_milliliter = 100_000_000_000 / 1, "×10⁵/mL", "10*5/mL",
            "10^5/mL", "10^5/ml", "10^5cells/mL", "10^5个/mL", "十万/mL";
        ten_million_per_milliliter = 10_000_000_000_000 / 1, "×10⁷/mL", "10*7/mL",
            "10^7/mL", "10^7/ml", "10^7cells/mL", "10^7个/mL", "千万/mL", "千万个/mL";
        billion_per_milliliter = 1_000_000_000_000_000 / 1, "×10⁹/mL", "10*9/mL",
            "10^9/mL", "10^9/ml", "10^9cells/mL", "10^9个/mL", "十亿/mL";
        ! refused: "109/L" LostSuperscript, "x109/L" LostSuperscript, "×109/L" LostSuperscript, "*109/L" LostSuperscript,
            "109/l" LostSuperscript, "103/uL" LostSuperscript, "103/µL" LostSuperscript, "x103/uL" LostSuperscript,
            "×103/µL" LostSuperscript, "106/mL" LostSuperscript, "x106/mL" LostSuperscript, "×106/mL" LostSuperscript,
            "106/L" LostSuperscript, "104/mL" LostSuperscript, "108/mL" LostSuperscript, "10+9/L" NotAUnit,
            "10*-3/ul" NotAUnit, "M/mL" NotAUnit, "M/uL" NotAUnit, "M/µL" NotAUnit, "M/L" NotAUnit, "g/L" OtherQuantity, "%" OtherQuantity, "FRACTION" OtherQuantity;
    }

    /// A share of a whole.
    share: ratio::Ratio {
        percent = 1 / 100, "%", "%", "percent", "pct", "百分比";
        one = 1 / 1, "(fraction)", "1", "FRACTION", "fraction", "Fraction";
    }

    /// Haemoglobin. mmol/L counts the monomer (one iron), 16 114.5 g/mol.
    haemoglobin: mass_concentration::MassConcentration {
        gram_per_liter = 1 / 1, "g/L", "g/L", "g/l", "G/L", "gm/L", "克/升";
        gram_per_deciliter = 10 / 1, "g/dL", "g/dL", "g/dl", "gm/dL", "gm/dl", "G/DL", "g%", "g/100mL";
        millimole_iron_per_liter = 161_145 / 10_000, "mmol/L (Fe)", "mmol{Fe}/L",
            "mmol/L(Fe)", "mmol/L(monomer)", "mmol(Fe)/L", "mmol/LFe", "mmol/L-monomer";
        ! refused: "mmol/L" MonomerOrTetramer, "mmol/l" MonomerOrTetramer, "g" OtherQuantity, "%" OtherQuantity;
    }

    /// Nucleated red cells per hundred white cells.
    per_hundred: ratio::Ratio {
        per_hundred_white_cells = 1 / 100, "/100 WBC", "/100{WBCs}",
            "/100WBC", "/100WBCs", "个/100WBC", "per100WBC", "/100{WBC}", "%";
    }
}
