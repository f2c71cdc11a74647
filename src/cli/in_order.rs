//! Answers of several threads, written in the order of their lines.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// So many answers may wait for an earlier one: memory stays flat.
const MOST_WAITING: usize = 256;

/// Where answers go.
pub(super) struct InOrder<W> {
    state: Mutex<State<W>>,
    moved: Condvar,
}

struct State<W> {
    output: W,
    /// The number of the line whose answer is next.
    next: u64,
    /// Answers to later lines.
    waiting: BTreeMap<u64, Vec<u8>>,
    /// Somebody may wait for the answers: none is kept back to be written with others.
    at_once: bool,
    failed: bool,
}

impl<W: Write> InOrder<W> {
    /// The first line has the number 1.
    pub(super) const fn new(output: W) -> Self {
        let state = State { output, next: 1, waiting: BTreeMap::new(), at_once: false, failed: false };
        Self { state: Mutex::new(state), moved: Condvar::new() }
    }

    /// Writes the answer to this line once all before it are written; empty for a line that has none. False once
    /// nothing can be written any more.
    ///
    /// # Errors
    ///
    /// [`io::Error`] of the output, once.
    pub(super) fn put(&self, number: u64, answer: &[u8]) -> io::Result<bool> {
        let mut state = self.state();
        // The thread with the next answer never waits, so that the others come on.
        while state.waiting.len() >= MOST_WAITING && state.next != number && !state.failed {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.failed {
            return Ok(false);
        }
        let written = if state.next == number {
            state.write(answer)
        } else {
            state.waiting.insert(number, answer.to_vec());
            Ok(())
        };
        state.failed = written.is_err();
        drop(state);
        self.moved.notify_all();
        written.map(|()| true)
    }

    /// Whether each answer goes out as soon as its turn comes; those whose turn has come go out now.
    ///
    /// # Errors
    ///
    /// [`io::Error`] of the output.
    pub(super) fn at_once(&self, at_once: bool) -> io::Result<()> {
        let mut state = self.state();
        state.at_once = at_once;
        if at_once && !state.failed { state.output.flush() } else { Ok(()) }
    }

    /// Waits until the answers to so many lines are written, and sends them on their way.
    ///
    /// # Errors
    ///
    /// [`io::Error`] of the output.
    pub(super) fn all_out(&self, lines: u64) -> io::Result<()> {
        let mut state = self.state();
        while state.next <= lines && !state.failed {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.failed { Ok(()) } else { state.output.flush() }
    }

    /// Nothing can be written any more.
    pub(super) fn has_failed(&self) -> bool {
        self.state().failed
    }

    /// Where a thread breaks off, its answer never comes: nobody waits for it.
    pub(super) fn guard(&self) -> Guard<'_, W> {
        Guard(self)
    }

    fn state(&self) -> MutexGuard<'_, State<W>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held by a thread while it answers.
pub(super) struct Guard<'o, W: Write>(&'o InOrder<W>);

impl<W: Write> Drop for Guard<'_, W> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.state().failed = true;
            self.0.moved.notify_all();
        }
    }
}

impl<W: Write> State<W> {
    /// The next answer, and those that have waited for it.
    fn write(&mut self, answer: &[u8]) -> io::Result<()> {
        self.output.write_all(answer)?;
        self.next += 1;
        while let Some(answer) = self.waiting.remove(&self.next) {
            self.output.write_all(&answer)?;
            self.next += 1;
        }
        if self.at_once { self.output.flush() } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{InOrder, MOST_WAITING};
    use std::{
        io::{self, Write},
        thread,
    };

    #[test]
    fn answers_that_come_early_wait_for_their_turn() {
        let mut written = Vec::new();
        let output = InOrder::new(&mut written);
        for (number, text) in [(3, "c"), (1, "a"), (4, ""), (2, "b"), (5, "e")] {
            assert!(output.put(number, text.as_bytes()).unwrap());
        }
        output.all_out(5).unwrap();
        drop(output);
        assert_eq!(written, b"abce");
    }

    /// The first line takes long: the others wait when there are enough of them, and all come out in order.
    #[test]
    fn no_more_wait_than_may() {
        let mut written = Vec::new();
        let output = InOrder::new(&mut written);
        let lines = u64::try_from(MOST_WAITING).unwrap() * 3;
        thread::scope(|scope| {
            scope.spawn(|| {
                for number in 2..=lines {
                    output.put(number, b"x").unwrap();
                }
            });
            while output.state().waiting.len() < MOST_WAITING {
                thread::yield_now();
            }
            output.put(1, b"first ").unwrap();
            output.all_out(lines).unwrap();
        });
        drop(output);
        let expected = format!("first {}", "x".repeat(MOST_WAITING * 3 - 1));
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }

    /// What is written while a line is waited for does not stay in the buffer.
    #[test]
    fn while_somebody_may_wait_each_answer_goes_out() {
        let (sender, receiver) = std::sync::mpsc::channel();
        struct Sent(std::sync::mpsc::Sender<Vec<u8>>);
        impl Write for Sent {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.send(bytes.to_vec()).map_err(|_err| io::ErrorKind::BrokenPipe)?;
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let output = InOrder::new(io::BufWriter::new(Sent(sender)));
        output.put(1, b"a").unwrap();
        assert!(receiver.try_recv().is_err(), "kept to be written with others");
        output.at_once(true).unwrap();
        assert_eq!(receiver.try_recv().unwrap(), b"a");
        output.put(3, b"c").unwrap();
        assert!(receiver.try_recv().is_err(), "not its turn");
        output.put(2, b"b").unwrap();
        assert_eq!(receiver.try_recv().unwrap(), b"bc");
        output.at_once(false).unwrap();
        output.put(4, b"d").unwrap();
        assert!(receiver.try_recv().is_err());
    }

    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn nobody_waits_for_a_thread_that_broke_off() {
        let output = InOrder::new(io::sink());
        thread::scope(|scope| {
            let broken = scope.spawn(|| {
                let _held = output.guard();
                std::panic::resume_unwind(Box::new("broke off"));
            });
            assert!(broken.join().is_err());
        });
        output.all_out(1).unwrap();
        assert!(output.has_failed());
    }

    #[test]
    fn a_full_disk_is_said_once_and_holds_nobody() {
        let output = InOrder::new(Full);
        assert!(output.put(2, b"b").unwrap());
        assert_eq!(output.put(1, b"a").unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert!(output.has_failed() && !output.put(3, b"c").unwrap());
        output.all_out(9).unwrap();
    }
}
