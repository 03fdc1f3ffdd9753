// What goes into the table of `schema.prisma`, and what comes back: as Drizzle types it.
import { values } from "./drizzle-schema.ts";

type Inserted = typeof values.$inferInsert;
type Selected = typeof values.$inferSelect;

const bytes = (...list: number[]) => Buffer.from(list);
const evening = new Date("2024-06-01T23:30:00.120Z");

const written = {
  boolean: true,
  tinyBool: false,
  bitBool: true,
  bits: bytes(0x0f, 0xff),
  tiny: -128,
  tinyU: 255,
  small: -32768,
  smallU: 65535,
  medium: -8388608,
  mediumU: 16777215,
  int: -2147483648,
  intU: 4294967295,
  big: -9223372036854775808n,
  bigU: 18446744073709551615n,
  year: 2155,
  float: 0.5,
  double: 1.7976931348623157e308,
  decimal: "12345678901234567890123456789012345.123456789012345678901234567890",
  price: "99999999.99",
  whole: "1234567890",
  string: "ü 🙂 \\ ' \" \n",
  char: "abc",
  varchar: "x".repeat(300),
  tinyText: "a",
  text: "b",
  mediumText: "c",
  longText: "d",
  binary: bytes(0, 255, 39, 92),
  varBinary: bytes(1),
  tinyBlob: bytes(2),
  blob: bytes(3),
  mediumBlob: bytes(4),
  bytes: bytes(0, 10, 13, 255),
  date: new Date("2024-06-01T00:00:00Z"),
  time: "23:59:59",
  time3: "00:00:00.120",
  datetime: evening,
  datetime0: new Date("2024-06-01T23:30:00Z"),
  timestamp: new Date("2024-06-01T23:30:00Z"),
  timestamp6: evening,
  updatedAt: evening,
  json: { list: [1, "two", null], nested: { a: true } },
  role: "ADMIN",
  none: null,
} satisfies Inserted & Omit<Selected, "id">;

/** Two rows: everything said, and everything left out that the database fills in. */
export const inserted: Inserted[] = [written, withoutDefaults(written)];

export const selected: Selected[] = [
  { id: 1, ...written },
  {
    id: 2,
    ...written,
    boolean: true,
    bitBool: false,
    int: -7,
    big: 9007199254740993n,
    year: 2024,
    double: 0.1,
    decimal: "1.500000000000000000000000000000",
    price: "12.50",
    string: "it's a \"text\"",
    date: new Date("2024-02-29T00:00:00Z"),
    datetime: new Date("2024-02-29T23:30:00.120Z"),
    role: "it's",
  },
];

/** How the database itself spells some of them, in UTC, as Prisma's client reads them. */
export const spelled = {
  date: "2024-06-01",
  datetime: "2024-06-01 23:30:00.120",
  datetime0: "2024-06-01 23:30:00",
  timestamp6: "2024-06-01 23:30:00.120000",
  bigU: "18446744073709551615",
  bitBool: "\u0001",
};

export { values };

function withoutDefaults(row: Inserted): Inserted {
  const { boolean, bitBool, int, big, year, double, decimal, price, string, date, datetime, role, ...rest } = row;
  void [boolean, bitBool, int, big, year, double, decimal, price, string, date, datetime, role];
  return rest as Inserted;
}
