//! Text to words: lower case, without punctuation or accents, and their stems.

use rust_stemmers::{Algorithm, Stemmer};

/// Longer words are not English: they are compared as they stand.
const LONGEST_STEMMED: usize = 40;

/// The words of a text, in order: lower case, accents taken off, apostrophes closed up (`can't` is `cant`).
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        if matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`' | '´') {
            continue;
        }
        if character.is_alphanumeric() {
            word.push(without_accent(character));
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn without_accent(character: char) -> char {
    match character {
        'à'..='å' | 'ā' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ł' => 'l',
        'ś' | 'š' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Takes English words to their stems.
pub(super) struct Stems(Stemmer);

impl Stems {
    pub(super) fn new() -> Self {
        Self(Stemmer::create(Algorithm::English))
    }

    /// The stem of a word; a word that is not plain English letters is its own stem.
    pub(super) fn stem(&self, word: &str) -> String {
        if word.len() > LONGEST_STEMMED || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return word.to_owned();
        }
        let mut stem = self.0.stem(irregular(word).unwrap_or(word)).into_owned();
        // The stemmer gives "puf" for "puffed" and "puff" for "puff". It takes these letters single after "-ed" and
        // "-ing", so they are taken single everywhere; never "ll", since "kil" must stay a misspelling.
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
            && "bdfgmnprt".contains(last)
        {
            stem.pop();
        }
        stem
    }
}

/// The plain form of a word whose past no stemmer knows.
fn irregular(word: &str) -> Option<&'static str> {
    Some(match word {
        "spoke" | "spoken" => "speak",
        "fell" | "fallen" => "fall",
        "ate" | "eaten" => "eat",
        "drank" | "drunken" => "drink",
        "slept" => "sleep",
        "felt" => "feel",
        "thought" | "thoughts" => "think",
        "took" | "taken" => "take",
        "broke" | "broken" => "break",
        "forgot" | "forgotten" => "forget",
        "shook" | "shaken" => "shake",
        "beaten" => "beat",
        "stole" | "stolen" => "steal",
        "bled" => "bleed",
        "froze" | "frozen" => "freeze",
        "swollen" => "swell",
        "hidden" | "hid" => "hide",
        "children" => "child",
        "feet" => "foot",
        "teeth" => "tooth",
        "women" => "woman",
        "men" => "man",
        "wives" => "wife",
        _ => return None,
    })
}

/// What a word does in a sentence, where that matters more than the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Says that something is not so. Part of many phrases of danger (`don't want to live`), and never a reason to
    /// overlook one.
    Not,
    /// `myself`, `himself`.
    Oneself,
    /// `me`, `he`, `someone`.
    Person,
    /// `mum`, `son`, `child`.
    Family,
    /// `husband`, `ex`.
    Partner,
    /// Holds a sentence together: `the`, `to`, `is`.
    Glue,
    /// Fits any need: `help`, `group`, `would like`.
    General,
    /// Carries meaning of its own.
    Content,
}

impl Role {
    /// How much a word of this kind says about which need is meant, between 0 and 1.
    pub(super) fn weight(self) -> f64 {
        match self {
            Self::Person | Self::Glue => 0.08,
            Self::Not => 0.12,
            Self::Oneself | Self::Family => 0.2,
            Self::General => 0.3,
            Self::Partner => 0.4,
            Self::Content => 1.0,
        }
    }
}

