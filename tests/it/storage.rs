//! Floor 3, storage: real files in temporary folders. Values by hand.

mod acts;
mod crash;
mod differences;
mod flushes;
mod folders;
mod known_folder;
mod odd_files;
mod reading;
mod recovery;
mod saving;
mod seals;
mod settings;
mod versions;

use cardose::model::{RecordFile, Signed};
use cardose::storage::lock::Holder;
use cardose::storage::{Integrity, Opened, Version, read_record_file, read_text, record_path};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// The example of the data model, as written by hand.
const EXAMPLE: &str = r#"#![enable(implicit_some)]
(schema: 1, revision: 3, program: "0.1.0", protocol: (id: "nct06101082", version: "registry 2024-03-06", sha256: ""),
 draft: (
  subject: "EXAMPLE-01", sex: Female, age: (years: "58", years_on: "2026-11-20"),
  stages: [(stage: "screening", infusion: 1, date: "2026-11-20"), (stage: "infusion", infusion: 1, date: "2026-12-10")],
  assessments: [
   (id: 1, when: "2026-11-19T08:10", laboratory: "wst-404", by: "p1", results: [
     (of: "platelets", value: Quantity((value: "74.6", unit: "10^9/L"))),
     (of: "bilirubin_total", value: Quantity((value: "1.8", unit: "mg/dL")), uln: (value: "1.2", unit: "mg/dL")),
     (of: "hbv_dna", value: NotDone("HBsAg and anti-HBc negative")) ]),
   (id: 2, when: "2026-11-20T09:00", by: "p1", results: [
     (of: "weight", value: Quantity((value: "62,4", unit: "kg")), note: "kept as typed: decimal comma"),
     (of: "spo2_room_air", value: Quantity((value: "97", unit: "%"))), (of: "dyspnoea_at_rest", value: No) ])],
  exposures: [(kind: "transfusion", complete_to: "2026-11-20"),
   (kind: "systemic_therapy", complete_to: "2026-11-20", courses: [(agent: "capecitabine", start: "2026-06", end: On("2026-10"), half_life: (value: "0.75", unit: "h"))])],
  lots: [(id: "L1", label_subject: "EXAMPLE-01", convention: ViableCount, basis: AfterThaw,
   viable: (value: "25.0", unit: "10*6/mL"), cd3: (value: "96.2", unit: "%"), car_share: (value: "38.5", unit: "%"),
   bags: [(number: "1", volume: (value: "20", unit: "mL")), (number: "2", volume: (value: "20", unit: "mL"))])],
  infusions: [(number: 1, level: "DL2", weight_from: 2, lots: ["L1"])]))
"#;

fn example() -> RecordFile {
    read_text("example.ron", EXAMPLE).unwrap()
}

fn patient(subject: &str) -> RecordFile {
    let mut file = RecordFile { schema: 1, program: "0.1.0".to_owned(), ..RecordFile::default() };
    subject.clone_into(&mut file.draft.subject);
    file
}

fn put(folder: &Path, name: &str, text: &str) {
    File::create(folder.join(name)).unwrap().write_all(text.as_bytes()).unwrap();
}

fn opened(folder: &Path, subject: &str) -> (RecordFile, Integrity, Version) {
    match read_record_file(&record_path(folder, subject).unwrap()).unwrap() {
        Opened::Record { file, integrity, version } => (*file, integrity, version),
        Opened::Newer { .. } => panic!("newer"),
    }
}

fn holder(by: &str) -> Holder {
    let text = str::to_owned;
    Holder {
        by: text(by),
        computer: text("PC-7"),
        program: text("CARdose 0.1.0"),
        since: text("2026-11-22T09:00"),
    }
}

fn signed() -> Signed {
    Signed { by: "p1".to_owned(), at: "2026-11-22T09:30".to_owned(), reason: "wrong label".to_owned() }
}
