//! Which item a name or a code means: to the letter, never by likeness.

use super::aliases::{CODES, EITHER, NAMES, OTHER_MATERIAL, OWN_MATERIAL, entries};
use crate::{
    engine::{problem::ProblemCode, protocol::plan::read_unit},
    model::{Answer, Item, Kind, Protocol},
    quantity::{Analyte, Refusal},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Materials as compared.
static OWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| entries(OWN_MATERIAL).map(fold).collect());
static OTHER: LazyLock<BTreeSet<String>> = LazyLock::new(|| entries(OTHER_MATERIAL).map(fold).collect());

/// The names and codes under which the items of a protocol stand in reports.
#[derive(Debug)]
pub struct Names {
    items: Vec<Known>,
    /// Items by their names as compared.
    by_name: BTreeMap<String, Vec<usize>>,
    /// Items by their codes.
    codes: BTreeMap<&'static str, usize>,
    /// The longest name, in words.
    pub(super) longest: usize,
}

/// An item that a report can hold.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) kind: KnownKind,
}

/// What a result of it is.
#[derive(Debug)]
pub(super) enum KnownKind {
    Quantity(Analyte),
    /// The answers, each with its words as compared.
    Choice(Vec<(String, Vec<String>)>),
}

/// What a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// The items that it can mean: none, one, or two of which the unit says which.
    pub(super) items: Vec<usize>,
    /// The unit that stands in it, as typed.
    pub(super) unit: String,
    /// It names another material than the item's.
    pub(super) other_material: bool,
}

impl Names {
    /// Those of everything that a report or a visit can hold.
    ///
    /// The protocol file's own names stand beside the built-in ones.
    pub fn of(protocol: &Protocol) -> Self {
        let mut all =
            Self { items: Vec::new(), by_name: BTreeMap::new(), codes: BTreeMap::new(), longest: 1 };
        for item in &protocol.items {
            let Some(kind) = known_kind(item) else { continue };
            let index = all.items.len();
            all.items.push(Known { id: item.id.clone(), kind });
            for name in printed(item) {
                all.add(name, index);
            }
            let built_in =
                NAMES.iter().filter(|(id, _)| *id == item.id).flat_map(|(_, names)| entries(names));
            let either = EITHER
                .iter()
                .filter(|(ids, _)| ids.contains(&&*item.id))
                .flat_map(|(_, names)| entries(names));
            for name in built_in.chain(either) {
                all.add(name, index);
            }
            let codes = CODES.iter().filter(|(id, _)| *id == item.id).flat_map(|(_, codes)| entries(codes));
            all.codes.extend(codes.map(|code| (code, index)));
        }
        all
    }

