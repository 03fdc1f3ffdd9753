//! One Prisma schema in; Drizzle, Kysely and Zod out.
