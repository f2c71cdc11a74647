//! Turns a derived result into plain data.

use super::{
    code::{
        choice_code, class_code, clear_from, cure_code, entry_code, lot_note_code, notice_name, outcome_code,
    },
    dose, evidence,
    result::{
        ChoiceOutcome, CriterionOutcome, DecidingEntry, DecisionOutcome, GroupOutcome, HangOutcome,
        LaterOutcome, NoteOutcome, NoticeOutcome, Outcome, PartOutcome, Pinned, ProblemOutcome, RowOutcome,
        StageOutcome,
    },
};
use crate::{
    engine::{
        Context, Derived,
        evidence::{clear::Clear, outcome::parts, sensitivity::Sensitivity},
        notice::NoticeCode,
        problem::Problem,
        protocol::plan::Name,
        site::settings::WeightBasis,
        verdict::{
            Verdict,
            later_findings::Newer,
            row::{Hang, Row},
            stage::{StageResult, day_from_code},
            verdict_code,
        },
    },
    i18n::Language,
    model::{Choice, Decision, Draft},
    report::{
        evidence::later_findings::plain,
        problem::{code_parts, code_text},
        words::Reporter,
    },
};

/// How much a result says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Verdicts, rows and parts, notices, problems.
    Verdicts,
    /// The same with evidence and doses.
    Full,
}

/// A derived result as plain data.
pub fn make<'r>(
    draft: &'r Draft,
    derived: &'r Derived,
    context: &'r Context,
    protocol_hash: &'r str,
    detail: Detail,
) -> Outcome<'r> {
    let plan = &context.plan;
    let full = detail == Detail::Full;
    let overall = &derived.overall;
    let criteria = plan.criteria.iter().zip(&overall.criteria);
    let stages = derived.stages.iter().chain(&derived.later).map(|stage| StageOutcome {
        stage: plan.stages.get(stage.stage).map_or("", |id| id),
        infusion: stage.infusion,
        date: stage.date.and_then(|moment| moment.date()).map(|day| day.to_string()),
        day: stage.day.to_string(),
        day_from: day_from_code(stage.day_from),
        from_by: hangs(&stage.from_by),
        verdict: verdict_code(stage.verdict),
        from: stage.from.map(|day| day.to_string()),
        clear_from: clear_from(stage.clear),
        clear_from_time: minute(stage.clear),
        so_far: stage.so_far,
        as_written: stage.infusion > 1,
        decision: decision(draft, plan.stages.get(stage.stage).map_or("", |id| id), stage),
        criteria: stage
            .rows
            .iter()
            .map(|row| {
                let newer = derived.newer.iter().find(|newer| {
                    (newer.criterion, newer.stage, 1) == (row.criterion, stage.stage, stage.infusion)
                });
                RowOutcome {
                    later: newer.map_or_else(Vec::new, |newer| later(newer, draft)),
                    notes: if full && (newer.is_some() || !plain(row)) {
                        notes(context, row)
                    } else {
                        Vec::new()
                    },
                    ..row_outcome(row, draft, context, full)
                }
            })
            .collect(),
    });
    Outcome {
        subject: &draft.subject,
        protocol: Pinned { id: &plan.protocol.id, version: &plan.protocol.version, sha256: protocol_hash },
        now: context.now.strftime("%Y-%m-%dT%H:%M").to_string(),
        verdict: verdict_code(overall.verdict),
        from: overall.from.map(|day| day.to_string()),
        from_by: hangs(&overall.from_by),
        so_far: derived.stages.iter().any(|stage| stage.so_far),
        criteria: full.then(|| {
            let row = |(criterion, outcome): (
                &'r crate::engine::protocol::plan::PlanCriterion,
                &crate::engine::evidence::outcome::Outcome,
            )| {
                CriterionOutcome { id: &criterion.id, outcome: outcome_code(*outcome) }
            };
            criteria.map(row).collect()
        }),
        groups: full.then(|| {
            let group =
                |(id, verdict): &'r (Name, Verdict)| GroupOutcome { id, verdict: verdict_code(*verdict) };
            overall.groups.iter().map(group).collect()
        }),
        stages: stages.collect(),
        decided_by: overall
            .decided_by
            .iter()
            .map(|(entry, rows)| DecidingEntry { entry: entry_code(entry), rows: *rows })
            .collect(),
        clearances: full
            .then(|| derived.clearances.iter().map(|found| evidence::value(found, None, draft)).collect()),
        doses: full.then(|| {
            let language = Language::English;
            let words = language.catalogue();
            let reporter = Reporter { draft, context, language, words, protocol_hash, example: false };
            dose::doses(&derived.dosings, (draft, context), &reporter)
        }),
        notices: derived
            .notices
            .iter()
            .map(|notice| NoticeOutcome {
                class: class_code(notice.class),
                code: notice_name(&notice.code),
                about: notice_about(&notice.code),
            })
            .collect(),
        problems: derived.problems.iter().map(problem_outcome).collect(),
    }
}

