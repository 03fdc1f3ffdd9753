//! Seeded drift: one side of two equal catalogs is changed in one way, and exactly the
//! finding of that change comes out. `TRIPLE_ORM_CORPUS` adds a folder of schemas.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use triple_orm::catalog::{
    Action, Catalog, Check, Column, ColumnType, Command, Constraint, Default, Dialect, Enum,
    EnumNotes, EnumValue, Fact, ForeignKey, Generated, Identity, Index, IndexColumn, IndexTarget,
    Knows, Literal, Name, Nulls, Object, Order, Origin, Partition, Policy, PrimaryKey, Table,
    TableKind, TypeName, Unknown,
};
use triple_orm::diagnostic::{Diagnostics, Sources};
use triple_orm::diff::{Pair as Sides, What, diff};
use triple_orm::prisma;
use triple_orm::rules::{Exemption, Finding, Judge, Pair, RULES, Settings, Severity, Source};
use triple_orm::sql::normal::normalise;
use triple_orm::sql::print::print;
use walkdir::WalkDir;

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn pick<T>(&mut self, items: Vec<T>) -> Option<T> {
        let at = self.below(items.len());
        items.into_iter().nth(at)
    }
}

fn lowered(files: &[PathBuf]) -> Option<Catalog> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let ids: Vec<_> = files
        .iter()
        .map(|path| sources.add(path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    let schema = prisma::parse(&sources, &ids, &mut diagnostics);
    prisma::validate(&schema, &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    prisma::lower(&schema, &mut diagnostics)
}

fn schemas() -> Vec<(String, Vec<PathBuf>)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")];
    folders.extend(std::env::var_os("TRIPLE_ORM_CORPUS").map(|it| Path::new(&it).join("schemas")));
    let mut found: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for folder in &folders {
        for entry in WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap)
        {
            if entry.path().extension().is_some_and(|it| it == "prisma") {
                let under = entry.path().strip_prefix(folder).unwrap();
                let depth = if folder.ends_with("cases") { 2 } else { 1 };
                let key: PathBuf = under.iter().take(depth).collect();
                found
                    .entry(folder.join(key))
                    .or_default()
                    .push(entry.into_path());
            }
        }
    }
    found
        .into_iter()
        .map(|(key, files)| (key.display().to_string(), files))
        .collect()
}

/// All catalogs, as if a database had said them, with something of every kind in each.
fn catalogs() -> Vec<(String, Catalog)> {
    let catalogs: Vec<_> = schemas()
        .into_iter()
        .filter_map(|(name, files)| Some((name, lowered(&files)?)))
        .filter(|(_, catalog)| !catalog.tables.is_empty())
        .map(|(name, mut catalog)| {
            catalog.knows = Knows::everything();
            catalog.schemas = None;
            enrich(&mut catalog);
            normalise(&mut catalog);
            (name, catalog)
        })
        .collect();
    assert!(catalogs.len() > 20, "the cases are found");
    catalogs
}

/// What a Prisma schema cannot say.
fn enrich(catalog: &mut Catalog) {
    catalog.extensions = vec!["citext".into(), "pg_trgm".into()];
    catalog.enums.push(an_enum());
    let mut view = Table::new(Name::plain("the_view"), TableKind::View);
    view.definition = Some("SELECT 1 AS one".into());
    catalog.tables.push(view);
    let mut table = Table::new(Name::plain("the_rich"), TableKind::Table);
    let column = |name: &str, ty: &str, arguments: &[&str]| {
        let arguments = arguments.iter().map(|it| (*it).to_owned()).collect();
        Column::new(name, ColumnType::plain(ty, arguments), false)
    };
    table.columns = vec![
        Column {
            default: Some(Default::AutoIncrement),
            identity: Some(Identity::Always),
            ..column("rich_id", "integer", &[])
        },
        column("title", "varchar", &["120"]),
        column("price", "numeric", &["10", "2"]),
        Column {
            generated: Some(Generated {
                expression: "price * 2".into(),
                stored: true,
            }),
            ..column("total", "numeric", &["10", "2"])
        },
        Column {
            ty: ColumnType {
                name: TypeName::Enum(Name::plain("the_enum")),
                list: false,
            },
            default: Some(Default::Literal(Literal::Enum("first".into()))),
            ..column("mood", "text", &[])
        },
        Column {
            default: Some(Default::Expression("CURRENT_TIMESTAMP".into())),
            ..column("made_at", "timestamp", &["3"])
        },
        column("tags", "jsonb", &[]),
        column("during", "tsrange", &[]),
    ];
    table.primary_key = Some(PrimaryKey {
        method: None,
        name: Some("the_rich_pkey".into()),
        columns: vec!["rich_id".into()],
        place: None,
    });
    let index = |name: &str, columns: &[&str]| {
        let columns = columns.iter().map(|it| IndexColumn::plain(it)).collect();
        Index::on(Some(name.into()), columns)
    };
    let expression = IndexColumn {
        target: IndexTarget::Expression("lower(title::text)".into()),
        ..IndexColumn::plain("")
    };
    table.indexes = vec![
        Index {
            predicate: Some("price > 0".into()),
            ..index("rich_partial", &["title"])
        },
        Index::on(Some("rich_expression".into()), vec![expression]),
        Index {
            method: Some("gin".into()),
            ..index("rich_gin", &["tags"])
        },
        Index {
            unique: true,
            ..index("rich_unique", &["title", "price"])
        },
        Index {
            method: Some("gist".into()),
            constraint: Some(Constraint::Exclusion),
            columns: vec![IndexColumn {
                operator: Some("&&".into()),
                ..IndexColumn::plain("during")
            }],
            ..index("rich_exclusion", &[])
        },
    ];
    table.checks = vec![Check {
        name: Some("rich_check".into()),
        expression: "price > 0".into(),
        place: None,
    }];
    table.row_security.enabled = true;
    table.policies = vec![Policy {
        name: "rich_policy".into(),
        permissive: true,
        command: Command::Select,
        roles: vec!["app".into()],
        using: Some("title = current_user".into()),
        check: None,
        place: None,
    }];
    catalog.tables.push(table);
}

