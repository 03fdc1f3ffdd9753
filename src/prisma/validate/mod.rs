//! Whether Prisma would take a schema: one file for each family of rules.
//!
//! A rule reads the AST and says what is wrong; it changes nothing and does not
//! depend on other rules. Adding one is one function and one line in a list.
//!
//! There are two stages, as in Prisma: where a schema is not sound in itself (a
//! misspelt type, a duplicate name), what it would mean is not asked, since every
//! mistake of the first kind would cause more of the second.

mod attributes;
mod config;
mod constraint_names;
mod context;
mod defaults;
mod field_lists;
mod ids;
mod indexes;
mod lookup;
mod mapped_names;
mod names;
mod native_types;
mod relations;
mod resolved;
mod types;
mod uniques;

use crate::diagnostic::Diagnostics;

use super::ast::Schema;
pub use context::Context;
use resolved::Resolved;

type Rule = fn(&Context<'_, '_>, &mut Diagnostics);
type ResolvedRule = fn(&Resolved<'_, '_, '_>, &mut Diagnostics);

/// The first stage: whether the schema is sound in itself.
const RULES: &[Rule] = &[
    config::properties,
    config::datasource::several,
    config::datasource::provider,
    config::datasource::keys,
    config::datasource::relation_mode,
    config::schemas::schemas,
    config::generator::provider,
    config::generator::values,
    config::preview_features::known,
    names::reserved,
    names::characters,
    names::duplicate_blocks,
    names::duplicate_fields,
    names::duplicate_enum_values,
    mapped_names::columns,
    attributes::placement::placement,
    attributes::placement::duplicates,
    attributes::arguments::arguments,
    attributes::updated_at::updated_at,
    attributes::ignore::ignore,
    types::unknown,
    types::composite::relations,
    defaults::values,
    field_lists::keys,
    field_lists::relations,
    ids::one_id,
    ids::required_fields,
    indexes::arguments::names,
    indexes::arguments::types,
    indexes::arguments::sort_orders,
    indexes::arguments::operator_classes,
    indexes::predicate::conditions,
    relations::arguments::actions,
    relations::arguments::keys_of_relation_fields,
];

/// The second stage: what the database can have.
const DATABASE_RULES: &[Rule] = &[
    config::extensions::extensions,
    names::empty_blocks,
    mapped_names::tables,
    mapped_names::enums,
    attributes::ignore::ignored_targets,
    attributes::schema::schema,
    attributes::map::mongo_names,
    types::supported,
    types::enums,
    types::unsupported::known,
    types::view::views,
    types::composite::supported,
    types::composite::cycles,
    native_types::native_types,
    defaults::spelling,
    defaults::names,
    defaults::functions::known,
    defaults::functions::sequences,
    defaults::auto_increment::auto_increment,
    defaults::mongo::defaults,
    defaults::constraint_names,
];

/// The second stage: what keys and relations refer to.
const RESOLVED_RULES: &[ResolvedRule] = &[
    ids::unique_criterion,
    ids::field_list,
    ids::arguments,
    ids::compound,
    ids::bytes,
    ids::mongodb,
    uniques::field_clashes,
    uniques::custom_names,
    uniques::several_clustered,
    uniques::composite_fields,
    constraint_names::unique,
    constraint_names::lengths,
    indexes::support::field_list,
    indexes::support::algorithms,
    indexes::support::arguments,
    indexes::support::lengths,
    indexes::support::operator_classes,
    indexes::predicate::support,
    indexes::fulltext::support,
    indexes::fulltext::arguments,
    indexes::fulltext::several,
    indexes::fulltext::adjacent_fields,
    indexes::native_types::fields,
    indexes::operator_classes::postgres,
    indexes::operator_classes::cockroach,
    indexes::mongodb::repeated,
    indexes::mongodb::unique_id,
    relations::ambiguity::fields,
    relations::ends::opposite,
    relations::ends::one_to_many,
    relations::ends::one_to_one,
    relations::references::length,
    relations::references::uniqueness,
    relations::references::types,
    relations::references::native_types,
    relations::references::optionality,
    relations::actions::supported,
    relations::actions::side,
    relations::actions::set_null,
    relations::actions::set_default,
    relations::cascades::cycles,
    relations::cascades::several_paths,
    relations::many_to_many::implicit,
    relations::many_to_many::embedded,
    relations::many_to_many::actions,
    relations::missing_indexes::fields,
    relations::names::supported,
    relations::ends::one_to_one_sides,
];

/// Says everything that is wrong with a schema.
pub fn validate(schema: &Schema<'_>, diagnostics: &mut Diagnostics) {
    let context = Context::new(schema);
    for rule in RULES {
        rule(&context, diagnostics);
    }
    if diagnostics.has_errors() {
        return;
    }
    for rule in DATABASE_RULES {
        rule(&context, diagnostics);
    }
    if let Some(resolved) = Resolved::new(&context) {
        for rule in RESOLVED_RULES {
            rule(&resolved, diagnostics);
        }
    }
}
