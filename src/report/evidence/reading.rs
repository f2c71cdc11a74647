//! Readings of the text in words: what each says, and what it rests on.

use super::{EvidenceLine, Lines, Seen};
use crate::{
    engine::{
        evidence::{Evidence, Read, outcome::outcome},
        protocol::questions::readings,
    },
    report::words::Reporter,
};

impl Reporter<'_> {
    /// Of readings that come out alike what decides: the settled one, else each that says something of its own. Of
    /// readings that differ each with its outcome.
    pub(crate) fn readings(
        &self,
        seen: Seen,
        (read, of): (&Read, &[Evidence]),
        depth: usize,
        lines: &mut Lines,
    ) {
        let differ = of.windows(2).any(|pair| matches!(pair, [one, other] if one.truth != other.truth));
        if !differ {
            if let Some(decides) = read.settled.and_then(|place| of.get(place)) {
                return self.collect(seen, decides, depth, lines);
            }
            let mut all = Lines::new();
            for child in of {
                let mut own = Lines::new();
                self.collect(seen, child, depth, &mut own);
                all.extend(own.into_iter().filter(|line| !all.contains(line)).collect::<Lines>());
            }
            lines.extend(all);
            return;
        }
        for (place, (id, child)) in read.asked.ids.iter().zip(of).enumerate() {
            let truth = if seen.contrary { child.truth.not() } else { child.truth };
            let (reading, of) =
                (self.reading(&read.asked.question, id), self.outcome(seen.side, outcome(seen.side, truth)));
            let text = if read.settled == Some(place) {
                self.words.reading_settled(reading, of)
            } else {
                self.words.reading(reading, of)
            };
            lines.push(EvidenceLine::new(depth, text));
            self.collect(seen, child, depth + 1, lines);
        }
    }

    pub(crate) fn reading(&self, question: &str, id: &str) -> String {
        let readings = readings(&self.context.plan.protocol, question);
        let words = readings.iter().find(|reading| reading.id == id).and_then(|reading| reading.text);
        words.map_or_else(|| id.to_owned(), |words| self.language.of(words).to_owned())
    }
}
