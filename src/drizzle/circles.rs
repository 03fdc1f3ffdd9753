//! Which tables refer to each other in a circle of foreign keys.

use std::collections::{HashMap, HashSet};

use petgraph::{algo::kosaraju_scc, graph::DiGraph};

use crate::catalog::{Catalog, Name};

/// The tables on a circle of more than one: TypeScript cannot infer the type of
/// such a table's constant unless its keys have a declared type.
pub fn tables_in_circles(catalog: &Catalog) -> HashSet<&Name> {
    let mut graph = DiGraph::<&Name, ()>::new();
    let nodes: HashMap<&Name, _> = catalog
        .tables
        .iter()
        .map(|table| (&table.name, graph.add_node(&table.name)))
        .collect();
    for table in &catalog.tables {
        for key in &table.foreign_keys {
            graph.add_edge(nodes[&table.name], nodes[&key.references], ());
        }
    }
    kosaraju_scc(&graph)
        .into_iter()
        .filter(|circle| circle.len() > 1)
        .flatten()
        .map(|node| graph[node])
        .collect()
}
