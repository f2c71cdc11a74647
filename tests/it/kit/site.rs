//! The site and the context that patients are judged in.

use cardose::{
    engine::Context,
    model::{Laboratory, Protocol, ReadingChoice, Setting, Site, Typed},
    storage::{EMBEDDED_LABORATORIES, EMBEDDED_PROTOCOL, EMBEDDED_SITE},
};
use jiff::civil::{DateTime, date};
use std::sync::LazyLock;

/// The example site, read once.
pub(crate) static CONTEXT: LazyLock<Context> = LazyLock::new(context);
/// A site that has set nothing, read once.
pub(crate) static BARE: LazyLock<Context> = LazyLock::new(|| context_of(&bare_site()));

pub(crate) fn now() -> DateTime {
    date(2026, 11, 22).at(9, 0, 0, 0)
}

pub(crate) fn protocol() -> Protocol {
    EMBEDDED_PROTOCOL.protocol().unwrap().value
}

pub(crate) fn site() -> Site {
    EMBEDDED_SITE.site().unwrap().value
}

/// A site that has set nothing.
pub(crate) fn bare_site() -> Site {
    Site { schema: 1, name: "bare".into(), ..Site::default() }
}

pub(crate) fn laboratories() -> Vec<Laboratory> {
    EMBEDDED_LABORATORIES.iter().map(|embedded| embedded.laboratory().unwrap().value).collect()
}

pub(crate) fn context_of(site: &Site) -> Context {
    Context::new(&protocol(), site, &laboratories(), now()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub(crate) fn context() -> Context {
    context_of(&site())
}

/// A site that is settled by calls.
pub(crate) trait Settled {
    /// A question answered so; an empty answer leaves it open.
    fn reading(self, question: &str, reading: &str) -> Self;
    /// `none` (by protocol), `20 %` (a value), `half_up` (a choice), `unset`.
    fn setting(self, id: &str, text: &str) -> Self;
}

impl Settled for Site {
    fn reading(mut self, question: &str, reading: &str) -> Self {
        self.readings.retain(|choice| choice.question != question);
        if !reading.is_empty() {
            let (question, reading) = (question.to_owned(), reading.to_owned());
            self.readings.push(ReadingChoice { question, reading, source: "test".into() });
        }
        self
    }

    fn setting(mut self, id: &str, text: &str) -> Self {
        self.settings.retain(|(known, _)| known != id);
        let source = "test".to_owned();
        let setting = match text.split_once(' ') {
            Some((value, unit)) => Setting::Value { value: Typed::new(value, unit), source },
            None if text == "none" => Setting::NoneByProtocol { source },
            None if text == "unset" => return self,
            None => Setting::Choice { value: text.into(), source },
        };
        self.settings.push((id.to_owned(), setting));
        self
    }
}
