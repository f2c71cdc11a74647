//! The investigator's decision at a stage, beside the program's verdict; signed by the person at work.

use crate::{
    app::{
        core::{Page, Spot, View},
        theme::{palette, space},
        widget::{
            Answered, Answers, Choose, Field, Mark, banner, colored, field_id, hint, lead_to, shape,
            stage_mark,
        },
    },
    engine::{
        evidence::outcome::Outcome,
        verdict::{
            signed::{Lacks, lacks},
            stage::{StageResult, criteria_with},
        },
    },
    model::{Address, Choice, Decision, DecisionPart, Draft, Signed, Stage},
    report::{verdict_code, verdict_of},
};
use eframe::egui::{Label, RichText, Ui};

/// A stage of an infusion, with its name.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    pub(super) stage: &'s Stage,
    pub(super) infusion: u32,
    pub(super) name: &'s str,
}

impl At<'_> {
    /// A part of its decision.
    fn field(self, part: DecisionPart) -> Spot {
        decision_field(&self.stage.id, self.infusion, part)
    }
}

fn decision_field(stage: &str, infusion: u32, part: DecisionPart) -> Spot {
    Address::Decision(stage.to_owned(), infusion, part).into()
}

fn find(draft: &Draft, at: At<'_>) -> Option<usize> {
    let own = |decision: &Decision| decision.stage == at.stage.id && decision.infusion == at.infusion;
    draft.decisions.iter().position(own)
}

fn is_signed(decision: &Decision) -> bool {
    !decision.signed.by.is_empty()
}

/// What is decided, in a few words.
pub(super) fn state(page: &Page<'_>, draft: &Draft, at: At<'_>) -> String {
    let texts = &page.texts.screening;
    match find(draft, at).and_then(|place| draft.decisions.get(place)) {
        None => texts.not_decided.clone(),
        Some(decision) if !is_signed(decision) => texts.decision_open.clone(),
        Some(decision) => page.reporter.decision(decision),
    }
}

/// Says so where the program's verdict is no longer the one that was decided on.
pub(super) fn outdated(ui: &mut Ui, page: &Page<'_>, draft: &Draft, (at, result): (At<'_>, &StageResult)) {
    let Some(decision) = find(draft, at).and_then(|place| draft.decisions.get(place)) else { return };
    if !is_signed(decision) || decision.verdict == verdict_code(result.verdict) {
        return;
    }
    let word = |verdict| page.reporter.group_verdict(verdict).to_owned();
    let then = verdict_of(&decision.verdict).map_or_else(|| decision.verdict.clone(), word);
    banner(ui, Mark::Decide, &page.texts.screening.decision_other_verdict(then, word(result.verdict)));
}

