// Extras as an object, and keys as drizzle-orm 0.28 had them.
import * as orm from "drizzle-orm";
import * as p from "drizzle-orm/pg-core";

export const tenants = p.pgTable("tenants", {
  region: p.text("region").notNull(),
  id: p.integer("id").notNull(),
}, (table) => {
  return {
    pk: p.primaryKey({ columns: [table.region, table.id] }),
    byRegion: p.index("by_region").on(orm.sql`${table.region} DESC NULLS LAST`),
  };
});

export const seats = p.pgTable("seats", {
  region: p.text("region").notNull(),
  tenantId: p.integer("tenant_id").notNull(),
  row: p.integer("row"),
  place: p.integer("place"),
}, ({ region, tenantId, row, place }) => ({
  tenant: p.foreignKey({ columns: [region, tenantId], foreignColumns: [tenants.region, tenants.id] }).onUpdate("restrict"),
  unq: p.unique().on(row, place),
}));
