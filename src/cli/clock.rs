//! The time that a command judges at.

use super::failure::Failure;
use crate::engine::moment::read_moment;
use jiff::civil::DateTime;

/// A time as typed, or the clock's.
pub(crate) fn read_now(text: Option<&str>) -> Result<DateTime, Failure> {
    let Some(text) = text else {
        let now = jiff::Zoned::now().datetime();
        return Ok(now.date().at(now.hour(), now.minute(), 0, 0));
    };
    match read_moment(text) {
        Ok(Some(moment)) if moment.is_time() => Ok(moment.first),
        _ => Err(Failure::BadInput(format!(
            "“{text}” is no time to judge at; expected local date and time such as 2026-11-22T09:00"
        ))),
    }
}
