export const users = pgTable("users", {
  id: text("id")
    .primaryKey()
    .$defaultFn(() => crypto.randomUUID()),
  /** Unique, lower case. */
  email: varchar("email", { length: 255 }).notNull(),
  role: roleEnum("role").notNull().default("super-user"),

  profile: jsonb("profile")
    .$type<Profile>()
    .notNull()
    .default(sql`'{}'::jsonb`),
  // A note.
  settings: jsonb("settings").$type<UserSettings>(),
  balance: numeric("balance", { precision: 12, scale: 2 })
    .notNull()
    .default("0"),
  views: bigint("views", { mode: "bigint" })
    .notNull()
    .default(sql`0`),

  createdAt: timestamp("created_at", { precision: 6, withTimezone: true })
    .notNull()
    .default(sql`CURRENT_TIMESTAMP`),
  "a-b": integer("ab"),
  plain: integer("plain") /* last */,
  organizationMembershipSettingsReference: integer(
    "organization_membership_settings_reference",
  ),
  self: integer("self").references((): AnyPgColumn => users.id, {
    onDelete: "cascade",
    onUpdate: "cascade",
  }),
  long: text("long").default(
    "a string that is too long for the line that it stands in by a word or two",
  ),
  multiline: text("multiline").default(sql`one
  two`),
});
