//! Which version of a protocol is in force at a site, and what the site has settled for which version.

use super::carry::{Carried, parameter_unchanged, question_unchanged};
use crate::{
    engine::{moment::read_moment, protocol::plan::Plan, site::settings::Settings},
    model::{Address, DateText, Id, Protocol, SettingPart, Site},
};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::ptr;

/// The place of the version whose date in force is the latest that is not after this day.
///
/// Without any date it is the first one; of two with the same date, the one that the site names last. A date that
/// leaves the day open counts from its last day.
pub fn in_force(versions: &[&Plan], dates: &[(String, DateText)], day: Date) -> usize {
    let known = |version: &str| versions.iter().position(|plan| plan.protocol.version == version);
    let begun = dates.iter().filter_map(|(version, date)| {
        let from = read_moment(date).ok()??.last.date();
        Some((from, known(version)?)).filter(|_| from <= day)
    });
    begun.reduce(|best, next| if next.0 >= best.0 { next } else { best }).map_or(0, |(_, place)| place)
}

/// The site as far as it holds for one of these versions.
///
/// What was settled while another version was in force holds only where that parameter or question is unchanged; else the
/// latest answer before it that does hold goes on holding. What only other versions define is left out.
pub fn site_under(versions: &[&Plan], own: &Plan, site: &Site) -> Carried {
    let mut carried = Carried { site: site.clone(), anew: Vec::new() };
    let Carried { site: kept, anew } = &mut carried;
    kept.settings.retain_mut(|(id, value)| {
        Asked::setting(versions, own, id).hold(site, value, parameter_unchanged, anew)
    });
    kept.readings.retain_mut(|choice| {
        let id = choice.question.clone();
        Asked::reading(versions, own, &id).hold(site, choice, question_unchanged, anew)
    });
    // What was settled for another version can name something that this one no longer has, such as a stage. What was
    // settled for this one stays, so that it is told.
    let (_, problems) = Settings::new(own, kept);
    for problem in problems {
        let is_setting = matches!(problem.field, Address::Setting(..));
        let (Address::Setting(id, SettingPart::Whole) | Address::Reading(id, SettingPart::Whole)) =
            &problem.field
        else {
            continue;
        };
        let asked =
            if is_setting { Asked::setting(versions, own, id) } else { Asked::reading(versions, own, id) };
        let base = asked.settled_for(site);
        if base.is_some_and(|base| !ptr::eq(base, own)) {
            kept.settings.retain(|(known, _)| !is_setting || known != id);
            kept.readings.retain(|choice| is_setting || choice.question != *id);
            if !anew.contains(id) {
                anew.push(id.clone());
            }
        }
    }
    carried
}

/// A parameter or question, and the version for which its answer is wanted.
struct Asked<'a> {
    versions: &'a [&'a Plan],
    own: &'a Plan,
    /// Where it is settled.
    at: fn(&str) -> Address,
    id: &'a str,
    defines: fn(&Protocol, &str) -> bool,
}

