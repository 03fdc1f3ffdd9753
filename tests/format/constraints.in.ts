export const posts = pgTable("posts", { id: integer("id") }, (t) => [primaryKey({ name: "posts_pkey", columns: [t.authorId, t.slug] }), foreignKey({
name: "posts_author_id_fkey", columns: [t.authorId], foreignColumns: [users.id] }).onDelete("cascade").onUpdate("cascade"),
foreignKey({ name: "posts_author_id_fkey", columns: [t.authorId], foreignColumns: [users.id] }).onDelete("cascade"),
index("users_role_created_at_idx").on(t.role, t.createdAt.desc().nullsFirst()),
uniqueIndex("organization_membership_external_reference_settings_value_idx").on(t.organizationId),
index("gin").using("gin", t.tags.op("array_ops")).where(sql`${t.deletedAt} is null`),

/** Doc. */
check("positive", sql`${t.x} > 0`)])
export const empty = pgTable("empty", {}, (t) => [])
export const groups = pgTable("Group", {
id: serial("id").primaryKey()}, (t) => [uniqueIndex("Group_name_key").on(t.name)])
