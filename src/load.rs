//! A folder, or pairs of path and text, to a [`Directory`] and everything that is wrong with it.
//!
//! Answers "is it well formed?"; [`check`](crate::check) answers "is it true, safe and current?". Loading never fails
//! because of content: it returns what could be read and a list of findings. A finding of severity error in the
//! settings, needs, areas or rules means that the directory must not answer; one in a service leaves that service out.

mod answers;
pub mod areas;
pub mod cases;
mod conditions;
mod document;
pub mod facts;
pub mod fields;
mod fingerprint;
pub mod folder;
pub mod kinds;
mod names;
pub mod needs;
pub mod node;
mod problems;
pub mod profile;
pub mod rules;
pub mod services;
mod set_aside;
pub mod settings;
mod toml_text;
pub mod values;
mod yaml;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::service::Service;
use crate::model::{Directory, LeftOut};
use crate::source::{FileId, SourceFile, Sources, Span, Spanned};
use document::{Document, read, stem, tree};
use fingerprint::content_version;
use names::names;
use node::Node;
use problems::Problems;
use rayon::prelude::*;
use services::file::{ServiceFile, service_file};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 1024 * 1024;

/// The files a directory always has.
pub const REQUIRED_FILES: [&str; 4] = ["signpost.toml", "needs.yaml", "areas.yaml", "routing.toml"];

/// True for the path of a file that a directory is read from: one of the four at its top, or anything below `services` that is
/// not hidden.
#[must_use]
pub fn is_read(path: &str) -> bool {
    let hidden = || path.split('/').any(|part| part.starts_with('.'));
    REQUIRED_FILES.contains(&path) || (path.starts_with("services/") && !hidden())
}

/// One file before it is decoded.
#[derive(Clone, Debug)]
pub struct Raw {
    /// Path inside the directory, with `/` between its parts: `services/falls/tai-chi.yaml`.
    pub path: String,
    /// Its bytes; `Err` holds its size where it is too large to be read at all.
    pub bytes: Result<Vec<u8>, u64>,
}

impl Raw {
    /// A file made of text.
    #[must_use]
    pub fn text(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            bytes: Ok(text.as_bytes().to_vec()),
        }
    }
}

/// What a directory says, and what is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that could be read.
    pub directory: Directory,
    /// Everything that is wrong, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// The texts, for excerpts.
    pub sources: Sources,
    /// True where settings, needs, areas or rules are broken, so that no question may be answered.
    pub refuses: bool,
    /// What a [`Look`] found in the service files, in the order of the paths; empty where nobody looked.
    pub looked: Vec<Diagnostic>,
}

/// Looks at the text and the tree of a service file that is sound YAML, while it is at hand.
pub type Look = fn(&str, FileId, &Node) -> Vec<Diagnostic>;

/// Adds what is wrong with a directory's own worked cases to the findings, each about its case. `shown` stands before each
/// path, as in [`texts`].
///
/// What the cases expect is for `signpost test`. Nothing is read where the directory refuses to answer: cases name its needs
/// and facts. A case too large to be read is read as an empty one.
pub fn add_cases(cases: &[Raw], shown: &str, loaded: &mut Loaded) {
    if loaded.refuses {
        return;
    }
    for case in cases {
        let bytes = case.bytes.as_deref().unwrap_or_default();
        let read = self::cases::case(&format!("{shown}{}", case.path), bytes, &loaded.directory);
        let name = case.path.rsplit('/').next().unwrap_or(&case.path);
        // The case was read by itself, so its findings point at the first file.
        let file = loaded.sources.add(read.sources.files()[0].clone());
        for mut finding in read.findings {
            finding.primary.span.file = file;
            for label in &mut finding.related {
                label.span.file = file;
            }
            finding.subject = Some(name.trim_end_matches(".yaml").to_owned());
            loaded.findings.push(finding);
        }
    }
    crate::diagnostic::sort(&mut loaded.findings);
}

/// Loads a directory from its files. `shown` stands before each path in findings (`directory/`); may be empty.
#[must_use]
pub fn texts(files: Vec<Raw>, shown: &str) -> Loaded {
    texts_with(files, shown, None)
}

/// The same, with a look at each service file.
#[must_use]
pub fn texts_with(mut files: Vec<Raw>, shown: &str, look: Option<Look>) -> Loaded {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let texts: Vec<Document> = files
        .into_par_iter()
        .enumerate()
        .map(|(position, raw)| read(raw, file_id(position)))
        .collect();
    let mut loading = Loading {
        look,
        ..Loading::default()
    };
    loading.directory.content_version = content_version(&texts);
    let mut sources = Sources::default();
    for text in &texts {
        loading.findings.extend(text.findings.iter().cloned());
    }
    loading.top_level(&texts);
    loading.services(&texts);
    let missing = missing(&texts);
    for text in texts {
        sources.add(SourceFile {
            path: format!("{shown}{}", text.path),
            text: text.text,
        });
    }
    // A file that is missing is shown as an empty one, so that its finding stands somewhere.
    for name in missing {
        sources.add(SourceFile {
            path: format!("{shown}{name}"),
            text: String::new(),
        });
    }
    loading.finish(sources, shown)
}

/// The files that every directory has and this one lacks.
fn missing(texts: &[Document]) -> Vec<&'static str> {
    REQUIRED_FILES
        .into_iter()
        .filter(|name| texts.iter().all(|text| text.path != *name))
        .collect()
}

fn file_id(position: usize) -> FileId {
    FileId(u32::try_from(position).unwrap_or(u32::MAX))
}

/// A directory while it is put together.
#[derive(Default)]
struct Loading {
    directory: Directory,
    findings: Vec<Diagnostic>,
    /// True where a file that everything needs is missing or could not be decoded.
    unusable: bool,
    look: Option<Look>,
    looked: Vec<Diagnostic>,
}

