//! What the view of settings remembers while the window is open.

use super::{editing::Editing, laboratory, staff};
use crate::{
    app::core::{Session, Spot},
    engine::{check_laboratory, check_site, problem::Problem, protocol::plan::Plan},
    i18n::SettingsTexts,
    model::{Address, Id, Laboratory, Site, SitePart},
    storage::recovery::SettingsWork,
};
use std::{collections::BTreeSet, sync::Arc};

/// A section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Site,
    Questions,
    Laboratories,
    Staff,
    Trail,
    User,
}

impl Tab {
    pub(super) const ALL: [Self; 6] =
        [Self::Site, Self::Questions, Self::Laboratories, Self::Staff, Self::Trail, Self::User];

    pub(super) fn label(self, texts: &SettingsTexts) -> &str {
        match self {
            Self::Site => &texts.tab_site,
            Self::Questions => &texts.tab_questions,
            Self::Laboratories => &texts.tab_laboratories,
            Self::Staff => &texts.tab_staff,
            Self::Trail => &texts.tab_trail,
            Self::User => &texts.tab_user,
        }
    }
}

/// What this view remembers; the copy that is edited stays while other views are looked at.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that was asked for or is shown")]
#[derive(Default)]
pub(crate) struct Memory {
    pub(super) tab: Tab,
    pub(super) search: String,
    pub(super) find: bool,
    pub(super) only_not_set: bool,
    /// Parameters and questions that are unfolded.
    pub(super) unfolded: BTreeSet<Address>,
    pub(super) editing: Option<Editing>,
    checked: Option<(Arc<Plan>, Site, Vec<Problem>)>,
    pub(super) reason: String,
    pub(super) preview: bool,
    /// *Discard* was pressed once.
    pub(super) ask_discard: bool,
    pub(super) discard: bool,
    /// A save was asked for and the copy still differs.
    pub(super) asked: bool,
    pub(super) read_again: bool,
    pub(super) laboratory: laboratory::Memory,
    pub(super) staff: staff::Memory,
    pub(super) trail_shown: usize,
}

impl Memory {
    /// The search field takes the focus in the next frame.
    pub(crate) const fn find(&mut self) {
        self.find = true;
        if !matches!(self.tab, Tab::Questions) {
            self.tab = Tab::Site;
        }
    }

    /// Something of the site, or of a laboratory, is typed and not saved.
    pub(crate) fn is_changed(&self, session: &Session) -> bool {
        self.editing.as_ref().is_some_and(|editing| editing.site() != editing.base)
            || self.laboratory.is_changed(session)
    }

    /// What is typed and not saved, to outlive a crash.
    pub(crate) fn unsaved_work(&self, session: &Session) -> Option<SettingsWork> {
        if !self.is_changed(session) {
            return None;
        }
        let own = || Editing::new(session.site.as_ref(), &session.plan().protocol).work();
        let (base, seen, site) = self.editing.as_ref().map_or_else(own, Editing::work);
        let (reason, laboratories) = (self.reason.clone(), self.changed_templates(session));
        Some(SettingsWork { base, seen, site, reason, laboratories })
    }

    /// Takes up what a run that ended has left.
    pub(crate) fn take_work(&mut self, work: &SettingsWork, session: &Session) {
        self.reason.clone_from(&work.reason);
        self.editing = Some(Editing::of_work(work, &session.plan().protocol));
        self.laboratory.take_up(&work.laboratories);
        if work.site == work.base {
            self.tab = Tab::Laboratories;
        }
    }

    /// The site as it is typed, where that is not as it is saved, and the reason given.
    pub(crate) fn changed_site(&self, session: &Session) -> Option<(Site, String)> {
        let editing = self.editing.as_ref()?;
        let (site, unreadable) = (editing.site(), session.site_is_unreadable());
        (site != editing.base && !unreadable).then(|| (site, self.reason.clone()))
    }

