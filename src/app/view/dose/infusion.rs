//! Which infusion, its level and its planned start; what was given is shown as it was recorded.

use super::{
    memory::{Memory, infusion_mut},
    signature::signed_text,
};
use crate::{
    app::{
        core::{Page, Spot},
        theme::space,
        widget::{Field, Mark, chip, hint, key_value, problem_line},
    },
    i18n::dose_level,
    model::{Address, Draft, Given, Half, Infusion, InfusionPart, PatientPart},
};
use eframe::egui::{Button, Ui};

/// Subject, and the infusions where there are several.
pub(super) fn head(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.dose;
    let place = memory.place(draft);
    ui.horizontal_top(|ui| {
        let subject = Field::new(Address::Patient(PatientPart::Subject), &page.texts.shell.subject_code)
            .width(168.0)
            .without_problem();
        subject.show(ui, page, &mut draft.subject);
        start(ui, draft, page, place);
    });
    problem_line(ui, page, Address::Patient(PatientPart::Subject), Some(&mut draft.subject));
    let number = draft.infusions.get(place).map_or(1, |infusion| infusion.number);
    problem_line(ui, page, Address::Infusion(number, InfusionPart::Start), None);
    let last_given = draft.infusions.last().is_some_and(Infusion::is_ended);
    if draft.infusions.len() < 2 && !last_given {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (at, infusion) in draft.infusions.iter().enumerate() {
            let name = texts.infusion_number(infusion.number);
            if draft.infusions.len() > 1 && ui.selectable_label(at == place, name).clicked() {
                memory.infusion = Some(at);
                memory.lot = None;
            }
        }
        if last_given && !page.read_only && ui.button(&texts.follow_up).clicked() {
            let number = draft.infusions.iter().map(|infusion| infusion.number).max().unwrap_or_default() + 1;
            memory.infusion = Some(draft.infusions.len());
            memory.lot = None;
            draft.infusions.push(Infusion { number, ..Infusion::default() });
        }
    });
}

/// The level, and what was given.
pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, place: usize) {
    ui.add_space(space().small);
    ui.separator();
    let number = draft.infusions.get(place).map_or(1, |infusion| infusion.number);
    level(ui, draft, page, &mut memory.level_changed, place);
    problem_line(ui, page, Address::Infusion(number, InfusionPart::Level), None);
    let Some(given) = draft.infusions.get_mut(place).and_then(|infusion| infusion.given.as_mut()) else {
        return;
    };
    if given.is_ended() {
        given_summary(ui, page, given);
    }
    // What was recorded can be corrected: the times are fields like any other.
    let [start, end] =
        [InfusionPart::GivenStart, InfusionPart::GivenEnd].map(|part| Address::Infusion(number, part));
    ui.horizontal_top(|ui| {
        Field::new(&start, &page.texts.dose.given_start)
            .width(160.0)
            .date()
            .hint(&page.texts.dose.date_hint)
            .without_problem()
            .show(ui, page, &mut given.start);
        Field::new(&end, &page.texts.dose.given_end)
            .width(160.0)
            .date()
            .hint(&page.texts.dose.date_hint)
            .without_problem()
            .show(ui, page, &mut given.end);
    });
    problem_line(ui, page, &start, Some(&mut given.start));
    problem_line(ui, page, &end, Some(&mut given.end));
    orphans(ui, page, number, given);
}

/// What is recorded of a bag that there is not: said, and taken away by a person only.
fn orphans(ui: &mut Ui, page: &Page<'_>, number: u32, given: &mut Given) {
    let mut gone = None;
    for (place, (key, typed)) in given.drawn.iter().enumerate() {
        let at = Address::Drawn(number, key.clone(), Half::Whole).into();
        if page.problem(&at).is_none() {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            let name = page.texts.dose.bag_number(key);
            ui.label(format!("{name}: {} {}", typed.value, typed.unit));
            let remove = page.texts.dose.record_remove(key);
            let button = ui.add_enabled(!page.read_only, Button::new(remove));
            if page.takes_focus(&at.value()) {
                button.request_focus();
            }
            gone = button.clicked().then_some(place).or(gone);
        });
        problem_line(ui, page, at, None);
    }
    if let Some(place) = gone {
        given.drawn.remove(place);
    }
}

