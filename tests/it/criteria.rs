//! The whole protocol: all 41 criteria.

mod anchors;
mod dates;
mod ends;
mod kit;
mod mutations;
mod parts;
mod readings;
mod slips;
mod stages;
mod table;
