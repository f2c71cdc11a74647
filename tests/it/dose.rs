//! The dose, from typed text to millilitres, always through `derive()`. X1 to X29 are the worked examples of facts.md.

mod bags;
mod basis;
mod blocked;
mod cases;
mod certificate;
mod certificate_conventions;
mod conventions;
mod curve;
mod decisions;
mod headline;
mod kit;
mod lapses;
mod levels;
mod lots;
mod overdose;
mod properties;
mod readiness;
mod replay;
mod rounding;
mod shares;
mod slips;
mod text;
mod weights;
mod window;
mod worked;