fn an_enum() -> Enum {
    let value = |label: &str| EnumValue {
        label: label.into(),
        code_name: label.into(),
        doc: None,
    };
    Enum {
        name: Name::plain("the_enum"),
        values: ["first", "second", "third"].map(value).into(),
        place: None,
        notes: EnumNotes {
            code_name: "TheEnum".into(),
            doc: None,
        },
    }
}

fn pair() -> Pair {
    Pair {
        left: Source::Migrations,
        right: Source::Database(None),
    }
}

fn findings(left: &Catalog, right: &Catalog) -> Vec<Finding> {
    let settings = Settings::default();
    Judge::new(&settings).pair(&pair(), &diff(left, right))
}

/// A change of the right side, and what must be found: rule, object, and whether the
/// difference is certain.
type Mutation = fn(&mut Catalog, &mut Random) -> Option<(&'static str, Object)>;

fn tables(catalog: &Catalog) -> Vec<usize> {
    (0..catalog.tables.len())
        .filter(|at| catalog.tables[*at].kind == TableKind::Table)
        .collect()
}

fn table<'c>(catalog: &'c mut Catalog, random: &mut Random) -> Option<&'c mut Table> {
    let at = random.pick(tables(catalog))?;
    Some(&mut catalog.tables[at])
}

/// A table with something in it that `of` finds, and its place.
fn inside(
    catalog: &Catalog,
    random: &mut Random,
    of: impl Fn(&Table) -> Vec<usize>,
) -> Option<(usize, usize)> {
    let places = tables(catalog)
        .into_iter()
        .flat_map(|at| {
            of(&catalog.tables[at])
                .into_iter()
                .map(move |inner| (at, inner))
        })
        .collect();
    random.pick(places)
}

fn columns_where(table: &Table, test: impl Fn(&Column) -> bool) -> Vec<usize> {
    (0..table.columns.len())
        .filter(|at| test(&table.columns[*at]))
        .collect()
}

fn a_column<'c>(
    catalog: &'c mut Catalog,
    random: &mut Random,
    test: impl Fn(&Column) -> bool,
) -> Option<(Name, &'c mut Column)> {
    let (at, inner) = inside(catalog, random, |table| columns_where(table, &test))?;
    let table = &mut catalog.tables[at];
    Some((table.name.clone(), &mut table.columns[inner]))
}

fn object(table: &Name, column: &Column) -> Object {
    Object::Column(table.clone(), column.name.clone())
}

fn is_plain(column: &Column, names: &[&str]) -> bool {
    matches!(&column.ty.name, TypeName::Plain { name, .. } if names.contains(&name.as_str()))
}

fn with_index<'c>(
    catalog: &'c mut Catalog,
    random: &mut Random,
    test: impl Fn(&Table, &Index) -> bool,
) -> Option<(&'c mut Table, usize)> {
    let (at, inner) = inside(catalog, random, |table| {
        (0..table.indexes.len())
            .filter(|at| test(table, &table.indexes[*at]))
            .collect()
    })?;
    Some((&mut catalog.tables[at], inner))
}

fn is_alone(table: &Table, index: &Index) -> bool {
    index.constraint.is_none()
        && table.notes.origin == Origin::Declared
        && table
            .indexes
            .iter()
            .filter(|it| it.columns == index.columns)
            .count()
            == 1
}

fn index_object(table: &Table, at: usize) -> Object {
    Object::Index(table.name.clone(), table.indexes[at].name.clone().unwrap())
}

fn with_key<'c>(
    catalog: &'c mut Catalog,
    random: &mut Random,
    test: impl Fn(&ForeignKey) -> bool,
) -> Option<(Name, &'c mut ForeignKey)> {
    let (at, inner) = inside(catalog, random, |table| {
        let is_one = |key: &ForeignKey| {
            table
                .foreign_keys
                .iter()
                .filter(|it| it.columns == key.columns)
                .count()
                == 1
        };
        let keys = &table.foreign_keys;
        (0..keys.len())
            .filter(|at| test(&keys[*at]) && is_one(&keys[*at]))
            .collect()
    })?;
    let table = &mut catalog.tables[at];
    Some((table.name.clone(), &mut table.foreign_keys[inner]))
}

fn key_object(table: &Name, key: &ForeignKey) -> Object {
    Object::ForeignKey(table.clone(), key.name.clone().unwrap())
}

/// The table that has something of every kind.
fn rich(catalog: &mut Catalog) -> &mut Table {
    let at = catalog
        .tables
        .iter()
        .position(|it| it.name.name == "the_rich")
        .unwrap();
    &mut catalog.tables[at]
}

