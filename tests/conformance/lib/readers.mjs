// The snapshot of drizzle-kit and what our reader prints, in one form.

/** @returns {"postgres" | "mysql" | "sqlite" | undefined} */
export function kindOf(text) {
  const core = /["']drizzle-orm\/(pg|mysql|sqlite)-core["']/.exec(text)?.[1];
  return core && { pg: "postgres", mysql: "mysql", sqlite: "sqlite" }[core];
}

const SERIALS = { serial: "integer", smallserial: "smallint", bigserial: "bigint" };

/** A type as our catalog spells it. */
function typeOf(type, kind) {
  let text = type
    .toLowerCase()
    .replace(/, +/g, ",")
    .replace(/ +\(/g, "(")
    .replace(/ (collate|character set) .*/, "")
    .trim();
  if (kind === "postgres") {
    const list = /(\[\d*\])+$/.exec(text)?.[0] ?? "";
    text = text.slice(0, text.length - list.length);
    const zoned = /^(timestamp|time)(\(\d\))? with(out)? time zone$/.exec(text);
    if (zoned) text = `${zoned[1]}${zoned[3] ? "" : "tz"}${zoned[2] ?? ""}`;
    text = text.replace(/^(timestamp|timestamptz|time|timetz|interval)\(6\)$/, "$1");
    text = text.replace(/^decimal\b/, "numeric").replace(/^character varying/, "varchar");
    text =
      { int: "integer", int4: "integer", int8: "bigint", bool: "boolean", char: "char(1)", bit: "bit(1)" }[text] ??
      text;
    return (SERIALS[text] ?? text) + (list ? "[]" : "");
  }
  if (kind === "mysql") {
    if (text.startsWith("enum(")) return type;
    if (text === "boolean") return "tinyint(1)";
    if (text === "serial") return "bigint unsigned";
    if (text === "real" || text.startsWith("real(")) return text.replace("real", "double");
    // Ours has the word before the numbers.
    return text.replace(/^(\w+)(\([^)]*\)) unsigned$/, "$1 unsigned$2").replace(/^numeric/, "decimal");
  }
  return text;
}

/** A default by its meaning. */
function valueOf(value) {
  if (value === undefined || value === null) return undefined;
  let text = typeof value === "string" ? value : JSON.stringify(value);
  text = text.trim();
  const cast = /^('(?:[^']|'')*')::[a-z ]+$/.exec(text);
  if (cast) text = cast[1];
  if (/^'(?:[^']|'')*'$/.test(text)) text = text.slice(1, -1).replaceAll("''", "'");
  while (/^\(.*\)$/.test(text)) text = text.slice(1, -1);
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text.replace(/\s+/g, " ");
  }
}

/** The order of keys means nothing. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

/** SQL without the quotes and tables of its names. */
const bare = (sql) =>
  sql
    .replace(/["`]\w+["`]\./g, "")
    .replace(/["`]/g, "")
    .replace(/\s+/g, " ")
    .trim();

export function snapshotTables(snapshot, kind) {
  const tables = new Map();
  const named = (schema, name) => (schema && schema !== "public" ? `${schema}.${name}` : name);
  for (const table of Object.values(snapshot.tables)) {
    const columns = new Map();
    const key = [];
    for (const column of Object.values(table.columns)) {
      const sequence = /^(small|big)?serial$/.test(column.type) || column.autoincrement || column.identity;
      if (column.primaryKey) key.push(column.name);
      columns.set(column.name, {
        type: typeOf(column.typeSchema ? named(column.typeSchema, column.type) : column.type, kind),
        notNull: column.notNull || column.primaryKey,
        // What MySQL writes again on every update stands with the default in ours.
        default: sequence ? "sequence" : valueOf(column.onUpdate ? `${column.default} ON UPDATE CURRENT_TIMESTAMP` : column.default),
        generated: column.generated ? bare(column.generated.as) : undefined,
      });
    }
    const composite = Object.values(table.compositePrimaryKeys ?? {}).flatMap((one) => one.columns);
    if (composite.length > 0) key.splice(0, key.length, ...composite);
    // The database keeps NULL out of a key and of a sequence's column by itself.
    for (const [name, column] of columns)
      if (key.includes(name) || column.default === "sequence") column.notNull = true;
    const indexes = [];
    for (const index of Object.values(table.indexes ?? {})) {
      const parts = index.columns.map((column) =>
        typeof column === "string"
          ? bare(column)
          : bare(column.expression) + (column.opclass ? ` ${column.opclass}` : "") + (column.asc ? "" : " desc"),
      );
      indexes.push(
        `${index.isUnique ? "unique " : ""}index ${index.name} ${(index.method ?? "btree").toLowerCase()} (${parts})` +
          (index.where ? ` where ${bare(index.where)}` : ""),
      );
    }
    for (const one of Object.values(table.uniqueConstraints ?? {}))
      indexes.push(`unique (${one.columns})${one.nullsNotDistinct ? " nulls not distinct" : ""}`);
    const foreign = Object.values(table.foreignKeys ?? {}).map(
      (one) =>
        `${one.columnsFrom} -> ${named(one.schemaTo, one.tableTo)} ${one.columnsTo} ${one.onDelete ?? "no action"} ${one.onUpdate ?? "no action"}`,
    );
    tables.set(named(table.schema, table.name), {
      columns,
      key: key.sort().join(),
      indexes: indexes.sort(),
      foreign: [...new Set(foreign)].sort(),
      checks: Object.values(table.checkConstraints ?? {})
        .map((one) => one.name)
        .sort(),
      policies: Object.values(table.policies ?? {})
        .map((one) => one.name)
        .sort(),
    });
  }
  const enums = new Map();
  for (const one of Object.values(snapshot.enums ?? {})) enums.set(named(one.schema, one.name), one.values.join());
  return { tables, enums, unknown: [] };
}

