//! What stands at and under a row: which result decides, problems, confirmation, the value in another unit.

use super::{Memory, row::Row};
use crate::{
    app::{
        command::Command,
        page::Page,
        theme::palette,
        widget::{Field, hint, problem_line},
    },
    engine::{
        case::Place,
        evidence::{Basis, Entry},
        judged::{Compared, Judged},
        verdict::Outcome,
    },
    i18n::fill,
    model::{Confirmed, Finding, Signed, Value},
};
use eframe::egui::{RichText, Ui};

/// What the criteria make of a row.
#[derive(Default)]
pub(super) struct At<'d> {
    /// The worst outcome of the sentences about it.
    pub(super) outcome: Option<Outcome>,
    pub(super) criterion: Option<usize>,
    pub(super) compared: Option<Compared<'d>>,
    /// Something is typed, and another result decides.
    pub(super) passive: bool,
    decides: bool,
    elsewhere: Option<Place>,
    earlier_differs: bool,
    computed: bool,
}

/// What the criteria make of the result at a place, or of one computed from this report where none is typed.
pub(super) fn at<'d>(
    page: &Page<'_>,
    judged: &[Judged<'d>],
    row: &Row<'_>,
    place: Option<usize>,
    finding: &Finding,
) -> At<'d> {
    let mut at = At::default();
    let own = place.map(|result| Place { assessment: row.assessment, result });
    let typed = match &finding.value {
        Value::Quantity(typed) => !typed.is_empty(),
        Value::NotKnown | Value::NotDone(_) => false,
        _ => true,
    };
    for sentence in judged.iter().filter(|sentence| sentence.item == row.item.id) {
        let is_own = sentence.place.is_some() && sentence.place == own;
        let computed = sentence.compared.is_some_and(|compared| {
            !matches!(compared.candidate.basis, Basis::Finding(_) | Basis::Copies(_))
        });
        let here = sentence.place.is_some_and(|place| place.assessment == row.assessment);
        if is_own || (!typed && computed && here) {
            at.decides = true;
            at.computed = computed && !is_own;
            at.earlier_differs |= sentence.earlier_differs;
            if at.outcome.is_none_or(|known| sentence.outcome > known) {
                at.outcome = Some(sentence.outcome);
                at.criterion = Some(sentence.criterion);
                at.compared = sentence.compared;
            }
        } else if sentence.place.is_some() {
            at.elsewhere = sentence.place;
        }
    }
    let several = page
        .draft()
        .assessments
        .iter()
        .flat_map(|assessment| &assessment.results)
        .filter(|other| other.of == row.item.id)
        .nth(1)
        .is_some();
    at.passive = typed && !at.decides && at.elsewhere.is_some();
    // Where there is only one result, nobody asks which one decides.
    at.decides &= several && typed;
    at
}

pub(super) fn under(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &Memory,
    row: &Row<'_>,
    at: &At<'_>,
    name: &str,
    finding: &mut Finding,
) {
    let texts = &page.texts.screening;
    if at.computed
        && let Some(compared) = &at.compared
    {
        hint(ui, &page.reporter.stands(compared.comparison, compared.candidate, compared.limit));
    }
    if at.decides {
        let text = if at.earlier_differs { &texts.decides_earlier_differs } else { &texts.decides };
        hint(ui, text);
    } else if at.passive
        && let Some(place) = at.elsewhere
    {
        hint(ui, &fill(&texts.decided_elsewhere, &[("date", page.reporter.date_of(place))]));
    }
    if let (Some(analyte), Value::Quantity(typed), Some(ucum)) =
        (row.analyte, &finding.value, memory.shown_in.get(&row.path))
        && let Some(unit) = super::row::units(analyte).into_iter().find(|unit| unit.ucum == *ucum)
        && let Some(shown) = page.reporter.shown_in(analyte, typed, unit)
    {
        hint(ui, &shown);
    }
    aside(ui, page, memory, row, name, finding);
    for part in ["", ".value", ".unit", ".uln"] {
        let path = format!("{}{part}", row.path);
        let text = match (&mut finding.value, part) {
            (Value::Quantity(typed), ".value") => Some(&mut typed.value),
            _ => None,
        };
        problem_line(ui, page, &path, text);
    }
    confirm(ui, page, row, name, finding);
}

/// Why a result is set aside, and its note; both stay visible.
fn aside(ui: &mut Ui, page: &Page<'_>, memory: &Memory, row: &Row<'_>, name: &str, finding: &mut Finding) {
    let texts = &page.texts.screening;
    for (part, label, text) in
        [("set_aside", &texts.set_aside, &mut finding.set_aside), ("note", &texts.note, &mut finding.note)]
    {
        let path = format!("{}.{part}", row.path);
        if text.is_empty() && !memory.is_open(&path, false) {
            continue;
        }
        ui.horizontal(|ui| {
            ui.label(RichText::new(label).small().color(palette(ui).unknown));
            let width = ui.available_width().min(380.0);
            Field::new(&path, &format!("{name}: {label}")).in_table().width(width).show(ui, page, text);
        });
    }
}

/// A doubtful value can be confirmed as it stands; only where the engine says that a person may.
fn confirm(ui: &mut Ui, page: &Page<'_>, row: &Row<'_>, name: &str, finding: &mut Finding) {
    let texts = &page.texts.screening;
    let doubtful = page.derived.problems.iter().any(|problem| {
        problem.code.can_be_confirmed()
            && (problem.field == row.path || problem.field.starts_with(&format!("{}.", row.path)))
    });
    let one_of_two = page
        .derived
        .overall
        .decided_by
        .iter()
        .any(|(entry, _)| matches!(entry, Entry::Confirmation(item) if **item == *row.item.id));
    let open = !finding.is_confirmed()
        && !matches!(finding.value, Value::NotKnown | Value::NotDone(_))
        && finding.set_aside.is_empty();
    if open && (doubtful || one_of_two) && !page.read_only {
        let label = format!("{name}: {}", texts.confirm);
        if ui.small_button(&texts.confirm).accessible_name(label).clicked() {
            if page.person.is_empty() {
                page.command(Command::Person);
            } else {
                let signed = Signed {
                    by: page.person.to_owned(),
                    at: page.context().now.strftime("%Y-%m-%dT%H:%M").to_string(),
                    reason: texts.confirm_reason.clone(),
                };
                let (value, uln) = (finding.value.clone(), finding.uln.clone());
                finding.confirmed = Some(Box::new(Confirmed { value, uln, signed }));
            }
        }
    }
    if finding.is_confirmed()
        && let Some(confirmed) = &finding.confirmed
    {
        let values = [("by", confirmed.signed.by.clone()), ("at", confirmed.signed.at.replace('T', " "))];
        hint(ui, &fill(&texts.confirmed_by, &values));
    }
}