fn row_outcome<'r>(row: &'r Row, draft: &Draft, context: &'r Context, full: bool) -> RowOutcome<'r> {
    let criterion = context.plan.criteria.get(row.criterion);
    let own = criterion.map(|criterion| parts(criterion.side, &row.evidence)).unwrap_or_default();
    RowOutcome {
        id: criterion.map_or("", |criterion| &criterion.id),
        outcome: outcome_code(row.outcome),
        cure: cure_code(row.cure),
        parts: own
            .into_iter()
            .map(|(id, outcome, _)| PartOutcome { id, outcome: outcome_code(outcome) })
            .collect(),
        decided_by: row.decided_by.iter().map(entry_code).collect(),
        clear_from: clear_from(row.clear),
        clear_from_time: minute(row.clear),
        hinges_on: row.hinges.as_ref().map(|(question, reading)| format!("{question}:{reading}")),
        clear_by: hangs(&row.hangs),
        sensitive: row
            .sensitive
            .iter()
            .map(|(choice, outcome)| ChoiceOutcome {
                with: sensitivity_code(choice),
                outcome: outcome_code(*outcome),
            })
            .collect(),
        later: Vec::new(),
        notes: Vec::new(),
        evidence: full.then(|| evidence::leaves(&row.evidence, draft)),
    }
}

fn later<'r>(newer: &'r Newer, draft: &Draft) -> Vec<LaterOutcome<'r>> {
    let found = newer.findings.iter().map(|(leaf, when)| LaterOutcome {
        date: when.and_then(|when| when.date()).map(|day| day.to_string()),
        outcome: outcome_code(newer.outcome),
        evidence: evidence::leaves(leaf, draft),
    });
    found.collect()
}

fn notes<'r>(context: &'r Context, row: &Row) -> Vec<NoteOutcome<'r>> {
    let criterion = context.plan.protocol.criteria.get(row.criterion);
    let notes = criterion.map_or(&[][..], |criterion| criterion.notes.as_slice());
    notes.iter().map(|note| NoteOutcome { en: &note.en, zh_cn: &note.zh_cn }).collect()
}

/// What was signed at a stage, and whether the program says something else now.
fn decision<'r>(draft: &'r Draft, id: &str, stage: &StageResult) -> Option<DecisionOutcome<'r>> {
    let own = |known: &&Decision| known.stage == id && known.infusion == stage.infusion;
    let decision = draft.decisions.iter().find(own).filter(|own| !own.signed.by.is_empty())?;
    let about = match &decision.choice {
        None | Some(Choice::Agree) => None,
        Some(Choice::Misreads(about) | Choice::Deviation(about) | Choice::NotEnrolled(about)) => {
            Some(about.as_str())
        }
    };
    Some(DecisionOutcome {
        goes_on: decision.eligible,
        choice: decision.choice.as_ref().map(choice_code),
        about,
        by: &decision.signed.by,
        at: &decision.signed.at,
        verdict: &decision.verdict,
        differs: decision.verdict != verdict_code(stage.verdict),
    })
}

