// The three clients, each with the same few methods.
import { openDrizzle } from "./drizzle.mjs";
import { openKysely } from "./kysely.mjs";
import { openPrisma } from "./prisma.mjs";

/**
 * `absent` says why a client has nothing to do with a table; `write` and `read` fail as the client does.
 * @typedef {{
 *   name: "prisma" | "drizzle" | "kysely",
 *   withNames: boolean,
 *   absent: (table: number) => string | undefined,
 *   hasColumn: (table: number, column: number) => boolean,
 *   shape: (table: number, column: number) => { kind: string, list: boolean },
 *   write: (table: number, cells: any[], tables: any[]) => Promise<void>,
 *   read: (table: number, asked: { key: number[], cells: any[], tables: any[], found: any, where: any, only?: number[] }) => Promise<unknown[] | null | undefined>,
 *   close: () => Promise<void> | void,
 * }} Client
 */

/** @returns {Promise<Client[]>} */
export async function openClients(order, connection) {
  const clients = [];
  for (const open of [openPrisma, openDrizzle, openKysely]) clients.push(await open(order, connection, order.plan.tables));
  return clients;
}
