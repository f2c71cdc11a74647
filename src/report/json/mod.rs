//! Json.

pub mod result;
pub(crate) mod code;
pub(crate) mod dose;
pub(crate) mod dose_code;
pub(crate) mod evidence;
pub(crate) mod make;
pub(crate) mod readiness;
