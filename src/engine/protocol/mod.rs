//! A protocol read once, its rules, questions and conditions, and what a reviewer sees of it.

pub(crate) mod only_if;
pub mod plan;
pub mod questions;
pub mod review;
pub mod rules;
