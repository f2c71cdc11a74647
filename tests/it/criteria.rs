//! The whole protocol: all 41 criteria.

mod dates;
mod earliest;
mod kit;
mod later;
mod mutations;
mod newer;
mod readings;
mod slips;
mod stages;
mod table;
mod told;
