//! What should stand at a place of a file: a closed list, so that a face can say it in any language.

use std::fmt;

/// What should stand where a file has something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// More text.
    More,
    /// `[`.
    List,
    /// `]` or a comma.
    ListEnd,
    /// The line that every file begins with.
    Attribute,
    /// `true` or `false`.
    Boolean,
    /// A comma or a closing bracket.
    Comma,
    /// A whole number.
    Whole,
    /// A whole number that is not too large.
    Range,
    /// `:`.
    Colon,
    /// `)` or a comma.
    Close,
    /// `(`.
    Open,
    /// The second bracket of a choice that holds a number.
    TwoBrackets,
    /// Text in quotation marks.
    Text,
    /// The end of a text.
    TextEnd,
    /// A field's name or a choice.
    Word,
    /// An escape that exists.
    Escape,
    /// No other extension.
    Extension,
    /// The end of a comment.
    CommentEnd,
    /// The end of the file.
    Nothing,
    /// Less nesting.
    Shallower,
    /// What a type wants, in its own English words.
    Named(String),
    /// Something that has no words here.
    Else,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::More => "more text (the file ends too early)",
            Self::List => "`[`",
            Self::ListEnd => "`]` or a comma",
            Self::Attribute => "`#![enable(implicit_some)]`",
            Self::Boolean => "`true` or `false`",
            Self::Comma => "a comma or a closing bracket",
            Self::Whole => "a whole number without quotation marks",
            Self::Range => "a whole number from 0 to 4294967295",
            Self::Colon => "`:` after the field's name",
            Self::Close => "`)` or a comma",
            Self::Open => "`(`",
            Self::TwoBrackets => {
                "`(`; a choice that holds a number takes two brackets, as `Quantity((value: \"1\", unit: \"g/L\"))`"
            }
            Self::Text => "text in quotation marks, such as \"62.4\"",
            Self::TextEnd => "`\"` at the end of the text",
            Self::Word => "a plain word (a field's name or a choice) without quotation marks",
            Self::Escape => "`\\\\`, `\\\"` or `\\n` after a backslash",
            Self::Extension => "no other extension than `implicit_some`",
            Self::CommentEnd => "`*/` at the end of the comment",
            Self::Nothing => "nothing more (the file goes on after its last bracket)",
            Self::Shallower => "less nesting (brackets stand in one another too deep)",
            Self::Named(what) => what,
            Self::Else => "something else",
        })
    }
}
