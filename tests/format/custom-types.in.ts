const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const citext = customType<{ data: string; driverData: string; config: { length?: number }; notNull: true }>({
  dataType(config) { return config ? `citext(${config.length})` : "citext" },
  fromDriver(value: string): string { if (value === "") return "empty"; else { return value.trim().toLowerCase() } },
  toDriver: (value) => value, async load({ a, b }) { for (const x of await list()) { await use(x) } }, get x() { return 1 } });
