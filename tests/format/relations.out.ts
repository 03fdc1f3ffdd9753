export const usersRelations = relations(users, ({ one, many }) => ({
  posts: many(posts, { relationName: "PostToUser" }),
  manager: one(users, {
    relationName: "management",
    fields: [users.managerId],
    references: [users.id],
  }),
}));
export const a = relations(users, ({ one }) => ({ a: one(b) }));
export const schema = defineRelations({ users, posts }, (r) => ({
  users: {
    posts: r.many.posts({ from: r.users.id, to: r.posts.authorId }),
    groups: r.many.groups({
      from: r.users.id.through(r.usersToGroups.userId),
      to: r.groups.id.through(r.usersToGroups.groupId),
    }),
  },
}));
