// What cannot be known without running the file is said, and never guessed.
import { sql } from "drizzle-orm";
import { index, pgEnum, pgTable, text, varchar } from "drizzle-orm/pg-core";
import { Role } from "@prisma/client";
import { cuid } from "some-package";
import { shared } from "./missing";

export const role = pgEnum("role", Object.values(Role));

export const users = pgTable(
  "users",
  {
    id: cuid("id").primaryKey(),
    size: varchar("size", { length: Number(process.env.SIZE) }),
    token: text("token").default(process.env.TOKEN),
    ...shared,
  },
  (t) => [index("by_missing").on(t.missing), index("by_id").on(t.id)],
);

export const tenants = pgTable(process.env.TABLE!, { id: text("id") });
export const other = pgTable("other", { id: text("id").someday(), note: text("note").default(sql`now()`) });
