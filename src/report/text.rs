//! Plain text for a terminal: aligned, also in Chinese, where a character takes two columns.

use super::{
    block::{Block, Calculation, Document, Number, Run},
    fold::fold,
    visible::visible,
};
use crate::i18n::Catalogue;
use unicode_width::UnicodeWidthStr as _;

/// Lines are folded at this width.
const WIDTH: usize = 110;
/// Blanks before each column of a table.
const GAP: usize = 2;
/// No column is folded to less than this.
const NARROWEST: usize = 12;

/// The report as text.
pub fn render(document: &Document, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    let mut formulas: Vec<&Calculation> = Vec::new();
    let blocks: Vec<Block> = document.blocks.iter().map(shown).collect();
    for block in &blocks {
        if let Block::Formula(formula) = block {
            formulas.push(formula);
            continue;
        }
        flush(&mut formulas, &mut out);
        match block {
            Block::Banner(text) => line(&mut out, &format!("*** {text} ***"), 0),
            Block::Heading(text) => {
                out.push('\n');
                line(&mut out, text, 0);
                line(&mut out, &"-".repeat(text.width()), 0);
            }
            Block::Headline(text) | Block::Line(text) => line(&mut out, text, 0),
            Block::Indented(depth, text) => line(&mut out, text, depth * 2),
            Block::Notice(class, text) => {
                use crate::engine::notice::Class;
                let class = match class {
                    Class::Stop => &catalogue.class_stop,
                    Class::Decide => &catalogue.class_decide,
                    Class::Note => &catalogue.class_note,
                };
                line(&mut out, &format!("{class}{}{text}", catalogue.colon), 0);
            }
            Block::Table { rows, right } => table(&mut out, rows, right),
            Block::Footer(text) => {
                out.push('\n');
                line(&mut out, text, 0);
            }
            Block::Formula(_) => {}
        }
    }
    flush(&mut formulas, &mut out);
    out
}

/// What was typed may hold line breaks and escapes of a terminal: here they become text.
fn shown(block: &Block) -> Block {
    let own = |text: &String| visible(text).into_owned();
    match block {
        Block::Banner(text) => Block::Banner(own(text)),
        Block::Headline(text) => Block::Headline(own(text)),
        Block::Heading(text) => Block::Heading(own(text)),
        Block::Line(text) => Block::Line(own(text)),
        Block::Indented(depth, text) => Block::Indented(*depth, own(text)),
        Block::Notice(class, text) => Block::Notice(*class, own(text)),
        Block::Table { rows, right } => {
            let cell = |run: &Run| Run::Words(visible(run.text()).into_owned());
            let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            Block::Table { rows, right: right.clone() }
        }
        Block::Formula(Calculation { symbol, formula, numbers, result }) => {
            let run = |number: &Number| Number { text: own(&number.text), rounded: number.rounded };
            let (symbol, formula) = (own(symbol), own(formula));
            Block::Formula(Calculation { symbol, formula, numbers: run(numbers), result: run(result) })
        }
        Block::Footer(text) => Block::Footer(own(text)),
    }
}

/// Formula lines in one column each: symbol = formula = numbers = result.
fn flush(formulas: &mut Vec<&Calculation>, out: &mut String) {
    let width = formulas.iter().map(|line| line.symbol.width()).max().unwrap_or(0);
    for formula in formulas.drain(..) {
        line(out, &formula.text(width), 2);
    }
}

/// One line, folded, with what follows set in by two more columns.
fn line(out: &mut String, text: &str, indent: usize) {
    let (first, rest) = (WIDTH.saturating_sub(indent), WIDTH.saturating_sub(indent + 2));
    for (place, line) in fold(text, first, rest).iter().enumerate() {
        let blanks = if place == 0 { indent } else { indent + 2 };
        out.push_str(&" ".repeat(blanks));
        out.push_str(line);
        out.push('\n');
    }
}

/// Rows of cells. Where they are wider than a line, the widest columns of words are folded.
fn table(out: &mut String, rows: &[Vec<Run>], right: &[usize]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text().width()).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..columns).map(width).collect();
    let mut over = (widths.iter().sum::<usize>() + GAP * columns).saturating_sub(WIDTH);
    while over > 0 {
        let words = widths.iter_mut().enumerate().filter(|(column, _)| !right.contains(column));
        let Some((_, widest)) =
            words.max_by_key(|(_, width)| **width).filter(|(_, width)| **width > NARROWEST)
        else {
            break;
        };
        *widest -= 1;
        over -= 1;
    }
    for row in rows {
        let cells: Vec<Vec<String>> =
            row.iter().zip(&widths).map(|(cell, width)| fold(cell.text(), *width, *width)).collect();
        for place in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut text = String::new();
            for (column, (lines, width)) in cells.iter().zip(&widths).enumerate() {
                let cell = lines.get(place).map_or("", String::as_str);
                let pad = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) =
                    if right.contains(&column) { (pad.as_str(), "") } else { ("", pad.as_str()) };
                text.extend([" ".repeat(GAP).as_str(), before, cell, after]);
            }
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::{
        i18n::Language,
        report::{Block, Document},
    };

    #[test]
    fn chinese_columns_line_up() {
        let rows =
            vec![vec!["阶段".into(), "1".into(), "x".into()], vec!["Stage".into(), "22".into(), "y".into()]];
        let document = Document { blocks: vec![Block::table(rows, vec![1])] };
        let text = render(&document, Language::English.catalogue());
        assert_eq!(text, "  阶段    1  x\n  Stage  22  y\n");
    }

    #[test]
    fn long_lines_fold_between_words() {
        let word = "word ".repeat(40);
        let document = Document { blocks: vec![Block::Line(word.trim().into())] };
        let text = render(&document, Language::English.catalogue());
        assert!(text.lines().all(|line| line.len() <= 110));
        assert_eq!(text.split_whitespace().count(), 40);
    }
}
