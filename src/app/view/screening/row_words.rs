//! What stands at and under a row: which result decides, problems, confirmation, the value in another unit.

use super::{
    Memory,
    reasons::{AS_IT_STANDS, in_words},
    rivals::has_rival,
    row::Row,
};
use crate::{
    app::{
        core::{Page, Spot, View},
        theme::palette,
        widget::{Field, Mark, colored, hint, number_line, problem_line, shape},
    },
    engine::{
        Shown,
        entry::case::Place,
        evidence::Basis,
        verdict::by_result::{Compared, Judged},
    },
    model::{Confirmed, Finding, ResultPart, Signed, Value},
    report::shown_in,
};
use eframe::egui::{RichText, Ui};

/// What the criteria make of a row.
#[derive(Default)]
pub(super) struct At<'d> {
    /// The worst that a sentence about it shows.
    pub(super) shown: Option<Shown>,
    pub(super) criterion: Option<usize>,
    pub(super) compared: Option<Compared<'d>>,
    /// The value was computed from others of the same report.
    computed: bool,
    standing: Standing,
    /// Another result of the same time says something else.
    pub(super) rival: bool,
}

/// Which result decides, where there are several.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Standing {
    /// There is only one, or nothing is typed.
    #[default]
    Alone,
    Decides,
    /// It decides, and an earlier one stood on the other side.
    EarlierDiffers,
    Elsewhere(Place),
}

impl At<'_> {
    /// Something is typed, and another result decides.
    pub(super) const fn is_passive(&self) -> bool {
        matches!(self.standing, Standing::Elsewhere(_))
    }
}

/// What the criteria make of the result at a place, or of one computed from this report where none is typed.
pub(super) fn at<'d>(page: &Page<'_>, judged: &[Judged<'d>], row: &Row<'_>, finding: &Finding) -> At<'d> {
    let mut at = At::default();
    let own = row.place.map(|result| Place { assessment: row.assessment, result });
    let typed = !matches!(&finding.value, Value::NotKnown | Value::NotDone(_))
        && !matches!(&finding.value, Value::Quantity(typed) if typed.is_empty());
    at.rival = has_rival(page, row, finding);
    let (mut decides, mut differs, mut elsewhere) = (false, false, None);
    for sentence in judged.iter().filter(|sentence| sentence.item == row.item.id) {
        let is_own = sentence.place.is_some() && sentence.place == own;
        let computed = sentence.compared.is_some_and(|compared| {
            !matches!(compared.candidate.basis, Basis::Finding(_) | Basis::Copies(_))
        });
        let here = sentence.place.is_some_and(|place| place.assessment == row.assessment);
        let neither = at.rival && sentence.place.is_none();
        if is_own || neither || (!typed && computed && here) {
            decides |= !neither;
            differs |= sentence.earlier_differs;
            at.computed = computed && !is_own;
            if at.shown.is_none_or(|known| sentence.shown > known) || is_stricter(&at, sentence) {
                at.shown = Some(sentence.shown);
                at.criterion = Some(sentence.criterion);
                at.compared = sentence.compared;
            }
        } else if sentence.place.is_some() {
            elsewhere = sentence.place;
        }
    }
    let all = page.draft().assessments.iter().flat_map(|assessment| &assessment.results);
    let several = all.filter(|other| other.of == row.item.id).nth(1).is_some();
    // Where there is only one result, nobody asks which one decides.
    at.standing = match elsewhere {
        _ if !several || !typed => Standing::Alone,
        _ if decides && differs => Standing::EarlierDiffers,
        _ if decides => Standing::Decides,
        Some(place) => Standing::Elsewhere(place),
        None => Standing::Alone,
    };
    at
}

/// Of two limits of a criterion that come to the same, the one that is harder to keep: until the answer that chooses
/// between them is given, it may be the one that holds.
fn is_stricter(at: &At<'_>, sentence: &Judged<'_>) -> bool {
    let (Some(known), Some(other)) = (&at.compared, &sentence.compared) else { return false };
    if at.shown != Some(sentence.shown) || at.criterion != Some(sentence.criterion) {
        return false;
    }
    let limit = |of: &Compared<'_>| of.limit.limit.value_in(known.candidate.unit);
    match (limit(known), limit(other)) {
        (Some(limit), Some(than)) if known.good_above => than > limit,
        (Some(limit), Some(than)) => than < limit,
        _ => false,
    }
}

