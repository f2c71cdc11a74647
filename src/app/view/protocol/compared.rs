//! What came of holding two versions against each other, kept so that it is not done again in every frame.

use crate::{
    app::core::Edition,
    engine::{
        derive,
        verdict::Verdict,
        versions::diff::diff,
        what_if::{Judged, what_if},
    },
    i18n::Language,
    model::Draft,
    report::{self, Block, Document, Reporter, Under, WhatIfReport},
};

/// What was compared, so that it is not compared again in every frame.
pub(super) struct Compared {
    language: Language,
    editions: [String; 2],
    pub(super) changes: Vec<Block>,
    /// What carries over of what a site has settled, and what does not.
    pub(super) carried: Vec<Block>,
}

impl Compared {
    pub(super) fn new(language: Language, [old, new]: [&Edition; 2]) -> Self {
        let editions = [old.hash.clone(), new.hash.clone()];
        let (old, new) = (&old.plan.protocol, &new.plan.protocol);
        let found = diff(old, new);
        let changes = report::diff_changes(old, new, &found, language).blocks;
        let carried = report::diff_carried(new, &found, language);
        Self { language, editions, changes, carried }
    }

    pub(super) fn is_of(&self, language: Language, [old, new]: [&Edition; 2]) -> bool {
        self.language == language && self.editions == [&*old.hash, &*new.hash]
    }
}

/// A verdict with its words.
type Worded = (Verdict, String);
/// A stage by name, with its verdict under both versions.
pub(super) type StageWords = (String, [Option<Worded>; 2]);

/// What was tried, so that it is not tried again in every frame.
pub(super) struct Tried {
    language: Language,
    /// Both versions, with what the site has settled for them.
    editions: [Edition; 2],
    draft: Draft,
    pub(super) overall: [Worded; 2],
    /// Each stage that one of them has.
    pub(super) stages: Vec<StageWords>,
    /// What flips.
    pub(super) flips: Vec<Block>,
    /// Every criterion.
    pub(super) rows: Vec<Block>,
}

impl Tried {
    pub(super) fn new(language: Language, editions: [&Edition; 2], draft: &Draft, example: bool) -> Self {
        let [bound, other] = editions.map(|edition| (edition, derive(draft, &edition.context)));
        let [one, two] = [bound.0, other.0].map(|edition| edition.reporter(draft, language, example));
        let both = what_if((&bound.0.context, &bound.1), (&other.0.context, &other.1));
        let under =
            [Under { reporter: &one, derived: &bound.1 }, Under { reporter: &two, derived: &other.1 }];
        let WhatIfReport { told, flipped, criteria, .. } = WhatIfReport::new(under, &both, &[]);
        let mut flips = Document { blocks: told };
        flips.section(&language.catalogue().what_if_flipped, flipped);
        let judged =
            |(verdict, from): Judged, reporter: &Reporter<'_>| (verdict, reporter.verdict(verdict, from));
        let [overall_one, overall_two] = both.overall;
        let overall = [judged(overall_one, &one), judged(overall_two, &two)];
        let stage = |(id, [bound, other]): &(String, [Option<Judged>; 2])| {
            let name = if bound.is_some() { one.stage(id) } else { two.stage(id) };
            (name, [bound.map(|it| judged(it, &one)), other.map(|it| judged(it, &two))])
        };
        let stages = both.stages.iter().map(stage).collect();
        Self {
            language,
            editions: editions.map(Clone::clone),
            draft: draft.clone(),
            overall,
            stages,
            flips: flips.blocks,
            rows: vec![criteria],
        }
    }

    pub(super) fn is_of(&self, language: Language, editions: [&Edition; 2], draft: &Draft) -> bool {
        let same =
            |(one, other): (&Edition, &Edition)| one.judges_as(other) && one.context.now == other.context.now;
        self.language == language && self.editions.iter().zip(editions).all(same) && self.draft == *draft
    }
}
