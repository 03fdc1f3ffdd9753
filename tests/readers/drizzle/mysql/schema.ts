import { sql } from "drizzle-orm";
import {
  bigint, boolean, customType, datetime, decimal, double, index, int, json, mysqlEnum, mysqlTable, primaryKey,
  serial, text, timestamp, tinyint, unique, uniqueIndex, varchar,
} from "drizzle-orm/mysql-core";

const longblob = customType<{ data: Buffer }>({ dataType: () => "longblob" });
const caseful = customType<{ data: string }>({ dataType: () => "varchar(48) COLLATE utf8mb4_bin" });

export const users = mysqlTable(
  "users",
  {
    id: int("id", { unsigned: true }).autoincrement().primaryKey(),
    email: varchar("email", { length: 191 }).notNull().unique(),
    role: mysqlEnum("role", ["ADMIN", "USER"]).default("USER").notNull(),
    active: boolean("active").default(true),
    level: tinyint("level").default(1),
    balance: decimal("balance", { precision: 10, scale: 2 }).default("0.00"),
    score: double("score"),
    bio: text("bio"),
    data: json("data"),
    avatar: longblob("avatar"),
    slug: caseful("slug"),
    born: datetime("born", { fsp: 3 }),
    createdAt: timestamp("created_at").defaultNow().notNull(),
    updatedAt: timestamp("updated_at").default(sql`CURRENT_TIMESTAMP`).onUpdateNow(),
  },
  (t) => ({
    byRole: index("by_role").on(t.role, t.active),
    slugs: uniqueIndex("slugs").on(t.slug),
    both: unique("both_unique").on(t.level, t.score),
  }),
);

export const visits = mysqlTable(
  "visits",
  {
    userId: int("user_id", { unsigned: true }).notNull().references(() => users.id, { onDelete: "cascade" }),
    page: bigint("page", { mode: "number", unsigned: true }).notNull(),
    counter: serial("counter"),
  },
  (t) => [primaryKey({ columns: [t.userId, t.page] })],
);
