import { text, timestamp } from "drizzle-orm/pg-core";

export const columns = {
  id: text("id").primaryKey(),
  createdAt: timestamp("created_at").defaultNow(),
};
