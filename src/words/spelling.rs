//! How alike two words are, by spelling and by sound.

use strsim::osa_distance;

/// A word ready to be compared: its letters, its sound, and which letters occur in each.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    letters: String,
    sound: String,
    letters_used: u32,
    sounds_used: u32,
    has_digit: bool,
}

impl Spelling {
    pub(super) fn new(word: &str) -> Self {
        let sound = sound(word);
        Self {
            letters: word.to_owned(),
            letters_used: used(word),
            sounds_used: used(&sound),
            sound,
            has_digit: word.bytes().any(|byte| byte.is_ascii_digit()),
        }
    }

    /// How alike: 1 for the same word, 0 for words that are not taken for misspellings of each other.
    ///
    /// Short words must agree nearly, since most short words are one letter away from another.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        if self.letters == other.letters {
            return 1.0;
        }
        if self.has_digit || other.has_digit {
            return 0.0;
        }
        self.by_letters(other)
            .max(self.by_sound(other))
            .max(self.by_shortening(other))
    }

    fn by_letters(&self, other: &Self) -> f64 {
        let shorter = self.letters.len().min(other.letters.len());
        let longer = self.letters.len().max(other.letters.len());
        let allowed = match shorter {
            0..=3 => 0,
            4..=6 => 1,
            7..=9 => 2,
            _ => 3,
        };
        if allowed == 0 || longer - shorter > allowed {
            return 0.0;
        }
        if differing(self.letters_used, other.letters_used) > 2 * allowed {
            return 0.0;
        }
        let distance = osa_distance(&self.letters, &other.letters);
        if distance > allowed {
            return 0.0;
        }
        let penalty = if self.same_first_letter(other) {
            0.0
        } else {
            0.15
        };
        1.0 - share(distance, longer) - penalty
    }

    /// A short word that has lost a letter or its vowels: `apt` for `appt`, `dbt` for `debt`.
    fn by_shortening(&self, other: &Self) -> f64 {
        let (typed, whole) = (self.letters.as_str(), other.letters.as_str());
        if typed.len() < 3 || whole.len() <= typed.len() || !self.same_first_letter(other) {
            return 0.0;
        }
        let vowel = |letter: char| "aeiou".contains(letter);
        if !typed.contains(vowel)
            && whole
                .chars()
                .filter(|&letter| !vowel(letter))
                .eq(typed.chars())
        {
            return 0.75;
        }
        let same_last = typed.as_bytes().last() == whole.as_bytes().last();
        if typed.len() == 3 && whole.len() == 4 && same_last && osa_distance(typed, whole) == 1 {
            return 0.7;
        }
        0.0
    }

    fn same_first_letter(&self, other: &Self) -> bool {
        self.letters.as_bytes().first() == other.letters.as_bytes().first()
    }

    fn by_sound(&self, other: &Self) -> f64 {
        let shorter = self.sound.len().min(other.sound.len());
        let longer = self.sound.len().max(other.sound.len());
        if shorter < 2 || longer - shorter > 1 {
            return 0.0;
        }
        if self.sound == other.sound {
            // Half the short words of English share their consonants with another.
            let unlike = 0.1 * share((self.letters.len()).abs_diff(other.letters.len()), 1);
            let start = if self.same_first_letter(other) || !self.sound.starts_with('a') {
                0.0
            } else {
                0.25
            };
            return (match shorter {
                2 | 3 if self.letters.len().max(other.letters.len()) < 5 => {
                    if self.same_first_letter(other) && shorter == 2 {
                        0.6
                    } else {
                        0.0
                    }
                }
                2 => 0.6,
                3 => 0.7,
                _ => 0.9,
            }) - unlike * 0.5
                - start;
        }
        if shorter < 7 || differing(self.sounds_used, other.sounds_used) > 2 {
            return 0.0;
        }
        if self.same_first_letter(other) && osa_distance(&self.sound, &other.sound) == 1 {
            0.85 - share(1, longer)
        } else {
            0.0
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "words have few letters")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Which letters occur, one bit each; every edit changes at most two bits, so most pairs need no edit distance.
fn used(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |used, letter| used | 1 << (letter - b'a'))
}

fn differing(a: u32, b: u32) -> usize {
    (a ^ b).count_ones() as usize
}

/// A rough sound: one sign for each run of vowels, one spelling for each consonant sound (`ph` is `f`), nothing
/// doubled, a silent last `e` left out. Not a standard code: Soundex and its heirs are made for names.
fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut sound = String::with_capacity(word.len());
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let (written, taken) = match rest {
            ['p', 'h', ..] => ("f", 2),
            ['t' | 's', 'i', 'o', 'n', ..]
            | ['t' | 'c', 'i', 'a', 'n', ..]
            | ['s', 'h', 'u', 'n', ..] => ("sn", 4),
            ['s', 'h', ..] => ("s", 2),
            ['g', 'h', ..] if at > 0 => ("", 2),
            ['o' | 'a', 'u', 'g', 'h'] => ("af", 4),
            ['g', 'u', 'e'] => ("g", 3),
            ['q', 'u', 'e'] => ("k", 3),
            ['q', 'u', ..] | ['c', 'k' | 'h', ..] => ("k", 2),
            ['k', 'n', ..] if at == 0 => ("n", 2),
            ['w', 'r', ..] if at == 0 => ("r", 2),
            ['p', 'n' | 's', ..] if at == 0 => ("", 1),
            ['s', 'c', 'h', ..] => ("sk", 3),
            ['t', 'h', 'm', ..] => ("m", 3),
            ['t', 'h', ..] => ("t", 2),
            ['c', 'e' | 'i' | 'y', ..] | ['z', ..] => ("s", 1),
            ['c', ..] => ("k", 1),
            ['x', ..] => ("ks", 1),
            ['l', 'e'] if at > 1 => ("al", 2),
            ['w' | 'h', ..] | ['e'] if at > 0 => ("", 1),
            ['e', 's'] if at > 0 => ("s", 2),
            ['a' | 'e' | 'i' | 'o' | 'u' | 'y', ..] => ("a", 1),
            _ => ("", 0),
        };
        if taken == 0 {
            if !sound.ends_with(rest[0]) {
                sound.push(rest[0]);
            }
            at += 1;
        } else {
            if !sound.ends_with(written) {
                sound.push_str(written);
            }
            at += taken;
        }
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        Spelling::new(a).likeness(&Spelling::new(b))
    }

    #[test]
    fn the_same_word_is_alike() {
        assert!((likeness("fall", "fall") - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn slips_of_the_finger_are_alike() {
        for (a, b) in [
            ("lonley", "lonely"),
            ("apointments", "appointments"),
            ("whelchair", "wheelchair"),
        ] {
            assert!(likeness(a, b) > 0.7, "{a} {b}: {}", likeness(a, b));
        }
    }

    #[test]
    fn words_written_as_they_sound_are_alike() {
        for (a, b) in [
            ("fisio", "physio"),
            ("numonia", "pneumonia"),
            ("nife", "knife"),
            ("kough", "cough"),
        ] {
            assert!(likeness(a, b) > 0.5, "{a} {b}: {}", likeness(a, b));
        }
    }

    #[test]
    fn short_words_and_numbers_are_not_guessed() {
        for (a, b) in [
            ("pip", "pit"),
            ("u3a", "u3b"),
            ("cat", "cut"),
            ("walk", "sofa"),
        ] {
            assert!(likeness(a, b) <= 0.0, "{a} {b}: {}", likeness(a, b));
        }
    }
}
