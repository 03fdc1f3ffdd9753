// Breaks native types: of other databases, on other scalars, with wrong arguments.

const NATIVE_TYPES = [
  ...["Text", "Text(5)", "Txt", "VarChar", "VarChar(255)", "VarChar(0)", "VarChar(99999)", "VarChar(x)"],
  ...["VarChar(Max)", "varchar(5)", "NVarChar(Max)", "NVarChar(4001)", "Char(10)", "Char(300)", "String", "String(20)"],
  ...["MediumText", "LongText", "Citext", "Xml", "Inet", "Uuid", "UUID", "ObjectId", "Json", "JsonB", "ByteA"],
  ...["Integer", "Int", "Int4", "Int8", "SmallInt", "BigInt", "TinyInt", "TinyInt(1)", "UnsignedInt", "Boolean"],
  ...["Decimal(5)", "Decimal(10,2)", "Decimal(2,10)", "Decimal(2000,1)", "Money", "Real", "DoublePrecision", "Float"],
  ...["Float(54)", "Timestamp(6)", "Timestamp(7)", "Timestamptz", "Timestamptz(3)", "Date", "Time(0)", "DateTime(3)"],
  ...["DateTime2", "Bit(1)", "Bit(0)", "Bit(65)", ""],
];

const GIVEN = /@db\.(\w+)(\([^)]*\))?/g;

/** @type {Record<string, import("./view.mjs").Kind>} */
export const nativeTypes = {
  nativeType: (view, random) => {
    const field = random.pick(view.scalars.filter(({ rest }) => !/@\w+\./.test(rest)));
    const prefix = random.pick(["db", "db", "db", "db", "foo", "DB"]);
    return view.withAttribute(field, `@${prefix}.${random.pick(NATIVE_TYPES)}`);
  },

  brokenNativeType: (view, random) => {
    const broken = (_, name) =>
      `@db.${random.pick([
        ...[random.typo(name), name.toLowerCase(), name],
        ...[`${name}(1,2,3)`, `${name}(x)`, `${name}(-1)`, `${name}("1")`],
      ])}`;
    return view.replaceOne(GIVEN, broken, random);
  },

  secondNativeType: (view, random) =>
    view.replaceOne(GIVEN, (first) => `${first} @db.${random.pick(["Text", "Integer", "Uuid"])}`, random),

  otherPrefix: (view, random) => view.replaceOne(/@db\./g, "@dbx.", random),
};
