import { text } from "drizzle-orm/pg-core";
import { table } from "../shared/index";
import { columns } from "../columns";
import * as schema from "./users";

export const posts = table("posts", {
  ...columns,
  authorId: text("author_id").references(() => schema.users.id, { onDelete: "cascade" }),
});
