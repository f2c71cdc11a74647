//! `cardose dose`: the volume to draw.

use super::{arguments::PatientArguments, exit::Exit, screen::over_files};
use crate::{
    engine::{
        dose::{DoseState, Dosing},
        notice::Class,
    },
    report::dose,
};

pub(crate) fn run(arguments: &PatientArguments) -> Exit {
    over_files(arguments, dose, |derived| {
        let stops = derived.notices.iter().any(|notice| notice.class == Class::Stop);
        let planned = derived.dosings.iter().filter(|dosing| !dosing.given);
        let worst = planned.map(exit_of).reduce(Exit::worse);
        let exit = worst.unwrap_or(if derived.dosings.is_empty() { Exit::Incomplete } else { Exit::Done });
        if stops { exit.worse(Exit::Findings) } else { exit }
    })
}

fn exit_of(dosing: &Dosing) -> Exit {
    let Some(level) = dosing.assigned_level() else { return Exit::Incomplete };
    match &level.state {
        DoseState::Ready if dosing.is_ready(level) => Exit::Done,
        DoseState::Ready | DoseState::Asks(_) => Exit::Incomplete,
        DoseState::Underdose | DoseState::Overdose(_) | DoseState::CertificateDisagrees => Exit::Findings,
    }
}
