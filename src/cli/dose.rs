//! `cardose dose`: the volume to draw.

use super::{arguments::PatientArguments, exit::Exit, screen::over_files};
use crate::{
    engine::dose::{dosing::Dosing, readiness::line::LineState},
    report::dose,
};

pub(crate) fn run(arguments: &PatientArguments) -> Exit {
    over_files(arguments, dose, |derived| {
        let planned = derived.dosings.iter().filter(|dosing| !dosing.given);
        let worst = planned.map(exit_of).reduce(Exit::worse);
        worst.unwrap_or(if derived.dosings.is_empty() { Exit::Incomplete } else { Exit::Done })
    })
}

/// Ready, open or stopped, as the list says.
fn exit_of(dosing: &Dosing) -> Exit {
    match dosing.readiness_state() {
        LineState::Done => Exit::Done,
        LineState::Open => Exit::Incomplete,
        LineState::Stopped => Exit::Findings,
    }
}
