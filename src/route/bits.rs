//! A set of small numbers as bits: which clauses or rules of a group hold.

/// A set of numbers below a fixed size. Sets that are combined have the same size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// An empty set with room for numbers below `size`.
    #[must_use]
    pub fn empty(size: usize) -> Self {
        Self {
            words: vec![0; size.div_ceil(64)],
        }
    }

    /// True where the number is in the set.
    #[must_use]
    pub fn has(&self, number: usize) -> bool {
        self.words
            .get(number / 64)
            .is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// True where a number of the range is in the set.
    #[must_use]
    pub fn has_any(&self, mut numbers: std::ops::Range<usize>) -> bool {
        numbers.any(|number| self.has(number))
    }

    /// True where nothing is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Puts a number in.
    pub fn insert(&mut self, number: usize) {
        self.words[number / 64] |= 1 << (number % 64);
    }

    /// Empties the set and makes room for numbers below `size`, keeping the memory.
    pub fn reset(&mut self, size: usize) {
        self.words.clear();
        self.words.resize(size.div_ceil(64), 0);
    }

    /// Puts every number below `size` in, keeping the memory.
    pub fn fill(&mut self, size: usize) {
        self.words.clear();
        self.words.resize(size.div_ceil(64), u64::MAX);
        if let Some(last) = self.words.last_mut()
            && !size.is_multiple_of(64)
        {
            *last = (1 << (size % 64)) - 1;
        }
    }

    /// Makes this set equal to another, keeping the memory.
    pub fn copy_from(&mut self, other: &Self) {
        self.words.clear();
        self.words.extend_from_slice(&other.words);
    }

    /// Takes out everything that is in the other set.
    pub fn remove_all(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// True where the two sets share a number.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(a, b)| a & b != 0)
    }

    /// The numbers of the set, smallest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(index * 64 + bit as usize)
            })
        })
    }

    /// The words behind the set, for the index that is combined with it.
    pub(super) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_numbers_over_several_words() {
        let mut bits = Bits::empty(130);
        for number in [0, 63, 64, 129] {
            bits.insert(number);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert!(bits.has(64) && !bits.has(65) && !bits.has(1000));
        assert!(bits.has_any(1..64) && !bits.has_any(1..63) && !bits.is_empty());
        let mut every = Bits::empty(0);
        assert!(every.is_empty());
        every.fill(65);
        assert_eq!(every.iter().count(), 65);
        let mut some = Bits::empty(130);
        some.insert(64);
        assert!(bits.meets(&some));
        bits.remove_all(&some);
        assert!(!bits.meets(&some));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 129]);
    }
}
