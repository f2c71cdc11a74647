//! A block copied from a spreadsheet or a report, read line by line. Text in, text out; nothing is guessed.

use crate::{
    model::{Item, Kind, Protocol},
    quantity::{Analyte, Style, read_number},
};

/// What reports print for an item, beside its own names; `#` may be missing. Granulocytes (GRAN) are not neutrophils.
const ALIASES: &[(&str, &[&str])] = &[
    ("neutrophils", &["中性粒细胞绝对值", "NEUT#", "NE#"]),
    ("neutrophils_percent", &["NEUT%", "NE%"]),
    ("lymphocytes", &["淋巴细胞绝对值", "LYMPH#", "LY#"]),
    ("lymphocytes_percent", &["LYMPH%", "LY%"]),
    ("white_cells", &["WBC"]),
    ("nucleated_red_cells", &["NRBC", "有核红细胞"]),
    ("haemoglobin", &["HGB", "Hb"]),
    ("platelets", &["PLT"]),
    ("bilirubin_total", &["TBIL", "T-BIL"]),
    ("bilirubin_direct", &["DBIL"]),
    ("alt", &["谷丙转氨酶"]),
    ("ast", &["谷草转氨酶", "天冬氨酸氨基转移酶"]),
    ("creatinine", &["CREA", "Cr", "Scr"]),
    ("sodium", &["Na"]),
    ("potassium", &["K"]),
    ("lvef", &["EF"]),
    ("spo2_room_air", &["指脉氧", "SpO₂", "SpO2"]),
];

/// Marks of high and low, which say nothing that the limits do not.
const FLAGS: &[&str] = &["↑", "↓", "H", "L", "HH", "LL", "*", "高", "低", "N"];

/// The names under which items are found.
pub(super) struct Names {
    /// Name as compared, item.
    known: Vec<(String, String)>,
}

/// One line of the block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The name as it stands there.
    pub(super) name: String,
    /// The item, where the name is one of its names to the letter.
    pub(super) item: Option<String>,
    pub(super) value: String,
    pub(super) unit: String,
    pub(super) interval: String,
    /// Parts of the line that were not used.
    pub(super) rest: Vec<String>,
}

impl Names {
    /// The names of everything that can be entered in a report.
    pub(super) fn of(protocol: &Protocol) -> Self {
        let mut known: Vec<(String, String)> = Vec::new();
        for item in protocol.items.iter().filter(|item| enterable(item)) {
            let mut names = vec![item.id.clone(), item.ask.en.clone(), item.ask.zh_cn.clone()];
            if let Some(name) = &item.name {
                names.extend([name.en.clone(), name.zh_cn.clone()]);
            }
            let aliases =
                ALIASES.iter().find(|(id, _)| *id == item.id).map_or(&[][..], |(_, aliases)| *aliases);
            for alias in aliases {
                names.push((*alias).to_owned());
                names.extend(alias.strip_suffix('#').map(str::to_owned));
            }
            for name in names {
                let (before, inside) = bracketed(&name);
                for name in [Some(name.clone()), before, inside].into_iter().flatten() {
                    known.push((folded(&name), item.id.clone()));
                }
            }
        }
        known.sort();
        known.dedup();
        Self { known }
    }

    /// The item of a name; none where nothing or more than one thing is called so.
    pub(super) fn item(&self, name: &str) -> Option<&str> {
        let (before, inside) = bracketed(name);
        let whole = self.one(name);
        let parts = || [before.as_deref(), inside.as_deref()].into_iter().flatten();
        let mut found = parts().filter_map(|part| self.one(part));
        let first = found.next();
        // Two parts that name two things name nothing.
        let parts_agree = found.all(|other| Some(other) == first);
        whole.or_else(|| first.filter(|_| parts_agree))
    }

