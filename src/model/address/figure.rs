//! The figures of a certificate and of a bag by the names of their parts.

use super::{BagPart, LotPart};
use crate::model::{Lot, Typed};

/// The figure of a part, borrowed so.
macro_rules! figure {
    ($lot:expr, $part:expr, $($borrowed:tt)+) => {
        match $part {
            LotPart::Car => Some($($borrowed)+ $lot.car),
            LotPart::Total => Some($($borrowed)+ $lot.total),
            LotPart::Viable => Some($($borrowed)+ $lot.viable),
            LotPart::Viability => Some($($borrowed)+ $lot.viability),
            LotPart::Cd3 => Some($($borrowed)+ $lot.cd3),
            LotPart::CarShare => Some($($borrowed)+ $lot.car_share),
            LotPart::Recovery => Some($($borrowed)+ $lot.recovery),
            LotPart::CertificateCells => Some($($borrowed)+ $lot.certificate_cells),
            LotPart::CertificateVolume => Some($($borrowed)+ $lot.certificate_volume),
            LotPart::Whole
            | LotPart::Id
            | LotPart::LabelSubject
            | LotPart::Convention
            | LotPart::Basis
            | LotPart::CertificateLevel
            | LotPart::Bags
            | LotPart::Release
            | LotPart::Expires
            | LotPart::Confirmed => None,
        }
    };
}

impl Lot {
    /// A figure of the certificate; none for what is no number.
    pub const fn figure(&self, part: LotPart) -> Option<&Typed> {
        figure!(self, part, &)
    }

    /// The same, to be edited.
    pub const fn figure_mut(&mut self, part: LotPart) -> Option<&mut Typed> {
        figure!(self, part, &mut)
    }
}

impl LotPart {
    /// True for a number with its unit.
    pub fn is_figure(self) -> bool {
        Lot::default().figure(self).is_some()
    }
}

impl BagPart {
    /// True for a number with its unit.
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Volume | Self::HoldUp | Self::Car | Self::Cells)
    }
}
