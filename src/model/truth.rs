//! Three-valued truth: Kleene's strong logic.

/// True, false, or not known (yet).
///
/// ```text
/// and | T U F     or | T U F     not
/// ----+------     ---+------     -------
///  T  | T U F      T | T T T     T -> F
///  U  | U U F      U | T U U     U -> U
///  F  | F F F      F | T U F     F -> T
/// ```
///
/// Source: Kleene, *Introduction to Metamathematics*, 1952, section 64. Learning more never flips a decided
/// result: replacing an `Unknown` by `True` or `False` keeps every result that was not `Unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// Known to hold.
    True,
    /// Known not to hold.
    False,
    /// Not known: never a pass, never a fail.
    Unknown,
}

impl Truth {
    /// Both hold.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
        }
    }

    /// At least one holds.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::True, _) | (_, Self::True) => Self::True,
            (Self::False, Self::False) => Self::False,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
        }
    }

    /// Does not hold.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// All hold; true of none.
    #[must_use]
    pub fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().fold(Self::True, Self::and)
    }

    /// At least one holds; false of none.
    #[must_use]
    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().fold(Self::False, Self::or)
    }

    /// What several ways to look at one thing agree on; unknown where they differ, and of none.
    #[must_use]
    pub fn agreement(truths: impl IntoIterator<Item = Self>) -> Self {
        let mut truths = truths.into_iter();
        match truths.next() {
            Some(first) if truths.all(|other| other == first) => first,
            _ => Self::Unknown,
        }
    }

    /// If this holds the one, otherwise the other; where it is not known, what the two agree on.
    ///
    /// | if | true | false | unknown |
    /// |----|------|-------|---------|
    /// | | then | otherwise | `agreement([then, otherwise])` |
    #[must_use]
    pub fn branch(self, then: Self, otherwise: Self) -> Self {
        match self {
            Self::True => then,
            Self::False => otherwise,
            Self::Unknown => Self::agreement([then, otherwise]),
        }
    }

    /// Known either way.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        !matches!(self, Self::Unknown)
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False as F, True as T, Unknown as U};
    use proptest::prelude::*;

    const ALL: [Truth; 3] = [T, U, F];

    #[test]
    fn tables_are_kleenes() {
        let and = [[T, U, F], [U, U, F], [F, F, F]];
        let or = [[T, T, T], [T, U, U], [T, U, F]];
        for (i, a) in ALL.into_iter().enumerate() {
            for (j, b) in ALL.into_iter().enumerate() {
                assert_eq!(a.and(b), and[i][j], "{a:?} and {b:?}");
                assert_eq!(a.or(b), or[i][j], "{a:?} or {b:?}");
            }
        }
        assert_eq!(ALL.map(Truth::not), [F, U, T]);
    }

    #[test]
    fn empty_lists() {
        assert_eq!(Truth::all([]), T);
        assert_eq!(Truth::any([]), F);
        assert_eq!(Truth::agreement([]), U);
    }

    #[test]
    fn agreement_table() {
        for (list, expected) in [
            (vec![T, T], T),
            (vec![F, F, F], F),
            (vec![T, F], U),
            (vec![T, U], U),
            (vec![U, U], U),
            (vec![F], F),
        ] {
            assert_eq!(Truth::agreement(list.clone()), expected, "{list:?}");
        }
    }

    /// All 27: what is known decides alone, and what is not known decides where both say the same.
    #[test]
    fn branch_table() {
        // Rows: then; columns: otherwise; in the order of ALL.
        let holds = [[T, T, T], [U, U, U], [F, F, F]];
        let fails = [[T, U, F], [T, U, F], [T, U, F]];
        let unknown = [[T, U, U], [U, U, U], [U, U, F]];
        for (condition, table) in [(T, holds), (U, unknown), (F, fails)] {
            for (i, then) in ALL.into_iter().enumerate() {
                for (j, otherwise) in ALL.into_iter().enumerate() {
                    let found = condition.branch(then, otherwise);
                    assert_eq!(found, table[i][j], "if {condition:?} then {then:?} otherwise {otherwise:?}");
                }
            }
        }
    }

    fn truth() -> impl Strategy<Value = Truth> {
        prop_oneof![Just(T), Just(U), Just(F)]
    }

    /// `b` knows at least what `a` knows.
    fn refines(a: Truth, b: Truth) -> bool {
        a == U || a == b
    }

    proptest! {
        #[test]
        fn kleene_laws(a in truth(), b in truth(), c in truth()) {
            prop_assert_eq!(a.and(b), b.and(a));
            prop_assert_eq!(a.or(b), b.or(a));
            prop_assert_eq!(a.and(b).and(c), a.and(b.and(c)));
            prop_assert_eq!(a.or(b).or(c), a.or(b.or(c)));
            prop_assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
            prop_assert_eq!(a.and(b).not(), a.not().or(b.not()));
            prop_assert_eq!(a.not().not(), a);
            prop_assert_eq!(a.and(a.or(b)), a);
        }

        #[test]
        fn monotone_in_information(a in truth(), b in truth(), x in truth(), y in truth()) {
            let (more_a, more_b) = (if a == U { x } else { a }, if b == U { y } else { b });
            prop_assert!(refines(a.and(b), more_a.and(more_b)));
            prop_assert!(refines(a.or(b), more_a.or(more_b)));
            prop_assert!(refines(a.not(), more_a.not()));
            // Agreement is monotone too: two known and equal results stay equal.
            prop_assert!(refines(Truth::agreement([a, b]), Truth::agreement([more_a, more_b])));
        }
    }
}
