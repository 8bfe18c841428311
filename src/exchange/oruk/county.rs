//! The county of a local authority, which an address of Open Referral UK must have.

/// The county a local authority lies in, by its code; the country where the county does not follow from the code.
///
/// Districts of a county have neighbouring codes. Source: the Register of Geographic Codes of the Office for National
/// Statistics (E07 non-metropolitan districts, E08 metropolitan districts, E09 London boroughs). A unitary authority (E06), and
/// one of Wales or Scotland, is its own county or in a former one; only the country is said of them.
pub(super) fn county(authority: &str) -> Option<&'static str> {
    let (kind, number) = authority.split_at_checked(3)?;
    let number: u32 = number.parse().ok()?;
    Some(match (kind, number) {
        ("E07", 8..=12) => "Cambridgeshire",
        ("E07", 32..=39) => "Derbyshire",
        ("E07", 40..=47) => "Devon",
        ("E07", 61..=65) => "East Sussex",
        ("E07", 66..=77) => "Essex",
        ("E07", 78..=83) => "Gloucestershire",
        ("E07", 84..=94) => "Hampshire",
        ("E07", 95..=99 | 102 | 103 | 240..=243) => "Hertfordshire",
        ("E07", 105..=116) => "Kent",
        ("E07", 117..=128) => "Lancashire",
        ("E07", 129..=135) => "Leicestershire",
        ("E07", 136..=142) => "Lincolnshire",
        ("E07", 143..=149) => "Norfolk",
        ("E07", 170..=176) => "Nottinghamshire",
        ("E07", 177..=181) => "Oxfordshire",
        ("E07", 192..=199) => "Staffordshire",
        ("E07", 200..=206 | 244 | 245) => "Suffolk",
        ("E07", 207..=217) => "Surrey",
        ("E07", 218..=222) => "Warwickshire",
        ("E07", 223..=229) => "West Sussex",
        ("E07", 234..=239) => "Worcestershire",
        ("E08", 1..=10) => "Greater Manchester",
        ("E08", 11..=15) => "Merseyside",
        ("E08", 16..=19) => "South Yorkshire",
        ("E08", 21..=24 | 37) => "Tyne and Wear",
        ("E08", 25..=31) => "West Midlands",
        ("E08", 32..=36) => "West Yorkshire",
        ("E09", _) => "Greater London",
        _ if kind.starts_with('E') => "England",
        _ if kind.starts_with('W') => "Wales",
        _ if kind.starts_with('S') => "Scotland",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::county;

    #[test]
    fn a_district_is_in_its_county_and_others_in_their_country() {
        for (code, expected) in [
            ("E07000071", Some("Essex")),   // Colchester
            ("E07000203", Some("Suffolk")), // Mid Suffolk
            ("E09000033", Some("Greater London")),
            ("E06000045", Some("England")), // Southampton
            ("W06000015", Some("Wales")),
            ("S12000036", Some("Scotland")),
            ("N09000003", None),
            ("", None),
        ] {
            assert_eq!(county(code), expected, "{code}");
        }
    }
}
