//! A typed value in another unit: a view of it, never the entry.

use crate::{
    engine::unit::taken,
    model::Typed,
    quantity::{Analyte, Comparator, Exact, Style, UnitRow, read_number},
};

/// The typed value in another unit of the same table, with its comparator; none where it cannot be read.
pub fn show_in(analyte: Analyte, typed: &Typed, unit: &UnitRow) -> Option<(Comparator, Exact)> {
    let style = if analyte.may_be_censored() { Style::Laboratory } else { Style::Plain };
    let typed = taken(typed, style, |text| analyte.unit(text)).ok()?;
    let number = read_number(&typed.value, style).ok()?;
    let measured = analyte.measured(number.value, analyte.unit(&typed.unit)?)?;
    Some((number.comparator, measured.value_in(unit)?))
}

#[cfg(test)]
mod tests {
    use super::show_in;
    use crate::{
        model::Typed,
        quantity::{Analyte, Comparator, Exact},
    };

    /// facts.md section 4 and E24: 1.4 mg/dL of bilirubin are 23.9455409982 µmol/L, with 584.66 g/mol.
    #[test]
    fn converts_exactly() {
        let shown = |analyte: Analyte, value: &str, from: &str, to: &str| {
            show_in(analyte, &Typed::new(value, from), analyte.unit(to).unwrap())
        };
        let bilirubin = Exact::ratio(14, 10) * Exact::ratio(1_000_000, 58_466);
        assert_eq!(
            shown(Analyte::BilirubinTotal, "1.4", "mg/dL", "umol/L"),
            Some((Comparator::Equal, bilirubin))
        );
        assert_eq!(
            shown(Analyte::Haemoglobin, "11.8", "g/dL", "g/L"),
            Some((Comparator::Equal, Exact::from(118)))
        );
        assert_eq!(
            shown(Analyte::Alt, "<3", "U/L", "ukat/L"),
            Some((Comparator::Below, Exact::ratio(1, 20)))
        );
        assert_eq!(shown(Analyte::Alt, "1,2", "U/L", "ukat/L"), None, "what cannot be read is not shown");
        assert_eq!(shown(Analyte::Alt, "12", "", "ukat/L"), None, "no unit is guessed");
    }
}
