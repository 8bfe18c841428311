//! The vocabulary of a directory, arranged for look-up: phrases, their stems, and every spelling a stem is known by.

use super::crisis::Danger;
use super::spelling::Spelling;
use super::text::{Role, Stems, role, words};
use crate::model::Directory;
use crate::model::need::NeedIndex;
use crate::model::vocabulary::Vocabulary;
use rustc_hash::FxHashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

/// A stem's place in the vocabulary.
pub(super) type StemId = u32;

/// The words people use for each need, ready to be looked up.
///
/// Holds its own copies, so it outlives the directory; build it again when the needs change.
pub struct Index {
    pub(super) stems: Stems,
    /// For each stem: how much it says about which need is meant (0 to 1), and where it occurs.
    pub(super) vocabulary: Vec<Stem>,
    pub(super) stem_ids: FxHashMap<String, StemId>,
    pub(super) phrases: Vec<Phrase>,
    /// Stems of a label, id or phrase, in order, and the needs it belongs to.
    pub(super) exact: FxHashMap<Vec<StemId>, Vec<NeedIndex>>,
    pub(super) longest_exact: usize,
    /// Words as the vocabulary writes them.
    forms: FxHashMap<String, StemId>,
    written: Vec<Written>,
    /// The spelling of each of `written`: made when the first strange word is met, since most texts have none.
    spellings: OnceLock<Vec<Spelling>>,
    /// What of `written` has a digit in it, as the stems that it stands for.
    numbers: FxHashMap<String, Likely>,
    /// Strange words that were looked up, with the answer. Only looked up, never gone through.
    met: RwLock<FxHashMap<String, Likely>>,
    pub(super) dangers: Vec<Danger>,
    /// Labels of the needs, by position.
    pub(super) labels: Vec<String>,
    /// Which needs are dangers, by position.
    pub(super) is_crisis: Vec<bool>,
}

/// One stem of the vocabulary.
#[derive(Default)]
pub(super) struct Stem {
    pub(super) weight: f64,
    /// Needs that use it.
    pub(super) needs: Vec<Use>,
    pub(super) phrases: Vec<usize>,
    role: Option<Role>,
    /// Dangers it speaks of, each with the share of all the phrases using it that are that danger's.
    pub(super) danger: Vec<(NeedIndex, f64)>,
}

/// That a need uses a stem.
pub(super) struct Use {
    pub(super) need: NeedIndex,
    /// In how many of its phrases.
    pub(super) times: u32,
    /// The most that such a phrase is trusted.
    pub(super) trust: f64,
}

/// A label, phrase or kind of service of one need.
pub(super) struct Phrase {
    pub(super) need: NeedIndex,
    pub(super) text: String,
    pub(super) stems: Vec<StemId>,
    /// Sum of the weights of its stems.
    pub(super) mass: f64,
    /// 1 for labels and words; less for kinds of service and professions, which are not the need's own words.
    pub(super) trust: f64,
}

/// A spelling of the vocabulary, with its stem; two stems where it is two words typed as one.
type Written = (String, StemId, Option<StemId>);

/// Words of a text that may be taken for stems of the vocabulary, each with how alike they are.
pub(super) type Likely = Vec<(StemId, f64)>;

/// Less alike than this is another word.
const LEAST_LIKE: f64 = 0.6;

/// So many strange words are remembered: those of a long feed come again, and a memory has an end.
const MOST_MET: usize = 20_000;

