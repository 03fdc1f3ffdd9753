//! The order of tables, so that what a row refers to is written before it.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::links::Link;
use super::plan::Subject;

/// In which order the tables take turns, a row each.
#[derive(Debug)]
pub struct Order {
    pub tables: Vec<usize>,
    /// By link: it is optional and part of a circle, so that a row refers to a row of
    /// an earlier round, and the first one to nothing.
    pub late: Vec<bool>,
    /// By table: the circle of required links that it is in, by its tables.
    pub circles: Vec<Option<Vec<usize>>>,
}

/// Orders the tables. Without its optional links no circle is left, save those of
/// required ones, which no row can come out of.
pub fn order(subjects: &[Subject<'_>], links: &[Link]) -> Order {
    let count = subjects.len();
    let component = components(count, links.iter());
    let is_in_circle = |link: &Link| component[link.table] == component[link.parent];
    let late: Vec<bool> = links
        .iter()
        .map(|link| link.optional && is_in_circle(link))
        .collect();
    // A row may refer to itself.
    let strict = || {
        let links = links.iter().zip(&late);
        links
            .filter(|(link, late)| !**late && link.table != link.parent)
            .map(|(link, _)| link)
    };
    let mut graph = DiGraph::<(), ()>::new();
    let nodes: Vec<NodeIndex> = (0..count).map(|_| graph.add_node(())).collect();
    for link in strict() {
        graph.update_edge(nodes[link.table], nodes[link.parent], ());
    }
    // Tarjan gives a component before those that lead to it: parents come first.
    let mut tables = Vec::with_capacity(count);
    let mut circles = vec![None; count];
    for group in tarjan_scc(&graph) {
        let mut group: Vec<usize> = group.into_iter().map(NodeIndex::index).collect();
        group.sort_unstable();
        if group.len() > 1 {
            for &table in &group {
                circles[table] = Some(group.clone());
            }
        }
        tables.extend(group);
    }
    Order {
        tables,
        late,
        circles,
    }
}

/// The strongly connected component of each table.
fn components<'l>(count: usize, links: impl Iterator<Item = &'l Link>) -> Vec<usize> {
    let mut graph = DiGraph::<(), ()>::new();
    let nodes: Vec<NodeIndex> = (0..count).map(|_| graph.add_node(())).collect();
    for link in links {
        graph.update_edge(nodes[link.table], nodes[link.parent], ());
    }
    let mut component = vec![0; count];
    for (number, group) in tarjan_scc(&graph).into_iter().enumerate() {
        for node in group {
            component[node.index()] = number;
        }
    }
    component
}
