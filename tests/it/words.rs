//! What a person reads: the report of a screening in both languages, against what the rule rests on.

mod evidence;
mod problems;
mod signs;
mod states;
mod text;
mod width;
