//! Each open question with each of its readings: where they agree, and where they differ.

use super::kit::{context, judge};
use crate::kit::protocol;
use cardose::{
    engine::{
        questions::readings,
        verdict::Outcome::{self, Fail as F, Pass as P, Unknown as U},
    },
    model::Protocol,
};

/// Question, its readings, criterion, change, and the outcome left open and with each reading.
type Line = (&'static str, [&'static str; 2], &'static str, &'static str, [Outcome; 3]);

/// Now is 2026-11-22; a stage without a date is judged as of now.
const LINES: &[Line] = &[
    ("age_upper_limit", ["below_70", "up_to_70"], "I2", "age=69", [P, P, P]),
    ("age_upper_limit", ["below_70", "up_to_70"], "I2", "age=70", [U, F, P]),
    ("age_upper_limit", ["below_70", "up_to_70"], "I2", "age=71", [F, F, F]),
    ("lesion_size", LESION, "I5", "", [P, P, P]),
    ("lesion_size", LESION, "I5", "largest_lesion_diameter=6.1 cm", [U, P, F]),
    (
        "lesion_size",
        LESION,
        "I5",
        "measurable_lesion_diameter=6.1 cm; another_measurable_lesion=No; largest_lesion_diameter=6.1 cm",
        [F, F, F],
    ),
    // By the one reading another lesion of 10 to 60 mm would do; the largest is at least as large.
    ("lesion_size", LESION, "I5", "measurable_lesion_diameter=61 mm; largest_lesion_diameter=~", [U, U, F]),
    (
        "lesion_size",
        LESION,
        "I5",
        "measurable_lesion_diameter=61 mm; another_measurable_lesion=Yes; largest_lesion_diameter=~",
        [U, P, F],
    ),
    ("lesion_size", LESION, "I5", "measurable_lesion_diameter=60 mm; largest_lesion_diameter=~", [U, P, U]),
    ("washout_day_seven", EDGE, "I8", "transfusion: 2026-11-12..2026-11-12", [U, F, P]),
    ("washout_day_seven", EDGE, "I8", "growth_factor: 2026-11-12..2026-11-12 [short_acting]", [U, F, P]),
    // The blood was drawn on 19 November: 7 days reach back to 12 November, 14 days to 5 November. The site counts the
    // last day.
    (
        "long_acting_growth_factor",
        LONG,
        "I8",
        "growth_factor: 2026-11-12..2026-11-12 [long_acting_g_csf]",
        [F, F, F],
    ),
    (
        "long_acting_growth_factor",
        LONG,
        "I8",
        "growth_factor: 2026-11-11..2026-11-11 [long_acting_g_csf]",
        [U, P, F],
    ),
    (
        "long_acting_growth_factor",
        LONG,
        "I8",
        "growth_factor: 2026-11-05..2026-11-05 [long_acting_g_csf]",
        [U, P, F],
    ),
    (
        "long_acting_growth_factor",
        LONG,
        "I8",
        "growth_factor: 2026-11-04..2026-11-04 [long_acting_g_csf]",
        [P, P, P],
    ),
    (
        "long_acting_growth_factor",
        LONG,
        "I8",
        "growth_factor: 2026-11-11..2026-11-11 [short_acting]",
        [P, P, P],
    ),
    (
        "thrombopoietin_receptor_agonists",
        TPO,
        "I8",
        "growth_factor: 2026-11-15..2026-11-15 [tpo_receptor_agonist]",
        [U, F, P],
    ),
    (
        "thrombopoietin_receptor_agonists",
        TPO,
        "I8",
        "growth_factor: 2026-10-15..2026-10-15 [tpo_receptor_agonist]",
        [P, P, P],
    ),
    ("gilbert", ["exempt", "excluded"], "I9", "gilbert=Yes; bilirubin_total=100 umol/L", [U, P, F]),
    ("gilbert", ["exempt", "excluded"], "I9", "gilbert=No; bilirubin_total=100 umol/L", [F, F, F]),
    ("clearance_method", CLEARANCE, "I10", "creatinine=150 umol/L", [U, U, F]),
    (
        "clearance_method",
        CLEARANCE,
        "I10",
        "creatinine=150 umol/L; creatinine_clearance_measured=50 mL/min",
        [P, P, P],
    ),
    (
        "clearance_method",
        CLEARANCE,
        "I10",
        "creatinine=150 umol/L; creatinine_clearance_measured=49 mL/min",
        [F, F, F],
    ),
    ("dyspnoea_or_spo2", ["either", "both"], "I12", "dyspnoea_at_rest=Yes", [U, P, F]),
    ("dyspnoea_or_spo2", ["either", "both"], "I12", "spo2_room_air=90 %", [U, P, F]),
    ("dyspnoea_or_spo2", ["either", "both"], "I12", "dyspnoea_at_rest=Yes; spo2_room_air=90 %", [F, F, F]),
    ("hbv_sentence", HBV, "E4", "hbsag=#positive; hbv_dna=100 {copies}/mL", [U, P, F]),
    ("hbv_sentence", HBV, "E4", "hbsag=#positive; hbv_dna=1001 {copies}/mL", [F, F, F]),
    ("hbv_sentence", HBV, "E4", "anti_hbc=#positive; hbv_dna=100 {copies}/mL", [P, P, P]),
    ("hbv_sentence", HBV, "E4", "anti_hbc=#positive; hbv_dna=1001 {copies}/mL", [F, F, F]),
    // Virus that is counted contradicts two negative markers.
    ("hbv_sentence", HBV, "E4", "hbv_dna=1001 {copies}/mL", [U, U, U]),
    ("hbv_sentence", HBV, "E4", "anti_hbc=#weakly_positive; hbv_dna=1001 {copies}/mL", [U, U, U]),
    ("hbv_sentence", HBV, "E4", "anti_hbc=#weakly_positive; hbv_dna=1000 {copies}/mL", [P, P, P]),
    ("syphilis_cured", CURED, "E4", "syphilis_antibody=#positive; syphilis_cured=Yes", [U, F, P]),
    ("syphilis_cured", CURED, "E4", "syphilis_antibody=#positive; syphilis_cured=No", [F, F, F]),
    ("syphilis_cured", CURED, "E4", "syphilis_antibody=#positive", [U, F, U]),
    ("syphilis_cured", CURED, "E4", "syphilis_antibody=#negative", [P, P, P]),
    // Dexamethasone 8 mg is worth 53 mg of prednisone; before apheresis 14 days count, before the cells 72 hours.
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E7",
        "steroid: 2026-11-10..2026-11-12 [continuous_systemic] agent=prednisone dose=10",
        [F, F, F],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E7",
        "steroid: 2026-11-10..2026-11-12 [continuous_systemic] agent=prednisone dose=10",
        [F, F, F],
    ),
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E7",
        "steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-12..2026-11-12 [single_dose] agent=dexamethasone dose=8",
        [U, P, F],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E7",
        "steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-12..2026-11-12 [single_dose] agent=dexamethasone dose=8",
        [U, P, F],
    ),
    (
        "single_doses_running",
        NEVER_OR_THREE,
        "E7",
        "steroid: 2026-11-10..2026-11-10 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-12..2026-11-12 [single_dose] agent=dexamethasone dose=8",
        [U, P, F],
    ),
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E7",
        "steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8",
        [P, P, P],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E7",
        "steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8",
        [P, P, P],
    ),
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E7",
        "stage screening=2026-10-10; stage apheresis=2026-10-20; steroid: 2026-11-20..2026-11-21 [continuous_systemic] agent=prednisone dose=10",
        [F, F, F],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E7",
        "stage screening=2026-10-10; stage apheresis=2026-10-20; steroid: 2026-11-20..2026-11-21 [continuous_systemic] agent=prednisone dose=10",
        [F, F, F],
    ),
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E7",
        "stage screening=2026-10-10; stage apheresis=2026-10-20; steroid: 2026-11-20..2026-11-20 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-21..2026-11-21 [single_dose] agent=dexamethasone dose=8",
        [U, P, F],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E7",
        "stage screening=2026-10-10; stage apheresis=2026-10-20; steroid: 2026-11-20..2026-11-20 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-21..2026-11-21 [single_dose] agent=dexamethasone dose=8",
        [U, P, F],
    ),
    (
        "single_doses_running",
        NEVER_OR_THREE,
        "E7",
        "stage screening=2026-10-10; stage apheresis=2026-10-20; steroid: 2026-11-19..2026-11-19 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-20..2026-11-20 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-21..2026-11-21 [single_dose] agent=dexamethasone dose=8",
        [U, P, F],
    ),
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E7",
        "stage screening=2026-10-10; stage apheresis=2026-10-20; steroid: 2026-11-20..2026-11-20 [single_dose] agent=dexamethasone dose=8",
        [P, P, P],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E7",
        "stage screening=2026-10-10; stage apheresis=2026-10-20; steroid: 2026-11-20..2026-11-20 [single_dose] agent=dexamethasone dose=8",
        [P, P, P],
    ),
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E11",
        "steroid: 2026-11-10..2026-11-12 [continuous_systemic] agent=prednisone dose=10",
        [U, U, U],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E11",
        "steroid: 2026-11-10..2026-11-12 [continuous_systemic] agent=prednisone dose=10",
        [U, U, U],
    ),
    (
        "single_doses_running",
        NEVER_OR_TWO,
        "E11",
        "steroid: 2026-11-10..2026-11-10 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8",
        [U, P, U],
    ),
    (
        "single_doses_running",
        THREE_OR_TWO,
        "E11",
        "steroid: 2026-11-10..2026-11-10 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8",
        [U, P, U],
    ),
    (
        "single_doses_running",
        NEVER_OR_THREE,
        "E11",
        "steroid: 2026-11-10..2026-11-10 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-11..2026-11-11 [single_dose] agent=dexamethasone dose=8; steroid: 2026-11-12..2026-11-12 [single_dose] agent=dexamethasone dose=8",
        [U, P, U],
    ),
    ("window_last_day", EDGE, "E12", "radiotherapy: 2026-10-25..2026-10-25 [other_radiotherapy]", [U, F, P]),
    (
        "systemic_treatment_meaning",
        MEANING,
        "E8",
        "systemic_therapy: 2026-10-01..2026-11-15 [targeted] half=100",
        [U, P, F],
    ),
    (
        "systemic_treatment_meaning",
        MEANING,
        "E8",
        "systemic_therapy: 2026-10-01..2026-11-15 [chemotherapy] half=100",
        [F, F, F],
    ),
    (
        "antibody_drug_conjugates",
        CONJUGATE,
        "E8",
        "systemic_therapy: 2026-10-01..2026-11-15 [antibody_drug_conjugate] half=100",
        [U, F, P],
    ),
    (
        "antibody_drug_conjugates",
        CONJUGATE,
        "E9",
        "systemic_therapy: 2026-10-01..2026-11-01 [antibody_drug_conjugate] half=1",
        [U, P, F],
    ),
    (
        "antibody_drug_conjugates",
        CONJUGATE,
        "E9",
        "systemic_therapy: 2026-08-01..2026-09-01 [antibody_drug_conjugate] half=1",
        [P, P, P],
    ),
    (
        "steroids_as_immunosuppression",
        STEROIDS,
        "E11",
        "steroid: 2026-11-01..2026-11-05 [continuous_systemic]",
        [U, P, F],
    ),
    ("steroids_as_immunosuppression", STEROIDS, "E11", "immunomodulator: 2026-11-01..2026-11-05", [F, F, F]),
    (
        "severe_trauma_window",
        ["within_4_weeks", "any_time"],
        "E21",
        "surgery_or_trauma: 2026-09-10..2026-09-10 [severe_trauma]",
        [U, P, F],
    ),
    (
        "severe_trauma_window",
        ["within_4_weeks", "any_time"],
        "E21",
        "surgery_or_trauma: 2026-11-10..2026-11-10 [severe_trauma]",
        [F, F, F],
    ),
    ("nyha_and_ejection_fraction", NYHA, "E17", "nyha_class=#nyha_3; lvef=55 %", [U, P, F]),
    ("nyha_and_ejection_fraction", NYHA, "E17", "nyha_class=#nyha_4; lvef=55 %", [U, P, F]),
    ("nyha_and_ejection_fraction", NYHA, "E17", "nyha_class=#nyha_3; lvef=49 %", [F, F, F]),
    ("nyha_and_ejection_fraction", NYHA, "E17", "nyha_class=#nyha_2; lvef=49 %", [P, P, P]),
    // Six months before 3 December reach back to 3 June, before 9 December to 9 June.
    (
        "study_treatment_start",
        START,
        "E17",
        "asked=2026-12-09; stage preconditioning=2026-12-03; stage infusion=2026-12-09; myocardial_infarction: 2026-06-02..2026-06-02",
        [P, P, P],
    ),
    (
        "study_treatment_start",
        START,
        "E17",
        "asked=2026-12-09; stage preconditioning=2026-12-03; stage infusion=2026-12-09; myocardial_infarction: 2026-06-05..2026-06-05",
        [U, F, P],
    ),
    (
        "study_treatment_start",
        START,
        "E17",
        "asked=2026-12-09; stage preconditioning=2026-12-03; stage infusion=2026-12-09; myocardial_infarction: 2026-10-01..2026-10-01",
        [F, F, F],
    ),
    // 30 days before 22 November begin on 23 October, 28 days on 25 October, the calendar month on 22 October.
    ("month_length", ["calendar_month", "days_28"], "E23", "other_trial: 2026-01-01..2026-10-24", [U, F, P]),
    ("month_length", ["days_30", "days_28"], "E23", "other_trial: 2026-01-01..2026-10-24", [U, F, P]),
    ("month_length", ["calendar_month", "days_28"], "E23", "other_trial: 2026-01-01..2026-10-26", [F, F, F]),
];

