//! The screening report: what decides first, then every row with its evidence.

use super::{
    block::{Block, Document},
    evidence::EvidenceLine,
    evidence::later_findings::plain,
    headline::headline,
    problem::problem_text,
    words::Reporter,
};
use crate::{
    engine::{
        Derived,
        lot::LotNote,
        notice::{Notice, NoticeCode},
        protocol::plan::Name,
        value::clearance::lines_of,
        verdict::{Verdict, row::Row},
    },
    i18n::number,
    model::Side,
    quantity::{Analyte, display::Displayed as _},
};

/// The report for one patient.
pub fn screening(reporter: &Reporter<'_>, derived: &Derived) -> Document {
    let words = reporter.words;
    let mut document = Document { blocks: reporter.banners() };
    let text = headline(reporter, derived).text;
    document.push(Block::Headline(words.headline(reporter.subject(), text)));
    let problems = derived.problems.iter().map(|problem| Block::Line(problem_text(problem, words)));
    document.section(&words.heading_problems, problems.collect());
    document.section(&words.heading_notices, notices(reporter, &derived.notices));
    let mut table = vec![stages(reporter, derived)];
    if !derived.later.is_empty() {
        table.push(Block::Line(words.later_as_written.clone()));
    }
    document.section(&words.heading_stages, table);
    document.section(&words.heading_groups, vec![groups(reporter, derived)]);
    document.section(&words.heading_deciding, deciding(reporter, derived));
    document.section(&words.heading_clearance, clearances(reporter, derived));
    document.section(&words.heading_criteria, criteria(reporter, derived));
    document.section(&words.heading_later_infusions, later_infusions(reporter, derived));
    document.blocks.extend(reporter.footer());
    document
}

/// Measured from urine and estimated with each weight, with the lines of the calculation.
fn clearances(reporter: &Reporter<'_>, derived: &Derived) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (basis, steps) in lines_of(&derived.clearance_work) {
        let found = derived.clearances.iter().find(|found| found.basis == basis);
        blocks.extend(found.map(|found| Block::Line(reporter.estimate(found))));
        if found.is_none() {
            blocks.push(Block::Line(reporter.item(Analyte::ClearanceMeasured.id())));
        }
        blocks.extend(steps.iter().map(|step| Block::Formula(reporter.step(step))));
    }
    blocks
}

fn stages(reporter: &Reporter<'_>, derived: &Derived) -> Block {
    let words = reporter.words;
    let header = vec![
        words.column_stage.clone(),
        words.column_date.clone(),
        words.column_verdict.clone(),
        words.column_earliest.clone(),
    ];
    // Where nobody has decided anything yet, the table has no column for it.
    let decided = !reporter.draft.decisions.is_empty();
    let header = header.into_iter().chain(decided.then(|| words.column_decision.clone())).collect();
    let rows = derived.stages.iter().chain(&derived.later).map(|stage| {
        let id = reporter.context.plan.stages.get(stage.stage).map_or("", |id| id);
        let date = reporter.stage_day(stage);
        let earliest = reporter.earliest(stage.clear);
        let open = stage.verdict != Verdict::NotNow;
        let earliest = if open { reporter.with_readings(earliest, &stage.from_by) } else { earliest };
        let mut cells =
            vec![reporter.stage_of(id, stage.infusion), date, reporter.stage_verdict(stage), earliest];
        cells.extend(decided.then(|| reporter.decided_at(id, stage)));
        cells
    });
    Block::table(std::iter::once(header).chain(rows).collect(), Vec::new())
}

fn groups(reporter: &Reporter<'_>, derived: &Derived) -> Block {
    let words = reporter.words;
    let header = vec![words.column_group.clone(), words.column_verdict.clone()];
    let groups = &reporter.context.plan.protocol.groups;
    let rows = derived.overall.groups.iter().map(|(id, verdict)| {
        let name = groups.iter().find(|group| group.id == **id);
        let name = name.map_or_else(|| id.to_string(), |group| reporter.language.of(&group.name).to_owned());
        vec![name, reporter.group_verdict(*verdict).to_owned()]
    });
    Block::table(std::iter::once(header).chain(rows).collect(), Vec::new())
}

fn deciding(reporter: &Reporter<'_>, derived: &Derived) -> Vec<Block> {
    let entries = derived
        .overall
        .decided_by
        .iter()
        .map(|(entry, rows)| Block::Line(reporter.words.decides_rows(reporter.entry(entry), rows)));
    entries.collect()
}

