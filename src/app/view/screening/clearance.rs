//! Creatinine clearance: measured, as reported, estimated with three weights; which decides and why.

use super::{
    Memory, deciding_field,
    report_kind::{self, Kind},
    row::{self, units},
};
use crate::{
    app::{
        core::{Page, Spot},
        theme::{palette, space},
        widget::{Field, Unit, calculation, fold_card, hint, number_line, problem_line},
    },
    engine::{
        evidence::{Basis, Comparison, Evidence, Found},
        value::clearance::lines_of,
    },
    model::{Address, Assessment, Draft, Finding, ResultPart, Typed, Value},
    quantity::Analyte,
};
use eframe::egui::{RichText, Ui, vec2};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    if page.context().plan.analyte(Analyte::Clearance).is_none() {
        return;
    }
    let texts = &page.texts.screening;
    let mut open = memory.is_open("clearance", true);
    fold_card(
        ui,
        &texts.clearance,
        &mut open,
        |_| {},
        |ui| {
            for analyte in [Analyte::ClearanceMeasured, Analyte::ClearanceReported] {
                entries(ui, draft, page, memory, analyte);
                if analyte == Analyte::ClearanceMeasured {
                    work(ui, page, |basis| matches!(basis, Basis::Urine(_)));
                }
            }
            ui.add_space(space().tight);
            estimates(ui, page);
            decides(ui, page);
        },
    );
    memory.set_open("clearance", open);
}

/// A clearance is entered in the reports that hold one, or in the newest laboratory report.
fn entries(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &Memory, analyte: Analyte) {
    let id = analyte.id();
    let plan = &page.context().plan;
    ui.label(RichText::new(page.reporter.item(id)).strong());
    let holds = |assessment: &&Assessment| assessment.results.iter().any(|finding| finding.of == id);
    let laboratory = |assessment: &&Assessment| {
        report_kind::kinds(plan, assessment, &memory.kinds).contains(&Kind::Laboratory)
    };
    let mut into: Vec<u32> = draft.assessments.iter().filter(holds).map(|assessment| assessment.id).collect();
    if into.is_empty() {
        into.extend(
            deciding_field::newest(draft.assessments.iter().filter(laboratory)).map(|newest| newest.id),
        );
    }
    if into.is_empty() {
        hint(ui, &page.texts.screening.clearance_no_report);
    }
    for report in into {
        let Some(assessment) = draft.assessments.iter_mut().find(|known| known.id == report) else {
            continue;
        };
        hint(ui, &page.texts.screening.in_report(assessment.when.replace('T', " "), &assessment.report));
        entry(ui, page, assessment, analyte);
    }
}

fn entry(ui: &mut Ui, page: &Page<'_>, assessment: &mut Assessment, analyte: Analyte) {
    let texts = &page.texts.screening;
    let (report, id) = (assessment.id, analyte.id());
    let at = |part| Spot::from(Address::result(report, id, part));
    let known = assessment.results.iter().position(|finding| finding.of == id);
    let empty = Finding { of: id.to_owned(), ..Finding::default() };
    let before = known.and_then(|known| assessment.results.get(known)).cloned().unwrap_or(empty);
    let mut finding = before.clone();
    match &mut finding.value {
        Value::Urine { urine, volume, time, plasma } => {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space().medium, space().small);
                for (place, label, typed, of) in [
                    (ResultPart::Urine, &texts.urine_creatinine, urine, Analyte::UrineCreatinine),
                    (ResultPart::UrineVolume, &texts.urine_volume, volume, Analyte::UrineVolume),
                    (ResultPart::UrineTime, &texts.collection_time, time, Analyte::CollectionTime),
                    (ResultPart::Plasma, &texts.plasma_creatinine, plasma, Analyte::Creatinine),
                ] {
                    part(ui, page, &at(place), label, typed, of);
                }
            });
        }
        Value::NotDone(reason) => {
            let mut typed = Typed::default();
            ui.horizontal(|ui| {
                field(ui, page, &at(ResultPart::Whole), &page.reporter.item(id), &mut typed, analyte);
                ui.label(RichText::new(&texts.not_done).color(palette(ui).unknown));
                let label = format!("{}: {}", page.reporter.item(id), page.texts.shell.reason);
                Field::new(at(ResultPart::Value).beside("reason"), &label)
                    .in_table()
                    .width(200.0)
                    .show(ui, page, reason);
            });
            if !typed.value.is_empty() {
                let reason = std::mem::take(reason);
                finding.value = Value::Quantity(typed);
                row::keep_reason(page, &mut finding.note, &reason);
            }
        }
        value @ (Value::Quantity(_)
        | Value::Yes
        | Value::No
        | Value::NotKnown
        | Value::Choice(_)
        | Value::Counted(_)) => {
            let mut typed = match value {
                Value::Quantity(typed) => typed.clone(),
                Value::Yes
                | Value::No
                | Value::NotKnown
                | Value::Choice(_)
                | Value::NotDone(_)
                | Value::Counted(_)
                | Value::Urine { .. } => Typed::default(),
            };
            let was = typed.clone();
            ui.horizontal(|ui| {
                let label = page.reporter.item(id);
                field(ui, page, &at(ResultPart::Whole), &label, &mut typed, analyte);
                let urine = analyte == Analyte::ClearanceMeasured && typed.is_empty();
                if urine && !page.read_only && ui.button(&texts.enter_urine).clicked() {
                    *value = Value::Urine {
                        urine: Typed::default(),
                        volume: Typed::default(),
                        time: Typed::default(),
                        plasma: Typed::default(),
                    };
                } else if typed != was {
                    *value = Value::Quantity(typed.clone());
                }
            });
        }
    }
    if let Value::Quantity(typed) = &mut finding.value {
        number_line(ui, page, &at(ResultPart::Value), &mut typed.value);
    }
    for part in [ResultPart::Whole, ResultPart::Unit] {
        problem_line(ui, page, at(part), None);
    }
    if finding == before {
        return;
    }
    match known.and_then(|known| assessment.results.get_mut(known)) {
        Some(known) => *known = finding,
        None => assessment.results.push(finding),
    }
}

