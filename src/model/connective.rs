//! How sentences are made into one, and what that makes of their truths.

use super::{Truth, sentence::Kind};

/// How sentences are made into one.
#[derive(Clone, Debug, PartialEq)]
pub enum Connective<K: Kind> {
    /// Every one holds.
    All,
    /// At least one holds.
    Any,
    /// The only one does not hold.
    Not,
    /// If the first holds the second decides, otherwise the third; where the first is unknown, both must agree.
    When,
    /// The only one is a part of the criterion with an id of its own, such as `I8.platelets`.
    Part(K::Part),
    /// There is none, and it always holds.
    Holds,
    /// Each is a way to read the text. Where they agree that is the verdict; where they differ it is unknown until the
    /// site settles the question.
    Readings(K::Question),
}

/// What it takes for joined sentences to come out one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Any one of them that comes out so.
    One,
    /// All of them.
    All,
    /// The one that is chosen.
    Chosen,
}

impl<K: Kind> Connective<K> {
    /// The truth of the whole by the truths of its sentences, in their order. Every truth is asked for, decided or not.
    ///
    /// `settled` is the place of the reading that the site has settled on.
    pub fn combine(&self, truths: impl IntoIterator<Item = Truth>, settled: Option<usize>) -> Truth {
        let mut truths = truths.into_iter();
        let mut next = || truths.next().unwrap_or(Truth::Unknown);
        match self {
            Self::All => Truth::all(truths),
            Self::Any => Truth::any(truths),
            Self::Not => next().not(),
            Self::When => next().branch(next(), next()),
            Self::Part(_) => next(),
            Self::Holds => Truth::True,
            Self::Readings(_) => {
                let (mut chosen, mut agreed) = (None, None);
                for (place, truth) in truths.enumerate() {
                    chosen = chosen.or_else(|| (settled == Some(place)).then_some(truth));
                    agreed = Some(agreed.map_or(truth, |agreed| Truth::agreement([agreed, truth])));
                }
                chosen.or(agreed).unwrap_or(Truth::Unknown)
            }
        }
    }

    /// What it takes for the whole to hold, or not to hold. Where there is but one sentence, that one.
    pub const fn takes(&self, holds: bool) -> Takes {
        match (self, holds) {
            (Self::All, true) | (Self::Any, false) => Takes::All,
            (Self::All, false) | (Self::Any, true) | (Self::Not | Self::Part(_) | Self::Holds, _) => {
                Takes::One
            }
            (Self::When | Self::Readings(_), _) => Takes::Chosen,
        }
    }

    /// The whole holds where its sentence does not.
    pub const fn turns(&self) -> bool {
        matches!(self, Self::Not)
    }

    /// It joins a list of sentences, each with a say.
    pub const fn is_list(&self) -> bool {
        matches!(self, Self::All | Self::Any)
    }

    /// The same connective of another kind.
    pub fn convert<L: Kind>(
        &self,
        part: impl FnOnce(&K::Part) -> L::Part,
        question: impl FnOnce(&K::Question) -> L::Question,
    ) -> Connective<L> {
        match self {
            Self::All => Connective::All,
            Self::Any => Connective::Any,
            Self::Not => Connective::Not,
            Self::When => Connective::When,
            Self::Part(id) => Connective::Part(part(id)),
            Self::Holds => Connective::Holds,
            Self::Readings(asked) => Connective::Readings(question(asked)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Connective, Takes};
    use crate::model::{
        Truth::{self, False as F, True as T, Unknown as U},
        sentence::tests::Said,
    };

    /// What one of them, or all of them, makes of the whole is what the table says: over all lists of three.
    #[test]
    fn it_takes_what_is_said() {
        let truth = |digit: usize| [T, F, U][digit % 3];
        for number in 0..27 {
            let list = [truth(number), truth(number / 3), truth(number / 9)];
            for connective in
                [Connective::<Said>::All, Connective::Any, Connective::Not, Connective::Part("p")]
            {
                let single = matches!(connective, Connective::Not | Connective::Part(_));
                let list = if single { &list[..1] } else { &list[..] };
                for holds in [true, false] {
                    let inside = Truth::from(holds != connective.turns());
                    let expected = match connective.takes(holds) {
                        Takes::One => list.contains(&inside),
                        Takes::All => list.iter().all(|own| *own == inside),
                        Takes::Chosen => continue,
                    };
                    let found = connective.combine(list.iter().copied(), None) == Truth::from(holds);
                    assert_eq!(found, expected, "{connective:?} {list:?}");
                }
            }
        }
    }
}
