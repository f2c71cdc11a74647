//! A result as plain data for machines: ids, codes and quantities, no sentences. Fields are only ever added.

pub(crate) mod code;
pub(crate) mod dose;
pub(crate) mod dose_code;
pub(crate) mod evidence;
pub(crate) mod make;
pub mod quantity;
pub(crate) mod readiness;
pub mod result;
