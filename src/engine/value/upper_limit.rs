//! The upper limit of normal: the patient's own report first, then a template that is named, then unknown.

use super::patient::Patient;
use crate::{
    engine::{
        entry::case::{Birth, ReadFinding, ReadUln},
        evidence::{Entry, LimitUsed, Needs, UlnSource, UlnUsed, Why},
        moment::Moment,
        protocol::plan::Name,
        site::context::LabTable,
    },
    model::Sex,
    quantity::{Analyte, Measured, UnitRow, units::si::Ratio},
};
use std::sync::Arc;

/// What the limits of `factor` × ULN can be for this result.
pub(crate) fn limits(
    analyte: Analyte,
    factor: &Ratio,
    finding: &ReadFinding<'_>,
    of: &Patient<'_>,
) -> Result<Vec<LimitUsed>, (Why, Needs)> {
    match &finding.uln {
        ReadUln::Printed(uln, unit) => {
            return Ok(vec![made(factor, uln.clone(), unit, UlnSource::Report(finding.place))]);
        }
        ReadUln::Doubtful => return Err(missing(finding, Why::Doubtful)),
        ReadUln::Unreadable => return Err(missing(finding, Why::UpperLimitUnreadable)),
        ReadUln::None => {}
    }
    template(analyte, factor, finding, of)
}

/// The limits that the laboratory's template has for this result, whatever is printed on the report.
pub(crate) fn template(
    analyte: Analyte,
    factor: &Ratio,
    finding: &ReadFinding<'_>,
    of: &Patient<'_>,
) -> Result<Vec<LimitUsed>, (Why, Needs)> {
    let laboratory = of
        .laboratory_of(finding.place.assessment)
        .and_then(|id| of.context.laboratory(id))
        .ok_or_else(|| missing(finding, Why::NoUpperLimit))?;
    of_laboratory(laboratory, analyte, factor, finding, of)
}

/// The limits that this template has for the result, whoever has measured it.
pub(crate) fn of_laboratory(
    laboratory: &LabTable,
    analyte: Analyte,
    factor: &Ratio,
    finding: &ReadFinding<'_>,
    of: &Patient<'_>,
) -> Result<Vec<LimitUsed>, (Why, Needs)> {
    let mut found: Vec<LimitUsed> = Vec::new();
    let sexes: &[Sex] = match &of.sex {
        Some(sex) => std::slice::from_ref(sex),
        None => &[Sex::Female, Sex::Male],
    };
    let ages = ages(of.birth.as_ref(), finding.when);
    for sex in sexes {
        for age in ages.iter().copied() {
            let row = laboratory.upper.iter().find(|row| {
                row.analyte == analyte
                    && row.sex.is_none_or(|only| only == *sex)
                    && within(age, row.age_from, row.age_to)
            });
            let Some(row) = row else {
                let (why, mut needs) = missing(finding, Why::NoUpperLimit);
                // Without an age, only the template's bands of age stand in the way.
                if of.birth.is_none() && laboratory.upper.iter().any(|row| row.analyte == analyte) {
                    needs.entries.push(Entry::Age);
                }
                return Err((why, needs));
            };
            let assumed_sex = (of.sex.is_none() && row.sex.is_some()).then_some(*sex);
            let source = UlnSource::Template {
                laboratory: Arc::clone(&laboratory.id),
                confirmed: laboratory.confirmed,
                assumed_sex,
            };
            if !found.iter().any(|known| known.uln.as_ref().is_some_and(|used| used.uln == row.limit)) {
                found.reserve_exact(1);
                found.push(made(factor, row.limit.clone(), row.unit, source));
            }
        }
    }
    Ok(found)
}

fn missing(finding: &ReadFinding<'_>, why: Why) -> (Why, Needs) {
    (why, Needs::any(vec![Entry::UpperLimit(Name::from(finding.finding.of.as_str()))]))
}

fn made(factor: &Ratio, uln: Measured, unit: &'static UnitRow, source: UlnSource) -> LimitUsed {
    let limit = uln.times(factor);
    LimitUsed { limit, unit, uln: Some(UlnUsed { factor: factor.clone(), uln, source }) }
}

/// The ages that count: both ends of what is known, or every band of the table when nothing is.
fn ages(birth: Option<&Birth>, when: Option<Moment>) -> Vec<Option<i64>> {
    match (birth, when) {
        (Some(birth), Some(when)) => {
            let (low, _) = birth.years_on(when.first.date());
            let (_, high) = birth.years_on(when.last.date());
            if low == high { vec![Some(low)] } else { vec![Some(low), Some(high)] }
        }
        _ => vec![None],
    }
}

/// A row without ages fits everybody; an unknown age fits only such a row.
fn within(age: Option<i64>, from: Option<i64>, to: Option<i64>) -> bool {
    match age {
        Some(age) => from.is_none_or(|from| age >= from) && to.is_none_or(|to| age <= to),
        None => from.is_none() && to.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::entry::upper_limit::printed_upper;

    #[test]
    fn reads_intervals_as_printed() {
        for (text, upper) in [
            ("9-50", "50"),
            ("9~50", "50"),
            ("9～50", "50"),
            ("9–50", "50"),
            ("9--50", "50"),
            ("9—50", "50"),
            ("≤26.0", "26"),
            ("<=26.0", "26"),
            ("<26", "26"),
            ("0-26.0", "26"),
            ("(0.0-26.0)", "26"),
            ("1.2", "1.2"),
            ("57－111", "111"),
        ] {
            let number = printed_upper(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(number.value, upper.parse().unwrap(), "{text}");
        }
        for text in ["", "50-9", ">5", "9-", "-", "normal", "9-50 U/L", "1,2", "<5>"] {
            assert_eq!(printed_upper(text), None, "{text}");
        }
    }
}
