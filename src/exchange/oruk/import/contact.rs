//! How a service is reached, and who runs it.

use super::super::super::incoming::fields::{Fields, NO_PLACE};
use super::super::super::incoming::numbers::numbers;
use super::super::super::incoming::text::plain;
use super::super::super::incoming::value;
use super::super::read::{Kind, as_id};
use super::super::words::WITHOUT_SPEAKING;
use super::{Reading, as_name};
use crate::check::{is_of_a_team, names_a_team};
use crate::edit::fragment::Value;
use serde_json::Value as Json;

const CANNOT_BE_RIGHT: &str = "it cannot be right as it is written";
const ONLY_ONE: &str = "the directory has place for one";
const A_PERSONS: &str = "a person's name or own number does not belong in a directory";
const NOT_PUBLIC: &str = "the feed says that this number is not for the public";
const NOT_NAMED: &str = "Organisation not named";

impl Reading<'_, '_> {
    pub(super) fn organization(&mut self, fields: &mut Fields) {
        let id = fields.take("organization_id").as_ref().and_then(as_id);
        let inside = fields.object("organization");
        let named = || {
            let found = self.records.named.get(&(Kind::Organization, id.clone()?))?;
            Some(Fields::new("organization", found.clone()))
        };
        let Some(mut organization) = inside.or_else(named) else {
            match &id {
                Some(id) => self.draft.changed(
                    "organization_id",
                    id,
                    NOT_NAMED,
                    "the feed has no organisation of this id",
                ),
                None => self.draft.supplied(
                    "organization",
                    NOT_NAMED,
                    "the feed does not say who runs it",
                ),
            }
            NOT_NAMED.clone_into(&mut self.draft.organization);
            self.entries.set("organization", Value::text(NOT_NAMED));
            return;
        };
        let typed = organization.text("name");
        let (name, why_changed) = as_name(typed.as_deref().unwrap_or_default());
        let name = if name.is_empty() {
            let why = "the feed does not say who runs it";
            match typed {
                Some(typed) => self
                    .draft
                    .changed("organization.name", &typed, NOT_NAMED, why),
                None => self.draft.supplied("organization.name", NOT_NAMED, why),
            }
            NOT_NAMED.to_owned()
        } else {
            let typed = typed.unwrap_or_default();
            self.draft
                .changed("organization.name", &typed, &name, why_changed);
            name
        };
        self.entries.set("organization", Value::text(&name));
        self.draft.organization = name;
        organization.forget_ids();
        organization.end(&mut self.draft, NO_PLACE);
    }

    pub(super) fn contact(&mut self, fields: &mut Fields) {
        let mut ways = Ways::default();
        self.phones(fields.objects("phones"), false, &mut ways);
        let mut of_roles: Vec<(String, String)> = Vec::new();
        for mut contact in fields.objects("contacts") {
            let name = contact.text("name");
            let is_person = name.as_deref().is_some_and(|name| !names_a_team(name));
            for (key, typed) in [("name", name), ("title", contact.text("title"))] {
                if let Some(typed) = typed {
                    let why = if is_person { A_PERSONS } else { NO_PLACE };
                    self.draft.left(contact.path(key), &typed, why);
                }
            }
            let phones = contact.objects("phones");
            self.phones(phones, is_person, &mut ways);
            if let Some(typed) = contact.text("email") {
                of_roles.push((contact.path("email"), typed));
            }
            contact.forget_ids();
            contact.end(&mut self.draft, NO_PLACE);
        }
        if let Some(typed) = fields.text("email") {
            ways.email = self.mended("email", &typed, value::email(&typed), "spaces taken out");
        }
        // The address of the service itself comes first.
        for (path, typed) in of_roles {
            match value::email(&typed) {
                None => self.draft.left(&path, &typed, CANNOT_BE_RIGHT),
                Some(address) if !is_of_a_team(&address) => {
                    let why = "it may be a person's, which does not belong in a directory";
                    self.draft.left(&path, &typed, why);
                }
                Some(address) if ways.email.as_ref() == Some(&address) => {
                    self.draft.taken(&path, &typed);
                }
                Some(_) if ways.email.is_some() => self.draft.left(&path, &typed, ONLY_ONE),
                Some(address) => {
                    self.draft
                        .changed(&path, &typed, &address, "spaces taken out");
                    ways.email = Some(address);
                }
            }
        }
        if let Some(typed) = fields.text("url") {
            let has_scheme = typed.trim().to_lowercase().starts_with("http");
            let why = if has_scheme {
                "its scheme in small letters, and spaces taken out"
            } else {
                "a web address begins with its scheme"
            };
            ways.url = self.mended("url", &typed, value::url(&typed), why);
        }
        if let Some(typed) = fields.text("additional_information") {
            match typed.strip_prefix(WITHOUT_SPEAKING) {
                Some(sentence) if ways.text.is_none() => {
                    self.draft.taken("additional_information", &typed);
                    ways.text = Some(plain(sentence));
                }
                _ => self.draft.left("additional_information", &typed, NO_PLACE),
            }
        }
        let keys = [
            ("phone", ways.phone),
            ("text", ways.text),
            ("email", ways.email),
            ("url", ways.url),
        ];
        let keys = keys
            .into_iter()
            .filter_map(|(key, way)| Some((key, Value::text(way?))));
        self.entries.set("contact", Value::Map(keys.collect()));
    }

