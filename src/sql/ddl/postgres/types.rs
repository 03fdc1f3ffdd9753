//! The types of columns, from the syntax to the catalog's normal form.

use squawk_syntax::ast::{self, AstNode};

use super::Replayer;
use super::state::UserTypeKind;
use super::syntax::{parts, text};
use crate::catalog::{ColumnType, Name, TypeName};
use crate::sql::ddl::{Item, Kind};
use crate::sql::postgres::{parse_type, plain_type};

/// The types of a plain server that are written as one name and need no
/// spelling of their own.
const BUILT_IN: &str = " aclitem bigint bit bool boolean box bpchar bytea char character cid cidr circle \
     date daterange datemultirange dec decimal double float float4 float8 gtsvector inet int int2 \
     int2vector int4 int4range int4multirange int8 int8range int8multirange integer interval json \
     jsonb jsonpath line lseg macaddr macaddr8 money name national numeric numrange nummultirange \
     oid oidvector path pg_lsn pg_snapshot point polygon real record refcursor regclass \
     regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure \
     regrole regtype smallint text tid time timestamp timestamptz timetz tsmultirange tsquery \
     tsrange tstzmultirange tstzrange tsvector txid_snapshot uuid varbit varchar void xid xid8 xml ";

/// The types of extensions that schemas use, which may be installed beforehand.
const OF_EXTENSIONS: &str = " citext cube earth geography geometry halfvec hstore isbn isbn13 issn ltree \
     lquery ltxtquery raster seg sparsevec vector box2d box3d bson h3index jsonschema semver uri email \
     hll roaringbitmap timescaledb tdigest topk pgh ulid xid8 ";

fn lists(names: &str, name: &str) -> bool {
    !name.contains(' ') && names.contains(&format!(" {name} "))
}

pub fn is_built_in(name: &str) -> bool {
    lists(BUILT_IN, name)
}

/// A type, and whether it counts up by itself (`serial`).
pub struct Written {
    pub ty: ColumnType,
    pub serial: bool,
}

impl Written {
    fn plain(ty: ColumnType) -> Self {
        Self { ty, serial: false }
    }
}

impl Replayer<'_> {
    /// Reads a type; one that no statement made is a problem.
    pub fn written_type(&mut self, ty: &ast::Type) -> Written {
        match ty {
            ast::Type::ArrayType(array) => match array.ty() {
                Some(element) => Written::plain(ColumnType {
                    list: true,
                    ..self.written_type(&element).ty
                }),
                None => Written::plain(parse_type(&text(array.syntax()))),
            },
            ast::Type::PathType(path) => self.named_type(path),
            other => Written::plain(normal(parse_type(
                &text(other.syntax()).to_ascii_lowercase(),
            ))),
        }
    }

    fn named_type(&mut self, path: &ast::PathType) -> Written {
        let Some(path_ref) = path.path_ref() else {
            return Written::plain(parse_type(&text(path.syntax())));
        };
        let parts = parts(&path_ref);
        let arguments = arguments(path.arg_list());
        let Some(last) = parts.last() else {
            return Written::plain(parse_type(&text(path.syntax())));
        };
        let own = parts.len() == 1 || parts[parts.len() - 2] == "pg_catalog";
        let is_quoted = text(path_ref.syntax()).contains('"');
        if own && last == "char" && is_quoted {
            return Written::plain(ColumnType::plain("\"char\"", Vec::new()));
        }
        if own && !is_quoted {
            let serial = match last.as_str() {
                "serial" | "serial4" => Some("integer"),
                "bigserial" | "serial8" => Some("bigint"),
                "smallserial" | "serial2" => Some("smallint"),
                _ => None,
            };
            if let Some(name) = serial {
                return Written {
                    ty: ColumnType::plain(name, Vec::new()),
                    serial: true,
                };
            }
        }
        if let Some(found) = self.find_type(&parts) {
            self.uses(&Item::new(Kind::Type, &found.0));
            let name = match found.1 {
                UserTypeKind::Enum(_) => TypeName::Enum(found.0),
                _ => TypeName::Plain {
                    name: found.0.name,
                    arguments,
                },
            };
            return Written::plain(ColumnType { name, list: false });
        }
        if own && is_built_in(last) {
            return Written::plain(normal(built_in(last, arguments)));
        }
        if !lists(OF_EXTENSIONS, last) && self.state.extensions.is_empty() {
            let name = self.new_name(&parts);
            self.missing(Item::new(Kind::Type, &name), path.syntax());
            let made_later = self.is_enum_somewhere(&name);
            if made_later {
                return Written::plain(ColumnType {
                    name: TypeName::Enum(name),
                    list: false,
                });
            }
        } else if !lists(OF_EXTENSIONS, last) {
            let name = self.new_name(&parts);
            if self.is_enum_somewhere(&name) {
                self.missing(Item::new(Kind::Type, &name), path.syntax());
                return Written::plain(ColumnType {
                    name: TypeName::Enum(name),
                    list: false,
                });
            }
        }
        Written::plain(ColumnType::plain(last, arguments))
    }

    /// The user's own type of that name, along the search path.
    pub fn find_type(&self, parts: &[String]) -> Option<(Name, UserTypeKind)> {
        self.candidates(parts).into_iter().find_map(|name| {
            let found = self.state.user_type(&name)?;
            Some((found.name.clone(), found.kind.clone()))
        })
    }
}

fn arguments(list: Option<ast::ArgList>) -> Vec<String> {
    list.map(|list| {
        list.args()
            .map(|argument| text(argument.syntax()))
            .collect()
    })
    .unwrap_or_default()
}

fn built_in(name: &str, arguments: Vec<String>) -> ColumnType {
    match name {
        "bpchar" if arguments.is_empty() => ColumnType::plain("bpchar", arguments),
        "bpchar" => plain_type("char", arguments),
        "dec" => plain_type("numeric", arguments),
        "float" => {
            let digits = arguments.first().and_then(|digits| digits.parse().ok());
            let is_single = digits.is_some_and(|digits: u32| digits <= 24);
            let name = if is_single {
                "real"
            } else {
                "double precision"
            };
            ColumnType::plain(name, Vec::new())
        }
        other => {
            let spelled = parse_type(other);
            match spelled.name {
                TypeName::Plain { name, .. } => plain_type(&name, arguments),
                TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => {
                    plain_type(other, arguments)
                }
            }
        }
    }
}

/// Leaves out the precision that is the type's own, and adds the scale of a
/// number that has none.
fn normal(mut ty: ColumnType) -> ColumnType {
    if let TypeName::Plain { name, arguments } = &mut ty.name {
        match name.as_str() {
            "timestamp" | "timestamptz" | "time" | "timetz" | "interval"
                if arguments.as_slice() == ["6"] =>
            {
                arguments.clear();
            }
            "numeric" if arguments.len() == 1 => arguments.push("0".to_owned()),
            // `national character varying` and its kin.
            "nchar varying"
            | "national character varying"
            | "national char varying"
            | "char varying" => "varchar".clone_into(name),
            "nchar" | "national character" | "national char" => {
                "char".clone_into(name);
                if arguments.is_empty() {
                    arguments.push("1".to_owned());
                }
            }
            _ => {}
        }
    }
    ty
}
