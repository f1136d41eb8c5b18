//! Which characters a step can begin with: worked out from the grammar, so that nobody keeps a list.
//!
//! Not here: what becomes of it; see `plan.rs`. Start at [`Facts`].

use std::collections::BTreeSet;

/// The characters that a grammar tells apart, and two classes more: the end of the text, and every other character.
pub struct Alphabet(Vec<char>);

pub const END: usize = 0;
pub const OTHER: usize = 1;

impl Alphabet {
    pub fn new(chars: BTreeSet<char>) -> Self {
        Self(chars.into_iter().collect())
    }

    pub fn chars(&self) -> &[char] {
        &self.0
    }

    /// How many classes there are.
    pub fn len(&self) -> usize {
        self.0.len() + 2
    }

    pub fn class(&self, char: char) -> usize {
        self.0.binary_search(&char).map_or(OTHER, |at| at + 2)
    }

    pub fn set(&self, chars: impl IntoIterator<Item = char>) -> Set {
        let mut set = Set::none(self.len());
        chars.into_iter().for_each(|char| set.0[self.class(char)] = true);
        set
    }

    /// Every character, but not the end.
    pub fn any(&self) -> Set {
        Set((0..self.len()).map(|class| class != END).collect())
    }

    pub fn end(&self) -> Set {
        Set((0..self.len()).map(|class| class == END).collect())
    }

    pub fn none(&self) -> Set {
        Set::none(self.len())
    }

    pub fn all(&self) -> Set {
        Set::none(self.len()).not()
    }
}

/// A set of classes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set(Vec<bool>);

impl Set {
    fn none(len: usize) -> Self {
        Self(vec![false; len])
    }

    pub fn or(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a | b).collect())
    }

    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    pub fn not(&self) -> Self {
        Self(self.0.iter().map(|held| !held).collect())
    }

    pub fn holds(&self, class: usize) -> bool {
        self.0[class]
    }

    pub fn is_empty(&self) -> bool {
        !self.0.contains(&true)
    }

    /// The set as the bits of words.
    pub fn words(&self) -> Vec<u64> {
        let word = |bits: &[bool]| bits.iter().rev().fold(0, |word, bit| word << 1 | u64::from(*bit));
        self.0.chunks(64).map(word).collect()
    }
}

/// What the first character says of a step.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Where it can succeed and take something.
    pub first: Set,
    /// Where it can succeed and take nothing.
    pub hollow: Set,
    /// Where it surely succeeds.
    pub sure: Set,
    /// What it takes is one character.
    pub single: bool,
    /// It may add to the tree.
    pub emits: bool,
}

impl Facts {
    /// Where it can succeed.
    pub fn may(&self) -> Set {
        self.first.or(&self.hollow)
    }

    /// The first character alone decides.
    pub fn is_exact(&self) -> bool {
        self.may() == self.sure
    }

    pub fn takes_nothing(&self) -> bool {
        self.first.is_empty()
    }

    pub fn then(&self, next: &Self, alphabet: &Alphabet) -> Self {
        let sure = if self.takes_nothing() {
            self.sure.and(&next.sure)
        } else if next.sure == alphabet.all() {
            self.sure.clone()
        } else {
            alphabet.none()
        };
        Self {
            first: self.first.or(&self.hollow.and(&next.first)),
            hollow: self.hollow.and(&next.hollow),
            sure,
            single: self.takes_nothing() && next.single || self.single && next.takes_nothing(),
            emits: self.emits || next.emits,
        }
    }

    pub fn otherwise(&self, next: &Self) -> Self {
        Self {
            first: self.first.or(&next.first),
            hollow: self.hollow.or(&next.hollow),
            sure: self.sure.or(&next.sure),
            single: self.single && next.single,
            emits: self.emits || next.emits,
        }
    }

    pub fn repeated(&self, least: u32, alphabet: &Alphabet) -> Self {
        let optional = least == 0;
        Self {
            first: self.first.clone(),
            hollow: if optional { self.hollow.or(&self.sure.not()) } else { self.hollow.clone() },
            sure: match least {
                0 => alphabet.all(),
                1 => self.sure.clone(),
                _ => alphabet.none(),
            },
            single: false,
            emits: self.emits,
        }
    }

    pub fn ahead(&self) -> Self {
        Self { hollow: self.may(), sure: self.sure.clone(), ..self.looked() }
    }

    pub fn denied(&self) -> Self {
        Self { hollow: self.sure.not(), sure: self.may().not(), ..self.looked() }
    }

    fn looked(&self) -> Self {
        let none = self.first.and(&self.first.not());
        Self { first: none.clone(), hollow: none.clone(), sure: none, single: false, emits: false }
    }
}