    fn one(&self, name: &str) -> Option<&str> {
        let wanted = folded(name);
        let mut found =
            self.known.iter().filter(|(known, _)| *known == wanted).map(|(_, item)| item.as_str());
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}

fn enterable(item: &Item) -> bool {
    match item.kind {
        Kind::Choice(_) => true,
        Kind::Analyte => Analyte::from_id(&item.id).is_some_and(|analyte| {
            analyte.enter_under().is_none()
                && !matches!(analyte, Analyte::ClearanceMeasured | Analyte::ClearanceReported)
        }),
        Kind::YesNo | Kind::Exposure => false,
    }
}

/// Capital letters, width of characters, spaces and a leading mark do not make another name.
fn folded(name: &str) -> String {
    let narrow = name.chars().map(|c| match c {
        '（' => '(',
        '）' => ')',
        '％' => '%',
        '＃' => '#',
        '，' => ',',
        other => other,
    });
    let kept: String = narrow.filter(|c| !c.is_whitespace()).collect();
    kept.trim_start_matches(['*', '★', '▲']).to_lowercase()
}

/// `A (B)` as A and B.
fn bracketed(name: &str) -> (Option<String>, Option<String>) {
    let Some((before, rest)) = name.split_once(['(', '（']) else { return (None, None) };
    let inside = rest.split([')', '）']).next().unwrap_or_default();
    let part = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    (part(before), part(inside))
}

/// Every line that holds something.
pub(super) fn read(block: &str, names: &Names) -> Vec<Line> {
    block.lines().filter(|line| !line.trim().is_empty()).map(|line| read_line(line, names)).collect()
}

fn read_line(line: &str, names: &Names) -> Line {
    let cells: Vec<&str> = if line.contains('\t') {
        line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect()
    } else {
        line.split_whitespace().collect()
    };
    let Some((start, end)) = name_cells(&cells, line, names) else {
        let name = cells.first().map_or_else(String::new, |name| (*name).to_owned());
        let rest = cells.iter().skip(1).copied();
        return fill_in(Line { name, ..Line::default() }, None, rest);
    };
    let name = cells.get(start..end).unwrap_or_default().join(" ");
    let item = names.item(&name).map(str::to_owned);
    // What stands before the name is a number of the line or a code.
    let before = cells.iter().take(start).map(|cell| (*cell).to_owned()).collect();
    let after =
        cells.iter().skip(end).copied().filter(|cell| names.item(cell) != item.as_deref() || item.is_none());
    fill_in(Line { name, item: item.clone(), rest: before, ..Line::default() }, item.as_deref(), after)
}

/// The cells that hold the name: one cell of a spreadsheet, or the longest run of words that is a name.
fn name_cells(cells: &[&str], line: &str, names: &Names) -> Option<(usize, usize)> {
    let longest = if line.contains('\t') { 1 } else { cells.len().min(8) };
    for start in 0..cells.len().min(3) {
        for length in (1..=longest.min(cells.len() - start)).rev() {
            let name = cells.get(start..start + length)?.join(" ");
            if names.item(&name).is_some() {
                return Some((start, start + length));
            }
        }
    }
    None
}

/// Value first, then unit and interval in either order; marks of high and low are passed over.
fn fill_in<'c>(mut line: Line, item: Option<&str>, cells: impl Iterator<Item = &'c str>) -> Line {
    let analyte = item.and_then(Analyte::from_id);
    for cell in cells {
        if line.value.is_empty() {
            cell.clone_into(&mut line.value);
        } else if FLAGS.contains(&cell) {
        } else if line.interval.is_empty() && is_interval(cell) {
            cell.clone_into(&mut line.interval);
        } else if line.unit.is_empty() && (is_unit(analyte, cell) || analyte.is_none() || !is_number(cell)) {
            cell.clone_into(&mut line.unit);
        } else {
            line.rest.push(cell.to_owned());
        }
    }
    line
}

fn is_unit(analyte: Option<Analyte>, cell: &str) -> bool {
    analyte.is_some_and(|analyte| analyte.unit(cell).is_some() || analyte.refusal(cell).is_some())
}

fn is_number(cell: &str) -> bool {
    read_number(cell, Style::Laboratory).is_ok()
}