impl Index {
    /// Arranges the needs of a directory for look-up.
    #[must_use]
    pub fn new(directory: &Directory) -> Self {
        let mut index = Self {
            stems: Stems::new(),
            vocabulary: Vec::new(),
            stem_ids: FxHashMap::default(),
            phrases: Vec::new(),
            exact: FxHashMap::default(),
            longest_exact: 0,
            forms: FxHashMap::default(),
            written: Vec::new(),
            spellings: OnceLock::new(),
            numbers: FxHashMap::default(),
            met: RwLock::default(),
            dangers: Vec::new(),
            labels: directory
                .needs
                .iter()
                .map(|need| need.label.clone())
                .collect(),
            is_crisis: directory.needs.iter().map(|need| need.crisis).collect(),
        };
        let mut forms = FxHashMap::default();
        for (position, need) in directory.needs.iter().enumerate() {
            let at = NeedIndex::from_position(position);
            let own = [need.label.as_str(), need.id.value.as_str()];
            let typed = need.words.iter().map(|word| word.value.as_str());
            for text in own.into_iter().chain(typed) {
                let words = words(text);
                let stems = index.learn(&words, &mut forms);
                index.add_exact(&stems, at);
                if need.crisis {
                    index.learn_inflections(&words, &stems, &mut forms);
                    index.dangers.extend(Danger::new(at, text, &words, &stems));
                }
                index.add_phrase(at, text, stems, 1.0);
            }
            if need.crisis {
                continue;
            }
            let professions = need.professions.iter().map(|profession| profession.word());
            let kinds = need.service_types.iter().map(String::as_str);
            for (text, trust) in kinds
                .map(|text| (text, 0.5))
                .chain(professions.map(|text| (text, 0.4)))
            {
                let stems = index.learn(&words(text), &mut forms);
                index.add_phrase(at, &text.replace('-', " "), stems, trust);
            }
        }
        index.weigh(directory.needs.len());
        index.forms = forms;
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        for (word, stem, second) in index.written.iter().filter(|(word, _, _)| has_digit(word)) {
            let likely = index.numbers.entry(word.clone()).or_default();
            likely.push((*stem, 1.0));
            likely.extend(second.map(|second| (second, 1.0)));
            likely.sort_by_key(|(stem, _)| *stem);
            likely.dedup_by_key(|(stem, _)| *stem);
        }
        index
    }

    /// The stems of these words, each added to the vocabulary with its spellings where it is new.
    fn learn(&mut self, words: &[String], forms: &mut FxHashMap<String, StemId>) -> Vec<StemId> {
        let stems: Vec<StemId> = words
            .iter()
            .map(|word| self.learn_word(word, forms))
            .collect();
        // "food bank" is also typed "foodbank", and "self-harm" "selfharm".
        if let ([first, second], [a, b]) = (words, stems.as_slice()) {
            let meaning = |word: &str| matches!(role(word), Role::Content | Role::General);
            let joined = format!("{first}{second}");
            if meaning(first) && meaning(second) && joined.len() > 5 && !forms.contains_key(&joined)
            {
                self.written.push((joined, *a, Some(*b)));
            }
        }
        stems
    }

    fn learn_word(&mut self, word: &str, forms: &mut FxHashMap<String, StemId>) -> StemId {
        if let Some(&id) = forms.get(word) {
            return id;
        }
        let stem = self.stems.stem(word);
        let next = StemId::try_from(self.vocabulary.len()).unwrap_or(StemId::MAX);
        let id = *self.stem_ids.entry(stem.clone()).or_insert(next);
        if id == next {
            self.vocabulary.push(Stem::default());
            if stem != word && !forms.contains_key(&stem) {
                self.written.push((stem, id, None));
            }
        }
        let role = role(word);
        let known = &mut self.vocabulary[id as usize].role;
        if known.is_none_or(|known| known.weight() < role.weight()) {
            *known = Some(role);
        }
        self.written.push((word.to_owned(), id, None));
        forms.insert(word.to_owned(), id);
        id
    }

    /// Adds the inflections of words of danger, so that "killng" is as near to "killing" as "kil" is to "kill".
    fn learn_inflections(
        &mut self,
        words: &[String],
        stems: &[StemId],
        forms: &mut FxHashMap<String, StemId>,
    ) {
        for (word, &stem) in words.iter().zip(stems) {
            if role(word) != Role::Content || word.len() < 3 || word.ends_with("ing") {
                continue;
            }
            let base = word.strip_suffix('e').unwrap_or(word);
            for inflected in [format!("{base}ing"), format!("{base}ed")] {
                if self.known(&inflected) == Some(stem) && !forms.contains_key(&inflected) {
                    forms.insert(inflected.clone(), stem);
                    self.written.push((inflected, stem, None));
                }
            }
        }
    }

