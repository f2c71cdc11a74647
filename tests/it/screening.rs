//! Screening: a draft in, outcomes out. Values from facts.md or from arithmetic written here.

mod alarms;
mod as_of;
mod asked;
mod boundary;

mod clearance;
mod clearance_entered;
mod contradictions;
mod counts;
mod dates;
mod deciding;
mod deciding_brute;
mod doubtful;
mod ecog_age;
mod hbv;
mod hints;
mod impossible_dates;

mod limits;
mod monotone;
mod mutations;
mod near;
mod peers;
mod readings;
mod results;
mod site;
mod uln;
mod uln_template;
mod units_taken;
mod washout;
mod washout_history;