/// The role of a word, as [`words`] writes it.
pub(super) fn role(word: &str) -> Role {
    match word {
        "not" | "no" | "nor" | "never" | "none" | "nothing" | "dont" | "doesnt" | "didnt"
        | "cant" | "cannot" | "couldnt" | "wont" | "wouldnt" | "isnt" | "arent" | "aint"
        | "wasnt" | "werent" | "hasnt" | "havent" | "hadnt" | "shouldnt" | "without"
        | "stopped" => Role::Not,
        "myself" | "himself" | "herself" | "themself" | "themselves" | "yourself" | "itself"
        | "oneself" | "ourselves" | "hisself" => Role::Oneself,
        "me" | "he" | "him" | "she" | "her" | "they" | "them" | "us" | "hes" | "shes"
        | "theyre" | "theyve" | "theyd" | "hed" | "someone" | "somebody" | "pt" | "patient" => {
            Role::Person
        }
        "mum" | "dad" | "mums" | "dads" | "mother" | "father" | "son" | "sons" | "daughter"
        | "brother" | "sister" | "man" | "woman" | "lady" | "gran" | "grandad" | "grandson"
        | "granddaughter" | "grandmother" | "grandfather" | "nan" | "uncle" | "aunt" => {
            Role::Family
        }
        "husband" | "husbands" | "wife" | "wifes" | "partner" | "partners" | "ex" | "boyfriend"
        | "girlfriend" | "spouse" | "fiance" | "fiancee" => Role::Partner,
        "i" | "my" | "mine" | "his" | "hers" | "their" | "we" | "our" | "you" | "your" | "it"
        | "its" | "im" | "ive" | "id" | "ill" | "weve" | "were" | "youre" | "anyone"
        | "anybody" | "who" | "people" | "person" | "ever" | "look" | "looks" | "another"
        | "other" | "others" | "twenty" | "thirty" | "forty" | "fifty" | "two" | "three"
        | "four" | "five" | "ten" | "a" | "an" | "the" | "this" | "that" | "these" | "those"
        | "there" | "here" | "to" | "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with"
        | "into" | "onto" | "off" | "up" | "down" | "out" | "over" | "about" | "around"
        | "round" | "after" | "before" | "since" | "until" | "as" | "and" | "or" | "but" | "so"
        | "if" | "because" | "than" | "then" | "when" | "while" | "what" | "whats" | "where"
        | "how" | "why" | "which" | "is" | "am" | "are" | "was" | "be" | "been" | "being"
        | "do" | "does" | "did" | "has" | "have" | "had" | "having" | "will" | "would" | "can"
        | "could" | "should" | "may" | "might" | "must" | "just" | "now" | "very" | "really"
        | "too" | "again" | "any" | "some" | "all" | "more" | "much" | "also" | "only" | "s"
        | "t" | "thats" | "theres" | "got" | "get" | "gets" | "getting" | "go" | "goes"
        | "going" | "gone" | "keep" | "keeps" | "lot" | "bit" | "one" | "every" | "hardly" => {
            Role::Glue
        }
        "help" | "helps" | "need" | "needs" | "needed" | "want" | "wants" | "wanted" | "like"
        | "likes" | "love" | "support" | "advice" | "service" | "services" | "group" | "groups"
        | "club" | "class" | "classes" | "course" | "courses" | "problem" | "problems"
        | "trouble" | "issues" | "old" | "older" | "new" | "near" | "local" | "free"
        | "someone's" | "day" | "days" | "week" | "weeks" | "month" | "months" | "year"
        | "years" | "time" | "home" | "house" | "find" | "finding" | "join" | "use" | "using"
        | "make" | "take" | "come" | "see" | "ref" | "referral" | "please" | "pls" | "feel"
        | "feeling" | "feels" | "struggling" | "hard" | "living" | "lives" | "live" | "care"
        | "good" | "bad" | "things" | "something" | "long" | "today" | "last" | "back"
        | "manage" | "let" | "lets" | "first" => Role::General,
        _ => Role::Content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_punctuation_accents_and_apostrophes() {
        assert_eq!(
            words("Can’t get to the CAFÉ (co-op)!"),
            ["cant", "get", "to", "the", "cafe", "co", "op"]
        );
    }

    #[test]
    fn emoji_and_other_alphabets_are_not_trouble() {
        assert_eq!(words("😀 помощь 帮助"), ["помощь", "帮助"]);
        assert_eq!(Stems::new().stem("помощь"), "помощь");
    }

    #[test]
    fn an_inflected_word_has_the_stem_of_its_word() {
        let stems = Stems::new();
        assert_eq!(stems.stem("falling"), stems.stem("falls"));
        assert_eq!(stems.stem("appointments"), stems.stem("appointment"));
    }

    #[test]
    fn nothing_has_no_words() {
        assert!(words("").is_empty());
        assert!(words(" …?! ").is_empty());
    }
}