/// When the infusion is planned to begin.
fn start(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, place: usize) {
    let mut start = draft.infusions.get(place).map(|infusion| infusion.start.clone()).unwrap_or_default();
    let before = start.clone();
    let number = draft.infusions.get(place).map_or(1, |infusion| infusion.number);
    let at = Address::Infusion(number, InfusionPart::Start);
    Field::new(at, &page.texts.dose.planned_start)
        .width(160.0)
        .date()
        .hint(&page.texts.dose.date_hint)
        .without_problem()
        .show(ui, page, &mut start);
    if start != before
        && let Some(infusion) = infusion_mut(draft, place)
    {
        infusion.start = start;
    }
}

/// Assigned, or the buttons that assign; after either the focus goes on with what stands there then.
fn level(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, changed: &mut bool, place: usize) {
    let texts = &page.texts.dose;
    let (assigned, signed, given) = draft.infusions.get(place).map_or((None, None, false), |infusion| {
        (infusion.level.clone(), infusion.assigned.clone(), infusion.given.is_some())
    });
    let number = draft.infusions.get(place).map_or(1, |infusion| infusion.number);
    let called = page.takes_focus(&Address::Infusion(number, InfusionPart::Level).into());
    let Some(assigned) = assigned else {
        hint(ui, &texts.assign_hint);
        let (mut wanted, mut assigned) = (std::mem::take(changed) || called, false);
        ui.horizontal_wrapped(|ui| {
            for level in &page.context().plan.levels {
                let label = texts.assign(level_text(page, &level.id));
                let button = ui.add_enabled(!page.read_only, Button::new(&label));
                if std::mem::take(&mut wanted) {
                    button.request_focus();
                }
                let at = Spot::own(format!("infusion {place} level {}", level.id));
                if let Some(signed) = page.signs(button.clicked(), &at, &label)
                    && let Some(infusion) = infusion_mut(draft, place)
                {
                    infusion.level = Some(level.id.to_string());
                    infusion.assigned = Some(signed);
                    assigned = true;
                }
            }
        });
        *changed = assigned;
        return;
    };
    ui.horizontal_wrapped(|ui| {
        chip(ui, Mark::Note, &texts.assigned(level_text(page, &assigned)));
        if given {
            return;
        }
        let button = ui.add_enabled(!page.read_only, Button::new(&texts.take_back));
        if std::mem::take(changed) || called {
            button.request_focus();
        }
        if button.clicked()
            && let Some(infusion) = infusion_mut(draft, place)
        {
            infusion.level = None;
            infusion.assigned = None;
            *changed = true;
        }
    });
    match signed {
        Some(signed) => hint(ui, &signed_text(page, &signed)),
        None => hint(ui, &texts.assigned_by_nobody),
    };
}

/// A level by its id with its cells per kilogram.
fn level_text(page: &Page<'_>, id: &str) -> String {
    let plan = &page.context().plan;
    let known = plan.level(id).and_then(|place| plan.levels.get(place));
    known.map_or_else(
        || id.to_owned(),
        |level| {
            let cells = dose_level(&level.cells_per_kg, page.language(), page.reporter.words);
            format!("{id} · {cells}")
        },
    )
}

/// What was given, as it was recorded.
fn given_summary(ui: &mut Ui, page: &Page<'_>, given: &Given) {
    let texts = &page.texts.dose;
    ui.add_space(space().small);
    chip(ui, Mark::Note, &texts.given);
    let times = [given.start.replace('T', " "), given.end.replace('T', " ")];
    key_value(ui, &texts.given_time, &times.join(" – "));
    for (bag, drawn) in &given.drawn {
        let name = texts.bag_number(bag);
        key_value(ui, &name, &format!("{} {}", drawn.value, drawn.unit));
    }
    let flushed = match given.flushed {
        Some(true) => &page.texts.shell.yes,
        Some(false) => &page.texts.shell.no,
        None => &page.texts.shell.not_set,
    };
    key_value(ui, &texts.given_flushed, flushed);
    if !given.reason.trim().is_empty() {
        key_value(ui, &page.texts.shell.reason, &given.reason);
    }
}
