//! What a new directory takes from the demonstration: every danger with its stop, whom it sends people to, the crisis
//! contacts, what goes with agreement, and the needs and areas that all of these name.

use super::blocks::{entries, tables, value_of};
use crate::load::Raw;
use crate::model::Directory;
use crate::model::area::Served;
use crate::model::need::NeedIndex;
use crate::model::rule::{Action, ActionBy, Route, Rule};
use crate::model::service::{Kind, Service};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Needs that the samples are about, beside those of the crisis contacts.
const NEEDS: [&str; 2] = ["falls", "loneliness"];
/// Rules about agreement, children and safe contact, and the default.
const RULES: [&str; 6] = [
    "signpost-default",
    "declined-link-worker",
    "declined-ahp",
    "unclear-who-decides",
    "under-18",
    "no-safe-contact",
];
/// The facts of those rules, and of the rule that is a sample.
const FACTS: [&str; 6] = [
    "age-band",
    "decides",
    "agrees-link-worker",
    "agrees-ahp",
    "falls-12-months",
    "safe-contact",
];
/// What the rules promise.
const PROMISES: [&str; 7] = [
    "every-red-flag-stops",
    "a-decline-never-removes-a-danger",
    "a-crisis-named-stops",
    "no-link-worker-without-agreement",
    "no-ahp-without-agreement",
    "no-referral-when-it-is-unclear-who-decides",
    "no-adult-route-for-a-child",
];

/// What is taken, by name.
pub(super) struct Taken<'d> {
    shipped: &'d Directory,
    texts: &'d [Raw],
    rules: Vec<&'d Rule>,
    actions: Vec<&'d Action>,
    services: Vec<&'d Service>,
    needs: BTreeSet<NeedIndex>,
}

impl<'d> Taken<'d> {
    pub(super) fn new(shipped: &'d Directory, texts: &'d [Raw]) -> Self {
        let is_crisis = |need: &NeedIndex| shipped.need(*need).crisis;
        // Red-flag rules are about the person and have no `for`; the others stop where a crisis is named as a need.
        let stops = |rule: &Rule| {
            rule.route == Route::Stop
                && rule
                    .for_
                    .as_ref()
                    .is_none_or(|needs| needs.iter().all(is_crisis))
        };
        let rules: Vec<&Rule> = shipped
            .rules
            .rules
            .iter()
            .filter(|rule| stops(rule) || RULES.contains(&rule.id.value.as_str()))
            .collect();
        let named = rules.iter().flat_map(|rule| rule.do_.iter().copied());
        let unsure = shipped.rules.red_flags();
        let unsure = unsure.filter_map(|flag| shipped.rules.fact(flag).unsure_do);
        let actions: BTreeSet<_> = named.chain(unsure).collect();
        let actions: Vec<&Action> = actions
            .into_iter()
            .map(|action| shipped.rules.action(action))
            .collect();
        let does_one = |service: &Service| {
            actions.iter().any(|action| {
                matches!(&action.by, Some(ActionBy::Service(id)) if id.value == service.id.value)
            })
        };
        let services: Vec<&Service> = shipped
            .services
            .iter()
            .filter(|service| service.kind == Kind::Crisis || does_one(service))
            .collect();
        let of_actions = actions.iter().filter_map(|action| match action.by {
            Some(ActionBy::KindForNeed(_, need)) => Some(need),
            _ => None,
        });
        let of_services = services
            .iter()
            .flat_map(|service| service.needs.iter().map(|need| need.value));
        let needs = NEEDS
            .iter()
            .filter_map(|id| shipped.need_by_id(id))
            .chain(of_actions)
            .chain(of_services)
            .collect();
        Self {
            shipped,
            texts,
            rules,
            actions,
            services,
            needs,
        }
    }

    /// Exceptions for the crisis contacts that nobody has confirmed lately.
    pub(super) fn allowed(&self, today: Date, until: Date, review_days: u16) -> String {
        let mut allowed = String::new();
        for service in self.real(today, review_days) {
            let _ = write!(
                allowed,
                "\n[[allow]]\ncheck = \"review-overdue\"\nid = \"{}\"\nreason = \"As published on {}, and not rung for this directory yet.\"\nuntil = {until}\n",
                service.id.value, service.assured.on.value
            );
        }
        allowed
    }

