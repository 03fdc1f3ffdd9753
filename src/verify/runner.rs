//! The program for Node, file by file.

/// Its files; the first one is started.
pub const FILES: [(&str, &str); 17] = [
    ("main.mjs", include_str!("runner/main.mjs")),
    ("canonical.mjs", include_str!("runner/canonical.mjs")),
    ("clients.mjs", include_str!("runner/clients.mjs")),
    ("connection.mjs", include_str!("runner/connection.mjs")),
    ("database.mjs", include_str!("runner/database.mjs")),
    ("differences.mjs", include_str!("runner/differences.mjs")),
    ("drizzle.mjs", include_str!("runner/drizzle.mjs")),
    ("errors.mjs", include_str!("runner/errors.mjs")),
    ("hooks.mjs", include_str!("runner/hooks.mjs")),
    ("kysely.mjs", include_str!("runner/kysely.mjs")),
    ("packages.mjs", include_str!("runner/packages.mjs")),
    ("pool.mjs", include_str!("runner/pool.mjs")),
    ("prisma.mjs", include_str!("runner/prisma.mjs")),
    ("strip.mjs", include_str!("runner/strip.mjs")),
    ("values.mjs", include_str!("runner/values.mjs")),
    ("verify.mjs", include_str!("runner/verify.mjs")),
    ("written.mjs", include_str!("runner/written.mjs")),
];
