// A column of every type that a database has: what Prisma's schema calls it, its
// type in SQL, and values of it as SQL writes them.

/**
 * `values` are in SQL, as Prisma writes them; `text` is the first one as a person would give it, and `bytes` what it is as bytes, where that is not `h`.
 * @typedef {{ name: string, prisma: string, sql: string, values: string[], text: string, list?: boolean, labels?: string[], json?: boolean, bytes?: string }} Column
 */

const ENUM = ["A", "b'c"];

/** @returns {Column[]} */
export function postgres() {
  const scalars = [
    column("boolean", "Boolean", "boolean", "true"),
    column("smallint", "Int @db.SmallInt", "smallint", "1"),
    column("integer", "Int", "integer", "1"),
    column("oid", "Int @db.Oid", "oid", "1"),
    column("bigint", "BigInt", "bigint", "1", "9007199254740993"),
    column("real", "Float @db.Real", "real", "1.5", "2"),
    column("double", "Float", "double precision", "1.5", "2"),
    column("numeric", "Decimal @db.Decimal(10, 2)", "numeric(10,2)", "1.50"),
    column("money", "Decimal @db.Money", "money", "$1.50"),
    column("text", "String", "text", "a"),
    column("varchar", "String @db.VarChar(20)", "varchar(20)", "a"),
    column("char", "String @db.Char(1)", "char(1)", "a"),
    column("uuid", "String @db.Uuid", "uuid", "00000000-0000-4000-8000-000000000000"),
    column("xml", "String @db.Xml", "xml", "<a/>"),
    column("inet", "String @db.Inet", "inet", "127.0.0.1"),
    column("bit", "String @db.Bit(1)", "bit(1)", "1"),
    column("varbit", "String @db.VarBit(4)", "varbit(4)", "1"),
    column("timestamp", "DateTime", "timestamp(3)", "2024-01-02 03:04:05.678"),
    column("timestamptz", "DateTime @db.Timestamptz(6)", "timestamptz(6)", "2024-01-02 03:04:05.678+00"),
    column("date", "DateTime @db.Date", "date", "2024-01-02"),
    column("time", "DateTime @db.Time(3)", "time(3)", "03:04:05"),
    column("timetz", "DateTime @db.Timetz(3)", "timetz(3)", "03:04:05+00"),
    { ...column("json", "Json @db.Json", "json", '{"a":1}'), json: true },
    { ...column("jsonb", "Json", "jsonb", '{"a": 1}'), json: true },
    column("bytea", "Bytes", "bytea", "\\x68"),
    { ...column("enum", "Kind", '"Kind"', ENUM[0]), labels: ENUM },
    column("cidr", 'Unsupported("cidr")', "cidr", "10.0.0.0/8"),
    column("macaddr", 'Unsupported("macaddr")', "macaddr", "08:00:2b:01:02:03"),
    column("interval", 'Unsupported("interval")', "interval", "1 day"),
    column("point", 'Unsupported("point")', "point", "(1,2)"),
    column("circle", 'Unsupported("circle")', "circle", "<(1,2),3>"),
    column("tsvector", 'Unsupported("tsvector")', "tsvector", "'a'"),
    column("int4range", 'Unsupported("int4range")', "int4range", "[1,2)"),
  ];
  const literal = (value, sql) => `'${value.replaceAll("'", "''")}'::${sql}`;
  const lists = scalars
    // Prisma knows no list of a type that it does not support.
    .filter(({ prisma }) => !prisma.startsWith("Unsupported"))
    .map((one) => ({
      ...one,
      name: `${one.name}_list`,
      prisma: one.prisma.replace(/^\w+/, "$&[]"),
      sql: `${one.sql}[]`,
      values: one.values.map((value) => `ARRAY[${literal(value, one.sql)}]`),
      list: true,
    }));
  return [...scalars.map((one) => ({ ...one, values: one.values.map((value) => literal(value, one.sql)) })), ...lists];
}

