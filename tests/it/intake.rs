//! Pasted text: what is taken, what is asked, what is refused.

mod cases;
mod kit;
mod lines;
mod mutations;
mod permuted;
