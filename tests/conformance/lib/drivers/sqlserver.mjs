// tedious below Kysely. No SQL Server runs here: its part is played by what stands
// below. It hands tedious' own parser the bytes that the protocol has for a value,
// and lets Kysely's values pass as the types that Kysely sends them as, if tedious
// takes them and Microsoft's table of conversions has the server take them.
import { EventEmitter } from "node:events";
import { Kysely, MssqlDialect } from "kysely";
import { schemaOf } from "./columns.mjs";

/** What the server makes of a parameter by itself, by the type that it is sent as. */
const CONVERTS = {
  NVarChar: /^(BIGINT|INT|SMALLINT|TINYINT|BIT|DECIMAL|FLOAT|REAL|DATE|TIME|SMALLDATETIME|DATETIME|N?CHAR|N?VARCHAR|N?TEXT|UNIQUEIDENTIFIER)/,
  Int: /^(BIGINT|INT|SMALLINT|TINYINT|BIT|DECIMAL|FLOAT|REAL|(SMALL)?MONEY|N?CHAR|N?VARCHAR)/,
  BigInt: /^(BIGINT|INT|SMALLINT|TINYINT|BIT|DECIMAL|FLOAT|REAL|(SMALL)?MONEY)/,
  Float: /^(BIGINT|INT|SMALLINT|TINYINT|BIT|DECIMAL|FLOAT|REAL|(SMALL)?MONEY)/,
  Bit: /^(BIGINT|INT|SMALLINT|TINYINT|BIT|DECIMAL|FLOAT|REAL|(SMALL)?MONEY)/,
  DateTime: /^(DATE|TIME|SMALLDATETIME|DATETIME)/,
  VarBinary: /^(BINARY|VARBINARY|IMAGE)/,
};

const bytes = (...parts) => Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from([part]))));
const little = (value, size) => Buffer.from(Array.from({ length: size }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 255n)));
const double = (value) => Buffer.from(new Float64Array([value]).buffer);
const single = (value) => Buffer.from(new Float32Array([value]).buffer);
const wide = (text) => bytes(little(2 * text.length, 2), Buffer.from(text, "utf16le"));
const narrow = (text) => bytes(little(text.length, 2), Buffer.from(text));
const long = (data) => bytes(16, Buffer.alloc(16), Buffer.alloc(8), little(data.length, 4), data);
/** 03:04:05 in steps of 100 ns, and 2024-01-02 in days since the year 1. */
const [TIME, DAY] = [little(110_450_000_000, 5), little(738_886, 3)];

/** Each type with a value as the server sends it: [name, Prisma, SQL, text, type of tedious, bytes, more metadata]. */
const TYPES = [
  ["tinyint", "Int @db.TinyInt", "TINYINT", "1", "IntN", bytes(1, 1)],
  ["smallint", "Int @db.SmallInt", "SMALLINT", "1", "IntN", bytes(2, little(1, 2))],
  ["int", "Int", "INT", "1", "IntN", bytes(4, little(1, 4))],
  ["bigint", "BigInt", "BIGINT", "1", "IntN", bytes(8, little(1, 8))],
  ["decimal", "Decimal @db.Decimal(10, 2)", "DECIMAL(10,2)", "1.5", "DecimalN", bytes(5, 1, little(150, 4)), { precision: 10, scale: 2 }],
  ["money", "Float @db.Money", "MONEY", "1.5", "MoneyN", bytes(8, little(0, 4), little(15_000, 4))],
  ["smallmoney", "Float @db.SmallMoney", "SMALLMONEY", "1.5", "MoneyN", bytes(4, little(15_000, 4))],
  ["float", "Float", "FLOAT(53)", "1.5", "FloatN", bytes(8, double(1.5))],
  ["real", "Float @db.Real", "REAL", "1.5", "FloatN", bytes(4, single(1.5))],
  ["bit", "Boolean", "BIT", "1", "BitN", bytes(1, 1)],
  ["char", "String @db.Char(1)", "CHAR(1)", "a", "Char", narrow("a"), { collation: { codepage: "utf8" } }],
  ["nchar", "String @db.NChar(1)", "NCHAR(1)", "a", "NChar", wide("a")],
  ["varchar", "String @db.VarChar(20)", "VARCHAR(20)", "a", "VarChar", narrow("a"), { collation: { codepage: "utf8" } }],
  ["nvarchar", "String", "NVARCHAR(1000)", "a", "NVarChar", wide("a")],
  ["text", "String @db.Text", "TEXT", "a", "Text", long(Buffer.from("a")), { collation: { codepage: "utf8" } }],
  ["ntext", "String @db.NText", "NTEXT", "a", "NText", long(Buffer.from("a", "utf16le"))],
  ["uniqueidentifier", "String @db.UniqueIdentifier", "UNIQUEIDENTIFIER", "00000000-0000-4000-8000-000000000000", "UniqueIdentifier",
    bytes(16, Buffer.from("00000000000000408000000000000000", "hex"))],
  ["date", "DateTime @db.Date", "DATE", "2024-01-02", "Date", bytes(3, DAY)],
  ["time", "DateTime @db.Time", "TIME", "03:04:05", "Time", bytes(5, TIME), { scale: 7 }],
  ["datetime", "DateTime @db.DateTime", "DATETIME", "2024-01-02T03:04:05", "DateTimeN", bytes(8, little(45_291, 4), little(3_313_500, 4))],
  ["datetime2", "DateTime", "DATETIME2", "2024-01-02T03:04:05", "DateTime2", bytes(8, TIME, DAY), { scale: 7 }],
  ["smalldatetime", "DateTime @db.SmallDateTime", "SMALLDATETIME", "2024-01-02T03:04:00", "DateTimeN", bytes(4, little(45_291, 2), little(184, 2))],
  ["datetimeoffset", "DateTime @db.DateTimeOffset", "DATETIMEOFFSET", "2024-01-02T03:04:05Z", "DateTimeOffset", bytes(10, TIME, DAY, little(0, 2)), { scale: 7 }],
  ["binary", "Bytes @db.Binary(1)", "BINARY(1)", "h", "Binary", narrow("h")],
  ["varbinary", "Bytes @db.VarBinary(4)", "VARBINARY(4)", "h", "VarBinary", narrow("h")],
  ["image", "Bytes @db.Image", "IMAGE", "h", "Image", long(Buffer.from("h"))],
];