/// All rows in the registry's order, each at the stages where it decides.
fn criteria(reporter: &Reporter<'_>, derived: &Derived) -> Vec<Block> {
    let plan = &reporter.context.plan;
    let mut blocks = Vec::new();
    for (place, criterion) in plan.criteria.iter().enumerate() {
        let rows: Vec<(&Row, usize)> = derived
            .stages
            .iter()
            .flat_map(|stage| stage.rows.iter().map(move |row| (row, stage.stage)))
            .filter(|(row, _)| row.criterion == place)
            .collect();
        let Some(stand) = derived.overall.stands.get(place) else { continue };
        let stages: Vec<String> = rows
            .iter()
            .filter_map(|(_, stage)| plan.stages.get(*stage))
            .map(|id| reporter.stage(id))
            .collect();
        let text =
            plan.protocol.criteria.get(place).map_or("", |criterion| reporter.language.of(&criterion.text));
        let outcome = reporter.stand(criterion.side, *stand);
        let at = stages.join(&reporter.words.list_separator);
        blocks.push(Block::Line(format!("{:<4} {outcome} [{at}] {text}", criterion.id)));
        evidence(reporter, criterion.side, &rows, &mut blocks);
        let newer = derived.newer.iter().find(|newer| newer.criterion == place);
        blocks.extend(newer.map(|newer| Block::Indented(3, reporter.newer(criterion.side, newer))));
        if rows.iter().any(|(row, _)| !plain(row)) || newer.is_some() {
            blocks.extend(reporter.remarks(place).map(|note| Block::Indented(3, note)));
        }
    }
    blocks
}

/// The rows of later infusions, stage by stage.
fn later_infusions(reporter: &Reporter<'_>, derived: &Derived) -> Vec<Block> {
    let plan = &reporter.context.plan;
    let mut blocks = Vec::new();
    for stage in &derived.later {
        let id = plan.stages.get(stage.stage).map_or("", |id| id);
        let name = reporter.stage_of(id, stage.infusion);
        blocks.push(Block::Line(format!("{name}{}{}", reporter.words.colon, reporter.stage_verdict(stage))));
        for row in &stage.rows {
            let Some(criterion) = plan.criteria.get(row.criterion) else { continue };
            let outcome = reporter.stand(criterion.side, row.stand()).to_owned();
            blocks.push(Block::Indented(
                1,
                reporter.words.later_row(reporter.criterion(&criterion.id), outcome),
            ));
            let lines = reporter.evidence(criterion.side, &row.evidence);
            blocks.extend(lines.into_iter().map(|line| Block::Indented(2 + line.depth, line.text)));
        }
    }
    if !blocks.is_empty() {
        blocks.push(Block::Line(reporter.words.later_as_written.clone()));
    }
    blocks
}

/// The evidence of a criterion; once where it says the same at all its stages.
fn evidence(reporter: &Reporter<'_>, side: Side, rows: &[(&Row, usize)], blocks: &mut Vec<Block>) {
    let lines = |row: &Row| {
        let mut lines = reporter.evidence(side, &row.evidence);
        lines.extend(row.hangs.iter().map(|hang| EvidenceLine::new(1, reporter.hang(hang))));
        lines.extend(reporter.sensitive(side, row).into_iter().map(|line| EvidenceLine::new(1, line)));
        lines
    };
    let all: Vec<Vec<EvidenceLine>> = rows.iter().map(|(row, _)| lines(row)).collect();
    let same = all.windows(2).all(|pair| matches!(pair, [one, other] if one == other));
    for ((row, stage), lines) in rows.iter().zip(&all).take(if same { 1 } else { all.len() }) {
        let mut depth = 3;
        if !same {
            let stage = reporter.context.plan.stages.get(*stage).map_or("", |id| id);
            let outcome = reporter.stand(side, row.stand()).to_owned();
            blocks.push(Block::Indented(depth, reporter.words.row_at_stage(reporter.stage(stage), outcome)));
            depth += 1;
        }
        blocks.extend(lines.iter().map(|line| Block::Indented(depth + line.depth, line.text.clone())));
    }
}

/// Notices in words.
pub(super) fn notices<'n>(
    reporter: &Reporter<'_>,
    notices: impl IntoIterator<Item = &'n Notice>,
) -> Vec<Block> {
    notices
        .into_iter()
        .map(|notice| Block::Notice(notice.class, notice_text(reporter, &notice.code)))
        .collect()
}

