//! Words for the place where a value was typed: its limit, its margin, its value in another unit, its name.

use super::{evidence::signed, words::Reporter};
use crate::{
    engine::{
        entry::show_in::show_in,
        moment::read_moment,
        problem::{Problem, ProblemCode},
        protocol::plan::Relation,
        verdict::by_result::Compared,
    },
    i18n::{Digits, number},
    model::{Address, PatientPart, SettingPart, Typed},
    quantity::{Analyte, Comparator, Exact, Rounding, UnitRow},
};

/// The limit in the unit typed, with the sign of the comparison: `≥ 75`.
pub fn short_limit(compared: &Compared<'_>) -> String {
    let sign = match compared.comparison.relation {
        Relation::AtLeast => "≥",
        Relation::Above => ">",
        Relation::AtMost => "≤",
        Relation::Below => "<",
    };
    let limit = compared.limit.limit.value_in(compared.candidate.unit);
    format!("{sign} {}", limit.map_or_else(String::new, |limit| number(&limit)))
}

/// How far the value is from the limit, with its sign: `−0.4`; none for an interval and for a score.
pub fn short_margin(compared: &Compared<'_>) -> Option<String> {
    if matches!(compared.comparison.analyte, Analyte::Ecog | Analyte::Age) {
        return None;
    }
    compared.candidate.margin(compared.limit).map(|margin| signed(&margin, 6))
}

/// The same in whole per cent of the limit, at most 100 either way: for a bar, not for a verdict.
pub fn bar_percent(compared: &Compared<'_>) -> Option<i16> {
    let percent = compared.candidate.margin_percent(compared.limit)?;
    let hundred = Exact::from(100);
    let cut = percent.clone().min(hundred.clone()).max(-hundred);
    // What is on one side of the limit is drawn there, however near.
    let whole = cut.round(0, Rounding::HalfEven).to_i64()?;
    let whole = if whole == 0 && percent > Exact::from(0) {
        1
    } else if whole == 0 && percent < Exact::from(0) {
        -1
    } else {
        whole
    };
    i16::try_from(whole).ok()
}

/// The typed value in another unit: `= 30.78712414 µmol/L`. The entry stays what it is.
pub fn shown_in(analyte: Analyte, typed: &Typed, unit: &UnitRow) -> Option<String> {
    let (comparator, value) = show_in(analyte, typed, unit)?;
    let digits = Digits::of(&value);
    let sign = match comparator {
        Comparator::Equal if digits.rounded => "",
        Comparator::Equal => "= ",
        Comparator::Below => "< ",
        Comparator::AtMost => "≤ ",
        Comparator::Above => "> ",
        Comparator::AtLeast => "≥ ",
    };
    Some(format!("{sign}{digits} {}", unit.symbol))
}

impl Reporter<'_> {
    /// A field by what holds it, in words: the item with the date of its report.
    pub fn field_name(&self, field: &Address) -> String {
        #[expect(clippy::wildcard_enum_match_arm, reason = "what has no words is named by its address")]
        match field {
            Address::Report(id, _) => self.dated(*id, None).unwrap_or_else(|| field.to_string()),
            Address::Result(id, item, ..) => self.dated(*id, Some(item)).unwrap_or_else(|| self.item(item)),
            Address::History(item, _) | Address::Course(item, ..) | Address::Item(item) => self.item(item),
            Address::Stage(stage, ..) => self.words.entry_stage_date(self.stage(stage)),
            Address::Setting(id, SettingPart::Whole) => id.clone(),
            Address::Patient(PatientPart::Sex) => self.words.entry_sex.clone(),
            Address::Patient(PatientPart::Birth | PatientPart::Years | PatientPart::YearsOn) => {
                self.words.entry_age.clone()
            }
            _ => field.to_string(),
        }
    }

    /// A report by its date, or an item with it; none for a report without a readable or typed date.
    fn dated(&self, report: u32, item: Option<&str>) -> Option<String> {
        let known = self.draft.assessments.iter().find(|known| known.id == report)?;
        let date = match read_moment(&known.when) {
            Ok(Some(moment)) => self.moment(&moment),
            _ => known.when.clone(),
        };
        (!date.is_empty()).then(|| match item {
            Some(item) => self.words.parenthesis(self.item(item), date),
            None => date,
        })
    }

    /// A problem in words, with items and fields by name.
    pub fn problem(&self, problem: &Problem) -> String {
        if let ProblemCode::Contradicts { other } = &problem.code {
            return self.words.contradicts(self.field_name(other));
        }
        if let ProblemCode::Conflicts { other } = &problem.code {
            return self.words.conflicts(self.field_name(other));
        }
        if let ProblemCode::Computed { enter_under } = &problem.code {
            return self.words.computed(self.item(enter_under));
        }
        super::code_text(&problem.code, self.words)
    }
}
