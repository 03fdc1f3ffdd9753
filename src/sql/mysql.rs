//! `MySQL` and `MariaDB`: their limits.

/// A longer identifier is refused by `MySQL`. Prisma cuts names at as many bytes.
pub const MAX_IDENTIFIER_BYTES: usize = 64;
