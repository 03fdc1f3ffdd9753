// A file that was kept by hand beside a Prisma schema, and drifted.
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, timestamp, uuid, varchar } from "drizzle-orm/pg-core";

export const users = pgTable(
  "User",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    email: text("email").notNull(),
    password: text("password").notNull(),
    name: jsonb("name").$type<Record<string, string>>(),
    role: text("role", { enum: ["USER", "ADMIN"] }).notNull().default("USER"),
    points: integer("points").notNull().default(0),
    metadata: jsonb("metadata").default({ theme: "light", tags: [] }),
    createdAt: timestamp("createdAt").notNull().defaultNow(),
    updatedAt: timestamp("updatedAt").notNull().defaultNow().$onUpdate(() => new Date()),
  },
  (t) => [index("User_email_idx").on(t.email), index("User_role_points_idx").on(t.role, t.points.desc())],
);

export const behaviorLogs = pgTable("BehaviorLog", {
  id: uuid("id").primaryKey().default(sql`gen_random_uuid()`),
  userId: uuid("userId")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  sessionId: varchar("sessionId", { length: 255 }),
  isActive: boolean("status").notNull().default(true),
  balance: integer("balance").notNull().default(100000),
  payload: jsonb("payload"),
});

export type User = typeof users.$inferSelect;
