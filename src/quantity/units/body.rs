//! Units of the body: weight, lengths, age, scores.

use super::table::units;

units! {
    /// Body weight. The pound is the international one; 斤 is refused by name.
    weight: mass::Mass {
        kilogram = 1 / 1, "kg", "kg", "公斤", "千克", "Kg", "KG", "kgs";
        gram = 1 / 1000, "g", "g", "克";
        pound = 45_359_237 / 100_000_000, "lb", "[lb_av]", "lbs", "LB", "磅";
        ! refused: "斤" Jin, "市斤" Jin, "jin" Jin, "Jin" Jin, "JIN" Jin, "xkg" NotAUnit, "k" NotAUnit, "oz" NotAUnit, "stone" NotAUnit,
            "st" NotAUnit, "两" NotAUnit, "kg/m2" OtherQuantity, "cm" OtherQuantity;
    }

    /// Lengths: height and lesions. The inch is exactly 2.54 cm.
    length: length::Length {
        centimeter = 1 / 100, "cm", "cm", "厘米", "公分", "CM";
        millimeter = 1 / 1000, "mm", "mm", "毫米", "MM";
        meter = 1 / 1, "m", "m", "米";
        inch = 254 / 10_000, "in", "[in_i]", "inch", "inches", "英寸";
        ! refused: "ft" NotAUnit, "feet" NotAUnit, "尺" NotAUnit, "寸" NotAUnit, "kg" OtherQuantity, "cm2" OtherQuantity;
    }

    /// Age in completed years.
    years: ratio::Ratio {
        year = 1 / 1, "years", "a", "y", "yr", "yrs", "year", "岁", "年";
        ! refused: "mo" OtherQuantity, "months" OtherQuantity, "月" OtherQuantity;
    }

    /// A score without a unit, such as the ECOG performance status.
    score: ratio::Ratio {
        point = 1 / 1, "", "{score}", "分", "1";
    }
}
