//! The pairs of entries that cannot both be right.
//!
//! Only what contradicts by its meaning stands here: no ordinary patient has both. Of two answers, or of two figures,
//! nobody knows which is the slip: both are in doubt until a person has confirmed one of them as it stands. An answer
//! that a laboratory or an image speaks against is in doubt alone.

use crate::quantity::Analyte;

/// Two entries that cannot both be right.
pub(super) struct Pair {
    /// The item whose field asks.
    pub(super) one: &'static str,
    /// The item that is named.
    pub(super) other: &'static str,
    /// When they cannot.
    pub(super) clash: Clash,
    /// A third entry that must be there too.
    pub(super) also: Option<(&'static str, Says)>,
    /// Which results of the two are held against each other.
    pub(super) held: Held,
    /// The first entry alone is in doubt.
    pub(super) first_alone: bool,
}

/// When two entries contradict each other.
#[derive(Clone, Copy)]
pub(super) enum Clash {
    /// Each says this.
    Both(Says, Says),
    /// The first is larger than the second, whatever was rounded.
    Larger,
}

/// What an entry says.
#[derive(Clone, Copy)]
pub(super) enum Says {
    /// This answer.
    Answer(&'static str),
    /// A figure that is surely above zero.
    AboveZero,
    /// Any figure.
    Figure,
}

/// Results of one report are held against each other first; where a report has only one of the two:
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Those of the same day. Between two days it may have changed.
    OfOneDay,
    /// The latest of each, the second at most [`SOON`] days newer: what they speak of lasts, and does not come so soon.
    Lasting,
}

/// In so many days no metastasis appears, and no marker of an infection.
pub(super) const SOON: i64 = 28;

const YES: Says = Says::Answer("Yes");
const NO: Says = Says::Answer("No");
const NEGATIVE: Says = Says::Answer("negative");
const POSITIVE: Says = Says::Answer("positive");

const fn pair(one: &'static str, says: Says, other: &'static str, other_says: Says, held: Held) -> Pair {
    Pair { one, other, clash: Clash::Both(says, other_says), also: None, held, first_alone: false }
}

/// An answer, and what was measured.
const fn answer(one: &'static str, says: Says, other: &'static str, measured: Says, held: Held) -> Pair {
    Pair { first_alone: true, ..pair(one, says, other, measured, held) }
}

const fn larger(one: Analyte, other: Analyte) -> Pair {
    Pair {
        one: one.id(),
        other: other.id(),
        clash: Clash::Larger,
        also: None,
        held: Held::OfOneDay,
        first_alone: false,
    }
}

pub(super) const PAIRS: &[Pair] = &[
    // Of one lesion the short axis is never the longer one.
    larger(Analyte::LesionShortAxis, Analyte::LesionDiameter),
    // Direct bilirubin is a part of the total.
    larger(Analyte::BilirubinDirect, Analyte::BilirubinTotal),
    // A primary tumour of the liver is no metastasis: the person who knows confirms.
    answer("liver_metastasis", NO, Analyte::LiverReplaced.id(), Says::AboveZero, Held::Lasting),
    // The short axis is that of a lymph node.
    answer("measurable_lesion_is_node", NO, Analyte::LesionShortAxis.id(), Says::Figure, Held::Lasting),
    pair("agrees_contraception", YES, "unwilling_contraception", YES, Held::OfOneDay),
    pair("active_tuberculosis", NO, "active_pulmonary_tuberculosis", YES, Held::OfOneDay),
    pair("unrecovered_toxicity", NO, "unrecovered_toxicity_excepted", YES, Held::OfOneDay),
    pair("autoimmune_disease", NO, "autoimmune_disease_excepted", YES, Held::OfOneDay),
    answer("pregnant", YES, "pregnancy_test", NEGATIVE, Held::OfOneDay),
    answer("pregnant", NO, "pregnancy_test", POSITIVE, Held::OfOneDay),
    pair("childbearing_potential", NO, "pregnant", YES, Held::OfOneDay),
    answer("childbearing_potential", NO, "pregnancy_test", POSITIVE, Held::OfOneDay),
    // The question is whether there is or was one.
    pair("cns_tumour", NO, "brain_metastases_treated", YES, Held::Lasting),
    pair("cns_tumour", NO, "brain_metastases_symptoms", YES, Held::Lasting),
    // A metastasis makes the tumour metastatic.
    pair("solid_tumour_advanced", NO, "liver_metastasis", YES, Held::Lasting),
    pair("solid_tumour_advanced", NO, "brain_metastases_treated", YES, Held::Lasting),
    // The antibody stays positive for life.
    answer("syphilis_cured", YES, "syphilis_antibody", NEGATIVE, Held::Lasting),
    // Virus that can be counted, and neither marker of it.
    Pair {
        one: "hbsag",
        other: Analyte::HbvDna.id(),
        clash: Clash::Both(NEGATIVE, Says::AboveZero),
        also: Some(("anti_hbc", NEGATIVE)),
        held: Held::Lasting,
        first_alone: false,
    },
];

/// What no man's record says: the sex is in doubt with it.
pub(super) const OF_WOMEN: &[(&str, Says)] = &[
    ("pregnant", YES),
    ("pregnancy_test", POSITIVE),
    ("childbearing_potential", YES),
    ("breast_feeding", YES),
];