function columns() {
  return TYPES.map(([name, prisma, sql, text]) => ({ name, prisma, sql, text, values: [`'${text}'`] }));
}

/** @type {import("./index.mjs").Profile[]} */
export const profiles = [
  {
    driver: "tedious",
    versions: ["tedious"],
    about: "its parser, without a server",
    provider: "sqlserver",
    columns,
    schemaOf: (list) => schemaOf("sqlserver", list),
    quote: (name) => `[${name}]`,
    async open() {
      const [tedious, { readValue }, { TYPE }] = await Promise.all(
        ["tedious", "tedious/lib/value-parser.js", "tedious/lib/data-type.js"].map(async (name) => {
          const module = await import(name);
          return module.default ?? module;
        }),
      );
      const read = (name) => {
        const [, , , , type, buffer, more] = TYPES.find(([one]) => one === name);
        const options = { useUTC: true, lowerCaseGuids: false };
        const metadata = { type: Object.values(TYPE).find((one) => one.name === type), ...more };
        return readValue(buffer, 0, metadata, options).value;
      };
      /** Answers a request: a row with the value that is asked for, or nothing; an error for what it cannot convert. */
      const answer = (request) => {
        const sql = request.sqlTextOrProcedure;
        const asked = /^select .*"(\w+)" from/i.exec(sql)?.[1];
        if (asked) request.emit("row", [{ metadata: { colName: asked }, value: read(asked) }]);
        const into = /^insert into "Everything" \("(\w+)"\)/i.exec(sql)?.[1];
        if (into) {
          const [, , type] = TYPES.find(([one]) => one === into);
          const [{ type: sent, value }] = request.parameters;
          sent.validate(value, undefined);
          if (!CONVERTS[sent.name]?.test(type) || (sent.name === "NVarChar" && typeof value !== "string"))
            throw new Error(`no conversion from ${sent.name} to ${type}`);
        }
      };
      const connection = () =>
        Object.assign(new EventEmitter(), {
          connect: (done) => done(),
          close() {
            this.emit("end");
          },
          execSql(request) {
            let error;
            try {
              answer(request);
            } catch (thrown) {
              error = thrown;
            }
            setImmediate(() => request.callback(error, 0));
          },
        });
      class Pool {
        constructor({ create }) {
          this.connection = create();
        }
        acquire = () => ({ promise: this.connection });
        release() {}
        destroy() {}
      }
      const kysely = new Kysely({
        dialect: new MssqlDialect({
          tarn: { Pool: /** @type {any} */ (Pool), options: { min: 0, max: 1 } },
          tedious: { ...tedious, connectionFactory: /** @type {any} */ (connection) },
        }),
      });
      return { kysely, close: () => kysely.destroy() };
    },
  },
];

export async function start() {
  return { value: null, about: "No SQL Server", stop: async () => {} };
}