/// A part of a timed collection under its label.
fn part(ui: &mut Ui, page: &Page<'_>, at: &Spot, label: &str, typed: &mut Typed, analyte: Analyte) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        hint(ui, label);
        ui.horizontal(|ui| field(ui, page, at, label, typed, analyte));
        number_line(ui, page, &at.value(), &mut typed.value);
        problem_line(ui, page, at, None);
        problem_line(ui, page, at.unit(), None);
    });
}

fn field(ui: &mut Ui, page: &Page<'_>, at: &Spot, label: &str, typed: &mut Typed, analyte: Analyte) {
    ui.spacing_mut().item_spacing.x = space().tight;
    Field::new(at.value(), label).in_table().without_problem().right().width(76.0).show(
        ui,
        page,
        &mut typed.value,
    );
    let units = units(analyte);
    Unit { at, label, units: &units, width: 92.0, fixed: true }.show(ui, page, &mut typed.unit);
}

/// Cockcroft-Gault with the actual, the ideal and the adjusted weight, as far as they can be had.
fn estimates(ui: &mut Ui, page: &Page<'_>) {
    let texts = &page.texts.screening;
    ui.label(RichText::new(page.reporter.item(Analyte::ClearanceEstimated.id())).strong());
    if page.derived.clearances.is_empty() {
        hint(ui, &texts.no_estimate);
        return;
    }
    for found in &page.derived.clearances {
        ui.label(page.reporter.estimate(found));
        work(ui, page, |basis| basis == found.basis);
    }
}

/// The lines of a calculation, so that a second person can redo it.
fn work(ui: &mut Ui, page: &Page<'_>, wanted: impl Fn(Basis) -> bool) {
    let all = lines_of(&page.derived.clearance_work);
    for (basis, steps) in all.iter().filter(|(basis, _)| wanted(*basis)) {
        ui.indent(("work", format!("{basis:?}")), |ui| {
            let lines = steps.iter().map(|step| page.reporter.step(step));
            calculation(ui, ("clearance", format!("{basis:?}")), lines);
        });
    }
}

/// What the criteria take, of everything that is there.
fn decides(ui: &mut Ui, page: &Page<'_>) {
    let texts = &page.texts.screening;
    let mut lines: Vec<String> = Vec::new();
    for row in page.derived.stages.iter().flat_map(|stage| &stage.rows) {
        taken(&row.evidence, &mut |comparison| {
            for candidate in &comparison.candidates {
                for limit in &comparison.limits {
                    let text = page.reporter.compared(comparison, candidate, limit);
                    if !lines.contains(&text) {
                        lines.push(text);
                    }
                }
            }
            if let (true, Some(why)) = (comparison.candidates.is_empty(), &comparison.why) {
                let item = page.reporter.item(&comparison.item);
                let text = format!("{item}{}{}", page.reporter.words.colon, page.reporter.why(why));
                if !lines.contains(&text) {
                    lines.push(text);
                }
            }
            let estimated = |basis| matches!(basis, Basis::Estimated(_));
            let instead = comparison.candidates.iter().all(|candidate| !estimated(candidate.basis));
            if instead && !comparison.candidates.is_empty() && !lines.contains(&texts.measured_first) {
                lines.push(texts.measured_first.clone());
            }
        });
    }
    if !lines.is_empty() {
        ui.add_space(space().tight);
        ui.label(RichText::new(&texts.clearance_decides).strong());
    }
    for line in lines {
        ui.add(eframe::egui::Label::new(RichText::new(line).small()).wrap());
    }
}

/// The comparisons of a clearance that count, and those that choose between others.
fn taken<'e>(evidence: &'e Evidence, visit: &mut dyn FnMut(&'e Comparison)) {
    if let Some(Found::Compare(comparison)) = evidence.statement()
        && matches!(
            comparison.analyte,
            Analyte::Clearance | Analyte::ClearanceMeasured | Analyte::ClearanceEstimated
        )
    {
        visit(comparison);
    }
    evidence.choice().0.into_iter().chain(evidence.counting()).for_each(|child| taken(child, visit));
}