    /// The templates as they are typed, where that is not as they are saved.
    pub(crate) fn changed_templates(&self, session: &Session) -> Vec<Laboratory> {
        let unsaved = self.laboratory.unsaved(session);
        unsaved.iter().filter_map(|id| self.laboratory.edit(id)).cloned().collect()
    }

    /// What keeps anything that is typed from being saved.
    pub(crate) fn all_problems(&mut self, session: &Session) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some((site, _)) = self.changed_site(session) {
            problems = self.site_problems(session, &site);
        }
        for laboratory in self.changed_templates(session) {
            problems.extend(check_laboratory(session.plan(), &laboratory, session.now()));
        }
        problems
    }

    /// The copies follow what was just saved.
    pub(crate) fn settle(&mut self, session: &Session) {
        if self.editing.is_some() {
            self.editing = Some(self.take_up(session));
        }
    }

    /// Gives up all that is typed and not saved.
    pub(crate) fn give_up(&mut self) {
        self.editing = None;
        self.reason.clear();
        self.laboratory.keep(&[]);
    }

    /// The own templates in which something is typed that is not saved.
    pub(crate) fn unsaved_templates(&self, session: &Session) -> Vec<Id> {
        self.laboratory.unsaved(session)
    }

    /// Only these go on being edited; the others follow their files.
    pub(crate) fn keep_templates(&mut self, unsaved: &[Id]) {
        self.laboratory.keep(unsaved);
    }

    /// A field of the site is to have the focus: its section opens and its card unfolds.
    pub(super) fn follow(&mut self, focus: Option<&Spot>) {
        match focus.and_then(Spot::address) {
            Some(Address::Setting(id, _)) => {
                self.tab = Tab::Site;
                self.show_card(Address::setting(id));
            }
            Some(Address::Reading(id, _)) => {
                self.tab = Tab::Questions;
                self.show_card(Address::reading(id));
            }
            Some(Address::Laboratory(id, _) | Address::Template(id, _) | Address::Interval(id, ..)) => {
                self.tab = Tab::Laboratories;
                self.laboratory.show(id.clone());
            }
            Some(Address::Site(SitePart::Name)) => self.tab = Tab::Site,
            Some(_) | None => {}
        }
    }

    fn show_card(&mut self, card: Address) {
        self.unfolded.insert(card);
        self.search.clear();
    }

    /// The copy that is edited, following the file.
    pub(super) fn take_up(&mut self, session: &Session) -> Editing {
        let protocol = &session.plan().protocol;
        let site = session.site.as_ref();
        match self.editing.take() {
            Some(editing) if editing.is_of(site, protocol) => editing,
            Some(mut editing) => {
                editing.rebase(site, protocol);
                self.asked = false;
                self.reason.clear();
                editing
            }
            None => Editing::new(site, protocol),
        }
    }

    /// What keeps the copy, or the laboratory that is open, from being saved.
    ///
    /// A page that nobody has touched does not begin with a complaint.
    pub(super) fn problems(&mut self, session: &Session, site: &Site, base: &Site) -> Vec<Problem> {
        let mut problems = self.site_problems(session, site);
        if session.is_new() && site == base {
            problems.clear();
        }
        if self.tab == Tab::Laboratories
            && let Some(open) = self.laboratory.open()
        {
            problems.extend(check_laboratory(session.plan(), open, session.now()));
        }
        problems
    }

    fn site_problems(&mut self, session: &Session, site: &Site) -> Vec<Problem> {
        let plan = session.plan();
        let fresh = |(under, checked, _): &(Arc<Plan>, Site, Vec<Problem>)| {
            Arc::ptr_eq(under, plan) && checked == site
        };
        if !self.checked.as_ref().is_some_and(fresh) {
            let mut problems = check_site(plan, site);
            problems.retain(|problem| !session.versions.is_of_another(problem));
            self.checked = Some((Arc::clone(plan), site.clone(), problems));
        }
        self.checked.as_ref().map_or_else(Vec::new, |(.., problems)| problems.clone())
    }
}
