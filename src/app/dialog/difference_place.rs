//! Where a difference between two drafts stands, and what stood there, in words instead of the file's own names.

use crate::{
    i18n::{Catalogue, Window},
    quantity::Analyte,
    report::Reporter,
};

/// A difference in words.
pub(super) struct Place<'p> {
    reporter: &'p Reporter<'p>,
    texts: &'static Window,
    steps: Vec<Step<'p>>,
}

/// `bags[1]`: a name, and what names the entry of a list.
#[derive(Clone, Copy)]
struct Step<'p> {
    name: &'p str,
    key: Option<&'p str>,
}

impl<'p> Place<'p> {
    pub(super) fn new(reporter: &'p Reporter<'p>, path: &'p str) -> Self {
        Self { reporter, texts: reporter.language.window(), steps: steps(path) }
    }

    /// The place: `Platelets (2026-11-19): Interval`.
    pub(super) fn name(&self) -> String {
        let words = self.reporter.words;
        let mut parts = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| self.steps.get(before));
            let text = self.step(*step, before.copied());
            // What a later step says with its own words needs no second name.
            let said = step.name == "assessments" && self.item().is_some();
            parts.extend(text.filter(|text| !text.is_empty() && !said));
        }
        parts.join(&words.colon)
    }

    /// What stood there.
    pub(super) fn value(&self, value: Option<&str>) -> String {
        let Some(value) = value else { return "—".to_owned() };
        let (texts, words) = (self.texts, self.reporter.words);
        let last = self.steps.last().map_or("", |step| step.name);
        let text = match (last, value) {
            ("value", "NotKnown") => &texts.screening.not_known,
            ("value", "Yes") | (_, "true") => &words.yes,
            ("value", "No") | (_, "false") => &words.no,
            ("sex", "Female") => &texts.screening.female,
            ("sex", "Male") => &texts.screening.male,
            ("state", "Stored") => &texts.dose.bag_stored,
            ("state", "Thawed") => &texts.dose.bag_thawed,
            ("state", "Infused") => &texts.dose.bag_infused,
            ("state", "Destroyed") => &texts.dose.bag_destroyed,
            ("basis", "BeforeFreezing") => &texts.dose.before_freezing,
            ("basis", "AfterThaw") => &texts.dose.after_thaw,
            ("convention", "Stated") => &texts.dose.convention_stated,
            ("convention", "TotalCount") => &texts.dose.convention_total,
            ("convention", "ViableCount") => &texts.dose.convention_viable,
            ("convention", "CarOfViable") => &texts.dose.convention_car_of_viable,
            ("convention", "SinglePlatform") => &texts.dose.convention_single,
            ("value", _) => return self.result(value),
            _ => return value.to_owned(),
        };
        text.clone()
    }

    /// A result as it was typed, with the unit as it is printed.
    fn result(&self, value: &str) -> String {
        let item = self.item().unwrap_or_default();
        if let Some(answer) = value.strip_prefix("Choice: ") {
            return self.reporter.answer(item, answer);
        }
        if let Some(reason) = value.strip_prefix("NotDone: ") {
            return format!("{}{}{reason}", self.texts.screening.not_done, self.reporter.words.colon);
        }
        if let Some(count) = value.strip_prefix("Counted: ") {
            return count.to_owned();
        }
        let Some((digits, unit)) = value.rsplit_once(' ') else { return value.to_owned() };
        let units = Analyte::from_id(item).map_or(&[][..], Analyte::units);
        let symbol = units.iter().find(|row| row.ucum == unit).map_or(unit, |row| row.symbol);
        format!("{digits} {symbol}")
    }

    /// The item that a result is of.
    fn item(&self) -> Option<&'p str> {
        self.steps.iter().find(|step| step.name == "results")?.key
    }

    fn step(&self, step: Step<'_>, before: Option<Step<'_>>) -> Option<String> {
        let (texts, reporter) = (self.texts, self.reporter);
        let Some(key) = step.key else {
            return field(texts, reporter.words, step.name, before);
        };
        Some(match step.name {
            "assessments" => reporter.field_name(&format!("assessments[{key}]")),
            "results" => {
                let report = self.steps.first().and_then(|step| step.key).unwrap_or_default();
                reporter.field_name(&format!("assessments[{report}].results[{key}]"))
            }
            "release" | "exposures" => reporter.item(key),
            "stages" => reporter.field_name(&format!("stages[{}]", first(key))),
            "lots" => texts.dose.glance_lot(key),
            "bags" | "drawn" => texts.dose.bag_number(key),
            "infusions" => texts.dose.infusion_number(key),
            "decisions" => {
                format!(
                    "{}{}{}",
                    texts.shell.place_decision,
                    reporter.words.colon,
                    reporter.stage(first(key))
                )
            }
            "courses" => texts.shell.place_course(key),
            "counts" => texts.shell.place_count(key),
            name => format!("{name} {key}"),
        })
    }
}

