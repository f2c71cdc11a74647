//! What can have the focus: a field by its address, or something that stands beside fields.

use crate::model::{Address, Id};

/// What can have the focus, or be pressed once it is known who works.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Spot {
    /// The field of an address; of several of one address the first is 0.
    Field(Address, usize),
    /// Something of the window's own at a field: why it was not done, a button that confirms it.
    Beside(Address, usize, &'static str),
    /// A row of the list of criteria.
    Criterion(Id),
    /// A field or button that is at no address.
    Own(String),
}

impl Spot {
    /// A field or button that is at no address, by a name of its own.
    pub(crate) fn own(name: impl Into<String>) -> Self {
        Self::Own(name.into())
    }

    /// Something of the window's own at this spot.
    pub(crate) fn beside(&self, what: &'static str) -> Self {
        match self {
            Self::Field(at, nth) | Self::Beside(at, nth, _) => Self::Beside(at.clone(), *nth, what),
            Self::Criterion(name) | Self::Own(name) => Self::Own(format!("{name} {what}")),
        }
    }

    /// The address of the field that it is, or at which it stands.
    pub(crate) const fn address(&self) -> Option<&Address> {
        match self {
            Self::Field(at, _) | Self::Beside(at, ..) => Some(at),
            Self::Criterion(_) | Self::Own(_) => None,
        }
    }

    /// The same at another address.
    pub(crate) fn to(&self, change: impl FnOnce(Address) -> Address) -> Self {
        match self.clone() {
            Self::Field(at, nth) => Self::Field(change(at), nth),
            Self::Beside(at, nth, what) => Self::Beside(change(at), nth, what),
            other @ (Self::Criterion(_) | Self::Own(_)) => other,
        }
    }

    /// The field of the digits.
    pub(crate) fn value(&self) -> Self {
        self.to(Address::value)
    }

    /// The field of the unit.
    pub(crate) fn unit(&self) -> Self {
        self.to(Address::unit)
    }
}

impl From<Address> for Spot {
    fn from(at: Address) -> Self {
        Self::Field(at, 0)
    }
}

impl From<&Address> for Spot {
    fn from(at: &Address) -> Self {
        at.clone().into()
    }
}

impl From<&Self> for Spot {
    fn from(spot: &Self) -> Self {
        spot.clone()
    }
}
