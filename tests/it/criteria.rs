//! The whole protocol: all 41 criteria.

mod dates;
mod kit;
mod mutations;
mod readings;
mod stages;
mod table;
