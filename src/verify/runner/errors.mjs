// What keeps the whole run from going on, and what a database said.

/** Told to the user under a code. */
export class Failed extends Error {
  /** @param {string} code @param {Record<string, unknown>} told */
  constructor(code, told) {
    super(code);
    this.told = { code, ...told };
  }
}

/**
 * What a client's error says, whichever client it is: Drizzle puts the driver's error into `cause`, Prisma into `meta`.
 * @returns {{ message: string, code?: string, constraint?: string, column?: string, table?: string, where?: string }}
 */
export function told(error) {
  for (let inner = error, depth = 0; inner && depth < 8; inner = inner.cause, depth += 1) {
    if (isOfServer(inner)) {
      const { message, code, constraint, column, table, where, detail } = inner;
      return { message: cut(detail ? `${message}: ${detail}` : message), code, constraint, column, table, where };
    }
    const adapter = inner.meta?.driverAdapterError?.cause;
    if (adapter) {
      const message = adapter.originalMessage ?? adapter.message ?? adapter.cause ?? lastLines(inner.message);
      return { message: cut(String(message)), code: adapter.originalCode ?? adapter.code, constraint: adapter.constraint?.index };
    }
  }
  const message = error?.cause?.message ?? error?.message ?? String(error);
  return { message: lastLines(String(message)) };
}

/** Whether it is PostgreSQL's own, with its five characters of SQLSTATE. */
function isOfServer(error) {
  return typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code) && typeof error.severity === "string";
}

/** Prisma's messages begin with the call that failed; what went wrong stands at their end. */
function lastLines(message) {
  const lines = message
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return cut(lines.slice(-2).join(" "));
}

function cut(message) {
  return message.length > 300 ? `${message.slice(0, 297)}...` : message;
}
