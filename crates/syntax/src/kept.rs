//! What was worked out for the version of a text before, found again by what it depends on.
//!
//! It holds what the last version was made of and nothing older. Not here: what is kept. Start at [`Kept`].

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash};

use rustc_hash::FxHasher;

type Map<V> = HashMap<u64, Vec<V>, BuildHasherDefault<FxHasher>>;

/// Values of the last version, and those of the version that is being read. Looked up, never iterated.
#[derive(Debug)]
pub struct Kept<V> {
    before: Map<V>,
    now: Map<V>,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self { before: Map::default(), now: Map::default() }
    }
}

/// A number by which values that depend on the same are found; others may have it too.
pub fn key(of: impl Hash) -> u64 {
    use std::hash::BuildHasher;
    BuildHasherDefault::<FxHasher>::default().hash_one(of)
}

impl<V> Kept<V> {
    /// A version begins.
    pub fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
        self.now.reserve(self.before.len());
    }

    /// The version has been read: what it did not use is forgotten.
    pub fn end(&mut self) {
        self.before = Map::default();
    }

    /// Takes a value of the last version out; each is found once.
    pub fn take(&mut self, key: u64, is: impl Fn(&V) -> bool) -> Option<V> {
        let values = self.before.get_mut(&key)?;
        let at = values.iter().position(is)?;
        Some(values.swap_remove(at))
    }

    /// Keeps a value for the next version.
    pub fn keep(&mut self, key: u64, value: V) -> &V {
        let values = self.now.entry(key).or_default();
        let at = values.len();
        values.push(value);
        #[expect(clippy::indexing_slicing, reason = "it was just put there")]
        &values[at]
    }

    /// The value of either version, or a new one, which all share that depend on the same.
    pub fn share(&mut self, key: u64, is: impl Fn(&V) -> bool, new: impl FnOnce() -> V) -> &V {
        let known = self.now.get(&key).and_then(|values| values.iter().position(&is));
        match known {
            #[expect(clippy::indexing_slicing, reason = "it was just found there")]
            Some(at) => &self.now[&key][at],
            None => {
                let value = self.take(key, is).unwrap_or_else(new);
                self.keep(key, value)
            }
        }
    }

    /// How many values are held.
    pub fn len(&self) -> usize {
        self.before.values().chain(self.now.values()).map(Vec::len).sum()
    }

    /// True where nothing is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
