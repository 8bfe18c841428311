//! Common words that are not taken for misspellings of rarer ones: "standing" is not "stalking".
//!
//! Words that are themselves common slips ("dye", "site", "quire", "stoke") are left out on purpose, and so are words
//! next to a word of danger ("kil").

/// Whether a word is so common that it was surely meant.
pub(super) fn is_ordinary(word: &str) -> bool {
    ORDINARY
        .split_ascii_whitespace()
        .any(|ordinary| ordinary == word)
}

const ORDINARY: &str = "\
    able above across actually afraid agree almost along already although always amount animal answer appear \
    apple apply area arms arrive asked away baby ball base basic beautiful became become began begin behind \
    believe best better between bill bird black blue board boat body book books born both bottom boys bread \
    bring brought brown build building built burn business busy call called came camera cannot card cards carry \
    case catch caught cause cent centre certain chair chance change check chess child choose church circle city \
    clean clear climb clock close closed cloth clothes cloud coast coat coffee cold colour coming common company \
    contain cook cool copy corner correct cost could count country couple cover cross crowd curtain cuts cutting \
    dance danger dark date deal dear decide deep desk dinner direct discuss dish doctor doctors does dogs done \
    door double doubt draw dream dress drive driving drop during each early earn earth east easy edge eight \
    either else email empty ended ends engine enjoy enough enter even evening event everyone everything exact \
    example expect explain extra fact failing fair family farm fast favourite fear feed field fight fill film \
    final fine finger finish fire fish fixing flat floor flower follow following food foot force forget form \
    found free fresh friday friend friends front fruit full funny further future game games garden gave general \
    gentle girl girls give given glad glass gold grass great green grew ground grow guess hair half hall hand \
    handle hands happen happened happy head health hear heard heart heat heavy held hello high hill history hold \
    hole holiday hope horse hotel hour hours however huge hundred hurry husband idea important inside instead \
    interest island joint joke joking journey july jump june kept keys kind king kitchen knee knew knock know \
    known lack lake land language large late later laugh lead learn least leave leaving left legs leisure less \
    lesson letter letters level library life lift light line list listen little lock locked locks longer look \
    looked looking lose loss loud luck lucky lunch machine made mail main many march mark market marry match \
    matter maybe meal mean means meant measure meat medicine meet meeting member mention middle might mile milk \
    mind minute miss mistake moment monday money moon morning most mother mouth move moved moving music name \
    near nearly neck neighbour neighbours next nice night nine noise normal north nose note notice nuisance \
    number object offer office often open opened opening operation opinion order ordinary outside overdue page \
    pain paint pair paper parents park part partly party pass past path payday perhaps phone photo piece place \
    plan plane plans plant play playing please point polite poor possible post pound practice prepare present \
    press pretty price print private problem proud provide public pull pure push quarter question quick quiet \
    quit quite race radio rain raise reach read reading ready real reason receive record remember rent repair \
    repeat reply rest result retirement return rich ride right ring rise river road rock room rubbing rule \
    running safe said sail salt same sand saturday save says school season seat second seem seen sell send sense \
    sent seven several shake shall shape share sharp shoe shoes shop shops short shot shout show shower shut \
    sick side sign simple since sing single sister sitting size skin sleep slip slow small smell smile snore \
    snores snow soft soil sold sometimes song soon sore sort sound south space speak special speed spell spend \
    spent spoke spoken sport spot spring square stage stairs stand standing star start started state station \
    stay step steps still stone stood stop store story straight strange street strong stuck student study such \
    sugar suit summer sunday sure surface surprise swim table talk talking tall taste teach team tell than thank \
    thick thin thing think third though thought thousand through throw thursday ticket till tiny together told \
    tomorrow tonight took touch toward town trade train travel tree trip true trying tuesday turn twice type \
    under understand until upon used usual usually various visit voice wait waiting wake walk walking wall warm \
    wash washed watch water wave weak wear weather wednesday weekend weight well went west wheel whether white \
    whole whose wide wife wild wind window winter wish without woman wonder wood word words work working world \
    worry worse worst write writing wrong yard yesterday young";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_ordinary_and_slips_are_not() {
        assert!(is_ordinary("standing"));
        assert!(!is_ordinary("stalkin"));
        assert!(!is_ordinary("dye"));
    }

    #[test]
    fn the_list_is_sorted_without_doubles() {
        let words: Vec<&str> = ORDINARY.split_ascii_whitespace().collect();
        assert!(words.is_sorted_by(|a, b| a < b));
    }
}
