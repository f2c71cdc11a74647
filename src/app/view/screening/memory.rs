//! What the view remembers beside the draft: what is unfolded, filters, views of values in other units.

use super::{paste_entry::Entry, report_kind::Kind, timeline::axis::Range};
use crate::{
    app::core::Spot,
    engine::Stand,
    model::{Address, FieldGroup},
    quantity::Analyte,
};
use std::collections::{BTreeMap, BTreeSet};

/// Which criteria are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    All,
    /// Those that are not decided.
    Open,
    /// Those that fail, now or for good.
    Failed,
}

impl Filter {
    pub(super) const fn fits(self, stand: Stand) -> bool {
        match self {
            Self::All => true,
            Self::Open => matches!(stand, Stand::Unknown),
            Self::Failed => matches!(stand, Stand::NotNow | Stand::Fail),
        }
    }
}

/// What this view remembers.
#[derive(Default)]
pub(crate) struct Memory {
    /// The search field takes the focus in the next frame.
    pub(super) find: bool,
    pub(super) search: String,
    pub(super) filter: Filter,
    /// Only criteria that decide at this stage, by what comes of them there.
    pub(super) stage: Option<usize>,
    /// What was folded or unfolded by hand, by name.
    pub(super) open: BTreeMap<String, bool>,
    /// Results whose value is also shown in another unit.
    pub(super) shown_in: BTreeMap<Address, &'static str>,
    /// Notes that are written, though still empty.
    pub(super) unfolded: BTreeSet<Spot>,
    /// What an empty report is to hold.
    pub(super) kinds: BTreeMap<u32, Kind>,
    /// Enter was pressed in a row: the next one takes the focus.
    pub(super) next: bool,
    /// Dates being tried, by stage; nothing that is entered hangs on them.
    pub(super) what_if: BTreeMap<String, String>,
    /// How far back the timeline reaches.
    pub(super) range: Range,
    /// The mark of the timeline that the arrows stand on.
    pub(super) timeline_at: usize,
    /// The block being pasted.
    pub(super) paste: Option<Entry>,
}

impl Memory {
    /// The search field takes the focus in the next frame.
    pub(crate) const fn find(&mut self) {
        self.find = true;
    }

    /// The preview of a pasted block opens.
    pub(crate) fn ask_paste(&mut self) {
        if self.paste.is_none() {
            self.paste = Some(Entry::default());
        }
    }

    /// Shows the notices under the headline.
    pub(crate) fn unfold_notices(&mut self) {
        self.set_open("notices", true);
    }

    /// The preview of a pasted block is open.
    pub(crate) const fn is_pasting(&self) -> bool {
        self.paste.is_some()
    }

    /// Something else is asked for while a block is being pasted: nothing typed goes unasked.
    pub(crate) fn ask_before_dropping(&mut self) {
        if let Some(entry) = &mut self.paste {
            entry.ask_before_dropping();
        }
    }

    /// True for the row after the one where Enter was pressed.
    pub(super) fn takes_next(&mut self) -> bool {
        std::mem::take(&mut self.next)
    }

    pub(super) fn is_open(&self, name: &str, usual: bool) -> bool {
        self.open.get(name).copied().unwrap_or(usual)
    }

    pub(super) fn set_open(&mut self, name: &str, open: bool) {
        self.open.insert(name.to_owned(), open);
    }

    /// Unfolds what a spot lies in.
    pub(super) fn reveal(&mut self, at: &Spot) {
        // A criterion that the filter hides is not in the way of an entry; a searched one may be.
        if let Spot::Criterion(_) = at {
            self.filter = Filter::All;
            self.stage = None;
            self.search.clear();
        }
        let Some(address) = at.address() else { return };
        match address.group() {
            FieldGroup::Patient => self.set_open("patient", true),
            FieldGroup::Stages | FieldGroup::Decisions => self.set_open("stages", true),
            FieldGroup::Histories => self.set_open("histories", true),
            FieldGroup::Reports if address.of_item().is_some_and(is_of_clearance) => {
                self.set_open("clearance", true);
            }
            FieldGroup::Reports => {
                self.set_open(&format!("report {}", address.of_report().unwrap_or_default()), true);
            }
            FieldGroup::Lots
            | FieldGroup::Infusions
            | FieldGroup::Site
            | FieldGroup::Laboratories
            | FieldGroup::Other => {}
        }
        if let Address::Course(kind, ..) = address {
            self.set_open(&format!("history {kind}"), true);
        } else if let Address::Decision(stage, infusion, _) = address {
            self.set_open(&format!("decision {stage} {infusion}"), true);
        }
    }
}

fn is_of_clearance(item: &str) -> bool {
    let own = [Analyte::ClearanceMeasured, Analyte::ClearanceReported, Analyte::ClearanceEstimated];
    own.iter().any(|analyte| analyte.id() == item)
}
