//! A sentence about a patient: statements joined by connectives. Rule, plan and evidence are sentences of three kinds.
//!
//! Connectives, their logic and every walk stand here once. What a kind adds is its statements, what is known of a
//! sentence, and how parts and questions are named.

pub use super::connective::{Connective, Takes};

use super::Truth;
use std::{fmt::Debug, slice};

/// What the sentences of one kind are made of.
pub trait Kind: Clone + Debug + PartialEq {
    /// What is known of a sentence; nothing while it is only written down.
    type Truth: Clone + Debug + PartialEq;
    /// A single statement.
    type Statement: Clone + Debug + PartialEq;
    /// The id of a part.
    type Part: Clone + Debug + PartialEq;
    /// An open question and the names of its readings, in the order of the sentences joined.
    type Question: Clone + Debug + PartialEq;
}

/// A sentence about a patient; it holds, does not hold, or is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence<K: Kind> {
    /// What is known of it.
    pub truth: K::Truth,
    says: Says<K>,
}

/// What a sentence says.
#[derive(Clone, Debug, PartialEq)]
pub enum Says<K: Kind> {
    /// A single statement.
    Single(K::Statement),
    /// Sentences made into one.
    Joined(Connective<K>, Vec<Sentence<K>>),
}

/// Sentences of which nothing is known yet.
impl<K: Kind<Truth = ()>> Sentence<K> {
    /// A single statement.
    pub const fn of(statement: K::Statement) -> Self {
        Self { truth: (), says: Says::Single(statement) }
    }

    /// Every one holds.
    pub const fn all(sentences: Vec<Self>) -> Self {
        Self::joined(Connective::All, sentences)
    }

    /// At least one holds.
    pub const fn any(sentences: Vec<Self>) -> Self {
        Self::joined(Connective::Any, sentences)
    }

    /// It does not hold.
    #[expect(clippy::should_implement_trait, reason = "it builds, as its neighbours do")]
    pub fn not(sentence: Self) -> Self {
        Self::joined(Connective::Not, vec![sentence])
    }

    /// If, then, otherwise.
    pub fn when(condition: Self, then: Self, otherwise: Self) -> Self {
        Self::joined(Connective::When, vec![condition, then, otherwise])
    }

    /// A part with an id of its own.
    pub fn part(id: K::Part, sentence: Self) -> Self {
        Self::joined(Connective::Part(id), vec![sentence])
    }

    /// Always holds.
    pub const fn holds() -> Self {
        Self::joined(Connective::Holds, Vec::new())
    }

    /// The ways to read it, as many as the question names.
    pub const fn readings(question: K::Question, sentences: Vec<Self>) -> Self {
        Self::joined(Connective::Readings(question), sentences)
    }

    /// The same connective over other sentences, as many as it joins; a single statement stays what it is.
    #[must_use]
    pub fn over(&self, sentences: Vec<Self>) -> Self {
        match &self.says {
            Says::Single(_) => self.clone(),
            Says::Joined(connective, _) => Self::joined(connective.clone(), sentences),
        }
    }

    /// As many sentences as the connective joins.
    pub(crate) const fn joined(connective: Connective<K>, sentences: Vec<Self>) -> Self {
        Self { truth: (), says: Says::Joined(connective, sentences) }
    }
}

/// Sentences that were looked at.
impl<K: Kind<Truth = Truth>> Sentence<K> {
    pub(crate) const fn known(truth: Truth, statement: K::Statement) -> Self {
        Self { truth, says: Says::Single(statement) }
    }

    pub(crate) fn judged(connective: Connective<K>, sentences: Vec<Self>, settled: Option<usize>) -> Self {
        let truth = connective.combine(sentences.iter().map(|sentence| sentence.truth), settled);
        Self { truth, says: Says::Joined(connective, sentences) }
    }
}

impl<K: Kind> Sentence<K> {
    /// What it says.
    pub const fn says(&self) -> &Says<K> {
        &self.says
    }

    /// The single statement that it is.
    pub const fn statement(&self) -> Option<&K::Statement> {
        match &self.says {
            Says::Single(statement) => Some(statement),
            Says::Joined(..) => None,
        }
    }

    /// The connective by which it is made of others.
    pub const fn connective(&self) -> Option<&Connective<K>> {
        match &self.says {
            Says::Single(_) => None,
            Says::Joined(connective, _) => Some(connective),
        }
    }

    /// The sentences directly inside it, in their order.
    pub fn children(&self) -> &[Self] {
        match &self.says {
            Says::Single(_) => &[],
            Says::Joined(_, sentences) => sentences,
        }
    }

    /// The id that it has as a part.
    pub const fn part_id(&self) -> Option<&K::Part> {
        match self.connective() {
            Some(Connective::Part(id)) => Some(id),
            _ => None,
        }
    }

    /// The question that it can be read by in more than one way; the readings are its [`Self::children`].
    pub const fn question(&self) -> Option<&K::Question> {
        match self.connective() {
            Some(Connective::Readings(question)) => Some(question),
            _ => None,
        }
    }

    /// The sentence that chooses one of the others, if there is one, and those others.
    pub fn choice(&self) -> (Option<&Self>, &[Self]) {
        match (self.connective(), self.children().split_first()) {
            (Some(Connective::When), Some((condition, branches))) => (Some(condition), branches),
            _ => (None, self.children()),
        }
    }

