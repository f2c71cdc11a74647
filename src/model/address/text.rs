//! An address as text: printed as it has been since, read in that form and in the one of older records.

use super::{Address, Half, Named};
use crate::model::Id;
use std::{
    fmt::{self, Display, Formatter},
    str::FromStr,
};
use thiserror::Error;

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere => Ok(()),
            Self::Patient(part) => write!(f, "{part}"),
            Self::Stage(stage, infusion, part) => entry(f, format_args!("stages[{stage} {infusion}]"), part),
            Self::Report(id, part) => entry(f, format_args!("assessments[{id}]"), part),
            Self::Result(report, item, part, half) => {
                entry(f, format_args!("assessments[{report}].results[{item}]"), part)?;
                ending(f, *half)
            }
            Self::History(kind, part) => entry(f, format_args!("exposures[{kind}]"), part),
            Self::Course(kind, place, part, half) => {
                entry(f, format_args!("exposures[{kind}].courses[{place}]"), part)?;
                ending(f, *half)
            }
            Self::Lot(lot, part, half) => {
                entry(f, format_args!("lots[{}]", lot.number), part)?;
                ending(f, *half)
            }
            Self::Bag(lot, bag, part, half) => {
                entry(f, format_args!("lots[{}].bags[{}]", lot.number, bag.number), part)?;
                ending(f, *half)
            }
            Self::Release(lot, item, part, half) => {
                entry(f, format_args!("lots[{}].release[{item}]", lot.number), part)?;
                ending(f, *half)
            }
            Self::Infusion(number, part) => entry(f, format_args!("infusions[{number}]"), part),
            Self::Drawn(number, bag, half) => {
                write!(f, "infusions[{number}].given.drawn[{bag}]")?;
                ending(f, *half)
            }
            Self::Confirmed(Some(number), what) => write!(f, "infusions[{number}].confirmed[{what}]"),
            Self::Confirmed(None, what) => write!(f, "confirmed[{what}]"),
            Self::Decision(stage, infusion, part) => {
                entry(f, format_args!("decisions[{stage} {infusion}]"), part)
            }
            Self::Count(id) => write!(f, "counts[{id}]"),
            Self::Site(part) => entry(f, format_args!("site"), part),
            Self::Person(id) => write!(f, "site.people[{id}]"),
            Self::Setting(id, part) => entry(f, format_args!("site.settings[{id}]"), part),
            Self::Reading(id, part) => entry(f, format_args!("site.readings[{id}]"), part),
            Self::InForce(version) => write!(f, "site.in_force[{version}]"),
            Self::Laboratory(id, part) => entry(f, format_args!("laboratories[{id}]"), part),
            Self::Template(id, part) => entry(f, format_args!("{id}"), part),
            Self::Interval(id, place, part) => entry(f, format_args!("{id}.rows[{place}]"), part),
            Self::Item(place) | Self::File(place) => f.write_str(place),
        }
    }
}

/// An entry of a list and its part.
fn entry(f: &mut Formatter<'_>, entry: fmt::Arguments<'_>, part: impl Into<&'static str>) -> fmt::Result {
    f.write_fmt(entry)?;
    let part = part.into();
    if part.is_empty() { Ok(()) } else { write!(f, ".{part}") }
}

fn ending(f: &mut Formatter<'_>, half: Half) -> fmt::Result {
    match half {
        Half::Whole => Ok(()),
        Half::Value => f.write_str(".value"),
        Half::Unit => f.write_str(".unit"),
    }
}

/// A text that is the address of no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not the address of a field, such as `assessments[1].results[platelets].value`")]
pub struct NoAddress;

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        read(text).ok_or(NoAddress)
    }
}

fn read(text: &str) -> Option<Address> {
    if text.is_empty() {
        return Some(Address::Nowhere);
    }
    if let Some(rest) = text.strip_prefix("site") {
        return read_site(rest);
    }
    let Some((list, key, rest)) = keyed(text) else { return text.parse().ok().map(Address::Patient) };
    Some(match list {
        "stages" => {
            let (stage, infusion) = numbered(key)?;
            Address::Stage(stage, infusion, part(rest)?)
        }
        "assessments" => {
            let report = key.parse().ok()?;
            match inner(rest, "results") {
                Some((item, rest)) => {
                    let (part, half) = halved(rest)?;
                    Address::Result(report, item.to_owned(), part, half)
                }
                None => Address::Report(report, part(rest)?),
            }
        }
        "exposures" => match inner(rest, "courses") {
            Some((place, rest)) => {
                let (part, half) = halved(rest)?;
                Address::Course(key.to_owned(), place.parse().ok()?, part, half)
            }
            None => Address::History(key.to_owned(), part(rest)?),
        },
        "lots" => read_lot(Named::typed(key), rest)?,
        "infusions" => {
            let number = key.parse().ok()?;
            if let Some((bag, rest)) = inner(rest, "given.drawn") {
                let (part, half) = halved::<Half>(rest)?;
                Address::Drawn(number, bag.to_owned(), if part == Half::Whole { half } else { part })
            } else if let Some((what, "")) = inner(rest, "confirmed") {
                Address::Confirmed(Some(number), what.to_owned())
            } else {
                Address::Infusion(number, part(rest)?)
            }
        }
        "confirmed" if rest.is_empty() => Address::Confirmed(None, key.to_owned()),
        "decisions" => {
            let (stage, infusion) = numbered(key)?;
            Address::Decision(stage, infusion, part(rest)?)
        }
        "counts" => Address::Count(key.parse().ok()?),
        "laboratories" => Address::Laboratory(key.to_owned(), part(rest)?),
        _ => return None,
    })
}

