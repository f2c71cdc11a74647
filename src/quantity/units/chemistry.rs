//! Units of clinical chemistry and of the clearance.
//!
//! A substance that is reported both as amount and as mass has its molar mass in the table:
//! 1 mg/dL creatinine = 10 g/m³ ÷ 113.12 g/mol = 1000/11312 mol/m³.

use super::table::units;

units! {
    /// Creatinine in plasma or serum; C₄H₇N₃O, 113.12 g/mol.
    creatinine: molar_concentration::MolarConcentration {
        micromole_per_liter = 1 / 1_000, "µmol/L", "umol/L", "µmol/l", "umol/l", "mcmol/L", "微摩尔/升", "Umol/L";
        milligram_per_deciliter = 1_000 / 11_312, "mg/dL", "mg/dL", "mg/dl", "mg%", "MG/DL", "mg/100mL";
        ! refused: "mL/min" OtherQuantity, "U/L" OtherQuantity;
    }

    /// Creatinine in urine; the same substance, other ranges.
    urine_creatinine: molar_concentration::MolarConcentration {
        millimole_per_liter = 1 / 1, "mmol/L", "mmol/L", "mmol/l";
        micromole_per_liter = 1 / 1_000, "µmol/L", "umol/L", "µmol/l", "umol/l";
        milligram_per_deciliter = 1_000 / 11_312, "mg/dL", "mg/dL", "mg/dl", "MG/DL";
        gram_per_liter = 100_000 / 11_312, "g/L", "g/L", "g/l";
        ! refused: "mmol/24h" OtherQuantity, "mmol/d" OtherQuantity, "g/24h" OtherQuantity, "mg/24h" OtherQuantity;
    }

    /// Bilirubin, total or direct; 584.66 g/mol.
    bilirubin: molar_concentration::MolarConcentration {
        micromole_per_liter = 1 / 1_000, "µmol/L", "umol/L", "µmol/l", "umol/l", "mcmol/L", "微摩尔/升", "Umol/L";
        milligram_per_deciliter = 1_000 / 58_466, "mg/dL", "mg/dL", "mg/dl", "mg%", "MG/DL", "mg/100mL";
        ! refused: "U/L" OtherQuantity;
    }

    /// Activity of an enzyme; 1 µkat/L = 60 U/L.
    enzyme: catalytic_activity_concentration::CatalyticActivityConcentration {
        unit_per_liter = 1 / 60_000, "U/L", "U/L", "U/l", "u/L", "IU/L", "IU/l", "[IU]/L", "UNITS/L", "units/L", "Units/L", "iu/L", "u/l";
        microkatal_per_liter = 1 / 1_000, "µkat/L", "ukat/L", "µkat/l", "ukat/l", "mckat/L";
        ! refused: "U" OtherQuantity, "mg/dL" OtherQuantity;
    }

    /// Sodium, potassium: one charge, so 1 mEq = 1 mmol.
    monovalent_ion: molar_concentration::MolarConcentration {
        millimole_per_liter = 1 / 1, "mmol/L", "mmol/L", "mmol/l", "MMOL/L", "毫摩尔/升", "mM";
        milliequivalent_per_liter = 1 / 1, "mEq/L", "meq/L", "mEq/l", "meq/l", "MEQ/L";
    }

    /// Albumin.
    albumin: mass_concentration::MassConcentration {
        gram_per_liter = 1 / 1, "g/L", "g/L", "g/l";
        gram_per_deciliter = 10 / 1, "g/dL", "g/dL", "g/dl";
    }

    /// Creatinine clearance, not indexed to body surface.
    clearance: volume_rate::VolumeRate {
        milliliter_per_minute = 1 / 60_000_000, "mL/min", "mL/min", "ml/min", "mL/分", "ml/分", "mL/分钟";
        milliliter_per_second = 1 / 1_000_000, "mL/s", "mL/s", "ml/s", "mL/sec", "ml/sec";
        ! refused: "mL/min/1.73m2" IndexedToSurface, "mL/min/1.73m²" IndexedToSurface,
            "ml/min/1.73m2" IndexedToSurface, "ml/min/1.73m²" IndexedToSurface,
            "mL/min/{1.73_m2}" IndexedToSurface, "mL/(min·1.73m²)" IndexedToSurface,
            "ml/(min·1.73m²)" IndexedToSurface, "mL/min/1.73" IndexedToSurface, "mL/min·1.73m²" IndexedToSurface,
            "mL/(min*1.73m2)" IndexedToSurface;
    }

    /// Copies of a viral genome per volume.
    copies: volumetric_number_density::VolumetricNumberDensity {
        copy_per_milliliter = 1_000_000 / 1, "copies/mL", "{copies}/mL",
            "copies/ml", "copy/mL", "cp/mL", "cps/mL", "拷贝/mL", "拷贝/ml", "拷贝数/mL";
        thousand_copies_per_milliliter = 1_000_000_000 / 1, "×10³ copies/mL", "10*3{copies}/mL",
            "×10³copies/mL", "10^3copies/mL", "10³copies/mL", "x10^3copies/mL", "×10^3copies/mL", "×10³拷贝/mL";
        copy_per_liter = 1_000 / 1, "copies/L", "{copies}/L", "拷贝/L";
        ! refused: "log10copies/mL" Logarithm, "log(copies/mL)" Logarithm, "lgcopies/mL" Logarithm, "log" Logarithm,
            "log10IU/mL" Logarithm, "lgIU/mL" Logarithm, "logIU/mL" Logarithm, "[lg]" Logarithm;
    }

    /// International units of a virus standard per volume; copies only through the assay's factor.
    international_units: volumetric_number_density::VolumetricNumberDensity {
        unit_per_milliliter = 1_000_000 / 1, "IU/mL", "[IU]/mL", "IU/ml", "iu/mL", "Iu/mL";
        thousand_units_per_milliliter = 1_000_000_000 / 1, "×10³ IU/mL", "10*3[IU]/mL",
            "×10³IU/mL", "10^3IU/mL", "x10^3IU/mL", "kIU/mL";
        unit_per_liter = 1_000 / 1, "IU/L", "[IU]/L";
    }

    /// Copies per international unit: the factor of an assay.
    copies_per_unit: ratio::Ratio {
        copies_per_international_unit = 1 / 1, "copies/IU", "{copies}/[IU]", "拷贝/IU", "";
    }
}
