import { sql } from "drizzle-orm";
import {
  bigint,
  bool,
  cockroachEnum,
  cockroachSchema,
  cockroachTable,
  cockroachView,
  decimal,
  foreignKey,
  geometry,
  index,
  int4,
  int8,
  jsonb,
  primaryKey,
  string,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
  varbit,
  varchar,
} from "drizzle-orm/cockroach-core";

export const role = cockroachEnum("role", ["admin", "user"]);

export const users = cockroachTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    seq: int4("seq").generatedByDefaultAsIdentity({ startWith: 100, increment: 10 }),
    rowid: int8("rowid", { mode: "bigint" }).notNull().default(sql`unique_rowid()`),
    email: varchar("email", { length: 255 }).notNull(),
    name: string("name", { length: 40 }).default("it's"),
    bio: text("bio"),
    role: role("role").notNull().default("user"),
    active: bool("active").notNull().default(true),
    score: decimal("score", { precision: 10, scale: 2 }).default("1.50"),
    big: bigint("big", { mode: "number" }).default(0),
    flags: varbit("flags", { length: 8 }),
    tags: string("tags").array().default(["a"]),
    data: jsonb("data").default({ a: 1 }),
    at: timestamp("at", { precision: 3, withTimezone: true }).notNull().defaultNow(),
    place: geometry("place", { srid: 4326 }),
  },
  (t) => [
    uniqueIndex("users_email_key").on(t.email.desc()),
    unique("users_name_role").on(t.name, t.role),
    index("users_data").using("gin", t.data),
    index("users_active").on(t.at.desc()).where(sql`${t.active}`),
  ],
);

export const auth = cockroachSchema("auth");

export const sessions = auth.table(
  "sessions",
  {
    userId: uuid("user_id").notNull(),
    token: string("token").notNull(),
  },
  (t) => [
    primaryKey({ name: "sessions_key", columns: [t.userId, t.token] }),
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }).onDelete("cascade"),
  ],
);

export const admins = cockroachView("admins", { id: uuid("id").notNull() }).as(
  sql`select id from users where role = 'admin'`,
);
