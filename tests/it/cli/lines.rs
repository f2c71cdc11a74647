//! One line of `cardose eval` after another: none is answered with what only the line before has said, whichever
//! thread answers it.

use super::kit::{EXAMPLES, NOW, example_line, feed};
use crate::kit::example;
use serde_json::json;

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

/// Lines of all kinds, so many that the threads get in each other's way: the same bytes, in the same order.
#[test]
fn any_number_of_jobs_answers_alike() {
    let broken = ["\n", "broken\n", "{\"id\":7,\"draft\":{}}\n", "  \n"];
    let lines: String = (0..40)
        .flat_map(|round: usize| {
            let line = move |name| {
                format!("{}\n", json!({ "id": format!("{round} {name}"), "draft": example(name) }))
            };
            EXAMPLES.into_iter().map(line).chain([broken[round % 4].to_owned()])
        })
        .collect();
    let alone = feed(&["eval", "--now", NOW], lines.as_bytes());
    assert_eq!(alone.out.lines().count(), 40 * EXAMPLES.len() + 20);
    for jobs in ["1", "2", "3", "16"] {
        let together = feed(&["eval", "--now", NOW, "--jobs", jobs], lines.as_bytes());
        assert_eq!((together.code, together.out == alone.out), (alone.code, true), "{jobs}");
    }
    for wrong in ["0", "65", "1000000", "-1", "two"] {
        let none = feed(&["eval", "--now", NOW, &format!("--jobs={wrong}")], lines.as_bytes());
        assert_eq!((none.code, none.out.as_str()), (Some(2), ""), "{wrong}: {}", none.err);
    }
}
