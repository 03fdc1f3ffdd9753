import { sql } from "drizzle-orm";
import {
  bigint,
  bit,
  check,
  customType,
  datetime2,
  datetimeoffset,
  decimal,
  index,
  int,
  mssqlSchema,
  mssqlTable,
  nvarchar,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  varbinary,
  varchar,
} from "drizzle-orm/mssql-core";

const money = customType<{ data: number }>({ dataType: () => "money" });

export const users = mssqlTable(
  "users",
  {
    id: int("id").identity().primaryKey(),
    email: nvarchar("email", { length: 255 }).notNull().unique("users_email"),
    code: varchar("code").default("x"),
    bio: text("bio"),
    path: nvarchar("path", { length: "max" }).default(sql`('C:\\temp')`),
    role: nvarchar("role", { length: 20, enum: ["admin", "user"] }).notNull().default("user"),
    active: bit("active").notNull().default(true),
    balance: money("balance").default(sql`((0))`),
    price: decimal("price", { precision: 10 }).default("1.50"),
    big: bigint("big", { mode: "bigint" }).default(10n),
    bytes: varbinary("bytes", { length: 16 }).default(sql`0x0aFF`),
    at: datetime2("at", { precision: 7 }).notNull().defaultGetDate(),
    seen: datetimeoffset("seen").default(sql`SYSDATETIMEOFFSET()`),
    total: int("total").generatedAlwaysAs(sql`[price] * 2`, { mode: "persisted" }),
  },
  (t) => [
    unique("users_code_role").on(t.code, t.role),
    uniqueIndex("users_active_email").on(t.email).where(sql`[active] = 1`),
    index("users_at").on(sql`${t.at} DESC`, t.id),
    check("price_is_positive", sql`${t.price} > 0`),
  ],
);

export const sales = mssqlSchema("sales");

export const orders = sales.table(
  "orders",
  {
    userId: int("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    number: int("number").notNull(),
  },
  (t) => [primaryKey({ name: "orders_key", columns: [t.userId, t.number] })],
);
