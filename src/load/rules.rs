//! `routing.toml` to [`Rules`]: every name resolved, every problem reported.

use super::conditions::{FactNames, condition};
use super::facts::facts;
use super::fields::{Fields, Key, Problems, one_or_more, optional, required, unknown_word};
use super::kinds;
use super::names::{Names, unknown_name};
use super::node::{Node, Shape};
use super::set_aside;
use super::settings::{duplicate_id, kebab_case};
use crate::model::need::NeedIndex;
use crate::model::rule::{
    Action, ActionBy, ActionIndex, Approval, Cite, Hold, Invariant, NeverWeaker, Promise, Route,
    Rule, RuleIndex, Rules, SetsAside, Source, SourceIndex,
};
use crate::model::vocabulary::Vocabulary;
use crate::source::Spanned;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The keys at the top of `routing.toml`.
pub const RULES: &[Key] = &[
    required(
        "version",
        "text",
        "the version its authors gave it; shown in every plan",
    ),
    required("owner", "text", "the role that answers for it"),
    required("review", "date", "when it has to be looked at again"),
    optional(
        "approval",
        "role, organization, on, review, fingerprint",
        "somebody's signature under exactly these rules",
    ),
    optional("sources", "[sources.ID] tables", "where reasons come from"),
    optional("actions", "[actions.ID] tables", "things to do"),
    optional(
        "groups",
        "name = [needs]",
        "needs that rules name together, as @name",
    ),
    required("facts", "[facts.ID] tables", "the questions"),
    required("rule", "[[rule]] tables", "the rules"),
    optional(
        "always",
        "[[always]] tables",
        "routes that a case always gets",
    ),
    optional("never", "[[never]] tables", "routes that a case never gets"),
    optional(
        "never_weaker",
        "[[never_weaker]] tables",
        "facts whose rising never gives a weaker route",
    ),
    optional(
        "impossible",
        "[[impossible]] tables",
        "cases nobody can be in",
    ),
];

/// The keys of `[approval]`.
pub const APPROVAL: &[Key] = &[
    required("role", "text", "who approved, by role"),
    required("organization", "text", "for which organisation"),
    required("on", "date", "when"),
    required("review", "date", "when it has to be approved again"),
    required(
        "fingerprint",
        "text",
        "the fingerprint of the rules that were approved",
    ),
];

/// The keys of `[sources.ID]`.
pub const SOURCE: &[Key] = &[
    required("title", "text", "what it is called"),
    optional("where", "text", "where it can be read"),
    optional("on", "text or date", "its date, as printed"),
];

/// The keys of `[actions.ID]`.
pub const ACTION: &[Key] = &[
    required("label", "text", "what to do, as a sentence"),
    optional(
        "urgency",
        "now, today or soon",
        "for stop actions: how soon",
    ),
    optional("service", "id of a service", "who does it"),
    optional(
        "kind",
        "kind of service",
        "who does it, with `need`: any service of this kind that takes the need",
    ),
    optional("need", "need", "goes with `kind`"),
];

/// The keys of `[[rule]]`.
pub const RULE: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    optional(
        "for",
        "list of needs or @groups",
        "the needs it is about; absent: every need",
    ),
    optional("when", "condition", "what must hold; absent: always"),
    optional("unless", "condition", "what must not hold"),
    required(
        "route",
        "active-signposting, clinician-led, link-worker, ahp or stop",
        "where the need then goes",
    ),
    optional(
        "profession",
        "allied health profession",
        "for `ahp`: to whom; absent: the need's own professions",
    ),
    optional(
        "instead_of",
        "list of rules or routes",
        "what it sets aside; never `stop`",
    ),
    optional("do", "list of actions", "what to do"),
    optional(
        "hold",
        "list of services or needs",
        "for `stop`: what must not go on beside it",
    ),
    required("why", "text", "the reason, as a sentence"),
    optional("cite", "SOURCE: place", "where the reason comes from"),
    optional(
        "owner",
        "text",
        "the role that answers for it; absent: the owner at the top",
    ),
    optional(
        "review",
        "date",
        "when it has to be looked at again; absent: the date at the top",
    ),
];

