//! The weights that come into question, and which of them doses.

use super::{
    amount_field::{Amount, masses},
    memory::{Memory, infusion_mut},
    signature::signed_text,
};
use crate::{
    app::{
        core::{Page, Spot, View},
        theme::space,
        widget::{Field, Mark, banner, hint, lead_to, problem_line},
    },
    model::{
        Address, Assessment, Confirmed, Draft, Finding, InfusionPart, ReportPart, ResultPart, Typed, Value,
    },
    quantity::{Analyte, UnitRow},
    report::dose::weight_line,
};
use eframe::egui::{Response, Ui};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, place: usize) {
    let Some(item) = item(page) else { return };
    let texts = &page.texts.dose;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (assessment, entered) in draft.assessments.iter().enumerate() {
        let results = entered.results.iter().enumerate().filter(|(_, finding)| finding.of == item);
        found.extend(results.map(|(result, _)| (assessment, result)));
    }
    let chosen = draft.infusions.get(place).and_then(|infusion| infusion.weight_from);
    let several = found.len() > 1 || chosen.is_some();
    let number = draft.infusions.get(place).map_or(1, |infusion| infusion.number);
    let choice = choice(number).into();
    let gone = is_gone(draft, place);
    if gone {
        banner(ui, Mark::Decide, &texts.weight_gone);
    }
    let known = measured(draft, Analyte::Height);
    for (assessment, result) in &found {
        let Some(assessment) = draft.assessments.get_mut(*assessment) else { continue };
        let id = assessment.id;
        let earlier = assessment.results.iter().take(*result);
        let nth = earlier.filter(|finding| finding.of == item).count();
        let mut take = false;
        ui.horizontal_top(|ui| {
            if several && !page.read_only {
                let name = texts.use_weight(&assessment.when);
                ui.vertical(|ui| {
                    ui.add_space(space().wide);
                    let answer = ui.radio(chosen == Some(id), "").accessible_name(name);
                    called(page, &choice, &answer);
                    take = answer.clicked();
                });
            }
            row(ui, page, assessment, (*result, nth), !known);
        });
        if take && let Some(infusion) = infusion_mut(draft, place) {
            infusion.weight_from = Some(id);
        }
    }
    if several && !page.read_only {
        let answer = ui.radio(chosen.is_none(), &texts.weight_by_rule);
        called(page, &choice, &answer);
        if answer.clicked()
            && let Some(infusion) = infusion_mut(draft, place)
        {
            infusion.weight_from = None;
        }
    }
    let next = page.is_wanted(|at| at.of_report() == Some(draft.next_report()));
    memory.open.another_weight |= next;
    if found.is_empty() || memory.open.another_weight {
        new_row(ui, draft, page, memory, &item);
    } else if !page.read_only && ui.button(&texts.another_weight).clicked() {
        memory.open.another_weight = true;
        page.go_to(View::Dose, Address::result(draft.next_report(), &item, ResultPart::Value));
    }
    let dosing = page.derived.dosings.get(place);
    if let Some(line) = dosing.and_then(|dosing| weight_line(&page.reporter, &dosing.weight)) {
        hint(ui, &line);
    }
}

/// The question which weight doses.
pub(super) const fn choice(number: u32) -> Address {
    Address::Infusion(number, InfusionPart::WeightFrom)
}

/// The first answer that is drawn takes the focus that the question is called to.
fn called(page: &Page<'_>, at: &Spot, answer: &Response) {
    if page.takes_focus(at) {
        lead_to(answer);
    }
}

/// The weight that was chosen for this infusion was removed since.
pub(super) fn is_gone(draft: &Draft, place: usize) -> bool {
    let chosen = draft.infusions.get(place).and_then(|infusion| infusion.weight_from);
    let is_weight = |finding: &Finding| Analyte::from_id(&finding.of) == Some(Analyte::Weight);
    chosen.is_some_and(|id| {
        let of = draft.assessments.iter().find(|assessment| assessment.id == id);
        !of.is_some_and(|assessment| assessment.results.iter().any(is_weight))
    })
}

/// The item of the protocol that a weight is.
fn item(page: &Page<'_>) -> Option<String> {
    let plan = &page.context().plan;
    let item = plan.items.get(plan.analyte(Analyte::Weight)?)?;
    Some(item.id.to_string())
}

/// A report holds a result of this analyte.
fn measured(draft: &Draft, analyte: Analyte) -> bool {
    let typed = |value: &Value| matches!(value, Value::Quantity(typed) if !typed.is_empty());
    let mut results = draft.assessments.iter().flat_map(|assessment| &assessment.results);
    results.any(|finding| {
        Analyte::from_id(&finding.of) == Some(analyte)
            && finding.set_aside.is_empty()
            && typed(&finding.value)
    })
}