    fn add(&mut self, name: &str, index: usize) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        self.longest = self.longest.max(name.split_whitespace().count());
        let known = self.by_name.entry(folded).or_default();
        if !known.contains(&index) {
            known.push(index);
        }
    }

    pub(super) fn item(&self, index: usize) -> Option<&Known> {
        self.items.get(index)
    }

    /// The place of an item.
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// Whether a text says which item it is, or that it is of another material than one.
    pub(super) fn is_known(&self, text: &str) -> bool {
        let named = self.name(text);
        self.code(text).is_some() || !named.items.is_empty() || named.other_material
    }

    /// The item of a code.
    pub(super) fn code(&self, text: &str) -> Option<usize> {
        self.codes.get(text.trim()).copied()
    }

    /// What a name means. `A (B)` is A where B says the same, names its unit, or says what is understood anyway.
    pub(super) fn name(&self, text: &str) -> Named {
        let text = text.trim();
        if text.is_empty() || text.len() > 200 {
            return Named::default();
        }
        let whole = self.whole(text);
        if !whole.items.is_empty() {
            return whole;
        }
        let (text, own) = coded_system(text);
        if own == Some(false) {
            return Named { other_material: true, ..Named::default() };
        }
        let Some((before, inside, after)) = bracketed(text) else { return self.beside_material(text) };
        let mut named = self.beside_material(&format!("{before} {after}"));
        if named.items.is_empty() {
            // `(B) A` and `B (A)` where only B is known say nothing of A.
            return Named::default();
        }
        let same = self.plain(inside);
        if !same.is_empty() {
            named.items.retain(|item| same.contains(item));
        } else if is_material(inside, &OTHER) {
            return Named { other_material: true, ..Named::default() };
        } else if self.is_unit(&named.items, inside) {
            inside.trim().clone_into(&mut named.unit);
        } else if !is_material(inside, &OWN) && !is_way(inside) {
            named.items.clear();
        }
        named
    }

    /// The name alone, or with a word for the material before or behind it.
    fn beside_material(&self, text: &str) -> Named {
        let text = text.trim();
        let whole = self.whole(text);
        if !whole.items.is_empty() {
            return whole;
        }
        for (part, material) in splits(text) {
            let items = self.plain(part);
            if items.is_empty() {
                continue;
            }
            if is_material(material, &OTHER) {
                return Named { other_material: true, ..Named::default() };
            }
            if is_material(material, &OWN) {
                return Named { items, ..Named::default() };
            }
            if self.is_unit(&items, material) {
                return Named { items, unit: material.to_owned(), ..Named::default() };
            }
        }
        Named::default()
    }

    /// The name alone; of `NEUT%` the sign is its unit.
    fn whole(&self, text: &str) -> Named {
        let items = self.plain(text);
        let percent = text.ends_with(['%', '％']) && self.takes(&items, "%");
        Named { items, unit: if percent { "%".to_owned() } else { String::new() }, other_material: false }
    }

    fn takes(&self, items: &[usize], unit: &str) -> bool {
        items.iter().filter_map(|index| self.item(*index)).any(|item| item.takes(unit))
    }

    fn plain(&self, text: &str) -> Vec<usize> {
        let folded = fold(text);
        let found = self.by_name.get(&folded).or_else(|| {
            // What was measured, not that it was.
            self.by_name.get(folded.strip_suffix("测定").or_else(|| folded.strip_suffix("检测"))?)
        });
        found.cloned().unwrap_or_default()
    }

    /// Whether the text is a unit of one of these items, taken or refused by name.
    pub(super) fn is_unit(&self, items: &[usize], text: &str) -> bool {
        // A bare 1 is how UCUM writes a fraction, and how everybody writes one.
        if text.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return false;
        }
        items
            .iter()
            .filter_map(|index| self.item(*index))
            .any(|item| item.takes(text) || item.refuses(text).is_some())
    }
}

impl Known {
    /// Whether it is measured in this unit.
    pub(super) fn takes(&self, unit: &str) -> bool {
        match self.kind {
            KnownKind::Quantity(analyte) => in_units_of(analyte, unit).unit(unit).is_some(),
            KnownKind::Choice(_) => false,
        }
    }

    /// Why it is not, where the unit looks right.
    pub(super) fn refuses(&self, unit: &str) -> Option<Refusal> {
        match self.kind {
            KnownKind::Quantity(analyte) => analyte.refusal(unit),
            KnownKind::Choice(_) => None,
        }
    }
}

impl Known {
    /// Why it is not measured in this unit, as its field would say.
    pub(super) fn why_refused(&self, unit: &str) -> Option<Refusal> {
        let KnownKind::Quantity(analyte) = self.kind else { return None };
        match read_unit(in_units_of(analyte, unit), unit) {
            Err(ProblemCode::UnitRefused { why, .. }) => Some(why),
            _ => None,
        }
    }
}

/// Viral loads are counted in copies or in international units.
pub(super) fn in_units_of(analyte: Analyte, unit: &str) -> Analyte {
    if analyte == Analyte::HbvDna && Analyte::HbvDnaUnits.unit(unit).is_some() {
        return Analyte::HbvDnaUnits;
    }
    analyte
}

/// The names that the protocol file gives an item that a report can hold; none for any other item.
pub(crate) fn names_in_file(item: &Item) -> Vec<&str> {
    if known_kind(item).is_some() { printed(item) } else { Vec::new() }
}

