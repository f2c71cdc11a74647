//! Drafts as JSON lines, judged one after the other and answered in the same order.

use super::{
    bounds::within_bounds,
    clock::read_now,
    in_order::InOrder,
    line_error::{LineError, explain, is_list},
    named::{Named, by_name},
};
use crate::{
    engine::{Context, derive},
    model::{Draft, Laboratory, Site},
    report::{Detail, json::result::Outcome, make},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{
    io::{self, BufRead as _, BufReader, BufWriter, Read, Write},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// A longer line is refused, so that memory stays flat.
const LONGEST_LINE: u64 = 4 * 1024 * 1024;

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
    /// What a person should know of the files that every answer rests on.
    pub remarks: &'e [serde_json::Value],
}

/// A line of the input. What is answered with, or may be the same as on the line before, stays as it was written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Line<'l> {
    #[serde(default, borrow)]
    id: Option<&'l RawValue>,
    #[serde(deserialize_with = "by_name")]
    draft: Draft,
    #[serde(default)]
    now: Option<String>,
    #[serde(default, borrow)]
    site: Option<&'l RawValue>,
}

/// A line of the output.
#[derive(Serialize)]
struct Answer<'a> {
    id: Option<&'a RawValue>,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Outcome<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<LineError>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    remarks: &'a [serde_json::Value],
}

/// A line that can be judged.
struct Question<'l> {
    id: Option<&'l RawValue>,
    draft: Draft,
    /// It brings a site or a time: the context for them is kept.
    own: bool,
}

/// The id, to answer with, and what is wrong.
type Refusal<'l> = (Option<&'l RawValue>, LineError);

/// The context of the last line with a site or a time of its own: most lines bring the site of the line before.
struct Kept {
    /// The site as it was written; `None`: the evaluator's own.
    site: Option<String>,
    context: Context,
}

/// The lines, one after the other, whichever thread asks for the next.
struct Lines<R> {
    input: BufReader<R>,
    number: u64,
    ended: bool,
}

/// A line as it came.
enum Taken {
    End,
    Blank,
    Text,
    TooLong,
}

impl<R: Read> Lines<R> {
    /// The next line into the buffer. Where it may have to be waited for, answers go out as they come meanwhile: somebody
    /// may wait for them before asking on.
    fn next<W: Write>(&mut self, buffer: &mut Vec<u8>, output: &InOrder<W>) -> io::Result<Taken> {
        if self.ended {
            return Ok(Taken::End);
        }
        let waits = !self.input.buffer().contains(&b'\n');
        if waits {
            output.at_once(true)?;
        }
        buffer.clear();
        let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', buffer)?;
        if waits {
            output.at_once(false)?;
        }
        if read == 0 {
            self.ended = true;
            return Ok(Taken::End);
        }
        self.number += 1;
        if u64::try_from(read).is_ok_and(|read| read == LONGEST_LINE) && !buffer.ends_with(b"\n") {
            self.input.skip_until(b'\n')?;
            return Ok(Taken::TooLong);
        }
        if self.number == 1 && buffer.starts_with(BYTE_ORDER_MARK) {
            buffer.drain(..BYTE_ORDER_MARK.len());
        }
        // The end of the line is no part of a text that breaks off before it.
        buffer.truncate(buffer.trim_ascii_end().len());
        Ok(if buffer.iter().all(u8::is_ascii_whitespace) { Taken::Blank } else { Taken::Text })
    }
}

