//! How fast the program is: one derived result, and a stream of drafts.

#![expect(clippy::expect_used, clippy::print_stderr, reason = "a bench may stop, and says what it measures")]

use cardose::{
    cli::Evaluator,
    engine::{Context, derive},
    model::{Draft, Laboratory},
    report::Detail,
    storage::{
        EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, Opened, write_text,
    },
};
use divan::{Bencher, black_box, counter::ItemsCount};
use jiff::civil::date;
use mimalloc::MiMalloc;
use serde_json::{Value, json};
use std::io;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The lines of a stream.
const LINES: usize = 100_000;

fn main() {
    let screening = screening_draft();
    let sizes = [("eligible", &example("eligible")), (SCREENING_DRAFT, &screening)].map(|(name, draft)| {
        let ron = write_text(draft).expect("a draft can be written").len();
        format!("{name}: {} bytes as JSON, {ron} as RON", compact(draft).len())
    });
    eprintln!("{}", sizes.join("\n"));
    divan::main();
}

fn laboratories() -> Vec<Laboratory> {
    EMBEDDED_LABORATORIES.iter().map(|embedded| embedded.laboratory().expect("shipped").value).collect()
}

fn context() -> Context {
    let protocol = EMBEDDED_PROTOCOL.protocol().expect("shipped").value;
    let site = EMBEDDED_SITE.site().expect("shipped").value;
    let now = date(2026, 11, 22).at(9, 0, 0, 0);
    Context::new(&protocol, &site, &laboratories(), now).expect("shipped")
}

fn example(name: &str) -> Draft {
    let embedded = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name == format!("{name}.ron"));
    match embedded.expect("shipped").patient().expect("shipped") {
        Opened::Record { file, .. } => file.draft,
        Opened::Newer { .. } => unreachable!("shipped with this program"),
    }
}

const SCREENING_DRAFT: &str = "screening draft";

/// The eligible example as a laboratory and a pharmacy would send it, about 2 kB as JSON: blood, organs, weight,
/// histories and the product, without serology, lesions and the answers of the interview.
fn screening_draft() -> Draft {
    let mut draft = example("eligible");
    draft.assessments.retain(|assessment| assessment.id != 1);
    for assessment in &mut draft.assessments {
        assessment.results.retain(|finding| {
            let of = finding.of.as_str();
            let share = of.ends_with("_percent") || of.starts_with("liver");
            let lesion = of.ends_with("_diameter");
            let serology = ["hbsag", "hbv_dna"].contains(&of) || of.contains("anti");
            !(share || lesion || serology || ["bilirubin_direct", "white_cells"].contains(&of))
        });
    }
    draft.note.clear();
    draft
}

/// As JSON, with what is empty left out: a field left out means nothing typed.
fn compact(draft: &Draft) -> String {
    fn prune(json: &mut Value) {
        if let Value::Array(items) = json {
            items.iter_mut().for_each(prune);
        } else if let Value::Object(fields) = json {
            fields.values_mut().for_each(prune);
            fields.retain(|_, field| ![json!(null), json!(""), json!([]), json!({})].contains(field));
        }
    }
    let mut json = serde_json::to_value(draft).expect("a draft is JSON");
    prune(&mut json);
    assert_eq!(serde_json::from_value::<Draft>(json.clone()).expect("a draft"), *draft);
    json.to_string()
}

fn stream(draft: &Draft, lines: usize) -> Vec<u8> {
    let draft = compact(draft);
    (0..lines).flat_map(|id| format!("{{\"id\":{id},\"draft\":{draft}}}\n").into_bytes()).collect()
}

/// One derived result of a draft with every criterion answered, a lot and a level.
#[divan::bench]
fn derive_eligible(bencher: Bencher<'_, '_>) {
    let (context, draft) = (context(), example("eligible"));
    bencher.bench_local(|| derive(black_box(&draft), &context));
}

/// One derived result of the fullest example: two infusions, several assessments.
#[divan::bench]
fn derive_follow_up(bencher: Bencher<'_, '_>) {
    let (context, draft) = (context(), example("follow-up"));
    bencher.bench_local(|| derive(black_box(&draft), &context));
}

/// The eight examples, one after the other.
#[divan::bench]
fn derive_all_examples(bencher: Bencher<'_, '_>) {
    let context = context();
    let drafts: Vec<Draft> =
        EMBEDDED_PATIENTS.iter().map(|embedded| example(embedded.name.trim_end_matches(".ron"))).collect();
    bencher.counter(ItemsCount::new(drafts.len())).bench_local(|| {
        for draft in &drafts {
            black_box(derive(black_box(draft), &context));
        }
    });
}

/// What reading a line costs by itself.
#[divan::bench]
fn parse_a_line(bencher: Bencher<'_, '_>) {
    let line = compact(&screening_draft());
    bencher.bench_local(|| serde_json::from_str::<Draft>(black_box(&line)).expect("a draft"));
}

fn evaluate(bencher: Bencher<'_, '_>, draft: &Draft, detail: Detail, lines: usize) {
    let (context, laboratories) = (context(), laboratories());
    let input = stream(draft, lines);
    let evaluator = Evaluator {
        context: &context,
        laboratories: &laboratories,
        protocol_hash: "0123456789abcdef",
        detail,
        remarks: &[],
    };
    bencher.counter(ItemsCount::new(lines)).bench_local(|| {
        let refused =
            evaluator.lines(black_box(input.as_slice()), io::sink(), 1).expect("memory can be read");
        assert_eq!(refused, 0);
    });
}

/// `cardose eval --detail verdicts`, by the path that the command line takes: items are lines.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn eval_verdicts(bencher: Bencher<'_, '_>) {
    evaluate(bencher, &screening_draft(), Detail::Verdicts, LINES);
}

/// `cardose eval --detail full`.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn eval_full(bencher: Bencher<'_, '_>) {
    evaluate(bencher, &screening_draft(), Detail::Full, LINES / 10);
}

/// The same with complete patients: every criterion answered, every history, a lot and a level.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn eval_verdicts_of_complete_patients(bencher: Bencher<'_, '_>) {
    evaluate(bencher, &example("eligible"), Detail::Verdicts, LINES / 10);
}

/// The same with the evidence.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn eval_full_of_complete_patients(bencher: Bencher<'_, '_>) {
    evaluate(bencher, &example("eligible"), Detail::Full, LINES / 10);
}