    fn real(&self, today: Date, review_days: u16) -> impl Iterator<Item = &&'d Service> {
        self.services.iter().filter(move |service| {
            service.kind == Kind::Crisis && service.is_stale(today, review_days)
        })
    }

    /// The entries of the needs, as they stand in the demonstration.
    pub(super) fn needs(&self) -> String {
        let ids = self.need_ids();
        chosen(entries(self.text("needs.yaml")), "  - id: ", |id| {
            ids.contains(&id)
        })
    }

    /// The entries of the areas that the services name.
    pub(super) fn areas(&self) -> String {
        let served = self.services.iter().flat_map(|service| &service.area);
        let ids: Vec<&str> = served
            .filter_map(|served| match served.value {
                Served::Area(area) => Some(self.shipped.areas[area].id.value.as_str()),
                _ => None,
            })
            .collect();
        chosen(entries(self.text("areas.yaml")), "  - id: ", |id| {
            ids.contains(&id)
        })
    }

    /// The rules, put into a template where it says so.
    pub(super) fn rules(&self, template: &str) -> String {
        let text = self.text("routing.toml");
        let named = |kind: &str, ids: &[&str]| {
            let heads: Vec<String> = ids.iter().map(|id| format!("[{kind}.{id}]")).collect();
            let tables = tables(text).into_iter();
            let tables =
                tables.filter(|table| heads.iter().any(|head| table.lines().next() == Some(head)));
            tables.collect::<Vec<_>>().join("\n")
        };
        let listed = |kind: &[&str], ids: &[&str]| {
            let tables = tables(text).into_iter().filter(|table| {
                let id = value_of(table, "id = ").unwrap_or("").trim_matches('"');
                kind.contains(&table.lines().next().unwrap_or("")) && ids.contains(&id)
            });
            tables
                .map(|table| self.held(&table))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let rules = &self.shipped.rules;
        let cited: BTreeSet<_> = self
            .rules
            .iter()
            .filter_map(|rule| rule.cite.as_ref().map(|cite| cite.source))
            .collect();
        let sources: Vec<&str> = cited
            .into_iter()
            .map(|source| rules.source(source).id.value.as_str())
            .collect();
        let actions: Vec<&str> = self
            .actions
            .iter()
            .map(|action| action.id.value.as_str())
            .collect();
        let dangers = self.dangers();
        let taken: Vec<&str> = self
            .rules
            .iter()
            .map(|rule| rule.id.value.as_str())
            .collect();
        let crisis = self.quoted(|need| self.shipped.need(need).crisis);
        template
            .replace("{{crisis}}", &crisis)
            .replace("{{needs}}", &self.quoted(|_| true))
            .replace("{{sources}}", &named("sources", &sources))
            .replace("{{actions}}", &named("actions", &actions))
            .replace("{{dangers}}", &named("facts", &dangers))
            .replace("{{facts}}", &named("facts", &FACTS))
            .replace("{{rules}}", &listed(&["[[rule]]"], &taken))
            .replace(
                "{{promises}}",
                &listed(&["[[always]]", "[[never]]"], &PROMISES),
            )
    }

    /// `danger: no` for each, as a case answers them.
    pub(super) fn dangers_answered_no(&self) -> String {
        let lines: Vec<String> = self
            .dangers()
            .iter()
            .map(|danger| format!("  {danger}: no"))
            .collect();
        lines.join("\n")
    }

    /// The services: the real ones as they are, the invented ones marked as samples of this day.
    pub(super) fn services(&self, today: Date) -> Vec<(String, String)> {
        let services = self.services.iter();
        services
            .filter_map(|service| {
                let end = format!("/{}.yaml", service.id.value);
                let raw = self.texts.iter().find(|raw| raw.path.ends_with(&end))?;
                let text = text_of(raw);
                let text = if service.kind == Kind::Crisis {
                    text.to_owned()
                } else {
                    as_sample(text, today)
                };
                Some((raw.path.clone(), text))
            })
            .collect()
    }

    fn dangers(&self) -> Vec<&'d str> {
        let rules = &self.shipped.rules;
        rules
            .red_flags()
            .map(|flag| rules.fact(flag).id.value.as_str())
            .collect()
    }

    fn need_ids(&self) -> Vec<&'d str> {
        let needs = self.needs.iter();
        needs
            .map(|need| self.shipped.need(*need).id.value.as_str())
            .collect()
    }

    /// Needs as a list of TOML, without its brackets.
    fn quoted(&self, wanted: impl Fn(NeedIndex) -> bool) -> String {
        let needs = self.needs.iter().filter(|need| wanted(**need));
        let quoted: Vec<String> = needs
            .map(|need| format!("\"{}\"", self.shipped.need(*need).id.value))
            .collect();
        quoted.join(", ")
    }

    /// A rule whose `hold` names only what the new directory has.
    fn held(&self, table: &str) -> String {
        let known = |name: &str| {
            self.need_ids().contains(&name)
                || self.services.iter().any(|service| service.id.value == name)
        };
        let mut kept = String::new();
        for line in table.lines() {
            if let Some(list) = line.strip_prefix("hold = ") {
                let names: Vec<String> = list
                    .split('"')
                    .skip(1)
                    .step_by(2)
                    .filter(|name| known(name))
                    .map(|name| format!("\"{name}\""))
                    .collect();
                if !names.is_empty() {
                    let _ = writeln!(kept, "hold = [{}]", names.join(", "));
                }
            } else {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        kept
    }

    fn text(&self, path: &str) -> &'d str {
        self.texts
            .iter()
            .find(|raw| raw.path == path)
            .map_or("", text_of)
    }
}

/// The parts with a wanted id, an empty line between them.
fn chosen(parts: Vec<String>, key: &str, wanted: impl Fn(&str) -> bool) -> String {
    let parts = parts.into_iter();
    parts
        .filter(|part| value_of(part, key).is_some_and(&wanted))
        .collect::<Vec<_>>()
        .join("\n")
}

fn text_of(raw: &Raw) -> &str {
    raw.bytes
        .as_ref()
        .ok()
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or("")
}

/// An invented entry that says so, in its name as well, as of this day.
fn as_sample(text: &str, today: Date) -> String {
    let mut sample =
        "# SAMPLE: invented. Put the real one of your place here, with the day you confirmed it.\n"
            .to_owned();
    for line in text.lines() {
        if line.starts_with("name: ") {
            let _ = writeln!(sample, "{line} (SAMPLE)");
        } else if line.starts_with("assured: ") {
            let _ = writeln!(
                sample,
                "assured: {{on: {today}, by: \"nobody, this is a sample\"}}"
            );
        } else {
            sample.push_str(line);
            sample.push('\n');
        }
    }
    sample
}
