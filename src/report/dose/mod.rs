//! The dose report: what to draw first, then the levels side by side and the calculation line by line.

pub(crate) mod asks;
pub(crate) mod certificate;
pub mod figures;
pub(crate) mod headline;
pub(crate) mod readiness;

use super::{
    block::{Block, Document},
    dose::{
        asks::{lot_asks, lot_number},
        certificate::certificate,
        figures::{is_blocked, level_name, percent, provisional_line, shown_levels, volume},
        headline::headline,
        readiness::readiness,
    },
    problem::problem_text,
    screening::notices,
    words::Reporter,
};
use crate::{
    engine::{
        Derived,
        dose::{
            DecidedBy, WeightChoice, available,
            dosing::{DoseResult, DoseState, Dosing, LevelDose},
        },
        lot::ReadLot,
    },
    i18n::{grouped_number, number},
    quantity::{
        component::InBase as _,
        display::{self, Displayed as _},
    },
};

/// The report for every infusion that is planned; for the last one given, if none is.
pub fn dose(reporter: &Reporter<'_>, derived: &Derived) -> Document {
    let words = reporter.words;
    let mut document = Document { blocks: reporter.banners() };
    let planned: Vec<&Dosing> = derived.dosings.iter().filter(|dosing| !dosing.given).collect();
    let shown = if planned.is_empty() { derived.dosings.last().into_iter().collect() } else { planned };
    if shown.is_empty() {
        document.push(Block::Headline(words.dose_nothing(reporter.subject())));
    }
    for dosing in &shown {
        document.push(Block::Headline(headline(reporter, dosing)));
    }
    let problems = derived.problems.iter().map(|problem| Block::Line(problem_text(problem, words)));
    document.section(&words.heading_problems, problems.collect());
    // The list says the others, line by line.
    let told = derived.notices.iter().filter(|notice| !notice.code.is_in_readiness());
    document.section(&words.heading_notices, notices(reporter, told));
    for dosing in &shown {
        document.section(&words.heading_readiness, readiness(reporter, dosing));
    }
    for dosing in shown {
        one(reporter, dosing, &mut document);
    }
    document.blocks.extend(reporter.footer());
    document
}

fn one(reporter: &Reporter<'_>, dosing: &Dosing, document: &mut Document) {
    let words = reporter.words;
    let levels = shown_levels(dosing);
    document.section(&words.heading_lot, lots(reporter, dosing));
    let table = certificate(reporter, &dosing.lots, is_blocked(dosing));
    document.section(&words.heading_certificate, table.into_iter().collect());
    let mut blocks = vec![level_table(reporter, dosing)];
    blocks.extend(reach(reporter, dosing));
    document.section(&words.heading_levels, blocks);
    for level in levels {
        let drawn = level.results.iter().any(|result| result.draw.is_some());
        let provisional =
            (drawn && !level.provisional.is_empty()).then(|| Block::Line(provisional_line(reporter, level)));
        let calculated = provisional.into_iter().chain(calculation(reporter, level)).collect();
        document.section(
            &format!("{}{}{}", words.heading_calculation, words.colon, level_name(reporter, level)),
            calculated,
        );
        document.section(&words.heading_bags, bags(reporter, dosing, level));
    }
    if is_blocked(dosing) {
        // The rate of infusion is named with its unit.
        return;
    }
    // Where the site has set the stability, the order of the bags and the list follow it.
    let judged = reporter.context.settings.stability_after_thaw.value().map(|_| "stability_after_thaw");
    let open = ["stability_after_thaw", "infusion_rate", "dmso_limit"].into_iter();
    let open = open
        .filter(|parameter| Some(*parameter) != judged)
        .map(|parameter| Block::Line(words.not_assessed_line(reporter.parameter_name(parameter))));
    document.section(&words.heading_not_assessed, open.collect());
}