const EDGE: [&str; 2] = ["included", "excluded"];
const NEVER_OR_TWO: [&str; 2] = ["never", "two_days"];
const THREE_OR_TWO: [&str; 2] = ["three_days", "two_days"];
const NEVER_OR_THREE: [&str; 2] = ["never", "three_days"];
const LESION: [&str; 2] = ["one_such_lesion", "largest_lesion"];
const LONG: [&str; 2] = ["seven_days", "fourteen_days"];
const CURED: [&str; 2] = ["antibody_alone", "cured_excepted"];
const TPO: [&str; 2] = ["count", "do_not_count"];
const CLEARANCE: [&str; 2] = ["measured", "estimate_counts"];
const HBV: [&str; 2] = ["either_marker_with_dna", "surface_antigen_alone"];
const MEANING: [&str; 2] = ["chemotherapy", "any_anticancer_drug"];
const CONJUGATE: [&str; 2] = ["exclusion_8", "exclusion_9"];
const STEROIDS: [&str; 2] = ["own_window_only", "count_28_days"];
const START: [&str; 2] = ["preconditioning", "infusion"];
const NYHA: [&str; 2] = ["with_low_ejection_fraction", "nyha_alone"];

/// The lines about a criterion (all of them for an empty id) that come out otherwise than written.
pub(super) fn wrong(criterion: &str, protocol: &Protocol) -> Vec<String> {
    let mut wrong = Vec::new();
    for (question, readings, id, change, expected) in LINES {
        if !criterion.is_empty() && criterion != *id {
            continue;
        }
        for (reading, expected) in ["", readings[0], readings[1]].into_iter().zip(expected) {
            let found = judge(change, &context(protocol, &[(question, reading)]), id);
            if found != *expected {
                wrong.push(format!("{id} {question} {reading:?} {change:?}: {found:?}, not {expected:?}"));
            }
        }
    }
    wrong
}

#[test]
fn readings_agree_and_differ_as_written() {
    let wrong = wrong("", &protocol());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_reading_of_every_question_is_tried() {
    let protocol = protocol();
    for question in &protocol.questions {
        for reading in readings(&protocol, &question.id) {
            let tried =
                LINES.iter().any(|(known, ids, ..)| *known == question.id && ids.contains(&reading.id));
            assert!(tried, "{} {}", question.id, reading.id);
        }
    }
}