fn is_used(table: &Table, column: &str) -> bool {
    let has = |names: &[String]| names.iter().any(|name| name == column);
    table
        .primary_key
        .as_ref()
        .is_some_and(|key| has(&key.columns))
        || table.foreign_keys.iter().any(|key| has(&key.columns))
        || table
            .indexes
            .iter()
            .any(|index| format!("{index:?}").contains(column))
        || table
            .checks
            .iter()
            .any(|check| check.expression.contains(column))
        || table.columns.iter().any(|it| {
            it.generated
                .as_ref()
                .is_some_and(|g| g.expression.contains(column))
        })
        || !table.policies.is_empty()
}

fn loose_columns(table: &Table) -> Vec<usize> {
    columns_where(table, |column| !is_used(table, &column.name))
}

fn rename_everywhere(catalog: &mut Catalog, at: usize, old: &str, new: &str) {
    let name = catalog.tables[at].name.clone();
    let change = |names: &mut Vec<String>| {
        names
            .iter_mut()
            .filter(|it| *it == old)
            .for_each(|it| new.clone_into(it));
    };
    for table in &mut catalog.tables {
        for key in &mut table.foreign_keys {
            if key.references == name {
                change(&mut key.referenced_columns);
            }
        }
    }
    let table = &mut catalog.tables[at];
    table
        .primary_key
        .iter_mut()
        .for_each(|key| change(&mut key.columns));
    table
        .foreign_keys
        .iter_mut()
        .for_each(|key| change(&mut key.columns));
    for index in &mut table.indexes {
        change(&mut index.include);
        for column in &mut index.columns {
            match &mut column.target {
                IndexTarget::Column(name) if name == old => new.clone_into(name),
                IndexTarget::Column(_) => {}
                IndexTarget::Expression(text) => *text = text.replace(old, new),
            }
        }
        index
            .predicate
            .iter_mut()
            .for_each(|text| *text = text.replace(old, new));
    }
    table
        .checks
        .iter_mut()
        .for_each(|check| check.expression = check.expression.replace(old, new));
    for policy in &mut table.policies {
        policy
            .using
            .iter_mut()
            .for_each(|text| *text = text.replace(old, new));
    }
    for column in &mut table.columns {
        if column.name == old {
            new.clone_into(&mut column.name);
        }
        if let Some(generated) = &mut column.generated {
            generated.expression = generated.expression.replace(old, new);
        }
    }
}