/// The stage of `screening/1`.
fn first(key: &str) -> &str {
    key.split('/').next().unwrap_or(key)
}

/// A field that is no list; nothing for what its list already says.
fn field(texts: &Window, words: &Catalogue, name: &str, before: Option<Step<'_>>) -> Option<String> {
    let (dose, screening) = (&texts.dose, &texts.screening);
    let text = match (before.map_or("", |step| step.name), name) {
        ("results" | "drawn", "value") | ("stages", "date") | (_, "age") => return None,
        ("age", "birth") => &screening.birth,
        ("age", "years_on") => &screening.age_on,
        ("age", _) => &texts.shell.place_years,
        ("bags", "car") => &dose.bag_car,
        ("bags", "cells") => {
            let bag = before.and_then(|step| step.key).unwrap_or_default();
            return Some(words.check_bag_cells(bag));
        }
        ("given", "start" | "end") => &dose.given_time,
        ("courses", "start") => &screening.course_start,
        ("stages", "first") => &screening.first_day,
        ("infusions", "start") => &dose.planned_start,
        (_, "subject") => &texts.shell.subject_code,
        (_, "sex") => &screening.sex,
        (_, "note") => &screening.note,
        (_, "when") => &screening.when,
        (_, "laboratory") => &screening.laboratory,
        (_, "report") => &screening.report_number,
        (_, "by") => &screening.by,
        (_, "uln") => &screening.column_interval,
        (_, "set_aside") => &screening.set_aside,
        (_, "confirmed") => &screening.confirm_reason,
        (_, "complete_to") => &screening.asked_up_to,
        (_, "agent") => &screening.agent,
        (_, "end") => &screening.course_end,
        (_, "label_subject") => &dose.label_subject,
        (_, "convention") => &dose.convention,
        (_, "basis") => &dose.basis,
        (_, "expires") => &dose.expires,
        (_, "certificate_cells") => &words.check_lot_cells,
        (_, "certificate_volume") => &words.check_volume,
        (_, "certificate_level") => &dose.certificate_level,
        (_, "car") => &words.field_car,
        (_, "total") => &words.field_total,
        (_, "viable") => &words.field_viable,
        (_, "viability") => &words.field_viability,
        (_, "cd3") => &words.field_cd3,
        (_, "car_share") => &words.field_car_share,
        (_, "recovery") => &words.field_recovery,
        (_, "volume") => &dose.bag_volume,
        (_, "hold_up") => &dose.bag_hold_up,
        (_, "state") => &dose.bag_state_short,
        (_, "thawed") => &dose.bag_thawed,
        (_, "level") => &words.column_level,
        (_, "weight_from") => &dose.weight,
        (_, "assigned") => &texts.shell.place_assigned,
        (_, "given") => &dose.given,
        (_, "flushed") => &dose.given_flushed,
        (_, "reason") => &texts.shell.reason,
        (_, "assessments") => &screening.laboratory_report,
        (_, "results") => &screening.column_item,
        (_, "bags") => &dose.card_bags,
        (_, "lots") => &dose.card_product,
        (_, "exposures") => &screening.histories,
        (_, "decisions") => &texts.shell.place_decision,
        (_, name) => return Some(name.to_owned()),
    };
    Some(text.clone())
}

/// `lots[LOT-1.2].bags[1].volume` step by step; a key may hold a point.
fn steps(path: &str) -> Vec<Step<'_>> {
    let mut found = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(inside) = after.strip_prefix('[') else {
            found.push(Step { name, key: None });
            rest = after.strip_prefix('.').unwrap_or(after);
            continue;
        };
        let (key, after) =
            inside.split_once("].").unwrap_or_else(|| (inside.strip_suffix(']').unwrap_or(inside), ""));
        found.push(Step { name, key: Some(key) });
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn a_path_is_taken_apart_step_by_step() {
        let named = |path| -> Vec<(String, Option<String>)> {
            steps(path).iter().map(|step| (step.name.to_owned(), step.key.map(str::to_owned))).collect()
        };
        let step = |name: &str, key: Option<&str>| (name.to_owned(), key.map(str::to_owned));
        assert_eq!(
            named("lots[LOT-1.2].bags[1].volume"),
            [step("lots", Some("LOT-1.2")), step("bags", Some("1")), step("volume", None)]
        );
        assert_eq!(named("age.years"), [step("age", None), step("years", None)]);
        assert_eq!(named("decisions[screening/1]"), [step("decisions", Some("screening/1"))]);
    }
}
