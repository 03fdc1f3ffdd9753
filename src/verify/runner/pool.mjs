// The project's own `orm-clients.ts`, whose pool is given one connection: what it makes of values is verified, too.
import { Failed } from "./errors.mjs";
import { importFile, importPackage } from "./packages.mjs";

/**
 * Opens the clients, and takes the connection out of their pool.
 * @param {any} order
 * @param {any} settings what `pg` connects with
 * @returns {Promise<{ clients: any, client: any, end: () => Promise<void> }>}
 */
export async function openPool({ clients: { file }, prisma, database, kysely }, settings) {
  const { createClients } = await importFile(file);
  if (typeof createClients !== "function") throw new Failed("verify/module-fails", { module: file, message: "it exports no `createClients`" });
  const { PrismaClient } = prisma.client ? await importFile(prisma.client) : await importPackage("@prisma/client", prisma.files);
  const { CamelCasePlugin } = await importPackage("kysely", kysely.files);
  const clients = createClients({
    ...settings,
    // All of it is in the settings, and nothing of it is read from a text again.
    connectionString: "",
    max: 1,
    schema: database.schema ?? undefined,
    // A connection that breaks is noticed by the query that needs it.
    onError: () => {},
    prisma: (adapter) => new PrismaClient({ adapter, errorFormat: "minimal" }),
    kysely: { plugins: kysely.camelCase ? [new CamelCasePlugin()] : [] },
  });
  try {
    const client = await clients.pool.connect();
    return {
      clients,
      client,
      end: () => {
        client.release(true);
        return clients.close();
      },
    };
  } catch (error) {
    await clients.close();
    throw error;
  }
}

/** Has the pool hand out the one connection that is taken. */
export function lend({ pool }, lent) {
  const own = { connect: () => lent.connect(), query: (...args) => lent.query(...args) };
  for (const [name, value] of Object.entries(own)) Object.defineProperty(pool, name, { value });
}
