//! Given names that are common in Britain, to tell a person's address from a team's.
//!
//! No check by itself. Chosen by hand in November 2026 from given names that have been frequent in England and Wales in the last
//! ninety years (ONS publishes them as "Baby names"). Left out on purpose are names that are words, places, saints of churches
//! or surnames of halls as well (Grace, Hope, Rose, Joy, Mark, Will, Chelsea, Florence, George, Victoria): a name that is not
//! here is missed, and that is the safe side. Words that a team or a house is called by are here too.

use std::collections::HashSet;
use std::sync::LazyLock;

/// In lower case.
const GIVEN: &str = "\
    aaron abdul abigail adam adrian agnieszka ahmed aisha alan albert alexander alexandra alfie ali alice alison \
    amanda amelia amina amy andrea andrew angela anita anna anne anthony audrey barbara barry beatrice ben \
    benjamin bernard beryl betty beverley brenda brian bridget callum cameron caroline catherine charlotte cheryl \
    chloe christine christopher claire clare clive colin connor cynthia daniel daphne darren david debbie deborah \
    debra denise dennis derek diana diane donald donna doreen doris dorothy dylan eileen elaine eleanor elizabeth \
    ellie elsie emily emma eric ethan ethel evelyn fatima fiona frances gareth gary gavin gemma geoffrey gerald \
    geraldine gillian gladys glenys graham gwen gwyneth hannah harriet harry hassan helen henry hilary howard \
    hussain ian ibrahim irene isabel isabella isla jacob jacqueline jacqui jake james jamie jane janet janice \
    jason jayne jean jeanette jeffrey jennifer jenny jeremy jessica jill jillian joan joanna joanne john jonathan \
    josephine joshua joyce judith julia julian julie karen karl kate katherine kathleen kathryn katie keith \
    kenneth kevin kieran kirsty krzysztof laura lauren leanne leon leonard lesley liam linda lisa lorraine louise \
    lucy luke lynda lynne maciej malcolm margaret maria marian marie marilyn marion marjorie martin mary matthew \
    maureen megan melanie michael michelle mildred mohamed mohammad mohammed mollie molly monica muhammad muriel \
    nadia natalie natasha nathan neil nicholas nicola nigel norman olga oliver olivia omar pamela patricia patrick \
    paul pauline peter philip phyllis piotr priya rachel ralph raymond rebecca reginald rhian rhys richard robert \
    roger ronald roy russell ruth ryan sally samantha samuel sandra sara sarah sean sharon sheila shirley sian \
    simon sonia sophie stacey stanley stephanie stephen steven stuart susan suzanne sylvia tanya terence teresa \
    thelma theresa thomas timothy tina toby tomasz tracey trevor tyler valerie vanessa vera vikram vincent wendy \
    wesley winifred yasmin yusuf yvonne zainab zoe";

/// What makes `Martin House` a place and `jane.cafe` a team: no surname that is worth a false alarm.
const NO_SURNAME: &str = "\
    academy admin almshouse almshouses association avenue bar bookings cafe café care centre charity church clinic \
    close club college community cottage court crescent day drive enquiries estate farm foundation fund garden \
    gardens green group hall help home hospice hospital hotel house hub info institute lane library line lodge \
    lounge memorial museum office park partnership pavilion place practice project road room rooms scheme school \
    service services square street studio support surgery team terrace theatre trust unit volunteers walk ward way \
    wing work works";

/// True for a given name, in whatever case.
pub(super) fn is_given_name(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| GIVEN.split(' ').collect());
    KNOWN.contains(word.to_lowercase().as_str())
}

/// True for a word that can be a surname: letters, and nothing that a place or a team is called by.
pub(super) fn can_be_surname(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.chars().count() >= 2
        && lower
            .chars()
            .all(|c| c.is_alphabetic() || "'’-".contains(c))
        && !names_a_place(word)
        && !is_given_name(word)
}

/// True for a word that a place or a team is called by.
pub(super) fn names_a_place(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| NO_SURNAME.split(' ').collect());
    KNOWN.contains(word.to_lowercase().as_str())
}

/// True for a word that starts with a capital and is not all capitals: `Smith`, `O'Neill`.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_whatever_case_and_a_word_is_not() {
        assert!(is_given_name("Sheila") && is_given_name("mohammed"));
        assert!(!is_given_name("Grace") && !is_given_name("Colne"));
    }

    #[test]
    fn a_house_is_no_surname() {
        assert!(can_be_surname("Smith") && can_be_surname("O'Neill"));
        assert!(!can_be_surname("House") && !can_be_surname("café"));
    }
}
