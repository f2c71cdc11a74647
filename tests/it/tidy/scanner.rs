//! A small scanner: tells code, comments and strings apart.

use super::source::Line;

/// The lines of a file.
pub(super) fn scan(text: &str) -> Vec<Line> {
    Scanner::new(text).run()
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    lines: Vec<Line>,
    /// Open brackets of the attribute that we are in.
    attribute: usize,
}

impl Scanner {
    fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0, lines: vec![Line::default()], attribute: 0 }
    }

    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// How many `#` stand side by side from there on.
    fn hashes(&self, ahead: usize) -> usize {
        self.chars.iter().skip(self.at + ahead).take_while(|c| **c == '#').count()
    }

    fn line(&mut self) -> &mut Line {
        self.lines.last_mut().unwrap()
    }

    /// Takes one character; a line break opens the next line.
    fn take(&mut self) -> char {
        let c = self.peek(0);
        self.at += 1;
        if c == '\n' {
            self.lines.push(Line::default());
        }
        c
    }

    fn run(mut self) -> Vec<Line> {
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '/') => self.line_comment(),
                ('/', '*') => self.block_comment(),
                ('"', _) => self.string(None),
                ('r', '"' | '#') if self.raw_begins() => {
                    self.at += 1;
                    let hashes = self.hashes(0);
                    self.at += hashes;
                    self.string(Some(hashes));
                }
                ('\'', next) if next == '\\' || self.peek(2) == '\'' => self.character(),
                _ => self.code(),
            }
        }
        self.lines
    }

    fn code(&mut self) {
        let c = self.take();
        if c == '\n' {
            return;
        }
        let opens = self.line().code.ends_with('#') || self.line().code.ends_with("#!");
        if c == '[' && (self.attribute > 0 || opens) {
            self.attribute += 1;
        } else if c == ']' && self.attribute > 0 {
            self.attribute -= 1;
        }
        self.line().code.push(c);
    }

    fn line_comment(&mut self) {
        while self.at < self.chars.len() && self.peek(0) != '\n' {
            let c = self.take();
            self.line().comment.push(c);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            let step = match (self.peek(0), self.peek(1)) {
                ('/', '*') => 1,
                ('*', '/') => -1,
                _ => 0,
            };
            depth += step;
            for _ in 0..=usize::from(step != 0) {
                let c = self.take();
                if c != '\n' {
                    self.line().comment.push(c);
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// `r"`, `r#"`, `br"`; not `r#type`, not the end of a name.
    fn raw_begins(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).map_or(' ', |at| self.chars[at]);
        let letter = |c: char| c.is_alphanumeric() || c == '_';
        let starts = !letter(before(1)) || ("bc".contains(before(1)) && !letter(before(2)));
        starts && self.peek(1 + self.hashes(1)) == '"'
    }

    fn string(&mut self, raw: Option<usize>) {
        self.at += 1;
        let (start, mut text) = (self.lines.len() - 1, String::new());
        self.line().code.push_str("\"\"");
        while self.at < self.chars.len() {
            let c = self.take();
            let hashes = raw.unwrap_or(0);
            if c == '"' && self.hashes(0) >= hashes {
                self.at += hashes;
                break;
            }
            text.push(c);
            if c == '\\' && raw.is_none() {
                text.push(self.take());
            }
        }
        if self.attribute == 0 {
            self.lines[start].strings.push(text);
        }
    }

    fn character(&mut self) {
        self.at += 1;
        while self.at < self.chars.len() {
            match self.take() {
                '\\' => self.at += 1,
                '\'' => break,
                _ => {}
            }
        }
        self.line().code.push_str("''");
    }
}