    /// A way to reach it, mended; left where it cannot be right.
    fn mended(
        &mut self,
        field: &str,
        typed: &str,
        mended: Option<String>,
        why: &'static str,
    ) -> Option<String> {
        match &mended {
            Some(mended) => self.draft.changed(field, typed, mended, why),
            None => self.draft.left(field, typed, CANNOT_BE_RIGHT),
        }
        mended
    }

    fn phones(&mut self, phones: Vec<Fields>, of_a_person: bool, ways: &mut Ways) {
        for mut phone in phones {
            let path = phone.path("number");
            let typed_kind = phone.text("type");
            let kind = typed_kind.as_deref().unwrap_or_default().to_lowercase();
            let before = (ways.phone.clone(), ways.text.clone());
            let said = phone.rest().get("description").and_then(Json::as_str);
            let not_public = said.is_some_and(is_not_public);
            if let Some(typed) = phone.text("number") {
                let several = numbers(&typed)
                    .filter(|_| value::phone(&typed).is_none() && !of_a_person && kind != "fax");
                let first = several.as_ref().map(|several| several.first.clone());
                let number = value::phone(&typed).or(first);
                let is_mobile = number
                    .as_ref()
                    .is_some_and(|number| number.starts_with("07"));
                let way = if ["text", "sms", "textphone"].contains(&kind.as_str()) {
                    &mut ways.text
                } else {
                    &mut ways.phone
                };
                match number {
                    None => self.draft.left(&path, &typed, CANNOT_BE_RIGHT),
                    Some(_) if not_public => {
                        self.draft.left(&path, &typed, NOT_PUBLIC);
                        let line = "To decide: a phone of the feed is said not to be for the public, so it was left out; how \
                                    is it reached? If the public may have the number, write it by hand: imports keep it.";
                        let comment = ("contact", vec![line.to_owned()]);
                        if !self.draft.comments.contains(&comment) {
                            self.draft.comments.push(comment);
                        }
                    }
                    Some(_) if of_a_person && is_mobile => {
                        self.draft.left(&path, &typed, A_PERSONS);
                    }
                    Some(_) if kind == "fax" => {
                        self.draft
                            .left(&path, &typed, "a fax is no way to reach anybody");
                    }
                    Some(number) if way.as_ref() == Some(&number) => {
                        self.draft.taken(&path, &typed);
                    }
                    Some(_) if way.is_some() => self.draft.left(&path, &typed, ONLY_ONE),
                    Some(number) => {
                        self.draft
                            .changed(&path, &typed, &number, "in the spacing people read");
                        *way = Some(number);
                        if let Some(several) = &several
                            && let Some(said) = several.besides()
                        {
                            let line = format!(
                                "To decide: is {} the number to print? The feed also has: {said}",
                                several.first
                            );
                            self.draft.comments.push(("contact", vec![line]));
                        }
                    }
                }
            }
            if let Some(typed) = typed_kind {
                let path = phone.path("type");
                if before == (ways.phone.clone(), ways.text.clone()) {
                    self.draft.left(&path, &typed, "its number was not taken");
                } else {
                    self.draft.taken(&path, &typed);
                }
            }
            phone.forget_ids();
            phone.end(&mut self.draft, NO_PLACE);
        }
    }
}

/// True where what is said of a number keeps it from the public.
fn is_not_public(said: &str) -> bool {
    // "Confidential helpline" is what many helplines are called.
    const NOT: [&str; 16] = [
        "not for public",
        "not for the public",
        "not public",
        "not for publication",
        "not to be published",
        "not to be shared",
        "not to be given out",
        "do not publish",
        "do not share",
        "do not give out",
        "professionals only",
        "professional use only",
        "staff only",
        "internal",
        "private number",
        "confidential number",
    ];
    let words = plain(said).to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let words = format!(" {} ", words.join(" "));
    NOT.iter().any(|not| words.contains(&format!(" {not} ")))
}

#[derive(Default)]
struct Ways {
    phone: Option<String>,
    text: Option<String>,
    email: Option<String>,
    url: Option<String>,
}
