//! One line of `cardose eval` after another: none is answered with what only the line before has said.

use super::kit::{NOW, example_line, feed};

/// The site stays the same, and the time is said by the second line alone.
#[test]
fn a_line_without_a_time_is_judged_at_the_time_of_the_run() {
    let mut plain = example_line();
    plain.as_object_mut().unwrap().remove("now");
    let mut later = plain.clone();
    later["now"] = "2027-11-22T09:00".into();
    let input = [&plain, &later, &plain, &later].map(ToString::to_string).join("\n");
    let run = feed(&["eval", "--now", NOW], input.as_bytes());
    let times: Vec<String> =
        run.json().iter().map(|answer| answer["result"]["now"].as_str().unwrap().to_owned()).collect();
    assert_eq!(times, [NOW, "2027-11-22T09:00", NOW, "2027-11-22T09:00"]);
}
