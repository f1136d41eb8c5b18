//! Which characters a step can begin with: worked out from the grammar, so that nobody keeps a list.
//!
//! Not here: what becomes of it; see `plan.rs`. Start at [`Facts`].

use std::collections::BTreeSet;

/// The characters that a grammar tells apart, and two classes more: the end of the text, and every other character.
pub struct Alphabet {
    chars: Vec<char>,
    /// How many texts of the grammar hold each: a measure of how common they are.
    texts: Vec<usize>,
}

pub const END: usize = 0;
pub const OTHER: usize = 1;

impl Alphabet {
    pub fn new(chars: BTreeSet<char>, texts: &BTreeSet<String>) -> Self {
        let count = |char: &char| texts.iter().filter(|text| text.contains(*char)).count();
        Self { texts: chars.iter().map(count).collect(), chars: chars.into_iter().collect() }
    }

    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// How many classes there are.
    pub fn len(&self) -> usize {
        self.chars.len() + 2
    }

    pub fn class(&self, char: char) -> usize {
        self.chars.binary_search(&char).map_or(OTHER, |at| at + 2)
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

    /// The set that a text meets less often.
    fn rarer(&self, one: &Option<Set>, other: &Option<Set>) -> Option<Set> {
        [one, other].into_iter().flatten().min_by_key(|set| self.common(set)).cloned()
    }

    fn common(&self, set: &Set) -> usize {
        set.classes().map(|class| class.checked_sub(2).map_or(usize::MAX / self.len(), |at| 1 + self.texts[at])).sum()
    }

    /// The rarest of some characters that the grammar tells apart.
    pub fn rarest(&self, chars: impl Iterator<Item = char>) -> Option<Set> {
        chars.filter(|char| self.class(*char) != OTHER).map(|char| self.set([char])).min_by_key(|set| self.common(set))
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

    /// The classes in it.
    pub fn classes(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, held)| **held).map(|(class, _)| class)
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
    /// Characters of which one is in whatever it takes or looks for.
    pub within: Option<Set>,
    /// Likewise, where the first character does not settle that there is one.
    pub beyond: Option<Set>,
}

impl Facts {
    /// What takes a character of some, or nothing before others.
    pub fn plain(first: Set, hollow: Set) -> Self {
        let sure = first.and(&first.not());
        Self { first, hollow, sure, single: false, emits: false, within: None, beyond: None }
    }
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
            within: alphabet.rarer(&self.within, &next.within),
            beyond: alphabet.rarer(&self.beyond, if self.takes_nothing() { &next.beyond } else { &next.within }),
        }
    }

    pub fn otherwise(&self, next: &Self) -> Self {
        Self {
            first: self.first.or(&next.first),
            hollow: self.hollow.or(&next.hollow),
            sure: self.sure.or(&next.sure),
            single: self.single && next.single,
            emits: self.emits || next.emits,
            within: either(&self.within, &next.within),
            beyond: either(&self.beyond, &next.beyond),
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
            within: self.within.clone().filter(|_| !optional),
            beyond: self.beyond.clone().filter(|_| !optional),
        }
    }

    pub fn ahead(&self) -> Self {
        Self { hollow: self.may(), sure: self.sure.clone(), within: self.within.clone(), beyond: self.beyond.clone(), ..self.looked() }
    }

    pub fn denied(&self) -> Self {
        Self { hollow: self.sure.not(), sure: self.may().not(), ..self.looked() }
    }

    fn looked(&self) -> Self {
        let none = self.first.and(&self.first.not());
        Self::plain(none.clone(), none)
    }
}

fn either(one: &Option<Set>, other: &Option<Set>) -> Option<Set> {
    one.as_ref().zip(other.as_ref()).map(|(one, other)| one.or(other))
}
