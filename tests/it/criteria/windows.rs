//! Which history each criterion looks at, at which stage, and how far back.

use crate::kit::{example, protocol};
use cardose::{
    engine::{
        Context, derive,
        evidence::{clear::Clear, outcome::Outcome},
        verdict::by_history::{Looked, windows},
    },
    model::{End, Site},
};
use jiff::civil::date;

/// Trastuzumab ended on 2026-11-01: 28 days with the last day counted or open are over on 2026-11-30.
#[test]
fn each_criterion_looks_at_its_histories_at_its_stages() {
    let mut draft = example("follow-up");
    let now = date(2026, 11, 22).at(9, 0, 0, 0);
    let site = Site { schema: 1, ..Site::default() };
    let context = Context::new(&protocol(), &site, &[], now).unwrap();
    draft.stages.retain(|stage| stage.stage == "screening");
    // Nothing has been given: the stages after screening are still to come.
    draft.infusions.clear();
    let therapy = draft.exposures.iter_mut().find(|exposure| exposure.kind == "systemic_therapy").unwrap();
    therapy.courses.truncate(1);
    therapy.courses.first_mut().unwrap().end = End::On("2026-11-01".to_owned());
    let derived = derive(&draft, &context);
    let found = windows(&context.plan, &derived.stages);
    let of = |criterion: &str, item: &str| {
        let own = |looked: &&Looked<'_>| {
            &*context.plan.criteria[looked.criterion].id == criterion && looked.item == item
        };
        found.iter().filter(own).collect::<Vec<_>>()
    };
    let antibody = of("E9", "systemic_therapy");
    assert_eq!(antibody.len(), 2, "before apheresis and before preconditioning");
    for looked in antibody {
        assert_eq!(looked.outcome, Outcome::Fail);
        assert_eq!(looked.clear(), Clear::From(date(2026, 11, 30)));
        assert_eq!(looked.reaches(), [(Some(date(2026, 10, 25)), date(2026, 11, 22))]);
    }
    let chemotherapy = of("E8", "systemic_therapy");
    assert_eq!(chemotherapy.len(), 1, "readings of one sentence are one window");
    assert_eq!(of("E9", "steroid").len(), 0);
    let drug = of("E15", "brain_metastasis_drug");
    assert_eq!(
        drug.first().unwrap().outcome,
        Outcome::Pass,
        "no tumour there: whoever asks, it excludes nobody"
    );
    assert_eq!(of("E23", "other_trial").first().unwrap().sentences.len(), 3);
}
