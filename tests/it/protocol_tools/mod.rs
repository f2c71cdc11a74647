//! The tools for protocol files: lint and what follows it, on a small protocol that is changed in one place.

mod diff;
mod example;
mod kit;
mod lint;
mod lint_rules;
mod lint_slips;
mod questions;
mod review;
mod what_if;
