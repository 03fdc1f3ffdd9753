//! `triple-orm verify`: which rows to write with one client and to read with the
//! others, and what came of it.
//!
//! [`plan`] makes rows from two catalogs: Prisma's for the names that code uses, the
//! database's for what it fills in by itself and refuses. A program for Node
//! ([`runner`]) writes and reads them; [`report`] puts its answer into words. Nothing
//! here touches the world.

mod keys;
pub mod known;
mod links;
mod maker;
mod order;
pub mod outcome;
mod page;
mod plan;
pub mod report;
mod rows;
pub mod runner;
pub mod say;
mod series;
mod shapes;
mod values;

pub use page::{TestOptions, write};
pub use plan::{Cell, ColumnPlan, Join, JoinSide, Plan, Short, TablePlan, TypePlan, plan};
pub use shapes::{Kind, Shape, Shapes, shapes};
