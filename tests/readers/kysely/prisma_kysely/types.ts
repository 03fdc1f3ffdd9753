// In the shape of prisma-kysely.
import type { ColumnType } from "kysely";
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export const Role = {
  ADMIN: "ADMIN",
  SUPER: "super-user",
} as const;
export type Role = (typeof Role)[keyof typeof Role];
export type User = {
  id: string;
  role: Generated<Role>;
  tags: string[];
  meta: unknown | null;
  created_at: Generated<Timestamp>;
};
export type Tenancy = { "tenants.User": User };
export type DB = {
  User: User;
} & Tenancy;