fn read_lot(lot: Named, rest: &str) -> Option<Address> {
    if let Some((bag, rest)) = inner(rest, "bags") {
        let (part, half) = halved(rest)?;
        return Some(Address::Bag(lot, Named::typed(bag), part, half));
    }
    if let Some((item, rest)) = inner(rest, "release") {
        let (part, half) = halved(rest)?;
        return Some(Address::Release(lot, item.to_owned(), part, half));
    }
    let (part, half) = halved(rest)?;
    Some(Address::Lot(lot, part, half))
}

fn read_site(rest: &str) -> Option<Address> {
    let list = |name| inner(rest, name);
    Some(if let Some((id, rest)) = list("settings") {
        Address::Setting(id.to_owned(), part(rest)?)
    } else if let Some((id, rest)) = list("readings") {
        Address::Reading(id.to_owned(), part(rest)?)
    } else if let Some((id, _)) = list("people") {
        Address::Person(id.to_owned())
    } else if let Some((version, "")) = list("in_force") {
        Address::InForce(version.to_owned())
    } else {
        Address::Site(part(rest)?)
    })
}

/// `name[key]rest`; a key ends with the bracket before a point, or with the last one.
fn keyed(text: &str) -> Option<(&str, &str, &str)> {
    let (name, after) = text.split_once('[')?;
    let (key, rest) = match after.find("].") {
        Some(end) => (after.get(..end)?, after.get(end + 1..)?),
        None => (after.strip_suffix(']')?, ""),
    };
    Some((name, key, rest))
}

/// `.list[key]rest`: the key, and what follows.
fn inner<'t>(rest: &'t str, list: &str) -> Option<(&'t str, &'t str)> {
    let (name, key, rest) = keyed(rest.strip_prefix('.')?)?;
    (name == list).then_some((key, rest))
}

/// `screening 1`, in older records `screening/1`; a stage alone is before the first infusion.
fn numbered(key: &str) -> Option<(Id, u32)> {
    match key.rsplit_once([' ', '/']) {
        Some((stage, infusion)) => Some((stage.to_owned(), infusion.parse().ok()?)),
        None => Some((key.to_owned(), 1)),
    }
}

/// `.part`, or nothing.
fn part<P: FromStr>(rest: &str) -> Option<P> {
    rest.strip_prefix('.').unwrap_or(rest).parse().ok()
}

