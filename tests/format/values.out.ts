// Generated. Do not edit.

"use client";
export const Role = { ADMIN: "ADMIN", SUPER_USER: "super-user" } as const;
export const Kind = {
  ADMIN: "ADMIN",
  SUPER_USER: "super-user",
} as const satisfies Record<string, string>;
export const RoleSchema = z.enum([
  "ADMIN",
  "super-user",
  "organization",
  "membership",
  "external_reference",
]);
export const numbers = [
  1.5,
  0xab,
  1e5,
  0.5,
  10n,
  5.0,
  1_000,
  22222222222,
  33333333333,
  444444444444,
  5555555,
  6,
];
export const strings = [
  "it's",
  'say "x"',
  'a " b',
  "plain",
  "日本語日本語日本語日本語日本語日本語日本語日本語",
];
export const table = [
  { a: 1, b: 2 },
  { a: 3, b: 4 },
];
export const text = `a ${b.c} ${d(e)}`,
  other = a?.b?.(c)![0] ?? (d || e);
export const veryLongConstantName: Map<
  OrganizationMembership,
  ExternalReference<string>
> = new Map();
export const chosen =
  isOrganization && isMembership
    ? { kind: "organization" }
    : someOtherFunction(argument, another);
export const sum = (((a + b) * c) % d) - e ** 2,
  both = (a && b) || c,
  cond = (await f()) as unknown as T;
export const anotherVeryLongConstantNameForAString =
  "a string literal that does not fit behind the name";
