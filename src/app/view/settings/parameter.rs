//! One parameter: what it means, what it blocks, its three states, and what is usual.

use super::{
    desk::Desk,
    editing::{Editing, ParameterEntry, State},
    memory::Memory,
    setting_card::{Card, choice, is_anew, next, settle_anew, source},
};
use crate::{
    app::{
        core::Spot,
        theme::{palette, space},
        widget::{Field, Mark, hint, lead_to, problem_line, quantity},
    },
    engine::parameter_units,
    model::{Address, Parameter, ParameterKind, SettingPart},
};
use eframe::egui::{RichText, Ui};

pub(super) fn show(
    ui: &mut Ui,
    desk: &Desk<'_>,
    parameter: &Parameter,
    editing: &mut Editing,
    place: usize,
    memory: &mut Memory,
) {
    let after = editing.parameters.iter().cycle().skip(place + 1).take(editing.parameters.len());
    let next_open = after.into_iter().find(|entry| entry.state == State::NotSet && entry.id != parameter.id);
    let next_open = next_open.map(|entry| Address::setting(&entry.id));
    let Some(entry) = editing.parameters.get_mut(place) else { return };
    let field = |part| Address::Setting(parameter.id.clone(), part);
    let at = field(SettingPart::Whole);
    let (name, rest) = desk.words.parameter(parameter);
    let failing = [SettingPart::Whole, SettingPart::Source]
        .into_iter()
        .any(|part| desk.form.problem(&field(part).into()).is_some());
    let mark = match entry.state {
        _ if failing => Mark::Fail,
        _ if is_anew(desk, &parameter.id) => Mark::Decide,
        State::NotSet => Mark::Unknown,
        State::None => Mark::Note,
        State::Value => Mark::Pass,
    };
    let summary = summary(desk, parameter, entry);
    let card = Card { at: &at, name, summary: &summary, mark };
    card.show(ui, memory, |ui| {
        if !rest.is_empty() {
            ui.label(rest);
        }
        settle_anew(ui, desk, &parameter.id);
        ui.horizontal_wrapped(|ui| {
            hint(ui, &format!("{}{}", desk.texts.while_not_set, desk.form.reporter.words.colon));
            if parameter.blocks.is_empty() {
                hint(ui, &desk.texts.blocks_nothing);
            }
            for id in &parameter.blocks {
                hint(ui, &desk.words.blocks(id));
            }
        });
        ui.add_space(space().tight);
        states(ui, desk, parameter, name, entry);
        offers(ui, desk, parameter, name, entry);
        ui.add_space(space().tight);
        next(ui, desk, next_open);
    });
}

/// What is said so far, and what is usual while nothing is.
fn summary(desk: &Desk<'_>, parameter: &Parameter, entry: &ParameterEntry) -> String {
    let texts = desk.texts;
    let words = desk.words;
    match entry.state {
        State::NotSet if parameter.offered.is_empty() => texts.not_set.clone(),
        State::NotSet => {
            let usual: Vec<String> =
                parameter.offered.iter().map(|offer| words.typed(parameter, &offer.value)).collect();
            let usual = usual.join(&texts.usual_separator);
            let usual = texts.usual_short(usual);
            format!("{}{}{usual}", texts.not_set, texts.usual_separator)
        }
        State::None => sourced(desk, &texts.none_by_protocol, &entry.none_source),
        State::Value => {
            let value = match parameter.kind {
                ParameterKind::Quantity => words.typed(parameter, &entry.value),
                ParameterKind::Choice(_) => words.choice(parameter, &entry.choice),
            };
            sourced(desk, &value, &entry.source)
        }
    }
}

fn sourced(desk: &Desk<'_>, value: &str, source: &str) -> String {
    if source.trim().is_empty() {
        return value.to_owned();
    }
    let source = desk.words.source(source).to_owned();
    desk.texts.with_source(value, source)
}

fn states(ui: &mut Ui, desk: &Desk<'_>, parameter: &Parameter, name: &str, entry: &mut ParameterEntry) {
    let texts = desk.texts;
    let at = Spot::from(Address::setting(&parameter.id));
    let said = Address::Setting(parameter.id.clone(), SettingPart::Source);
    let in_field = entry.state == State::Value && matches!(parameter.kind, ParameterKind::Quantity);
    let focus = !in_field && desk.form.takes_focus(&at);
    ui.horizontal_wrapped(|ui| {
        for (state, label) in [
            (State::NotSet, &texts.not_set),
            (State::None, &texts.none_by_protocol),
            (State::Value, &texts.has_value),
        ] {
            let chosen = entry.state == state;
            let response = choice(ui, chosen, name, label);
            if focus && chosen {
                lead_to(&response);
            }
            if response.clicked() {
                entry.state = state;
            }
        }
    });
    match entry.state {
        State::NotSet => {}
        State::None => source(ui, desk, said, &mut entry.none_source),
        State::Value => {
            value(ui, desk, parameter, &at, name, entry);
            source(ui, desk, said, &mut entry.source);
        }
    }
}

fn value(
    ui: &mut Ui,
    desk: &Desk<'_>,
    parameter: &Parameter,
    at: &Spot,
    name: &str,
    entry: &mut ParameterEntry,
) {
    match &parameter.kind {
        ParameterKind::Quantity => {
            let units = parameter_units(&parameter.id);
            // The only unit there is needs no choice.
            if let ([only], true) = (units, entry.value.unit.is_empty()) {
                only.ucum.clone_into(&mut entry.value.unit);
            }
            if units.is_empty() {
                let label = &desk.form.texts.shell.unit;
                Field::new(at.unit(), label).width(96.0).show(ui, desk.form, &mut entry.value.unit);
            }
            quantity(ui, desk.form, at, &desk.texts.value, &mut entry.value, units);
        }
        ParameterKind::Choice(answers) => {
            for answer in answers {
                let label = desk.words.language.of(&answer.text);
                if choice(ui, entry.choice == answer.id, name, label).clicked() {
                    entry.choice.clone_from(&answer.id);
                }
            }
            if entry.choice.is_empty() {
                hint(ui, &desk.texts.unknown_choice);
            } else {
                problem_line(ui, desk.form, at, None);
            }
        }
    }
}

/// What is usual; one click fills value and source.
fn offers(ui: &mut Ui, desk: &Desk<'_>, parameter: &Parameter, name: &str, entry: &mut ParameterEntry) {
    let texts = desk.texts;
    ui.add_space(space().small);
    if parameter.offered.is_empty() {
        hint(ui, &texts.no_usual);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&texts.usual).strong());
        hint(ui, &texts.usual_hint);
    });
    let color = palette(ui).weak;
    for offer in &parameter.offered {
        ui.horizontal_wrapped(|ui| {
            let value = desk.words.typed(parameter, &offer.value);
            let label = texts.take(value);
            let button = ui.button(&label).accessible_name(format!("{name}: {label}"));
            if button.clicked() {
                entry.state = State::Value;
                desk.words.source(&offer.source).clone_into(&mut entry.source);
                match parameter.kind {
                    ParameterKind::Quantity => entry.value = offer.value.clone(),
                    ParameterKind::Choice(_) => entry.choice.clone_from(&offer.value.value),
                }
            }
            ui.label(RichText::new(desk.words.source(&offer.source)).color(color));
        });
    }
}
