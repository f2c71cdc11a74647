//! Stable codes for machines. The match that spells them is also the list of all that there are.

/// A function that gives each case its code, and a constant that lists every code, from the same lines.
macro_rules! codes {
    ($(#[$docs:meta])* $view:vis fn $name:ident($of:ty), $list:ident { $($case:pat => $code:literal,)+ }) => {
        $(#[$docs])*
        $view const fn $name(of: $of) -> &'static str {
            match of {
                $($case => $code,)+
            }
        }

        /// Every such code.
        pub(crate) const $list: &[&str] = &[$($code),+];
    };
}

pub(crate) use codes;