export function readerTables(catalog, kind) {
  const tables = new Map();
  for (const table of catalog.tables) {
    if (table.view) continue;
    const columns = new Map();
    for (const column of table.columns) {
      const given = column.default;
      columns.set(column.name, {
        type: column.type.toLowerCase().startsWith("enum(") ? column.type : column.type.toLowerCase(),
        notNull: !column.nullable,
        default: given?.unknown
          ? "?"
          : given?.sequence
            ? "sequence"
            : given
              ? valueOf(given.sql ?? given.value)
              : undefined,
        generated: column.generated ? bare(column.generated) : undefined,
      });
    }
    const indexes = table.indexes.map((index) => {
      const parts = index.columns.map((one) =>
        one.column ? bare(one.column) + (one.op ? ` ${one.op}` : "") + (one.desc ? " desc" : "") : bare(one.expression),
      );
      const isConstraint = index.constraint || (index.unique && !index.name);
      if (isConstraint) return `unique (${parts})${index.nullsNotDistinct ? " nulls not distinct" : ""}`;
      return (
        `${index.unique ? "unique " : ""}index ${index.name} ${index.method ?? "btree"} (${parts})` +
        (index.where ? ` where ${bare(index.where)}` : "")
      );
    });
    const foreign = table.foreignKeys.map(
      (one) => `${one.columns} -> ${one.table} ${one.foreign} ${one.onDelete} ${one.onUpdate}`,
    );
    tables.set(table.name, {
      columns,
      key: [...(table.primaryKey ?? [])].sort().join(),
      indexes: indexes.sort(),
      foreign: [...new Set(foreign)].sort(),
      checks: [...table.checks].sort(),
      policies: [...table.policies].sort(),
    });
  }
  const enums = new Map(catalog.enums.map((one) => [one.name, one.labels.join()]));
  return { tables, enums, unknown: catalog.unknown, kind };
}

/** What only one side says. What our reader says it did not understand is no difference. */
export function differences(ours, theirs) {
  const found = [];
  const excused = new Set(ours.unknown.map((one) => one.object));
  for (const [name, table] of theirs.tables) {
    const own = ours.tables.get(name);
    if (!own) {
      if (!excused.has(name)) found.push(`${name}: not read`);
      continue;
    }
    for (const [column, their] of table.columns) {
      const our = own.columns.get(column);
      if (excused.has(`${name}.${column}`)) continue;
      if (!our) {
        found.push(`${name}.${column}: not read`);
        continue;
      }
      for (const fact of ["type", "notNull", "default", "generated"]) {
        if (fact === "default" && our.default === "?") continue;
        if (same(fact, our[fact], their[fact])) continue;
        // SQLite's words for 1 and 0.
        if (fact === "default" && { true: "1", false: "0" }[their.default] === our.default) continue;
        found.push(`${name}.${column}: ${fact} ${our[fact]}, drizzle-kit ${their[fact]}`);
      }
    }
    for (const column of own.columns.keys())
      if (!table.columns.has(column)) found.push(`${name}.${column}: drizzle-kit has no such column`);
    if (own.key !== table.key && !excused.has(name))
      found.push(`${name}: primary key ${own.key}, drizzle-kit ${table.key}`);
    for (const fact of ["indexes", "foreign", "checks", "policies"]) {
      const [a, b] = [nameless(own[fact]), nameless(table[fact])];
      // drizzle-kit 0.31 writes a parameter where a constant stands in a predicate.
      const wrong = b.map((text, i) => (/\$\d/.test(text) ? pattern(text).test(a[i]) : text === a[i]));
      if (a.length !== b.length || wrong.includes(false))
        found.push(`${name}: ${fact}\n    ${a.join("\n    ")}\n   drizzle-kit\n    ${b.join("\n    ")}`);
    }
  }
  for (const [name, labels] of theirs.enums)
    if (ours.enums.get(name) !== labels && !excused.has(name))
      found.push(`enum ${name}: ${ours.enums.get(name)}, drizzle-kit ${labels}`);
  return found;
}

/** What a text with parameters may be. */
function pattern(text) {
  const parts = text.split(/\$\d+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("('[^']*'|[\\d.]+)")}$`);
}

/** Names that drizzle-kit makes are not in the file; SQLite's unique constraints are its indexes. */
function nameless(list) {
  const without = (text) =>
    text
      .replace(/^unique index \S+ btree /, "unique ")
      .replace(/^index \S+ /, "index ")
      .replace(/ DESC( NULLS LAST)?/g, " desc");
  return list.map(without).sort();
}

function same(fact, a, b) {
  if (a === b) return true;
  // drizzle-kit prints a type by its own words, which need no capitals.
  if (fact === "type") return String(a).replaceAll(" ", "") === String(b).replaceAll(" ", "");
  if (fact === "default")
    return (
      a !== undefined &&
      b !== undefined &&
      String(a).toLowerCase().replace(/["']/g, "") === String(b).toLowerCase().replace(/["']/g, "")
    );
  return bare(String(a)) === bare(String(b));
}
