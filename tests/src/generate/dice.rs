//! Choices from a list of random bytes: all zero is the simplest rulebook, so that failures shrink to something short.

/// A run of choices; when the bytes are used up every choice is the first.
pub struct Dice<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % most.max(1)
    }

    /// One of several.
    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// True once in so many; never where the bytes are used up.
    pub fn once_in(&mut self, many: usize) -> bool {
        self.below(many) == many - 1
    }
}
