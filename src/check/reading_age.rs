//! How old somebody has to be to read a text, by a published formula.
//!
//! No check by itself. Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of new readability
//! formulas for Navy enlisted personnel", 1975: grade = 0.39 words a sentence + 11.8 syllables a word - 15.59; a grade is five
//! years less than an age. As in the formula of Dale and Chall (1948), names and words that everybody knows are not held against
//! a text: they count as two syllables at most.

use super::texts::words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What names, numbers and known words count as at most, in syllables; the average of plain English is 1.3.
const KNOWN: u32 = 2;

/// How much the syllables of words differ: their standard deviation, counted as here. It is 0.50 over the 2,928 words of the
/// shipped summaries (November 2026); texts with hard words differ more, and a larger figure is in the text's favour.
const DEVIATION: f64 = 0.75;

/// Long words that everybody knows, in small letters: chosen by hand in November 2026, as words of everyday life or of the
/// notices of any surgery, school or council. Names of conditions and professions are here because there is no other word for
/// them.
const FAMILIAR: &str = "\
    activity address adult advice adviser advisor afternoon afterwards allotment allowance already ambulance \
    animal another anxiety anybody anyone anything anywhere appointment area arthritis asperger assessment asthma \
    attendance audio autism autistic available baby bakery balance barrier beautiful beginner beginning benefit \
    bereavement bicycle birthday breakfast business cafe café cancer carefully carer celebrate centre chemotherapy \
    children citizen clothing coffee collection college colourful comfortable community companion company computer \
    condition confident confidential continence cooking council counselling counsellor country crafting creative \
    deliver delivery dementia dentist department depression desperate diabetes diabetic dietitian difference \
    different difficult difficulty dinner disability disabled discover doctor domestic driving easily education \
    elderly eleven emergency employer energy english enjoying equipment evening everybody everyday everyone \
    everything everywhere example excellent exercise expensive experience family favourite february festival \
    financial following friendly gallery gambling garden gardening general gentleman grandfather grandmother \
    grandparent grocery hearing helpful history holiday homeless hospice hospital however hungry idea imagine \
    important including independence independent information interest interested internet interpreter invited \
    january jewellery kidney knitting lavatory library listening literacy loneliness lonely lunch machine magazine \
    material meaning media medical medication medicine member membership memory menopause midwife migraine \
    military miserable mobility monday money morning museum musical national natural neighbour newspaper november \
    nursery nutrition occupational october officer older online open operation optician ordinary organiser \
    orthoptist osteopath osteoporosis outdoor overnight oxygen painting paramedic parent parkinson patient pension \
    pensioner people person personal pharmacist pharmacy photograph physical physiotherapist physiotherapy piano \
    picture podiatrist podiatry police popular potato poverty practical pregnancy pregnant prescription president \
    private probably problem professional property prosthetist psychiatrist psychologist quarterly quiet radio \
    radiographer radiotherapy reading recently recipe recover recovery refugee regular regularly relative remember \
    reminder repairing saturday scooter secretary september serious seriously several sewing sexual similar \
    singing single skilled social solicitor somebody someone something somewhere speciality specially stammering \
    station suddenly suicidal suicide supermarket supporter surgery swimming talking technology telephone \
    television terrified theatre therapist therapy together toilet toiletries tomorrow tuesday umbrella understand \
    understanding uniform universal university unusual usual usually vaccination vegetable vehicle veteran video \
    village visitor volunteer volunteering wednesday weekend welcome whatever wheelchair whenever wherever whoever \
    without wonderful worrying yesterday yoga younger";

/// How hard a text is to read.
#[derive(Debug)]
pub(super) struct ReadingAge<'t> {
    /// How many words it has.
    pub(super) words: usize,
    /// The age in years, as the formula gives it.
    pub(super) years: f64,
    /// Words of three syllables or more that are neither names nor known, each once, in order.
    pub(super) hard: Vec<&'t str>,
}

impl ReadingAge<'_> {
    /// The age that the text surely has, in years: the figure less twice its standard error.
    #[expect(clippy::cast_precision_loss, reason = "a text has few words")]
    pub(super) fn surely(&self) -> f64 {
        self.years - 2.0 * 11.8 * DEVIATION / (self.words as f64).sqrt()
    }
}

