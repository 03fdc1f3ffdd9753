import { pgTableCreator } from "drizzle-orm/pg-core";

const prefix = "shop";
export const table = pgTableCreator((name) => prefix.concat("_", name));
