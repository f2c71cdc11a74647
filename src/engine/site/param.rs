//! A parameter of the site: not set, none by the protocol, or a value.

/// A parameter of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param<T> {
    /// Nobody has said.
    NotSet,
    /// The protocol has none, and somebody has said so.
    None,
    /// This value.
    Set(T),
}

impl<T> Param<T> {
    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::NotSet | Self::None => None,
        }
    }

    pub(super) fn map<U>(self, map: impl Fn(T) -> U) -> Param<U> {
        match self {
            Self::NotSet => Param::NotSet,
            Self::None => Param::None,
            Self::Set(value) => Param::Set(map(value)),
        }
    }

    /// True while nobody has said.
    pub const fn is_not_set(&self) -> bool {
        matches!(self, Self::NotSet)
    }
}

/// Which weight the Cockcroft-Gault formula takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightBasis {
    /// As measured.
    Actual,
    /// Devine.
    Ideal,
    /// Ideal plus 0.4 of what is above it.
    Adjusted,
}

impl WeightBasis {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Actual, Self::Ideal, Self::Adjusted];
}
