//! Drafts as JSON lines, judged one after the other and answered in the same order.

use super::{
    input::read_now,
    line_error::{LineError, explain, is_list},
};
use crate::{
    engine::{Context, derive},
    model::{Draft, Laboratory, Site},
    report::{Detail, make, result::Outcome},
};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::Value;
use std::{
    fmt,
    io::{self, BufRead as _, BufReader, BufWriter, Read, Write},
    marker::PhantomData,
    sync::Arc,
};

/// A longer line is refused, so that memory stays flat.
pub(super) const LONGEST_LINE: u64 = 4 * 1024 * 1024;

const BUFFER: usize = 64 * 1024;

/// Some editors and shells put a byte order mark before the first line.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What `cardose eval` judges lines with.
#[derive(Debug)]
pub struct Evaluator<'e> {
    /// Protocol, site and time for lines that bring none of their own.
    pub context: &'e Context,
    /// The laboratory templates, read again for a line with a site of its own.
    pub laboratories: &'e [Laboratory],
    /// SHA-256 of the protocol file.
    pub protocol_hash: &'e str,
    /// How much an answer says.
    pub detail: Detail,
}

/// A line of the input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `draft`, and with `id`, `now` and `site` as wanted")]
pub(super) struct Line {
    #[serde(default)]
    id: Value,
    #[serde(deserialize_with = "by_name")]
    draft: Draft,
    #[serde(default)]
    now: Option<String>,
    #[serde(default)]
    site: Option<Named<Site>>,
}

/// Something whose fields are given by name: serde would take a list, too, and go by the order.
#[derive(Deserialize)]
#[serde(transparent, bound = "T: Deserialize<'de>")]
struct Named<T>(#[serde(deserialize_with = "by_name")] T);

fn by_name<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Fields<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with its fields by name")
        }

        fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(fields))
        }
    }
    deserializer.deserialize_map(Fields(PhantomData))
}

/// A line of the output.
#[derive(Serialize)]
struct Answer<'a> {
    id: Value,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Outcome<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<LineError>,
}

/// A line that can be judged.
struct Question {
    id: Value,
    draft: Draft,
    /// Its own, when it brings a site or a time.
    context: Option<Context>,
}

/// The id, to answer with, and what is wrong.
type Refusal = (Value, LineError);

impl Evaluator<'_> {
    /// Answers every line of `input`; returns how many of them could not be read. An answer is on its way before
    /// the next line is waited for.
    ///
    /// # Errors
    ///
    /// [`io::Error`] of `input` or `output`.
    pub fn lines(&self, input: impl Read, output: impl Write) -> io::Result<u64> {
        let mut input = BufReader::with_capacity(BUFFER, input);
        let mut output = BufWriter::with_capacity(BUFFER, output);
        let (mut buffer, mut number, mut refused) = (Vec::new(), 0, 0);
        loop {
            // Somebody may wait for the answer before asking on.
            if !input.buffer().contains(&b'\n') {
                output.flush()?;
            }
            buffer.clear();
            let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut buffer)?;
            if read == 0 {
                return Ok(refused);
            }
            number += 1;
            let cut = u64::try_from(read).is_ok_and(|read| read == LONGEST_LINE) && !buffer.ends_with(b"\n");
            let question = if cut {
                input.skip_until(b'\n')?;
                Err((Value::Null, LineError::too_long(LONGEST_LINE)))
            } else {
                let mark = if number == 1 { BYTE_ORDER_MARK } else { b"" };
                // The end of the line is no part of a text that breaks off before it.
                let line = buffer.strip_prefix(mark).unwrap_or(&buffer).trim_ascii_end();
                if line.iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                self.read(line)
            };
            match question {
                Ok(question) => self.answer(question, number, &mut output)?,
                Err((id, error)) => {
                    refused += 1;
                    write_line(&mut output, &Answer { id, line: number, result: None, error: Some(error) })?;
                }
            }
        }
    }

    fn read(&self, line: &[u8]) -> Result<Question, Refusal> {
        // Checked as text once, not string by string.
        let text = str::from_utf8(line).map_err(|_err| explain(line))?;
        if is_list(line) {
            return Err(explain(line));
        }
        let Line { id, draft, now, site } = serde_json::from_str(text).map_err(|_err| explain(line))?;
        let mut context = None;
        if let Some(Named(site)) = site {
            let plan = Arc::clone(&self.context.plan);
            match Context::of_plan(plan, &site, self.laboratories, self.context.now) {
                Ok(own) => context = Some(own),
                Err(problems) => return Err((id, LineError::site(&problems))),
            }
        }
        if let Some(now) = now {
            match read_now(Some(&now)) {
                Ok(now) => context = Some(context.as_ref().unwrap_or(self.context).at(now)),
                Err(_) => return Err((id, LineError::now())),
            }
        }
        Ok(Question { id, draft, context })
    }

    fn answer(&self, question: Question, line: u64, output: &mut impl Write) -> io::Result<()> {
        let Question { id, draft, context } = question;
        let context = context.as_ref().unwrap_or(self.context);
        let derived = derive(&draft, context);
        let result = make(&draft, &derived, context, self.protocol_hash, self.detail);
        write_line(output, &Answer { id, line, result: Some(result), error: None })
    }
}

fn write_line(output: &mut impl Write, answer: &Answer<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")
}