/// One weight of a report, and the height beside it; the second of the same report is a field of its own. Where no height
/// is known, every weight asks for one.
fn row(
    ui: &mut Ui,
    page: &Page<'_>,
    assessment: &mut Assessment,
    (result, nth): (usize, usize),
    asks_height: bool,
) {
    let texts = &page.texts.dose;
    let is_height = |finding: &Finding| Analyte::from_id(&finding.of) == Some(Analyte::Height);
    let with_height = nth == 0 && (asks_height || assessment.results.iter().any(is_height));
    let only = assessment.results.iter().filter(|finding| !is_height(finding)).count() == 1;
    let Assessment { id, when, results, .. } = assessment;
    ui.vertical(|ui| {
        let Some(finding) = results.get_mut(result) else { return };
        let at = Spot::Field(Address::finding(*id, finding, ResultPart::Whole), nth);
        let when_at = Address::Report(*id, ReportPart::When);
        let units = masses();
        let amount = weight(page, at, &units);
        ui.horizontal_top(|ui| {
            if let Value::Quantity(typed) = &mut finding.value {
                amount.under_label(ui, page, typed);
            }
            if only {
                date(ui, page, &when_at, when);
            } else {
                // The date is the whole report's; it is corrected there.
                ui.vertical(|ui| {
                    hint(ui, &texts.weight_date);
                    ui.label(when.replace('T', " "));
                });
            }
        });
        if let Value::Quantity(typed) = &mut finding.value {
            amount.problems(ui, page, typed);
        }
        if only {
            problem_line(ui, page, &when_at, Some(when));
        }
        confirmation(ui, page, *id, finding);
        if with_height {
            height(ui, page, *id, results);
        }
    });
}

/// The height of the same report; it comes into being with the first thing typed.
fn height(ui: &mut Ui, page: &Page<'_>, id: u32, results: &mut Vec<Finding>) {
    let Some(item) = page.context().plan.analyte(Analyte::Height) else { return };
    let Some(item) = page.context().plan.items.get(item).map(|item| item.id.to_string()) else { return };
    let at = Address::result(id, &item, ResultPart::Whole).into();
    let units = Analyte::Height.units().iter().collect::<Vec<_>>();
    let amount = Amount { label: &page.texts.dose.height, ..weight(page, at, &units) };
    if let Some(finding) = results.iter_mut().find(|finding| finding.of == item) {
        if let Value::Quantity(typed) = &mut finding.value {
            amount.show(ui, page, typed);
            return;
        }
        let mut typed = Typed::default();
        amount.show(ui, page, &mut typed);
        if typed != Typed::default() {
            finding.value = Value::Quantity(typed);
        }
        return;
    }
    let mut typed = Typed::default();
    amount.show(ui, page, &mut typed);
    if typed != Typed::default() {
        results.push(Finding { of: item, value: Value::Quantity(typed), ..Finding::default() });
    }
}

fn weight<'a>(page: &'a Page<'_>, at: Spot, units: &'a [&'static UnitRow]) -> Amount<'a> {
    let label = &page.texts.dose.weight;
    Amount { at, label, units, width: 84.0, unit_width: 84.0, labelled: true }
}

/// The day of a weight; its problem stands under the row.
fn date(ui: &mut Ui, page: &Page<'_>, at: &Address, when: &mut String) {
    Field::new(at, &page.texts.dose.weight_date)
        .width(156.0)
        .date()
        .hint(&page.texts.dose.date_hint)
        .without_problem()
        .show(ui, page, when);
}

/// A doubtful weight is confirmed as it stands; another figure is not confirmed by it.
fn confirmation(ui: &mut Ui, page: &Page<'_>, id: u32, finding: &mut Finding) {
    let texts = &page.texts.dose;
    let at = Spot::from(Address::finding(id, finding, ResultPart::Value));
    let doubtful = page.problem(&at).is_some_and(|problem| problem.code.can_be_confirmed());
    if finding.is_confirmed() {
        let signed = finding.confirmed.as_ref().map(|confirmed| signed_text(page, &confirmed.signed));
        hint(ui, &texts.confirmed_as_it_stands(signed.unwrap_or_default()));
    } else if doubtful && !page.read_only {
        let pressed = ui.button(&texts.confirm).clicked();
        if let Some(signed) = page.signs(pressed, &at.beside("confirm"), &texts.confirm) {
            let confirmed = Confirmed { value: finding.value.clone(), uln: finding.uln.clone(), signed };
            finding.confirmed = Some(Box::new(confirmed));
            // The button goes; the keys go on in the field.
            page.go_to(View::Dose, at);
        }
    }
}

/// A row that becomes an assessment of its own with the first thing typed.
fn new_row(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, item: &str) {
    if page.read_only {
        return;
    }
    let id = draft.next_report();
    let mut typed = Typed::default();
    let mut when = String::new();
    ui.horizontal_top(|ui| {
        let at = Address::result(id, item, ResultPart::Whole).into();
        weight(page, at, &masses()).under_label(ui, page, &mut typed);
        date(ui, page, &Address::Report(id, ReportPart::When), &mut when);
    });
    if typed != Typed::default() || !when.is_empty() {
        memory.open.another_weight = false;
        draft.assessments.push(Assessment {
            id,
            when,
            by: page.person.to_owned(),
            results: vec![Finding {
                of: item.to_owned(),
                value: Value::Quantity(typed),
                ..Finding::default()
            }],
            ..Assessment::default()
        });
    }
}
