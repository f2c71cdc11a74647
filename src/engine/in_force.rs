//! Which version of a protocol is in force at a site, and what the site has settled for which version.

use super::{
    carry::{Carried, parameter_unchanged, question_unchanged},
    moment::read_moment,
    plan::Plan,
    settings::Settings,
};
use crate::model::{DateText, Id, Protocol, Site};
use jiff::civil::Date;
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
/// What was settled while another version was in force holds only
/// where that parameter or question is unchanged; what only other versions define is left out.
pub fn site_under(versions: &[&Plan], own: &Plan, site: &Site) -> Carried {
    let mut carried = Carried { site: site.clone(), anew: Vec::new() };
    let Carried { site: kept, anew } = &mut carried;
    let setting =
        |id: &str| settled_for(versions, site, &format!("settings[{id}]"), |it| has_parameter(it, id));
    let reading =
        |id: &str| settled_for(versions, site, &format!("readings[{id}]"), |it| has_question(it, id));
    let mut keep = |base: Option<&Plan>, id: &Id, defined: Defined, unchanged: Unchanged| {
        // What no version defines is kept and told.
        let Some(base) = base.filter(|base| !ptr::eq(*base, own)) else { return true };
        let holds = unchanged(&base.protocol, &own.protocol, id);
        if !holds && defined(&own.protocol, id) {
            anew.push(id.clone());
        }
        holds
    };
    kept.settings.retain(|(id, _)| keep(setting(id), id, has_parameter, parameter_unchanged));
    kept.readings
        .retain(|choice| keep(reading(&choice.question), &choice.question, has_question, question_unchanged));
    // What was settled for another version can name something that this one no longer has, such as a stage. What was
    // settled for this one stays, so that it is told.
    let (_, problems) = Settings::new(own, kept);
    for problem in problems {
        let named = |list: &str| Some(problem.field.strip_prefix(list)?.strip_suffix(']')?.to_owned());
        let (setting_id, reading_id) = (named("site.settings["), named("site.readings["));
        let base =
            setting_id.as_deref().map(setting).or_else(|| reading_id.as_deref().map(reading)).flatten();
        if base.is_some_and(|base| !ptr::eq(base, own)) {
            kept.settings.retain(|(id, _)| Some(id) != setting_id.as_ref());
            kept.readings.retain(|choice| Some(&choice.question) != reading_id.as_ref());
            anew.extend(setting_id.or(reading_id).filter(|id| !anew.contains(id)));
        }
    }
    carried
}

type Defined = fn(&Protocol, &str) -> bool;
type Unchanged = fn(&Protocol, &Protocol, &str) -> bool;

/// The version for which this was settled: the one that was in force when it was signed. What stands in a file without
/// a trail was settled for the first version that defines it. None where no version does.
fn settled_for<'p>(
    versions: &[&'p Plan],
    site: &Site,
    field: &str,
    defines: impl Fn(&Protocol) -> bool,
) -> Option<&'p Plan> {
    let signed = site.trail.iter().rposition(|line| line.field == field).and_then(|place| {
        let at = read_moment(&site.trail.get(place)?.at).ok()??;
        versions.get(in_force(versions, &dates_at(site, place), at.first.date())).copied()
    });
    let defining = |plan: &&&'p Plan| defines(&plan.protocol);
    signed.filter(|plan| defines(&plan.protocol)).or_else(|| versions.iter().find(defining).copied())
}

/// The dates in force as they were before this line of the trail: a date that was entered later changed nothing of what
/// people saw.
fn dates_at(site: &Site, place: usize) -> Vec<(String, DateText)> {
    let mut dates = site.in_force.clone();
    for line in site.trail.iter().skip(place).rev() {
        let version = line.field.strip_prefix("in_force[").and_then(|rest| rest.strip_suffix(']'));
        let Some(version) = version else { continue };
        dates.retain(|(known, _)| known != version);
        let before = line.old.trim_matches('"');
        if !before.is_empty() {
            dates.push((version.to_owned(), before.to_owned()));
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
        engine::plan::Plan,
        model::{Change, Parameter, Protocol, ReadingChoice, Setting, Site, Typed},
    };
    use jiff::civil::date;

    const TEXT: &str = include_str!("../../presets/protocols/nct06101082.ron");

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
        assert_eq!(at(&[("amendment 1", "2026-03-01"), ("registry 2024-03-06", "2026-06-01")]), 0);
        assert_eq!(at(&[("registry 2024-03-06", "2026-03-01"), ("amendment 1", "2026-06-01")]), 1);
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
        let lesion = &crate::engine::questions::readings(&old.protocol, "lesion_size")[0].id.to_owned();
        let gilbert = &crate::engine::questions::readings(&old.protocol, "gilbert")[0].id.to_owned();
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
        // What no version knows stays, to be told.
        let odd = Site { settings: vec![("no_such".into(), cap)], ..Site::default() };
        assert_eq!(under(new, &odd), is("no_such", ""));
    }
}
