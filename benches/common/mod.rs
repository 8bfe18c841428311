//! Large directories for the benchmarks: the shipped one, and as many further services as wanted. Generated rules are in
//! [`rule_sets`].
//!
//! A generated service is about as long as a written one, 38 lines and 1.25 kB. One in twenty meets the need `falls`. The
//! same number gives the same directory.

#![allow(
    dead_code,
    reason = "each benchmark includes this file and uses a part of it"
)]

pub(crate) mod rule_sets;

use signpost::load::{self, Loaded, Raw};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The need that one generated service in [`ONE_IN`] meets.
pub(crate) const NEED: &str = "falls";
/// One generated service in so many meets [`NEED`].
pub(crate) const ONE_IN: usize = 20;

/// The shipped directory.
pub(crate) fn shipped_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("directory")
}

/// The shipped directory, loaded.
pub(crate) fn shipped() -> Loaded {
    load::folder::load(&shipped_folder()).expect("the shipped directory is there")
}

/// The shipped directory with `services` generated services, loaded from memory.
pub(crate) fn large(services: usize) -> Loaded {
    let top = load::REQUIRED_FILES.iter().map(|name| {
        let text = fs::read_to_string(shipped_folder().join(name));
        Raw::text(name, &text.expect("every directory has this file"))
    });
    let generated = (0..services).map(|number| Raw::text(&path(number), &service(number)));
    let loaded = load::texts(top.chain(generated).collect(), "");
    assert!(
        loaded.findings.is_empty(),
        "generated services are well formed: {}",
        loaded.findings[0].message
    );
    loaded
}

/// Writes the shipped directory and `services` generated services into a folder. Gives the bytes of all files.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn write(folder: &Path, services: usize) -> io::Result<u64> {
    let mut bytes = copy(&shipped_folder(), folder)?;
    for number in 0..services {
        let (path, text) = (folder.join(path(number)), service(number));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &text)?;
        bytes += text.len() as u64;
    }
    Ok(bytes)
}

fn copy(from: &Path, to: &Path) -> io::Result<u64> {
    fs::create_dir_all(to)?;
    let mut bytes = 0;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        bytes += if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?
        } else {
            fs::copy(entry.path(), target)?
        };
    }
    Ok(bytes)
}

/// The most memory this process had at once, as Linux counts it; `None` elsewhere.
pub(crate) fn most_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.trim_start_matches("VmHWM:").trim().to_owned())
}

/// Where a generated service stands: a hundred to a folder.
fn path(number: usize) -> String {
    format!("services/area-{:04}/{}.yaml", number / 100, id(number))
}

fn id(number: usize) -> String {
    format!("generated-{number:06}")
}

/// Needs of the shipped directory that generated services meet, apart from [`NEED`].
const NEEDS: [&str; 20] = [
    "loneliness",
    "befriending",
    "social-activities",
    "transport",
    "carer-support",
    "sight-loss",
    "hearing-loss",
    "bereavement",
    "home-help",
    "debt",
    "benefits",
    "fuel-energy",
    "food-insecurity",
    "physical-activity",
    "mental-wellbeing",
    "long-term-condition",
    "learning",
    "digital-skills",
    "arts-creative",
    "nature-gardening",
];
const AREAS: [&str; 8] = [
    "north-east-essex",
    "colchester",
    "tendring",
    "mid-essex",
    "south-suffolk",
    "essex",
    "CO4",
    "CO15",
];
/// Large public buildings and centres, so that a generated place is a real one.
const POSTCODES: [&str; 6] = [
    "CO4 5JL", "CO1 1PJ", "CO1 1JB", "CO4 3SQ", "CO15 1SE", "CO1 1YH",
];
const SUPPORT: [&str; 6] = [
    "wheelchair",
    "oxygen",
    "hearing loss",
    "sight loss",
    "dementia",
    "needs transport",
];
const ANSWERS: [&str; 3] = ["yes", "no", "ask"];
const DAYS: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];

/// The text of a service file.
#[must_use]
pub(crate) fn service(number: usize) -> String {
    let mut random = Random::new(number as u64);
    let id = id(number);
    let needs = needs(number, &mut random);
    let (area, postcode) = (random.one_of(&AREAS), random.one_of(&POSTCODES));
    let (one, other) = (random.one_of(&DAYS), 9 + random.below(3));
    let mut text = format!(
        "id: {id}
name: Neighbours' Group {number}
organization: Neighbours Together {group}
summary: A small group that meets every week. You can come alone, and somebody will look out for you when you arrive.
description: |
  You can come for the whole morning or for an hour. There is tea, and nobody has to join in.
  A volunteer rings you on the day before, and can meet you at the bus stop.
kind: community
status: active
needs: [{needs}]
attending_type: [venue]
attending_access: [self-referral, professional-referral]
referral: Ring the group before the first visit. Surgeries and therapists can ring for you.
contact:
  phone: 01632 960{phone:03}
  email: hello@{id}.example.org
  url: https://{id}.example.org/
locations:
  - name: The hall
    address: High Street, Colchester
    postcode: {postcode}
area: [{area}]
hours:
  - {{days: [{one}], from: \"{other:02}:30\", to: \"12:30\", closed: [bank holidays]}}
eligibility:
  minimum_age: 18
accepts:
",
        group = number / 50,
        phone = number % 1000,
    );
    let first = random.below(SUPPORT.len());
    for offset in 0..4 {
        let support = SUPPORT[(first + offset) % SUPPORT.len()];
        let _ = writeln!(text, "  {support}: {}", random.one_of(&ANSWERS));
    }
    let _ = write!(
        text,
        "cost: {{amount: 2.50, per: session}}
languages: [en]
plain: |
  A small group that meets every week.
  You can come alone.
assured:
  on: 2026-{month:02}-{day:02}
  by: coordinator of the group
  source: telephone call with the group
",
        month = 5 + random.below(6),
        day = 1 + random.below(28),
    );
    text
}

fn needs(number: usize, random: &mut Random) -> String {
    let (first, second) = (random.below(NEEDS.len()), 1 + random.below(NEEDS.len() - 1));
    let second = NEEDS[(first + second) % NEEDS.len()];
    let first = if number.is_multiple_of(ONE_IN) {
        NEED
    } else {
        NEEDS[first]
    };
    format!("{first}, {second}")
}

/// Numbers that look random and are the same every time (`SplitMix64`).
pub(crate) struct Random(u64);

impl Random {
    /// Starts from a number.
    #[must_use]
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap_or(0)
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}
