//! Services that send people on in a circle.

use super::{Check, Context, Run};
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::model::Directory;
use crate::model::service::ServiceIndex;
use crate::source::Spanned;
use std::collections::{BTreeMap, VecDeque};

pub(super) const CHECK: Check = Check {
    kind: Kind {
        id: "signposting-loop",
        severity: Severity::Warning,
        summary: "services send people on in a circle",
        why: "Somebody is sent from one to the next and ends where they began, without help. Take one of them out of \
               `sends_on_to`, or name a service that helps by itself. Each circle is reported once, at the service \
               that comes first by name; circles that share a service are reported as one.",
        avoid: &[
            (
                "services/befriending/tea.yaml",
                "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
sends_on_to: [coffee]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
            (
                "services/befriending/coffee.yaml",
                "id: coffee\n\
name: Coffee Morning\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960002}\n\
area: [colchester]\n\
sends_on_to: [tea]\n\
#             ^^^\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
        prefer: &[
            (
                "services/befriending/tea.yaml",
                "id: tea\n\
name: Tea and Talk\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960001}\n\
area: [colchester]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
            (
                "services/befriending/coffee.yaml",
                "id: coffee\n\
name: Coffee Morning\n\
organization: Colne Neighbours\n\
summary: Someone to chat to over a cup of tea.\n\
kind: community\n\
status: active\n\
needs: [loneliness]\n\
attending_type: [venue]\n\
attending_access: [self-referral]\n\
contact: {phone: 01632 960002}\n\
area: [colchester]\n\
sends_on_to: [tea]\n\
assured: {on: 2026-10-12, by: directory coordinator}\n",
            ),
        ],
    },
    run: Run::Directory(run),
};

fn run(context: &Context, found: &mut Vec<Diagnostic>) {
    let directory = context.directory;
    let mut reported = vec![false; directory.services.len()];
    let groups = Groups::of(directory);
    for (position, service) in directory.services.iter().enumerate() {
        if service.sends_on_to.is_empty() || reported[groups.of_service[position]] {
            continue;
        }
        let Some(circle) = shortest_circle(directory, &groups, position) else {
            continue;
        };
        reported[groups.of_service[position]] = true;
        let message = match circle.as_slice() {
            [_] => format!("`{}` sends people on to itself", service.id.value),
            steps => format!(
                "`{}` sends people on to {}, and so back to itself",
                service.id.value,
                steps[..steps.len() - 1]
                    .iter()
                    .map(|step| format!("`{}`", step.value))
                    .collect::<Vec<_>>()
                    .join(", then ")
            ),
        };
        let mut finding = Diagnostic::new(&CHECK.kind, circle[0].span, message)
            .help("take one of these out of `sends_on_to`, or name a service that helps by itself")
            .about(&service.id.value);
        for step in &circle[1..] {
            finding = finding.related(step.span, "and from here");
        }
        found.push(finding);
    }
}

/// The names by which one comes from a service back to it, fewest first; `None` where one does not.
fn shortest_circle<'d>(
    directory: &'d Directory,
    groups: &Groups,
    start: usize,
) -> Option<Vec<&'d Spanned<String>>> {
    let mut came_by: BTreeMap<usize, (usize, &Spanned<String>)> = BTreeMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(here) = next.pop_front() {
        for id in &directory.services[here].sends_on_to {
            let Some(there) = directory.service_index(id).map(ServiceIndex::position) else {
                continue;
            };
            if groups.of_service[there] != groups.of_service[start] {
                continue;
            }
            if there == start {
                let mut steps = vec![id];
                let mut at = here;
                while at != start {
                    let (before, step) = came_by[&at];
                    steps.push(step);
                    at = before;
                }
                steps.reverse();
                return Some(steps);
            }
            came_by.entry(there).or_insert_with(|| {
                next.push_back(there);
                (here, id)
            });
        }
    }
    None
}

/// Services that reach each other by `sends_on_to` are in one group (Tarjan 1972, without recursion).
struct Groups {
    /// For each service, the position of one service of its group.
    of_service: Vec<usize>,
}

impl Groups {
    fn of(directory: &Directory) -> Self {
        const NEW: usize = usize::MAX;
        let count = directory.services.len();
        let edges: Vec<Vec<usize>> = directory
            .services
            .iter()
            .map(|service| {
                let ids = service.sends_on_to.iter();
                ids.filter_map(|id| directory.service_index(id))
                    .map(ServiceIndex::position)
                    .collect()
            })
            .collect();
        let mut of_service: Vec<usize> = (0..count).collect();
        let (mut order, mut low) = (vec![NEW; count], vec![NEW; count]);
        let mut on_stack = vec![false; count];
        let (mut clock, mut stack) = (0, Vec::new());
        for root in (0..count).filter(|root| !edges[*root].is_empty()) {
            if order[root] != NEW {
                continue;
            }
            // Each entry is a service and how many of its edges have been followed.
            let mut path = vec![(root, 0)];
            while let Some((here, followed)) = path.pop() {
                if followed == 0 {
                    order[here] = clock;
                    low[here] = clock;
                    clock += 1;
                    stack.push(here);
                    on_stack[here] = true;
                }
                if let Some(&there) = edges[here].get(followed) {
                    path.push((here, followed + 1));
                    if order[there] == NEW {
                        path.push((there, 0));
                    } else if on_stack[there] {
                        low[here] = low[here].min(order[there]);
                    }
                    continue;
                }
                if let Some((before, _)) = path.last() {
                    low[*before] = low[*before].min(low[here]);
                }
                if low[here] == order[here] {
                    while let Some(member) = stack.pop() {
                        on_stack[member] = false;
                        of_service[member] = here;
                        if member == here {
                            break;
                        }
                    }
                }
            }
        }
        Self { of_service }
    }
}
