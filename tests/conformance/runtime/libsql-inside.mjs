// Runs in a project with SQLite: do the three clients write what the others read, take turns, and share one client?
import { isDeepStrictEqual } from "node:util";
import { show } from "../lib/compare.mjs";

const SINCE = new Date("1969-12-31T23:59:59.999Z");

/** One row, as each client takes and gives it. */
const ROW = {
  email: "e",
  role: "ADMIN",
  active: true,
  visits: 9007199254740991n,
  balance: "12345.678",
  score: 1.5e300,
  since: SINCE,
  seen: null,
  photo: Buffer.from([0, 127, 255]),
  profile: { nested: [{ a: null }, "😀", 1.5] },
};

/** What docs/drivers.md says of libSQL. */
const forKysely = (row, dates) => ({
  ...row,
  active: Number(row.active),
  visits: Number(row.visits),
  balance: Number(row.balance),
  since: dates === "iso8601" ? SINCE.toISOString().replace("Z", "+00:00") : SINCE.getTime(),
  photo: Uint8Array.from(row.photo).buffer,
  profile: JSON.stringify(row.profile),
});

export async function judgeClients(createClients, { users, orders }, { ddl, dates, file }) {
  const faults = [];
  const see = (what, got, expected) => {
    if (!isDeepStrictEqual(got, expected)) faults.push(`${what}: ${show(got)} instead of ${show(expected)}`);
  };
  const { prisma, drizzle, kysely, client, health, close } = createClients({ url: `file:${file}`, timeout: 400 });
  await client.executeMultiple(ddl);

  const writers = {
    prisma: (row) => prisma.user.create({ data: row }),
    drizzle: (row) => drizzle.insert(users).values(row),
    kysely: (row) => kysely.insertInto("users").values(forKysely(row, dates)).execute(),
  };
  for (const [writer, write] of Object.entries(writers)) {
    const row = { ...ROW, email: writer };
    await write(row);
    const { id, balance, photo, ...rest } = await prisma.user.findUniqueOrThrow({ where: { email: writer } });
    const plain = { ...rest, balance: String(balance), photo: Buffer.from(photo) };
    see(`Prisma reads what ${writer} wrote`, plain, row);
    const [{ id: _, ...ofDrizzle }] = (await drizzle.select().from(users)).filter(({ email }) => email === writer);
    see(`Drizzle reads what ${writer} wrote`, ofDrizzle, row);
    const { id: __, ...ofKysely } = await kysely.selectFrom("users").selectAll().where("email", "=", writer).executeTakeFirstOrThrow();
    see(`Kysely reads what ${writer} wrote`, ofKysely, forKysely(row, dates));
    see(`Kysely's id of what ${writer} wrote`, __, id);
  }

  const place = {
    prisma: (buyerId) => prisma.$transaction(async (tx) => (await tx.order.count(), await tx.order.create({ data: { buyerId } }))),
    drizzle: (buyerId) => drizzle.transaction(async (tx) => (await tx.select().from(orders), await tx.insert(orders).values({ buyerId }))),
    kysely: (buyer_id) => kysely.transaction().execute((tx) => tx.insertInto("orders").values({ buyer_id }).execute()),
  };
  const many = Array.from({ length: 10 }, () => Object.values(place).map((one) => one(1))).flat();
  await Promise.all([...many, prisma.order.create({ data: { buyerId: 1 } }), drizzle.insert(orders).values({ buyerId: 1 })]);
  see("orders of transactions side by side", await prisma.order.count(), 32);

  const [buyer] = await prisma.user.findMany({ include: { orders: true }, where: { id: 1 } });
  const found = (await drizzle.query.users.findMany({ with: { orders: true } })).find(({ id }) => id === 1);
  see("Drizzle's nested rows", found.orders, buyer.orders);

  for (const [name, one] of Object.entries(place)) see(`${name} keeps to foreign keys`, await one(99).then(() => "written", () => "refused"), "refused");
  see("what failed left nothing", await prisma.order.count(), 32);
  const controlled = await kysely.startTransaction().execute();
  const saved = await controlled.savepoint("here").execute();
  await saved.insertInto("orders").values({ buyer_id: 1 }).execute();
  await (await saved.rollbackToSavepoint("here").execute()).commit().execute();
  see("a savepoint is rolled back", await prisma.order.count(), 32);

  // A write beside the transaction, which that one waits for: nobody can end it, and so it is refused.
  const stuck = await prisma
    .$transaction(async () => {
      const beside = drizzle.insert(orders).values({ buyerId: 1 }).execute().then(() => "written", (error) => (error.cause ?? error).code);
      await new Promise(setImmediate);
      return [health().waiting, await beside];
    })
    .catch((error) => error.message);
  see("a transaction that waits for itself", stuck, [1, "SQLITE_BUSY"]);
  await place.kysely(1);
  see("and the next one goes on", await prisma.order.count(), 33);

  await prisma.$disconnect();
  await kysely.destroy();
  see("the client is still open", [client.closed, await prisma.user.count()], [false, 3]);
  await Promise.all([close(), close()]);
  see("the client is closed", [client.closed, health()], [true, { closed: true, waiting: 0 }]);
  return { faults, rows: 3 };
}