/// `.part.half`, either of them left out.
fn halved<P: FromStr + Default>(rest: &str) -> Option<(P, Half)> {
    if let Some(part) = part(rest) {
        return Some((part, Half::Whole));
    }
    let (before, half) = rest.rsplit_once('.')?;
    Some((part(before)?, half.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use crate::model::{
        Address, BagPart, CoursePart, DecisionPart, Half, HistoryPart, InfusionPart, LaboratoryPart, LotPart,
        Named, PatientPart, ReportPart, ResultPart, SettingPart, SitePart, StagePart,
    };
    use strum::IntoEnumIterator as _;

    /// One address of each kind with each of its parts and halves.
    fn every() -> Vec<Address> {
        let id = || "a.b".to_owned();
        let lot = || Named { key: None, number: "LOT-1.2".to_owned() };
        let bag = || Named { key: None, number: "1".to_owned() };
        let mut all = vec![
            Address::Nowhere,
            Address::Confirmed(None, id()),
            Address::Confirmed(Some(2), id()),
            Address::Count(3),
            Address::InForce("2 of 2026".to_owned()),
            Address::Person("ab".to_owned()),
        ];
        all.extend(PatientPart::iter().filter(|part| *part != PatientPart::Whole).map(Address::Patient));
        all.extend(StagePart::iter().map(|part| Address::Stage("pre conditioning".to_owned(), 2, part)));
        all.extend(ReportPart::iter().map(|part| Address::Report(7, part)));
        all.extend(HistoryPart::iter().map(|part| Address::History(id(), part)));
        all.extend(InfusionPart::iter().map(|part| Address::Infusion(1, part)));
        all.extend(DecisionPart::iter().map(|part| Address::Decision(id(), 1, part)));
        all.extend(SitePart::iter().map(Address::Site));
        all.extend(SettingPart::iter().map(|part| Address::Setting(id(), part)));
        all.extend(SettingPart::iter().map(|part| Address::Reading(id(), part)));
        all.extend(LaboratoryPart::iter().map(|part| Address::Laboratory(id(), part)));
        all.extend(Half::iter().map(|half| Address::Drawn(1, "LOT/1".to_owned(), half)));
        for half in Half::iter() {
            all.extend(ResultPart::iter().map(|part| Address::Result(1, id(), part, half)));
            all.extend(ResultPart::iter().map(|part| Address::Release(lot(), id(), part, half)));
            all.extend(CoursePart::iter().map(|part| Address::Course(id(), 0, part, half)));
            all.extend(LotPart::iter().map(|part| Address::Lot(lot(), part, half)));
            all.extend(BagPart::iter().map(|part| Address::Bag(lot(), bag(), part, half)));
        }
        // `results[x].value` is the value of a result, and not a half of the whole.
        let twice = |at: &Address| {
            matches!(at, Address::Result(_, _, ResultPart::Whole, half) | Address::Release(_, _, ResultPart::Whole, half)
                if *half != Half::Whole)
        };
        all.retain(|at| !twice(at));
        all
    }

    #[test]
    fn every_address_is_read_as_it_is_printed() {
        for at in every() {
            assert_eq!(at.to_string().parse(), Ok(at.clone()), "{at}");
        }
    }

    #[test]
    fn addresses_are_printed_as_they_were() {
        let printed = |text: &str| text.parse().map(|at: Address| at.to_string());
        for text in [
            "age.years_on",
            "assessments[1].results[clearance_measured].plasma.unit",
            "decisions[screening 1].eligible",
            "exposures[steroids].courses[0].per_day.value",
            "infusions[1].given.drawn[LOT/1].unit",
            "lots[LOT-1.2].bags[1].hold_up.value",
            "lots[A]B].car.unit",
            "site.settings[tolerance_below].source",
            "stages[screening 1].date",
        ] {
            assert_eq!(printed(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn the_form_of_older_differences_is_read_and_never_written() {
        let stage: Address = "stages[screening/1].date".parse().unwrap();
        assert_eq!(stage, Address::stage("screening", 1, StagePart::Date));
        assert_eq!(stage.to_string(), "stages[screening 1].date");
        let plasma: Address =
            "assessments[1].results[clearance_measured].value.Urine.plasma".parse().unwrap();
        assert_eq!(plasma, Address::result(1, "clearance_measured", ResultPart::Plasma));
    }

    #[test]
    fn what_lies_deeper_is_named_by_what_holds_it() {
        let (at, rest) = Address::nearest("infusions[1].assigned.by");
        assert_eq!((at, rest), (Address::Infusion(1, InfusionPart::Assigned), ".by"));
        let (at, rest) = Address::nearest("lots[A.1].confirmed[2].signed.by");
        assert_eq!((at.to_string().as_str(), rest), ("lots[A.1].confirmed", "[2].signed.by"));
        assert_eq!(Address::nearest("draft"), (Address::File("draft".to_owned()), ""));
    }

    #[test]
    fn a_line_of_the_trail_needs_no_site_before_it() {
        assert_eq!(Address::of_trail("settings[weight_cap]"), Address::setting("weight_cap"));
        assert_eq!(Address::of_trail("site"), Address::Site(SitePart::Whole));
        assert_eq!(Address::of_trail("people[ab].pin"), Address::Person("ab".to_owned()));
        for line in ["settings[weight_cap]", "readings[washout]", "in_force[2]", "name", "site"] {
            assert_eq!(Address::of_trail(line).in_trail(), line);
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in
            ["oops", "lots[", "assessments[x].when", "stages[screening 1].colour", "lots[A].bags[1].size"]
        {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_lot_keeps_its_hash_while_its_number_is_typed() {
        use std::hash::{DefaultHasher, Hash as _, Hasher as _};
        let hash = |number: &str| {
            let mut hasher = DefaultHasher::new();
            Named { key: Some(1), number: number.to_owned() }.hash(&mut hasher);
            hasher.finish()
        };
        assert_eq!(hash("L"), hash("LOT-1"));
    }

    #[test]
    fn a_half_of_what_has_none_is_itself() {
        assert_eq!(
            Address::result(1, "alt", ResultPart::Whole).value(),
            Address::result(1, "alt", ResultPart::Value)
        );
        let start = Address::Infusion(1, InfusionPart::Start);
        assert_eq!(start.clone().value(), start);
    }
}
