//! How much a line may list. No patient has as many of anything, and where each entry is held against every other, work
//! would grow with the square.

use super::line_error::LineError;
use crate::model::Draft;

/// The longest list whose entries are read one by one.
const LONGEST_LIST: usize = 5_000;

/// The most dates of stages, a few for each infusion: each is held against every other.
const MOST_STAGES: usize = 200;

/// The most lots: each is looked for in every infusion.
const MOST_LOTS: usize = 100;

/// The most bags of a lot, records of what was given of them, and decisions: each is held against every other.
const MOST_BAGS: usize = 200;

/// The most infusions: each is judged at its stages, and dosed.
const MOST_INFUSIONS: usize = 50;

/// Refuses a draft with a longer list, and names the first one.
pub(super) fn within_bounds(draft: &Draft) -> Result<(), LineError> {
    for (field, length, most) in [
        ("infusions", draft.infusions.len(), MOST_INFUSIONS),
        ("stages", draft.stages.len(), MOST_STAGES),
        ("lots", draft.lots.len(), MOST_LOTS),
        ("assessments", draft.assessments.len(), LONGEST_LIST),
        ("exposures", draft.exposures.len(), LONGEST_LIST),
        ("counts", draft.counts.len(), LONGEST_LIST),
        ("decisions", draft.decisions.len(), LONGEST_LIST),
    ] {
        check(length, most, || field.to_owned())?;
    }
    let check_list = |length, field: &dyn Fn() -> String| check(length, LONGEST_LIST, field);
    for (index, assessment) in draft.assessments.iter().enumerate() {
        check_list(assessment.results.len(), &|| format!("assessments[{index}].results"))?;
    }
    for (index, exposure) in draft.exposures.iter().enumerate() {
        check_list(exposure.courses.len(), &|| format!("exposures[{index}].courses"))?;
        for (course, of) in exposure.courses.iter().enumerate() {
            check_list(of.tags.len(), &|| format!("exposures[{index}].courses[{course}].tags"))?;
        }
    }
    for (index, lot) in draft.lots.iter().enumerate() {
        check(lot.bags.len(), MOST_BAGS, || format!("lots[{index}].bags"))?;
        check_list(lot.release.len(), &|| format!("lots[{index}].release"))?;
        check(lot.confirmed.len(), MOST_BAGS, || format!("lots[{index}].confirmed"))?;
    }
    for (index, infusion) in draft.infusions.iter().enumerate() {
        check(infusion.lots.len(), MOST_LOTS, || format!("infusions[{index}].lots"))?;
        let drawn = infusion.given.as_ref().map_or(0, |given| given.drawn.len());
        check(drawn, MOST_BAGS, || format!("infusions[{index}].given.drawn"))?;
        check(infusion.confirmed.len(), MOST_BAGS, || format!("infusions[{index}].confirmed"))?;
    }
    Ok(())
}

fn check(length: usize, most: usize, field: impl Fn() -> String) -> Result<(), LineError> {
    if length <= most {
        return Ok(());
    }
    Err(LineError::too_many(&format!("draft.{}", field()), length, most))
}

#[cfg(test)]
mod tests {
    use super::within_bounds;
    use crate::model::{Draft, Infusion, Lot};

    #[track_caller]
    fn refused_above(most: usize, field: &str, draft: impl Fn(usize) -> Draft) {
        assert_eq!(within_bounds(&draft(most)), Ok(()), "{field}");
        let error = within_bounds(&draft(most + 1)).map_err(|error| serde_json::to_value(error).unwrap());
        let error = error.unwrap_err();
        assert_eq!(error["field"], field);
        assert_eq!(error["code"], "too_many");
        assert_eq!(error["expected"], format!("a list of at most {most}"));
    }

    #[test]
    fn f6_a_list_beyond_any_patient_is_refused_with_its_bound() {
        let full = |set: fn(&mut Draft, usize)| {
            move |length| {
                let mut draft = Draft::default();
                draft.lots.push(Lot::default());
                draft.infusions.push(Infusion::default());
                set(&mut draft, length);
                draft
            }
        };
        let fill = full(|it, n| it.infusions.resize_with(n, Infusion::default));
        refused_above(50, "draft.infusions", fill);
        refused_above(200, "draft.stages", full(|it, n| it.stages.resize_with(n, Default::default)));
        refused_above(100, "draft.lots", full(|it, n| it.lots.resize_with(n, Default::default)));
        let fill = full(|it, n| it.infusions[0].lots.resize(n, "L".into()));
        refused_above(100, "draft.infusions[0].lots", fill);
        refused_above(
            5_000,
            "draft.assessments",
            full(|it, n| it.assessments.resize_with(n, Default::default)),
        );
        let fill = full(|it, n| {
            it.assessments.resize_with(2, Default::default);
            it.assessments[1].results.resize_with(n, Default::default);
        });
        refused_above(5_000, "draft.assessments[1].results", fill);
        refused_above(
            200,
            "draft.lots[0].bags",
            full(|it, n| it.lots[0].bags.resize_with(n, Default::default)),
        );
        let fill = full(|it, n| it.infusions[0].confirmed.resize_with(n, Default::default));
        refused_above(200, "draft.infusions[0].confirmed", fill);
        let fill = full(|it, n| {
            let given = it.infusions[0].given.get_or_insert_default();
            given.drawn.resize_with(n, Default::default);
        });
        refused_above(200, "draft.infusions[0].given.drawn", fill);
    }
}
