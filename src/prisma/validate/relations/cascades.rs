//! Changes that spread from table to table: in circles, or to one table on two
//! ways. SQL Server refuses both; Prisma, where it does what the database does
//! elsewhere, refuses circles.

use std::collections::{HashMap, HashSet};

use petgraph::{algo::tarjan_scc, graph::DiGraph};

use crate::{
    catalog::Action,
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        provider::Provider,
        validate::resolved::{RelationField, RelationKind, Resolved},
    },
};

/// The relations that spread changes: from the model that holds it to the model
/// that it refers to.
struct Edges<'r, 'a, 's> {
    fields: Vec<&'r RelationField<'a, 's>>,
    /// The places of a model's fields.
    from: HashMap<usize, Vec<usize>>,
}

impl<'r, 'a, 's> Edges<'r, 'a, 's> {
    fn new(resolved: &'r Resolved<'_, 'a, 's>) -> Self {
        use RelationKind::{OneToMany, OneToOne};
        let fields: Vec<_> = resolved
            .relations
            .iter()
            .filter(|relation| matches!(relation.kind, OneToOne | OneToMany))
            .filter_map(|relation| resolved.ends(relation))
            .map(|(forward, _)| forward)
            .filter(|forward| spreads(forward))
            .collect();
        let mut from: HashMap<usize, Vec<usize>> = HashMap::new();
        for (place, field) in fields.iter().enumerate() {
            from.entry(field.model).or_default().push(place);
        }
        Self { fields, from }
    }

    /// The models that a change of `start` comes from, itself included; nothing
    /// beyond `end`.
    fn reachable(&self, start: usize, end: usize) -> Vec<usize> {
        let mut seen = vec![start];
        let mut is_seen = HashSet::from([start, end]);
        let mut next = 0;
        while let Some(&model) = seen.get(next) {
            next += 1;
            for &place in self.from.get(&model).into_iter().flatten() {
                let other = self.fields[place].other;
                if is_seen.insert(other) {
                    seen.push(other);
                }
            }
        }
        seen
    }
}

/// Whether a change of the row referred to changes the row that refers. What is
/// not said is `Cascade` for updates; for deletes it is `SetNull` where that is
/// possible.
fn spreads(forward: &RelationField<'_, '_>) -> bool {
    let on_update = forward
        .on_update
        .map_or(Action::Cascade, |(action, _)| action);
    let on_delete = forward.on_delete.map_or_else(
        || {
            if forward.is_required() {
                Action::NoAction
            } else {
                Action::SetNull
            }
        },
        |(action, _)| action,
    );
    [on_update, on_delete]
        .iter()
        .any(|action| !matches!(action, Action::NoAction | Action::Restrict))
}

/// No change comes back to where it began.
pub fn cycles(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::SqlServer && !resolved.context.relation_mode_is_prisma {
        return;
    }
    let edges = Edges::new(resolved);
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    let nodes: Vec<_> = resolved.models.iter().map(|_| graph.add_node(())).collect();
    for field in &edges.fields {
        graph.add_edge(nodes[field.model], nodes[field.other], ());
    }
    let mut circle_of: HashMap<usize, usize> = HashMap::new();
    for (circle, models) in tarjan_scc(&graph).into_iter().enumerate() {
        circle_of.extend(models.into_iter().map(|model| (model.index(), circle)));
    }
    let leads_to_self_relation = leads_to_self_relation(&edges);
    for field in &edges.fields {
        let is_self = field.model == field.other;
        let is_circle = circle_of[&field.model] == circle_of[&field.other];
        if !is_circle && !leads_to_self_relation.contains(&field.other) {
            continue;
        }
        let message = if is_self {
            format!(
                "`{}` refers to its own model, and spreads changes",
                field.name()
            )
        } else {
            format!("changes that `{}` spreads run in a circle", field.name())
        };
        diagnostics.push(
            Diagnostic::error("prisma/cascade-cycle", message)
                .at(field.span(), "")
                .help("say `onDelete: NoAction, onUpdate: NoAction` at one relation of the circle"),
        );
    }
}

/// The models from which changes come to a model with a relation to itself.
fn leads_to_self_relation(edges: &Edges<'_, '_, '_>) -> HashSet<usize> {
    let mut to: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut found: HashSet<usize> = HashSet::new();
    let mut open = Vec::new();
    for field in &edges.fields {
        to.entry(field.other).or_default().push(field.model);
        if field.model == field.other && found.insert(field.model) {
            open.push(field.model);
        }
    }
    while let Some(model) = open.pop() {
        for &before in to.get(&model).into_iter().flatten() {
            if found.insert(before) {
                open.push(before);
            }
        }
    }
    found
}

/// No change comes to a table on two ways.
pub fn several_paths(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::SqlServer || resolved.context.relation_mode_is_prisma {
        return;
    }
    let edges = Edges::new(resolved);
    for places in edges.from.values().filter(|places| places.len() > 1) {
        // A relation of a model with itself is a circle.
        let fields: Vec<_> = places
            .iter()
            .map(|&place| edges.fields[place])
            .filter(|field| field.model != field.other)
            .collect();
        let reached: Vec<Vec<usize>> = fields
            .iter()
            .map(|field| edges.reachable(field.other, field.model))
            .collect();
        let mut ways: HashMap<usize, usize> = HashMap::new();
        for &model in reached.iter().flatten() {
            *ways.entry(model).or_default() += 1;
        }
        for (field, reached) in fields.iter().zip(&reached) {
            let Some(&far) = reached.iter().find(|model| ways[model] > 1) else {
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/cascade-paths",
                    format!(
                        "changes of `{}` come to `{}` on several ways, one of them `{}`",
                        resolved.models[far].model.name.text,
                        resolved.model_of(field).model.name.text,
                        field.name()
                    ),
                )
                .at(field.span(), "")
                .help("say `onDelete: NoAction, onUpdate: NoAction` at all of them but one"),
            );
        }
    }
}
