//! The list that says whether a dose can be given, as plain data.

use crate::{
    engine::dose::{
        dosing::Dosing,
        readiness::{
            NEEDS, Need, SignedIn,
            line::{LINE_STATES, LINES, ReadinessLine, line_code, line_state_code},
            need_code,
        },
    },
    model::{Address, InfusionPart, LotPart, PatientPart, Typed},
    report::{dose::readiness::need_text, words::Reporter},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A line of the list that says whether a dose can be given.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LineOutcome {
    /// `identity`, `certificate`, `weight`, `level`, `eligibility`, `bags`, `settings` or `decisions`.
    #[schemars(extend("enum" = LINES))]
    pub line: &'static str,
    /// `done`, `open` or `stopped`: as its worst need.
    #[schemars(extend("enum" = LINE_STATES))]
    pub state: &'static str,
    /// What it needs, and what was decided of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<NeedOutcome>,
}

/// One thing that a line needs, or that was decided of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NeedOutcome {
    /// Its stable code.
    #[schemars(extend("enum" = NEEDS))]
    pub code: &'static str,
    /// `done`, `open` or `stopped`.
    #[schemars(extend("enum" = LINE_STATES))]
    pub state: &'static str,
    /// The field that does it, by its address; absent where no one field does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// What would do it, in English.
    pub text: String,
    /// Where somebody can decide it: what the decision is kept as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<SignOutcome>,
}

/// What a decision is kept as in the draft; it lapses with its value.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SignOutcome {
    /// The list that it is kept in, such as `infusions[1].confirmed`.
    pub within: String,
    /// Its `field` there.
    pub field: &'static str,
    /// Its `value` there.
    pub value: Typed,
    /// Who has made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, as local civil time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// A line as plain data.
pub(crate) fn line_outcome(reporter: &Reporter<'_>, dosing: &Dosing, line: &ReadinessLine) -> LineOutcome {
    let need = |need: &Need| NeedOutcome {
        code: need_code(&need.code),
        state: line_state_code(need.state),
        field: need.field.to_string(),
        text: need_text(reporter, dosing, need),
        decision: need.sign.as_ref().map(|sign| {
            let kept = sign.kept(reporter.draft, dosing.infusion).map(|kept| &kept.signed);
            SignOutcome {
                within: match sign.within {
                    SignedIn::Lot(lot) => reporter
                        .draft
                        .lots
                        .get(lot)
                        .map_or(Address::Nowhere, |lot| Address::lot(lot, LotPart::Confirmed)),
                    SignedIn::Draft => Address::Patient(PatientPart::Confirmed),
                    SignedIn::Infusion => Address::Infusion(dosing.infusion, InfusionPart::Confirmed),
                }
                .to_string(),
                field: sign.field,
                value: sign.value.clone(),
                by: kept.map(|signed| signed.by.clone()),
                at: kept.map(|signed| signed.at.clone()),
            }
        }),
    };
    let (line, state) = (line, line_state_code(line.state()));
    LineOutcome { line: line_code(line.line), state, needs: line.needs.iter().map(need).collect() }
}