/// A notice in words.
pub fn notice_text(reporter: &Reporter<'_>, code: &NoticeCode) -> String {
    let words = reporter.words;
    match code {
        NoticeCode::ReadingsDiffer(question) => words.notice_readings_differ(reporter.question(question)),
        NoticeCode::Confirm(field) => words.notice_confirm(reporter.field_name(field)),
        NoticeCode::UnconfirmedTemplate(id) => words.notice_unconfirmed_template(id),
        NoticeCode::EarlierDiffers(item) => words.notice_earlier_differs(reporter.item(item)),
        NoticeCode::Sensitive { criterion, side, choice, outcome } => {
            words.notice_sensitive(reporter.criterion(criterion), reporter.would_be(*side, choice, *outcome))
        }
        NoticeCode::ClearanceBelow30 => words.notice_clearance_below_30.clone(),
        NoticeCode::PublishedHbvRange => words.notice_published_hbv.clone(),
        NoticeCode::WhichWeight(number) => words.notice_which_weight(number),
        NoticeCode::LatestWeight(number) => words.notice_latest_weight(number),
        NoticeCode::WeightChanged { infusion, own, other, target } => {
            let weights = target.as_ref().map(|target| {
                words.weight_changed(
                    number(&other.mass.displayed()),
                    reporter.date_of(other.place),
                    number(&own.displayed()),
                    reporter.cells(target),
                )
            });
            words.notice_weight_changed(infusion, weights.unwrap_or_default())
        }
        NoticeCode::WeightOld(number) => words.notice_weight_old(number),
        NoticeCode::WeightUnchecked(number) => words.notice_weight_unchecked(number),
        NoticeCode::UnusualVolume(number) => words.notice_unusual_volume(number),
        NoticeCode::CertificateDisagrees(id) => words.notice_certificate(id),
        NoticeCode::Overdose(number) => words.notice_overdose(number),
        NoticeCode::Underdose(number) => words.notice_underdose(number),
        NoticeCode::OtherSubject(id) => words.notice_other_subject(id),
        NoticeCode::Expired(id) => words.notice_expired(id),
        NoticeCode::ToleranceNotSet => words.notice_tolerance_not_set.clone(),
        NoticeCode::AnswersNotFollowed(questions) => {
            let asked: Vec<String> = questions.iter().map(|question| reporter.question(question)).collect();
            words.notice_not_followed(asked.join(&words.list_separator))
        }
        NoticeCode::AnsweredBefore(stages) => {
            let named = stages.iter().map(|(stage, infusion)| reporter.stage_of(stage, *infusion));
            let stages: Vec<String> = named.collect();
            words.notice_answered_before(stages.join(&words.list_separator))
        }
        NoticeCode::LaterFindings(criteria) => {
            let named: Vec<String> = criteria.iter().map(|id| reporter.criterion(id)).collect();
            words.notice_later_findings(named.join(&words.list_separator))
        }
        NoticeCode::LooksAgain(infusion, criteria) => {
            let named: Vec<String> = criteria.iter().map(|id| reporter.criterion(id)).collect();
            words.notice_looks_again(named.join(&words.list_separator), infusion)
        }
        NoticeCode::OldValues(items) => {
            let named: Vec<String> = items.iter().map(|id| reporter.item(id)).collect();
            words.notice_old_values(named.join(&words.list_separator))
        }
        NoticeCode::LimitsTurn(criteria) => {
            let named: Vec<String> = criteria.iter().map(|id| reporter.criterion(id)).collect();
            words.notice_limits_turn(named.join(&words.list_separator))
        }
        NoticeCode::RetiredQuestions(ids) => {
            let retired = &reporter.context.plan.protocol.retired;
            let note = |id: &Name| {
                let own = retired.iter().find(|own| own.id == **id);
                own.map_or_else(|| id.to_string(), |own| reporter.language.of(&own.note).to_owned())
            };
            let notes: Vec<String> = ids.iter().map(note).collect();
            words.notice_retired_questions(notes.join(&words.reason_separator))
        }
        NoticeCode::RepeatInfusion(number) => words.notice_repeat_infusion(number),
        NoticeCode::Lot(id, note) => match note {
            LotNote::NoRecoveryApplied => words.note_no_recovery(id),
            LotNote::ViabilityNotMultiplied => words.note_viability_not_multiplied(id),
            LotNote::Cd3NotMultiplied => words.note_cd3_not_multiplied(id),
            LotNote::Unguarded if holds_total(reporter, id) => words.note_unguarded_bags(id),
            LotNote::Unguarded => words.note_unguarded(id),
            LotNote::VolumesMissing => words.note_volumes_missing(id),
            LotNote::HoldUpNotSet => words.note_hold_up(id),
            LotNote::ConventionNotExpected => words.note_convention(id),
            LotNote::OutsideExpected => words.note_outside_expected(id),
            LotNote::RecoveryNotMultiplied => words.note_recovery_not_multiplied(id),
            LotNote::CountedAfterThaw => words.note_counted_after_thaw(id),
            LotNote::LowViability => words.note_low_viability(id),
            LotNote::LowCd3 => words.note_low_cd3(id),
            LotNote::UnusualCarShare => words.note_unusual_car_share(id),
            LotNote::UnusualBag => words.note_unusual_bag(id),
        },
    }
}

/// The certificate's total is entered, and cannot be held against the bags yet.
fn holds_total(reporter: &Reporter<'_>, lot: &str) -> bool {
    reporter.draft.lots.iter().any(|known| known.id == lot && !known.certificate_cells.is_empty())
}
