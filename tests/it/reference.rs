//! The expectations of other programs, read from the folder that `CARDOSE_REFERENCE_DATA` names; never copied here.

mod clearance;
mod ctcae;
mod intake;
mod labels;
mod table;
mod ucum;
mod unit_conversions;
mod white_cells;
