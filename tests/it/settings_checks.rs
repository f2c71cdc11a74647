//! What may be saved of a site and a laboratory template, and the readings of an open question.

use cardose::{
    engine::{
        check_laboratory, check_site, parameter_units,
        protocol::{plan::Plan, questions::readings},
    },
    model::{Laboratory, ParameterKind, ReadingChoice, Setting, Site, Typed},
    storage::{EMBEDDED_LABORATORIES, EMBEDDED_PROTOCOL, EMBEDDED_SITE},
};
use jiff::civil::date;
use std::sync::Arc;

fn check_setting(id: &str, value: &str, unit: &str, source: &str) -> Vec<String> {
    let plan = Plan::new(&EMBEDDED_PROTOCOL.protocol().unwrap().value).unwrap();
    let setting = Setting::Value { value: Typed::new(value, unit), source: source.into() };
    let site = Site { schema: 1, name: "x".into(), settings: vec![(id.into(), setting)], ..Site::default() };
    let problems = check_site(&plan, &site);
    problems.iter().map(|problem| format!("{} {}", problem.field, problem.code.code())).collect()
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    let none: [&str; 0] = [];
    assert_eq!(check_setting("weight_cap", "100", "kg", "letter"), none);
    assert_eq!(check_setting("stability_after_thaw", "30", "min", "letter"), none);
    assert_eq!(check_setting("weight_cap", "1,5", "kg", "letter"), ["site.settings[weight_cap] comma"]);
    assert_eq!(check_setting("dlt_window", "2,8", "d", "letter"), ["site.settings[dlt_window] comma"]);
    assert_eq!(check_setting("dlt_window", "28", "kg", "letter"), ["site.settings[dlt_window] unit_unknown"]);
    assert_eq!(check_setting("dlt_window", "0", "d", "letter"), ["site.settings[dlt_window] not_positive"]);
    assert_eq!(check_setting("hold_up", "0", "mL", "letter"), none);
    let missing = ["site.settings[hold_up].source source_missing"];
    assert_eq!(check_setting("hold_up", "0", "mL", " "), missing);
}

#[test]
fn an_answer_needs_words_and_a_source() {
    let plan = Plan::new(&EMBEDDED_PROTOCOL.protocol().unwrap().value).unwrap();
    let readings =
        vec![ReadingChoice { question: "gilbert".into(), reading: String::new(), source: String::new() }];
    let problems = check_site(&plan, &Site { schema: 1, readings, ..Site::default() });
    let fields: Vec<String> = problems.iter().map(|problem| problem.field.to_string()).collect();
    assert_eq!(fields, ["site.name", "site.readings[gilbert].source", "site.readings[gilbert]"]);
}

#[test]
fn the_shipped_site_may_be_saved_and_every_offer_fits() {
    let protocol = EMBEDDED_PROTOCOL.protocol().unwrap().value;
    let plan = Plan::new(&protocol).unwrap();
    assert_eq!(check_site(&plan, &EMBEDDED_SITE.site().unwrap().value), []);
    for parameter in &protocol.parameters {
        let quantity = matches!(parameter.kind, ParameterKind::Quantity);
        assert_eq!(quantity, !parameter_units(&parameter.id).is_empty(), "{}", parameter.id);
        for offer in parameter.offered.iter().filter(|_| quantity) {
            let problems = check_setting(&parameter.id, &offer.value.value, &offer.value.unit, &offer.source);
            assert_eq!(problems, [""; 0], "{}", parameter.id);
        }
    }
}

fn check_template(change: impl FnOnce(&mut Laboratory)) -> Vec<String> {
    let plan = Arc::new(Plan::new(&EMBEDDED_PROTOCOL.protocol().unwrap().value).unwrap());
    let mut laboratory = EMBEDDED_LABORATORIES[0].laboratory().unwrap().value;
    laboratory.id = "own".into();
    change(&mut laboratory);
    let problems = check_laboratory(&plan, &laboratory, date(2026, 11, 22).at(9, 0, 0, 0));
    problems.iter().map(|problem| format!("{} {}", problem.field, problem.code.code())).collect()
}

#[test]
fn what_is_wrong_with_a_template_stands_at_its_field() {
    assert_eq!(check_template(|_| ()), [""; 0]);
    assert_eq!(check_template(|own| own.source.clear()), ["own.source source_missing"]);
    assert_eq!(check_template(|own| own.valid_from = "3/5/24".into()), ["own.valid_from date_unreadable"]);
    assert_eq!(check_template(|own| own.rows[3].low = "15,0".into()), ["own.rows[3].low comma"]);
    assert_eq!(check_template(|own| own.rows[3].low = "999".into()), ["own.rows[3].low contradicts"]);
    assert_eq!(check_template(|own| own.rows[3].unit = "kg".into()), ["own.rows[3].unit unit_unknown"]);
}

#[test]
fn each_reading_once() {
    let protocol = EMBEDDED_PROTOCOL.protocol().unwrap().value;
    let ids = |question| readings(&protocol, question).iter().map(|reading| reading.id).collect::<Vec<_>>();
    assert_eq!(ids("age_upper_limit"), ["below_70", "up_to_70"]);
    assert_eq!(ids("washout_day_seven"), ["included", "excluded"], "two rules ask it");
    assert_eq!(ids("month_length"), ["calendar_month", "days_28", "days_30"]);
    assert_eq!(ids("dlt_rules"), [""; 0], "no rule depends on it");
}
