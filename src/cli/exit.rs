//! Exit codes.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, or eligible, or a dose that can be prepared.
    Done,
    /// Not eligible, blocked, or findings.
    Findings,
    /// Bad input.
    BadInput,
    /// Incomplete: something must be entered, set or decided first.
    Incomplete,
    /// The system failed: read, write, display.
    SystemFailed,
}

impl Exit {
    /// The worse of the two.
    pub(crate) fn worse(self, other: Self) -> Self {
        if self.rank() >= other.rank() { self } else { other }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Incomplete => 1,
            Self::Findings => 2,
            Self::BadInput => 3,
            Self::SystemFailed => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::BadInput => 2,
            Exit::Incomplete => 3,
            Exit::SystemFailed => 4,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Exit::{BadInput, Done, Findings, Incomplete, SystemFailed};

    #[test]
    fn the_worst_of_several_files_counts() {
        let worst_first = [SystemFailed, BadInput, Findings, Incomplete, Done];
        for (index, worse) in worst_first.into_iter().enumerate() {
            for better in worst_first.into_iter().skip(index) {
                assert_eq!(worse.worse(better), worse);
                assert_eq!(better.worse(worse), worse);
            }
        }
    }
}
