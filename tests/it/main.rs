//! Everything that is tested without a window, in one binary.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod criteria;
#[cfg(test)]
mod dose;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod intake;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod protocol_tools;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod screening;
#[cfg(test)]
mod settings_checks;
#[cfg(test)]
mod storage;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod words;
