import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from "kysely";
import type { Address } from "./address.js";

type Role = "admin" | "user";
enum Level {
  Low = "low",
  High = "high",
}
type Brand<T, B> = T & { readonly __brand: B };
export type UserId = Brand<string, "UserId">;

interface Timestamps {
  created_at: ColumnType<Date, string | undefined, never>;
  updated_at: Date | null;
}

export interface UsersTable extends Timestamps {
  id: Generated<UserId>;
  number: GeneratedAlways<number>;
  email: string;
  nick?: string;
  role: Role;
  level: Level | null;
  big: ColumnType<string, bigint | number, bigint | number>;
  tags: string[];
  address: JSONColumnType<Address>;
  home: Address | null;
  avatar: Buffer | null;
  active: Generated<boolean>;
}

export interface Database {
  users: UsersTable;
  "auth.sessions": { id: string; user_id: UsersTable["id"]; data: unknown };
  posts: Omit<UsersTable, "nick" | "level" | "big" | "tags" | "address" | "home" | "avatar">;
}

export type User = Selectable<UsersTable>;
