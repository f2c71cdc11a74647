//! Wrong passes, wrong fails and wrong questions that a review found, each by the number of its item.

mod clearance;
mod contradictions;
mod counts;
mod dates;
mod early_dates;
mod hints;
mod kit;
mod limits;
mod results;
mod site;
