//! Absolute counts from a differential. A printed absolute count beats a computed one.

use crate::quantity::Exact;

/// White cells corrected for nucleated red cells: × 100 ÷ (100 + nucleated red cells per 100 white cells).
pub fn corrected_white_cells(white_cells: &Exact, nucleated_per_hundred: &Exact) -> Option<Exact> {
    (white_cells * Exact::from(100)).per(&(Exact::from(100) + nucleated_per_hundred))
}

/// Fewer nucleated red cells than this per 100 white cells are not corrected for.
pub const CORRECT_FROM: i64 = 5;

/// White cells × share; the share of neutrophils includes the bands.
pub fn absolute(white_cells: &Exact, shares: &[Exact]) -> Exact {
    white_cells * shares.iter().cloned().sum::<Exact>()
}

#[cfg(test)]
mod tests {
    use super::{absolute, corrected_white_cells};
    use crate::quantity::Exact;

    fn x(text: &str) -> Exact {
        text.parse().unwrap()
    }

    /// facts.md X13-X15 and X29.
    #[test]
    fn x29_counts_from_a_differential() {
        assert_eq!(absolute(&x("3.2"), &[x("0.28"), x("0.04")]), x("1.024"));
        assert_eq!(absolute(&x("2.94"), &[x("0.34")]), x("0.9996"));
        assert_eq!(absolute(&x("2.0"), &[x("0.198")]), x("0.396"));
        assert_eq!(absolute(&x("9.2"), &[x("0.34")]), x("3.128"));
        assert_eq!(corrected_white_cells(&x("17.4"), &x("8")).unwrap().significant(12), "16.1111111111");
        let corrected = corrected_white_cells(&x("1.30"), &x("30")).unwrap();
        assert_eq!(corrected, x("1"));
        assert_eq!(absolute(&corrected, &[x("0.8")]), x("0.8"));
        assert_eq!(corrected_white_cells(&x("1"), &x("-100")), None);
    }
}
