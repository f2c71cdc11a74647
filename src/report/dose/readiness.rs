//! The list that says whether a dose can be given, in words.

use super::{
    asks::{asked_of_lot, lot_number},
    certificate::figure_name,
    figures::over_text,
};
use crate::{
    engine::{
        dose::{
            dosing::Dosing,
            readiness::{
                Need, NeedCode,
                line::{LineId, LineState, ReadinessLine},
            },
        },
        notice::{Class, NoticeCode},
        protocol::plan::Name,
        site::context::ChangedOnDisk,
    },
    i18n::Catalogue,
    report::{block::Block, problem::code_text, words::Reporter},
};

/// The list, a line each, with what would do it.
pub(crate) fn readiness(reporter: &Reporter<'_>, dosing: &Dosing) -> Vec<Block> {
    if dosing.readiness.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Line(readiness_line(reporter, dosing))];
    for line in &dosing.readiness {
        let mark = match line.state() {
            LineState::Done => "[x]",
            LineState::Open => "[ ]",
            LineState::Stopped => "[!]",
        };
        blocks.push(Block::Indented(0, format!("{mark} {}", line_name(reporter, line.line))));
        for need in &line.needs {
            let text = need_text(reporter, dosing, need);
            blocks.push(if need.state == LineState::Stopped {
                Block::Notice(Class::Stop, text)
            } else {
                Block::Indented(2, text)
            });
        }
    }
    blocks
}

/// Ready, or which lines are not.
pub fn readiness_line(reporter: &Reporter<'_>, dosing: &Dosing) -> String {
    let words = reporter.words;
    match dosing.readiness_state() {
        LineState::Done => words.readiness_ready.clone(),
        LineState::Open => words.readiness_open(not_done(reporter, dosing)),
        LineState::Stopped => words.readiness_stopped(not_done(reporter, dosing)),
    }
}

/// The names of the lines that are not done, stopped ones alone where there are any.
pub(crate) fn not_done(reporter: &Reporter<'_>, dosing: &Dosing) -> String {
    let worst = dosing.readiness_state();
    let open = dosing.readiness.iter().filter(|line| line.state() == worst);
    let names: Vec<&str> = open.map(|line| line_name(reporter, line.line)).collect();
    names.join(&reporter.words.list_separator)
}

/// That somebody else has written the open record.
pub fn record_changed(changed: &ChangedOnDisk, words: &Catalogue) -> String {
    let ChangedOnDisk { at, by } = changed;
    if by.is_empty() { words.record_changed(at) } else { words.record_changed_by(at, by) }
}

/// The name of a line.
pub const fn line_name<'r>(reporter: &'r Reporter<'_>, line: LineId) -> &'r str {
    let words = reporter.words;
    match line {
        LineId::Record => words.line_record.as_str(),
        LineId::Identity => words.line_identity.as_str(),
        LineId::Certificate => words.line_certificate.as_str(),
        LineId::Weight => words.line_weight.as_str(),
        LineId::Level => words.line_level.as_str(),
        LineId::Eligibility => words.line_eligibility.as_str(),
        LineId::Bags => words.line_bags.as_str(),
        LineId::Settings => words.line_settings.as_str(),
        LineId::Decisions => words.line_decisions.as_str(),
    }
}

/// How a line stands, in a word.
pub fn line_state<'r>(reporter: &'r Reporter<'_>, line: &ReadinessLine) -> &'r str {
    match line.state() {
        LineState::Done => &reporter.words.line_state_done,
        LineState::Open => &reporter.words.line_state_open,
        LineState::Stopped => &reporter.words.line_state_stopped,
    }
}

/// What would do it, or who has decided it.
pub fn need_text(reporter: &Reporter<'_>, dosing: &Dosing, need: &Need) -> String {
    let text = plain(reporter, dosing, need);
    let kept = need.sign.as_ref().and_then(|sign| sign.kept(reporter.draft, dosing.infusion));
    match kept.filter(|_| need.state == LineState::Done) {
        Some(kept) => {
            let (who, when) = (kept.signed.by.clone(), kept.signed.at.replace('T', " "));
            reporter.words.need_decided(text, who, when)
        }
        None => text,
    }
}

