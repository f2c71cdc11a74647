//! Folds a line at a width, as the eye counts it: a Chinese character takes two columns.

use unicode_linebreak::linebreaks;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The text in lines of at most `first` columns, then `rest`.
///
/// A line breaks after a blank, or between wide characters where Unicode (UAX 14) allows it: never before a comma or a
/// closing mark, never inside `10*9/L` or `11月`. Only what is longer than a whole line is cut anywhere.
pub(crate) fn fold(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut start = 0;
    let ends = linebreaks(text).map(|(end, _)| end).filter(|end| is_place(text, *end));
    for end in ends {
        let piece = text.get(start..end).unwrap_or_default();
        start = end;
        push(&mut lines, piece, first, rest);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

fn push(lines: &mut Vec<String>, piece: &str, first: usize, rest: usize) {
    let room = |lines: &[String]| {
        let width = if lines.len() > 1 { rest } else { first };
        width.saturating_sub(lines.last().map_or(0, |line| line.width()))
    };
    let fits = |lines: &[String]| piece.trim_end().width() <= room(lines);
    if !fits(lines) && lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    if fits(lines) {
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
        return;
    }
    for char in piece.chars() {
        if char.width().unwrap_or(0) > room(lines) && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push(char);
        }
    }
}

/// The end of the text, after a blank, or between two wide characters.
fn is_place(text: &str, end: usize) -> bool {
    let (before, after) = text.split_at(end);
    let wide = |char: char| char.width() == Some(2);
    match (before.chars().next_back(), after.chars().next()) {
        (Some(before), Some(after)) => before.is_whitespace() || (wide(before) && wide(after)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn a_line_breaks_after_a_blank_and_never_inside_a_unit() {
        assert_eq!(fold("at least 75 10*9/L", 12, 12), ["at least 75", "10*9/L"]);
        assert_eq!(fold("at least 75", 11, 4), ["at least 75"], "it fits to the column");
        assert_eq!(fold("at least 75", 10, 4), ["at least", "75"]);
    }

    /// Two columns a character: six characters are twelve columns. No line begins with a full stop or a closing mark.
    #[test]
    fn chinese_breaks_between_characters_and_not_before_a_stop() {
        assert_eq!(fold("血小板计数低于限值", 12, 12), ["血小板计数低", "于限值"]);
        assert_eq!(fold("血小板计数。", 10, 10), ["血小板计", "数。"]);
        assert_eq!(fold("血小板（低）", 10, 10), ["血小板", "（低）"]);
    }

    #[test]
    fn only_what_is_longer_than_a_line_is_cut() {
        assert_eq!(fold("see abcdefgh", 5, 5), ["see", "abcde", "fgh"]);
        assert_eq!(fold("", 5, 5), [""]);
    }
}