impl<'a> Asked<'a> {
    const fn setting(versions: &'a [&'a Plan], own: &'a Plan, id: &'a str) -> Self {
        Self { versions, own, at: Address::setting, id, defines: has_parameter }
    }

    const fn reading(versions: &'a [&'a Plan], own: &'a Plan, id: &'a str) -> Self {
        Self { versions, own, at: Address::reading, id, defines: has_question }
    }

    /// Leaves the answer, puts an earlier one in its place, or says that there is none: false.
    fn hold<T: DeserializeOwned>(
        &self,
        site: &Site,
        value: &mut T,
        unchanged: fn(&Protocol, &Protocol, &str) -> bool,
        anew: &mut Vec<Id>,
    ) -> bool {
        // What no version defines is kept and told.
        let Some(base) = self.settled_for(site) else { return true };
        let holds =
            |base: &Plan| ptr::eq(base, self.own) || unchanged(&base.protocol, &self.own.protocol, self.id);
        if holds(base) {
            return true;
        }
        if !(self.defines)(&self.own.protocol, self.id) {
            return false;
        }
        // The trail keeps values as RON text.
        let earlier = self.earlier(site).into_iter().find(|(base, _)| holds(base));
        if let Some(earlier) = earlier.and_then(|(_, text)| ron::from_str(text).ok()) {
            *value = earlier;
            return true;
        }
        anew.push(self.id.to_owned());
        false
    }

    /// The version for which the present answer was given; none where no version defines what is asked.
    fn settled_for(&self, site: &Site) -> Option<&'a Plan> {
        match self.lines(site).next() {
            Some(place) => self.in_force_at(site, place),
            None => self.first(),
        }
    }

    /// The answers before the present one, the latest first, each with the version for which it was given.
    fn earlier<'s>(&self, site: &'s Site) -> Vec<(&'a Plan, &'s str)> {
        let places: Vec<usize> = self.lines(site).collect();
        let before = places.iter().enumerate().filter_map(|(at, place)| {
            let text = site.trail.get(*place)?.old.as_str();
            let base = match places.get(at + 1) {
                Some(place) => self.in_force_at(site, *place),
                None => self.first(),
            };
            Some((base?, text))
        });
        before.collect()
    }

    /// The lines of the trail that answer this, the newest first.
    fn lines(&self, site: &Site) -> impl Iterator<Item = usize> {
        let field = (self.at)(self.id).in_trail();
        site.trail
            .iter()
            .enumerate()
            .rev()
            .filter(move |(_, line)| line.field == field)
            .map(|(place, _)| place)
    }

    /// The version that was in force when this line was signed, if it defines what is asked; else the first that does.
    fn in_force_at(&self, site: &Site, place: usize) -> Option<&'a Plan> {
        let at = site.trail.get(place).and_then(|line| read_moment(&line.at).ok().flatten());
        let plan = at.and_then(|at| {
            let of_day = in_force(self.versions, &dates_at(site, place), at.first.date());
            self.versions.get(of_day).copied()
        });
        plan.filter(|plan| (self.defines)(&plan.protocol, self.id)).or_else(|| self.first())
    }

    /// What stands in a file without a trail was settled for the first version that defines it.
    fn first(&self) -> Option<&'a Plan> {
        self.versions.iter().find(|plan| (self.defines)(&plan.protocol, self.id)).copied()
    }
}

/// The dates in force as they were before this line of the trail: a date that was entered later changed nothing of what
/// people saw.
fn dates_at(site: &Site, place: usize) -> Vec<(String, DateText)> {
    let mut dates = site.in_force.clone();
    for line in site.trail.iter().skip(place).rev() {
        let Address::InForce(version) = Address::of_trail(&line.field) else { continue };
        dates.retain(|(known, _)| *known != version);
        let before = line.old.trim_matches('"');
        if !before.is_empty() {
            dates.push((version, before.to_owned()));
        }
    }
    dates
}

fn has_parameter(protocol: &Protocol, id: &str) -> bool {
    protocol.parameters.iter().any(|known| known.id == id)
}

fn has_question(protocol: &Protocol, id: &str) -> bool {
    protocol.questions.iter().any(|known| known.id == id)
}

#[cfg(test)]
mod tests {
    use super::{in_force, site_under};
    use crate::{
        engine::protocol::plan::Plan,
        model::{Change, Parameter, Protocol, ReadingChoice, Setting, Site, Typed},
    };
    use jiff::civil::date;

    const TEXT: &str = include_str!("../../../presets/protocols/nct06101082.ron");

    /// The shipped protocol, and an amendment that asks about the Gilbert exemption otherwise and adds a parameter.
    fn versions() -> [Plan; 2] {
        let old: Protocol = ron::from_str(TEXT).unwrap();
        let mut new = old.clone();
        new.version = "amendment 1".into();
        let question = new.questions.iter_mut().find(|known| known.id == "gilbert").unwrap();
        question.ask.en.push_str(" Really?");
        let first: Parameter = new.parameters[0].clone();
        new.parameters.push(Parameter { id: "only_new".into(), ..first });
        [Plan::new(&old).unwrap(), Plan::new(&new).unwrap()]
    }

