//! The parts that every view is made of.

mod card;
mod field;
mod mark;
mod quantity;

pub(crate) use card::{banner, card, failure, heading, hint, key_value};
pub(crate) use field::{Field, field_id, problem_line};
pub(crate) use mark::{Mark, chip, colored, paint, shape};
pub(crate) use quantity::{quantity, unit_choice};
