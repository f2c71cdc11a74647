//! Holds the pairs of the table against the entries.

use super::{
    doubt::{digits, doubt, field, reading},
    table::{Clash, Held, OF_WOMEN, PAIRS, Pair, SOON, Says},
};
use crate::{
    engine::{
        entry::case::{Case, Read, ReadFinding},
        moment::days_between,
        problem::{Problem, ProblemCode},
        protocol::plan::Plan,
        range::End,
    },
    model::{Address, PatientPart, Sex},
    quantity::Measured,
};

/// Where a result stands in the case: its item, and its place among the results of that.
type At = (usize, usize);

/// Entries that contradict each other: the one that asks first, and the item that is named.
struct Found {
    at: Vec<At>,
    other: Address,
    /// How many of them are in doubt.
    doubtful: usize,
}

/// Makes the entries of a pair doubtful until one of them is confirmed. All pairs are found before any is doubtful.
pub(super) fn check_pairs(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    let mut found: Vec<Found> = PAIRS.iter().flat_map(|pair| clashes(case, plan, pair)).collect();
    if case.sex == Some(Sex::Male) {
        let of_women = of_women(case, plan);
        if !of_women.is_empty() {
            // Nobody knows which of the two is the slip.
            case.sex = None;
        }
        found.extend(of_women);
    }
    for Found { at, other, .. } in &found {
        if let Some(finding) = at.first().and_then(|at| result(case, *at)) {
            let code = ProblemCode::Contradicts { other: other.clone() };
            problems.push(Problem { field: field(case.draft, finding), code });
        }
    }
    for (item, index) in found.into_iter().flat_map(|found| found.at.into_iter().take(found.doubtful)) {
        if let Some(finding) = case.findings.get_mut(item).and_then(|findings| findings.get_mut(index)) {
            doubt(finding);
        }
    }
}

/// The results of the first item that contradict one of the second.
fn clashes(case: &Case<'_>, plan: &Plan, pair: &Pair) -> Vec<Found> {
    let (Some(one), Some(other)) = (plan.item(pair.one), plan.item(pair.other)) else { return Vec::new() };
    let clash = |index: usize| {
        let at = held_against(case, (one, index), other, pair.held)?;
        if !contradict(pair.clash, result(case, (one, index))?, result(case, at)?) {
            return None;
        }
        let mut at = vec![(one, index), at];
        if let Some((id, says)) = pair.also {
            let third = held_against(case, (one, index), plan.item(id)?, pair.held)?;
            if !says.holds(result(case, third)?) {
                return None;
            }
            at.push(third);
        }
        let doubtful = if pair.first_alone { 1 } else { at.len() };
        (!is_settled(case, &at)).then_some(Found {
            at,
            other: Address::Item(pair.other.to_owned()),
            doubtful,
        })
    };
    (0..results(case, one).len()).filter_map(clash).collect()
}

/// What only a woman's record says, in the record of a man.
fn of_women(case: &Case<'_>, plan: &Plan) -> Vec<Found> {
    let asks = |(id, says): &(&str, Says)| {
        let at = latest(case, plan.item(id)?)?;
        let asks = says.holds(result(case, at)?) && !is_settled(case, &[at]);
        asks.then(|| Found { at: vec![at], other: Address::Patient(PatientPart::Sex), doubtful: 1 })
    };
    OF_WOMEN.iter().filter_map(asks).collect()
}

/// The result of the other item that a result is held against, if any.
fn held_against(case: &Case<'_>, at: At, other: usize, held: Held) -> Option<At> {
    let own = result(case, at).filter(|own| is_usable(own))?;
    let others = results(case, other);
    let beside =
        others.iter().position(|known| is_usable(known) && known.place.assessment == own.place.assessment);
    if let Some(beside) = beside {
        return Some((other, beside));
    }
    match held {
        Held::OfOneDay => {
            let day = own.when?.date()?;
            let same_day = |known: &&(usize, &ReadFinding<'_>)| {
                is_usable(known.1) && known.1.when.and_then(|when| when.date()) == Some(day)
            };
            let last = others
                .iter()
                .enumerate()
                .filter(|known| same_day(&known))
                .max_by_key(|(_, known)| known.when);
            last.map(|(index, _)| (other, index))
        }
        Held::Lasting => {
            latest(case, at.0).filter(|latest| *latest == at)?;
            let found = latest(case, other)?;
            let newer = days_between(own.when?.last.date(), result(case, found)?.when?.first.date());
            (newer <= SOON).then_some(found)
        }
    }
}

/// The latest dated result of an item; of several of one time the last entered.
fn latest(case: &Case<'_>, item: usize) -> Option<At> {
    let dated =
        results(case, item).iter().enumerate().filter(|(_, known)| is_usable(known) && known.when.is_some());
    dated.max_by_key(|(_, known)| known.when).map(|(index, _)| (item, index))
}

fn contradict(clash: Clash, one: &ReadFinding<'_>, other: &ReadFinding<'_>) -> bool {
    match clash {
        Clash::Both(own, others) => own.holds(one) && others.holds(other),
        Clash::Larger => {
            let lowest = digits(one).and_then(|one| one.low.number().cloned());
            let highest = digits(other).and_then(|other| other.high.number().cloned());
            lowest.zip(highest).is_some_and(|(lowest, highest)| lowest > highest)
        }
    }
}

impl Says {
    fn holds(self, finding: &ReadFinding<'_>) -> bool {
        let positive = |measured: &Measured| {
            let value = measured.analyte().canonical().and_then(|unit| measured.value_in(unit));
            value.is_some_and(|value| value.is_positive())
        };
        match self {
            Self::Answer(wanted) => matches!(finding.read, Read::Answer(answer) if answer == wanted),
            Self::Figure => reading(finding).is_some(),
            Self::AboveZero => reading(finding).is_some_and(|reading| match &reading.value.low {
                End::Closed(low) => positive(low),
                End::Open(_) => true,
                End::None => false,
            }),
        }
    }
}

/// A person has seen one of them and lets it stand.
fn is_settled(case: &Case<'_>, at: &[At]) -> bool {
    at.iter().any(|at| result(case, *at).is_some_and(|known| known.finding.is_confirmed()))
}

/// What is in doubt already is asked about, and asks for nothing else.
fn is_usable(finding: &ReadFinding<'_>) -> bool {
    matches!(finding.read, Read::Measured(_) | Read::Answer(_))
}

fn results<'c, 'd>(case: &'c Case<'d>, item: usize) -> &'c [ReadFinding<'d>] {
    case.findings.get(item).map_or(&[], Vec::as_slice)
}

fn result<'c, 'd>(case: &'c Case<'d>, (item, index): At) -> Option<&'c ReadFinding<'d>> {
    results(case, item).get(index)
}
