//! The questions about a new service: each is answered by an option, or by a line.

mod lines;
mod right;

pub(super) use lines::Lines;

use crate::cli::find::vocabulary;
use crate::edit::service::{Entry, id_from};
use crate::model::Directory;
use crate::model::contact::{email_problem, phone_problem, url_problem};
use crate::model::postcode::{District, Postcode};
use crate::model::service::{AttendingAccess, AttendingType, Kind};
use crate::model::vocabulary::Profession;
use anyhow::{Result, bail};
use clap::Args;
use jiff::civil::Date;
use right::{a_role, all, declared, id_is_new};

/// What is known of the service already; the rest is asked.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Asked {
    /// What it is called
    #[arg(long)]
    name: Option<String>,
    /// Its id, which is the name of its file; without it, one is made of the name
    #[arg(long)]
    id: Option<String>,
    /// Who runs it
    #[arg(long, alias = "organisation")]
    organization: Option<String>,
    /// One or two plain sentences, printed on leaflets
    #[arg(long, value_name = "WORDS")]
    summary: Option<String>,
    /// community, link-worker, ahp, statutory or crisis
    #[arg(long, value_parser = vocabulary::<Kind>)]
    kind: Option<Kind>,
    /// For kind ahp: whose service it is
    #[arg(long, value_parser = vocabulary::<Profession>)]
    profession: Option<Profession>,
    /// For kind link-worker: what the role is called here
    #[arg(long, value_name = "WORDS")]
    role_name: Option<String>,
    /// What it helps with: the id of a need; may be repeated
    #[arg(long, value_name = "NEED")]
    need: Vec<String>,
    /// How it is attended: venue, home visit, phone or online; may be repeated
    #[arg(long, value_name = "HOW", value_parser = vocabulary::<AttendingType>)]
    attending: Vec<AttendingType>,
    /// How one gets in: self-referral, professional-referral, drop-in, appointment or membership; may be repeated
    #[arg(long, value_name = "HOW", value_parser = vocabulary::<AttendingAccess>)]
    access: Vec<AttendingAccess>,
    /// A sentence saying how one gets in
    #[arg(long, value_name = "WORDS")]
    referral: Option<String>,
    /// A telephone number for speaking
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// How to reach it without speaking
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// An e-mail address of a team
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Its web page
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Street and town of where one goes; never a place that must not be told
    #[arg(long, value_name = "WORDS")]
    address: Option<String>,
    /// The postcode of where one goes
    #[arg(long)]
    postcode: Option<String>,
    /// Where it works: a named area, a postcode district, or national; may be repeated
    #[arg(long)]
    area: Vec<String>,
    /// Who confirmed these facts: a role, never a name
    #[arg(long, value_name = "ROLE")]
    assured_by: Option<String>,
    /// How they were confirmed: the page, or the way
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
}

impl Asked {
    /// The entry, with what is not given asked line by line. What may be left out is asked only where something had to be.
    ///
    /// # Errors
    /// An option is wrong, or the lines end before everything that is needed was answered; the message names the option.
    pub(super) fn entry(
        &self,
        directory: &Directory,
        today: Date,
        lines: &mut Lines,
    ) -> Result<Entry> {
        let ask = self.lacks_something();
        let any = |_: &str| Ok(());
        let name = lines.text("What is it called?", "--name", self.name.as_deref(), any)?;
        let id = self.new_id(&name, ask, directory, lines)?;
        let organization = lines.text(
            "Who runs it?",
            "--organization",
            self.organization.as_deref(),
            any,
        )?;
        let summary = lines.text(
            "What does it do for people? One or two plain sentences, printed on leaflets.",
            "--summary",
            self.summary.as_deref(),
            any,
        )?;
        let kind = match self.kind {
            Some(kind) => kind,
            None => lines.one::<Kind>("What sort of service is it?", "--kind")?,
        };
        let profession = match self.profession {
            None if kind == Kind::Ahp => {
                Some(lines.one::<Profession>("Whose service is it?", "--profession")?)
            }
            given => given,
        };
        let role_name = if kind == Kind::LinkWorker {
            let question = "What is the role called here (community navigator, ECLO)?";
            lines.maybe(
                ("--role-name", question),
                ask,
                self.role_name.as_deref(),
                any,
            )?
        } else {
            self.role_name.clone()
        };
        let needs = self.needs(directory, lines)?;
        let attending_type = if self.attending.is_empty() {
            lines.some::<AttendingType>("How is it attended?", "--attending")?
        } else {
            self.attending.clone()
        };
        let attending_access = if self.access.is_empty() {
            lines.some::<AttendingAccess>("How does one get in?", "--access")?
        } else {
            self.access.clone()
        };
        let question = "How does one get in, in a sentence?";
        let referral = lines.maybe(("--referral", question), ask, self.referral.as_deref(), any)?;
        let [phone, text, email, url] = self.contact(ask, lines)?;
        let goes_there = ask && attending_type.contains(&AttendingType::Venue);
        let question =
            "Where does one go? Street and town; leave it empty if the place must not be told.";
        let address = lines.maybe(
            ("--address", question),
            goes_there,
            self.address.as_deref(),
            any,
        )?;
        let postcode = lines.maybe(
            ("--postcode", "The postcode of that place?"),
            goes_there && address.is_some(),
            self.postcode.as_deref(),
            |typed| {
                Postcode::parse(typed)
                    .map(|_| ())
                    .map_err(|problem| problem.to_string())
            },
        )?;
        let area = self.areas(directory, lines)?;
        let question = "Who confirmed these facts today? A role, never a name.";
        let by = lines.text(question, "--assured-by", self.assured_by.as_deref(), a_role)?;
        let question = "How were they confirmed: which page, or in which way?";
        let source = lines.maybe(("--source", question), ask, self.source.as_deref(), any)?;
        Ok(Entry {
            id,
            name,
            organization,
            summary,
            kind,
            profession,
            role_name,
            needs,
            attending_type,
            attending_access,
            referral,
            phone,
            text,
            email,
            url,
            address,
            postcode,
            area,
            on: today,
            by,
            source,
        })
    }

