//! Where a window starts and reaches back from.

use crate::engine::moment::Moment;

/// Where a window starts and reaches back from.
pub(crate) struct At {
    pub(crate) moment: Moment,
    /// It has a clock time of its own; now, in the place of a day that nobody has set, has none.
    pub(crate) timed: bool,
    /// The day is still to come, or nobody has set it: what is known so far counts, to be asked again on the day.
    pub(crate) to_come: bool,
}

impl At {
    pub(crate) fn of(moment: Moment, to_come: bool) -> Self {
        Self { moment, timed: moment.is_time(), to_come }
    }
}
