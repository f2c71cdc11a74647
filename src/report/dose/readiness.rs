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
    i18n::{Catalogue, fill},
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
    let text = match dosing.readiness_state() {
        LineState::Done => return words.readiness_ready.clone(),
        LineState::Open => &words.readiness_open,
        LineState::Stopped => &words.readiness_stopped,
    };
    fill(text, &[("lines", not_done(reporter, dosing))])
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
    let text = if changed.by.is_empty() { &words.record_changed } else { &words.record_changed_by };
    fill(text, &[("at", changed.at.clone()), ("by", changed.by.clone())])
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
            fill(&reporter.words.need_decided, &[("need", text), ("who", who), ("when", when)])
        }
        None => text,
    }
}

fn plain(reporter: &Reporter<'_>, dosing: &Dosing, need: &Need) -> String {
    let words = reporter.words;
    let of_lot = |text: &str, lot: usize| fill(text, &[("lot", lot_number(reporter, lot))]);
    let of_bag = |text: &str, lot: usize, bag: usize| fill(text, &[("bag", reporter.bag(lot, bag))]);
    let of_field = |text: &str| fill(text, &[("field", need.field.clone())]);
    let notice = |code: NoticeCode| crate::report::notice_text(reporter, &code);
    let number = |lot: usize| reporter.draft.lots.get(lot).map(|lot| lot.id.clone()).unwrap_or_default();
    let criteria = |text: &str, criteria: &[Name]| {
        let named: Vec<String> = criteria.iter().map(|id| reporter.criterion(id)).collect();
        fill(text, &[("criteria", named.join(&words.list_separator))])
    };
    match &need.code {
        NeedCode::RecordChanged(changed) => record_changed(changed, words),
        NeedCode::Subject => words.need_subject.clone(),
        NeedCode::Label(lot) => of_lot(&words.need_label, *lot),
        NeedCode::LotNumber(_) => words.need_lot_number.clone(),
        NeedCode::Expiry(lot) => of_lot(&words.need_expiry, *lot),
        NeedCode::Expired(lot) => notice(NoticeCode::Expired(number(*lot))),
        NeedCode::OtherSubject(lot) => of_lot(&words.lot_ask_other_subject, *lot),
        NeedCode::Lot => words.need_lot.clone(),
        NeedCode::Ask(lot, ask) => asked_of_lot(reporter, *lot, ask),
        NeedCode::CertificateTotal => words.need_certificate_total.clone(),
        NeedCode::Disagrees(lot, figure) => {
            let read = dosing.lots.iter().find(|read| read.index == *lot);
            let figure = read.map(|read| figure_name(reporter, read, *figure)).unwrap_or_default();
            fill(&words.need_disagrees, &[("lot", lot_number(reporter, *lot)), ("figure", figure)])
        }
        NeedCode::Unguarded(lot) => {
            notice(NoticeCode::Lot(number(*lot), crate::engine::lot::LotNote::Unguarded))
        }
        NeedCode::OutsideExpected(lot) => {
            notice(NoticeCode::Lot(number(*lot), crate::engine::lot::LotNote::OutsideExpected))
        }
        NeedCode::Basis(lot) => of_lot(&words.need_basis, *lot),
        NeedCode::CountingTimes => words.need_counting_times.clone(),
        NeedCode::Mend(code) => fill(&words.need_mend, &[("what", code_text(code, words))]),
        NeedCode::Twice => of_field(&words.need_twice),
        NeedCode::Weight => words.need_weight.clone(),
        NeedCode::WeightNotUsable => words.need_weight_not_usable.clone(),
        NeedCode::WhichWeight => words.need_which_weight.clone(),
        NeedCode::WeightDate => words.need_weight_date.clone(),
        NeedCode::Height => words.need_height.clone(),
        NeedCode::NoRecentWeight => words.need_no_recent_weight.clone(),
        NeedCode::WeightOld => words.need_weight_old.clone(),
        NeedCode::WeightDiffers => words.need_weight_differs.clone(),
        NeedCode::Level => words.need_level.clone(),
        NeedCode::NotEligible(failing) => criteria(&words.need_not_eligible, failing),
        NeedCode::NotNow(failing) => criteria(&words.need_not_now, failing),
        NeedCode::Incomplete => words.need_incomplete.clone(),
        NeedCode::DoesNotGoOn => words.need_does_not_go_on.clone(),
        NeedCode::AskedAgain(stage) => fill(&words.need_asked_again, &[("stage", reporter.stage(stage))]),
        NeedCode::LaterInfusion => words.need_later_infusion.clone(),
        NeedCode::LooksAgain(own) => notice(NoticeCode::LooksAgain(dosing.infusion, own.clone())),
        NeedCode::OldValues(old) => {
            let dated = |(item, day): &(Name, _)| {
                let values = [("text", reporter.item(item)), ("more", reporter.date(*day))];
                fill(&words.parenthesis, &values)
            };
            let items: Vec<String> = old.iter().map(dated).collect();
            fill(&words.notice_old_values, &[("items", items.join(&words.list_separator))])
        }
        NeedCode::LimitsTurn(own) => notice(NoticeCode::LimitsTurn(own.clone())),
        NeedCode::Volumes(lot) => of_lot(&words.need_volumes, *lot),
        NeedCode::InfusedVolume(lot, bag) => of_bag(&words.need_infused_volume, *lot, *bag),
        NeedCode::End => words.need_end.clone(),
        NeedCode::ThawTime(lot, bag) => of_bag(&words.need_thaw_time, *lot, *bag),
        NeedCode::PastStability(bags) => {
            let names: Vec<String> = bags.iter().map(|(lot, bag)| reporter.bag(*lot, *bag)).collect();
            fill(&words.need_past_stability, &[("bag", names.join(&words.list_separator))])
        }
        NeedCode::Parameter(name) => {
            fill(&words.need_parameter, &[("parameter", reporter.parameter_name(name))])
        }
        NeedCode::Overdose(over) => {
            fill(&words.need_overdose, &[("why", over_text(reporter, *over).to_owned())])
        }
        NeedCode::Underdose => words.need_underdose.clone(),
    }
}
