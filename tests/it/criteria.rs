//! The whole protocol: all 41 criteria.

mod anchors;
mod calendar;
mod cases;
mod dates;
mod earliest;
mod ends;
mod kit;
mod later;
mod mutations;
mod newer;
mod parts;
mod period;
mod readings;
mod slips;
mod stages;
mod table;
mod told;
mod windows;