/// The keys of `[[always]]` and `[[never]]`.
pub const INVARIANT: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    optional(
        "for",
        "list of needs or @groups",
        "the needs it is about; absent: every need",
    ),
    optional(
        "when",
        "condition",
        "the cases it is about; absent: every case",
    ),
    optional("unless", "condition", "the cases it is not about"),
    required("route", "a route or a list of routes", "the routes"),
];

/// The keys of `[[never_weaker]]`.
pub const NEVER_WEAKER: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    required(
        "facts",
        "list of facts",
        "raising one of them never gives a weaker route",
    ),
    optional(
        "for",
        "list of needs or @groups",
        "the needs it is about; absent: every need",
    ),
];

/// The keys of `[[impossible]]`.
pub const IMPOSSIBLE: &[Key] = &[
    required("id", "kebab-case word", "its name"),
    required("when", "condition", "the cases nobody can be in"),
];

/// What the rules have declared so far.
struct Declared<'r> {
    names: &'r Names<'r>,
    groups: BTreeMap<String, Vec<NeedIndex>>,
    sources: BTreeMap<String, SourceIndex>,
    actions: BTreeMap<String, ActionIndex>,
    rules: BTreeMap<String, RuleIndex>,
}

/// Decodes the whole file. `None` where a rule or a fact could not be read; the findings say which.
pub(super) fn rules(node: &Node, names: &Names, problems: &mut Problems) -> Option<Rules> {
    let fields = Fields::open(node, RULES, "routing.toml", problems)?;
    // What is missing at the top refuses the file, but the rest is still looked at.
    let version = fields.plain_text("version", problems);
    let owner = fields.plain_text("owner", problems);
    let whole = version.is_some() && owner.is_some();
    let mut rules = Rules {
        version: version.unwrap_or_default(),
        owner: owner.unwrap_or_default(),
        review: fields.date("review", problems).map(|date| date.value),
        approval: fields
            .node("approval")
            .and_then(|node| approval(node, problems)),
        fingerprint: fingerprint(&fields),
        ..Rules::default()
    };
    rules.sources = tables(&fields, "sources", problems, |id, node, problems| {
        source(id, node, problems)
    });
    rules.actions = tables(&fields, "actions", problems, |id, node, problems| {
        action(id, node, names, problems)
    });
    let mut declared = Declared {
        names,
        groups: groups(&fields, names, problems),
        sources: by_id(
            rules.sources.iter().map(|source| &source.id),
            SourceIndex::from_position,
        ),
        actions: by_id(
            rules.actions.iter().map(|action| &action.id),
            ActionIndex::from_position,
        ),
        rules: BTreeMap::new(),
    };
    rules.facts = facts(&fields, &declared.actions, problems);
    rules.variables = Rules::lay_out(&rules.facts);
    let fact_names = FactNames::new(&rules.facts, &rules.variables);
    let nodes = fields.list("rule", problems);
    declare_rules(nodes, &mut declared, problems);
    let top = (rules.owner.clone(), rules.review);
    rules.rules = nodes
        .iter()
        .filter_map(|node| rule(node, &declared, &fact_names, &top, problems))
        .collect();
    problems.subject = None;
    if rules.rules.len() == nodes.len() {
        set_aside::check(&mut rules.rules, problems);
    }
    for (key, promise) in [("always", Promise::Always), ("never", Promise::Never)] {
        for node in fields.list(key, problems) {
            rules
                .invariants
                .extend(invariant(node, promise, &declared, &fact_names, problems));
        }
    }
    for node in fields.list("never_weaker", problems) {
        rules
            .never_weaker
            .extend(never_weaker(node, &declared, &fact_names, problems));
    }
    for node in fields.list("impossible", problems) {
        rules
            .impossible
            .extend(impossible(node, &fact_names, problems));
    }
    problems.subject = None;
    // A rule that could not be read would shift the places that `instead_of` points to; the finding refuses the file.
    (whole && rules.rules.len() == nodes.len()).then_some(rules)
}

/// Decodes `[key.ID]` tables in the order written.
fn tables<T>(
    fields: &Fields,
    key: &str,
    problems: &mut Problems,
    mut decode: impl FnMut(Spanned<String>, &Node, &mut Problems) -> Option<T>,
) -> Vec<T> {
    let Some(node) = fields.node(key) else {
        return Vec::new();
    };
    let Shape::Map(entries) = &node.shape else {
        problems.report(
            &kinds::WRONG_SHAPE,
            node.span,
            format!("`{key}` holds named tables, found {}", node.describe()),
            format!("write `[{key}.name]` with its keys below"),
        );
        return Vec::new();
    };
    let mut decoded = Vec::new();
    for (id, node) in entries {
        let id = Spanned::new(id.value.to_string(), id.span);
        problems.subject = Some(id.value.clone());
        decoded.extend(decode(id, node, problems));
    }
    problems.subject = None;
    decoded
}