impl Evaluator<'_> {
    /// Answers every line of `input` with so many threads; returns how many lines could not be read. The answers come
    /// in the order of the lines; while a line is waited for, each goes out as soon as it is there.
    ///
    /// # Errors
    ///
    /// [`io::Error`] of `input` or `output`.
    pub fn lines(&self, input: impl Read + Send, output: impl Write + Send, jobs: u8) -> io::Result<u64> {
        let input = BufReader::with_capacity(BUFFER, input);
        let lines = Mutex::new(Lines { input, number: 0, ended: false });
        let output = InOrder::new(BufWriter::with_capacity(BUFFER, output));
        thread::scope(|scope| {
            // Where the system gives no more threads, fewer answer.
            let another =
                |_| thread::Builder::new().spawn_scoped(scope, || self.work_apart(&lines, &output)).ok();
            let others: Vec<_> = (1..jobs).filter_map(another).collect();
            let own = self.work(&lines, &output);
            let others = others
                .into_iter()
                .map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            std::iter::once(own).chain(others.collect::<Vec<_>>()).sum()
        })
    }

    /// The same as [`Self::work`] with a plan of its own: names are counted, and two threads that count in one place hold
    /// each other up.
    fn work_apart<R: Read, W: Write>(&self, lines: &Mutex<Lines<R>>, output: &InOrder<W>) -> io::Result<u64> {
        let Context { plan, site, now, .. } = self.context;
        match Context::new(&plan.protocol, site, self.laboratories, *now) {
            Ok(context) => Evaluator { context: &context, ..*self }.work(lines, output),
            Err(_) => self.work(lines, output),
        }
    }

    /// Takes lines and answers them until there are none; returns how many of them could not be read.
    fn work<R: Read, W: Write>(&self, lines: &Mutex<Lines<R>>, output: &InOrder<W>) -> io::Result<u64> {
        let (mut buffer, mut answer, mut refused, mut kept) = (Vec::new(), Vec::new(), 0, None);
        let _held = output.guard();
        loop {
            let mut next = lines.lock().unwrap_or_else(PoisonError::into_inner);
            let taken = next.next(&mut buffer, output);
            next.ended |= taken.is_err() || output.has_failed();
            let number = next.number;
            drop(next);
            let question = match taken? {
                Taken::End => {
                    output.all_out(number)?;
                    return Ok(refused);
                }
                Taken::Blank => None,
                Taken::TooLong => Some(Err((None, LineError::too_long(LONGEST_LINE)))),
                Taken::Text => Some(self.read(&buffer, &mut kept)),
            };
            answer.clear();
            match question {
                None => {}
                Some(Ok(question)) => {
                    let own = kept.as_ref().filter(|_| question.own).map(|kept: &Kept| &kept.context);
                    self.answer(&question, own.unwrap_or(self.context), number, &mut answer)?;
                }
                Some(Err((id, error))) => {
                    refused += 1;
                    let (line, error) = (number, Some(error));
                    write_line(
                        &mut answer,
                        &Answer { id, line, result: None, error, remarks: self.remarks },
                    )?;
                }
            }
            output.put(number, &answer)?;
        }
    }

    fn read<'l>(&self, line: &'l [u8], kept: &mut Option<Kept>) -> Result<Question<'l>, Refusal<'l>> {
        // Checked as text once, not string by string.
        let text = str::from_utf8(line).map_err(|_err| explain(line))?;
        if is_list(line) {
            return Err(explain(line));
        }
        let Line { id, draft, now, site } = serde_json::from_str(text).map_err(|_err| explain(line))?;
        if let Err(error) = within_bounds(&draft) {
            return Err((id, error));
        }
        let own = site.is_some() || now.is_some();
        if own {
            let context = match self.keep(site, kept) {
                Ok(kept) => &mut kept.context,
                Err(error) => return Err((id, error.unwrap_or_else(|| explain(line).1))),
            };
            context.now = match now.map(|now| read_now(Some(&now))) {
                None => self.context.now,
                Some(Ok(now)) => now,
                Some(Err(_)) => return Err((id, LineError::now())),
            };
        }
        Ok(Question { id, draft, own })
    }

    /// Keeps the context of this site. One that is written as the last was is not read again. No error: the site is of
    /// another form, and the line says how.
    fn keep<'k>(
        &self,
        site: Option<&RawValue>,
        kept: &'k mut Option<Kept>,
    ) -> Result<&'k mut Kept, Option<LineError>> {
        let site = site.map(RawValue::get);
        if kept.as_ref().is_some_and(|kept| kept.site.as_deref() != site) {
            *kept = None;
        }
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let context = match site {
            None => self.context.clone(),
            Some(text) => {
                let Named(site) = serde_json::from_str::<Named<Site>>(text).map_err(|_err| None)?;
                let plan = Arc::clone(&self.context.plan);
                Context::of_plan(plan, &site, self.laboratories, self.context.now)
                    .map_err(|problems| Some(LineError::site(&problems)))?
            }
        };
        Ok(kept.insert(Kept { site: site.map(str::to_owned), context }))
    }

    fn answer(
        &self,
        question: &Question<'_>,
        context: &Context,
        line: u64,
        output: &mut impl Write,
    ) -> io::Result<()> {
        let Question { id, draft, .. } = question;
        let derived = derive(draft, context);
        let result = make(draft, &derived, context, self.protocol_hash, self.detail);
        write_line(
            output,
            &Answer { id: *id, line, result: Some(result), error: None, remarks: self.remarks },
        )
    }
}

fn write_line(output: &mut impl Write, answer: &Answer<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")
}
