export interface User { id: string, /** Unique. */
"email": string; role: Generated<Role>; 'super-user'?: readonly string[]

kind: "organization" | "membership" | "external_reference" | "settings" | "value" | "id"; nested: { a: string; b: {
c: number } };
  created_at: Generated<ColumnType<OrganizationMembershipTimestamp, Date | string, Date | string>>; // end
  method(a: string): void; [key: string]: unknown; new (x: X): Y; (call: string): void
}
export interface Empty {}
export interface DB extends A, B<C> { users: User }
export interface Long extends OrganizationMembershipSettings<string, number>, ExternalReference, More { a: 1 }
declare module "kysely" { interface X { a: string } }
declare global {
  namespace PrismaJson { type Profile = { a: string } }
}
