//! What would decide a row: every entry that could make it pass or fail by itself.

use crate::{
    engine::{
        evidence::{Entry, Evidence, Found, Suppose, Why},
        protocol::plan::Name,
    },
    model::{Edge, Truth},
};
use std::sync::Arc;

/// The entries that decide this row: giving one some value, all else unchanged, makes the row pass or fail.
pub fn deciding_entries(evidence: &Evidence) -> Vec<Entry> {
    if evidence.truth.is_decided() {
        return Vec::new();
    }
    // A row that is one sentence is decided by whatever decides the sentence.
    if let Some(needs) = evidence.statement().map(Found::needs) {
        let mut entries = if needs.jointly { Vec::new() } else { needs.entries.clone() };
        entries.sort();
        entries.dedup();
        return entries;
    }
    let leaves: Vec<(&Evidence, &Found)> = evidence.leaves().collect();
    let needs = leaves.iter().map(|(_, found)| found.needs()).filter(|needs| !needs.jointly);
    let mut entries: Vec<&Entry> = needs.flat_map(|needs| &needs.entries).collect();
    entries.sort_unstable();
    entries.dedup();
    let mut tries = Tries { evidence, said: Vec::with_capacity(leaves.len()), leaves, sentences: Vec::new() };
    let mut found: Vec<Entry> = entries.into_iter().filter(|entry| tries.decides(entry)).cloned().collect();
    for (question, readings) in open_questions(evidence) {
        let settles = (0..readings).any(|place| {
            let mut leaf = |leaf: &Evidence, _: &Found| leaf.truth;
            let reading = Some((&*question, place));
            evidence.supposing(&mut Suppose { leaf: &mut leaf, reading }).is_decided()
        });
        let entry = Entry::Question(question);
        if settles && !found.contains(&entry) {
            found.push(entry);
        }
    }
    found
}

/// The unsettled questions that make something unknown, each with how many of its readings are sentences. An open end of
/// a window is a question like the others; its two answers are none.
pub(crate) fn open_questions(evidence: &Evidence) -> impl Iterator<Item = (Name, usize)> {
    evidence.walk().filter_map(|sentence| match (sentence.unsettled(), sentence.statement()) {
        (Some(readings), _) if !sentence.truth.is_decided() => {
            Some((Arc::clone(&readings.question), readings.ids.len()))
        }
        (None, Some(Found::Happened(history))) => match (&history.why, &history.sought.end) {
            (Some(Why::OnOpenEnd), Edge::Open(question)) => Some((question.as_str().into(), 0)),
            _ => None,
        },
        _ => None,
    })
}

/// What a try supposes: every sentence the same way, or one of them otherwise than the rest.
#[derive(Clone, Copy)]
struct Pattern {
    rest: bool,
    odd: Option<usize>,
}

impl Pattern {
    /// All patterns of so many sentences, each once.
    fn all(sentences: usize) -> impl Iterator<Item = Self> {
        let odd = match sentences {
            0 | 1 => 0,
            2 => 1,
            more => more,
        };
        let odd = std::iter::once(None).chain((0..odd).map(Some));
        odd.flat_map(|odd| [true, false].map(|rest| Self { rest, odd }))
    }

    /// Whether the sentence at this place holds.
    fn holds(self, place: usize) -> bool {
        self.rest != (self.odd == Some(place))
    }
}

/// Tries one entry of a row after the other; the lists are filled anew for each.
struct Tries<'e> {
    evidence: &'e Evidence,
    /// Every leaf in order.
    leaves: Vec<(&'e Evidence, &'e Found)>,
    /// The sentences that hang on the entry.
    sentences: Vec<&'e Found>,
    /// Of every leaf: the sentence that it says, where that hangs on the entry.
    said: Vec<Option<usize>>,
}

impl Tries<'_> {
    /// Tries what the entry can say: all that hangs on it one way, all the other, and each sentence alone. Leaves
    /// that say the same sentence come out the same, and a question has one answer.
    fn decides(&mut self, entry: &Entry) -> bool {
        let Self { evidence, leaves, sentences, said } = self;
        sentences.clear();
        said.clear();
        for (leaf, found) in leaves {
            let hangs = !leaf.truth.is_decided() && found.needs().decided_by(entry);
            said.push(hangs.then(|| {
                let known = sentences.iter().position(|known| same_sentence(known, found));
                known.unwrap_or_else(|| {
                    sentences.push(found);
                    sentences.len() - 1
                })
            }));
        }
        Pattern::all(sentences.len()).filter(|pattern| possible(sentences, *pattern)).any(|pattern| {
            let mut said = said.iter();
            let mut leaf = |leaf: &Evidence, _: &Found| match said.next() {
                Some(Some(place)) => Truth::from(pattern.holds(*place)),
                _ => leaf.truth,
            };
            evidence.supposing(&mut Suppose { leaf: &mut leaf, reading: None }).is_decided()
        })
    }
}

/// One question has one answer: two answers to it do not both hold, and of *yes* and *no* one does.
fn possible(sentences: &[&Found], pattern: Pattern) -> bool {
    if sentences.len() < 2 {
        return true;
    }
    let answers = || {
        sentences.iter().enumerate().filter_map(|(place, found)| {
            let Found::Answer(answered) = found else { return None };
            Some((&answered.asked.item, &*answered.asked.wanted, pattern.holds(place)))
        })
    };
    answers().all(|(item, wanted, holds)| {
        let mut others = answers().filter(|(other, answer, _)| *other == item && *answer != wanted);
        if holds {
            return others.all(|(.., also)| !also);
        }
        let opposite = match wanted {
            "Yes" => "No",
            "No" => "Yes",
            _ => return true,
        };
        others.all(|(_, answer, also)| answer != opposite || also)
    })
}

fn same_sentence(one: &Found, other: &Found) -> bool {
    match (one, other) {
        (Found::Answer(one), Found::Answer(other)) => one.asked == other.asked,
        _ => std::ptr::eq(one, other),
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn every_pattern_is_tried_once() {
        for (sentences, expected) in [(1, 2), (2, 4), (3, 8), (4, 10), (9, 20)] {
            let mut patterns: Vec<Vec<bool>> = Pattern::all(sentences)
                .map(|pattern| (0..sentences).map(|place| pattern.holds(place)).collect())
                .collect();
            assert_eq!(patterns.len(), expected);
            patterns.sort();
            patterns.dedup();
            assert_eq!(patterns.len(), expected, "{sentences} sentences");
            for odd in 0..sentences {
                for rest in [true, false] {
                    let alone: Vec<bool> = (0..sentences).map(|place| rest != (place == odd)).collect();
                    assert!(patterns.contains(&alone), "{alone:?}");
                }
            }
        }
    }
}