/** @returns {Column[]} */
export function mysql() {
  return [
    column("boolean", "Boolean", "TINYINT(1)", "1"),
    column("tinyint", "Int @db.TinyInt", "TINYINT", "1"),
    column("utinyint", "Int @db.UnsignedTinyInt", "TINYINT UNSIGNED", "1"),
    column("smallint", "Int @db.SmallInt", "SMALLINT", "1"),
    column("usmallint", "Int @db.UnsignedSmallInt", "SMALLINT UNSIGNED", "1"),
    column("mediumint", "Int @db.MediumInt", "MEDIUMINT", "1"),
    column("umediumint", "Int @db.UnsignedMediumInt", "MEDIUMINT UNSIGNED", "1"),
    column("integer", "Int", "INTEGER", "1"),
    column("uinteger", "Int @db.UnsignedInt", "INTEGER UNSIGNED", "1"),
    column("bigint", "BigInt", "BIGINT", "1", "9007199254740993"),
    column("ubigint", "BigInt @db.UnsignedBigInt", "BIGINT UNSIGNED", "1", "18446744073709551615"),
    column("year", "Int @db.Year", "YEAR", "2024"),
    column("float", "Float @db.Float", "FLOAT", "1.5", "2"),
    column("double", "Float", "DOUBLE", "1.5", "2"),
    column("decimal", "Decimal @db.Decimal(10, 2)", "DECIMAL(10,2)", "1.50"),
    { ...column("bit1", "Boolean @db.Bit(1)", "BIT(1)", "1"), bytes: "\x01" },
    column("bit", "Bytes @db.Bit(8)", "BIT(8)", "104"),
    column("char", "String @db.Char(1)", "CHAR(1)", "a"),
    column("varchar", "String", "VARCHAR(191)", "a"),
    column("tinytext", "String @db.TinyText", "TINYTEXT", "a"),
    column("text", "String @db.Text", "TEXT", "a"),
    column("mediumtext", "String @db.MediumText", "MEDIUMTEXT", "a"),
    column("longtext", "String @db.LongText", "LONGTEXT", "a"),
    column("date", "DateTime @db.Date", "DATE", "2024-01-02"),
    column("time", "DateTime @db.Time(0)", "TIME", "03:04:05"),
    column("datetime", "DateTime", "DATETIME(3)", "2024-01-02 03:04:05.678"),
    column("timestamp", "DateTime @db.Timestamp(0)", "TIMESTAMP", "2024-01-02 03:04:05"),
    { ...column("json", "Json", "JSON", '{"a": 1}'), json: true },
    column("binary", "Bytes @db.Binary(1)", "BINARY(1)", "h"),
    column("varbinary", "Bytes @db.VarBinary(4)", "VARBINARY(4)", "h"),
    column("tinyblob", "Bytes @db.TinyBlob", "TINYBLOB", "h"),
    column("blob", "Bytes @db.Blob", "BLOB", "h"),
    column("mediumblob", "Bytes @db.MediumBlob", "MEDIUMBLOB", "h"),
    column("longblob", "Bytes", "LONGBLOB", "h"),
    { ...column("enum", "Kind", "ENUM('A', 'b''c')", ENUM[0]), labels: ENUM },
    column("set", `Unsupported("set('x','y')")`, "SET('x','y')", "x"),
    { ...column("point", 'Unsupported("point")', "POINT", "POINT(1 2)"), values: ["ST_GeomFromText('POINT(1 2)')"] },
  ].map((one) => ({
    ...one,
    values: one.values.map((value) => {
      if (/^(BIT|YEAR)/.test(one.sql) || value.startsWith("ST_")) return value;
      return `'${value.replaceAll("'", "''")}'`;
    }),
  }));
}

/**
 * Values as Prisma's client writes them: measured with Prisma 7.10 and its adapters (docs/drivers.md).
 * @param {"iso8601" | "unixepoch-ms"} dates
 * @returns {Column[]}
 */
export function sqlite(dates) {
  const iso = dates === "iso8601";
  const date = iso ? "'2024-01-02T03:04:05.678+00:00'" : "1704164645678";
  const text = iso ? "2024-01-02T03:04:05.678+00:00" : "1704164645678";
  return [
    given("boolean", "Boolean", "BOOLEAN", "1", "1"),
    given("integer", "Int", "INTEGER", "1", "1"),
    given("bigint", "BigInt", "BIGINT", "1", "1"),
    given("real", "Float", "REAL", "1.5", "1.5", "2"),
    given("decimal", "Decimal", "DECIMAL", "1.5", "'1.50'", "'3'", "'12345678901234567890.5'"),
    given("text", "String", "TEXT", "a", "'a'", "'1'"),
    given("datetime", "DateTime", "DATETIME", text, date),
    // An insert that leaves it out gets the database's own spelling.
    given("now", "DateTime @default(now())", "DATETIME DEFAULT CURRENT_TIMESTAMP", text, date, "CURRENT_TIMESTAMP"),
    // A number becomes one: a column of JSONB has the affinity NUMERIC.
    { ...given("jsonb", "Json", "JSONB", '{"a":1}', `'{"a":1}'`, "'[1]'", `'"x"'`, "'true'", "'12'"), json: true },
    given("blob", "Bytes", "BLOB", "h", "x'68'"),
    { ...given("enum", "Kind", "TEXT", ENUM[0], "'A'"), labels: ENUM },
  ];
}

function column(name, prisma, sql, ...values) {
  return { name, prisma, sql, values, text: values[0] };
}

function given(name, prisma, sql, text, ...values) {
  return { name, prisma, sql, values, text };
}

/** A Prisma schema with all of them, each one optional. @param {string} provider @param {Column[]} columns */
export function schemaOf(provider, columns) {
  const fields = columns.map(({ name, prisma, list, json }) => {
    const [, type, rest] = /** @type {RegExpExecArray} */ (/^(Unsupported\(".*?"\)|\w+(?:\[\])?)(.*)$/.exec(prisma));
    const doc = json ? "  /// [Value]\n" : "";
    return `${doc}  ${name} ${type}${list || rest.includes("@default") ? "" : "?"}${rest}`;
  });
  const labels = ENUM.map((label, i) => `  L${i} @map(${JSON.stringify(label)})`);
  const kind = columns.some(({ labels }) => labels) ? `enum Kind {\n${labels.join("\n")}\n}\n` : "";
  return `datasource db {
  provider = "${provider}"
}

${kind}
model Everything {
  id Int @id @default(autoincrement())
${fields.join("\n")}
}
`;
}

/** What types the column `Value` of JSON: an object, or a number, which SQLite keeps in another way. */
export const JSON_SCHEMAS = `export type Value = { a: number } | number;
export declare const Value: unknown;
`;