const MUTATIONS: &[(&str, Mutation)] = &[
    ("a table is dropped", |catalog, random| {
        let at = random.pick(tables(catalog))?;
        let table = catalog.tables.remove(at);
        for other in &mut catalog.tables {
            other
                .foreign_keys
                .retain(|key| key.references != table.name);
        }
        Some(("audit/missing-table", Object::Table(table.name)))
    }),
    ("a table is added", |catalog, _| {
        let mut table = Table::new(Name::plain("zz_added"), TableKind::Table);
        table.columns = vec![Column::new(
            "zz",
            ColumnType::plain("text", Vec::new()),
            true,
        )];
        catalog.tables.push(table);
        Some(("audit/extra-table", Object::Table(Name::plain("zz_added"))))
    }),
    ("a table is renamed", |catalog, random| {
        let places = tables(catalog)
            .into_iter()
            .filter(|at| catalog.tables[*at].columns.len() > 3)
            .collect();
        let at = random.pick(places)?;
        let old = catalog.tables[at].name.clone();
        let new = Name {
            name: format!("{}_v2", old.name),
            ..old.clone()
        };
        catalog.tables[at].name = new.clone();
        for table in &mut catalog.tables {
            for key in table
                .foreign_keys
                .iter_mut()
                .filter(|key| key.references == old)
            {
                key.references = new.clone();
            }
        }
        Some(("audit/renamed-table", Object::Table(old)))
    }),
    ("a column is dropped", |catalog, random| {
        let (at, inner) = inside(catalog, random, loose_columns)?;
        let table = &mut catalog.tables[at];
        let column = table.columns.remove(inner);
        Some(("audit/missing-column", object(&table.name, &column)))
    }),
    ("a column is dropped with its keys", |catalog, random| {
        let (at, inner) = inside(catalog, random, |table| {
            columns_where(table, |column| {
                table
                    .foreign_keys
                    .iter()
                    .any(|key| key.columns == [column.name.clone()])
                    || table.indexes.iter().any(|index| {
                        index
                            .column_names()
                            .is_some_and(|names| names == [column.name.as_str()])
                    })
            })
        })?;
        let table = &mut catalog.tables[at];
        let column = table.columns.remove(inner);
        let name = table.name.clone();
        table
            .foreign_keys
            .retain(|key| !key.columns.contains(&column.name));
        table.indexes.retain(|index| {
            index
                .column_names()
                .is_none_or(|names| !names.contains(&column.name.as_str()))
        });
        if table
            .primary_key
            .as_ref()
            .is_some_and(|key| key.columns.contains(&column.name))
        {
            table.primary_key = None;
        }
        for other in &mut catalog.tables {
            other.foreign_keys.retain(|key| {
                key.references != name || !key.referenced_columns.contains(&column.name)
            });
        }
        Some(("audit/missing-column", object(&name, &column)))
    }),
    ("a column is added", |catalog, random| {
        let table = table(catalog, random)?;
        let column = Column::new("zz_added", ColumnType::plain("xml", Vec::new()), true);
        let object = object(&table.name, &column);
        table.columns.push(column);
        Some(("audit/extra-column", object))
    }),
    ("a column is renamed", |catalog, random| {
        let (at, inner) = inside(catalog, random, |table| {
            columns_where(table, |it| it.name.len() > 3)
        })?;
        let old = catalog.tables[at].columns[inner].name.clone();
        let object = Object::Column(catalog.tables[at].name.clone(), old.clone());
        rename_everywhere(catalog, at, &old, &format!("{old}_hash"));
        Some(("audit/renamed-column", object))
    }),
    ("a type is another", |catalog, random| {
        let (table, column) = a_column(catalog, random, |column| {
            is_plain(column, &["text", "integer", "boolean", "jsonb"]) && column.default.is_none()
        })?;
        column.ty = ColumnType {
            name: ColumnType::plain("uuid", Vec::new()).name,
            ..column.ty
        };
        Some(("audit/column-type", object(&table, column)))
    }),
    ("a length is another", |catalog, random| {
        let (table, column) = a_column(catalog, random, |column| {
            matches!(&column.ty.name, TypeName::Plain { arguments, .. } if !arguments.is_empty())
                && column.default.is_none()
        })?;
        if let TypeName::Plain { arguments, .. } = &mut column.ty.name {
            arguments[0].push('1');
        }
        Some(("audit/column-type", object(&table, column)))
    }),
    ("a precision is lost", |catalog, random| {
        let (table, column) = a_column(catalog, random, |column| {
            is_plain(column, &["timestamp", "timestamptz"])
                && !matches!(&column.ty.name, TypeName::Plain { arguments, .. } if arguments.is_empty())
        })?;
        if let TypeName::Plain { arguments, .. } = &mut column.ty.name {
            arguments.clear();
        }
        Some(("audit/column-type", object(&table, column)))
    }),
    ("a column becomes a list", |catalog, random| {
        let (table, column) = a_column(catalog, random, |it| !it.ty.list && it.default.is_none())?;
        column.ty.list = true;
        Some(("audit/column-type", object(&table, column)))
    }),
    ("nullability is turned", |catalog, random| {
        let (table, column) = a_column(catalog, random, |_| true)?;
        column.nullable = !column.nullable;
        Some(("audit/nullability", object(&table, column)))
    }),
    ("a default is another", |catalog, random| {
        let (table, column) = a_column(catalog, random, |column| {
            matches!(
                &column.default,
                Some(Default::Literal(
                    Literal::String(_)
                        | Literal::Enum(_)
                        | Literal::Number(_)
                        | Literal::Boolean(_)
                ))
            )
        })?;
        match &mut column.default {
            Some(Default::Literal(Literal::String(text) | Literal::Enum(text))) => text.push('X'),
            Some(Default::Literal(Literal::Number(digits))) => digits.insert(digits.len(), '7'),
            Some(Default::Literal(Literal::Boolean(value))) => *value = !*value,
            _ => return None,
        }
        Some(("audit/default", object(&table, column)))
    }),
    ("a default is missing", |catalog, random| {
        let (table, column) = a_column(catalog, random, |it| {
            // Of a default that only the database knows, Prisma makes none.
            !matches!(it.default, None | Some(Default::Unknown)) && it.identity.is_none()
        })?;
        column.default = None;
        Some(("audit/default", object(&table, column)))
    }),
    ("a default is extra", |catalog, random| {
        let (table, column) = a_column(catalog, random, |column| {
            column.default.is_none()
                && column.generated.is_none()
                && is_plain(column, &["text", "timestamp"])
        })?;
        column.default = Some(Default::Expression("now()".into()));
        Some(("audit/default", object(&table, column)))
    }),
    ("a label is added", |catalog, random| {
        let at = random.pick((0..catalog.enums.len()).collect())?;
        let e = &mut catalog.enums[at];
        let value = EnumValue {
            label: "ZZ_ADDED".into(),
            code_name: "zz".into(),
            doc: None,
        };
        e.values.push(value);
        Some(("audit/extra-label", Object::Enum(e.name.clone())))
    }),
    ("a label is removed", |catalog, random| {
        let at = random.pick((0..catalog.enums.len()).collect())?;
        let e = &mut catalog.enums[at];
        e.values.pop();
        Some(("audit/missing-label", Object::Enum(e.name.clone())))
    }),
    ("a label is renamed", |catalog, _| {
        let e = catalog.enums.last_mut()?;
        e.values[1].label = "Second".into();
        Some(("audit/renamed-label", Object::Enum(e.name.clone())))
    }),
    ("labels are reordered", |catalog, random| {
        let places = (0..catalog.enums.len())
            .filter(|at| catalog.enums[*at].values.len() > 1)
            .collect();
        let at = random.pick(places)?;
        let e = &mut catalog.enums[at];
        e.values.reverse();
        Some(("audit/label-order", Object::Enum(e.name.clone())))
    }),
    ("an enum is missing", |catalog, random| {
        let at = random.pick((0..catalog.enums.len()).collect())?;
        let e = catalog.enums.remove(at);
        Some(("audit/missing-enum", Object::Enum(e.name)))
    }),
    ("an enum column becomes text", |catalog, random| {
        let (table, column) = a_column(catalog, random, |it| {
            matches!(it.ty.name, TypeName::Enum(_)) && !it.ty.list
        })?;
        column.ty = ColumnType::plain("text", Vec::new());
        if let Some(Default::Literal(Literal::Enum(label))) = &column.default {
            column.default = Some(Default::Literal(Literal::String(label.clone())));
        }
        Some(("audit/column-type", object(&table, column)))
    }),
    ("an enum goes, and its columns become text", |catalog, _| {
        // In SQLite they are text, and MongoDB has no types of its own.
        if matches!(
            catalog.dialect,
            Dialect::Sqlite | Dialect::SqlServer | Dialect::Mongo
        ) {
            return None;
        }
        catalog.enums.retain(|e| e.name.name != "the_enum");
        let table = rich(catalog);
        table.columns[4].ty = ColumnType::plain("text", Vec::new());
        let object = Object::Column(table.name.clone(), "mood".into());
        Some(("audit/column-type", object))
    }),
    ("a primary key is gone", |catalog, random| {
        let (at, _) = inside(catalog, random, |table| {
            let is_plain = table.primary_key.is_some() && table.notes.origin == Origin::Declared;
            Vec::from_iter(is_plain.then_some(0))
        })?;
        let table = &mut catalog.tables[at];
        table.primary_key = None;
        Some(("audit/primary-key", Object::PrimaryKey(table.name.clone())))
    }),
    ("a primary key has another column", |catalog, random| {
        let (at, inner) = inside(catalog, random, |table| {
            columns_where(table, |column| {
                table
                    .primary_key
                    .as_ref()
                    .is_some_and(|key| !column.nullable && !key.columns.contains(&column.name))
            })
        })?;
        let table = &mut catalog.tables[at];
        let column = table.columns[inner].name.clone();
        table.primary_key.as_mut()?.columns.push(column);
        Some(("audit/primary-key", Object::PrimaryKey(table.name.clone())))
    }),
    ("a join table has Prisma 5's key", |catalog, random| {
        let (at, _) = inside(catalog, random, |table| {
            Vec::from_iter((table.notes.origin == Origin::Joined).then_some(0))
        })?;
        let table = &mut catalog.tables[at];
        let key = table.primary_key.take()?;
        let columns = key
            .columns
            .iter()
            .map(|it| IndexColumn::plain(it))
            .collect();
        let index = Index::on(Some(format!("{}_AB_unique", table.name.name)), columns);
        table.indexes.push(Index {
            unique: true,
            ..index
        });
        Some(("audit/join-key", Object::PrimaryKey(table.name.clone())))
    }),
    ("a unique index is a plain one", |catalog, random| {
        let (table, at) = with_index(catalog, random, |table, index| {
            index.unique && is_alone(table, index)
        })?;
        table.indexes[at].unique = false;
        Some(("audit/uniqueness", index_object(table, at)))
    }),
    ("an index is dropped", |catalog, random| {
        let (table, at) = with_index(catalog, random, |table, index| {
            !index.unique && is_alone(table, index)
        })?;
        let object = index_object(table, at);
        table.indexes.remove(at);
        Some(("audit/missing-index", object))
    }),
    ("a unique index is dropped", |catalog, random| {
        let (table, at) = with_index(catalog, random, |table, index| {
            index.unique && is_alone(table, index)
        })?;
        let object = index_object(table, at);
        table.indexes.remove(at);
        Some(("audit/missing-unique", object))
    }),
    ("an index is added", |catalog, random| {
        let (at, inner) = inside(catalog, random, loose_columns)?;
        let table = &mut catalog.tables[at];
        let column = IndexColumn::plain(&table.columns[inner].name);
        table
            .indexes
            .push(Index::on(Some("zz_added".into()), vec![column]));
        Some((
            "audit/extra-index",
            Object::Index(table.name.clone(), "zz_added".into()),
        ))
    }),
    ("a unique index is added", |catalog, random| {
        let (at, inner) = inside(catalog, random, loose_columns)?;
        let table = &mut catalog.tables[at];
        let column = IndexColumn::plain(&table.columns[inner].name);
        let index = Index::on(Some("zz_added".into()), vec![column]);
        table.indexes.push(Index {
            unique: true,
            ..index
        });
        Some((
            "audit/extra-unique",
            Object::Index(table.name.clone(), "zz_added".into()),
        ))
    }),
    ("an index is renamed", |catalog, random| {
        let (table, at) = with_index(catalog, random, is_alone)?;
        let object = index_object(table, at);
        table.indexes[at].name = Some("zz_renamed".into());
        Some(("audit/constraint-name", object))
    }),
    ("an index runs the other way", |catalog, random| {
        let (table, at) = with_index(catalog, random, is_alone)?;
        let column = &mut table.indexes[at].columns[0];
        column.order = match column.order {
            Order::Ascending => Order::Descending,
            Order::Descending => Order::Ascending,
        };
        Some(("audit/index", index_object(table, at)))
    }),
    ("an index has another method", |catalog, random| {
        let (table, at) = with_index(catalog, random, |table, index| {
            index.method.is_none() && is_alone(table, index)
        })?;
        table.indexes[at].method = Some("hash".into());
        Some(("audit/index", index_object(table, at)))
    }),
    ("an index has another operator class", |catalog, random| {
        let (table, at) = with_index(catalog, random, is_alone)?;
        table.indexes[at].columns[0].operator_class = Some("zz_ops".into());
        Some(("audit/index", index_object(table, at)))
    }),
    ("an index puts NULLs elsewhere", |catalog, random| {
        let (table, at) = with_index(catalog, random, is_alone)?;
        table.indexes[at].columns[0].nulls = Some(Nulls::First);
        Some(("audit/index", index_object(table, at)))
    }),
    ("an index becomes partial", |catalog, random| {
        let (table, at) = with_index(catalog, random, |table, index| {
            index.predicate.is_none() && is_alone(table, index)
        })?;
        table.indexes[at].predicate = Some("deleted_at IS NULL".into());
        Some(("audit/index", index_object(table, at)))
    }),
    ("a predicate is another", |catalog, _| {
        let table = rich(catalog);
        table.indexes[0].predicate = Some("price > 1".into());
        Some(("audit/index", index_object(table, 0)))
    }),
    ("an index expression is another", |catalog, _| {
        let table = rich(catalog);
        table.indexes[1].columns[0].target = IndexTarget::Expression("upper(title)".into());
        Some(("audit/index", index_object(table, 1)))
    }),
    ("an index carries a column", |catalog, _| {
        let table = rich(catalog);
        table.indexes[3].include = vec!["tags".into()];
        Some(("audit/index", index_object(table, 3)))
    }),
    ("an exclusion constraint is dropped", |catalog, _| {
        let table = rich(catalog);
        table.indexes.retain(|index| index.constraint.is_none());
        Some((
            "audit/missing-exclusion",
            Object::Index(table.name.clone(), "rich_exclusion".into()),
        ))
    }),
    (
        "a unique index is a constraint, which is the same",
        |catalog, _| {
            rich(catalog).indexes[3].constraint = Some(Constraint::Unique);
            None
        },
    ),
    ("a foreign key is dropped", |catalog, random| {
        let (table, key) = with_key(catalog, random, |_| true)?;
        let (object, columns) = (key_object(&table, key), key.columns.clone());
        let table = catalog.tables.iter_mut().find(|it| it.name == table)?;
        table.foreign_keys.retain(|key| key.columns != columns);
        Some(("audit/missing-foreign-key", object))
    }),
    ("a foreign key is added", |catalog, _| {
        let table = rich(catalog);
        table.foreign_keys.push(ForeignKey {
            name: Some("zz_added".into()),
            columns: vec!["price".into()],
            references: Name::plain("the_rich"),
            referenced_columns: vec!["rich_id".into()],
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            place: None,
        });
        Some((
            "audit/extra-foreign-key",
            Object::ForeignKey(table.name.clone(), "zz_added".into()),
        ))
    }),
    ("a foreign key goes elsewhere", |catalog, random| {
        let (table, key) = with_key(catalog, random, |key| key.columns.len() == 1)?;
        key.references = Name::plain("the_rich");
        key.referenced_columns = vec!["rich_id".into()];
        Some(("audit/foreign-key", key_object(&table, key)))
    }),
    ("a foreign key deletes otherwise", |catalog, random| {
        let (table, key) = with_key(catalog, random, |_| true)?;
        key.on_delete = match key.on_delete {
            Action::Cascade => Action::SetNull,
            _ => Action::Cascade,
        };
        Some(("audit/foreign-key", key_object(&table, key)))
    }),
    ("a foreign key is renamed", |catalog, random| {
        let (table, key) = with_key(catalog, random, |_| true)?;
        let object = key_object(&table, key);
        key.name = Some("zz_renamed".into());
        Some(("audit/constraint-name", object))
    }),
    ("a check is dropped", |catalog, _| {
        let table = rich(catalog);
        table.checks.clear();
        Some((
            "audit/missing-check",
            Object::Check(table.name.clone(), "rich_check".into()),
        ))
    }),
    ("a check is added", |catalog, random| {
        let table = table(catalog, random)?;
        let check = Check {
            name: Some("zz".into()),
            expression: "1 = 1".into(),
            place: None,
        };
        table.checks.push(check);
        Some((
            "audit/extra-check",
            Object::Check(table.name.clone(), "zz".into()),
        ))
    }),
    ("a check is another", |catalog, _| {
        let table = rich(catalog);
        table.checks[0].expression = "price >= 0".into();
        Some((
            "audit/check",
            Object::Check(table.name.clone(), "rich_check".into()),
        ))
    }),
    ("row level security is turned", |catalog, random| {
        let table = table(catalog, random)?;
        table.row_security.enabled = !table.row_security.enabled;
        Some(("audit/row-security", Object::Table(table.name.clone())))
    }),
    ("a policy is dropped", |catalog, _| {
        let table = rich(catalog);
        table.policies.clear();
        Some((
            "audit/missing-policy",
            Object::Policy(table.name.clone(), "rich_policy".into()),
        ))
    }),
    ("a policy is another", |catalog, _| {
        let table = rich(catalog);
        table.policies[0].using = Some("title = 'all'".into());
        table.policies[0].command = Command::All;
        Some((
            "audit/policy",
            Object::Policy(table.name.clone(), "rich_policy".into()),
        ))
    }),
    ("a view is dropped", |catalog, _| {
        catalog.tables.retain(|table| table.name.name != "the_view");
        Some(("audit/missing-view", Object::Table(Name::plain("the_view"))))
    }),
    ("a generated column is computed otherwise", |catalog, _| {
        let table = rich(catalog);
        table.columns[3].generated.as_mut()?.expression = "price * 3".into();
        Some((
            "audit/generated",
            Object::Column(table.name.clone(), "total".into()),
        ))
    }),
    ("a generated column is a plain one", |catalog, _| {
        let table = rich(catalog);
        table.columns[3].generated = None;
        Some((
            "audit/generated",
            Object::Column(table.name.clone(), "total".into()),
        ))
    }),
    ("an identity is a sequence", |catalog, _| {
        let table = rich(catalog);
        table.columns[0].identity = None;
        Some((
            "audit/identity",
            Object::Column(table.name.clone(), "rich_id".into()),
        ))
    }),
    ("a table is partitioned", |catalog, random| {
        let table = table(catalog, random)?;
        table.partition = Some(Partition::By("RANGE (at)".into()));
        Some(("audit/partition", Object::Table(table.name.clone())))
    }),
    ("an extension is missing", |catalog, _| {
        catalog.extensions.pop();
        Some((
            "audit/missing-extension",
            Object::Extension("pg_trgm".into()),
        ))
    }),
];

