//! The whole protocol: all 41 criteria.

mod anchors;
mod calendar;
mod dates;
mod days;
mod decisions;
mod earliest;
mod ends;
mod headlines;
mod kit;
mod later;
mod mutations;
mod newer;
mod parts;
mod period;
mod readings;
mod slips;
mod stages;
mod steroids;
mod table;
mod told;
