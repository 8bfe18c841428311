//! Which services would take a person: each cell of the table, the order, and properties that hold for any directory.

#![expect(clippy::unwrap_used, reason = "helpers of tests, too")]

mod gaps;
mod order;
mod properties;
mod table;

use jiff::civil::{Date, date};
use signpost::find::{CriterionKind, Found, Match, Places, Query, Suits, Whereabouts, find, suits};
use signpost::load::{Raw, texts};
use signpost::model::Directory;
use signpost::model::postcode::Locality;
use signpost::place::{Table, locate};

const TODAY: Date = date(2026, 11, 23);

const NEEDS: &str = "needs:
  - {id: loneliness, label: Feeling lonely or cut off, group: social, words: [lonely], professions: []}
  - {id: falls, label: Falls and fear of falling, group: function, words: [falls], professions: [physiotherapist]}
  - {id: suicidal-thoughts, label: Thoughts of suicide, group: crisis, crisis: yes, words: [suicide], professions: []}
";

const AREAS: &str = "areas:
  - {id: north-east-essex, label: North East Essex, authorities: [E07000071, E07000076]}
  - {id: colchester, label: Colchester, authorities: [E07000071]}
  - {id: tendring, label: Tendring, authorities: [E07000076]}
  - {id: mid-essex, label: Mid Essex, authorities: [E07000067, E07000070, E07000074]}
  - {id: clacton, label: Clacton, districts: [CO15, CO16]}
";

const RULES: &str = "version = \"1\"
owner = \"clinical lead\"
review = 2027-05-31
[facts.agrees]
ask = \"Does the person agree?\"
[[rule]]
id = \"default\"
route = \"active-signposting\"
why = \"Information is enough.\"
";

const SETTINGS: &str = "name = \"Test\"\nreview_days = 180\ndemonstration = false\n";

/// What an entry says where a test does not say otherwise.
const USUAL: [&str; 11] = [
    "name: Tea and Talk",
    "organization: Colne Neighbours",
    "summary: Someone to chat to.",
    "kind: community",
    "status: active",
    "needs: [loneliness]",
    "attending_type: [venue]",
    "attending_access: [self-referral]",
    "contact: {phone: 01632 960001}",
    "area: [colchester]",
    "assured: {on: 2026-10-12, by: directory coordinator}",
];

/// A directory of these entries, each an id and the lines in which it differs from the usual; `-key` leaves a key out.
fn directory(entries: &[(&str, &str)]) -> Directory {
    let mut files = vec![
        Raw::text("needs.yaml", NEEDS),
        Raw::text("areas.yaml", AREAS),
        Raw::text("routing.toml", RULES),
        Raw::text("signpost.toml", SETTINGS),
    ];
    for (id, lines) in entries {
        let key = |line: &str| line.split(':').next().unwrap_or("").to_owned();
        let mut text = format!("id: {id}\n");
        for usual in USUAL {
            let left_out = format!("-{}", key(usual));
            if lines
                .lines()
                .all(|line| key(line) != key(usual) && line != left_out)
            {
                text.push_str(usual);
                text.push('\n');
            }
        }
        for line in lines.lines().filter(|line| !line.starts_with('-')) {
            text.push_str(line);
            text.push('\n');
        }
        files.push(Raw::text(&format!("services/{id}.yaml"), &text));
    }
    let loaded = texts(files, "");
    let problem = loaded.findings.first().map(|finding| &finding.message);
    assert_eq!(problem, None, "the entries of a test are clean");
    loaded.directory
}

fn near(typed: &str) -> Whereabouts {
    let locality = Locality::parse(typed).unwrap();
    Whereabouts::from_located(locate(&Table::embedded(), locality).unwrap())
}

fn in_area(directory: &Directory, id: &str) -> Whereabouts {
    let area = directory.areas.iter().position(|area| area.id.value == id);
    Whereabouts::from_area(directory, area.unwrap())
}

/// A query for company in Colchester.
fn query(directory: &Directory) -> Query {
    let mut query = Query::new(TODAY);
    query.needs = vec![directory.need_by_id("loneliness").unwrap()];
    query.place = Some(near("CO4 5JL"));
    query
}

fn found(directory: &Directory, query: &Query) -> Found {
    find(
        directory,
        &Places::new(directory, &Table::embedded()),
        query,
    )
}

/// The one service of the directory, judged.
fn judged(lines: &str, change: impl FnOnce(&mut Query)) -> Match {
    let directory = directory(&[("tea", lines)]);
    let mut query = query(&directory);
    change(&mut query);
    let service = directory.service_index("tea").unwrap();
    let places = Places::new(&directory, &Table::embedded());
    suits(&directory, &places, service, &query)
}

/// How one criterion came out, with its words; `None` where it was not compared.
fn criterion(judged: &Match, kind: CriterionKind) -> Option<(Suits, &str)> {
    let found = judged.criteria.iter().find(|one| one.kind == kind)?;
    Some((found.suits, found.text.as_ref()))
}