/// Where each id stands.
fn by_id<'i, I: Copy>(
    ids: impl Iterator<Item = &'i Spanned<String>>,
    index: impl Fn(usize) -> I,
) -> BTreeMap<String, I> {
    ids.enumerate()
        .map(|(position, id)| (id.value.clone(), index(position)))
        .collect()
}

fn approval(node: &Node, problems: &mut Problems) -> Option<Approval> {
    let fields = Fields::open(node, APPROVAL, "[approval]", problems)?;
    let (on, review) = (fields.date("on", problems), fields.date("review", problems));
    let role = fields.plain_text("role", problems);
    let organization = fields.plain_text("organization", problems);
    let fingerprint = fields.plain_text("fingerprint", problems);
    Some(Approval {
        role: role?,
        organization: organization?,
        on: on?.value,
        review: review?.value,
        fingerprint: fingerprint?,
    })
}

fn source(id: Spanned<String>, node: &Node, problems: &mut Problems) -> Option<Source> {
    let fields = Fields::open(node, SOURCE, "a source", problems)?;
    Some(Source {
        title: fields.plain_text("title", problems)?,
        where_: fields.plain_text("where", problems),
        on: fields.plain_text("on", problems),
        id,
    })
}

fn action(
    id: Spanned<String>,
    node: &Node,
    names: &Names,
    problems: &mut Problems,
) -> Option<Action> {
    let fields = Fields::open(node, ACTION, "an action", problems)?;
    kebab_case(&id, problems);
    let kind = fields.word("kind", problems);
    let need = fields
        .text("need", problems)
        .and_then(|need| names.need(&need, problems));
    let service = fields.text("service", problems);
    let given = ["service", "kind", "need"].map(|key| fields.node(key));
    match given {
        [Some(_), Some(node), _] | [Some(_), _, Some(node)] => problems.report(
            &kinds::MISPLACED_KEY,
            node.span,
            format!("the action `{}` names a service and a kind", id.value),
            "keep `service`, or `kind` with `need`",
        ),
        [None, Some(node), None] | [None, None, Some(node)] => problems.report(
            &kinds::MISSING_KEY,
            node.span,
            format!(
                "the action `{}` has only one of `kind` and `need`",
                id.value
            ),
            "give both, or `service`",
        ),
        _ => {}
    }
    let by = match (service, kind, need) {
        (Some(service), ..) => Some(ActionBy::Service(service)),
        (None, Some(kind), Some(need)) => Some(ActionBy::KindForNeed(kind.value, need.value)),
        _ => None,
    };
    Some(Action {
        urgency: fields.word("urgency", problems).map(|word| word.value),
        label: fields.plain_text("label", problems)?,
        by,
        id,
    })
}

