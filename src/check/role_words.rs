//! Words that stand in the addresses of teams, roles and groups, so that `front.desk@` is not taken for a person.
//!
//! No check by itself. Chosen by hand in November 2026 from what services, councils and the NHS call their desks, and from what
//! they do. A word that is missing costs a false alarm, which `[[allow]]` silences; one too many hides the address of a person of
//! that name, so common surnames (Day, Cook, Head) are left out.

use std::collections::HashSet;
use std::sync::LazyLock;

/// In lower case.
const ROLES: &str = "\
    about access account accounts action active activities activity adaptations admin administrator adult adults advice \
    advisers advisors advocacy age ageing alarm alcohol all allied alzheimers and appointments art arts asc assessment \
    assessments assist assistance at autism bank befriend befriending benefits bereavement better bike bingo blind board \
    book booking borough breathe buddies bus business by cancer care carer carers cars centre chair chairman chairperson \
    chaplain chat chats child children childrens choir christian circle citizen citizens city clinic clubs coach coffee \
    comms communications communities complaints confidential connect connected connections consultant contact contacts \
    coordinator coordinators corner council counselling county creative crisis customer cycle cycling dance data deaf debt \
    dementia dental desk development diabetes dial digital direct director directory disabilities disabled discharge \
    district domestic donate donations door drivers drop duty early east easy elderly emergency employment energy enquire \
    enquiry equipment events exercise eye falls families family feedback finance first fit fitness food foodbank for friend \
    friendly friends front fun fund fundraising general get gp grants group groups happy headway health healthy hear hearing \
    heart hello here home homes hot housing hr hub hubs huts in independent info inquiries intake involve it job jobs join \
    junior kind kitchen ladies launch law learning leave legal leisure library lifeline link links listen live living loan \
    local loneliness lunch lunches mail main manager managers meals medical meet meeting meetings member members membership \
    memory men mens mental mid midlands mind ministry mobile mobility money more mums music national neighbour neighbours \
    neuro new news newsletter nhs night no north northern not number nurse nurses nursing nutrition occupational of office \
    officer officers old older on one online open ot our out outreach over palliative parents parish partner partners \
    patient patients peer pension people performance personal pharmacy phone physio planning play podiatry police post \
    practice prescribing president press primary privacy programme project projects public quiet ready rec reception \
    recovery recruit recruitment referral referrals registration registry relief repairs repeat rescue resource resources \
    respite response right rights run rural safe safeguarding sales samaritans sanctuary say scheme schemes school scope \
    secretary see senior seniors sense service sharing shed sheds shop shopmobility sight sing single sit skills smoking \
    social society south southern speak speech sport sports staff start statutory step stop strength stroke student success \
    support sure surgeries swim talk talking tea teams tech telephone tenancy tenants the therapies therapist therapy time \
    to together tourism town training transport travel treasurer triage trustee trustees uk unit united us vice village \
    vision visit visiting visitor visits voice voices volunteer volunteering wales walk walkers walking walks warden warm \
    water web webmaster welcome welfare well wellbeing west western with women womens workers working world writing yoga you \
    young your youth";

/// True for a word that stands in addresses of teams, roles and groups: `reception`, `adult`, `services`.
pub(super) fn names_a_role(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> =
        LazyLock::new(|| ROLES.split_ascii_whitespace().collect());
    let lower = word.to_lowercase();
    // What ends so is a thing, and hardly ever a surname: information, community.
    KNOWN.contains(lower.as_str())
        || is_joined(&lower, &KNOWN)
        || ["tion", "ity", "tions"]
            .iter()
            .any(|end| lower.len() > end.len() + 2 && lower.ends_with(end))
}

/// True for two words of roles in one, of which the second can hardly end a surname: `dutyteam`, `infodesk`.
fn is_joined(word: &str, known: &HashSet<&str>) -> bool {
    const ENDS: [&str; 10] = [
        "admin",
        "desk",
        "enquiries",
        "group",
        "office",
        "reception",
        "referrals",
        "service",
        "services",
        "team",
    ];
    ENDS.iter()
        .filter_map(|end| word.strip_suffix(end))
        .any(|start| known.contains(start))
}

/// True for what a team, a desk or a role is called by: every word of it is one of theirs.
///
/// ```
/// use signpost::check::names_a_team;
///
/// assert!(names_a_team("Reception"));
/// assert!(names_a_team("Duty desk"));
/// assert!(!names_a_team("Mary Smith"));
/// ```
#[must_use]
pub fn names_a_team(name: &str) -> bool {
    let mut words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some() && words.all(names_a_role)
}

/// True for an e-mail address of a team, a desk or a role: every word before its `@` is one of theirs, but for numbers.
///
/// ```
/// use signpost::check::is_of_a_team;
///
/// assert!(is_of_a_team("duty.desk2@example.org"));
/// assert!(!is_of_a_team("mary@example.org"));
/// ```
#[must_use]
pub fn is_of_a_team(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    let letters = local.replace(|c: char| c.is_ascii_digit(), " ");
    names_a_team(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_known_in_whatever_case_and_names_are_none() {
        for word in [
            "Info",
            "desk",
            "Adult",
            "information",
            "community",
            "dutyteam",
        ] {
            assert!(names_a_role(word), "{word}");
        }
        for word in ["Nowak", "doyle", "siobhan", "okafor", "smith", "smithteam"] {
            assert!(!names_a_role(word), "{word}");
        }
    }
}