/// What is decided, or what there is to decide.
pub(super) fn panel(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, (at, result): (At<'_>, &StageResult)) {
    let texts = &page.texts.screening;
    ui.spacing_mut().item_spacing.y = space().small;
    ui.horizontal_top(|ui| {
        shape(ui, stage_mark(result));
        let text = page.reporter.stage_verdict(result);
        ui.add(
            Label::new(RichText::new(format!(
                "{}{}{text}",
                texts.column_stage_verdict, page.reporter.words.colon
            )))
            .wrap(),
        );
    });
    let name = at.name;
    let place = find(draft, at);
    if let Some(decision) = place.and_then(|place| draft.decisions.get_mut(place))
        && is_signed(decision)
    {
        signed(ui, page, decision);
        let label = |text: &str| format!("{name}{}{text}", page.reporter.words.colon);
        let mut gone = false;
        ui.horizontal(|ui| {
            if page.read_only {
                return;
            }
            let change = &texts.decision_change;
            let response = ui.button(change).accessible_name(label(change));
            // A line of the dose's list leads to what is decided, signed or not.
            if page.takes_focus(&at.field(DecisionPart::Signed))
                || page.takes_focus(&at.field(DecisionPart::Eligible))
            {
                lead_to(&response);
            }
            if response.clicked() {
                decision.signed = Signed::default();
                page.go_to(View::Screening, at.field(DecisionPart::Eligible));
            }
            let back = &texts.decision_take_back;
            gone = ui.button(back).accessible_name(label(back)).clicked();
        });
        if let (true, Some(place)) = (gone, place) {
            draft.decisions.remove(place);
            page.go_to(View::Screening, at.field(DecisionPart::Eligible));
        }
        return;
    }
    goes_on(ui, draft, page, at);
    if let Some(decision) = find(draft, at).and_then(|place| draft.decisions.get_mut(place)) {
        choice(ui, page, (at, result), decision);
        sign(ui, page, (name, result), decision);
    }
}

/// What is decided stands under the stage; here only what the program said of it then.
fn signed(ui: &mut Ui, page: &Page<'_>, decision: &Decision) {
    if let Some(verdict) = verdict_of(&decision.verdict) {
        hint(ui, &page.texts.screening.decision_said(page.reporter.group_verdict(verdict)));
    }
}

/// Yes or no; nothing is answered beforehand.
fn goes_on(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, at: At<'_>) {
    let texts = &page.texts.screening;
    let words = page.reporter.words;
    let place = find(draft, at);
    let known = place.and_then(|place| draft.decisions.get(place));
    let (field, next) = (at.field(DecisionPart::Eligible), at.field(DecisionPart::Choice));
    let row = Answers {
        at: &field,
        label: &texts.goes_on,
        question: "",
        keyed: &[('1', words.yes.as_str()), ('2', words.no.as_str())],
        chosen: known.map(|known| usize::from(!known.eligible)),
        neighbours: (None, known.is_some().then_some(&next)),
        width: 168.0,
    };
    match row.show(ui, page).1 {
        Some(Answered::Chosen(answer)) => match place.and_then(|place| draft.decisions.get_mut(place)) {
            Some(decision) => decision.eligible = answer == 0,
            None => draft.decisions.push(Decision {
                stage: at.stage.id.clone(),
                infusion: at.infusion,
                eligible: answer == 0,
                ..Decision::default()
            }),
        },
        // What was typed beside the answer is not dropped with it.
        Some(Answered::Cleared) if known.is_some_and(|known| known.choice.is_none()) => {
            draft
                .decisions
                .retain(|decision| decision.stage != at.stage.id || decision.infusion != at.infusion);
        }
        Some(Answered::Cleared) | None => {}
    }
}

/// How it stands to the program's verdict.
fn choice(ui: &mut Ui, page: &Page<'_>, (at, result): (At<'_>, &StageResult), decision: &mut Decision) {
    let texts = &page.texts.screening;
    let (field, before) = (at.field(DecisionPart::Choice), at.field(DecisionPart::Eligible));
    let chosen = decision.choice.as_ref().map(|choice| match choice {
        Choice::Agree => 0,
        Choice::Misreads(_) => 1,
        Choice::Deviation(_) => 2,
        Choice::NotEnrolled(_) => 3,
    });
    let row = Answers {
        at: &field,
        label: &texts.decision_stands,
        question: "",
        keyed: &[
            ('1', texts.choice_agree.as_str()),
            ('2', texts.choice_misreads.as_str()),
            ('3', texts.choice_deviation.as_str()),
            ('4', texts.choice_not_enrolled.as_str()),
        ],
        chosen,
        neighbours: (Some(&before), None),
        width: 168.0,
    };
    match row.show(ui, page).1 {
        Some(Answered::Chosen(answer)) if chosen != Some(answer) => {
            decision.choice = Some(match answer {
                0 => Choice::Agree,
                1 => Choice::Misreads(String::new()),
                2 => Choice::Deviation(String::new()),
                _ => Choice::NotEnrolled(String::new()),
            });
        }
        Some(Answered::Cleared) => decision.choice = None,
        Some(Answered::Chosen(_)) | None => {}
    }
    let about_at = at.field(DecisionPart::Choice).beside("about");
    match &mut decision.choice {
        Some(Choice::Misreads(about)) => misreads(ui, page, &about_at, result, about),
        Some(Choice::Deviation(number)) => {
            Field::new(&about_at, &texts.deviation_number).width(160.0).show(ui, page, number);
        }
        Some(Choice::NotEnrolled(reason)) => {
            let width = ui.available_width();
            Field::new(&about_at, &texts.not_enrolled_reason).width(width).show(ui, page, reason);
        }
        Some(Choice::Agree) | None => {}
    }
}