fn lots(reporter: &Reporter<'_>, dosing: &Dosing) -> Vec<Block> {
    let words = reporter.words;
    let mut blocks = Vec::new();
    if let Some(line) = weight_line(reporter, &dosing.weight) {
        blocks.push(Block::Line(line));
    }
    for lot in &dosing.lots {
        let Some(car) = lot.density() else {
            blocks.extend(lot_asks(reporter, lot).into_iter().map(Block::Line));
            continue;
        };
        let known = !lot.bags.is_empty() && lot.certificate_agrees();
        let held = available(std::slice::from_ref(lot)).filter(|_| known);
        let available = match &held {
            Some(held) => words.lot_holds(reporter.cells(held)),
            None => words.lot_holds_unknown.clone(),
        };
        let number = lot_number(reporter, lot.index);
        blocks.push(Block::Line(if is_blocked(dosing) {
            words.lot_line_blocked(number, available)
        } else {
            words.lot_line(number, grouped_number(&car.displayed()), available)
        }));
    }
    blocks
}

/// Which weight doses, and why; `None` while that is open.
pub fn weight_line(reporter: &Reporter<'_>, choice: &WeightChoice) -> Option<String> {
    let words = reporter.words;
    let (weight, why) = match choice {
        WeightChoice::Decided(weight, by) => {
            let why = match by {
                DecidedBy::Only => words.weight_only.clone(),
                DecidedBy::Person => words.weight_person.clone(),
                DecidedBy::AllEqual => words.weight_all_equal.clone(),
                DecidedBy::Stage(place) => {
                    let id = reporter.context.plan.stages.get(*place).map_or("", |id| id);
                    words.weight_stage(reporter.stage(id))
                }
            };
            (weight, why)
        }
        WeightChoice::Latest(weight, _) => (weight, words.weight_latest.clone()),
        WeightChoice::Missing | WeightChoice::NotUsable(_) | WeightChoice::Ask(_) => return None,
    };
    Some(words.dosing_weight_line(number(&weight.mass.displayed()), reporter.date_of(weight.place), why))
}

/// Whether a level can be prepared, in a word.
pub fn state_text<'r>(reporter: &'r Reporter<'_>, dosing: &Dosing, level: &LevelDose) -> &'r str {
    let words = reporter.words;
    match &level.state {
        DoseState::Ready if dosing.is_ready() => words.state_ready.as_str(),
        DoseState::Ready if level.provisional.is_empty() => {
            if dosing.assigned.is_none() {
                words.state_possible.as_str()
            } else {
                words.state_decide.as_str()
            }
        }
        DoseState::Ready => words.state_provisional.as_str(),
        DoseState::Underdose => words.state_underdose.as_str(),
        DoseState::Overdose(_) => words.state_overdose.as_str(),
        DoseState::Asks(_) if dosing.of_other_subject().is_some() => words.state_other_subject.as_str(),
        DoseState::Asks(_) => words.state_asks.as_str(),
        DoseState::CertificateDisagrees => words.state_certificate.as_str(),
    }
}

/// All levels; once one is assigned, the others show no millilitres and nothing that would be delivered.
fn level_table(reporter: &Reporter<'_>, dosing: &Dosing) -> Block {
    let words = reporter.words;
    let mut rows = vec![vec![
        words.column_level.clone(),
        words.column_weight.clone(),
        words.column_target.clone(),
        words.column_reach.clone(),
        words.column_volume.clone(),
        words.column_delivered.clone(),
        words.column_deviation.clone(),
        words.column_state.clone(),
    ]];
    for level in &dosing.levels {
        let shown = dosing.assigned.is_none_or(|assigned| assigned == level.level);
        let state = if shown { state_text(reporter, dosing, level) } else { &words.state_not_assigned };
        if level.results.is_empty() {
            let mut row = vec![level_name(reporter, level)];
            row.extend((0..6).map(|_| "—".to_owned()));
            row.push(state.to_owned());
            rows.push(row);
        }
        for result in &level.results {
            let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
            let drawn = |text: Option<String>| or_dash(text.filter(|_| shown));
            rows.push(vec![
                level_name(reporter, level),
                format!("{} kg", number(&result.dosing_weight.displayed())),
                display::grouped(&result.target.displayed()),
                or_dash(result.reach.as_ref().map(|reach| format!("{} %", percent(reach)))),
                drawn(result.draw.as_ref().map(|draw| format!("{} mL", volume(&draw.volume)))),
                drawn(result.delivered.as_ref().map(|cells| display::grouped(&cells.displayed()))),
                drawn(result.deviation.as_ref().map(|deviation| format!("{} %", percent(deviation)))),
                state.to_owned(),
            ]);
        }
    }
    Block::table(rows, vec![1, 2, 3, 4, 5, 6])
}

