//! The result as plain data for machines: ids, codes and quantities. Fields are only ever added.
//!
//! A quantity is exact and decimal at once: `{"exact":"748800/37037","decimal":"20.2176202176202","unit":"mL"}`,
//! the decimal with 15 significant digits, half-even.

use super::code::{CHOICES, CLASSES, CURES, ENTRY_KINDS, LOT_NOTES, NOTICES, OUTCOMES};
use crate::engine::{
    problem::PROBLEMS,
    verdict::{VERDICTS, stage::DAYS_FROM},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A result.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outcome<'r> {
    /// The subject code.
    pub subject: &'r str,
    /// The protocol that it was judged by.
    pub protocol: Pinned<'r>,
    /// The time that it was judged at, local civil time to the minute.
    pub now: String,
    /// `eligible`, `not_eligible`, `not_now` or `incomplete`.
    #[schemars(extend("enum" = VERDICTS))]
    pub verdict: &'static str,
    /// With `not_now`: the earliest day on which no window is in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// That day comes sooner by a reading of an open question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from_by: Vec<HangOutcome<'r>>,
    /// The day of a stage is still to come, or it has no date: what passes, passes so far.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub so_far: bool,
    /// Every criterion: the worst outcome of the stages where it decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Vec<CriterionOutcome<'r>>>,
    /// The groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<GroupOutcome<'r>>>,
    /// The stages: those of the first infusion, then those that each later infusion has anew.
    pub stages: Vec<StageOutcome<'r>>,
    /// The entries that would decide a row by themselves, those that decide most rows first.
    pub decided_by: Vec<DecidingEntry>,
    /// Estimated clearances with each weight; with `--detail full`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clearances: Option<Vec<super::evidence::ValueOutcome>>,
    /// The doses; with `--detail full`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doses: Option<Vec<super::dose::DoseOutcome<'r>>>,
    /// What a person must look at.
    pub notices: Vec<NoticeOutcome>,
    /// What is wrong with the entries.
    pub problems: Vec<ProblemOutcome>,
}

/// A file, by content.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Pinned<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its version.
    pub version: &'r str,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: &'r str,
}

/// A criterion over all stages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CriterionOutcome<'r> {
    /// `I1` to `I14`, `E1` to `E27`.
    pub id: &'r str,
    /// `pass`, `fail` or `unknown`, seen from enrolment.
    #[schemars(extend("enum" = OUTCOMES))]
    pub outcome: &'static str,
}

/// A group of criteria.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupOutcome<'r> {
    /// Its id.
    pub id: &'r str,
    /// As the overall verdict.
    #[schemars(extend("enum" = VERDICTS))]
    pub verdict: &'static str,
}

/// A stage.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StageOutcome<'r> {
    /// Its id.
    pub stage: &'r str,
    /// 1 is the first infusion.
    pub infusion: u32,
    /// Its date, entered or that of the signed decision; absent where it has none, or leaves the day open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The day on which it is looked at.
    pub day: String,
    /// Why on that day: its `date`, the investigator's `decision`, `today`, or a `stage_before` it that is still to come.
    #[schemars(extend("enum" = DAYS_FROM))]
    pub day_from: &'static str,
    /// As the overall verdict, over the criteria that decide here.
    #[schemars(extend("enum" = VERDICTS))]
    pub verdict: &'static str,
    /// With `not_now`: the earliest day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The earliest day comes sooner by a reading of an open question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from_by: Vec<HangOutcome<'r>>,
    /// From when no exposure stands in the way, whatever the verdict; `not_known` or `never` where there is no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear_from: Option<String>,
    /// The same to the minute, where a window is counted by the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear_from_time: Option<String>,
    /// Its day is still to come, or has no date: what passes, passes so far.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub so_far: bool,
    /// Of a later infusion: judged as the criteria are written. Which of them apply is an open question, and the verdict
    /// over everything does not count it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub as_written: bool,
    /// What the investigator has decided and signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionOutcome<'r>>,
    /// The criteria that decide here.
    pub criteria: Vec<RowOutcome<'r>>,
}

