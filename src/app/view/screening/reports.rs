//! Reports, visits and interviews, newest first, each a card with its date, source and person.

use super::{
    Memory, questions,
    report_kind::{self, Kind},
    report_rows,
};
use crate::{
    app::{
        core::{Page, View},
        theme::{palette, space},
        widget::{Choose, Field, field_id, fold_card, hint, lead_to, problem_line},
    },
    engine::{moment::read_moment, verdict::by_result::Judged},
    model::{Address, Assessment, Draft, ReportPart},
};
use eframe::egui::{Align, Layout, RichText, Ui, vec2};

/// Laboratory, visits, interviews, each newest first; one without a readable date is being entered and stands on top.
fn order(page: &Page<'_>, memory: &Memory) -> Vec<usize> {
    let draft = page.draft();
    let key = |index: &usize| {
        let assessment = draft.assessments.get(*index)?;
        let kind = report_kind::kinds(&page.context().plan, assessment, &memory.kinds).first().copied();
        let kind = Kind::ALL.iter().position(|known| Some(*known) == kind);
        let when = read_moment(&assessment.when).ok().flatten();
        Some((kind, when.is_some(), std::cmp::Reverse(when)))
    };
    let mut order: Vec<usize> = (0..draft.assessments.len()).collect();
    order.sort_by_key(key);
    order
}

pub(super) fn show(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    judged: &[Judged<'_>],
) {
    add_buttons(ui, draft, page, memory);
    let mut seen: Vec<Kind> = Vec::new();
    let mut remove = None;
    // The order is that of the last frame, so that a card does not move under a date that is being typed.
    let order = order(page, memory);
    let all = order.iter().copied().chain(order.len()..draft.assessments.len());
    for index in all.collect::<Vec<_>>() {
        let Some(assessment) = draft.assessments.get_mut(index) else { continue };
        let kinds = report_kind::kinds(&page.context().plan, assessment, &memory.kinds);
        // It stays what it is while its last result is taken out.
        if let Some(kind) = kinds.first().filter(|_| !assessment.results.is_empty()) {
            memory.kinds.entry(assessment.id).or_insert(*kind);
        }
        // The newest of each kind is open.
        let newest = kinds.iter().any(|kind| !seen.contains(kind));
        seen.extend(&kinds);
        let name = format!("report {}", assessment.id);
        let mut open = memory.is_open(&name, newest);
        let was = open;
        let title = title(page, assessment, &kinds);
        let empty = !page.read_only && assessment.results.is_empty();
        let mut gone = false;
        fold_card(
            ui,
            &title,
            &mut open,
            |ui| {
                // An interview is long: what takes an empty one out stands at its head.
                if empty {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        gone = ui.button(&page.texts.screening.remove_report).clicked();
                    });
                }
            },
            |ui| {
                head(ui, page, assessment, &kinds);
                for kind in &kinds {
                    match kind {
                        Kind::Interview => questions::show(ui, page, index, assessment, judged),
                        Kind::Laboratory | Kind::Visit => {
                            report_rows::show(ui, page, memory, judged, (index, *kind), assessment);
                        }
                    }
                }
            },
        );
        remove = gone.then_some(index).or(remove);
        if open != was {
            memory.set_open(&name, open);
        }
    }
    if let Some(index) = remove {
        draft.assessments.remove(index);
    }
}

/// One button for each kind of report; where nothing is entered yet, they say what to do first.
fn add_buttons(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    if draft.assessments.is_empty() {
        hint(ui, &texts.no_reports);
    }
    ui.add_enabled_ui(!page.read_only, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(&texts.add);
            for (kind, text) in [
                (Kind::Laboratory, &texts.add_laboratory),
                (Kind::Visit, &texts.add_visit),
                (Kind::Interview, &texts.add_interview),
            ] {
                let response = ui.button(text);
                if page.takes_focus(&kind.add_button()) {
                    lead_to(&response);
                }
                if response.clicked() {
                    add(draft, page, memory, kind);
                }
            }
        });
    });
}

fn add(draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, kind: Kind) {
    let id = draft.next_report();
    let by = page.person.to_owned();
    draft.assessments.push(Assessment { id, by, ..Assessment::default() });
    memory.kinds.insert(id, kind);
    memory.set_open(&format!("report {id}"), true);
    page.go_to(View::Screening, Address::Report(id, ReportPart::When));
}

/// *Laboratory report S-0001, collected 2026-11-19 08:10*.
pub(super) fn title(page: &Page<'_>, assessment: &Assessment, kinds: &[Kind]) -> String {
    let texts = &page.texts.screening;
    let names: Vec<&str> = kinds
        .iter()
        .map(|kind| match kind {
            Kind::Laboratory => texts.laboratory_report.as_str(),
            Kind::Visit => &texts.visit,
            Kind::Interview => &texts.interview,
        })
        .collect();
    let name = names.join(&page.reporter.words.list_separator);
    let mut title = name;
    if !assessment.report.trim().is_empty() {
        title = format!("{title} {}", assessment.report.trim());
    }
    let when = assessment.when.trim().replace('T', " ");
    if when.is_empty() { texts.titled_undated(title) } else { texts.titled(title, when) }
}

/// Date, number, laboratory and person.
fn head(ui: &mut Ui, page: &Page<'_>, assessment: &mut Assessment, kinds: &[Kind]) {
    let texts = &page.texts.screening;
    let report = assessment.id;
    let at = |part| Address::Report(report, part);
    let laboratory = kinds.contains(&Kind::Laboratory);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space().small, space().small);
        let when = if laboratory { &texts.collected_at } else { &texts.when };
        Field::new(at(ReportPart::When), when).width(146.0).date().show(ui, page, &mut assessment.when);
        if laboratory {
            Field::new(at(ReportPart::Report), &texts.report_number).width(104.0).show(
                ui,
                page,
                &mut assessment.report,
            );
            laboratory_box(ui, page, assessment);
        }
        Field::new(at(ReportPart::By), &texts.by).width(60.0).show(ui, page, &mut assessment.by);
    });
    problem_line(ui, page, at(ReportPart::Laboratory), None);
}

/// Whose intervals and units fill in; none is chosen by itself.
fn laboratory_box(ui: &mut Ui, page: &Page<'_>, assessment: &mut Assessment) {
    let texts = &page.texts.screening;
    let laboratories = &page.context().laboratories;
    let name = |id: &str| {
        let known = laboratories.iter().find(|known| *known.id == *id);
        known.map_or_else(|| id.to_owned(), |known| page.language().of(&known.name).to_owned())
    };
    let chosen = assessment.laboratory.as_deref().map_or_else(|| texts.no_laboratory.clone(), name);
    let width = (ui.available_width() - 96.0).clamp(110.0, 260.0);
    ui.vertical(|ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(RichText::new(&texts.laboratory).small().color(palette(ui).weak));
        ui.add_enabled_ui(!page.read_only, |ui| {
            let at = Address::Report(assessment.id, ReportPart::Laboratory).into();
            let choose = Choose { id: field_id(&at), name: &texts.laboratory, chosen: &chosen, width };
            let own = assessment.laboratory.as_deref();
            let none = (own.is_none(), texts.no_laboratory.clone());
            let others = laboratories.iter().map(|known| (own == Some(&*known.id), name(&known.id)));
            let (response, picked) = choose.show(ui, std::iter::once(none).chain(others));
            response.on_hover_text(&chosen);
            if let Some(place) = picked {
                let known = place.checked_sub(1).and_then(|place| laboratories.get(place));
                assessment.laboratory = known.map(|known| known.id.to_string());
            }
        });
    });
}
