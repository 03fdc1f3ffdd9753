import { text } from "drizzle-orm/pg-core";
import { table } from "@shared";
import { columns } from "../columns";

export const users = table("users", { ...columns, name: text() });
