// Runs in a project: how long the same task takes each of the three clients, and `pg` without any.
import { readFileSync } from "node:fs";
import { and, desc, eq, gte } from "drizzle-orm";

const CUSTOMERS = 500;
const ORDERS = 5_000;
const LINES = 4;
/** Reads of one round, one after the other. */
const READS = 200;
const BATCH = 1_000;
/** Orders that the join goes over. */
const JOINED = 250;

const PACKAGES = { Prisma: "@prisma/client", Drizzle: "drizzle-orm", Kysely: "kysely", pg: "pg" };

export async function measure(clients, tables, rounds) {
  await fill(clients.pool);
  const tasks = [singleReads(clients, tables), batchInserts(clients, tables), joins(clients, tables)];
  const measured = [];
  for (const { name, run, undo } of tasks) {
    const times = Object.fromEntries(Object.keys(run).map((client) => [client, []]));
    // Nobody is always the first, and what comes first warms up.
    for (let round = -3; round < rounds; round += 1) {
      for (const client of rotated(Object.keys(run), round + 3)) {
        const start = performance.now();
        await run[client]();
        const ms = performance.now() - start;
        if (round >= 0) times[client].push(ms);
        await undo?.();
      }
    }
    measured.push({ name, medians: Object.fromEntries(Object.entries(times).map(([client, all]) => [client, median(all)])) });
  }
  return { versions: versions(), tasks: measured };
}

async function fill(pool) {
  await pool.query(`
    INSERT INTO customers (email, name) SELECT 'c' || n || '@example.com', 'Customer ' || n FROM generate_series(1, ${CUSTOMERS}) n;
    INSERT INTO orders (customer_id, placed_at) SELECT 1 + n % ${CUSTOMERS}, TIMESTAMP '2024-01-01' + n * INTERVAL '1 minute' FROM generate_series(1, ${ORDERS}) n;
    INSERT INTO order_lines (order_id, product, count, price) SELECT 1 + n % ${ORDERS}, 'Product ' || n % 100, 1 + n % 3, n % 1000 + 0.95 FROM generate_series(1, ${ORDERS * LINES}) n;
    ANALYZE`);
}

function singleReads({ prisma, drizzle, kysely, pool }, { orders }) {
  let next = 0;
  const each = (read) => async () => {
    for (let i = 0; i < READS; i += 1) {
      next = (next + 7) % ORDERS;
      if (!(await read(next + 1))) throw new Error(`no order ${next + 1}`);
    }
  };
  return {
    name: `${READS} reads of one row by its key`,
    run: {
      Prisma: each((id) => prisma.order.findUnique({ where: { id } })),
      Drizzle: each(async (id) => (await drizzle.select().from(orders).where(eq(orders.id, id)))[0]),
      Kysely: each((id) => kysely.selectFrom("orders").selectAll().where("id", "=", id).executeTakeFirst()),
      pg: each(async (id) => (await pool.query("SELECT * FROM orders WHERE id = $1", [id])).rows[0]),
    },
  };
}

function batchInserts({ prisma, drizzle, kysely, pool }, { events }) {
  const at = new Date("2024-06-01T12:00:00.123Z");
  const rows = Array.from({ length: BATCH }, (_, n) => ({ kind: `kind ${n % 10}`, at, payload: { n, tags: ["a", "b"] } }));
  const values = rows.map((_, n) => `($${3 * n + 1}, $${3 * n + 2}, $${3 * n + 3})`).join(", ");
  return {
    name: `an insert of ${BATCH.toLocaleString("en")} rows`,
    run: {
      Prisma: () => prisma.event.createMany({ data: rows }),
      Drizzle: () => drizzle.insert(events).values(rows),
      Kysely: () => kysely.insertInto("events").values(rows).execute(),
      pg: () => pool.query(`INSERT INTO events (kind, at, payload) VALUES ${values}`, rows.flatMap(({ kind, at, payload }) => [kind, at, payload])),
    },
    undo: () => pool.query("TRUNCATE events"),
  };
}

function joins({ prisma, drizzle, kysely, pool }, { customers, orderLines, orders }) {
  const since = new Date(Date.UTC(2024, 0, 1, 0, ORDERS - JOINED + 1));
  const counted = (rows) => {
    if (rows.length !== JOINED * LINES) throw new Error(`${rows.length} rows`);
  };
  return {
    name: `a join of three tables, ${(JOINED * LINES).toLocaleString("en")} rows`,
    run: {
      Prisma: async () =>
        counted(
          await prisma.orderLine.findMany({
            where: { order: { placedAt: { gte: since } } },
            select: { id: true, product: true, price: true, order: { select: { placedAt: true, customer: { select: { name: true } } } } },
            orderBy: { id: "desc" },
          }),
        ),
      Drizzle: async () =>
        counted(
          await drizzle
            .select({ id: orderLines.id, product: orderLines.product, price: orderLines.price, placedAt: orders.placedAt, name: customers.name })
            .from(orderLines)
            .innerJoin(orders, eq(orders.id, orderLines.orderId))
            .innerJoin(customers, eq(customers.id, orders.customerId))
            .where(and(gte(orders.placedAt, since)))
            .orderBy(desc(orderLines.id)),
        ),
      Kysely: async () =>
        counted(
          await kysely
            .selectFrom("order_lines")
            .innerJoin("orders", "orders.id", "order_lines.order_id")
            .innerJoin("customers", "customers.id", "orders.customer_id")
            .select(["order_lines.id", "order_lines.product", "order_lines.price", "orders.placed_at", "customers.name"])
            .where("orders.placed_at", ">=", since)
            .orderBy("order_lines.id", "desc")
            .execute(),
        ),
      pg: async () =>
        counted(
          (
            await pool.query(
              `SELECT l.id, l.product, l.price, o.placed_at, c.name FROM order_lines l JOIN orders o ON o.id = l.order_id
               JOIN customers c ON c.id = o.customer_id WHERE o.placed_at >= $1 ORDER BY l.id DESC`,
              [since],
            )
          ).rows,
        ),
    },
  };
}

function rotated(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function versions() {
  const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
  return Object.fromEntries(Object.entries(PACKAGES).map(([client, name]) => [client, version(name)]));
}