/// What the program misreads: first the criteria that do not pass here, then what is open about them, then the rest.
fn misreads(ui: &mut Ui, page: &Page<'_>, at: &Spot, result: &StageResult, about: &mut String) {
    let plan = &page.context().plan;
    let not_passed: Vec<&str> = result
        .rows
        .iter()
        .filter(|row| row.outcome != Outcome::Pass)
        .filter_map(|row| plan.criteria.get(row.criterion).map(|known| &*known.id))
        .collect();
    let concerns = |about: &[String]| about.iter().any(|id| not_passed.contains(&id.as_str()));
    let (near, far): (Vec<_>, Vec<_>) =
        plan.protocol.questions.iter().partition(|question| concerns(&question.about));
    let mut ids: Vec<&str> = not_passed.clone();
    ids.extend(near.iter().chain(&far).map(|question| question.id.as_str()));
    let options: Vec<(bool, String)> = ids.iter().map(|id| (*id == about, page.reporter.about(id))).collect();
    let chosen = if about.is_empty() { String::new() } else { page.reporter.about(about) };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = &page.texts.screening.misreads_about;
        hint(ui, label);
        ui.add_enabled_ui(!page.read_only, |ui| {
            let width = ui.available_width() - 24.0;
            let choose = Choose { id: field_id(at), name: label, chosen: &chosen, width };
            if let Some(id) = choose.show(ui, options).1.and_then(|picked| ids.get(picked)) {
                (*id).clone_into(about);
            }
        });
    });
}

/// The signature, or what it still needs.
fn sign(ui: &mut Ui, page: &Page<'_>, (name, result): (&str, &StageResult), decision: &mut Decision) {
    let texts = &page.texts.screening;
    let lacks = lacks(decision, result.verdict, result.date.is_some() || result.period);
    ui.horizontal_wrapped(|ui| {
        let button = eframe::egui::Button::new(&texts.decision_sign);
        let label = format!("{name}{}{}", page.reporter.words.colon, texts.decision_sign);
        let response = ui.add_enabled(lacks.is_none() && !page.read_only, button).accessible_name(label);
        let change = decision_field(&decision.stage, decision.infusion, DecisionPart::Signed);
        if lacks.is_none()
            && let Some(signed) = page.signs(response.clicked(), &change.beside("sign"), &texts.decision_sign)
        {
            decision.signed = signed;
            verdict_code(result.verdict).clone_into(&mut decision.verdict);
            let failing = criteria_with(page.context(), &[result], Outcome::Fail);
            decision.failing = failing.iter().map(ToString::to_string).collect();
            page.go_to(View::Screening, change);
        }
        let text = match lacks {
            None => return,
            Some(Lacks::Choice) => &texts.lacks_choice,
            Some(Lacks::Text) => &texts.lacks_text,
            Some(Lacks::OtherThanVerdict) => &texts.lacks_other_than_verdict,
            Some(Lacks::GoesOn) => &texts.lacks_goes_on,
            Some(Lacks::DoesNotGoOn) => &texts.lacks_does_not_go_on,
            Some(Lacks::StageDate) => &texts.lacks_stage_date,
            Some(Lacks::NothingDeviates) => &texts.lacks_nothing_deviates,
        };
        let color = palette(ui).unknown;
        shape(ui, Mark::Decide);
        ui.label(colored(ui, Mark::Decide, text).small().color(color));
    });
}
