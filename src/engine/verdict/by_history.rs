//! The windows that decide: which history each criterion looks at, at which stage, and how far back.

use super::{stage::StageResult, stand::Shown};
use crate::{
    engine::{
        evidence::{
            Evidence, Found, History,
            clear::Clear,
            outcome::{Outcome, outcome},
        },
        moment::calendar_length,
        protocol::plan::Plan,
    },
    model::{Side, Span, Truth},
};
use jiff::civil::Date;

/// What one criterion makes of one history at one stage.
#[derive(Clone, Debug)]
pub struct Looked<'d> {
    /// The criterion, as its place in the plan.
    pub criterion: usize,
    /// The stage, as its place in the plan.
    pub stage: usize,
    /// The history.
    pub item: &'d str,
    /// As seen from enrolment; unknown while an open reading hangs on it.
    pub outcome: Outcome,
    /// What it shows of its criterion: what ends is *not now*, as its row.
    pub shown: Shown,
    /// The sentences about this history with their truth, the one that decides first.
    pub sentences: Vec<(Truth, &'d History)>,
}

impl Looked<'_> {
    /// From when nothing of this history stands in the way here.
    pub fn clear(&self) -> Clear {
        self.sentences.iter().map(|(_, history)| history.clear).max().unwrap_or_default()
    }

    /// The days between which the windows lie, longest first of each anchor; none where an anchor has no day.
    pub fn reaches(&self) -> Vec<(Option<Date>, Date)> {
        let mut found: Vec<(Option<Date>, Date)> = Vec::new();
        for (_, history) in &self.sentences {
            for day in history.anchors.iter().filter_map(|(_, day)| *day) {
                let from = window_start(&history.sought.span, day);
                match found.iter_mut().find(|(_, known)| *known == day) {
                    Some((known, _)) => *known = known.zip(from).map(|(one, other)| one.min(other)),
                    None => found.push((from, day)),
                }
            }
        }
        found
    }
}

/// Every criterion with a history, in the order of stages and criteria. Branches that are not taken say nothing.
pub fn windows<'d>(plan: &Plan, stages: &'d [StageResult]) -> Vec<Looked<'d>> {
    let mut found: Vec<Looked<'d>> = Vec::new();
    for stage in stages {
        for row in &stage.rows {
            let Some(criterion) = plan.criteria.get(row.criterion) else { continue };
            let mut take = |outcome: Outcome, truth: Truth, history: &'d History| {
                // What the rest of the criterion has decided already is not worse than that.
                let outcome = outcome.min(row.outcome);
                let own = |known: &&mut Looked<'_>| {
                    (known.criterion, known.stage, known.item)
                        == (row.criterion, stage.stage, &*history.sought.item)
                };
                let Some(known) = found.iter_mut().find(own) else {
                    found.push(Looked {
                        criterion: row.criterion,
                        stage: stage.stage,
                        item: &history.sought.item,
                        outcome,
                        shown: Shown::of(outcome, row, row.stand(), true),
                        sentences: vec![(truth, history)],
                    });
                    return;
                };
                if outcome > known.outcome {
                    known.outcome = outcome;
                    known.shown = Shown::of(outcome, row, row.stand(), true);
                    known.sentences.insert(0, (truth, history));
                } else {
                    known.sentences.push((truth, history));
                }
            };
            walk(criterion.side, &row.evidence, false, &mut take);
        }
    }
    found
}

fn walk<'d>(
    side: Side,
    evidence: &'d Evidence,
    open: bool,
    take: &mut dyn FnMut(Outcome, Truth, &'d History),
) {
    if let Some(Found::Happened(history)) = evidence.statement() {
        let worst = if open { Outcome::Unknown } else { Outcome::Fail };
        take(outcome(side, evidence.truth).min(worst), evidence.truth, history);
    }
    // Of readings that differ none is the verdict.
    let open = open || evidence.unsettled().is_some() && !evidence.truth.is_decided();
    evidence.counting().for_each(|child| walk(side.through(evidence), child, open, take));
}

/// The first day of a window that reaches back from a day; `None` where it has no beginning. Half-lives differ from
/// course to course: of *the shorter of 14 days and 5 half-lives* the 14 days are known.
pub fn window_start(span: &Span, from: Date) -> Option<Date> {
    let back = match span {
        Span::Hours(hours) => calendar_length(&Span::Days(hours.div_ceil(24))),
        Span::Days(_) | Span::Months(_) | Span::Years(_) => calendar_length(span),
        Span::Shorter(spans) => return spans.iter().filter_map(|span| window_start(span, from)).max(),
        Span::HalfLives(_) | Span::Ever => return None,
    };
    from.checked_sub(back?).ok()
}

#[cfg(test)]
mod tests {
    use super::window_start;
    use crate::model::Span;
    use jiff::civil::date;

    #[test]
    fn a_window_starts_as_many_days_before() {
        let day = date(2024, 3, 5);
        for (span, first) in [
            (Span::Days(7), Some(date(2024, 2, 27))),
            (Span::Hours(72), Some(date(2024, 3, 2))),
            (Span::Hours(73), Some(date(2024, 3, 1))),
            (Span::Months(6), Some(date(2023, 9, 5))),
            (Span::Years(5), Some(date(2019, 3, 5))),
            (Span::Shorter(vec![Span::Days(14), Span::HalfLives(5)]), Some(date(2024, 2, 20))),
            (Span::Ever, None),
        ] {
            assert_eq!(window_start(&span, day), first, "{span:?}");
        }
    }
}
