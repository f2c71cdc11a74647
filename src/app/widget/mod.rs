//! The parts that every view is made of.

mod answers;
mod blocks;
mod calculation;
mod card;
mod choose;
mod date_field;
mod field;
mod fold;
mod margin_bar;
mod mark;
mod number_reading;
mod primary_button;
mod quantity;
mod steady;
mod together;
mod unit;
mod verdict_mark;

pub(crate) use answers::{Answered, Answers};
pub(crate) use blocks::blocks;
pub(crate) use calculation::calculation;
pub(crate) use card::{banner, banner_with, card, failure, heading, hint, key_value};
pub(crate) use choose::Choose;
pub(crate) use field::{Field, field_id, fix_keys, problem_line};
pub(crate) use fold::{focus_ring, fold, fold_card, fold_line, fold_unless, triangle};
pub(crate) use margin_bar::margin_bar;
pub(crate) use mark::{
    Mark, chip, chip_button, chip_width, colored, mark_chip, paint, shape, shape_beside, small_chip,
};
pub(crate) use number_reading::number_line;
pub(crate) use primary_button::primary_button;
pub(crate) use quantity::quantity;
pub(crate) use steady::{centre, in_sight, lead_to, steady};
pub(crate) use together::together;
pub(crate) use unit::Unit;
pub(crate) use verdict_mark::{is_so_far, notice_mark, shown_mark, stage_mark, stand_mark, verdict_mark};