impl Loading {
    /// Decodes settings, needs, areas and rules, in the order they depend on each other.
    fn top_level(&mut self, texts: &[Document]) {
        for (position, name) in missing(texts).into_iter().enumerate() {
            self.unusable = true;
            self.findings.push(
                Diagnostic::new(
                    &kinds::MISSING_FILE,
                    Span::new(file_id(texts.len() + position), 0..0),
                    format!("the directory has no `{name}`"),
                )
                .help("every directory has signpost.toml, needs.yaml, areas.yaml and routing.toml at its top")
                .about(name),
            );
        }
        self.directory.needs = self
            .one(texts, "needs.yaml", needs::needs)
            .unwrap_or_default();
        self.directory.areas = self
            .one(texts, "areas.yaml", areas::areas)
            .unwrap_or_default();
        self.directory.settings = self
            .one(texts, "signpost.toml", settings::settings)
            .unwrap_or_default();
        let needs = std::mem::take(&mut self.directory.needs);
        let areas = std::mem::take(&mut self.directory.areas);
        let names = names(&needs, &areas, self.complete(texts));
        self.directory.rules = self
            .one(texts, "routing.toml", |node, problems| {
                rules::rules(node, &names, problems)
            })
            .unwrap_or_default();
        let mut problems = Problems {
            list: &mut self.findings,
            subject: None,
        };
        settings::settings_area(&self.directory.settings, &names, &mut problems);
        drop(names);
        self.directory.needs = needs;
        self.directory.areas = areas;
        let refused = |finding: &Diagnostic| {
            let path = texts
                .get(finding.primary.span.file.0 as usize)
                .map_or("", |text| text.path.as_str());
            finding.severity == Severity::Error && !path.starts_with("services/")
        };
        self.unusable |= self.findings.iter().any(refused);
    }

    /// Whether needs.yaml and areas.yaml were read whole. Where one was not, whatever names a need or an area would seem to
    /// name an unknown one, which is not worth a finding of its own.
    fn complete(&self, texts: &[Document]) -> [bool; 2] {
        ["needs.yaml", "areas.yaml"].map(|name| {
            texts
                .iter()
                .position(|text| text.path == name)
                .is_some_and(|position| {
                    self.findings
                        .iter()
                        .all(|finding| finding.primary.span.file != file_id(position))
                })
        })
    }

    fn one<T>(
        &mut self,
        texts: &[Document],
        name: &str,
        decode: impl FnOnce(&Node, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        let position = texts.iter().position(|text| text.path == name)?;
        let text = &texts[position];
        let decoded = text
            .readable
            .then(|| tree(text, file_id(position), &mut self.findings))
            .flatten()
            .and_then(|node| {
                decode(
                    &node,
                    &mut Problems {
                        list: &mut self.findings,
                        subject: None,
                    },
                )
            });
        self.unusable |= decoded.is_none();
        decoded
    }

    /// Decodes every service file on every core; results are put together in the order of the paths.
    fn services(&mut self, texts: &[Document]) {
        let complete = self.complete(texts);
        let names = names(&self.directory.needs, &self.directory.areas, complete);
        let look = self.look;
        let decoded: Vec<(usize, ServiceFile)> = texts
            .par_iter()
            .enumerate()
            .filter(|(_, text)| text.path.starts_with("services/"))
            .map(|(position, text)| {
                (
                    position,
                    service_file(text, file_id(position), &names, look),
                )
            })
            .collect();
        let mut services: Vec<Service> = Vec::with_capacity(decoded.len());
        for (position, read) in decoded {
            let ServiceFile {
                service,
                findings,
                looked,
            } = read;
            self.looked.extend(looked);
            let text = &texts[position];
            let why = text
                .findings
                .iter()
                .chain(&findings)
                .find(|finding| finding.severity == Severity::Error);
            if why.is_some() || service.is_none() {
                let why = why.map_or_else(
                    || "it could not be read".to_owned(),
                    |finding| finding.message.clone(),
                );
                self.directory.left_out.push(LeftOut {
                    file: text.path.clone(),
                    id: stem(&text.path).to_owned(),
                    why,
                });
            } else {
                services.extend(service);
            }
            self.findings.extend(findings);
        }
        self.directory.services = services;
        self.duplicate_ids(texts);
        self.directory.index_services();
    }

    /// Two files in different folders may claim one id: the later one, in the order of the paths, is left out.
    fn duplicate_ids(&mut self, texts: &[Document]) {
        let mut first: std::collections::BTreeMap<String, Spanned<String>> =
            std::collections::BTreeMap::new();
        let services = std::mem::take(&mut self.directory.services);
        for service in services {
            if let Some(known) = first.get(&service.id.value) {
                let mut problems = Problems {
                    list: &mut self.findings,
                    subject: Some(service.id.value.clone()),
                };
                names::duplicate_id(&service.id, known, &mut problems);
                self.directory.left_out.push(LeftOut {
                    file: texts[service.file.0 as usize].path.clone(),
                    id: service.id.value.clone(),
                    why: format!("the id `{}` is used twice", service.id.value),
                });
                continue;
            }
            first.insert(service.id.value.clone(), service.id.clone());
            self.directory.services.push(service);
        }
    }

    fn finish(mut self, sources: Sources, shown: &str) -> Loaded {
        crate::diagnostic::sort(&mut self.findings);
        for left_out in &mut self.directory.left_out {
            left_out.file.insert_str(0, shown);
        }
        self.directory.sources = sources.clone();
        Loaded {
            directory: self.directory,
            findings: self.findings,
            sources,
            refuses: self.unusable,
            looked: self.looked,
        }
    }
}
