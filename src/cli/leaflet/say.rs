//! The options that say what stands on a leaflet, beside its services.

use super::super::Common;
use super::super::session::{Session, warn};
use super::hear::{self, Hear};
use super::known;
use crate::leaflet::words::Words;
use crate::leaflet::{Options, Referral};
use crate::model::Directory;
use crate::model::personal::{
    certain_date_of_birth, certain_nhs_number, national_insurance_number,
};
use crate::model::service::{Service, ServiceIndex};
use crate::model::shown::clean;
use anyhow::{Result, bail};
use clap::Args;
use jiff::civil::Date;
use std::path::Path;

/// Words in the names of services that give nothing away.
const SAYS_NOTHING: [&str; 9] = [
    "service", "support", "help", "team", "line", "advice", "leaflet", "sheet", "with",
];

/// What stands on it.
#[derive(Debug, Args)]
#[command(next_help_heading = "What it says")]
pub(super) struct SayOptions {
    /// Who gives it, in a few words: "the memory clinic"
    #[arg(long, value_name = "WHO")]
    from: Option<String>,
    /// You asked the service of this id, and it can take the person: nothing has to be asked first
    #[arg(long, value_name = "ID")]
    asked: Vec<String>,
    /// You referred the person to the service of this id: it gets in touch
    #[arg(long, value_name = "ID")]
    referred: Vec<String>,
    /// By which day they get in touch, after a referral; ID=DATE where there are several; without it, a line to write on
    #[arg(long, value_name = "DATE", value_parser = hear::by)]
    hear_by: Vec<Hear<Date>>,
    /// How they get in touch, after a referral: "by letter"; ID=HOW where there are several; without it, a line to write on
    #[arg(long, value_name = "HOW", value_parser = hear::how)]
    hear_how: Vec<Hear<String>>,
    /// One idea a line, from each entry's own plain words
    #[arg(long)]
    plain_words: bool,
    /// The person says that a leaflet about a sensitive service is safe to take home
    #[arg(long)]
    safe_to_take: bool,
}

impl SayOptions {
    /// Everything that the leaflet says beside its services. `handed_on` are those that a plan refers the person to.
    pub(super) fn options(
        &self,
        words: &'static Words,
        session: &Session,
        handed_on: &[ServiceIndex],
        common: &Common,
    ) -> Result<Options> {
        self.says_nobody()?;
        Ok(Options {
            words,
            plain_words: self.plain_words,
            from: self.from.clone(),
            referrals: self.referrals(session, handed_on, common)?,
        })
    }

    /// The services that get in touch themselves: those that the worker referred to, then those that are still to be asked.
    fn referrals(
        &self,
        session: &Session,
        handed_on: &[ServiceIndex],
        common: &Common,
    ) -> Result<Vec<Referral>> {
        let mut all: Vec<ServiceIndex> = Vec::new();
        for service in ids(&self.referred, session)? {
            if !all.contains(&service) {
                all.push(service);
            }
        }
        let made = all.len();
        let to_be_made = handed_on.iter().filter(|service| !all.contains(service));
        all.extend(to_be_made.copied().collect::<Vec<_>>());
        let service = |index: &ServiceIndex| session.directory().service(*index);
        let names: Vec<&str> = all
            .iter()
            .map(|index| service(index).id.value.as_str())
            .collect();
        let open = names.get(made..).unwrap_or_default();
        if !open.is_empty() {
            warn(
                common,
                &format!(
                    "the sheet says that somebody will get in touch: refer the person to {}, then add --referred ID",
                    open.join(", ")
                ),
            )?;
        }
        if all.iter().any(|index| service(index).sensitive) {
            warn(
                common,
                "agree with the person how they can be reached safely, and tell the service: a call or a letter at home may give them away",
            )?;
        }
        let by = hear::for_each("--hear-by", &self.hear_by, &names)?;
        if let Some(by) = by.iter().flatten().find(|by| **by < session.today) {
            bail!("--hear-by {by} is in the past");
        }
        let how = hear::for_each("--hear-how", &self.hear_how, &names)?;
        let referrals = all.iter().zip(by).zip(how).enumerate();
        Ok(referrals
            .map(|(position, ((service, by), how))| Referral {
                service: *service,
                made: position < made,
                how,
                by,
            })
            .collect())
    }

