//! The register of open questions: what each is about, what hangs on it, and whether a site has settled it.

use crate::{
    engine::protocol::{
        questions::{Reading, readings},
        rules::asked_in,
    },
    model::{Parameter, Protocol, Question, Setting, Site},
};

/// A question with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered<'p> {
    /// The question.
    pub question: &'p Question,
    /// Whether it is settled.
    pub state: State<'p>,
    /// Its readings in the rules.
    pub readings: Vec<Reading<'p>>,
    /// The criteria, or their parts, whose rules wait for it.
    pub rules: Vec<&'p str>,
    /// The parameters that it is about, each with what the site has set.
    pub parameters: Vec<(&'p Parameter, Option<&'p Setting>)>,
}

/// Whether a question is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State<'p> {
    /// Nobody has said.
    Open,
    /// The site has taken a reading.
    Settled {
        /// The reading.
        reading: &'p str,
        /// Who said so, and where.
        source: &'p str,
    },
    /// No rule asks it, and every parameter that it is about is set.
    BySettings,
    /// Somebody has answered in words. No rule follows them: that takes a new version of the protocol file.
    Answered {
        /// The words.
        answer: &'p str,
        /// Who said so, and where.
        source: &'p str,
    },
}

/// Every question of the protocol, in its order.
pub fn register<'p>(protocol: &'p Protocol, site: &'p Site) -> Vec<Registered<'p>> {
    protocol.questions.iter().map(|question| registered(protocol, site, question)).collect()
}

fn registered<'p>(protocol: &'p Protocol, site: &'p Site, question: &'p Question) -> Registered<'p> {
    let rules: Vec<&str> =
        protocol.criteria.iter().flat_map(|criterion| asked_in(criterion, &question.id)).collect();
    let setting = |id: &str| site.settings.iter().find(|(known, _)| known == id).map(|(_, setting)| setting);
    let parameters: Vec<(&Parameter, Option<&Setting>)> = protocol
        .parameters
        .iter()
        .filter(|parameter| question.about.contains(&parameter.id))
        .map(|parameter| (parameter, setting(&parameter.id)))
        .collect();
    let settled = site.readings.iter().find(|choice| choice.question == question.id);
    let all_set = !parameters.is_empty() && parameters.iter().all(|(_, setting)| setting.is_some());
    let readings = readings(protocol, &question.id);
    let state = match settled {
        Some(choice) if !readings.is_empty() => {
            State::Settled { reading: &choice.reading, source: &choice.source }
        }
        _ if rules.is_empty() && all_set => State::BySettings,
        Some(choice) => State::Answered { answer: &choice.reading, source: &choice.source },
        None => State::Open,
    };
    Registered { question, state, readings, rules, parameters }
}
