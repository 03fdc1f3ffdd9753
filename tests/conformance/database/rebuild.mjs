// DDL that builds a database again from what was read of it. Where something was
// not read, or read wrong, the two databases differ.

const identifier = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;
const list = (names) => names.map(identifier).join(", ");
/** `other.posts`: no schema of these tests has a dot in its name. */
const path = (name) => {
  const [schema, rest] = name.includes(".") ? name.split(/\.(.*)/s) : ["public", name];
  return `${identifier(schema)}.${identifier(rest)}`;
};
const ACTIONS = { NoAction: "NO ACTION", Restrict: "RESTRICT", Cascade: "CASCADE", SetNull: "SET NULL", SetDefault: "SET DEFAULT" };
const SERIALS = { smallint: "smallserial", integer: "serial", bigint: "bigserial" };

/** @param {any} catalog what `read_database` prints */
export function rebuild(catalog) {
  const script = [];
  const add = (sql) => script.push(sql);
  const names = [...catalog.tables, ...catalog.enums].map(({ name }) => name);
  const schemas = new Set(names.filter((name) => name.includes(".")).map((name) => name.split(".")[0]));
  for (const schema of schemas) add(`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`);
  for (const { name, labels } of catalog.enums) add(`CREATE TYPE ${path(name)} AS ENUM (${labels.map(literal).join(", ")})`);
  const isPart = (table) => table.partition?.of !== undefined;
  const tables = catalog.tables.filter((table) => table.kind === "Table" && !isPart(table));
  for (const table of tables) {
    const by = table.partition ? ` PARTITION BY ${table.partition.by}` : "";
    add(`CREATE TABLE ${path(table.name)} (${table.columns.map(column).join(", ")})${by}`);
  }
  for (const table of tables) {
    const alter = (sql) => add(`ALTER TABLE ${path(table.name)} ${sql}`);
    const [key, columns] = table.primaryKey ?? [];
    if (columns) alter(`ADD CONSTRAINT ${identifier(key)} PRIMARY KEY (${list(columns)})`);
    for (const [name, expression] of table.checks) alter(`ADD CONSTRAINT ${identifier(name)} CHECK (${expression})`);
    for (const one of table.indexes) add(index(table, one));
    const [enabled, forced] = table.rowSecurity;
    if (enabled) alter("ENABLE ROW LEVEL SECURITY");
    if (forced) alter("FORCE ROW LEVEL SECURITY");
    for (const policy of table.policies)
      add(
        `CREATE POLICY ${identifier(policy.name)} ON ${path(table.name)} AS ${policy.permissive ? "PERMISSIVE" : "RESTRICTIVE"} FOR ${policy.command}
         TO ${policy.roles.length ? list(policy.roles) : "PUBLIC"} ${policy.using ? `USING (${policy.using})` : ""} ${policy.check ? `WITH CHECK (${policy.check})` : ""}`,
      );
  }
  for (const table of tables)
    for (const key of table.foreignKeys)
      add(
        `ALTER TABLE ${path(table.name)} ADD CONSTRAINT ${identifier(key.name)} FOREIGN KEY (${list(key.columns)})
         REFERENCES ${path(key.references)} (${list(key.referenced)}) ON DELETE ${ACTIONS[key.onDelete]} ON UPDATE ${ACTIONS[key.onUpdate]}`,
      );
  for (const view of catalog.tables.filter((table) => table.kind !== "Table")) {
    const kind = view.kind === "View" ? "VIEW" : "MATERIALIZED VIEW";
    add(`CREATE ${kind} ${path(view.name)} (${view.columns.map(({ name }) => identifier(name)).join(", ")}) AS ${view.definition.replace(/;\s*$/, "")}`);
    for (const one of view.indexes) add(index(view, one));
  }
  return script.join(";\n");
}

function column({ name, type, list: isList, nullable, default: fallback, generated, identity }) {
  const [plain, parameters] = Array.isArray(type) ? type : [path(type.enum), []];
  const isSerial = fallback === "auto" && !identity;
  const words = [identifier(name), isSerial ? SERIALS[plain] : plain + (parameters.length ? `(${parameters})` : "") + (isList ? "[]" : "")];
  if (generated) words.push(`GENERATED ALWAYS AS (${generated[0]}) ${generated[1] ? "STORED" : "VIRTUAL"}`);
  if (identity) words.push(`GENERATED ${identity === "Always" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`);
  if (fallback?.expression !== undefined) words.push(`DEFAULT ${fallback.expression}`);
  if (fallback?.literal !== undefined)
    words.push(`DEFAULT ${typeof fallback.literal === "boolean" || /^[\d.]+$/.test(fallback.literal) && !["text", "varchar", "char"].includes(plain) ? fallback.literal : literal(fallback.literal)}`);
  if (!nullable) words.push("NOT NULL");
  return words.join(" ");
}

function index(table, { name, unique, constraint, method, columns, include, predicate, nullsNotDistinct, parameters }) {
  const keys = columns.map(({ target, order, nulls, class: operators, operator }) => {
    const words = [typeof target === "string" ? identifier(target) : `(${target.expression})`];
    if (operators) words.push(operators);
    if (order === "Descending") words.push("DESC");
    if (nulls) words.push(`NULLS ${nulls}`);
    if (operator) words.push(`WITH ${operator}`);
    return words.join(" ");
  });
  const covers = include.length ? ` INCLUDE (${list(include)})` : "";
  const settings = parameters.length ? ` WITH (${parameters.map(([key, value]) => `${key} = ${value}`)})` : "";
  const where = predicate ? ` WHERE (${predicate})` : "";
  const nulls = nullsNotDistinct ? " NULLS NOT DISTINCT" : "";
  const add = `ALTER TABLE ${path(table.name)} ADD CONSTRAINT ${identifier(name)}`;
  if (constraint === "Exclusion") return `${add} EXCLUDE USING ${method ?? "btree"} (${keys})${covers}${settings}${where}`;
  if (constraint === "Unique") return `${add} UNIQUE${nulls} (${keys})${covers}${settings}`;
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX ${identifier(name)} ON ${path(table.name)} USING ${method ?? "btree"} (${keys})${covers}${nulls}${settings}${where}`;
}
