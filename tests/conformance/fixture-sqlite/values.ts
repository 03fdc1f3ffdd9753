// Rows for the table of every type, as Drizzle takes and gives them.
import { values } from "./drizzle-schema";

type New = typeof values.$inferInsert;
type Row = typeof values.$inferSelect;

const day = new Date("1969-12-31T23:59:59.999Z");

const written = {
  int: -2147483648,
  big: 9007199254740991n,
  float: 1.5e300,
  decimal: "12345.678",
  bool: false,
  text: "😀 \\ ' \" `",
  role: "ADMIN",
  at: day,
  day,
  json: { nested: [{ a: null }, 1.5, "x"] },
  bytes: Buffer.from([0, 127, 255]),
  maybe: null,
  updatedAt: day,
} satisfies New & Partial<Row>;

export const inserted: New[] = [
  written,
  { json: 5, updatedAt: day },
  { json: "5", updatedAt: day },
  { json: [], text: "", updatedAt: day },
];

export const selected: Partial<Row>[] = [
  { id: 1, ...written },
  {
    id: 2,
    int: 7,
    big: 9007199254740991n,
    float: 0.1,
    decimal: "1.5",
    bool: true,
    text: "it's",
    role: "user",
    day,
    json: 5,
    bytes: null,
  },
  { json: "5" },
  { json: [], text: "" },
];

export { values };