fn plain(reporter: &Reporter<'_>, dosing: &Dosing, need: &Need) -> String {
    let words = reporter.words;
    let notice = |code: NoticeCode| crate::report::notice_text(reporter, &code);
    let number = |lot: usize| reporter.draft.lots.get(lot).map(|lot| lot.id.clone()).unwrap_or_default();
    let criteria = |criteria: &[Name]| {
        let named: Vec<String> = criteria.iter().map(|id| reporter.criterion(id)).collect();
        named.join(&words.list_separator)
    };
    match &need.code {
        NeedCode::RecordChanged(changed) => record_changed(changed, words),
        NeedCode::Subject => words.need_subject.clone(),
        NeedCode::Label(lot) => words.need_label(lot_number(reporter, *lot)),
        NeedCode::LotNumber(_) => words.need_lot_number.clone(),
        NeedCode::Expiry(lot) => words.need_expiry(lot_number(reporter, *lot)),
        NeedCode::Expired(lot) => notice(NoticeCode::Expired(number(*lot))),
        NeedCode::OtherSubject(lot) => words.lot_ask_other_subject(lot_number(reporter, *lot)),
        NeedCode::Lot => words.need_lot.clone(),
        NeedCode::Ask(lot, ask) => asked_of_lot(reporter, *lot, ask),
        NeedCode::CertificateTotal => words.need_certificate_total.clone(),
        NeedCode::Disagrees(lot, figure) => {
            let read = dosing.lots.iter().find(|read| read.index == *lot);
            let figure = read.map(|read| figure_name(reporter, read, *figure)).unwrap_or_default();
            words.need_disagrees(lot_number(reporter, *lot), figure)
        }
        NeedCode::Unguarded(lot) => {
            notice(NoticeCode::Lot(number(*lot), crate::engine::lot::LotNote::Unguarded))
        }
        NeedCode::OutsideExpected(lot) => {
            notice(NoticeCode::Lot(number(*lot), crate::engine::lot::LotNote::OutsideExpected))
        }
        NeedCode::Basis(lot) => words.need_basis(lot_number(reporter, *lot)),
        NeedCode::CountingTimes => words.need_counting_times.clone(),
        NeedCode::Mend(code) => words.need_mend(code_text(code, words)),
        NeedCode::Twice => words.need_twice(&need.field),
        NeedCode::Weight => words.need_weight.clone(),
        NeedCode::WeightNotUsable => words.need_weight_not_usable.clone(),
        NeedCode::WhichWeight => words.need_which_weight.clone(),
        NeedCode::WeightDate => words.need_weight_date.clone(),
        NeedCode::Height => words.need_height.clone(),
        NeedCode::NoRecentWeight => words.need_no_recent_weight.clone(),
        NeedCode::WeightOld => words.need_weight_old.clone(),
        NeedCode::WeightDiffers => words.need_weight_differs.clone(),
        NeedCode::Level => words.need_level.clone(),
        NeedCode::NotEligible(failing) => words.need_not_eligible(criteria(failing)),
        NeedCode::NotNow(failing) => words.need_not_now(criteria(failing)),
        NeedCode::Incomplete => words.need_incomplete.clone(),
        NeedCode::DoesNotGoOn => words.need_does_not_go_on.clone(),
        NeedCode::AskedAgain(stage) => words.need_asked_again(reporter.stage(stage)),
        NeedCode::LaterInfusion => words.need_later_infusion.clone(),
        NeedCode::LooksAgain(own) => notice(NoticeCode::LooksAgain(dosing.infusion, own.clone())),
        NeedCode::OldValues(old) => {
            let dated = |(item, day): &(Name, _)| words.parenthesis(reporter.item(item), reporter.date(*day));
            let items: Vec<String> = old.iter().map(dated).collect();
            words.notice_old_values(items.join(&words.list_separator))
        }
        NeedCode::LimitsTurn(own) => notice(NoticeCode::LimitsTurn(own.clone())),
        NeedCode::Volumes(lot) => words.need_volumes(lot_number(reporter, *lot)),
        NeedCode::InfusedVolume(lot, bag) => words.need_infused_volume(reporter.bag(*lot, *bag)),
        NeedCode::End => words.need_end.clone(),
        NeedCode::ThawTime(lot, bag) => words.need_thaw_time(reporter.bag(*lot, *bag)),
        NeedCode::PastStability(bags) => {
            let names: Vec<String> = bags.iter().map(|(lot, bag)| reporter.bag(*lot, *bag)).collect();
            words.need_past_stability(names.join(&words.list_separator))
        }
        NeedCode::Parameter(name) => words.need_parameter(reporter.parameter_name(name)),
        NeedCode::Overdose(over) => words.need_overdose(over_text(reporter, *over)),
        NeedCode::Underdose => words.need_underdose.clone(),
    }
}