fn printed(item: &Item) -> Vec<&str> {
    let mut names = vec![item.id.as_str(), &item.ask.en, &item.ask.zh_cn];
    if let Some(name) = &item.name {
        names.extend([name.en.as_str(), &name.zh_cn]);
    }
    names.extend(item.names.iter().map(String::as_str));
    names
}

fn known_kind(item: &Item) -> Option<KnownKind> {
    match &item.kind {
        Kind::Choice(answers) => Some(KnownKind::Choice(answers.iter().map(words_of).collect())),
        Kind::Analyte => Analyte::from_id(&item.id)
            .filter(|analyte| analyte.enter_under().is_none())
            .map(KnownKind::Quantity),
        Kind::YesNo | Kind::Exposure => None,
    }
}

fn words_of(answer: &Answer) -> (String, Vec<String>) {
    let own = [&*answer.id, &answer.text.en, &answer.text.zh_cn].map(fold);
    (answer.id.clone(), own.into())
}

/// A name as it is compared: capitals, blanks, width of characters, points and dashes do not make another one.
pub(crate) fn fold(name: &str) -> String {
    let name = name.trim().trim_start_matches(['*', '★', '☆', '▲', '△', '●', '◆', '※', '＊']);
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => {
                folded.extend(char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c).to_lowercase());
            }
            '（' => folded.push('('),
            '）' => folded.push(')'),
            '％' => folded.push('%'),
            '＃' => folded.push('#'),
            '＋' => folded.push('+'),
            '₂' => folded.push('2'),
            ',' | '，' | '.' | '-' | '–' | '—' | '－' | '‐' | '‑' | '_' | '/' | ':' | '：' | '\'' | '·'
            | '、' => {}
            c if c.is_whitespace() => {}
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// `A (B) C` as A, B and C.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(['(', '（', '[', '【'])?;
    let (inside, after) = rest.split_once([')', '）', ']', '】'])?;
    Some((before, inside, after))
}

/// `A, B` and `A B` as A and B and the other way round, at each blank, comma or first dash.
fn splits(text: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        if !(c.is_whitespace() || matches!(c, ',' | '，' | '-')) {
            continue;
        }
        let (before, rest) = text.split_at(at);
        let after = rest.get(c.len_utf8()..).unwrap_or_default().trim_matches([' ', ',', '，']);
        let before = before.trim_matches([' ', ',', '，']);
        parts.extend([(before, after), (after, before)]);
    }
    for material in ["血清", "血浆", "全血", "尿液", "尿"] {
        if let Some(name) = text.strip_prefix(material) {
            parts.push((name, material));
        }
    }
    parts
}

fn is_material(text: &str, list: &BTreeSet<String>) -> bool {
    let text = fold(text);
    !text.is_empty() && list.contains(&text)
}

/// Whether a text says by itself that a value is not of blood.
pub(super) fn is_other_material(text: &str) -> bool {
    is_material(text, &OTHER)
}

/// What says only how or that something was measured.
fn is_way(text: &str) -> bool {
    const WAYS: [&str; 14] = [
        "automated",
        "auto",
        "automated count",
        "enzymatic",
        "ifcc",
        "jaffe",
        "hpf",
        "酶法",
        "速率法",
        "定量",
        "定性",
        "仪器法",
        "自动",
        "calc",
    ];
    let text = fold(text);
    WAYS.iter().any(|way| fold(way) == text)
}

/// `Platelets [#/volume] in Blood by Automated count` as its name, and whether it is measured in blood; `None` where it
/// is no such name.
fn coded_system(text: &str) -> (&str, Option<bool>) {
    let Some((name, rest)) = text.split_once(" in ") else { return (text, None) };
    let system = rest.split(" by ").next().unwrap_or(rest).trim();
    let blood = is_material(system, &OWN);
    if !blood && !is_material(system, &OTHER) {
        return (text, None);
    }
    let property =
        ["[#/volume]", "[Mass/volume]", "[Moles/volume]", "[Enzymatic activity/volume]", "[Presence]"];
    let property = property.into_iter().chain(["[Units/volume]", "[#/volume] (viral load)"]);
    let name =
        property.fold(name.trim(), |name, property| name.strip_suffix(property).unwrap_or(name).trim_end());
    (name, Some(blood))
}
