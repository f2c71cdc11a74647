//! The whole protocol: all 41 criteria.

mod dates;
mod kit;
mod mutations;
mod parts;
mod readings;
mod slips;
mod stages;
mod table;