/// `125-350`, `≤26`, `0～26`: digits on both sides of a dash, or after a sign.
fn is_interval(cell: &str) -> bool {
    let cell = cell.trim_matches(['(', ')', '（', '）', '[', ']']);
    if cell.starts_with(['≤', '<', '＜', '≦']) {
        return cell.chars().any(|c| c.is_ascii_digit());
    }
    let parts = cell.split_once(['-', '~', '～', '–', '—', '－', '至']);
    parts.is_some_and(|(low, high)| {
        let number = |text: &str| is_number(text.trim_matches(['-', ' ']));
        number(low) && number(high)
    })
}

#[cfg(test)]
mod tests {
    use super::{Line, Names, read};

    fn names() -> Names {
        let text = include_str!("../../../../presets/protocols/nct06101082.ron");
        Names::of(&ron::from_str(text).unwrap())
    }

    fn line(text: &str) -> Line {
        read(text, &names()).into_iter().next().unwrap()
    }

    #[test]
    fn names_are_found_to_the_letter() {
        let names = names();
        for (name, item) in [
            ("PLT", "platelets"),
            ("plt", "platelets"),
            ("血小板计数", "platelets"),
            ("血小板计数（PLT）", "platelets"),
            ("血小板计数(PLT)", "platelets"),
            ("*PLT", "platelets"),
            ("NEUT#", "neutrophils"),
            ("NEUT", "neutrophils"),
            ("NEUT＃", "neutrophils"),
            ("中性粒细胞绝对值(NEUT#)", "neutrophils"),
            ("NEUT%", "neutrophils_percent"),
            ("谷丙转氨酶", "alt"),
            ("ALT", "alt"),
            ("丙氨酸氨基转移酶", "alt"),
            ("天冬氨酸氨基转移酶（AST）", "ast"),
            ("T-BIL", "bilirubin_total"),
            ("Scr", "creatinine"),
            ("HBsAg", "hbsag"),
            ("指脉氧", "spo2_room_air"),
            ("Haemoglobin", "haemoglobin"),
        ] {
            assert_eq!(names.item(name), Some(item), "{name}");
        }
        for name in ["GRAN#", "GRAN", "血小板", "PLTS", "", "eGFR", "Age", "PLT(WBC)", "creatinine_clearance"]
        {
            assert_eq!(names.item(name), None, "{name}");
        }
    }

    #[test]
    fn reads_cells_of_a_spreadsheet() {
        let found = line("3\t血小板计数\tPLT\t186\t↑\t10^9/L\t125-350");
        assert_eq!(found.item.as_deref(), Some("platelets"));
        assert_eq!((&*found.value, &*found.unit, &*found.interval), ("186", "10^9/L", "125-350"));
        assert_eq!(found.rest, ["3"]);
        let found = line("总胆红素(TBIL)\t11.4\t≤21.0\tumol/L");
        assert_eq!((&*found.value, &*found.unit, &*found.interval), ("11.4", "umol/L", "≤21.0"));
    }

    #[test]
    fn reads_words_of_a_line() {
        let found = line("PLT 186 10^9/L 125-350");
        assert_eq!(found.item.as_deref(), Some("platelets"));
        assert_eq!((&*found.value, &*found.unit, &*found.interval), ("186", "10^9/L", "125-350"));
        let found = line("Total bilirubin 0.9 mg/dL");
        assert_eq!((found.item.as_deref(), &*found.value), (Some("bilirubin_total"), "0.9"));
        let found = line("乙肝病毒表面抗原\t阴性");
        assert_eq!((found.item.as_deref(), &*found.value), (Some("hbsag"), "阴性"));
    }

    #[test]
    fn what_is_not_known_is_kept_and_not_named() {
        let found = line("MPV\t10.2\tfL\t9-13");
        assert_eq!(found.item, None);
        assert_eq!((&*found.name, &*found.value, &*found.unit), ("MPV", "10.2", "fL"));
        assert_eq!(line("PLT 12,5 10^9/L").value, "12,5", "typed text is not mended");
        assert!(read("\n  \n", &names()).is_empty());
    }
}