    fn add_exact(&mut self, stems: &[StemId], need: NeedIndex) {
        if stems.is_empty() {
            return;
        }
        self.longest_exact = self.longest_exact.max(stems.len());
        let needs = self.exact.entry(stems.to_vec()).or_default();
        if !needs.contains(&need) {
            needs.push(need);
        }
    }

    fn add_phrase(&mut self, need: NeedIndex, text: &str, mut stems: Vec<StemId>, trust: f64) {
        stems.sort_unstable();
        stems.dedup();
        for &stem in &stems {
            let stem = &mut self.vocabulary[stem as usize];
            stem.phrases.push(self.phrases.len());
            match stem.needs.last_mut() {
                Some(last) if last.need == need => {
                    last.times += 1;
                    last.trust = last.trust.max(trust);
                }
                _ => stem.needs.push(Use {
                    need,
                    times: 1,
                    trust,
                }),
            }
        }
        self.phrases.push(Phrase {
            need,
            text: text.to_owned(),
            stems,
            mass: 0.0,
            trust,
        });
    }

    /// Gives each stem its weight: a word that few needs use says more than one that many do.
    #[expect(clippy::cast_precision_loss, reason = "there are few needs")]
    fn weigh(&mut self, needs: usize) {
        let all = (needs as f64 + 1.0).ln();
        for stem in &mut self.vocabulary {
            let rare = 1.0 - (stem.needs.len() as f64).ln() / all;
            stem.weight = rare.max(0.1) * stem.role.map_or(1.0, Role::weight);
            let all: u32 = stem.needs.iter().map(|place| place.times).sum();
            stem.danger = stem
                .needs
                .iter()
                .filter(|place| self.is_crisis[place.need.position()])
                .map(|place| (place.need, f64::from(place.times) / f64::from(all)))
                .collect();
        }
        let common: Vec<bool> = self
            .vocabulary
            .iter()
            .map(|stem| {
                let ordinary =
                    |place: &Use| place.trust >= 1.0 && !self.is_crisis[place.need.position()];
                stem.needs.iter().any(ordinary)
            })
            .collect();
        for danger in &mut self.dangers {
            danger.settle(|stem| common[stem as usize]);
        }
        for phrase in &mut self.phrases {
            phrase.mass = phrase
                .stems
                .iter()
                .map(|&stem| self.vocabulary[stem as usize].weight)
                .sum();
        }
    }

    /// Whether the vocabulary writes a word just so.
    pub(super) fn writes(&self, word: &str) -> bool {
        self.forms.contains_key(word)
    }

    /// The stem of a word where the vocabulary has it.
    pub(super) fn known(&self, word: &str) -> Option<StemId> {
        self.stem_ids.get(&self.stems.stem(word)).copied()
    }

    /// Stems that a word may be a misspelling of, with how alike they are, in order of stem.
    pub(super) fn likely(&self, word: &str) -> Likely {
        // A thread that stopped half-way left nothing half-written: an answer is put in whole.
        let met = self.met.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(likely) = met.get(word) {
            return likely.clone();
        }
        drop(met);
        let likely = self.compared(word);
        let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
        if met.len() < MOST_MET {
            met.insert(word.to_owned(), likely.clone());
        }
        likely
    }

    fn compared(&self, word: &str) -> Likely {
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            // A number is what it is: 8 is no misspelling of 9.
            return self.numbers.get(word).cloned().unwrap_or_default();
        }
        let typed = Spelling::new(word);
        let stem = self.stems.stem(word);
        let stemmed = (stem != word).then(|| Spelling::new(&stem));
        let mut likely = Likely::new();
        let spellings = self.spellings.get_or_init(|| {
            let words = self.written.iter();
            words.map(|(word, _, _)| Spelling::new(word)).collect()
        });
        for (spelling, (_, stem, second)) in spellings.iter().zip(&self.written) {
            let whole = typed.likeness(spelling);
            let by_stem = stemmed.as_ref().map_or(0.0, |stem| stem.likeness(spelling));
            let alike = whole.max(by_stem);
            if alike >= LEAST_LIKE {
                likely.push((*stem, alike));
                likely.extend(second.map(|second| (second, alike)));
            }
        }
        likely.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        likely.dedup_by_key(|(stem, _)| *stem);
        likely
    }
}
