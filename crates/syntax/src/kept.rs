//! What was worked out for the version of a text before, found again by what it depends on.
//!
//! It holds what the last version was made of and nothing older. A version asks for most of it in the order of the last one, so that the next value is
//! nearly always the right one. Not here: what is kept. Start at [`Kept::take`].

use std::hash::{BuildHasher, BuildHasherDefault, Hash};

use rustc_hash::FxHasher;

/// How often a whole version is looked through for what does not stand where it is expected; beyond that, only what is near.
const SEARCHES: usize = 256;
const NEAR: usize = 32;

/// Values of the last version, and those of the version that is being read, each in the order in which they were asked for.
#[derive(Debug)]
pub struct Kept<V> {
    keys: Vec<u64>,
    before: Vec<Option<V>>,
    /// Behind the value that was found last.
    next: usize,
    searches: usize,
    keys_now: Vec<u64>,
    now: Vec<Option<V>>,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self { keys: Vec::new(), before: Vec::new(), next: 0, searches: 0, keys_now: Vec::new(), now: Vec::new() }
    }
}

/// A number by which values that depend on the same are found; others may have it too.
pub fn key(of: impl Hash) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one(of)
}

impl<V> Kept<V> {
    /// A version begins.
    pub fn begin(&mut self) {
        let most = self.now.len();
        self.keys = std::mem::replace(&mut self.keys_now, Vec::with_capacity(most));
        self.before = std::mem::replace(&mut self.now, Vec::with_capacity(most));
        (self.next, self.searches) = (0, 0);
    }

    /// The version has been read: what it did not use is forgotten.
    pub fn end(&mut self) {
        (self.keys, self.before) = Default::default();
    }

    /// Takes a value of the last version out; each is found once.
    pub fn take(&mut self, key: u64, is: impl Fn(&V) -> bool) -> Option<V> {
        let fits =
            |at: &usize| self.keys.get(*at) == Some(&key) && self.before.get(*at).is_some_and(|value| value.as_ref().is_some_and(&is));
        let at = if fits(&self.next) { Some(self.next) } else { self.search(fits) };
        self.searches += usize::from(at != Some(self.next) && self.searches < SEARCHES);
        self.next = at? + 1;
        self.before.get_mut(at?)?.take()
    }

    /// Behind what was found last, else before it.
    fn search(&self, fits: impl Fn(&usize) -> bool) -> Option<usize> {
        let reach = if self.searches < SEARCHES { self.keys.len() } else { NEAR };
        let (first, last) = (self.next.saturating_sub(reach), self.next.saturating_add(reach).min(self.keys.len()));
        (self.next..last).chain(first..self.next.min(last)).find(fits)
    }

    /// Keeps a value for the next version.
    pub fn keep(&mut self, key: u64, value: V) {
        self.keys_now.push(key);
        self.now.push(Some(value));
    }

    /// How many values are held.
    pub fn len(&self) -> usize {
        self.before.iter().chain(&self.now).flatten().count()
    }

    /// True where nothing is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a version finds again of the last one, letter by letter.
    fn found(before: &str, now: &str) -> String {
        let mut kept = Kept::default();
        before.chars().for_each(|c| kept.keep(key(c), c));
        kept.begin();
        now.chars().map(|c| kept.take(key(c), |other| *other == c).unwrap_or('-')).collect()
    }

    #[test]
    fn what_stands_elsewhere_is_found_too_and_each_once() {
        assert_eq!(found("abcdef", "abcdef"), "abcdef");
        assert_eq!(found("abcdef", "abXdef"), "ab-def");
        assert_eq!(found("abcdef", "efabcd"), "efabcd");
        assert_eq!(found("abc", "aabbcc"), "a-b-c-");
        assert_eq!(found("", "a"), "-");
    }

    #[test]
    fn a_text_that_is_all_new_is_not_looked_through_for_each_of_its_lines() {
        let mut kept = Kept::default();
        (0..100_000_u64).for_each(|n| kept.keep(n, n));
        kept.begin();
        assert!((200_000..300_000_u64).all(|n| kept.take(n, |_| true).is_none()));
        assert_eq!(kept.searches, SEARCHES);
    }
}
