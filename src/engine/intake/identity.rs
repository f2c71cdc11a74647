//! Which item the names and codes of a line mean together.

use super::{
    line::{Ask, Outcome, Refusal},
    names::Names,
};

/// The items that names and codes leave, with the unit that stands in a name.
pub(super) struct Identity {
    pub(super) items: Vec<usize>,
    pub(super) unit: String,
}

/// What names and codes mean together. One that means another thing than the others is asked about.
pub(super) fn identify(names: &Names, cells: &[&str]) -> Result<Identity, Outcome> {
    let mut items: Option<Vec<usize>> = None;
    let (mut unit, mut other, mut doubt, mut strange, mut by_name) =
        (String::new(), false, false, false, false);
    // What a code says alone, a name that is not known may not confirm.
    let (mut by_code, mut unknown) = (true, false);
    for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
        let meant = if let Some(item) = names.code(cell) {
            by_name |= !is_loinc(cell) && is_long(cell);
            by_code &= is_loinc(cell);
            vec![item]
        } else {
            let named = names.name(cell);
            other |= named.other_material;
            if unit.is_empty() {
                unit = named.unit;
            }
            by_name |= !named.items.is_empty() && is_long(cell);
            strange |= named.items.is_empty() && !named.other_material && (is_loinc(cell) || is_long(cell));
            doubt |= named.items.is_empty() && is_loinc(cell);
            by_code &= named.items.is_empty();
            unknown |= named.items.is_empty() && cell.chars().filter(|c| c.is_alphabetic()).count() >= 2;
            named.items
        };
        if meant.is_empty() {
            continue;
        }
        items = Some(match items {
            None => meant,
            Some(items) => items.into_iter().filter(|item| meant.contains(item)).collect(),
        });
    }
    match items {
        None if other => Err(Outcome::Refused(Refusal::OtherMaterial)),
        None => Err(Outcome::Refused(Refusal::NotAnItem)),
        Some(items)
            if items.is_empty() || other || doubt || (strange && !by_name) || (by_code && unknown) =>
        {
            Err(Outcome::Asked(Ask::CodeAndName))
        }
        Some(items) => Ok(Identity { items, unit }),
    }
}

/// `777-3`: digits, a dash, one digit.
pub(super) fn is_loinc(text: &str) -> bool {
    let digits = |part: &str, from: usize, to: usize| {
        (from..=to).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split_once('-').is_some_and(|(number, check)| digits(number, 3, 5) && digits(check, 1, 1))
}

/// More than an abbreviation: a name in words. The name of a group of tests is none.
pub(super) fn is_long(text: &str) -> bool {
    const GROUPS: [&str; 16] = [
        "血常规",
        "血细胞分析",
        "全血细胞计数",
        "生化",
        "生化全套",
        "肝功能",
        "肾功能",
        "肝肾功能",
        "电解质",
        "hematology",
        "haematology",
        "chemistry",
        "laboratory",
        "cbc with diff",
        "hämatologie",
        "klinische chemie",
    ];
    let chinese = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (chinese >= 2 || letters >= 6) && !GROUPS.contains(&&*text.to_lowercase())
}