    /// Refuses words that say who the person is: a leaflet names nobody.
    fn says_nobody(&self) -> Result<()> {
        let from = self.from.iter().map(|from| ("--from", from.as_str()));
        let how = self.hear_how.iter();
        let how = how.map(|how| ("--hear-how", how.value().as_str()));
        for (option, text) in from.chain(how) {
            let found = [
                certain_nhs_number(text).map(|_| "an NHS number"),
                national_insurance_number(text).map(|_| "a National Insurance number"),
                certain_date_of_birth(text).map(|_| "a date of birth"),
            ];
            if let Some(what) = found.into_iter().flatten().next() {
                bail!(
                    "{option} holds {what}: leave it out; a leaflet has a line to write a name on, and says nothing else of the person"
                );
            }
        }
        Ok(())
    }

    /// The services that were asked already.
    pub(super) fn asked(&self, session: &Session) -> Result<Vec<ServiceIndex>> {
        ids(&self.asked, session)
    }

    /// Refuses what is said of services that are not on the leaflet: it would be lost.
    pub(super) fn belong(&self, services: &[ServiceIndex], session: &Session) -> Result<()> {
        for (option, ids) in [("--asked", &self.asked), ("--referred", &self.referred)] {
            for id in ids {
                if !services.contains(&known(id, session)?) {
                    bail!("{option} {}: this service is not on the leaflet", clean(id));
                }
            }
        }
        Ok(())
    }

    /// Why a sensitive service must not be printed; `None`: it is not sensitive, or the person says that it is safe.
    pub(super) fn not_safe(&self, service: &Service) -> Option<&'static str> {
        (service.sensitive && !self.safe_to_take)
            .then_some("having it at home could put the person at risk; ask them, and add --safe-to-take if it is safe")
    }

    /// Refuses the name of a file that gives a sensitive service away: by its id, its
    /// name, who runs it or what it helps with.
    pub(super) fn neutral_name(
        path: &Path,
        service: &Service,
        directory: &Directory,
    ) -> Result<()> {
        if !service.sensitive {
            return Ok(());
        }
        let file = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let needs = service.needs.iter();
        let needs = needs.map(|need| &directory.need(need.value).id.value);
        let telling = [&service.id.value, &service.name, &service.organization]
            .into_iter()
            .chain(needs);
        let parts: Vec<&str> = file.split(|c: char| !c.is_alphanumeric()).collect();
        for text in telling {
            let text = text.to_lowercase();
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            // Short words stand inside many others.
            let gives_away = |word: &&str| match word.chars().count() {
                0..=2 => false,
                3 => parts.contains(word),
                _ => !SAYS_NOTHING.contains(word) && file.contains(*word),
            };
            if let Some(word) = words.find(gives_away) {
                let end = path
                    .extension()
                    .map(|end| format!(".{}", end.to_string_lossy()));
                bail!(
                    "the name of the file has `{}` in it and gives the service away; use a name such as sheet{}",
                    clean(word),
                    end.unwrap_or_default()
                );
            }
        }
        Ok(())
    }

    /// Says which entries have no words of the kind that was asked for.
    pub(super) fn warn_about_words(
        &self,
        services: &[&Service],
        words: &Words,
        common: &Common,
    ) -> Result<()> {
        let language = &words.name;
        for service in services {
            let id = &service.id.value;
            if self.plain_words && service.plain.is_none() {
                warn(
                    common,
                    &format!(
                        "{id} has no `plain` text: its summary is printed, which nobody wrote to be read one idea at a time"
                    ),
                )?;
            }
            match words.translation(service) {
                _ if words.is_english() => {}
                None => warn(
                    common,
                    &format!("{id} has no words in {language}: its own words stay in English"),
                )?,
                Some(translation) if translation.on < *service.assured.on => warn(
                    common,
                    &format!(
                        "{id}: its words in {language} are older than the entry; the leaflet marks them as maybe out of date"
                    ),
                )?,
                Some(_) => {}
            }
        }
        Ok(())
    }
}

fn ids(ids: &[String], session: &Session) -> Result<Vec<ServiceIndex>> {
    ids.iter().map(|id| known(id, session)).collect()
}
