// All drivers that can be run here, by their servers.
import * as mysql from "./mysql.mjs";
import * as postgres from "./postgres.mjs";
import * as sqlite from "./sqlite.mjs";
import * as sqlserver from "./sqlserver.mjs";

/**
 * `config` is more of `triple-orm.json` than the driver, `spare` are types of values that are not tried.
 * @typedef {{ driver: string, versions: string[], provider: string, about?: string, config?: object, spare?: string[],
 *   columns: () => import("./columns.mjs").Column[], schemaOf: (columns: any[]) => string, quote: (name: string) => string,
 *   open: (server: any) => Promise<{ kysely: import("kysely").Kysely<any>, close: () => Promise<void> }> }} Profile
 * @typedef {{ profiles: Profile[], start: () => Promise<{ value: any, about: string, stop: () => Promise<void> } | { skipped: string }> }} Family
 */

/** @type {Family[]} */
export const FAMILIES = [postgres, mysql, sqlite, sqlserver];
