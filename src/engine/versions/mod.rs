//! Two versions of a protocol: what differs, what carries over, which one is in force.

pub mod carry;
pub mod diff;
pub mod in_force;