    /// True where something that every entry needs is not given, so that somebody is there to answer.
    fn lacks_something(&self) -> bool {
        let texts = [
            &self.name,
            &self.organization,
            &self.summary,
            &self.assured_by,
        ];
        let contact = [&self.phone, &self.text, &self.email, &self.url];
        texts.iter().any(|text| text.is_none())
            || contact.iter().all(|text| text.is_none())
            || self.kind.is_none()
            || (self.kind == Some(Kind::Ahp) && self.profession.is_none())
            || self.need.is_empty()
            || self.attending.is_empty()
            || self.access.is_empty()
            || self.area.is_empty()
    }

    /// An id that nothing in the directory has.
    fn new_id(
        &self,
        name: &str,
        ask: bool,
        directory: &Directory,
        lines: &mut Lines,
    ) -> Result<String> {
        let proposed = id_from(name);
        let is_new = |id: &str| id_is_new(id, directory);
        match &self.id {
            None if ask => {
                let question = format!(
                    "Its id: the name of its file, never used again for anything else. Enter takes {}.",
                    if is_new(&proposed).is_ok() {
                        &proposed
                    } else {
                        "nothing: type one"
                    }
                );
                lines.text_or(&question, "--id", Some(&proposed), is_new)
            }
            given => {
                let id = given.clone().unwrap_or(proposed);
                is_new(&id)
                    .map_err(|problem| anyhow::anyhow!("{problem}; choose one with --id"))?;
                Ok(id)
            }
        }
    }

    fn needs(&self, directory: &Directory, lines: &mut Lines) -> Result<Vec<String>> {
        let needs: Vec<(&str, &str)> = directory
            .needs
            .iter()
            .map(|need| (need.id.value.as_str(), need.label.as_str()))
            .collect();
        let is_need = |typed: &str| declared(typed, "need", "needs.yaml", &needs);
        if self.need.is_empty() {
            let question = "What does it help with?";
            return lines.several(question, "--need", &needs, is_need);
        }
        all(&self.need, "--need", is_need)
    }

    fn areas(&self, directory: &Directory, lines: &mut Lines) -> Result<Vec<String>> {
        let named = directory.areas.iter();
        let mut areas: Vec<(&str, &str)> = named
            .map(|area| (area.id.value.as_str(), area.label.as_str()))
            .collect();
        areas.push(("national", "the whole country"));
        let is_area = |typed: &str| {
            if District::parse(typed).is_ok() {
                return Ok(());
            }
            declared(typed, "area", "areas.yaml", &areas)
        };
        if self.area.is_empty() {
            let question = "Where does it work? A postcode district such as CO15 will do as well.";
            return lines.several(question, "--area", &areas, is_area);
        }
        all(&self.area, "--area", is_area)
    }

    /// Phone, text, e-mail and web page, at least one of them.
    fn contact(&self, ask: bool, lines: &mut Lines) -> Result<[Option<String>; 4]> {
        loop {
            let ways = [
                lines.maybe(
                    ("--phone", "A telephone number for speaking?"),
                    ask,
                    self.phone.as_deref(),
                    |typed| phone_problem(typed).map_or(Ok(()), Err),
                )?,
                lines.maybe(
                    (
                        "--text",
                        "How is it reached without speaking (a number for texts, a sentence)?",
                    ),
                    ask,
                    self.text.as_deref(),
                    |_| Ok(()),
                )?,
                lines.maybe(
                    ("--email", "An e-mail address of a team?"),
                    ask,
                    self.email.as_deref(),
                    |typed| email_problem(typed).map_or(Ok(()), |problem| Err(problem.to_owned())),
                )?,
                lines.maybe(
                    ("--url", "Its web page?"),
                    ask,
                    self.url.as_deref(),
                    |typed| url_problem(typed).map_or(Ok(()), |problem| Err(problem.to_owned())),
                )?,
            ];
            if ways.iter().any(Option::is_some) {
                return Ok(ways);
            }
            if lines.ended {
                bail!("no way to reach it: give one of --phone, --text, --email and --url");
            }
            lines.say("It cannot be reached like this. Give at least one way.")?;
        }
    }
}

#[cfg(test)]
mod tests;
