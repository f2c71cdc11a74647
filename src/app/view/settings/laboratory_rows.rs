//! The rows of a laboratory template, to be read or edited.

use super::desk::Desk;
use crate::{
    app::{
        core::Spot,
        theme::palette,
        widget::{Choose, Field, Unit, problem_line},
    },
    model::{Address, Interval, IntervalPart, Item, Kind, Laboratory, Sex},
    quantity::{Analyte, UnitRow},
};
use eframe::egui::{Grid, RichText, Ui, vec2};

/// Rows that cannot be changed.
pub(super) fn table(ui: &mut Ui, desk: &Desk<'_>, laboratory: &Laboratory) {
    let texts = desk.texts;
    let heads = [
        &texts.lab_analyte,
        &texts.lab_sex,
        &texts.lab_age_from,
        &texts.lab_age_to,
        &texts.lab_low,
        &texts.lab_high,
        &desk.form.texts.shell.unit,
    ];
    Grid::new(("rows", &laboratory.id)).num_columns(7).striped(true).spacing([16.0, 2.0]).show(ui, |ui| {
        for head in heads {
            ui.label(RichText::new(head).strong());
        }
        ui.end_row();
        for row in &laboratory.rows {
            ui.label(analyte(desk, &row.of));
            ui.label(sex(desk, row.sex));
            for text in [&row.age_from, &row.age_to, &row.low, &row.high] {
                ui.label(text);
            }
            let units = Analyte::from_id(&row.of).map_or(&[][..], Analyte::units);
            let unit = units.iter().find(|unit| unit.ucum == row.unit);
            ui.label(unit.map_or(row.unit.as_str(), |unit| unit.symbol));
            ui.end_row();
        }
    });
}

/// Rows as fields, each with its problems under it.
pub(super) fn edit(ui: &mut Ui, desk: &Desk<'_>, laboratory: &mut Laboratory) {
    let texts = desk.texts;
    let mut removed = None;
    let id = laboratory.id.clone();
    heads(ui, desk);
    for (place, row) in laboratory.rows.iter_mut().enumerate() {
        let at = |part| Address::Interval(id.clone(), place, part);
        let name = texts.lab_row(place + 1);
        ui.push_id((&id, place), |ui| {
            ui.horizontal(|ui| {
                fields(ui, desk, &at, &name, row);
                let label = format!("{name}: {}", texts.lab_row_remove);
                if ui.button(&texts.lab_row_remove).accessible_name(label).clicked() {
                    removed = Some(place);
                }
            });
            for part in [
                IntervalPart::Of,
                IntervalPart::Age,
                IntervalPart::Low,
                IntervalPart::High,
                IntervalPart::Unit,
            ] {
                problem_line(ui, desk.form, at(part), None);
            }
        });
    }
    if let Some(place) = removed {
        laboratory.rows.remove(place);
    }
    if ui.button(&texts.lab_row_add).clicked() {
        laboratory.rows.push(Interval {
            of: String::new(),
            sex: None,
            age_from: String::new(),
            age_to: String::new(),
            low: String::new(),
            high: String::new(),
            unit: String::new(),
        });
    }
}

/// Width of the columns: analyte, sex, age from, to, low, high, unit.
const WIDTHS: [f32; 7] = [232.0, 92.0, 56.0, 56.0, 72.0, 72.0, 96.0];

fn heads(ui: &mut Ui, desk: &Desk<'_>) {
    let texts = desk.texts;
    let heads = [
        &texts.lab_analyte,
        &texts.lab_sex,
        &texts.lab_age_from,
        &texts.lab_age_to,
        &texts.lab_low,
        &texts.lab_high,
        &desk.form.texts.shell.unit,
    ];
    let weak = palette(ui).weak;
    ui.horizontal(|ui| {
        for (head, width) in heads.into_iter().zip(WIDTHS) {
            ui.allocate_ui(vec2(width, 16.0), |ui| {
                ui.set_width(width);
                ui.label(RichText::new(head).small().color(weak));
            });
        }
    });
}

fn fields(
    ui: &mut Ui,
    desk: &Desk<'_>,
    at: &dyn Fn(IntervalPart) -> Address,
    name: &str,
    row: &mut Interval,
) {
    let texts = desk.texts;
    let [wide, narrow, ..] = WIDTHS;
    let shown = if row.of.is_empty() { texts.lab_choose.clone() } else { analyte(desk, &row.of) };
    let analytes: Vec<&Item> = desk
        .words
        .protocol
        .items
        .iter()
        .filter(|item| item.kind == Kind::Analyte && is_entered(item))
        .collect();
    let label = format!("{name}: {}", texts.lab_analyte);
    let id = ui.scope_id().with("of");
    let choose = Choose { id, name: &label, chosen: &shown, width: wide - 8.0 };
    let options = analytes.iter().map(|item| (row.of == item.id, analyte(desk, &item.id)));
    if let (_, Some(place)) = cell(ui, wide, |ui| choose.show(ui, options))
        && let Some(item) = analytes.get(place)
    {
        row.of.clone_from(&item.id);
    }
    let sexes = [None, Some(Sex::Male), Some(Sex::Female)];
    let label = format!("{name}: {}", texts.lab_sex);
    let id = ui.scope_id().with("sex");
    let choose = Choose { id, name: &label, chosen: sex(desk, row.sex), width: narrow - 8.0 };
    let picked = cell(ui, narrow, |ui| choose.show(ui, sexes.map(|of| (row.sex == of, sex(desk, of)))));
    if let (_, Some(place)) = picked {
        row.sex = sexes.get(place).copied().flatten();
    }
    let [_, _, from, to, low, high, _] = WIDTHS;
    for (at, head, text, width) in [
        (Spot::from(at(IntervalPart::Age)), &texts.lab_age_from, &mut row.age_from, from),
        (Spot::from(at(IntervalPart::Age)).beside("to"), &texts.lab_age_to, &mut row.age_to, to),
        (at(IntervalPart::Low).into(), &texts.lab_low, &mut row.low, low),
        (at(IntervalPart::High).into(), &texts.lab_high, &mut row.high, high),
    ] {
        let label = format!("{name}: {head}");
        let field = Field::new(at, &label).in_table().without_problem().width(width);
        field.show(ui, desk.form, text);
    }
    let units = Analyte::from_id(&row.of).map_or(&[][..], Analyte::units);
    let units: Vec<&UnitRow> = units.iter().collect();
    let at = at(IntervalPart::Whole).into();
    Unit { at: &at, label: name, units: &units, width: 88.0, fixed: false }.show(
        ui,
        desk.form,
        &mut row.unit,
    );
}

/// A column of its width, whatever the word on the list's button is.
fn cell<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        contents(ui)
    })
    .inner
}

/// What the program computes has no interval.
fn is_entered(item: &Item) -> bool {
    Analyte::from_id(&item.id).is_some_and(|it| it.enter_under().is_none())
}

fn analyte(desk: &Desk<'_>, id: &str) -> String {
    let item = desk.words.protocol.items.iter().find(|item| item.id == id);
    item.map_or_else(
        || id.to_owned(),
        |item| desk.words.language.of(item.name.as_ref().unwrap_or(&item.ask)).to_owned(),
    )
}

fn sex<'d>(desk: &Desk<'d>, sex: Option<Sex>) -> &'d str {
    match sex {
        None => &desk.texts.lab_any_sex,
        Some(Sex::Male) => &desk.texts.lab_male,
        Some(Sex::Female) => &desk.texts.lab_female,
    }
}
