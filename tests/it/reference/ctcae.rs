//! CTCAE grades at and around each limit: the verdict of this trial's limit for each row, through `derive()`.

use super::table::{Tally, rows};
use crate::kit::{Patient as _, base};
use cardose::engine::verdict::Outcome;

/// The item, the part that it decides, and the unit to take where the source has none: grades by multiples of
/// the upper limit do not depend on it.
fn lab(code: &str) -> (&'static str, &'static str, &'static str) {
    match code {
        "HGB" => ("haemoglobin", "I8.haemoglobin", ""),
        "ANC" => ("neutrophils", "I8.neutrophils", ""),
        "LYM" => ("lymphocytes", "I8.lymphocytes", ""),
        "PLT" => ("platelets", "I8.platelets", ""),
        "ALT" => ("alt", "I9.alt", "U/L"),
        "AST" => ("ast", "I9.ast", "U/L"),
        // 401 mg/dL of bilirubin and 241 mg/dL of creatinine do not exist.
        "TBIL" => ("bilirubin_total", "I9.bilirubin", "umol/L"),
        "CREAT" => ("creatinine", "I10.creatinine", "umol/L"),
        "K" => ("potassium", "E5.potassium", ""),
        "NA" => ("sodium", "E5.sodium", ""),
        other => panic!("no laboratory code {other}"),
    }
}

#[test]
fn expected_ctcae_v5() {
    let table = "expected_ctcae_v5.csv";
    let Some(rows) = rows(table) else { return };
    let mut base = base();
    // No template: where the row has no upper limit, there is none.
    base.assessments[1].laboratory = None;
    let mut tally = Tally::default();
    for row in &rows {
        let (item, id, unit_taken) = lab(row.get("lab"));
        let (value, printed) = (row.get("aval"), row.get("unit"));
        let unit = if printed.is_empty() { unit_taken } else { printed };
        let chart = base.clone().quantity(item, value, unit).uln(item, row.get("uln"), "");
        let outcome = chart.judged().outcome(id);
        let expected = match row.get("protocol_verdict_nct06101082") {
            "PASS" => Outcome::Pass,
            "FAIL" => Outcome::Fail,
            "UNKNOWN" => Outcome::Unknown,
            other => panic!("no verdict {other}"),
        };
        let what = format!("{} {item} {value} {unit}: {outcome:?}, not {expected:?}", row.get("case_id"));
        if unit == printed {
            tally.check(row, outcome == expected, &what);
        } else {
            let why =
                format!("{item} has no unit in the source; {unit} taken, the multiple of the ULN decides");
            tally.explained(row, outcome == expected, &why, &what);
        }
    }
    tally.finish(table, rows.len());
}
