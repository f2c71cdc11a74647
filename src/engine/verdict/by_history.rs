//! The windows that decide: which history each criterion looks at, at which stage, and how far back.

use super::{stage::StageResult, stand::Shown};
use crate::{
    engine::{
        evidence::{
            Evidence, History, Node,
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
    match &evidence.node {
        Node::All(children) | Node::Any(children) => {
            for child in children {
                walk(side, child, open, take);
            }
        }
        Node::Not(child) => walk(side.other(), child, open, take),
        Node::Part(_, child) => walk(side, child, open, take),
        Node::When(children) => {
            let [condition, then, otherwise] = &**children;
            if condition.truth != Truth::False {
                walk(side, then, open, take);
            }
            if condition.truth != Truth::True {
                walk(side, otherwise, open, take);
            }
        }
        Node::Readings { settled, of, .. } => {
            // Of readings that differ none is the verdict.
            let open = open || settled.is_none() && !evidence.truth.is_decided();
            for (place, (_, child)) in of.iter().enumerate() {
                if settled.is_none_or(|settled| settled == place) {
                    walk(side, child, open, take);
                }
            }
        }
        Node::Happened(history) => {
            let worst = if open { Outcome::Unknown } else { Outcome::Fail };
            take(outcome(side, evidence.truth).min(worst), evidence.truth, history);
        }
        Node::Holds | Node::Compare(_) | Node::Answer(_) => {}
    }
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
    use super::{window_start, windows};
    use crate::{
        engine::{
            Context, derive,
            evidence::{clear::Clear, outcome::Outcome},
        },
        model::{End, Protocol, RecordFile, Site, Span},
    };
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

    /// Trastuzumab ended on 2026-11-01: 28 days with the last day counted or open are over on 2026-11-30.
    #[test]
    fn each_criterion_looks_at_its_histories_at_its_stages() {
        let protocol: Protocol =
            ron::from_str(include_str!("../../../presets/protocols/nct06101082.ron")).unwrap();
        let record = include_str!("../../../presets/patients/follow-up.ron");
        let mut draft = ron::from_str::<RecordFile>(record).unwrap().draft;
        let now = date(2026, 11, 22).at(9, 0, 0, 0);
        let site = Site { schema: 1, ..Site::default() };
        let context = Context::new(&protocol, &site, &[], now).unwrap();
        draft.stages.retain(|stage| stage.stage == "screening");
        // Nothing has been given: the stages after screening are still to come.
        draft.infusions.clear();
        let therapy =
            draft.exposures.iter_mut().find(|exposure| exposure.kind == "systemic_therapy").unwrap();
        therapy.courses.truncate(1);
        therapy.courses.first_mut().unwrap().end = End::On("2026-11-01".to_owned());
        let derived = derive(&draft, &context);
        let found = windows(&context.plan, &derived.stages);
        let of = |criterion: &str, item: &str| {
            let own = |looked: &&super::Looked<'_>| {
                &*context.plan.criteria[looked.criterion].id == criterion && looked.item == item
            };
            found.iter().filter(own).collect::<Vec<_>>()
        };
        let antibody = of("E9", "systemic_therapy");
        assert_eq!(antibody.len(), 2, "before apheresis and before preconditioning");
        for looked in antibody {
            assert_eq!(looked.outcome, Outcome::Fail);
            assert_eq!(looked.clear(), Clear::From(date(2026, 11, 30)));
            assert_eq!(looked.reaches(), [(Some(date(2026, 10, 25)), date(2026, 11, 22))]);
        }
        let chemotherapy = of("E8", "systemic_therapy");
        assert_eq!(chemotherapy.len(), 1, "readings of one sentence are one window");
        assert_eq!(of("E9", "steroid").len(), 0);
        let drug = of("E15", "brain_metastasis_drug");
        assert_eq!(
            drug.first().unwrap().outcome,
            Outcome::Pass,
            "no tumour there: whoever asks, it excludes nobody"
        );
        assert_eq!(of("E23", "other_trial").first().unwrap().sentences.len(), 3);
    }
}
