//! A complete small directory to begin with: what `signpost init` writes.
//!
//! Dangers, stops, crisis contacts, what goes with agreement, and the words of the needs are taken from the demonstration
//! directory as it is built into the program, so that there is one place where they are kept; `template/` holds the rest.
//! Everything that is invented says SAMPLE, and the settings call the directory a demonstration until somebody changes that.

mod blocks;
mod taken;

use crate::load::{self, Raw};
use crate::model::vocabulary::vocabulary;
use jiff::ToSpan;
use jiff::civil::Date;
use taken::Taken;

vocabulary! {
    /// Where changes of the directory are checked.
    Ci {
        /// GitHub Actions.
        Github = "github",
        /// GitLab CI.
        Gitlab = "gitlab",
        /// Before each commit, with pre-commit.
        PreCommit = "pre-commit",
        /// Nowhere.
        None = "none",
    }
}

/// One file of the new directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path inside the directory, with `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Days after which an entry has to be confirmed again.
const REVIEW_DAYS: u16 = 180;
/// For how long crisis contacts may stand as they were published before somebody has confirmed them.
const DAYS_TO_CONFIRM: i64 = 90;

/// The files of a small directory that begins on this day, sorted by path.
///
/// `demonstration` are the files of the demonstration directory.
#[must_use]
pub fn files(demonstration: &[Raw], today: Date, ci: Ci) -> Vec<NewFile> {
    let shipped = load::texts(demonstration.to_vec(), "").directory;
    let taken = Taken::new(&shipped, demonstration);
    let until = today.checked_add(DAYS_TO_CONFIRM.days()).unwrap_or(today);
    let review = today.checked_add(6.months()).unwrap_or(today);
    let filled = |template: &str| {
        template
            .replace("{{today}}", &today.to_string())
            .replace("{{until}}", &until.to_string())
            .replace("{{review}}", &review.to_string())
            .replace("{{review_days}}", &REVIEW_DAYS.to_string())
    };
    let mut files: Vec<(String, String)> = vec![
        (
            "signpost.toml".to_owned(),
            filled(include_str!("starter/template/signpost.toml.in"))
                + &taken.allowed(today, until, REVIEW_DAYS),
        ),
        (
            "needs.yaml".to_owned(),
            include_str!("starter/template/needs.yaml.in").to_owned() + &taken.needs(),
        ),
        (
            "areas.yaml".to_owned(),
            include_str!("starter/template/areas.yaml.in").to_owned() + &taken.areas(),
        ),
        (
            "routing.toml".to_owned(),
            taken.rules(&filled(include_str!("starter/template/routing.toml.in"))),
        ),
        (
            "cases/sample-repeated-falls.yaml".to_owned(),
            filled(include_str!("starter/template/case.yaml.in"))
                .replace("{{dangers}}", &taken.dangers_answered_no()),
        ),
        (
            "README.md".to_owned(),
            filled(include_str!("starter/template/README.md.in")),
        ),
    ];
    let samples = SAMPLES.iter();
    files.extend(samples.map(|(path, text)| ((*path).to_owned(), filled(text))));
    files.extend(taken.services(today));
    files.extend(ci_file(ci).map(|(path, text)| (path.to_owned(), text.to_owned())));
    files.sort();
    files
        .into_iter()
        .map(|(path, text)| NewFile { path, text })
        .collect()
}

/// An invented service of each kind that the demonstration's stops do not bring.
const SAMPLES: [(&str, &str); 4] = [
    (
        "services/befriending/sample-tea-and-talk.yaml",
        include_str!("starter/template/services/sample-tea-and-talk.yaml.in"),
    ),
    (
        "services/link-workers/sample-community-navigators.yaml",
        include_str!("starter/template/services/sample-community-navigators.yaml.in"),
    ),
    (
        "services/ahp/sample-physiotherapy.yaml",
        include_str!("starter/template/services/sample-physiotherapy.yaml.in"),
    ),
    (
        "services/ahp/sample-speech-and-language-therapy.yaml",
        include_str!("starter/template/services/sample-speech-and-language-therapy.yaml.in"),
    ),
];

const fn ci_file(ci: Ci) -> Option<(&'static str, &'static str)> {
    match ci {
        Ci::Github => Some((
            ".github/workflows/signpost.yml",
            include_str!("starter/template/github.yml.in"),
        )),
        Ci::Gitlab => Some((
            ".gitlab-ci.yml",
            include_str!("starter/template/gitlab.yml.in"),
        )),
        Ci::PreCommit => Some((
            ".pre-commit-config.yaml",
            include_str!("starter/template/pre-commit.yaml.in"),
        )),
        Ci::None => None,
    }
}
