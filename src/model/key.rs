//! Keys of lots and bags: what tells two of them apart while their numbers are typed. Given on reading.

use super::{Bag, Lot};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;

/// Has a key of its own in its list.
pub trait Keyed {
    /// Its key; none before it was given one.
    fn key(&mut self) -> &mut Option<u32>;
}

impl Keyed for Lot {
    fn key(&mut self) -> &mut Option<u32> {
        &mut self.key
    }
}

impl Keyed for Bag {
    fn key(&mut self) -> &mut Option<u32> {
        &mut self.key
    }
}

/// Gives a key to each that has none, or one that an earlier has; the others keep theirs. A new one is above all others
/// as long as there is such a number.
pub fn give_keys<T: Keyed>(list: &mut [T]) {
    let mut taken: BTreeSet<u32> = list.iter_mut().filter_map(|one| *one.key()).collect();
    let after = |key: u32| key.checked_add(1).unwrap_or(1);
    let mut next = taken.last().copied().map_or(1, after);
    let mut seen = BTreeSet::new();
    for one in list {
        let key = one.key();
        if key.is_none_or(|key| !seen.insert(key)) {
            while !taken.insert(next) {
                next = after(next);
            }
            seen.insert(next);
            *key = Some(next);
        }
    }
}

/// Reads a list and gives its entries their keys.
pub(super) fn given<'de, D: Deserializer<'de>, T: Keyed + Deserialize<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    let mut list = Vec::deserialize(from)?;
    give_keys(&mut list);
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::{Bag, give_keys};

    #[test]
    fn each_has_a_key_of_its_own_and_keeps_it() {
        let keyed = |keys: &[Option<u32>]| -> Vec<Option<u32>> {
            let mut bags: Vec<Bag> = keys.iter().map(|key| Bag { key: *key, ..Bag::default() }).collect();
            give_keys(&mut bags);
            bags.iter().map(|bag| bag.key).collect()
        };
        assert_eq!(keyed(&[None, None]), [Some(1), Some(2)]);
        assert_eq!(keyed(&[None, Some(1), Some(4), None]), [Some(5), Some(1), Some(4), Some(6)]);
        assert_eq!(keyed(&[Some(3), Some(3)]), [Some(3), Some(4)]);
        assert_eq!(keyed(&[Some(2), None, Some(3)]), [Some(2), Some(4), Some(3)]);
        let most = Some(u32::MAX);
        assert_eq!(keyed(&[most, most, None, Some(2)]), [most, Some(1), Some(3), Some(2)]);
    }
}
