//! What the tests share: contexts, drafts, small readers.

use cardose::{
    engine::{
        Context, Derived, derive,
        evidence::outcome::{Outcome, parts},
    },
    model::{Confirmed, Draft, Finding, Laboratory, Protocol, Signed, Site, Typed, Value},
    quantity::Exact,
    storage::{EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, Opened},
};
use jiff::civil::{DateTime, date};

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

pub(crate) fn example(name: &str) -> Draft {
    let embedded = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.contains(name)).unwrap();
    match embedded.patient().unwrap() {
        Opened::Record { file, .. } => file.draft,
        Opened::Newer { .. } => panic!("{name} is from a newer program"),
    }
}

pub(crate) fn x(text: &str) -> Exact {
    text.parse().unwrap()
}

/// The outcome of a criterion or of one of its parts, at the first stage where it decides.
pub(crate) fn outcome(derived: &Derived, context: &Context, id: &str) -> Outcome {
    for row in derived.stages.iter().flat_map(|stage| &stage.rows) {
        let criterion = &context.plan.criteria[row.criterion];
        if &*criterion.id == id {
            return row.outcome;
        }
        for (part, outcome, _) in parts(criterion.side, &row.evidence) {
            if part == id {
                return outcome;
            }
        }
    }
    panic!("no criterion or part {id}")
}

/// Replaces or adds a finding in the assessment where the item stands, or in the first one.
pub(crate) fn set(draft: &mut Draft, item: &str, value: Value) {
    for assessment in &mut draft.assessments {
        if let Some(finding) = assessment.results.iter_mut().find(|finding| finding.of == item) {
            finding.value = value;
            return;
        }
    }
    draft.assessments[0].results.push(Finding { of: item.into(), value, ..Finding::default() });
}

pub(crate) fn set_quantity(draft: &mut Draft, item: &str, value: &str, unit: &str) {
    set(draft, item, Value::Quantity(Typed::new(value, unit)));
}

pub(crate) fn set_uln(draft: &mut Draft, item: &str, value: &str, unit: &str) {
    finding(draft, item).uln = Typed::new(value, unit);
}

pub(crate) fn finding<'d>(draft: &'d mut Draft, item: &str) -> &'d mut Finding {
    draft
        .assessments
        .iter_mut()
        .flat_map(|assessment| &mut assessment.results)
        .find(|finding| finding.of == item)
        .unwrap_or_else(|| panic!("no finding {item}"))
}

/// A person confirms a result as it stands.
pub(crate) fn confirm(finding: &mut Finding) {
    let signed = Signed { by: "p2".into(), at: "2026-11-20T10:00".into(), reason: "read again".into() };
    let (value, uln) = (finding.value.clone(), finding.uln.clone());
    finding.confirmed = Some(Box::new(Confirmed { value, uln, signed }));
}

pub(crate) fn remove(draft: &mut Draft, item: &str) {
    for assessment in &mut draft.assessments {
        assessment.results.retain(|finding| finding.of != item);
    }
}

pub(crate) fn derived(draft: &Draft) -> (Derived, Context) {
    let context = context();
    (derive(draft, &context), context)
}

/// Says why a test does nothing here; `scripts/test` counts these lines.
pub(crate) fn skip(reason: &str) {
    println!("skipped: {reason}");
}