/// A problem as plain data.
pub fn problem_outcome(problem: &Problem) -> ProblemOutcome {
    let words = Language::English.catalogue();
    ProblemOutcome {
        field: problem.field.to_string(),
        code: problem.code.code(),
        expected: code_text(&problem.code, words),
        hint: code_parts(&problem.code, words).1,
        can_be_confirmed: problem.code.can_be_confirmed(),
    }
}

fn sensitivity_code(choice: &Sensitivity) -> String {
    match choice {
        Sensitivity::Reading { question, reading } => format!("reading:{question}:{reading}"),
        Sensitivity::Weight(WeightBasis::Actual) => "clearance_weight:actual".to_owned(),
        Sensitivity::Weight(WeightBasis::Ideal) => "clearance_weight:ideal".to_owned(),
        Sensitivity::Weight(WeightBasis::Adjusted) => "clearance_weight:adjusted".to_owned(),
        Sensitivity::LegacyConstant => "legacy_constant".to_owned(),
        Sensitivity::HbvFactor => "hbv_factor".to_owned(),
        Sensitivity::Template(laboratory) => format!("template:{laboratory}"),
        Sensitivity::OtherTemplate { other, .. } => format!("other_template:{other}"),
    }
}

fn hangs(hangs: &[Hang]) -> Vec<HangOutcome<'_>> {
    hangs
        .iter()
        .map(|hang| HangOutcome {
            question: &hang.question,
            reading: &hang.reading,
            clear_from: clear_from(hang.clear),
        })
        .collect()
}

/// To the minute, where a window is counted by the clock.
fn minute(clear: Clear) -> Option<String> {
    match clear {
        Clear::At(time) => Some(time.strftime("%Y-%m-%dT%H:%M").to_string()),
        Clear::Always | Clear::From(_) | Clear::NotKnown | Clear::Never => None,
    }
}

/// `apheresis,infusion`; of a later infusion with its number: `infusion 2`.
fn answered_before(stages: &[(Name, u32)]) -> String {
    let named = |(stage, infusion): &(Name, u32)| match infusion {
        1 => stage.to_string(),
        later => format!("{stage} {later}"),
    };
    stages.iter().map(named).collect::<Vec<_>>().join(",")
}

/// What a notice is about: an id, a field, a number, or nothing.
fn notice_about(code: &NoticeCode) -> String {
    match code {
        NoticeCode::ReadingsDiffer(id)
        | NoticeCode::UnconfirmedTemplate(id)
        | NoticeCode::EarlierDiffers(id) => id.to_string(),
        NoticeCode::Confirm(field) => field.to_string(),
        NoticeCode::CertificateDisagrees(about)
        | NoticeCode::OtherSubject(about)
        | NoticeCode::Expired(about) => about.clone(),
        NoticeCode::Sensitive { criterion, choice, .. } => {
            format!("{criterion}: {}", sensitivity_code(choice))
        }
        NoticeCode::WhichWeight(infusion)
        | NoticeCode::LatestWeight(infusion)
        | NoticeCode::WeightChanged { infusion, .. }
        | NoticeCode::WeightOld(infusion)
        | NoticeCode::WeightUnchecked(infusion)
        | NoticeCode::UnusualVolume(infusion)
        | NoticeCode::Overdose(infusion)
        | NoticeCode::Underdose(infusion)
        | NoticeCode::RepeatInfusion(infusion) => infusion.to_string(),
        NoticeCode::Lot(lot, note) => format!("{lot}: {}", lot_note_code(*note)),
        NoticeCode::AnswersNotFollowed(ids)
        | NoticeCode::LaterFindings(ids)
        | NoticeCode::OldValues(ids)
        | NoticeCode::LimitsTurn(ids)
        | NoticeCode::RetiredQuestions(ids) => ids.join(","),
        NoticeCode::LooksAgain(infusion, ids) => format!("{infusion}: {}", ids.join(",")),
        NoticeCode::AnsweredBefore(stages) => answered_before(stages),
        NoticeCode::ClearanceBelow30 | NoticeCode::PublishedHbvRange | NoticeCode::ToleranceNotSet => {
            String::new()
        }
    }
}