    /// Itself and every sentence in it, from the outside in, in their order.
    pub fn walk(&self) -> Walk<'_, K> {
        Walk { around: Vec::new(), next: slice::from_ref(self).iter() }
    }

    /// The single statements in it, in their order, each with the sentence that it is.
    pub fn leaves(&self) -> impl Iterator<Item = (&Self, &K::Statement)> {
        self.walk().filter_map(|sentence| Some((sentence, sentence.statement()?)))
    }

    /// The single statements in it, in their order.
    pub fn statements(&self) -> impl Iterator<Item = &K::Statement> {
        self.walk().filter_map(Self::statement)
    }

    /// The truth of the whole by what each statement comes to, and which reading of a question is settled. Every
    /// statement is asked for, in the order of [`Self::leaves`].
    pub fn truth_by(
        &self,
        leaf: &mut dyn FnMut(&Self, &K::Statement) -> Truth,
        settled: &dyn Fn(&K::Question) -> Option<usize>,
    ) -> Truth {
        match &self.says {
            Says::Single(statement) => leaf(self, statement),
            Says::Joined(connective, sentences) => {
                let settled_here = self.question().and_then(settled);
                let truths = sentences.iter().map(|sentence| sentence.truth_by(leaf, settled));
                connective.combine(truths, settled_here)
            }
        }
    }
}

/// See [`Sentence::walk`].
pub struct Walk<'s, K: Kind> {
    around: Vec<slice::Iter<'s, Sentence<K>>>,
    next: slice::Iter<'s, Sentence<K>>,
}

impl<'s, K: Kind> Iterator for Walk<'s, K> {
    type Item = &'s Sentence<K>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(sentence) = self.next.next() {
                let inside = sentence.children().iter();
                if inside.len() > 0 {
                    self.around.push(std::mem::replace(&mut self.next, inside));
                }
                return Some(sentence);
            }
            self.next = self.around.pop()?;
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{
        Kind, Sentence,
        Truth::{self, False as F, True as T, Unknown as U},
    };

    /// Statements with their truth in the place of words.
    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct Said;

    impl Kind for Said {
        type Truth = ();
        type Statement = Truth;
        type Part = &'static str;
        type Question = &'static str;
    }

    type Saying = Sentence<Said>;

    fn says(truths: &[Truth]) -> Vec<Saying> {
        truths.iter().map(|truth| Saying::of(*truth)).collect()
    }

    fn truth(sentence: &Saying, settled: Option<usize>) -> Truth {
        sentence.truth_by(&mut |_, truth| *truth, &|_| settled)
    }

    #[test]
    fn each_connective_by_its_table() {
        for (sentence, expected) in [
            (Saying::all(says(&[T, U, T])), U),
            (Saying::all(says(&[U, F])), F),
            (Saying::any(says(&[F, U])), U),
            (Saying::any(says(&[U, T])), T),
            (Saying::not(Saying::of(F)), T),
            (Saying::part("I8.platelets", Saying::of(U)), U),
            (Saying::when(Saying::of(T), Saying::of(F), Saying::of(T)), F),
            (Saying::when(Saying::of(F), Saying::of(F), Saying::of(T)), T),
            (Saying::when(Saying::of(U), Saying::of(T), Saying::of(T)), T),
            (Saying::when(Saying::of(U), Saying::of(T), Saying::of(F)), U),
            (Saying::holds(), T),
            (Saying::readings("days", says(&[T, T])), T),
            (Saying::readings("days", says(&[T, F])), U),
        ] {
            assert_eq!(truth(&sentence, None), expected, "{sentence:?}");
        }
        let open = Saying::readings("days", says(&[T, F, U]));
        assert_eq!([0, 1, 2].map(|place| truth(&open, Some(place))), [T, F, U]);
        assert_eq!(truth(&open, Some(3)), U, "a reading that is not there settles nothing");
    }

    #[test]
    fn every_statement_is_asked_for_once_and_in_order() {
        let inner = Saying::when(Saying::of(T), Saying::not(Saying::of(U)), Saying::holds());
        let sentence = Saying::any(vec![Saying::of(T), Saying::all(vec![inner, Saying::of(F)])]);
        let mut asked = Vec::new();
        sentence.truth_by(
            &mut |_, truth| {
                asked.push(*truth);
                *truth
            },
            &|_| None,
        );
        assert_eq!(asked, [T, T, U, F]);
        assert_eq!(sentence.statements().copied().collect::<Vec<_>>(), asked);
        // Any, T, All, When, T, Not, U, Holds, F.
        assert_eq!(sentence.walk().count(), 9);
        let (condition, branches) = sentence.children()[1].children()[0].choice();
        assert_eq!((condition, branches.len()), (Some(&Saying::of(T)), 2));
    }

    #[test]
    fn a_list_over_other_sentences_stays_what_it_is() {
        let list = Saying::any(says(&[F, F]));
        assert_eq!(list.over(says(&[T])), Saying::any(says(&[T])));
        assert_eq!(Saying::of(U).over(says(&[T])), Saying::of(U));
    }
}
