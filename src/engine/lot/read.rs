//! Reads a lot: every figure of its certificate, and what they say of each other.

use super::{
    LotAsk, LotNote, Others, ReadLot,
    bags::read_bags,
    certificate::{check_parts, check_shares, check_totals},
    concentration::{concentration, recover},
    fields::Fields,
};
use crate::{
    engine::{
        moment::read_moment,
        problem::{Problem, ProblemCode},
        site::context::Context,
    },
    model::{Address, Lot, LotPart},
    quantity::{
        Exact,
        component::CarDensity,
        units::{RuntimeUnit as _, share},
    },
};

/// Reads a lot.
pub fn read_lot(
    lot: &Lot,
    index: usize,
    others: &Others<'_>,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> ReadLot {
    if let Err(problem) = read_moment(&lot.expires)
        && !lot.prints_no_expiry()
    {
        let field = Address::lot(lot, LotPart::Expires);
        problems.push(Problem { field, code: ProblemCode::Date(problem) });
    }
    let mut fields = Fields { lot, problems };
    let mut read = ReadLot {
        index,
        car: None,
        chain: None,
        made: None,
        asks: Vec::new(),
        notes: Vec::new(),
        bags: Vec::new(),
        given: Vec::new(),
        holds_known: false,
        covered: Vec::new(),
        records: others.records.clone(),
        checks: Vec::new(),
    };
    if !lot.label_subject.trim().is_empty() && lot.label_subject.trim() != others.subject.trim() {
        read.asks.push(LotAsk::OtherSubject);
    }
    match lot.convention {
        None => read.asks.push(LotAsk::Convention),
        Some(convention) => {
            read.car = concentration(convention, &mut fields, &mut read);
            read.chain.clone_from(&read.car);
            read.made.clone_from(&read.car);
            check_shares(convention, &mut fields, &mut read);
        }
    }
    read_bags(&mut fields, &mut read, others, context);
    check_totals(&mut fields, &mut read);
    check_parts(&mut fields, &mut read);
    let guarded = read.is_covered();
    recover(&mut fields, &mut read, context);
    expected(&mut read, lot, context);
    if !guarded && read.car.is_some() {
        read.notes.push(LotNote::Unguarded);
    }
    usual_shares(&mut fields, &mut read);
    // An entry that cannot be read may be the one that contradicts the others.
    if read.asks.is_empty()
        && fields
            .problems
            .iter()
            .any(|problem| problem.field.of_lot().is_some_and(|own| own.number == lot.id))
    {
        read.asks.push(LotAsk::Mend);
    }
    if !others.thaw_begun && read.asks.iter().any(|ask| !matches!(ask, LotAsk::NoBag)) {
        read.car = None;
        read.bags.clear();
        read.holds_known = false;
    }
    read
}

/// Shares outside what release limits usually allow (facts.md section 8): said, not doubted.
fn usual_shares(fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    let mut scratch = read.clone();
    let mut outside = |field, low: i64, high: i64| {
        let percent = |number| share::Unit::percent.quantity(Exact::from(number));
        let share = fields.share(field, &mut scratch);
        share.is_some_and(|share| share < percent(low) || share > percent(high))
    };
    let notes = [
        (outside(LotPart::Viability, 70, 100), LotNote::LowViability),
        (outside(LotPart::Cd3, 80, 100), LotNote::LowCd3),
        (outside(LotPart::CarShare, 10, 90), LotNote::UnusualCarShare),
    ];
    read.notes.extend(notes.into_iter().filter(|(outside, _)| *outside).map(|(_, note)| note));
}

fn expected(read: &mut ReadLot, lot: &Lot, context: &Context) {
    let settings = &context.settings;
    if read.car.is_some() {
        let low = |found: &CarDensity| settings.expected_car_low.value().is_some_and(|low| found < low);
        let high = |found: &CarDensity| settings.expected_car_high.value().is_some_and(|high| found > high);
        if read.concentrations().iter().any(|found| low(found) || high(found)) {
            read.notes.push(LotNote::OutsideExpected);
        }
    }
    if let (Some(expected), Some(own)) = (settings.expected_convention.value(), lot.convention)
        && *expected != own
    {
        read.notes.push(LotNote::ConventionNotExpected);
    }
}
