import { sql } from "drizzle-orm";
import { blob, index, integer, numeric, real, sqliteTable, sqliteTableCreator, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const users = sqliteTable(
  "users",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    email: text("email").notNull().unique(),
    role: text("role", { enum: ["admin", "user"] }).notNull().default("user"),
    active: integer("active", { mode: "boolean" }).notNull().default(true),
    score: real("score").default(0.5),
    price: numeric("price"),
    avatar: blob("avatar", { mode: "buffer" }),
    createdAt: integer("created_at", { mode: "timestamp" }).default(sql`(strftime('%s', 'now'))`),
  },
  (t) => [index("by_role").on(t.role), uniqueIndex("active_email").on(t.email).where(sql`${t.active} = 1`)],
);

const table = sqliteTableCreator((name) => `x_${name}`);
export const posts = table("posts", {
  id: text().primaryKey(),
  userId: integer().references(() => users.id, { onDelete: "cascade" }),
});