pub(super) fn under(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &Memory,
    row: &Row<'_>,
    at: &At<'_>,
    finding: &mut Finding,
) {
    let texts = &page.texts.screening;
    if at.computed
        && let Some(compared) = &at.compared
    {
        hint(ui, &page.reporter.stands(compared.comparison, compared.candidate, compared.limit));
    }
    match at.standing {
        Standing::Alone => {}
        Standing::Decides => {
            hint(ui, &texts.decides);
        }
        Standing::EarlierDiffers => {
            hint(ui, &texts.decides_earlier_differs);
        }
        Standing::Elsewhere(place) => {
            hint(ui, &texts.decided_elsewhere(page.reporter.date_of(place)));
        }
    }
    if let (Some(analyte), Value::Quantity(typed), Some(ucum)) =
        (row.analyte, &finding.value, memory.shown_in.get(&row.field(ResultPart::Value)))
        && let Some(unit) = super::row::units(analyte).into_iter().find(|unit| unit.ucum == *ucum)
        && let Some(shown) = shown_in(analyte, typed, unit)
    {
        hint(ui, &shown);
    }
    if at.rival {
        ui.horizontal_wrapped(|ui| {
            shape(ui, Mark::Decide);
            ui.label(colored(ui, Mark::Decide, &texts.rivals).small());
        });
    }
    aside(ui, page, memory, row, finding);
    for part in [ResultPart::Whole, ResultPart::Value, ResultPart::Unit, ResultPart::Uln] {
        let field = row.field(part).into();
        if let (ResultPart::Value, Value::Quantity(typed)) = (part, &mut finding.value) {
            number_line(ui, page, &field, &mut typed.value);
        } else {
            problem_line(ui, page, field, None);
        }
    }
    confirm(ui, page, (&row.at(ResultPart::Whole), &row.name), at.rival, finding);
}

/// Why a result is set aside, and its note; both stay visible.
fn aside(ui: &mut Ui, page: &Page<'_>, memory: &Memory, row: &Row<'_>, finding: &mut Finding) {
    let texts = &page.texts.screening;
    for (part, label, text) in [
        (ResultPart::SetAside, &texts.set_aside, &mut finding.set_aside),
        (ResultPart::Note, &texts.note, &mut finding.note),
    ] {
        let at = row.at(part);
        if text.is_empty() && !memory.unfolded.contains(&at) {
            continue;
        }
        ui.horizontal(|ui| {
            ui.label(RichText::new(label).small().color(palette(ui).unknown));
            let width = ui.available_width().min(380.0);
            let known = in_words(page.language(), text);
            let mut shown = known.clone();
            let name = format!("{}: {label}", row.name);
            Field::new(&at, &name).in_table().width(width).show(ui, page, &mut shown);
            // What is only looked at in another language is not changed.
            if shown != known {
                *text = shown;
            }
        });
    }
}

/// A doubtful value or answer can be confirmed as it stands; only where the engine says that a person may.
pub(super) fn confirm(
    ui: &mut Ui,
    page: &Page<'_>,
    (at, name): (&Spot, &str),
    one_of_two: bool,
    finding: &mut Finding,
) {
    let texts = &page.texts.screening;
    let doubtful = page.derived.problems.iter().any(|problem| {
        problem.code.can_be_confirmed()
            && at.address().is_some_and(|at| {
                let own = (at.of_report(), at.of_item());
                own == (problem.field.of_report(), problem.field.of_item())
            })
    });
    let open = !finding.is_confirmed()
        && !matches!(finding.value, Value::NotKnown | Value::NotDone(_))
        && finding.set_aside.is_empty();
    if open && (doubtful || one_of_two) && !page.read_only {
        let label = format!("{name}: {}", texts.confirm);
        let button = ui.small_button(&texts.confirm).accessible_name(&label);
        if let Some(signed) = page.signs(button.clicked(), &at.beside("confirm"), &label) {
            let signed = Signed { reason: AS_IT_STANDS.to_owned(), ..signed };
            let (value, uln) = (finding.value.clone(), finding.uln.clone());
            finding.confirmed = Some(Box::new(Confirmed { value, uln, signed }));
            // The button goes; the keys go on in the field.
            let answered = matches!(finding.value, Value::Yes | Value::No | Value::Choice(_));
            page.go_to(View::Screening, if answered { at.clone() } else { at.value() });
        }
    }
    if finding.is_confirmed()
        && let Some(confirmed) = &finding.confirmed
    {
        hint(ui, &texts.confirmed_by(&confirmed.signed.by, confirmed.signed.at.replace('T', " ")));
    }
}
