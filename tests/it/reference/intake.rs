//! The collected laboratory results of a CDISC pilot study through intake: each is taken as it was collected, or refused by
//! name.

use super::table::{Tally, reference_folder, rows};
use crate::kit::protocol;
use cardose::{
    engine::intake::{Choices, Names, Outcome, read},
    model::Value,
};
use std::{collections::BTreeMap, fs};

const TABLE: &str = "laboratory/cdisc_pilot_lb.csv";

/// The items of the protocol by the study's codes.
const ITEMS: [(&str, &str); 10] = [
    ("ALT", "alt"),
    ("AST", "ast"),
    ("BILI", "bilirubin_total"),
    ("CREAT", "creatinine"),
    ("HGB", "haemoglobin"),
    ("K", "potassium"),
    ("LYM", "lymphocytes"),
    ("PLAT", "platelets"),
    ("SODIUM", "sodium"),
    ("WBC", "white_cells"),
];

#[test]
fn every_collected_result_is_taken_as_collected_or_refused_by_name() {
    let Some(rows) = rows(TABLE) else { return };
    let text = fs::read_to_string(reference_folder().unwrap().join(TABLE)).unwrap();
    let read = read(&text, &Names::of(&protocol()), &Choices::default());
    assert!(read.questions.is_empty(), "{:?}", read.questions);
    let lines: BTreeMap<usize, _> = read.lines.iter().map(|line| (line.number, line)).collect();
    let mut tally = Tally::default();
    for row in &rows {
        let line = lines[&row.line()];
        let code = row.get("LBTESTCD");
        let Some((_, item)) = ITEMS.iter().find(|(known, _)| *known == code) else {
            let holds = line.outcome.code() == "not_an_item";
            tally.explained(row, holds, "no item of the protocol", &format!("{code}: {:?}", line.outcome));
            continue;
        };
        let interval = format!("{}-{}", row.get("LBORNRLO"), row.get("LBORNRHI"));
        let own =
            (line.item.as_deref(), &line.outcome, &line.interval, line.subject.as_str(), line.when.as_str());
        let expected = (Some(*item), &Outcome::Taken, &interval, row.get("USUBJID"), row.get("LBDTC"));
        let Value::Quantity(typed) = &line.value else { panic!("{line:?}") };
        let value = (typed.value.as_str(), typed.unit.as_str());
        let same = own == expected && value == (row.get("LBORRES"), row.get("LBORRESU"));
        tally.check(row, same, &format!("{line:?}"));
    }
    tally.finish(TABLE, rows.len());
}