    fn dates(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(version, from)| ((*version).to_owned(), (*from).to_owned())).collect()
    }

    fn line(field: &str, at: &str, old: &str) -> Change {
        Change { field: field.into(), at: at.into(), old: old.into(), ..Change::default() }
    }

    #[test]
    fn the_latest_date_that_has_come_decides() {
        let [old, new] = &versions();
        let both = [old, new];
        let at = |list: &[(&str, &str)]| in_force(&both, &dates(list), date(2026, 11, 22));
        assert_eq!(at(&[]), 0);
        assert_eq!(at(&[("amendment 1", "2026-11-21")]), 1);
        assert_eq!(at(&[("amendment 1", "2026-11-22")]), 1, "on the day itself");
        assert_eq!(at(&[("amendment 1", "2026-11-23")]), 0);
        assert_eq!(at(&[("amendment 1", "2026-11")]), 0, "not before the last day that it can be");
        assert_eq!(at(&[("amendment 1", "2026-10")]), 1);
        assert_eq!(at(&[("amendment 9", "2026-11-01")]), 0, "a version that is not here");
        assert_eq!(at(&[("amendment 1", "soon")]), 0);
        assert_eq!(at(&[("amendment 1", "2026-03-01"), ("registry 2024-03-06, edition 2", "2026-06-01")]), 0);
        assert_eq!(at(&[("registry 2024-03-06, edition 2", "2026-03-01"), ("amendment 1", "2026-06-01")]), 1);
        // Of two of one day the one that the site names last.
        assert_eq!(at(&[("registry 2024-03-06, edition 2", "2026-06-01"), ("amendment 1", "2026-06-01")]), 1);
        assert_eq!(at(&[("amendment 1", "2026-06-01"), ("registry 2024-03-06, edition 2", "2026-06-01")]), 0);
    }

    #[test]
    fn what_was_settled_holds_for_another_version_only_where_it_is_unchanged() {
        let [old, new] = &versions();
        let both = [old, new];
        let reading = |question: &str, reading: &str| ReadingChoice {
            question: question.into(),
            reading: reading.into(),
            source: "sponsor".into(),
        };
        let cap = Setting::Value { value: Typed::new("100", "kg"), source: "sponsor".into() };
        let lesion =
            &crate::engine::protocol::questions::readings(&old.protocol, "lesion_size")[0].id.to_owned();
        let gilbert =
            &crate::engine::protocol::questions::readings(&old.protocol, "gilbert")[0].id.to_owned();
        let excluded =
            &crate::engine::protocol::questions::readings(&old.protocol, "gilbert")[1].id.to_owned();
        let site = Site {
            settings: vec![("weight_cap".into(), cap.clone()), ("only_new".into(), cap.clone())],
            readings: vec![reading("gilbert", gilbert), reading("lesion_size", lesion)],
            ..Site::default()
        };
        let under = |own: &Plan, site: &Site| {
            let carried = site_under(&both, own, site);
            let settings = carried.site.settings.into_iter().map(|(id, _)| id);
            let readings = carried.site.readings.into_iter().map(|choice| choice.question);
            (settings.chain(readings).collect::<Vec<_>>().join(" "), carried.anew.join(" "))
        };
        let is = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(under(old, &site), is("weight_cap gilbert lesion_size", ""));
        assert_eq!(under(new, &site), is("weight_cap only_new lesion_size", "gilbert"));
        // Signed while the amendment was in force, it was settled for the amendment.
        let signed = Site {
            in_force: dates(&[("amendment 1", "2026-11-20")]),
            trail: vec![
                line("in_force[amendment 1]", "2026-11-20T08:00", ""),
                line("readings[gilbert]", "2026-11-21T08:00", ""),
            ],
            ..site.clone()
        };
        assert_eq!(under(new, &signed), is("weight_cap only_new gilbert lesion_size", ""));
        assert_eq!(under(old, &signed), is("weight_cap lesion_size", "gilbert"));
        // A date that was entered afterwards changed nothing of what was asked when it was signed.
        let later = Site { trail: signed.trail.iter().rev().cloned().collect(), ..signed.clone() };
        assert_eq!(under(new, &later), is("weight_cap only_new lesion_size", "gilbert"));
        // Answered again for the amendment, the answer before it goes on holding for the version before.
        let changed = |at: &str, old: &str| line("readings[gilbert]", at, old);
        let former = ron::to_string(&reading("gilbert", excluded)).unwrap();
        let dated = line("in_force[amendment 1]", "2026-11-20T08:00", "");
        let trail = vec![changed("2026-11-01T08:00", ""), dated, changed("2026-11-21T08:00", &former)];
        let twice = Site { trail, ..signed };
        let answer = |own: &Plan| {
            let carried = site_under(&both, own, &twice);
            assert!(carried.anew.is_empty(), "{:?}", carried.anew);
            let choice = carried.site.readings.into_iter().find(|choice| choice.question == "gilbert");
            choice.unwrap().reading
        };
        assert_eq!((&answer(old), &answer(new)), (excluded, gilbert));
        // What no version knows stays, to be told.
        let odd = Site { settings: vec![("no_such".into(), cap)], ..Site::default() };
        assert_eq!(under(new, &odd), is("no_such", ""));
    }
}