/// How hard a text is to read. Words of `name` are known.
#[expect(clippy::cast_precision_loss, reason = "a text has few words")]
pub(super) fn reading_age<'t>(text: &'t str, name: &str) -> ReadingAge<'t> {
    let named: Vec<String> = words(name)
        .iter()
        .map(|(_, word)| word.to_lowercase())
        .collect();
    let mut sentences = 0;
    let mut sum = 0;
    let mut hard: Vec<&str> = Vec::new();
    let all = words(text);
    let mut starts = true;
    for (position, (range, word)) in all.iter().enumerate() {
        sentences += usize::from(starts);
        let lower = word.to_lowercase();
        let is_name = !starts && word.starts_with(char::is_uppercase);
        let number = word.contains(|c: char| c.is_ascii_digit());
        let known = is_name || number || is_familiar(&lower) || named.contains(&lower);
        let syllables = syllables(&lower);
        sum += if known {
            syllables.min(KNOWN)
        } else {
            syllables
        };
        if !known && syllables > KNOWN && !hard.iter().any(|other| other.eq_ignore_ascii_case(word))
        {
            hard.push(word);
        }
        let next = all
            .get(position + 1)
            .map_or(text.len(), |(next, _)| next.start);
        starts = text[range.end..next].contains(['.', '!', '?', '\n', ';', ':']);
    }
    let count = all.len().max(1) as f64;
    ReadingAge {
        words: all.len(),
        years: 0.39 * count / f64::from(u32::try_from(sentences.max(1)).unwrap_or(u32::MAX))
            + 11.8 * f64::from(sum) / count
            - 15.59
            + 5.0,
        hard,
    }
}

/// True for a word of the list, with `s`, `'s` or `d` after it or without.
fn is_familiar(lower: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| FAMILIAR.split(' ').collect());
    let known = |word: &str| KNOWN.contains(word);
    let lower = lower.trim_end_matches("'s").trim_end_matches("’s");
    known(lower)
        || lower.strip_suffix('s').is_some_and(known)
        || lower.strip_suffix('d').is_some_and(known)
        || lower
            .strip_suffix("ies")
            .is_some_and(|stem| known(&format!("{stem}y")))
}

/// The syllables of a word in small letters: groups of vowels, less an `e` or `ed` at the end that nobody says.
///
/// A rule of thumb, right for nine words in ten; it errs on either side.
fn syllables(lower: &str) -> u32 {
    let vowel = |c: char| "aeiouyàáâäèéêëìíîïòóôöùúûüŵŷ".contains(c);
    let letters: Vec<char> = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let mut groups = 0;
    let mut before = false;
    for letter in &letters {
        let now = vowel(*letter);
        groups += u32::from(now && !before);
        before = now;
    }
    let silent = match letters[..] {
        [.., before, 'e'] => !vowel(before) && before != 'l',
        [.., before, 'e', 'd'] => !vowel(before) && !"td".contains(before),
        [.., before, 'e', 's'] => !vowel(before) && !"lsczxh".contains(before),
        _ => false,
    };
    (groups - u32::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (word, count) in [
            ("tea", 1),
            ("home", 1),
            ("table", 2),
            ("visited", 3),
            ("helped", 1),
            ("makes", 1),
            ("houses", 2),
            ("volunteer", 3),
            ("opportunity", 5),
            ("multidisciplinary", 7),
            ("café", 2),
            ("the", 1),
            ("3", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    // Ten words in one sentence with thirteen syllables: 0.39 * 10 + 11.8 * 1.3 - 15.59 + 5 = 8.65.
    #[test]
    fn the_formula_is_the_published_one() {
        let read = reading_age("We sit in a circle and talk about the garden.", "");
        assert_eq!(read.words, 10);
        assert!((read.years - 8.65).abs() < 0.001, "{}", read.years);
        assert!(read.hard.is_empty());
    }

    #[test]
    fn names_known_words_and_numbers_are_not_hard() {
        let read = reading_age(
            "Anybody from Dovercourt with dementia, 24 hours: physiotherapists, opportunities.",
            "",
        );
        assert_eq!(read.hard, ["opportunities"]);
        let read = reading_age("An opportunity.", "The Opportunity Club");
        assert!(read.hard.is_empty());
    }

    #[test]
    fn no_words_are_no_trouble() {
        let read = reading_age("", "");
        assert_eq!(read.words, 0);
        assert!(read.hard.is_empty());
    }
}