/// The highest level in reach, and what is missing for the others.
fn reach(reporter: &Reporter<'_>, dosing: &Dosing) -> Vec<Block> {
    let words = reporter.words;
    let mut blocks = Vec::new();
    let agrees = dosing.lots.iter().all(ReadLot::certificate_agrees);
    if dosing.given
        || !agrees
        || dosing.available.is_none()
        || dosing.levels.iter().all(|level| level.results.is_empty())
    {
        return blocks;
    }
    let highest = dosing.highest_reachable.and_then(|place| dosing.levels.get(place));
    blocks.push(Block::Line(match highest {
        Some(level) => words.highest_level(level_name(reporter, level)),
        None => words.no_level_reached.clone(),
    }));
    for level in &dosing.levels {
        for result in &level.results {
            let short = result.shortfall.as_ref().filter(|short| short.is_above_zero());
            if let (Some(short), Some(reach)) = (short, &result.reach) {
                let short =
                    words.shortfall(level_name(reporter, level), reporter.cells(short), percent(reach));
                let allowed = level.state == DoseState::Ready && agreed_below(reporter, result);
                let within = allowed.then(|| words.within_tolerance.clone());
                let texts: Vec<String> = [short].into_iter().chain(within).collect();
                blocks.push(Block::Line(texts.join(&words.list_separator)));
            }
        }
    }
    blocks
}

/// The site has set a tolerance, and what is short lies within it.
fn agreed_below(reporter: &Reporter<'_>, result: &DoseResult) -> bool {
    let below = reporter.context.settings.tolerance_below.value();
    below
        .zip(result.deviation.as_ref())
        .is_some_and(|(below, deviation)| deviation.displayed() >= -below.displayed())
}

/// The calculation of a level line by line, with the numbers put in.
pub fn calculation(reporter: &Reporter<'_>, level: &LevelDose) -> Vec<Block> {
    let words = reporter.words;
    let settings = &reporter.context.settings;
    let mut blocks = Vec::new();
    for result in &level.results {
        if level.results.len() > 1 {
            blocks.push(Block::Line(which(reporter, result)));
        }
        blocks.extend(result.steps().iter().map(|step| Block::Formula(reporter.step(step))));
        if let Some(per_actual) = &result.per_actual_kg {
            blocks.push(Block::Indented(
                1,
                words.per_actual_kg(grouped_number(&per_actual.cells_per_kilogram())),
            ));
        }
        blocks.push(Block::Indented(1, words.target_line(reporter.cells(&result.target))));
    }
    if let (Some(below), Some(above)) = (settings.tolerance_below.value(), settings.tolerance_above.value()) {
        blocks.push(Block::Line(
            words.tolerance_window(number(&below.displayed()), number(&above.displayed())),
        ));
    }
    blocks
}

fn which(reporter: &Reporter<'_>, result: &DoseResult) -> String {
    let words = reporter.words;
    let cap = match &result.cap {
        Some(cap) => words.cap_line(number(&cap.displayed())),
        None => words.no_cap_line.clone(),
    };
    let date = reporter.date_of(result.weight.place);
    words.weight_and_cap(number(&result.weight.mass.displayed()), date, cap)
}

fn bags(reporter: &Reporter<'_>, dosing: &Dosing, level: &LevelDose) -> Vec<Block> {
    let words = reporter.words;
    let [result] = level.results.as_slice() else { return Vec::new() };
    let Some(draw) = result.draw.as_ref().filter(|draw| !draw.bags.is_empty()) else { return Vec::new() };
    let mut rows = vec![vec![words.column_bag.clone(), words.column_draw.clone(), words.column_left.clone()]];
    for bag in &draw.bags {
        let lot = dosing.lots.get(bag.lot).and_then(|lot| reporter.draft.lots.get(lot.index));
        let name = lot.map_or_else(String::new, |lot| {
            let number = lot.bags.get(bag.bag).map_or("", |bag| bag.number.as_str());
            format!("{} / {number}", lot.id)
        });
        let drawn = if bag.whole {
            format!("{} mL", volume(&bag.volume))
        } else {
            format!("{} / {} mL", volume(&bag.volume), volume(&bag.fill))
        };
        let left = if bag.whole { words.bag_whole.clone() } else { format!("{} mL", volume(&bag.left)) };
        rows.push(vec![name, drawn, left]);
    }
    vec![Block::table(rows, vec![1, 2])]
}
