import { and, eq, gt, isNull, relations, sql } from "drizzle-orm";
import {
  bigint, bigserial, bit, boolean, char, check, cidr, customType, date, doublePrecision, foreignKey, geometry,
  halfvec, index, inet, integer, interval, json, jsonb, line, macaddr, macaddr8, numeric, pgEnum,
  pgMaterializedView, pgPolicy, pgRole, pgSchema, pgTable, pgTableCreator, pgView, point, primaryKey, real,
  serial, smallint, smallserial, sparsevec, text, time, timestamp, unique, uniqueIndex, uuid, varchar, vector,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";

const ROLES = ["ADMIN", "USER", "super-user"] as const;
export const role = pgEnum("role", ROLES);
enum Status {
  Open = "open",
  Closed = "closed",
}
export const status = pgEnum("status", Object.values(Status).map((value) => `${value}`) as [string, ...string[]]);

export const auth = pgSchema("auth");
export const level = auth.enum("level", ["low", "high"]);
export const accounts = auth.table("accounts", { id: text().primaryKey(), level: level().default("low").notNull() });

const bytea = customType<{ data: Buffer }>({
  dataType() {
    return "bytea";
  },
});
const money = customType<{ data: string; config: { precision: number } }>({
  dataType(config) {
    if (config?.precision) return `numeric(${config.precision}, 2)`;
    return "numeric";
  },
});

const timestamps = {
  createdAt: timestamp("created_at", { withTimezone: true, precision: 3 }).defaultNow().notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).$onUpdate(() => new Date()),
};
const id = () => uuid("id").primaryKey().defaultRandom();

export const everything = pgTable("everything", {
  a: smallserial("a"),
  b: serial("b"),
  c: bigserial("c", { mode: "number" }).notNull(),
  d: smallint("d").default(-1),
  e: integer("e").default(2 * 21),
  f: bigint("f", { mode: "number" }).default(0),
  g: real("g").default(0.5),
  h: doublePrecision("h").default(1.25),
  i: numeric("i", { precision: 10, scale: 2 }).default("1.50"),
  j: numeric("j").array(),
  k: boolean("k").default(false),
  l: text("l").default("it's"),
  m: varchar("m", { length: 255 }),
  n: char("n", { length: 2 }),
  o: uuid("o"),
  p: json("p").default([1, "a", null]),
  q: jsonb("q").default({ a: { b: true } }),
  r: date("r").default("2024-01-02"),
  s: time("s", { precision: 3 }),
  t: time("t", { withTimezone: true }),
  u: timestamp("u", { mode: "string" }).default(sql`CURRENT_TIMESTAMP`),
  v: interval("v", { fields: "day to second", precision: 3 }),
  w: inet("w"),
  x: cidr("x"),
  y: macaddr("y"),
  z: macaddr8("z"),
  aa: point("aa"),
  ab: line("ab"),
  ac: vector("ac", { dimensions: 384 }),
  ad: halfvec("ad", { dimensions: 3 }),
  ae: sparsevec("ae", { dimensions: 5 }),
  af: bit("af", { dimensions: 8 }),
  ag: geometry("ag"),
  ah: bytea("ah"),
  ai: money("ai", { precision: 12 }),
  ao: money("ao"),
  aj: role("aj").array(),
  ak: integer("ak").generatedAlwaysAsIdentity(),
  al: integer("al").generatedByDefaultAsIdentity({ startWith: 100 }),
  am: text("am").generatedAlwaysAs(sql`lower('X')`),
  an: text("an").$defaultFn(() => crypto.randomUUID()),
});

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull().unique(),
    nick: text("nick").unique("nick_is_unique", { nulls: "not distinct" }),
    role: role("role").default("USER").notNull(),
    status: status("status").default(Status.Open),
    age: integer("age"),
    managerId: uuid("manager_id").references((): AnyPgColumn => users.id, { onDelete: "set null", onUpdate: "cascade" }),
    deletedAt: timestamp("deleted_at"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("users_email_lower_idx").on(sql`lower(${t.email})`),
    index("users_role_idx").on(t.role.asc(), t.createdAt.desc().nullsFirst()).where(isNull(t.deletedAt)),
    index("users_gin").using("gin", t.nick.op("gin_trgm_ops")).concurrently(),
    index("users_open").on(t.status).where(sql`${t.status} = 'open' and ${t.age} > ${21}`),
    index("users_both").on(t.age).where(and(eq(t.role, "ADMIN"), gt(t.age, 3))!),
    check("age_is_positive", sql`${t.age} >= 0`),
    unique("users_nick_age").on(t.nick, t.age).nullsNotDistinct(),
    pgPolicy("own_rows", { for: "select", to: ["app", pgRole("admin")], using: sql`${t.id} = current_user_id()` }),
  ],
);

export const members = pgTable(
  "members",
  (t) => ({
    userId: t.uuid("user_id").notNull(),
    accountId: t.text().notNull(),
    note: t.varchar({ length: 10 }),
  }),
  (t) => [
    primaryKey({ name: "members_key", columns: [t.userId, t.accountId] }),
    foreignKey({ name: "members_user", columns: [t.userId], foreignColumns: [users.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.id] }),
  ],
);

const createTable = pgTableCreator((name) => `app_${name}`);
export const posts = createTable("posts", { ...timestamps, id: serial("id").primaryKey() }).enableRLS();

export const recent = pgView("recent").as((qb) => qb.select().from(users));
export const totals = pgMaterializedView("totals", { count: integer("count") }).as(sql`select count(*) from users`);

export const usersRelations = relations(users, ({ many }) => ({ members: many(members) }));
