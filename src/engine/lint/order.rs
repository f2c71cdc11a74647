//! The order of the file: numbers without gaps, levels that rise, stages at which something decides.

use super::{Code, Finding};
use crate::{
    model::{Protocol, Rule, Side},
    quantity::{
        Exact, Style, read_number,
        units::{RuntimeUnit as _, per_mass},
    },
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    numbers(protocol, Side::Inclusion, 'I', found);
    numbers(protocol, Side::Exclusion, 'E', found);
    parts(protocol, found);
    levels(protocol, found);
    stages(protocol, found);
}

fn numbers(protocol: &Protocol, side: Side, letter: char, found: &mut Vec<Finding>) {
    let path = |id: &str| format!("criteria[{id}].id");
    let own = protocol.criteria.iter().filter(|criterion| criterion.kind == side);
    for criterion in own.filter(|criterion| !criterion.id.starts_with(letter)) {
        found.push(Finding::new(path(&criterion.id), Code::OtherSide));
    }
    let numbered = protocol.criteria.iter().filter(|criterion| criterion.id.starts_with(letter));
    for (place, criterion) in numbered.enumerate() {
        let expected = format!("{letter}{}", place + 1);
        if criterion.id != expected {
            found.push(Finding::new(path(&criterion.id), Code::Numbering(expected)));
        }
    }
}

fn parts(protocol: &Protocol, found: &mut Vec<Finding>) {
    for criterion in &protocol.criteria {
        for id in criterion.rule.walk().filter_map(Rule::part_id) {
            let own = id.split_once('.').is_some_and(|(own, rest)| own == criterion.id && !rest.is_empty());
            if !own {
                let path = format!("criteria[{}].rule.{id}", criterion.id);
                found.push(Finding::new(path, Code::PartOfOther(criterion.id.clone())));
            }
        }
    }
}

fn levels(protocol: &Protocol, found: &mut Vec<Finding>) {
    let mut highest: Option<Exact> = None;
    for level in &protocol.levels {
        let unit = per_mass::Unit::parse(&level.per_kg.unit);
        let number = read_number(&level.per_kg.value, Style::Plain).ok();
        // What cannot be read is refused elsewhere.
        let Some((unit, number)) = unit.zip(number) else { continue };
        let per_kg = per_mass::Unit::PerKilogram.value(&unit.quantity(number.value));
        if highest.as_ref().is_some_and(|highest| per_kg <= *highest) {
            found.push(Finding::new(format!("levels[{}]", level.id), Code::NotRising));
        }
        highest = Some(per_kg);
    }
}

fn stages(protocol: &Protocol, found: &mut Vec<Finding>) {
    for criterion in protocol.criteria.iter().filter(|criterion| criterion.stages.is_empty()) {
        found.push(Finding::new(format!("criteria[{}].stages", criterion.id), Code::DecidesNowhere));
    }
    for stage in &protocol.stages {
        if !protocol.criteria.iter().any(|criterion| criterion.stages.contains(&stage.id)) {
            found.push(Finding::new(format!("stages[{}]", stage.id), Code::StageDecidesNothing));
        }
    }
}