/// A criterion at a stage.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowOutcome<'r> {
    /// Its id.
    pub id: &'r str,
    /// `pass`, `fail` or `unknown`.
    #[schemars(extend("enum" = OUTCOMES))]
    pub outcome: &'static str,
    /// How a failure can be cured: `washout` or `repeat`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = CURES))]
    pub cure: Option<&'static str>,
    /// Its parts with ids of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartOutcome<'r>>,
    /// The entries that would decide it by themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided_by: Vec<String>,
    /// From when no exposure makes it fail; `not_known` or `never` where there is no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear_from: Option<String>,
    /// The same to the minute, where a window is counted by the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear_from_time: Option<String>,
    /// It is clear then only by a reading of an open question, as `QUESTION:READING`; by another it never is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hinges_on: Option<String>,
    /// It is clear sooner by a reading of an open question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clear_by: Vec<HangOutcome<'r>>,
    /// Choices that would turn it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sensitive: Vec<ChoiceOutcome>,
    /// Findings that came after the criterion last decided, and would turn it: information, no verdict.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<LaterOutcome<'r>>,
    /// Remarks on the criterion's text, where it does not plainly pass; with `--detail full`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteOutcome<'r>>,
    /// The values compared; with `--detail full`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<super::evidence::LeafOutcome<'r>>>,
}

/// A reading of an open question by which a day comes sooner.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HangOutcome<'r> {
    /// The question.
    pub question: &'r str,
    /// The reading.
    pub reading: &'r str,
    /// The day by that reading; `not_known` where there is none, absent where nothing would be in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear_from: Option<String>,
}

/// A signed decision of the investigator's.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecisionOutcome<'r> {
    /// Whether the patient goes on.
    pub goes_on: bool,
    /// `agree`, `misreads`, `deviation` or `not_enrolled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = CHOICES))]
    pub choice: Option<&'static str>,
    /// The question or criterion, the number or the reason that belongs to the choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<&'r str>,
    /// By whom.
    pub by: &'r str,
    /// When, as local civil time.
    pub at: &'r str,
    /// What the program said then.
    pub verdict: &'r str,
    /// It says something else now.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub differs: bool,
}

/// A finding that came after a criterion last decided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LaterOutcome<'r> {
    /// The day of the newest finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The outcome that the criterion would have with all of them.
    #[schemars(extend("enum" = OUTCOMES))]
    pub outcome: &'static str,
    /// The values compared.
    pub evidence: Vec<super::evidence::LeafOutcome<'r>>,
}

/// A remark on a criterion's text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoteOutcome<'r> {
    /// In English.
    pub en: &'r str,
    /// In Chinese.
    pub zh_cn: &'r str,
}

/// A choice that would turn a criterion.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChoiceOutcome {
    /// `reading:QUESTION:READING`, `clearance_weight:actual|ideal|adjusted`, `legacy_constant`, `hbv_factor` or
    /// `template:LABORATORY`.
    pub with: String,
    /// The outcome that it would have.
    #[schemars(extend("enum" = OUTCOMES))]
    pub outcome: &'static str,
}

/// A part of a criterion.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartOutcome<'r> {
    /// Its id, such as `I8.platelets`.
    pub id: &'r str,
    /// `pass`, `fail` or `unknown`, seen from enrolment.
    #[schemars(extend("enum" = OUTCOMES))]
    pub outcome: &'static str,
}

/// An entry that would decide rows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecidingEntry {
    /// Such as `finding:platelets`, `upper_limit:alt`, `sex`, `question:gilbert`: a kind, alone or with the id that it is
    /// about.
    #[schemars(extend("x-kinds" = ENTRY_KINDS))]
    pub entry: String,
    /// How many rows it decides by itself.
    pub rows: usize,
}

/// A notice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoticeOutcome {
    /// `stop`, `decide` or `note`.
    #[schemars(extend("enum" = CLASSES))]
    pub class: &'static str,
    /// Its stable code.
    #[schemars(extend("enum" = NOTICES))]
    pub code: &'static str,
    /// What it is about: an id, a field, an infusion; of a lot its number and a note, such as `LOT-1: NoRecoveryApplied`.
    #[schemars(extend("x-notes" = LOT_NOTES))]
    pub about: String,
}

/// A problem with an entry.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProblemOutcome {
    /// The field's path.
    pub field: String,
    /// Its stable code.
    #[schemars(extend("enum" = PROBLEMS))]
    pub code: &'static str,
    /// What was expected, in English, with the mend where there is one.
    pub expected: String,
    /// How to mend it, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// True where a person can confirm the entry as it stands.
    pub can_be_confirmed: bool,
}
