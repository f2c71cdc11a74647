//! Text to rows of cells: tabs, a spreadsheet's quotes, commas or semicolons, or words.

use super::{atoms::words, header::Header};
use csv::{ReaderBuilder, StringRecord};
use unicode_width::UnicodeWidthStr as _;

/// How the cells of a row were told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By a separator: an empty cell is an empty cell.
    Cells,
    /// By two blanks or more: where a cell stands says of which column it is.
    Aligned,
    /// By one blank: an empty cell cannot be seen.
    Words,
}

/// A row that holds something.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its line in the text; the first is 1.
    pub(super) line: usize,
    pub(super) form: Form,
    /// The cells as typed.
    pub(super) cells: Vec<String>,
    /// Where they begin and end on the screen, of aligned cells.
    pub(super) places: Vec<(usize, usize)>,
    /// The whole row, where it is made of words.
    pub(super) text: String,
}

/// The rows of a text.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    match separator(&text) {
        Some(separator) => separated(&text, separator),
        None => text.split('\n').enumerate().filter_map(|(at, line)| worded(line, at + 1)).collect(),
    }
}

/// A tab anywhere; a semicolon, bar or comma where a header or most lines are made of cells with it.
fn separator(text: &str) -> Option<u8> {
    if text.contains('\t') {
        return Some(b'\t');
    }
    [(b';', ';'), (b'|', '|'), (b',', ',')].into_iter().find_map(|(byte, sign)| {
        if !text.contains(sign) {
            return None;
        }
        let head: String = text.split_inclusive('\n').take(40).collect();
        let rows = separated(&head, byte);
        let many = rows
            .iter()
            .filter(|row| row.form == Form::Cells && row.cells.len() >= 3 && has_value(row))
            .count();
        let header = rows.iter().any(|row| row.form == Form::Cells && Header::read(row).is_some());
        (header || (many > 0 && many * 5 >= rows.len() * 3)).then_some(byte)
    })
}

/// A cell after the first is a number or an answer by itself.
fn has_value(row: &Row) -> bool {
    row.cells.iter().skip(1).any(|cell| {
        let cell = cell.trim().trim_start_matches(['<', '>', '≤', '≥']);
        let number = cell.starts_with(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'E' | 'e' | '+' | '-'));
        number || super::answers::answer(cell).is_some()
    })
}

fn separated(text: &str, separator: u8) -> Vec<Row> {
    let quoted = records(text, separator, true);
    // A quote that is never closed swallows lines: then no quote means anything.
    let sign = char::from(separator);
    let swallowed = |cell: &str| {
        cell.split('\n').skip(1).any(|line| line.matches(sign).count() >= 2 || line.contains('\t'))
    };
    let broken = quoted.iter().any(|(_, record)| record.iter().any(swallowed));
    let records = if broken { records(text, separator, false) } else { quoted };
    records.into_iter().filter_map(|(line, record)| cells(line, &record)).collect()
}

/// The records with their lines.
fn records(text: &str, separator: u8, quoting: bool) -> Vec<(usize, StringRecord)> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut found = Vec::new();
    let mut record = StringRecord::new();
    // Text is always valid, and a record of any length is taken: there is nothing that could fail.
    while let Ok(true) = reader.read_record(&mut record) {
        let byte = record.position().map_or(0, csv::Position::byte);
        let mut byte = usize::try_from(byte).unwrap_or(usize::MAX);
        // Empty lines before a record are counted to it.
        while text.as_bytes().get(byte) == Some(&b'\n') {
            byte += 1;
        }
        found.push((breaks.partition_point(|at| *at < byte) + 1, record.clone()));
    }
    found
}

fn cells(line: usize, record: &StringRecord) -> Option<Row> {
    if record.len() == 1 {
        return worded(record.get(0).unwrap_or_default(), line);
    }
    let cells: Vec<String> = record.iter().map(str::to_owned).collect();
    let any = cells.iter().any(|cell| !cell.trim().is_empty());
    any.then_some(Row { line, form: Form::Cells, cells, places: Vec::new(), text: String::new() })
}

/// A line of words, or of cells two blanks apart.
fn worded(text: &str, line: usize) -> Option<Row> {
    let words = words(text);
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (from, to) in &words {
        match parts.last_mut() {
            Some(last) if !is_gap(text.get(last.1..*from).unwrap_or_default()) => last.1 = *to,
            _ => parts.push((*from, *to)),
        }
    }
    let aligned = parts.len() > 1;
    let cut = |parts: &[(usize, usize)]| -> Vec<String> {
        parts.iter().filter_map(|(from, to)| text.get(*from..*to)).map(str::to_owned).collect()
    };
    let width = |to: usize| text.get(..to).unwrap_or_default().width();
    (!words.is_empty()).then(|| Row {
        line,
        form: if aligned { Form::Aligned } else { Form::Words },
        cells: cut(if aligned { &parts } else { &words }),
        places: if aligned {
            parts.iter().map(|(from, to)| (width(*from), width(*to))).collect()
        } else {
            Vec::new()
        },
        text: text.to_owned(),
    })
}

/// Two blanks, or one as wide as two.
fn is_gap(between: &str) -> bool {
    between.width() >= 2
}

#[cfg(test)]
mod tests {
    use super::{Form, rows};

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        rows(text).into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &[&str])]) {
        let expected: Vec<(usize, Vec<String>)> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(cells(text), expected, "{text:?}");
    }

    #[test]
    fn cells_are_told_apart_as_they_were_copied() {
        check(
            "PLT\t186\t10^9/L\r\n\r\nHGB\t\t118\r\n",
            &[(1, &["PLT", "186", "10^9/L"]), (3, &["HGB", "", "118"])],
        );
        check("\"PLT\ncount\"\t186\nHGB\t118", &[(1, &["PLT\ncount", "186"]), (3, &["HGB", "118"])]);
        check(
            "test,result,unit\n\"Creatinine, Serum\",0.7,mg/dL",
            &[(1, &["test", "result", "unit"]), (2, &["Creatinine, Serum", "0.7", "mg/dL"])],
        );
        check(
            "PLT;186;10^9/L\nHGB;11,8;g/dL",
            &[(1, &["PLT", "186", "10^9/L"]), (2, &["HGB", "11,8", "g/dL"])],
        );
        check("PLT 186 10^9/L", &[(1, &["PLT", "186", "10^9/L"])]);
        check("Platelet count   186   10^9 /L", &[(1, &["Platelet count", "186", "10^9 /L"])]);
        check("Creatinine, Serum 0.7 mg/dL", &[(1, &["Creatinine,", "Serum", "0.7", "mg/dL"])]);
        check("Kreatinin 0,7 mg/dl", &[(1, &["Kreatinin", "0,7", "mg/dl"])]);
        check("\u{feff}PLT\t186", &[(1, &["PLT", "186"])]);
        check("\n \n\t\t\n", &[]);
    }

    /// An open quote would take every following line into one cell.
    #[test]
    fn a_quote_that_is_not_closed_swallows_nothing() {
        check(
            "\"PLT\t186\t10^9/L\nHGB\t118\tg/L\nK\t4.1\tmmol/L",
            &[(1, &["\"PLT", "186", "10^9/L"]), (2, &["HGB", "118", "g/L"]), (3, &["K", "4.1", "mmol/L"])],
        );
    }

    #[test]
    fn each_row_says_how_its_cells_were_found() {
        let forms: Vec<Form> =
            rows("PLT\t186\nHGB 118 g/L\nK   4.1   mmol/L").iter().map(|row| row.form).collect();
        assert_eq!(forms, [Form::Cells, Form::Words, Form::Aligned]);
    }
}
