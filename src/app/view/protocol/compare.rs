//! The chosen version held against the one in force, and what the open patient would be under it. Nothing is changed by
//! looking.

use super::{Desk, Memory};
use crate::{
    app::{
        state::State,
        theme::space,
        versions::Edition,
        widget::{Mark, blocks, card, chip, fold_line, hint},
    },
    engine::{
        derive,
        diff::diff,
        verdict::Verdict,
        what_if::{Judged, what_if},
    },
    i18n::{Language, fill},
    model::Draft,
    report::{self, Block, Reporter, Under},
};
use eframe::egui::{RichText, Ui};

/// What was compared, so that it is not compared again in every frame.
pub(super) struct Compared {
    language: Language,
    editions: [String; 2],
    blocks: Vec<Block>,
}

/// What was tried, so that it is not tried again in every frame.
pub(super) struct Tried {
    language: Language,
    /// Both versions, with what the site has settled for them.
    editions: [Edition; 2],
    draft: Draft,
    verdicts: [(Verdict, String); 2],
    /// Stages and what flips.
    blocks: Vec<Block>,
    /// Every criterion.
    rows: Vec<Block>,
}

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, state: &State, chosen: &Edition, memory: &mut Memory) {
    let current = state.session.versions.current();
    ui.add_space(space().small);
    differences(ui, desk, [current, chosen], memory);
    ui.add_space(space().small);
    tried(ui, desk, state, chosen, memory);
}

fn version(edition: &Edition) -> String {
    edition.plan.protocol.version.clone()
}

fn differences(ui: &mut Ui, desk: &Desk<'_>, [old, new]: [&Edition; 2], memory: &mut Memory) {
    let language = desk.reporter.language;
    let editions = [old.hash.clone(), new.hash.clone()];
    let fresh = |known: &Compared| known.language == language && known.editions == editions;
    let known = memory.compared.take().filter(fresh);
    let compared = known.unwrap_or_else(|| {
        let (old, new) = (&old.plan.protocol, &new.plan.protocol);
        let blocks = report::diff(old, new, &diff(old, new), language).blocks;
        Compared { language, editions, blocks }
    });
    let values = [("old", version(old)), ("new", version(new))];
    card(ui, &fill(&desk.texts.differences, &values), |ui| blocks(ui, "differences", &compared.blocks));
    memory.compared = Some(compared);
}

/// The open patient under the version that he is bound to and under the chosen one; where he is bound to that, under the
/// one in force.
fn tried(ui: &mut Ui, desk: &Desk<'_>, state: &State, chosen: &Edition, memory: &mut Memory) {
    let versions = &state.session.versions;
    let Some(document) = &state.document else {
        hint(ui, &desk.texts.what_if_nobody);
        return;
    };
    let file = &document.file;
    let bound = versions.judge(&file.protocol, file.example);
    let other = if bound.hash == chosen.hash { versions.current() } else { chosen };
    let tried = match memory.tried.take() {
        Some(tried) if tried.is_of(desk.reporter.language, [bound, other], &file.draft) => tried,
        _ => Tried::new(desk.reporter.language, [bound, other], &file.draft, file.example),
    };
    let subject = file.draft.subject.clone();
    let values = [("subject", subject), ("old", version(bound)), ("new", version(other))];
    card(ui, &fill(&desk.texts.what_if, &values), |ui| {
        ui.horizontal_wrapped(|ui| {
            for ((verdict, words), edition) in tried.verdicts.iter().zip([bound, other]) {
                let values = [("version", version(edition)), ("verdict", words.clone())];
                chip(ui, mark(*verdict), &fill(&desk.texts.under_version, &values));
            }
        });
        blocks(ui, "what if", &tried.blocks);
        ui.add_space(space().tight);
        let label = &desk.texts.what_if_rows;
        fold_line(ui, &mut memory.all_rows, RichText::new(label), label);
        if memory.all_rows {
            blocks(ui, "what if, all", &tried.rows);
        }
    });
    memory.tried = Some(tried);
}

impl Tried {
    fn new(language: Language, editions: [&Edition; 2], draft: &Draft, example: bool) -> Self {
        let [bound, other] = editions.map(|edition| (edition, derive(draft, &edition.context)));
        let reporter = |edition| reporter(edition, draft, language, example);
        let (one, two) = (reporter(bound.0), reporter(other.0));
        let both = what_if((&bound.0.context, &bound.1), (&other.0.context, &other.1));
        let under =
            [Under { reporter: &one, derived: &bound.1 }, Under { reporter: &two, derived: &other.1 }];
        let report = report::what_if_report(under, &both, &other.0.anew);
        let judged =
            |(verdict, from): Judged, reporter: &Reporter<'_>| (verdict, reporter.verdict(verdict, from));
        let verdicts = [judged(both.overall[0], &one), judged(both.overall[1], &two)];
        let is_shown =
            |block: &Block| !matches!(block, Block::Headline(_) | Block::Banner(_) | Block::Footer(_));
        let mut blocks: Vec<Block> = report.blocks.into_iter().filter(is_shown).collect();
        let all = blocks
            .iter()
            .position(|block| *block == Block::Heading(language.catalogue().what_if_all.clone()));
        let rows = blocks.split_off(all.unwrap_or(blocks.len())).into_iter().skip(1).collect();
        Self { language, editions: editions.map(Clone::clone), draft: draft.clone(), verdicts, blocks, rows }
    }

    fn is_of(&self, language: Language, editions: [&Edition; 2], draft: &Draft) -> bool {
        let same =
            |(one, other): (&Edition, &Edition)| one.judges_as(other) && one.context.now == other.context.now;
        self.language == language && self.editions.iter().zip(editions).all(same) && self.draft == *draft
    }
}

fn reporter<'r>(edition: &'r Edition, draft: &'r Draft, language: Language, example: bool) -> Reporter<'r> {
    let (context, protocol_hash) = (&edition.context, edition.hash.as_str());
    Reporter { draft, context, language, words: language.catalogue(), protocol_hash, example }
}

const fn mark(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Eligible => Mark::Pass,
        Verdict::NotEligible => Mark::Fail,
        Verdict::NotNow => Mark::Wait,
        Verdict::Incomplete => Mark::Unknown,
    }
}