fn groups(
    fields: &Fields,
    names: &Names,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<NeedIndex>> {
    let Some(Shape::Map(entries)) = fields.node("groups").map(|node| &node.shape) else {
        return BTreeMap::new();
    };
    let mut groups = BTreeMap::new();
    for (name, node) in entries {
        let needs = one_or_more(node, &name.value, problems);
        let needs = needs
            .iter()
            .filter_map(|need| names.need(need, problems))
            .map(|need| need.value)
            .collect();
        groups.insert(name.value.to_string(), needs);
    }
    groups
}

fn declare_rules(nodes: &[Node], declared: &mut Declared, problems: &mut Problems) {
    let mut first: BTreeMap<String, Spanned<String>> = BTreeMap::new();
    for (position, node) in nodes.iter().enumerate() {
        let Shape::Map(entries) = &node.shape else {
            continue;
        };
        let Some((_, id)) = entries.iter().find(|(key, _)| key.value == "id") else {
            continue;
        };
        let Shape::Text(text) = &id.shape else {
            continue;
        };
        let id = Spanned::new(text.to_string(), id.span);
        if let Some(first) = first.get(&id.value) {
            duplicate_id(&id, first, problems);
            continue;
        }
        declared
            .rules
            .insert(id.value.clone(), RuleIndex::from_position(position));
        first.insert(id.value.clone(), id);
    }
}

fn rule(
    node: &Node,
    declared: &Declared,
    facts: &FactNames,
    (owner, review): &(String, Option<Date>),
    problems: &mut Problems,
) -> Option<Rule> {
    problems.subject = None;
    let fields = Fields::open(node, RULE, "a rule", problems)?;
    let id = fields.text("id", problems);
    if let Some(id) = &id {
        problems.subject = Some(id.value.clone());
        kebab_case(id, problems);
        if Route::from_word(&id.value).is_some() {
            problems.report(
                &kinds::MALFORMED_VALUE,
                id.span,
                format!("`{}` is the name of a route", id.value),
                "give the rule another id, so that `instead_of` can only mean one of them",
            );
        }
    }
    let route = fields.word::<Route>("route", problems);
    let why = fields.plain_text("why", problems);
    let when = fields
        .node("when")
        .and_then(|node| condition(node, facts, problems));
    let unless = fields
        .node("unless")
        .and_then(|node| condition(node, facts, problems));
    let instead_of = fields
        .texts("instead_of", problems)
        .iter()
        .filter_map(|typed| sets_aside(typed, declared, problems))
        .collect();
    let do_ = fields.texts("do", problems);
    let hold = fields.texts("hold", problems);
    let own_review = fields
        .node("review")
        .and_then(|_| fields.date("review", problems));
    Some(Rule {
        for_: for_(&fields, declared, problems),
        when,
        unless,
        profession: fields.word("profession", problems).map(|word| word.value),
        instead_of,
        do_: do_
            .iter()
            .filter_map(|typed| action_named(typed, declared, problems))
            .collect(),
        hold: hold
            .into_iter()
            .map(|typed| held(typed, declared))
            .collect(),
        cite: fields
            .text("cite", problems)
            .and_then(|typed| cite(&typed, declared, problems)),
        owner: fields
            .plain_text("owner", problems)
            .unwrap_or_else(|| owner.clone()),
        // What may be missing stands last, so that everything before it is looked at.
        review: own_review.map(|date| date.value).or(*review)?,
        why: why?,
        route: route?.value,
        id: id?,
    })
}

fn for_(fields: &Fields, declared: &Declared, problems: &mut Problems) -> Option<Vec<NeedIndex>> {
    fields.node("for")?;
    let mut needs = Vec::new();
    for typed in fields.texts("for", problems) {
        let Some(group) = typed.value.strip_prefix('@') else {
            needs.extend(declared.names.need(&typed, problems).map(|need| need.value));
            continue;
        };
        match declared.groups.get(group) {
            Some(group) => needs.extend(group),
            None => unknown_name(
                &typed,
                "group",
                declared.groups.keys().map(String::as_str),
                "[groups]",
                problems,
            ),
        }
    }
    needs.sort_unstable();
    needs.dedup();
    Some(needs)
}

fn sets_aside(
    typed: &Spanned<String>,
    declared: &Declared,
    problems: &mut Problems,
) -> Option<Spanned<SetsAside>> {
    let target = match (
        Route::from_word(&typed.value),
        declared.rules.get(&typed.value),
    ) {
        (Some(route), _) => SetsAside::Route(route),
        (None, Some(rule)) => SetsAside::Rule(*rule),
        (None, None) => {
            let routes = Route::WORDS.iter().map(|(word, _)| *word);
            let known = declared.rules.keys().map(String::as_str).chain(routes);
            unknown_name(typed, "rule or route", known, "routing.toml", problems);
            return None;
        }
    };
    Some(Spanned::new(target, typed.span))
}

fn action_named(
    typed: &Spanned<String>,
    declared: &Declared,
    problems: &mut Problems,
) -> Option<ActionIndex> {
    let found = declared.actions.get(&typed.value).copied();
    if found.is_none() {
        unknown_name(
            typed,
            "action",
            declared.actions.keys().map(String::as_str),
            "[actions]",
            problems,
        );
    }
    found
}

/// A need where one has this name, else a service, which is looked for in the directory by a check.
fn held(typed: Spanned<String>, declared: &Declared) -> Hold {
    match declared.names.needs.get(typed.value.as_str()) {
        Some(need) => Hold::Need(*need),
        None => Hold::Service(typed.value),
    }
}

fn cite(typed: &Spanned<String>, declared: &Declared, problems: &mut Problems) -> Option<Cite> {
    let (source, place) = typed.value.split_once(':').unwrap_or((&typed.value, ""));
    let Some(index) = declared.sources.get(source.trim()) else {
        let source = Spanned::new(source.trim().to_owned(), typed.span);
        unknown_name(
            &source,
            "source",
            declared.sources.keys().map(String::as_str),
            "[sources]",
            problems,
        );
        return None;
    };
    Some(Cite {
        source: *index,
        place: place.trim().to_owned(),
    })
}

fn invariant(
    node: &Node,
    promise: Promise,
    declared: &Declared,
    facts: &FactNames,
    problems: &mut Problems,
) -> Option<Invariant> {
    problems.subject = None;
    let fields = Fields::open(node, INVARIANT, "an invariant", problems)?;
    let id = fields.text("id", problems);
    problems.subject = id.as_ref().map(|id| id.value.clone());
    let route = fields
        .node("route")
        .map(|node| one_or_more(node, "route", problems))
        .unwrap_or_default()
        .iter()
        .filter_map(|typed| {
            let route = Route::from_word(&typed.value);
            if route.is_none() {
                unknown_word(
                    typed,
                    "route",
                    Route::WORDS.iter().map(|(word, _)| *word),
                    problems,
                );
            }
            route
        })
        .collect();
    Some(Invariant {
        promise,
        for_: for_(&fields, declared, problems),
        when: fields
            .node("when")
            .and_then(|node| condition(node, facts, problems)),
        unless: fields
            .node("unless")
            .and_then(|node| condition(node, facts, problems)),
        route,
        id: id?,
    })
}

fn never_weaker(
    node: &Node,
    declared: &Declared,
    facts: &FactNames,
    problems: &mut Problems,
) -> Option<NeverWeaker> {
    let fields = Fields::open(node, NEVER_WEAKER, "[[never_weaker]]", problems)?;
    let id = fields.text("id", problems);
    let typed = fields.texts("facts", problems);
    let named = typed
        .iter()
        .filter_map(|typed| facts.fact(typed, problems))
        .collect();
    Some(NeverWeaker {
        facts: named,
        for_: for_(&fields, declared, problems),
        id: id?,
    })
}

fn impossible(
    node: &Node,
    facts: &FactNames,
    problems: &mut Problems,
) -> Option<crate::model::rule::Condition> {
    let fields = Fields::open(node, IMPOSSIBLE, "[[impossible]]", problems)?;
    condition(fields.node("when")?, facts, problems)
}

/// SHA-256 over the meaning of the file without its approval: comments, spacing and the order of keys do not count.
fn fingerprint(fields: &Fields) -> String {
    let mut hash = Sha256::new();
    for (key, node) in sorted(fields.entries()) {
        if key != "approval" {
            hash_part(&mut hash, key);
            hash_node(&mut hash, node);
        }
    }
    hex(&hash.finalize())
}

fn sorted<'n, 'a>(entries: &'n [super::node::Entry<'a>]) -> Vec<(&'n str, &'n Node<'a>)> {
    let mut sorted: Vec<_> = entries
        .iter()
        .map(|(key, node)| (key.value.as_ref(), node))
        .collect();
    sorted.sort_by_key(|(key, _)| *key);
    sorted
}

/// Eight bytes on every machine, so that a fingerprint is the same everywhere.
fn hash_length(hash: &mut Sha256, length: usize) {
    hash.update((length as u64).to_le_bytes());
}

fn hash_part(hash: &mut Sha256, text: &str) {
    hash_length(hash, text.len());
    hash.update(text.as_bytes());
}

fn hash_node(hash: &mut Sha256, node: &Node) {
    match &node.shape {
        Shape::Empty => hash.update(b"e"),
        Shape::Text(text) => {
            hash.update(b"t");
            hash_part(hash, text);
        }
        Shape::List(items) => {
            hash.update(b"l");
            hash_length(hash, items.len());
            for item in items {
                hash_node(hash, item);
            }
        }
        Shape::Map(entries) => {
            hash.update(b"m");
            hash_length(hash, entries.len());
            for (key, node) in sorted(entries) {
                hash_part(hash, key);
                hash_node(hash, node);
            }
        }
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