#[test]
fn each_change_is_exactly_one_finding() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let catalogs = catalogs();
    for (seed, (name, catalog)) in (1_u64..).zip(&catalogs) {
        for (mutation, change) in MUTATIONS {
            for round in 0..2 {
                let mut random = Random(seed * 1000 + round);
                let mut right = catalog.clone();
                let expected = change(&mut right, &mut random);
                let found = findings(catalog, &right);
                let found: Vec<_> = found
                    .iter()
                    .map(|it| (it.rule, it.object.clone()))
                    .collect();
                if found != Vec::from_iter(expected.clone()) {
                    wrong.push(format!(
                        "{name}: {mutation}\n  expected {expected:?}\n  found {found:?}"
                    ));
                }
                *counts.entry(mutation).or_default() += usize::from(expected.is_some());
            }
        }
    }
    let total: usize = counts.values().sum();
    println!(
        "{total} mutations of {} kinds on {} catalogs",
        MUTATIONS.len(),
        catalogs.len()
    );
    for (mutation, count) in &counts {
        let is_silent = mutation.ends_with("which is the same");
        assert!(is_silent || *count > 0, "`{mutation}` was never tried");
    }
    assert!(total >= 500, "{total} mutations");
    assert!(
        wrong.is_empty(),
        "{} of {total} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

#[test]
fn a_catalog_is_equal_to_itself() {
    for (name, catalog) in catalogs() {
        assert!(diff(&catalog, &catalog).is_empty(), "{name}");
        let mut twice = catalog.clone();
        normalise(&mut twice);
        assert!(
            diff(&catalog, &twice).is_empty(),
            "{name} twice in normal form"
        );
    }
}

/// The kind of a change and which sides have it.
fn kind(what: &What<'_>) -> (String, [bool; 2]) {
    fn sides<T: Copy>(pair: Sides<T>) -> [bool; 2] {
        [pair.left().is_some(), pair.right().is_some()]
    }
    let sides = match what {
        What::Table(it) => sides(*it),
        What::Column(it) => sides(*it),
        What::PrimaryKey(it) => sides(*it),
        What::Index(it) => sides(*it),
        What::ForeignKey(it) => sides(*it),
        What::Check(it) => sides(*it),
        What::Policy(it) => sides(*it),
        What::Enum(it) => sides(*it),
        What::Label(it, _) | What::Extension(it) => sides(*it),
        _ => [true, true],
    };
    let name = format!("{what:?}");
    (
        name.split(['(', '{', ' ']).next().unwrap().to_owned(),
        sides,
    )
}

#[test]
fn the_other_way_round_is_the_mirror() {
    for (seed, (name, catalog)) in (1_u64..).zip(catalogs()) {
        for (mutation, change) in MUTATIONS {
            let mut right = catalog.clone();
            change(&mut right, &mut Random(seed * 77));
            let kinds = |left: &Catalog, right: &Catalog| -> Vec<_> {
                diff(left, right).iter().map(|it| kind(&it.what)).collect()
            };
            let there = kinds(&catalog, &right);
            let back = kinds(&right, &catalog).into_iter();
            let back: Vec<_> = back
                .map(|(name, [left, right])| (name, [right, left]))
                .collect();
            assert_eq!(there, back, "{name}: {mutation}");
        }
    }
}

#[test]
fn a_side_is_not_asked_for_what_it_cannot_say() {
    let (_, catalog) = catalogs().pop().unwrap();
    let mut prisma = catalog.clone();
    prisma.knows = Knows::new([
        Fact::Types,
        Fact::Nullability,
        Fact::Defaults,
        Fact::PrimaryKeys,
        Fact::Indexes,
        Fact::ForeignKeys,
        Fact::Enums,
        Fact::EnumOrder,
        Fact::ConstraintNames,
    ]);
    let table = rich(&mut prisma);
    table
        .indexes
        .retain(|index| index.name.as_deref() == Some("rich_unique"));
    table.checks.clear();
    table.policies.clear();
    table.row_security.enabled = false;
    table.columns[0].identity = None;
    table.columns[3].generated = None;
    prisma.tables.retain(|table| table.name.name != "the_view");
    // What it can say: the GIN index.
    let found = findings(&prisma, &catalog);
    let found: Vec<_> = found
        .iter()
        .map(|it| (it.rule, it.object.to_string()))
        .collect();
    assert_eq!(
        found,
        [("audit/extra-index", "the_rich.rich_gin".to_owned())]
    );
}

#[test]
fn nothing_is_said_of_lists_that_prisma_cannot_say() {
    let list = |knows: Knows, nullable| {
        let mut table = Table::new(Name::plain("t"), TableKind::Table);
        let ty = ColumnType {
            list: true,
            ..ColumnType::plain("text", Vec::new())
        };
        table.columns.push(Column::new("tags", ty, nullable));
        let mut catalog = Catalog::new(Dialect::Postgres, knows);
        catalog.tables.push(table);
        catalog
    };
    let prisma = Knows::new([Fact::Types, Fact::Nullability]);
    let database = list(Knows::everything(), false);
    assert!(diff(&list(prisma, true), &database).is_empty());
    assert_eq!(diff(&list(Knows::everything(), true), &database).len(), 1);
}

#[test]
fn tables_of_extensions_are_not_missed_where_they_are_left_out() {
    let of = |schema: Option<&str>, name: &str| {
        let name = Name {
            schema: schema.map(str::to_owned),
            name: name.to_owned(),
        };
        let mut catalog = Catalog::new(Dialect::Postgres, Knows::new([Fact::Types]));
        catalog.tables.push(Table::new(name, TableKind::Table));
        catalog
    };
    let database = Catalog::new(Dialect::Postgres, Knows::everything());
    let drizzle = Catalog::new(Dialect::Postgres, Knows::new([Fact::Types]));
    assert!(diff(&of(None, "spatial_ref_sys"), &database).is_empty());
    assert!(diff(&of(Some("cron"), "job"), &database).is_empty());
    assert_eq!(diff(&of(None, "job"), &database).len(), 1);
    assert_eq!(diff(&of(None, "spatial_ref_sys"), &drizzle).len(), 1);
}

#[test]
fn what_was_not_understood_is_not_judged() {
    let (_, catalog) = catalogs().pop().unwrap();
    let mut right = catalog.clone();
    right.tables.retain(|table| table.name.name != "the_rich");
    right.extensions.clear();
    let unknown = |object| Unknown {
        object,
        reason: "`DO` block".into(),
        place: None,
    };
    right.unknown = vec![unknown(Object::Table(Name::plain("the_rich")))];
    assert!(
        findings(&catalog, &right)
            .iter()
            .all(|it| it.rule == "audit/missing-extension")
    );
    right.unknown = vec![unknown(Object::Database)];
    let found = findings(&catalog, &right);
    assert!(found.len() == 3 && found.iter().all(|it| it.severity == Severity::Info));
}

#[test]
fn exemptions_need_a_reason_and_a_use() {
    let (_, catalog) = catalogs().pop().unwrap();
    let mut right = catalog.clone();
    right.extensions.clear();
    rich(&mut right).checks.clear();
    let exemption = |rule: &str, object: &str, reason: &str| Exemption {
        rule: rule.into(),
        object: object.into(),
        pair: None,
        reason: reason.into(),
    };
    let settings = Settings {
        severities: vec![
            ("missing-check".into(), Some(Severity::Low)),
            ("audit/identity".into(), None),
        ],
        exemptions: vec![
            exemption("missing-extension", "pg_*", "made by the platform"),
            exemption("missing-extension", "citext", " "),
            exemption("*", "gone.*", "an old table"),
        ],
    };
    rich(&mut right).columns[0].identity = None;
    let mut judge = Judge::new(&settings);
    let found = judge.pair(&pair(), &diff(&catalog, &right));
    let seen: Vec<_> = found
        .iter()
        .map(|it| (it.key.as_str(), it.severity))
        .collect();
    assert_eq!(
        seen,
        [
            (
                "missing-check/migrations:db/the_rich.rich_check",
                Severity::Low
            ),
            ("missing-extension/migrations:db/citext", Severity::High),
        ]
    );
    assert_eq!(
        found[0].message,
        "check `the_rich.rich_check` of the migrations is missing in the database"
    );
    assert_eq!(judge.exempted()[0].reason, "made by the platform");
    let about: Vec<_> = judge.finish().iter().map(|it| it.rule).collect();
    assert_eq!(
        about,
        ["audit/exemption-without-reason", "audit/stale-exemption"]
    );
}

/// `tests/conformance/drafts.mjs` runs them on a real database.
#[test]
fn a_difference_has_a_draft() {
    let mut drafts = Vec::new();
    let every = std::env::var("TRIPLE_ORM_DRAFTS_EVERY")
        .ok()
        .and_then(|it| it.parse().ok());
    for (seed, (name, catalog)) in (1_u64..).zip(catalogs()).step_by(every.unwrap_or(10)) {
        let empty = Catalog::new(catalog.dialect, Knows::everything());
        let draft = |left: &Catalog, right: &Catalog| print(left, right, &diff(left, right));
        assert_eq!(draft(&catalog, &catalog), "");
        for (mutation, change) in MUTATIONS {
            let mut right = catalog.clone();
            let expected = change(&mut right, &mut Random(seed));
            let text = draft(&catalog, &right);
            assert_eq!(text.is_empty(), expected.is_none(), "{name}: {mutation}");
            drafts.push(serde_json::json!({
                "name": format!("{name}: {mutation}"),
                "left": draft(&catalog, &empty),
                "right": draft(&right, &empty),
                "draft": text,
            }));
        }
    }
    if let Some(file) = std::env::var_os("TRIPLE_ORM_DRAFTS") {
        fs::write(file, serde_json::to_string(&drafts).unwrap()).unwrap();
    }
}

#[test]
fn every_rule_is_explained() {
    for rule in RULES {
        assert!(
            triple_orm::commands::explain::EXPLANATIONS
                .iter()
                .any(|(code, _)| *code == rule.id),
            "`{}` is not explained",
            rule.id
        );
    }
}
