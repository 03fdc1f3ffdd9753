//! The codes of all findings, and a paragraph on each.

/// In the order of the codes.
pub const EXPLANATIONS: &[(&str, &str)] = &[
    (
        "audit/check",
        "Both sides have a CHECK constraint of this name, with another condition. When only \
         its spelling differs the finding is `info`. Make a migration that drops the \
         constraint and adds it anew.",
    ),
    (
        "audit/column-type",
        "The column has another type on the right side: another name, length or precision, a \
         list where there is none, or a text where there is an enum. Values that one side \
         takes may be refused, cut or read as something else by the other.",
    ),
    (
        "audit/constraint-name",
        "A key, an index, a constraint or a policy is the same on both sides, under two \
         names. Nothing works otherwise; Prisma would rename it in the next migration. Give \
         it the name with `map`, or rename it.",
    ),
    (
        "audit/default",
        "The column is filled in otherwise when an insert leaves it out, or one side has no \
         default. When the two expressions may mean the same the finding is `info`.",
    ),
    (
        "audit/exclusion",
        "Both sides have an exclusion constraint of this name, and it compares other columns, \
         or with other operators.",
    ),
    (
        "audit/exemption-without-reason",
        "Every exemption says in `reason` why the difference is meant to be there. Until then \
         it does not count.",
    ),
    (
        "audit/extra-check",
        "The right side has a CHECK constraint that the left one has not. It refuses rows \
         which the left side takes for good. Prisma's schema cannot say it, its migrations \
         can.",
    ),
    (
        "audit/extra-column",
        "The right side has a column that the left one does not mention. Perhaps somebody \
         added it by hand, or it was left behind. Without a default and not null, every \
         insert by the left side fails.",
    ),
    (
        "audit/extra-enum",
        "The right side has an enum type that the left one does not mention.",
    ),
    (
        "audit/extra-exclusion",
        "The right side has an exclusion constraint that the left one has not. It refuses \
         rows which the left side takes for good.",
    ),
    (
        "audit/extra-extension",
        "The database has an extension that the left side does not mention.",
    ),
    (
        "audit/extra-foreign-key",
        "The right side has a foreign key that the left one has not. It refuses rows, or \
         deletes them, where the left side does not expect it.",
    ),
    (
        "audit/extra-index",
        "The right side has an index that the left one does not mention. It may be there on \
         purpose: then say so on the left side, or the next migration of Prisma drops it.",
    ),
    (
        "audit/extra-label",
        "The enum has a label on the right side that the left one does not know. Code that \
         reads a row with it may fail.",
    ),
    (
        "audit/extra-policy",
        "The table has a policy on the right side that the left one has not. It shows or \
         hides rows.",
    ),
    (
        "audit/extra-table",
        "The right side has a table that the left one does not mention. Perhaps it belongs to \
         somebody else: then exempt it, with the reason.",
    ),
    (
        "audit/extra-unique",
        "The right side keeps values apart which the left side does not. Inserts that the \
         left side takes for good are refused.",
    ),
    (
        "audit/extra-view",
        "The right side has a view that the left one does not mention.",
    ),
    (
        "audit/foreign-key",
        "A foreign key from the same columns refers to another table or other columns, or \
         does something else when the row that it refers to goes or changes.",
    ),
    (
        "audit/generated",
        "The column is computed from others on one side only, or otherwise.",
    ),
    (
        "audit/identity",
        "The numbers of the column come from an identity on one side and from a sequence on \
         the other, or inserts may set them on one side only. Both count up.",
    ),
    (
        "audit/index",
        "Both sides have an index of this name or on these columns, and it differs: in its \
         method, the columns and their order, the operator class, the predicate, or what it \
         carries.",
    ),
    (
        "audit/join-key",
        "The table of an implicit many-to-many relation has a unique index on one side, as \
         Prisma 5 made it, and a primary key on the other, as Prisma 6 makes it. Both keep a \
         pair from being there twice, so nothing has to be done.",
    ),
    (
        "audit/label-order",
        "The labels of the enum are in another order. PostgreSQL sorts and compares by it. \
         The order of an existing type cannot be changed; one makes a new type.",
    ),
    (
        "audit/loose-sql",
        "A `.sql` file lies in the folder of the migrations, and in no migration of its own. \
         Prisma never runs it, so what it makes is in the databases where somebody ran it by \
         hand, and in no other. Move it into a migration, or out of the folder.",
    ),
    (
        "audit/migration-edited",
        "The file of a migration is not the one that the database was given: their checksums \
         differ, line ends aside. A new database is made from another file than this one. \
         Bring the old text back, and put the change into a new migration.",
    ),
    (
        "audit/migration-empty",
        "The migration has no statement. It does nothing, and looks as if it did.",
    ),
    (
        "audit/migration-failed",
        "The migration was started in the database and did not end. `prisma migrate deploy` \
         runs nothing more until `prisma migrate resolve` says what became of it.",
    ),
    (
        "audit/migration-fails",
        "On an empty database the migration fails: it needs something that is not there yet, \
         or makes something that is there already. A new environment, a shadow database and a \
         test database cannot be made. Where a later migration makes it, the order of the \
         names is wrong.",
    ),
    (
        "audit/migration-lock",
        "`migration_lock.toml` names another database than the schema, and Prisma refuses to \
         go on.",
    ),
    (
        "audit/migration-name",
        "The name of the folder does not begin with the 14 digits of a time, so its place in \
         the order is an accident.",
    ),
    (
        "audit/migration-not-in-folder",
        "The database has a migration that the folder lacks. `prisma migrate status` calls \
         such a database up to date. Bring the file back, or find out who deployed it from \
         where.",
    ),
    (
        "audit/migration-pending",
        "The folder has a migration that the database has not been given yet. Deploy it with \
         `prisma migrate deploy`.",
    ),
    (
        "audit/migration-same-time",
        "Two migrations have the same time in their names, so that the rest of the names \
         decides which comes first.",
    ),
    (
        "audit/migration-without-file",
        "The folder looks like a migration and has no `migration.sql`. Prisma stops at it.",
    ),
    (
        "audit/missing-check",
        "The left side has a CHECK constraint that the right one has not, so that rows get in \
         which the left side rules out.",
    ),
    (
        "audit/missing-column",
        "The left side has a column that the right one lacks. Code that names it fails when \
         it runs. For a generated file run `triple-orm generate`; for a database make and \
         deploy a migration.",
    ),
    (
        "audit/missing-enum",
        "The left side has an enum type that the right one lacks.",
    ),
    (
        "audit/missing-exclusion",
        "The left side has an exclusion constraint that the right one lacks.",
    ),
    (
        "audit/missing-extension",
        "The left side needs an extension that the right one has not. Create it with `CREATE \
         EXTENSION` in a migration.",
    ),
    (
        "audit/missing-foreign-key",
        "The left side has a foreign key that the right one lacks, so that rows may refer to \
         rows which are not there.",
    ),
    (
        "audit/missing-index",
        "The left side has an index that the right one lacks. Queries that need it are slow.",
    ),
    (
        "audit/missing-label",
        "The enum lacks a label on the right side. A row with it cannot be written there, or \
         not be named in code.",
    ),
    (
        "audit/missing-policy",
        "The left side has a policy of row level security that the right one lacks. Rows may \
         be hidden from everybody, or shown to too many.",
    ),
    (
        "audit/missing-table",
        "The left side has a table that the right one lacks. Code that names it fails when it \
         runs. Nothing is said of what is in it.",
    ),
    (
        "audit/missing-unique",
        "The left side keeps values apart which the right one does not, so that duplicates \
         can get in, and an upsert fails.",
    ),
    (
        "audit/missing-view",
        "The left side has a view that the right one lacks.",
    ),
    (
        "audit/nullability",
        "The column can be null on one side only. Where it can on the right, code meets nulls \
         that it does not expect; where it cannot, inserts are refused.",
    ),
    (
        "audit/partition",
        "The table is partitioned on one side only, or otherwise.",
    ),
    (
        "audit/policy",
        "The policy has another condition, is for other statements or roles, or is of the \
         other kind. When only its spelling differs the finding is `info`.",
    ),
    (
        "audit/primary-key",
        "The primary key is on other columns, or one side has none.",
    ),
    (
        "audit/renamed-column",
        "A column is missing on the right side, and one of the same type that is called alike \
         or stands in its place is there in its stead. It looks renamed. Nothing is renamed \
         for you: a migration that drops and adds instead of renaming loses what is in it.",
    ),
    (
        "audit/renamed-enum",
        "The enum has the same labels under another name.",
    ),
    (
        "audit/renamed-label",
        "A label stands in the place of another one that is called alike. `ALTER TYPE … \
         RENAME VALUE` renames it without touching a row.",
    ),
    (
        "audit/renamed-table",
        "A table is missing on the right side, and one with nearly the same columns is there \
         in its stead. It looks renamed. Nothing is renamed for you.",
    ),
    (
        "audit/row-security",
        "Row level security is on for one side only, or forced. Without it policies do \
         nothing, and everybody sees every row.",
    ),
    (
        "audit/stale-client",
        "The generated Prisma client was made from another schema than the one that is there \
         now. Code compiles against the old one, and queries fail when they run. Run `prisma \
         generate`.",
    ),
    (
        "audit/stale-exemption",
        "The configuration exempts a difference that is not there any more.",
    ),
    (
        "audit/table-kind",
        "It is a table on one side and a view on the other. Keys and indexes are not \
         compared.",
    ),
    (
        "audit/uniqueness",
        "An index on the same columns keeps values apart on one side only.",
    ),
    (
        "audit/unread-source",
        "Nothing of one side of the pair could be read, so that the two were not compared. \
         Under what could not be read the report says why: a file without tables, or code \
         that has to be run to know what it says.",
    ),
    (
        "clients/no-prisma-client",
        "`orm-clients.ts` imports `PrismaClient` from where `prisma generate` writes it: the \
         `output` of the schema's first `generator` block whose provider is `prisma-client` or \
         `prisma-client-js`, from the folder of the file in which the block stands. Where there is \
         no such block, or its `output` is `env(…)`, say it with `clients.prismaClient`, as the \
         import should have it.",
    ),
    (
        "clients/other-driver",
        "`orm-clients.ts` gives its pool parsers of its own, so that Kysely returns what Prisma and \
         Drizzle return: a `bigint` for a `BigInt`, times in UTC, lists of enums as lists. \
         `kysely-types.ts` says so with `kysely.driver` set to `clients`, which is the default when \
         the target `clients` is written. For SQLite the three share a client of libSQL, and the \
         driver is `libsql`.",
    ),
    (
        "config/banner",
        "The banner is printed into generated files, and would make them invalid. It holds \
         comments, directives such as `// @ts-nocheck`, or imports.",
    ),
    (
        "config/banner-clash",
        "The banner imports or declares a name that the generated file declares, too, and \
         TypeScript takes only one of the two.",
    ),
    (
        "config/driver",
        "`kysely.driver` names a driver that does not connect to the database of the schema, or \
         whose types for it are not known. Name one of those in the message, or none: then the \
         usual one of the database is taken.",
    ),
    (
        "config/duplicate-key",
        "The key is there twice. Which of the two would count is not obvious, so neither \
         does.",
    ),
    (
        "config/file-name",
        "The files lie side by side in the output folder, and are modules of TypeScript: \
         their names end in `.ts` and hold no folder.",
    ),
    (
        "config/lost-foreign-key",
        "`exclude` leaves a table out, and a foreign key to it cannot be written without it. \
         The database keeps the key, but `drizzle-kit push` with this file would drop it.",
    ),
    (
        "config/not-a-pair",
        "In a `generator` block, a list of names has the form `\"User = people\"`: the model, \
         an equals sign, the name.",
    ),
    (
        "config/not-a-type",
        "The text is written into TypeScript as the type of a column. It is one type, without \
         comments; with `from`, it begins with the name that is imported.",
    ),
    (
        "config/not-an-identifier",
        "The name would be the name of a constant in TypeScript, and TypeScript does not take \
         it.",
    ),
    (
        "config/overridden-output",
        "`out` in `triple-orm.json` counts more than `output` in the `generator` block, so \
         the files went to the former. Prisma does not know this and names the latter.",
    ),
    (
        "config/same-file",
        "Each file needs a name of its own. Capitals make no difference, as some file systems \
         do not tell them apart.",
    ),
    (
        "config/same-name",
        "Two constants of the Drizzle file would have the same name.",
    ),
    (
        "config/syntax",
        "The file is not JSON. Comments and trailing commas are allowed.",
    ),
    (
        "config/unknown-key",
        "The configuration has a key that triple-orm does not know. It is refused rather than \
         passed over, since it is probably a misspelt one.",
    ),
    (
        "config/unknown-name",
        "The configuration names a model, an enum, a column or a scalar that is not in the \
         schema.",
    ),
    (
        "config/unknown-value",
        "The key takes one of a few values, and this is none of them.",
    ),
    (
        "config/wrong-type",
        "The value of the key is of another kind than the key takes, such as a number where a \
         text is needed.",
    ),
    (
        "drizzle/key-clash",
        "Drizzle puts the columns and the relations of a row into one object. With the style \
         that `names.columns` asks for, two of them would have the same key there.",
    ),
    (
        "drizzle/taken-name",
        "The name is one that the Drizzle file imports or uses, such as `text` or \
         `relations`, whether this schema needs it or not.",
    ),
    (
        "kysely/camel-case",
        "Kysely's `CamelCasePlugin` makes the names for the database from those in code, by a \
         rule. A name that the rule does not give back (`userID` becomes `user_id`, `line_1` \
         becomes `line1`) would not be found in the database.",
    ),
    (
        "prisma/action-on-wrong-side",
        "`onDelete` and `onUpdate` say what happens to the rows that refer. They stand at the \
         end of the relation that has `fields` and `references`.",
    ),
    (
        "prisma/ambiguous-relation",
        "Two fields of a model refer to the same model, and could belong to the same \
         relation. Give each relation a name and write it at both ends: `@relation(\"name\", \
         …)`. A relation of a model with itself has two fields of the same name.",
    ),
    (
        "prisma/argument-type",
        "The value of the argument is of the wrong kind: names in the database are strings in \
         quotes, `sort`, `type`, `onDelete` and `onUpdate` are bare words, `length` is a \
         whole number, `clustered` is `true` or `false`.",
    ),
    (
        "prisma/autoincrement",
        "Where a table may count up depends on the database: on SQLite it is the single-field \
         id, on MySQL one field that leads an index, on CockroachDB a `BigInt`; MongoDB \
         cannot.",
    ),
    (
        "prisma/cascade-cycle",
        "SQL Server refuses relations whose actions run in a circle, and so does Prisma with \
         `relationMode = \"prisma\"` and for MongoDB. `onUpdate` is `Cascade` unless you say \
         otherwise. Set both actions of one relation of the circle to `NoAction`.",
    ),
    (
        "prisma/cascade-paths",
        "SQL Server refuses tables that a change can come to on several ways. `onUpdate` is \
         `Cascade` unless you say otherwise. Set both actions to `NoAction` at all ways but \
         one.",
    ),
    (
        "prisma/composite-in-unique",
        "A unique of several fields cannot have a field with a composite type among them.",
    ),
    (
        "prisma/composite-type",
        "Composite types (`type Address { … }`) are for MongoDB. They hold values and other \
         composite types, not relations; and a type that holds itself, directly or through \
         others, needs an optional field or a list in between.",
    ),
    (
        "prisma/compound-id",
        "A document of MongoDB has one `_id`, so its id is one field.",
    ),
    (
        "prisma/config-value",
        "The value of a key is missing or of the wrong kind. The values of a `datasource` or \
         a `generator` are strings in double quotes, lists of strings, or `env(\"NAME\")` where \
         a value may come from the environment. The `provider` of a datasource may not: it \
         must be known when the schema is read.",
    ),
    (
        "prisma/constraint-name-clash",
        "Two constraints or indexes would have the same name in the database. Where names are \
         unique differs: PostgreSQL wants keys and indexes unique in a schema, and foreign \
         keys unique in their table; MySQL wants foreign keys unique everywhere and indexes \
         in their table; SQLite wants indexes unique everywhere; SQL Server wants primary \
         keys, foreign keys and defaults unique in a schema. A constraint without `map` has a \
         name that Prisma makes of its table and columns, cut to what the database takes.",
    ),
    (
        "prisma/constraint-name-too-long",
        "Databases limit the length of names: PostgreSQL and CockroachDB take 63 bytes, MySQL \
         64, MongoDB 127, SQL Server 128.",
    ),
    (
        "prisma/default-name",
        "`map` names the constraint that SQL Server makes of a default: a name that no other \
         default has, within 128 bytes. Other databases have no such constraint, and \
         `autoincrement()` makes none.",
    ),
    (
        "prisma/default-value",
        "The default is no value of the field's type. Numbers and `true` or `false` stand \
         bare, texts in quotes; JSON, base64 and moments (`\"2024-01-31T12:00:00Z\"`) are texts \
         of their own spelling; a list has a list, an enum one of its values, and a relation \
         or a composite type none. Some functions are for some databases only, as `auto()` is \
         for the ids of MongoDB.",
    ),
    (
        "prisma/deprecated-property",
        "`referentialIntegrity` was renamed to `relationMode`; its values are the same.",
    ),
    (
        "prisma/duplicate-argument",
        "The argument is given twice, or once with its name and once without.",
    ),
    (
        "prisma/duplicate-attribute",
        "The attribute stands twice in one place, or a field has two native types. Only \
         `@@index`, `@@unique` and `@@fulltext` may repeat.",
    ),
    (
        "prisma/duplicate-database-name",
        "Two tables, two enums or two columns have the same name in the database: `@map` or \
         `@@map` repeats a name that another one has, by its own `@map` or because it is \
         called so. Tables and enums of different schemas (`@@schema`) may share a name.",
    ),
    (
        "prisma/duplicate-enum-value",
        "Two values of one enum have the same name.",
    ),
    (
        "prisma/duplicate-field",
        "Two fields of one block have the same name.",
    ),
    (
        "prisma/duplicate-name",
        "Models, views, composite types and enums share one set of names, whichever files \
         they stand in; generators have another. Each name is given once.",
    ),
    (
        "prisma/duplicate-property",
        "A key of a `datasource` or a `generator` is set twice. Only one of the two values \
         could count, so keep one line.",
    ),
    (
        "prisma/empty-argument",
        "The name of a constraint, an index or a relation cannot be an empty string. Leave \
         the argument out to get Prisma's own name.",
    ),
    (
        "prisma/empty-block",
        "An enum needs at least one value, and a composite type at least one field.",
    ),
    (
        "prisma/empty-field-list",
        "A key or an index without fields.",
    ),
    (
        "prisma/empty-name",
        "The name of a key is the empty text. Leave the argument out to have the name that \
         Prisma makes.",
    ),
    (
        "prisma/extensions",
        "`extensions` lists what PostgreSQL loads: bare names, perhaps with `map`, `schema` \
         and `version`, as in `[pgcrypto, uuidOssp(map: \"uuid-ossp\")]`. It needs the preview \
         feature `postgresqlExtensions`.",
    ),
    (
        "prisma/field-list",
        "A key, an index or a relation lists the names of fields, without quotes. A key may \
         say more of a field in parentheses: `[email(sort: Desc)]`; a relation may not.",
    ),
    (
        "prisma/foreign-key-name",
        "SQLite and MongoDB have no names for foreign keys.",
    ),
    (
        "prisma/fulltext-index",
        "MySQL and MongoDB have `@@fulltext` indexes. MongoDB has one for each model, and \
         wants the fields without `sort` side by side; MySQL has no `sort` there. None takes \
         a `length`.",
    ),
    (
        "prisma/function-arguments",
        "The function does not take these arguments: `uuid` takes 4 or 7, `cuid` takes 1 or \
         2, `nanoid` a length from 2 to 255, `dbgenerated` one text that is not empty, and \
         `now`, `ulid`, `auto` and `autoincrement` take nothing.",
    ),
    (
        "prisma/ignore",
        "`@ignore` hides a field from Prisma's client, `@@ignore` a model. A field of an \
         ignored model, or of type `Unsupported`, is hidden already. A field that leads to an \
         ignored model must be ignored too.",
    ),
    (
        "prisma/index-argument",
        "Behind a field of a key stand `sort`, which is `Asc` or `Desc`, `length`, which is a \
         number, and `ops`.",
    ),
    (
        "prisma/index-condition",
        "`where` takes `raw(\"…\")` with the condition in SQL, or an object of fields and \
         values: `{ active: true, deletedAt: null, kind: { not: \"x\" } }`. A value has the \
         type of its field.",
    ),
    (
        "prisma/index-name",
        "For an `@@index`, `name` is an old word for `map`: both say what the database calls \
         it. It takes one of them.",
    ),
    (
        "prisma/index-type",
        "The types of an `@@index` are `BTree`, `Hash`, `Gist`, `Gin`, `SpGist` and `Brin`.",
    ),
    (
        "prisma/invalid-database-name",
        "On MongoDB the name of a field cannot begin with `$` or contain `.`, because queries \
         give these characters a meaning.",
    ),
    (
        "prisma/invalid-name",
        "A name begins with a letter, and holds letters, digits and `_`. A name that the \
         database spells otherwise goes into `@map` or `@@map`.",
    ),
    (
        "prisma/key-name",
        "The `name` of a key of several fields is what code calls it, so it has letters, \
         digits and `_` only. What the database calls it is said with `map`.",
    ),
    (
        "prisma/key-name-clash",
        "In code, a key of `a` and `b` is called `a_b`, or what its `name` says. No field of \
         the model, and no other key, may be called so. Prisma compares `a_b` even when the \
         key has a `name`.",
    ),
    (
        "prisma/limit",
        "The file is larger, or brackets nest deeper, than any schema that a person writes. \
         The limits are 64 MB a file and 100 levels of brackets; they keep a broken file from \
         taking all memory.",
    ),
    (
        "prisma/many-to-many-arguments",
        "The join table of an implicit many-to-many relation is Prisma's: the relation has no \
         `fields`, no `references` and no actions. In MongoDB each side holds a list of the \
         other's ids: `@relation(fields: [tagIds], references: [id])`.",
    ),
    (
        "prisma/many-to-many-key",
        "For an implicit many-to-many relation Prisma makes a table that refers to the id of \
         both sides, so both need an id of one field. Otherwise write the join table as a \
         model of its own.",
    ),
    (
        "prisma/many-to-many-unsupported",
        "SQL databases hold a many-to-many relation in a join table, MongoDB in lists of ids \
         at both sides. Views are in none.",
    ),
    (
        "prisma/misplaced-attribute",
        "The attribute exists, but not here: `@relation` is for fields whose type is a model, \
         `@map`, `@default` and `@updatedAt` are for the others, native types are for \
         scalars, enums have `@@map` and `@@schema`, and a composite type has `@map` and \
         `@default` on its fields and nothing else.",
    ),
    (
        "prisma/missing-argument",
        "The attribute means nothing without this argument: `@map` needs a name, `@default` a \
         value, `@@id`, `@@unique` and `@@index` need a list of fields.",
    ),
    (
        "prisma/missing-opposite-field",
        "A relation has a field at both ends. The other model needs a field of this model's \
         type; where two models have several relations, the fields of one relation share a \
         name: `@relation(\"name\")`.",
    ),
    (
        "prisma/missing-relation-index",
        "With `relationMode = \"prisma\"` the database has no foreign keys, and where it would \
         make indexes for them it does not. Add an index that begins with the fields of the \
         relation.",
    ),
    (
        "prisma/missing-schema",
        "When the datasource lists `schemas`, every model, view and enum says with `@@schema` \
         which of them it lives in.",
    ),
    (
        "prisma/mongodb-id",
        "Every document of MongoDB has its id in `_id`. So a model has one field with `@id`, \
         and it has `@map(\"_id\")`.",
    ),
    (
        "prisma/native-type-arguments",
        "The native type takes another number of arguments, or other values: lengths and \
         precisions are whole numbers within the limits of the database, and a scale is at \
         most its precision.",
    ),
    (
        "prisma/native-type-prefix",
        "A native type begins with the name of the datasource: `@db.Text` under `datasource \
         db`.",
    ),
    (
        "prisma/native-type-scalar",
        "The native type stores values of another scalar type than the field has.",
    ),
    (
        "prisma/no-datasource",
        "The schema does not say which database it is for. Give the folder that holds all \
         `.prisma` files, or add a `datasource` block with a `provider`.",
    ),
    (
        "prisma/no-provider",
        "A `datasource` must say which database the schema is for (`provider = \
         \"postgresql\"`), and a `generator` what it runs (`provider = \"prisma-client\"`).",
    ),
    (
        "prisma/no-unique-criterion",
        "Prisma's client has to tell the rows of a model apart. So a model has an id or a \
         unique all of whose fields are required and of a known type, or it has `@@ignore`.",
    ),
    (
        "prisma/one-to-one-not-unique",
        "When both ends are single, no two rows may refer to the same row. So the fields that \
         hold the relation are an id or a unique, in the same order.",
    ),
    (
        "prisma/operator-class",
        "An operator class (`ops`) says how PostgreSQL compares the values of a column in an \
         index. It belongs to a type of index and to a native type: `InetOps` to `Gist` and \
         `SpGist` indexes of `@db.Inet`, `JsonbPathOps` to `Gin` indexes of JSON. For other \
         classes there is `raw(\"…\")`. Only `@@index` takes them; CockroachDB takes none, and \
         its `Gin` indexes have a JSON field last.",
    ),
    (
        "prisma/optional-id",
        "Every row has its id, so the fields of an id are required and hold one value each. \
         Only a model with `@@ignore` is not asked.",
    ),
    (
        "prisma/partial-index",
        "An index of some of the rows (`where`) needs the preview feature `partialIndexes`. \
         PostgreSQL, CockroachDB, SQLite and SQL Server have such indexes.",
    ),
    (
        "prisma/past-preview-feature",
        "The preview feature is part of Prisma by now, or was given up. Naming it changes \
         nothing, so it can go.",
    ),
    (
        "prisma/references-not-unique",
        "A relation refers to one row, so `references` names an id or a unique of the other \
         model.",
    ),
    (
        "prisma/references-order",
        "SQL Server wants the fields of `references` in the order of the key that they make \
         up.",
    ),
    (
        "prisma/relation-arguments",
        "One end of a relation says which of its fields hold it: `@relation(fields: \
         [authorId], references: [id])`, with one referenced field for every field. It is the \
         end that is no list, or of two single ends the required one. Only where both ends \
         are lists does neither say so.",
    ),
    (
        "prisma/relation-as-key",
        "A relation field has no column, so it cannot be an id or unique. Put the attribute \
         on the field that holds the relation.",
    ),
    (
        "prisma/relation-in-field-list",
        "A relation field has no column of its own. Keys, indexes, `fields` and `references` \
         name the fields that hold the relation: `authorId`, not `author`.",
    ),
    (
        "prisma/relation-mode",
        "`relationMode` is `\"foreignKeys\"`, the database guards relations, or `\"prisma\"`, \
         Prisma's client does. MongoDB has no foreign keys, so it has `\"prisma\"` only.",
    ),
    (
        "prisma/relation-native-types",
        "MongoDB compares values of different native types as different, so it finds nothing \
         when it joins them. Give both fields the same `@db.…`.",
    ),
    (
        "prisma/relation-optionality",
        "A relation is optional when a field that holds it is optional. The end that does not \
         hold a one-to-one relation is always optional: no database can demand that the other \
         row is there.",
    ),
    (
        "prisma/relation-type-mismatch",
        "A field that holds a relation has the type of the field that it refers to.",
    ),
    (
        "prisma/repeated-field",
        "A list of fields has the same field twice, which no database takes.",
    ),
    (
        "prisma/repeated-index",
        "MongoDB does not have two indexes of the same fields in the same order.",
    ),
    (
        "prisma/reserved-name",
        "A block cannot be called like a scalar type (`String`, `Int` …), and a model, a view \
         or an enum cannot be called like a word of JavaScript (`class`, `delete` …), because \
         Prisma's client could not export it. Rename it, and keep the name in the database \
         with `@@map`.",
    ),
    (
        "prisma/schemas",
        "`schemas` lists the schemas of a PostgreSQL, CockroachDB or SQL Server database that \
         the models live in: at least one, each once. Other databases have no schemas.",
    ),
    (
        "prisma/set-default",
        "MySQL accepts `SetDefault` in a foreign key and then refuses what it should do.",
    ),
    (
        "prisma/set-null-on-required",
        "`SetNull` would write null into a field that is required. PostgreSQL finds out only \
         when it happens, so there it is a warning; elsewhere it is an error.",
    ),
    (
        "prisma/several-clustered",
        "A table of SQL Server is stored in the order of one key, the clustered one. That is \
         the id unless it says `clustered: false`.",
    ),
    (
        "prisma/several-datasources",
        "Prisma takes one `datasource` block. When a folder is given, all its files are one \
         schema together.",
    ),
    (
        "prisma/several-ids",
        "A model has one id: one field with `@id`, or `@@id([…])` for an id of several \
         fields. Other fields that tell rows apart are `@unique`.",
    ),
    (
        "prisma/supported-type",
        "`Unsupported(\"…\")` is for types that Prisma has no name for. This one it has: write \
         the scalar type with the native type behind it, so that the client can use the \
         field.",
    ),
    (
        "prisma/syntax",
        "The line is nothing that its block can hold. Every line of a model is a field (`name \
         Type @attribute`) or a block attribute (`@@index([name])`), every line of an enum a \
         value, every line of a datasource or a generator `key = value`. The line is left out \
         and reading goes on, so that one mistake is one message.",
    ),
    (
        "prisma/unclosed-block",
        "The closing brace of the block is missing: another block begins, or the file ends, \
         before it. The brace stands at the start of a line of its own.",
    ),
    (
        "prisma/unindexable-type",
        "The database cannot have the type in a key or an index. MySQL indexes the beginning \
         of texts and blobs when `length` says how much; SQL Server has no indexes over \
         `(Max)` types, `Text`, `NText`, `Image` and `Xml`, and no ids of `Bytes`; PostgreSQL \
         has none over `Xml`.",
    ),
    (
        "prisma/unique-id",
        "In MongoDB an id is unique by itself, and cannot have `@unique` besides.",
    ),
    (
        "prisma/unknown-action",
        "The referential actions are `Cascade`, `Restrict`, `NoAction`, `SetNull` and \
         `SetDefault`.",
    ),
    (
        "prisma/unknown-argument",
        "The attribute does not take such an argument, or takes none without a name.",
    ),
    (
        "prisma/unknown-attribute",
        "No attribute has this name. Fields have `@id`, `@unique`, `@default`, `@relation`, \
         `@map`, `@ignore`, `@updatedAt` and native types such as `@db.Text`; blocks have \
         `@@id`, `@@unique`, `@@index`, `@@fulltext`, `@@map`, `@@schema` and `@@ignore`.",
    ),
    (
        "prisma/unknown-block",
        "A block starts with `model`, `view`, `enum`, `type`, `datasource` or `generator`, \
         its name and an opening brace. This one starts with another word.",
    ),
    (
        "prisma/unknown-enum-value",
        "The enum of the field has no value of this name.",
    ),
    (
        "prisma/unknown-field",
        "A key, an index, its condition or a relation names a field that the model does not \
         have. It takes the names of fields, not those of columns. `references` names fields \
         of the other model.",
    ),
    (
        "prisma/unknown-function",
        "Defaults know `autoincrement()`, `now()`, `uuid()`, `cuid()`, `ulid()`, `nanoid()` \
         and `dbgenerated(\"…\")`, MongoDB also `auto()`, CockroachDB also `sequence()`.",
    ),
    (
        "prisma/unknown-native-type",
        "The name behind `@db.` is no native type of this database. Each database has names \
         of its own; Prisma's documentation lists them.",
    ),
    (
        "prisma/unknown-preview-feature",
        "The name in `previewFeatures` is none that Prisma has or ever had, or it is for \
         another database (`fullTextSearchPostgres`).",
    ),
    (
        "prisma/unknown-property",
        "A `datasource` has `provider`, `url`, `directUrl`, `shadowDatabaseUrl`, \
         `relationMode`, `schemas` and, on PostgreSQL, `extensions`. Whatever else stands \
         there is misspelt or belongs to a generator, as `previewFeatures` does. The URLs may \
         be there (Prisma 6) or not (Prisma 7).",
    ),
    (
        "prisma/unknown-provider",
        "Prisma knows the databases `postgresql` (also `postgres`), `mysql`, `sqlite`, \
         `sqlserver`, `cockroachdb` and `mongodb`, spelt like this.",
    ),
    (
        "prisma/unknown-schema",
        "`@@schema` names a schema that the datasource does not list in `schemas`.",
    ),
    (
        "prisma/unknown-type",
        "The type of the field is no scalar type of Prisma (`String`, `Boolean`, `Int`, \
         `BigInt`, `Float`, `Decimal`, `DateTime`, `Json`, `Bytes`), and no model, view, \
         composite type or enum of the schema has that name. When the schema has several \
         files, give their folder.",
    ),
    (
        "prisma/unnamed-arguments",
        "At most one argument may stand without its name. Fields are given as one list, in \
         brackets: `@@index([a, b])`.",
    ),
    (
        "prisma/unsupported-action",
        "The database does not have the action: SQL Server has no `Restrict`. With \
         `relationMode = \"prisma\"`, and for MongoDB, Prisma does what the database would do, \
         and knows `Cascade`, `Restrict` and `SetNull`, and `NoAction` except for PostgreSQL \
         and SQLite.",
    ),
    (
        "prisma/unsupported-index-type",
        "PostgreSQL has all types of indexes, CockroachDB has `BTree` and `Gin`, the other \
         databases have `BTree` only.",
    ),
    (
        "prisma/unsupported-key-argument",
        "Not every database has every argument of a key: `length` is for MySQL (for `String` \
         and `Bytes`), `clustered` for SQL Server, the `sort` of an id for SQL Server, the \
         `map` of an id for PostgreSQL, CockroachDB and SQL Server. A `Hash` index has no \
         `sort`.",
    ),
    (
        "prisma/unsupported-schema",
        "`@@schema` is for PostgreSQL, CockroachDB and SQL Server.",
    ),
    (
        "prisma/unsupported-type",
        "The database has no such type: lists of values are for PostgreSQL, CockroachDB and \
         MongoDB, lists of `Json` for PostgreSQL and MongoDB, `Json` and enums are for all \
         but SQL Server, `Decimal` is for all but MongoDB.",
    ),
    (
        "prisma/updated-at",
        "`@updatedAt` sets the field to the time of each change, so the field is a \
         `DateTime`, and no list.",
    ),
    (
        "prisma/view",
        "A `view` needs the preview feature `views`. It may have unique columns, but no \
         primary key and no indexes: those belong to the tables behind it.",
    ),
    (
        "source/computed-migrations-path",
        "The Prisma config makes the path of the migrations while it runs. triple-orm reads it \
         without running it, and looks beside the schema instead.",
    ),
    (
        "source/computed-schema-path",
        "`prisma.config.ts` computes where the schema is, and triple-orm runs no code of the \
         project. It looked in the usual places instead. Say it with `--schema`, or with \
         `schema` in `triple-orm.json`.",
    ),
    (
        "target/skipped",
        "A target that is usual cannot be written for the database of this schema, and so it \
         is left out: MongoDB has Zod alone, SQL Server no Drizzle before 1.0. The others are \
         written. Whoever names the targets (`targets` in `triple-orm.json`, or `--target`) \
         gets no such note.",
    ),
    (
        "target/unsupported-database",
        "A target that was asked for by its name cannot be written for the database of this \
         schema, and nothing is written: MongoDB has Zod alone, SQL Server no Drizzle before \
         1.0. Take it out of `targets` in `triple-orm.json`, or off the command line.",
    ),
    (
        "verify/blocked",
        "The database takes none of the rows that were made for the model, whoever writes \
         them: a CHECK, a trigger, row level security, or a column of which the Prisma \
         schema says nothing. The message says what the database said. Verify against a \
         database without it, or leave the model out with `--exclude`. What refers to the \
         model is then left out as well.",
    ),
    (
        "verify/cannot-connect",
        "The address is not one that can be used, or the database cannot be reached. \
         `verify` connects twice: by itself, to read the schema, and in Node with the \
         project's own `pg`. No password is ever shown, and none is looked for anywhere \
         but in the address.",
    ),
    (
        "verify/cannot-read",
        "The client fails to read a row that is in the database, and another client \
         wrote. The message is the client's own. Where one column is the cause it is \
         named, and the others were compared.",
    ),
    (
        "verify/cannot-write",
        "The client fails to write a row that the database takes from others. The message \
         is the client's own. Where one column is the cause it is named, and the others \
         were compared.",
    ),
    (
        "verify/client-fails",
        "Prisma's client does not start with a driver adapter, which lets it share the \
         connection of the other two. Prisma 7 always takes one, Prisma 6 from 6.16 on.",
    ),
    (
        "verify/client-not-generated",
        "There is no generated Prisma client where the `generator` block of the schema \
         says. Run `prisma generate`.",
    ),
    (
        "verify/client-stale",
        "The generated Prisma client was made from another schema than the one that is \
         there now, so that what it does says nothing. Run `prisma generate`.",
    ),
    (
        "verify/incomplete-url",
        "The address must name everything: user, host and database. `verify` writes to \
         the database, so that it takes nothing from defaults, from variables such as \
         `PGHOST`, or from a password file. `--database-url -` reads the address from \
         standard input.",
    ),
    (
        "verify/label",
        "An enum of the Drizzle file has not the labels that the database has: those \
         behind `@map`, and not the names. Drizzle does not look at them when it runs, so \
         that a row may hold what its type excludes. Run `triple-orm generate`, or mend \
         the file.",
    ),
    (
        "verify/lost-digits",
        "The driver reads the column into numbers, which have 15 digits, and the value \
         has more. `pg` does so with lists of `numeric`. Give Kysely the pool of the \
         target `clients`, or cast the list to `text[]` in the query.",
    ),
    (
        "verify/missing-row",
        "A client does not find the row that was just written, or what it wrote is not \
         there. Its key may have come out otherwise, or a trigger or a policy takes the \
         row away.",
    ),
    (
        "verify/module-fails",
        "A module of the project cannot be imported in Node: the Drizzle file, something \
         that it imports, or a package. The message is Node's own. TypeScript is read \
         without checking its types, as a module, and without what a bundler might add.",
    ),
    (
        "verify/no-client",
        "The schema has no `generator` block that makes Prisma's client. Add one with the \
         provider `prisma-client` and an `output`.",
    ),
    (
        "verify/no-clients-file",
        "`kysely.driver` is `clients`, so that the types are those of the pool of \
         `orm-clients.ts`, and the file is not there. Run `triple-orm generate` with the \
         target `clients`, or name the driver that Kysely has.",
    ),
    (
        "verify/no-column",
        "The table of the Drizzle file lacks a column of the database, or has one that \
         the database has not. Every query of the whole table fails, or the column is \
         never seen. Run `triple-orm generate`, or mend the file.",
    ),
    (
        "verify/no-drizzle-file",
        "There is no Drizzle file to verify. Run `triple-orm generate`, or name the file \
         with `--drizzle`.",
    ),
    (
        "verify/no-node",
        "The clients run in Node, which is not there, does not run, or is too old: Node \
         20.19 or newer must be on the path as `node`.",
    ),
    (
        "verify/no-package",
        "A package that the clients need is not installed in the project: `pg`, \
         `@prisma/adapter-pg`, `drizzle-orm`, `kysely`, or one that the Drizzle file \
         imports. It is looked for as the project's own files would import it.",
    ),
    (
        "verify/no-table",
        "The Drizzle file exports no table for a model. Run `triple-orm generate`, or \
         mend the file; leave a model that is meant to be without with `exclude` in \
         triple-orm.json, or `--exclude`.",
    ),
    (
        "verify/no-typescript",
        "The Drizzle file and Prisma's client are TypeScript, and nothing here makes \
         JavaScript of it. esbuild does, which comes along with drizzle-kit, tsx, vite \
         and vitest; so do `typescript`, and Node from 22.18 on by itself.",
    ),
    (
        "verify/nul",
        "A client wrote a text with U+0000 and did not fail. PostgreSQL cannot hold that \
         character: the text was cut or changed on the way.",
    ),
    (
        "verify/other-driver",
        "`verify` gives the three clients one connection, which is one of `pg`. The options \
         say that Kysely has another driver in this project: its types in `kysely-types.ts` \
         are those of that driver, and `verify` has seen nothing of it. All else holds.",
    ),
    (
        "verify/program-fails",
        "The program that runs the clients in Node ended without an answer. What it said \
         stands in the message. The transaction is rolled back by the database.",
    ),
    (
        "verify/read-only",
        "The database lets nothing be written: it is a standby, or the role's \
         transactions are read-only. Rows have to be written to be read, although all of \
         it is rolled back.",
    ),
    (
        "verify/schema-differs",
        "The database is not the one that the Prisma schema describes, so that what the \
         clients do there says nothing of the schema. This is what `triple-orm audit \
         --pair prisma:db` would fail for, with the same exemptions. Migrate the \
         database, or name another one.",
    ),
    (
        "verify/session-time-zone",
        "The database's sessions are not in UTC. Prisma's adapter sends a moment without \
         its time zone, and drops the one that PostgreSQL sends with a `timestamptz`: \
         other programs see other moments than those that Prisma wrote. Set the time zone \
         of the database or of the role to UTC.",
    ),
    (
        "verify/time-zone",
        "A client takes a time without time zone for local time, and another takes it for \
         UTC, so that the same row is read as two moments. Plain `pg`, below Kysely, does \
         so with `timestamp` and `date` wherever the process is not in UTC. Give Kysely \
         the pool of the target `clients`, make the column `@db.Timestamptz`, or run the \
         process with `TZ=UTC`. Of Drizzle it is a column whose `withTimezone` is not \
         what the database has.",
    ),
    (
        "verify/type",
        "A client gives a value of another type than the options of the project or the \
         Drizzle file say, so that TypeScript believes what is not so. A stale or changed \
         file, a type parser that the project sets for all of `pg`, or another `driver` \
         than the one in use may be the cause.",
    ),
    (
        "verify/unknown-model",
        "`--model` and `--exclude` take the names of models as the Prisma schema has \
         them, and join tables by the name of their relation.",
    ),
    (
        "verify/unsupported-database",
        "Only PostgreSQL is verified: for other databases the Drizzle and Kysely files \
         are not written yet, or their clients cannot share one connection.",
    ),
    (
        "verify/value",
        "A client reads another value than the database holds, or what it wrote came out \
         as another one. The example shows both. Type parsers of the project and triggers \
         are the usual causes.",
    ),
    (
        "watch/failed",
        "A round of `generate --watch` could not read or write a file. The message says which \
         one and why. The watching goes on: the next round comes when the schema, the \
         configuration or a file in the output folder changes.",
    ),
    (
        "watch/not-told",
        "`generate --watch` asks the operating system to tell of changes, and it refuses, \
         mostly because too many files are watched already. On Linux the limit is \
         `fs.inotify.max_user_watches`. Without being told, triple-orm looks every two \
         seconds.",
    ),
    (
        "zod/invalid-json-schemas",
        "`json-schemas.ts` is yours, and triple-orm only adds what is missing. To see what is \
         there it has to parse the file, which is not valid TypeScript now. Nothing was \
         written.",
    ),
    (
        "zod/stub",
        "`json-schemas.ts` has one Zod schema for each JSON column. Until you say what a \
         column holds, its schema is `z.json()`, which takes any JSON, and its type is any \
         JSON, too. `generate --check --deny-stubs` fails as long as there is one.",
    ),
    (
        "zod/unsupported-models",
        "`zod.models` are schemas of rows as Drizzle selects them, or of MongoDB as Prisma's \
         client returns them. For this database there are none: leave `models` out, and the \
         schemas of enums and JSON columns are written.",
    ),
];
