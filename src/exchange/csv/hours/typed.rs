//! A cell as words, numbers and signs, taken one after the other.

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Word(String),
    Number(String),
    Sign(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let text = text
        .to_lowercase()
        .replace("a.m.", "am")
        .replace("p.m.", "pm")
        .replace("a.m", "am")
        .replace("p.m", "pm")
        .replace(['\n', '\r'], ";")
        .replace(['\u{2013}', '\u{2014}', '\u{2212}', '\u{2010}'], "-");
    let mut tokens: Vec<Token> = Vec::new();
    let mut joins = false;
    for c in text.chars() {
        match (tokens.last_mut(), c) {
            (Some(Token::Word(word)), c) if joins && c.is_alphabetic() => word.push(c),
            (Some(Token::Number(number)), c) if joins && c.is_ascii_digit() => number.push(c),
            (_, c) if c.is_alphabetic() => tokens.push(Token::Word(c.to_string())),
            (_, c) if c.is_ascii_digit() => tokens.push(Token::Number(c.to_string())),
            (_, c) if !c.is_whitespace() => tokens.push(Token::Sign(c.to_string())),
            _ => {}
        }
        joins = !c.is_whitespace();
    }
    tokens
}

pub(super) struct Words {
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    /// Why it was not read, where that is more than a word that is not understood.
    pub(super) why: Option<&'static str>,
}

impl Words {
    pub(super) fn new(text: &str) -> Self {
        Self {
            tokens: tokens(text),
            at: 0,
            why: None,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn next_word(&self) -> Option<&str> {
        match self.tokens.get(self.at)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Takes a word that is one of these.
    pub(super) fn word(&mut self, words: &[&str]) -> bool {
        let is = self.next_word().is_some_and(|word| words.contains(&word));
        self.at += usize::from(is);
        is
    }

    /// Takes all of these words, or none.
    pub(super) fn phrase(&mut self, words: &[&str]) -> bool {
        let start = self.at;
        let all = words.iter().all(|word| self.word(&[word]));
        if !all {
            self.at = start;
        }
        all
    }

    pub(super) fn sign(&mut self, signs: &[&str]) -> bool {
        let is = matches!(self.tokens.get(self.at), Some(Token::Sign(sign)) if signs.contains(&sign.as_str()));
        self.at += usize::from(is);
        is
    }

    pub(super) fn number(&mut self) -> Option<String> {
        let Some(Token::Number(number)) = self.tokens.get(self.at) else {
            return None;
        };
        self.at += 1;
        Some(number.clone())
    }
}
