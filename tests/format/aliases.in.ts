export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>
export type Role = (typeof Role)[keyof typeof Role];
export type Kind = "organization" | "membership" | "external_reference" | "settings" | "value" | "id";
export type Either = { a: string } | { b: number };
export type Both = A & { b: string } & { c: number; d: SomeVeryLongTypeName<WithArguments, AndMore> };
export type Mapped = { readonly [K in keyof T as `get_${K}`]-?: () => T[K] };
export type Chain<T> = T extends string ? "string" : T extends number ? "number" : T extends boolean ? "boolean" : never;
export type Fn = (first: OrganizationMembership, second?: ExternalReference, ...rest: string[]) => Promise<void>;
export type Tuple = [first: string, second?: number, ...rest: (string | number)[]];
export type Selected = Pick<import("./somewhere").Something, "a" | "b"> | null
export type Wide<A extends string = "a", B = Array<{ [key: string]: A }>> = Record<A, B> | undefined | SomethingElse;
