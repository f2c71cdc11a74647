//! The chosen version held against the one in force, and what the open patient would be under it. Nothing is changed by
//! looking.

use super::{Desk, Memory, version_card::anew_names};
use crate::{
    app::{
        core::{Edition, Lent},
        theme::space,
        widget::{Mark, blocks, card, chip, fold_line, hint, shape},
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
use eframe::egui::{Grid, Label, RichText, Ui};

/// What was compared, so that it is not compared again in every frame.
pub(super) struct Compared {
    language: Language,
    editions: [String; 2],
    changes: Vec<Block>,
    /// What carries over of what a site has settled, and what does not.
    carried: Vec<Block>,
}

/// A verdict with its words.
type Worded = (Verdict, String);
/// A stage by name, with its verdict under both versions.
type StageWords = (String, [Option<Worded>; 2]);

/// What was tried, so that it is not tried again in every frame.
pub(super) struct Tried {
    language: Language,
    /// Both versions, with what the site has settled for them.
    editions: [Edition; 2],
    draft: Draft,
    overall: [Worded; 2],
    /// Each stage that one of them has.
    stages: Vec<StageWords>,
    /// What flips.
    flips: Vec<Block>,
    /// Every criterion.
    rows: Vec<Block>,
}

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, lent: &Lent<'_>, chosen: &Edition, memory: &mut Memory) {
    let current = lent.session.versions.current();
    ui.add_space(space().small);
    differences(ui, desk, [current, chosen], memory);
    ui.add_space(space().small);
    tried(ui, desk, lent, chosen, memory);
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
        let mut changes = report::diff(old, new, &diff(old, new), language).blocks;
        let carried = under_heading(&mut changes, &language.catalogue().diff_carry);
        Compared { language, editions, changes, carried }
    });
    let values = [("old", version(old)), ("new", version(new))];
    card(ui, &fill(&desk.texts.differences, &values), |ui| {
        blocks(ui, "differences", &compared.changes);
        if !compared.carried.is_empty() {
            folded(ui, &language.catalogue().diff_carry, &mut memory.carried, &compared.carried);
        }
    });
    memory.compared = Some(compared);
}

/// The open patient under the version that he is bound to and under the chosen one; where he is bound to that, under the
/// one in force.
fn tried(ui: &mut Ui, desk: &Desk<'_>, lent: &Lent<'_>, chosen: &Edition, memory: &mut Memory) {
    let versions = &lent.session.versions;
    let Some(document) = lent.document else {
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
            for ((verdict, words), edition) in tried.overall.iter().zip([bound, other]) {
                let values = [("version", version(edition)), ("verdict", words.clone())];
                chip(ui, mark(*verdict), &fill(&desk.texts.under_version, &values));
            }
        });
        if !other.anew.is_empty() {
            let names = desk.list(&anew_names(desk, other));
            hint(ui, &fill(&desk.texts.anew, &[("names", names)]));
        }
        blocks(ui, "what if", &tried.flips);
        ui.add_space(space().small);
        stages(ui, [bound, other], &tried.stages);
        folded(ui, &desk.texts.what_if_rows, &mut memory.all_rows, &tried.rows);
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
        let mut blocks = report::what_if_report(under, &both, &[]).blocks;
        let judged =
            |(verdict, from): Judged, reporter: &Reporter<'_>| (verdict, reporter.verdict(verdict, from));
        let [overall_one, overall_two] = both.overall;
        let overall = [judged(overall_one, &one), judged(overall_two, &two)];
        let stage = |(id, [bound, other]): &(String, [Option<Judged>; 2])| {
            let name = if bound.is_some() { one.stage(id) } else { two.stage(id) };
            (name, [bound.map(|it| judged(it, &one)), other.map(|it| judged(it, &two))])
        };
        let stages = both.stages.iter().map(stage).collect();
        blocks.retain(|block| !matches!(block, Block::Headline(_) | Block::Banner(_) | Block::Footer(_)));
        let words = language.catalogue();
        let rows = under_heading(&mut blocks, &words.what_if_all);
        // The stages are shown with their verdicts' shapes.
        blocks.retain(|block| {
            !matches!(block, Block::Table { .. }) && *block != Block::Heading(words.heading_stages.clone())
        });
        Self {
            language,
            editions: editions.map(Clone::clone),
            draft: draft.clone(),
            overall,
            stages,
            flips: blocks,
            rows,
        }
    }

    fn is_of(&self, language: Language, editions: [&Edition; 2], draft: &Draft) -> bool {
        let same =
            |(one, other): (&Edition, &Edition)| one.judges_as(other) && one.context.now == other.context.now;
        self.language == language && self.editions.iter().zip(editions).all(same) && self.draft == *draft
    }
}

/// Takes away what stands under this heading, the last one, and the heading.
fn under_heading(blocks: &mut Vec<Block>, heading: &str) -> Vec<Block> {
    let place = blocks.iter().position(|block| matches!(block, Block::Heading(text) if text == heading));
    blocks.split_off(place.unwrap_or(blocks.len())).into_iter().skip(1).collect()
}

/// Blocks under a line that unfolds them.
fn folded(ui: &mut Ui, title: &str, open: &mut bool, under: &[Block]) {
    ui.add_space(space().tight);
    fold_line(ui, open, RichText::new(title), title);
    if *open {
        blocks(ui, title, under);
    }
}

/// Each stage with its verdict under both versions.
fn stages(ui: &mut Ui, editions: [&Edition; 2], stages: &[StageWords]) {
    let width = (ui.available_width() / 3.0 - 16.0).max(16.0);
    Grid::new("what if, stages").max_col_width(width).striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
        hint(ui, "");
        for edition in editions {
            hint(ui, &version(edition));
        }
        ui.end_row();
        for (name, verdicts) in stages {
            ui.label(name);
            for verdict in verdicts {
                ui.horizontal_top(|ui| {
                    if let Some((verdict, words)) = verdict {
                        shape(ui, mark(*verdict));
                        ui.add(Label::new(words).wrap());
                    }
                });
            }
            ui.end_row();
        }
    });
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
